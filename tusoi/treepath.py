"""Places in the tree as fixed-width paths, so that "everything below" is one contiguous range of an index.

A path is the concatenation of segments of WIDTH characters (0-9, A-Z) from the root down; a segment is the
organisation's own number in base 36, so that two writers can never choose the same. Compared byte by byte:
collation "C" on PostgreSQL, SQLite's own BINARY. Scoped only with >= and <, never with LIKE, which cannot use the index
on SQLite (docs/performance.md).
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models
from django.db.models import Q

WIDTH = 6
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
END = "~"
"""Sorts after every digit: path + END is the first place behind the branch."""


def segment(number: int) -> str:
    """The segment of organisation ``number``: 6 characters, enough for 2,176,782,335. Raises ValueError outside."""
    if not 0 < number < 36**WIDTH:
        raise ValueError("number outside a segment")
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
    return digits.rjust(WIDTH, "0")


def ids(path: str) -> list[int]:
    """The numbers of the organisations on the way from the root to the end of ``path``, itself included."""
    return [int(path[i : i + WIDTH], 36) for i in range(0, len(path), WIDTH)]


def ancestors(path: str) -> Iterator[str]:
    """The paths above ``path``, root first, itself last."""
    return (path[: i + WIDTH] for i in range(0, len(path), WIDTH))


def is_within(path: str, branch: str) -> bool:
    return path.startswith(branch)


def outermost(branches: Iterable[str]) -> list[str]:
    """The branches that lie in no other of them, in order."""
    found: list[str] = []
    for branch in sorted(set(branches)):
        if not found or not branch.startswith(found[-1]):
            found.append(branch)
    return found


def within(field: str, branches: Iterable[str]) -> Q:
    """The condition "``field`` lies in one of the branches"; nothing lies in none."""
    condition = Q(pk__in=[])
    for branch in outermost(branches):
        condition |= Q(**{f"{field}__gte": branch, f"{field}__lt": branch + END})
    return condition


class PathField(models.CharField):
    """A CharField that compares byte by byte on both engines."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 120)
        super().__init__(*args, **kwargs)

    def db_parameters(self, connection: Any) -> Any:
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters
