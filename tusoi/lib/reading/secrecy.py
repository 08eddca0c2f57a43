"""Secrecy marks: MẬT, TỐI MẬT, TUYỆT MẬT stamped on a text or put in the name of its file.

A gate before anything is stored, so it leans to the safe side at the head of a text; words that only contain "mật"
("bí mật", "bảo mật", a heading on protecting state secrets) are no marks.
"""

import re

from tusoi.lib.folding import fold, nfc
from tusoi.lib.reading.letters import pattern
from tusoi.lib.reading.model import SecrecyMark

_HEAD_LINES = 40
_S = r"[\s_.·\u200b]{0,4}"
# TCVN3 has no capitals with tones: "TỐI MẬT" is stored "TèI MËT" and comes out as "TốI MậT". One stamp in an old font
# (TCVN3, VNI) in a text that is otherwise Unicode stays as it was typed.
_A, _E, _O = "(?:[ẬậË]|AÄ|aä)", "(?:[ỆệÖ]|EÄ|eä)", "(?:[ỐÓốóè]|OÁ|oá)"
_WORD = rf"(?:T{_S}U{_S}Y{_S}{_E}{_S}T[\s_\-]{{1,8}}|T{_S}{_O}{_S}I[\s_\-]{{1,8}})?M{_S}{_A}{_S}T"
_EDGE = r"[\s\-–—*_|()\[\]<>\"“”'.:/\\]{0,40}"
_LINE = re.compile(rf"{_EDGE}(?P<mark>{_WORD}){_EDGE}$")
# Small letters as well: they print as capitals in the fonts for capitals of TCVN3.
_SMALL = rf"(?:[Tt]uy{_E}t|[Tt]{_O}i)\s{{1,4}}[Mm]{_A}t"
_TITLE_CASE = re.compile(rf"{_EDGE}(?P<mark>{_SMALL}|[Mm]{_A}t){_EDGE}$")
_ALONE = re.compile(rf"\s{{0,40}}(?P<mark>{_SMALL})\s{{0,40}}$")
_BRACKET = re.compile(rf"[(\[<]\s{{0,3}}(?P<mark>{_WORD})\s{{0,3}}[)\]>]")
_GAP = r"(?:\s{2,}|\t|\s?\|\s?|\s[-–*]\s)"
_AT_START = re.compile(rf"[\s*|]{{0,20}}(?P<mark>{_WORD}){_GAP}")
_AT_END = re.compile(
    rf"(?<!B[Íí])(?<!B[Ảả]O)(?<!C[Ơơ])(?<!Đ[Ộộ])(?:{_GAP}|(?<=\d/[A-ZĐ]{{2}})\s|(?<=[/-][A-ZĐ]{{2}})\s)(?P<mark>{_WORD})[\s*|"
    rf"]{{0,20}}$"
)
_LABEL = pattern(r"(?:mức )?độ (?:bảo )?mật\s{0,3}[:\-]\s{0,8}[(\"“]?\s{0,2}(?P<mark>(?:tuyệt |tối )?mật)(?!\w)")
_NAME_MARK = re.compile(r"(?<![a-z0-9])(?P<mark>(?:tuyet[ _.-]?|toi[ _.-]?)mat|mat)(?![a-z0-9])")
_NAME_NOT_BEFORE = re.compile(
    r"(?:bi|bao|co|ra|be|nuoc|vang|gap|khuon|duong|chu|tien|hop|tam|ben|trong|van|do)[ _.-]?$"
)
_NAME_NOT_AFTER = re.compile(
    r"[ _.-]?(?:tran|khau|thiet|than|ma|bang|hang|nuoc|ngu|vu|danh|phat|dat|doan|on|troi|sat|kinh|trai|phai|"
    r"cong)(?![a-z])"
)


def secrecy_mark(text: str, filename: str = "") -> SecrecyMark | None:
    """The highest mark found in the text or the file name, the earliest of its level; None if there is none."""
    found = [*_in_text(nfc(text)), *_in_name(nfc(filename))]
    order = ("tuyet_mat", "toi_mat", "mat")
    return min(found, key=lambda mark: order.index(mark.level), default=None)


def _in_text(text: str) -> list[SecrecyMark]:
    marks: list[SecrecyMark] = []
    start = seen = 0
    before = ""
    while start <= len(text):
        stop = text.find("\n", start)
        stop = len(text) if stop < 0 else stop
        line = text[start:stop]
        if line.strip():
            seen += 1
            found = _in_line(line, head=seen <= _HEAD_LINES) if _may_hold(line) else None
            if found:
                marks.append(_mark(text, start + found.start("mark"), start + found.end("mark"), before))
            before = line.strip()
        start = stop + 1
    return marks


def _may_hold(line: str) -> bool:
    return any(sign in line for sign in "ậẬËÄä") and ("T" in line or "t" in line)


def _in_line(line: str, *, head: bool) -> re.Match[str] | None:
    if len(line) <= 120:
        found = _LINE.match(line) or _ALONE.match(line)
        if found:
            return found
    label = _LABEL.search(line.lower()) if len(line.lower()) == len(line) else None
    if label or not head or len(line) > 400:
        return label or _BRACKET.search(line)
    found = _TITLE_CASE.match(line) if len(line) <= 60 else None
    return found or _BRACKET.search(line) or _AT_START.match(line) or _AT_END.search(line)


def _mark(text: str, start: int, end: int, before: str) -> SecrecyMark:
    quote = text[start:end]
    level = _level(quote)
    # A stamp may break over two lines: "TUYỆT" above "MẬT".
    if level == "mat" and before.lower() in {"tuyệt", "tối", "tói"}:
        level = _level(before)
    return SecrecyMark(level, quote, start, end)


def _level(quote: str) -> str:
    """By the letters that are the same in every font: TUY... or T... before the M."""
    letters = re.sub(r"[^a-z]", "", fold(quote))
    return "tuyet_mat" if letters.startswith("tu") else "toi_mat" if letters.startswith("t") else "mat"


def _in_name(filename: str) -> list[SecrecyMark]:
    """ "MAT_KH-05.docx", "bao-cao (tối mật).docx", not "mat-tran-to-quoc.docx", not "bảo mật.docx"."""
    name = filename.replace("\\", "/").rpartition("/")[2]
    stem = name.rpartition(".")[0] or name
    folded = fold(stem)
    accented = not stem.isascii()
    for found in _NAME_MARK.finditer(folded):
        if _NAME_NOT_BEFORE.search(folded[: found.start()]) or _NAME_NOT_AFTER.match(folded, found.end()):
            continue
        if accented and "mật" not in stem.lower():
            continue
        level = _level(found.group("mark"))
        quote = stem[found.start() : found.end()] if len(folded) == len(stem) else name
        return [SecrecyMark(level, quote, -1, -1)]
    return []
