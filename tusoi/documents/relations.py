"""What one document is to another, read from the words around a citation. Pure: a text and places in, relations out.

The nearest word that leads into a citation decides: "Căn cứ", "thực hiện", "tổng kết", "thay thế", "sửa đổi, bổ sung",
"báo cáo". A citation joined to another ("Chỉ thị số 05 và Kết luận số 21") stands under the same word. A proposal: only
what the document says of itself replaces or amends, so "Quyết định này thay thế …" does, "Quy định số 24 thay thế Quy
định số 15" and "tham mưu ban hành quy chế thay thế …" do not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

BASIS, IMPLEMENTS, REVIEWS, REPLACES = "basis", "implements", "reviews", "replaces"
AMENDS, REPORTS, MENTIONS = "amends", "reports", "mentions"
STRENGTH = {REPLACES: 0, AMENDS: 1, BASIS: 2, IMPLEMENTS: 3, REVIEWS: 4, REPORTS: 5, MENTIONS: 6}
"""Which relation is shown where a document speaks of another several times: the smallest."""

BEFORE = 400
"""Characters looked at before a citation: no lead-in is longer, and the time grows with the number of citations."""

_CUES = re.compile(
    r"(?<!\w)(?:"
    r"(?P<replaces>thay thế(?: cho)?|thay cho|bãi bỏ|hủy bỏ|huỷ bỏ)|"
    r"(?P<amends>(?:sửa đổi|điều chỉnh)(?:,| và)? bổ sung|sửa đổi|"
    r"bổ sung(?= (?:một số|vào|quy|nghị|kết|kế|chỉ|hướng|điểm|khoản|điều)))|"
    r"(?P<reviews>sơ kết|tổng kết|sơ, tổng kết)|"
    r"(?P<reports>báo cáo(?: kết quả| tình hình| việc| công tác| tiến độ)?"
    r"(?= .{0,80}?(?:thực hiện|triển khai|thi hành))|"
    r"báo cáo (?:kết quả|tình hình|tiến độ)|kết quả (?:thực hiện|triển khai))|"
    r"(?P<basis>căn cứ(?: vào)?|trên cơ sở|xét(?: đề nghị)?(?= (?:tại|của|theo)))|"
    r"(?P<implements>thực hiện|triển khai|quán triệt|cụ thể hóa|cụ thể hoá|thi hành|chấp hành|thể chế hóa|thể chế hoá|"
    r"hướng dẫn(?= (?:thực hiện|thi hành)))|"
    r"(?P<theo>theo(?! (?:dõi|đúng|đó)))"
    r")(?!\w)",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?…]\s+|\n\s*")
_JOIN = re.compile(
    r"^[\s]*(?:(?:[,;]|và|cùng|cùng với|với|hoặc|hay|đến|các|số|-|–|\+|\*|•|\n)[\s]*){0,5}(?:văn bản |các )?$", re.I
)
_LIST_GAP = re.compile(r"[,;]\s*(?:và\s+)?(?:[-–+*•]\s*)?$|\bvà\s+$|;\s*\n\s*[-–+*•]?\s*$", re.I)
_ENUMERATION = re.compile(r"^\s*(?:[-–+*•]|\d{1,2}[.)])\s*")
_PASSIVE = re.compile(r"(?<!\w)(?:được|bị)\s+$", re.I)
_AGENT = re.compile(r"^\s*(?:bởi|bằng|tại|theo|trong)(?!\w)", re.I)
_ITSELF = re.compile(r"(?<!\w)này(?!\w)", re.I)
_TASK = re.compile(
    r"(?<!\w)(?:xây dựng|tham mưu|dự thảo|đề xuất|đề nghị|trình|nghiên cứu|rà soát|sẽ|cần|phải|kịp thời|việc|để|"
    r"kiến nghị)(?!\w)",
    re.I,
)
_HEADING_LEADS = re.compile(
    r"(?<!\w)(căn cứ|thực hiện|thay thế|bãi bỏ|hủy bỏ|huỷ bỏ|triển khai)[^\n]{0,200}:\s*$", re.I
)
_OUT_OF_FORCE = re.compile(r"^[^.;\n]{0,200}?(?:hết hiệu lực|bị bãi bỏ|được thay thế bằng \w+ \w+ này)", re.I)
_NUMBER = re.compile(r"\d+\s*-\s*\w")
_REVIEW_REACH = 90


@dataclass(frozen=True, slots=True)
class Proposed:
    """A relation and the word it was read from; ``cue`` is "" where nothing said anything."""

    relation: str
    cue: str = ""


def relations(text: str, spans: Sequence[tuple[int, int]]) -> list[Proposed]:
    """The relation of each passage of ``text`` that names a document, in the order given; positions of characters."""
    order = sorted(range(len(spans)), key=lambda place: spans[place])
    found: dict[int, Proposed] = {}
    before: tuple[int, int] | None = None
    last = Proposed(MENTIONS)
    for place in order:
        start, end = spans[place]
        if not 0 <= start < end <= len(text):
            found[place] = Proposed(MENTIONS)
            continue
        if before is not None and before == (start, end):  # "Nghị quyết số 18, 19": two citations of one passage
            found[place] = last
            continue
        last = _one(text, start, end, before, last)
        found[place] = last
        before = (start, end)
    return [found[place] for place in range(len(spans))]


def _one(text: str, start: int, end: int, before: tuple[int, int] | None, last: Proposed) -> Proposed:
    sentence = _sentence_start(text, start)
    inside = _inside(text, start, end, sentence)
    if inside is not None:
        return inside
    gap_start = max(sentence, before[1]) if before else sentence
    gap = text[gap_start:start] if gap_start <= start else ""
    near = before is not None and before[1] >= sentence and before[1] <= start
    if near and _JOIN.match(gap):
        return last
    own = gap[gap.rfind(";") + 1 :]
    cue = _nearest(text, gap_start + len(gap) - len(own), start, sentence)
    if cue is not None:
        return cue if cue.relation in (REPLACES, AMENDS) else _out_of_force(text, end, sentence, start) or cue
    if near and _LIST_GAP.search(gap) and last.relation != MENTIONS:
        return last
    return _out_of_force(text, end, sentence, start) or _from_lead(text, sentence, start) or Proposed(MENTIONS)


def _inside(text: str, start: int, end: int, sentence: int) -> Proposed | None:
    """A passage may hold its lead-in: "Hướng dẫn này thay thế Hướng dẫn số 07-HD/TU" begins with the first kind."""
    number = _NUMBER.search(text, start, min(end, start + BEFORE))
    cues = list(_CUES.finditer(text, start, number.start())) if number else []
    changing = [cue for cue in cues if cue.lastgroup in (REPLACES, AMENDS)]
    if number is None or not changing:
        return None
    return _changing(text, changing[-1], str(changing[-1].lastgroup), sentence, number.start())


def _nearest(text: str, begin: int, start: int, sentence: int) -> Proposed | None:
    """The word nearest before the passage; one that says more ("sơ kết 5 năm thực hiện") is taken over it."""
    cues = list(_CUES.finditer(text, begin, start))
    while cues:
        cue = cues.pop()
        kind = cue.lastgroup or ""
        if kind in (REPLACES, AMENDS):
            return _changing(text, cue, kind, sentence, start)
        if kind == "theo":
            if _BASIS_HEAD.match(text[sentence : cue.end()]):
                return Proposed(BASIS, cue[0])
            continue
        if kind in (IMPLEMENTS, BASIS):
            for wider in reversed(cues):
                if wider.lastgroup in (REVIEWS, REPORTS) and cue.start() - wider.end() <= _REVIEW_REACH:
                    return Proposed(str(wider.lastgroup), wider[0])
                if wider.lastgroup == BASIS and cue.start() - wider.end() > _REVIEW_REACH:
                    break
        if kind == REPORTS:  # "báo cáo tổng kết 10 năm thực hiện": it reviews
            inner = [one for one in _CUES.finditer(text, cue.end(), start) if one.lastgroup == REVIEWS]
            if inner:
                return Proposed(REVIEWS, inner[0][0])
        return Proposed(kind, cue[0])
    return None


_BASIS_HEAD = re.compile(r"^\s*(?:[-–+*•]\s*)?theo$", re.I)


def _changing(text: str, cue: re.Match[str], kind: str, sentence: int, start: int) -> Proposed:
    """Replacing and amending, where this document does it itself and now."""
    head = text[sentence : cue.start()]
    if _PASSIVE.search(head) or _AGENT.match(text[cue.end() : start]):
        return Proposed(MENTIONS)
    if _ITSELF.search(head):
        return Proposed(kind, cue[0])
    if _TASK.search(head) or re.search(r"\d\s*-\s*[A-ZĐ]{2}", head):
        return Proposed(MENTIONS)
    return Proposed(kind, cue[0])


def _out_of_force(text: str, end: int, sentence: int, start: int) -> Proposed | None:
    """ "Quy định số 12-QĐ/TU hết hiệu lực kể từ ngày quy định này có hiệu lực"."""
    after = text[end : end + 260]
    stop = after.find("\n")
    after = after[:stop] if stop >= 0 else after
    said = _OUT_OF_FORCE.match(after)
    if said and (_ITSELF.search(after) or _ITSELF.search(text[sentence:start])):
        return Proposed(REPLACES, "hết hiệu lực")
    return None


def _from_lead(text: str, sentence: int, start: int) -> Proposed | None:
    """An item of a list stands under the words that open it: "Căn cứ:" and a line for each document."""
    line = text.rfind("\n", max(0, start - BEFORE), start) + 1
    if not _ENUMERATION.match(text[line:start] + " ") or line < 2:
        return None
    above = text[max(0, line - 4 * BEFORE) : line - 1]
    for one in reversed(above.split("\n")):
        if _ENUMERATION.match(one) or not one.strip():
            continue
        lead = _HEADING_LEADS.search(one)
        if lead is None:
            return None
        cue = _CUES.match(lead[1])
        return Proposed(cue.lastgroup or MENTIONS, lead[1]) if cue else None
    return None


def _sentence_start(text: str, start: int) -> int:
    """Where the sentence of a place begins. A line that ends in a comma or semicolon, or that goes on in small
    letters, goes on.
    """
    floor = max(0, start - BEFORE)
    begin = floor
    for stop in _STOP.finditer(text, floor, start):
        follows = text[stop.end() : stop.end() + 1]
        if stop[0][0] == "\n":
            earlier = text[max(0, stop.start() - 8) : stop.start()].rstrip()
            ends = not (follows.islower() or earlier.endswith((",", ";", " số")))
        else:
            ends = follows.isupper() or "\n" in stop[0]
        if ends:
            begin = stop.end()
    return begin


def strongest(relations_of_one: Sequence[str]) -> str:
    """The relation that is shown of several."""
    return min(relations_of_one, key=lambda one: STRENGTH.get(one, len(STRENGTH)), default=MENTIONS)
