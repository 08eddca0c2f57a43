"""What words of time mean: a day, the end of a period, so many days after the issue, a rhythm."""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from tusoi.lib.calendar import add_working_days
from tusoi.lib.reading.dates import FULL, calendar_day, day_of, month_end
from tusoi.lib.reading.letters import pattern
from tusoi.lib.reading.numbers import WORD, from_roman, from_word

_D2 = r"(\d{1,2})"
_YEAR = r"(?:(?:\x20?[/.-]\x20?| năm | )(\d{4})(?!\d))?"
_RHYTHM = r"(?:hằng|hàng|mỗi)"
_CLOCK = r"(?: \d{1,2}\x20?(?:giờ|h)(?:\x20?\d{2})?(?: phút)?,?)?"
_FULL = pattern(rf"{_CLOCK}(?: ngày)? {FULL}")
_MONTHLY = pattern(rf"(?: ngày)? {_D2}(?: (?:của|trong))? (?:{_RHYTHM} tháng|tháng {_RHYTHM})(?!\w)")
_QUARTERLY = pattern(
    rf"(?: ngày)? {_D2},?(?: của| trong)?(?: (?:tháng|tháng của))? (?:(đầu|cuối|thứ nhất|thứ hai|thứ ba|cuối cùng|"
    rf"đầu tiên)"
    rf"(?: của)? )?(?:{_RHYTHM} quý|quý {_RHYTHM}|quý(?: sau| tiếp theo| kế tiếp)?)(?!\w)"
)
_DAY_MONTH = pattern(rf"{_CLOCK}(?: ngày)? {_D2}(?:\x20?[/.-]\x20?| tháng ){_D2}(?![\d/.-]*\d)(?! năm \d)")
_AND_DAY_MONTH = pattern(rf"(?:,| và|; )(?: ngày)? {_D2}(?:\x20?/\x20?| tháng ){_D2}(?![\d/])")
_OF_YEAR = pattern(rf",? (?:{_RHYTHM} năm|năm {_RHYTHM})(?!\w)")
_QUARTER = pattern(rf"(?: (đầu|giữa|cuối|hết))? quý (i{{1,3}}|iv|[1-4]){_YEAR}(?!\w)")
_MONTH = pattern(r"(?: (đầu|giữa|cuối|hết))? tháng (\d{1,2})(?:(?:\x20?[/.-]\x20?| năm )(\d{4}))?(?![\w/])")
_MORE_PERIODS = pattern(
    r"(?: ?, ?| và | đến | ?- ?)(?:hết )?(?:(?:tháng )?(\d{1,2})|quý (i{1,3}|iv|[1-4]))"
    r"(?:(?:\x20?[/.-]\x20?| năm )(\d{4}))?(?![\w/])"
)
_UNTIL_MONTH = pattern(r" đến(?: hết)? tháng (\d{1,2})(?:\x20?[/.-]\x20?| năm )(\d{4})(?![\w/])")
_LAST_OF = pattern(
    r" (?:tuần|ngày làm việc|ngày) cuối(?: cùng)?(?: của)?(?: (?:mỗi|hằng|hàng))? "
    r"(?:(?:tháng cuối(?: cùng)?(?: của)? )?(?P<quarter>quý)|(?P<month>tháng))(?! (?:này|sau|tới|i{1,3}|iv|\d))(?!\w)"
)
_BEFORE_EVENT = pattern(r" trước (?:khi|ngày) [^\W\d_]{1,8}(?: [^\W\d_]{1,8}){0,4}")
# What words of time can begin with: most leads are followed by something else.
_BEGINS = re.compile(
    r"\s{0,3}(?:\d|(?:ngày|quý|tháng|tuần|năm|đầu|giữa|cuối|hết|hằng|hàng|mỗi|theo|một|hai|ba|bốn|tư|sáu|bảy|bẩy|tám|chín|"
    r"mười|nửa|mùa|tết|đại|kỳ|hội)(?!\w))"
)
_EVENT = pattern(r" (?:mùa (?:mưa|bão|lũ)(?: bão| lũ)?|tết(?: nguyên đán)?|đại hội|kỳ họp|hội nghị|năm học mới)(?!\w)")
_HALF = pattern(rf" (sáu|6|chín|9|ba|3) tháng (đầu|cuối)(?: của)? năm{_YEAR}(?!\w)")
_WHOLE_YEAR = pattern(r"(?: (đầu|giữa|cuối|hết))? năm (\d{4})(?!\d)")
_THIS = pattern(r"(?: (đầu|giữa|cuối|hết))? (tuần|tháng|quý|năm) (này|nay|sau|tới)(?!\w)")
_EVERY = pattern(
    rf"(?: theo)? ?(?:{_RHYTHM} )?(?:một lần )?(?P<unit>tuần|tháng|quý|(?:6|06|sáu|3|03|ba) tháng|nửa năm|năm)"
    r"(?:(?:/| )(?:một|1|01) lần| (?:một|1|01) lần)?(?!\w)(?! \d)(?! (?:này|nay|sau|tới|đầu|cuối))"
)
_AMOUNT = pattern(
    rf" (\d{{1,3}}|{WORD})(?:\x20?\([^\W\d_]{{2,10}}(?: [^\W\d_]{{2,8}})?\))? (ngày làm việc|ngày|tuần|"
    rf"tháng)(?!\w)(?! (?:đầu|cuối))"
    r"(?:,? (?:kể|tính)?(?: kể)? ?từ (?:ngày|khi) (?P<from>[^\W\d_]{1,8}(?: [^\W\d_]{1,8}){0,5}))?"
)
_WITH_LIMIT = ("chậm nhất", "muộn nhất", "trong thời hạn", "trong vòng", "thời hạn", "hạn", "hoàn thành", "xong")
_FROM_ISSUE = (
    "ban hành",
    "ký",
    "phát hành",
    "công bố",
    "văn bản này",
    "kết luận này",
    "kế hoạch này",
    "chỉ thị này",
    "có kết luận này",
)
_UNITS = {
    "week": "tuần",
    "month": "tháng",
    "quarter": "quý|3 tháng|03 tháng|ba tháng",
    "half_year": "6 tháng|06 tháng|sáu tháng|nửa năm",
    "year": "năm",
}
_UNIT = {word: unit for unit, said in _UNITS.items() for word in said.split("|")}
_PLACE_IN_QUARTER = {"đầu": 1, "đầu tiên": 1, "thứ nhất": 1, "thứ hai": 2, "thứ ba": 3, "cuối": 3, "cuối cùng": 3}


@dataclass(frozen=True, slots=True)
class Meaning:
    """``end``: where the words end. ``reason`` says how the day was found:

    printed; year_added (a day without a year: the first after ``basis``, the day of issue); period_end, period_start
    (the day before a period begins), approximate (a part of a period); from_issue, from_issue_working_days (counted
    from ``basis``); from_event, no_date (not known from the text); recurring (``due_on`` is the next time after issue).
    """

    end: int
    rule: str
    reason: str
    due_on: date | None = None
    basis: date | None = None
    recurrence: dict[str, Any] | None = None
    amount: int | None = None
    unit: str | None = None


def meaning_at(low: str, at: int, lead: str, issued_on: date | None) -> Meaning | None:
    """What the words from ``at`` on (they begin with a space) mean after ``lead``; None if they are none of time."""
    begins = _BEGINS.match(low, at)
    if not begins:
        return None
    rule = "before" if "trước" in lead else "within" if "trong" in lead and "xong" not in lead else "by"
    within = "trong" in lead.split()
    for read in (_full, _day_of_month, _day_of_quarter, _without_year):
        found = read(low, at, rule, issued_on)
        if found:
            return (
                None if within and read is not _without_year and found.recurrence is None and lead == "trong" else found
            )
    for period in (_half, _quarter, _month, _this, _year):
        found = period(low, at, rule, issued_on)
        if found:
            return found if lead != "sau" else None
    found = _span(low, at, lead, issued_on)
    if found:
        return found
    event = _EVENT.match(low, at) if "trước" in lead else None
    if event and (lead != "trước" or event.group().strip().startswith(("mùa", "tết"))):
        return Meaning(event.end(), rule, "from_event")
    return _every(low, at, lead, issued_on)


def of_cell(text: str, issued_on: date | None) -> Meaning | None:
    """What a cell of a table says of time: "Quý III/2026", "Trước 30/6", "Hằng tháng"."""
    low = " " + " ".join(text.lower().split())
    lead = _CELL_LEAD.match(low)
    words = lead.group().strip() if lead else ""
    at = lead.end() if lead else 0
    return meaning_at(low, at, words or "định kỳ", issued_on)


_CELL_LEAD = pattern(
    r"(?: (?:chậm nhất|muộn nhất|xong|hoàn thành|thời hạn|trước|trong|đến|đến hết|hết|từ nay đến|định kỳ|là|vào|vòng|"
    r"thời gian)(?!\w)| ?:){1,5}"
)


def _full(low: str, at: int, rule: str, issued_on: date | None) -> Meaning | None:
    found = _FULL.match(low, at)
    day = day_of(found) if found else None
    return Meaning(found.end(), rule, "printed", day) if found and day else None


def _day_of_month(low: str, at: int, rule: str, issued_on: date | None) -> Meaning | None:
    found = _MONTHLY.match(low, at)
    if not found or not 1 <= int(found.group(1)) <= 31:
        return None
    return _recurring(found.end(), {"every": "month", "day": int(found.group(1)), "month": None}, issued_on)


def _day_of_quarter(low: str, at: int, rule: str, issued_on: date | None) -> Meaning | None:
    found = _QUARTERLY.match(low, at)
    if (
        not found
        or not 1 <= int(found.group(1)) <= 31
        or not (
            "tháng" in found.group() or "hằng" in found.group() or "hàng" in found.group() or "mỗi" in found.group()
        )
    ):
        return None
    month = _PLACE_IN_QUARTER.get(found.group(2) or "")
    if month is None and found.group(2) is None and "tháng" in found.group():
        return None
    return _recurring(found.end(), {"every": "quarter", "day": int(found.group(1)), "month": month or 3}, issued_on)


# "xong 9/9 đơn", "hoàn thành 12/12 chỉ tiêu": a share, no day.
_COUNTED = pattern(
    r" (?:đơn|chỉ tiêu|tổ chức|chi bộ|đảng bộ|đảng viên|đồng chí|vụ|cuộc|nội dung|nhiệm vụ|trường hợp|thôn|"
    r"kiến nghị)(?!\w)"
)


def _without_year(low: str, at: int, rule: str, issued_on: date | None) -> Meaning | None:
    """ "trước 30/6", "ngày 15 tháng 6"; "trước ngày 15/6 và 15/12 hằng năm" comes again every year."""
    found = _DAY_MONTH.match(low, at)
    if not found:
        return None
    day, month = int(found.group(1)), int(found.group(2))
    if not calendar_day(day, month, 2024) or _COUNTED.match(low, found.end()):
        return None
    end, more = found.end(), [(day, month)]
    while len(more) < 12 and (further := _AND_DAY_MONTH.match(low, end)):
        end, pair = further.end(), (int(further.group(1)), int(further.group(2)))
        if not calendar_day(*pair, 2024):
            break
        more.append(pair)
    yearly = _OF_YEAR.match(low, end)
    if yearly:
        rhythm = {"every": "year", "day": day, "month": month}
        if len(more) > 1:
            rhythm["also"] = [{"day": one, "month": other} for one, other in more[1:]]
        return _recurring(yearly.end(), rhythm, issued_on)
    return Meaning(found.end(), rule, "year_added" if issued_on else "no_date", _next(day, month, issued_on), issued_on)


def _next(day: int, month: int, after: date | None) -> date | None:
    """The first such day on or after the day of issue; None if that is not known."""
    if after is None:
        return None
    this = calendar_day(day, month, after.year)
    return this if this and this >= after else calendar_day(day, month, after.year + 1)


def _half(low: str, at: int, rule: str, issued_on: date | None) -> Meaning | None:
    found = _HALF.match(low, at)
    if not found:
        return None
    length = {"sáu": 6, "6": 6, "chín": 9, "9": 9, "ba": 3, "3": 3}[found.group(1)]
    first = 1 if found.group(2) == "đầu" else 13 - length
    return _period(found.end(), rule, first, length, found.group(3), issued_on, None)


def _quarter(low: str, at: int, rule: str, issued_on: date | None) -> Meaning | None:
    found = _QUARTER.match(low, at)
    if not found:
        return None
    number, year, end = _quarter_number(found.group(2)), found.group(3), found.end()
    if not year and rule != "before":
        while (more := _MORE_PERIODS.match(low, end)) and more.group(2) and not year:
            number, year, end = _quarter_number(more.group(2)), more.group(3), more.end()
    return _period(end, rule, 3 * number - 2, 3, year, issued_on, found.group(1))


def _quarter_number(text: str) -> int:
    return int(text) if text.isdecimal() else from_roman(text) or 1


def _month(low: str, at: int, rule: str, issued_on: date | None) -> Meaning | None:
    """ "tháng 6/2026"; of "tháng 9, tháng 10 năm 2026" and "tháng 9 - 12/2026" the last."""
    found = _MONTH.match(low, at)
    if not found or not 1 <= int(found.group(2)) <= 12:
        return None
    number, year, end = int(found.group(2)), found.group(3), found.end()
    if not year and rule != "before":
        while (more := _MORE_PERIODS.match(low, end)) and more.group(1) and 1 <= int(more.group(1)) <= 12 and not year:
            number, year, end = int(more.group(1)), more.group(3), more.end()
    elif rule != "before" and (more := _UNTIL_MONTH.match(low, end)) and 1 <= int(more.group(1)) <= 12:
        number, year, end = int(more.group(1)), more.group(2), more.end()
    return _period(end, rule, number, 1, year, issued_on, found.group(1))


def _year(low: str, at: int, rule: str, issued_on: date | None) -> Meaning | None:
    found = _WHOLE_YEAR.match(low, at)
    return _period(found.end(), rule, 1, 12, found.group(2), issued_on, found.group(1)) if found else None


def _this(low: str, at: int, rule: str, issued_on: date | None) -> Meaning | None:
    """ "trong tháng này", "cuối quý này", "tuần sau": told from the day of issue."""
    found = _THIS.match(low, at)
    if not found:
        return None
    end, part, unit, later = found.end(), found.group(1), found.group(2), found.group(3) in {"sau", "tới"}
    if issued_on is None:
        return Meaning(end, rule, "no_date")
    if unit == "tuần":
        day = issued_on + timedelta(days=6 - issued_on.weekday() + (7 if later else 0))
        return Meaning(end, rule, "period_end", day, issued_on)
    length = {"tháng": 1, "quý": 3, "năm": 12}[unit]
    first = (issued_on.month - 1) // length * length + 1 + (length if later else 0)
    year, first = issued_on.year + (first - 1) // 12, (first - 1) % 12 + 1
    return replace(_period(end, rule, first, length, str(year), issued_on, part), basis=issued_on)


def _period(
    end: int, rule: str, first: int, length: int, year: str | None, issued_on: date | None, part: str | None
) -> Meaning:
    """The last day of the period; of "trước tháng 6" the day before it; of "đầu", "giữa" about a third, a half."""
    number = int(year) if year else issued_on.year if issued_on else None
    if number is None:
        return Meaning(end, rule, "no_date")
    basis = None if year else issued_on
    last = month_end(first + length - 1, number)
    if not year and issued_on and last and last < issued_on:
        number += 1
        last = month_end(first + length - 1, number)
    if part in {"đầu", "giữa"}:
        return Meaning(end, rule, "approximate", _part_of(first, length, number, part), basis)
    if rule == "before" and part is None:
        begin = calendar_day(1, first, number)
        return Meaning(end, rule, "period_start", begin - timedelta(days=1) if begin else None, basis)
    return Meaning(end, rule, "period_end", last, basis)


def _part_of(first: int, length: int, year: int, part: str) -> date | None:
    if length == 1:
        return calendar_day(10 if part == "đầu" else 20, first, year)
    months = -(-length // 3) if part == "đầu" else -(-length // 2)
    return month_end(first + months - 1, year)


def _span(low: str, at: int, lead: str, issued_on: date | None) -> Meaning | None:
    """ "chậm nhất 30 ngày kể từ ngày ban hành", "trong vòng hai tháng", "sau 15 ngày làm việc kể từ …"."""
    found = _AMOUNT.match(low, at)
    origin = found.group("from") if found else None
    if not found or not (origin or lead.startswith(_WITH_LIMIT)):
        return None
    amount = int(found.group(1)) if found.group(1).isdecimal() else from_word(found.group(1)) or 0
    unit = {"ngày làm việc": "working_day", "ngày": "day", "tuần": "week", "tháng": "month"}[
        " ".join(found.group(2).split())
    ]
    end = found.end()
    ahead = _BEFORE_EVENT.match(low, end) if not origin else None
    if ahead:
        return Meaning(ahead.end(), "before", "from_event", amount=amount, unit=unit)
    if not (origin or "").startswith(_FROM_ISSUE):
        return Meaning(end, "after_event", "from_event", amount=amount, unit=unit)
    if issued_on is None:
        return Meaning(end, "after_issue", "no_date", amount=amount, unit=unit)
    reason = "from_issue_working_days" if unit == "working_day" else "from_issue"
    return Meaning(end, "after_issue", reason, _later(issued_on, amount, unit), issued_on, amount=amount, unit=unit)


def _later(start: date, amount: int, unit: str) -> date | None:
    if unit == "working_day":
        return add_working_days(start, amount) if amount <= 366 else None
    if unit != "month":
        return start + timedelta(days=amount * (7 if unit == "week" else 1))
    month = start.month - 1 + amount
    year, month = start.year + month // 12, month % 12 + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def _every(low: str, at: int, lead: str, issued_on: date | None) -> Meaning | None:
    """ "định kỳ hằng quý", "hằng tháng", "6 tháng một lần"."""
    last = _LAST_OF.match(low, at)
    if last:
        every = "quarter" if last.group("quarter") else "month"
        return _recurring(last.end(), {"every": every, "day": None, "month": None}, issued_on)
    if not lead.startswith(("định kỳ", "hằng", "hàng", "mỗi")):
        return None
    found = _EVERY.match(low, at)
    if not found or (lead == "định kỳ" and found.group().strip() == "năm"):
        return None
    every = _UNIT[" ".join(found.group("unit").split())]
    return _recurring(found.end(), {"every": every, "day": None, "month": None}, issued_on)


def _recurring(end: int, rhythm: dict[str, Any], issued_on: date | None) -> Meaning:
    return Meaning(end, "recurring", "recurring", next_time(rhythm, issued_on), issued_on, rhythm)


def next_time(rhythm: dict[str, Any], after: date | None) -> date | None:
    """The first day on or after ``after`` that the rhythm falls on; without a day of its own the end of the period."""
    if after is None:
        return None
    if rhythm["every"] == "week":
        return after + timedelta(days=(4 - after.weekday()) % 7)
    length = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}[rhythm["every"]]
    fixed = [rhythm, *rhythm.get("also", [])]
    days = [
        one
        for year in (after.year, after.year + 1)
        for first in range(1, 13, length)
        for one in _days_in(fixed, first, length, year)
    ]
    return min((day for day in days if day >= after), default=None)


def _days_in(fixed: list[dict[str, Any]], first: int, length: int, year: int) -> list[date]:
    days = []
    for one in fixed:
        month = first + (one["month"] or length) - 1 if length < 12 or not one["month"] else one["month"]
        last = monthrange(year, month)[1]
        days.append(date(year, month, min(one["day"] or last, last)))
    return days
