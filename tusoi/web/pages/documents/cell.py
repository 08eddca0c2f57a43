"""One cell of the matrix: a clause beside what one organisation answers, in documents and in answers to duties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tusoi.documents import rules, selectors, services
from tusoi.documents.sentences import COVERAGE_STATES, REASONS_OF_COVERAGE
from tusoi.lib.rendering.passages import Mark, paragraphs
from tusoi.obligations.selectors import (
    Column,
    Matrix,
    answer_passages_in_cell,
    answers_in_column,
    answers_resting_on,
    items_naming,
    matrix_of,
)
from tusoi.obligations.services import add_answer_passage, decide_answer_passages
from tusoi.organisations.scope import Actor, Refused
from tusoi.web.acting import actor

from .common import rejection_in_words
from .coverage import common_of, number_of, target_words

if TYPE_CHECKING:
    from tusoi.documents.models import Coverage, Document
    from tusoi.obligations.models import AnswerPassage, Submission


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage with its reasons in words."""

    coverage: Coverage | AnswerPassage
    reasons: list[str]
    state: str
    percent: int


@require_http_methods(["GET", "POST"])
def cell(request: HttpRequest, pk: int, clause_pk: int, organisation_pk: int) -> HttpResponse:
    """The clause beside the passages of one organisation: confirm, refuse, choose another, add from the text."""
    by = actor(request)
    document = selectors.document_for(pk, by=by)
    matrix = matrix_of(document, by=by)
    line = next((one for one in matrix.answered_lines if one.clause.pk == clause_pk), None)
    column = next((one for one in matrix.columns if one.organisation.pk == organisation_pk), None)
    if line is None or column is None:
        raise Http404
    error = ""
    if request.method == "POST":
        if not selectors.may_decide(document, column.organisation, by=by):
            raise Refused("documents.register")
        try:
            chosen = _decide(request, line.clause.pk, by)
        except rules.Rejected as rejected:
            error = rejection_in_words(rejected)
        else:
            query = f"?{urlencode({'document': chosen})}" if chosen else ""
            return redirect(reverse("documents:coverage_cell", args=[pk, clause_pk, organisation_pk]) + query)
    return _cell_page(request, document, matrix, (line, column), error)


def _decide(request: HttpRequest, clause_pk: int, by: Actor) -> int | None:
    """Does what the form asks; the document whose text stays open."""
    data = request.POST
    action = data.get("action", "")
    done = _("Đã xác nhận.") if action == "confirm" else _("Đã ghi nhận: không phải đoạn trả lời.")
    if data.get("passage"):
        decide_answer_passages(
            passage_ids=[number_of(one) for one in data.getlist("passage")[:500]], confirmed=action == "confirm", by=by
        )
        messages.success(request, done)
        return None
    if action in ("confirm", "refuse"):
        services.decide_coverage(
            coverage_ids=[number_of(one) for one in data.getlist("coverage")[:500]],
            confirmed=action == "confirm",
            by=by,
        )
        messages.success(request, done)
        return None
    if action == "change":
        row = services.change_passage(
            coverage_id=number_of(data.get("coverage", "")), quote=data.get("quote", ""), by=by
        )
        messages.success(request, _("Đã đổi đoạn trả lời."))
        return row.document_id
    if data.get("answer"):
        add_answer_passage(
            clause_id=clause_pk, assignment_id=number_of(data["answer"]), quote=data.get("quote", ""), by=by
        )
        messages.success(request, _("Đã thêm đoạn trả lời."))
        return None
    row = services.add_coverage(
        clause_id=clause_pk, answering_id=number_of(data.get("document", "")), quote=data.get("quote", ""), by=by
    )
    messages.success(request, _("Đã thêm đoạn trả lời."))
    return row.document_id


def _cell_page(
    request: HttpRequest, document: Document, matrix: Matrix, place: tuple[Any, Column], error: str
) -> HttpResponse:
    by = actor(request)
    line, column = place
    found = selectors.coverage_in_cell(line.clause.pk, column.organisation.pk, by=by)
    opened = _opened(request, document, column, found, by)
    marks = [_mark(one, "answer") for one in found if opened is not None and one.document_id == opened.pk]
    free = answer_passages_in_cell(document, line.clause.pk, column.organisation.pk, by=by)
    asked = request.POST.get("answer", "") if error else ""
    context = common_of(document, matrix, by, "matrix") | {
        "line": line, "column": column, "error": error, "asked": asked, "shown": [_shown(one) for one in found],
        "free": [_shown(one) for one in free],
        "texts": [
            _text(one, free, asked, request) for one in answers_in_column(document, column.organisation.pk, by=by)
        ],
        "items": items_naming(line.clause.pk, column.organisation.pk, by=by),
        "parts": answers_resting_on(line.clause.pk, column.organisation.pk, by=by),
        "may_decide": selectors.may_decide(document, column.organisation, by=by),
        "opened": opened, "quote": request.POST.get("quote", "") if error and not asked else "",
        "paragraphs": paragraphs(opened.text[: selectors.SHOWN_TEXT], marks) if opened and opened.text else [],
        "target": target_words(line.target) if line.target else "",
    }  # fmt: skip
    return render(request, "documents/coverage_cell.html", context)


def _opened(
    request: HttpRequest, document: Document, column: Column, found: list[Coverage], by: Actor
) -> Document | None:
    """The answering document whose text is shown: the one asked for, that of the first passage, the newest."""
    asked = request.GET.get("document", "") or request.POST.get("document", "")
    known = [one.pk for one in column.documents]
    wanted = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 19 else None
    if wanted not in known:
        wanted = next((one.document_id for one in found if one.document_id in known), known[0] if known else None)
    return selectors.answering_for(wanted, document, by=by).document if wanted is not None else None


def _shown(one: Coverage | AnswerPassage) -> Shown:
    reasons = []
    for reason in one.reasons:
        if isinstance(reason, dict) and reason.get("code") in REASONS_OF_COVERAGE:
            detail = ", ".join(str(word) for word in reason.get("detail") or ())
            reasons.append(str(REASONS_OF_COVERAGE[reason["code"]]) % {"detail": detail})
    return Shown(one, reasons, str(COVERAGE_STATES[one.state]), round(one.score * 100))


@dataclass(frozen=True, slots=True)
class Said:
    """The text of an answer, its passages marked, and what was written in its form."""

    answer: Submission
    paragraphs: list[Any]
    quote: str


def _text(answer: Submission, free: list[AnswerPassage], asked: str, request: HttpRequest) -> Said:
    marks = [_mark(one, "said") for one in free if one.submission_id == answer.pk]
    quote = request.POST.get("quote", "") if asked == str(answer.assignment_id) else ""
    return Said(answer, list(paragraphs(answer.text[: selectors.SHOWN_TEXT], marks)), quote)


def _mark(one: Coverage | AnswerPassage, prefix: str) -> Mark:
    return Mark(one.start, one.end, "item" if one.state != "refused" else "off", f"{prefix}-{one.pk}")
