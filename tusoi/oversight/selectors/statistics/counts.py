"""The figures, each kind of them one grouped query over this period and the one it is compared with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    Count,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, ExtractMonth, ExtractYear

from tusoi.organisations.prepared import prepared
from tusoi.oversight.figures import MEASURES, STUB_ONLY, Balance, Change, Span
from tusoi.oversight.models import Case as Inspection
from tusoi.oversight.models import CaseSubject

from .asked import COMMITTEE, Asked

DIMENSIONS = ("kind", "level", "area", "result", "owner", "owner_level", "body", "month")
Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """Cases; organisations and members among their subjects, each distinct and in times; committee members of them."""

    cases: int = 0
    organisations: int = 0
    organisation_times: int = 0
    members: int = 0
    member_times: int = 0
    committee: int = 0
    committee_times: int = 0

    @classmethod
    def of(cls, row: dict[str, Any]) -> Counts:
        return cls(**{name: row[name] for name in MEASURES})


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table: this period and the one it is compared with."""

    key: Key
    now: Counts = field(default_factory=Counts)
    before: Counts = field(default_factory=Counts)

    def change(self, measure: str) -> Change:
        return Change(getattr(self.now, measure), getattr(self.before, measure))


_COLUMNS: dict[str, tuple[str, ...]] = {
    "": (),
    "form": ("kind__form",),
    "kind": ("kind__code",),
    "area": ("areas__code",),
    "owner": ("owner", "owner__name"),
    "owner_level": ("owner__kind__code",),
    "body": ("body__kind__code",),
    "level": ("standing__level",),
    "result": ("kind__code", "standing__result"),
    "month": ("month",),
}


APART = ("owner", "month")
"""Keyed by a number, the others by a code: together a query of their own."""


def totals(asked: Asked) -> Line:
    """The whole. One query."""
    return whole_and_tables(asked, ())[0]


def tally(asked: Asked, dimension: str) -> list[Line]:
    """One line for each value of a dimension (of DIMENSIONS, or "form"). One query.

    The key is the code; (kind, result) for results; (id, name) for owners; the month, or the year in a long period,
    for months. Lines of areas do not add up: a case may be about several.
    """
    return _lines(dimension, _grouped(asked, dimension))


def whole_and_tables(asked: Asked, dimensions: Sequence[str]) -> tuple[Line, dict[str, list[Line]]]:
    """What `totals` and `tally` say of each dimension. One query, and one for those of APART."""
    by_code = ["", *(one for one in dimensions if one not in APART)]
    by_number = [one for one in dimensions if one in APART]
    found: dict[str, list[dict[str, Any]]] = {one: [] for one in (*by_code, *by_number)}
    for together in filter(None, (by_code, by_number)):
        for row in _together(None, asked.anywhere, tuple(together), pk=asked.node.pk, path=asked.node.path):
            found[row["dimension"]].append(row)
    whole = next(iter(_lines("", found[""])), Line(()))
    return whole, {one: _lines(one, found[one]) for one in dimensions}


@prepared
def _together(_: None, anywhere: Asked, dimensions: tuple[str, ...], *, pk: int, path: str) -> Any:
    first, *others = (_grouped(anywhere.at(pk, path), one) for one in dimensions)
    return first.union(*others, all=True) if others else first


def _grouped(asked: Asked, dimension: str) -> Any:
    """The counts of both periods by one dimension; "" is the whole. All of them have the same columns."""
    both = asked.concluded() | asked.before.concluded()
    rows = Inspection.objects.filter(both).annotate(
        is_now=is_now("concluded_on", asked.span),
        standing=FilteredRelation("subjects", condition=asked.subjects("subjects__")),
    )
    if asked.narrows_subjects:
        rows = rows.filter(standing__isnull=False)
    if dimension == "month":
        month = ExtractYear("concluded_on") if asked.span.is_long else ExtractMonth("concluded_on")
        rows = rows.annotate(month=Cast(month, BigIntegerField()))  # as the number of an owner
    if dimension in ("level", "result"):
        rows = rows.filter(standing__isnull=False)
    times = {"distinct": True} if dimension == "area" else {}
    of_organisation = Q(standing__person__isnull=True)
    on_committee = Q(standing__is_committee_member=True, standing__person__isnull=False)
    key = [F(column) for column in _COLUMNS[dimension]] + [Value("")] * (2 - len(_COLUMNS[dimension]))
    rows = rows.annotate(dimension=Value(dimension), key=key[0], key_more=key[1])
    return rows.order_by().values("dimension", "is_now", "key", "key_more").annotate(
        cases=Count("pk", distinct=True),
        organisations=Count("standing__organisation", distinct=True, filter=of_organisation),
        organisation_times=Count("standing", filter=of_organisation, **times),
        members=Count("standing__person", distinct=True),
        member_times=Count("standing", filter=Q(standing__person__isnull=False), **times),
        committee=Count("standing__person", distinct=True, filter=on_committee),
        committee_times=Count("standing", filter=on_committee, **times),
    )  # fmt: skip


def _lines(dimension: str, rows: Iterable[dict[str, Any]]) -> list[Line]:
    found: dict[Key, dict[str, Counts]] = {}
    for row in rows:
        key: Key = (row["key"], row["key_more"])[: len(_COLUMNS[dimension])]
        if dimension == "body":
            key = (row["key"] or COMMITTEE,)
        found.setdefault(key, {})["now" if row["is_now"] else "before"] = Counts.of(row)
    return [Line(key, **counts) for key, counts in found.items()]


def is_now(field_name: str, span: Span) -> Case:
    """Whether a day lies in the period and not in the one it is compared with."""
    inside = {f"{field_name}__gte": span.first, f"{field_name}__lte": span.last}
    return Case(When(**inside, then=Value(True)), default=Value(False), output_field=BooleanField())


# --- what was left over, came, was done


@dataclass(frozen=True, slots=True)
class Kept:
    """The balance of the cases of one kind and of their subjects (times); of a stub, those of whom only a number is."""

    kind: str
    is_stub: bool
    """Stubs of secret cases, and kinds of which only a stub is kept."""
    cases: Balance
    subjects: Balance


def timed() -> Any:
    """Cases with the day they began (`began`) and the day they ended (`ended`).

    A case begins with its decision; one without, when it was entered: if it is a secret stub, or was concluded all the
    same. It ends with the conclusion, or when it was given up. What is only being prepared has not begun.
    """
    entered = Case(
        When(Q(circle="secret") | Q(concluded_on__isnull=False) | Q(kind__code__in=STUB_ONLY), then=F("opened_on")),
        default=None,
    )
    ended = Case(When(state="dropped", then=Coalesce("concluded_on", "closed_on")), default=F("concluded_on"))
    rows = Inspection.objects.annotate(entered=Coalesce("issued_on", entered), ended=ended)
    # What was entered after it had been concluded began no later than that.
    began = Case(When(ended__lt=F("entered"), then=F("ended")), default=F("entered"))
    return rows.annotate(began=began).exclude(state="dropped", closed_on__isnull=True, concluded_on__isnull=True)


def parts_of_balance(span: Span) -> dict[str, Q]:
    """Which cases of `timed` make each figure of a balance."""
    open_at_first = Q(ended__isnull=True) | Q(ended__gte=span.first)
    open_at_last = Q(ended__isnull=True) | Q(ended__gt=span.last)
    ended = Q(ended__gte=span.first, ended__lte=span.last)
    dropped = Q(state="dropped")
    return {
        "opening": Q(began__lt=span.first) & open_at_first,
        "new": Q(began__gte=span.first, began__lte=span.last),
        "done": ended & ~dropped,
        "dropped": ended & dropped,
        "closing": Q(began__lte=span.last) & open_at_last,
    }


def balances(asked: Asked) -> list[Kept]:
    """A balance for each kind, stubs apart. One query."""
    rows = _by_kind_and_part(None, asked.anywhere, pk=asked.node.pk, path=asked.node.path)
    return _added_up(rows, list(parts_of_balance(asked.span)))


@prepared
def _by_kind_and_part(_: None, anywhere: Asked, *, pk: int, path: str) -> Any:
    asked = anywhere.at(pk, path)
    standing = (
        CaseSubject.objects.filter(asked.subjects(), case=OuterRef("pk")).order_by().values("case")
        .annotate(n=Count("pk")).values("n")
    )  # fmt: skip
    parts = parts_of_balance(asked.span)
    relevant = Q(began__lte=asked.span.last) & (Q(ended__isnull=True) | Q(ended__gte=asked.span.first))
    rows = timed().filter(asked.cases(), relevant).annotate(
        n=Coalesce(Subquery(standing), 0) + (Value(0) if asked.narrows_subjects else F("stub_members")),
        is_stub=Case(
            When(Q(circle="secret") | Q(kind__code__in=STUB_ONLY), then=Value(True)), default=Value(False),
            output_field=BooleanField(),
        ),
    )  # fmt: skip
    if asked.narrows_subjects:
        rows = rows.filter(n__gt=0)
    # Which parts a case belongs to is asked once and added up here: with an aggregate for each part its days would be
    # worked out ten times.
    belongs = {f"is_{name}": Case(When(part, then=1), default=0) for name, part in parts.items()}
    grouped = rows.annotate(**belongs).order_by().values("kind__code", "is_stub", *belongs)
    return grouped.annotate(n_cases=Count("pk"), n_subjects=Sum("n"))


def _added_up(grouped: Iterable[dict[str, Any]], parts: list[str]) -> list[Kept]:
    sums: dict[tuple[str, bool], dict[str, list[int]]] = {}
    for row in grouped:
        own = sums.setdefault((row["kind__code"], row["is_stub"]), {name: [0, 0] for name in parts})
        for name in parts:
            own[name][0] += row[f"is_{name}"] * row["n_cases"]
            own[name][1] += row[f"is_{name}"] * row["n_subjects"]
    return [
        Kept(
            kind,
            is_stub,
            Balance(**{name: cases for name, (cases, _) in own.items()}),
            Balance(**{name: subjects for name, (_, subjects) in own.items()}),
        )
        for (kind, is_stub), own in sums.items()
    ]
