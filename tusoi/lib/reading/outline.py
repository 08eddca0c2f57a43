"""The outline of a text: which lines are headings, which are items of a list, and what each list announces."""

import re
from dataclasses import dataclass
from typing import Literal

from tusoi.lib.reading import cues
from tusoi.lib.reading.letters import LOWER, UPPER, pattern, words
from tusoi.lib.reading.numbers import from_roman, from_word
from tusoi.lib.reading.places import finder
from tusoi.lib.reading.sentences import Prepared, Span, trimmed

Topic = Literal["tasks", "merits", "faults", "causes"]

_SPELT = pattern(
    r"(?P<word>một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) là(?!\w)[,:]?|thứ (?P<nth>nhất|hai|ba|tư|năm|sáu|bảy|tám|"
    r"chín|mười)(?!\w)[,:]"
)
_DIGITS = re.compile(
    r"(?:\((?P<b>\d{1,2})\)|(?P<d>\d{1,2}(?:\.\d{1,2}){0,3})(?:[.)]|(?=\s)(?<=\.\d)|(?<=\.\d\d)(?=\s)|"
    rf"(?:\s?[-–]|/)(?=\s?[{UPPER}]))|"
    r"(?P<r>[IVX]{1,5})(?:[.)]|\s?[-–])|(?P<u>[A-D])(?:[.)]|\s?[-–]))\s*"
)
# "Một", "Hai" ... "Mười", "Thứ", "(1)", Roman numerals, "A." to "D."; digits apart.
_MARKER_BEGINS = frozenset("mhbnsctMHBNSCT(IVXAD")
_INLINE = finder(
    r"(?:(?<=[.;:,]\x20)|(?<=[.;:,]))(?:(?P<word>một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) là(?=[,: ])|"
    r"thứ (?P<nth>nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)(?=[,:])|\((?P<d>\d{1,2})\)(?= ))",
    "một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|thứ",
)
_BRACKET = re.compile(r"\((?=\d)")
# "… họp để cho ý kiến về các nội dung sau:" lists what was talked about, not what is to be done.
_AGENDA = pattern(
    r"(?<!\w)(?:thảo luận|cho ý kiến|xem xét|được nghe|đã nghe|thông qua)[^.;:\n]{0,60}?"
    r"(?:nội dung|vấn đề|văn bản|báo cáo)(?: sau(?: đây)?)?: ?$"
)
_BULLET = re.compile(r"[-+*•–]\s?\S")
_ASKS = pattern(
    words("yêu cầu|đề nghị|kiến nghị|đề xuất|kêu gọi|chỉ đạo các|cần tập trung|nhiệm vụ, giải pháp|nhiệm vụ trọng tâm")
)
_TOPICS: tuple[tuple[Topic, re.Pattern[str]], ...] = (
    ("causes", pattern(words(cues.ANNOUNCE_CAUSES))),
    ("faults", pattern(words(cues.ANNOUNCE_FAULTS))),
    ("merits", pattern(words(cues.ANNOUNCE_MERITS))),
    ("tasks", pattern(words(cues.ANNOUNCE_TASKS))),
)


@dataclass(frozen=True, slots=True)
class Marker:
    """What an item begins with. ``style`` groups the markers of one list: word, digit, bracket, roman, letter."""

    text: str
    ordinal: int
    style: str
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A line with its marker, whether it is a heading, and the topic in force where it stands."""

    span: Span
    line: int
    marker: Marker | None
    heading: bool
    lead_in: bool
    topic: Topic | None
    listed_topic: Topic | None


def outline(page: Prepared, *, body: int = 0) -> list[Block]:
    """One block for each line. ``topic`` comes from the heading above, ``listed_topic`` from the nearest lead-in.

    Lines that begin before ``body`` (title and what stands above it) announce nothing.
    """
    blocks: list[Block] = []
    topic: Topic | None = None
    lead: Topic | None = None
    leads_now = False
    markers = [marker_at(page, span) for span in page.lines]
    for index, span in enumerate(page.lines):
        marker = markers[index]
        heading = is_heading(page, index, marker)
        lead_in = page.text[span.end - 1] == ":" or (not marker and not heading and _announces(markers, index))
        said = announced(page, span) if (heading or lead_in) and span.start >= body else None
        section = marker is not None and marker.style in {"roman", "letter"}
        if heading and (section or (said and (marker or _begins_with_topic(page, span)))):
            topic, lead = said, None
        blocks.append(Block(span, index, marker, heading, lead_in, topic, lead))
        if lead_in:
            lead, leads_now = (said or lead), True
        elif (
            not marker
            and not heading
            and not leads_now
            and span.end - span.start > 40
            and not _BULLET.match(page.text, span.start)
        ):
            lead = lead if _list_continues(markers, index) else None
        leads_now = False if not lead_in else leads_now
    return blocks


def _begins_with_topic(page: Prepared, span: Span) -> bool:
    """An unnumbered heading opens a section only if it says so at once: "Một số hạn chế", not "… kết quả bước đầu"."""
    return any(table.search(page.low, span.start, min(span.end, span.start + 22)) for _, table in _TOPICS)


def _announces(markers: list[Marker | None], index: int) -> bool:
    """A line that ends in a full stop but is followed by the first item of a list."""
    if index + 1 >= len(markers):
        return False
    following = markers[index + 1]
    return following is not None and following.ordinal == 1 and following.style in {"word", "bracket", "digit"}


def _list_continues(markers: list[Marker | None], index: int) -> bool:
    """An elaborating paragraph: a further item of the list follows within a few lines."""
    return any(marker and marker.ordinal > 1 and marker.style != "roman" for marker in markers[index + 1 : index + 5])


def marker_at(page: Prepared, span: Span) -> Marker | None:
    """ "Một là", "Thứ nhất,", "1.", "(1)", "1.2.", "II.", "A." at the beginning of a line."""
    sign = page.text[span.start]
    if not (sign.isdecimal() or sign in _MARKER_BEGINS):
        return None
    found = _SPELT.match(page.low, span.start, span.end)
    if found:
        ordinal = from_word(found.group("word") or found.group("nth")) or 1
        text = page.text[span.start : found.end()].rstrip(" ,:")
        return Marker(text, ordinal, "word", found.end())
    found = _DIGITS.match(page.text, span.start, span.end)
    if not found:
        return None
    text = found.group().strip()
    if found.group("b"):
        return Marker(text, int(found.group("b")), "bracket", found.end())
    if found.group("d"):
        if found.end() < span.end and page.text[found.end()].isdigit():
            return None
        return Marker(text, int(found.group("d").split(".")[-1]), "digit", found.end())
    if found.group("r"):
        value = from_roman(found.group("r"))
        return Marker(text, value, "roman", found.end()) if value else None
    return Marker(text, "ABCD".index(found.group("u")) + 1, "letter", found.end())


def inline_hits(page: Prepared) -> list[re.Match[str]]:
    """Everything that may be a marker inside a paragraph, in the order of the text."""
    brackets = [found.start() for found in _BRACKET.finditer(page.low)]
    return list(page.finditer(_INLINE, brackets))


def inline_markers(
    page: Prepared, span: Span, first: Marker | None, hits: list[re.Match[str]]
) -> list[tuple[int, int, str]]:
    """Markers inside a paragraph, as (place, ordinal, text), if they count up from one or go on from the first item.

    ``hits`` are the inline hits inside the paragraph, ``first`` the marker it begins with.
    """
    if not hits:
        return []
    found = [(one.start(), _inline_ordinal(one), page.text[one.start() : one.end()]) for one in hits]
    expected = first.ordinal + 1 if first and first.style in {"word", "bracket"} else 1
    run: list[tuple[int, int, str]] = []
    for place, ordinal, text in found:
        if ordinal == expected:
            run.append((place, ordinal, text))
            expected += 1
    return run if len(run) >= 2 or (run and run[0][1] > 1) else []


def _inline_ordinal(found: re.Match[str]) -> int:
    digits = found.group("d")
    return int(digits) if digits else from_word(found.group("word") or found.group("nth")) or 0


def is_heading(page: Prepared, index: int, marker: Marker | None) -> bool:
    """A short line without a full stop at its end that is not the beginning of the next one."""
    span = page.lines[index]
    text = page.text[marker.end if marker else span.start : span.end].strip()
    if not text or len(text) > 160 or text[-1] in '.;,…?!”"' or not text[0].isupper():
        return bool(text) and text.isupper() and len(text) <= 200
    if text.isupper():
        return True
    if marker and marker.style in {"word", "bracket"}:
        return False
    if text[-1] == ":":
        return bool(marker) and len(text) < 90
    return len(text) <= 110 and not re.search(rf"[{LOWER}][.;] [{UPPER}]", text)


def announced(page: Prepared, span: Span) -> Topic | None:
    """What a heading or a lead-in announces. In a lead-in a verb that asks decides, else the last word that tells."""
    low = page.low[span.start : span.end]
    if _AGENDA.search(low, max(0, len(low) - 160)):
        return None
    short = len(low) <= 120
    if _TOPICS[0][1].search(low) and short:
        return "causes"
    if not short or low.endswith(":"):
        tail = low[-400:]
        if any(not _is_noun(tail, found) for found in _ASKS.finditer(tail)):
            return "tasks"
    places: list[tuple[int, Topic]] = []
    for topic, table in _TOPICS:
        matches = [found.start() for found in table.finditer(low)]
        if matches:
            places.append((matches[0] if short else matches[-1], topic))
    if not places:
        return None
    return (min(places) if short else max(places))[1]


def _is_noun(low: str, found: re.Match[str]) -> bool:
    return bool(
        re.search(r"(?:các|những|theo|đáp ứng|được|của|với|đúng|số) $", low[max(0, found.start() - 10) : found.start()])
    )


def item_span(page: Prepared, block: Block) -> Span:
    """The item's paragraph; a marker alone on its line takes the next line too."""
    marker = block.marker
    if marker and not page.text[marker.end : block.span.end].strip() and block.line + 1 < len(page.lines):
        return trimmed(page.text, block.span.start, page.lines[block.line + 1].end)
    return block.span
