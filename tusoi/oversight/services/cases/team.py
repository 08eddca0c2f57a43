"""Who does a case: with role and task from a day to a day, one leader, nobody near to whom it looks at."""

from __future__ import annotations

from django.db import transaction

from tusoi.organisations.models import Membership, Person, Position
from tusoi.organisations.scope import Actor
from tusoi.oversight.circles import is_stub
from tusoi.oversight.models import Case, TeamMember
from tusoi.oversight.rules import Rejected
from tusoi.oversight.selectors import cases as asked
from tusoi.oversight.services.common import bump, keep, line_of, locked_case, text_of


@transaction.atomic
def add_team_member(
    *, case_id: int, person_id: int, by: Actor, role: str = "member", task: str = "", seen: int | None = None
) -> TeamMember:
    """Name somebody for the team; also of another house.

    Raises Rejected ("person": unknown, already, himself, near with what he is there in ``names``; "role": one_leader;
    "task": too_long), Stale, IllegalMove and Refused.
    """
    case = locked_case(case_id, by, "owner", "change", seen=seen)
    if is_stub(case.circle, case.kind.code):
        raise Rejected({"": "stub"})
    person = asked.people_for(by).filter(pk=person_id).first()
    if person is None:
        raise Rejected({"person": "unknown"})
    if TeamMember.objects.filter(case=case, person=person, valid_to__isnull=True).exists():
        raise Rejected({"person": "already"})
    _not_near(case, person, by)
    _one_leader(case, role)
    member = TeamMember.objects.create(
        case=case, person=person, role=role, task=line_of("task", task, most=500), office=office_of(person, by),
        valid_from=by.today,
    )  # fmt: skip
    _trust(case, person, True)
    bump(case)
    keep(case, by, "add_team_member", names=person.name, role=role)
    return member


@transaction.atomic
def change_team_member(*, member_id: int, role: str, by: Actor, task: str = "", seen: int | None = None) -> TeamMember:
    """Give another role or task. Raises Rejected ("role", "task", "": left), Stale, IllegalMove and Refused."""
    case, member = _locked_member(member_id, by, seen)
    if role != member.role:
        _one_leader(case, role)
    before, member.role, member.task = member.role, role, line_of("task", task, most=500)
    member.save(update_fields=["role", "task"])
    bump(case)
    keep(case, by, "change_team_member", names=member.person.name, role=[before, role])
    return member


@transaction.atomic
def end_team_member(*, member_id: int, reason: str, by: Actor, seen: int | None = None) -> TeamMember:
    """Somebody leaves the team; he stays in its list. Raises Rejected ("reason", "": left), Stale, IllegalMove and
    Refused."""
    case, member = _locked_member(member_id, by, seen)
    member.reason = text_of("reason", reason, most=2_000, required=True, code="reason")
    member.valid_to = by.today
    member.save(update_fields=["reason", "valid_to"])
    _trust(case, member.person, False)
    bump(case)
    keep(case, by, "end_team_member", names=member.person.name, reason=member.reason)
    return member


def office_of(person: Person, by: Actor) -> str:
    """His position and organisation, or where he belongs, as on that day."""
    held = (
        Position.objects.on(by.today)
        .filter(person=person, organisation__ended_on__isnull=True)
        .select_related("kind", "organisation", "body")
        .order_by("organisation__depth", "kind__rank")
        .first()
    )
    if held is not None:
        return f"{held.title}, {held.organisation.name}"[:200]
    belongs = Membership.objects.on(by.today).filter(person=person).select_related("organisation").first()
    return belongs.organisation.name[:200] if belongs else ""


def _locked_member(member_id: int, by: Actor, seen: int | None) -> tuple[Case, TeamMember]:
    case_id = TeamMember.objects.visible_to(by).values_list("case", flat=True).get(pk=member_id)
    case = locked_case(case_id, by, "owner", "change", seen=seen)
    member = TeamMember.objects.select_related("person").select_for_update(of=("self",)).get(pk=member_id)
    if member.valid_to is not None:
        raise Rejected({"": "left"})
    return case, member


def _one_leader(case: Case, role: str) -> None:
    if role not in TeamMember.Role.values:
        raise Rejected({"role": "unknown"})
    leads = TeamMember.objects.filter(case=case, valid_to__isnull=True, role=TeamMember.Role.LEADER)
    if role == TeamMember.Role.LEADER and leads.exists():
        raise Rejected({"role": "one_leader"})


def _not_near(case: Case, person: Person, by: Actor) -> None:
    subjects = [(one.path, one.person_id) for one in case.subjects.standing()]
    if why := asked.conflicts(person.pk, subjects, case.path, by.today):
        if why == ["self"]:
            raise Rejected({"person": "himself"})
        raise Rejected({"person": "near"}, names="; ".join(why))


def _trust(case: Case, person: Person, is_member: bool) -> None:
    """The confined duty of reporting is read by the team as it is now."""
    for duty in (case.self_report, case.person_report):
        if duty is not None and is_member:
            duty.confidants.add(person)
        elif duty is not None:
            duty.confidants.remove(person)
