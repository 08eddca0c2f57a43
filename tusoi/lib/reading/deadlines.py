"""Deadlines: words that say by when, and the day they mean."""

import re
from calendar import monthrange
from datetime import date, timedelta

from tusoi.lib.reading.dates import FULL, calendar_day, day_of, month_end
from tusoi.lib.reading.letters import pattern
from tusoi.lib.reading.model import Record
from tusoi.lib.reading.numbers import from_roman
from tusoi.lib.reading.sentences import Prepared

_STRONG = r"(?:chậm nhất|muộn nhất|xong|hoàn thành|thời hạn|hạn cuối|hạn chót|hạn)"
_LEAD = rf"(?:{_STRONG}(?: (?:là|vào|trước|trong|đến|đến hết|đến trước|cuối cùng))?(?: hết)?|trước|đến hết|hết|trong)"
_DAY = pattern(rf"(?<!\w){_LEAD}(?: ngày)? {FULL}")
_DAY_NO_YEAR = pattern(
    rf"(?<!\w)(?:{_STRONG}(?: là| vào| trước| trong| đến)?|trước|"
    rf"đến hết)(?: ngày)? (\d{{1,2}})\x20?[/.-]\x20?(\d{{1,2}})(?![\d/.-]*\d)"
)
_QUARTER = pattern(rf"(?<!\w){_LEAD} quý (i{{1,3}}|iv|[1-4])(?:(?:\x20?[/.-]\x20?| năm | )(\d{{4}}))?(?!\w)")
_MONTH = pattern(rf"(?<!\w){_LEAD} tháng (\d{{1,2}})(?:(?:\x20?[/.-]\x20?| năm )(\d{{4}}))?(?![\w/])")
_YEAR = pattern(r"(?<!\w)(?:xong|hoàn thành|chậm nhất|trước|hết|trong)(?: trong| trước| đến| hết)* năm (\d{4})(?!\w)")
_WITHIN = pattern(
    r"(?<!\w)(?:chậm nhất|trong|trong thời hạn|trong vòng|sau|thời hạn)(?: là| sau)? (\d{1,3}) (ngày làm việc|ngày|"
    r"tháng)"
    r"(?:,? (?:kể )?từ (?:ngày|khi) (?P<from>[^\W\d_]{1,8}(?: [^\W\d_]{1,8}){0,5}))?"
)
_DUTY = pattern(
    r"(?<!\w)(?:hoàn thành|báo cáo|gửi|nộp|xong|trình|chậm nhất|muộn nhất|thực hiện|tổ chức|triển khai|ban hành|"
    r"xây dựng|khắc phục|giải quyết)(?!\w)"
)
_FROM_ISSUE = ("ban hành", "ký", "phát hành")


def deadlines(page: Prepared, requirements: list[Record], issued_on: date | None) -> list[Record]:
    """Deadlines of the text: ``due_on`` ISO or None, ``rule`` of how it is meant, ``words`` as printed.

    A bare "trước"/"trong" counts only inside a requirement or where the sentence names a duty; "trước ngày 15/12/2026"
    is kept as that day with rule "before". Working days are not computed here: due_on is None.
    """
    found = [*_days(page, issued_on), *_periods(page, issued_on), *_spans_of_time(page, issued_on)]
    found.sort(key=lambda one: (one.start, -one.end))
    kept: list[Record] = []
    spans = [(one.start, one.end) for one in requirements]
    at = 0
    for one in found:
        if kept and one.start < kept[-1].end:
            continue
        while at < len(spans) and spans[at][1] <= one.start:
            at += 1
        inside = at < len(spans) and spans[at][0] <= one.start
        if inside or _is_duty(page, one):
            kept.append(one)
    return kept


def _is_duty(page: Prepared, one: Record) -> bool:
    place = page.sentence_at(one.start)
    if place < 0:
        return False
    first = max(page.sentences[place].start, one.start - 200)
    if re.match(_STRONG, one.quote.lower()):
        return True
    return _DUTY.search(page.low, first, one.start) is not None and " đã " not in page.low[first : one.start]


def _record(page: Prepared, found: re.Match[str], day: date | None, rule: str) -> Record:
    quote = page.text[found.start() : found.end()]
    end = found.start() + len(quote.rstrip())
    quote = quote.rstrip()
    return Record(
        "deadline",
        found.start(),
        end,
        quote,
        {"due_on": day.isoformat() if day else None, "rule": rule, "words": quote},
    )


def _rule(found: re.Match[str]) -> str:
    words = found.group()
    return "before" if "trước" in words else "within" if "trong" in words and "xong" not in words else "by"


def _days(page: Prepared, issued_on: date | None) -> list[Record]:
    records = [
        _record(page, found, day_of(found), _rule(found))
        for found in _DAY.finditer(page.low)
        if not found.group().startswith("trong")
    ]
    for found in _DAY_NO_YEAR.finditer(page.low):
        records.append(_record(page, found, _next(int(found.group(1)), int(found.group(2)), issued_on), _rule(found)))
    return records


def _next(day: int, month: int, after: date | None) -> date | None:
    """The first such day on or after the day of issue; None if that is not known."""
    if after is None:
        return None
    this = calendar_day(day, month, after.year)
    return this if this and this >= after else calendar_day(day, month, after.year + 1)


def _periods(page: Prepared, issued_on: date | None) -> list[Record]:
    records: list[Record] = []
    for found in _QUARTER.finditer(page.low):
        quarter = int(found.group(1)) if found.group(1).isdecimal() else from_roman(found.group(1)) or 0
        records.append(_period(page, found, 3 * quarter - 2, 3, found.group(2), issued_on))
    for found in _MONTH.finditer(page.low):
        if 1 <= int(found.group(1)) <= 12:
            records.append(_period(page, found, int(found.group(1)), 1, found.group(2), issued_on))
    for found in _YEAR.finditer(page.low):
        records.append(_period(page, found, 1, 12, found.group(1), issued_on))
    return records


def _period(
    page: Prepared, found: re.Match[str], first: int, length: int, year: str | None, issued_on: date | None
) -> Record:
    """The last day of the period; of "trước tháng 6" the day before it begins."""
    number = int(year) if year else issued_on.year if issued_on else None
    rule = _rule(found)
    if number is None or not 1 <= first <= 12:
        return _record(page, found, None, rule)
    last = month_end(first + length - 1, number)
    if not year and issued_on and last and last < issued_on:
        number += 1
        last = month_end(first + length - 1, number)
    if rule == "before":
        begin = calendar_day(1, first, number)
        last = begin - timedelta(days=1) if begin else None
    return _record(page, found, last, rule)


def _spans_of_time(page: Prepared, issued_on: date | None) -> list[Record]:
    records: list[Record] = []
    for found in _WITHIN.finditer(page.low):
        words = found.group()
        if not found.group("from") and not words.startswith(("chậm nhất", "trong thời hạn", "trong vòng", "thời hạn")):
            continue
        amount, unit = int(found.group(1)), found.group(2)
        origin = found.group("from") or ""
        known = issued_on is not None and origin.startswith(_FROM_ISSUE) and unit != "ngày làm việc"
        day = _later(issued_on, amount, unit) if known and issued_on else None
        records.append(_record(page, found, day, "after_issue" if origin.startswith(_FROM_ISSUE) else "after_event"))
    return records


def _later(start: date, amount: int, unit: str) -> date:
    if unit == "ngày":
        return start + timedelta(days=amount)
    month = start.month - 1 + amount
    year, month = start.year + month // 12, month % 12 + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))
