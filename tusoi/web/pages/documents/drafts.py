"""Documents being written: the list, the form that saves itself, appraisal, number, Word and PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tusoi.documents import drafting, files, rules, selectors, services
from tusoi.documents.sentences import DRAFT_STATES, REJECTIONS, template_words
from tusoi.lib import formats
from tusoi.lib.rendering import pdf
from tusoi.lib.rendering.word_template import BadTemplate
from tusoi.lib.rendering.workbook import Sheet
from tusoi.lib.workflow import IllegalMove
from tusoi.organisations.scope import Actor
from tusoi.web.acting import actor
from tusoi.web.exports import Export, excel, hand_out
from tusoi.web.paging import page_of

from .common import confirmed_in, doubts_in_words, key_of, place_of, rejection_in_words
from .draft_form import language, posted, questions

if TYPE_CHECKING:
    from tusoi.documents.models import DraftDocument

EXPORTED = 5_000
MOVES: dict[str, Any] = {
    "return": services.return_draft, "approve": services.approve_draft, "recall": services.recall_draft,
    "reopen": services.reopen_draft, "drop": services.drop_draft,
}  # fmt: skip
FILTERS = ("open", "waiting", *DRAFT_STATES)


@require_GET
def drafts(request: HttpRequest) -> HttpResponse:
    """What one's place writes, and what others sent it to be appraised."""
    by = actor(request)
    organisation, state = place_of(by), _state(request)
    context = {
        "organisation": organisation, "page": page_of(request, selectors.drafts_of(organisation, by=by, state=state)),
        "state": state, "states": DRAFT_STATES, "may_write": by.may("documents.register", organisation),
        "reads_all": by.may("read", organisation),
    }  # fmt: skip
    return render(request, "documents/drafting/drafts.html", context)


@require_GET
def drafts_export(request: HttpRequest) -> HttpResponse:
    by = actor(request)
    organisation = place_of(by)
    found = selectors.drafts_of(organisation, by=by, state=_state(request))[:EXPORTED]
    headers = (
        _("Trích yếu"), _("Thể loại"), _("Mẫu"), _("Đơn vị soạn"), _("Trạng thái"), _("Nơi thẩm định"), _("Lưu lúc"),
        _("Số, ký hiệu"),
    )  # fmt: skip
    rows = (
        (
            one.excerpt, one.template.kind.name, one.template.label, one.organisation.name,
            str(DRAFT_STATES[one.state]), one.appraiser.name if one.appraiser else "", one.saved_at,
            one.document.reference if one.document else "",
        )
        for one in found
    )  # fmt: skip
    sheet = Sheet(_("Dự thảo"), headers, rows, note=organisation.name, widths=(60, 16, 34, 34, 16, 34, 18, 14))
    state = _state(request)
    kept = Export("documents.export_drafts", organisation, filters={"state": DRAFT_STATES.get(state, state)})
    return excel([sheet], "du-thao.xlsx", kept, by)


def _state(request: HttpRequest) -> str:
    asked = request.GET.get("state", "")
    return asked if asked in FILTERS else ""


@require_POST
def create(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a document after a template, in the name of the place one works for."""
    by = actor(request)
    template, organisation = selectors.template_for(pk, by=by), place_of(by)
    body = request.POST.get("body", "")
    body_id = int(body) if body.isascii() and body.isdecimal() and len(body) < 19 else None
    try:
        draft = services.create_draft(
            template_id=template.pk, organisation_id=organisation.pk, body_id=body_id, by=by,
            request_key=key_of(request),
        )  # fmt: skip
    except rules.Rejected as rejected:
        messages.error(request, rejection_in_words(rejected))
        return redirect("documents:template", pk)
    return redirect("documents:draft", draft.pk)


@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """The form beside the document as it will be printed; for whoever does not write, the document."""
    by = actor(request)
    one = selectors.draft_for(pk, by=by)
    if request.method == "GET":
        return _page(request, one, by)
    values = posted(one, request.POST)
    try:
        if request.POST.get("action") == "send":
            sent = services.send_draft(
                draft_id=pk, appraiser_id=_number(request, "appraiser"), values=values, seen=_seen(request), by=by
            )
            messages.success(request, _("Đã gửi %(who)s thẩm định.") % {"who": sent.appraiser})
        else:
            services.save_draft(draft_id=pk, values=values, seen=_seen(request), by=by)
            messages.success(request, _("Đã lưu dự thảo."))
    except rules.Rejected as rejected:
        return _page(request, one, by, values=values, errors=rejected.errors, status=422)
    except services.Stale as stale:
        return _page(request, selectors.draft_for(pk, by=by), by, values=values, stale=stale, status=409)
    except files.SecretFile:
        return _page(request, one, by, values=values, errors={"": "secret_text"}, status=422)
    except IllegalMove:
        messages.error(request, _("Dự thảo không còn ở bước này. Hãy xem trạng thái mới rồi làm tiếp."))
    return redirect(f"{reverse('documents:draft', args=[pk])}?done=1")


def _page(
    request: HttpRequest,
    one: DraftDocument,
    by: Actor,
    *,
    values: dict[str, Any] | None = None,
    errors: dict[str, str] | None = None,
    stale: services.Stale | None = None,
    status: int = 200,
) -> HttpResponse:
    moves = selectors.moves_for_draft(one, by)
    writes = "save" in moves
    fields = drafting.read_fields(one.template.fields)
    kept = one.values
    if values is not None:
        try:
            kept = drafting.clean_values(fields, values)
        except rules.Rejected:
            kept = values
    wrong = errors or {}
    context: dict[str, Any] = {
        "draft": one, "moves": moves, "state": DRAFT_STATES[one.state], "stale": stale,
        "letter": selectors.letter_of(one, values=_shaped(fields, kept), preview=True, language=language()),
        "entries": selectors.history_of_draft(one, by=by), "has_file": one.template.file_id is not None,
        "done": f"document-draft-{one.pk}" if request.GET.get("done") else "",
        "general_errors": [REJECTIONS.get(wrong[name], wrong[name]) for name in ("", "appraiser") if name in wrong],
    }  # fmt: skip
    if writes:
        names = selectors.names_for(one, [field.type for field in fields], on=by.today)
        asked = questions(one, kept, errors=wrong, names=names)
        context |= {
            "questions": asked, "wrong": [question for question in asked if question.error],
            "people": names.get("person", []), "organisations": names.get("organisation", []),
            "appraisers": selectors.appraisers_for(one) if "send" in moves else [],
            "appraiser": _number(request, "appraiser") or one.appraiser_id or one.organisation.parent_id,
            "open": len(drafting.problems(fields, kept)) if values is None else len(wrong),
        }  # fmt: skip
    return render(request, "documents/drafting/draft.html", context, status=status)


def _shaped(fields: Any, values: dict[str, Any]) -> dict[str, Any]:
    """Values for the preview, also of a form that could not be kept: without those of another shape."""
    shape = {"list": list, "table": list}
    return {
        field.key: values[field.key]
        for field in fields
        if isinstance(values.get(field.key), shape.get(field.type, str))
    }


@require_POST
def draft_save(request: HttpRequest, pk: int) -> HttpResponse:
    """The form that saves itself: answers with a line that says so, and the document anew."""
    by = actor(request)
    one = selectors.draft_for(pk, by=by)
    context: dict[str, Any] = {"draft": one}
    try:
        saved = services.save_draft(draft_id=pk, values=posted(one, request.POST), seen=_seen(request), by=by)
    except rules.Rejected as rejected:
        context["error"] = rejection_in_words(rejected)
    except services.Stale as stale:
        context["stale"] = stale
    except files.SecretFile:
        context["error"] = REJECTIONS["secret_text"]
    except IllegalMove:
        context["error"] = _("Dự thảo không còn ở bước này. Hãy tải lại trang.")
    else:
        problems = drafting.problems(drafting.read_fields(saved.template.fields), saved.values)
        context |= {
            "saved": saved, "open": len(problems),
            "letter": selectors.letter_of(saved, preview=True, language=language()),
        }  # fmt: skip
    return render(request, "documents/drafting/saved.html", context)


@require_POST
def draft_move(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """Take back, return, approve, write on, give up: one button each."""
    by = actor(request)
    if action not in MOVES:
        raise Http404
    one = selectors.draft_for(pk, by=by)
    opinion = request.POST.get("opinion", "")
    try:
        if action == "return":
            services.return_draft(draft_id=pk, opinion=opinion, seen=_seen(request), by=by)
            messages.success(request, _("Đã trả lại dự thảo kèm ý kiến."))
        elif action == "approve":
            services.approve_draft(draft_id=pk, opinion=opinion, seen=_seen(request), by=by)
            messages.success(request, _("Đã đồng ý; đơn vị soạn có thể ban hành."))
        else:
            MOVES[action](draft_id=pk, by=by)
            messages.success(request, _("Đã chuyển trạng thái dự thảo."))
    except rules.Rejected as rejected:
        messages.error(request, rejection_in_words(rejected))
    except services.Stale:
        messages.error(request, _("Dự thảo vừa được lưu bản khác. Hãy đọc lại trước khi quyết định."))
    except IllegalMove:
        messages.error(request, _("Dự thảo không còn ở bước này. Hãy xem trạng thái mới rồi làm tiếp."))
    return redirect("documents:draft", one.pk)


@require_http_methods(["GET", "POST"])
def draft_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """The day and the number it will get; then it stands in the register."""
    by = actor(request)
    one = selectors.draft_for(pk, by=by)
    by.require("documents.register", one.organisation)
    if "issue" not in selectors.moves_for_draft(one, by):
        return redirect("documents:draft", pk)
    day, error = by.today, ""
    doubts: tuple[rules.Doubt, ...] = ()
    if request.method == "POST":
        typed = formats.read_day(request.POST.get("issued_on", "")[:20])
        day = typed or day
        try:
            if typed is None:
                raise rules.Rejected({"issued_on": "day"})
            issued = services.issue_draft(
                draft_id=pk, issued_on=typed, confirmed=confirmed_in(request), seen=_seen(request), by=by
            )
        except rules.Rejected as rejected:
            error = rejection_in_words(rejected)
        except rules.Doubtful as doubtful:
            doubts = doubtful.doubts
        except (services.Stale, IllegalMove):
            messages.error(request, _("Dự thảo không còn ở bước này. Hãy xem trạng thái mới rồi làm tiếp."))
            return redirect("documents:draft", pk)
        except BadTemplate as bad:
            error = template_words(bad.code, bad.detail)
        except files.SecretFile:
            error = str(REJECTIONS["secret_text"])
        else:
            messages.success(request, _("Đã ban hành %(document)s và ghi vào sổ.") % {"document": issued.document})
            return redirect("documents:detail", issued.document_id)
    kind = selectors.kind_on(one.template.kind.code, day) or one.template.kind
    symbol = selectors.symbol_for(kind, one.organisation, one.body_of)
    number = selectors.next_number(kind=kind.code, issuer=one.organisation, on=day, symbol=symbol)
    context = {
        "draft": one, "day": day, "error": error, "doubts": doubts_in_words(doubts), "symbol": symbol,
        "confirmed": confirmed_in(request), "number": f"{number:02d}",
    }  # fmt: skip
    return render(request, "documents/drafting/issue.html", context, status=422 if error else 200)


@require_GET
def draft_docx(request: HttpRequest, pk: int) -> HttpResponse:
    one = selectors.draft_for(pk, by=actor(request))
    try:
        content = selectors.word_of(one, selectors.letter_of(one))
    except (BadTemplate, FileNotFoundError) as bad:
        messages.error(request, template_words(getattr(bad, "code", "damaged"), ""))
        return redirect("documents:draft", pk)
    return hand_out(content, f"{_name(one)}.docx", _kept(one), actor(request))


@require_GET
def draft_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    one = selectors.draft_for(pk, by=actor(request))
    try:
        if one.template.file_id:
            raise pdf.NoPrinter("a Word file of its own")
        content = pdf.letter(selectors.letter_of(one))
    except pdf.NoPrinter:
        messages.error(request, _("Không in được PDF ở đây. Hãy tải bản Word rồi lưu thành PDF."))
        return redirect("documents:draft", pk)
    return hand_out(content, f"{_name(one)}.pdf", _kept(one), actor(request))


def _kept(one: DraftDocument) -> Export:
    return Export("documents.export_draft", one.organisation, one)


def _name(one: DraftDocument) -> str:
    return f"{one.document.reference.replace('/', '-')}" if one.document else f"du-thao-{one.pk}"


def _number(request: HttpRequest, name: str) -> int:
    """A number of a form; 0 where there is none."""
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0


def _seen(request: HttpRequest) -> int | None:
    text = request.POST.get("seen", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None
