"""The fields that browsers would show in their own language, made ours: a day, a file.

Both are plain inputs that need no script; with one, a day has a calendar beside it (days.js) and a file a button and
its name in the language of the page (files.js).
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from tusoi.lib import formats


class DayInput(forms.TextInput):
    """A day as dd/mm/yyyy. ``data-min`` and ``data-max`` (ISO) bound the calendar; what may be sent, the form says."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        own = {"data-day": True, "inputmode": "numeric", "autocomplete": "off", "placeholder": "dd/mm/yyyy"}
        super().__init__({**own, "maxlength": "20", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        """What cannot be read stays as it was typed."""
        known = formats.read_day(value) if isinstance(value, str) else value
        return formats.day(known) if known else super().format_value(value)

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        return render_to_string("parts/day_input.html", {"input": super().render(name, value, attrs, renderer)})


class Day(forms.DateField):
    """A day, however it is written (formats.read_day)."""

    widget = DayInput
    default_error_messages = {
        "no_such_day": _("Không có ngày ấy. Hãy xem lại ngày và tháng."),
        "year": _("Hãy xem lại năm: chỉ nhận từ %(first)s đến %(last)s."),
    }

    def to_python(self, value: Any) -> date | None:
        if not isinstance(value, str) or not value.strip():
            return super().to_python(None if isinstance(value, str) else value)
        day = formats.read_day(value)
        if day is None:
            why = formats.why_no_day(value)
            code = why if why in self.error_messages else "invalid"
            years = {"first": formats.FIRST_YEAR, "last": formats.LAST_YEAR}
            raise forms.ValidationError(self.error_messages[code], code=code, params=years)
        return day


def wrong_day(typed: str) -> str:
    """Why what was typed is no day, in words; empty where it is one, or nothing."""
    try:
        Day(required=False).clean(typed)
    except forms.ValidationError as wrong:
        return wrong.messages[0]
    return ""


class OneOf(forms.ModelChoiceField):
    """One of the rows a form puts into ``queryset``; nothing chosen is said in words, not in dashes."""

    def __init__(self, *, required: bool = True, **more: Any) -> None:
        super().__init__(None, required=required, empty_label=_("Hãy chọn") if required else _("Không chọn"), **more)


class FileInput(forms.FileInput):
    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        several = bool({**self.attrs, **(attrs or {})}.get("multiple"))
        context = {"input": super().render(name, value, attrs, renderer), "several": several}
        return render_to_string("parts/file_input.html", context)
