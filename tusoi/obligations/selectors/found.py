from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from tusoi.obligations.models import Obligation
from tusoi.organisations.scope import Actor


def obligations_among(ids: Iterable[int], *, by: Actor) -> QuerySet[Obligation]:
    """Those of the duties that the actor may see, with who laid them."""
    return Obligation.objects.visible_to(by).filter(pk__in=list(ids)).select_related("issued_by")
