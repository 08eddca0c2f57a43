"""Laying duties in one step: what, on whom; a page that says who it will be; then laid on all at once."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tusoi.lib.calendar import is_working_day, next_working_day
from tusoi.obligations.refusals import STEPS, say
from tusoi.obligations.selectors import (
    basis_for,
    children_to_choose,
    deliverables,
    kinds_below,
    obligation_for,
    organisation_below,
    outside_branch,
    part_to_pass_on,
    preview,
)
from tusoi.obligations.services import Selection, add_bearers, lay_obligations
from tusoi.organisations.scope import Actor

from .common import actor, number, place
from .lay_form import BearerForm, DutyForm, Laying, key_of, read

if TYPE_CHECKING:
    from tusoi.documents.models import Clause, Document
    from tusoi.obligations.models import Assignment, DeliverableKind
    from tusoi.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Source:
    """Where the duties come from: a document with its requirements, or a duty from above that is passed on."""

    document: Document | None = None
    clauses: tuple[Clause, ...] = ()
    parent: Assignment | None = None
    only: int | None = None
    """The one requirement asked for; the others of the document stand there unticked."""

    @property
    def by_id(self) -> dict[int, Clause]:
        return {clause.pk: clause for clause in self.clauses}

    @property
    def query(self) -> str:
        if self.parent:
            return f"?parent={self.parent.pk}"
        return f"?document={self.document.pk}" if self.document else ""


@dataclass(frozen=True, slots=True)
class Group:
    """The children of one node that are of one kind, and how their boxes are named."""

    name: str
    field: str
    organisations: list[Organisation]


def new(request: HttpRequest) -> HttpResponse:
    by = actor(request)
    issuer = place(by, "obligations.issue")
    by.require("obligations.issue", issuer)
    source = _source(request, issuer, by)
    kinds = list(deliverables(by.today))
    if request.method != "POST":
        return _form_page(request, _blank(source, kinds, by), source, issuer, by)
    laying = read(request.POST, kinds, by.today, source.by_id)
    step = request.POST.get("step", "confirm")
    if step == "add_duty":
        laying.duties.append(DutyForm(prefix=f"d{len(laying.duties)}", kinds=kinds, today=by.today))
    elif opened := number(request.POST.get("open")):
        laying.opened.append(opened)
    elif step != "edit" and laying.is_valid():
        return (
            _confirm(request, laying, source, issuer, by)
            if step == "confirm"
            else _lay(request, laying, source, issuer, by)
        )
    return _form_page(request, laying, source, issuer, by, status=200 if step in ("edit", "add_duty") else 422)


def _source(request: HttpRequest, issuer: Organisation, by: Actor) -> Source:
    if parent_id := number(request.GET.get("parent")):
        parent = part_to_pass_on(parent_id, issuer, by)
        upper = parent.obligation
        return Source(upper.document, (upper.clause,) if upper.clause else (), parent)
    if document_id := number(request.GET.get("document")):
        document, clauses = basis_for(document_id, by)
        return Source(document, tuple(clauses), only=number(request.GET.get("clause")))
    return Source()


def _blank(source: Source, kinds: list[DeliverableKind], by: Actor) -> Laying:
    """The page to begin with: the requirements of the document, the duty from above, or one blank duty."""
    by_code = {kind.code: kind for kind in kinds}
    initials: list[dict[str, Any]] = []
    if source.parent:
        upper = source.parent.obligation
        initials.append(
            {
                "title": upper.title,
                "deliverable": str(upper.deliverable_id),
                "due_on": upper.due_on if upper.due_on >= by.today else None,
                "expectations": "\n".join(upper.expectations),
                "instructions": upper.instructions,
                "clause": upper.clause_id,
            }
        )
    else:
        for clause in sorted(source.clauses, key=lambda one: one.pk != source.only):
            kind = by_code.get(clause.fields.get("deliverable", "")) or _kind_for(
                clause.title + " " + clause.quote, by_code
            )
            due_on = clause.due_on if clause.due_on and clause.due_on >= by.today else None
            use = source.only in (None, clause.pk)
            initials.append(
                {"use": use, "title": clause.title, "clause": clause.pk, "due_on": due_on, **_of_kind(kind)}
            )
    initials = initials or [_of_kind(by_code.get("plan"))]
    clauses = source.by_id
    duties = [
        DutyForm(
            prefix=f"d{index}", initial={"use": True, **initial}, kinds=kinds, today=by.today,
            clause=clauses.get(initial.get("clause") or 0),
        )
        for index, initial in enumerate(initials[:30])
    ]  # fmt: skip
    return Laying(duties, BearerForm(), kinds, request_key=str(uuid.uuid4()))


def _of_kind(kind: DeliverableKind | None) -> dict[str, Any]:
    if kind is None:
        return {}
    return {"deliverable": str(kind.pk), "expectations": "\n".join(kind.expectations_vi)}


_HINTS = (
    ("khắc phục", "remediation-plan"), ("chương trình hành động", "action-programme"),
    ("chương trình kiểm tra", "inspection-programme"), ("chương trình công tác", "work-programme"),
    ("quy chế", "regulation"), ("phân công", "assignment-list"), ("đăng ký", "registration"),
    ("cam kết", "registration"),    ("kế hoạch", "plan"), ("báo cáo", "report"),
)  # fmt: skip


def _kind_for(text: str, kinds: dict[str, DeliverableKind]) -> DeliverableKind | None:
    """The kind of deliverable a requirement seems to ask for; a proposal, the form shows it."""
    lowered = text.casefold()
    return next((kinds[code] for word, code in _HINTS if word in lowered and code in kinds), kinds.get("plan"))


def _form_page(
    request: HttpRequest, laying: Laying, source: Source, issuer: Organisation, by: Actor, *, status: int = 200
) -> HttpResponse:
    context = {
        "laying": laying,
        "source": source,
        "issuer": issuer,
        "kinds_below": kinds_below(issuer, by),
        "groups": _groups(issuer, by),
        "opened": {pk: _groups(organisation_below(pk, issuer, by), by) for pk in dict.fromkeys(laying.opened)},
        "draft_key": f"lay-{issuer.pk}-{source.query.strip('?')}",
        "today": by.today,
    }
    return render(request, "obligations/new.html", context, status=status)


def _groups(node: Organisation, by: Actor) -> list[Group]:
    children = children_to_choose(node, by)
    return [
        Group(some[0].kind.name, f"org-{node.pk}-{code}", some)
        for code, some in ((code, list(rows)) for code, rows in groupby(children, key=lambda one: one.kind.code))
    ]


def children(request: HttpRequest) -> HttpResponse:
    """The next level below an organisation, for the picker."""
    by = actor(request)
    issuer = place(by, "obligations.issue")
    by.require("obligations.issue", issuer)
    node = organisation_below(number(request.GET.get("node")) or 0, issuer, by)
    context = {"node": node, "groups": _groups(node, by), "ticked": set(), "deeper": True}
    return render(request, "obligations/parts/level.html", context)


def expectations(request: HttpRequest) -> HttpResponse:
    """What a good answer of a kind contains, as the field of the form."""
    by = actor(request)
    index = number(request.GET.get("index")) or 0
    kinds = list(deliverables(by.today))
    wanted = request.GET.get(f"d{index - 1}-deliverable", "")
    kind = next((kind for kind in kinds if str(kind.pk) == wanted), None)
    form = DutyForm(prefix=f"d{index - 1}", initial=_of_kind(kind), kinds=kinds, today=by.today)
    return render(request, "obligations/parts/expectations.html", {"field": form["expectations"]})


def _confirm(request: HttpRequest, laying: Laying, source: Source, issuer: Organisation, by: Actor) -> HttpResponse:
    selection = laying.selection
    previews = [(bearer, preview(selection, issuer, bearer, by)) for bearer in laying.bearer_kinds]
    if problem := _problem(selection, issuer, by, previews):
        laying.errors.append(problem)
        return _form_page(request, laying, source, issuer, by, status=422)
    context = {
        "laying": laying,
        "source": source,
        "issuer": issuer,
        "previews": previews,
        "carried": _carried(request),
        "counts": {bearer: shown.count for bearer, shown in previews},
        "days": [
            (duty, duty.cleaned_data["due_on"], next_working_day(duty.cleaned_data["due_on"]))
            for duty in laying.used
        ],
        "off": [duty for duty in laying.used if not is_working_day(duty.cleaned_data["due_on"])],
    }  # fmt: skip
    return render(request, "obligations/confirm.html", context)


def _carried(request: HttpRequest) -> list[tuple[str, str]]:
    left = ("csrfmiddlewaretoken", "step", "open")
    return [(name, value) for name, values in request.POST.lists() if name not in left for value in values]


def _problem(selection: Selection, issuer: Organisation, by: Actor, previews: list[Any]) -> str:
    outside = outside_branch(selection.organisation_ids, issuer, by)
    if outside.count:
        said = _("%(count)s đơn vị đã chọn không thuộc phạm vi của đơn vị giao: %(names)s. Hãy bỏ chọn các đơn vị này.")
        return said % {"count": outside.count, "names": ", ".join(outside.names[0][1]) or "—"}
    for bearer, shown in previews:
        if shown.count == 0 and bearer == "person":
            return _("Các đơn vị đã chọn chưa có cấp ủy viên nào. Hãy ghi cấp ủy viên trước, hoặc giao cho tập thể.")
        if shown.count == 0:
            return _("Chưa có đơn vị nào bên dưới nhận nhiệm vụ. Hãy chọn ít nhất một đơn vị cấp dưới.")
    return ""


def _lay(request: HttpRequest, laying: Laying, source: Source, issuer: Organisation, by: Actor) -> HttpResponse:
    try:
        laid = lay_obligations(
            drafts=laying.drafts(source.by_id),
            selection=laying.selection,
            issued_by=issuer,
            by=by,
            document=source.document,
            parent=source.parent,
            request_key=key_of(laying.request_key),
        )
    except STEPS as error:
        laying.errors.append(say(error))
        return _form_page(request, laying, source, issuer, by, status=422)
    going = [one for one in laid if one.state == "issuing"]
    if going:
        return redirect("obligations:laying", going[0].pk)
    total = sum(one.planned for one in laid)
    messages.success(
        request, _("Đã giao %(duties)s nhiệm vụ, tất cả %(total)s phần việc.") % {"duties": len(laid), "total": total}
    )
    key = f"lay-{issuer.pk}-{source.query.strip('?')}"
    return redirect(f"{reverse('obligations:detail', args=[laid[0].pk])}?done={key}")


def bearers(request: HttpRequest, pk: int) -> HttpResponse:
    """Lay a duty on more bearers."""
    by = actor(request)
    obligation = obligation_for(pk, by)
    issuer = obligation.issued_by
    by.require("obligations.issue", issuer)
    laying = Laying([], BearerForm(), [])
    if request.method == "POST":
        sent = read(request.POST, [], by.today, {})
        laying.ticked, laying.kind_codes, laying.opened = sent.ticked, sent.kind_codes, sent.opened
        if opened := number(request.POST.get("open")):
            laying.opened.append(opened)
        else:
            selection = Selection(
                organisation_ids=tuple(sorted(laying.ticked)),
                kind_codes=tuple(sorted(laying.kind_codes)),
                committee=obligation.bearer == "person",
            )
            try:
                added = add_bearers(obligation_id=pk, selection=selection, by=by)
                messages.success(request, _("Đã giao thêm cho %(count)s đối tượng.") % {"count": added})
                return redirect("obligations:detail", pk)
            except STEPS as error:
                laying.errors.append(say(error))
    context = {
        "laying": laying,
        "obligation": obligation,
        "issuer": issuer,
        "kinds_below": kinds_below(issuer, by),
        "groups": _groups(issuer, by),
        "opened": {node: _groups(organisation_below(node, issuer, by), by) for node in dict.fromkeys(laying.opened)},
    }
    return render(request, "obligations/bearers.html", context, status=422 if laying.errors else 200)
