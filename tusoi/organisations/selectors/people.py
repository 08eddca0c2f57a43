"""Who holds what, who belongs where, and how many count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from tusoi import treepath
from tusoi.organisations.models import (
    Account,
    Body,
    BodyKind,
    Membership,
    Organisation,
    Person,
    Position,
    PositionKind,
    Term,
)  # fmt: skip
from tusoi.organisations.prepared import kept, prepared
from tusoi.organisations.scope import Actor
from tusoi.search.rules import words
from tusoi.search.selectors import found_ids

MOST_FOUND = 1000
"""People whom one search by name finds: nobody reads further, he types one more word."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A person on a committee, with the positions held there; the highest first."""

    person: Person
    positions: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class Members:
    """How many members by standing, and the denominators that follow.

    A member has one standing at a time in one organisation: who is official but away for work or exempt is counted
    under "away" or "exempt" and not under "official".
    """

    official: int = 0
    probationary: int = 0
    away: int = 0
    visiting: int = 0
    exempt: int = 0

    @property
    def belonging(self) -> int:
        """Members on the organisation's own roll: everybody but those who only visit."""
        return self.official + self.probationary + self.away + self.exempt

    @property
    def expected(self) -> int:
        """The denominator of attendance at a meeting: members of the cell, less the exempt, less those temporarily
        away, plus those temporarily here = official + probationary + visiting. Never a plain count of the roll."""
        return self.official + self.probationary + self.visiting


def members_count(organisation: Organisation, *, on: date, whole_branch: bool = False) -> Members:
    """Members by standing on a day, of the organisation alone or of its whole branch. One query.

    Over a branch ``belonging`` still counts each person once, at home: a visitor is on the roll of another cell.
    """
    rows = Membership.objects.on(on)
    if whole_branch:
        rows = rows.filter(treepath.within("organisation__path", [organisation.path]))
    else:
        rows = rows.filter(organisation=organisation)
    return Members(**dict(rows.values_list("standing").annotate(count=Count("pk")).order_by()))


def members_here_and_below(organisation: Organisation, *, on: date) -> tuple[Members, Members]:
    """`members_count` of the organisation alone and of its whole branch, in one query."""
    found = _standings(None, on, organisation=organisation.pk, path=organisation.path)
    return (
        Members(**{standing: here for standing, _, here in found}),
        Members(**{standing: everywhere for standing, everywhere, _ in found}),
    )


@prepared
def _standings(_: None, on: date, *, organisation: int, path: str) -> QuerySet[Membership, tuple[str, int, int]]:
    """(standing, how many in the branch, how many in the organisation itself)"""
    return (
        Membership.objects.on(on)
        .filter(treepath.within("organisation__path", [path]))
        .values_list("standing")
        .annotate(everywhere=Count("pk"), here=Count("pk", filter=Q(organisation=organisation)))
        .order_by()
    )


def members_of(organisation: Organisation, *, by: Actor, on: date, standing: str = "") -> QuerySet[Membership]:
    found = Membership.objects.visible_to(by).on(on).filter(organisation=organisation).select_related("person")
    if standing:
        found = found.filter(standing=standing)
    return found.order_by("person__sort_key", "person__name", "pk")


def positions_of(organisation: Organisation, *, by: Actor, on: date) -> QuerySet[Position]:
    """Every position held there on a day, the highest first."""
    return (
        Position.objects.visible_to(by)
        .on(on)
        .filter(organisation=organisation)
        .select_related("person", "kind", "body", "term")
        .order_by("kind__rank", "person__sort_key", "pk")
    )


def committee_of(organisation: Organisation, *, by: Actor, on: date) -> list[Seat]:
    """The committee on a day: each person once, in the order of rank. One query."""
    positions = positions_of(organisation, by=by, on=on).filter(kind__is_committee_member=True)
    return _seats(positions)


def staff_of(organisation: Organisation, *, by: Actor, on: date) -> list[Seat]:
    """Those who hold a position there and do not sit on the committee: office, commission, administrators."""
    return committee_and_staff(organisation, by=by, on=on)[1]


def committee_and_staff(organisation: Organisation, *, by: Actor, on: date) -> tuple[list[Seat], list[Seat]]:
    """`committee_of` and `staff_of` in one query: who sits on the committee, and who else serves there."""
    seats = _seats(_serving(by, on, organisation=organisation.pk))
    sits = [any(held.kind.is_committee_member for held in seat.positions) for seat in seats]
    return (
        [seat for seat, on_committee in zip(seats, sits, strict=True) if on_committee],
        [seat for seat, on_committee in zip(seats, sits, strict=True) if not on_committee],
    )


@kept
def _serving(by: Actor, on: date, *, organisation: int) -> QuerySet[Position]:
    return positions_of(Organisation(pk=organisation), by=by, on=on).exclude(kind__role="member")


def has_office(organisation: Organisation, *, on: date) -> bool:
    """Whether somebody there does the daily work of the office, so that those who lead look at it first as a whole."""
    return bool(_in_office(None, on, organisation=organisation.pk))


@kept
def _in_office(_: None, on: date, *, organisation: int) -> QuerySet[Position, int]:
    found = Position.objects.on(on).filter(organisation=organisation, kind__role="office")
    return found.order_by().values_list("pk", flat=True)[:1]


def _seats(positions: Iterable[Position]) -> list[Seat]:
    held: dict[int, list[Position]] = {}
    for position in positions:
        held.setdefault(position.person_id, []).append(position)
    return [Seat(mine[0].person, tuple(mine)) for mine in held.values()]


def account_with_person(pk: int) -> Account | None:
    """Whoever signs in with it. One query."""
    found = _account(None, pk=pk)
    return found[0] if found else None


@kept
def _account(_: None, *, pk: int) -> QuerySet[Account]:
    return Account.objects.select_related("person").filter(pk=pk)


def get_person(pk: int, *, by: Actor) -> Person:
    """Raises DoesNotExist outside one's reach."""
    return Person.objects.visible_to(by).get(pk=pk)


def positions_held(person: Person, *, by: Actor) -> QuerySet[Position]:
    """The person's positions over time, as far as the reader may see, the latest first."""
    return (
        Position.objects.visible_to(by)
        .filter(person=person)
        .select_related("organisation", "kind", "body", "term")
        .order_by("-valid_from", "kind__rank", "-pk")
    )


def standings_of(person: Person, *, by: Actor) -> QuerySet[Membership]:
    """The person's memberships over time, the latest first."""
    return (
        Membership.objects.visible_to(by)
        .filter(person=person)
        .select_related("organisation")
        .order_by("-valid_from", "-pk")
    )


def get_position(pk: int, *, by: Actor) -> Position:
    return Position.objects.visible_to(by).select_related("person", "organisation", "kind", "body").get(pk=pk)


def get_body(pk: int, *, by: Actor) -> Body:
    return Body.objects.visible_to(by).select_related("organisation", "kind").get(pk=pk)


def bodies_of(organisation: Organisation, *, by: Actor, on: date | None = None) -> QuerySet[Body]:
    """Its bodies on a day, or all it ever had."""
    found = Body.objects.visible_to(by).filter(organisation=organisation).select_related("kind")
    return (found if on is None else found.on(on)).order_by("valid_to", "kind_id", "name")


def terms_of(organisation: Organisation, *, by: Actor) -> QuerySet[Term]:
    return Term.objects.visible_to(by).filter(organisation=organisation).order_by("-valid_from")


def term_on(organisation: Organisation, *, on: date) -> Term | None:
    found = _terms_on(None, on, organisation=organisation.pk)
    return found[0] if found else None


@kept
def _terms_on(_: None, on: date, *, organisation: int) -> QuerySet[Term]:
    return Term.objects.on(on).filter(organisation=organisation).order_by("pk")[:1]


def position_kinds(on: date) -> QuerySet[PositionKind]:
    kinds: QuerySet[PositionKind] = PositionKind.objects.on(on).order_by("rank", "pk")
    return kinds


def body_kinds(on: date) -> QuerySet[BodyKind]:
    kinds: QuerySet[BodyKind] = BodyKind.objects.on(on).order_by("pk")
    return kinds


def search_people(query: str, *, by: Actor, organisation: Organisation | None = None) -> QuerySet[Person]:
    """People within reach by all words of the query, without diacritics; without a query, everybody within reach.

    With a query at most MOST_FOUND, read through the index of the search, whatever the number of people.
    """
    branch = treepath.within("organisation__path", [organisation.path]) if organisation else None
    if not words(query):
        found = Person.objects.visible_to(by)
        if branch is not None:
            found = found.filter(
                Q(pk__in=Position.objects.filter(branch).values("person"))
                | Q(pk__in=Membership.objects.filter(branch).values("person"))
            )
        return found.order_by("sort_key", "name", "pk")
    ids = found_ids(query, kind="person", by=by, limit=MOST_FOUND)
    shown = _placed(ids, by.within("organisation__path")) | ({by.person_id or 0} & set(ids))
    if branch is not None:
        shown &= _placed(ids, branch)
    return Person.objects.filter(pk__in=shown).order_by("sort_key", "name", "pk")


def _placed(people: Sequence[int], where: Q) -> set[int]:
    """Those of a few people who belong or belonged, hold or held something there. One query, by the people."""
    held = Position.objects.filter(where, person__in=people).order_by().values_list("person")
    rolls = Membership.objects.filter(where, person__in=people).order_by().values_list("person")
    return {pk for (pk,) in held.union(rolls)}


def account_of(person: Person, *, by: Actor) -> Account | None:
    return Account.objects.filter(person=person, person__in=Person.objects.visible_to(by)).first()


def accounts_below(*, by: Actor, query: str = "") -> QuerySet[Account]:
    """Accounts of people who hold a position or belong somewhere in the branches whose accounts the actor changes."""
    within: Any = by.within("organisation__path", "accounts.change")
    people = Q(person__in=Position.objects.on(by.today).filter(within).values("person")) | Q(
        person__in=Membership.objects.on(by.today).filter(within).values("person")
    )
    found = Account.objects.filter(people).select_related("person")
    if query.strip():
        named = search_people(query, by=by).values("pk")
        found = found.filter(Q(username__icontains=query.strip()) | Q(person__in=named))
    return found.order_by("username")


def first_places(people: list[int], *, on: date) -> dict[int, Position]:
    """The highest position of each person on a day. One query."""
    places: dict[int, Position] = {}
    rows = (
        Position.objects.on(on)
        .filter(person__in=people, organisation__ended_on__isnull=True)
        .select_related("kind", "organisation", "body")
        .order_by("organisation__depth", "kind__rank", "pk")
    )
    for position in rows:
        places.setdefault(position.person_id, position)
    return places
