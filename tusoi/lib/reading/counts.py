"""Counts: explicit quantities with what they count, and how they changed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tusoi.lib.reading import units
from tusoi.lib.reading.letters import LOWER, pattern
from tusoi.lib.reading.model import Record
from tusoi.lib.reading.numbers import SCALES, from_word, quantity
from tusoi.lib.reading.sentences import Prepared

_DIGITS = re.compile(
    r"(?<![\w.,/\-–:])\d{1,3}(?:[.,]\d{3}){1,4}(?:,\d{1,2})?(?![\w])|(?<![\w.,/\-–:])\d{1,9}(?:[.,]\d{1,2})?(?!\w|"
    r"[.,]\d)"
)
_WORD = pattern(rf"(?<!\w)(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)(?= (?:{units.SPELT})(?!\w))")
_OVER = re.compile(r"\s?/\s?(\d{1,3}(?:[.,]\d{3}){1,3}|\d{1,7})(?![\w/]|[.,]\d)")
_PERCENT = re.compile(r"\s?%")
_RANGE = re.compile(r"(?:\s?%)?\s?(?:[-–]|đến)\s?(\d{1,7}(?:[.,]\d{1,3})?)(?=\s?%|\s[^\W\d_])")
_SCALE = pattern(rf" ?(?:{'|'.join(SCALES)})(?!\w)(?! (?:tấn|năm|người dân ta)(?!\w))")
_APPROX = pattern(r"(?<!\w)(?:hơn|gần|trên|khoảng|ước|xấp xỉ|chừng|ít nhất|tối thiểu|không quá|tối đa)(?: khoảng)? $")
_UNIT = pattern(rf" (?:{'|'.join(sorted(set(units.ALL.split('|')), key=len, reverse=True))})(?!\w)")
_TAIL = pattern(rf" (?:{units.TAILS})(?!\w)")
_TOGETHER = [pattern(rf"(?:,| và) (?:{group})(?!\w)") for group in units.TOGETHER]
_MEMBERS = {noun: place for place, group in reversed(list(enumerate(units.TOGETHER))) for noun in group.split("|")}
_NOUN = re.compile(rf"\s(?P<noun>[{LOWER}]{{1,10}})(?!\w)")
_BEFORE = pattern(rf"(?<!\w)(?:{units.BEFORE})(?: ?:)? ?$|[/№#+=]\x20?$|:$")
_OUT_OF = pattern(r"(?<!\w)(?:trong|tổng)(?: tổng)? số $")
_CALLED_BY_PUNISHMENT = pattern(r" (?:khiển trách|cảnh cáo|cách chức|khai trừ)(?!\w)")
_REAL_MONEY = pattern(
    r"(?<!\w)(?:thu hồi|kinh phí|ủng hộ|hỗ trợ|trao|số tiền|thất thoát|thiệt hại|đầu tư|tổng|vốn|quyên góp|xây dựng|"
    r"nộp|đóng góp|"
    r"thu|chi|phạt|doanh thu)(?!\w)"
)
_THRESHOLD_BEFORE = pattern(r"(?<!\w)(?:từ|dưới|có giá trị|trị giá|mức)(?: (?:trên|dưới|từ|đến))? $")
_THRESHOLD_AFTER = pattern(r"[^.;\n]{0,24}?(?:trở lên|trở xuống)(?!\w)")
_INDEFINITE = pattern(
    r"(?<!\w)(?:là|như|mỗi|từng|thành|bất cứ|bất kỳ|một trong|chỉ là|cùng|trong cùng|lần thứ|thứ|trong) $"
)
_YEAR_WORD = pattern(
    r"(?<!\w)(?:trong|từng|mỗi|các|hàng|hằng|qua|đầu|cuối|giữa|nhiều|những|sau|trước|cả|tổng kết|đến|sang|nửa) $"
)
_BARE = pattern(rf"(?<!\w)(?:{units.DISCIPLINE})(?: (?:là|được|đối với))?(?: ?:)? ?$")
_CHANGE = pattern(
    r"(?<!\w)(?P<dir>tăng|giảm|cao hơn|thấp hơn|nhiều hơn|ít hơn)(?: thêm)? "
    rf"(?P<value>\d{{1,3}}(?:\.\d{{3}}){{1,3}}|\d{{1,6}}(?:[.,]\d{{1,2}})?)(?P<unit> ?%|"
    rf" [{LOWER}]{{2,10}}(?: [{LOWER}]{{2,10}}){{0,1}})?"
    rf"(?P<than>(?:,|) so (?:với )?(?:cùng kỳ(?: năm (?:trước|ngoái|\d{{4}}))?|năm (?:trước|ngoái|\d{{4}})|"
    rf"[{LOWER}\d/\x20]{{3,40}}))?"
)
_PLAN = pattern(r"(?<!\w)(?:phấn đấu|dự kiến|theo kế hoạch|mục tiêu|sẽ|đến năm \d{4})(?!\w)")
_TIMES = frozenset({"năm", "thá", "ngà", "giờ", "phú", "tuổ", "lần", "quý", "tuầ", "km ", "kg "})
_JOINED = pattern(r",? ?(?:và )?$|,? ?(?:và )")
_COUNTER_LINE = pattern(
    r"(?:số )?(?:lượt (?:xem|truy cập|đọc)|hôm nay|hôm qua|tuần này|tháng này|năm này|đang (?:online|truy cập)|"
    r"tất cả|tổng lượt)[^\n]{0,12}:"
)


@dataclass(slots=True)
class _Number:
    start: int
    end: int
    value: float | int | None
    num: float | int | None = None
    den: float | int | None = None
    hi: float | int | None = None
    percent: bool = False
    spelt: bool = False


def counts(page: Prepared, taken: Iterable[Record]) -> list[Record]:
    """Every quantity outside the spans of ``taken`` (citations: their numbers count nothing)."""
    spans = sorted((record.start, record.end) for record in taken)
    changes = _changes(page, spans)
    spans = sorted(spans + [(change["start"], change["end"]) for change in changes])
    found: list[Record] = []
    done = at = 0
    for number in _numbers(page):
        while at < len(spans) and spans[at][1] <= number.start:
            at += 1
        if number.start < done or (at < len(spans) and spans[at][0] < number.end):
            continue
        record = _count(page, number)
        if record is not None:
            found.append(record)
            done = record.end
    return _with_changes(page, found, changes)


def _numbers(page: Prepared) -> list[_Number]:
    numbers = [_number(page, found) for found in _DIGITS.finditer(page.low)]
    for found in _WORD.finditer(page.low):
        before = page.low[max(0, found.start() - 16) : found.start()]
        word = found.group()
        if word == "một" and _INDEFINITE.search(before):
            continue
        if word == "năm" and (_YEAR_WORD.search(before) or not before.strip()):
            continue
        if not re.search(r"(?:lần thứ|thứ|khóa|trung ương|một trong) $", before):
            numbers.append(_Number(found.start(), found.end(), from_word(word), spelt=True))
    numbers.sort(key=lambda number: number.start)
    return numbers


def _number(page: Prepared, found: re.Match[str]) -> _Number:
    """Digits with what belongs to them: "62/74", "70 - 80%", "4 nghìn"."""
    low, end = page.low, found.end()
    over = _OVER.match(low, end)
    if over:
        return _Number(found.start(), over.end(), None, quantity(found.group()), quantity(over.group(1)))
    percent = _PERCENT.match(low, end)
    number = _Number(found.start(), end, quantity(found.group(), percent=percent is not None))
    high = _RANGE.match(low, end)
    if high:
        end = high.end()
        percent = _PERCENT.match(low, end)
        number.value = quantity(found.group(), percent=percent is not None)
        number.hi = quantity(high.group(1), percent=percent is not None)
    scale = None if percent else _SCALE.match(low, end)
    if percent:
        end, number.percent = percent.end(), True
    elif scale and number.value is not None:
        number.value = quantity(found.group(), percent="," in found.group())
        number.value = _scaled(number.value, SCALES[scale.group().strip()])
        end = scale.end()
    number.end = end
    return number


def _scaled(value: float | int | None, factor: int) -> float | int | None:
    if value is None:
        return None
    product = round(value * factor, 4)
    return int(product) if product == int(product) else product


def _count(page: Prepared, number: _Number) -> Record | None:
    if number.value is None and number.num is None:
        return None
    if _is_name_or_ordinal(page, number) or _is_threshold(page, number):
        return None
    unit, end = ("%", number.end) if number.percent else _unit(page, number)
    if unit is None and not _stands_alone(page, number):
        return None
    start = number.start
    fields: dict[str, Any] = {"value": number.value, "num": number.num, "den": number.den, "unit": unit}
    if number.hi is not None:
        fields["hi"] = number.hi
    approx = _APPROX.search(page.low, max(0, start - 24), start)
    if approx:
        start = approx.start()
        fields["approx"] = page.text[approx.start() : approx.end()].strip()
    sentence = page.sentence_at(start)
    if sentence >= 0 and _PLAN.search(page.low, max(page.sentences[sentence].start, start - 80), start):
        fields["mode"] = "plan"
    return Record("count", start, end, page.text[start:end], fields)


def _is_name_or_ordinal(page: Prepared, number: _Number) -> bool:
    before = page.low[max(0, number.start - 14) : number.start]
    if number.spelt:
        return False
    line_start = not before.strip(" \t") or before.rstrip(" \t")[-1:] == "\n"
    if line_start and re.match(r"\s?[.)]", page.low[number.end : number.end + 2]):
        return True
    if _BEFORE.search(before) and not number.percent and not _OUT_OF.search(before):
        return not (number.num is not None and number.num <= (number.den or 0) and "thứ" not in before) or _date_like(
            before
        )
    if re.match(r"[/:hg]\d|\s?(?:gmt|am|pm)|[-–]\d", page.low[number.end : number.end + 5]):
        return True
    line = page.low.rfind("\n", max(0, number.start - 40), number.start) + 1
    return line > 0 and _COUNTER_LINE.match(page.low, line) is not None and line >= number.start - 40


def _date_like(before: str) -> bool:
    return bool(re.search(r"(?:ngày|sáng|chiều|tối|tháng|dịp|đến|lúc|quý|năm|số|từ|trước|khóa|ảnh) ?$", before))


def _is_threshold(page: Prepared, number: _Number) -> bool:
    if number.percent and not _THRESHOLD_AFTER.match(page.low, number.end):
        return False
    before = page.low[max(0, number.start - 24) : number.start]
    if _THRESHOLD_AFTER.match(page.low, number.end):
        return True
    if before.endswith("trên ") and re.match(r" (?:triệu )?đồng", page.low[number.end : number.end + 12]):
        return not _REAL_MONEY.search(page.low, max(0, number.start - 90), number.start)
    return bool(_THRESHOLD_BEFORE.search(before)) and not re.match(
        r"[^.;\n]{0,30}?(?:lên|xuống|đến|còn) ", page.low[number.end : number.end + 40]
    )


def _unit(page: Prepared, number: _Number) -> tuple[str | None, int]:
    """The head noun directly after the number, with what belongs to it, and its end."""
    found = _UNIT.match(page.low, number.end)
    if not found:
        if _CALLED_BY_PUNISHMENT.match(page.low, number.end):
            return None, number.end
        loose = _NOUN.match(page.low, number.end)
        if (
            not loose
            or loose.group("noun") in units.NEVER
            or number.spelt
            or not page.text[loose.start("noun")].islower()
        ):
            return None, number.end
        if _date_like(page.low[max(0, number.start - 8) : number.start]) and number.num is not None:
            return None, number.end
        if _is_year(page, number):
            return None, number.end
        return page.text[loose.start("noun") : loose.end()], loose.end()
    if number.num is not None and (
        number.num > (number.den or 0) or _date_like(page.low[max(0, number.start - 8) : number.start])
    ):
        return None, number.end
    end = found.end()
    tail = _TAIL.match(page.low, end)
    if tail:
        end = tail.end()
    group = _MEMBERS.get(" ".join(found.group().split()))
    for _ in range(4):
        more = _TOGETHER[group].match(page.low, end) if group is not None else None
        if not more or (more.group().startswith(" và") and page.low[more.end() : more.end() + 2] == " \u200b"):
            break
        end = more.end()
    text = page.text[found.start() : end].strip()
    return " ".join(text.split()), end


def _is_year(page: Prepared, number: _Number) -> bool:
    whole = page.text[number.start : number.start + 4]
    return (
        number.num is None and whole.isdecimal() and whole[:2] in {"18", "19", "20"} and number.end - number.start == 4
    )


def _stands_alone(page: Prepared, number: _Number) -> bool:
    """ "Khiển trách 17": the noun is known from before."""
    if number.spelt or (_NOUN.match(page.low, number.end) and page.low[number.end + 1 : number.end + 4] in _TIMES):
        return False
    before = page.low[max(0, number.start - 30) : number.start]
    if _CALLED_BY_PUNISHMENT.match(page.low, number.end):
        return True
    return bool(_BARE.search(before)) and not (isinstance(number.value, int) and 1900 <= number.value <= 2100)


def _changes(page: Prepared, taken: list[tuple[int, int]]) -> list[dict[str, Any]]:
    changes: list[dict[str, Any]] = []
    for found in _CHANGE.finditer(page.low):
        percent = (found.group("unit") or "").strip() == "%"
        value = quantity(found.group("value"), percent=percent)
        unit = (found.group("unit") or "").strip() or None
        if value is None or unit in {"năm", "tháng", "ngày", "lần"}:
            continue
        than = found.group("than")
        end = found.end("than") if than else found.end("unit") if percent else found.end("value")
        if not than and unit and not percent:
            noun = _UNIT.match(page.low, found.end("value"))
            end = noun.end() if noun else found.end("value")
            unit = noun.group().strip() if noun else None
        end = _without_trailing(page, end)
        direction = "up" if found.group("dir") in {"tăng", "cao hơn", "nhiều hơn"} else "down"
        changes.append(
            {
                "dir": direction,
                "value": value,
                "unit": unit,
                "quote": page.text[found.start() : end],
                "start": found.start(),
                "end": end,
            }
        )
    return changes


def _without_trailing(page: Prepared, end: int) -> int:
    while end > 0 and page.text[end - 1].isspace():
        end -= 1
    return end


def _with_changes(page: Prepared, records: list[Record], changes: list[dict[str, Any]]) -> list[Record]:
    """Each change goes to the count before it in the sentence and to those joined with it; else it is a count."""
    place = 0
    for change in changes:
        while place < len(records) and records[place].start < change["start"]:
            place += 1
        last = place - 1
        if last < 0 or not _same_sentence(page, records[last].end, change["start"]):
            if change["unit"] == "%":
                records.insert(place, _change_as_count(page, change))
                place += 1
            continue
        records[last].fields["change"] = change
        while (
            last > 0
            and _JOINED.fullmatch(page.low[records[last - 1].end : records[last].start][:6])
            and (records[last].start - records[last - 1].end <= 6)
        ):
            last -= 1
            records[last].fields["change"] = change
    return records


def _same_sentence(page: Prepared, first: int, second: int) -> bool:
    return (
        second - first <= 120
        and page.sentence_at(first - 1) == page.sentence_at(second)
        and ";" not in page.low[first:second]
    )


def _change_as_count(page: Prepared, change: dict[str, Any]) -> Record:
    found = re.compile(r"\d[\d.,]*\s?%").search(page.text, change["start"], change["end"])
    start, end = (found.start(), found.end()) if found else (change["start"], change["end"])
    fields = {"value": change["value"], "num": None, "den": None, "unit": "%"}
    return Record("count", start, end, page.text[start:end], fields)
