"""Whether a sentence asks for action: the cues, what stands around them, and whom they address."""

import re
from dataclasses import dataclass
from itertools import islice

from tusoi.lib.reading import cues
from tusoi.lib.reading.addressees import addressee
from tusoi.lib.reading.letters import pattern, words
from tusoi.lib.reading.places import word_finder
from tusoi.lib.reading.sentences import Prepared, Sentence

_NEAR = 300  # signs around a cue that are looked at, so that a sentence without an end costs no more than a long one
CUE = word_finder(cues.ASK, cues.PROPOSE, "cần|phải")
_NOUN_BEFORE = pattern(
    r"(?<!\w)(?:các|những|theo|đáp ứng|ứng|một số|mọi|nhiều|được|bị|của|với|đúng|vượt|về|này|tờ trình|hồ sơ|văn bản|"
    r"đơn|danh sách|"
    r"là|giải quyết|ý kiến|khiếu nại|phản ánh|tố cáo|có|khi có|bảo đảm|đảm bảo|trả lời|giải đáp|tinh thần|"
    r"theo tinh thần|sự|công tác|"
    r"lãnh đạo,|việc|ra|nội dung|thỏa mãn|xuất phát từ|tổng hợp|tiếp thu|xem xét) $"
)
_NOUN_ENDS = tuple(
    f"{word} "
    for word in [
        "các",
        "những",
        "theo",
        "đáp ứng",
        "ứng",
        "một số",
        "mọi",
        "nhiều",
        "được",
        "bị",
        "của",
        "với",
        "đúng",
        "vượt",
        "về",
        "này",
        "tờ trình",
        "hồ sơ",
        "văn bản",
        "đơn",
        "danh sách",
        "là",
        "giải quyết",
        "ý kiến",
        "khiếu nại",
        "phản ánh",
        "tố cáo",
        "có",
        "khi có",
        "bảo đảm",
        "đảm bảo",
        "trả lời",
        "giải đáp",
        "tinh thần",
        "theo tinh thần",
        "sự",
        "công tác",
        "lãnh đạo,",
        "việc",
        "ra",
        "nội dung",
        "thỏa mãn",
        "xuất phát từ",
        "tổng hợp",
        "tiếp thu",
        "xem xét",
    ]
)
_CONJOINED = pattern(r"(?<!\w)(?:các|những|nhiều) (?:yêu cầu|đề xuất|ý kiến|khó khăn, vướng mắc và đề xuất)(?:,| và) $")
_ASKED_NEXT = pattern(
    rf" (?:{cues.ADDRESSEE}|{cues.IMPERATIVE})(?!\w)|\x20?:|, (?=[^.;\n]{{3,120}}? (?:cần|phải|tiếp tục|tập trung) )"
)
_BODY_BEFORE = pattern(
    r"(?<!\w)(?:bộ chính trị|ban bí thư|ban chấp hành|ban thường vụ|trung ương|thường trực|tỉnh ủy|thành ủy|huyện ủy|"
    r"quận ủy|thị ủy|đảng ủy|ủy ban kiểm tra|ubkt)(?: (?!đã|về|luôn|thường|có|sự|quan|tập|lãnh|"
    r"của|được)[^\W\d_]{1,7}){0,4} $"
)
_TOLD_TO_ALL = pattern(
    r" (?:các|từng|mỗi|toàn|100%) (?:cấp|chi|đảng|cơ|địa|ban|tổ|đơn|huyện|phòng|xã)[^.;\n]{0,110}? "
    r"(?:tiếp tục|thực hiện|rà soát|khẩn trương|nghiêm túc|tập trung|tăng cường|đẩy mạnh|"
    r"xây dựng|tổ chức|quán triệt)(?!\w)"
)
_TOLD_AFTER_NAME = pattern(rf"(?: [^\W\d_]{{1,7}}){{1,5}},? (?:cần |phải )?(?:{cues.IMPERATIVE})(?!\w)")
_PROPOSED = pattern(rf" (?:{cues.PROPOSED_TO})(?!\w)|\x20?:")
# "giao ban" is a meeting, "giao Ban Tổ chức" an order.
_GIVEN = pattern(
    r" (?:cho |nhiệm vụ cho )?(?:ban(?= (?:tổ chức|xây dựng|thường vụ|chỉ đạo|tuyên giáo|dân vận|nội chính|quản lý|"
    r"chấp hành|cán sự|giám đốc|kiểm tra|pháp chế|kinh tế|văn hóa|chỉ huy|tham mưu|đảng)(?!\w))|các|đảng|chi|ubkt|"
    r"ủy ban|văn phòng|sở|đồng chí|cơ quan|ubnd|thường trực|huyện|"
    r"phòng|công an|trường|tổ|bộ|cấp|chủ)(?!\w)"
)
_COMMANDED = pattern(
    r"(?:,)? (?:tập trung|:|các (?:cấp|chi|đảng|cơ|địa|ban|tổ|đơn|huyện|phòng|xã)[^.;\n]{0,80}? (?:cần|phải|"
    r"tập trung|tiếp tục|thực hiện tốt|thực hiện nghiêm|rà soát|khẩn trương|nghiêm túc)(?!\w))"
)
_PASSIVE = pattern(r" (?:được|bị|thiết|có|là|như|kể|nói|thấy|đạt|chăng)(?!\w)")
_NEED_NOT = pattern(
    r"(?<!\w)(?:không|chẳng|khi|nếu|chưa|bên|trái|những|việc|đã|vấn đề|điều|những điều|"
    r"nhiệm vụ|giải pháp|nội dung|công việc|nhiệm vụ trọng tâm|giải pháp trọng tâm|hạn chế|tồn tại|khuyết điểm) $"
)
SPEECH = pattern(words(cues.SPEECH))
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
# What follows a quotation: "….” Đó là yêu cầu của …".
_WAS_SAID = pattern(
    r"[\s\"”.,-]{0,4}(?:đó là|đây là) (?:yêu cầu|chỉ đạo|đề nghị|ý kiến chỉ đạo|nhấn mạnh|"
    r"phát biểu|khẳng định|một trong)"
)
_LEVEL = {
    "chi bộ": 1, "chi ủy": 1, "đảng ủy": 2, "huyện ủy": 3, "thị ủy": 3, "quận ủy": 3, "thành ủy": 4, "tỉnh ủy": 4,
}  # fmt: skip
_COMMITTEE = pattern(rf"(?<!\w)(?:{'|'.join(_LEVEL)})(?!\w)")
_THOSE_BELOW = pattern(
    r"(?: với| cho)? (?:các|từng|mỗi|toàn) (?:chi bộ|chi ủy|đảng ủy|đảng bộ|cấp ủy|đơn vị|đồng chí|thôn|bản|xã|"
    r"phường)(?!\w)"
)
_ASKED_COMMITTEE = pattern(
    rf"(?: với| cho)? (?:(?:ban|ủy ban|văn phòng|thường trực|lãnh đạo|đồng chí bí thư)(?: [^\W\d_]{{2,7}}){{0,3}} )?"
    rf"(?P<level>{'|'.join(_LEVEL)})(?!\w)"
)
_ENDS = ':.;,!…"”’) \n\t'
_TASKS_TO_COME = ("tới", "đến", "theo", "sau", *"0123456789")
_SETS_TASKS = pattern(
    r"(?<!\w)(?:đề ra|xác định|đặt ra|triển khai|tập trung)(?: thực hiện)?(?: một số| các| những|"
    r" \d+)? (?:nhóm )?(?:nhiệm vụ|giải pháp|phương hướng|nội dung)[^.\n]{0,80}"
    r"(?:thời gian tới|thời gian đến|năm \d{4}|tiếp theo|sau)\W{0,4}$"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A sentence that asks: ``form`` directive or proposal (or "tasks": it announces them), where the duty begins."""

    form: str
    addressee: str | None
    duty: int
    names: tuple[str, ...] = ()


def asks(page: Prepared, sentence: Sentence, asking: list[re.Match[str]], first: int) -> Asked | None:
    """What a sentence taken by itself asks, if anything; its cues are in ``asking`` from ``first`` on."""
    low, start, end = page.low, sentence.start, sentence.end
    tail = low[max(start, end - 8) : end].rstrip(_ENDS)
    if tail.endswith(_TASKS_TO_COME) and _SETS_TASKS.search(low, max(start, end - 200), end):
        return Asked("tasks", None, start)
    for found in islice(asking, first, None):
        if found.start() >= end:
            break
        cue = found.group()
        form = _form(page, sentence, cue, found)
        if form:
            who, names = addressee(page, found.end(), end, cue)
            said = page.said(*who) if who else None
            return Asked(form, said, who.end if who else found.end(), tuple(names))
    return None


def _form(page: Prepared, sentence: Sentence, cue: str, found: re.Match[str]) -> str | None:
    low, end = page.low, sentence.end
    before = low[max(sentence.start, found.start() - 40) : found.start()]
    near = max(sentence.start, found.start() - _NEAR)
    if cue in {"cần", "phải"}:
        return "directive" if _is_reported_need(page, sentence, found, before) else None
    if before.endswith(_NOUN_ENDS) and _NOUN_BEFORE.search(before) and not before.endswith("lãnh đạo, "):
        return None
    if before.endswith((", ", " và ", "yêu cầu ", "xuất ", "kiến ")) and _CONJOINED.search(before):
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
            if (_COMMANDED.match(low, found.end(), end) and _SPEAKER.search(low, near, found.start()))
            or _is_body_commanding(low, sentence.start, found, end)
            else None
        )
    next_to = _ASKED_NEXT.match(low, found.end(), end) or _is_named_then_told(page, found.end(), end)
    if not next_to or _DECIDED.search(low, near, found.start()):
        return None
    if cue == "yêu cầu" and re.match(
        r" (?:công tác|nhiệm vụ|phát triển|xây dựng đảng|thực tiễn|quản lý|đổi mới(?! )|về|trong)",
        low[found.end() : found.end() + 14],
    ):
        return None
    if cue == "lưu ý" and not _SPEAKER.search(low, near, found.start()):
        return None
    if cue != "đề nghị":
        return "directive"
    near = max(sentence.start, found.start() - 60)
    if _THOSE_BELOW.match(low, found.end(), end) and _COMMITTEE.search(low, near, found.start()):
        return "directive"
    upward = (
        _ASKED_OF_SUPERIOR.match(low, found.end() + 1)
        or _FROM_BELOW.search(before)
        or _is_asked_from_below(low, near, found, min(end, found.end() + 60))
    )
    return "proposal" if upward else "directive"


def _is_body_commanding(low: str, start: int, found: re.Match[str], end: int) -> bool:
    """ "Thành ủy Sơn Hà chỉ đạo các chi bộ rà soát …", no tale of what it "đã chỉ đạo"."""
    before = low[max(start, found.start() - 60) : found.start()]
    return _BODY_BEFORE.search(before) is not None and _TOLD_TO_ALL.match(low, found.end(), end) is not None


def _is_named_then_told(page: Prepared, at: int, end: int) -> bool:
    """ "đề nghị Sơn Hà tiếp tục …": a name, then what it is to do."""
    return page.text[at + 1 : at + 2].isupper() and _TOLD_AFTER_NAME.match(page.low, at, end) is not None


def _is_asked_from_below(low: str, start: int, found: re.Match[str], end: int) -> bool:
    """ "Thị ủy đề nghị Ban Tuyên giáo Tỉnh ủy": whoever is asked stands above whoever asks."""
    who = None
    for who in _COMMITTEE.finditer(low, start, found.start()):  # noqa: B007 (the last one is meant)
        pass
    if who is None or any(sign in low[who.end() : found.start()] for sign in ":;"):
        return False
    whom = _ASKED_COMMITTEE.match(low, found.end(), end)
    return whom is not None and _LEVEL[whom.group("level")] > _LEVEL[who.group()]


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
    if page.text[sentence.start] in '"“' and _WAS_SAID.match(low, sentence.end, sentence.end + 80):
        return True
    return any(SPEECH.search(low, *window) and _SPEAKER.search(low, *window) for window in around)
