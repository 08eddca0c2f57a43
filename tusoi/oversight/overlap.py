"""When two things that are planned or under way fall upon the same organisation. Pure, and the same both ways round.

``same``: the same subject, a common content area, and a common period examined or the same quarter.
``covers``: the same, but one subject lies in the branch of the other (a person in the organisation looked at).
``year``: only the same subject in the same year, by another owner: nothing wrong, worth talking about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from tusoi import treepath

SAME, COVERS, YEAR = "same", "covers", "year"
RANK = {SAME: 0, COVERS: 1, YEAR: 2}

Subject = tuple[str, int | None]
"""The place of an organisation, and the person in it or None for the organisation itself."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A line of a programme, or a running case. ``owner``: what tells owners apart (organisation, body)."""

    key: tuple[str, int]
    owner: tuple[int, int | None]
    subjects: frozenset[Subject]
    areas: frozenset[str]
    examined_from: date | None = None
    examined_to: date | None = None
    year: int | None = None
    quarter: int | None = None


@dataclass(frozen=True, slots=True)
class Overlap:
    """``subjects``: those of the first that are met."""

    kind: str
    one: tuple[str, int]
    other: tuple[str, int]
    subjects: frozenset[Subject]
    areas: frozenset[str] = field(default_factory=frozenset)


def overlap_of(one: Planned, other: Planned) -> Overlap | None:
    """How the second falls upon the first; None where it does not, or both are the same thing."""
    if one.key == other.key:
        return None
    same = one.subjects & other.subjects
    areas = one.areas & other.areas
    if areas and _same_time(one, other):
        if same:
            return Overlap(SAME, one.key, other.key, same, areas)
        if covered := frozenset(mine for mine in one.subjects if any(_covers(mine, its) for its in other.subjects)):
            return Overlap(COVERS, one.key, other.key, covered, areas)
    if same and one.owner != other.owner and one.year is not None and one.year == other.year:
        return Overlap(YEAR, one.key, other.key, same)
    return None


def overlaps_of(ones: Iterable[Planned], others: Iterable[Planned]) -> dict[tuple[str, int], list[Overlap]]:
    """What falls upon each of the first, worst first. Looks only at what lies on the same line of the tree."""
    at: dict[str, dict[tuple[str, int], Planned]] = defaultdict(dict)
    inside: dict[str, dict[tuple[str, int], Planned]] = defaultdict(dict)
    for other in others:
        for path, _person in other.subjects:
            at[path][other.key] = other
            for above in treepath.ancestors(path):
                inside[above][other.key] = other
    found: dict[tuple[str, int], list[Overlap]] = {}
    for one in ones:
        near: dict[tuple[str, int], Planned] = {}
        for path, _person in one.subjects:
            near |= inside.get(path, {})
            for above in treepath.ancestors(path):
                near |= at.get(above, {})
        hits = [hit for other in near.values() if (hit := overlap_of(one, other))]
        if hits:
            found[one.key] = sorted(hits, key=lambda hit: (RANK[hit.kind], hit.other))
    return found


def worst(found: Mapping[tuple[str, int], list[Overlap]]) -> int:
    """How many of them say that the same is looked at twice."""
    return sum(1 for hits in found.values() if hits[0].kind == SAME)


def _covers(one: Subject, other: Subject) -> bool:
    """Whether one of the two is an organisation in whose branch the other lies."""
    (path, person), (its_path, its_person) = one, other
    return (person is None and its_path.startswith(path)) or (its_person is None and path.startswith(its_path))


def _same_time(one: Planned, other: Planned) -> bool:
    quarter = one.quarter is not None and (one.year, one.quarter) == (other.year, other.quarter)
    return quarter or _examined_alike(one, other)


def _examined_alike(one: Planned, other: Planned) -> bool:
    """Whether the periods examined have a day in common; one that is not set has none, an open end has no end."""
    if not (one.examined_from or one.examined_to) or not (other.examined_from or other.examined_to):
        return False
    begins = max(one.examined_from or date.min, other.examined_from or date.min)
    ends = min(one.examined_to or date.max, other.examined_to or date.max)
    return begins <= ends
