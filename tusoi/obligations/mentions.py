"""The bodies named at the beginning of some words, one after the other: single names and classes of organisations.

The grammar is small: [các] [Ban Thường vụ] [Đảng ủy] [các] [xã, phường] [An Bình, Suối Giàng] [trực thuộc]. Names that
the tree knows are recognised whole, whatever they are made of. Pure; linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tusoi.lib.folding import fold

MOST = 60
"""So many bodies or names at most are taken from one passage."""
LONGEST_NAME = 16


def _phrases(*said: str) -> tuple[tuple[str, ...], ...]:
    """Folded phrases as words, the longest first: where one begins another, the longer one is meant."""
    return tuple(sorted((tuple(phrase.split()) for phrase in said), key=len, reverse=True))


_ALL = _phrases(
    "cac", "nhung", "moi", "tung", "tat ca", "tat ca cac", "toan the", "toan the cac", "toan bo", "toan bo cac",
)  # fmt: skip
_BODIES = _phrases(
    "ban thuong vu", "btv", "ban chap hanh", "bch", "thuong truc", "tap the", "uy ban kiem tra", "ubkt", "co quan",
    "ban to chuc", "ban tuyen giao", "ban tuyen giao va dan van", "ban dan van", "ban noi chinh", "ban xay dung dang",
    "van phong", "trung tam chinh tri",
)  # fmt: skip
_HEADS = _phrases(
    "dang uy", "dang bo", "chi bo", "chi uy", "tinh uy", "thanh uy", "huyen uy", "quan uy", "thi uy", "to dang",
    "cap uy", "cap uy dang", "to chuc dang", "to chuc co so dang",
)  # fmt: skip
_PLACES = _phrases(
    "xa", "phuong", "thi tran", "dac khu", "huyen", "quan", "thi xa", "thanh pho", "tinh", "khu", "thon", "ban",
    "to dan pho", "khu pho", "co so", "bo phan", "khoi", "cac co quan", "doanh nghiep", "quan su", "cong an",
)  # fmt: skip
_BELOW = _phrases("truc thuoc", "cap duoi", "cap duoi truc tiep", "duoi co so")
_EVERY = _phrases("cac cap", "o cac cap", "trong toan dang bo", "trong tinh")
_JOINS = frozenset({",", ";", "va", "cung"})
_TOKEN = re.compile(r"[^\W_]+(?:[-/][^\W_]+)*|[,;:.()“”\"]")
SAME_HEADS: Mapping[str, tuple[str, ...]] = {
    "dang bo": ("dang uy", "dang bo"), "dang uy": ("dang uy", "dang bo"), "chi uy": ("chi bo",),
}  # fmt: skip
_SPELLED = {
    "dang uy": "Đảng ủy", "dang bo": "Đảng bộ", "chi bo": "Chi bộ", "chi uy": "Chi ủy", "tinh uy": "Tỉnh ủy",
    "thanh uy": "Thành ủy", "huyen uy": "Huyện ủy", "quan uy": "Quận ủy", "thi uy": "Thị ủy", "to dang": "Tổ đảng",
    "xa": "xã", "phuong": "phường", "thi tran": "thị trấn", "dac khu": "đặc khu", "huyen": "huyện", "quan": "quận",
    "thi xa": "thị xã", "thanh pho": "thành phố", "tinh": "tỉnh", "thon": "thôn", "ban": "bản", "khu": "khu",
    "to dan pho": "tổ dân phố", "khu pho": "khu phố", "cong an": "Công an", "quan su": "Quân sự",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    raw: str
    folded: str
    start: int
    end: int

    @property
    def is_name(self) -> bool:
        return self.raw[0].isupper() or self.raw[0].isdigit()


@dataclass(frozen=True, slots=True)
class Name:
    """A single organisation: the folded forms it may have in the tree, and how it is written."""

    forms: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Mention:
    """Single names, or (without any) a class of organisations: its body, head and places in folded form.

    ``every``: at every level below; ``below``: right below. ``words``: what the text says; ``end``: of the tokens.
    """

    end: int
    words: str
    names: tuple[Name, ...] = ()
    body: str = ""
    head: str = ""
    places: tuple[str, ...] = ()
    every: bool = False
    below: bool = False


def tokens_of(text: str) -> list[Token]:
    found = (Token(one.group(), fold(one.group()), one.start(), one.end()) for one in _TOKEN.finditer(text))
    return [token for token in found if token.folded]


def form_of(name: str) -> str:
    """How names are compared: words without diacritics and capitals."""
    return " ".join(token.folded for token in tokens_of(name))


def mentions(text: str, known: Mapping[str, object] | None = None) -> list[Mention]:
    """The bodies named from the first word on, joined by commas and "và". ``known``: forms of the names of the tree."""
    tokens = tokens_of(text)
    found: list[Mention] = []
    at = 0
    while at < len(tokens) and len(found) < MOST:
        # "các huyện ủy, thành ủy, đảng ủy trực thuộc": what makes the first a class makes the others one
        mention = _mention(tokens, at, known or {}, goes_on=bool(found) and not found[-1].names)
        if mention is None:
            break
        found.append(mention)
        at = mention.end
        while at < len(tokens) and tokens[at].folded in _JOINS:
            at += 1
        if at == mention.end:
            break
    return found


def rest_after(text: str, mention: Mention) -> str:
    """The text behind a mention that begins it."""
    return text[tokens_of(text)[mention.end - 1].end :]


def _mention(tokens: Sequence[Token], begin: int, known: Mapping[str, object], *, goes_on: bool) -> Mention | None:
    at, several = _skip_all(tokens, begin)
    body = ""
    if taken := _starts(tokens, at, _BODIES):
        body, at = _said(tokens, at, taken), at + taken
        if taken := _starts(tokens, at, _EVERY):
            return Mention(at + taken, _quote(tokens, begin, at + taken), body=body, every=True)
        at, more = _skip_all(tokens, at)
        several = several or more
    if not several and (end := _whole_name(tokens, at, known)):
        name = Name((_said(tokens, at, end - at),), _quote(tokens, at, end))
        return Mention(end, _quote(tokens, begin, end), (name,), body)
    several = several or (goes_on and at < len(tokens) and tokens[at].raw[0].islower())
    head_at, head, apart = at, "", several
    if taken := _starts(tokens, at, _HEADS):
        head, at = _said(tokens, at, taken), at + taken
        if taken := _starts(tokens, at, _EVERY):
            return Mention(at + taken, _quote(tokens, begin, at + taken), body=body, head=head, every=True)
        at, apart = _skip_all(tokens, at)
        several = several or apart
    elif not (several and _starts(tokens, at, _PLACES)):
        return None
    at, places = _places(tokens, at)
    if names := _names(tokens, at, head, places):
        end, (first, *others) = names
        if head and not apart and not others:
            first = Name(first.forms, _quote(tokens, head_at, end))
        listed = (first, *others)
        return Mention(end, _quote(tokens, begin, end), listed, body, head)
    below, every = _starts(tokens, at, _BELOW), _starts(tokens, at, _EVERY)
    end = at + (below or every)
    if several or below or every:
        return Mention(end, _quote(tokens, begin, end), (), body, head, places, bool(every), bool(below))
    if body or (places and tokens[head_at].is_name):
        name = Name((_said(tokens, head_at, at - head_at),), _quote(tokens, begin, at))
        return Mention(at, _quote(tokens, begin, at), (name,), body, head)
    return None


def _starts(tokens: Sequence[Token], at: int, phrases: tuple[tuple[str, ...], ...]) -> int:
    """How many tokens the longest of the phrases takes here; 0 when none begins here."""
    for phrase in phrases:
        if tuple(token.folded for token in tokens[at : at + len(phrase)]) == phrase:
            return len(phrase)
    return 0


def _skip_all(tokens: Sequence[Token], at: int) -> tuple[int, bool]:
    if _starts(tokens, at, _PLACES) > 1:  # "các cơ quan" is a place
        return at, False
    taken = _starts(tokens, at, _ALL)
    return at + taken, taken > 0


def _said(tokens: Sequence[Token], at: int, count: int) -> str:
    return " ".join(token.folded for token in tokens[at : at + count])


def _quote(tokens: Sequence[Token], begin: int, end: int) -> str:
    words = ""
    for token in tokens[begin:end]:
        words += token.raw if not words or token.raw in ",;:.)" else f" {token.raw}"
    return words


def _whole_name(tokens: Sequence[Token], at: int, known: Mapping[str, object]) -> int:
    """Where the longest name of the tree that begins here ends; 0 when none begins here."""
    for end in range(min(len(tokens), at + LONGEST_NAME), at, -1):
        if _said(tokens, at, end - at) in known and any(token.is_name for token in tokens[at:end]):
            return end
    return 0


def _places(tokens: Sequence[Token], at: int) -> tuple[int, tuple[str, ...]]:
    """ "xã, phường và đặc khu": kinds of places one after the other, none of them followed by a name but the last."""
    found: list[str] = []
    while taken := _starts(tokens, at, _PLACES):
        found.append(_said(tokens, at, taken))
        at += taken
        after = at + 1
        more = _starts(tokens, after, _PLACES) if at < len(tokens) and tokens[at].folded in _JOINS else 0
        if not more or (after + more < len(tokens) and tokens[after + more].is_name):
            break
        at = after
    return at, tuple(found)


def _names(tokens: Sequence[Token], at: int, head: str, places: tuple[str, ...]) -> tuple[int, tuple[Name, ...]] | None:
    """ "An Bình, Suối Giàng và phường Hà Thành" behind "Đảng ủy các xã", and where they end."""
    found: list[Name] = []
    place = places[-1] if places else ""
    end = at
    while at < len(tokens) and len(found) < MOST and not _starts(tokens, at, _HEADS + _BODIES):
        own = _starts(tokens, at, _PLACES) if found else 0
        stop = begins = at + own
        while stop < len(tokens) and tokens[stop].is_name and not _starts(tokens, stop, _HEADS):
            stop += 1
        if stop == begins:
            break
        place = _said(tokens, at, own) if own else place
        found.append(_name(head, place, _said(tokens, begins, stop - begins), _quote(tokens, begins, stop)))
        end = at = stop
        if at == len(tokens) or tokens[at].folded not in _JOINS:
            break
        at += 1
    return (end, tuple(found)) if found else None


def _name(head: str, place: str, folded: str, raw: str) -> Name:
    heads = dict.fromkeys((head, *SAME_HEADS.get(head, ())))
    forms = [" ".join(part for part in (one, place, folded) if part) for one in heads]
    forms += [f"{place} {folded}"] if place else []
    words = " ".join(part for part in (_SPELLED.get(head, ""), _SPELLED.get(place, place), raw) if part)
    return Name(tuple(dict.fromkeys((*forms, folded))), words)
