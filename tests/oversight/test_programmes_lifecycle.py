"""A programme from its first draft to its end: every cell of its table, who may what, what is asked of its lines."""

import pytest

from tests import factories
from tests.oversight import build, programmes
from tests.oversight.programmes import YEAR, draft, only_line, programme
from tusoi.audit.models import Entry
from tusoi.documents.models import Document
from tusoi.lib.workflow import IllegalMove
from tusoi.organisations.models import Term
from tusoi.organisations.scope import Refused
from tusoi.oversight.models import EntrySubject, Programme, ProgrammeEntry
from tusoi.oversight.rules import PROGRAMME, NotYet, Rejected, Stale
from tusoi.oversight.services import programmes as services

pytestmark = pytest.mark.django_db

STATES = PROGRAMME.states
ACTIONS = PROGRAMME.actions


@pytest.fixture
def head(cast):
    """Who leads the province is of the owner's people and does the commission's part as well."""
    return factories.actor("bi-thu", cast.province, name="Hà Văn Thọ", username="tho")


def do(action, made, by):
    ids = {"programme_id": made.pk, "by": by}
    line = ProgrammeEntry.objects.filter(programme=made).first()
    return {
        "edit": lambda: services.update_programme(**ids, title="Tên khác"),
        "propose": lambda: services.propose_programme(**ids),
        "recall": lambda: services.recall_programme(**ids),
        "return": lambda: services.return_programme(**ids, reason="vì trùng"),
        "merge": lambda: services.merge_programme(**ids),
        "adopt": lambda: services.adopt_programme(**ids, on=by.today),
        "amend": lambda: services.cancel_entry(**ids, entry_id=line.pk, reason="vì sáp nhập"),
        "close": lambda: services.close_programme(**ids),
    }[action]()


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("action", ACTIONS)
def test_every_cell_of_the_table(cast, head, state, action):
    made = programme(head, cast.province, draft(cast.an_binh), at=state)
    allowed = {(move.action, move.source): move.target for move in PROGRAMME.moves}
    if (action, state) in allowed:
        do(action, made, head)
        made.refresh_from_db()
        assert made.state == allowed[action, state]
    else:
        with pytest.raises(IllegalMove):
            do(action, made, head)
        made.refresh_from_db()
        assert made.state == state


@pytest.mark.parametrize(("state", "action"), [(move.source, move.action) for move in PROGRAMME.moves])
def test_who_only_reads_does_nothing(cast, head, state, action):
    made = programme(head, cast.province, draft(cast.an_binh), at=state)
    with pytest.raises((Refused, Programme.DoesNotExist)):
        do(action, made, cast.lan)
    made.refresh_from_db()
    assert made.state == state


@pytest.mark.parametrize(("state", "action"), [("proposed", "merge"), ("proposed", "return"), ("merged", "return")])
def test_the_office_is_not_the_commission(cast, head, state, action):
    made = programme(head, cast.province, draft(cast.an_binh), at=state)
    with pytest.raises(Refused):
        do(action, made, cast.may)


def test_each_step_is_in_the_trail(cast, head):
    made = programme(head, cast.province, draft(cast.an_binh), at="closed")
    told = list(
        Entry.objects.filter(subject_type="oversight.programme", subject_id=made.pk).values_list("action", flat=True)
    )
    for verb in ("create", "propose", "merge", "adopt", "close"):
        assert f"oversight.{verb}_programme" in told


def test_a_draft_is_not_told_of_in_the_trail_by_name(cast):
    made = programme(cast.may, cast.province, draft(cast.an_binh))
    told = Entry.objects.filter(subject_id=made.pk, action="oversight.add_entry").get()
    assert "An Bình" not in str(told.changes)


def test_a_body_has_one_programme_a_year_and_the_committee_one(cast):
    programme(cast.may, cast.province)
    with pytest.raises(Rejected) as refused:
        services.create_programme(owner_id=cast.province.pk, year=YEAR, by=cast.may)
    assert refused.value.errors == {"year": "programme_exists"}
    board = factories.body(cast.province, "uy-ban-kiem-tra", "Ủy ban Kiểm tra Tỉnh ủy")
    assert services.create_programme(owner_id=cast.province.pk, body_id=board.pk, year=YEAR, by=cast.inspector).body


def test_the_same_form_sent_twice_makes_one(cast):
    key = "6f1b4c1e-0f5c-4a4e-9d4a-0d6a7f6f4b11"
    first = services.create_programme(owner_id=cast.province.pk, year=YEAR, by=cast.may, request_key=key)
    assert services.create_programme(owner_id=cast.province.pk, year=YEAR, by=cast.may, request_key=key) == first


def test_a_programme_of_the_term_needs_a_term_and_its_lines_lie_in_it(cast):
    programmes.ready()
    with pytest.raises(Rejected):
        services.create_programme(owner_id=cast.province.pk, by=cast.may)
    Term.objects.create(organisation=cast.province, name="2025-2030", valid_from=factories.LONG_AGO)
    made = services.create_programme(owner_id=cast.province.pk, by=cast.may)
    with pytest.raises(Rejected) as refused:
        services.save_entry(programme_id=made.pk, draft=draft(cast.an_binh), by=cast.may)
    assert refused.value.errors == {"year": "required"}
    services.save_entry(programme_id=made.pk, draft=draft(cast.an_binh, year=2028), by=cast.may)
    assert only_line(made).year == 2028


def test_somebody_elses_body_is_not_ones_own(cast):
    board = factories.body(cast.province, "ban-to-chuc", "Ban Tổ chức")
    with pytest.raises(Refused):
        services.create_programme(owner_id=cast.province.pk, body_id=board.pk, year=YEAR, by=cast.may)
    with pytest.raises(Refused):
        services.create_programme(owner_id=cast.province.pk, year=YEAR, by=cast.lan)


@pytest.mark.parametrize(
    ("lacks", "code"),
    [
        ({"areas": ()}, "line_areas"), ({"quarter": None}, "line_quarter"), ({"lead": ""}, "line_lead"),
        ({"subjects": ()}, "line_subjects"),
    ],
)  # fmt: skip
def test_an_incomplete_line_is_kept_and_not_proposed(cast, lacks, code):
    made = programme(cast.may, cast.province, draft(cast.an_binh, **lacks))
    with pytest.raises(NotYet) as missing:
        services.propose_programme(programme_id=made.pk, by=cast.may)
    assert code in [one for one, _about in missing.value.missing]


def test_an_empty_programme_is_not_proposed(cast):
    made = programme(cast.may, cast.province)
    with pytest.raises(NotYet) as missing:
        services.propose_programme(programme_id=made.pk, by=cast.may)
    assert missing.value.missing == [("no_lines", "")]


def test_whom_the_whitelist_does_not_name_keeps_it_from_being_proposed(cast):
    made = programme(cast.may, cast.province, draft(cast.an_binh))
    build.everything_allowed().delete()
    with pytest.raises(NotYet) as missing:
        services.propose_programme(programme_id=made.pk, by=cast.may)
    assert missing.value.missing[0][0] == "line_not_allowed"


def test_nobody_outside_the_branch_becomes_a_subject(cast):
    made = programme(cast.lan, cast.an_binh)
    for stranger in (cast.ban_le, cast.province):
        with pytest.raises(Rejected) as refused:
            services.save_entry(programme_id=made.pk, draft=draft(stranger), by=cast.lan)
        assert refused.value.errors == {"subjects": "entry_subject_unknown"}
    someone = factories.person("Người lạ")
    with pytest.raises(Rejected):
        services.save_entry(programme_id=made.pk, draft=draft((cast.thon_dong.pk, someone.pk)), by=cast.lan)
    assert not EntrySubject.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"kind": "xyz"}, "kind"), ({"kind": "kt-dhvp"}, "kind"), ({"areas": ("xyz",)}, "areas"),
        ({"quarter": 5}, "quarter"), ({"content": " \x00 "}, "content"), ({"content": "x" * 501}, "content"),
        ({"lead": "x" * 201}, "lead"), ({"lead_person_id": 999}, "lead_person"), ({"year": 2030}, "year"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_line_is_said_at_its_field(cast, wrong, field):
    made = programme(cast.may, cast.province)
    with pytest.raises(Rejected) as refused:
        services.save_entry(programme_id=made.pk, draft=draft(cast.an_binh, **wrong), by=cast.may)
    assert list(refused.value.errors) == [field]
    assert not made.entries.exists()


def test_the_commission_moves_a_line_of_a_merged_programme_to_another_quarter(cast):
    made = programme(cast.may, cast.province, draft(cast.an_binh), at="merged", inspector=cast.inspector)
    line = only_line(made)
    services.save_entry(programme_id=made.pk, entry_id=line.pk, draft=draft(cast.an_binh, quarter=4), by=cast.inspector)
    assert only_line(made).quarter == 4


def test_an_adopted_programme_changes_with_a_reason_only(cast):
    made = programme(cast.may, cast.province, draft(cast.an_binh), at="adopted", inspector=cast.inspector)
    line = only_line(made)
    changed = draft(cast.an_binh, quarter=4)
    for values in ({"draft": changed, "entry_id": line.pk}, {"draft": draft(cast.suoi_giang)}):
        with pytest.raises(Rejected) as refused:
            services.save_entry(programme_id=made.pk, by=cast.may, **values)
        assert refused.value.errors == {"reason": "reason"}
    with pytest.raises(Rejected):
        services.cancel_entry(programme_id=made.pk, entry_id=line.pk, reason=" ", by=cast.may)
    services.save_entry(programme_id=made.pk, by=cast.may, draft=changed, entry_id=line.pk, reason="Cấp trên yêu cầu")
    added = services.save_entry(programme_id=made.pk, by=cast.may, draft=draft(cast.suoi_giang), reason="Bổ sung")
    services.cancel_entry(programme_id=made.pk, entry_id=line.pk, reason="Sáp nhập", by=cast.may)
    assert added.addition_reason == "Bổ sung"
    line.refresh_from_db()
    assert (line.quarter, line.cancel_reason, line.cancelled_on) == (4, "Sáp nhập", cast.may.today)
    told = Entry.objects.filter(subject_type="oversight.programme", action__startswith="oversight.amend_")
    assert all(one.changes["reason"] for one in told)
    assert told.count() == 3


def test_an_amendment_has_to_be_complete(cast):
    made = programme(cast.may, cast.province, draft(cast.an_binh), at="adopted", inspector=cast.inspector)
    with pytest.raises(NotYet):
        services.save_entry(programme_id=made.pk, by=cast.may, draft=draft(cast.suoi_giang, lead=""), reason="Bổ sung")
    assert made.entries.count() == 1


def test_a_line_whose_case_was_opened_stays(cast):
    made = programme(cast.may, cast.province, draft(cast.an_binh), at="adopted", inspector=cast.inspector)
    line = only_line(made)
    build.case(cast.may, cast.province, cast.an_binh, entry=line)
    with pytest.raises(Rejected) as refused:
        services.cancel_entry(programme_id=made.pk, entry_id=line.pk, reason="vì", by=cast.may)
    assert refused.value.errors == {"": "entry_has_case"}


def test_who_wrote_on_an_older_version_is_told(cast):
    made = programme(cast.may, cast.province, draft(cast.an_binh))
    with pytest.raises(Stale):
        services.propose_programme(programme_id=made.pk, by=cast.may, seen=made.version - 1)


def test_adopting_asks_a_day_that_has_come(cast):
    from datetime import timedelta

    made = programme(cast.may, cast.province, draft(cast.an_binh), at="merged", inspector=cast.inspector)
    with pytest.raises(Rejected):
        services.adopt_programme(programme_id=made.pk, on=cast.may.today + timedelta(days=1), by=cast.may)
    with pytest.raises(Rejected):
        services.adopt_programme(programme_id=made.pk, on=cast.may.today, document_id=99999, by=cast.may)


def test_adopting_can_write_it_and_enter_it_into_the_register(cast):
    from tusoi.documents.services import load_reference

    load_reference()
    made = programme(cast.may, cast.province, draft(cast.an_binh), at="merged", inspector=cast.inspector)
    registration = services.Registration(
        number=12, symbol="CTr/TU", confirmed=("number_gap", "competence", "symbol_issuer", "symbol_kind")
    )
    adopted = services.adopt_programme(programme_id=made.pk, on=cast.may.today, registration=registration, by=cast.may)
    document = Document.objects.get()
    assert adopted.document == document
    assert "Đảng ủy xã An Bình" in document.text
    assert document.number == 12


def test_last_years_lines_are_copied_without_who_has_ended(cast):
    old = programme(cast.may, cast.province, draft(cast.an_binh, cast.suoi_giang, kind="kt-ch"), year=YEAR - 1)
    services.save_entry(programme_id=old.pk, draft=draft(cast.suoi_giang), by=cast.may)
    cast.suoi_giang.ended_on = cast.may.today
    cast.suoi_giang.save()
    made = programme(cast.may, cast.province)
    ids = list(old.entries.values_list("pk", flat=True))
    assert services.take_lines(programme_id=made.pk, source_id=old.pk, entry_ids=ids, by=cast.may) == 2
    first, second = made.entries.all()
    assert [one.organisation for one in first.subjects.all()] == [cast.an_binh]
    assert not second.subjects.exists()
    assert {first.year, second.year} == {YEAR}


def test_lines_of_another_house_are_not_taken(cast):
    other = programme(cast.lan, cast.an_binh, draft(cast.thon_dong))
    made = programme(cast.may, cast.province)
    with pytest.raises((Programme.DoesNotExist, Rejected)):
        services.take_lines(programme_id=made.pk, source_id=other.pk, entry_ids=[only_line(other).pk], by=cast.may)
