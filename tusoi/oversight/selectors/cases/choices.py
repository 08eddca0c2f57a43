"""What a form of a case offers: whose case it may be, over whom, which documents, whom for the team."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from tusoi import treepath
from tusoi.documents.models import Document
from tusoi.lib.folding import fold
from tusoi.organisations.models import Body, Membership, Organisation, Person, Position
from tusoi.organisations.scope import Actor
from tusoi.oversight import access
from tusoi.oversight.models import Case, Finding, ProgrammeEntry

from .allowed import people_for

MOST = 300
FOUND = 40
Pair = tuple[int, int | None]


def owner_for(by: Actor) -> Organisation | None:
    """The organisation the actor opens cases for: where he works just now. At most one query."""
    if by.place is None or not by.place.gives("oversight.run"):
        return None
    return Organisation.objects.select_related("kind", "parent").get(pk=by.place.organisation_id)


def bodies_for(owner: Organisation, by: Actor) -> tuple[bool, list[Body]]:
    """Whether he may open cases of the committee itself, and the bodies for which he may. One query."""
    bodies = list(Body.objects.on(by.today).filter(organisation=owner).select_related("kind").order_by("name"))
    whole = access.is_staff(by, Case(owner=owner, body=None, is_committees=True))
    own = [
        one for one in bodies if access.is_staff(by, Case(owner=owner, body=one, is_committees=one.kind.is_collective))
    ]
    return whole, own


@dataclass(frozen=True, slots=True)
class Prefill:
    """What a new case takes over from a line of a programme, an earlier case or a finding."""

    values: dict[str, Any] = field(default_factory=dict)
    subjects: list[Pair] = field(default_factory=list)


def prefill(
    by: Actor, *, entry_id: int | None = None, follows_id: int | None = None, origin_id: int | None = None
) -> Prefill:
    """Raises DoesNotExist for what is not the actor's to see."""
    if entry_id is not None:
        entry = ProgrammeEntry.objects.visible_to(by).select_related("kind", "programme").get(pk=entry_id)
        return Prefill(
            {
                "entry": entry.pk, "kind": entry.kind.code, "title": entry.content[:300], "content": entry.content,
                "areas": [area.pk for area in entry.areas.all()], "examined_from": entry.examined_from,
                "examined_to": entry.examined_to, "body": entry.programme.body_id or "",
            },
            [(one.organisation_id, one.person_id) for one in entry.subjects.all()],
        )  # fmt: skip
    if follows_id is not None:
        case = Case.objects.worked_on_by(by).select_related("kind").get(pk=follows_id)
        return Prefill(
            {
                "follows": case.pk,
                "kind": "tkt",
                "title": f"Kiểm tra lại: {case.title}"[:300],
                "body": case.body_id or "",
            },
            [(one.organisation_id, one.person_id) for one in case.subjects.standing()],
        )
    if origin_id is not None:
        finding = Finding.objects.visible_to(by).select_related("case", "subject").get(pk=origin_id)
        own = finding.subject
        pairs: list[Pair] = [(own.organisation_id, own.person_id)] if own else []
        return Prefill({"origin": finding.pk, "kind": "kt-dhvp", "body": finding.case.body_id or ""}, pairs)
    return Prefill()


@dataclass(frozen=True, slots=True)
class Picker:
    """A place of the tree to choose subjects in: what lies directly below, who serves there; or what was found."""

    at: Organisation
    above: list[Organisation]
    organisations: list[Organisation]
    people: list[tuple[Person, str]]
    found: str = ""


def picker(owner: Organisation, by: Actor, *, at_id: int | None = None, find: str = "", people: bool = False) -> Picker:
    """Within the owner's branch. At most five queries."""
    branch = Organisation.objects.visible_to(by).living().below(owner).select_related("kind")
    at = branch.filter(pk=at_id).first() if at_id else None
    at = at or owner
    above = list(branch.filter(path__in=list(treepath.ancestors(at.path))).order_by("path"))
    if wanted := fold(find).split():
        rows = branch.exclude(pk=owner.pk).order_by("path").values_list("pk", "name")[:20_000]
        ids = [pk for pk, name in rows if all(word in fold(name) for word in wanted)][:FOUND]
        organisations = list(branch.filter(pk__in=ids).order_by("sort_key"))
    else:
        organisations = list(branch.filter(parent=at).order_by("sort_key", "name")[:MOST])
    return Picker(at, above, organisations, people_at(at, by.today) if people and not find else [], find)


def people_at(organisation: Organisation, day: date) -> list[tuple[Person, str]]:
    """Who serves or belongs there, with what he is. Two queries."""
    held = Position.objects.on(day).filter(organisation=organisation).select_related("person", "kind", "body")
    found: dict[int, tuple[Person, str]] = {}
    for one in held.order_by("kind__rank", "person__sort_key")[:MOST]:
        found.setdefault(one.person_id, (one.person, one.title))
    for belongs in (
        Membership.objects.on(day)
        .filter(organisation=organisation)
        .select_related("person")
        .order_by("person__sort_key")
    )[:MOST]:
        found.setdefault(belongs.person_id, (belongs.person, ""))
    return list(found.values())


def labels_of(pairs: Iterable[Pair], by: Actor) -> list[tuple[Pair, str]]:
    """How chosen subjects are called; those that are not the actor's to see are left out. At most two queries."""
    wanted = list(dict.fromkeys(pairs))
    organisations = Organisation.objects.visible_to(by).in_bulk({one for one, _person in wanted})
    people = Person.objects.visible_to(by).in_bulk({person for _one, person in wanted if person is not None})
    found = []
    for one, person in wanted:
        if one in organisations and (person is None or person in people):
            name = organisations[one].name
            found.append(((one, person), name if person is None else f"{people[person].name} ({name})"))
    return found


def documents_for(case: Case, by: Actor) -> QuerySet[Document]:
    """The newest documents of the owner's register that may be decision or plan."""
    return (
        Document.objects.visible_to(by)
        .filter(owner=case.owner_id, secrecy="", issued_on__lte=by.today)
        .select_related("kind")
        .defer("text")
        .order_by("-issued_on", "-pk")
    )


def people_named(by: Actor, words: str) -> list[tuple[Person, str]]:
    """People whose names hold every word, with where they serve, for a team. Three queries."""
    wanted = fold(words).split()
    if not wanted:
        return []
    rows = people_for(by).values_list("pk", "name")
    ids = [pk for pk, name in rows.iterator(chunk_size=2000) if all(word in fold(name) for word in wanted)][:FOUND]
    people = Person.objects.filter(pk__in=ids).order_by("sort_key", "name")
    places: dict[int, str] = {}
    held = Position.objects.on(by.today).filter(person__in=ids).select_related("kind", "organisation", "body")
    for one in held.order_by("organisation__depth", "kind__rank"):
        places.setdefault(one.person_id, f"{one.title}, {one.organisation.name}")
    for belongs in Membership.objects.on(by.today).filter(person__in=ids).select_related("organisation"):
        places.setdefault(belongs.person_id, belongs.organisation.name)
    return [(one, places.get(one.pk, "")) for one in people]


def pairs_of(values: Sequence[str]) -> list[Pair]:
    """ "12:" and "12:45" as pairs; what is no number is left out."""
    found: list[Pair] = []
    for value in values[:1_000]:
        first, _colon, second = value.partition(":")
        if first.isascii() and first.isdigit() and len(first) <= 18:
            person = int(second) if second.isascii() and second.isdigit() and len(second) <= 18 else None
            found.append((int(first), person))
    return list(dict.fromkeys(found))
