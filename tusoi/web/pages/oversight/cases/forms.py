"""The forms of a case. What they let through is checked again by the services."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tusoi.oversight.models import Case, TeamMember
from tusoi.oversight.procedure import Procedure
from tusoi.oversight.selectors import procedures
from tusoi.web.fields import Day, FileInput

TEXT = 60_000
LEVELS = (("", "—"), ("mat", _("Mật")), ("toi_mat", _("Tối mật")), ("tuyet_mat", _("Tuyệt mật")))


class CaseForm(forms.Form):
    """What a case says; of one that is open already only what may still be changed."""

    body = forms.ChoiceField(label=_("Chủ thể kiểm tra, giám sát"), required=False)
    kind = forms.ChoiceField(label=_("Loại việc"))
    circle = forms.ChoiceField(
        label=_("Phạm vi biết"),
        choices=Case.Circle.choices,
        initial="normal",
        help_text=_("Chọn từ đầu, không đổi được. Hạn chế: chỉ chủ thể, đoàn, đối tượng; mỗi lượt xem được ghi lại."),
    )
    title = forms.CharField(label=_("Tên cuộc"), max_length=300, required=False)
    content = forms.CharField(label=_("Nội dung"), max_length=8_000, required=False, widget=forms.Textarea({"rows": 4}))
    areas = forms.MultipleChoiceField(label=_("Lĩnh vực nội dung"), required=False, widget=forms.CheckboxSelectMultiple)
    examined_from = Day(label=_("Mốc xem xét từ ngày"), required=False)
    examined_to = Day(label=_("Mốc xem xét đến ngày"), required=False)
    unscheduled_reason = forms.CharField(
        label=_("Lý do nếu ngoài chương trình"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Cấp trên giao, có dấu hiệu vi phạm, phát sinh đột xuất…"),
    )
    secrecy = forms.ChoiceField(label=_("Độ mật"), choices=LEVELS, required=False)
    stub_number = forms.CharField(
        label=_("Số hồ sơ"),
        max_length=60,
        required=False,
        help_text=_("Chỉ điền cho việc mật, tố cáo, khiếu nại, kỷ luật: hệ thống không giữ nội dung."),
    )
    paper_location = forms.CharField(label=_("Nơi cất hồ sơ giấy"), max_length=200, required=False)
    stub_members = forms.IntegerField(label=_("Số đảng viên"), min_value=0, max_value=10_000, required=False)
    entry = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1)
    follows = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1)
    origin = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, on: date, bodies: list[tuple[str, str]], fixed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("body", bodies)
        kinds = [(kind.code, f"{kind.name} ({kind.symbol})") for kind in procedures.kinds_on(on)]
        self._choose("kind", [("", "—"), *dict(kinds).items()])
        self._choose("areas", [(str(area.pk), area.name) for area in procedures.areas_on(on)])
        if fixed:
            for name in ("body", "kind", "circle", "entry", "follows", "origin"):
                del self.fields[name]

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


class Once(forms.Form):
    """A button: nothing to fill in."""


class Reason(forms.Form):
    reason = forms.CharField(label=_("Lý do"), max_length=2_000, widget=forms.Textarea({"rows": 2}))


class Issue(forms.Form):
    decision = forms.IntegerField(label=_("Quyết định thành lập đoàn"), required=False, widget=forms.Select)
    plan = forms.IntegerField(label=_("Kế hoạch"), required=False, widget=forms.Select)

    def __init__(self, *args: Any, documents: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("decision", "plan"):
            widget = self.fields[name].widget
            assert isinstance(widget, forms.Select)
            widget.choices = [("", "—"), *documents]


class IssueNew(forms.Form):
    """Decision and plan that are numbered and entered into the register here. Of a restricted case days and numbers."""

    on = Day(label=_("Ngày ban hành"))
    decision_excerpt = forms.CharField(label=_("Trích yếu"), max_length=500, widget=forms.Textarea({"rows": 2}))
    decision_signatory = forms.CharField(
        label=_("Người ký"), max_length=200, required=False, widget=forms.TextInput({"list": "signatories"})
    )
    decision_number = forms.IntegerField(label=_("Số"), min_value=1, max_value=99_999, required=False)
    decision_file = forms.FileField(label=_("Tệp"), required=False, widget=FileInput, allow_empty_file=True)
    plan_excerpt = forms.CharField(label=_("Trích yếu"), max_length=500, widget=forms.Textarea({"rows": 2}))
    plan_signatory = forms.CharField(
        label=_("Người ký"), max_length=200, required=False, widget=forms.TextInput({"list": "signatories"})
    )
    plan_number = forms.IntegerField(label=_("Số"), min_value=1, max_value=99_999, required=False)
    plan_file = forms.FileField(label=_("Tệp"), required=False, widget=FileInput, allow_empty_file=True)

    def __init__(
        self, *args: Any, with_decision: bool, neutral: bool, references: dict[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for which in ("decision", "plan"):
            if which == "decision" and not with_decision:
                for name in ("excerpt", "signatory", "number", "file"):
                    del self.fields[f"decision_{name}"]
                continue
            if neutral:
                for name in ("excerpt", "signatory", "file"):
                    del self.fields[f"{which}_{name}"]
            if references[which]:
                self.fields[f"{which}_number"].help_text = _("Để trống thì lấy số tiếp theo: %(next)s") % {
                    "next": references[which]
                }

    def of(self, which: str) -> list[Any]:
        """The fields of one of the two, as they stand on the page."""
        return [self[name] for name in self.fields if name.startswith(f"{which}_")]

    @property
    def decision(self) -> list[Any]:
        return self.of("decision")

    @property
    def plan(self) -> list[Any]:
        return self.of("plan")


class Extend(Reason):
    to_day = Day(label=_("Gia hạn đến ngày"))
    field_order = ("to_day", "reason")


class Opening(forms.Form):
    on = Day(label=_("Ngày công bố quyết định, kế hoạch"))


class Reports(forms.Form):
    due_on = Day(label=_("Hạn nộp báo cáo"))
    instructions = forms.CharField(
        label=_("Yêu cầu, đề cương"), max_length=8_000, required=False, widget=forms.Textarea({"rows": 4})
    )


class Member(forms.Form):
    person = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    role = forms.ChoiceField(label=_("Vai trò"), choices=TeamMember.Role.choices, initial="member")
    task = forms.CharField(label=_("Nhiệm vụ"), max_length=500, required=False)


class MemberChange(forms.Form):
    role = forms.ChoiceField(label=_("Vai trò"), choices=TeamMember.Role.choices)
    task = forms.CharField(label=_("Nhiệm vụ"), max_length=500, required=False)


class PaperForm(forms.Form):
    code = forms.ChoiceField(label=_("Mục trong hồ sơ"), required=False)
    subject = forms.ChoiceField(label=_("Đối tượng"), required=False)
    title = forms.CharField(label=_("Tên tài liệu"), max_length=300)
    dated_on = Day(label=_("Ngày của tài liệu"), required=False)
    file = forms.FileField(label=_("Tệp"), required=False, widget=FileInput, allow_empty_file=True)
    text = forms.CharField(
        label=_("Hoặc ghi nội dung tại đây"), max_length=TEXT, required=False, widget=forms.Textarea({"rows": 5})
    )
    pages = forms.IntegerField(label=_("Số trang"), min_value=1, max_value=5_000, required=False)
    paper_location = forms.CharField(label=_("Nơi cất bản giấy"), max_length=200, required=False)

    def __init__(
        self, *args: Any, procedure: Procedure, subjects: list[tuple[str, str]], english: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        codes = [("", str(_("ngoài danh mục")))]
        codes += [(one.code, one.name.en if english else one.name.vi) for one in procedure.papers]
        for name, choices in (("code", codes), ("subject", [("", str(_("cả cuộc"))), *subjects])):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices


class OwnPaper(forms.Form):
    """What a subject hands in."""

    title = forms.CharField(label=_("Tên tài liệu"), max_length=300)
    file = forms.FileField(label=_("Tệp"), required=False, widget=FileInput, allow_empty_file=True)
    text = forms.CharField(
        label=_("Hoặc ghi nội dung tại đây"), max_length=TEXT, required=False, widget=forms.Textarea({"rows": 5})
    )


class Draft(forms.Form):
    draft = forms.CharField(
        label=_("Phần dự thảo gửi đơn vị"),
        max_length=TEXT,
        widget=forms.Textarea({"rows": 8}),
        help_text=_("Chỉ đối tượng này, chủ thể và đoàn đọc được. Sửa rồi gửi lại được; các bản đã gửi đều được giữ."),
    )


class Comments(forms.Form):
    comments = forms.CharField(
        label=_("Ý kiến về dự thảo"), max_length=TEXT, required=False, widget=forms.Textarea({"rows": 6})
    )
    agrees = forms.BooleanField(label=_("Nhất trí, không có ý kiến khác"), required=False)


class Answer(forms.Form):
    answer = forms.CharField(
        label=_("Đoàn tiếp thu gì, vì sao không tiếp thu phần còn lại"),
        max_length=TEXT,
        widget=forms.Textarea({"rows": 6}),
    )


class Settle(forms.Form):
    on = Day(label=_("Ngày giải quyết xong"))
