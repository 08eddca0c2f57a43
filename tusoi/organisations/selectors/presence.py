"""Whether there is anything at all, and how much: several questions asked at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, IntegerField, QuerySet, Subquery

from tusoi.organisations.models import Account
from tusoi.organisations.prepared import kept
from tusoi.organisations.scope import Actor

Question = Callable[[Actor], QuerySet[Any]]


def which_exist(by: Actor, /, **asked: Question) -> dict[str, bool]:
    """Of each of the questions whether it has a row. One query; the actor is somebody with an account.

    A page of many parts, most of them empty on most days, asks this first: to ask each part costs as much when it is
    empty as when it is not.
    """
    return dict(zip(asked, _exist(by, *asked.values())[0], strict=True))


@kept
def _exist(by: Actor, *asked: Question) -> QuerySet[Account, tuple[Any, ...]]:
    return _one_row(by).values_list(*(Exists(question(by)) for question in asked))


class _Number(Subquery):
    """How many rows a question has; Django has no word for it."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def how_many(by: Actor, limit: int, /, **asked: Question) -> dict[str, int]:
    """Of each of the questions how many rows it has, counted no further than ``limit``. One query, as above."""
    return {name: number or 0 for name, number in zip(asked, _numbers(by, limit, *asked.values())[0], strict=True)}


@kept
def _numbers(by: Actor, limit: int, *asked: Question) -> QuerySet[Account, tuple[Any, ...]]:
    return _one_row(by).values_list(*(_Number(question(by).order_by().values("pk")[:limit]) for question in asked))


def _one_row(by: Actor) -> QuerySet[Account]:
    return Account.objects.filter(pk=by.account_id or 0)
