"""Two answers to the same duty beside each other, the passages they share marked and linked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tusoi.obligations.selectors import assignment_for, may_review
from tusoi.obligations.selectors import beside as compared
from tusoi.organisations.scope import Refused
from tusoi.web.acting import actor

if TYPE_CHECKING:
    from tusoi.lib.quality import Shared

MOST = 200
"""Passages that are marked on the page, the longest first."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text: plain, quoted from the duty, or shared and then with the number of the passage."""

    text: str
    number: int = 0
    is_first: bool = False
    is_quoted: bool = False


@require_safe
def beside(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Both must be within the reader's reach, and he reviews the first."""
    by = actor(request)
    one, its = assignment_for(pk, by), assignment_for(other, by)
    if not may_review(one, by):
        raise Refused("obligations.review")
    if one.pk == its.pk or one.obligation_id != its.obligation_id:
        raise Http404
    found = compared(one, its)
    if found is None:
        raise Http404
    marked = sorted(sorted(found.passages, key=_length)[:MOST], key=lambda passage: passage.start)
    here = [(passage.start, passage.end, number) for number, passage in enumerate(marked, start=1)]
    there = [(passage.there, passage.there_end, number) for number, passage in enumerate(marked, start=1)]
    context = {
        "one": one,
        "other": its,
        "obligation": one.obligation,
        "percent": round(100 * found.share),
        "passages": len(found.passages),
        "pieces": pieces(found.text, here, found.quotes),
        "other_pieces": pieces(found.other, there, found.other_quotes),
    }
    return render(request, "obligations/beside.html", context)


def _length(passage: Shared) -> int:
    return passage.start - passage.end


def pieces(text: str, marks: Iterable[tuple[int, int, int]], quotes: Iterable[tuple[int, int]]) -> list[Piece]:
    """The text cut at the marks (start, end, number) and the quotes; where marks overlap, the first one goes on."""
    spans = sorted([(*mark, False) for mark in marks] + [(start, end, 0, True) for start, end in quotes])
    found: list[Piece] = []
    seen: set[int] = set()
    at = 0
    for start, end, number, is_quoted in spans:
        begin = max(start, at)
        if begin >= end:
            if number and number not in seen and found:  # lies in another passage: its link leads to this place
                seen.add(number)
                found.append(Piece("", number, is_first=True))
            continue
        if begin > at:
            found.append(Piece(text[at:begin]))
        found.append(Piece(text[begin:end], number, is_first=number not in seen, is_quoted=is_quoted))
        seen.add(number)
        at = end
    if at < len(text):
        found.append(Piece(text[at:]))
    return found
