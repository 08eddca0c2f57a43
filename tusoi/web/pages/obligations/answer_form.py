"""The bearer's form: a text, the lines of a plan, files. An answer may be incomplete at any time but for sending."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from tusoi.lib import quality
from tusoi.obligations.services import ItemDraft
from tusoi.web.fields import Day

from .common import LARGEST
from .notes import Note, note_of

if TYPE_CHECKING:
    from tusoi.documents.models import Clause
    from tusoi.obligations.models import PlanItem

MOST_LINES = 300
_TASK = re.compile(r"^i([0-9]{1,6})-task$")


class LineForm(forms.Form):
    """One line of the plan. Its fields are named i0-task, i1-task ..."""

    id = forms.IntegerField(required=False, min_value=1, max_value=LARGEST, widget=forms.HiddenInput)
    at = forms.IntegerField(required=False, min_value=0, max_value=10**6, widget=forms.HiddenInput)
    clause = forms.ChoiceField(label=_("Trả lời yêu cầu, hạn chế nào"), required=False)
    finding = forms.CharField(
        label=_("Hạn chế, yêu cầu được trả lời"), max_length=4000, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    task = forms.CharField(
        label=_("Biện pháp"), max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    lead = forms.CharField(label=_("Người chịu trách nhiệm"), max_length=200, required=False)
    collaborators = forms.CharField(label=_("Phối hợp"), max_length=300, required=False)
    product = forms.CharField(label=_("Sản phẩm, minh chứng"), max_length=300, required=False)
    milestones = forms.CharField(
        label=_("Các mốc"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    due_on = Day(label=_("Thời hạn"), required=False)

    def __init__(
        self,
        *args: Any,
        clauses: Sequence[Clause] = (),
        item: PlanItem | None = None,
        today: date | None = None,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.item = item
        self.today = today
        if clauses:
            choices = [("", str(_("– chọn, hoặc ghi bằng lời ở dưới –")))]
            choices += [(str(one.pk), f"{one.label}: {one.title}" if one.label else one.title) for one in clauses]
            self.fields["clause"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["clause"]

    @property
    def note(self) -> Note | None:
        """What a reader of the line would ask: worth a word and no error; None for a line nothing was written in."""
        if self.is_bound and not self.is_valid():
            return None
        said = self.cleaned_data if self.is_bound else self.initial
        if not (said.get("task") or "").strip():
            return None
        texts: dict[str, Any] = {name: said.get(name) or "" for name in ("task", "lead", "product", "milestones")}
        line = ItemDraft(due_on=said.get("due_on"), **texts)
        return note_of(quality.look(line), line=line)

    @property
    def is_past(self) -> bool:
        """A plan also reports what is done already. Said apart from the note: the page says it as the day is typed."""
        said = getattr(self, "cleaned_data", {}) if self.is_bound else self.initial
        day, today = said.get("due_on"), self.today
        return isinstance(day, date) and today is not None and day < today

    def draft(self) -> ItemDraft:
        said = self.cleaned_data
        texts = {
            name: said.get(name, "") for name in ("finding", "task", "lead", "collaborators", "product", "milestones")
        }
        return ItemDraft(
            id=said.get("id"),
            clause_id=int(said["clause"]) if said.get("clause") else None,
            due_on=said.get("due_on"),
            **texts,
        )


@dataclass
class AnswerForm:
    """``seen``: when it was opened. ``window``: the page it is written on, whose own saves are not in its way."""

    text: str
    lines: list[LineForm]
    seen: datetime
    window: str
    drop_files: list[int] = field(default_factory=list)
    has_items: bool = True

    def is_valid(self) -> bool:
        return not any(line.errors for line in self.lines)

    @property
    def drafts(self) -> list[ItemDraft] | None:
        """The lines in their old order, new ones behind; None for an answer without a plan."""
        if not self.has_items:
            return None
        ordered = sorted(self.lines, key=lambda line: line.cleaned_data.get("at") or 10**6)
        return [line.draft() for line in ordered]


def shown(
    text: str,
    items: Iterable[PlanItem],
    clauses: Sequence[Clause],
    seen: datetime,
    *,
    has_items: bool,
    blank: int = 0,
    begun: Sequence[dict[str, Any]] = (),
) -> AnswerForm:
    """The form of what is stored: returned lines first, each open; locked lines are shown by the page itself.

    ``begun``: lines to begin a plan with, each with what is known of it already.
    """
    rows = sorted(items, key=lambda item: (not item.reason, item.position))
    lines = [
        LineForm(
            prefix=f"i{index}", initial=initial_of(item), clauses=clauses, item=item, today=timezone.localdate(seen)
        )
        for index, item in enumerate(item for item in rows if not item.is_locked)
    ]
    for index, known in enumerate(begun, start=len(lines)):
        lines.append(LineForm(prefix=f"i{index}", initial=known, clauses=clauses))
    for index in range(len(lines), len(lines) + blank):
        lines.append(LineForm(prefix=f"i{index}", clauses=clauses))
    return AnswerForm(text, lines, seen, uuid4().hex, has_items=has_items)


def initial_of(item: PlanItem) -> dict[str, Any]:
    names = ("id", "finding", "task", "lead", "collaborators", "product", "milestones", "due_on")
    return {**{name: getattr(item, name) for name in names}, "clause": str(item.clause_id or ""), "at": item.position}


def sent(
    data: QueryDict, items: Iterable[PlanItem], clauses: Sequence[Clause], now: datetime, *, has_items: bool
) -> AnswerForm:
    """The form as it came back. Lines marked to be dropped are left out."""
    by_id = {str(item.pk): item for item in items}
    indexes = sorted(int(found[1]) for name in data if (found := _TASK.match(name)))
    dropped = data.get("drop_line", "")
    lines = [
        LineForm(
            data,
            prefix=f"i{index}",
            clauses=clauses,
            item=by_id.get(data.get(f"i{index}-id", "")),
            today=timezone.localdate(now),
        )
        for index in indexes[:MOST_LINES]
        if str(index) != dropped
    ]
    files = [int(text) for text in data.getlist("drop_file") if text.isdecimal() and len(text) < 19]
    seen, window = _moment(data.get("seen", ""), now), data.get("window", "")[:32]
    return AnswerForm(data.get("text", ""), lines, seen, window, files, has_items)


def _moment(text: str, now: datetime) -> datetime:
    """When the form was opened; a form that does not say is as old as can be."""
    try:
        found = parse_datetime(text)
    except ValueError:
        found = None
    if found is None or timezone.is_naive(found):
        return datetime(2000, 1, 1, tzinfo=now.tzinfo)
    return found


def past_words(form: AnswerForm) -> str:
    """How many lines name a day that has passed; nothing where none does."""
    count = sum(1 for line in form.lines if line.is_past)
    return str(_("%(count)s mục ghi thời hạn đã qua.")) % {"count": count} if count else ""


def gaps(form: AnswerForm) -> list[str]:
    """What a good plan has and this one has not, in words; they inform, only the service refuses."""
    found: list[str] = []
    if not form.has_items:
        return found
    lines = [line.draft() for line in form.lines if not line.draft().is_empty]
    if lines and (count := sum(1 for one in lines if not one.lead.strip())):
        found.append(str(_("%(count)s mục chưa ghi người chịu trách nhiệm.")) % {"count": count})
    if lines and (count := sum(1 for one in lines if one.due_on is None)):
        found.append(str(_("%(count)s mục chưa ghi thời hạn.")) % {"count": count})
    if past := past_words(form):
        found.append(past)
    if lines and (count := sum(1 for one in lines if not one.product.strip())):
        found.append(str(_("%(count)s mục chưa ghi sản phẩm, minh chứng.")) % {"count": count})
    return found
