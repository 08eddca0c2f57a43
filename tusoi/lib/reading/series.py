"""Several bodies named together: "Đảng ủy các xã An Bình, Suối Giàng và Tân Lập" names three of them."""

import re
from dataclasses import dataclass

from tusoi.lib.reading.bodies import body_end, is_generic
from tusoi.lib.reading.letters import LOWER, NAME, pattern
from tusoi.lib.reading.sentences import Prepared

MOST_BODIES = 60  # of one enumeration; a longer one is an annex
_PLACE = r"(?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh|thôn|bản|buôn|ấp|khu phố|tổ dân phố|khối)"
_HEAD = pattern(
    r"(?:(?P<organ>tập thể ban thường vụ|ban thường vụ|thường trực|ban chấp hành|ủy ban kiểm tra|"
    r"cơ quan ủy ban kiểm tra|"
    r"ubkt|ban xây dựng đảng|ban tổ chức|văn phòng|bí thư|phó bí thư|đồng chí bí thư) )?"
    r"(?P<many>các )?(?P<body>đảng ủy|đảng bộ|chi bộ|chi ủy|huyện ủy|thành ủy|thị ủy|quận ủy|tỉnh ủy|hđnd|ubnd|"
    r"hội đồng nhân dân|ủy ban nhân dân|ủy ban mttq|ủy ban mặt trận tổ quốc|mttq)"
    rf"(?:(?P<group> các| những)?(?P<units>(?: {_PLACE}(?:,| và)?){{1,3}})|(?P<colon> ?:)|(?= ))(?!\w)"
)
_ITEM = re.compile(rf"\s?(?:(?P<unit>{_PLACE})\s)?(?P<name>{NAME}(?:\s{NAME}){{0,3}}|(?<=\s)\d{{1,2}})(?![{LOWER}\d])")
_JOIN = re.compile(r"\s?,(?!\s?và)|\s?;|,?\svà(?=\s)")
_ANY = frozenset({"chi bộ", "đảng bộ", "đảng ủy", "chi ủy", "hđnd", "ubnd", "mttq"})
_UNIT = pattern(rf"{_PLACE}(?!\w)")
_GOES_ON = pattern(r"\x20?[,;]\s?|\x20?:| (?:\d|(?:thôn|bản|buôn|ấp|khối|khu|tổ|xã|phường|thị|đặc|huyện|quận)(?!\w))")
_NOT_A_PLACE = re.compile(
    r"(?:Ban|Bộ|Ủy|Uỷ|Văn|Đảng|Chi|Tỉnh|Huyện|Thường|Hội|Mặt|Sở|Công|Bí|Phó|Chủ|Trưởng|Các|Căn|Thực|Theo|Yêu|Đề|Giao|"
    r"Trung|UBND|HĐND|UBKT|MTTQ|Nghị|Quyết|Kế|Chương|Về|Đối|Thời|Nội|Hằng|Khi|Trong|Sau|Trước|Đến|Từ)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Named:
    """One body of an enumeration: where its own words stand, and its name said in full."""

    start: int
    end: int
    name: str


def coordinated(page: Prepared, start: int) -> list[Named]:
    """The bodies of "Đảng ủy các xã A, B và C" or "các đảng ủy: A, B" that begins here; empty if it names no two."""
    head = _HEAD.match(page.low, start)
    if not head:
        return []
    many = bool(head.group("many") or head.group("group") or head.group("colon"))
    units = re.findall(_PLACE, head.group("units") or "")
    first = f"{head.group('organ') or ''} {head.group('body')}".strip()
    own = page.text[start : start + len(head.group("organ") or "")]
    body = page.text[head.start("body") : head.end("body")]
    words = " ".join(f"{own} {body}".split()) if own else body
    words = words[:1].upper() + words[1:]
    found: list[Named] = []
    at = head.end()
    if page.low.startswith(":", at) or page.low.startswith(" :", at):
        at = page.low.index(":", at) + 1
    unit = units[0] if len(units) == 1 else ""
    while len(found) < MOST_BODIES:
        item = _ITEM.match(page.text, at)
        if not item or _NOT_A_PLACE.match(item.group("name")):
            break
        name = item.group("name")
        said = (item.group("unit") or unit).lower()
        if name.isdecimal() and said in {"", "xã", "huyện", "tỉnh", "thị trấn"}:
            break
        unit = said or unit
        place = item.start("unit") if item.group("unit") else item.start("name")
        found.append(Named(place, item.end(), " ".join(f"{words} {said} {name}".split())))
        at = item.end()
        join = _JOIN.match(page.text, at)
        if not join:
            break
        at = join.end()
    if len(found) < 2 or not (many or units) or not first:
        return []
    return found


def goes_on(page: Prepared, end: int) -> bool:
    """What follows a name may name further bodies of its kind: ", Suối Giàng", ": A, B", " các xã A, B"."""
    found = _GOES_ON.match(page.low, end)
    if found is None:
        return is_generic(page, end)
    if found.group().strip()[:1] not in {",", ";"}:
        return True
    at = found.end()
    if page.text[at : at + 1].isupper() and not _NOT_A_PLACE.match(page.text, at):
        return True
    return _UNIT.match(page.low, at) is not None


def series(page: Prepared, start: int, stop: int) -> tuple[list[Named], int]:
    """Bodies named one after another from ``start``, and where the last ends; ([], start) if none is named here."""
    found: list[Named] = []
    at = end = start
    while at < stop and len(found) < MOST_BODIES:
        own = body_end(page, at)
        several = coordinated(page, at) if own is None or goes_on(page, own) else []
        if several:
            found += several
            end = several[-1].end
        else:
            if own is None or own > stop or is_generic(page, own):
                break
            if page.text[at:own].islower() or page.low[at:own] in _ANY:  # "chi bộ": any of them
                break
            found.append(Named(at, own, " ".join(page.text[at:own].split())))
            end = own
        join = _JOIN.match(page.text, end)
        if not join or not page.text.startswith(" ", join.end()):
            break
        at = join.end() + 1
    return found, end
