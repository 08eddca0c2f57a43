"""The demonstration's inspection and supervision says what the articles say, counted from its cases."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from tests.kept import kept
from tusoi.audit.models import Entry
from tusoi.cli import demonstration
from tusoi.cli.preparation import load_reference
from tusoi.organisations.models import Organisation
from tusoi.oversight.figures import span_of
from tusoi.oversight.models import Case, ObservationNote, Programme, Remediation, WorkSession
from tusoi.oversight.selectors import statistics
from tusoi.oversight.selectors.statistics import Asked


@pytest.fixture(scope="module")
def province(django_db_setup, django_db_blocker):
    """Loaded once for the module: a transaction around all of its tests, rolled back."""
    with kept(django_db_blocker):
        load_reference()
        demonstration.load()
        yield


def test_before_it_is_loaded_there_is_no_case(db):
    assert not Case.objects.exists()


def year() -> int:
    return (timezone.localdate() - timedelta(days=60)).year


def test_the_party_agencies_inspected_9_organisations_111_cells_and_1074_members(province):
    agency = Organisation.objects.get(name="Đảng ủy các cơ quan Đảng tỉnh")
    asked = Asked(agency, span_of("year", year()), form="inspection")
    by_level = {line.key[0]: line.now for line in statistics.tally(asked, "level")}
    assert by_level["grassroots"].organisations == 9
    assert by_level["cell"].organisations == 111
    assert statistics.totals(asked).now.members == 1_074


def test_the_province_inspected_8_organisations_and_29_members_on_signs_88_per_cent_more_cases(province):
    root = Organisation.objects.get(name="Tỉnh ủy Sơn Hà")
    whole = statistics.totals(Asked(root, span_of("year", year()), own=True, kind="kt-dhvp"))
    assert (whole.now.organisations, whole.now.members) == (8, 29)
    assert (whole.now.cases, whole.before.cases) == (15, 8)
    assert whole.change("cases").rounded == 88


def test_a_supervision_over_twelve_communes_was_concluded_and_its_requirements_are_in_every_state(province):
    case = Case.objects.get(kind__code="gs-cd", title__startswith="Giám sát chuyên đề việc lãnh đạo quản lý đất đai")
    assert case.subjects.count() == 12
    assert (case.state, case.conclusion.state) == ("closed", "registered")
    rows = Remediation.objects.filter(requirement__case=case)
    assert set(rows.values_list("state", flat=True)) == {"open", "closed", "escalated"}
    assert {"assigned", "returned", "accepted"} <= set(rows.values_list("assignment__state", flat=True))


def test_cases_are_under_way_late_suspended_restricted_and_only_a_stub(province):
    today = timezone.localdate()
    assert Case.objects.filter(state="running", due_on__lt=today).exists()
    assert Case.objects.filter(state="suspended").exists()
    assert Case.objects.filter(circle="restricted", state="running").exists()
    assert Case.objects.filter(circle="secret", content="").exists()
    assert len(set(Case.objects.filter(state="running").values_list("step", flat=True))) >= 4


def test_programmes_are_in_several_states_and_sessions_held_and_to_come(province):
    assert {"adopted", "proposed", "merged", "drafting"} == set(Programme.objects.values_list("state", flat=True))
    assert {"held", "planned", "cancelled"} == set(WorkSession.objects.values_list("state", flat=True))
    assert ObservationNote.objects.filter(reminded=True).exists()


def test_a_case_entered_in_bulk_leaves_the_entry_the_service_leaves(province):
    entries = Entry.objects.filter(action="oversight.open_case")
    numbers = Case.objects.filter(unscheduled_reason="Hồ sơ nhập vào sổ sau khi kết luận", circle="normal")
    in_bulk = entries.filter(subject_id__in=numbers.values("pk")).first()
    by_service = entries.exclude(subject_id__in=numbers.values("pk")).filter(changes__has_key="circle").first()
    assert in_bulk.changes.keys() - {"title", "kind"} == by_service.changes.keys() - {"title", "kind"}


def test_nothing_of_a_case_happened_before_its_decision(province):
    assert not Case.objects.filter(concluded_on__lt=F("issued_on")).exists()
    assert not Case.objects.filter(concluded_on__gt=timezone.localdate()).exists()
