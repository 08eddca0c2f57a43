"""Laying what a conclusion asks for as duties, in one step; for whoever left office on who was chosen instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from tusoi.documents.files import SecretFile, refuse_marked
from tusoi.obligations.errors import CannotIssue
from tusoi.obligations.models import Assignment, DeliverableKind, Obligation
from tusoi.obligations.services import ObligationDraft, Selection, lay_obligations
from tusoi.organisations.scope import Actor
from tusoi.oversight.models import Case, Remediation, Requirement, TeamMember
from tusoi.oversight.rules import NotYet, Rejected
from tusoi.oversight.selectors.findings.gaps import Gap, Instead, gaps_among
from tusoi.oversight.selectors.findings.people import people_of
from tusoi.oversight.selectors.findings.requirements import Bearers, bearers_of
from tusoi.oversight.services.common import bump, keep, text_of

from .announcing import registered_conclusion
from .checks import subjects_of

PLAN = "remediation-plan"
TITLE, REASON = 300, 2_000


@dataclass(frozen=True, slots=True)
class StandIn:
    """Who bears a requirement instead of somebody named in it: who followed him, or (None) his organisation; why."""

    organisation_id: int
    person_id: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Handed:
    """A requirement that passes from somebody who left to somebody else, with the reason; checked."""

    gap: Gap
    to: Instead
    reason: str

    @property
    def words(self) -> str:
        who = self.to.name if self.to.person_id is None else f"{self.to.name}, {self.to.title}"
        return f"Giao cho {who} thay đồng chí {self.gap.person_name} không còn giữ chức vụ. Lý do: {self.reason}"


Row = tuple[Requirement, ObligationDraft]


@transaction.atomic
def lay_requirements(
    *,
    case_id: int,
    by: Actor,
    due: Mapping[int, date] | None = None,
    instead: Mapping[tuple[int, int], StandIn] | None = None,
    request_key: UUID | None = None,
) -> list[Requirement]:
    """Lay every requirement of an announced conclusion as a duty, and open its rows in the register of remediations.

    One duty on the organisations and one on the named persons of each; the owner reviews. ``due``: new days for
    requirements whose day has passed meanwhile. ``instead``: (requirement, person) -> on whom it is laid where that
    person has left office (one of `gaps_among`); it gets a duty of its own that says so, and the trail keeps why.
    Raises Rejected ("": nothing_to_lay, no_plan_kind; "due-<id>": past; "requirement-<id>": no_bearer, not_serving,
    bearer_outside; "instead-<id>-<person>": unknown; "why-<id>-<person>": reason, too_long, secret_text), NotYet
    (announced), IllegalMove and Refused.
    """
    case, conclusion = registered_conclusion(case_id, by, None)
    if case.announced_on is None:
        raise NotYet([("announced_first", "")])
    open_ones = Requirement.objects.filter(case=case, dropped_on__isnull=True, laid_on__isnull=True)
    requirements = list(open_ones.prefetch_related("subjects", "persons").order_by("position"))
    if not requirements:
        raise Rejected({"": "nothing_to_lay"})
    _move_days(requirements, due or {}, by)
    rows, handed = _drafts(case, requirements, instead or {}, by)
    try:
        laid = lay_obligations(
            drafts=[draft for _requirement, draft in rows], selection=Selection(), issued_by=case.owner, by=by,
            document=conclusion.document, body=case.body, request_key=request_key,
        )  # fmt: skip
    except CannotIssue as refused:
        raise _said(refused, rows) from refused
    made = _remediations(case, [(rows[place][0], one) for place, one in enumerate(laid)], handed, by)
    Requirement.objects.filter(pk__in=[one.pk for one in requirements]).update(laid_on=by.today)
    bump(case)
    keep(case, by, "lay_requirements", count=len(requirements), bearers=made)
    of = {one.pk: one for one in requirements}
    for one in handed:
        keep(
            case, by, "hand_over_requirement", subject=of[one.gap.requirement_id], count=one.gap.position,
            names=one.gap.person_name, to=one.to.name, reason=one.reason,
        )  # fmt: skip
    return requirements


def _move_days(requirements: Sequence[Requirement], due: Mapping[int, date], by: Actor) -> None:
    errors = {}
    for one in requirements:
        if one.due_on >= by.today:
            continue
        day = due.get(one.pk)
        if day is None or day < by.today:
            errors[f"due-{one.pk}"] = "past"
            continue
        one.due_on = day
        one.save(update_fields=["due_on"])
    if errors:
        raise Rejected(errors)


def _drafts(
    case: Case, requirements: Sequence[Requirement], instead: Mapping[tuple[int, int], StandIn], by: Actor
) -> tuple[list[Row], list[Handed]]:
    plan = DeliverableKind.objects.on(by.today).filter(code=PLAN).first()
    if plan is None:
        raise Rejected({"": "no_plan_kind"})
    subjects, people = subjects_of(case), people_of(case, on=by.today)
    gaps = gaps_among(requirements, subjects, people, on=by.today)
    handed, errors = _handed(gaps, instead)
    if errors:
        raise Rejected(errors, names=", ".join(dict.fromkeys(gap.person_name for gap in gaps)))
    trusted = _trusted(case)
    rows: list[Row] = []
    for one in requirements:
        bearers, _lost = bearers_of(one, subjects, people)
        own = [each for each in handed if each.gap.requirement_id == one.pk]
        if not bearers and not own:
            errors[f"requirement-{one.pk}"] = "no_bearer"
        rows += [(one, draft) for draft in _duties(one, bearers, plan, trusted)]
        rows += [(one, draft) for draft in _instead(one, bearers, own, plan, trusted)]
    if errors:
        raise Rejected(errors)
    return rows, handed


def _handed(gaps: Sequence[Gap], instead: Mapping[tuple[int, int], StandIn]) -> tuple[list[Handed], dict[str, str]]:
    """What was chosen for everybody who left, checked; what is wrong with it."""
    handed: list[Handed] = []
    errors: dict[str, str] = {}
    for gap in gaps:
        chosen = instead.get(gap.key)
        if chosen is None:
            errors[f"requirement-{gap.requirement_id}"] = "not_serving"
            continue
        pair = chosen.organisation_id, chosen.person_id
        to = next((one for one in gap.choices if (one.organisation_id, one.person_id) == pair), None)
        if to is None:
            errors[f"instead-{gap.name}"] = "unknown"
            continue
        name = f"why-{gap.name}"
        try:
            reason = text_of(name, chosen.reason, most=REASON, required=True, code="reason")
            refuse_marked(reason)
        except Rejected as rejected:
            errors |= rejected.errors
        except SecretFile:
            errors[name] = "secret_text"
        else:
            handed.append(Handed(gap, to, reason))
    return handed, errors


def _instead(
    requirement: Requirement,
    bearers: Bearers,
    handed: Sequence[Handed],
    plan: DeliverableKind,
    trusted: list[int] | None,
) -> list[ObligationDraft]:
    """Duties of their own for those who do not bear the requirement anyway: nobody else reads whose place they take."""
    known = {(pk, None) for pk in bearers.organisation_ids} | set(bearers.person_pairs)
    words: dict[tuple[int, int | None], list[str]] = {}
    for one in handed:
        pair = one.to.organisation_id, one.to.person_id
        if pair not in known:
            words.setdefault(pair, []).append(one.words)
    drafts = []
    for (organisation, person), said in words.items():
        only = Bearers((organisation,), ()) if person is None else Bearers((), ((organisation, person),))
        drafts += _duties(requirement, only, plan, trusted, note="\n".join(said))
    return drafts


def _trusted(case: Case) -> list[int] | None:
    """What a restricted case asks for stays with its bearers, the owner's people and the team."""
    if case.circle == Case.Circle.NORMAL:
        return None
    return list(TeamMember.objects.filter(case=case, valid_to__isnull=True).values_list("person", flat=True))


def _duties(
    requirement: Requirement, bearers: Bearers, plan: DeliverableKind, trusted: list[int] | None, *, note: str = ""
) -> list[ObligationDraft]:
    title = " ".join(requirement.text.split())
    title = title if len(title) <= TITLE else f"{title[: TITLE - 1].rsplit(' ', 1)[0]}…"
    selections = []
    if bearers.organisation_ids:
        selections.append(
            (Obligation.Bearer.ORGANISATION, Selection(organisation_ids=bearers.organisation_ids))
        )  # fmt: skip
    if bearers.person_pairs:
        selections.append((Obligation.Bearer.PERSON, Selection(person_pairs=bearers.person_pairs)))
    return [
        ObligationDraft(
            title, requirement.due_on, plan, bearer=bearer.value, review=Obligation.Review.ISSUER.value,
            instructions=f"{requirement.text}\n\n{note}".strip(), expectations=tuple(plan.expectations_vi),
            selection=selection, confined_to=trusted,
        )
        for bearer, selection in selections
    ]  # fmt: skip


def _said(refused: CannotIssue, rows: Sequence[Row]) -> Rejected:
    """Which requirement does not go, and why."""
    at = refused.details.get("at")
    field = f"requirement-{rows[at][0].pk}" if isinstance(at, int) else ""
    code = {"nobody": "no_bearer", "outside": "bearer_outside", "outside_people": "not_serving", "due_past": "past"}
    names = refused.details.get("names")
    said = ", ".join(str(name) for name in names) if isinstance(names, (list, tuple)) else ""
    return Rejected({field: code.get(refused.code, refused.code)}, names=said)


def _remediations(
    case: Case, laid: Sequence[tuple[Requirement, Obligation]], handed: Sequence[Handed], by: Actor
) -> int:
    """A row for every bearer of every duty that was laid; how many. Whoever bears it instead of somebody: with why."""
    why: dict[tuple[int, int, int | None], str] = {}
    for each in handed:
        key = each.gap.requirement_id, each.to.organisation_id, each.to.person_id
        why[key] = "\n".join(filter(None, (why.get(key, ""), each.words)))
    of = {obligation.pk: requirement for requirement, obligation in laid}
    for requirement, obligation in laid:
        requirement.obligations.add(obligation)
    known = set(Remediation.objects.filter(assignment__obligation__in=of).values_list("assignment", flat=True))
    rows = [
        Remediation.of(
            one, of[one.obligation_id], case.owner, laid_on=by.today,
            reason=why.get((of[one.obligation_id].pk, one.organisation_id, one.person_id), ""),
        )
        for one in Assignment.objects.filter(obligation__in=of).order_by("obligation", "pk").select_for_update()
        if one.pk not in known
    ]  # fmt: skip
    Remediation.objects.bulk_create(rows, batch_size=500)
    return len(rows)
