"""Spaces that conversions tear into words and numbers ("Nghị quy ết", "1 .074"), put behind them in the lowered text.

Nothing is lost or added, so that the offsets of everything else stay what they are.
"""

import re

from tusoi.lib.reading.encodings import is_syllable
from tusoi.lib.reading.letters import LOWER

_VOWELS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ"
_REST = re.compile(rf" ([{_VOWELS}][{LOWER}]{{0,3}})(?!\w)")
_NUMBER = re.compile(r" \.(\d{3})(?![\d.])")
_BEFORE = re.compile(rf"(?<![{LOWER}\d])([{LOWER}]{{1,6}})$")
# Syllables that begin with a vowel and are words.
_WORDS = frozenset(
    [
        "a",
        "à",
        "á",
        "ạ",
        "ai",
        "ái",
        "ải",
        "am",
        "ám",
        "an",
        "án",
        "ang",
        "áng",
        "anh",
        "ảnh",
        "ánh",
        "ao",
        "ào",
        "áo",
        "ảo",
        "áp",
        "át",
        "ạt",
        "ăn",
        "ắt",
        "âm",
        "ấm",
        "ẩm",
        "ân",
        "ấn",
        "ẩn",
        "ấp",
        "ập",
        "âu",
        "ấu",
        "ấy",
        "ây",
        "ẩu",
        "e",
        "é",
        "em",
        "ém",
        "eo",
        "éo",
        "ép",
        "ê",
        "ế",
        "ề",
        "ếch",
        "êm",
        "ích",
        "im",
        "in",
        "ít",
        "iu",
        "o",
        "ó",
        "ò",
        "oai",
        "oan",
        "oán",
        "oanh",
        "óc",
        "ong",
        "óng",
        "ô",
        "ố",
        "ồ",
        "ổ",
        "ốc",
        "ôi",
        "ối",
        "ổi",
        "ôm",
        "ốm",
        "ôn",
        "ồn",
        "ổn",
        "ông",
        "ống",
        "ơ",
        "ớ",
        "ở",
        "ờ",
        "ơi",
        "ới",
        "ợ",
        "ơn",
        "ớt",
        "u",
        "ú",
        "ù",
        "ủ",
        "úc",
        "ục",
        "uế",
        "ui",
        "ủi",
        "um",
        "un",
        "ung",
        "ủng",
        "úng",
        "uổng",
        "uống",
        "ước",
        "ưa",
        "ứa",
        "ừ",
        "ư",
        "ứ",
        "ưng",
        "ứng",
        "ửng",
        "ương",
        "ướp",
        "ướt",
        "ưu",
        "y",
        "ý",
        "ỷ",
        "yên",
        "yến",
        "yêu",
        "yếu",
        "yết",
        "yểm",
        "ủy",
        "úy",
        "uy",
        "uyên",
        "uyển",
        "ái",
        "ía",
        "ê",
    ]
)


def mended(low: str) -> tuple[str, list[tuple[int, int]]]:
    """(the text with torn words whole, the spans that changed in order). Both texts have the same length."""
    changed: list[tuple[int, int, str]] = []
    for found in _REST.finditer(low):
        rest = found.group(1)
        if rest.isascii() or rest in _WORDS:
            continue
        before = _BEFORE.search(low, max(0, found.start() - 7), found.start())
        if before and is_syllable(before.group(1) + rest) and (not changed or changed[-1][1] <= before.start()):
            changed.append((before.start(), found.end(), before.group(1) + rest + " "))
    for found in _NUMBER.finditer(low):
        if found.start() and low[found.start() - 1].isdecimal():
            changed.append((found.start(), found.end(), f".{found.group(1)} "))
    if not changed:
        return low, []
    changed.sort()
    pieces: list[str] = []
    spans: list[tuple[int, int]] = []
    done = 0
    for start, end, word in changed:
        if start >= done:
            pieces += [low[done:start], word]
            spans.append((start, end))
            done = end
    return "".join([*pieces, low[done:]]), spans
