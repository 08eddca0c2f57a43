"""Reminder letters of a duty as documents: every door prints the same ones, as Word or as PDF."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from tusoi.lib.calendar import add_working_days
from tusoi.lib.rendering.model import Letterhead, OfficialLetter
from tusoi.lib.rendering.reminders import Basis, Missing, Owed, reminder
from tusoi.obligations.selectors import heads_of, organisation_here

if TYPE_CHECKING:
    from tusoi.obligations.models import Assignment, Obligation
    from tusoi.organisations.models import Organisation
    from tusoi.organisations.scope import Actor

LETTERS = 300
"""Letters in one file, one for each bearer; a letter to more of them together is one with a list."""


def asked_by(obligation: Obligation, today: date) -> date:
    """By when a letter asks for the answer unless told: in three working days, not before the duty is due."""
    return max(add_working_days(today, 3), obligation.due_on)


def reminders_of(
    obligation: Obligation, parts: Sequence[Assignment], by: Actor, new_due_on: date, total: int | None, *, each: bool
) -> list[OfficialLetter]:
    """The letter that reminds these bearers, or with ``each`` one for each, in the name of the place one works for.

    ``total``: how many bear the duty in all, where that is to be said. Raises ValueError when there is nobody.
    """
    sender = obligation.issued_by
    if by.place is not None and by.place.organisation_id != sender.pk:
        sender = organisation_here(by)
    head, what, whom = letterhead(sender, by), owed(obligation), missing(parts, by.today)
    groups = [[one] for one in whom] if each else [whom]
    return [
        reminder(head=head, owed=what, missing=group, on=by.today, new_due_on=new_due_on, total=None if each else total)
        for group in groups
    ]


def letterhead(sender: Organisation, by: Actor) -> Letterhead:
    head = heads_of([sender.pk], by.today).get(sender.pk)
    return Letterhead(
        issuing_body=sender.name,
        body_code=sender.symbol or sender.kind.symbol,
        place=sender.place_name or sender.label,
        superior_body=sender.parent.name if sender.parent else "",
        speaker=sender.name,
        position=head.kind.name if head else "",
        signatory=head.person.name if head else "",
    )


def owed(obligation: Obligation) -> Owed:
    document = obligation.document
    if document is None:
        return Owed(title=obligation.title)
    basis = Basis(
        kind=document.kind.name, symbol=document.reference, issued_on=document.issued_on, issuer=document.issuer_name
    )
    return Owed(title=obligation.title, basis=basis)


def missing(parts: Iterable[Assignment], today: date) -> list[Missing]:
    """As letters and lists name them; the reminder noted today is the one this letter is."""
    return [
        Missing(
            name=one.bearer_name,
            due_on=one.due_on,
            reminded=one.reminders - (one.reminder_noted_on == today),
            is_person=one.person_id is not None,
            place=one.organisation.name if one.person_id else "",
        )
        for one in parts
    ]
