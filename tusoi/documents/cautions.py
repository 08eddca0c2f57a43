"""What does not agree in the citations of a text: symbol against issuer, against date, against the register. Pure.

A caution is said with its passages, decides nothing and blocks nothing; a person looks at the paper. Its ``key`` is
made of what is printed, so that it is the same before and after the text is stored, and however often it is read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from tusoi.documents import issuers, rules
from tusoi.documents.relations import REPLACES

TWO_BODIES, ISSUER_CODE, KIND_CODE = "two_bodies", "issuer_code", "kind_code"
CODE_ENDED, DATE_DIFFERS, LATER = "code_ended", "date_differs", "later"
REPLACED, COMPETENCE, OWN_CODE = "replaced", "competence", "own_code"
CODES = (TWO_BODIES, ISSUER_CODE, KIND_CODE, DATE_DIFFERS, LATER, REPLACED, CODE_ENDED, OWN_CODE, COMPETENCE)
"""In the order in which they are shown: what is most likely a slip of the pen first."""
NEAR_DAYS = 366
"""A date further off than this is another paper of another term, not a slip."""
KEY_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Registered:
    """What the register knows of a document that is cited, or may be."""

    id: int
    reference: str
    issued_on: date
    issuer: str = ""
    replaced_on: date | None = None
    replaced_by: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A citation as it is printed. ``index`` is the caller's; ``target`` where it leads, ``near`` its number."""

    index: int
    start: int
    end: int
    quote: str
    number: int | None
    symbol: str
    kind: str = ""
    issuer: str = ""
    day: date | None = None
    suspect: str = ""
    relation: str = ""
    target: Registered | None = None
    near: tuple[Registered, ...] = ()

    @property
    def reference(self) -> str:
        return f"{self.number:02d}-{self.symbol}" if self.number is not None else self.symbol


@dataclass(frozen=True, slots=True)
class Citing:
    """What the citing document says of itself; ``competence`` is the rule it breaks, if any."""

    issued_on: date | None
    issuer: str = ""
    symbol: str = ""
    kind: str = ""
    competence: str = ""


@dataclass(frozen=True, slots=True)
class Caution:
    """Something to look at. ``details`` are the names its sentence fills in."""

    code: str
    key: str
    passages: tuple[Passage, ...] = ()
    details: dict[str, str] = field(default_factory=dict)
    document_id: int | None = None


def cautions(citing: Citing, passages: Sequence[Passage], *, table: issuers.Table) -> list[Caution]:
    """Everything that does not agree, the most telling first; one caution a matter, however often it is printed."""
    found: list[Caution] = []
    found += _two_bodies(passages, citing, table)
    for one in passages:
        found += _of_one(one, citing, table)
    found += _of_itself(citing, table)
    return _merged(found)


def _merged(found: Iterable[Caution]) -> list[Caution]:
    merged: dict[tuple[str, str], Caution] = {}
    for one in found:
        key = one.code, one.key
        known = merged.get(key)
        if known is None:
            merged[key] = one
        else:
            more = [passage for passage in one.passages if passage not in known.passages]
            merged[key] = Caution(one.code, one.key, (*known.passages, *more), known.details, known.document_id)
    return sorted(
        merged.values(), key=lambda one: (CODES.index(one.code), one.passages[0].start if one.passages else -1)
    )


def _key(*parts: object) -> str:
    return "|".join("" if part is None else str(part) for part in parts).casefold()[:KEY_LENGTH]


# --- one citation


def _of_one(one: Passage, citing: Citing, table: issuers.Table) -> list[Caution]:
    on = one.day or (one.target.issued_on if one.target else None) or citing.issued_on
    found = []
    if on is not None and one.symbol:
        found += _of_symbol(one, on, table)
    found += _of_days(one, citing)
    return found


def _of_symbol(one: Passage, on: date, table: issuers.Table) -> list[Caution]:
    found = []
    fits = issuers.fits(table, one.symbol, one.issuer, on)
    if fits is False or (one.suspect == "symbol" and fits is None):
        allowed = ", ".join(sorted(issuers.codes_for(table, one.issuer, on)))
        details = {"reference": one.reference, "issuer": one.issuer, "codes": allowed}
        found.append(Caution(ISSUER_CODE, _key(one.reference, issuers.plain(one.issuer)), (one,), details))
    if one.suspect == "kind":
        details = {"reference": one.reference, "kind": one.kind}
        found.append(Caution(KIND_CODE, _key(one.reference, one.kind), (one,), details))
    ended = issuers.ended_on(table, one.symbol, one.day) if one.day else None
    if ended is not None:
        details = {"reference": one.reference, "code": issuers.code_of(one.symbol), "ended": _day(ended)}
        found.append(Caution(CODE_ENDED, _key(one.reference, one.day), (one,), details))
    return found


def _of_days(one: Passage, citing: Citing) -> list[Caution]:
    found = []
    other = _other_day(one)
    if other is not None and one.day is not None:
        details = {"reference": one.reference, "day": _day(one.day), "registered": _day(other.issued_on)}
        found.append(Caution(DATE_DIFFERS, _key(one.reference, one.day, other.issued_on), (one,), details, other.id))
    issued = one.day or (one.target.issued_on if one.target else None)
    if citing.issued_on is not None and issued is not None and issued > citing.issued_on:
        details = {"reference": one.reference, "day": _day(issued), "own": _day(citing.issued_on)}
        found.append(Caution(LATER, _key(one.reference, issued, citing.issued_on), (one,), details))
    target = one.target
    if (
        target is not None
        and target.replaced_on is not None
        and citing.issued_on is not None
        and target.replaced_on <= citing.issued_on
        and one.relation != REPLACES
    ):
        details = {"reference": target.reference, "by": target.replaced_by, "day": _day(target.replaced_on)}
        found.append(Caution(REPLACED, _key(target.reference, target.replaced_on), (one,), details, target.id))
    return found


def _other_day(one: Passage) -> Registered | None:
    """The one registered document with this number and symbol whose day is another, but not another term's."""
    if one.day is None:
        return None
    if one.target is not None:
        return one.target if one.target.issued_on != one.day else None
    near = [other for other in one.near if issuers.agree(one.issuer, other.issuer) is not False]
    if any(other.issued_on == one.day for other in near) or len({other.issued_on for other in near}) != 1:
        return None
    other = near[0]
    is_near = abs((other.issued_on - one.day).days) <= NEAR_DAYS
    same_but_year = (other.issued_on.day, other.issued_on.month) == (one.day.day, one.day.month)
    return other if is_near or same_but_year else None


# --- two citations


def _two_bodies(passages: Sequence[Passage], citing: Citing, table: issuers.Table) -> list[Caution]:
    """One document cited under the codes of two bodies: same kind and number, and something that says it is one."""
    groups: dict[tuple[int, str], list[Passage]] = defaultdict(list)
    for one in passages:
        if one.number is not None and issuers.code_of(one.symbol):
            groups[one.number, rules.symbol_kind(one.symbol).casefold()].append(one)
    found = []
    for same in groups.values():
        by_code: dict[str, list[Passage]] = defaultdict(list)
        for one in same:
            by_code[issuers.code_of(one.symbol).casefold()].append(one)
        codes = list(by_code.values())
        for place, left in enumerate(codes):
            for right in codes[place + 1 :]:
                pair = _is_one(left, right, citing, table)
                if pair is not None:
                    found.append(_as_caution(pair, left, right))
    return found


def _as_caution(pair: tuple[Passage, Passage], left: list[Passage], right: list[Passage]) -> Caution:
    one, other = pair
    said = sorted({left[0].reference, right[0].reference})
    shown = (one, other, *(more for more in (*left[:3], *right[:3]) if more is not one and more is not other))
    return Caution(TWO_BODIES, _key(*said), shown, {"one": one.reference, "other": other.reference})


def _is_one(
    left: Sequence[Passage], right: Sequence[Passage], citing: Citing, table: issuers.Table
) -> tuple[Passage, Passage] | None:
    """A pair that speaks of one document. Bounded: a text that names a number a hundred times says it in the first."""
    for one in left[:10]:
        for other in right[:10]:
            if one.day and other.day and one.day != other.day:
                continue
            agreed = issuers.agree(one.issuer, other.issuer)
            if agreed is False:
                continue
            same_day = one.day is not None and one.day == other.day
            if same_day or agreed or _is_slip(one, citing, table) or _is_slip(other, citing, table):
                return one, other
    return None


def _is_slip(one: Passage, citing: Citing, table: issuers.Table) -> bool:
    on = one.day or citing.issued_on
    return one.suspect == "symbol" or (on is not None and issuers.fits(table, one.symbol, one.issuer, on) is False)


# --- the document itself


def _of_itself(citing: Citing, table: issuers.Table) -> list[Caution]:
    found = []
    on = citing.issued_on
    if on is not None and citing.symbol and issuers.fits(table, citing.symbol, citing.issuer, on) is False:
        codes = ", ".join(sorted(issuers.codes_for(table, citing.issuer, on)))
        details = {"symbol": citing.symbol, "issuer": citing.issuer, "codes": codes}
        found.append(Caution(OWN_CODE, _key(citing.symbol, issuers.plain(citing.issuer)), (), details))
    if citing.competence:
        details = {"kind": citing.kind, "issuer": citing.issuer, "source": citing.competence}
        found.append(Caution(COMPETENCE, _key(citing.kind, citing.competence), (), details))
    return found


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
