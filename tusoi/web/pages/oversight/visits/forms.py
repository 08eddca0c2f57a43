"""The forms of delegations, sessions and notes. What they let through is checked again by the services."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tusoi.oversight.words.visits import HOW, KINDS
from tusoi.web.fields import Day

from .picking import OrganisationField, OrganisationsField

TEXT = 8_000


def text(label: Any, *, required: bool = False, rows: int = 4, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, max_length=TEXT, widget=forms.Textarea({"rows": rows}), **more
    )


class DelegationForm(forms.Form):
    kind = forms.ChoiceField(label=_("Loại"), choices=list(KINDS.items()))
    title = forms.CharField(label=_("Tên đoàn, lịch làm việc"), max_length=300)
    year = forms.IntegerField(label=_("Năm"), min_value=1991, max_value=2199)
    content = text(_("Nội dung làm việc"))
    leader = forms.ChoiceField(label=_("Trưởng đoàn"), required=False)
    members = forms.MultipleChoiceField(label=_("Thành viên"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("leader", [("", "—"), *people]), ("members", people)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices


class ScheduleForm(forms.Form):
    organisations = OrganisationsField(label=_("Đơn vị"))
    first = Day(label=_("Ngày đầu"), help_text=_("Ngày nghỉ được bỏ qua."))
    per = forms.IntegerField(label=_("Nhiều nhất mấy buổi"), min_value=1, max_value=200, initial=2)
    span = forms.ChoiceField(label=_("Trong một"), choices=[("week", _("tuần")), ("month", _("tháng"))])
    rounds = forms.IntegerField(
        label=_("Mấy lượt"), min_value=1, max_value=12, initial=1,
        help_text=_("Mỗi lượt gặp từng đơn vị một lần, theo thứ tự đã chọn."),
    )  # fmt: skip
    at_time = forms.TimeField(label=_("Giờ"), required=False, widget=forms.TimeInput({"placeholder": "08:00"}))
    place = forms.CharField(label=_("Địa điểm"), required=False, max_length=200)
    content = text(_("Nội dung làm việc"))


class EditForm(forms.Form):
    at_time = forms.TimeField(label=_("Giờ"), required=False, widget=forms.TimeInput({"placeholder": "08:00"}))
    place = forms.CharField(label=_("Địa điểm"), required=False, max_length=200)
    content = text(_("Nội dung làm việc"))


class MoveForm(forms.Form):
    on = Day(label=_("Ngày mới"))
    reason = text(_("Lý do"), required=True, rows=2)


class HoldForm(forms.Form):
    result = text(
        _("Kết quả làm việc"), required=True,
        help_text=_("Ai dự, thống nhất việc gì, ai làm, bao giờ xong. Đơn vị được làm việc cũng đọc mục này."),
    )  # fmt: skip
    matters = text(_("Đơn vị nêu, kiến nghị"), rows=3)
    attended = forms.IntegerField(label=_("Số người dự"), required=False, min_value=0, max_value=32_000)


class CorrectForm(HoldForm):
    reason = text(_("Lý do sửa"), required=True, rows=2)


class ReasonForm(forms.Form):
    reason = text(_("Lý do"), required=True, rows=2)


class NothingForm(forms.Form):
    """A button alone."""


class NoteForm(forms.Form):
    organisation = OrganisationField(label=pgettext_lazy("one", "Đơn vị"))
    on = Day(label=_("Ngày"))
    how = forms.ChoiceField(label=_("Cách giám sát"), choices=list(HOW.items()))
    areas = forms.MultipleChoiceField(
        label=pgettext_lazy("inspected", "Nội dung"), required=False, widget=forms.CheckboxSelectMultiple
    )
    text = text(
        _("Ghi nhận"), required=True,
        help_text=_("Viết về tổ chức, không nhận xét cá nhân. Đơn vị được ghi không đọc mục này."),
    )  # fmt: skip
    reminded = forms.BooleanField(label=_("Đã nhắc nhở đơn vị"), required=False)
    is_signal = forms.BooleanField(label=_("Cần xem xét kỹ hơn"), required=False)

    def __init__(self, *args: Any, areas: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["areas"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = areas


class AddForm(forms.Form):
    text = text(_("Ghi thêm"), required=True, rows=3)
    reminded = forms.BooleanField(label=_("Đã nhắc nhở đơn vị"), required=False)
    is_signal = forms.BooleanField(label=_("Cần xem xét kỹ hơn"), required=False)


class TieForm(forms.Form):
    case = forms.ChoiceField(label=_("Cuộc kiểm tra, giám sát đã mở"))

    def __init__(self, *args: Any, cases: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["case"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "—"), *cases]
