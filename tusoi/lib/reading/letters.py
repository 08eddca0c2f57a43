"""Character classes and pattern building for Vietnamese text. Lowering keeps offsets: one sign stays one sign."""

import re
from functools import lru_cache

_VOWELS = "AÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬEÈÉẺẼẸÊỀẾỂỄỆIÌÍỈĨỊOÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢUÙÚỦŨỤƯỪỨỬỮỰYỲÝỶỸỴ"
UPPER = "B-DF-HJ-NP-TV-XZĐÐ" + _VOWELS
LOWER = "a-zđð" + _VOWELS.lower()
# A word that begins with a capital; the parts of a name.
NAME = rf"[{UPPER}][{UPPER}{LOWER}]{{0,12}}"
_SPACES = str.maketrans(
    dict.fromkeys("\t\xa0\u2002\u2003\u2009\u202f\u3000\u200b\ufeff", " ") | {"ð": "đ", "–": "-", "—": "-"}
)
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
_OLD_TONE = re.compile(rf"(?<!q)(?:u[ỳýỷỹỵ]|o[àáảãạ])(?![{LOWER}])")


def lowered(text: str) -> str:
    """The text in lower case with plain spaces, hyphens and the newer tone placement ("uỷ" as "ủy"), same length."""
    low = text.lower()
    if len(low) != len(text):  # a few signs grow in lower case; offsets must not
        low = "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)
    low = low.translate(_SPACES)
    return _OLD_TONE.sub(lambda found: _OLD_TONES[found.group()], low)


@lru_cache(maxsize=512)
def pattern(source: str) -> re.Pattern[str]:
    """A pattern for lowered text: a plain space (not in a class, not quantified) stands for one to three spaces."""
    return re.compile(_PLAIN_SPACE.sub(lambda found: found.group(1) or " {1,3}", source))


def words(*groups: str) -> str:
    """An alternation of "|"-separated words, the longest first, as whole words."""
    found = sorted(
        {word.strip() for group in groups for word in group.split("|") if word.strip()}, key=len, reverse=True
    )
    return rf"(?<!\w)(?:{'|'.join(found)})(?!\w)"
