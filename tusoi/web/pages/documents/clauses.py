"""The outline of a document beside its text: kept from what was read, added from the text, changed, moved."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from tusoi.documents import rules, selectors, services
from tusoi.documents.selectors.outline import TREE_KINDS, OutlineRow
from tusoi.documents.selectors.parts import CSS
from tusoi.documents.sentences import KINDS_IN_OUTLINE, REJECTIONS
from tusoi.lib.rendering.passages import Mark, paragraphs
from tusoi.organisations.scope import Actor
from tusoi.web.acting import actor

from .common import rejection_in_words

if TYPE_CHECKING:
    from tusoi.documents.models import Clause, Document


@dataclass(slots=True)
class Line:
    """A row as the page shows it."""

    row: OutlineRow
    on: bool
    title: str
    kind: str
    error: str = ""
    indent: int = field(default=0)

    @property
    def is_kept(self) -> bool:
        return self.row.clause is not None

    @property
    def kind_words(self) -> str:
        return str(KINDS_IN_OUTLINE.get(self.kind, self.kind))


def kinds_to_choose() -> list[tuple[str, str]]:
    return [(code, str(KINDS_IN_OUTLINE[code])) for code in TREE_KINDS]


@require_http_methods(["GET", "POST"])
def outline(request: HttpRequest, pk: int) -> HttpResponse:
    """The outline beside the text. One button keeps it all; a passage marked in the text is added as a clause."""
    by = actor(request)
    document = selectors.document_for(pk, by=by)
    by.require("documents.register", document.owner)
    if request.method == "GET":
        return _page(request, document)
    if request.POST.get("whole") != "1":
        messages.error(request, _("Việc gửi bị ngắt giữa chừng; chưa có gì được lưu. Hãy gửi lại."))
        return redirect("documents:outline", pk)
    rows = selectors.outline_of(document)
    choices = choices_in(request, rows)
    try:
        count = services.save_outline(document_id=pk, choices=choices, by=by)
        if request.POST.get("action") == "add":
            return _add(request, document, by)
    except rules.Rejected as rejected:
        return _page(request, document, choices=choices, errors=rejected.errors)
    text = ngettext("Đã lưu mục lục nội dung: %(count)d mục.", "Đã lưu mục lục nội dung: %(count)d mục.", count)
    messages.success(request, text % {"count": count})
    return redirect("documents:outline", pk)


def choices_in(request: HttpRequest, rows: list[OutlineRow]) -> dict[str, services.Choice]:
    """What the form says of each row it showed: a box that is not ticked leaves the row out."""
    data = request.POST
    return {
        row.key: services.Choice(
            on=row.is_fixed or f"on-{row.key}" in data, kind=data.get(f"kind-{row.key}"),
            title=data.get(f"title-{row.key}"),
        )
        for row in rows
        if f"there-{row.key}" in data
    }  # fmt: skip


def _add(request: HttpRequest, document: Document, by: Actor) -> HttpResponse:
    try:
        clause = services.add_clause(
            document_id=document.pk, quote=request.POST.get("added_quote", ""),
            kind=request.POST.get("added_kind", ""), title=request.POST.get("added_title", ""), by=by,
        )  # fmt: skip
    except rules.Rejected as rejected:
        return _page(request, document, added_error=rejection_in_words(rejected))
    messages.success(request, _("Đã thêm một mục."))
    return redirect(f"{reverse('documents:outline', args=[document.pk])}#row-c{clause.pk}")


def _page(
    request: HttpRequest,
    document: Document,
    *,
    choices: dict[str, services.Choice] | None = None,
    errors: dict[str, str] | None = None,
    added_error: str = "",
) -> HttpResponse:
    clauses = selectors.clauses_of(document)
    rows = [
        row for row in selectors.outline_of(document, clauses) if row.kind in TREE_KINDS or row.kind == "requirement"
    ]
    has_one = selectors.has_outline(clauses)
    lines = [_line(row, (choices or {}).get(row.key), errors or {}, has_one=has_one) for row in rows]
    text, is_cut = document.text, len(document.text) > selectors.SHOWN_TEXT
    marks = [
        Mark(row.start, row.end, CSS[row.kind], row.key)
        for row in rows
        if row.start is not None and row.end is not None
    ]
    context = {
        "document": document, "lines": lines, "kinds": kinds_to_choose(), "has_outline": has_one,
        "chosen": sum(one.on for one in lines), "is_cut": is_cut, "added_error": added_error, "posted": request.POST,
        "error": str(REJECTIONS.get((errors or {}).get("", ""), "")),
        "wrong": sum(bool(one.error) for one in lines),
        "paragraphs": paragraphs(text[: selectors.SHOWN_TEXT], marks) if text else [],
    }  # fmt: skip
    return render(request, "documents/outline.html", context)


def _line(row: OutlineRow, choice: services.Choice | None, errors: dict[str, str], *, has_one: bool) -> Line:
    on = row.clause is not None or (row.wanted and not has_one)
    code = errors.get(row.key, "")
    line = Line(row, on, row.title, row.kind, str(REJECTIONS.get(code, code)), min(row.depth, 6))
    if choice is not None:
        line.on, line.title, line.kind = choice.on, choice.title or "", choice.kind or row.kind
    return line


@require_http_methods(["GET", "POST"])
def clause(request: HttpRequest, pk: int, clause_pk: int) -> HttpResponse:
    """One clause: what it is called, what it is, under which other it stands; or taken out."""
    by = actor(request)
    document = selectors.document_for(pk, by=by)
    by.require("documents.register", document.owner)
    one = selectors.clause_kept(clause_pk, document.pk)
    data = request.POST
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            if data.get("action") == "remove":
                services.remove_clause(clause_id=one.pk, by=by)
                messages.success(request, _("Đã bỏ mục khỏi mục lục nội dung."))
            else:
                services.update_clause(
                    clause_id=one.pk, title=data.get("title", ""), kind=data.get("kind", one.kind),
                    label=data.get("label", ""), parent_id=_number(data.get("parent", "")), by=by,
                )  # fmt: skip
                messages.success(request, _("Đã lưu thay đổi."))
            return redirect(f"{reverse('documents:outline', args=[pk])}#row-c{one.pk}")
        except rules.Rejected as rejected:
            errors = {name or "all": str(REJECTIONS.get(code, code)) for name, code in rejected.errors.items()}
    context: dict[str, Any] = {
        "document": document, "clause": one, "errors": errors, "kinds": kinds_to_choose(),
        "is_fixed": one.kind not in TREE_KINDS, "kind_words": KINDS_IN_OUTLINE.get(one.kind, one.kind),
        "parents": _parents(document, one), "title": data.get("title", one.title),
        "label": data.get("label", one.label),
        "kind": data.get("kind", one.kind), "parent": data.get("parent", str(one.parent_id or "")),
    }  # fmt: skip
    return render(request, "documents/clause.html", context)


def _number(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 19):
        raise Http404
    return int(text)


def _parents(document: Document, one: Clause) -> list[tuple[str, str]]:
    """Every clause it can hang under: not itself, nothing below it."""
    lines = selectors.lines_of(selectors.clauses_of(document))
    below: set[int] = {one.pk}
    found = []
    for line in lines:
        if line.clause.pk in below or line.clause.parent_id in below:
            below.add(line.clause.pk)
            continue
        indent = "\u2003" * line.depth
        found.append((str(line.clause.pk), f"{indent}{line.clause.label or ''} {line.clause.title}".rstrip()[:140]))
    return found
