"""The words of Django's own form errors, in our Vietnamese: its catalogue is thin, and clumsy where it is not.

One table, put in place once at start (apps.py), so that every form speaks alike without saying it again.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import CommonPasswordValidator, MinimumLengthValidator
from django.contrib.auth.password_validation import UserAttributeSimilarityValidator as SimilarityValidator
from django.core import validators
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

_CHOICE = _("Hãy chọn một mục trong danh sách.")
_NUMBER = _("Hãy nhập một số, ví dụ 12.")
_DAY = _("Hãy nhập ngày theo dạng ngày/tháng/năm, ví dụ 20/11/2026.")
_EMAIL = _("Hãy nhập địa chỉ thư điện tử đúng dạng, ví dụ ten@donvi.vn.")

ERRORS: dict[type[forms.Field], dict[str, Any]] = {
    forms.Field: {"required": _("Cần điền mục này.")},
    forms.IntegerField: {"invalid": _NUMBER},
    forms.FloatField: {"invalid": _NUMBER},
    forms.DecimalField: {"invalid": _NUMBER},
    forms.DateField: {"invalid": _DAY},
    forms.DateTimeField: {"invalid": _DAY},
    forms.TimeField: {"invalid": _("Hãy nhập giờ theo dạng giờ:phút, ví dụ 14:30.")},
    forms.ChoiceField: {"invalid_choice": _CHOICE},
    forms.TypedChoiceField: {"invalid_choice": _CHOICE},
    forms.MultipleChoiceField: {"invalid_choice": _CHOICE, "invalid_list": _CHOICE},
    forms.ModelChoiceField: {"invalid_choice": _CHOICE},
    forms.ModelMultipleChoiceField: {
        "invalid_choice": _CHOICE, "invalid_list": _CHOICE, "invalid_pk_value": _CHOICE,
    },
    forms.UUIDField: {"invalid": _("Mã của biểu mẫu không đúng. Hãy tải lại trang.")},
    forms.JSONField: {"invalid": _("Nội dung không đúng dạng JSON.")},
    forms.URLField: {"invalid": _("Hãy nhập một địa chỉ trang đúng dạng.")},
    forms.FileField: {
        "invalid": _("Chưa nhận được tệp. Hãy chọn lại tệp rồi gửi."),
        "missing": _("Chưa nhận được tệp. Hãy chọn lại tệp rồi gửi."),
        "empty": _("Tệp này rỗng. Hãy chọn tệp khác."),
        "max_length": _("Tên tệp quá dài. Hãy đặt tên ngắn hơn %(max)d ký tự."),
        "contradiction": _("Hãy gửi một tệp hoặc chọn bỏ tệp, không chọn cả hai."),
    },
}  # fmt: skip
MESSAGES: dict[type, Any] = {
    validators.ProhibitNullCharactersValidator: _("Nội dung có ký tự không hợp lệ."),
    validators.EmailValidator: _EMAIL,
    validators.MinLengthValidator: _("Cần ít nhất %(limit_value)d ký tự (đang có %(show_value)d)."),
    validators.MaxLengthValidator: _("Nhiều nhất %(limit_value)d ký tự (đang có %(show_value)d)."),
    validators.MinValueValidator: _("Không được nhỏ hơn %(limit_value)s."),
    validators.MaxValueValidator: _("Không được lớn hơn %(limit_value)s."),
}


def put_in_place() -> None:
    for field, errors in ERRORS.items():
        field.default_error_messages = {**field.__dict__.get("default_error_messages", {}), **errors}
    for validator, message in MESSAGES.items():
        validator.message = message  # type: ignore[attr-defined]
    forms.EmailField.default_validators = [validators.EmailValidator()]


class LongEnough(MinimumLengthValidator):
    def get_error_message(self) -> str:
        return gettext("Mật khẩu quá ngắn: cần ít nhất %(length)d ký tự.") % {"length": self.min_length}

    def get_help_text(self) -> str:
        return gettext("Ít nhất %(length)d ký tự.") % {"length": self.min_length}


class NotCommon(CommonPasswordValidator):
    def get_error_message(self) -> str:
        return gettext("Mật khẩu này nhiều người dùng, dễ bị đoán. Hãy chọn mật khẩu khác.")

    def get_help_text(self) -> str:
        return gettext("Không phải mật khẩu nhiều người dùng, như “matkhau123”.")


class NotOneself(SimilarityValidator):
    def get_error_message(self) -> str:
        return gettext("Mật khẩu quá giống tên đăng nhập. Hãy chọn mật khẩu khác.")

    def get_help_text(self) -> str:
        return gettext("Không giống tên đăng nhập của bạn.")
