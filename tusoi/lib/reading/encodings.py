"""Bytes to text: which encoding a Vietnamese text is in, the old ones (TCVN3, VNI, windows-1258) included.

The old fonts kept Vietnamese letters at the places of Latin ones, so every byte string decodes; what decides is how
many words come out as possible Vietnamese syllables.
"""

import codecs
import re
import unicodedata
from functools import lru_cache

_SAMPLE = 40_000
# TCVN3 (ABC): from 0xA1 in order; the gaps are unused.
_TCVN3_PLACES = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
_TCVN3 = {first + place: letter for first, letters in _TCVN3_PLACES.items() for place, letter in enumerate(letters)}
# VNI: a base letter and a sign after it, or one sign for a letter.
_VNI_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_HATS = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_VNI_BREVES = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_VNI_ALONE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "í": "í", "ì": "ì"}
_STRANGE = "".join(chr(code) for code in range(32) if chr(code) not in "\t\n\r\f\x0b\x1a")
_WORD = re.compile(r"[^\W\d_]+")
_SYLLABLE = re.compile(
    r"(?:ngh?|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnpqrstvx])?"
    r"(?:oao|oai|oay|oeo|uây|uao|uôi|uya|uyê|uyu|iêu|yêu|ươi|ươu|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|oo|ôi|"
    r"ơi|ua|uâ|uê|ui|uô|uơ|uy|"
    r"ưa|ươ|ưi|ưu|yê|ya|y|[aăâeêioôơuưy])"
    r"(?:ng|nh|ch|[cmnpt])?$"
)
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


def decode(data: bytes) -> tuple[str, str, tuple[str, ...]]:
    """(text in NFC, name of the encoding, notes). Raises ValueError if the bytes are no text."""
    text, encoding, notes = _decoded(data)
    _refuse_binary(text)
    if encoding in {"utf-8", "utf-16"}:
        text, old = repaired(text)
        if old:
            encoding, notes = old, [*notes, f"converted:{old}"]
    elif encoding != "ascii":
        notes = [*notes, f"converted:{encoding}"]
    composed = unicodedata.normalize("NFC", text)
    if composed != text and encoding in {"utf-8", "utf-16"}:
        notes = [*notes, "normalised:nfc"]
    return composed, encoding, tuple(notes)


def _decoded(data: bytes) -> tuple[str, str, list[str]]:
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            text = data[len(mark) :].decode(name, "strict" if name == "utf-8" else "replace")
            return text, "utf-16" if "16" in name else "utf-8", ["removed:bom"]
    wide = _utf16_without_mark(data)
    if wide:
        return data.decode(wide, "replace"), "utf-16", []
    if b"\x00" in data:
        raise ValueError("zero bytes")
    try:
        return data.decode("utf-8"), "utf-8", []
    except UnicodeDecodeError:
        pass
    text = data.decode("latin-1")
    if _controls(text) > len(text[:_SAMPLE]) // 50:
        raise ValueError("control characters")
    candidates = [
        (plausible(from_tcvn3(text[:_SAMPLE])), "tcvn3"),
        (plausible(from_vni(_western(data[:_SAMPLE]))), "vni"),
        (plausible(unicodedata.normalize("NFC", data[:_SAMPLE].decode("cp1258", "replace"))), "windows-1258"),
    ]
    _, name = max(candidates, key=lambda one: one[0])
    if name == "tcvn3":
        return from_tcvn3(text), name, []
    return (from_vni(_western(data)) if name == "vni" else data.decode("cp1258", "replace")), name, []


def _western(data: bytes) -> str:
    return data.decode("cp1252", "replace")


def _utf16_without_mark(data: bytes) -> str | None:
    sample = data[:2000]
    if len(sample) < 4:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > half * 0.3 and even < half * 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.3 and odd < half * 0.05 else None


def _refuse_binary(text: str) -> None:
    """Signs no text holds, zeros above all; one stray sign in a long text is none."""
    strange = sum(text.count(sign) for sign in _STRANGE)
    if "\x00" in text or strange > (2 + len(text) // 2_000 if len(text) > 200 else 0):
        raise ValueError("control characters")


def _controls(text: str) -> int:
    return sum(sign < " " and sign not in "\t\n\r\f\x0b" for sign in text[:_SAMPLE])


def repaired(text: str) -> tuple[str, str | None]:
    """A text whose letters are those of an old font stored as Unicode, put right; (text, None) if it is sound."""
    sample = text[:_SAMPLE]
    latin = sum("\u00a1" <= sign <= "\u00ff" or "\uf0a1" <= sign <= "\uf0ff" for sign in sample)
    if latin < 3:
        return text, None
    own = plausible(unicodedata.normalize("NFC", sample))
    best, name = max((plausible(from_tcvn3(sample)), "tcvn3"), (plausible(from_vni(sample)), "vni"))
    if best <= max(own, 0):
        return text, None
    return (from_tcvn3 if name == "tcvn3" else from_vni)(text), name


def from_tcvn3(text: str) -> str:
    """Each sign between 0xA1 and 0xFE as the letter TCVN3 has there (the private area of symbol fonts as well)."""
    table = {**_TCVN3, **{0xF000 + place: letter for place, letter in _TCVN3.items()}}
    return text.translate(table)


def from_vni(text: str) -> str:
    """Letter-and-sign pairs of VNI as Vietnamese letters."""
    pairs, alone = _vni_tables()
    return "".join(alone.get(part, part) if len(part) == 1 else pairs[part] for part in _vni_pattern().findall(text))


@lru_cache(maxsize=1)
def _vni_tables() -> tuple[dict[str, str], dict[str, str]]:
    pairs: dict[str, str] = {}
    for base, letter in {"a": "a", "e": "e", "o": "o", "u": "u", "y": "y", "ô": "ơ", "ö": "ư"}.items():
        pairs.update({base + sign: letter + tone for sign, tone in _VNI_TONES.items()})
    for base in "aeo":
        pairs.update({base + sign: base + "\u0302" + tone for sign, tone in _VNI_HATS.items()})
    pairs.update({"a" + sign: "a\u0306" + tone for sign, tone in _VNI_BREVES.items()})
    for pair, letters in list(pairs.items()):
        composed = unicodedata.normalize("NFC", letters)
        pairs[pair] = composed
        for capital in (pair.upper(), pair.capitalize()):
            pairs[capital] = composed.upper()
    alone = {**_VNI_ALONE, **{sign.upper(): letter.upper() for sign, letter in _VNI_ALONE.items()}}
    return pairs, alone


@lru_cache(maxsize=1)
def _vni_pattern() -> re.Pattern[str]:
    pairs, _ = _vni_tables()
    return re.compile("|".join(map(re.escape, pairs)) + r"|[\s\S]")


def plausible(text: str) -> int:
    """How many words with Vietnamese letters are possible syllables, less those that are not."""
    score = 0
    for word in _WORD.findall(text):
        if not word.isascii():
            score += 1 if is_syllable(word) else -1
    return score


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Whether letters can be one Vietnamese syllable."""
    if len(word) > 7 or not (word.islower() or word.isupper() or word.istitle()):
        return False
    signs = unicodedata.normalize("NFD", word.lower())
    tones = sum(sign in _TONES for sign in signs)
    toneless = unicodedata.normalize("NFC", "".join(sign for sign in signs if sign not in _TONES))
    return tones <= 1 and _SYLLABLE.match(toneless) is not None
