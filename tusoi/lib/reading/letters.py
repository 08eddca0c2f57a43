"""Character classes and pattern building for Vietnamese text. Lowering keeps offsets: one sign stays one sign."""

import re
from functools import lru_cache

_VOWELS = "AÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬEÈÉẺẼẸÊỀẾỂỄỆIÌÍỈĨỊOÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢUÙÚỦŨỤƯỪỨỬỮỰYỲÝỶỸỴ"
UPPER = "B-DF-HJ-NP-TV-XZĐÐ" + _VOWELS
LOWER = "a-zđð" + _VOWELS.lower()
# A word that begins with a capital; the parts of a name.
NAME = rf"[{UPPER}][{UPPER}{LOWER}]{{0,12}}"
_SPACES = {
    **dict.fromkeys("\t\u00a0\u2002\u2003\u2009\u202f\u3000\u200b\ufeff", " "),
    "ð": "đ",
    "–": "-",
    "—": "-",
}
_PLAIN_SPACE = re.compile(r"(\[(?:[^\]\\]|\\.)*\]|\\.)| (?![?*+{])")
_OLD_TONES = {
    "uỳ": "ùy",
    "uý": "úy",
    "uỷ": "ủy",
    "uỹ": "ũy",
    "uỵ": "ụy",
    "oà": "òa",
    "oá": "óa",
    "oả": "ỏa",
    "oã": "õa",
    "oạ": "ọa",
}
_OLD_TONE = re.compile(rf"[uo](?<!q.)(?:(?<=u)[ỳýỷỹỵ]|(?<=o)[àáảãạ])(?![{LOWER}])")


def lowered(text: str) -> str:
    """The text in lower case with plain spaces, hyphens and the newer tone placement ("uỷ" as "ủy"), same length."""
    low = text.lower()
    if len(low) != len(text):  # a few signs grow in lower case; offsets must not
        low = "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)
    for sign, plain in _SPACES.items():
        low = low.replace(sign, plain)
    return _OLD_TONE.sub(lambda found: _OLD_TONES[found.group()], low)


@lru_cache(maxsize=512)
def pattern(source: str) -> re.Pattern[str]:
    """A pattern for lowered text: a plain space (not in a class, not quantified) stands for one to three spaces."""
    return re.compile(_PLAIN_SPACE.sub(lambda found: found.group(1) or " {1,3}", source))


def words(*groups: str) -> str:
    """An alternation of "|"-separated words as whole words, the longest first; built as a tree of first letters."""
    found = {word.strip() for group in groups for word in group.split("|") if word.strip()}
    return rf"(?<!\w){_branches(found)}(?!\w)"


def _branches(found: set[str]) -> str:
    """The words grouped by their beginnings: a search leaves most places of a text after one letter."""
    by_first: dict[str, set[str]] = {}
    for word in found:
        by_first.setdefault(word[:1], set()).add(word[1:])
    ends = by_first.pop("", None) is not None
    parts = []
    for first, rests in sorted(by_first.items()):
        single = len(rests) == 1
        rest = next(iter(rests)) if single else _branches(rests)
        parts.append(re.escape(first).replace("\\ ", " ") + (_plain(rest) if single else rest))
    body = parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"
    return f"(?:{body})?" if ends else body


def _plain(text: str) -> str:
    return re.escape(text).replace("\\ ", " ")
