"""One programme: its lines with what they lack and whom they meet, the steps it can take, Excel and Word."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tusoi.documents import rules as document_rules
from tusoi.lib import formats
from tusoi.lib.rendering.workbook import Sheet
from tusoi.organisations.scope import Actor, Refused
from tusoi.oversight import overlap
from tusoi.oversight.models import Programme, ProgrammeEntry
from tusoi.oversight.rules import PROGRAMME
from tusoi.oversight.selectors import programmes as selectors
from tusoi.oversight.services import programmes as services
from tusoi.oversight.services.programmes.locked import standing
from tusoi.web.acting import actor
from tusoi.web.context import page_address
from tusoi.web.exports import Export, excel, hand_out
from tusoi.web.pages.documents.common import confirmed_in, doubts_in_words, rejection_in_words
from tusoi.web.pages.oversight.common import tabs

from .shared import CHIPS, STEPS, said, seen_in

MOVES: dict[str, Any] = {
    "propose": services.propose_programme, "recall": services.recall_programme, "merge": services.merge_programme,
    "close": services.close_programme,
}  # fmt: skip


@require_GET
def programme(request: HttpRequest, pk: int) -> HttpResponse:
    by = actor(request)
    one = selectors.programme_for(pk, by)
    return render(request, "oversight/programmes/detail.html", _context(one, by))


def _context(one: Programme, by: Actor) -> dict[str, Any]:
    lines = selectors.lines_of(one, by)
    moves = selectors.moves_for_programme(one, by)
    works = bool(moves)
    hits = selectors.overlaps_for(one, lines, by) if works else {}
    problems = selectors.problems_of(one, lines, by) if works else {}
    return {
        "tabs": tabs("oversight:programmes"), "programme": one, "lines": lines, "moves": moves, "chips": CHIPS,
        "problems": problems, "hits": hits, "cases": selectors.cases_of_lines(lines, by),
        "doubled": sum(1 for some in hits.values() if some[0].kind == overlap.SAME),
        "spread": selectors.spread_of(lines, by),
        "entries": selectors.history_of_programme(one, by), "opens": page_address("oversight:case_new"),
        "writes": moves & {"edit", "amend"}, "is_amended": "amend" in moves,
    }  # fmt: skip


@require_POST
def move(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """Propose, take back, return, merge, close: one button each."""
    by = actor(request)
    done = {
        "propose": _("Đã đề xuất; Ủy ban Kiểm tra sẽ tổng hợp."), "recall": _("Đã rút lại đề xuất."),
        "return": _("Đã trả lại kèm lý do."), "merge": _("Đã tổng hợp; có thể sửa dòng rồi ban hành."),
        "close": _("Đã kết thúc chương trình."),
    }  # fmt: skip
    if action not in done:
        raise Http404
    ids: dict[str, Any] = {"programme_id": pk, "by": by, "seen": seen_in(request)}
    try:
        if action == "return":
            services.return_programme(**ids, reason=request.POST.get("reason", ""))
        else:
            MOVES[action](**ids)
        messages.success(request, done[action])
    except STEPS as error:
        for sentence in said(error):
            messages.error(request, sentence)
    return redirect("oversight:programme", pk)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Its title and what it is for."""
    by = actor(request)
    one = selectors.programme_for(pk, by)
    require_action(one, ("edit",), by)
    errors: list[str] = []
    title, aim = request.POST.get("title", one.title), request.POST.get("aim", one.aim)
    if request.method == "POST":
        try:
            services.update_programme(programme_id=pk, title=title, aim=aim, by=by, seen=seen_in(request))
            messages.success(request, _("Đã lưu."))
            return redirect("oversight:programme", pk)
        except STEPS as error:
            errors = said(error)
    context = {"programme": one, "title": title, "aim": aim, "errors": errors}
    return render(request, "oversight/programmes/edit.html", context, status=422 if errors else 200)


@require_http_methods(["GET", "POST"])
def adopt(request: HttpRequest, pk: int) -> HttpResponse:
    """The day it is adopted; with a number it is written and entered into the register."""
    by = actor(request)
    one = selectors.programme_for(pk, by)
    require_action(one, ("adopt",), by)
    if "adopt" not in selectors.moves_for_programme(one, by):
        return redirect("oversight:programme", pk)
    errors: list[str] = []
    doubts: Any = ()
    if request.method == "POST":
        day = formats.read_day(request.POST.get("on", "")[:20])
        registers, number = bool(request.POST.get("registers")), request.POST.get("number", "")
        if day is None:
            errors = [_("Hãy ghi ngày ban hành, ví dụ 05/01/2027.")]
        elif registers and not (number.isascii() and number.isdigit() and 0 < int(number) < 100_000):
            errors = [_("Hãy ghi số văn bản.")]
        else:
            registration = services.Registration(
                number=int(number) if registers else None, symbol=request.POST.get("symbol", "")[:60],
                confirmed=confirmed_in(request),
            )  # fmt: skip
            try:
                services.adopt_programme(
                    programme_id=pk, on=day, registration=registration if registers else None, by=by,
                    seen=seen_in(request),
                )  # fmt: skip
                messages.success(request, _("Đã ban hành chương trình. Từ nay thay đổi phải có lý do."))
                return redirect("oversight:programme", pk)
            except STEPS as error:
                errors = said(error)
            except document_rules.Rejected as rejected:
                errors = [rejection_in_words(rejected)]
            except document_rules.Doubtful as doubtful:
                doubts = doubts_in_words(doubtful.doubts)
            except selectors.NoTemplate:
                errors = [_no_template()]
    context = {
        "programme": one, "errors": errors, "doubts": doubts, "day": request.POST.get("on") or formats.day(by.today),
        "number": request.POST.get("number", ""), "symbol": request.POST.get("symbol", _symbol(one)),
        "registers": bool(request.POST.get("registers")), "confirmed": confirmed_in(request),
        "may_register": by.may("documents.register", one.owner),
    }  # fmt: skip
    return render(request, "oversight/programmes/adopt.html", context, status=422 if errors or doubts else 200)


def _symbol(one: Programme) -> str:
    """As the heads of documents have it; the register asks when it is another."""
    own = (one.body.symbol if one.body else "") or one.owner.symbol or one.owner.kind.symbol
    return f"CTr/{own}"


def _no_template() -> str:
    return _("Chưa có mẫu chương trình kiểm tra, giám sát nào còn hiệu lực cho đơn vị này.")


def require_action(one: Programme, actions: tuple[str, ...], by: Actor) -> None:
    """Raises Refused for whom no state of the programme gives one of these actions."""
    who = {move.permission for move in PROGRAMME.moves if move.action in actions}
    if not who & standing(one, by):
        raise Refused("oversight.run")


# --- out of the house


@require_GET
def export(request: HttpRequest, pk: int) -> HttpResponse:
    by = actor(request)
    one = selectors.programme_for(pk, by)
    headers = (
        _("TT"), _("Loại việc"), _("Đối tượng"), _("Nội dung"), _("Danh mục nội dung"), _("Mốc từ"), _("Mốc đến"),
        _("Quý"), _("Năm"), _("Chủ trì"), _("Tình trạng"),
    )  # fmt: skip
    rows = (
        (
            line.position, line.kind.symbol, "; ".join(_name(subject) for subject in line.subjects.all()), line.content,
            "; ".join(area.name for area in line.areas.all()), line.examined_from, line.examined_to, line.quarter,
            line.year, line.lead or (line.lead_person.name if line.lead_person else ""), _stands(line),
        )
        for line in selectors.lines_of(one, by)
    )  # fmt: skip
    sheet = Sheet(_("Chương trình"), headers, rows, note=one.title, widths=(5, 10, 40, 60, 30, 12, 12, 6, 8, 30, 30))
    return excel([sheet], "chuong-trinh.xlsx", Export("oversight.export_programme", one.owner, one), by)


def _name(subject: Any) -> str:
    return f"{subject.person.name} ({subject.organisation.name})" if subject.person else str(subject.organisation.name)


def _stands(line: ProgrammeEntry) -> str:
    if line.cancelled_on:
        return _("Đã hủy: %(reason)s") % {"reason": line.cancel_reason}
    return _("Bổ sung: %(reason)s") % {"reason": line.addition_reason} if line.addition_reason else ""


@require_GET
def word(request: HttpRequest, pk: int) -> HttpResponse:
    by = actor(request)
    one = selectors.programme_for(pk, by)
    try:
        letter = selectors.letter_of(one, by, on=one.adopted_on)
    except selectors.NoTemplate:
        messages.error(request, _no_template())
        return redirect("oversight:programme", pk)
    content, kept = selectors.word_of(letter), Export("oversight.export_programme", one.owner, one)
    return hand_out(content, "chuong-trinh.docx", kept, by)
