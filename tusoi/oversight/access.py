"""As what somebody stands to a case, a programme, a paper; from this follows what exists for him and what he may do.

- the *owner's people* (`staff_of`): who leads the owner; its inspection commission and its office for what the
  committee itself decides; the people of a board only for the board's own;
- the *team*: whoever is named in it, while he is; its *leader*;
- a *subject*: who answers for the organisation, or the person himself, from the day the case was opened to it, and only
  what was formally sent; what was found and concluded from the day it was told itself, others may be told later;
- those *above*: who leads or inspects above the owner, from the decision on; above the subject, and elsewhere in the
  owner's house, once the conclusion was announced. Never a restricted case or the stub of a secret one.
Everybody else: it does not exist.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from tusoi.organisations import staff
from tusoi.organisations.scope import Refused
from tusoi.treepath import END

if TYPE_CHECKING:
    from tusoi.organisations.scope import Actor

_NOBODY = Q(pk__in=[])


class Standing(StrEnum):
    OWNER = "owner"
    COMMISSION = "commission"
    TEAM = "team"
    LEADER = "leader"
    SUBJECT = "subject"
    ABOVE = "above"


# --- the owner's people


def staff_of(actor: Actor) -> Q:
    """The condition on ``owner``, ``body`` and ``is_committees`` that the actor is of the owner's people."""
    return staff.staff_of(actor, "oversight.run", owner="owner", body="body", collective=Q(is_committees=True))


def is_staff(actor: Actor, thing: Any) -> bool:
    """The same of one thing with ``owner_id``, ``body`` and ``is_committees``."""
    return staff.is_staff(
        actor, "oversight.run", owner_id=thing.owner_id, body=thing.body, is_collective=thing.is_committees
    )


def is_commission(actor: Actor, owner_id: int) -> bool:
    """Whether he is of the inspection commission of this organisation, or leads it where it has none of its own."""
    return actor.system or any(
        grant.organisation_id == owner_id and (grant.role == "inspector" or grant.role in staff.LEADING)
        for grant in actor.grants
    )


# --- cases


def inner_cases_of(actor: Actor) -> Q:
    """Where he is of the owner's people or of the team."""
    from .models import TeamMember

    if actor.system:
        return ~_NOBODY
    team = TeamMember.objects.filter(person=actor.person_id, person__isnull=False, valid_to__isnull=True)
    return staff_of(actor) | Q(pk__in=team.values("case"))


def cases_of(actor: Actor) -> Q:
    from .models import CaseSubject

    if actor.system:
        return ~_NOBODY
    mine = CaseSubject.objects.filter(own_subjects_of(actor))
    return inner_cases_of(actor) | Q(pk__in=mine.values("case")) | cases_below(actor)


def cases_below(actor: Actor) -> Q:
    """What those above see: a case that is not restricted, from the decision on, or once it was announced."""
    from .models import CaseSubject

    here = _reading_places(actor)
    if not here:
        return _NOBODY
    over = CaseSubject.objects.filter(actor.within("path", "oversight.read"), removed_on__isnull=True)
    issued = Q(issued_on__isnull=False) & _strictly_below(actor)
    announced = Q(announced_on__isnull=False) & (Q(owner__in=here) | Q(pk__in=over.values("case")))
    return Q(circle="normal") & (issued | announced)


def own_subjects_of(actor: Actor) -> Q:
    """Rows of subjects the actor answers for, from the day the case was opened to them."""
    answering = [grant.organisation_id for grant in actor.grants if grant.gives("obligations.answer")]
    himself = Q(person=actor.person_id, person__isnull=False)
    return Q(opened_on__isnull=False) & (himself | Q(person__isnull=True, organisation__in=answering))


def subjects_of(actor: Actor) -> Q:
    from .models import Case

    if actor.system:
        return ~_NOBODY
    inner = Case.objects.filter(inner_cases_of(actor))
    below = Case.objects.filter(cases_below(actor), _strictly_below(actor))
    over = Case.objects.filter(cases_below(actor))
    return (
        Q(case__in=inner)
        | own_subjects_of(actor)
        | Q(case__in=below)
        | (Q(case__in=over) & (actor.within("path", "oversight.read") | Q(case__owner__in=_reading_places(actor))))
    )


def _reading_places(actor: Actor) -> list[int]:
    return [grant.organisation_id for grant in actor.grants if grant.gives("oversight.read")]


def _strictly_below(actor: Actor, path: str = "path") -> Q:
    """The condition that a place is strictly below one from which the actor reads what others inspect."""
    condition = _NOBODY
    for grant in actor.grants:
        if grant.gives("oversight.read"):
            condition |= Q(**{f"{path}__gt": grant.path, f"{path}__lt": grant.path + END})
    return condition


# --- what belongs to a case


def _inner(actor: Actor, case: str = "case") -> Q:
    from .models import Case

    return Q(**{f"{case}__in": Case.objects.filter(inner_cases_of(actor))})


def _mine(actor: Actor) -> Any:
    from .models import CaseSubject

    return CaseSubject.objects.filter(own_subjects_of(actor))


def _mine_told(actor: Actor) -> Any:
    """What the actor answers for and was told the conclusion: itself, or in a case of which all were told."""
    return _mine(actor).filter(Q(announced_on__isnull=False) | Q(case__announced_on__isnull=False))


def progress_of(actor: Actor) -> Q:
    """Cases of which the actor knows how far they are: a subject knows it from the day it was told, not before."""
    if actor.system:
        return ~_NOBODY
    return inner_cases_of(actor) | cases_below(actor) | Q(pk__in=_mine_told(actor).values("case"))


def papers_of(actor: Actor) -> Q:
    if actor.system:
        return ~_NOBODY
    mine = _mine(actor)
    to_me = Q(subject__in=mine) | Q(subject__isnull=True, case__in=mine.values("case"))
    sent = Q(sent_on__isnull=False, withdrawn_on__isnull=True) & to_me
    return _inner(actor) | sent | Q(is_from_subject=True, subject__in=mine)


def findings_of(actor: Actor) -> Q:
    if actor.system:
        return ~_NOBODY
    return _inner(actor) | (Q(dropped_on__isnull=True) & _told(actor))


def _told(actor: Actor) -> Q:
    """Of a subject that was told: its own and what is common to all; of those above, once all were: what they reach."""
    from .models import Case

    mine = _mine_told(actor)
    over = Q(case__announced_on__isnull=False, case__in=Case.objects.filter(cases_below(actor)))
    reach = (
        actor.within("case__path", "oversight.read")
        | actor.within("subject__path", "oversight.read")
        | Q(subject__isnull=True)
    )
    return Q(subject__in=mine) | Q(subject__isnull=True, case__in=mine.values("case")) | (over & reach)


def conclusions_of(actor: Actor) -> Q:
    from .models import Case

    if actor.system:
        return ~_NOBODY
    over = Q(case__announced_on__isnull=False, case__in=Case.objects.filter(cases_below(actor)))
    told = Q(case__in=_mine_told(actor).values("case")) | over
    return _inner(actor) | (Q(state="registered") & told)


def requirements_of(actor: Actor) -> Q:
    from .models import Remediation

    if actor.system:
        return ~_NOBODY
    rows = Remediation.objects.filter(remediations_of(actor))
    return _inner(actor) | Q(laid_on__isnull=False, pk__in=rows.values("requirement"))


def remediations_of(actor: Actor) -> Q:
    if actor.system:
        return ~_NOBODY
    answering = [grant.organisation_id for grant in actor.grants if grant.gives("obligations.answer")]
    bearer = Q(person=actor.person_id, person__isnull=False) | Q(person__isnull=True, organisation__in=answering)
    # As in cases_below: a row stands for a bearer that its case reached, so nobody has to look for its subjects again.
    over = Q(requirement__case__circle="normal") & (
        (Q(requirement__case__issued_on__isnull=False) & _strictly_below(actor, "requirement__case__path"))
        | (
            Q(requirement__case__announced_on__isnull=False)
            & (actor.within("path", "oversight.read") | Q(owner__in=_reading_places(actor)))
        )
    )
    return _inner(actor, "requirement__case") | bearer | over


# --- programmes, delegations, notes


def programmes_of(actor: Actor) -> Q:
    """Own ones; once proposed, the commission's of that house; once adopted, those above the owner and below it."""
    if actor.system:
        return ~_NOBODY
    merging = [one.organisation_id for one in actor.grants if one.role in ("inspector", *staff.LEADING)]
    reading = _reading_places(actor)
    adopted = Q(state__in=("adopted", "closed"))
    condition = staff_of(actor) | (~Q(state="drafting") & Q(owner__in=merging))
    if reading:
        condition |= adopted & (Q(owner__in=actor.ancestor_ids) | actor.within("path", "oversight.read"))
    return condition


def delegations_of(actor: Actor) -> Q:
    from .models import WorkSession

    if actor.system:
        return ~_NOBODY
    visited = WorkSession.objects.filter(_visited(actor)).values("delegation")
    return _delegation_staff(actor) | goes_along(actor) | Q(pk__in=visited) | actor.within("path", "oversight.read")


def sessions_of(actor: Actor) -> Q:
    from .models import Delegation

    if actor.system:
        return ~_NOBODY
    inner = Delegation.objects.filter(
        _delegation_staff(actor) | goes_along(actor) | actor.within("path", "oversight.read")
    )
    return _visited(actor) | Q(delegation__in=inner)


def goes_along(actor: Actor, to: str = "") -> Q:
    """Whoever leads a delegation or is a member of it knows where it goes; ``to``: the way to the delegation."""
    from .models import Delegation

    if actor.person_id is None:
        return _NOBODY
    mine = Delegation.members.through.objects.filter(person=actor.person_id)
    return Q(**{f"{to}leader": actor.person_id}) | Q(**{f"{to}pk__in": mine.values("delegation")})


def _visited(actor: Actor) -> Q:
    answering = [grant.organisation_id for grant in actor.grants if grant.gives("obligations.answer")]
    return Q(organisation__in=answering) | actor.within("path", "oversight.read")


def _delegation_staff(actor: Actor) -> Q:
    return Q(owner__in=[grant.organisation_id for grant in actor.grants if grant.gives("oversight.run")])


def notes_of(actor: Actor) -> Q:
    """Its owner's people and those above; never the organisation it speaks of."""
    if actor.system:
        return ~_NOBODY
    above = _NOBODY
    for grant in actor.grants:
        if grant.gives("oversight.read"):
            above |= Q(path__gt=grant.path, path__lt=grant.path + END)
    return _delegation_staff(actor) | above


# --- of one case


def standing(case: Any, actor: Actor) -> frozenset[str]:
    """As what the actor stands to the case (of `Standing`). At most three queries."""
    from .models import CaseSubject, TeamMember

    found: set[str] = set()
    if is_staff(actor, case):
        found.add(Standing.OWNER)
    if is_commission(actor, case.owner_id):
        found.add(Standing.COMMISSION)
    if actor.person_id is not None:
        role = (
            TeamMember.objects.filter(case=case, person=actor.person_id, valid_to__isnull=True)
            .values_list("role", flat=True)
            .first()
        )
        if role:
            found |= {Standing.TEAM, *([Standing.LEADER] if role == "leader" else [])}
    if CaseSubject.objects.filter(own_subjects_of(actor), case=case).exists():
        found.add(Standing.SUBJECT)
    if not found & {Standing.OWNER, Standing.TEAM, Standing.SUBJECT}:
        found.add(Standing.ABOVE)
    return frozenset(found)


def require(case: Any, who: str, actor: Actor) -> frozenset[str]:
    """Raises Refused unless the actor stands so to the case; what the team may, the owner's people may as well."""
    stands = standing(case, actor)
    enough = {who, Standing.OWNER.value} if who in (Standing.TEAM, Standing.LEADER) else {who}
    if not actor.system and not stands & enough:
        raise Refused(f"oversight.{who}")
    return stands
