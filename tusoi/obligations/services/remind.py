from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F

from tusoi.audit.services import record
from tusoi.obligations.errors import CannotReview
from tusoi.obligations.models import Assignment, Obligation
from tusoi.organisations.models import Organisation
from tusoi.organisations.scope import Actor


@transaction.atomic
def remind(*, obligation_id: int, assignment_ids: Sequence[int], by: Actor) -> list[Assignment]:
    """Note that the bearers were reminded today (nhắc, đôn đốc); a second time on the same day counts once.

    Only open assignments below the actor's organisation count: nobody reminds his own. Returns them, in the order of
    the tree. The letter itself is made by the door. Raises CannotReview("nobody") and Refused.
    """
    obligation = Obligation.objects.visible_to(by).get(pk=obligation_id)
    if by.place is None or not any(grant.gives("obligations.review") for grant in by.grants):
        by.require("obligations.review", obligation.issued_by)
    chosen = (
        Assignment.objects.visible_to(by)
        .open()
        .filter(obligation=obligation, pk__in=assignment_ids)
        .filter(by.within("path", "obligations.review"))
        .exclude(person__isnull=True, organisation__in=by.place_ids)
    )
    ids = list(chosen.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    if not ids:
        raise CannotReview("nobody")
    Assignment.objects.filter(pk__in=ids).exclude(reminded_on=by.today).update(
        reminders=F("reminders") + 1, reminded_on=by.today
    )
    organisation = Organisation.objects.get(pk=by.place.organisation_id) if by.place else obligation.issued_by
    record(
        by=by, action="obligations.remind", subject=obligation, organisation=organisation, reminded=len(ids),
        assignments=ids[:500],
    )  # fmt: skip
    return list(Assignment.objects.filter(pk__in=ids).select_related("organisation", "person").order_by("path", "pk"))
