"""Who answers which clause: the matrix, the lists of what was left out, the figures, one cell."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tusoi.documents import rules, selectors, services
from tusoi.documents.sentences import (
    COVERAGE_STATES,
    DIRECTIONS,
    KINDS_IN_OUTLINE,
    PERIODS_OF_TARGET,
    VERDICTS,
)
from tusoi.lib import formats
from tusoi.lib.clauses import Target
from tusoi.lib.rendering.workbook import Sheet
from tusoi.obligations.selectors import (
    Matrix,
    matrix_of,
    sent_answers_to,
    targets_of,
)
from tusoi.obligations.services import compare_answers
from tusoi.organisations.scope import Actor
from tusoi.web.acting import actor
from tusoi.web.exports import Export, excel
from tusoi.web.paging import page_of

from .common import rejection_in_words

if TYPE_CHECKING:
    from tusoi.documents.models import Document
    from tusoi.obligations.selectors import Figure

COLUMNS = 20


def _matrix(request: HttpRequest, pk: int) -> tuple[Document, Matrix, Any]:
    """The document, its matrix and the page of columns that ?page= asks for."""
    by = actor(request)
    document = selectors.document_for(pk, by=by)
    matrix = matrix_of(document, by=by)
    return document, matrix, page_of(request, matrix.columns, per_page=COLUMNS)


def common_of(document: Document, matrix: Matrix, by: Actor, current: str) -> dict[str, Any]:
    return {
        "document": document, "matrix": matrix, "current": current, "total": len(matrix.answered_lines),
        "may_change": by.may("documents.register", document.owner),
        "may_propose": current == "matrix" and _may_propose(document, matrix, by),
        "targets": sum(line.target is not None for line in matrix.answered_lines),
        "kinds": KINDS_IN_OUTLINE,
    }  # fmt: skip


def _may_propose(document: Document, matrix: Matrix, by: Actor) -> bool:
    """Whether there are texts to compare whose passages he may decide."""
    if any(selectors.may_decide(document, one.organisation, by=by) for one in matrix.answers):
        return True
    may = any(selectors.may_decide(document, one.organisation, by=by) for one in matrix.columns)
    return may and sent_answers_to(document, by=by).exists()


@require_http_methods(["GET", "POST"])
def coverage(request: HttpRequest, pk: int) -> HttpResponse:
    """The matrix; on a phone a list of the clauses. POST "propose" reads the answering documents anew."""
    by = actor(request)
    if request.method == "POST":
        return _act(request, pk, by)
    document, matrix, page = _matrix(request, pk)
    context = common_of(document, matrix, by, "matrix") | {
        "page": page, "columns": list(page.object_list), "rows": matrix.rows(list(page.object_list)),
        "sent": sum(bool(column.documents) for column in matrix.columns),
    }  # fmt: skip
    return render(request, "documents/coverage.html", context)


def _act(request: HttpRequest, pk: int, by: Actor) -> HttpResponse:
    document = selectors.document_for(pk, by=by)
    try:
        if request.POST.get("action") == "choose":
            answering = services.choose_answering(
                document_id=document.pk, answering_id=number_of(request.POST.get("answering", "")), by=by
            )
            messages.success(request, _("Đã ghi nhận %(document)s là văn bản trả lời.") % {"document": answering})
            services.propose_coverage(document_id=document.pk, answering_ids=[answering.pk], by=by)
        else:
            return _compare(request, document, by)
    except rules.Rejected as rejected:
        messages.error(request, rejection_in_words(rejected))
    return redirect("documents:coverage", pk)


def _compare(request: HttpRequest, document: Document, by: Actor) -> HttpResponse:
    """The next texts; while more are to come, a page that says how far it is and goes on by itself or by its button."""
    after, before = (number_of(request.POST.get(name, "0")) for name in ("after", "found"))
    step = compare_answers(document_id=document.pk, after=after, by=by)
    count = before + step.proposed
    if step.is_finished:
        words = ngettext("%(count)d đoạn được đề xuất.", "%(count)d đoạn được đề xuất.", count)
        messages.success(request, _("Đã đối chiếu:") + " " + words % {"count": count})
        if request.headers.get("HX-Request"):
            return HttpResponse(headers={"HX-Redirect": reverse("documents:coverage", args=[document.pk])})
        return redirect("documents:coverage", document.pk)
    part = "parts/coverage_progress" if request.headers.get("HX-Request") else "coverage_compare"
    return render(request, f"documents/{part}.html", {"document": document, "step": step, "found": count})


def _id(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 19):
        raise Http404
    return int(text)


def number_of(text: str) -> int:
    """A number of a form. Raises rules.Rejected for what is none."""
    if not (text.isascii() and text.isdecimal() and len(text) < 19):
        raise rules.Rejected({"": "unknown"})
    return int(text)


@require_GET
def answers(request: HttpRequest, pk: int) -> HttpResponse:
    """The documents that answer, and those that somebody may add to them."""
    by = actor(request)
    document, matrix, _page = _matrix(request, pk)
    text = request.GET.get("text", "").replace("\x00", "")[:100].strip()
    candidates = [
        one
        for one in selectors.candidates_of(document, by=by, text=text)
        if selectors.may_decide(document, one.organisation, by=by)
    ]
    context = common_of(document, matrix, by, "answers") | {
        "candidates": candidates[:50], "text": text, "page": page_of(request, matrix.answers),
        "silent": [column for column in matrix.columns if not column.documents],
    }  # fmt: skip
    return render(request, "documents/coverage_answers.html", context)


@require_GET
def unanswered(request: HttpRequest, pk: int) -> HttpResponse:
    """The clauses nobody answered; of one organisation (?organisation=) those it left out."""
    by = actor(request)
    document, matrix, _page = _matrix(request, pk)
    asked = request.GET.get("organisation", "")
    column = None
    if asked:
        wanted = _id(asked)
        column = next((one for one in matrix.columns if one.organisation.pk == wanted), None)
        if column is None:
            raise Http404
    context = common_of(document, matrix, by, "unanswered") | {
        "nobody": matrix.unanswered(), "column": column,
        "left_out": matrix.left_out_by(column.organisation.pk) if column else [],
        "page": page_of(request, sorted(matrix.columns, key=lambda one: -one.missing)),
    }  # fmt: skip
    return render(request, "documents/coverage_unanswered.html", context)


@require_GET
def targets(request: HttpRequest, pk: int) -> HttpResponse:
    """The superior's targets against the figures of the organisations."""
    by = actor(request)
    document, matrix, page = _matrix(request, pk)
    lines = targets_of(matrix, list(page.object_list), by=by)
    context = common_of(document, matrix, by, "targets") | {
        "page": page, "lines": lines, "words": {line.line.clause.pk: target_words(line.target) for line in lines},
        "verdicts": {line.line.clause.pk: [(one, verdict_words(one)) for one in line.figures] for line in lines},
    }  # fmt: skip
    return render(request, "documents/coverage_targets.html", context)


def target_words(target: Target, *, own: bool = False) -> str:
    """ "từ 3 % trở lên, mỗi năm"; of an organisation's ``own`` figure "2,5 %, mỗi năm"."""
    language = "en" if (get_language() or "vi").startswith("en") else "vi"
    value = formats.number(target.value, language, digits=3)
    if target.high is not None:
        value = f"{value} – {formats.number(target.high, language, digits=3)}"
    direction = "=" if own and target.direction == ">=" else target.direction
    words = str(DIRECTIONS[direction]) % {"value": f"{value} {target.unit}"}
    period = PERIODS_OF_TARGET.get(target.per)
    return f"{words}, {period}" if period else words


def verdict_words(figure: Figure) -> tuple[str, str, str]:
    """The own figure, what it is against the target, and the class of its chip."""
    found = figure.comparison
    own = target_words(found.own, own=True) if found.own else ""
    words = str(VERDICTS[found.reason or found.verdict])
    css = "idle" if found.meets is None else "ok" if found.meets else "late"
    return own, words, css


@require_GET
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole matrix, what nobody answered and the figures, as an Excel workbook."""
    by = actor(request)
    document = selectors.document_for(pk, by=by)
    matrix = matrix_of(document, by=by)
    sheets = [_matrix_sheet(matrix), _left_out_sheet(matrix)]
    lines = targets_of(matrix, matrix.columns, by=by)
    headers = (
        _("Chỉ tiêu"), _("Mức của cấp trên"), pgettext("one", "Đơn vị"), _("Mức của đơn vị"), _("So sánh"),
        _("Đoạn văn"), _("Trạng thái"),
    )  # fmt: skip
    rows = (
        (
            line.line.clause.title, target_words(line.target), one.organisation.name, *verdict_words(one)[:2],
            one.quote, str(COVERAGE_STATES.get(one.state, "")),
        )
        for line in lines
        for one in line.figures
    )  # fmt: skip
    sheets.append(Sheet(_("Chỉ tiêu"), headers, rows, note=str(document), widths=(50, 24, 34, 24, 24, 70, 14)))
    kept = Export("documents.export_coverage", document.owner, document)
    return excel(sheets, "doi-chieu-noi-dung.xlsx", kept, by)


def _matrix_sheet(matrix: Matrix) -> Sheet:
    shown = {"confirmed": _("có"), "proposed": _("đề xuất"), "": ""}
    headers = (
        _("Viện dẫn"), _("Loại"), pgettext("clause", "Nội dung"), _("Số đơn vị đã trả lời"),
        *(column.organisation.name for column in matrix.columns),
    )  # fmt: skip
    rows = (
        (
            row.line.clause.label, str(KINDS_IN_OUTLINE.get(row.line.clause.kind, "")),
            "   " * row.line.depth + row.line.clause.title, row.confirmed if row.line.is_answered else None,
            *(shown[cell.state] for cell in row.cells),
        )
        for row in matrix.rows()
    )  # fmt: skip
    widths = (22, 12, 70, 12, *(16 for _column in matrix.columns))
    return Sheet(_("Đối chiếu nội dung"), headers, rows, note=str(matrix.document), widths=widths)


def _left_out_sheet(matrix: Matrix) -> Sheet:
    headers = (pgettext("one", "Đơn vị"), _("Viện dẫn"), _("Nội dung bỏ sót"), _("Có đoạn đề xuất"))
    rows: Iterable[tuple[Any, ...]] = (
        (column.organisation.name, line.clause.label, line.clause.title, state == "proposed")
        for column in matrix.columns
        for line, state in matrix.left_out_by(column.organisation.pk)
    )
    return Sheet(_("Bỏ sót"), headers, rows, note=str(matrix.document), widths=(34, 22, 70, 14))


# --- one clause, one cell


@require_GET
def clause(request: HttpRequest, pk: int, clause_pk: int) -> HttpResponse:
    """One clause and how each organisation answers it."""
    by = actor(request)
    document, matrix, _page = _matrix(request, pk)
    line = next((one for one in matrix.lines if one.clause.pk == clause_pk), None)
    if line is None:
        raise Http404
    rank = {"": 0, "proposed": 1, "confirmed": 2}
    states = [(column, matrix.states.get((clause_pk, column.organisation.pk), "")) for column in matrix.columns]
    context = common_of(document, matrix, by, "matrix") | {
        "line": line, "page": page_of(request, sorted(states, key=lambda one: rank[one[1]])),
        "confirmed": sum(state == "confirmed" for _column, state in states),
        "target": target_words(line.target) if line.target else "",
    }  # fmt: skip
    return render(request, "documents/coverage_clause.html", context)
