"""A target in words: "tỷ lệ kết nạp đạt từ 3% trở lên/năm" is 3, %, at least, a year, of "tỷ lệ kết nạp"."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from tusoi.lib.folding import fold
from tusoi.lib.reading.letters import lowered
from tusoi.lib.reading.numbers import quantity

AT_LEAST, MORE, AT_MOST, LESS, EXACTLY = ">=", ">", "<=", "<", "="
LONGEST = 4_000
"""Signs of a passage that are searched for figures."""
MEASURE_LENGTH = 160

_UNITS = (
    "đảng viên mới|đảng viên|quần chúng|đồng chí|cấp ủy viên|người|hộ nghèo|hộ|tổ chức cơ sở đảng|tổ chức đảng|chi bộ|"
    "đảng bộ|cuộc kiểm tra|cuộc giám sát|cuộc|hội nghị|lớp|buổi|lần|kỳ|lượt|mô hình|chuyên đề|tiêu chí|điểm|văn bản|"
    "thôn|bản|xã|đơn vị|cơ quan|công trình|dự án|triệu đồng|tỷ đồng|tỉ đồng|nghìn tỷ đồng|đồng|ha|héc ta|tấn|km|m2|"
    "giường bệnh|trường"
)
_UNIT = "|".join(sorted(_UNITS.split("|"), key=len, reverse=True))
_BEFORE = (
    r"(?:đạt |phấn đấu |có |là |giữ |duy trì |bảo đảm |giảm xuống |giảm còn |xuống |còn ){0,3}"
    r"(?P<before>từ|trên|hơn|vượt|ít nhất|tối thiểu|thấp nhất|không dưới|không thấp hơn|không ít hơn|dưới|không quá|"
    r"tối đa|không vượt quá|không vượt|nhiều nhất|cao nhất|không trên|chỉ còn|còn)?(?: là| đạt| có)? ?"
)
_FIGURE = re.compile(
    rf"(?<![\w/.,\-]){_BEFORE}"
    r"(?P<number>\d{1,3}(?:\.\d{3})+(?:,\d{1,3})?|\d{1,12}(?:,\d{1,3})?)"
    r"(?: ?(?:%|phần trăm)?(?: đến| tới|-| -) ?(?P<high>\d{1,9}(?:,\d{1,3})?))? ?"
    rf"(?:(?P<percent>%|phần trăm)|(?P<unit>{_UNIT})(?!\w))"
    r"(?P<after> (?:trở lên|trở xuống|hoặc hơn))?",
)
_SPACES = re.compile(r"[ ]{2,}")
_PER = re.compile(
    r"(?:/ ?|mỗi |một |hằng |hàng |bình quân )(?P<unit>năm|quý|tháng|tuần|nhiệm kỳ)(?!\w)|(?P<yearly>thường niên)|"
    r"(?:trong |cả |hết )(?P<term>nhiệm kỳ)(?!\w)"
)
_PERIODS = {"năm": "year", "quý": "quarter", "tháng": "month", "tuần": "week", "nhiệm kỳ": "term"}
_SIGNS = {
    **dict.fromkeys(("ít nhất", "tối thiểu", "thấp nhất", "không dưới", "không thấp hơn", "không ít hơn"), AT_LEAST),
    **dict.fromkeys(("trên", "hơn", "vượt"), MORE),
    **dict.fromkeys(
        (
            "không quá",
            "tối đa",
            "không vượt quá",
            "không vượt",
            "nhiều nhất",
            "cao nhất",
            "không trên",
            "chỉ còn",
            "còn",
        ),
        AT_MOST,
    ),
    "dưới": LESS,
}
_WISHED = re.compile(r"(?:đạt|phấn đấu|kết nạp|mỗi|có) *\Z")
_STOP = re.compile(r"[.;:!?\n](?=\s|$)")
_LEAD = re.compile(
    r"^[\s\-–+*•.,:;)]*(?:(?:\d{1,2}|[ivxa-zđ])[.)]\s*)?(?:(?:hằng|hàng|mỗi) (?:năm|quý|tháng),? ?|"
    r"(?:phấn đấu|đến (?:hết |cuối )?(?:năm \d{4}|nhiệm kỳ)|trong nhiệm kỳ|bảo đảm|về|và|chỉ tiêu(?: số)? \d+)[,:]? ?)*"
)
_TAIL = re.compile(
    r"(?:[\s,:(/]|đạt|phấn đấu|là|có|từ|trên|bình quân|hằng năm|hàng năm|mỗi năm|tỷ lệ đạt|bảo đảm|duy trì|giữ)*$"
)


@dataclass(frozen=True, slots=True)
class Target:
    """``value`` in ``unit`` ("%" or a counted noun) with a direction (>=, >, <=, <, =) a ``per`` ("year", "quarter",
    "month", "week", "term" or ""). ``high``: the upper end of "3 đến 4%". ``measure``: what is measured, as written.
    ``start`` and ``end`` are the place of the figure in the text that was read.
    """

    value: float
    unit: str
    direction: str
    per: str
    measure: str
    high: float | None = None
    start: int = 0
    end: int = 0

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Target | None":
        """A target as it was kept; None for what is none."""
        value, unit, high = kept.get("value"), kept.get("unit"), kept.get("high")
        if isinstance(value, bool) or not isinstance(value, int | float) or not isinstance(unit, str):
            return None
        direction = kept.get("direction")
        return cls(
            value, unit, direction if direction in (AT_LEAST, MORE, AT_MOST, LESS, EXACTLY) else AT_LEAST,
            str(kept.get("per") or ""), str(kept.get("measure") or ""),
            high if isinstance(high, int | float) and not isinstance(high, bool) else None,
        )  # fmt: skip


def target_in(text: str) -> Target | None:
    """The first figure of a passage that reads as a target: a percentage before a count."""
    found = targets_in(text)
    return next((one for one in found if one.unit == "%"), found[0] if found else None)


def targets_in(text: str) -> list[Target]:
    """Every figure with a unit, in the order of the text; linear, never raises."""
    low = lowered(text[:LONGEST]).replace("\n", " ")
    found = []
    for hit in _FIGURE.finditer(low):
        value = quantity(hit["number"], percent=bool(hit["percent"]))
        if value is None:
            continue
        unit = "%" if hit["percent"] else " ".join(hit["unit"].split())
        high = quantity(hit["high"], percent=bool(hit["percent"])) if hit["high"] else None
        begins, ends = _sentence(text, hit.start(), hit.end())
        found.append(
            Target(
                float(value), unit.replace("tỉ", "tỷ"), _direction(hit, low, unit), _per(low[begins:ends]),
                _measure(text, low, hit, begins, ends), float(high) if high is not None else None,
                hit.start("number"), hit.end(),
            )
        )  # fmt: skip
    return found


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    begins = max((stop.end() for stop in _STOP.finditer(text, max(0, start - 400), start)), default=max(0, start - 400))
    stop = _STOP.search(text, end, end + 400)
    return begins, stop.start() if stop else min(len(text), end + 400)


def _direction(hit: re.Match[str], low: str, unit: str) -> str:
    before, after = hit["before"] or "", (hit["after"] or "").strip()
    if after == "trở xuống":
        return AT_MOST
    if after or before == "từ":
        return AT_LEAST
    if before:
        return _SIGNS[before]
    if "xuống" in hit.group().split():
        return AT_MOST
    return (
        AT_LEAST
        if unit == "%" or re.search(r"(?:đạt|phấn đấu|kết nạp|mỗi|có) *$", low[: hit.start("number")])
        else EXACTLY
    )


def _per(sentence: str) -> str:
    hit = _PER.search(sentence)
    if not hit:
        return ""
    return "year" if hit["yearly"] else _PERIODS[hit["unit"] or hit["term"]]


def _measure(text: str, low: str, hit: re.Match[str], begins: int, ends: int) -> str:
    """The words before the figure, or those after it where it stands first ("100% chi bộ sinh hoạt ...")."""
    lead = _LEAD.match(low[begins : hit.start()])
    first = begins + (lead.end() if lead else 0)
    before = low[first : hit.start()]
    tail = _TAIL.search(before)
    last = first + (tail.start() if tail else len(before))
    words = " ".join(text[first:last].split()).strip(" ,;:-–")
    if len(words.split()) < 2:
        after = _SPACES.sub(" ", " ".join(text[hit.start("unit") if hit["unit"] else hit.end() : ends].split()))
        words = after.strip(" ,;:-–/") or words
    return words if len(words) <= MEASURE_LENGTH else words[:MEASURE_LENGTH].rpartition(" ")[0] + "…"


def same_measure(one: str, other: str) -> float:
    """How many of the words that say what is measured are shared, 0..1."""
    mine, theirs = set(fold(one).split()) - _LITTLE, set(fold(other).split()) - _LITTLE
    return len(mine & theirs) / min(len(mine), len(theirs)) if mine and theirs else 0.0


_LITTLE_WORDS = "ty le so cua cac duoc tren tong va la dat tro len moi hang nam trong toan dang bo"
_LITTLE = frozenset(_LITTLE_WORDS.split())
