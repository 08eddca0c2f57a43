"""Numbers as Vietnamese texts write them: digits with dots, Roman numerals, words."""

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_WORDS = {
    "nhất": 1,
    "một": 1,
    "nhì": 2,
    "hai": 2,
    "ba": 3,
    "tư": 4,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
    "mười một": 11,
    "mười hai": 12,
    "mười ba": 13,
    "mười bốn": 14,
    "mười lăm": 15,
    "mười sáu": 16,
}
WORD = r"(?:mười (?:một|hai|ba|bốn|lăm|sáu)|nhất|nhì|một|hai|ba|tư|bốn|năm|sáu|bảy|bẩy|tám|chín|mười)"
ROMAN = r"[ivxl]{1,7}"
SCALES = {"trăm": 100, "nghìn": 1_000, "ngàn": 1_000, "vạn": 10_000, "triệu": 1_000_000, "tỷ": 10**9, "tỉ": 10**9}


def from_roman(text: str) -> int | None:
    """The value of a Roman numeral in any case; None if it is none."""
    total = 0
    last = 0
    for sign in reversed(text.lower()):
        value = _ROMAN.get(sign)
        if value is None:
            return None
        total += value if value >= last else -value
        last = max(last, value)
    return total if 0 < total < 400 else None


def from_word(text: str) -> int | None:
    """The value of "một" to "mười sáu", ordinal forms included; None if it is none."""
    return _WORDS.get(" ".join(text.lower().split()))


def ordinal(text: str) -> int | None:
    """Digits, a word or a Roman numeral as a number."""
    return int(text) if text.isdecimal() and len(text) < 6 else from_word(text) or from_roman(text)


def quantity(text: str, *, percent: bool = False) -> float | int | None:
    """Digits as Vietnamese writes them: "1.074" is 1074, "15,6" is 15.6; None if the signs do not make a number.

    A comma before three digits separates thousands too, unless a percentage is meant.
    """
    if text.isdecimal() and len(text) <= 18:
        return int(text)
    if not text or not text.replace(".", "").replace(",", "").isdecimal() or len(text) > 18:
        return None
    for mark, other in ((".", ","), (",", ".")):
        head, *groups = text.split(mark)
        if not groups or (percent and mark == ","):
            continue
        *middle, last = groups
        last, _, decimals = last.partition(other)
        if head.isdecimal() and len(head) <= 3 and all(len(one) == 3 and one.isdecimal() for one in [*middle, last]):
            whole = int("".join([head, *middle, last]))
            return whole if not decimals.isdecimal() else float(f"{whole}.{decimals}")
    head, _, decimals = text.replace(",", ".").partition(".")
    if not head.isdecimal():
        return None
    if not decimals:
        return int(head)
    return float(f"{head}.{decimals}") if decimals.isdecimal() else None
