"""Whom a finding or a requirement may name: committee members of the subjects, and subjects that are persons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tusoi.organisations.models import Position
from tusoi.oversight.models import Case, CaseSubject


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person with the subject through which he belongs to the case."""

    person_id: int
    name: str
    title: str
    subject: CaseSubject
    is_head: bool = False


def people_of(case: Case, *, on: date) -> list[Somebody]:
    """Each once a subject, the highest first. Whoever works on the case may name them; at most two queries."""
    standing = list(
        CaseSubject.objects.standing().filter(case=case).select_related("organisation", "person").order_by("pk")
    )
    by_organisation = {one.organisation_id: one for one in standing if one.person_id is None}
    found: dict[tuple[int, int], Somebody] = {}
    for one in standing:
        if one.person is not None:
            found[one.person.pk, one.pk] = Somebody(one.person.pk, one.person.name, one.organisation.name, one)
    held = (
        Position.objects.on(on)
        .filter(organisation__in=list(by_organisation), kind__is_committee_member=True)
        .select_related("person", "kind", "body", "organisation")
        .order_by("organisation__sort_key", "kind__rank", "person__sort_key", "pk")
    )
    for position in held:
        subject = by_organisation[position.organisation_id]
        found.setdefault(
            (position.person_id, subject.pk),
            Somebody(
                position.person_id, position.person.name, f"{position.title}, {position.organisation.name}", subject,
                position.kind.role == "head",
            ),
        )  # fmt: skip
    return list(found.values())
