"""What a form offers when a duty is laid: the branch by levels and kinds, its people, the document it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from tusoi import treepath
from tusoi.documents.models import Clause, Document
from tusoi.obligations.models import Assignment, Obligation
from tusoi.organisations.models import Membership, Organisation, OrganisationKind, Position
from tusoi.organisations.scope import Actor
from tusoi.organisations.selectors import MOST_FOUND
from tusoi.search.rules import words
from tusoi.search.selectors import found_ids

MOST_PEOPLE = 20
"""So many people at most are shown for a search; who is not among them is found by more words."""
MOST_OPEN = 200
"""So many levels of the tree at most are open at once in a form."""


@dataclass(frozen=True, slots=True)
class KindCount:
    """``name`` in the reader's language, ``name_vi`` as texts have it."""

    code: str
    name: str
    count: int
    name_vi: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody a duty may be laid on by name: a person, the organisation he serves, and as what."""

    organisation_id: int
    person_id: int
    name: str
    organisation: str
    titles: tuple[str, ...]

    @property
    def value(self) -> str:
        """How a form names him."""
        return f"{self.organisation_id}-{self.person_id}"


def kinds_below(issuer: Organisation, by: Actor) -> list[KindCount]:
    """The kinds of living organisations below, highest first, each with how many there are. One query."""
    rows = (
        Organisation.objects.visible_to(by)
        .below(issuer, itself=False)
        .living()
        .order_by("kind__rank", "kind__name_vi")
        .values_list("kind__code", "kind__name_vi", "kind__name_en")
        .annotate(count=Count("pk"))
    )
    return [KindCount(code, OrganisationKind(name_vi=vi, name_en=en).name, count, vi) for code, vi, en, count in rows]


def children_to_choose(node: Organisation, by: Actor) -> list[Organisation]:
    """The living children, by kind and name, with ``has_below``: whether there are any below them. One query."""
    below = Organisation.objects.living().filter(parent=OuterRef("pk"))
    return list(
        Organisation.objects.visible_to(by)
        .living()
        .filter(parent=node)
        .select_related("kind")
        .annotate(has_below=Exists(below))
        .order_by("kind__rank", "kind__code", "sort_key", "pk")
    )


def organisation_below(pk: int, issuer: Organisation, by: Actor) -> Organisation:
    """An organisation of the issuer's branch. Raises Organisation.DoesNotExist."""
    return Organisation.objects.visible_to(by).below(issuer).select_related("kind").get(pk=pk)


def levels_to_choose(nodes: Sequence[int], issuer: Organisation, by: Actor) -> dict[int, list[Organisation]]:
    """The children to choose of several organisations of the branch; what is not in it is left out. One query."""
    below = Organisation.objects.living().filter(parent=OuterRef("pk"))
    found: dict[int, list[Organisation]] = {}
    rows = (
        Organisation.objects.visible_to(by)
        .living()
        .below(issuer, itself=False)
        .filter(parent__in=nodes[:MOST_OPEN])
        .select_related("kind")
        .annotate(has_below=Exists(below))
        .order_by("kind__rank", "kind__code", "sort_key", "pk")
    )
    for one in rows:
        found.setdefault(one.parent_id or 0, []).append(one)
    return found


def people_found(query: str, issuer: Organisation, by: Actor) -> tuple[list[Candidate], bool]:
    """People of the branch who hold a position today, then its members who hold none, by all words of the query
    without diacritics; and whether there are more than MOST_PEOPLE. At most five queries; none without a query."""
    if not words(query):
        return [], False
    people = found_ids(query, kind="person", by=by, limit=MOST_FOUND)
    rows = list(_serving(issuer, by).filter(person__in=people)[: MOST_PEOPLE * 3])
    found = _candidates(rows)
    if len(found) <= MOST_PEOPLE:
        serving = _serving(issuer, by).order_by().filter(person__in=people).values("person")
        found += _members(_belonging(issuer, by).filter(person__in=people).exclude(person__in=serving)[:MOST_PEOPLE])
    return found[:MOST_PEOPLE], len(found) > MOST_PEOPLE


def people_chosen(
    pairs: Sequence[tuple[int, int]], issuer: Organisation, by: Actor
) -> dict[tuple[int, int], Candidate]:
    """The (organisation, person) that may be chosen, with their names and positions. One query, two where somebody
    holds no position."""
    if not pairs:
        return {}
    organisations, people = zip(*pairs, strict=True)
    rows = _serving(issuer, by).filter(organisation__in=set(organisations), person__in=set(people))
    by_pair = {(one.organisation_id, one.person_id): one for one in _candidates(list(rows))}
    if left := set(pairs) - by_pair.keys():
        organisations, people = zip(*left, strict=True)
        members = _belonging(issuer, by).filter(organisation__in=set(organisations), person__in=set(people))
        for one in _members(members):
            by_pair.setdefault((one.organisation_id, one.person_id), one)
    return {pair: by_pair[pair] for pair in pairs if pair in by_pair}


def _serving(issuer: Organisation, by: Actor) -> QuerySet[Position]:
    return (
        Position.objects.visible_to(by)
        .on(by.today)
        .filter(treepath.within("organisation__path", [issuer.path]), organisation__ended_on__isnull=True)
        .select_related("person", "organisation", "kind", "body")
        .order_by("person__sort_key", "person__name", "person_id", "organisation__path", "kind__rank", "pk")
    )


def _belonging(issuer: Organisation, by: Actor) -> QuerySet[Membership]:
    return (
        Membership.objects.visible_to(by)
        .on(by.today)
        .filter(treepath.within("organisation__path", [issuer.path]), organisation__ended_on__isnull=True)
        .select_related("person", "organisation")
        .order_by("person__sort_key", "person__name", "person_id", "organisation__path", "pk")
    )


def _members(rows: Iterable[Membership]) -> list[Candidate]:
    return [
        Candidate(one.organisation_id, one.person_id, one.person.name, one.organisation.name, (_("đảng viên"),))
        for one in rows
    ]


def _candidates(rows: Sequence[Position]) -> list[Candidate]:
    held: dict[tuple[int, int], list[Position]] = {}
    for one in rows:
        held.setdefault((one.organisation_id, one.person_id), []).append(one)
    found = []
    for pair, mine in held.items():
        titles = tuple(dict.fromkeys(one.title for one in mine))
        found.append(Candidate(*pair, mine[0].person.name, mine[0].organisation.name, titles))
    return found


def basis_for(document_id: int, by: Actor) -> tuple[Document, list[Clause]]:
    """A document within reach and the requirements found in it. Raises Document.DoesNotExist."""
    document = Document.objects.visible_to(by).select_related("kind").defer("text").get(pk=document_id)
    return document, list(document.clauses.filter(kind=Clause.Kind.REQUIREMENT))


def clauses_by_id(clause_ids: Sequence[int], document: Document | None, by: Actor) -> dict[int, Clause]:
    """The named clauses, each within reach and of that document. Raises Clause.DoesNotExist for any other."""
    found = Clause.objects.visible_to(by).filter(document=document, pk__in=clause_ids) if document else ()
    by_id = {clause.pk: clause for clause in found}
    if set(clause_ids) - by_id.keys():
        raise Clause.DoesNotExist
    return by_id


def clauses_to_answer(obligation: Obligation) -> list[Clause]:
    """What a line of a plan may answer: the limitations and requirements of the duty's document."""
    if obligation.document_id is None:
        return []
    kinds = (Clause.Kind.LIMITATION, Clause.Kind.REQUIREMENT)
    return list(Clause.objects.filter(document=obligation.document_id, kind__in=kinds).order_by("position")[:200])


def part_to_pass_on(assignment_id: int, issuer: Organisation, by: Actor) -> Assignment:
    """The issuer's own part of a duty from above that it passes on. Raises Assignment.DoesNotExist."""
    return (
        Assignment.objects.visible_to(by)
        .select_related("obligation__document__kind", "obligation__clause", "obligation__deliverable")
        .defer("obligation__document__text")
        .get(pk=assignment_id, organisation=issuer)
    )


def on_the_way(top: Organisation, node: Organisation) -> list[Organisation]:
    """The organisations from ``top`` down to ``node``, both included. One query."""
    ids = treepath.ids(node.path)[len(top.path) // treepath.WIDTH - 1 :]
    return list(Organisation.objects.filter(pk__in=ids).order_by("depth"))
