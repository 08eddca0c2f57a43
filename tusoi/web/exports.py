"""Files that leave: the one way in which a page hands one out, so that none leaves without an entry of the trail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language

from tusoi.audit.services import Export, record_export
from tusoi.documents.files import media_type
from tusoi.lib.rendering.workbook import Sheet, workbook
from tusoi.obligations.selectors import organisation_here
from tusoi.organisations.scope import Actor

__all__ = ("Export", "excel", "hand_out", "of_place")


def of_place(action: str, by: Actor, /, **filters: Any) -> Export:
    """A list over all that somebody sees: it is kept at the organisation he works for."""
    return Export(action, organisation_here(by) if by.place else None, filters=filters)


def excel(sheets: Iterable[Sheet], name: str, export: Export, by: Actor) -> HttpResponse:
    """The sheets as one workbook; the trail says how many rows they hold together."""
    rows = 0

    def counted(sheet: Sheet) -> Iterator[Iterable[Any]]:
        nonlocal rows
        for row in sheet.rows:
            rows += 1
            yield row

    counting = (replace(sheet, rows=counted(sheet)) for sheet in sheets)
    language = "en" if (get_language() or "vi").startswith("en") else "vi"
    content = workbook(counting, by=by.label, at=by.at, language=language)
    return hand_out(content, name, export, by, count=rows)


def hand_out(content: bytes, name: str, export: Export, by: Actor, *, count: int | None = None) -> HttpResponse:
    """The content as a file of that name, kept in the trail: call it once the content is there, and nowhere else."""
    record_export(export=export, filename=name, by=by, count=count)
    answer = HttpResponse(content, content_type=media_type(name))
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
