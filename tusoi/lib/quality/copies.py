"""How much two answers share: runs of words (shingles) compared one by one, and estimated from fingerprints (MinHash).

What an answer quotes of the text it answers is nobody's copy: such words are set aside first, and runs are taken only
from what is left, within a line.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Collection, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from hashlib import blake2b

import rensa

from tusoi.lib.folding import fold_even

RUN = 4
"""Words (syllables) of a shingle."""
ROWS, BANDS = 4, 16
"""Of two texts that share half of their runs, two pairs of three meet in a band; of those that share 0.7, 99 of 100."""
SIZE = ROWS * BANDS
SEED = 20260101
LEAST = 8
"""Runs below which a text is too short to say that it is somebody's."""
TRIED = 8
_WORD = re.compile(r"[^\W_]+|\n")


@dataclass(frozen=True, slots=True)
class Word:
    folded: str
    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class Own:
    """A text's words, which of them quote the text it answers, and where each of its own runs begins."""

    words: tuple[Word, ...]
    quoted: tuple[bool, ...]
    runs: dict[str, list[int]]

    @property
    def shingles(self) -> AbstractSet[str]:
        return self.runs.keys()

    @property
    def quotes(self) -> list[tuple[int, int]]:
        """The spans of what is quoted, in order."""
        found: list[tuple[int, int]] = []
        before = False
        for word, is_quoted in zip(self.words, self.quoted, strict=True):
            if is_quoted and before and found:
                found[-1] = (found[-1][0], word.end)
            elif is_quoted:
                found.append((word.start, word.end))
            before = is_quoted
        return found


@dataclass(frozen=True, slots=True)
class Shared:
    """The same words in both texts: ``start`` and ``end`` in the first, ``there`` and ``there_end`` in the other."""

    start: int
    end: int
    there: int
    there_end: int


def words_of(text: str) -> list[Word]:
    found: list[Word] = []
    line = 0
    for one in _WORD.finditer(fold_even(text)):
        if one[0] == "\n":
            line += 1
        else:
            found.append(Word(one[0], one.start(), one.end(), line))
    return found


def quoted_from(texts: Iterable[str]) -> frozenset[str]:
    """Every run of the texts an answer may quote: the duty, its document, the template."""
    found: set[str] = set()
    for text in texts:
        words = [word.folded for word in words_of(text)]
        found.update(" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1))
    return frozenset(found)


def own_words(text: str, quoted: Collection[str] = frozenset()) -> Own:
    """The text without what it quotes. ``quoted``: of ``quoted_from``."""
    words = words_of(text)
    covered = [False] * len(words)
    runs = [" ".join(word.folded for word in words[at : at + RUN]) for at in range(len(words) - RUN + 1)]
    for at, run in enumerate(runs):
        if run in quoted:
            covered[at : at + RUN] = [True] * RUN
    own: dict[str, list[int]] = {}
    for at, run in enumerate(runs):
        if words[at].line == words[at + RUN - 1].line and not any(covered[at : at + RUN]):
            own.setdefault(run, []).append(at)
    return Own(tuple(words), tuple(covered), own)


def similarity(one: Own, other: Own) -> float:
    """The runs both have, as a share of those either has: 0 to 1, the same both ways round; 0 without any."""
    both = len(one.shingles & other.shingles)
    either = len(one.runs) + len(other.runs) - both
    return both / either if either else 0.0


def shared(one: Own, other: Own) -> list[Shared]:
    """The passages of ``one`` that stand in ``other`` too, in order, none over another."""
    found: list[Shared] = []
    starts = sorted((at, run) for run, places in one.runs.items() if run in other.runs for at in places)
    behind = 0
    for at, run in starts:
        if at < behind:
            continue
        length, there = max((_same(one, at, other, place), -place) for place in other.runs[run][:TRIED])
        there = -there
        last, last_there = one.words[at + length - 1], other.words[there + length - 1]
        found.append(Shared(one.words[at].start, last.end, other.words[there].start, last_there.end))
        behind = at + length
    return found


def _same(one: Own, at: int, other: Own, there: int) -> int:
    """How many words are the same from here on, within a line of both, quotes left out."""
    length, line, line_there = 0, one.words[at].line, other.words[there].line
    while at + length < len(one.words) and there + length < len(other.words):
        word, twin = one.words[at + length], other.words[there + length]
        if word.folded != twin.folded or word.line != line or twin.line != line_there or one.quoted[at + length]:
            break
        length += 1
    return length


def fingerprint(own: Own) -> bytes:
    """SIZE numbers of four bytes; b"" for a text too short to say anything of."""
    if len(own.runs) < LEAST:
        return b""
    sketch = rensa.RMinHash(SIZE, SEED)
    sketch.update(sorted(own.runs))
    return struct.pack(f">{SIZE}I", *sketch.digest())


def likeness(one: bytes, other: bytes) -> float:
    """``similarity`` as the fingerprints tell it: within 0.1 of it nine times of ten."""
    if len(one) != 4 * SIZE or len(other) != 4 * SIZE:
        return 0.0
    numbers, others = struct.unpack(f">{SIZE}I", one), struct.unpack(f">{SIZE}I", other)
    return sum(a == b for a, b in zip(numbers, others, strict=True)) / SIZE


def bands(digest: bytes, group: int) -> Sequence[int]:
    """BANDS numbers (64 bits, signed); two texts of one ``group`` that are much alike have at least one in common."""
    if not digest:
        return ()
    width = 4 * ROWS
    found = []
    for number in range(BANDS):
        piece = struct.pack(">QB", group, number) + digest[number * width : (number + 1) * width]
        found.append(int.from_bytes(blake2b(piece, digest_size=8).digest(), "big", signed=True))
    return found
