"""Whether there is anything at all: several questions asked at once."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, QuerySet

from tusoi.organisations.models import Account
from tusoi.organisations.scope import Actor


def which_exist(by: Actor, /, **asked: QuerySet[Any]) -> dict[str, bool]:
    """Of each of the querysets whether it has a row. One query; the actor is somebody with an account.

    A page of many parts, most of them empty on most days, asks this first: to ask each part costs as much when it is
    empty as when it is not.
    """
    row = Account.objects.filter(pk=by.account_id or 0).values_list(*(Exists(found) for found in asked.values())).get()
    return dict(zip(asked, row, strict=True))
