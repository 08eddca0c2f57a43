"""What figures are asked for: of which place, in which period, of which cases and subjects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from tusoi import treepath
from tusoi.organisations.models import BodyKind, Organisation, OrganisationKind
from tusoi.organisations.prepared import kept, the_one
from tusoi.organisations.scope import Actor, Refused
from tusoi.oversight import figures
from tusoi.oversight.figures import Span
from tusoi.oversight.models import Case, CaseKind, ContentArea
from tusoi.oversight.rules import Rejected

YEARS = (1930, 2200)
COMMITTEE = "cap-uy"
"""Stands for "the committee itself" among the kinds of bodies."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The question every figure, every list behind it and every file answers. Codes; "" does not narrow."""

    node: Organisation
    span: Span
    own: bool = False
    """Only the cases of the place itself, without those of the owners below."""
    form: str = ""
    kind: str = ""
    area: str = ""
    body: str = ""
    """Kind of the body the case belongs to; COMMITTEE is the committee itself."""
    owner_id: int | None = None
    owner_level: str = ""
    level: str = ""
    """Of the subject."""
    result: str = ""
    stub: str = ""
    """"only": cases of which no more than a stub is kept; "without" them."""

    @property
    def anywhere(self) -> Asked:
        """The same of no place: what a question shares with that of every other place (organisations/prepared)."""
        return replace(self, node=Organisation(pk=0))

    def at(self, pk: int, path: str) -> Asked:
        return replace(self, node=Organisation(pk=pk, path=path))

    @property
    def before(self) -> Asked:
        return replace(self, span=figures.before(self.span))

    @property
    def narrows_subjects(self) -> bool:
        return bool(self.level or self.result)

    def parameters(self) -> dict[str, str]:
        """As they stand in an address."""
        found = {
            "organisation": str(self.node.pk), "period": "range", "from": self.span.first.isoformat(),
            "to": self.span.last.isoformat(), "own": "on" if self.own else "", "form": self.form, "kind": self.kind,
            "area": self.area, "body": self.body, "owner": str(self.owner_id or ""), "owner_level": self.owner_level,
            "level": self.level, "result": self.result, "stub": self.stub,
        }  # fmt: skip
        return {name: value for name, value in found.items() if value}

    def cases(self) -> Q:
        """The condition on cases, whatever their period."""
        condition = Q(owner=self.node.pk) if self.own else treepath.within("path", [self.node.path])
        exact = {
            "kind__form": self.form, "kind__code": self.kind, "owner": self.owner_id,
            "owner__kind__code": self.owner_level,
        }  # fmt: skip
        condition &= Q(**{name: value for name, value in exact.items() if value})
        if self.body:
            condition &= Q(body__isnull=True) if self.body == COMMITTEE else Q(body__kind__code=self.body)
        if self.stub:
            stubs = Q(circle="secret") | Q(kind__code__in=figures.STUB_ONLY)
            condition &= stubs if self.stub == "only" else ~stubs
        if self.area:
            condition &= Q(pk__in=Case.objects.filter(areas__code=self.area).values("pk"))
        return condition

    def concluded(self) -> Q:
        """The condition on cases that their subjects were inspected or supervised in the period."""
        stubs = Q() if self.kind in figures.STUB_ONLY else ~Q(kind__code__in=figures.STUB_ONLY)
        days = Q(concluded_on__gte=self.span.first, concluded_on__lte=self.span.last)
        return self.cases() & days & stubs & ~Q(state=Case.State.DROPPED)

    def subjects(self, prefix: str = "") -> Q:
        """The condition on subjects that they still belong to their case and are of the level and result asked for."""
        exact = {"level": self.level, "result": self.result}
        condition = Q(**{f"{prefix}removed_on__isnull": True})
        return condition & Q(**{f"{prefix}{name}": value for name, value in exact.items() if value})


@dataclass(frozen=True, slots=True)
class Choices:
    """Names of the codes that occur, newest row of each code, in their order. Three queries and one for bodies."""

    kinds: dict[str, CaseKind]
    areas: dict[str, ContentArea]
    levels: dict[str, OrganisationKind]
    bodies: dict[str, BodyKind]


def choices() -> Choices:
    return Choices(
        _newest(_in_order(None, CaseKind, "rank", "pk")),
        _newest(_in_order(None, ContentArea, "rank", "pk")),
        _newest(_in_order(None, OrganisationKind, "rank", "pk")),
        _newest(_in_order(None, BodyKind, "pk")),
    )


@kept
def _in_order(_: None, what: Any, *order: str) -> Any:
    return what.objects.order_by(*order)


def _newest(rows: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for row in rows:
        known = found.get(row.code)
        if known is None or known.valid_from <= row.valid_from:
            found[row.code] = row
    return found


def place_of(pk: int | None, by: Actor) -> Organisation:
    """The place figures are asked of: one within reach, else the one he works for.

    Raises Organisation.DoesNotExist outside reach, Refused where he has no right to read figures.
    """
    if pk is None and by.place is None:
        raise Refused("oversight.read")
    wanted = pk if pk is not None else by.place.organisation_id if by.place else 0
    node = the_one(_seen(by, pk=wanted), Organisation.DoesNotExist)
    by.require("oversight.read", node)
    return node


@kept
def _seen(by: Actor, *, pk: int) -> QuerySet[Organisation]:
    return Organisation.objects.visible_to(by).select_related("kind", "parent").filter(pk=pk)


def asked_for(node: Organisation, given: Mapping[str, Any], known: Choices, today: date) -> Asked:
    """The question in parameters of an address or of the API. Raises Rejected with a code for each that makes no sense.

    ``given``: period (of figures.PERIODS, "term"), year, number, from, to (days), own, form, kind, area, body, owner
    (id), owner_level, level, result. Without a period: the year so far.
    """
    errors: dict[str, str] = {}
    span = _span(given, today, errors)
    codes: dict[str, Any] = {
        "form": CaseKind.Form.values, "kind": known.kinds, "area": known.areas, "owner_level": known.levels,
        "level": known.levels, "body": {**known.bodies, COMMITTEE: None}, "stub": ("only", "without"),
    }  # fmt: skip
    chosen = {name: str(given.get(name) or "") for name in (*codes, "result")}
    errors |= {name: "unknown" for name, all_of in codes.items() if chosen[name] and chosen[name] not in all_of}
    if len(chosen["result"]) > 40 or "\x00" in chosen["result"]:
        errors["result"] = "unknown"
    owner = given.get("owner")
    if errors or span is None:
        raise Rejected(errors)
    return Asked(node=node, span=span, own=bool(given.get("own")), owner_id=owner or None, **chosen)


def _span(given: Mapping[str, Any], today: date, errors: dict[str, str]) -> Span | None:
    period = str(given.get("period") or "year")
    if period == "range":
        first, last = given.get("from"), given.get("to")
        errors |= {name: "required" for name, day in (("from", first), ("to", last)) if day is None}
        if first and last and last < first:
            errors["to"] = "order"
        days = {"from": first, "to": last}
        errors |= {name: "unknown" for name, day in days.items() if day and not YEARS[0] < day.year < YEARS[1]}
        return None if errors else Span(first, last)  # type: ignore[arg-type]
    year, number = given.get("year") or today.year, given.get("number") or 1
    if not YEARS[0] < year < YEARS[1]:
        errors["year"] = "unknown"
        return None
    try:
        return figures.span_of(period, year, number)
    except ValueError:
        errors["number" if period in figures.PERIODS else "period"] = "unknown"
        return None
