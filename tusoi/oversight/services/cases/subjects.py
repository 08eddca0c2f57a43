"""Whom a case is about: chosen when it is opened, added and removed with reasons afterwards, told and heard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from tusoi.organisations.models import Membership, Organisation, Person, Position
from tusoi.organisations.scope import Actor
from tusoi.oversight.circles import is_stub
from tusoi.oversight.models import Case, CaseSubject, TeamMember
from tusoi.oversight.rules import Rejected
from tusoi.oversight.selectors import cases as asked
from tusoi.oversight.selectors.procedures import whitelist_of
from tusoi.oversight.services.common import bump, keep, locked_case, text_of

MOST = 500
"""Subjects of one case."""


@dataclass(frozen=True, slots=True)
class Chosen:
    organisation: Organisation
    person: Person | None
    is_committee_member: bool


def chosen_subjects(case: Case, pairs: Sequence[tuple[int, int | None]], by: Actor) -> list[Chosen]:
    """The subjects that are asked for, each allowed by the whitelist. At most six queries.

    Raises Rejected ("subjects": unknown, too_many, organisation_only, member_only, not_there or not_allowed with
    ``names``).
    """
    wanted = list(dict.fromkeys(pairs))
    if len(wanted) > MOST:
        raise Rejected({"subjects": "too_many"})
    stub = is_stub(case.circle, case.kind.code)
    if stub and any(person is not None for _organisation, person in wanted):
        raise Rejected({"subjects": "stub_person"})
    _right_sort(case, wanted, stub)
    organisations = (
        Organisation.objects.visible_to(by)
        .living()
        .select_related("kind", "parent")
        .in_bulk({organisation for organisation, _person in wanted})
    )
    if len(organisations) < len({organisation for organisation, _person in wanted}):
        raise Rejected({"subjects": "unknown"})
    people = _people([(organisation, person) for organisation, person in wanted if person is not None], by)
    found = [
        Chosen(organisations[organisation], *(people[organisation, person] if person is not None else (None, False)))
        for organisation, person in wanted
    ]
    whitelist = whitelist_of(case.owner, case.body, case.kind, by.today)
    refused = [
        one.person.name if one.person else one.organisation.name
        for one in found
        if whitelist.right_for(one.organisation, one.person) is None
    ]
    if refused and not stub:
        raise Rejected({"subjects": "not_allowed"}, names=", ".join(refused))
    return found


def _right_sort(case: Case, wanted: Sequence[tuple[int, int | None]], stub: bool) -> None:
    sorts = case.kind.procedure.subjects
    if stub:
        return
    if "member" not in sorts and any(person is not None for _organisation, person in wanted):
        raise Rejected({"subjects": "organisation_only"})
    if "organisation" not in sorts and any(person is None for _organisation, person in wanted):
        raise Rejected({"subjects": "member_only"})


def _people(pairs: list[tuple[int, int]], by: Actor) -> dict[tuple[int, int], tuple[Person, bool]]:
    """Those people, each serving in or belonging to that organisation today, and whether he sits on its committee."""
    if not pairs:
        return {}
    either = Q(organisation__in={one for one, _ in pairs}, person__in={person for _, person in pairs})
    held = list(
        Position.objects.on(by.today).filter(either).values_list("organisation", "person", "kind__is_committee_member")
    )
    belongs = set(Membership.objects.on(by.today).filter(either).values_list("organisation", "person"))
    there = {(organisation, person) for organisation, person, _ in held} | belongs
    seated = {(organisation, person) for organisation, person, sits in held if sits}
    people = Person.objects.visible_to(by).in_bulk({person for _, person in pairs})
    if any(pair not in there or pair[1] not in people for pair in pairs):
        raise Rejected({"subjects": "not_there"})
    return {pair: (people[pair[1]], pair in seated) for pair in pairs}


def enter(case: Case, chosen: Sequence[Chosen], by: Actor, *, reason: str = "") -> list[CaseSubject]:
    """Rows for them, with level and place as they are today."""
    return CaseSubject.objects.bulk_create(
        CaseSubject(
            case=case, organisation=one.organisation, person=one.person, is_committee_member=one.is_committee_member,
            level=one.organisation.kind.code, path=one.organisation.path, added_on=by.today, addition_reason=reason,
        )
        for one in chosen
    )  # fmt: skip


@transaction.atomic
def add_subjects(
    *,
    case_id: int,
    subjects: Sequence[tuple[int, int | None]],
    by: Actor,
    reason: str = "",
    seen: int | None = None,
) -> list[CaseSubject]:
    """Look at more: with a reason once the decision is out. Nobody of the team may be near to them.

    Whoever was removed before stands again. Raises Rejected ("subjects", "reason", "team" with ``names``), Stale,
    IllegalMove and Refused.
    """
    case = locked_case(case_id, by, "owner", "change", seen=seen)
    why = text_of("reason", reason, most=2_000, required=case.issued_on is not None, code="reason")
    if case.concluded_on is not None:
        raise Rejected({"": "concluded"})
    if not subjects:
        raise Rejected({"subjects": "required"})
    known = {(one.organisation_id, one.person_id): one for one in case.subjects.all()}
    if any(pair in known and known[pair].removed_on is None for pair in subjects):
        raise Rejected({"subjects": "already"})
    chosen = chosen_subjects(case, subjects, by)
    _nobody_near(case, [(one.organisation.path, one.person.pk if one.person else None) for one in chosen], by)
    again = [known[pair] for pair in dict.fromkeys(subjects) if pair in known]
    for one in again:
        one.removed_on, one.removal_reason, one.added_on, one.addition_reason = None, "", by.today, why
        one.save(update_fields=["removed_on", "removal_reason", "added_on", "addition_reason"])
    keys = {(one.organisation_id, one.person_id) for one in again}
    fresh = [one for one in chosen if (one.organisation.pk, one.person.pk if one.person else None) not in keys]
    made = [*again, *enter(case, fresh, by, reason=why)]
    bump(case)
    keep(case, by, "add_subjects", names=", ".join(one.name for one in made)[:500], reason=why, count=len(made))
    return made


def _nobody_near(case: Case, subjects: list[tuple[str, int | None]], by: Actor) -> None:
    near = [
        one.person.name
        for one in TeamMember.objects.filter(case=case, valid_to__isnull=True).select_related("person")
        if asked.conflicts(one.person_id, subjects, case.path, by.today)
    ]
    if near:
        raise Rejected({"subjects": "team_near"}, names=", ".join(near))


def locked_subject(
    subject_id: int, by: Actor, who: str, action: str = "work", *, seen: int | None = None
) -> tuple[Case, CaseSubject]:
    """A subject in the actor's scope with its case, both locked; `locked_case` was asked."""
    case_id = CaseSubject.objects.visible_to(by).values_list("case", flat=True).get(pk=subject_id)
    case = locked_case(case_id, by, who, action, seen=seen)
    rows = CaseSubject.objects.select_related("organisation", "person").select_for_update(of=("self",))
    return case, rows.get(pk=subject_id)


@transaction.atomic
def remove_subject(*, subject_id: int, reason: str, by: Actor, seen: int | None = None) -> CaseSubject:
    """Look at it no longer; it stays in the list with the reason. Raises Rejected, Stale, IllegalMove and Refused."""
    subject = CaseSubject.objects.visible_to(by).get(pk=subject_id)
    case = locked_case(subject.case_id, by, "owner", "change", seen=seen)
    subject = (
        CaseSubject.objects.select_related("organisation", "person").select_for_update(of=("self",)).get(pk=subject.pk)
    )
    if subject.removed_on is not None:
        raise Rejected({"": "removed"})
    if case.concluded_on is not None:
        raise Rejected({"": "concluded"})
    subject.removal_reason = text_of("reason", reason, most=2_000, required=True, code="reason")
    subject.removed_on = by.today
    subject.save(update_fields=["removed_on", "removal_reason"])
    bump(case)
    keep(case, by, "remove_subject", names=subject.name, reason=subject.removal_reason)
    return subject
