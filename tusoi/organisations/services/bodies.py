"""Bodies of an organisation and its terms of office."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q

from tusoi.audit.services import record
from tusoi.lib.period import Period
from tusoi.organisations.errors import WrongPeriod
from tusoi.organisations.models import Body, BodyKind, Organisation, Position, Term
from tusoi.organisations.scope import Actor


@transaction.atomic
def establish_body(
    *, organisation_id: int, kind_id: int, valid_from: date, by: Actor, name: str = "", symbol: str = "",
    decision: str = "",
) -> Body:  # fmt: skip
    """A committee, a commission, a board, an office begins to work.

    Without a name it bears its kind's; without a symbol, its kind's before the organisation's own (UBKTĐU).
    Raises WrongPeriod ("kind", "ended", "day", "double") and Refused.
    """
    organisation = Organisation.objects.visible_to(by).select_for_update(of=("self",)).get(pk=organisation_id)
    by.require("organisations.change", organisation)
    kind = BodyKind.objects.on(valid_from).filter(pk=kind_id).first()
    if kind is None:
        raise WrongPeriod("kind")
    if organisation.ended_on is not None:
        raise WrongPeriod("ended")
    if valid_from < organisation.founded_on:
        raise WrongPeriod("day")
    name = " ".join(name.split()) or kind.name_vi
    same = Body.objects.filter(organisation=organisation, kind__code=kind.code, name=name)
    if same.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=valid_from)).exists():
        raise WrongPeriod("double")
    body = Body.objects.create(
        organisation=organisation, kind=kind, name=name, valid_from=valid_from,
        symbol=symbol or (f"{kind.symbol}{organisation.symbol}" if kind.symbol else organisation.symbol),
    )  # fmt: skip
    record(
        by=by, action="bodies.establish", subject=body, organisation=organisation, name=name, kind=kind.code,
        valid_from=valid_from, decision=decision,
    )  # fmt: skip
    return body


@transaction.atomic
def end_body(*, body_id: int, on: date, reason: str, by: Actor, decision: str = "") -> Body:
    """A body ends, and the positions in it on the same day. Raises WrongPeriod ("ended", "day", "reason"), Refused."""
    body = Body.objects.visible_to(by).select_related("organisation").select_for_update(of=("self",)).get(pk=body_id)
    by.require("organisations.change", body.organisation)
    if body.valid_to is not None:
        raise WrongPeriod("ended")
    if on < body.valid_from or on > by.today:
        raise WrongPeriod("day")
    if not reason.strip():
        raise WrongPeriod("reason")
    body.valid_to = on
    body.save(update_fields=["valid_to"])
    held = Position.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on), body=body, valid_from__lte=on)
    record(
        by=by, action="bodies.end", subject=body, organisation=body.organisation, on=on, reason=reason,
        decision=decision, positions=held.update(valid_to=on),
    )  # fmt: skip
    return body


@transaction.atomic
def open_term(
    *, organisation_id: int, name: str, valid_from: date, by: Actor, valid_to: date | None = None, decision: str = ""
) -> Term:
    """A term of office begins, the open one ends that day.

    A term runs from the day after one congress closes to the day the next one closes; document numbers begin again
    with it. Raises WrongPeriod ("name", "day", "ended", "overlap") and Refused.
    """
    organisation = Organisation.objects.visible_to(by).select_for_update(of=("self",)).get(pk=organisation_id)
    by.require("people.change", organisation)
    name = " ".join(name.split())
    if not name:
        raise WrongPeriod("name")
    if organisation.ended_on is not None:
        raise WrongPeriod("ended")
    if valid_from < organisation.founded_on or (valid_to is not None and valid_to <= valid_from):
        raise WrongPeriod("day")
    closed = None
    for term in Term.objects.select_for_update().filter(organisation=organisation):
        if term.valid_to is None and term.valid_from < valid_from:
            term.valid_to = valid_from
            term.save(update_fields=["valid_to"])
            closed = term.name
        elif Period(term.valid_from, term.valid_to).overlaps(Period(valid_from, valid_to)):
            raise WrongPeriod("overlap")
    new = Term.objects.create(organisation=organisation, name=name, valid_from=valid_from, valid_to=valid_to)
    record(
        by=by, action="terms.open", subject=new, organisation=organisation, name=name, valid_from=valid_from,
        valid_to=valid_to, closed=closed, decision=decision,
    )  # fmt: skip
    return new
