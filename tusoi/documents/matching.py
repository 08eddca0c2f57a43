"""Which registered document a citation means. Pure: what is printed and what is registered in, candidates out.

Number and symbol are not unique: they start again with each term, and hundreds of committees share a code. Beyond doubt
is only one paper whose number, symbol and printed day agree, whose issuer is not another one, and which is the only
such paper; of several entries of the same paper (each register that received it has one) the nearest is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, TypeVar

from tusoi.documents import issuers, rules


class Entry(Protocol):
    """What is compared of an entry of the register."""

    pk: Any
    number: Any
    symbol: Any
    issued_on: Any
    issuer_name: Any
    owner_id: Any
    issuer_id: Any
    kind: Any


E = TypeVar("E", bound=Entry)


@dataclass(frozen=True, slots=True)
class Cited:
    """What a text prints of a document it cites."""

    number: int | None
    symbol: str
    kind: str = ""
    issuer: str = ""
    day: date | None = None
    suspect: str = ""


def cited_of(fields: Mapping[str, Any]) -> Cited:
    """From the fields of a record of the reading."""
    return Cited(
        rules.number_or_none(fields.get("number")), str(fields.get("symbol") or ""), str(fields.get("kind") or ""),
        str(fields.get("issuer") or ""), rules.day_or_none(fields.get("date")), str(fields.get("suspect") or ""),
    )  # fmt: skip


def matched(
    cited: Cited, there: Iterable[E], *, table: issuers.Table, line: Sequence[int] = ()
) -> tuple[tuple[E, ...], E | None]:
    """The entries a citation may mean, the likeliest first, and the one it means beyond doubt.

    Where nothing of the printed day carries its number and symbol, those of another day are named too, for a person to
    decide: one of the two days may be a slip. None of them is ever beyond doubt.
    ``line``: the organisation in whose register the citing document stands, then those above it, the nearest first. A
    shared code without a place means one of these; without a line it means what is there.
    """
    there = [one for one in there if one.number == cited.number and of_kind(one, cited)]
    found = [one for one in there if cited.day in (None, one.issued_on)]
    exact = [one for one in found if cited.symbol and rules.same_symbol(one.symbol, cited.symbol)]
    means = [one for one in exact if _may_be(one, cited, table, line)]
    rest = [one for one in exact if one not in means]
    if cited.day is not None and not means:
        rest += _of_another_day(cited, cited.day, there, table, line)
    rest += [one for one in found if one not in exact]
    papers = _papers(means)
    certain = _nearest(papers[0], line) if len(papers) == 1 and not cited.suspect else None
    return tuple(means + rest), certain


def of_kind(entry: Entry, cited: Cited) -> bool:
    """Whether the kind or its code agrees: what is left when the body's part of a symbol is wrong."""
    if cited.symbol and rules.symbol_kind(cited.symbol).casefold() == rules.symbol_kind(entry.symbol).casefold():
        return True
    return rules.same_words(cited.kind, entry.kind.name_vi)


def _of_another_day(cited: Cited, day: date, there: Iterable[E], table: issuers.Table, line: Sequence[int]) -> list[E]:
    """Entries of this number and symbol that are not of another issuer, whatever their day: the nearest one first."""
    found = [
        one
        for one in there
        if one.issued_on != day and cited.symbol and rules.same_symbol(one.symbol, cited.symbol)
        and issuers.agree(cited.issuer, one.issuer_name) is not False
    ]  # fmt: skip
    return sorted(found, key=lambda one: (not _may_be(one, cited, table, line), abs((one.issued_on - day).days)))


def _may_be(entry: Entry, cited: Cited, table: issuers.Table, line: Sequence[int]) -> bool:
    same = issuers.agree(cited.issuer, entry.issuer_name)
    if same is False:
        return False
    if same is None and line and issuers.is_shared(table, cited.symbol):
        return entry.issuer_id in line or (entry.issuer_id is None and entry.owner_id == line[0])
    return True


def _papers(entries: Sequence[E]) -> list[list[E]]:
    """Entries of the same paper together: same day, issuers that do not differ."""
    papers: list[list[E]] = []
    for one in entries:
        for paper in papers:
            if (
                paper[0].issued_on == one.issued_on
                and issuers.agree(paper[0].issuer_name, one.issuer_name) is not False
            ):
                paper.append(one)
                break
        else:
            papers.append([one])
    return papers


def _nearest(paper: Sequence[E], line: Sequence[int]) -> E:
    """Of several entries of a paper the one of one's own register, else the nearest above, else the first."""
    places = {owner: place for place, owner in enumerate(line)}
    return min(paper, key=lambda one: (places.get(one.owner_id, len(places)), one.pk))
