"""How a deadline was found and where a passage stands, in the reader's language."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from tusoi.documents.rules import day_or_none
from tusoi.lib import formats


def how_found(fields: Mapping[str, Any], due_on: date | None = None) -> str:
    """How the deadline of a requirement or of a deadline record was found; empty where nothing is known of it.

    ``due_on``: the day that stands there now; once somebody has set another one, or none, nothing was found any more.
    """
    rhythm = _value(fields, "recurrence")
    found_on = day_or_none(_value(fields, "due_on"))
    if due_on != found_on:
        return ""
    words = str(fields.get("ctx_due_words") or fields.get("words") or "").strip()
    basis = day_or_none(_value(fields, "basis"))
    reason = _value(fields, "reason")
    if isinstance(rhythm, Mapping) and reason == "recurring":
        said = rhythm_words(rhythm)
        return _("%(rhythm)s, kỳ tới %(day)s") % {"rhythm": said, "day": _day(found_on)} if found_on else said
    return _how(fields, str(reason or ""), words, basis)


def _how(fields: Mapping[str, Any], reason: str, words: str, basis: date | None) -> str:
    match reason:
        case "printed":
            return _("ngày in trong văn bản")
        case "year_added":
            if not basis:
                return _("văn bản không ghi năm")
            return _("văn bản không ghi năm; lấy ngày đầu tiên sau ngày ban hành %(day)s") % {"day": _day(basis)}
        case "period_end":
            return _("ngày cuối của kỳ ghi trong văn bản: “%(words)s”") % {"words": words}
        case "period_start":
            return _("ngày liền trước khi bắt đầu kỳ ghi trong văn bản: “%(words)s”") % {"words": words}
        case "approximate":
            return _("văn bản chỉ ghi một khoảng: “%(words)s”; lấy ngày cuối của khoảng đó") % {"words": words}
        case "from_issue" | "from_issue_working_days":
            return _from_issue(fields, words, basis)
        case "from_event":
            return _("tính từ một việc chưa rõ ngày: “%(words)s”; hãy tự ghi hạn") % {"words": words}
        case "no_date":
            return _("tính từ ngày ban hành nhưng chưa rõ ngày ban hành: “%(words)s”; hãy tự ghi hạn") % {
                "words": words
            }
    return ""


def rhythm_words(rhythm: Mapping[str, Any]) -> str:
    """A rhythm in words: "ngày 15 hằng tháng"."""
    day, month = rhythm.get("day"), rhythm.get("month")
    if not isinstance(day, int):
        day = None
    match rhythm.get("every"):
        case "week":
            said = _("hằng tuần")
        case "month":
            said = _("ngày %(day)s hằng tháng") % {"day": day} if day else _("hằng tháng")
        case "quarter":
            said = _in_period(_("hằng quý"), day, month)
        case "half_year":
            said = _in_period(_("6 tháng một lần"), day, month)
        case "year":
            said = _("ngày %(day)s/%(month)s hằng năm") % {"day": day, "month": month} if day else _("hằng năm")
        case _other:
            said = _("định kỳ")
    also = rhythm.get("also")
    others = [f"{one.get('day')}/{one.get('month')}" for one in also] if isinstance(also, list) else []
    return _("%(rhythm)s, và %(days)s") % {"rhythm": said, "days": ", ".join(others)} if others else said


def is_recurring(fields: Mapping[str, Any]) -> bool:
    return isinstance(_value(fields, "recurrence"), Mapping)


def where(fields: Mapping[str, Any]) -> str:
    """Where a passage stands: "Điều 2, khoản 1 · trang 3"; empty where nothing is known of it."""
    page = fields.get("ctx_page")
    part = str(fields.get("ctx_part") or "")
    return " · ".join(one for one in (part, _("trang %(page)s") % {"page": page} if page else "") if one)


def _in_period(said: str, day: int | None, month: Any) -> str:
    if not day:
        return said
    if not month:
        return _("%(rhythm)s, ngày %(day)s") % {"rhythm": said, "day": day}
    return _("%(rhythm)s, ngày %(day)s tháng thứ %(month)s của kỳ") % {"rhythm": said, "day": day, "month": month}


def _from_issue(fields: Mapping[str, Any], words: str, basis: date | None) -> str:
    amount, unit = _value(fields, "amount"), str(_value(fields, "unit") or "")
    names = {
        "working_day": _("ngày làm việc"), "day": _("ngày"), "week": _("tuần"), "month": _("tháng"),
    }  # fmt: skip
    if amount and unit in names:
        return _("%(amount)s %(unit)s kể từ ngày ban hành %(day)s") % {
            "amount": amount, "unit": names[unit], "day": _day(basis),
        }  # fmt: skip
    return _("“%(words)s”, tính từ ngày ban hành %(day)s") % {"words": words, "day": _day(basis)}


def _value(fields: Mapping[str, Any], name: str) -> Any:
    """Of a requirement the deadline inside it (``ctx_``), of a deadline its own field."""
    own = {"recurrence": "ctx_recurrence"}.get(name, f"ctx_due_{name.removeprefix('due_')}")
    return fields[own] if own in fields else fields.get(name)


def _day(day: date | None) -> str:
    return formats.day(day, "vi") if day else ""
