"""Organisations: the first mention of each named body."""

from tusoi.lib.folding import fold
from tusoi.lib.reading.bodies import body_end, is_generic
from tusoi.lib.reading.letters import pattern
from tusoi.lib.reading.model import Record
from tusoi.lib.reading.sentences import Prepared

_HEADS = pattern(
    r"(?<!\w)(?:bộ chính trị|ban bí thư|ban chấp hành|bch|bchtw|trung ương đảng|quân ủy trung ương|"
    r"ủy ban thường vụ quốc hội|"
    r"quốc hội|chính phủ|thủ tướng chính phủ|thanh tra chính phủ|văn phòng|ban thường vụ|btv|thường trực|"
    r"ủy ban kiểm tra|ubkt|cơ quan|"
    r"ban tổ chức|ban tuyên giáo|ban dân vận|ban nội chính|ban kiểm tra|ban xây dựng đảng|tỉnh ủy|thành ủy|huyện ủy|"
    r"quận ủy|thị ủy|"
    r"đảng ủy|đảng bộ|chi bộ|hội đồng nhân dân|hđnd|ủy ban nhân dân|ubnd|đoàn đại biểu quốc hội|ủy ban mặt trận|"
    r"mặt trận|ban chỉ đạo|"
    r"liên đoàn lao động|hội liên hiệp phụ nữ|hội nông dân|hội cựu chiến binh|đoàn thanh niên|trường chính trị)(?!\w)"
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
    done = 0
    for found in _HEADS.finditer(page.low):
        start = found.start()
        if start < done:
            continue
        if found.group() == "thường trực" and _TITLE_BEFORE.search(page.low, max(0, start - 20), start):
            continue
        end = body_end(page, start)
        if end is None or is_generic(page, end):
            continue
        name = page.low[start:end]
        if name in _ALONE or (name.startswith(_NEED_NAME) and not _is_named(page, start, end)):
            continue
        if not (page.text[start].isupper() or name.startswith("đoàn đại biểu")):
            continue
        done = end
        key = fold(name)
        if key in seen:
            continue
        seen.add(key)
        kind = next((said for said, beginnings in _KINDS if name.startswith(beginnings)), "khác")
        records.append(Record("organisation", start, end, page.text[start:end], {"kind": kind}))
    return records


def _is_named(page: Prepared, start: int, end: int) -> bool:
    """ "Chi bộ Ủy ban Kiểm tra Tỉnh ủy", "Đảng bộ huyện Tân Sơn", not "Đảng bộ huyện"."""
    tail = page.text[start:end].split()[2:]
    return any(word[0].isupper() for word in tail)
