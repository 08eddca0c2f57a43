"""What the page for laying duties holds: one or several duties, and whom they are laid on.

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
from django.utils.translation import gettext_lazy as _

from tusoi.obligations.services import ObligationDraft, Selection

from .common import Day, numbers

if TYPE_CHECKING:
    from tusoi.documents.models import Clause
    from tusoi.obligations.models import DeliverableKind

MOST_DUTIES = 30
MOST_NAMED = 20_000
BOTH = "both"
_CHOOSE = {"invalid_choice": _("Hãy chọn một mục trong danh sách."), "required": _("Hãy chọn một mục trong danh sách.")}


class DutyForm(forms.Form):
    """One duty. Its fields are named d0-title, d1-title ..."""

    use = forms.BooleanField(label=_("Giao yêu cầu này"), required=False, initial=True)
    clause = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(label=_("Tên nhiệm vụ"), max_length=300, required=False)
    deliverable = forms.ChoiceField(label=_("Phải nộp"), required=False, error_messages=_CHOOSE)
    due_on = Day(label=_("Thời hạn"), required=False)
    expectations = forms.CharField(
        label=_("Bài trả lời tốt có (mỗi dòng một ý)"), max_length=4000, required=False,
        help_text=_("Để trống thì lấy theo loại sản phẩm."), widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    instructions = forms.CharField(
        label=_("Hướng dẫn thêm"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(
        self, *args: Any, kinds: Sequence[DeliverableKind], today: date, clause: Clause | None = None, **more: Any
    ):
        super().__init__(*args, **more)
        self.today, self.source = today, clause
        self.fields["deliverable"].choices = [(str(kind.pk), kind.name) for kind in kinds]  # type: ignore[attr-defined]
        self.fields["due_on"].widget.attrs["min"] = today.isoformat()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("use"):
            self.errors.clear()
            return cleaned
        for name, said in {
            "title": _("Hãy ghi tên nhiệm vụ."),
            "deliverable": _("Hãy chọn loại sản phẩm phải nộp."),
            "due_on": _("Hãy ghi thời hạn."),
        }.items():
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, str(said))
        due_on = cleaned.get("due_on")
        if due_on and due_on < self.today:
            self.add_error("due_on", str(_("Thời hạn đã qua. Hãy chọn một ngày từ hôm nay trở đi.")))
        return cleaned


class BearerForm(forms.Form):
    """Whom: the kind of bearers, and who reviews. The organisations are ticked boxes beside it."""

    bearer = forms.ChoiceField(
        label=_("Ai nộp bài"), initial="organisation", widget=forms.RadioSelect, error_messages=_CHOOSE,
        choices=[
            ("organisation", _("Tập thể: mỗi đơn vị nộp một bài")),
            ("person", _("Cá nhân: mỗi cấp ủy viên của đơn vị nộp một bài")),
            (BOTH, _("Cả tập thể và cá nhân cấp ủy viên")),
        ],
    )  # fmt: skip
    review = forms.ChoiceField(
        label=_("Người duyệt"), initial="issuer", widget=forms.RadioSelect, error_messages=_CHOOSE,
        choices=[("issuer", _("Đơn vị tôi")), ("superior", _("Cấp trên trực tiếp của từng đơn vị"))],
    )  # fmt: skip


@dataclass
class Laying:
    """All that the page holds, from a POST or to begin with."""

    duties: list[DutyForm]
    bearers: BearerForm
    kinds: Sequence[DeliverableKind]
    ticked: set[int] = field(default_factory=set)
    kind_codes: set[str] = field(default_factory=set)
    opened: list[int] = field(default_factory=list)
    request_key: str = ""
    errors: list[str] = field(default_factory=list)

    @property
    def used(self) -> list[DutyForm]:
        return [duty for duty in self.duties if duty.cleaned_data.get("use")]

    def is_valid(self) -> bool:
        self.errors = []
        valid = not any(form.errors for form in (*self.duties, self.bearers))
        if valid and not self.used:
            self.errors.append(str(_("Chưa chọn nhiệm vụ nào để giao.")))
        if not self.ticked and not self.kind_codes:
            self.errors.append(
                str(_("Chưa chọn đơn vị nào. Hãy đánh dấu đơn vị, hoặc chọn tất cả đơn vị của một cấp."))
            )
        return valid and not self.errors

    @property
    def selection(self) -> Selection:
        return Selection(
            organisation_ids=tuple(sorted(self.ticked)),
            kind_codes=tuple(sorted(self.kind_codes)),
            committee=self.bearers.cleaned_data["bearer"] != "organisation",
        )

    @property
    def bearer_kinds(self) -> list[str]:
        chosen = self.bearers.cleaned_data["bearer"]
        return ["organisation", "person"] if chosen == BOTH else [chosen]

    def drafts(self, clauses: Mapping[int, Clause]) -> list[ObligationDraft]:
        """For each duty one draft, or two when it goes to organisations and to persons."""
        by_id = {str(kind.pk): kind for kind in self.kinds}
        drafts = []
        for duty in self.used:
            said = duty.cleaned_data
            kind = by_id[said["deliverable"]]
            lines = [line.strip() for line in said["expectations"].splitlines() if line.strip()]
            for bearer in self.bearer_kinds:
                drafts.append(
                    ObligationDraft(
                        title=said["title"],
                        due_on=said["due_on"],
                        deliverable=kind,
                        bearer=bearer,
                        review=self.bearers.cleaned_data["review"],
                        instructions=said["instructions"],
                        expectations=tuple(lines or kind.expectations_vi),
                        clause=clauses.get(said["clause"] or 0),
                    )
                )
        return drafts


def read(data: QueryDict, kinds: Sequence[DeliverableKind], today: date, clauses: Mapping[int, Clause]) -> Laying:
    """The page as it was sent. Numbers and codes nobody knows are left out; `is_valid` says what is missing."""
    count = min(MOST_DUTIES, *(numbers([data.get("duties", "")]) or [1]))
    duties = []
    for index in range(count):
        clause = next((clauses.get(pk) for pk in numbers([data.get(f"d{index}-clause", "")])), None)
        duties.append(DutyForm(data, prefix=f"d{index}", kinds=kinds, today=today, clause=clause))
    ticked = [value for name in data if name.startswith("org-") for value in data.getlist(name)]
    return Laying(
        duties=duties,
        bearers=BearerForm(data),
        kinds=kinds,
        ticked=set(numbers(ticked)[:MOST_NAMED]),
        kind_codes={code for code in data.getlist("kinds") if len(code) <= 40},
        opened=numbers(data.getlist("opened"))[:200],
        request_key=data.get("request_key", ""),
    )


def key_of(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
