"""What the peers share: a bearer's part, the five counts, and filling their tables."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from django.conf import settings
from django.db import connection, models
from django.db.models import Count, Q

from tusoi.obligations.rules import STATES

FIVE = {f"n_{state}": Count("pk", filter=Q(state=state)) for state in STATES}
"""The five counts of a group of duties, in one pass."""


class DutyBase(models.Model):
    """A bearer's part: what a peer needs of an assignment. The foreign key ``node`` is the peer's own."""

    obligation = models.IntegerField()
    state = models.CharField(max_length=9)
    due_on = models.DateField()

    class Meta:
        abstract = True


def installed() -> list[Any]:
    return [import_module(f"{app}.peer") for app in getattr(settings, "PEERS", [])]


def fill_duties(duty: type[models.Model], obligation_ids: Sequence[int]) -> None:
    ids = ", ".join(str(pk) for pk in obligation_ids)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {duty._meta.db_table} (obligation, node_id, state, due_on) SELECT obligation_id, "
            f"organisation_id, state, due_on FROM obligations_assignment WHERE obligation_id IN ({ids}) ORDER BY path"
        )
