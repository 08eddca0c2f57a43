"""Laying duties in one step: what, on whom; a page that says who it will be; then laid on all at once."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tusoi.lib.calendar import next_working_day
from tusoi.obligations.addressees import common_of
from tusoi.obligations.refusals import STEPS, say
from tusoi.obligations.selectors import (
    Foreseen,
    basis_for,
    deliverables,
    foresee,
    kinds_below,
    laid_before,
    outside,
    part_to_pass_on,
    whom_asked,
)
from tusoi.obligations.services import lay_obligations
from tusoi.organisations.scope import Actor
from tusoi.web.acting import actor

from .common import number, numbers, place
from .lay_form import CommonForm, DutyForm, Laying, key_of, read
from .picker import show
from .whom import BearerForm, Choice, known_prefix, opened_one

if TYPE_CHECKING:
    from tusoi.documents.models import Clause, Document
    from tusoi.obligations.models import Assignment, DeliverableKind
    from tusoi.obligations.selectors import KindCount
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
class Line:
    """A duty as it will be laid: its day, the working day it means, and how many will bear it (None: not on these)."""

    duty: DutyForm
    due: date
    working: date
    choice: Choice
    organisations: int | None
    people: int | None


def new(request: HttpRequest) -> HttpResponse:
    by = actor(request)
    issuer = place(by, "obligations.issue")
    by.require("obligations.issue", issuer)
    source = _source(request, issuer, by)
    kinds = list(deliverables(by.today))
    levels = kinds_below(issuer, by)
    if request.method != "POST":
        laying = _blank(source, kinds, by)
        _remember(laying, source, issuer, by)
        if source.only is None:
            for duty in laying.duties:
                duty.initial["use"] = not duty.laid
        _name(laying, source, issuer, by, levels)
        _tick(laying)
        return _form_page(request, laying, source, issuer, by, levels)
    data = request.POST.copy()
    own = numbers([data.get("own", "")])
    if own:
        data[f"d{own[0]}-whom"] = "own"
    laying = read(data, kinds, by.today, source.by_id)
    _remember(laying, source, issuer, by)
    step = data.get("step", "" if own or "open" in data or "search" in data else "confirm")
    aside = _aside(request, laying, step, own[0] if own else None, by)
    if not aside and laying.is_valid():
        if step == "lay":
            laid = _lay(request, laying, source, issuer, by)
        else:
            laid = _confirm(request, laying, source, issuer, by)
        if laid is not None:
            return laid
    _name(laying, source, issuer, by, levels)
    if aside and own:
        _tick_own(laying, own[0])
    return _form_page(request, laying, source, issuer, by, levels, status=200 if aside else 422)


def _source(request: HttpRequest, issuer: Organisation, by: Actor) -> Source:
    if parent_id := number(request.GET.get("parent")):
        parent = part_to_pass_on(parent_id, issuer, by)
        upper = parent.obligation
        return Source(upper.document, (upper.clause,) if upper.clause else (), parent)
    if document_id := number(request.GET.get("document")):
        document, clauses = basis_for(document_id, by)
        return Source(document, tuple(clauses), only=number(request.GET.get("clause")))
    return Source()


def _aside(request: HttpRequest, laying: Laying, step: str, own: int | None, by: Actor) -> bool:
    """A step that only changes the page: one more duty, a level opened, people searched, a choice of one's own."""
    prefix: str | None = None
    if step == "add_duty":
        index = len(laying.duties)
        laying.duties.append(
            DutyForm(prefix=f"d{index}", kinds=laying.kinds, today=by.today, common_due=laying.duties[0].common_due)
        )
        laying.duties[-1].active = True
        return True
    if step == "enter":  # the key, in some field: a search where one is begun
        prefix = next((one.prefix for one in laying.choices if one.find.strip()), None)
        if prefix is None:
            return False
    elif opened := opened_one(request.POST.get("open")):
        prefix = opened[0]
        if choice := laying.choice(prefix):
            choice.opened.append(opened[1])
    elif "search" in request.POST:
        prefix = known_prefix(request.POST["search"].removeprefix("common"))
    elif own is not None:
        prefix = f"d{own}-"
    elif step != "edit":
        return False
    _activate(laying, prefix, searched=step == "enter" or "search" in request.POST)
    return True


def _activate(laying: Laying, prefix: str | None, *, searched: bool) -> None:
    choice = laying.choice(prefix) if prefix is not None else None
    if choice is None:
        return
    if searched:
        choice.found = []
    laying.active = choice is laying.common
    for duty in laying.duties:
        duty.active = duty.choice is choice


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
                "due_on": source.parent.due_on if source.parent.due_on >= by.today else None,
                "expectations": "\n".join(upper.expectations),
                "instructions": upper.instructions,
                "clause": upper.clause_id,
            }
        )
    else:
        for clause in sorted(source.clauses, key=lambda one: one.pk != source.only):
            task = _task(clause)
            kind = by_code.get(clause.fields.get("deliverable", "")) or _kind_for(
                task["product"] or clause.title + " " + clause.quote, by_code
            )
            due_on = clause.due_on if clause.due_on and clause.due_on >= by.today else None
            use = source.only in (None, clause.pk)
            said = {"use": use, "title": clause.title, "clause": clause.pk, "due_on": due_on}
            initials.append(said | _of_kind(kind) | _of_task(task, kind))
    initials = initials or [_of_kind(by_code.get("plan"))]
    clauses = source.by_id
    duties = [
        DutyForm(
            prefix=f"d{index}", initial={"use": True, **initial}, kinds=kinds, today=by.today,
            clause=clauses.get(initial.get("clause") or 0),
            choice=Choice(f"d{index}-", BearerForm(prefix=f"d{index}")),
        )
        for index, initial in enumerate(initials[:30])
    ]  # fmt: skip
    return Laying(duties, Choice(form=CommonForm(today=by.today)), kinds, request_key=str(uuid.uuid4()))


def _task(clause: Clause) -> dict[str, str]:
    """What a row of a table of tasks says of the duty; empty texts for a clause that is none."""
    task = clause.fields.get("task")
    said = task if isinstance(task, dict) else {}
    return {name: str(said.get(name) or "")[:1000] for name in ("product", "collaborators")}


def _of_task(task: dict[str, str], kind: DeliverableKind | None) -> dict[str, str]:
    """The product among what a good answer has, those who take part among the instructions."""
    said: dict[str, str] = {}
    if task["product"]:
        lines = [_("Sản phẩm: %(product)s") % task, *(kind.expectations_vi if kind else ())]
        said["expectations"] = "\n".join(lines)
    if task["collaborators"]:
        said["instructions"] = _("Phối hợp: %(collaborators)s") % task
    return said


def _of_kind(kind: DeliverableKind | None) -> dict[str, Any]:
    return {"deliverable": str(kind.pk)} if kind else {}


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


def _name(laying: Laying, source: Source, issuer: Organisation, by: Actor, levels: Sequence[KindCount]) -> None:
    """Whom the text names, beside each duty; what most of them name is the common proposal. What is passed on names
    the issuer himself, so nothing is proposed."""
    if source.parent or not source.clauses:
        return
    named = whom_asked(source.clauses, issuer, by, kinds=levels)
    for duty in laying.duties:
        if duty.source:
            duty.choice.named = named[duty.source.pk]
    used = [duty.choice.named for duty in laying.duties if duty.source and duty.is_used]
    laying.common.named = common_of(used)


def _remember(laying: Laying, source: Source, issuer: Organisation, by: Actor) -> None:
    """What was laid before from the requirements a person is about to lay."""
    laid = {} if source.parent else laid_before(source.clauses, issuer, by)
    for duty in laying.duties:
        duty.laid = laid.get(duty.source.pk, ()) if duty.source else ()


def _tick(laying: Laying) -> None:
    """Tick whom the text names: the common proposal once, and at each duty that names somebody else."""
    laying.common.tick_named()
    several = len(laying.duties) > 1
    for duty in laying.duties:
        named = duty.choice.named
        if several and named and named.key != laying.common.named.key:
            duty.initial["whom"] = "own"
            duty.choice.tick_named()


def _tick_own(laying: Laying, index: int) -> None:
    choice = laying.choice(f"d{index}-")
    if choice is not None and choice.is_empty:
        choice.tick_named()


def _form_page(
    request: HttpRequest, laying: Laying, source: Source, issuer: Organisation, by: Actor, levels: list[KindCount],
    *, status: int = 200,
) -> HttpResponse:  # fmt: skip
    context = {
        "laying": laying,
        "source": source,
        "issuer": issuer,
        "draft_key": f"lay-{issuer.pk}-{source.query.strip('?')}",
        "today": by.today,
        **show(laying.choices, issuer, by, levels),
    }
    return render(request, "obligations/new.html", context, status=status)


def _confirm(
    request: HttpRequest, laying: Laying, source: Source, issuer: Organisation, by: Actor
) -> HttpResponse | None:
    """The page that says who it will be; None when it would be nobody or somebody outside."""
    chosen = laying.chosen
    selections = [choice.selection for choice in chosen]
    shown = dict(zip((one.prefix for one in chosen), foresee(selections, issuer, by), strict=True))
    for choice, beyond in zip(chosen, outside(selections, issuer, by), strict=True):
        choice.check(shown[choice.prefix], beyond)
    if any(choice.errors for choice in chosen):
        return None
    lines = [_line(duty, laying.choice_of(duty), shown) for duty in laying.used]
    context = {
        "laying": laying,
        "source": source,
        "issuer": issuer,
        "lines": lines,
        "bearers": [
            (choice, shown[choice.prefix], [one for one in lines if one.choice is choice]) for choice in chosen
        ],
        "alone": lines[0] if len(chosen) == 1 else None,
        "carried": _carried(request),
    }
    return render(request, "obligations/confirm.html", context)


def _line(duty: DutyForm, choice: Choice, shown: dict[str, Foreseen]) -> Line:
    counts = shown[choice.prefix]
    return Line(
        duty, duty.due, next_working_day(duty.due), choice,
        counts.organisations if "organisation" in choice.bearers else None,
        counts.people if "person" in choice.bearers else None,
    )  # fmt: skip


def _carried(request: HttpRequest) -> list[tuple[str, str]]:
    left = ("csrfmiddlewaretoken", "step", "open", "search", "own")
    return [(name, value) for name, values in request.POST.lists() if name not in left for value in values]


def _lay(request: HttpRequest, laying: Laying, source: Source, issuer: Organisation, by: Actor) -> HttpResponse | None:
    """Lay everything, or say at its place what does not go (None)."""
    drafts = laying.drafts(source.by_id)
    try:
        laid = lay_obligations(
            drafts=[draft for _duty, draft in drafts],
            selection=laying.common.selection,
            issued_by=issuer,
            by=by,
            document=source.document,
            parent=source.parent,
            request_key=key_of(laying.request_key),
        )
    except STEPS as error:
        at = getattr(error, "details", {}).get("at")
        of_whom = getattr(error, "code", "") in ("nobody", "outside", "outside_people")
        (laying.choice_of(drafts[at][0]) if of_whom and at is not None else laying).errors.append(say(error))
        return None
    going = [one for one in laid if one.state == "issuing"]
    if going:
        return redirect("obligations:laying", going[0].pk)
    total = sum(one.planned for one in laid)
    messages.success(
        request, _("Đã giao %(duties)s nhiệm vụ, tất cả %(total)s phần việc.") % {"duties": len(laid), "total": total}
    )
    key = f"lay-{issuer.pk}-{source.query.strip('?')}"
    return redirect(f"{reverse('obligations:detail', args=[laid[0].pk])}?done={key}")
