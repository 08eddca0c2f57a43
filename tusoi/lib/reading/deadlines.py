"""Deadlines: words that say by when, and the day or the rhythm they mean; the words after the lead: `spans`."""

from dataclasses import replace
from datetime import date
from typing import Any

from tusoi.lib.reading.letters import pattern
from tusoi.lib.reading.model import Record
from tusoi.lib.reading.places import finder
from tusoi.lib.reading.sentences import Prepared
from tusoi.lib.reading.spans import Meaning, meaning_at, next_time

# What leads to a day: strong words do so by themselves, weak ones only beside a duty.
_STRONG = r"chậm nhất|muộn nhất|xong|hoàn thành|thời hạn|hạn cuối|hạn chót|thời gian hoàn thành|hạn"
_WEAK = (
    r"trước|từ(?= (?:tháng|quý) [\divx]{1,4}(?:\x20?/\x20?\d{4}| năm \d{4})? đến)|từ nay đến|đến hết|đến ngày(?= \d)|"
    r"hết|trong|định kỳ|sau|vào(?= (?:ngày|tuần cuối))|hằng|hàng|mỗi"
)
_LINKS = (
    r"(?: (?:là|vào|trước|trong|trong vòng|trong thời hạn|đến|đến hết|hết|cuối cùng|sau|tối đa|thời gian|vòng|"
    r"thời hạn)(?!\w)| ?:){0,4}"
)
_LEAD = finder(
    rf"(?<!\w)(?:(?P<strong>{_STRONG})|(?P<weak>{_WEAK}))(?!\w){_LINKS}",
    "chậm|muộn|xong|hoàn|thời|hạn|trước|từ|đến|hết|trong|định|sau|vào|hằng|hàng|mỗi",
)
_DAY_OF_MONTH = finder(r"(?<!\w)ngày \d{1,2}(?= (?:hằng|hàng|mỗi)(?!\w)|/\d{1,2} (?:hằng|hàng)(?!\w))", "ngày")
_PART_OF_PERIOD = finder(
    r"(?<!\w)(?:đầu|giữa|cuối)(?= (?:quý (?:[1-4]|i{1,3}|iv)|tháng \d{1,2}|năm \d{4})(?!\w))", "đầu|giữa|cuối"
)
_EVERY_SO_MANY = finder(r"(?<!\w)(?:6|06|sáu|3|03|ba) tháng(?:/| )(?:một|1|01) lần(?!\w)", "6|06|sáu|3|03|ba")
_DAY_FURTHER_ON = pattern(
    r"(?<!\w)(?:trước|vào|chậm nhất|muộn nhất)(?: là| vào)? ngày (\d{1,2})(?!\d|\x20?[/.-]\x20?\d| tháng \d)"
)
_DUTY = pattern(
    r"(?<!\w)(?:hoàn thành|báo cáo|gửi|nộp|xong|trình|chậm nhất|muộn nhất|thực hiện|tổ chức|triển khai|ban hành|"
    r"xây dựng|khắc phục|giải quyết)(?!\w)"
)
_RHYTHM_OF_DUTY = pattern(r"(?<!\w)(?:báo cáo|gửi|định kỳ|giao ban|sơ kết|rà soát|tổng hợp|cập nhật|sinh hoạt)(?!\w)")
_NO_DEADLINE_BEFORE = pattern(r"(?<!\w)(?:tính|tính từ|số liệu|lũy kế|kể từ|kéo dài|thống kê) $")


def deadlines(page: Prepared, requirements: list[Record], issued_on: date | None) -> list[Record]:
    """Deadlines of the text. Fields:

    ``due_on`` ISO day or None; ``rule``: before, by, within, after_issue, after_event, recurring; ``words`` as printed;
    ``reason``: how the day follows from the words (see `spans.Meaning`) and ``basis``, the ISO day it was counted from;
    ``recurrence`` ({"every": week/month/quarter/half_year/year, "day", "month"}) or None; ``amount`` and ``unit`` of a
    span of time. "trước ngày 15/12/2026" is kept as that day with rule "before". A bare "trước", "trong" counts only
    inside a requirement or where the sentence names a duty.
    """
    kept: list[Record] = []
    spans = [(one.start, one.end) for one in requirements]
    at = done = 0
    for start, strong, one in _found(page, issued_on):
        if start < done:
            continue
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        inside = at < len(spans) and spans[at][0] <= start
        if inside or strong or _is_duty(page, start):
            record = _record(page, start, one)
            kept.append(record)
            done = record.end
    return kept


def _found(page: Prepared, issued_on: date | None) -> list[tuple[int, bool, Meaning]]:
    found: list[tuple[int, bool, Meaning]] = []
    for lead in page.finditer(_LEAD):
        words = lead.group()
        one = meaning_at(page.low, lead.end(), words, issued_on)
        if one is None or _NO_DEADLINE_BEFORE.search(page.low, max(0, lead.start() - 16), lead.start()):
            continue
        if one.recurrence and not _is_rhythm_of_duty(page, lead.start(), one.end):
            continue
        if one.recurrence and one.recurrence["day"] is None:
            one = _on_a_day(page, one, issued_on)
        if not one.recurrence and words.startswith(("hằng", "hàng", "mỗi", "định kỳ")):
            continue
        found.append((lead.start(), lead.group("strong") is not None, one))
    for table, words in ((_DAY_OF_MONTH, ""), (_EVERY_SO_MANY, "định kỳ"), (_PART_OF_PERIOD, "")):
        for bare in page.finditer(table):
            start = bare.start()
            one = meaning_at(page.low, start - 1, words, issued_on) if start and page.low[start - 1] == " " else None
            if one and (table is _PART_OF_PERIOD or (one.recurrence and _is_rhythm_of_duty(page, start, one.end))):
                found.append((start, False, one))
    found.sort(key=lambda one: (one[0], -one[2].end))
    return found


def _on_a_day(page: Prepared, one: Meaning, issued_on: date | None) -> Meaning:
    """ "hằng tháng báo cáo Đảng ủy trước ngày 20": the day of the month stands further on in the sentence."""
    rhythm: dict[str, Any] = one.recurrence or {}
    place = page.sentence_at(one.end - 1)
    if rhythm.get("every") != "month" or place < 0:
        return one
    said = _DAY_FURTHER_ON.search(page.low, one.end, min(page.sentences[place].end, one.end + 120))
    if not said or not 1 <= int(said.group(1)) <= 31:
        return one
    rhythm = {**rhythm, "day": int(said.group(1))}
    return replace(one, recurrence=rhythm, due_on=next_time(rhythm, issued_on))


def _is_duty(page: Prepared, start: int) -> bool:
    place = page.sentence_at(start)
    if place < 0:
        return False
    first = max(page.sentences[place].start, start - 200)
    return _DUTY.search(page.low, first, start) is not None and " đã " not in page.low[first:start]


def _is_rhythm_of_duty(page: Prepared, start: int, end: int) -> bool:
    """ "báo cáo hằng tháng" asks, "tiền lương hằng tháng" tells."""
    place = page.sentence_at(start)
    first = max(page.sentences[place].start, start - 120) if place >= 0 else start
    last = min(page.sentences[place].end, end + 60) if place >= 0 else end
    return _RHYTHM_OF_DUTY.search(page.low, first, last) is not None and " đã " not in page.low[first:start]


def _record(page: Prepared, start: int, one: Meaning) -> Record:
    quote = page.text[start : one.end].rstrip()
    fields: dict[str, Any] = {
        "due_on": one.due_on.isoformat() if one.due_on else None,
        "rule": one.rule,
        "words": quote,
        "reason": one.reason,
        "basis": one.basis.isoformat() if one.basis else None,
        "recurrence": one.recurrence,
    }
    if one.amount is not None:
        fields |= {"amount": one.amount, "unit": one.unit}
    return Record("deadline", start, start + len(quote), quote, fields)
