"""Model documents: which there are, one of them, making and issuing one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tusoi.documents import drafting, files, rules, selectors, services
from tusoi.documents.sentences import BLOCK_TYPES, FIELD_TYPES, REJECTIONS, template_words, unreadable_words
from tusoi.lib.reading import Unreadable
from tusoi.lib.rendering.word_template import BadTemplate
from tusoi.organisations.scope import Actor
from tusoi.web.acting import actor
from tusoi.web.paging import page_of

from .common import place_of, rejection_in_words
from .draft_form import language
from .template_form import blocks_in, fields_in, shown_blocks, shown_fields

if TYPE_CHECKING:
    from tusoi.documents.models import Template

BLANKS = {"add_field": (1, 0), "add_block": (0, 1)}


@require_GET
def templates(request: HttpRequest) -> HttpResponse:
    """What one's place can write after, by kind of document; its own first."""
    by = actor(request)
    organisation = place_of(by)
    kind, every = request.GET.get("kind", "")[:40], request.GET.get("all") == "1"
    own = by.may("documents.template", organisation)
    found = (
        selectors.own_templates(organisation, by=by)
        if every and own
        else selectors.templates_for(organisation, by=by, kind=kind)
    )
    context = {
        "organisation": organisation, "page": page_of(request, found), "kind": kind, "every": every and own,
        "may_make": own, "may_write": by.may("documents.register", organisation),
        "reads_all": by.may("read", organisation),
    }  # fmt: skip
    return render(request, "documents/drafting/templates.html", context)


@require_GET
def template(request: HttpRequest, pk: int) -> HttpResponse:
    by = actor(request)
    one, place = selectors.template_for(pk, by=by), place_of(by)
    spoken = language()
    fields = drafting.read_fields(one.fields)
    owns = one.owner is not None and by.may("documents.template", one.owner)
    fits = not one.for_kinds or place.kind.code in one.for_kinds
    in_force = one.valid_from <= by.today and (one.valid_to is None or by.today < one.valid_to)
    context = {
        "template": one, "place": place, "letter": selectors.sample_of(one, place, language=spoken),
        "fields": [
            (field.label(spoken), FIELD_TYPES[field.type], field.guidance(spoken), field.required) for field in fields
        ],
        "versions": list(selectors.versions_of(one, by=by)[:20]) if one.owner_id else [],
        "may_edit": owns and not selectors.is_used(one), "may_copy": by.may("documents.template", place),
        "may_issue": owns and one.issued_at is None and one.valid_to is None, "may_end": owns and one.valid_to is None,
        "may_write": by.may("documents.register", place) and fits and in_force
        and (one.owner_id is None or one.issued_at is not None or one.owner_id == place.pk),
        "is_own": one.owner_id == place.pk, "in_force": in_force, "fits": fits,
        "bodies": selectors.bodies_of([place], on=by.today), "request_key": uuid4(),
    }  # fmt: skip
    return render(request, "documents/drafting/template.html", context)


@require_POST
def template_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """One of one's own after this one: to be changed and issued."""
    by = actor(request)
    source = selectors.template_for(pk, by=by)
    copy = services.copy_template(template_id=source.pk, owner_id=place_of(by).pk, by=by)
    messages.success(request, _("Đã lập mẫu của đơn vị. Sửa xong thì ban hành xuống dưới."))
    return redirect("documents:template_edit", copy.pk)


@require_http_methods(["GET", "POST"])
def template_upload(request: HttpRequest) -> HttpResponse:
    """A Word file with marks becomes a template."""
    by = actor(request)
    owner = place_of(by)
    by.require("documents.template", owner)
    errors: dict[str, str] = {}
    name, kind = request.POST.get("name", ""), request.POST.get("kind", "")
    if request.method == "POST":
        content = request.FILES.get("content")
        try:
            if content is None:
                raise Unreadable("missing", "")
            made = services.upload_template(
                owner_id=owner.pk, name=name, kind=kind, content=content, filename=content.name or "", by=by
            )
        except rules.Rejected as rejected:
            errors = {field: str(REJECTIONS.get(code, code)) for field, code in rejected.errors.items()}
        except BadTemplate as bad:
            errors = {"content": template_words(bad.code, bad.detail)}
        except Unreadable as unreadable:
            errors = {"content": unreadable_words(unreadable.code, unreadable.detail)}
        except files.SecretFile:
            errors = {"content": str(REJECTIONS["secret_text"])}
        else:
            messages.success(request, _("Đã nhận mẫu. Hãy đặt tên gọi và hướng dẫn cho từng chỗ điền."))
            return redirect("documents:template_edit", made.pk)
    context = {
        "owner": owner, "errors": errors, "name": name, "kind": kind, "kinds": selectors.kinds(on=by.today),
        "mark": _in_braces("ten_cho_dien"),
    }  # fmt: skip
    return render(request, "documents/drafting/upload.html", context, status=422 if errors else 200)


@require_http_methods(["GET", "POST"])
def template_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Name, fields and blocks. One that was used is not changed any more: its next version is."""
    by = actor(request)
    one = selectors.template_for(pk, by=by)
    by.require("documents.template", one.owner)
    if selectors.is_used(one):
        messages.info(request, str(REJECTIONS["used"]))
        return redirect("documents:template", pk)
    error, action = "", request.POST.get("action", "")
    fields, blocks = one.fields, one.body
    name, guidance = one.name, one.guidance
    if request.method == "POST":
        name, guidance = request.POST.get("name", ""), request.POST.get("guidance", "")
        fields = fields_in(request.POST, one.fields)
        blocks = one.body if one.file_id else blocks_in(request.POST)
        if action not in BLANKS:
            try:
                services.save_template(
                    template_id=pk, name=name, guidance=guidance, fields=fields, body=blocks,
                    kind=request.POST.get("kind", ""), seen=request.POST.get("seen", "")[:16], by=by,
                )  # fmt: skip
            except rules.Rejected as rejected:
                error = rejection_in_words(rejected)
            else:
                messages.success(request, _("Đã lưu mẫu."))
                return redirect("documents:template", pk)
    blank_field, blank_block = BLANKS.get(action, (0, 0))
    context: dict[str, Any] = {
        "template": one, "error": error, "name": name, "guidance": guidance,
        "fields": shown_fields(fields, blank_field), "blocks": [] if one.file_id else shown_blocks(blocks, blank_block),
        "blank_field": shown_fields([], 1)[0], "blank_block": shown_blocks([], 1)[0],
        "field_types": FIELD_TYPES, "block_types": BLOCK_TYPES, "kinds": selectors.kinds(on=by.today),
        "kind": request.POST.get("kind", "") or one.kind.code,
        "seen": request.POST.get("seen") or selectors.fingerprint_of(one),
        "keys": [row.get("key") for row in fields if row.get("key")], "mark": _in_braces("ma_truong"),
    }  # fmt: skip
    return render(request, "documents/drafting/edit.html", context, status=422 if error else 200)


@require_POST
def template_issue(request: HttpRequest, pk: int) -> HttpResponse:
    by = actor(request)
    return _done(
        request, pk, services.issue_template, _("Đã ban hành mẫu; các đơn vị bên dưới dùng được từ hôm nay."), by
    )


@require_POST
def template_end(request: HttpRequest, pk: int) -> HttpResponse:
    by = actor(request)
    return _done(
        request, pk, services.end_template, _("Mẫu đã ngừng dùng; văn bản đã soạn theo mẫu vẫn giữ nguyên."), by
    )


def _done(request: HttpRequest, pk: int, service: Any, words: str, by: Actor) -> HttpResponse:
    one: Template = selectors.template_for(pk, by=by)
    try:
        service(template_id=one.pk, by=by)
        messages.success(request, words)
    except rules.Rejected as rejected:
        messages.error(request, rejection_in_words(rejected))
    return redirect("documents:template", pk)


@require_GET
def template_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The Word file of a template that has one."""
    one = selectors.template_for(pk, by=actor(request))
    if one.file is None:
        raise Http404
    try:
        return files.response(one.file)
    except FileNotFoundError as missing:
        raise Http404 from missing


def _in_braces(name: str) -> SafeString:
    """A mark as one types it, in entities: braces that reach a reader else are a template that was not rendered."""
    return format_html("&#123;&#123; {} &#125;&#125;", name)
