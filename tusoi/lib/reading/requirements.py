"""Requirements: items of lists of tasks, sentences by which a body asks, proposals to a superior."""

import re
from dataclasses import dataclass
from typing import Any

from tusoi.lib.reading import cues
from tusoi.lib.reading.bodies import body_end
from tusoi.lib.reading.letters import pattern, words
from tusoi.lib.reading.model import Record
from tusoi.lib.reading.outline import Block, announced, inline_markers, item_span
from tusoi.lib.reading.sentences import Prepared, Sentence, Span, trimmed

TITLE_LENGTH = 110
_NEAR = 300  # signs around a cue that are looked at, so that a sentence without an end costs no more than a long one

_CUE = pattern(words(cues.ASK, cues.PROPOSE, "cần|phải"))
_NOUN_BEFORE = pattern(
    r"(?<!\w)(?:các|những|theo|đáp ứng|ứng|một số|mọi|nhiều|được|bị|của|với|đúng|vượt|về|này|tờ trình|hồ sơ|văn bản|"
    r"đơn|danh sách|"
    r"là|giải quyết|ý kiến|khiếu nại|phản ánh|tố cáo|có|khi có|bảo đảm|đảm bảo|trả lời|giải đáp|tinh thần|"
    r"theo tinh thần|sự|công tác|"
    r"lãnh đạo,|việc|ra|nội dung|thỏa mãn|xuất phát từ|tổng hợp|tiếp thu|xem xét) $"
)
_CONJOINED = pattern(r"(?<!\w)(?:các|những|nhiều) (?:yêu cầu|đề xuất|ý kiến|khó khăn, vướng mắc và đề xuất)(?:,| và) $")
_ASKED_NEXT = pattern(
    rf" (?:{cues.ADDRESSEE}|{cues.IMPERATIVE})(?!\w)|\x20?:|, (?=[^.;\n]{{3,120}}? (?:cần|phải|tiếp tục|tập trung) )"
)
_PROPOSED = pattern(rf" (?:{cues.PROPOSED_TO})(?!\w)|\x20?:")
_GIVEN = pattern(
    r" (?:cho |nhiệm vụ cho )?(?:ban|các|đảng|chi|ubkt|ủy ban|văn phòng|sở|đồng chí|cơ quan|ubnd|thường trực|huyện|"
    r"phòng|công an|trường|tổ|bộ|cấp|chủ)(?!\w)"
)
_COMMANDED = pattern(
    r"(?:,)? (?:tập trung|:|các (?:cấp|chi|đảng|cơ|địa|ban|tổ|đơn|huyện|phòng|xã)[^.;\n]{0,80}? (?:cần|phải|"
    r"tập trung)(?!\w))"
)
_PASSIVE = pattern(r" (?:được|bị|thiết|có|là|như|kể|nói|thấy|đạt|chăng)(?!\w)")
_NEED_NOT = pattern(r"(?<!\w)(?:không|chẳng|khi|nếu|chưa|bên|trái|những|việc|đã|vấn đề|điều|những điều) $")
_SPEECH = pattern(words(cues.SPEECH))
_SPEAKER = pattern(
    words(
        "đồng chí|bí thư|chủ tịch|chủ nhiệm|trưởng ban|ban thường vụ|ông|bà|trưởng đoàn|thường trực|ban bí thư|"
        "tổng bí thư|bộ chính trị"
    )
)
_DECIDED = pattern(r"(?<!\w)quyết định (?:thi hành|kỷ luật|khai trừ|cách chức|cảnh cáo|khiển trách)")
_ASKED_OF_SUPERIOR = pattern(
    r"(?<!\w)(?:trung ương|bộ chính trị|ban bí thư|chính phủ|quốc hội|cấp trên|tỉnh(?! ủy)|nhà nước|bộ |"
    r"ủy ban thường vụ quốc hội)"
)
_FROM_BELOW = pattern(
    r"(?<!\w)(?:cử tri|đại biểu|các đại biểu|các ý kiến|cấp ủy cơ sở|các chi bộ|nhiều cấp ủy|các địa phương|huyện|"
    r"xã|cơ sở|đảng viên|đơn vị) (?:\w{1,8} ){0,3}$"
)
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
    r"tổ chức|rà soát|tăng cường)(?!\w)"
)
_PAST = pattern(r"(?<!\w)(?:đã|chưa|còn|từng bước|qua đó|tuy nhiên|nhờ|được nâng|kết quả)(?!\w)")
_SETS_TASKS = pattern(
    r"(?<!\w)(?:đề ra|xác định|đặt ra|triển khai|tập trung)(?: thực hiện)?(?: một số| các| những|"
    r" \d+)? (?:nhóm )?(?:nhiệm vụ|giải pháp|phương hướng|nội dung)[^.\n]{0,80}"
    r"(?:thời gian tới|thời gian đến|năm \d{4}|tiếp theo|sau)\W{0,4}$"
)
_CAPTION = pattern(r"(?:ảnh|nguồn|ảnh minh họa) ?:")
_MARKER_TEXT = re.compile(r"^(?:\(?\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|[IVX]{1,5}[.)]|[-–+•*])\s+|^[“\"]")
_ADDRESSEE = pattern(
    r"(?: đối với| cho|"
    rf" với)? (?P<who>(?:{cues.ADDRESSEE})(?!\w)[^.;:\n“”]{{0,200}}?)(?= (?:{cues.IMPERATIVE})(?!\w)(?! đảng|"
    r" cơ sở)|\x20?[:.;\n]|"
    r"$)"
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A sentence that asks: ``form`` directive or proposal (or "tasks": it announces them), where the duty begins."""

    form: str
    addressee: str | None
    duty: int


@dataclass(slots=True)
class _Run:
    """A directive that goes on over sentences and paragraphs."""

    form: str
    addressee: str | None
    line: int
    lead_only: bool = False


def requirements(page: Prepared, blocks: list[Block]) -> list[Record]:
    """Requirements in the order of the text. Sentences of a listed item are not read again as directives."""
    records: list[Record] = []
    run: _Run | None = None
    skip_line = -1
    by_line = _sentences_by_line(page)
    for block in blocks:
        if block.line == skip_line:
            continue
        listed = _listed(page, block)
        if listed:
            records += listed
            if page.lines[block.line].end < listed[-1].end:
                skip_line = block.line + 1
            run = None
            continue
        if block.heading and not block.lead_in:
            run = None
            continue
        if block.marker and block.marker.style != "digit":
            run = None
        run = _directives(page, block, by_line.get(block.line, []), run, records)
    return records


def _sentences_by_line(page: Prepared) -> dict[int, list[Sentence]]:
    lines: dict[int, list[Sentence]] = {}
    for sentence in page.sentences:
        lines.setdefault(sentence.line, []).append(sentence)
    return lines


def _listed(page: Prepared, block: Block) -> list[Record]:
    """The items that begin in this line, if the list is one of tasks."""
    marker = block.marker
    if marker and marker.style in {"roman", "letter"}:
        return []
    inline = inline_markers(page, block.span) if marker is None or marker.style in {"word", "bracket"} else []
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
        return topic == "tasks" or (topic is None and _is_spoken_list(page, before, inline, block))
    if block.marker.style == "digit":
        return False
    return _begins_with_order(page, block.marker.end) and not _PAST.search(
        page.low, block.marker.end, min(block.span.end, block.marker.end + 120)
    )


def _is_spoken_list(page: Prepared, before: Span, inline: list[tuple[int, int, str]], block: Block) -> bool:
    """ "… nhấn mạnh: Thứ nhất, …; thứ hai, …" where an item begins with an order."""
    if not _SPEECH.search(page.low, max(before.start, before.end - 60), before.end):
        return False
    return any(_begins_with_order(page, place + len(text)) for place, _, text in inline)


def _begins_with_order(page: Prepared, at: int) -> bool:
    while at < len(page.low) and page.low[at] in " ,:\n":
        at += 1
    return pattern(rf"(?:{cues.IMPERATIVE})(?!\w)").match(page.low, at) is not None


def _item(page: Prepared, span: Span, ordinal: int, marker: str) -> Record:
    fields: dict[str, Any] = {"form": "listed", "ordinal": ordinal, "addressee": None, "ctx_marker": marker}
    body = span.start + len(marker)
    fields["ctx_title"] = title(page.text[body : span.end])
    return Record("requirement", span.start, span.end, page.text[span.start : span.end], fields)


def _directives(
    page: Prepared, block: Block, sentences: list[Sentence], run: _Run | None, records: list[Record]
) -> _Run | None:
    """Sentences of one paragraph that ask for action; gives back the run that may go on in the next one."""
    if _CAPTION.search(page.low, block.span.start, block.span.end) and block.span.end - block.span.start < 220:
        return run
    for sentence in sentences:
        asked = _asks(page, sentence)
        if asked and asked.form == "tasks":
            run = _Run("directive", None, block.line, lead_only=True)
            continue
        if asked:
            run = _Run(asked.form, asked.addressee, block.line)
            if page.text[sentence.end - 1] == ":":
                continue
        elif run and _goes_on(page, sentence, run, block):
            asked = _Asked(run.form, run.addressee, sentence.start)
            run.line = block.line
        else:
            run = None
            continue
        records.append(_sentence_record(page, sentence, asked))
    return run


def _sentence_record(page: Prepared, sentence: Sentence, asked: _Asked) -> Record:
    quote = page.text[sentence.start : sentence.end]
    duty = title(page.text[asked.duty : sentence.end])
    fields: dict[str, Any] = {"form": asked.form, "ordinal": None, "addressee": asked.addressee}
    fields["ctx_title"] = duty if len(duty) > 12 else title(quote)
    return Record("requirement", sentence.start, sentence.end, quote, fields)


def _goes_on(page: Prepared, sentence: Sentence, run: _Run, block: Block) -> bool:
    """A further imperative sentence of the same directive, at most one paragraph away."""
    if block.line - run.line > 1 and not _CAPTION.search(
        page.low, page.lines[block.line - 1].start, page.lines[block.line - 1].end
    ):
        return False
    found = _CONTINUES.match(page.low, sentence.start, sentence.end)
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


def _asks(page: Prepared, sentence: Sentence) -> _Asked | None:
    """What a sentence taken by itself asks, if anything."""
    low, start, end = page.low, sentence.start, sentence.end
    if _SETS_TASKS.search(low, max(start, end - 200), end):
        return _Asked("tasks", None, start)
    for found in _CUE.finditer(low, start, end):
        cue = found.group()
        form = _form(page, sentence, cue, found)
        if form:
            who = _addressee(page, found.end(), end, cue)
            addressee = page.text[who.start : who.end] if who else None
            return _Asked(form, addressee, who.end if who else found.end())
    return None


def _form(page: Prepared, sentence: Sentence, cue: str, found: re.Match[str]) -> str | None:
    low, end = page.low, sentence.end
    before = low[max(sentence.start, found.start() - 40) : found.start()]
    near = max(sentence.start, found.start() - _NEAR)
    if cue in {"cần", "phải"}:
        return "directive" if _is_reported_need(page, sentence, found, before) else None
    if (_NOUN_BEFORE.search(before) and not before.endswith(("lãnh đạo, ",))) or _CONJOINED.search(before):
        return None
    if cue in {"kiến nghị", "đề xuất"}:
        return "proposal" if _PROPOSED.match(low, found.end(), end) else None
    if cue == "giao":
        return (
            "directive"
            if _GIVEN.match(low, found.end(), end) and not re.search(r"(?:bàn|chuyển|được|tiêu|vụ|tiếp|tin) $", before)
            else None
        )
    if cue == "chỉ đạo":
        return (
            "directive"
            if _COMMANDED.match(low, found.end(), end) and _SPEAKER.search(low, near, found.start())
            else None
        )
    if not _ASKED_NEXT.match(low, found.end(), end) or _DECIDED.search(low, near, found.start()):
        return None
    if cue == "yêu cầu" and re.match(
        r" (?:công tác|nhiệm vụ|phát triển|xây dựng đảng|thực tiễn|quản lý|đổi mới(?! )|về|trong)",
        low[found.end() : found.end() + 14],
    ):
        return None
    if cue == "lưu ý" and not _SPEAKER.search(low, near, found.start()):
        return None
    upward = _ASKED_OF_SUPERIOR.match(low, found.end() + 1) or _FROM_BELOW.search(before)
    return "proposal" if cue == "đề nghị" and upward else "directive"


def _is_reported_need(page: Prepared, sentence: Sentence, found: re.Match[str], before: str) -> bool:
    """ "cần"/"phải" as what a leader or a body says must be done, not as a description."""
    low = page.low
    if _PASSIVE.match(low, found.end(), sentence.end) or _NEED_NOT.search(before):
        return False
    if low[found.end() : found.end() + 6].startswith((" phải ", " được")):
        return False
    # The speaker stands before the cue, or at the end of the sentence after what is quoted.
    around = (
        (max(sentence.start, found.start() - _NEAR), min(sentence.end, found.end() + _NEAR)),
        (max(sentence.start, sentence.end - 160), sentence.end),
    )
    return any(_SPEECH.search(low, *window) and _SPEAKER.search(low, *window) for window in around)


def _addressee(page: Prepared, at: int, end: int, cue: str) -> Span | None:
    """Who is asked: a named body, or the words up to the verb of the duty."""
    if cue in {"cần", "phải", "chỉ đạo"}:
        return None
    named = body_end(page, at + 1) if page.low.startswith(" ", at) else None
    if named and named <= end and not page.low.startswith((",", " và"), named):
        return Span(at + 1, named)
    found = _ADDRESSEE.match(page.low, at, min(end, at + 260))
    if not found:
        return None
    who = trimmed(page.text, found.start("who"), found.end("who"))
    while who.end > who.start and page.text[who.end - 1] == ",":
        who = Span(who.start, who.end - 1)
    return who if who.start < who.end else None


def title(text: str) -> str:
    """A short title of a duty: the first clause, cut at a word, at most TITLE_LENGTH signs."""
    words_ = " ".join(text.split())
    words_ = _MARKER_TEXT.sub("", words_, count=1).lstrip(' ,:.-–)“"')
    if len(words_) > TITLE_LENGTH:
        stop = max(words_.rfind(sign, 30, TITLE_LENGTH) for sign in (";", ". "))
        cut = words_.rfind(" ", 0, TITLE_LENGTH)
        words_ = words_[:stop] if stop > 0 else words_[: cut if cut > 0 else TITLE_LENGTH]
    words_ = words_.strip(' ,;:./”"…')
    return words_[:1].upper() + words_[1:]
