"""Who issued something, as texts and registers say it: made comparable, and held against the code in a symbol. Pure.

Hundreds of committees share one code (ĐU), one committee speaks as itself, as its standing committee or as its
permanent members under the same code: the committee and its place are compared, not the words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from tusoi.documents.rules import symbol_body
from tusoi.lib.folding import fold

Table = Sequence[Mapping[str, Any]]
"""Rows of data/issuer_codes.json: code, names, shared, source, valid_from, valid_to."""

_SHORT = (
    ("bch", "ban chap hanh"), ("btv", "ban thuong vu"), ("ubkt", "uy ban kiem tra"), ("bct", "bo chinh tri"),
    ("btc", "ban to chuc"), ("t.u", "trung uong"), ("t.w", "trung uong"), ("tw", "trung uong"), ("tu", "tinh uy"),
)  # fmt: skip
_OF_THE_PARTY = re.compile(r" (?:dang cong san viet nam|dang)$|(?<=trung uong) dang(?: cong san viet nam)?(?!\w)")
_SPEAKING = re.compile(
    r"^(?:dang chi |tap the )?(?:thuong truc|ban thuong vu|ban chap hanh) (?=tinh uy|thanh uy|huyen uy|quan uy|thi uy|"
    r"dang uy|dang bo|chi bo)"
)
_WHOLE = (
    (re.compile(r"^dang bo tinh(?= |$)"), "tinh uy"),
    (re.compile(r"^dang bo thanh pho(?= |$)"), "thanh uy"),
    (re.compile(r"^dang bo huyen(?= |$)"), "huyen uy"),
    (re.compile(r"^dang bo(?= |$)"), "dang uy"),
    (re.compile(r"^chi uy(?= |$)"), "chi bo"),
)
_ORGAN = (
    r"(?:co quan )?uy ban kiem tra|ban to chuc|ban tuyen giao va dan van|ban tuyen giao|ban dan van|ban noi chinh|"
    r"ban xay dung dang|van phong|ban chinh sach, chien luoc|hoi dong ly luan|ban chi dao|ban kinh te"
)
_COMMITTEE = (
    r"trung uong|tinh uy|thanh uy|huyen uy|quan uy|thi uy|dang uy khoi|dang uy|chi bo|bo chinh tri|ban bi thu"
    r"(?: trung uong)?|ban chap hanh trung uong|hoi nghi trung uong"
)
_PARSED = re.compile(rf"^(?:(?P<organ>{_ORGAN})(?: |$))?(?:(?P<committee>{_COMMITTEE})(?: |$))?(?P<place>.*)$")
_CENTRAL = frozenset(
    {
        "trung uong", "bo chinh tri", "ban bi thu", "ban bi thu trung uong", "ban chap hanh trung uong",
        "hoi nghi trung uong",
    }
)  # fmt: skip
_UNIT = re.compile(r"^(?:tinh|thanh pho|xa|phuong|dac khu|huyen|quan|thi xa|thi tran)(?= |$) ?")


@dataclass(frozen=True, slots=True)
class Issuer:
    """A body taken apart, folded: its organ ("" for the committee itself), its committee, its place."""

    organ: str
    committee: str
    place: str

    @property
    def is_central(self) -> bool:
        return self.committee in _CENTRAL


@lru_cache(maxsize=8_192)
def plain(name: str) -> str:
    """A name folded and written out, without the part of a committee that speaks for it."""
    words = f" {fold(name.replace('BTV', 'Ban Thường vụ'))} "
    for short, long in _SHORT:
        words = words.replace(f" {short} ", f" {long} ")
    said = _OF_THE_PARTY.sub("", words.strip()).strip(" .,;:")
    said = _SPEAKING.sub("", said)
    for pattern, other in _WHOLE:
        said = pattern.sub(other, said)
    return said


@lru_cache(maxsize=8_192)
def parsed(name: str) -> Issuer | None:
    """The body a name stands for; None where it is of a kind the tables do not know."""
    said = plain(name)
    found = _PARSED.match(said)
    if not said or found is None or not (found["organ"] or found["committee"]):
        return None
    return Issuer(found["organ"] or "", found["committee"] or "", _UNIT.sub("", found["place"]).strip())


def agree(one: str, other: str) -> bool | None:
    """Whether two names mean the same body; None where they do not say enough to tell."""
    if not one.strip() or not other.strip():
        return None
    if plain(one) == plain(other):
        return True
    left, right = parsed(one), parsed(other)
    if left is None or right is None:
        return None
    if left.organ != right.organ and (left.committee and right.committee):
        return False
    if left.is_central and right.is_central:
        return True  # the centre numbers in one series: which of its bodies it was tells no two papers apart
    if left.committee and right.committee and left.committee != right.committee:
        return False
    if left.place and right.place:
        return left.place == right.place or left.place.startswith(right.place) or right.place.startswith(left.place)
    return None


# --- codes


def code_of(symbol: str) -> str:
    """The code of the body in a symbol: "TU" of "KL/TU"."""
    return symbol_body(symbol)


def codes_for(table: Table, issuer: str, on: date) -> frozenset[str]:
    """The codes this issuer may use on a day, of the longest name that fits it; empty where the table knows none."""
    said = plain(issuer)
    best = 0
    found: set[str] = set()
    for row in table:
        for name in row["names"]:
            begins = plain(name)
            if len(begins) < best or not (said == begins or said.startswith(begins + " ")):
                continue
            if len(begins) > best:
                best, found = len(begins), set()
            if _in_force(row, on):
                found.add(str(row["code"]))
    return frozenset(found)


def known_code(table: Table, code: str) -> bool:
    return any(_same(row["code"], code) for row in table)


def fits(table: Table, symbol: str, issuer: str, on: date) -> bool | None:
    """Whether the code in the symbol is one of this issuer's; None where the table has no opinion."""
    code = code_of(symbol)
    if not code or not issuer or not known_code(table, code):
        return None
    allowed = codes_for(table, issuer, on)
    return any(_same(one, code) for one in allowed) if allowed else None


def ended_on(table: Table, symbol: str, on: date) -> date | None:
    """The day since which nobody uses the code in the symbol, if it had ended by ``on``."""
    rows = [row for row in table if _same(row["code"], code_of(symbol))]
    if not rows or any(row["valid_to"] is None or on < date.fromisoformat(row["valid_to"]) for row in rows):
        return None
    return max(date.fromisoformat(row["valid_to"]) for row in rows)


def is_shared(table: Table, symbol: str) -> bool:
    """Whether many bodies use the code in the symbol, so that it names none of them."""
    return any(row["shared"] and _same(row["code"], code_of(symbol)) for row in table)


def _in_force(row: Mapping[str, Any], on: date) -> bool:
    return date.fromisoformat(row["valid_from"]) <= on and (
        row["valid_to"] is None or on < date.fromisoformat(row["valid_to"])
    )


def _same(one: str, other: str) -> bool:
    return one.replace(".", "").casefold() == other.replace(".", "").casefold()
