"""Duties that only few may read: a report a team asked for, while its case is running."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from tusoi.audit.services import record
from tusoi.obligations.models import Obligation
from tusoi.organisations.scope import Actor


@transaction.atomic
def set_confidants(*, obligation_id: int, person_ids: Collection[int], by: Actor) -> Obligation:
    """Say who beside the bearers and the issuer's people may read a confined duty. Raises Refused."""
    obligation = _locked(obligation_id, by)
    before = set(obligation.confidants.values_list("pk", flat=True))
    if before == set(person_ids):
        return obligation
    obligation.confidants.set(person_ids)
    record(
        by=by, action="obligations.confide", subject=obligation, organisation=obligation.issued_by,
        persons=[len(before), len(set(person_ids))],
    )  # fmt: skip
    return obligation


@transaction.atomic
def release_obligation(*, obligation_id: int, by: Actor) -> Obligation:
    """Let everybody read it who reads other duties at its place. Raises Refused."""
    obligation = _locked(obligation_id, by)
    if obligation.is_confined:
        obligation.is_confined = False
        obligation.save(update_fields=["is_confined"])
        record(by=by, action="obligations.release", subject=obligation, organisation=obligation.issued_by)
    return obligation


def _locked(obligation_id: int, by: Actor) -> Obligation:
    found = Obligation.objects.visible_to(by).select_for_update(of=("self",)).select_related("issued_by")
    obligation = found.get(pk=obligation_id)
    by.require("obligations.issue", obligation.issued_by)
    return obligation
