"""Requirements of a case, who bears them, and what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from django.db.models import Prefetch

from tusoi.organisations.models import Person
from tusoi.organisations.scope import Actor
from tusoi.oversight.models import Case, CaseSubject, Finding, Remediation, Requirement

from .people import Somebody


def mark_of(requirement: Requirement) -> str:
    """Says whether somebody changed it since: what a form carries, as others carry a version."""
    parts = [
        requirement.text, str(requirement.due_on), str(requirement.for_all),
        *(str(pk) for pk in sorted(one.pk for one in requirement.subjects.all())), "-",
        *(str(pk) for pk in sorted(one.pk for one in requirement.persons.all())), str(requirement.dropped_on),
    ]  # fmt: skip
    return sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def requirements_of(case: Case, *, by: Actor, dropped: bool = False) -> list[Requirement]:
    """In their order, with bearers, findings and, once laid, the rows of the register within reach. Five queries."""
    rows = Remediation.objects.visible_to(by).select_related("organisation", "person")
    found = Requirement.objects.visible_to(by).filter(case=case)
    if not dropped:
        found = found.filter(dropped_on__isnull=True)
    return list(
        found.prefetch_related(
            Prefetch("subjects", CaseSubject.objects.select_related("organisation", "person")),
            Prefetch("persons", Person.objects.order_by("sort_key", "pk")),
            Prefetch("findings", Finding.objects.filter(dropped_on__isnull=True).order_by("position")),
            Prefetch("remediations", rows),
        ).order_by("position")
    )


@dataclass(frozen=True, slots=True)
class Bearers:
    """Who bears a requirement: organisations, and (organisation, person) for persons; each once."""

    organisation_ids: tuple[int, ...]
    person_pairs: tuple[tuple[int, int], ...]

    def __bool__(self) -> bool:
        return bool(self.organisation_ids or self.person_pairs)


def bearers_of(
    requirement: Requirement, subjects: Mapping[int, CaseSubject], people: Iterable[Somebody]
) -> tuple[Bearers, list[Person]]:
    """The bearers, and those who are named but belong to no subject any more. No queries when prefetched.

    ``subjects``: those that stand, by id.
    """
    chosen = subjects.values() if requirement.for_all else [
        subjects[one.pk] for one in requirement.subjects.all() if one.pk in subjects
    ]  # fmt: skip
    organisations = dict.fromkeys(one.organisation_id for one in chosen if one.person_id is None)
    pairs = dict.fromkeys((one.organisation_id, one.person_id) for one in chosen if one.person_id is not None)
    places: dict[int, int] = {}
    for somebody in people:
        places.setdefault(somebody.person_id, somebody.subject.organisation_id)
    lost = []
    for person in requirement.persons.all():
        if any(pk == person.pk for _organisation, pk in pairs):
            continue
        if person.pk in places:
            pairs[places[person.pk], person.pk] = None
        else:
            lost.append(person)
    return Bearers(tuple(organisations), tuple(pairs)), lost


def subject_of_person(people: Iterable[Somebody]) -> dict[int, int]:
    """Person -> the subject in whose part of the conclusion he is named."""
    found: dict[int, int] = {}
    for somebody in people:
        found.setdefault(somebody.person_id, somebody.subject.pk)
    return found
