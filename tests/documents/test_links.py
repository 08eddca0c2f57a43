"""Citations find what they name, links are set right by hand, replaced documents are known as such."""

from datetime import date
from typing import Any

import pytest

from tests.cast import Cast
from tests.documents.build import metadata, registered
from tusoi.audit.models import Entry
from tusoi.documents import rules, selectors
from tusoi.documents.models import Citation, Document
from tusoi.documents.services import (
    accept_intake,
    begin_intake,
    link_citation,
    link_document,
    load_reference,
    reopen_caution,
    set_relation,
    settle_caution,
    unlink,
    update_document,
)
from tusoi.organisations.scope import Actor, Refused

pytestmark = pytest.mark.django_db
WINTER = date(2025, 11, 13)
CONFIRMED = {"duplicate", "number_taken", "symbol_kind", "symbol_issuer", "competence"}


@pytest.fixture(autouse=True)
def _kinds(db: None, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    load_reference()


def read(cast: Cast, text: str, *, by: Actor | None = None, owner: Any = None, **more: Any) -> Document:
    """A text brought in and accepted as it was read."""
    by, owner = by or cast.may, owner or cast.province
    intake = begin_intake(owner_id=owner.pk, by=by, pasted=text)
    return accept_intake(intake_id=intake.pk, metadata=metadata(**more), by=by, confirmed=CONFIRMED)


def conclusion(cast: Cast, **more: Any) -> Document:
    fields = {"kind": "ket-luan", "number": 38, "symbol": "KL/TW", "issuer_name": "Bộ Chính trị", "issued_on": WINTER}
    return registered(cast, **(fields | more))


def test_a_chain_from_the_centre_to_a_commune_is_read_and_drawn(cast):
    top = conclusion(cast)
    plan = read(cast, "KẾ HOẠCH\nthực hiện Kết luận số 38-KL/TW của Bộ Chính trị", number=143)
    local = read(
        cast, "KẾ HOẠCH\nthực hiện Kế hoạch số 143-KH/TU của Ban Thường vụ Tỉnh ủy", by=cast.lan, owner=cast.an_binh,
        number=21, symbol="KH/ĐU", issuer_name="Đảng ủy xã An Bình",
    )  # fmt: skip

    from_below = selectors.graph_of(selectors.document_for(local.pk, by=cast.may), by=cast.may)
    from_above = selectors.graph_of(selectors.document_for(top.pk, by=cast.may), by=cast.may)

    assert [(one.level, one.document.pk) for one in from_below.nodes] == [(-2, top.pk), (-1, plan.pk), (0, local.pk)]
    assert [(one.level, one.document.pk) for one in from_above.nodes] == [(0, top.pk), (1, plan.pk), (2, local.pk)]
    assert {one.relation for one in from_below.links} == {"implements"}


def test_an_open_citation_finds_a_document_that_comes_later_in_a_register_above(cast):
    local = read(
        cast, "Thực hiện Kế hoạch số 143-KH/TU của Ban Thường vụ Tỉnh ủy.", by=cast.lan, owner=cast.an_binh,
        number=21, symbol="KH/ĐU", issuer_name="Đảng ủy xã An Bình",
    )  # fmt: skip
    assert local.citations.get().target is None

    plan = registered(cast, number=143)

    assert local.citations.get().target == plan


def test_what_a_commune_registers_does_not_answer_for_another_commune(cast):
    text = "Thực hiện Nghị quyết số 05-NQ/ĐU của Đảng ủy."
    other = read(cast, text, by=cast.tuong, owner=cast.suoi_giang, number=3, symbol="KH/ĐU", issuer_name="Suối Giàng")
    own = {"kind": "nghi-quyet", "number": 5, "symbol": "NQ/ĐU", "issuer_id": cast.an_binh.pk, "issuer_name": ""}
    registered(cast, by=cast.lan, owner=cast.an_binh, **own)
    assert other.citations.get().target is None


def test_a_shared_code_with_another_place_is_another_paper(cast):
    registered(
        cast, by=cast.lan, owner=cast.an_binh, kind="nghi-quyet", number=5, symbol="NQ/ĐU", issuer_id=cast.an_binh.pk,
        issuer_name="",
    )  # fmt: skip
    own = read(
        cast, "Căn cứ Nghị quyết số 05-NQ/ĐU của Đảng ủy xã Suối Giàng.", by=cast.lan, owner=cast.an_binh,
        number=9, symbol="KH/ĐU", issuer_name="Đảng ủy xã An Bình",
    )  # fmt: skip
    citation = own.citations.get()
    assert (citation.target, citation.relation) == (None, "basis")


def test_two_papers_with_one_number_stay_for_a_person_with_both_as_candidates(cast):
    document = read(cast, "Căn cứ Quyết định số 07-QĐ/TU của Tỉnh ủy.", number=3)
    old = registered(cast, kind="quyet-dinh", number=7, symbol="QĐ/TU", issued_on=date(2021, 5, 4))
    Citation.objects.update(target=None)  # as if both had come at once
    new = registered(cast, kind="quyet-dinh", number=7, symbol="QĐ/TU", issued_on=date(2026, 2, 4))

    citation = selectors.citation_for(document.pk, document.citations.get().pk, by=cast.may)

    assert citation.target is None
    assert set(selectors.candidates_for(citation, by=cast.may)) == {old, new}


def test_of_two_entries_of_one_paper_the_one_of_ones_own_register_is_meant(cast):
    conclusion(cast)
    own = conclusion(cast, by=cast.lan, owner=cast.an_binh)
    local = read(
        cast, "Thực hiện Kết luận số 38-KL/TW của Bộ Chính trị.", by=cast.lan, owner=cast.an_binh, number=4,
        symbol="KH/ĐU", issuer_name="Đảng ủy xã An Bình",
    )  # fmt: skip
    assert local.citations.get().target == own


def test_a_corrected_number_is_found_by_what_waited_for_it(cast):
    document = read(cast, "Căn cứ Kế hoạch số 44-KH/TU của Tỉnh ủy.", number=3)
    wrong = registered(cast, number=45)
    update_document(document_id=wrong.pk, metadata=metadata(number=44), by=cast.may, confirmed=CONFIRMED)
    assert document.citations.get().target == wrong


def test_a_person_says_what_the_relation_is_and_the_trail_keeps_what_was_read(cast):
    document = read(cast, "Căn cứ Kế hoạch số 44-KH/TU của Tỉnh ủy.", number=3)
    citation = document.citations.get()

    set_relation(document_id=document.pk, citation_id=citation.pk, relation="reports", by=cast.may)

    citation.refresh_from_db()
    assert (citation.relation, citation.is_confirmed) == ("reports", True)
    entry = Entry.objects.filter(action="documents.set_relation").get()
    assert entry.changes["relation"] == ["căn cứ", "báo cáo"]
    with pytest.raises(rules.Rejected):
        set_relation(document_id=document.pk, citation_id=citation.pk, relation="x", by=cast.may)


def test_a_citation_is_led_cut_loose_and_not_led_again_by_itself(cast):
    document = read(cast, "Căn cứ Kế hoạch số 44-KH/TU của Tỉnh ủy.", number=3)
    citation = document.citations.get()
    target = registered(cast, number=44)
    ids = {"document_id": document.pk, "citation_id": citation.pk}
    unlink(**ids, by=cast.may)
    update_document(
        document_id=target.pk,
        metadata=metadata(number=44, issued_on=date(2026, 3, 1)),
        by=cast.may,
        confirmed=CONFIRMED,
    )
    citation.refresh_from_db()
    assert citation.target is None

    link_citation(**ids, target_id=target.pk, by=cast.may)
    citation.refresh_from_db()
    assert citation.target == target
    assert list(
        Entry.objects.filter(action__in=("documents.link", "documents.unlink")).values_list("action", flat=True)
    )


def test_two_documents_are_linked_by_hand_once_and_the_link_goes_away_again(cast):
    one, other = registered(cast, number=1), registered(cast, number=2)
    first = link_document(document_id=one.pk, target_id=other.pk, relation="basis", by=cast.may)
    again = link_document(document_id=one.pk, target_id=other.pk, relation="implements", by=cast.may)
    assert first.pk == again.pk
    assert one.citations.get().relation == "implements"

    unlink(document_id=one.pk, citation_id=first.pk, by=cast.may)

    assert not one.citations.exists()
    with pytest.raises(rules.Rejected):
        link_document(document_id=one.pk, target_id=one.pk, relation="basis", by=cast.may)


def test_only_who_keeps_the_register_sets_links_and_only_to_what_he_may_see(cast):
    own = registered(cast, by=cast.lan, owner=cast.an_binh, symbol="KH/ĐU")
    far = registered(cast, by=cast.tuong, owner=cast.suoi_giang, symbol="KH/ĐU", number=3)
    with pytest.raises(rules.Rejected):
        link_document(document_id=own.pk, target_id=far.pk, relation="basis", by=cast.lan)
    with pytest.raises(Refused):
        link_document(document_id=own.pk, target_id=own.pk, relation="basis", by=cast.sua)
    with pytest.raises(Document.DoesNotExist):
        link_document(document_id=own.pk, target_id=far.pk, relation="basis", by=cast.tuong)


def test_a_document_that_was_replaced_says_by_which_and_since_when(cast):
    old = registered(cast, kind="huong-dan", number=7, symbol="HD/TU", issued_on=WINTER)
    new = read(cast, "Hướng dẫn này thay thế Hướng dẫn số 07-HD/TU của Tỉnh ủy.", kind="huong-dan", symbol="HD/TU")

    change = selectors.changes_of(old, by=cast.may)[0]

    assert (change.relation, change.document, change.on) == ("replaces", new, new.issued_on)
    assert selectors.document_for(old.pk, by=cast.may).is_replaced
    assert not selectors.document_for(new.pk, by=cast.may).is_replaced
    assert [one.is_replaced for one in selectors.register_of(cast.province, by=cast.may)] == [False, True]


def test_a_register_below_replaces_nothing_of_its_superior(cast):
    old = registered(cast, kind="huong-dan", number=7, symbol="HD/TU", issued_on=WINTER)
    read(
        cast, "Hướng dẫn này thay thế Hướng dẫn số 07-HD/TU của Tỉnh ủy.", by=cast.lan, owner=cast.an_binh,
        kind="huong-dan", symbol="HD/ĐU", issuer_name="Đảng ủy xã An Bình",
    )  # fmt: skip
    assert old.cited_by.exists()
    assert selectors.changes_of(old, by=cast.may) == []


def test_an_earlier_document_replaces_nothing(cast):
    old = registered(cast, kind="huong-dan", number=7, symbol="HD/TU")
    earlier = registered(cast, kind="huong-dan", number=2, symbol="HD/TU", issued_on=WINTER)
    link_document(document_id=earlier.pk, target_id=old.pk, relation="replaces", by=cast.may)
    assert selectors.changes_of(old, by=cast.may) == []


def test_what_rests_on_a_replaced_document_is_listed_until_it_is_replaced_itself(cast):
    old = registered(cast, kind="huong-dan", number=7, symbol="HD/TU", issued_on=WINTER)
    plan = read(cast, "Căn cứ Hướng dẫn số 07-HD/TU của Tỉnh ủy.", number=51, issued_on=date(2026, 1, 5))
    assert selectors.still_resting(old, by=cast.may) == [plan]
    new = registered(cast, number=60)
    link_document(document_id=new.pk, target_id=plan.pk, relation="replaces", by=cast.may)
    assert selectors.still_resting(old, by=cast.may) == []


def test_nothing_is_said_of_a_document_out_of_reach(cast):
    below = registered(cast, by=cast.lan, owner=cast.an_binh, symbol="KH/ĐU", number=3, excerpt="Bí mật của An Bình")
    document = registered(cast, number=8)
    link_document(document_id=document.pk, target_id=below.pk, relation="reports", by=cast.may)
    link_document(document_id=below.pk, target_id=document.pk, relation="implements", by=cast.lan)

    graph = selectors.graph_of(selectors.document_for(document.pk, by=cast.tuong), by=cast.tuong)

    assert [(one.level, one.document, one.label, one.is_hidden) for one in graph.nodes if one.level] == [
        (-1, None, "", True)
    ]
    assert not list(selectors.citing(document, by=cast.tuong))


def test_many_links_are_bounded_and_what_is_left_out_is_counted(cast, django_assert_max_num_queries):
    top = registered(cast, number=900)
    below = [
        Document(owner=cast.province, issuer_name="Tỉnh ủy", kind=top.kind, number=number, symbol="KH/TU",
                 issued_on=top.issued_on, excerpt="x", registered_at=cast.may.at)
        for number in range(1, 61)
    ]  # fmt: skip
    Document.objects.bulk_create(below)
    Citation.objects.bulk_create(Citation(document=one, target=top, quote="x", relation="basis") for one in below)
    document = selectors.document_for(top.pk, by=cast.may)
    with django_assert_max_num_queries(10):
        graph = selectors.graph_of(document, by=cast.may)
    assert len(graph.nodes) <= 40
    assert graph.left_out == 60 - (len(graph.nodes) - 1)


MISPRINT = (
    "Thực hiện Kết luận số 38-KL/TU, ngày 13/11/2025 của Bộ Chính trị.\n"
    "Các đảng ủy đối chiếu Kết luận số 38-KL/TW với quy chế làm việc."
)


def test_a_misprinted_symbol_is_said_before_and_after_the_text_is_stored(cast):
    load_reference()
    intake = begin_intake(owner_id=cast.province.pk, by=cast.may, pasted=MISPRINT)
    proposals = selectors.proposals_of(intake, by=cast.may)
    before = selectors.cautions_of_draft(intake, proposals, {}, by=cast.may)
    document = accept_intake(intake_id=intake.pk, metadata=metadata(), by=cast.may, confirmed=CONFIRMED)
    after = selectors.cautions_of(document, by=cast.may)

    codes = ["two_bodies", "issuer_code"]
    assert [one.caution.code for one in before] == codes
    assert [(one.caution.code, one.caution.key) for one in after] == [
        (one.caution.code, one.caution.key) for one in before
    ]
    text = document.text
    assert all(text[one.start : one.end] == one.quote for line in after for one in line.caution.passages)


def test_a_caution_is_looked_at_with_a_reason_and_opened_again(cast):
    document = read(cast, MISPRINT)
    caution = selectors.cautions_of(document, by=cast.may)[0].caution
    which = {"document_id": document.pk, "code": caution.code, "key": caution.key}
    with pytest.raises(rules.Rejected):
        settle_caution(**which, reason="  ", by=cast.may)
    with pytest.raises(rules.Rejected):
        settle_caution(document_id=document.pk, code="later", key="x", reason="vì", by=cast.may)

    settle_caution(**which, reason="Đúng như bản gốc", by=cast.may)

    lines = selectors.cautions_of(document, by=cast.may)
    assert [one.settled.reason if one.settled else "" for one in lines] == ["", "Đúng như bản gốc"]
    reopen_caution(**which, by=cast.may)
    assert all(one.settled is None for one in selectors.cautions_of(document, by=cast.may))
    actions = ["documents.settle_caution", "documents.reopen_caution"]
    assert list(Entry.objects.filter(action__in=actions).order_by("seq").values_list("action", flat=True)) == actions


def test_a_day_that_differs_from_the_registers_is_said(cast):
    target = registered(cast, number=44, issued_on=date(2026, 1, 20))
    document = read(cast, "Căn cứ Kế hoạch số 44-KH/TU, ngày 21/01/2026 của Tỉnh ủy.", number=3)
    line = selectors.cautions_of(document, by=cast.may)[0]
    assert (line.caution.code, line.document) == ("date_differs", target)


def test_citing_what_was_replaced_by_then_is_said(cast):
    registered(cast, kind="huong-dan", number=7, symbol="HD/TU", issued_on=WINTER)
    read(
        cast, "Hướng dẫn này thay thế Hướng dẫn số 07-HD/TU của Tỉnh ủy.", kind="huong-dan", symbol="HD/TU",
        issued_on=date(2026, 1, 20),
    )  # fmt: skip
    document = read(cast, "Căn cứ Hướng dẫn số 07-HD/TU của Tỉnh ủy.", number=3)
    assert [one.caution.code for one in selectors.cautions_of(document, by=cast.may)] == ["replaced"]
