"""The register: the list, entering by hand, one document, changing and sending it, its file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from tusoi.documents import files, rules, selectors, services
from tusoi.documents.sentences import CIRCULATIONS, KINDS_IN_OUTLINE, KINDS_OF_CLAUSE, LEVELS
from tusoi.lib.rendering.workbook import Sheet
from tusoi.obligations.rules import due_words
from tusoi.obligations.selectors import Receiver, dashboard, on_document, receivers_of
from tusoi.organisations.scope import Actor
from tusoi.web.acting import actor
from tusoi.web.exports import Export, excel
from tusoi.web.paging import page_of

from . import checks
from .common import (
    WHY_NOBODY,
    confirmed_in,
    doubts_in_words,
    key_of,
    organisation_asked,
    place_of,
    refuse_file,
    rejection_in_words,
)  # fmt: skip
from .forms import ByHandForm, FilterForm, MetadataForm, StubForm, initial_of

if TYPE_CHECKING:
    from tusoi.documents.models import Document
    from tusoi.organisations.models import Organisation

EXPORTED = 20_000
"""Rows of one export; a register that has more is exported year by year."""


@require_GET
def register(request: HttpRequest) -> HttpResponse:
    """The register of the place one works for, or of another organisation within reach (?organisation=)."""
    organisation, form, found = _asked(request)
    by = actor(request)
    page = page_of(request, found)
    context = {
        "organisation": organisation, "form": form, "page": page,
        "is_narrowed": any(request.GET.get(name) for name in form.fields),
        "may_register": by.may("documents.register", organisation), "levels": LEVELS,
        "reads_all": by.may("read", organisation),
        "drafts": list(selectors.open_intakes(by)[:5]),
    }  # fmt: skip
    return render(request, "documents/register.html", context)


@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """What the register shows with these filters, as an Excel workbook."""
    organisation, form, found = _asked(request)
    by = actor(request)
    headers = (
        _("Số"), _("Ký hiệu"), _("Thể loại"), _("Cơ quan ban hành"), _("Ngày ban hành"), _("Ngày đến"), _("Trích yếu"),
        _("Người ký"), _("Độ mật"), _("Nơi lưu bản giấy"),
    )  # fmt: skip
    rows = (
        (
            one.number, one.symbol, one.kind.name, one.issuer_name, one.issued_on, one.received_on, one.excerpt,
            one.signatory, str(LEVELS.get(one.secrecy, "")), one.paper_location,
        )
        for one in found[:EXPORTED]
    )  # fmt: skip
    sheet = Sheet(
        _("Sổ văn bản"), headers, rows, note=organisation.name, widths=(8, 14, 16, 34, 14, 14, 60, 34, 12, 24)
    )
    kept = Export("documents.export_register", organisation, filters=form.narrowed())
    return excel([sheet], "so-van-ban.xlsx", kept, by)


def _asked(request: HttpRequest) -> tuple[Organisation, FilterForm, Any]:
    by = actor(request)
    organisation = organisation_asked(request)
    form = FilterForm(request.GET, years=selectors.years_of(organisation, by=by))
    return organisation, form, selectors.register_of(organisation, by=by, filters=form.filters())


@require_http_methods(["GET", "POST"])
def by_hand(request: HttpRequest) -> HttpResponse:
    """Enter a document by hand; "suggest" fills in the next number of the series and comes back."""
    by = actor(request)
    owner = place_of(by)
    by.require("documents.register", owner)
    doubts: tuple[rules.Doubt, ...] = ()
    form = ByHandForm(request.POST or None, request.FILES or None, by=by, initial=_blank(owner, by))
    if request.method == "POST" and request.POST.get("action") == "suggest":
        form = ByHandForm(_with_number(request, owner, by), by=by)
        form.errors.clear()
    elif request.method == "POST" and form.is_valid():
        content = form.cleaned_data["content"]
        try:
            document = services.register_document(
                owner_id=owner.pk, metadata=form.metadata(), by=by, content=content or None,
                filename=content.name if content else "", confirmed=confirmed_in(request), request_key=key_of(request),
            )  # fmt: skip
        except rules.Rejected as rejected:
            form.refuse(rejected)
        except rules.Doubtful as doubtful:
            doubts = doubtful.doubts
        except Exception as problem:
            return refuse_file(request, problem, owner, form=form)
        else:
            messages.success(request, _("Đã đăng ký %(document)s vào sổ.") % {"document": document})
            return redirect(f"{reverse('documents:detail', args=[document.pk])}?from=by-hand")
    context = {
        "form": form, "owner": owner, "doubts": doubts_in_words(doubts), "confirmed": confirmed_in(request),
        "request_key": request.POST.get("request_key") or uuid4(),
    }  # fmt: skip
    return render(request, "documents/by_hand.html", context)


def _blank(owner: Organisation, by: Actor) -> dict[str, Any]:
    return {"issuer": str(owner.pk), "issued_on": by.today}


def _with_number(request: HttpRequest, owner: Organisation, by: Actor) -> Any:
    """What was typed, with the next number and the symbol of the series where kind and issuer are chosen."""
    data = request.POST.copy()
    form = ByHandForm(data, by=by)
    form.is_valid()
    issuer, _dash, body = str(form.cleaned_data.get("issuer", "")).partition("-")
    day = form.cleaned_data.get("issued_on") or by.today
    kind = selectors.kind_on(form.cleaned_data.get("kind", ""), day)
    if kind is None or not issuer:
        messages.info(request, _("Chọn thể loại và cơ quan ban hành trong danh sách, rồi bấm gợi ý số."))
        return data
    organisation = selectors.organisation_for(int(issuer), by=by)
    chosen = next((one for one in selectors.bodies_of([organisation], on=day) if str(one.pk) == body), None)
    symbol = selectors.symbol_for(kind, organisation, chosen)
    data["number"] = str(selectors.next_number(kind=kind.code, issuer=organisation, on=day, symbol=symbol))
    data["symbol"] = symbol
    return data


@require_http_methods(["GET", "POST"])
def stub(request: HttpRequest) -> HttpResponse:
    """Enter a secret paper: number, day, level, where the paper lies; nothing of what it says."""
    by = actor(request)
    owner = place_of(by)
    by.require("documents.register", owner)
    doubts: tuple[rules.Doubt, ...] = ()
    form = StubForm(request.POST or None, by=by, initial={"issuer": str(owner.pk)})
    if request.method == "POST" and form.is_valid():
        try:
            document = services.register_stub(
                owner_id=owner.pk, level=form.cleaned_data["level"], metadata=form.metadata(), by=by,
                confirmed=confirmed_in(request), request_key=key_of(request),
            )  # fmt: skip
        except rules.Rejected as rejected:
            form.refuse(rejected)
        except rules.Doubtful as doubtful:
            doubts = doubtful.doubts
        else:
            messages.success(request, _("Đã ghi sổ văn bản mật %(document)s.") % {"document": document})
            return redirect("documents:detail", document.pk)
    context = {
        "form": form, "owner": owner, "doubts": doubts_in_words(doubts), "confirmed": confirmed_in(request),
        "request_key": request.POST.get("request_key") or uuid4(),
    }  # fmt: skip
    return render(request, "documents/stub.html", context)


@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    by = actor(request)
    document = selectors.document_for(pk, by=by)
    clauses = selectors.clauses_of(document)
    citations = selectors.citations_of(document, by=by)
    text, is_cut = document.text, len(document.text) > selectors.SHOWN_TEXT
    if is_cut:
        document.text = text[: selectors.SHOWN_TEXT]
    context = {
        "document": document,
        "circulation": CIRCULATIONS[document.circulation],
        "level": LEVELS.get(document.secrecy, ""),
        "clauses": [
            (kind, label, [one for one in clauses if one.kind == kind]) for kind, label in KINDS_OF_CLAUSE.items()
        ],
        "outline": selectors.lines_of(clauses) if selectors.has_outline(clauses) else [],
        "kinds_in_outline": KINDS_IN_OUTLINE,
        "citations": citations,
        "paragraphs": selectors.marked_text(document, clauses, citations) if text else [],
        "is_cut": is_cut,
        "cited_by": selectors.cited_by(document, by=by),
        "recipients": list(selectors.recipients_of(document, by=by)[:200]),
        "entries": selectors.history_of(document, by=by),
        "may_change": by.may("documents.register", document.owner),
        "may_issue": by.place is not None and by.place.gives("obligations.issue") and not document.secrecy,
        "lines": duties_on(document, by),
        **checks.about(document, text, citations, by),
    }
    return render(request, "documents/detail.html", context)


def duties_on(document: Document, by: Actor) -> list[dict[str, Any]]:
    """The duties that rest on a document, with their figures at the place one works for. Two queries."""
    if by.place is None:
        return []
    duties = on_document(document, by)
    counts = dashboard([one.pk for one in duties], place_of(by), by.at, by.today) if duties else {}
    return [
        {
            "obligation": one,
            "counts": counts[one.pk],
            "words": due_words(one.due_on, by.today) if counts[one.pk].missing or counts[one.pk].returned else "",
            "days": abs((one.due_on - by.today).days),
        }
        for one in duties
        if one.pk in counts
    ]


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    by = actor(request)
    document = selectors.document_for(pk, by=by)
    by.require("documents.register", document.owner)
    kind_of_form: type[MetadataForm | StubForm] = StubForm if document.secrecy else MetadataForm
    form = kind_of_form(request.POST or None, by=by, initial=initial_of(document))
    if document.secrecy:
        del form.fields["level"]
    form.admit_issuer(document)
    doubts: tuple[rules.Doubt, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            services.update_document(
                document_id=document.pk, metadata=form.metadata(), by=by, confirmed=confirmed_in(request)
            )
        except rules.Rejected as rejected:
            form.refuse(rejected)
        except rules.Doubtful as doubtful:
            doubts = doubtful.doubts
        except files.SecretFile:
            form.add_error("excerpt", _("Trích yếu có dấu mật; văn bản mật chỉ được ghi số, ngày và nơi lưu."))
        else:
            messages.success(request, _("Đã lưu thay đổi."))
            return redirect(f"{reverse('documents:detail', args=[document.pk])}?from=edit")
    context = {
        "form": form, "document": document, "doubts": doubts_in_words(doubts), "confirmed": confirmed_in(request)
    }  # fmt: skip
    return render(request, "documents/edit.html", context)


@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the organisations below that receive the document."""
    by = actor(request)
    document = selectors.document_for(pk, by=by)
    by.require("documents.register", document.owner)
    error = ""
    if request.method == "POST":
        chosen = [int(one) for one in request.POST.getlist("organisation") if one.isascii() and one.isdecimal()]
        try:
            count = services.send_document(document_id=pk, organisation_ids=[n for n in chosen if n < 2**63], by=by)
        except rules.Rejected as rejected:
            error = rejection_in_words(rejected)
        else:
            text = ngettext("Đã gửi tới %(count)d đơn vị.", "Đã gửi tới %(count)d đơn vị.", count) % {"count": count}
            messages.success(request, text)
            return redirect("documents:detail", pk)
    named = [] if document.secrecy else receivers_of(document.text, document.owner, by)
    candidates = list(selectors.recipients_for(document, by=by)[:500])
    context = {
        "document": document, "candidates": candidates, "error": error, "receivers": named, "why_nobody": WHY_NOBODY,
        "reasons": {pk: one.name for one in named for pk in one.organisations},
        "ticked": {one.pk for one in candidates} & ({*chosen} if request.method == "POST" else meant(named)),
    }  # fmt: skip
    return render(request, "documents/send.html", context)


def meant(receivers: list[Receiver]) -> set[int]:
    """Every organisation these lines mean."""
    return {pk for one in receivers for pk in one.organisations}


@require_GET
def file(request: HttpRequest, pk: int) -> FileResponse | HttpResponseBase:
    """The file of a document one may see."""
    document: Document = selectors.document_for(pk, by=actor(request))
    if document.file is None:
        raise Http404
    try:
        return files.response(document.file)
    except FileNotFoundError as missing:
        raise Http404 from missing
