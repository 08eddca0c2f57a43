"""What the page for laying duties holds: a common choice, and one or several duties with it or with their own.

Nothing is stored between the two steps: the second page carries the first one's fields with it.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tusoi.lib.formats import read_day
from tusoi.obligations.services import ObligationDraft
from tusoi.web.fields import Day

from .common import numbers
from .whom import CHOOSE, BearerForm, Choice, read_choice

if TYPE_CHECKING:
    from tusoi.documents.models import Clause
    from tusoi.obligations.models import DeliverableKind
    from tusoi.obligations.selectors import Laid

MOST_DUTIES = 30
PAST = gettext_lazy("Thời hạn đã qua. Hãy chọn một ngày từ hôm nay trở đi.")


class CommonForm(BearerForm):
    """What holds for every duty that does not say otherwise."""

    due_on = Day(label=gettext_lazy("Thời hạn chung"), required=False)
    review = forms.ChoiceField(
        label=gettext_lazy("Người duyệt"), initial="issuer", widget=forms.RadioSelect, error_messages=CHOOSE,
        choices=[
            ("issuer", gettext_lazy("Đơn vị tôi")), ("superior", gettext_lazy("Cấp trên trực tiếp của từng đơn vị")),
        ],
    )  # fmt: skip
    expectations = forms.CharField(
        label=gettext_lazy("Bài trả lời tốt có (chung, mỗi dòng một ý)"), max_length=4000, required=False,
        help_text=gettext_lazy("Để trống thì lấy theo loại sản phẩm của từng nhiệm vụ."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, **more: Any):
        super().__init__(*args, **more)
        self.today = today
        self.fields["due_on"].widget.attrs["data-min"] = today.isoformat()

    def clean_due_on(self) -> date | None:
        due_on: date | None = self.cleaned_data["due_on"]
        if due_on and due_on < self.today:
            raise forms.ValidationError(PAST)
        return due_on


class DutyForm(forms.Form):
    """One duty. Its fields are named d0-title, d1-title ..."""

    use = forms.BooleanField(label=gettext_lazy("Giao yêu cầu này"), required=False, initial=True)
    clause = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(label=gettext_lazy("Tên nhiệm vụ"), max_length=300, required=False)
    deliverable = forms.ChoiceField(label=gettext_lazy("Phải nộp"), required=False, error_messages=CHOOSE)
    due_on = Day(label=gettext_lazy("Thời hạn"), required=False)
    expectations = forms.CharField(
        label=gettext_lazy("Bài trả lời tốt có (mỗi dòng một ý)"), max_length=4000, required=False,
        help_text=gettext_lazy("Để trống thì như trên; trên cũng trống thì lấy theo loại sản phẩm."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    instructions = forms.CharField(
        label=gettext_lazy("Hướng dẫn thêm"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    whom = forms.ChoiceField(
        label=gettext_lazy("Giao cho ai"), required=False, initial="same", widget=forms.RadioSelect,
        error_messages=CHOOSE, choices=[("same", gettext_lazy("Như trên")), ("own", gettext_lazy("Chọn riêng"))],
    )  # fmt: skip

    def __init__(
        self, *args: Any, kinds: Sequence[DeliverableKind], today: date, common_due: date | None = None,
        clause: Clause | None = None, choice: Choice | None = None, **more: Any,
    ):  # fmt: skip
        super().__init__(*args, **more)
        self.today, self.source, self.kinds, self.common_due = today, clause, kinds, common_due
        self.choice = choice or Choice(f"{self.prefix}-")
        self.laid: Sequence[Laid] = ()
        """What was laid from its requirement before."""
        self.active = False
        """Whether the last step was taken in this duty, so that it stays open."""
        self.fields["deliverable"].choices = [(str(kind.pk), kind.name) for kind in kinds]  # type: ignore[attr-defined]
        self.fields["due_on"].widget.attrs["data-min"] = today.isoformat()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("use"):
            self.errors.clear()
            return cleaned
        for name, said in {
            "title": _("Hãy ghi tên nhiệm vụ."),
            "deliverable": _("Hãy chọn loại sản phẩm phải nộp."),
        }.items():
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, said)
        due_on = cleaned.get("due_on")
        if due_on and due_on < self.today:
            self.add_error("due_on", str(PAST))
        elif not due_on and not self.common_due and "due_on" not in self.errors:
            self.add_error("due_on", _("Hãy ghi thời hạn."))
        return cleaned

    @property
    def due(self) -> date:
        """Its own day, else the common one; of a valid form."""
        day: date | None = self.cleaned_data["due_on"] or self.common_due
        assert day is not None
        return day

    @property
    def has_own(self) -> bool:
        return self["whom"].value() == "own"

    @property
    def kind(self) -> DeliverableKind | None:
        """The deliverable chosen just now, for what is said about it."""
        return next((kind for kind in self.kinds if str(kind.pk) == str(self["deliverable"].value())), None)

    @property
    def shown_due(self) -> date | None:
        value = self["due_on"].value()
        return read_day(value) if isinstance(value, str) else value

    @property
    def is_used(self) -> bool:
        return bool(self["use"].value())

    @property
    def is_settled(self) -> bool:
        """Whether it may be folded: everything is said and nothing is wrong."""
        wrong = bool(self.is_bound and self.errors) or bool(self.choice.errors) or self.active
        whom = not self.choice.is_empty if self.has_own else not self.choice.named.unmatched
        return not wrong and whom and bool(self["title"].value()) and bool(self.shown_due or self.common_due)


@dataclass
class Laying:
    """All that the page holds, from a POST or to begin with."""

    duties: list[DutyForm]
    common: Choice
    kinds: Sequence[DeliverableKind]
    request_key: str = ""
    errors: list[str] = field(default_factory=list)
    active: bool = False
    """Whether the last step was taken in the common choice, so that it stays open."""

    @property
    def used(self) -> list[DutyForm]:
        return [duty for duty in self.duties if duty.cleaned_data.get("use")]

    @property
    def choices(self) -> list[Choice]:
        return [self.common, *(duty.choice for duty in self.duties)]

    def choice(self, prefix: str) -> Choice | None:
        return next((one for one in self.choices if one.prefix == prefix), None)

    def choice_of(self, duty: DutyForm) -> Choice:
        return duty.choice if duty.cleaned_data.get("whom") == "own" and len(self.duties) > 1 else self.common

    @property
    def chosen(self) -> list[Choice]:
        """The choices that somebody uses, each once."""
        return list({one.prefix: one for one in (self.choice_of(duty) for duty in self.used)}.values())

    @property
    def is_settled(self) -> bool:
        """Whether the common choice may be folded."""
        wrong = bool(self.common.form.is_bound and self.common.form.errors) or bool(self.common.errors) or self.active
        return not wrong and not self.common.is_empty

    def is_valid(self) -> bool:
        """Whether every duty that is used says what it is and whom it is for; else the errors say what lacks."""
        wrong = [form for form in (*self.duties, self.common.form) if form.errors]  # looks at every one of them
        valid = not wrong
        if valid and not self.used:
            self.errors.append(_("Chưa chọn nhiệm vụ nào để giao."))
        chosen = [one.is_chosen() for one in self.chosen]
        return valid and all(chosen) and not self.errors

    def drafts(self, clauses: Mapping[int, Clause]) -> list[tuple[DutyForm, ObligationDraft]]:
        """For each duty one draft, or two when it goes to organisations and to persons."""
        common = self.common.form.cleaned_data
        drafts = []
        for duty in self.used:
            said, choice = duty.cleaned_data, self.choice_of(duty)
            kind = next(kind for kind in self.kinds if str(kind.pk) == said["deliverable"])
            lines = _lines(said["expectations"]) or _lines(common["expectations"]) or kind.expectations_vi
            for bearer in choice.bearers:
                draft = ObligationDraft(
                    title=said["title"],
                    due_on=duty.due,
                    deliverable=kind,
                    bearer=bearer,
                    review=common["review"],
                    instructions=said["instructions"],
                    expectations=tuple(lines),
                    clause=clauses.get(said["clause"] or 0),
                    selection=choice.selection,
                )
                drafts.append((duty, draft))
        return drafts


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def read(data: QueryDict, kinds: Sequence[DeliverableKind], today: date, clauses: Mapping[int, Clause]) -> Laying:
    """The page as it was sent; `Laying.is_valid` says what is missing."""
    count = min(MOST_DUTIES, *(numbers([data.get("duties", "")]) or [1]))
    common = CommonForm(data, today=today)
    common_due = read_day(data.get("due_on", ""))
    duties = []
    for index in range(count):
        clause = next((clauses.get(pk) for pk in numbers([data.get(f"d{index}-clause", "")])), None)
        duties.append(
            DutyForm(
                data, prefix=f"d{index}", kinds=kinds, today=today, common_due=common_due, clause=clause,
                choice=_own_choice(data, f"d{index}-"),
            )
        )  # fmt: skip
    return Laying(duties, read_choice(data, form=common), kinds, request_key=data.get("request_key", ""))


def _own_choice(data: QueryDict, prefix: str) -> Choice:
    """A duty's own choice; one that was never opened has no field, and begins as the form does."""
    sent = {f"{prefix}bearer": data.get(f"{prefix}bearer", "organisation")}
    return read_choice(data, prefix, form=BearerForm(sent, prefix=prefix.rstrip("-")))


def key_of(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
