"""Where the words stand that a rule can begin with: found once for a text, so that no rule searches all of it again."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tusoi.lib.reading.letters import pattern, words

_FIRST = re.compile(r"\w+")
_MANY_SIGNS = 200
_NO_WORD = re.compile(r"\W")
_wanted: set[str] = set()


@dataclass(frozen=True, slots=True)
class Finder:
    """A pattern for lowered text and the whole words it can begin with. It must begin at the beginning of a word."""

    pattern: re.Pattern[str]
    firsts: frozenset[str]

    def finditer(self, low: str, index: dict[str, list[int]], more: list[int]) -> Iterator[re.Match[str]]:
        """What ``pattern.finditer(low)`` gives, looked for where one of its first words stands, and at ``more``."""
        match = self.pattern.match
        done = 0
        for at in self.candidates(index) if not more else sorted(self.candidates(index) + more):
            if at >= done and (found := match(low, at)):
                done = found.end()
                yield found

    def candidates(self, index: dict[str, list[int]]) -> list[int]:
        """The places of its first words in order."""
        runs = [places for first in self.firsts if (places := index[first])]
        if len(runs) == 1:
            return runs[0]
        merged = [at for places in runs for at in places]
        merged.sort()
        return merged


def finder(source: str, firsts: str | Iterable[str]) -> Finder:
    """A finder for ``source`` (as ``letters.pattern`` takes it); ``firsts`` are "|"-separated words or phrases."""
    said = firsts.split("|") if isinstance(firsts, str) else list(firsts)
    beginnings = frozenset(found.group() for one in said if (found := _FIRST.match(one.strip())))
    _wanted.update(beginnings)
    return Finder(pattern(source), beginnings)


def word_finder(*groups: str) -> Finder:
    """A finder for an alternation of "|"-separated words, as ``letters.words`` builds it."""
    return finder(words(*groups), "|".join(groups))


def index_of(low: str) -> dict[str, list[int]]:
    """The places of every word some finder can begin with; one pass over the text."""
    index: dict[str, list[int]] = {word: [] for word in _wanted}
    get = index.get
    at = 0
    for word in _spaced(low).split(" "):
        places = get(word)
        if places is not None:
            places.append(at)
        at += len(word) + 1
    return index


def _spaced(low: str) -> str:
    """The text with a space for every sign that is no part of a word. A few dozen replacements beat one pattern."""
    signs = [sign for sign in set(low) if not (sign.isalnum() or sign == "_") and _NO_WORD.match(sign)]
    if len(signs) > _MANY_SIGNS:
        return _NO_WORD.sub(" ", low)
    for sign in signs:
        low = low.replace(sign, " ")
    return low
