"""What a form offers when a duty is laid: the branch by levels and kinds, and who would bear it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef

from tusoi import treepath
from tusoi.documents.models import Clause, Document
from tusoi.obligations.cascade import Selection, chosen_organisations, chosen_people
from tusoi.obligations.models import Assignment, Obligation
from tusoi.organisations.models import Organisation, OrganisationKind
from tusoi.organisations.scope import Actor

FIRST = 20
"""So many names are said before laying; of the rest the number."""


@dataclass(frozen=True, slots=True)
class KindCount:
    code: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Preview:
    """Who would bear a duty: how many, the first names, how many were chosen twice (by name and by kind).

    ``names`` come by place: ("", organisations) or (organisation, its people).
    """

    count: int
    names: list[tuple[str, list[str]]]
    doubled: int = 0

    @property
    def more(self) -> int:
        return max(0, self.count - sum(len(some) for _place, some in self.names))


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
    return [KindCount(code, OrganisationKind(name_vi=vi, name_en=en).name, count) for code, vi, en, count in rows]


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


def preview(selection: Selection, issuer: Organisation, bearer: str, by: Actor) -> Preview:
    """Who would bear a duty laid with this selection. Two or three queries."""
    if bearer == Obligation.Bearer.PERSON:
        found = chosen_people(selection, issuer, by.today).values_list("organisation", "person")
        count = found.order_by().distinct().count()
        rows = (
            chosen_people(selection, issuer, by.today)
            .order_by("organisation__path", "person_id")
            .values_list("organisation__path", "person_id", "person__name", "organisation__name")
            .distinct()[:FIRST]
        )
        by_place: dict[str, list[str]] = {}
        for _path, _pk, name, place in rows:
            by_place.setdefault(place, []).append(name)
        return Preview(count, list(by_place.items()))
    chosen = chosen_organisations(selection, issuer).exclude(pk=issuer.pk)
    names = list(chosen.order_by("kind__rank", "sort_key", "pk").values_list("name", flat=True)[:FIRST])
    doubled = 0
    if selection.kind_codes and selection.organisation_ids:
        doubled = chosen.filter(pk__in=selection.organisation_ids, kind__code__in=selection.kind_codes).count()
    return Preview(chosen.count(), [("", names)], doubled)


def outside_branch(organisation_ids: Sequence[int], issuer: Organisation, by: Actor) -> Preview:
    """Which of the named organisations do not live in the branch; names only where one may know them."""
    inside = set(
        Organisation.objects.living().below(issuer).filter(pk__in=organisation_ids).values_list("pk", flat=True)
    )
    outside = set(organisation_ids) - inside
    if not outside:
        return Preview(0, [])
    names = (
        Organisation.objects.visible_to(by).filter(pk__in=outside).order_by("sort_key").values_list("name", flat=True)
    )
    return Preview(len(outside), [("", list(names[:FIRST]))])


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
        .get(pk=assignment_id, organisation=issuer)
    )


def on_the_way(top: Organisation, node: Organisation) -> list[Organisation]:
    """The organisations from ``top`` down to ``node``, both included. One query."""
    ids = treepath.ids(node.path)[len(top.path) // treepath.WIDTH - 1 :]
    return list(Organisation.objects.filter(pk__in=ids).order_by("depth"))
