"""A text prepared for reading: its lines and its sentences, each with offsets."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from tusoi.lib.reading.letters import LOWER, UPPER, lowered
from tusoi.lib.reading.mending import mended
from tusoi.lib.reading.places import Finder, index_of

# One class of signs at the beginning: a search passes over everything else at once.
_BOUNDARY = re.compile(r"[\n.!?…](?:(?<=\n)|(?:(?<=\.)/\.|(?<!\n)[.!?…]{0,3})[\"”’»)\]]{0,2}(?=\s|$))")
_BEFORE_DOT = re.compile(rf"[{UPPER}{LOWER}\d/.]{{1,12}}$")
_LINE_MARKER = re.compile(r"[ \t]*(?:[-+*•–]\s?)?\(?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5}|[A-Za-zđ])\.$")
_ABBREVIATIONS = frozenset(
    (
        "tp",
        "q",
        "p",
        "tx",
        "ths",
        "ts",
        "pgs",
        "gs",
        "đ/c",
        "đc",
        "th",
        "st",
        "bs",
        "ks",
        "nxb",
        "tr",
        "mr",
        "ms",
        "t.ư",
        "g.s",
        "n.đ",
    )
)
_ITEM = re.compile(r"[-+*•–]|\(?\d{1,2}[.)]|[IVX]{1,5}\.|[a-zđ]\)|(?:Một|Hai|Ba|Bốn|Năm|Sáu) là|Thứ \w{2,4}[,:]")
_SHORTEST_WRAPPED = 30
_OPENING = frozenset("“\"‘'«([-–+•*…")


class Span(NamedTuple):
    start: int
    end: int


class Sentence(NamedTuple):
    """``line`` is the index of the line it stands in."""

    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class Prepared:
    """``low`` is ``text`` lowered, of the same length. Lines that hold only white space are left out.

    ``torn`` are spans of words that a space had torn; in ``low`` it stands behind them.
    """

    text: str
    low: str
    lines: tuple[Span, ...]
    sentences: tuple[Sentence, ...]
    _starts: tuple[int, ...] = field(repr=False)
    _index: dict[str, list[int]] = field(repr=False)
    torn: tuple[tuple[int, int], ...] = ()

    def finditer(self, finder: Finder, more: list[int] | None = None) -> Iterator[re.Match[str]]:
        """What the finder finds in the lowered text; ``more`` are places its first words do not lead to."""
        return finder.finditer(self.low, self._index, more or [])

    def said(self, start: int, end: int) -> str:
        """The words between two offsets, the last of them whole."""
        place = bisect_left(self.torn, (end,)) - 1
        return self.text[start : max(end, self.torn[place][1])] if place >= 0 else self.text[start:end]

    def sentence_at(self, offset: int) -> int:
        """The index of the sentence that holds this offset, or of the last one before it (-1: none)."""
        return bisect_right(self._starts, offset) - 1

    def in_capitals(self, start: int, end: int) -> bool:
        return self.text[start:end].isupper()


def prepare(text: str) -> Prepared:
    """Lines and sentences of a text that is already in NFC; linear in its length."""
    low, torn = mended(lowered(text))
    lines = _lines(text)
    breaks = _wrapped(text, lines)
    if breaks:
        low = _joined(low, lines, breaks)
        lines = _paragraphs(lines, breaks)
    sentences = [
        Sentence(part.start, part.end, place) for place, line in enumerate(lines) for part in _split(text, low, line)
    ]
    starts = tuple(one.start for one in sentences)
    return Prepared(text, low, tuple(lines), tuple(sentences), starts, index_of(low), tuple(torn))


def _lines(text: str) -> list[Span]:
    lines: list[Span] = []
    start = 0
    while start <= len(text):
        stop = text.find("\n", start)
        stop = len(text) if stop < 0 else stop
        span = trimmed(text, start, stop)
        if span.start < span.end:
            lines.append(span)
        start = stop + 1
    return lines


def _wrapped(text: str, lines: list[Span]) -> set[int]:
    """Lines that go on in the next one, in a text broken at a fixed width (copied from a PDF); else none."""
    soft = _softly_wrapped(text, lines)
    long = [line.end - line.start for line in lines if line.end - line.start > 30]
    if len(long) < 8 or max(long) > 140:
        return soft
    width = sorted(long)[len(long) * 3 // 4]
    breaks = {
        place
        for place, (line, following) in enumerate(pairwise(lines))
        if line.end - line.start > 0.75 * width
        and text[line.end - 1] not in ".:;!?…"
        and text.count("\n", line.end, following.start) == 1
        and not _ITEM.match(text, following.start)
    }
    lower = sum(text[lines[place + 1].start].islower() for place in breaks)
    return breaks | soft if len(breaks) >= 5 and lower >= len(breaks) // 3 else soft


def _softly_wrapped(text: str, lines: list[Span]) -> set[int]:
    """Lines of some length after which the next one goes on in small letters: broken in the middle of a sentence."""
    return {
        place
        for place, (line, following) in enumerate(pairwise(lines))
        if text[following.start].islower()
        and line.end - line.start >= _SHORTEST_WRAPPED
        and text[line.end - 1] not in ".:;!?…-–*_|"
        and text.count("\n", line.end, following.start) == 1
        and not _ITEM.match(text, following.start)
        and "\t" not in text[line.start : following.end]
        and not text[line.start : line.end].isupper()
    }


def _joined(low: str, lines: list[Span], breaks: set[int]) -> str:
    """The lowered text with a space for each line break inside a paragraph."""
    pieces: list[str] = []
    done = 0
    for place in sorted(breaks):
        start, stop = lines[place].end, lines[place + 1].start
        pieces += [low[done:start], " " * (stop - start)]
        done = stop
    return "".join([*pieces, low[done:]])


def _paragraphs(lines: list[Span], breaks: set[int]) -> list[Span]:
    paragraphs: list[Span] = []
    for place, line in enumerate(lines):
        if place - 1 in breaks:
            paragraphs[-1] = Span(paragraphs[-1].start, line.end)
        else:
            paragraphs.append(line)
    return paragraphs


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without white space at either side."""
    if start < end and not text[start].isspace() and not text[end - 1].isspace():
        return Span(start, end)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _split(text: str, low: str, line: Span) -> list[Span]:
    parts: list[Span] = []
    start = line.start
    for found in _BOUNDARY.finditer(text, line.start, line.end):
        if found.group() == "\n" and low[found.start()] == " ":
            continue
        if _ends_sentence(text, start, found, line.end):
            part = trimmed(text, start, found.end())
            if part.start < part.end:
                parts.append(part)
            start = found.end()
    rest = trimmed(text, start, line.end)
    if rest.start < rest.end:
        parts.append(rest)
    return parts


def _ends_sentence(text: str, start: int, found: re.Match[str], line_end: int) -> bool:
    following = found.end()
    while following < line_end and text[following].isspace():
        following += 1
    if following >= line_end:
        return True
    sign = text[following]
    if not (sign.isupper() or sign.isdigit() or sign in _OPENING):
        return False
    if sign in "-–" and found.group()[-1] in '"”’»':  # “….” - said the secretary
        return False
    if found.group() != ".":
        return True
    if found.start() - start <= 12 and _LINE_MARKER.match(text[start : found.end()]):
        return False
    before = _BEFORE_DOT.search(text, max(start, found.start() - 12), found.start())
    return not (before and before.group().lower() in _ABBREVIATIONS)
