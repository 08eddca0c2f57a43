"""The check of a document's citations: what does not agree, and that somebody looked at it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tusoi.documents import rules, selectors, services
from tusoi.documents.link_words import ADVICE, RELATIONS, caution_words
from tusoi.documents.models import Document, SettledCaution
from tusoi.lib.rendering.workbook import Sheet
from tusoi.organisations.scope import Actor
from tusoi.web.acting import actor
from tusoi.web.exports import Export, excel
from tusoi.web.paging import page_of

from .common import rejection_in_words

AROUND = 90
"""Characters shown before and after a passage."""
SHOWN = 10
"""Cautions on the page of a document; the rest are on the page of the check."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage as it stands: what is before, itself, what is after; ``anchor`` is its place in the text."""

    before: str
    quote: str
    after: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Shown:
    code: str
    key: str
    said: str
    advice: str
    passages: list[Quoted]
    more: int
    settled: SettledCaution | None
    document: Document | None


def shown_of(lines: Sequence[selectors.CautionLine], text: str, *, anchor: str) -> list[Shown]:
    """Cautions as a page shows them; ``anchor`` before the index of a passage is its place in the text."""
    return [
        Shown(
            line.caution.code, line.caution.key, caution_words(line.caution.code, line.caution.details),
            str(ADVICE[line.caution.code]),
            [
                Quoted(
                    _head(text, one.start), text[one.start : one.end] or one.quote,
                    _tail(text, one.end), f"{anchor}{one.index}",
                )
                for one in line.caution.passages[:4]
            ],
            max(0, len(line.caution.passages) - 4), line.settled, line.document,
        )
        for line in lines
    ]  # fmt: skip


def _head(text: str, start: int) -> str:
    """What stands before on its line, from a word on; an ellipsis where the line began earlier."""
    line = text.rfind("\n", 0, start) + 1
    if start - line <= AROUND:
        return text[line:start]
    return "…" + text[start - AROUND : start].partition(" ")[2]


def _tail(text: str, end: int) -> str:
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    if stop - end <= AROUND:
        return text[end:stop]
    return text[end : end + AROUND].rpartition(" ")[0] + "…"


def about(document: Document, text: str, citations: Sequence[Any], by: Actor) -> dict[str, Any]:
    """What the page of a document says of its links and its check: for its context."""
    lines = selectors.cautions_of(document, by=by, citations=citations)
    return {
        "changes": selectors.changes_of(document, by=by),
        "cautions": shown_of(lines[:SHOWN], text, anchor="citation-"),
        "cautions_more": max(0, len(lines) - SHOWN),
        "cautions_open": sum(one.settled is None for one in lines),
        "relations": RELATIONS,
    }


@require_http_methods(["GET", "POST"])
def checks(request: HttpRequest, pk: int) -> HttpResponse:
    """All cautions of a document; POST notes that one was looked at, or takes that back; ?format=xlsx for Excel."""
    by = actor(request)
    document = selectors.document_for(pk, by=by)
    error, about_key = "", ""
    if request.method == "POST":
        by.require("documents.register", document.owner)
        about_key = request.POST.get("key", "")
        try:
            _decide(request, pk, by)
        except rules.Rejected as rejected:
            error = rejection_in_words(rejected)
        else:
            return redirect("documents:checks", pk)
    lines = selectors.cautions_of(document, by=by)
    if request.GET.get("format") == "xlsx":
        return _excel(document, lines, by)
    page = page_of(request, shown_of(lines, document.text, anchor="citation-"))
    context = {
        "document": document, "page": page, "error": error, "about_key": about_key,
        "open": sum(one.settled is None for one in lines), "may_change": by.may("documents.register", document.owner),
        "reads_all": document.issuer is not None and document.issuer_id == document.owner_id,
    }  # fmt: skip
    return render(request, "documents/checks.html", context)


def _decide(request: HttpRequest, pk: int, by: Actor) -> None:
    which = {"code": request.POST.get("code", "")[:20], "key": request.POST.get("key", "").replace("\x00", "")}
    if request.POST.get("action") == "reopen":
        services.reopen_caution(document_id=pk, **which, by=by)
        messages.success(request, _("Đã mở lại cảnh báo."))
    else:
        services.settle_caution(document_id=pk, **which, reason=request.POST.get("reason", ""), by=by)
        messages.success(request, _("Đã ghi là đã xem."))


def _excel(document: Document, lines: Sequence[selectors.CautionLine], by: Actor) -> HttpResponse:
    headers = (
        _("Cảnh báo"), _("Việc cần làm"), _("Đoạn viện dẫn"), _("Đã xem"), _("Lý do"), _("Người xem"), _("Lúc"),
    )  # fmt: skip
    rows = (
        (
            caution_words(line.caution.code, line.caution.details), str(ADVICE[line.caution.code]),
            "\n".join(one.quote for one in line.caution.passages), line.settled is not None,
            line.settled.reason if line.settled else "",
            line.settled.settled_by.get_full_name() if line.settled and line.settled.settled_by else "",
            line.settled.settled_at if line.settled else None,
        )
        for line in lines
    )  # fmt: skip
    sheet = Sheet(_("Kiểm tra viện dẫn"), headers, rows, note=str(document), widths=(60, 50, 60, 9, 40, 24, 18))
    return excel([sheet], "kiem-tra-vien-dan.xlsx", Export("documents.export_checks", document.owner, document), by)
