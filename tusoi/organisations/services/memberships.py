"""Members and their standing over time: the open period is closed, the next one begins (đảng tịch, sinh hoạt)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from tusoi.audit.services import record
from tusoi.organisations.errors import WrongStanding
from tusoi.organisations.models import Membership, Organisation, Person
from tusoi.organisations.scope import Actor

from .people import index_person

Standing = Membership.Standing


@transaction.atomic
def change_standing(
    *, person_id: int, organisation_id: int, standing: str, on: date, by: Actor, reason: str = ""
) -> Membership:
    """A member's standing changes from a day on: admitted fully, away for work, exempt, returned.

    Raises WrongStanding ("member", "kind", "same", "backwards", "day") and Refused. An official member does not
    become probationary again; who is only visiting has no other standing there.
    """
    organisation = Organisation.objects.visible_to(by).get(pk=organisation_id)
    by.require("people.change", organisation)
    old = _open_membership(person_id, organisation, by)
    if standing not in Standing.values:
        raise WrongStanding("kind")
    if standing == old.standing:
        raise WrongStanding("same")
    if Standing.VISITING in (standing, old.standing):
        raise WrongStanding("kind")
    if standing == Standing.PROBATIONARY and _was_official(person_id, on):
        raise WrongStanding("backwards")
    _close(old, on, by)
    new = Membership.objects.create(person=old.person, organisation=organisation, standing=standing, valid_from=on)
    record(
        by=by, action="memberships.standing", subject=old.person, organisation=organisation,
        standing=[old.standing, standing], on=on, reason=reason,
    )  # fmt: skip
    return new


@transaction.atomic
def transfer(
    *,
    person_id: int,
    from_organisation_id: int,
    organisation_id: int,
    on: date,
    by: Actor,
    temporarily: bool = False,
    decision: str = "",
) -> Membership:
    """A member passes to another organisation (chuyển sinh hoạt đảng), for good or temporarily.

    For good: the membership ends here and goes on there with the same standing. Temporarily: away here, visiting
    there. Needs the right at both. Raises WrongStanding ("member", "here", "ended", "day", "same") and Refused.
    """
    home = Organisation.objects.visible_to(by).get(pk=from_organisation_id)
    target = Organisation.objects.visible_to(by).select_for_update(of=("self",)).get(pk=organisation_id)
    by.require("people.change", home)
    by.require("people.change", target)
    old = _open_membership(person_id, home, by)
    if target.ended_on is not None:
        raise WrongStanding("ended")
    if Membership.objects.open().filter(person=person_id, organisation=target).exists():
        raise WrongStanding("here")
    if on < target.founded_on:
        raise WrongStanding("day")
    if temporarily and old.standing in (Standing.AWAY, Standing.VISITING):
        raise WrongStanding("same")
    _close(old, on, by)
    standing = old.standing
    if temporarily:
        Membership.objects.create(person=old.person, organisation=home, standing=Standing.AWAY, valid_from=on)
        standing = Standing.VISITING
    new = Membership.objects.create(person=old.person, organisation=target, standing=standing, valid_from=on)
    index_person(old.person, target)
    for place in (home, target):
        record(
            by=by, action="memberships.transfer", subject=old.person, organisation=place, source=home.name,
            target=target.name, standing=standing, on=on, temporarily=temporarily, decision=decision,
        )  # fmt: skip
    return new


@transaction.atomic
def end_membership(*, person_id: int, organisation_id: int, on: date, reason: str, by: Actor) -> Membership:
    """A person no longer belongs. Raises WrongStanding ("member", "day", "reason") and Refused."""
    organisation = Organisation.objects.visible_to(by).get(pk=organisation_id)
    by.require("people.change", organisation)
    membership = _open_membership(person_id, organisation, by)
    if not reason.strip():
        raise WrongStanding("reason")
    _close(membership, on, by)
    record(
        by=by, action="memberships.end", subject=membership.person, organisation=organisation,
        standing=membership.standing, on=on, reason=reason,
    )  # fmt: skip
    return membership


def _open_membership(person_id: int, organisation: Organisation, by: Actor) -> Membership:
    person = Person.objects.visible_to(by).get(pk=person_id)
    membership = (
        Membership.objects.open()
        .select_related("person")
        .select_for_update(of=("self",))
        .filter(person=person, organisation=organisation)
        .first()
    )
    if membership is None:
        raise WrongStanding("member")
    return membership


def _close(membership: Membership, on: date, by: Actor) -> None:
    """Raises WrongStanding("day") unless the day lies after it began and not in the future."""
    if on <= membership.valid_from or on > by.today:
        raise WrongStanding("day")
    membership.valid_to = on
    membership.save(update_fields=["valid_to"])


def _was_official(person_id: int, on: date) -> bool:
    return Membership.objects.filter(person=person_id, standing=Standing.OFFICIAL, valid_from__lt=on).exists()
