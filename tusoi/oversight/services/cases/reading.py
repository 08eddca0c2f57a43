"""Who has read a restricted case: every look is kept, once for each person, day and thing."""

from __future__ import annotations

from datetime import datetime, time

from django.db import transaction
from django.utils import timezone

from tusoi.audit.models import Entry
from tusoi.audit.services import record
from tusoi.organisations.scope import Actor
from tusoi.oversight.models import Case
from tusoi.oversight.services.common import label_of


@transaction.atomic
def note_reading(*, case: Case, thing: str, by: Actor) -> bool:
    """Keep that the actor has read ``thing`` (a tab, "paper 12", "file 12") of a restricted case; whether it is new.

    Nothing is kept of other cases, nor of the machine itself.
    """
    if case.circle != Case.Circle.RESTRICTED or by.account_id is None:
        return False
    midnight = timezone.make_aware(datetime.combine(by.today, time.min))
    known = Entry.objects.about(Case._meta.label_lower, case.pk).filter(
        action="oversight.read_case", account_id=by.account_id, at__gte=midnight
    )
    if any(one == thing for one in known.values_list("changes__thing", flat=True)):
        return False
    record(
        by=by, action="oversight.read_case", subject=case, organisation=case.owner, label=label_of(case), thing=thing
    )
    return True
