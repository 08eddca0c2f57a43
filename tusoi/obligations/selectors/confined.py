"""Lines of my work without the confined duties that are not the reader's: asked in full only where there are any."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tusoi.organisations.prepared import Own, kept
from tusoi.organisations.scope import Actor


def first_open(
    lines: Callable[..., Any], by: Actor, limit: int, open_to: Callable[[Any, Actor], Any], **own: Own
) -> list[Any]:
    """The first ``limit`` of ``lines(by, **own)`` that ``open_to`` leaves; both give querysets of tuples whose last
    value says whether the duty is confined.

    Who may read a confined duty takes longer to ask than all else about a line, and few duties are confined: where none
    of the first is, ``open_to`` would leave them all. One query, two where one is confined.
    """
    rows = _first(by, lines, limit, **own)
    return list(open_to(lines(by, **own), by)[:limit]) if any(row[-1] for row in rows) else rows


@kept
def _first(by: Actor, lines: Callable[..., Any], limit: int, **own: Own) -> Any:
    return lines(by, **own)[:limit]
