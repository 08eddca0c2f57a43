"""Who was named by a requirement and left office before it was laid, and on whom it may be laid instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tusoi.organisations.models import Person, Position
from tusoi.oversight.models import CaseSubject, Requirement

from .people import Somebody
from .requirements import bearers_of


@dataclass(frozen=True, slots=True)
class Instead:
    """A bearer that may be chosen: who holds the post now, or (``person_id`` None) the organisation itself."""

    organisation_id: int
    person_id: int | None
    name: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """Somebody a requirement names who serves at no subject any more. ``left_on`` None: never served at one of them."""

    requirement_id: int
    position: int
    person_id: int
    person_name: str
    title: str
    left_on: date | None
    choices: tuple[Instead, ...]

    @property
    def key(self) -> tuple[int, int]:
        return self.requirement_id, self.person_id

    @property
    def name(self) -> str:
        """How fields of forms call it."""
        return f"{self.requirement_id}-{self.person_id}"


def gaps_among(
    requirements: Iterable[Requirement], subjects: Mapping[int, CaseSubject], people: Sequence[Somebody], *, on: date
) -> list[Gap]:
    """In the order of the requirements. None where nobody has left, else two queries.

    ``requirements`` with ``subjects`` and ``persons`` prefetched; ``subjects`` that stand, by id; ``people``: who may
    be named on that day (`people_of`).
    """
    lost = [(one, person) for one in requirements for person in bearers_of(one, subjects, people)[1]]
    if not lost:
        return []
    organisations = {one.organisation_id: one for one in subjects.values() if one.person_id is None}
    held = _held(lost, organisations, on)
    now = _now(held.values(), on)
    found = []
    for requirement, person in lost:
        last = held.get(person.pk)
        places = [organisations[last.organisation_id]] if last else _concerned(requirement, subjects, organisations)
        choices = [*now.get(_post(last), ())] if last else []
        choices += [Instead(one.organisation_id, None, one.organisation.name) for one in places]
        found.append(
            Gap(
                requirement.pk, requirement.position, person.pk, person.name, last.title if last else "",
                last.valid_to if last else None, tuple(choices),
            )
        )  # fmt: skip
    return found


def _held(
    lost: Iterable[tuple[Requirement, Person]], organisations: Mapping[int, CaseSubject], on: date
) -> dict[int, Position]:
    """Person -> the post he held last at a subject."""
    rows = (
        Position.objects.filter(
            person__in={person.pk for _requirement, person in lost}, organisation__in=list(organisations),
            kind__is_committee_member=True, valid_to__lte=on,
        )
        .select_related("kind", "body", "organisation")
        .order_by("valid_to", "-kind__rank", "pk")
    )  # fmt: skip
    return {one.person_id: one for one in rows}


Post = tuple[int, int | None, str]


def _post(position: Position) -> Post:
    return position.organisation_id, position.body_id, position.kind.code


def _now(left: Iterable[Position], on: date) -> dict[Post, list[Instead]]:
    """Post -> who followed there: whoever came when it was left or later, or who holds it alone."""
    ended: dict[Post, date] = {}
    for one in left:
        day = one.valid_to or on
        ended[_post(one)] = min(day, ended.get(_post(one), day))
    if not ended:
        return {}
    rows = Position.objects.on(on).filter(
        organisation__in={post[0] for post in ended}, kind__code__in={post[2] for post in ended}
    )
    holders: dict[Post, list[Position]] = {}
    for position in rows.select_related("person", "kind", "body").order_by("person__sort_key", "pk"):
        if _post(position) in ended:
            holders.setdefault(_post(position), []).append(position)
    return {
        post: [
            Instead(one.organisation_id, one.person_id, one.person.name, one.title)
            for one in found
            if len(found) == 1 or one.valid_from >= ended[post]
        ]
        for post, found in holders.items()
    }  # fmt: skip


def _concerned(
    requirement: Requirement, subjects: Mapping[int, CaseSubject], organisations: Mapping[int, CaseSubject]
) -> list[CaseSubject]:
    own = [subjects[one.pk] for one in requirement.subjects.all() if one.pk in subjects]
    return [one for one in own if one.person_id is None] or list(organisations.values())
