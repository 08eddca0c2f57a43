"""Findings: sentences that judge, as a strength or as a limitation."""

import re
from bisect import bisect_left

from tusoi.lib.reading import cues
from tusoi.lib.reading.letters import UPPER, pattern, words
from tusoi.lib.reading.model import Record
from tusoi.lib.reading.outline import Block
from tusoi.lib.reading.sentences import Prepared, Sentence

_CUES = pattern(
    rf"(?P<ms>{words(cues.MERIT_STRONG)})|(?P<fs>{words(cues.FAULT_STRONG)})|(?P<mw>{words(cues.MERIT_WEAK)})|"
    rf"(?P<fw>{words(cues.FAULT_WEAK)})"
)
_OPENS_FAULTS = pattern(
    r"(?:tuy nhiên|tuy vậy|tuy thế|song,|mặc dù vậy|nhưng|tuy [^.\n]{3,60}? (?:song|nhưng)|bên cạnh (?:những |"
    r"các )?(?:kết quả|ưu điểm|mặt|thành tích)[^.\n]{0,300}?(?:hạn chế|khuyết điểm|tồn tại|vẫn còn))"
)
_OPENS_MERITS = pattern(
    r"(?:nhìn chung|nhìn tổng thể|kết quả nổi bật|ưu điểm|đánh giá chung|về ưu điểm|"
    r"kết quả là|có thể khẳng định)"
)
# A fault named only to say which one is meant, or that it is fought, is no judgement.
_RELATIVE = pattern(
    r"(?<!\w)(?:những|các|đối với|cái|nội dung|khi|nếu|nào|vấn đề|mà|trường hợp|dấu hiệu)(?:,? \w{1,8}){0,5}(?:,|"
    r" và)? $"
)
_FOUGHT = pattern(
    r"(?<!\w)(?:tránh|không để|ngăn chặn|đẩy lùi|ngăn ngừa|khắc phục|phòng ngừa|chống|đấu tranh|chấn chỉnh|xử lý|"
    r"phát hiện|"
    r"sửa chữa|kiểm điểm)(?:,? \w{1,8}){0,5}(?:,| và)? $"
)
_AVOIDED = pattern(r" (?:được|thấp nhất)(?!\w)")
_COLON = re.compile(rf":\s+(?=[{UPPER}“\"\-–])")
_CAUSE = pattern(r"(?:nguyên nhân|do |bởi |lý do)")
_CAPTION = pattern(r"(?<!\w)ảnh ?:")
_NEEDS = pattern(r"(?<!\w)(?:nhằm|để(?! có)|phấn đấu|tiếp tục|sẽ|cần|phải|mục tiêu|mục đích|trong thời gian tới)(?!\w)")
_JUDGED = pattern(r"(?<!\w)(?:đã|được|đều|ngày càng|luôn|có|đạt|bảo đảm|đảm bảo|là)(?!\w)")
_COUNTED = re.compile(r"\d")


def findings(page: Prepared, blocks: list[Block], taken: list[Record]) -> list[Record]:
    """Evaluative sentences outside ``taken`` (requirements). A section or an opening word sets the expectation."""
    hits = _hits(page)
    starts = [start for start, _ in hits]
    spans = [(one.start, one.end) for one in taken]
    records: list[Record] = []
    mode: str | None = None
    last_line = -1
    praised = 0
    at = 0
    for sentence in page.sentences:
        block = blocks[sentence.line]
        if sentence.line != last_line:
            mode = _mode_of_line(block, mode)
            last_line = sentence.line
            praised = 0
        while at < len(spans) and spans[at][1] <= sentence.start:
            at += 1
        if at < len(spans) and spans[at][0] < sentence.end:
            mode = None
            continue
        if _is_no_sentence(page, block, sentence):
            continue
        start, mode = _after_lead_in(page, sentence, mode)
        if start >= sentence.end - 3:
            continue
        inside = hits[bisect_left(starts, start) : bisect_left(starts, sentence.end)]
        polarity, mode = _judge(page, start, sentence.end, mode, [kind for _, kind in inside], praised)
        praised = praised + 1 if polarity == "strength" else 0
        if polarity:
            records.append(
                Record("finding", start, sentence.end, page.text[start : sentence.end], {"polarity": polarity})
            )
    return records


def _hits(page: Prepared) -> list[tuple[int, str]]:
    hits: list[tuple[int, str]] = []
    for found in _CUES.finditer(page.low):
        kind = found.lastgroup or ""
        if kind == "fw" and _AVOIDED.match(page.low, found.end()) and found.group() == "hạn chế":
            kind = "relative"
        before = max(0, found.start() - 40)
        if kind == "fw" and _RELATIVE.search(page.low, before, found.start()):
            kind = "relative"
        if kind[0] == "f" and _FOUGHT.search(page.low, before, found.start()):
            kind = "relative"
        hits.append((found.start(), kind))
    return hits


def _mode_of_line(block: Block, mode: str | None) -> str | None:
    """Sections and lead-ins set the mode; a new paragraph of running text keeps only that of limitations."""
    topic = block.listed_topic if block.marker or block.listed_topic in {"merits", "faults"} else None
    topic = topic or block.topic
    if topic == "faults":
        return "faults"
    if topic == "merits":
        return "merits"
    if topic in {"causes", "tasks"}:
        return topic
    return None


def _is_no_sentence(page: Prepared, block: Block, sentence: Sentence) -> bool:
    length = sentence.end - sentence.start
    if length < 25 or block.heading:
        return True
    return (
        length < 220 and _CAPTION.search(page.low, sentence.start, min(block.span.end, sentence.end + 12)) is not None
    )


def _after_lead_in(page: Prepared, sentence: Sentence, mode: str | None) -> tuple[int, str | None]:
    """Where the judgement starts: behind the colon of "… có những ưu điểm: Kịp thời …"."""
    for colon in _COLON.finditer(page.text, sentence.start, sentence.end):
        lead = page.low[max(sentence.start, colon.start() - 260) : colon.start()]
        merits, faults = (
            lead.rfind("ưu điểm"),
            max(lead.rfind("hạn chế"), lead.rfind("khuyết điểm"), lead.rfind("tồn tại")),
        )
        merits = max(merits, lead.rfind("kết quả"))
        if merits < 0 and faults < 0:
            continue
        if "nguyên nhân" in lead:
            return sentence.start, "causes"
        return colon.end(), "faults" if faults > merits else "merits"
    if page.text[sentence.end - 1] == ":":
        return sentence.end, mode
    return sentence.start, mode


def _judge(
    page: Prepared, start: int, end: int, mode: str | None, kinds: list[str], praised: int
) -> tuple[str | None, str | None]:
    """The polarity of a sentence, if any, and the mode for the next one."""
    if _CAUSE.match(page.low, start) and mode != "merits":
        return None, "causes" if page.low.startswith("nguyên nhân", start) else mode
    if _OPENS_FAULTS.match(page.low, start, end):
        mode = "faults"
    elif _OPENS_MERITS.match(page.low, start, end):
        mode = "merits"
    merit = 2 * kinds.count("ms") + kinds.count("mw")
    fault = 3 * kinds.count("fs") + 2 * kinds.count("fw")
    if mode in {"tasks", "causes"}:
        return None, mode
    if mode == "faults":
        return ("limitation" if fault >= 2 or "relative" in kinds or merit == 0 else None), mode
    if fault >= 3 and fault > merit // 2:
        return "limitation", mode if mode == "merits" else "faults"
    if mode == "merits":
        return ("strength" if merit or praised else None), mode
    head = page.low[start : min(end, start + 60)]
    wishes = _NEEDS.search(head) is not None
    if wishes or fault > merit:
        return None, mode
    if praised and merit >= (1 if praised > 1 else 2):
        return "strength", mode
    if (
        kinds.count("ms")
        and merit >= (2 if end - start < 110 else 3 if end - start < 160 else 4)
        and _JUDGED.search(page.low, start, end)
    ):
        return "strength", mode
    return None, mode
