from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from tests import factories
from tests.cast import Cast
from tests.documents.build import CONCLUSION, metadata, registered
from tusoi.audit.models import Entry
from tusoi.documents import selectors
from tusoi.documents.files import SecretFile
from tusoi.documents.models import Attachment, Citation, Clause, Document, Intake
from tusoi.documents.rules import Doubtful, Rejected
from tusoi.documents.services import (
    accept_intake,
    add_proposal,
    begin_intake,
    discard_intake,
    load_reference,
    save_decisions,
)  # fmt: skip
from tusoi.organisations.scope import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kinds(db: None, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    load_reference()


def begun(cast: Cast, text: str = CONCLUSION) -> Intake:
    return begin_intake(owner_id=cast.province.pk, by=cast.may, content=text.encode(), filename="ket-luan.txt")


def accepted(cast: Cast, intake: Intake, *, items: dict[str, Any] | None = None, **more: Any) -> Document:
    return accept_intake(
        intake_id=intake.pk,
        metadata=metadata(
            kind="ket-luan", symbol="KL/BTCTU", number=47, issuer_name="Ban Tổ chức", excerpt="giám sát triển khai"
        ),
        by=cast.may,
        decisions={"items": items or {}},
        **more,
    )


def places(intake: Intake, type: str) -> list[int]:
    return [place for place, one in enumerate(intake.records) if one["type"] == type]


def test_nothing_enters_the_register_before_it_is_accepted(cast: Cast) -> None:
    intake = begun(cast)

    assert intake.text == CONCLUSION
    assert len(places(intake, "requirement")) == 3
    assert not Document.objects.exists()
    assert not Entry.objects.filter(action__startswith="documents").exists()


def test_a_draft_is_seen_by_its_owner_alone(cast: Cast) -> None:
    intake = begun(cast)

    for actor in (cast.inspector, cast.lan, cast.admin):
        assert not Intake.objects.visible_to(actor).filter(pk=intake.pk).exists()
        with pytest.raises(Intake.DoesNotExist):
            accept_intake(intake_id=intake.pk, metadata=metadata(), by=actor)


def test_the_same_text_brought_twice_is_one_draft(cast: Cast) -> None:
    assert begun(cast) == begun(cast)
    assert Attachment.objects.count() == 1


def test_somebody_without_the_right_begins_nothing(cast: Cast) -> None:
    with pytest.raises(Refused):
        begin_intake(owner_id=cast.an_binh.pk, by=cast.sua, pasted=CONCLUSION)


def test_the_head_of_the_document_fills_in_the_form(cast: Cast) -> None:
    found = selectors.suggested_metadata(begun(cast), by=cast.may)

    assert {name: one.value for name, one in found.items()} == {
        "number": 47,
        "symbol": "KL/BTCTU",
        "kind": "ket-luan",
        "issued_on": date(2026, 3, 2),
        "issuer_name": "Ban tổ chức Tỉnh ủy Sơn Hà",
        "excerpt": "giám sát việc triển khai nghị quyết đại hội đảng bộ các cấp",
    }
    assert CONCLUSION[found["number"].start : found["number"].end] == "Số 47-KL/BTCTU"


def test_the_issuer_is_recognised_where_it_is_one_of_ours(cast: Cast) -> None:
    text = CONCLUSION.replace("BAN TỔ CHỨC\n*", "*").replace("KL/BTCTU", "KL/TU")
    found = selectors.suggested_metadata(begun(cast, text), by=cast.may)

    assert found["issuer"].value == str(cast.province.pk)


@pytest.mark.parametrize(
    ("heading", "signed", "named"),
    [
        ("CỦA BAN THƯỜNG VỤ TỈNH ỦY\n", "", "Ban Thường vụ Tỉnh ủy Sơn Hà"),
        ("", "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nTrần Văn Suối\n", "Ban Thường vụ Tỉnh ủy Sơn Hà"),
        ("CỦA BAN CHẤP HÀNH TỈNH ỦY\n", "T/M TỈNH ỦY\nBÍ THƯ\nTrần Văn Suối\n", "Ban Chấp hành"),
        ("CỦA BAN CHỈ ĐẠO\n", "T/M TỈNH ỦY\nBÍ THƯ\nTrần Văn Suối\n", ""),
        ("", "K/T BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nTrần Văn Suối\n", ""),
    ],
)
def test_the_issuer_is_the_body_that_heading_or_signature_names(
    cast: Cast, heading: str, signed: str, named: str
) -> None:
    bodies = {
        name: factories.body(cast.province, kind, name)
        for kind, name in (
            ("executive_committee", "Ban Chấp hành"), ("standing_committee", "Ban Thường vụ Tỉnh ủy Sơn Hà"),
            ("office", "Văn phòng Tỉnh ủy Sơn Hà"),
        )
    }  # fmt: skip
    text = CONCLUSION.replace("BAN TỔ CHỨC\n*", "*").replace("KL/BTCTU", "KL/TU")
    text = text.replace("KẾT LUẬN\n", f"KẾT LUẬN\n{heading}") + signed
    found = selectors.suggested_metadata(begun(cast, text), by=cast.may)

    chosen = f"{cast.province.pk}-{bodies[named].pk}" if named else str(cast.province.pk)
    assert found["issuer"].value == chosen
    assert text[found["issuer"].start : found["issuer"].end] == found["issuer"].quote
    assert not {"speaker_head", "speaker_foot"} & found.keys()


def test_requirements_and_citations_are_chosen_at_first_and_organisations_are_not(cast: Cast) -> None:
    chosen = {one.type: one.on for one in selectors.proposals_of(begun(cast), by=cast.may)}

    assert chosen["requirement"] is chosen["citation"] is chosen["finding"] is True
    assert chosen.get("organisation", False) is False
    assert chosen.get("deadline", False) is False


def test_exactly_what_was_ticked_is_stored(cast: Cast) -> None:
    intake = begun(cast)
    first, second, third = places(intake, "requirement")
    items = {str(place): {"on": False} for place, _ in enumerate(intake.records)}
    items[str(second)] = {"on": True, "title": "Ban hành quy chế", "due_on": "2026-12-31", "label": "yêu cầu 2"}

    document = accepted(cast, intake, items=items)

    clause = Clause.objects.get(document=document)
    assert (clause.kind, clause.title, clause.due_on, clause.label) == (
        "requirement", "Ban hành quy chế", date(2026, 12, 31), "yêu cầu 2",
    )  # fmt: skip
    assert document.text[clause.start : clause.end] == clause.quote == intake.records[second]["quote"]
    assert not Citation.objects.filter(document=document).exists()
    assert {first, third}.isdisjoint({second})


def test_a_citation_leads_to_the_registered_document(cast: Cast) -> None:
    plan = registered(cast, issued_on=date(2026, 1, 5))
    document = accepted(cast, begun(cast))

    citation = document.citations.get(number=12)
    assert citation.target == plan
    assert selectors.cited_by(plan, by=cast.may) == [document]


def test_a_citation_of_another_day_is_offered_the_document_and_never_led_there_by_itself(cast: Cast) -> None:
    plan = registered(cast, issued_on=date(2026, 1, 6))
    intake = begun(cast)
    one = next(one for one in selectors.proposals_of(intake, by=cast.may) if one.fields.get("number") == 12)
    assert (one.candidates, one.target, one.other_day) == ((plan,), None, date(2026, 1, 5))

    document = accepted(cast, intake)
    assert document.citations.get(number=12).target is None


def test_a_person_links_a_citation_to_the_document_of_another_day(cast: Cast) -> None:
    plan = registered(cast, issued_on=date(2026, 1, 6))
    intake = begun(cast)
    place = next(one.index for one in selectors.proposals_of(intake, by=cast.may) if one.fields.get("number") == 12)

    document = accepted(cast, intake, items={str(place): {"on": True, "target": plan.pk}})
    assert document.citations.get(number=12).target == plan


def test_the_document_of_the_printed_day_is_not_offered_beside_those_of_other_days(cast: Cast) -> None:
    registered(cast, issued_on=date(2021, 1, 6))
    plan = registered(cast, issued_on=date(2026, 1, 5))
    one = next(one for one in selectors.proposals_of(begun(cast), by=cast.may) if one.fields.get("number") == 12)

    assert (one.candidates, one.target, one.other_day) == ((plan,), plan, None)


def test_a_document_registered_later_is_found_by_the_citations_that_waited(cast: Cast) -> None:
    document = accepted(cast, begun(cast))
    plan = registered(cast, issued_on=date(2026, 1, 5))

    assert document.citations.get(number=12).target == plan


def test_a_suspect_citation_is_proposed_a_document_and_never_led_there_by_itself(cast: Cast) -> None:
    real = registered(
        cast, kind="ket-luan", number=38, symbol="KL/TW", issued_on=date(2025, 11, 13), issuer_name="Bộ Chính trị"
    )
    intake = begun(cast)
    suspect = next(one for one in selectors.proposals_of(intake, by=cast.may) if one.suspect)
    assert suspect.candidates == (real,)
    assert suspect.target_id is None

    document = accepted(cast, intake, items={str(suspect.index): {"on": True, "target": real.pk}})

    citation = document.citations.get(number=38)
    assert (citation.target, citation.symbol, citation.suspect) == (real, "KL/TU", "symbol")


def test_a_target_out_of_reach_is_not_taken(cast: Cast) -> None:
    secret = registered(
        cast, by=cast.tuong, owner=cast.suoi_giang, number=12, symbol="KH/TU", issued_on=date(2026, 1, 5)
    )
    intake = begin_intake(owner_id=cast.an_binh.pk, by=cast.lan, pasted=CONCLUSION)
    place = next(one.index for one in selectors.proposals_of(intake, by=cast.lan) if one.fields.get("number") == 12)

    document = accept_intake(
        intake_id=intake.pk,
        metadata=metadata(kind="ket-luan", symbol="KL/TU", number=47),
        by=cast.lan,
        decisions={"items": {str(place): {"on": True, "target": secret.pk}}},
    )
    assert document.citations.get(number=12).target is None


def test_an_edited_quotation_must_stand_in_the_text(cast: Cast) -> None:
    intake = begun(cast)
    place = places(intake, "requirement")[0]

    with pytest.raises(Rejected) as rejected:
        accepted(cast, intake, items={str(place): {"on": True, "quote": "Một là, không có câu này."}})
    assert rejected.value.errors == {f"quote-{place}": "not_in_text"}
    assert not Document.objects.exists()

    document = accepted(
        cast, intake, items={str(place): {"on": True, "quote": "rà soát, bổ sung  chương trình\nhành động"}}
    )
    assert document.clauses.get(quote="rà soát, bổ sung chương trình hành động")


def test_what_the_reading_missed_can_be_added(cast: Cast) -> None:
    intake = begun(cast)
    add_proposal(
        intake_id=intake.pk, type="limitation", quote="chưa rõ người, rõ việc", title="Chưa rõ người", by=cast.may
    )

    document = accepted(cast, intake)
    added = document.clauses.get(quote="chưa rõ người, rõ việc")
    assert added.kind == "limitation"


@pytest.mark.parametrize(
    ("type", "quote", "code"),
    [("requirement", "không có", "not_in_text"), ("requirement", "  ", "required"), ("poem", "Một là", "unknown")],
)
def test_nothing_else_can_be_added(cast: Cast, type: str, quote: str, code: str) -> None:
    with pytest.raises(Rejected) as rejected:
        add_proposal(intake_id=begun(cast).pk, type=type, quote=quote, by=cast.may)
    assert rejected.value.errors == {"added": code}


def test_accepting_twice_gives_the_same_document(cast: Cast) -> None:
    intake = begun(cast)
    key = uuid4()
    one = accepted(cast, intake, request_key=key)
    two = accepted(cast, intake, request_key=uuid4())

    assert one == two
    assert Document.objects.count() == 1
    assert Entry.objects.filter(action="documents.accept").count() == 1


def test_after_acceptance_nothing_of_the_draft_changes(cast: Cast) -> None:
    intake = begun(cast)
    accepted(cast, intake)

    for change in (
        lambda: save_decisions(intake_id=intake.pk, decisions={"items": {"0": {"on": False}}}, by=cast.may),
        lambda: add_proposal(intake_id=intake.pk, type="count", quote="Một là", by=cast.may),
        lambda: discard_intake(intake_id=intake.pk, by=cast.may),
    ):
        with pytest.raises(Rejected) as rejected:
            change()
        assert rejected.value.errors == {"": "accepted"}


def test_decisions_survive_and_what_is_no_decision_is_left_out(cast: Cast) -> None:
    intake = begun(cast)
    save_decisions(
        intake_id=intake.pk,
        decisions={
            "items": {"0": {"on": False, "title": "Khác", "color": "red"}, "99999": {"on": True}, "x": 3, "1": "no"},
            "metadata": {"excerpt": "trích yếu\x00", "owner": "9"},
        },
        by=cast.may,
    )

    kept = Intake.objects.get(pk=intake.pk).decisions
    assert kept == {"items": {"0": {"on": False, "title": "Khác"}}, "metadata": {"excerpt": "trích yếu"}}


def test_a_duplicate_has_to_be_confirmed_before_the_draft_is_accepted(cast: Cast) -> None:
    registered(cast, kind="ket-luan", number=47, symbol="KL/BTCTU", issuer_name="Ban Tổ chức")
    intake = begun(cast)

    with pytest.raises(Doubtful):
        accepted(cast, intake)
    assert Intake.objects.get(pk=intake.pk).document is None
    assert accepted(cast, intake, confirmed={"duplicate"})


def test_a_discarded_draft_leaves_nothing(cast: Cast, django_capture_on_commit_callbacks, settings) -> None:
    intake = begun(cast)
    with django_capture_on_commit_callbacks(execute=True):
        discard_intake(intake_id=intake.pk, by=cast.may)

    assert not Intake.objects.exists()
    assert not Attachment.objects.exists()


@pytest.mark.parametrize("text", ["MẬT\nKế hoạch", "Kế hoạch\nĐộ mật: TUYỆT MẬT\n"])
def test_a_secret_text_is_refused_and_the_trail_says_only_that(cast: Cast, text: str, settings) -> None:
    with pytest.raises(SecretFile):
        begin_intake(owner_id=cast.province.pk, by=cast.may, pasted=text)

    entry = Entry.objects.get(action="documents.refuse_secret")
    assert set(entry.changes) == {"level"}
    assert not Intake.objects.exists()
    assert not settings.MEDIA_ROOT.exists()


def test_a_mark_typed_into_a_draft_afterwards_is_refused_too(cast: Cast) -> None:
    intake = begun(cast)

    with pytest.raises(SecretFile):
        accept_intake(intake_id=intake.pk, metadata=metadata(excerpt="TỐI MẬT"), by=cast.may)
    assert not Document.objects.exists()
