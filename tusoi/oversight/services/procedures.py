"""The book changed by whoever keeps it: a new rule set from a day on; cases that run keep theirs."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from tusoi.audit.services import record
from tusoi.organisations.scope import Actor, Refused
from tusoi.oversight.models import CaseKind
from tusoi.oversight.revising import RuleChanges, revised
from tusoi.oversight.rules import Rejected, Stale
from tusoi.oversight.selectors import procedures as selectors

FURTHEST = 5
"""Years: a rule set further ahead is a slip of the pen."""


@transaction.atomic
def set_rules(
    *, kind_code: str, valid_from: date, changes: RuleChanges, source: str, by: Actor, seen: int | None = None
) -> CaseKind:
    """Put a new rule set of a kind into force from a day on; the one before ends there.

    ``source``: the instrument it rests on. ``seen``: number of the rule set the writer has before him. For whoever has
    oversight.configure at the root organisation. Raises CaseKind.DoesNotExist, Stale, Refused and Rejected by field
    (valid_from: past, too_far_ahead, exists; source, limits, steps, papers; "" where nothing changes).
    """
    rows = list(CaseKind.objects.select_for_update().filter(code=kind_code).order_by("valid_from"))
    before = next((row for row in reversed(rows) if _holds(row, valid_from)), None)
    if not rows:
        raise CaseKind.DoesNotExist
    root = selectors.keeper(by)
    if root is None:
        raise Refused("oversight.configure")
    _require_day(rows, valid_from, by)
    if before is None:
        raise Rejected({"valid_from": "not_in_force"})
    if seen is not None and seen != before.pk:
        raise Stale
    rules = revised(before.rules, changes, source=source.strip())
    made = CaseKind.objects.create(
        code=before.code, name_vi=before.name_vi, name_en=before.name_en, symbol=before.symbol, form=before.form,
        rank=before.rank, note_vi=before.note_vi, note_en=before.note_en, source=source.strip(), rules=rules,
        valid_from=valid_from, valid_to=before.valid_to,
    )  # fmt: skip
    CaseKind.objects.filter(pk=before.pk).update(valid_to=valid_from)
    record(
        by=by, action="oversight.set_rules", subject=made, organisation=root, label=made.name_vi, valid_from=valid_from,
        source=made.source, replaces=before.pk,
    )  # fmt: skip
    return made


def _require_day(rows: list[CaseKind], valid_from: date, by: Actor) -> None:
    if valid_from < by.today:
        raise Rejected({"valid_from": "past"})
    if valid_from.year > by.today.year + FURTHEST:
        raise Rejected({"valid_from": "too_far_ahead"})
    if any(row.valid_from == valid_from for row in rows):
        raise Rejected({"valid_from": "exists"})


def _holds(row: CaseKind, day: date) -> bool:
    return row.valid_from <= day and (row.valid_to is None or day < row.valid_to)
