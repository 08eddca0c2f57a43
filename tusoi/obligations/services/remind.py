from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F

from tusoi.audit.services import record
from tusoi.obligations.errors import CannotReview
from tusoi.obligations.models import Assignment, Obligation
from tusoi.obligations.selectors import remindable
from tusoi.organisations.models import Organisation
from tusoi.organisations.scope import Actor


@transaction.atomic
def remind(*, obligation_id: int, assignment_ids: Sequence[int], by: Actor, on: date | None = None) -> list[Assignment]:
    """Note that the bearers were reminded on a day (nhắc, đôn đốc), today without one; twice a day counts once.

    Whose reminder of that day or a later one is noted already is left as it is. Only open assignments below the
    actor's organisation count: nobody reminds his own. Returns them all, in the order of the tree. The letter itself
    is made by the door and counts nothing. Raises CannotReview("nobody", "reminded_on") and Refused.
    """
    obligation = Obligation.objects.visible_to(by).get(pk=obligation_id)
    ids = _locked(obligation, assignment_ids, by)
    day = on or by.today
    if not obligation.issued_on <= day <= by.today:
        raise CannotReview("reminded_on")
    Assignment.objects.filter(pk__in=ids).exclude(reminded_on__gte=day).update(
        reminders=F("reminders") + 1, reminded_before=F("reminded_on"), reminded_on=day, reminder_noted_on=by.today
    )
    _note("obligations.remind", obligation, ids, by, on=day)
    return _told(ids)


@transaction.atomic
def take_back_reminder(*, obligation_id: int, assignment_ids: Sequence[int], by: Actor) -> list[Assignment]:
    """Take back the reminders of these bearers that were noted today; the others stay. Returns whose were.

    Raises CannotReview("nobody") when none of them may be reminded, and Refused.
    """
    obligation = Obligation.objects.visible_to(by).get(pk=obligation_id)
    chosen = Assignment.objects.filter(pk__in=_locked(obligation, assignment_ids, by), reminder_noted_on=by.today)
    ids = list(chosen.filter(reminders__gt=0).order_by("pk").values_list("pk", flat=True))
    Assignment.objects.filter(pk__in=ids).update(
        reminders=F("reminders") - 1, reminded_on=F("reminded_before"), reminded_before=None, reminder_noted_on=None
    )
    if ids:
        _note("obligations.take_back_reminder", obligation, ids, by)
    return _told(ids)


def _locked(obligation: Obligation, assignment_ids: Sequence[int], by: Actor) -> list[int]:
    chosen = remindable(obligation, assignment_ids, by)
    ids = list(chosen.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    if not ids:
        raise CannotReview("nobody")
    return ids


def _note(action: str, obligation: Obligation, ids: list[int], by: Actor, **more: Any) -> None:
    organisation = Organisation.objects.get(pk=by.place.organisation_id) if by.place else obligation.issued_by
    record(
        by=by, action=action, subject=obligation, organisation=organisation, reminded=len(ids), assignments=ids[:500],
        **more,
    )  # fmt: skip


def _told(ids: list[int]) -> list[Assignment]:
    return list(Assignment.objects.filter(pk__in=ids).select_related("organisation", "person").order_by("path", "pk"))
