"""The demonstration province says of itself what the articles say, and every figure comes out of rows."""

from collections import Counter

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count, F, Q, Sum
from django.utils import timezone

from tests.architecture.test_house_rules import own_models
from tests.kept import kept
from tusoi.audit import rules
from tusoi.audit.models import Entry
from tusoi.cli import demonstration
from tusoi.cli.demonstration import story
from tusoi.cli.preparation import load_reference
from tusoi.obligations import tallies
from tusoi.obligations.models import Assignment, Obligation, PlanItem, Submission, Tally
from tusoi.obligations.rules import ANSWERED, STATES
from tusoi.organisations.models import Account, AreaAssignment, Designation, Organisation, Placement, Position
from tusoi.search.models import Entry as Found


@pytest.fixture(scope="module")
def province(django_db_setup, django_db_blocker):
    """Loaded once for the module, since it takes seconds: a transaction around all of its tests, rolled back."""
    with kept(django_db_blocker):
        load_reference()
        demonstration.load()
        yield


def answered(title: str) -> tuple[int, int]:
    """From the counters: how many have answered, of how many (whoever was waived not counted)."""
    sums = Tally.objects.filter(obligation__title=title).aggregate(**{state: Sum(state) for state in STATES})
    return sum(sums[state] for state in ANSWERED), sum(sums[state] for state in STATES if state != "waived")


def test_an_empty_database_is_known_as_empty(db):
    assert demonstration.is_empty()
    assert not demonstration.is_loaded()


COLLECTIVES = "Kế hoạch khắc phục hạn chế, khuyết điểm sau kiểm điểm"
MEMBERS = "Kế hoạch khắc phục của cá nhân cấp ủy viên sau kiểm điểm"
REPORTS = "Báo cáo kết quả khắc phục hạn chế, khuyết điểm sau kiểm điểm"
REGULATION = "Xây dựng, ban hành Quy chế làm việc của đảng ủy theo mẫu"


@pytest.mark.parametrize(
    ("title", "figure"), [(COLLECTIVES, (62, 74)), (MEMBERS, (294, 308)), (REPORTS, (40, 47)), (REGULATION, (23, 24))]
)
def test_the_counters_say_the_figures_of_the_articles(province, title, figure):
    assert answered(title) == figure


@pytest.mark.parametrize(
    ("title", "figure"), [(COLLECTIVES, (62, 74)), (MEMBERS, (294, 308)), (REPORTS, (40, 47)), (REGULATION, (23, 24))]
)
def test_a_recount_of_the_rows_says_the_same(province, title, figure):
    rows = Assignment.objects.filter(obligation__title=title).exclude(state="waived")
    assert (rows.filter(state__in=ANSWERED).count(), rows.count()) == figure


def test_no_counter_differs_from_a_recount(province):
    assert tallies.audit() == {}


def test_twenty_two_communes_have_a_model_regulation(province):
    assert Assignment.objects.filter(obligation__title=REGULATION, state="accepted").count() == 22


def test_the_twelve_collectives_without_a_plan_are_late_but_for_one_that_was_given_time(province):
    missing = Assignment.objects.filter(obligation__title=COLLECTIVES, state="assigned")
    late = missing.filter(due_on__lt=timezone.localdate())
    assert (missing.count(), late.count(), missing.filter(extended=True).count()) == (12, 11, 1)


def test_the_notice_has_nine_matters_and_a_duty_for_each(province):
    duties = Obligation.objects.filter(document__number=58, document__symbol="TB/TU")
    assert sorted(duties.values_list("clause__position", flat=True)) == list(range(1, 10))
    settled = [
        duty for duty in duties if not duty.assignments.exclude(state="accepted").exists() and duty.assignments.exists()
    ]
    assert len(settled) == 5


def test_the_conclusion_lays_three_requirements_on_the_communes(province):
    duties = Obligation.objects.filter(document__number=47, document__symbol="KL/TU", issued_by__kind__code="province")
    assert [duty.assignments.count() for duty in duties] == [24, 24, 24]
    assert {duty.clause.kind for duty in duties} == {"requirement"}


def test_every_state_of_an_assignment_and_of_an_item_can_be_seen(province):
    assert set(Assignment.objects.values_list("state", flat=True)) == set(STATES)
    assert set(PlanItem.objects.values_list("state", flat=True)) == set(PlanItem.State.values)


def test_the_trail_of_every_organisation_holds(province):
    chains = Counter(Entry.objects.values_list("chain", flat=True))
    assert len(chains) > 20
    for chain in chains:
        rows = Entry.objects.filter(chain=chain).order_by("seq")
        entries = [
            {**{field: getattr(row, field) for field in rules.FIELDS}, "at": row.at.isoformat(), "hash": row.hash}
            for row in rows
        ]
        assert rules.first_break(entries) is None
        moments = [row.at for row in rows]
        assert moments == sorted(moments)


def test_what_is_inserted_in_bulk_is_what_the_services_write(province):
    """The plans of members that went through the services (returned ones) beside those that came in waves."""
    plans = Assignment.objects.filter(obligation__title=MEMBERS)
    returned = plans.filter(state="returned").values_list("pk", flat=True)
    waved = plans.filter(state="accepted").values_list("pk", flat=True)
    for action in ("obligations.submit",):
        entries = Entry.objects.filter(action=action, subject_type="obligations.assignment")
        one, other = (entries.filter(subject_id__in=some).first() for some in (returned, waved))
        assert one.changes.keys() == other.changes.keys()
        assert one.changes["state"] == other.changes["state"]
    one, other = (Submission.objects.filter(assignment__in=some).first() for some in (returned, waved))
    assert one.items[0].keys() == other.items[0].keys()
    assert plans.filter(state="accepted", version=2).count() == 270
    assert not PlanItem.objects.filter(assignment__in=waved, is_locked=False).exists()
    by_service = Entry.objects.filter(action="obligations.accept").exclude(subject_id__in=waved).first()
    in_bulk = Entry.objects.filter(action="obligations.accept", subject_id__in=waved).first()
    assert by_service.changes.keys() == in_bulk.changes.keys()


def test_nothing_happened_in_the_future_and_nobody_answered_before_he_was_asked(province):
    assert not Entry.objects.filter(at__gt=timezone.now()).exists()
    assert not Assignment.objects.filter(submitted_at__lt=F("obligation__issued_at")).exists()
    assert not Assignment.objects.filter(decided_at__lt=F("submitted_at"), state="accepted").exists()


def test_every_organisation_has_one_place_and_one_name_that_agree_with_it(province):
    living = Organisation.objects.filter(ended_on__isnull=True).count()
    for model in (Placement, Designation):
        assert model.objects.filter(valid_to__isnull=True).count() == living
    assert not Placement.objects.exclude(path=F("organisation__path")).exists()
    assert not Designation.objects.exclude(name=F("organisation__name")).exists()


def test_every_organisation_has_one_head(province):
    heads = (
        Organisation.objects.annotate(heads=Count("positions", filter=Q(positions__kind__role="head")))
        .exclude(heads=1)
        .values_list("name", flat=True)
    )
    assert list(heads) == []


def test_the_areas_of_an_binh_have_gaps_and_one_that_two_answer_for(province):
    an_binh = Organisation.objects.get(name="Đảng ủy xã An Bình")
    taken = Counter(
        AreaAssignment.objects.filter(organisation=an_binh, territory__isnull=False).values_list("territory", flat=True)
    )
    assert an_binh.children.count() > len(taken)
    assert list(taken.values()).count(2) == 1


def test_people_organisations_documents_and_duties_are_found(province):
    kinds = Counter(Found.objects.values_list("kind", flat=True))
    assert kinds["organisation"] == Organisation.objects.count()
    assert kinds["person"] > 3000
    assert kinds["document"] > 8
    assert kinds["obligation"] == Obligation.objects.count()


def test_the_accounts_open_with_the_password_that_is_shown(province):
    for username, who, hint in demonstration.accounts():
        account = Account.objects.get(username=username)
        assert account.has_usable_password()
        assert Position.objects.filter(person=account.person).exists()
        assert who.startswith(account.person.name)
        assert hint
    assert Account.objects.get(username="vptinh").check_password(demonstration.PASSWORD)


def test_other_accounts_cannot_be_opened(province):
    shown = [username for username, _, _ in demonstration.accounts()]
    assert not any(account.has_usable_password() for account in Account.objects.exclude(username__in=shown)[:50])


def test_my_work_has_something_late_something_soon_and_something_for_today(province):
    today = timezone.localdate()
    office = Assignment.objects.filter(organisation__name="Đảng ủy xã An Bình", person=None).open()
    assert office.filter(due_on=today).exists()
    assert office.filter(due_on__gt=today).exists()
    cell = Assignment.objects.filter(organisation__name="Chi bộ Thôn Đông").open()
    assert cell.filter(due_on__lt=today).exists()
    assert cell.filter(due_on__gt=today).exists()
    assert Assignment.objects.filter(person__name="Mùa Thị Sua", due_on__lt=today).open().exists()
    assert Assignment.objects.filter(person__name="Tòng Văn Ỏm").open().exists()
    assert Assignment.objects.filter(organisation__name="Chi bộ Nhà in Sơn Hà", state="returned").exists()


def test_it_is_recognised_and_not_loaded_twice(province):
    assert demonstration.is_loaded()
    with pytest.raises(RuntimeError):
        demonstration.load()


def test_the_command_refuses_a_database_that_is_not_empty(province, monkeypatch):
    monkeypatch.setattr("tusoi.cli.management.commands.demo.prepare", list)
    with pytest.raises(CommandError):
        call_command("demo")


def test_the_figures_of_the_story_add_up():
    assert sum(story.PLANS.values()) == 74
    assert sum(story.OWN_PLANS.values()) == 308
    assert sum(story.REPORTS.values()) == 47
    assert sum(story.REGULATIONS.values()) == 24


def test_every_table_that_a_person_fills_holds_something(province):
    empty = {model.__name__ for model in own_models() if not model.objects.exists()}
    assert empty <= {"Attachment", "Intake", "EvidenceFile", "SubmissionFile", "UpperTally", "Seal", "Discrepancy"}
