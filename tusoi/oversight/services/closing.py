"""An organisation ends: the rows of what it still has to remedy follow its duties."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import F, OuterRef, Subquery

from tusoi.obligations.models import Assignment
from tusoi.obligations.services import close_organisation as close_with_duties
from tusoi.organisations.models import Organisation
from tusoi.organisations.scope import Actor
from tusoi.oversight.models import Remediation


@transaction.atomic
def close_organisation(
    *, organisation_id: int, on: date, reason: str, by: Actor, decision: str = "", successor_id: int | None = None
) -> Organisation:
    """As `obligations.services.close_organisation`, which it calls, for an installation that inspects.

    A row of the register of remediation stands with whoever bears its duty now; who was inspected, the case keeps.
    """
    ended = close_with_duties(
        organisation_id=organisation_id, on=on, reason=reason, by=by, decision=decision, successor_id=successor_id
    )
    bears = Assignment.objects.filter(pk=OuterRef("assignment"))
    rows = Remediation.objects.filter(organisation=ended).exclude(assignment__organisation=F("organisation"))
    rows.update(organisation=Subquery(bears.values("organisation")), path=Subquery(bears.values("path")))
    return ended
