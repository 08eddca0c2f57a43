"""Lists by the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

PER_PAGE = 50


def page_of(
    request: HttpRequest, rows: QuerySet[Any] | Sequence[Any], *, per_page: int = PER_PAGE, count: int | None = None
) -> Page[Any]:
    """The page that ?page= asks for; the first when it is no number, the last when it is too high.

    ``count``: how many rows there are, where somebody knows already.
    """
    paginator = Paginator(rows, per_page)
    if count is not None:
        paginator.count = count
    return paginator.get_page(request.GET.get("page"))


@dataclass(frozen=True, slots=True)
class Stretch:
    """A page of a list too long to be counted for every look: rows, and whether more follow."""

    rows: list[Any]
    number: int
    has_next: bool

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def next_page_number(self) -> int:
        return self.number + 1

    @property
    def previous_page_number(self) -> int:
        return self.number - 1


MAX_STRETCH = 10_000


class Cut(Protocol):
    """What can be cut: a queryset, or a list that is asked for by the stretch."""

    def __getitem__(self, wanted: slice, /) -> Any: ...


def stretch_of(request: HttpRequest, rows: Cut, *, per_page: int = PER_PAGE) -> Stretch:
    """Like page_of without a count; one query."""
    asked = request.GET.get("page", "")
    number = min(max(int(asked), 1), MAX_STRETCH) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1
    found = list(rows[(number - 1) * per_page : number * per_page + 1])
    return Stretch(found[:per_page], number, len(found) > per_page)
