from datetime import date, timedelta
from uuid import uuid4

import pytest

from tests import factories
from tests.cast import Cast
from tests.documents.build import SPRING, metadata, registered
from tusoi.audit.models import Entry
from tusoi.documents import selectors
from tusoi.documents.files import SecretFile, path_of
from tusoi.documents.models import Attachment, Document
from tusoi.documents.rules import Doubtful, Rejected
from tusoi.documents.services import load_reference, register_document, register_stub, send_document, update_document
from tusoi.organisations.models import Term
from tusoi.organisations.scope import Refused
from tusoi.search.models import Entry as Found

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kinds(db: None, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    load_reference()


def test_a_document_enters_the_register_with_an_entry_in_the_trail_and_in_the_search(cast: Cast) -> None:
    document = registered(cast)

    assert str(document) == "Kế hoạch 12-KH/TU"
    assert Entry.objects.get(action="documents.register").subject_id == document.pk
    assert "giam sat chuyen de" in Found.objects.get(kind="document", object_id=document.pk).folded


def test_the_number_may_be_left_empty(cast: Cast) -> None:
    assert registered(cast, number=None).number is None


def test_a_kind_must_be_in_force_on_the_day_of_issue(cast: Cast) -> None:
    with pytest.raises(Rejected) as refused:
        registered(cast, kind="phuong-an", symbol="PA/TU", issued_on=date(2025, 5, 5))

    assert refused.value.errors == {"kind": "not_in_force"}


@pytest.mark.parametrize(
    ("wrong", "errors"),
    [
        ({"kind": "bai-bao"}, {"kind": "unknown"}),
        ({"excerpt": "  "}, {"excerpt": "required"}),
        ({"excerpt": "a" * 501}, {"excerpt": "too_long"}),
        ({"number": 0}, {"number": "range"}),
        ({"number": 10**12}, {"number": "range"}),
        ({"issuer_name": ""}, {"issuer": "required"}),
        ({"issuer_id": 999_999}, {"issuer": "unknown"}),
        ({"received_on": SPRING - timedelta(days=1)}, {"received_on": "before_issue"}),
        ({"circulation": "everybody"}, {"circulation": "unknown"}),
    ],
)
def test_metadata_that_is_wrong_is_rejected_field_by_field(cast: Cast, wrong: dict, errors: dict) -> None:
    with pytest.raises(Rejected) as refused:
        registered(cast, **wrong)

    assert refused.value.errors == errors
    assert not Document.objects.exists()


def test_a_document_cannot_be_issued_in_the_future(cast: Cast) -> None:
    with pytest.raises(Rejected) as refused:
        registered(cast, issued_on=cast.may.today + timedelta(days=1))

    assert refused.value.errors["issued_on"] == "future"


def test_the_same_paper_again_has_to_be_confirmed(cast: Cast) -> None:
    first = registered(cast)

    with pytest.raises(Doubtful) as doubtful:
        register_document(owner_id=cast.province.pk, metadata=metadata(), by=cast.may)
    assert [(doubt.code, doubt.document_id) for doubt in doubtful.value.doubts] == [("duplicate", first.pk)]

    register_document(owner_id=cast.province.pk, metadata=metadata(), by=cast.may, confirmed={"duplicate"})
    assert Document.objects.count() == 2


def test_the_same_number_of_another_issuer_is_no_doubt(cast: Cast) -> None:
    registered(cast, symbol="KH/ĐU", issuer_name="Đảng ủy xã Mường Lon")

    register_document(
        owner_id=cast.province.pk,
        metadata=metadata(symbol="KH/ĐU", issuer_name="Đảng ủy xã Bản Hin"),
        by=cast.may,
    )
    assert Document.objects.count() == 2


def test_a_symbol_that_does_not_fit_the_kind_or_the_issuer_is_a_doubt(cast: Cast) -> None:
    with pytest.raises(Doubtful) as doubtful:
        register_document(
            owner_id=cast.province.pk,
            metadata=metadata(symbol="KL/ĐU", issuer_id=cast.province.pk, issuer_name=""),
            by=cast.may,
        )

    assert [doubt.code for doubt in doubtful.value.doubts] == ["symbol_kind", "symbol_issuer"]


def test_a_cell_issuing_a_guideline_is_a_doubt_about_its_competence(cast: Cast) -> None:
    with pytest.raises(Doubtful) as doubtful:
        register_document(
            owner_id=cast.thon_dong.pk,
            metadata=metadata(kind="huong-dan", symbol="HD/CB", issuer_id=cast.thon_dong.pk, issuer_name=""),
            by=cast.noi,
        )

    assert [doubt.code for doubt in doubtful.value.doubts] == ["competence"]
    assert "399-QĐ/TW" in doubtful.value.doubts[0].detail


def test_a_double_click_registers_once(cast: Cast) -> None:
    key = uuid4()
    one = register_document(owner_id=cast.province.pk, metadata=metadata(), by=cast.may, request_key=key)
    two = register_document(owner_id=cast.province.pk, metadata=metadata(), by=cast.may, request_key=key)

    assert one == two
    assert Document.objects.count() == 1


def test_nobody_registers_under_the_key_of_somebody_else(cast: Cast) -> None:
    key = uuid4()
    register_document(owner_id=cast.province.pk, metadata=metadata(), by=cast.may, request_key=key)

    with pytest.raises(Rejected):
        register_document(owner_id=cast.an_binh.pk, metadata=metadata(), by=cast.lan, request_key=key)


def test_a_member_of_the_committee_may_not_register(cast: Cast) -> None:
    with pytest.raises(Refused):
        registered(cast, by=cast.sua, owner=cast.an_binh)


def test_the_register_of_a_sibling_does_not_exist_for_me(cast: Cast) -> None:
    from tusoi.organisations.models import Organisation

    with pytest.raises(Organisation.DoesNotExist):
        registered(cast, by=cast.tuong, owner=cast.an_binh)


def test_a_document_of_a_commune_is_seen_above_and_below_and_not_beside(cast: Cast) -> None:
    document = registered(cast, by=cast.lan, owner=cast.an_binh)
    seen = {name for name, actor in cast.everybody.items() if Document.objects.visible_to(actor).filter(pk=document.pk)}

    assert seen == {"may", "inspector", "admin", "lan", "noi", "pha", "sua"}


def test_a_document_kept_to_oneself_is_not_seen_below(cast: Cast) -> None:
    document = registered(cast, by=cast.lan, owner=cast.an_binh, circulation="own")

    assert not Document.objects.visible_to(cast.noi).filter(pk=document.pk).exists()
    assert Document.objects.visible_to(cast.may).filter(pk=document.pk).exists()


def test_a_document_sent_to_a_cell_is_seen_there_though_it_does_not_circulate(cast: Cast) -> None:
    document = registered(cast, circulation="own")
    assert not Document.objects.visible_to(cast.noi).filter(pk=document.pk).exists()

    assert send_document(document_id=document.pk, organisation_ids=[cast.thon_dong.pk], by=cast.may) == 1
    assert send_document(document_id=document.pk, organisation_ids=[cast.thon_dong.pk], by=cast.may) == 0

    assert Document.objects.visible_to(cast.noi).filter(pk=document.pk).exists()
    assert not Document.objects.visible_to(cast.pha).filter(pk=document.pk).exists()


def test_a_document_is_sent_to_nobody_outside_the_branch(cast: Cast) -> None:
    document = registered(cast, by=cast.lan, owner=cast.an_binh)

    with pytest.raises(Rejected) as refused:
        send_document(document_id=document.pk, organisation_ids=[cast.thon_dong.pk, cast.suoi_giang.pk], by=cast.lan)
    assert refused.value.errors == {"recipients": "unknown"}
    assert not document.recipients.exists()


# --- numbers


def own(cast: Cast, number: int | None, on: date, **more) -> Document:
    return registered(cast, number=number, issued_on=on, issuer_id=cast.province.pk, issuer_name="", **more)


def test_numbers_run_through_a_term_and_begin_again_with_the_next(cast: Cast) -> None:
    Term.objects.create(
        organisation=cast.province, name="2020-2025", valid_from=date(2020, 10, 1), valid_to=date(2025, 10, 1)
    )
    Term.objects.create(organisation=cast.province, name="2025-2030", valid_from=date(2025, 10, 1))
    own(cast, 310, date(2025, 9, 30))
    own(cast, 7, date(2026, 2, 2))

    assert selectors.next_number(kind="ke-hoach", issuer=cast.province, on=date(2025, 9, 1)) == 311
    assert selectors.next_number(kind="ke-hoach", issuer=cast.province, on=SPRING) == 8
    assert selectors.next_number(kind="ket-luan", issuer=cast.province, on=SPRING) == 1


def test_secret_papers_count_in_the_series(cast: Cast) -> None:
    own(cast, 7, SPRING)
    register_stub(
        owner_id=cast.province.pk,
        level="mat",
        metadata=metadata(number=8, issuer_id=cast.province.pk, excerpt="", paper_location="Tủ A, ngăn 2"),
        by=cast.may,
    )

    assert selectors.next_number(kind="ke-hoach", issuer=cast.province, on=SPRING, symbol="KH/TU") == 9


def test_a_number_of_the_series_that_is_taken_is_a_doubt(cast: Cast) -> None:
    own(cast, 7, SPRING)

    with pytest.raises(Doubtful) as doubtful:
        register_document(
            owner_id=cast.province.pk,
            metadata=metadata(
                number=7, issued_on=SPRING + timedelta(days=3), issuer_id=cast.province.pk, issuer_name=""
            ),
            by=cast.may,
        )
    assert [doubt.code for doubt in doubtful.value.doubts] == ["number_taken"]


# --- secret papers


def test_a_stub_keeps_nothing_of_what_the_paper_says(cast: Cast) -> None:
    stub = register_stub(
        owner_id=cast.province.pk,
        level="toi_mat",
        metadata=metadata(number=3, excerpt="về việc không ai được biết", paper_location="Tủ A, ngăn 2"),
        by=cast.may,
    )

    assert (stub.excerpt, stub.text, stub.file, stub.secrecy) == ("", "", None, "toi_mat")
    assert "không ai" not in str(Entry.objects.get(action="documents.stub").changes)


def test_a_stub_needs_its_number_and_where_the_paper_lies(cast: Cast) -> None:
    with pytest.raises(Rejected) as refused:
        register_stub(owner_id=cast.province.pk, level="mat", metadata=metadata(number=None), by=cast.may)

    assert refused.value.errors == {"number": "required", "paper_location": "required"}


def test_not_even_the_number_of_a_secret_paper_is_seen_below(cast: Cast) -> None:
    stub = register_stub(owner_id=cast.province.pk, level="mat", metadata=metadata(paper_location="Tủ A"), by=cast.may)

    assert Document.objects.visible_to(cast.inspector).filter(pk=stub.pk).exists()
    assert not Document.objects.visible_to(cast.lan).filter(pk=stub.pk).exists()


def test_a_stub_is_sent_to_nobody(cast: Cast) -> None:
    stub = register_stub(owner_id=cast.province.pk, level="mat", metadata=metadata(paper_location="Tủ A"), by=cast.may)

    with pytest.raises(Rejected):
        send_document(document_id=stub.pk, organisation_ids=[cast.an_binh.pk], by=cast.may)


# --- files


def test_a_file_is_kept_by_its_content_once(cast: Cast) -> None:
    for number in (1, 2):
        register_document(
            owner_id=cast.province.pk,
            metadata=metadata(number=number),
            by=cast.may,
            content="Kế hoạch giám sát".encode(),
            filename="..\\..\\ke hoach.txt",
        )

    first, second = Document.objects.order_by("pk")
    assert first.file
    assert second.file
    assert first.file.sha256 == second.file.sha256
    assert first.file.name == "ke hoach.txt"
    assert path_of(first.file.sha256).read_bytes().decode() == first.text == "Kế hoạch giám sát"


@pytest.mark.parametrize(
    ("name", "text"), [("ke-hoach.txt", "TỐI MẬT\nKế hoạch"), ("ke hoach MẬT.pdf", "%PDF-1.4"), ("k.txt", "MẬT\nmột")]
)
def test_a_marked_file_is_refused_and_nothing_is_stored(cast: Cast, name: str, text: str, tmp_path) -> None:
    with pytest.raises(SecretFile):
        register_document(
            owner_id=cast.province.pk, metadata=metadata(), by=cast.may, content=text.encode(), filename=name
        )

    assert not Document.objects.exists()
    assert not Attachment.objects.exists()
    assert not [file for file in tmp_path.rglob("*") if file.is_file()]


# --- changing


def test_a_change_leaves_what_stood_there_before_in_the_trail(cast: Cast) -> None:
    document = registered(cast)
    update_document(
        document_id=document.pk, metadata=metadata(excerpt="giám sát chuyên đề quý I", number=13), by=cast.may
    )

    changes = Entry.objects.get(action="documents.update").changes
    assert changes["number"] == [12, 13]
    assert changes["excerpt"] == ["giám sát chuyên đề năm 2026", "giám sát chuyên đề quý I"]
    assert set(changes) == {"number", "excerpt"}


def test_a_reader_below_may_not_change_it(cast: Cast) -> None:
    document = registered(cast)

    with pytest.raises(Refused):
        update_document(document_id=document.pk, metadata=metadata(number=99), by=cast.lan)


def test_a_document_of_a_sibling_cannot_be_changed_or_sent(cast: Cast) -> None:
    document = registered(cast, by=cast.lan, owner=cast.an_binh)

    with pytest.raises(Document.DoesNotExist):
        update_document(document_id=document.pk, metadata=metadata(), by=cast.tuong)
    with pytest.raises(Document.DoesNotExist):
        send_document(document_id=document.pk, organisation_ids=[cast.ban_le.pk], by=cast.tuong)


def test_the_register_is_found_without_diacritics_and_by_its_filters(cast: Cast) -> None:
    plan = registered(cast)
    factories.body(cast.province, "office", "Văn phòng")
    other = registered(cast, number=1, symbol="NQ/TU", kind="nghi-quyet", issued_on=date(2025, 4, 1), excerpt="học tập")

    def found(**filters):
        chosen = selectors.Filters(**filters)
        return list(selectors.register_of(cast.province, by=cast.may, filters=chosen))

    assert found(text="giam sat") == [plan]
    assert found(kind="nghi-quyet") == [other]
    assert found(year=2026) == [plan]
    assert found(issuer="ban thuong vu") == [plan, other]
    assert found(direction="issued") == []
    assert found(direction="received") == [plan, other]
    assert found(text="khong co gi") == []
    assert found(text="nq tu") == [other]
    assert found(text="hoc ta") == [other]


def test_what_was_sent_by_another_is_found_in_the_register_by_its_words(cast: Cast) -> None:
    sent = registered(cast, excerpt="củng cố chi bộ")
    registered(cast, by=cast.tuong, owner=cast.suoi_giang, number=31, symbol="KH/ĐU", excerpt="củng cố chi bộ")
    send_document(document_id=sent.pk, organisation_ids=[cast.an_binh.pk], by=cast.may)

    def found(text: str) -> list[Document]:
        filters = selectors.Filters(text=text)
        return list(selectors.register_of(cast.an_binh, by=cast.lan, filters=filters))

    assert found("cung co") == [sent]
    assert found("cung co giam sat") == []
