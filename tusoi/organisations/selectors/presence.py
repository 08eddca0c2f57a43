"""Whether there is anything at all, and how much: several questions asked at once."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, IntegerField, QuerySet, Subquery

from tusoi.organisations.models import Account
from tusoi.organisations.scope import Actor


def which_exist(by: Actor, /, **asked: QuerySet[Any]) -> dict[str, bool]:
    """Of each of the querysets whether it has a row. One query; the actor is somebody with an account.

    A page of many parts, most of them empty on most days, asks this first: to ask each part costs as much when it is
    empty as when it is not.
    """
    return dict(zip(asked, _row(by, *(Exists(found) for found in asked.values())), strict=True))


class _Number(Subquery):
    """How many rows a question has; Django has no word for it."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def how_many(by: Actor, limit: int, /, **asked: QuerySet[Any]) -> dict[str, int]:
    """Of each of the querysets how many rows it has, counted no further than ``limit``. One query, as above."""
    rows = (_Number(found.order_by().values("pk")[:limit]) for found in asked.values())
    return {name: number or 0 for name, number in zip(asked, _row(by, *rows), strict=True)}


def _row(by: Actor, *asked: Any) -> tuple[Any, ...]:
    return tuple(Account.objects.filter(pk=by.account_id or 0).values_list(*asked).get())
