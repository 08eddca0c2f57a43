"""The conclusion on the page: compiled, written on beside the sheet as it is printed, Word and PDF."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tusoi.lib.rendering import docx, pdf
from tusoi.lib.rendering.model import OfficialLetter
from tusoi.lib.workflow import IllegalMove
from tusoi.organisations.scope import Refused
from tusoi.oversight import refusals
from tusoi.oversight.compiling import is_edited
from tusoi.oversight.models import Conclusion
from tusoi.oversight.rules import NotYet, Rejected, Stale
from tusoi.oversight.selectors import findings as asked
from tusoi.oversight.services import findings as services
from tusoi.oversight.services.common import export_of
from tusoi.oversight.services.findings import ConclusionDraft
from tusoi.web.exports import hand_out
from tusoi.web.pages.oversight.cases.common import number

from .common import Work, conclusion_url, owners_work, work_of

MOST = 600


@require_http_methods(["GET", "POST"])
def conclusion(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of the draft beside its sheet; for whoever does not write it, the tab of the case."""
    work = work_of(request, pk)
    if request.method == "GET" and (not work.is_owner or not work.writes or work.conclusion is None):
        return redirect(conclusion_url(pk))
    if not work.is_owner:
        raise Refused("oversight.owner")
    if work.conclusion is None:
        raise Http404
    if request.method == "GET":
        return _page(request, work, [dict(one) for one in work.conclusion.sections], {})
    sections = _typed(request, work.conclusion)
    head = {name: request.POST.get(name, "")[:1000] for name in ("excerpt", "signatory", "signatory_position")}
    try:
        services.save_conclusion(
            case_id=pk, draft=ConclusionDraft(sections=sections, **head), by=work.by, seen=_seen(request)
        )
    except Rejected as rejected:
        return _page(request, work, sections, head, errors=refusals.say(rejected), status=422)
    except Stale:
        return _page(request, work, sections, head, errors={"": refusals.stale()}, status=409)
    except IllegalMove:
        messages.error(request, _("Kết luận không còn là dự thảo. Hãy xem trạng thái mới rồi làm tiếp."))
        return redirect(conclusion_url(pk))
    messages.success(request, _("Đã lưu dự thảo kết luận."))
    return redirect("oversight:conclusion", pk)


def _seen(request: HttpRequest) -> int | None:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _typed(request: HttpRequest, kept: Conclusion) -> list[dict[str, Any]]:
    """The sections of the form; where it asks for the compiled text, that stands there again."""
    known = {one["key"]: one for one in kept.sections if one.get("key")}
    count = min(number(request.POST.get("sections")) or 0, MOST + 1)
    sections = []
    for place in range(count):
        key = request.POST.get(f"s-{place}-key", "")[:60]
        old = known.get(key)
        lines = [line for line in request.POST.get(f"s-{place}-lines", "").splitlines() if line.strip()]
        if old is not None and request.POST.get(f"s-{place}-take"):
            lines = list(old.get("made") or ())
        level = number(request.POST.get(f"s-{place}-level")) or 1
        sections.append(
            {
                **(old or {}), "key": key if old is not None else "", "lines": lines,
                "heading": request.POST.get(f"s-{place}-heading", ""),
                "level": old["level"] if old else level,
                "subject": old["subject"] if old else number(request.POST.get(f"s-{place}-subject")),
            }
        )  # fmt: skip
    return sections


def _page(
    request: HttpRequest,
    work: Work,
    sections: list[dict[str, Any]],
    head: dict[str, str],
    *,
    errors: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    errors, one = errors or {}, work.conclusion
    assert one is not None
    names = {subject.pk: subject.name for subject in asked.standing_subjects(work.case)}
    rows = [
        {
            **section, "place": place, "text": "\n".join(section["lines"]), "edited": is_edited(section),
            "diff": asked.differences(section) if section.get("key") and is_edited(section) else [],
            "of": names.get(section.get("subject") or 0), "error": errors.get(f"section-{place}", ""),
            "height": min(max(3, sum(1 + len(line) // 60 for line in section["lines"])), 16),
        }
        for place, section in enumerate(sections)
    ]  # fmt: skip
    context = {
        "work": work, "case": work.case, "conclusion": one, "rows": rows, "next": len(rows), "names": names,
        "head": head or {name: getattr(one, name) for name in ("excerpt", "signatory", "signatory_position")},
        "errors": [text for field, text in errors.items()], "letter": work.letter,
        "version": request.POST.get("version", one.version) if status == 422 else one.version,
        "moved": sum(bool(section.get("moved")) for section in sections),
        "signatories": asked.signatories_of(work.case, on=work.by.today),
    }  # fmt: skip
    return render(request, "oversight/findings/conclusion.html", context, status=status)


@require_POST
def compile_(request: HttpRequest, pk: int) -> HttpResponse:
    """Out of the findings, or anew; what was written on stays."""
    work = owners_work(request, pk)
    try:
        made = services.compile_conclusion(case_id=pk, by=work.by, seen=_seen(request))
    except NotYet as missing:
        messages.error(request, " ".join(refusals.say_missing(missing)))
    except Rejected as rejected:
        messages.error(request, " ".join(refusals.say(rejected).values()))
    except Stale:
        messages.error(request, refusals.stale())
    except IllegalMove:
        messages.error(request, _("Kết luận không còn là dự thảo. Hãy xem trạng thái mới rồi làm tiếp."))
    else:
        kept = sum(bool(one.get("moved")) for one in made.sections)
        messages.success(request, _("Đã tổng hợp kết luận từ các phát hiện."))
        if kept:
            messages.warning(
                request, _("%(count)s mục bạn đã sửa được giữ nguyên; xem chỗ khác ở từng mục.") % {"count": kept}
            )
        return redirect("oversight:conclusion", pk)
    return redirect(conclusion_url(pk))


def _printed(request: HttpRequest, pk: int) -> tuple[Work, OfficialLetter]:
    """What the reader may print: the whole, the extract of a subject (?subject=), or his own extract."""
    work = work_of(request, pk)
    if work.conclusion is None or not work.conclusion.sections:
        raise Http404
    said = asked.printed_by(work.case, work.by)
    subjects = asked.standing_subjects(work.case) if work.inner else work.own_subjects
    chosen = number(request.GET.get("subject"))
    only = None if work.inner and chosen is None else [one for one in subjects if chosen in (None, one.pk)]
    if only is not None and not only:
        raise Http404
    try:
        letter = asked.letter_of(work.case, work.conclusion, subjects=subjects, only=only, printed=said)
    except LookupError as missing:
        raise Http404 from missing
    return work, letter


def _name(work: Work) -> str:
    document = work.conclusion.document if work.conclusion else None
    return document.reference.replace("/", "-") if document else f"ket-luan-{work.case.pk}"


@require_safe
def word(request: HttpRequest, pk: int) -> HttpResponse:
    work, letter = _printed(request, pk)
    return hand_out(docx.letter(letter), f"{_name(work)}.docx", export_of(work.case, "print_conclusion"), work.by)


@require_safe
def as_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    work, letter = _printed(request, pk)
    try:
        content = pdf.letter(letter)
    except pdf.NoPrinter:
        messages.error(request, _("Không in được PDF ở đây. Hãy tải bản Word rồi lưu thành PDF."))
        return redirect(conclusion_url(pk))
    return hand_out(content, f"{_name(work)}.pdf", export_of(work.case, "print_conclusion"), work.by)
