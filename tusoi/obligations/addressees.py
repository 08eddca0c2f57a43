"""Whom a requirement asks: the bodies it names, matched to organisations and kinds of the tree, each with the words.

"các đảng ủy xã" is a kind, "Ban Thường vụ Đảng ủy xã An Bình" and "Đảng ủy các xã An Bình, Suối Giàng" are
organisations; what cannot be matched is told with the reason. It proposes and decides nothing. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from tusoi.lib.folding import fold
from tusoi.lib.reading.letters import lowered

from .mentions import SAME_HEADS, Mention, form_of, mentions, rest_after

LONGEST = 600
"""So many signs of a passage are looked at: who is asked stands at its beginning."""
LEAD = 6000
"""So far before a requirement the sentence that leads to its list is looked for."""
UNKNOWN, ISSUER, SEVERAL = "unknown", "issuer", "several"


class Unit(Protocol):
    """An organisation of the tree."""

    @property
    def pk(self) -> int: ...

    @property
    def name(self) -> str: ...

    @property
    def short_name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Level:
    """A kind of organisation below the issuer; ``is_next``: some of them stand right below it."""

    code: str
    name: str
    is_next: bool = False


@dataclass(frozen=True, slots=True)
class Unmatched:
    """Words that name somebody who cannot be ticked: "unknown", "issuer" (the issuer or a body of it), "several"."""

    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Named:
    """Organisations by number and kinds by code, each with the words of the text that name it."""

    organisations: Mapping[int, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    unmatched: tuple[Unmatched, ...] = ()

    @property
    def key(self) -> tuple[frozenset[int], frozenset[str]]:
        """Whom, without the words: equal keys mean the same choice."""
        return frozenset(self.organisations), frozenset(self.kinds)

    def __bool__(self) -> bool:
        return bool(self.organisations or self.kinds)


_MARKER = re.compile(
    r"\s*(?:(?:(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) là|thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)|"
    r"\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|[a-zđ][.)]|[-+•*])[\s,:]{0,9})?"
)
_CUE = re.compile(
    r"(?<!\w)(?:yêu cầu|đề nghị|giao cho|giao|kiến nghị|phân công|lưu ý|đối với|gửi)(?: đối với)?[\s:,]{1,9}"
)
_SPEAKS = re.compile(r"\s{0,9}(?:yêu cầu|đề nghị|kiến nghị|lưu ý)(?!\w)")
_NAMED_SPEAKS = re.compile(r"\s{0,9}(?:giao|phân công)(?!\w)")
_NEAR = 30
_NO_CUE_AFTER = ("được ", "bàn ", "chuyển ", "của ", "theo ", "nhiệm vụ ", "có ")


def asked_of(quote: str, addressee: str = "", lead: str = "") -> str:
    """The words in which a requirement names whom it asks; empty when it names nobody.

    What the reading found, else the beginning of the passage or what follows "yêu cầu", "giao" ..., else the sentence
    that leads to the list it stands in (``lead``)."""
    if addressee.strip():
        return addressee[:LONGEST]
    return next((found for text in (quote, lead) if (found := _asked(text[:LONGEST]))), "")


def _asked(text: str) -> str:
    low = lowered(text)
    marker = _MARKER.match(low)
    begin = text[marker.end() if marker else 0 :]
    named = mentions(begin)
    if named and not _is_speaker(named[0], rest_after(begin, named[-1])):
        return begin
    # "Một là, chỉ đạo, yêu cầu các chi bộ ..." is asked of whoever leads these: in a list only the beginning counts.
    within = marker.end() + _NEAR if marker and marker.group().strip() else LONGEST
    for cue in _CUE.finditer(low, 0, within):
        if not low[: cue.start()].endswith(_NO_CUE_AFTER) and mentions(text[cue.end() :]):
            return text[cue.end() :]
    return ""


def _is_speaker(mention: Mention, rest: str) -> bool:
    """ "Ban Thường vụ Tỉnh ủy yêu cầu ..." names who asks, not who is asked."""
    low = lowered(rest)
    return bool(_SPEAKS.match(low)) or bool(mention.names and _NAMED_SPEAKS.match(low))


def lead_of(text: str, start: int) -> str:
    """The sentence or line before ``start`` that ends with a colon and asks somebody: it leads to a list."""
    for line in reversed(re.split(r"\n|(?<=[.;!?])\s", text[max(0, start - LEAD) : start])):
        if line.rstrip().endswith(":") and _CUE.search(lowered(line[-LONGEST:])):
            return line.strip()[-LONGEST:]
    return ""


def names_in(words: str) -> list[str]:
    """The single organisations named in the words of `asked_of`, as written, so that they can be looked up."""
    return [name.words for mention in mentions(words[:LONGEST]) for name in mention.names]


def named_in(words: str, units: Iterable[Unit], levels: Sequence[Level], issuer: Unit | None = None) -> Named:
    """Whom the words of `asked_of` name, among these organisations and kinds."""
    known = _by_form(units)
    own = {form_of(name) for name in (issuer.name, issuer.short_name) if name} if issuer else set()
    organisations: dict[int, str] = {}
    kinds: dict[str, str] = {}
    unmatched: dict[str, str] = {}
    for mention in mentions(words[:LONGEST], known):
        for name in mention.names:
            found = next((known[form] for form in name.forms if form in known), ())
            if len(found) == 1:
                organisations.setdefault(found[0], mention.words)
            else:
                is_own = any(form in own or f"{form} " in f"{mine} " for form in name.forms[:1] for mine in own)
                unmatched[name.words] = SEVERAL if found else ISSUER if is_own else UNKNOWN
        if not mention.names:
            codes = [level.code for level in levels if _is_meant(level, mention)]
            kinds.update((code, mention.words) for code in codes if code not in kinds)
            if not codes:
                unmatched[mention.words] = UNKNOWN
    return Named(organisations, kinds, tuple(Unmatched(said, why) for said, why in unmatched.items()))


def common_of(named: Sequence[Named]) -> Named:
    """The choice that most requirements share, so that only the others say their own; none when most name nobody."""
    counted: dict[object, list[Named]] = {}
    for one in named:
        counted.setdefault(one.key if one else None, []).append(one)
    nobody = len(counted.pop(None, []))
    most = max(counted.values(), key=len, default=[])
    return most[0] if most and len(most) >= nobody else Named()


def _by_form(units: Iterable[Unit]) -> dict[str, tuple[int, ...]]:
    """Forms of names and short names; a full name wins over another's short name."""
    full: dict[str, list[int]] = {}
    short: dict[str, list[int]] = {}
    for unit in units:
        for name, where in ((unit.name, full), (unit.short_name, short)):
            form = form_of(name)
            if form and unit.pk not in where.setdefault(form, []):
                where[form].append(unit.pk)
    return {form: tuple(some) for form, some in {**short, **full}.items()}


_COMMITTEES = frozenset({"cap uy", "cap uy dang"})
_ANYBODY = frozenset({"to chuc dang", ""})
_STAFF = frozenset({"uy ban kiem tra", "ubkt"})
_CELLS = ("chi bo", "to dang")
_ANY_LEVEL = frozenset({"chi bo", "chi uy", "to dang", "to chuc co so dang"})


def _is_meant(level: Level, mention: Mention) -> bool:
    """ "các đảng ủy xã" means a kind by its words, "cấp ủy trực thuộc" by where it stands, "các cấp" every level."""
    name = fold(level.name)
    if mention.body in _STAFF and name.startswith(_CELLS):
        return False  # no inspection commission there
    if mention.head in _COMMITTEES:
        if name.startswith("to dang"):
            return False
    elif mention.head == "to chuc co so dang":
        if "co so" not in name:
            return False
    elif mention.head not in _ANYBODY and not name.startswith(SAME_HEADS.get(mention.head, (mention.head,))):
        return False
    if mention.places:
        if not any(re.search(rf"(?<!\w){re.escape(place)}(?!\w)", name) for place in mention.places):
            return False
        return level.is_next or not mention.below
    return level.is_next or mention.every or (mention.head in _ANY_LEVEL and not mention.below)
