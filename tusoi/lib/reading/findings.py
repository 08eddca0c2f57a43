"""Findings: sentences that judge, as a strength or as a limitation."""

import re
from bisect import bisect_left

from tusoi.lib.reading import cues
from tusoi.lib.reading.letters import UPPER, pattern, words
from tusoi.lib.reading.model import Record
from tusoi.lib.reading.outline import Block
from tusoi.lib.reading.places import finder
from tusoi.lib.reading.sentences import Prepared, Sentence

_TABLES = (cues.MERIT_STRONG, cues.FAULT_STRONG, cues.MERIT_WEAK, cues.FAULT_WEAK)
# "được các chi bộ quan tâm": praised by those who stand between.
_CARED_FOR = (
    r"(?<!\w)được (?:(?:cấp ủy|các|ban|đảng|chi|tỉnh|huyện|thành|thị|quận|lãnh|ubkt|ủy|toàn)(?: \w{1,8}){1,9} )"
    r"(?:chú trọng|quan tâm|coi trọng|đẩy mạnh|tăng cường|thực hiện (?:tốt|nghiêm|đúng|có hiệu quả))(?!\w)"
)
_CUES = finder(
    rf"(?P<ms>{words(_TABLES[0])}|{_CARED_FOR})|(?P<fs>{words(_TABLES[1])})|(?P<mw>{words(_TABLES[2])})|"
    rf"(?P<fw>{words(_TABLES[3])})",
    "được|" + "|".join(_TABLES),
)
_OPENS_FAULTS = pattern(
    r"(?:tuy nhiên|tuy vậy|tuy thế|song,|mặc dù vậy|dù vậy|dẫu vậy|thế nhưng|nhưng|"
    r"tuy [^.\n]{3,60}? (?:song|nhưng)|"
    r"bên cạnh (?:những |các )?(?:kết quả|ưu điểm|mặt|thành tích)[^.\n]{0,300}?"
    r"(?:hạn chế|khuyết điểm|tồn tại|vẫn còn))"
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
_RELATIVE_WORDS = [
    "những",
    "các",
    "đối với",
    "cái",
    "nội dung",
    "khi",
    "nếu",
    "nào",
    "vấn đề",
    "mà",
    "trường hợp",
    "dấu hiệu",
]
_FOUGHT_WORDS = [
    "tránh",
    "không để",
    "ngăn chặn",
    "đẩy lùi",
    "ngăn ngừa",
    "khắc phục",
    "phòng ngừa",
    "chống",
    "đấu tranh",
    "chấn chỉnh",
    "xử lý",
    "phát hiện",
    "sửa chữa",
    "kiểm điểm",
]
_FAULT_NOUNS = frozenset({"bất cập", "yếu kém", "lúng túng"})
_AVOIDED = pattern(r" (?:được|thấp nhất)(?!\w)")
_COLON = re.compile(rf":\s+(?=[{UPPER}“\"\-–])")
_SAID = ("đánh giá", "nhận thấy", "khẳng định", "cho thấy", "nêu rõ", "chỉ rõ", "kết luận", "như sau", "nhận định")
_ANY_COLON = re.compile(r":\s+")
_CAUSE = pattern(r"(?:nguyên nhân|do |bởi |lý do)")
_CAPTION = pattern(r"(?<!\w)ảnh ?:")
_NEEDS = pattern(r"(?<!\w)(?:nhằm|để(?! có)|phấn đấu|tiếp tục|sẽ|cần|phải|mục tiêu|mục đích|trong thời gian tới)(?!\w)")
# "Thực hiện Chỉ thị số 15 …, các huyện ủy đã …": what it was done after does not thin out the praise.
_OCCASION = pattern(
    r"(?:thực hiện|triển khai|thi hành|quán triệt|sau khi có) (?:các )?(?:nghị quyết|chỉ thị|quy định|kết luận|"
    r"kế hoạch|chương trình|hướng dẫn|quyết định)(?!\w)[^;:\n]{3,280}?, "
    r"(?=(?:các|đảng ủy|đảng bộ|chi bộ|cấp ủy|ban |ủy ban|tỉnh ủy|huyện ủy|thị ủy|thành ủy|toàn|"
    r"những năm|thời gian|trong))"
)
_JUDGED = pattern(r"(?<!\w)(?:đã|được|đều|ngày càng|luôn|có|đạt|bảo đảm|đảm bảo|là|thống nhất cao|khá|ổn định)(?!\w)")
_MOST_SHARES = 3  # a sentence with more percentages is a table, not a judgement
# "hoàn thành tốt 9 chi bộ, hoàn thành 2 chi bộ": how many were rated how.
_RATED = pattern(r"(?<!\w)(?:hoàn thành (?:xuất sắc|tốt)|trong sạch)(?!\w)")
_RATED_ONES = pattern(
    r"(?<!\w)\d{1,4} (?:chi bộ|chi, đảng bộ|đảng bộ|đảng viên|đồng chí|tổ chức|tccsđ|tập thể|cá nhân)(?!\w)"
)
_TO_COME = pattern(r"(?:trong )?(?:những |các )?(?:tháng còn lại|tháng cuối năm|thời gian tới|năm tới|quý tới)(?!\w)")
_DONE_SO = pattern(r"(?<!\w)đã(?!\w)")
# What a regulation says of faults it provides for.
_PROVIDES = pattern(
    r"(?<!\w)thì (?:bị|kỷ luật|xử lý|phải|xem xét|cách chức|khai trừ|áp dụng|chuyển)(?!\w)|"
    r"(?<!\w)một trong (?:các|những) "
    r"(?:trường hợp|hành vi|vi phạm|nội dung|hình thức)(?!\w)|(?<!\w)(?:được hiểu là|"
    r"trong quy định này|trong hướng dẫn này)(?!\w)"
)
_DEFINES = pattern(r"[^:\n]{3,90}: ?là (?:việc|hành vi|những|các|tổ chức|đảng viên)(?!\w)")
_SETS_TARGETS = pattern(
    r"(?<!\w)(?:phấn đấu|(?:đề ra|đặt ra|xác định|giao) (?:một số |các |những )?(?:chỉ tiêu|"
    r"nhiệm vụ|giải pháp|mục tiêu|"
    r"phương hướng))(?!\w)"
)
_NEGATED = tuple(
    f"{word} "
    for word in (
        "chưa",
        "không",
        "thiếu",
        "kém",
        "chưa thật",
        "chưa thật sự",
        "chưa thực sự",
        "chưa được",
        "chưa có",
        "ít",
    )
)
_FOR_A_PURPOSE = pattern(r"(?<!\w)(?:nhằm|để|góp phần|phấn đấu|bảo đảm|đảm bảo|tiếp tục|cần|phải|sẽ)(?!\w)")
_TO_DO = pattern(r"(?<!\w)(?:nhằm|để|phấn đấu)(?!\w)")
_NEAR_START, _NEAR_END = 110, 80


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
        polarity, mode = _judge(page, start, sentence.end, mode, inside, praised)
        praised = praised + 1 if polarity == "strength" else 0
        if polarity:
            records.append(
                Record("finding", start, sentence.end, page.text[start : sentence.end], {"polarity": polarity})
            )
    return records


def _hits(page: Prepared) -> list[tuple[int, str]]:
    hits: list[tuple[int, str]] = []
    for found in page.finditer(_CUES):
        kind = found.lastgroup or ""
        if kind == "fw" and _AVOIDED.match(page.low, found.end()) and found.group() == "hạn chế":
            kind = "relative"
        if kind == "mw" and found.group() == "tập trung" and page.low.startswith(" vào", found.end()):
            continue  # what an inspection looks at, no praise
        before = max(0, found.start() - 40)
        if kind[0] == "m" and page.low[before : found.start()].endswith(_NEGATED):
            continue
        if kind[0] == "f":
            near = page.low[before : found.start()]
            noun = kind == "fw" or found.group() in _FAULT_NOUNS or found.group().startswith("chưa")
            if noun and any(word in near for word in _RELATIVE_WORDS) and _RELATIVE.search(near):
                kind = "relative"
            if kind[0] == "f" and any(word in near for word in _FOUGHT_WORDS) and _FOUGHT.search(near):
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
        length < 220
        and page.low.find("ảnh", sentence.start, sentence.end + 12) >= 0
        and _CAPTION.search(page.low, sentence.start, min(block.span.end, sentence.end + 12)) is not None
    )


def _after_lead_in(page: Prepared, sentence: Sentence, mode: str | None) -> tuple[int, str | None]:
    """Where the judgement starts: behind the colon of "… có những ưu điểm: Kịp thời …"."""
    if page.text.find(":", sentence.start, sentence.end) < 0:
        return sentence.start, mode
    begins = _COLON
    if page.low.find("như:", sentence.start, sentence.end) >= 0:
        begins = _ANY_COLON
    for colon in begins.finditer(page.text, sentence.start, sentence.end):
        lead = page.low[max(sentence.start, colon.start() - 260) : colon.start()]
        merits, faults = (
            lead.rfind("ưu điểm"),
            max(lead.rfind("hạn chế"), lead.rfind("khuyết điểm"), lead.rfind("tồn tại")),
        )
        merits = max(merits, lead.rfind("kết quả"))
        if merits < 0 and faults < 0:
            if begins is _COLON and colon.start() - sentence.start < 200 and lead.rstrip().endswith(_SAID):
                return colon.end(), mode
            continue
        if "nguyên nhân" in lead:
            return sentence.start, "causes"
        first = colon.end() if begins is _COLON else sentence.start
        return first, "faults" if faults > merits else "merits"
    if page.text[sentence.end - 1] == ":":
        return sentence.end, mode
    return sentence.start, mode


def _judge(
    page: Prepared, start: int, end: int, mode: str | None, hits: list[tuple[int, str]], praised: int
) -> tuple[str | None, str | None]:
    """The polarity of a sentence, if any, and the mode for the next one."""
    kinds = [kind for _, kind in hits]
    said = start
    while said < end and page.low[said] in "-+*• ":
        said += 1
    if _CAUSE.match(page.low, said) and mode != "merits":
        return None, "causes" if page.low.startswith("nguyên nhân", said) else mode
    if _OPENS_FAULTS.match(page.low, start, end):
        mode = "faults"
    elif _OPENS_MERITS.match(page.low, start, end):
        mode = "merits"
    merit = 2 * kinds.count("ms") + kinds.count("mw")
    fault = 3 * kinds.count("fs") + 2 * kinds.count("fw")
    if mode in {"tasks", "causes"}:
        return None, mode
    if fault and (_PROVIDES.search(page.low, start, end) or _DEFINES.match(page.low, start, end)):
        return None, mode
    if mode == "faults":
        faulty = fault >= 2 or "relative" in kinds or (merit == 0 and not _DONE_SO.search(page.low, start, end))
        return ("limitation" if faulty else None), mode
    if mode != "merits" and page.text.count("%", start, end) > _MOST_SHARES:
        return None, mode
    if _RATED.search(page.low, start, end) and (
        len(_RATED_ONES.findall(page.low, start, end)) > 2 or (mode is None and page.text.count("%", start, end) > 1)
    ):
        return None, mode
    if fault >= 3 and fault > merit // 2:
        return "limitation", mode if mode == "merits" else "faults"
    if mode == "merits":
        if _TO_COME.match(page.low, start):
            return None, None
        return ("strength" if (merit and merit >= fault) or (praised and not fault) else None), mode
    occasion = _OCCASION.match(page.low, start, end)
    start = occasion.end() if occasion else start
    head = page.low[start : min(end, start + 60)]
    wishes = _NEEDS.search(head) is not None or _SETS_TARGETS.search(page.low, start, end) is not None
    if wishes or fault > merit:
        return None, mode
    if praised and merit >= (1 if praised > 1 else 2):
        return "strength", mode
    if kinds.count("ms") and merit >= _enough(page, start, end, hits) and _JUDGED.search(page.low, start, end):
        return "strength", mode
    return None, mode


def _enough(page: Prepared, start: int, end: int, hits: list[tuple[int, str]]) -> int:
    """How much praise makes a sentence a judgement: a long one is more than a word of praise on its way, unless the
    word belongs to what it says first or last."""
    length = end - start
    if length < _NEAR_START:
        return 2
    strong = [at for at, kind in hits if kind == "ms" and at >= start]
    if strong and strong[0] - start < _NEAR_START and not _TO_DO.search(page.low, start, strong[0]):
        return 2
    if (
        strong
        and end - strong[-1] < _NEAR_END
        and not _FOR_A_PURPOSE.search(page.low, max(start, strong[-1] - 60), end)
    ):
        return 2
    return 3 if length < 160 else 4
