"""The forms of organisations and people. What they offer comes from selectors; what fits is decided by the services."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tusoi.organisations.models import Membership, Organisation, Term
from tusoi.organisations.scope import Actor
from tusoi.organisations.selectors import (
    bodies_of,
    body_kinds,
    children_of,
    committee_of,
    fields_on,
    kinds_below,
    position_kinds,
    possible_successors,
    terms_of,
)  # fmt: skip
from tusoi.organisations.sentences import STANDINGS
from tusoi.web.fields import Day, OneOf


class Once(forms.Form):
    """A form that acts once: ``request_key`` is made with the page, a second sending carries the same."""

    request_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=36)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"request_key": uuid.uuid4(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)


def text(label: Any, length: int, *, required: bool = True, help_text: Any = "", **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, required=required, help_text=help_text, **more)


def decision() -> forms.CharField:
    return text(_("Số, ngày quyết định"), 200, required=False, help_text=_("Ví dụ: 125-QĐ/TU ngày 30/6/2026"))


def reason() -> forms.CharField:
    return forms.CharField(label=_("Lý do"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class Found(Once):
    kind = OneOf(label=_("Loại tổ chức"))
    name = text(_("Tên đầy đủ"), 200, help_text=_("Ví dụ: Chi bộ Thôn Đông"))
    short_name = text(_("Tên gọi tắt"), 80, required=False)
    code = text(_("Mã tổ chức đảng"), 30, required=False)
    symbol = text(_("Ký hiệu trong số văn bản"), 12, required=False, help_text=_("Để trống: theo loại tổ chức"))
    place_name = text(_("Địa danh"), 80, required=False, help_text=_("Ghi trước ngày tháng của văn bản"))
    on = Day(label=_("Thành lập từ ngày"))
    decision = decision()

    def __init__(self, *args: Any, parent: Organisation, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].queryset = kinds_below(parent, by.today)  # type: ignore[attr-defined]


class Rename(Once):
    name = text(_("Tên mới"), 200)
    short_name = text(_("Tên gọi tắt"), 80, required=False)
    code = text(_("Mã tổ chức đảng"), 30, required=False)
    on = Day(label=_("Từ ngày"))
    decision = decision()


class End(Once):
    on = Day(label=_("Kết thúc hoạt động từ ngày"))
    reason = reason()
    decision = decision()
    successor = OneOf(
        label=_("Đơn vị nhận nhiệm vụ còn dở"), required=False,
        help_text=_("Bắt buộc khi đơn vị còn nhiệm vụ chưa xong"),
    )  # fmt: skip

    def __init__(self, *args: Any, organisation: Organisation, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = possible_successors(organisation, by=by)  # type: ignore[attr-defined]


class Establish(Once):
    kind = OneOf(label=_("Loại cơ quan"))
    name = text(_("Tên"), 200, required=False, help_text=_("Để trống: theo loại cơ quan"))
    symbol = text(_("Ký hiệu"), 20, required=False)
    on = Day(label=_("Từ ngày"))
    decision = decision()

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].queryset = body_kinds(by.today)  # type: ignore[attr-defined]


class OpenTerm(Once):
    name = text(_("Nhiệm kỳ"), 40, help_text=_("Ví dụ: 2025-2030"))
    on = Day(label=_("Từ ngày"), help_text=_("Ngày liền sau ngày bế mạc đại hội"))
    until = Day(label=_("Đến trước ngày"), required=False, help_text=_("Để trống khi đang diễn ra"))
    decision = decision()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "term_%s")  # stands beside another form with the same names
        super().__init__(*args, **kwargs)


class Leave(Once):
    """Something ends on a day for a reason."""

    on = Day(label=_("Từ ngày"))
    reason = reason()
    decision = decision()


class Register(Once):
    name = text(_("Họ và tên"), 120)
    birth_year = forms.IntegerField(label=_("Năm sinh"), required=False, min_value=1900, max_value=2100)
    phone = text(_("Điện thoại"), 30, required=False)
    email = forms.EmailField(label=_("Thư điện tử"), required=False, max_length=254)
    standing = forms.ChoiceField(label=_("Tình trạng sinh hoạt"), choices=lambda: list(STANDINGS.items()))
    on = Day(label=_("Sinh hoạt tại đơn vị từ ngày"))


class Appoint(Once):
    person = forms.IntegerField(label=_("Người được bổ nhiệm"), min_value=1, max_value=2**63 - 1)
    kind = OneOf(label=_("Chức vụ"))
    body = OneOf(label=_("Tại cơ quan"), required=False)
    term = OneOf(label=_("Nhiệm kỳ"), required=False)
    on = Day(label=_("Từ ngày"))
    decision = decision()

    def __init__(self, *args: Any, organisation: Organisation, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].queryset = position_kinds(by.today)  # type: ignore[attr-defined]
        self.fields["body"].queryset = bodies_of(organisation, by=by, on=by.today)  # type: ignore[attr-defined]
        self.fields["term"].queryset = terms_of(organisation, by=by)  # type: ignore[attr-defined]
        newest: Term | None = terms_of(organisation, by=by).on(by.today).first()  # type: ignore[attr-defined]
        self.fields["term"].initial = newest.pk if newest else None


class ChangeStanding(Once):
    standing = forms.ChoiceField(label=_("Tình trạng mới"))
    on = Day(label=_("Từ ngày"))
    reason = text(_("Lý do, căn cứ"), 1000, required=False)

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [(code, name) for code, name in STANDINGS.items() if code not in (membership.standing, "visiting")]
        self.fields["standing"].choices = others  # type: ignore[attr-defined]


class Transfer(Once):
    organisation = forms.IntegerField(label=_("Mã số đơn vị đến"), min_value=1, max_value=2**63 - 1)
    on = Day(label=_("Từ ngày"))
    temporarily = forms.BooleanField(label=_("Chuyển sinh hoạt tạm thời"), required=False)
    decision = text(_("Giấy giới thiệu, quyết định"), 200, required=False)


class AssignArea(Once):
    person = forms.ChoiceField(label=_("Cấp ủy viên"))
    area = forms.ChoiceField(label=_("Phụ trách"))
    on = Day(label=_("Từ ngày"))
    decision = decision()

    def __init__(self, *args: Any, organisation: Organisation, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats = committee_of(organisation, by=by, on=by.today)
        self.fields["person"].choices = [("", "—")] + [(seat.person.pk, seat.person.name) for seat in seats]  # type: ignore[attr-defined]
        below = children_of(organisation, by=by).values_list("pk", "name")
        fields = fields_on(by.today)
        self.fields["area"].choices = [  # type: ignore[attr-defined]
            ("", "—"),
            (_("Lĩnh vực"), [(f"field:{field.pk}", field.name) for field in fields]),
            (_("Địa bàn"), [(f"territory:{pk}", name) for pk, name in below]),
        ]


class NewAccount(Once):
    username = text(_("Tên đăng nhập"), 50, help_text=_("Chữ thường không dấu, ví dụ: lo.thi.lan"))
    password = forms.CharField(
        label=_("Mật khẩu ban đầu"), max_length=128, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip


class NewPassword(Once):
    password = forms.CharField(
        label=_("Mật khẩu mới"), max_length=128, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip
