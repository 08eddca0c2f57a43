"""What a query means, and which hit comes first. Pure."""

import re
from collections.abc import Callable

from tusoi.lib.folding import fold, ways_to_write

MAX_WORDS = 12
MIN_PREFIX = 2
"""Letters of an unfinished word before it is searched as a beginning: one letter matches half the country."""
_WORD = re.compile(r"[^\W_]+")
_BETWEEN = "[^0-9A-Za-z\u00c0-\u1ef9]"
"""Signs that are of no word, in a title of Vietnamese letters."""


def words(text: str) -> list[str]:
    """The words of a text as they are kept and searched: "Kết luận 47-KL/TU" -> ["ket", "luan", "47", "kl", "tu"]."""
    return _WORD.findall(fold(text))


def query_words(text: str) -> list[str]:
    """The words of a query, each once, at most MAX_WORDS; the last one stays last, for it may be unfinished."""
    found = words(text)
    if not found:
        return []
    *before, last = found
    return [*dict.fromkeys(word for word in before if word != last), last][-MAX_WORDS:]


def is_prefix(word: str) -> bool:
    return len(word) >= MIN_PREFIX


def side_by_side(terms: list[str]) -> str:
    """A regular expression of titles with these words beside each other, in this order, the last perhaps unfinished.

    For PostgreSQL, over titles as they are written: to fold them there took ten times as long.
    """
    return f"(^|{_BETWEEN}){f'{_BETWEEN}+'.join(map(ways_to_write, terms))}"


def closeness_to(query: str) -> Callable[[str], int]:
    """How near a title is to what was typed: 0 the same, 1 begins so, 2 holds it, 3 has all its words, 4 none of it."""
    asked = words(query)
    wanted = f" {' '.join(asked)}"

    def closeness(title: str) -> int:
        name = words(title)
        joined = f" {' '.join(name)}"
        if joined == wanted:
            return 0
        if joined.startswith(wanted):
            return 1
        if wanted in joined:
            return 2
        whole = set(name)
        if all(word in whole for word in asked[:-1]) and any(word.startswith(asked[-1]) for word in name):
            return 3
        return 4

    return closeness
