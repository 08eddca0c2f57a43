"""Vietnamese text made comparable: one normal form, a folded form for searching, a key for sorting."""

import codecs
import re
import unicodedata

# The alphabet with its own letters, plus f j w z where a reader expects them.
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
# One ASCII character a letter, above the digits, so that byte order is alphabetical order in every database.
_PRIMARY = {letter: chr(0x41 + place) for place, letter in enumerate(_ALPHABET)}
# Dictionary order of the tones: level, huyền, hỏi, ngã, sắc, nặng.
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_LETTER_MARKS = {"\u0306", "\u0302", "\u031b"}
_SPACES = re.compile(r"\s+")
_FOLDED = str.maketrans({"đ": "d", "Đ": "d", "Ð": "d", "ð": "d"})


def nfc(text: str) -> str:
    """The composed form (NFC): what is stored, and what every offset in the project refers to."""
    return unicodedata.normalize("NFC", text)


def _bare(text: str) -> str:
    signs = "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))
    return signs.translate(_FOLDED).lower()


class _Even(dict[int, str]):
    """Sign -> its folded form of one sign; what has none stays. Only signs of European alphabets are remembered."""

    def __missing__(self, number: int) -> str:
        sign = chr(number)
        bare = _bare(sign).strip()
        found = bare if len(bare) == 1 else sign
        if number < 0x2100:
            self[number] = found
        return found


_EVEN = _Even()
# A byte for each sign of a Vietnamese text: what is looked up in tables of bytes is folded ten times as fast.
# The first of them has to be NUL, else Python makes a slow dictionary of the table.
_MARKED = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
_SIGNS = sorted({*map(chr, range(32, 127)), *"\0\t\n\r\xa0", *_MARKED, *_MARKED.upper(), *"Ðð“”‘’–—…•·°×§«»"})
_TO_BYTES = codecs.charmap_build("".join(_SIGNS).ljust(256, "\ufffe"))
_FROM_BYTES = "".join(_EVEN[ord(sign)] for sign in _SIGNS).ljust(256, "\ufffe")

_WAYS = {
    letter: f"[{''.join(sign for sign in _SIGNS if _EVEN[ord(sign)] == letter)}]"
    for letter in "abcdefghijklmnopqrstuvwxyz"
}


def fold(text: str) -> str:
    """Lower case, no marks, đ as d, runs of white space as one space: "Uỷ ban" and "ỦY  BAN" both give "uy ban"."""
    try:
        bare = _looked_up(nfc(text))
    except UnicodeEncodeError:
        bare = _bare(text)
    return _SPACES.sub(" ", bare).strip()


def fold_even(text: str) -> str:
    """The folded text sign for sign, white space as it is: as long as ``nfc(text)``, so that a place in the one is the
    same place in the other."""
    text = nfc(text)
    try:
        return _looked_up(text)
    except UnicodeEncodeError:
        return text.translate(_EVEN)


def ways_to_write(word: str) -> str:
    """A regular expression of what folds to a word of bare letters and digits, without flags: "do" gives
    "[dDđĐÐð][oOòÒóÓ...]"."""
    return "".join(_WAYS.get(letter, letter) for letter in word)


def _looked_up(text: str) -> str:
    """Sign for sign; raises UnicodeEncodeError where the text has a sign of another script, or a rare one."""
    return codecs.charmap_decode(codecs.charmap_encode(text, "strict", _TO_BYTES)[0], "strict", _FROM_BYTES)[0]


def sort_key(text: str) -> str:
    """A string whose byte order is Vietnamese alphabetical order; case is ignored.

    Letters come first (a ă â b c d đ ...), tones only decide between words that are otherwise the same, as in a
    dictionary. The two parts are joined by a tab, which sorts before every letter, digit and space.
    """
    primary: list[str] = []
    tones: list[str] = []
    for word in _SPACES.sub(" ", nfc(text).lower().replace("ð", "đ")).strip().split(" "):
        letters, tone = _letters_and_tone(word)
        primary.append(letters)
        tones.append(tone)
    return " ".join(primary) + "\t" + "".join(tones)


def _letters_and_tone(word: str) -> tuple[str, str]:
    """The primary weights of a word, and its tone (of a syllable: one digit; of a compound: one for each mark)."""
    letters: list[str] = []
    tone = ""
    base = ""
    for sign in unicodedata.normalize("NFD", word) + " ":
        if sign in _TONES:
            tone += _TONES[sign]
        elif sign in _LETTER_MARKS and base:
            base = unicodedata.normalize("NFC", base + sign)
        elif not unicodedata.combining(sign):
            letters.append(_weight(base))
            base = sign
    return "".join(letters), tone or "0"


def _weight(sign: str) -> str:
    if sign in _PRIMARY:
        return _PRIMARY[sign]
    # Letters of other scripts go after z; signs below the digits keep their own order.
    return "~" + sign if sign.isalpha() else sign
