"""Who can be reminded of what he owes."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from tusoi.obligations.models import Assignment, Obligation
from tusoi.organisations.scope import Actor


def remindable(obligation: Obligation, assignment_ids: Sequence[int], by: Actor) -> QuerySet[Assignment]:
    """Of these assignments the open ones below the actor's organisation; nobody reminds his own. Raises Refused."""
    if by.place is None or not any(grant.gives("obligations.review") for grant in by.grants):
        by.require("obligations.review", obligation.issued_by)
    return (
        Assignment.objects.visible_to(by)
        .open()
        .filter(obligation=obligation, pk__in=assignment_ids)
        .filter(by.within("path", "obligations.review"))
        .exclude(person__isnull=True, organisation__in=by.place_ids)
        .select_related("organisation", "person")
        .order_by("path", "pk")
    )
