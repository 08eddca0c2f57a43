"""From a file or a text to an entry of the register: bring it, review what was read, save or throw away."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tusoi.documents import rules, selectors, services
from tusoi.documents.files import SecretFile
from tusoi.documents.headings import Found
from tusoi.documents.selectors import Proposal
from tusoi.documents.sentences import (
    FOUND,
    KINDS_OF_PROPOSAL,
    REJECTIONS,
    SUSPECT,
    SUSPECT_OTHER,
    UNREADABLE,
    note_words,
)
from tusoi.lib import formats
from tusoi.lib.reading import Unreadable
from tusoi.obligations.selectors import Receiver, receivers_of
from tusoi.organisations.scope import Actor
from tusoi.web.acting import actor
from tusoi.web.fields import wrong_day

from . import checks
from .common import (
    WHY_NOBODY,
    confirmed_in,
    doubts_in_words,
    key_of,
    place_of,
    rejection_in_words,
    secret_page,
    unreadable_in_words,
)  # fmt: skip
from .forms import MetadataForm
from .register import meant

if TYPE_CHECKING:
    from tusoi.documents.models import Intake

EDITABLE_QUOTES = 100_000
"""Characters of quotations that a form carries; of a longer text the quotations are kept as they were read."""
_DUE_ON = re.compile(r"due_on-[0-9]{1,6}")
OPEN_AT_FIRST = frozenset({"requirement", "citation", "finding", "count"})


@dataclass(frozen=True, slots=True)
class Group:
    """The proposals of one kind."""

    type: str
    label: str
    proposals: list[Proposal] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return self.type in OPEN_AT_FIRST

    @property
    def found(self) -> str:
        """The word behind the number of proposals: 3 requirements."""
        return str(FOUND[self.type] % len(self.proposals))

    @property
    def chosen(self) -> int:
        return sum(one.on for one in self.proposals)


@dataclass(frozen=True, slots=True)
class WrongDay:
    """What was typed as a day and is none, and why in words."""

    typed: str
    said: str


@require_GET
def new(request: HttpRequest) -> HttpResponse:
    """Three ways into the register, side by side."""
    by = actor(request)
    owner = place_of(by)
    by.require("documents.register", owner)
    return _ways(request)


def _ways(request: HttpRequest, way: str = "", error: str = "", *, status: int = 200) -> HttpResponse:
    """The page to begin with; ``way`` ("upload" or "paste") is the one that went wrong."""
    by = actor(request)
    context = {
        "owner": place_of(by), "drafts": list(selectors.open_intakes(by)[:20]),
        "upload_error": error if way == "upload" else "", "paste_error": error if way == "paste" else "",
        "pasted": request.POST.get("pasted", ""),
    }  # fmt: skip
    return render(request, "documents/new.html", context, status=status)


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Read what was brought. The last field of the form says that it came whole."""
    by = actor(request)
    owner = place_of(by)
    pasted = request.POST.get("pasted")
    way = "upload" if pasted is None else "paste"
    file = request.FILES.get("content")
    if request.POST.get("whole") != "1":
        return _ways(request, way, str(UNREADABLE["cut"]), status=400)
    if pasted is None and file is None:
        return _ways(request, way, str(UNREADABLE["missing"]))
    try:
        intake = services.begin_intake(
            owner_id=owner.pk, by=by, content=file, filename=file.name or "" if file else "", pasted=pasted or ""
        )
    except Unreadable as unreadable:
        return _ways(request, way, unreadable_in_words(unreadable))
    except SecretFile as secret:
        return secret_page(request, secret, owner)
    except rules.Rejected as rejected:
        return _ways(request, way, rejection_in_words(rejected))
    return redirect("documents:intake", intake.pk)


@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """The text beside what was read out of it. The form works without JavaScript: one button saves all of it."""
    by = actor(request)
    intake = selectors.intake_for(pk, by=by)
    if intake.document is not None:
        messages.info(request, _("Văn bản này đã được lưu vào sổ."))
        return redirect("documents:detail", intake.document.pk)
    if request.method == "GET":
        return _page(request, intake)
    action = request.POST.get("action", "")
    if action == "discard":
        return redirect("documents:discard", pk)
    if request.POST.get("whole") != "1":
        messages.error(request, UNREADABLE["cut"])
        return redirect("documents:intake", pk)
    try:
        intake = services.save_decisions(intake_id=pk, decisions=decisions_in(request, intake, by), by=by)
        if wrong_days(request):
            return _page(request, selectors.intake_for(pk, by=by), form=MetadataForm(request.POST, by=by))
        if action == "add":
            return _add(request, intake, by)
        if action == "accept":
            return _accept(request, selectors.intake_for(pk, by=by))
    except rules.Rejected as rejected:  # saved in another tab meanwhile
        messages.error(request, rejection_in_words(rejected))
        return redirect("documents:intake", pk)
    messages.success(request, _("Đã lưu nháp. Có thể rời trang và làm tiếp sau."))
    return redirect("documents:intake", pk)


@require_POST
def decisions(request: HttpRequest, pk: int) -> HttpResponse:
    """What was decided so far, saved by itself while one works."""
    by = actor(request)
    intake = selectors.intake_for(pk, by=by)
    if request.POST.get("whole") != "1":
        return HttpResponse(status=400)
    try:
        services.save_decisions(intake_id=pk, decisions=decisions_in(request, intake, by), by=by)
    except rules.Rejected as rejected:
        return render(request, "documents/parts/autosaved.html", {"error": rejection_in_words(rejected)})
    if wrong := wrong_days(request):
        return render(request, "documents/parts/autosaved.html", {"error": next(iter(wrong.values())).said})
    return render(request, "documents/parts/autosaved.html", {"at": timezone.localtime(by.at)})


@require_http_methods(["GET", "POST"])
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    by = actor(request)
    intake = selectors.intake_for(pk, by=by)
    if intake.document is not None:
        messages.info(request, _("Văn bản này đã được lưu vào sổ nên không bỏ được nữa."))
        return redirect("documents:detail", intake.document.pk)
    if request.method == "POST":
        services.discard_intake(intake_id=pk, by=by)
        messages.success(request, _("Đã bỏ văn bản đang đọc. Không có gì được lưu vào sổ."))
        return redirect("documents:register")
    return render(request, "documents/discard.html", {"intake": intake})


def _add(request: HttpRequest, intake: Intake, by: Actor) -> HttpResponse:
    try:
        services.add_proposal(
            intake_id=intake.pk, type=request.POST.get("added_type", ""), quote=request.POST.get("added_quote", ""),
            title=request.POST.get("added_title", ""), by=by,
        )  # fmt: skip
    except rules.Rejected as rejected:
        return _page(request, selectors.intake_for(intake.pk, by=by), added_error=rejection_in_words(rejected))
    messages.success(request, _("Đã thêm một mục."))
    return redirect("documents:intake", intake.pk)


def _accept(request: HttpRequest, intake: Intake) -> HttpResponse:
    by = actor(request)
    form = MetadataForm(request.POST, by=by)
    if not form.is_valid():
        return _page(request, intake, form=form)
    try:
        document = services.accept_intake(
            intake_id=intake.pk, metadata=form.metadata(), by=by, confirmed=confirmed_in(request),
            request_key=key_of(request),
        )  # fmt: skip
    except rules.Rejected as rejected:
        own = {name: code for name, code in rejected.errors.items() if not name.startswith("quote-")}
        quotes = {
            int(name.removeprefix("quote-")): str(REJECTIONS[code])
            for name, code in rejected.errors.items()
            if name.startswith("quote-")
        }
        if own:
            form.refuse(rules.Rejected(own))
        return _page(request, intake, form=form, quote_errors=quotes)
    except rules.Doubtful as doubtful:
        return _page(request, intake, form=form, doubts=doubtful.doubts)
    except SecretFile:
        form.add_error("excerpt", _("Trích yếu có dấu mật; văn bản mật chỉ được ghi số, ngày và nơi lưu."))
        return _page(request, intake, form=form)
    count = document.clauses.count() + document.citations.count()
    text = ngettext(
        "Đã lưu %(document)s và %(count)d mục.", "Đã lưu %(document)s và %(count)d mục.", count
    )  # fmt: skip
    messages.success(request, text % {"document": document, "count": count})
    offer = "?send=1" if meant(receivers_of(intake.text, document.owner, by)) else ""
    return redirect(f"{reverse('documents:detail', args=[document.pk])}{offer}")


def _page(
    request: HttpRequest,
    intake: Intake,
    *,
    form: MetadataForm | None = None,
    doubts: tuple[rules.Doubt, ...] = (),
    quote_errors: dict[int, str] | None = None,
    added_error: str = "",
) -> HttpResponse:
    by = actor(request)
    proposals = selectors.proposals_of(intake, by=by)
    suggested = selectors.suggested_metadata(intake, by=by)
    receivers = receivers_of(intake.text, intake.organisation, by)
    if form is None:
        form = MetadataForm(by=by, initial=_initial(suggested, intake))
    whole = intake.text
    shown = whole[: selectors.SHOWN_TEXT]
    is_cut = len(shown) < len(intake.text)
    intake.text = shown
    groups = [
        Group(kind, str(label), [one for one in proposals if one.type == kind])
        for kind, label in KINDS_OF_PROPOSAL.items()
    ]
    context = {
        "intake": intake, "form": form, "groups": [group for group in groups if group.proposals],
        "empty_groups": [group.label for group in groups if not group.proposals], "proposals": proposals,
        "chosen": sum(one.on for one in proposals),
        "paragraphs": selectors.marked_proposals(intake, proposals, _passages(suggested, receivers)),
        "receivers": receivers, "why_nobody": WHY_NOBODY, "letter": selectors.drafts_of_letter(intake, by=by),
        "is_cut": is_cut, "found": _found_where(suggested, form), "summary": _summary(form),
        "doubts": doubts_in_words(doubts), "confirmed": confirmed_in(request),
        "quote_errors": quote_errors or {}, "wrong_days": wrong_days(request), "added_error": added_error,
        "with_quotes": sum(len(one.quote) for one in proposals) <= EDITABLE_QUOTES,
        "notes": note_words(intake.notes), "cautions": _cautions(intake, whole, proposals, suggested, by),
        "suspect": SUSPECT, "suspect_other": SUSPECT_OTHER,
        "request_key": request.POST.get("request_key") or uuid4(), "posted": request.POST,
        "may_register": by.may("documents.register", intake.organisation),
    }  # fmt: skip
    return render(request, "documents/intake.html", context)


def _cautions(
    intake: Intake, text: str, proposals: list[selectors.Proposal], suggested: dict[str, Found], by: Actor
) -> list[checks.Shown]:
    """What does not agree in the citations that are on, said before anything is stored."""
    lines = selectors.cautions_of_draft(intake, proposals, suggested, by=by)
    return checks.shown_of(lines, text, anchor="m")


def _initial(suggested: dict[str, Found], intake: Intake) -> dict[str, Any]:
    """What the text says of itself, under what was typed since."""
    found = {name: one.value for name, one in suggested.items()}
    return {"circulation": "below", "issuer": "", **found, **intake.decisions.get("metadata", {})}


def _summary(form: MetadataForm) -> str:
    """The head of the document in one line, once it is complete; nothing while a field is missing or wrong."""
    if form.is_bound and not form.is_valid():
        return ""
    value = {name: form[name].value() for name in form.fields}
    kind = dict(form.fields["kind"].choices).get(value["kind"])  # type: ignore[attr-defined]
    issuer = dict(form.fields["issuer"].choices).get(str(value["issuer"])) if value["issuer"] else value["issuer_name"]  # type: ignore[attr-defined]
    day = value["issued_on"]
    if isinstance(day, str):
        day = formats.read_day(day)
    if not (value["number"] and value["symbol"] and kind and issuer and day and value["excerpt"]):
        return ""
    reference = f"{kind.rsplit(' (', 1)[0]} {value['number']}-{value['symbol']}"
    return f"{reference}, {day:%d/%m/%Y}, {issuer}: {value['excerpt']}"


def _passages(suggested: dict[str, Found], receivers: list[Receiver]) -> dict[str, Found]:
    """What the text is marked with besides the proposals: where head and foot say something, by the mark's id."""
    lines = {f"to-{place}": Found(one.name, "", one.start, one.end) for place, one in enumerate(receivers)}
    return {f"head-{name}": one for name, one in suggested.items()} | lines


def _found_where(suggested: dict[str, Found], form: MetadataForm) -> list[tuple[str, str, Found]]:
    """For each field that was filled from the text: its label, its name and the passage. One line a passage."""
    lines: dict[tuple[int, int], tuple[list[str], str, Found]] = {}
    for name, one in suggested.items():
        if name in form.fields:
            label = str(form.fields[name].label)
            lines.setdefault((one.start, one.end), ([], name, one))[0].append(label.lower())
    return [(", ".join(labels), name, one) for labels, name, one in lines.values()]


def decisions_in(request: HttpRequest, intake: Intake, by: Actor) -> dict[str, Any]:
    """The review form as decisions: a box that is not ticked is a rejection."""
    data = request.POST
    shown: Iterable[int] = (
        place for place, one in enumerate(intake.records) if one["type"] in rules.KEPT_TYPES
    )  # fmt: skip
    items: dict[str, Any] = {}
    for place in shown:
        if f"there-{place}" not in data:  # added in another tab meanwhile
            continue
        item: dict[str, Any] = {"on": f"on-{place}" in data}
        for name in ("title", "label", "due_on", "quote", *rules.TASK_FIELDS):
            if f"{name}-{place}" in data:
                item[name] = data[f"{name}-{place}"]
        if "due_on" in item:
            item["due_on"] = _iso(item["due_on"])
        if f"target-{place}" in data:
            target = data[f"target-{place}"]
            item["target"] = int(target) if target.isascii() and target.isdecimal() and len(target) < 19 else None
        items[str(place)] = item
    metadata = {name: data[name] for name in rules.METADATA_FIELDS if name in data}
    metadata |= {name: _iso(metadata[name]) for name in ("issued_on", "received_on") if name in metadata}
    return {"items": items, "metadata": metadata}


def wrong_days(request: HttpRequest) -> dict[int, WrongDay]:
    """What was typed as the due day of a proposal and is none, by the proposal's place."""
    typed = {int(name[7:]): str(request.POST[name]) for name in request.POST if _DUE_ON.fullmatch(name)}
    return {place: WrongDay(text, said) for place, text in typed.items() if (said := wrong_day(text))}


def _iso(text: str) -> str:
    """A day as decisions keep it; what is none stays as it was typed."""
    day = formats.read_day(text)
    return day.isoformat() if day else text
