"""Organisations: the first mention of each named body."""

from tusoi.lib.folding import fold
from tusoi.lib.reading.bodies import body_end, is_generic
from tusoi.lib.reading.letters import pattern
from tusoi.lib.reading.model import Record
from tusoi.lib.reading.places import word_finder
from tusoi.lib.reading.sentences import Prepared
from tusoi.lib.reading.series import coordinated, goes_on

_HEADS = word_finder(
    "bộ chính trị|ban bí thư|ban chấp hành|bch|bchtw|trung ương đảng|quân ủy trung ương|"
    "ủy ban thường vụ quốc hội|quốc hội|chính phủ|thủ tướng chính phủ|thanh tra chính phủ|văn phòng|"
    "ban thường vụ|btv|thường trực|ủy ban kiểm tra|ubkt|cơ quan|ban tổ chức|ban tuyên giáo|ban dân vận|"
    "ban nội chính|ban kiểm tra|ban xây dựng đảng|tỉnh ủy|thành ủy|huyện ủy|quận ủy|thị ủy|đảng ủy|đảng bộ|"
    "chi bộ|hội đồng nhân dân|hđnd|ủy ban nhân dân|ubnd|đoàn đại biểu quốc hội|ủy ban mặt trận|mặt trận|"
    "ban chỉ đạo|liên đoàn lao động|hội liên hiệp phụ nữ|hội nông dân|hội cựu chiến binh|đoàn thanh niên|"
    "trường chính trị"
)
_ALONE = frozenset(
    {
        "đảng ủy",
        "đảng bộ",
        "chi bộ",
        "trung ương",
        "trung ương đảng bộ",
        "hđnd",
        "ubnd",
        "hội đồng nhân dân",
        "ủy ban nhân dân",
    }
)
_NEED_NAME = ("đảng bộ", "chi bộ")
_TITLE_BEFORE = pattern(r"(?<!\w)(?:phó bí thư|bí thư|phó chủ nhiệm|chủ nhiệm|phó trưởng ban|ủy viên) $")
# Beginning of the name -> kind of body; the first match wins.
_KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ban chấp hành", ("ban chấp hành đảng bộ", "ban chấp hành chi bộ", "bch đảng bộ", "bch chi bộ")),
    (
        "ban thường vụ",
        (
            "ban thường vụ",
            "btv",
        ),
    ),
    ("thường trực", ("thường trực",)),
    (
        "ủy ban kiểm tra",
        (
            "ủy ban kiểm tra",
            "ubkt",
        ),
    ),
    ("đảng ủy khối", ("đảng ủy khối",)),
    ("tỉnh ủy", ("tỉnh ủy",)),
    ("thành ủy", ("thành ủy",)),
    ("huyện ủy", ("huyện ủy",)),
    ("quận ủy", ("quận ủy",)),
    ("thị ủy", ("thị ủy",)),
    ("đảng ủy", ("đảng ủy",)),
    ("đảng bộ", ("đảng bộ",)),
    ("chi bộ", ("chi bộ",)),
    (
        "trung ương",
        (
            "bộ chính trị",
            "ban bí thư",
            "ban chấp hành",
            "bch",
            "trung ương",
        ),
    ),
    (
        "nhà nước",
        (
            "quốc hội",
            "đoàn đại biểu",
            "hđnd",
            "ubnd",
            "hội đồng nhân dân",
            "ủy ban nhân dân",
            "chính phủ",
            "thủ tướng",
        ),
    ),
    (
        "đoàn thể",
        (
            "ủy ban mặt trận",
            "mặt trận",
        ),
    ),
    (
        "ban đảng",
        (
            "ban ",
            "văn phòng",
        ),
    ),
)


def organisations(page: Prepared) -> list[Record]:
    """First mention of each distinct body, the longest name; classes of bodies are none."""
    records: list[Record] = []
    seen: set[str] = set()
    met: set[str] = set()
    done = 0
    for found in page.finditer(_HEADS):
        start = found.start()
        if start < done:
            continue
        if found.group() == "thường trực" and _TITLE_BEFORE.search(page.low, max(0, start - 20), start):
            continue
        end = body_end(page, start)
        if (end is None or goes_on(page, end)) and (several := coordinated(page, start)):
            done = several[-1].end
            kind = _kind(page.low[start : several[0].start])
            for one in several:
                if fold(one.name) not in seen:
                    seen.add(fold(one.name))
                    fields = {"kind": kind, "name": one.name}
                    records.append(Record("organisation", one.start, one.end, page.text[one.start : one.end], fields))
            continue
        if end is None or is_generic(page, end):
            continue
        name = page.low[start:end]
        if name in _ALONE or (name.startswith(_NEED_NAME) and not _is_named(page, start, end)):
            continue
        if not (page.text[start].isupper() or name.startswith("đoàn đại biểu")):
            continue
        done = end
        if name in met:
            continue
        met.add(name)
        key = fold(name)
        if key in seen:
            continue
        seen.add(key)
        fields = {"kind": _kind(name), "name": " ".join(page.text[start:end].split())}
        records.append(Record("organisation", start, end, page.text[start:end], fields))
    return records


def _kind(name: str) -> str:
    return next((said for said, beginnings in _KINDS if name.startswith(beginnings)), "khác")


def _is_named(page: Prepared, start: int, end: int) -> bool:
    """ "Chi bộ Ủy ban Kiểm tra Tỉnh ủy", "Đảng bộ huyện Tân Sơn", not "Đảng bộ huyện"."""
    tail = page.text[start:end].split()[2:]
    return any(word[0].isupper() for word in tail)
