"""Counts: explicit quantities with what they count, and how they changed."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from tusoi.lib.reading import units
from tusoi.lib.reading.changes import UNIT, changes, with_changes
from tusoi.lib.reading.letters import LOWER, pattern, words
from tusoi.lib.reading.model import Record
from tusoi.lib.reading.numbers import SCALES, from_word, quantity
from tusoi.lib.reading.places import finder, word_finder
from tusoi.lib.reading.sentences import Prepared

# A class of signs comes first, so that a search passes over everything else at once; then what may not stand before.
_DIGITS = re.compile(
    r"\d(?<![\w.,/\-–:]\d)(?:\d{0,2}(?:[.,]\d{3}){1,4}(?:,\d{1,2})?(?!\w)|\d{0,8}(?:[.,]\d{1,2})?(?!\w|[.,]\d))"
)
_SPELT = "một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười"
_WORD = finder(rf"(?<!\w)(?:{_SPELT})(?= {words(units.SPELT)})", _SPELT)
_OVER = re.compile(r"\s?/\s?(\d{1,3}(?:[.,]\d{3}){1,3}|\d{1,7})(?![\w/]|[.,]\d)")
_PERCENT = re.compile(r"\s?%")
_RANGE = re.compile(r"(?:\s?%)?\s?(?:[-–]|đến)\s?(\d{1,7}(?:[.,]\d{1,3})?)(?=\s?%|\s[^\W\d_])")
_SCALE = pattern(rf" ?(?:{'|'.join(SCALES)})(?!\w)(?! (?:tấn|năm|người dân ta)(?!\w))")
_SCALE_MORE = pattern(rf" (\d{{1,3}}) ({'|'.join(SCALES)})(?!\w)")
_APPROX = pattern(r"(?<!\w)(?:hơn|gần|trên|khoảng|ước|xấp xỉ|chừng|ít nhất|tối thiểu|không quá|tối đa)(?: khoảng)? $")
_TAIL = pattern(rf" (?:{units.TAILS})(?!\w)")
_LEVEL = pattern(rf" (?:{units.LEVELS})(?:(?:,| và) (?:{units.LEVELS})){{0,2}}(?!\w)")
_TOGETHER = [pattern(rf"(?:,| và) (?:{group})(?!\w)") for group in units.TOGETHER]
_MEMBERS = {noun: place for place, group in reversed(list(enumerate(units.TOGETHER))) for noun in group.split("|")}
_NOUN = re.compile(rf"\s(?P<noun>[{LOWER}]{{1,10}})(?!\w)")
_BEFORE = pattern(rf"(?<!\w)(?:{units.BEFORE})(?: ?:)? ?$|[/№#+=]\x20?$|:$")
_LAST_BEFORE = frozenset(word.split()[-1] for word in units.BEFORE.replace("\\", "").split("|"))
_ALONE_BEFORE = frozenset(word for word in units.BEFORE.split("|") if word.isalpha())
_APPROX_ENDS = tuple(
    f"{word} " for word in ["hơn", "gần", "trên", "khoảng", "ước", "xỉ", "chừng", "nhất", "thiểu", "quá", "đa"]
)
_THRESHOLD_ENDS = tuple(f"{word} " for word in ["từ", "dưới", "trị", "giá", "mức", "trên", "đến"])
_DATE_WORDS = (
    "ngày",
    "sáng",
    "chiều",
    "tối",
    "tháng",
    "dịp",
    "đến",
    "lúc",
    "quý",
    "năm",
    "số",
    "từ",
    "trước",
    "khóa",
    "ảnh",
)
_NUMBER_MORE = frozenset("/%-–đtnv\n")  # a ratio, a percentage, a range, "trăm", "nghìn", "vạn", "triệu", "tỷ"
_NUMBER_GOES_ON = frozenset("/%-–đ")
_YEAR_FIRST = re.compile(r"(?<!\d)(?:19|20)\d\d ?(?:-|đến) ?$")
_SHARE_AFTER = re.compile(r"\s?\(\s?(?:chiếm|đạt|tỷ lệ|bằng)?\s?\d{1,3}(?:[.,]\d{1,2})?\s?%")
_NAMED_BODY_ENDS = ("chi bộ ", "đảng bộ ", "tổ đảng ", "chi đoàn ", "liên chi ")
_REACHED = pattern(
    r"(?<!\w)(?:kết nạp|đạt|hoàn thành|kiểm tra|giám sát|thực hiện|bồi dưỡng|giải quyết|tổ chức|thành lập)(?: được)? $"
)
_ITEM_SIGN = re.compile(r"\s?[.)]")
_NO_COUNT_AFTER = re.compile(r"[/:hg]\d|\s?(?:gmt|am|pm)|[-–]\d")
_UP_OR_DOWN = re.compile(r"[^.;\n]{0,30}?(?:lên|xuống|đến|còn) ")
_OUT_OF = pattern(r"(?<!\w)(?:trong|tổng)(?: tổng)? số $")
_CALLED_BY_PUNISHMENT = pattern(r" (?:khiển trách|cảnh cáo|cách chức|khai trừ)(?!\w)")
_REAL_MONEY = pattern(
    r"(?<!\w)(?:thu hồi|kinh phí|ủng hộ|hỗ trợ|trao|số tiền|thất thoát|thiệt hại|đầu tư|tổng|vốn|quyên góp|xây dựng|"
    r"nộp|đóng góp|"
    r"thu|chi|phạt|doanh thu|huy động|giải ngân|tiết kiệm|bố trí|phát hiện|sai phạm|xử lý|vay|cấp)(?!\w)"
)
_THRESHOLD_BEFORE = pattern(r"(?<!\w)(?:từ|dưới|có giá trị|(?<!tổng\x20)trị giá|mức)(?: (?:trên|dưới|từ|đến))? $")
_THRESHOLD_AFTER = pattern(r"[^.;\n\d]{0,24}?(?:trở lên|trở xuống)(?!\w)")
_INDEFINITE = pattern(
    r"(?<!\w)(?:là|như|mỗi|từng|thành|bất cứ|bất kỳ|một trong|chỉ là|cùng|trong cùng|lần thứ|thứ|trong) $"
)
_YEAR_WORD = pattern(
    r"(?<!\w)(?:trong|từng|mỗi|các|hàng|hằng|qua|đầu|cuối|giữa|nhiều|những|sau|trước|cả|tổng kết|đến|sang|nửa) $"
)
_BARE = pattern(rf"(?<!\w)(?:{units.DISCIPLINE})(?: (?:là|được|đối với))?(?: ?:)? ?$")
_PLAN = word_finder("phấn đấu|dự kiến|theo kế hoạch|mục tiêu|sẽ|đến năm")
_TIMES = frozenset({"năm", "thá", "ngà", "giờ", "phú", "tuổ", "lần", "quý", "tuầ", "km ", "kg "})
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
    plain: bool = False  # nothing goes on from it, and no word before it names it
    spelt: bool = False


def counts(page: Prepared, taken: Iterable[Record]) -> list[Record]:
    """Every quantity outside the spans of ``taken`` (citations: their numbers count nothing)."""
    spans = sorted((record.start, record.end) for record in taken)
    changed = changes(page, spans)
    spans = sorted(spans + [(change["start"], change["end"]) for change in changed])
    plans = [word.start() for word in page.finditer(_PLAN)]
    found: list[Record] = []
    done = at = 0
    for start, seen in _numbers(page):
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        if start < done or (at < len(spans) and spans[at][0] <= start):
            continue
        if not isinstance(seen, _Number) and _is_plainly_named(page, seen):
            continue
        number = seen if isinstance(seen, _Number) else _number(page, seen)
        if at < len(spans) and spans[at][0] < number.end:
            continue
        record = _count(page, number, plans)
        if record is not None:
            found.append(record)
            done = record.end
    return with_changes(page, found, changed)


def _numbers(page: Prepared) -> list[tuple[int, _Number | re.Match[str]]]:
    """Places of numbers in order; digits are looked at more closely only where they may count something."""
    numbers: list[tuple[int, _Number | re.Match[str]]] = [(one.start(), one) for one in _DIGITS.finditer(page.low)]
    for found in page.finditer(_WORD):
        before = page.low[max(0, found.start() - 16) : found.start()]
        word = found.group()
        if word == "một" and _INDEFINITE.search(before):
            continue
        if word == "năm" and (_YEAR_WORD.search(before) or not before.strip()):
            continue
        if not before.endswith(("thứ ", "khóa ", "trung ương ", "một trong ")):
            numbers.append((found.start(), _Number(found.start(), found.end(), from_word(word), spelt=True)))
    numbers.sort(key=itemgetter(0))
    return numbers


def _number(page: Prepared, found: re.Match[str]) -> _Number:
    """Digits with what belongs to them: "62/74", "70 - 80%", "4 nghìn"."""
    low, end = page.low, found.end()
    if low[end : end + 2].lstrip()[:1] not in _NUMBER_MORE:
        return _Number(found.start(), end, quantity(found.group()), plain=True)
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
        more = _SCALE_MORE.match(low, end) if number.value is not None else None
        if more:  # "3 tỷ 200 triệu đồng"
            number.value = (number.value or 0) + int(more.group(1)) * SCALES[more.group(2)]
            end = more.end()
    number.end = end
    return number


def _scaled(value: float | int | None, factor: int) -> float | int | None:
    if value is None:
        return None
    product = round(value * factor, 4)
    return int(product) if product == int(product) else product


def _count(page: Prepared, number: _Number, plans: list[int]) -> Record | None:
    """The record of a number, if it counts something; ``plans`` are the places of words of planning."""
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
    near = page.low[max(0, start - 24) : start]
    approx = _APPROX.search(page.low, start - len(near), start) if near.endswith(_APPROX_ENDS) else None
    if approx:
        start = approx.start()
        fields["approx"] = page.text[approx.start() : approx.end()].strip()
    sentence = page.sentence_at(start)
    place = bisect_left(plans, start) - 1
    if sentence >= 0 and place >= 0 and plans[place] >= max(page.sentences[sentence].start, start - 80):
        fields["mode"] = "plan"
    return Record("count", start, end, page.text[start:end], fields)


def _is_name_or_ordinal(page: Prepared, number: _Number) -> bool:
    before = page.low[max(0, number.start - 14) : number.start]
    if number.spelt:
        return False
    if _is_year(page, number) and (_ends_years(before) or 1900 <= (number.hi or 0) <= 2100):
        return True
    line_start = not before.strip(" \t") or before.rstrip(" \t")[-1:] == "\n"
    if line_start and _ITEM_SIGN.match(page.low, number.end, number.end + 2):
        return True
    if not number.percent and not number.plain and _is_named_number(before) and not _OUT_OF.search(before):
        return not (number.num is not None and number.num <= (number.den or 0) and "thứ" not in before) or _date_like(
            before
        )
    if _NO_COUNT_AFTER.match(page.low, number.end, number.end + 5):
        return True
    line = page.low.rfind("\n", max(0, number.start - 40), number.start) + 1
    return line > 0 and _COUNTER_LINE.match(page.low, line) is not None and line >= number.start - 40


def _is_plainly_named(page: Prepared, found: re.Match[str]) -> bool:
    """ "điều 5", "tháng 3": settled before the number is read, where no "/", "%" or range goes on from it."""
    start, end = found.span()
    before = page.low[max(0, start - 14) : start]
    following = page.low[end : end + 2]
    if following[:1] == "/" and following[1:].isdecimal() and _date_like(before):
        return True
    sign = following.lstrip()[:1]
    if sign in _NUMBER_GOES_ON and (sign != "đ" or page.low.startswith("đế", end + 1)):
        return False
    return _is_named_number(before) and not _OUT_OF.search(before)


def _is_named_number(before: str) -> bool:
    """Whether a word like "điều", "số" stands before; the long table is asked only where its last words stand."""
    word = before.rstrip(" :").rpartition(" ")[2]
    if not word or before[-1] == "\n" or (not word[-1].isalnum() and word[-1] not in "/№#+=.-"):
        return before.endswith(":")
    if word.isalpha() and not before.endswith(":"):
        if word not in _LAST_BEFORE:
            return False
        if word in _ALONE_BEFORE and before.endswith((word, word + " ")):
            return True
    return _BEFORE.search(before) is not None


def _ends_years(before: str) -> bool:
    """ "nhiệm kỳ 2020 - " before "2025 tổ chức": a stretch of years, whatever follows."""
    return before.endswith(("- ", "-", "đến ")) and _YEAR_FIRST.search(before) is not None


def _date_like(before: str) -> bool:
    return before.removesuffix(" ").endswith(_DATE_WORDS)


def _is_threshold(page: Prepared, number: _Number) -> bool:
    if number.hi is not None and not number.percent and page.low.startswith("từ ", number.start - 3):
        return False  # "từ 1 - 2 đảng viên": how many, not from how many on
    if page.low.find("trở ", number.end, number.end + 34) >= 0 and _THRESHOLD_AFTER.match(page.low, number.end):
        return True
    if number.percent:
        return False
    before = page.low[max(0, number.start - 24) : number.start]
    if before.endswith("trên ") and page.low.startswith((" đồng", " triệu đồng"), number.end):
        return not _REAL_MONEY.search(page.low, max(0, number.start - 90), number.start)
    if not before.endswith(_THRESHOLD_ENDS) or page.text.startswith("Từ ", number.start - 3):
        return False
    return bool(_THRESHOLD_BEFORE.search(before)) and not _UP_OR_DOWN.match(page.low, number.end, number.end + 40)


def _unit(page: Prepared, number: _Number) -> tuple[str | None, int]:
    """The head noun directly after the number, with what belongs to it, and its end."""
    found = UNIT.match(page.low, number.end)
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
        if _is_year(page, number) or page.low[max(0, number.start - 9) : number.start].endswith(_NAMED_BODY_ENDS):
            return None, number.end
        return page.text[loose.start("noun") : loose.end()], loose.end()
    if number.num is not None and _may_be_day(page, number):
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
        if tail := _TAIL.match(page.low, end):
            end = tail.end()
    end = _with_level(page, found.group(), end)
    text = (page.low if page.torn else page.text)[found.start() : end].strip()
    return " ".join(text.split()), end


def _may_be_day(page: Prepared, number: _Number) -> bool:
    """ "sáng 16/7 các chi bộ", "14/02 lượt xem"; "kết nạp 11/10 đảng viên" is more than was planned."""
    before = page.low[max(0, number.start - 20) : number.start]
    if _date_like(before[-8:]):
        return True
    more = (number.num or 0) > (number.den or 0)
    return more and (number.den or 0) <= 12 and (number.num or 0) <= 31 and not _REACHED.search(before)


def _with_level(page: Prepared, noun: str, end: int) -> int:
    """ "12 đảng ủy xã": the level belongs to the noun, the name of a place ("3 đảng ủy xã An Bình") does not."""
    level = _LEVEL.match(page.low, end) if " ".join(noun.split()).endswith(units.OF_LEVELS) else None
    named = (
        level is not None and page.text[level.end() + 1 : level.end() + 2].isupper() and page.low[level.end()] == " "
    )
    return level.end() if level and not named else end


def _is_year(page: Prepared, number: _Number) -> bool:
    whole = page.text[number.start : number.start + 4]
    return (
        number.num is None
        and whole.isdecimal()
        and whole[:2] in {"18", "19", "20"}
        and (number.end - number.start == 4 or number.hi is not None)
    )


def _stands_alone(page: Prepared, number: _Number) -> bool:
    """ "Khiển trách 17": the noun is known from before."""
    if number.spelt or (_NOUN.match(page.low, number.end) and page.low[number.end + 1 : number.end + 4] in _TIMES):
        return False
    before = page.low[max(0, number.start - 30) : number.start]
    if before.endswith(": ") and _SHARE_AFTER.match(page.low, number.end):
        return True  # "phẩm chất, lối sống: 14 (18,9%)"
    if _CALLED_BY_PUNISHMENT.match(page.low, number.end):
        return True
    return bool(_BARE.search(before)) and not (isinstance(number.value, int) and 1900 <= number.value <= 2100)
