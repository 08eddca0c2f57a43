"""Where in a text the words of a query stand: the passage that holds most of them, and what to mark in it. Pure.

The text is folded sign for sign, so that a place in the folded text is the same place in the text itself. The work is
bounded: LOOKED_AT signs are folded, and the passages around the rarest word of the query are looked at, at most TRIED.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from tusoi.lib.folding import fold_even, nfc

from .rules import is_prefix, query_words

Term = tuple[str, bool]
"""A folded word, and whether it is meant whole: only the last word of a query may be unfinished."""

LOOKED_AT = 200_000
TRIED = 40
AROUND = 110
"""Signs shown before and behind the word a passage is built around."""
MARKS = 40


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of ``text`` (composed, NFC) from ``start`` to ``end``, and the (start, end) to be marked in it."""

    text: str
    start: int
    end: int
    marks: tuple[tuple[int, int], ...]

    @property
    def pieces(self) -> list[Piece]:
        """The passage cut at its marks: white space as single spaces, a dot at the end of a line, an ellipsis where the
        text goes on."""
        found = [Piece("… ")] if self.start > 0 else []
        at = self.start
        for start, end in self.marks:
            found.append(Piece(_single(self.text[at:start])))
            found.append(Piece(_single(self.text[start:end]), is_marked=True))
            at = end
        found.append(Piece(_single(self.text[at : self.end])))
        if self.end < len(self.text):
            found.append(Piece(" …"))
        return [piece for piece in found if piece.text]


def passage(text: str, query: str) -> Passage | None:
    """The passage of the text with most of the words of the query; None where it holds none of them."""
    text = nfc(text[:LOOKED_AT])
    folded = fold_even(text)
    terms = query_words(query)
    terms, last = terms[:-1], terms[-1:]
    asked = [(term, True) for term in terms] + [(term, not is_prefix(term)) for term in last]
    counted = [(found, term) for term in asked if (found := _count(folded, term))]
    if not counted:
        return None
    phrase = " ".join(term for term, _whole in asked)
    best = next(_places(folded, (phrase, asked[-1][1])), None) if len(asked) > 1 else None
    if best is None:
        tried = islice(_places(folded, min(counted)[1]), TRIED)
        best = max(tried, key=lambda place: (_held(folded, place, asked), -place))
    start, end = _stretch(text, max(0, best - AROUND), min(len(text), best + len(phrase) + AROUND), best)
    return Passage(text, start, end, _marks(folded, asked, start, end))


def _single(text: str) -> str:
    joined = " ".join("".join(" · " if sign == "\n" else sign for sign in text.strip()).split())
    if not joined:
        return " " if text else ""
    return (" " if text[0].isspace() else "") + joined + (" " if text[-1].isspace() else "")


def _places(folded: str, term: Term) -> Iterator[int]:
    """Where a word begins as the term does, or is the term where it is meant whole."""
    word, is_whole = term
    at = folded.find(word)
    while at >= 0:
        end = at + len(word)
        begins = at == 0 or not folded[at - 1].isalnum()
        if begins and not (is_whole and end < len(folded) and folded[end].isalnum()):
            yield at
        at = folded.find(word, end)


def _count(folded: str, term: Term) -> int:
    """How often at most the term stands in the text: 0 when nowhere as a word."""
    return folded.count(term[0]) if next(_places(folded, term), None) is not None else 0


def _held(folded: str, place: int, terms: list[Term]) -> int:
    near = folded[max(0, place - AROUND) : place + AROUND]
    return sum(next(_places(near, term), None) is not None for term in terms)


def _stretch(text: str, start: int, end: int, place: int) -> tuple[int, int]:
    """From the beginning of a word to the end of one, never beyond the place itself."""
    while 0 < start < place and text[start - 1].isalnum():
        start += 1
    while start < place and text[start].isspace():
        start += 1
    while place < end < len(text) and text[end].isalnum() and end - place > AROUND // 2:
        end -= 1
    return start, end


def _marks(folded: str, terms: list[Term], start: int, end: int) -> tuple[tuple[int, int], ...]:
    spans = sorted(
        (start + at, min(end, start + at + len(term[0])))
        for term in terms
        for at in islice(_places(folded[start:end], term), MARKS)
    )
    found: list[tuple[int, int]] = []
    for begin, stop in spans:
        if found and begin < found[-1][1]:
            found[-1] = (found[-1][0], max(stop, found[-1][1]))
        else:
            found.append((begin, stop))
    return tuple(found)
