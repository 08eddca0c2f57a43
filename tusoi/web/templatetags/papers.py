"""How an official document is shown on a page: its parts in order, with the places that are still empty marked."""

from __future__ import annotations

import re
from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from tusoi.documents.drafting.composing import CLOSE, OPEN
from tusoi.lib.rendering.model import Heading, OfficialLetter, Table, shown

register = template.Library()
_GAP = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")


@register.filter
def gaps(text: Any) -> SafeString:
    """The text, escaped; the name of a field that has no value yet stands in a mark."""
    return mark_safe(_GAP.sub(r'<mark class="gap">\1</mark>', escape(str(text))))


@register.filter
def paper_parts(letter: OfficialLetter) -> list[dict[str, Any]]:
    """The body: texts by the paragraph, headings with their level, tables with cells as they are printed."""
    parts: list[dict[str, Any]] = []
    for part in letter.paragraphs:
        if isinstance(part, Table):
            rows = [[shown(cell) for cell in row] for row in part.rows]
            parts.append({"kind": "table", "headers": part.headers, "rows": rows})
        elif isinstance(part, Heading):
            parts.append({"kind": "heading", "lines": part.text.splitlines(), "level": part.level})
        else:
            parts += [{"kind": "text", "text": line} for line in part.splitlines() if line.strip()]
    return parts


@register.filter
def upper_gaps(text: Any) -> SafeString:
    """In capitals, but for the names of fields in marks."""
    pieces = _GAP.split(str(text))
    capital = [piece.upper() if place % 2 == 0 else f"{OPEN}{piece}{CLOSE}" for place, piece in enumerate(pieces)]
    return gaps("".join(capital))
