"""How a count changed: "tăng 15% so với cùng kỳ" belongs to the count before it."""

import re
from typing import Any

from tusoi.lib.reading import units
from tusoi.lib.reading.letters import LOWER, pattern, words
from tusoi.lib.reading.model import Record
from tusoi.lib.reading.numbers import quantity
from tusoi.lib.reading.places import finder
from tusoi.lib.reading.sentences import Prepared

UNIT = pattern(rf" {words(units.ALL)}")
_CHANGE = finder(
    r"(?<!\w)(?P<dir>tăng|giảm|cao hơn|thấp hơn|nhiều hơn|ít hơn)(?: thêm)?(?: (?:hơn|gần|trên|khoảng))? "
    rf"(?P<value>\d{{1,3}}(?:\.\d{{3}}){{1,3}}|\d{{1,6}}(?:[.,]\d{{1,2}})?)(?P<unit> ?%|"
    rf" [{LOWER}]{{2,10}}(?: (?!so )[{LOWER}]{{2,10}}){{0,1}})?"
    rf"(?P<than>(?:,|) so (?:với )?(?:cùng kỳ(?: năm (?:trước|ngoái|\d{{4}}))?|năm (?:trước|ngoái|\d{{4}})|"
    rf"[{LOWER}\d/\x20]{{3,40}}))?",
    "tăng|giảm|cao|thấp|nhiều|ít",
)
# "tăng 5 tổ chức và 12 đảng viên so với cùng kỳ": the second of a pair.
_AND_MORE = pattern(
    rf"(?: và|,) (?P<value>\d{{1,3}}(?:\.\d{{3}}){{1,3}}|\d{{1,6}})(?= {words(units.ALL)}(?: \w{{2,6}}){{0,2}}"
    r"(?: so (?:với )?(?:cùng kỳ|năm|quý|tháng|nhiệm kỳ)|\)))"
)
_DIGIT = re.compile(r"\d")
_JOINED = pattern(r",? ?(?:và )?$|,? ?(?:và )")


def changes(page: Prepared, taken: list[tuple[int, int]]) -> list[dict[str, Any]]:
    found_ones: list[dict[str, Any]] = []
    for found in page.finditer(_CHANGE):
        percent = (found.group("unit") or "").strip() == "%"
        value = quantity(found.group("value"), percent=percent)
        unit = (found.group("unit") or "").strip() or None
        if value is None or unit in {"năm", "tháng", "ngày", "lần"}:
            continue
        than = found.group("than")
        end = found.end("than") if than else found.end("unit") if percent else found.end("value")
        if not than and unit and not percent:
            noun = UNIT.match(page.low, found.end("value"))
            end = noun.end() if noun else found.end("value")
            unit = noun.group().strip() if noun else None
        end = _without_trailing(page, end)
        direction = "up" if found.group("dir") in {"tăng", "cao hơn", "nhiều hơn"} else "down"
        found_ones.append(
            {
                "dir": direction,
                "value": value,
                "unit": unit,
                "quote": page.text[found.start() : end],
                "start": found.start(),
                "end": end,
            }
        )
        if not percent and (second := _second(page, found, direction)):
            found_ones.append(second)
    return found_ones


def _second(page: Prepared, found: re.Match[str], direction: str) -> dict[str, Any] | None:
    noun = UNIT.match(page.low, found.end("value"))
    more = _AND_MORE.match(page.low, noun.end()) if noun else None
    value = quantity(more.group("value")) if more else None
    unit = UNIT.match(page.low, more.end()) if more else None
    if more is None or unit is None or value is None:
        return None
    start = more.start("value")
    return {
        "dir": direction,
        "value": value,
        "unit": unit.group().strip(),
        "quote": page.text[start : unit.end()],
        "start": start,
        "end": unit.end(),
    }


def _without_trailing(page: Prepared, end: int) -> int:
    while end > 0 and page.text[end - 1].isspace():
        end -= 1
    return end


def with_changes(page: Prepared, records: list[Record], changes: list[dict[str, Any]]) -> list[Record]:
    """Each change goes to the count before it in the sentence and to those joined with it; else it is a count: "giảm
    3 chi bộ qua sáp nhập", unless it says what it is compared with."""
    place = 0
    for change in changes:
        while place < len(records) and records[place].start < change["start"]:
            place += 1
        last = place - 1
        if last < 0 or not _same_sentence(page, records[last].end, change["start"]):
            if change["unit"] is not None and "so" not in change["quote"].split():
                records.insert(place, _change_as_count(page, change))
                place += 1
            continue
        last = _of_its_kind(page, records, _outside_brackets(page, records, last, change["start"]), change)
        records[last].fields["change"] = change
        while (
            last > 0
            and _JOINED.fullmatch(page.low[records[last - 1].end : records[last].start][:6])
            and (records[last].start - records[last - 1].end <= 6)
        ):
            last -= 1
            if change["unit"] not in {"%", None, records[last].fields["unit"]}:
                break
            records[last].fields["change"] = change
    return records


def _outside_brackets(page: Prepared, records: list[Record], last: int, start: int) -> int:
    """ "31 đảng viên (khiển trách 22, cảnh cáo 9), tăng 3 …": the count before the brackets, not the last in them."""
    if not page.low[records[last].end : start].startswith((")", " )")):
        return last
    opening = page.low.rfind("(", max(0, records[last].start - 200), records[last].start)
    before = last
    while before >= 0 and opening >= 0 and records[before].start > opening:
        before -= 1
    near = before >= 0 and opening >= 0 and opening - records[before].end <= 3
    return before if near and _same_sentence(page, records[before].end, opening) else last


def _of_its_kind(page: Prepared, records: list[Record], last: int, change: dict[str, Any]) -> int:
    """Of the counts before it the nearest that counts the same: "62 đảng viên, trong đó 13 cấp ủy viên, giảm 18 đảng
    viên" tells of the members."""
    unit = change["unit"]
    if unit is None or unit == "%":
        return last
    for place in range(last, max(-1, last - 4), -1):
        said = str(records[place].fields["unit"] or "")
        if not _same_sentence(page, records[place].end, change["start"]):
            break
        if said.startswith(unit) or unit.startswith(said or "-"):
            return place
    return last


def _same_sentence(page: Prepared, first: int, second: int) -> bool:
    return (
        second - first <= 120
        and page.sentence_at(first - 1) == page.sentence_at(second)
        and ";" not in page.low[first:second]
    )


def _change_as_count(page: Prepared, change: dict[str, Any]) -> Record:
    found = _DIGIT.search(page.text, change["start"], change["end"])
    start = found.start() if found else change["start"]
    end = change["end"]
    fields = {"value": change["value"], "num": None, "den": None, "unit": change["unit"]}
    return Record("count", start, end, page.text[start:end], fields)
