"""The clauses of an official text as a tree: parts, articles, numbered items, dashes and headings."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from tusoi.lib.clauses.labels import Step, cited_as
from tusoi.lib.clauses.targets import Target, target_in
from tusoi.lib.reading.layout import layout_of
from tusoi.lib.reading.letters import lowered
from tusoi.lib.reading.outline import marker_at
from tusoi.lib.reading.parts import Part
from tusoi.lib.reading.sentences import Prepared, Span, prepare, trimmed

ANSWERABLE = ("task", "target", "solution", "directive")
"""Kinds that somebody below is expected to answer; a section only holds others."""
MOST = 2_000
"""Clauses read out of one text: a longer list is a table of figures."""
TITLE_LENGTH = 220

_DASH = re.compile(r"(?P<sign>[-–—+*•])\s*(?=\S)")
_RULE = re.compile(r"[\s*_\-–—=.]+$")
_SPELT_LEVEL, _BRACKET_LEVEL, _DASH_LEVEL, _PLUS_LEVEL = 6.0, 7.0, 9.0, 10.0
_FOOT = re.compile(r"\s*(?:nơi nhận\s*:?|(?:t\s?/\s?m|tm\.|k\s?/\s?t|kt\.|t\s?/\s?l|tl\.)\s.*)\s*$", re.IGNORECASE)
_TOPICS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "directive",
        re.compile(
            r"tổ chức thực hiện|tổ chức triển khai|phân công thực hiện|trách nhiệm thực hiện|điều khoản thi hành"
        ),
    ),
    ("target", re.compile(r"chỉ tiêu")),
    ("task", re.compile(r"nhiệm vụ|công việc|nội dung thực hiện|nội dung trọng tâm|khâu đột phá")),
    ("solution", re.compile(r"giải pháp|biện pháp")),
    ("aim", re.compile(r"mục tiêu|mục đích|yêu cầu")),
    ("state", re.compile(r"tình hình|kết quả|quan điểm|đánh giá|hạn chế|nguyên nhân|bối cảnh|ưu điểm|bài học")),
)
_HEADINGS = re.compile(
    r"(?:các |những |một số )?(?:chỉ tiêu|nhiệm vụ|giải pháp|tổ chức thực hiện|mục tiêu|mục đích|quan điểm|"
    r"yêu cầu|biện pháp|phương hướng|nội dung|tình hình|khâu đột phá)"
)
_ORDERS = re.compile(
    r"(?:giao|yêu cầu|đề nghị|phân công|chỉ đạo)\s|.{0,160}?(?:chịu trách nhiệm|có trách nhiệm|chủ trì)(?!\w)"
)
_SENTENCE_END = re.compile(r"[.;:](?=\s|$)")


@dataclass(frozen=True, slots=True)
class Node:
    """``text[start:end]`` is the clause with everything below it, ``text[start:own_end]`` what it says itself.

    ``kind``: section, task, target, solution, directive. ``parent`` is the place of its parent in the tuple, -1 at the
    top. ``wanted``: whether it is proposed for keeping. ``number``: of a target, its number among all targets.
    """

    start: int
    end: int
    own_end: int
    kind: str
    label: str
    title: str
    depth: int
    parent: int
    wanted: bool
    target: Target | None = None
    number: int = 0


@dataclass(slots=True)
class _Open:
    """A clause that has begun."""

    start: int
    line_end: int
    level: float
    step: Step
    body: int
    parent: int
    heading: bool = False
    end: int = 0
    own_end: int = 0
    children: list[int] = field(default_factory=list)


def tree(text: str) -> tuple[Node, ...]:
    """The clauses of a text in NFC, in its order, a parent before its children; linear, never raises."""
    if not text.strip():
        return ()
    page = prepare(text)
    layout = layout_of(page)
    above = layout.excerpt or layout.kind
    begun = _begun(page, above.end if above else 0, {part.start: part for part in layout.parts})
    if not begun:
        return ()
    _close(begun, text, _foot(page))
    return _nodes(begun, text)


# --- where clauses begin


def _begun(page: Prepared, body: int, parts: dict[int, Part]) -> list[_Open]:
    found: list[_Open] = []
    stack: list[int] = []
    foot = _foot(page)
    for index, line in enumerate(page.lines):
        if line.start < body or len(found) >= MOST:
            continue
        if line.start >= foot:
            break
        one = _clause(page, index, parts.get(line.start), [found[place] for place in stack])
        if one is None:
            continue
        while stack and found[stack[-1]].level >= one.level:
            stack.pop()
        one.parent = stack[-1] if stack else -1
        if stack:
            found[stack[-1]].children.append(len(found))
        stack.append(len(found))
        found.append(one)
    return found


def _foot(page: Prepared) -> int:
    """Where the recipients and signatures begin, in the second half of the text; else its end."""
    for line in page.lines[len(page.lines) // 2 :]:
        if line.end - line.start < 120 and _FOOT.match(page.text, line.start, line.end):
            return line.start
    return len(page.text)


def _clause(page: Prepared, index: int, part: Part | None, holding: Sequence[_Open]) -> _Open | None:
    line = page.lines[index]
    if part is not None:
        body = _after(page, line, part)
        return _Open(line.start, line.end, float(part.level), Step(part.kind, part.label), body, -1)
    marker = marker_at(page, line)
    if marker is not None and marker.style in ("word", "bracket"):
        level = _SPELT_LEVEL if marker.style == "word" else _BRACKET_LEVEL
        return _Open(line.start, line.end, level, Step(marker.style, str(marker.ordinal)), marker.end, -1)
    dash = _DASH.match(page.text, line.start, line.end)
    if dash and not _RULE.fullmatch(page.text, line.start, line.end):
        level = _PLUS_LEVEL if dash["sign"] == "+" else _DASH_LEVEL
        if level == _PLUS_LEVEL and not any(one.level == _DASH_LEVEL for one in holding):
            level = _DASH_LEVEL
        return _Open(line.start, line.end, level, Step("dash", ""), dash.end(), -1)
    if _is_heading(page, line):
        return _Open(line.start, line.end, _heading_level(holding), Step("heading", ""), line.start, -1, heading=True)
    return None


def _after(page: Prepared, line: Span, part: Part) -> int:
    """Where the words of a numbered line begin."""
    at = page.text.find(part.label.split(" ")[-1], line.start, line.end)
    at = (at if at >= 0 else line.start) + len(part.label.split(" ")[-1])
    while at < line.end and (page.text[at].isspace() or page.text[at] in ".):-–"):
        at += 1
    return at


def _is_heading(page: Prepared, line: Span) -> bool:
    """A short line in capitals, or one that begins with what sections are called, without a full stop."""
    words = page.text[line.start : line.end]
    if len(words) > 120 or words[-1] in ".;,…" or not words[0].isupper():
        return False
    if words.isupper():
        return len(words) > 5
    return len(words) <= 70 and _HEADINGS.match(page.low, line.start, line.end) is not None


def _heading_level(holding: Sequence[_Open]) -> float:
    """Beside an open heading, else just below what is open."""
    for one in holding:
        if one.heading:
            return one.level
    numbered = [one.level for one in holding if one.level < _SPELT_LEVEL]
    return numbered[-1] + 0.5 if numbered else 3.0


# --- where they end, what they are


def _close(begun: list[_Open], text: str, foot: int) -> None:
    """Each ends where the next of its level or above begins; its own words end where its first child begins."""
    open_places: list[int] = []

    def close(place: int, at: int) -> None:
        one = begun[place]
        one.end = max(trimmed(text, one.start, at).end, one.start + 1)

    for place, one in enumerate(begun):
        while open_places and open_places[-1] != one.parent:
            close(open_places.pop(), one.start)
        open_places.append(place)
    while open_places:
        close(open_places.pop(), foot)
    for one in begun:
        stop = begun[one.children[0]].start if one.children else one.end
        one.own_end = max(trimmed(text, one.start, stop).end, one.start + 1)


def _nodes(begun: list[_Open], text: str) -> tuple[Node, ...]:
    nodes: list[Node] = []
    topics: list[str] = []
    steps: list[tuple[Step, ...]] = []
    dashes: dict[int, int] = {}
    targets = 0
    for one in begun:
        up = one.parent
        outer_topic = topics[up] if up >= 0 else ""
        own = lowered(text[one.body : min(one.own_end, one.body + 400)])
        said = _topic(own) if _is_title(one, text) else ""
        topic = said or outer_topic
        kind = _kind(one, own, topic, outer_topic, nodes[up] if up >= 0 else None, bool(said))
        target = target_in(text[one.body : one.own_end]) if kind != "section" else None
        if kind == "target" and target is None and one.children:
            kind = "section"
        step = one.step
        if step.style == "dash":
            dashes[up] = dashes.get(up, 0) + 1
            step = replace(step, number=str(dashes[up]))
        way = (*(steps[up] if up >= 0 else ()), replace(step, title=_title(text, one)))
        targets += kind == "target"
        number = targets if kind == "target" else 0
        nodes.append(
            Node(
                one.start, one.end, one.own_end, kind, cited_as(way, target_number=number), _title(text, one),
                nodes[up].depth + 1 if up >= 0 else 0, up, kind in ANSWERABLE, target, number,
            )
        )  # fmt: skip
        topics.append(topic)
        steps.append(way)
    return _with_holders(nodes)


def _with_holders(nodes: list[Node]) -> tuple[Node, ...]:
    """Sections are wanted where something wanted hangs below them."""
    held: set[int] = set()
    for place in range(len(nodes) - 1, -1, -1):
        if (nodes[place].wanted or place in held) and nodes[place].parent >= 0:
            held.add(nodes[place].parent)
    return tuple(replace(one, wanted=one.wanted or place in held) for place, one in enumerate(nodes))


def _is_title(one: _Open, text: str) -> bool:
    """Whether its line only names what follows."""
    words = text[one.body : one.own_end].strip()
    return bool(words) and len(words) <= 200 and (one.heading or bool(one.children) or words[-1] not in ".;,")


def _topic(low: str) -> str:
    """What a title speaks of: the word that stands first decides."""
    places = [(found.start(), name) for name, pattern in _TOPICS if (found := pattern.search(low[:160]))]
    return min(places)[1] if places else ""


def _kind(one: _Open, low: str, topic: str, outer: str, above: Node | None, names_topic: bool) -> str:
    if names_topic and (one.children or one.heading) and not (outer in ("task", "solution") and _in_list(one)):
        return "section"
    if topic == "state":
        return "section"
    if topic == "aim":
        return "target" if not one.children and target_in(low) else "section"
    if topic == "directive":
        return "directive"
    if topic == "target":
        return "section" if one.children and not target_in(low) else "target"
    if topic in ("task", "solution"):
        if above is not None and above.kind in ("task", "solution"):
            return "solution"
        return topic
    if one.heading or (one.children and one.step.style in _OUTER):
        return "section"
    if _ORDERS.match(low) or one.step.style in ("khoản", "điểm"):
        return "directive"
    return "task" if one.step.style == "word" and not one.children else "section"


_OUTER = frozenset({"phần", "chương", "mục", "điều", "chữ", "số la mã", "số", "số thập phân"})


def _in_list(one: _Open) -> bool:
    """An item of a list of tasks may speak of tasks in its own title: "1. Nhiệm vụ xây dựng tổ chức"."""
    return one.step.style not in ("phần", "chương", "mục", "số la mã", "chữ", "heading")


def _title(text: str, one: _Open) -> str:
    """The first sentence of its own words, at most 220 signs, cut at a word."""
    words = " ".join(text[one.body : one.own_end].split())
    if not words:
        words = " ".join(text[one.start : one.own_end].split())
    if len(words) > 90:
        stop = next((found for found in _SENTENCE_END.finditer(words) if 25 <= found.start() <= TITLE_LENGTH), None)
        if stop:
            words = words[: stop.start()]
    words = words.rstrip(" ;:.,")
    if len(words) > TITLE_LENGTH:
        words = words[:TITLE_LENGTH].rpartition(" ")[0].rstrip(" ,;:") + "…"
    return words[:1].upper() + words[1:]


def outermost(nodes: Iterable[Node]) -> list[Node]:
    """Those without a parent."""
    return [one for one in nodes if one.parent < 0]
