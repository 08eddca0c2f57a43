"""Requirements: items of lists of tasks, sentences by which a body asks, proposals to a superior."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Any

from tusoi.lib.reading import cues
from tusoi.lib.reading.addressees import assigned
from tusoi.lib.reading.asking import CUE, SPEECH, Asked, asks
from tusoi.lib.reading.letters import pattern
from tusoi.lib.reading.model import Record
from tusoi.lib.reading.outline import Block, announced, inline_hits, inline_markers, item_span
from tusoi.lib.reading.sentences import Prepared, Sentence, Span, trimmed
from tusoi.lib.reading.titles import title

_CONTINUES = pattern(
    rf"[\"“\-–+•*\x20]{{0,4}}(?:(?:{cues.CONNECTIVE})[,]?(?: (?:cần|phải|là))? ?,? ?)?(?:(?:cần|phải|cũng|thực sự|"
    rf"thật sự) )?(?:{cues.IMPERATIVE})(?!\w)"
)
_CONTINUES_BODY = pattern(
    r"[\"“\-–+•*\x20]{0,4}(?:(?:đồng thời|cùng với đó|bên cạnh đó|trong đó|ngoài ra|riêng|đặc biệt|"
    r"đối với)[,]? )?(?:(?:yêu cầu |đối với )?(?:các|từng|mỗi|mọi|toàn|tập thể|cấp ủy|ban|đảng|chi|ubkt|ủy ban|"
    r"người|thủ trưởng|văn phòng|mặt trận)(?!\w))"
)
_BY_BODY = pattern(
    r"(?<!\w)(?:cần|phải|có trách nhiệm|chịu trách nhiệm|chủ trì|phối hợp|xây dựng|thực hiện|tập trung|tham mưu|"
    r"tổ chức|rà soát|tăng cường|dự|tham dự|báo cáo|gửi|quán triệt|hoàn thành|kiểm điểm|phân công|đăng ký|gương mẫu|"
    r"nêu gương)(?!\w)"
)
# "Đối với công tác cán bộ, tập trung rà soát …": what it is about, then what is to be done.
_CONTINUES_ABOUT = pattern(
    rf"(?:riêng )?(?:đối với|về|trong|với|để|nhằm) [^.;:\n]{{3,100}}, (?:cần |phải |"
    rf"cần phải )?(?:{cues.IMPERATIVE})(?!\w)"
)
_PAST = pattern(r"(?<!\w)(?:đã|chưa|còn|từng bước|qua đó|tuy nhiên|nhờ|được nâng|kết quả)(?!\w)")
_CAPTION = pattern(r"(?:ảnh|nguồn|ảnh minh họa) ?:")
_TOPIC = r"(?:yêu cầu|nhiệm vụ|giải pháp|đề nghị|kiến nghị|phương hướng|mục tiêu|nội dung|đề xuất|tổ chức thực hiện)"
_TOPIC_ALONE = pattern(
    rf"(?:những |một số |các |về )?{_TOPIC}(?:(?:,| và)? {_TOPIC}){{0,3}}(?: (?:chủ yếu|trọng tâm|cụ thể|chung|"
    rf"cơ bản))?"
    r"(?: (?:đối với|trong|năm|quý|tháng|giai đoạn|thời gian)(?!\w).*)?\s?:?$"
)
_PROPOSES = pattern(r"(?<!\w)(?:kiến nghị|đề xuất)(?!\w)")
_PROPOSAL_BEGINS = pattern(r"[-+*•\x20]{0,4}(?:đề nghị|kiến nghị)(?!\w)")
_DONE = pattern(r"(?<!\w)đã(?! được)(?!\w)")


@dataclass(slots=True)
class _Run:
    """A directive that goes on over sentences and paragraphs."""

    form: str
    addressee: str | None
    line: int
    lead_only: bool = False
    names: tuple[str, ...] = ()


def requirements(page: Prepared, blocks: list[Block]) -> list[Record]:
    """Requirements in the order of the text. Sentences of a listed item are not read again as directives."""
    records: list[Record] = []
    run: _Run | None = None
    skip_line = -1
    by_line = _sentences_by_line(page)
    hits = list(page.finditer(CUE))
    inline = inline_hits(page)
    inline_starts = [found.start() for found in inline]
    starts = [found.start() for found in hits]
    before: Block | None = None
    proposes = False
    for block in blocks:
        if block.line == skip_line:
            continue
        first = bisect_left(inline_starts, block.span.start)
        listed = _listed(page, block, inline[first : bisect_left(inline_starts, block.span.end, lo=first)])
        if not listed and before and block.marker and _is_next_of(block, before):
            listed = [_item(page, item_span(page, block), block.marker.ordinal, block.marker.text)]
        before = block if listed and block.marker else None
        if listed:
            records += listed
            if page.lines[block.line].end < listed[-1].end:
                skip_line = block.line + 1
            run = None
            continue
        if block.heading or block.lead_in:
            proposes = _PROPOSES.search(page.low, block.span.start, block.span.end) is not None
        if block.heading and not block.lead_in:
            run = None
            continue
        if block.marker and block.marker.style != "digit":
            run = None
        first = bisect_left(starts, block.span.start)
        asking = hits[first : bisect_left(starts, block.span.end, lo=first)]
        known = len(records)
        run = _directives(page, block, by_line.get(block.line, []), run, records, asking)
        if proposes:
            _as_proposals(page, records[known:])
    return records


def _as_proposals(page: Prepared, found: list[Record]) -> None:
    """Below a heading "Kiến nghị, đề xuất" a sentence that begins with "Đề nghị" proposes."""
    for one in found:
        if one.fields["form"] == "directive" and _PROPOSAL_BEGINS.match(page.low, one.start):
            one.fields["form"] = "proposal"


def _sentences_by_line(page: Prepared) -> dict[int, list[Sentence]]:
    lines: dict[int, list[Sentence]] = {}
    for sentence in page.sentences:
        lines.setdefault(sentence.line, []).append(sentence)
    return lines


def _listed(page: Prepared, block: Block, hits: list[re.Match[str]]) -> list[Record]:
    """The items that begin in this line, if the list is one of tasks."""
    marker = block.marker
    if marker and marker.style in {"roman", "letter"}:
        return []
    inline: list[tuple[int, int, str]] = []
    if marker is None or marker.style in {"word", "bracket"}:
        inline = inline_markers(page, block.span, marker, hits)
    if marker is None and not inline:
        return []
    if not _is_task_list(page, block, inline):
        return []
    if not inline and marker:
        span = item_span(page, block)
        return [_item(page, span, marker.ordinal, marker.text)]
    places = [(block.span.start, marker.ordinal, marker.text)] if marker else []
    places += inline
    ends = [place for place, _, _ in places[1:]] + [block.span.end]
    return [
        _item(page, trimmed(page.text, place, end), ordinal, text)
        for (place, ordinal, text), end in zip(places, ends, strict=True)
    ]


def _is_task_list(page: Prepared, block: Block, inline: list[tuple[int, int, str]]) -> bool:
    if block.marker and block.marker.style == "digit" and block.heading and _is_topic_alone(page, block):
        return False
    if block.marker is None:
        before = Span(block.span.start, inline[0][0])
        topic = announced(page, before) or (
            block.listed_topic if len(page.text[before.start : before.end].strip()) < 3 else None
        )
        return topic == "tasks" or (topic is None and _is_spoken_list(page, before, inline, block))
    if block.marker.style == "digit" and block.heading and block.topic != "tasks" and block.listed_topic != "tasks":
        return False
    topic = block.listed_topic or block.topic
    if topic:
        return topic == "tasks"
    if block.marker.style == "digit":
        return False
    return _begins_with_order(page, block.marker.end) and not _PAST.search(
        page.low, block.marker.end, min(block.span.end, block.marker.end + 120)
    )


def _is_next_of(block: Block, before: Block) -> bool:
    """ "(3) Phúc tra …" right after "(2) Giám sát …": the next item of a list of orders, whatever it begins with."""
    marker, last = block.marker, before.marker
    return (
        marker is not None
        and last is not None
        and not block.heading
        and marker.style == last.style
        and marker.style in {"word", "bracket"}
        and marker.ordinal == last.ordinal + 1
        and block.line == before.line + 1
    )


def _is_topic_alone(page: Prepared, block: Block) -> bool:
    """ "2. Yêu cầu", "3. Nhiệm vụ và giải pháp": the heading of a list, not an item of one."""
    begin = block.marker.end if block.marker else block.span.start
    return block.span.end - begin <= 90 and _TOPIC_ALONE.match(page.low, begin, block.span.end) is not None


def _is_spoken_list(page: Prepared, before: Span, inline: list[tuple[int, int, str]], block: Block) -> bool:
    """ "… nhấn mạnh: Thứ nhất, …; thứ hai, …" where an item begins with an order."""
    if not SPEECH.search(page.low, max(before.start, before.end - 60), before.end):
        return False
    return any(_begins_with_order(page, place + len(text)) for place, _, text in inline)


def _begins_with_order(page: Prepared, at: int) -> bool:
    while at < len(page.low) and page.low[at] in " ,:\n":
        at += 1
    return pattern(rf"(?:{cues.IMPERATIVE})(?!\w)").match(page.low, at) is not None


def _item(page: Prepared, span: Span, ordinal: int, marker: str) -> Record:
    fields: dict[str, Any] = {"form": "listed", "ordinal": ordinal, "addressee": None, "ctx_marker": marker}
    body = span.start + len(marker)
    who, names, duty = assigned(page, body, span.end)
    if who:
        fields["addressee"] = who
    if names:
        fields["addressees"] = names
    fields["ctx_title"] = title(page.text[duty : span.end])
    return Record("requirement", span.start, span.end, page.text[span.start : span.end], fields)


def _directives(
    page: Prepared,
    block: Block,
    sentences: list[Sentence],
    run: _Run | None,
    records: list[Record],
    asking: list[re.Match[str]],
) -> _Run | None:
    """Sentences of one paragraph that ask for action; gives back the run that may go on in the next one."""
    start, end = block.span.start, block.span.end
    if end - start < 220 and page.low.find(":", start, end) >= 0 and _CAPTION.search(page.low, start, end):
        return run
    at = 0
    for sentence in sentences:
        while at < len(asking) and asking[at].start() < sentence.start:
            at += 1
        asked = asks(page, sentence, asking, at)
        if asked and block.topic == "merits" and _DONE.search(page.low, sentence.start, asked.duty):
            asked = None  # a section on results tells what was asked then
        if asked and asked.form == "tasks":
            run = _Run("directive", None, block.line, lead_only=True)
            continue
        if asked:
            run = _Run(asked.form, asked.addressee, block.line, names=asked.names)
            if page.text[sentence.end - 1] == ":":
                continue
        elif run and _goes_on(page, sentence, run, block):
            asked = Asked(run.form, run.addressee, sentence.start, run.names)
            run.line = block.line
        else:
            run = None
            continue
        records.append(_sentence_record(page, sentence, asked))
    return run


def _sentence_record(page: Prepared, sentence: Sentence, asked: Asked) -> Record:
    quote = page.text[sentence.start : sentence.end]
    duty = title(page.text[asked.duty : sentence.end])
    fields: dict[str, Any] = {"form": asked.form, "ordinal": None, "addressee": asked.addressee}
    if asked.names:
        fields["addressees"] = list(asked.names)
    fields["ctx_title"] = duty if len(duty) > 12 else title(quote)
    return Record("requirement", sentence.start, sentence.end, quote, fields)


def _goes_on(page: Prepared, sentence: Sentence, run: _Run, block: Block) -> bool:
    """A further imperative sentence of the same directive, at most one paragraph away."""
    if block.line - run.line > 1 and not _CAPTION.search(
        page.low, page.lines[block.line - 1].start, page.lines[block.line - 1].end
    ):
        return False
    found = _CONTINUES.match(page.low, sentence.start, sentence.end)
    if found is None and block.line == run.line:
        found = _CONTINUES_ABOUT.match(page.low, sentence.start, sentence.end)
    head = page.low[sentence.start : min(sentence.end, sentence.start + 90)]
    if found:
        return not pattern(r"(?<!\w)(?:đã(?! được)|chưa|kết quả là)(?!\w)").search(
            page.low, found.end(), min(sentence.end, found.end() + 40)
        )
    if block.line == run.line or run.lead_only:
        body = _CONTINUES_BODY.match(page.low, sentence.start, sentence.end)
        return (
            body is not None
            and _BY_BODY.search(page.low, body.end(), sentence.end) is not None
            and not _PAST.search(head)
        )
    return False
