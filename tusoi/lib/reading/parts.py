"""The parts of a document: chapters, articles with clauses and points, numbered sections."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from tusoi.lib.reading.numbers import from_roman
from tusoi.lib.reading.sentences import Prepared, Span

MOST_PARTS = 5_000
_NAMED = re.compile(
    r"(?P<kind>Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC|Điều|ĐIỀU)\s(?:thứ |THỨ )?(?P<number>\d{1,3}[a-zđ]?|"
    r"[IVXLivxl]{1,7}|\w{2,5})"
    r"(?P<stop>\s?[.:\-–]|(?=\s*$)|(?=\s[^\W\d_]))"
)
_NUMBERED = re.compile(
    r"(?:(?P<roman>[IVX]{1,6})\s?[.)\-–]|(?P<capital>[A-D])\s?[.)\-–]|(?P<decimal>\d{1,2}(?:\.\d{1,2}){1,3})\.?|"
    r"(?P<digit>\d{1,3})[.)]|(?P<point>[a-zđ])\))(?=\s)"
)
_BEGINS = frozenset("PCMĐpcm0123456789IVXABCDabcdđeghiklmnopqrstuvxyz")


@dataclass(frozen=True, slots=True)
class Part:
    """``kind``: phần, chương, mục, điều, khoản, điểm, or of numbered sections: chữ (A.), số la mã (I.), số (1.), số
    thập phân (1.1.). ``label`` as printed ("Điều 3", "II", "1.2"), ``path`` how one cites it ("Điều 3, khoản 2, điểm
    a"), ``title`` the rest of its line if that is short. The part ends where the next of its level or above begins.
    """

    kind: str
    label: str
    path: str
    title: str
    level: int
    start: int
    end: int


def parts_of(page: Prepared) -> tuple[Part, ...]:
    """The parts in the order of the text, those inside others after them."""
    found: list[_Found] = []
    paths: list[str] = []
    ends: list[int] = []
    holding: list[int] = []  # places in ``found`` of those that are open, the outermost first
    for line in page.lines:
        if len(found) >= MOST_PARTS:
            break
        one = _part(page, line, any(found[place].kind == "điều" for place in holding))
        if one is None:
            continue
        while holding and found[holding[-1]].level >= one.level:
            ends[holding.pop()] = line.start
        paths.append(_path(paths[holding[-1]] if holding else "", one))
        holding.append(len(found))
        found.append(one)
        ends.append(len(page.text))
    return tuple(
        Part(one.kind, one.label, path, one.title, one.level, one.start, end)
        for one, path, end in zip(found, paths, ends, strict=True)
    )


class _Found(NamedTuple):
    kind: str
    label: str
    title: str
    level: int
    start: int


def _part(page: Prepared, line: Span, in_article: bool) -> _Found | None:
    text = page.text
    sign = text[line.start]
    if sign not in _BEGINS or (sign.islower() and not text.startswith(")", line.start + 1)):
        return None
    named = _NAMED.match(text, line.start, line.end)
    if named and (named["stop"] or named.end() == line.end or named["kind"].isupper()) and _is_number(named["number"]):
        kind = named["kind"].lower()
        label = f"{named['kind'].capitalize()} {named['number']}"
        level = {"phần": 0, "chương": 1, "mục": 2, "điều": 3}[kind]
        return _Found(kind, label, _title(text, named.end(), line.end), level, line.start)
    found = _NUMBERED.match(text, line.start, line.end)
    if not found:
        return None
    style, label = found.lastgroup or "", found.group(found.lastgroup or 0)
    if style == "roman" and not from_roman(label):
        return None
    kinds = {
        "capital": ("chữ", 1), "roman": ("số la mã", 2), "digit": ("khoản" if in_article else "số", 4),
        "decimal": ("số thập phân", 4 + label.count(".")), "point": ("điểm", 8),
    }  # fmt: skip
    kind, level = kinds[style]
    return _Found(kind, label, _title(text, found.end(), line.end), level, line.start)


def _is_number(text: str) -> bool:
    return text[0].isdecimal() or from_roman(text) is not None or text.lower() in _WORDS


_WORDS = frozenset({"nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám"})


def _title(text: str, start: int, end: int) -> str:
    words = " ".join(text[start : min(end, start + 301)].split()).lstrip(".:-– ")
    return words if end - start <= 300 else words[:200].rpartition(" ")[0] + "…"


def _path(outer: str, part: _Found) -> str:
    own = f"{part.kind} {part.label}" if part.kind in {"khoản", "điểm"} else part.label
    if part.kind == "số thập phân" and outer:  # "1.2" repeats the 1 it stands under
        outer = outer.removesuffix(part.label.rpartition(".")[0]).rstrip(", ")
    return f"{outer}, {own}" if outer else own
