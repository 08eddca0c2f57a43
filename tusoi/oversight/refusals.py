"""Why something is refused, in the reader's language; the words of each part lie in words/."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .rules import NotYet, Rejected
from .sentences import PARTS

COMMON = {
    "required": gettext_lazy("Cần điền mục này."),
    "too_long": gettext_lazy("Nội dung dài quá mức cho phép."),
    "unknown": gettext_lazy("Không có lựa chọn này."),
    "reason": gettext_lazy("Cần nêu lý do."),
    "past": gettext_lazy("Ngày này đã qua."),
    "too_far_ahead": gettext_lazy("Ngày này xa quá."),
    "order": gettext_lazy("Ngày cuối phải sau ngày đầu."),
    "number": gettext_lazy("Cần một số."),
}


@cache
def words() -> dict[str, Any]:
    """Code -> sentence, with %(names)s of the details: COMMON and `REFUSALS` of each part."""
    found: dict[str, Any] = dict(COMMON)
    for part in PARTS:
        name = f"tusoi.oversight.words.{part}"
        if find_spec(name):
            found.update(getattr(import_module(name), "REFUSALS", {}))
    return found


def say(exc: Rejected) -> dict[str, str]:
    """Field -> sentence ("" stands for the whole)."""
    return {field: _filled(code, exc.details) for field, code in exc.errors.items()}


def say_missing(exc: NotYet) -> list[str]:
    """A sentence for everything that is still missing."""
    return [_filled(code, {"about": about}) for code, about in exc.missing]


def stale() -> str:
    return _("Có người vừa thay đổi nội dung này. Hãy tải lại trang, xem lại rồi làm tiếp.")


def _filled(code: str, details: dict[str, object]) -> str:
    sentence = str(words().get(code, code))
    try:
        return sentence % details
    except (KeyError, TypeError, ValueError):
        return sentence
