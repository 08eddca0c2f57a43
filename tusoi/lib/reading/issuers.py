"""The name of the issuing body, put together from the lines in capitals above the number."""

import re
from collections.abc import Sequence

_BODY = re.compile(
    r"(?:TỈNH [UỦ][ỶY]|THÀNH [UỦ][ỶY]|HUYỆN [UỦ][ỶY]|QUẬN [UỦ][ỶY]|THỊ [UỦ][ỶY]|ĐẢNG [UỦ][ỶY]|ĐẢNG BỘ|ĐẢNG ĐOÀN|CHI BỘ|"
    r"CHI [UỦ][ỶY]|BAN|[UỦ][ỶY] BAN|VĂN PHÒNG|HỘI ĐỒNG|TIỂU BAN|TỔ|ĐOÀN|UBND|HĐND|UBKT|UBMTTQ|MTTQ|TRƯỜNG|TRUNG TÂM|SỞ|"
    r"CÔNG AN|BỘ|MẶT TRẬN|HỘI|LIÊN ĐOÀN|CƠ QUAN|PHÒNG|TRUNG ƯƠNG|THƯỜNG TRỰC|CÔNG TY|TỔNG|CHÍNH PHỦ|QUỐC HỘI|ĐẠI HỘI|"
    r"VIỆN|TÒA ÁN|TOÀ ÁN|BÁO|ĐÀI|CỤC|CHI CỤC)(?!\w)"
)
_GOES_ON = re.compile(r"(?:,| VÀ|-|–)$")
_COMMITTEE = re.compile(r"(?:TỈNH|THÀNH|HUYỆN|QUẬN|THỊ) [UỦ][ỶY]$|ĐẢNG [UỦ][ỶY]$|CHI [UỦ][ỶY]$")
_WHOLE = re.compile(r"ĐẢNG BỘ (?P<unit>TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ)? ?(?P<name>.+)$")
_OWN = {"TỈNH": "TỈNH ỦY", "THÀNH PHỐ": "THÀNH ỦY", "HUYỆN": "HUYỆN ỦY", "QUẬN": "QUẬN ỦY", "THỊ XÃ": "THỊ ỦY"}
_WITH_A_PLACE = re.compile(r"(?:(?:TỈNH|THÀNH|HUYỆN|QUẬN|THỊ) [UỦ][ỶY]|ĐẢNG [UỦ][ỶY]) \S")


def name_of(lines: Sequence[str]) -> tuple[range, range | None, str] | None:
    """(lines of the issuer, lines of its superior, the issuer's name in full); None where no line names a body.

    "ĐẢNG BỘ TỈNH SƠN HÀ" over "TỈNH ỦY" is "TỈNH ỦY SƠN HÀ", over "ĐẢNG ỦY XÃ AN BÌNH" only its superior; "TỈNH ỦY SƠN
    HÀ" over "BAN TỔ CHỨC" is "BAN TỔ CHỨC TỈNH ỦY SƠN HÀ".
    """
    groups = _groups(lines)
    if not groups:
        return None
    own = groups[-1]
    said = _joined(lines, own)
    if len(groups) == 1:
        return own, None, said
    above = groups[-2]
    return own, above, full_name(said, _joined(lines, above))


def full_name(own: str, above: str) -> str:
    """The issuer's name in full from its own line and the one above it."""
    whole = _WHOLE.match(above)
    if not whole:
        return own if _WITH_A_PLACE.match(own) else f"{own} {above}"
    if _WITH_A_PLACE.match(own):
        return own
    unit, name = whole.group("unit"), whole.group("name")
    if _COMMITTEE.search(own):
        return f"{own} {name}"
    return f"{own} {_OWN[unit]} {name}" if unit else f"{own} ĐẢNG ỦY {name}"


def _groups(lines: Sequence[str]) -> list[range]:
    """Lines that belong to one name: the second of "BAN CHỈ ĐẠO / CHUYỂN ĐỔI SỐ" names no body of its own."""
    groups: list[range] = []
    for place, line in enumerate(lines):
        begins = _BODY.match(line) is not None
        if groups and groups[-1][-1] == place - 1 and (not begins or _GOES_ON.search(lines[place - 1])):
            groups[-1] = range(groups[-1][0], place + 1)
        elif begins:
            groups.append(range(place, place + 1))
    return groups


def _joined(lines: Sequence[str], places: range) -> str:
    return " ".join(" ".join(lines[place] for place in places).split())
