"""The tree as one asks for it: level by level, today or as it was on a day, with the size of every branch."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from typing import Any

from django.core.cache import cache
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Length, Substr

from tusoi import treepath
from tusoi.organisations.models import Designation, Organisation, OrganisationKind, Placement
from tusoi.organisations.prepared import kept, prepared, the_one
from tusoi.organisations.scope import Actor
from tusoi.search.rules import words
from tusoi.search.selectors import found_ids

PER_NODE = 200
"""Children shown below one node of the tree; further ones are found by the filter."""

MOST_FOUND = 500
"""Organisations a search looks at."""

LARGE = 20_000
"""From so many organisations on, the sizes of the branches at the top are counted anew only now and then."""
REMEMBERED = 600
"""Seconds; the tree of a nation is not read for a number that is a few larger or smaller than ten minutes ago."""
_SIZE = "branch-size-"


@dataclass(frozen=True, slots=True)
class Node:
    """One line of the tree. ``below``: organisations in its branch, itself not counted, ended ones where shown."""

    id: int
    name: str
    kind: str
    path: str
    depth: int
    founded_on: date
    ended_on: date | None = None
    below: int = 0
    left_out: int = 0
    """Children beyond PER_NODE that are not shown."""
    is_open: bool = False
    children: tuple[Node, ...] = field(default=())

    @property
    def has_children(self) -> bool:
        return self.below > 0 or bool(self.children)


@dataclass(frozen=True, slots=True)
class Then:
    """An organisation as it was on a day: its name, its superior's name, its direct subordinates with their names."""

    organisation: Organisation
    day: date
    existed: bool
    name: str = ""
    short_name: str = ""
    code: str = ""
    parent: tuple[int, str] | None = None
    children: tuple[tuple[int, str], ...] = ()


def get_organisation(pk: int, *, by: Actor) -> Organisation:
    """Raises DoesNotExist outside one's reach."""
    return the_one(_reached(by, pk=pk), Organisation.DoesNotExist)


@kept
def _reached(by: Actor, *, pk: int) -> QuerySet[Organisation]:
    return Organisation.objects.visible_to(by).select_related("kind", "parent", "pivot").filter(pk=pk)


def ancestors_of(organisation: Organisation) -> list[Organisation]:
    """From the root down to the one directly above. One query."""
    return _above(None, path=organisation.path)


@prepared
def _above(_: None, *, path: str) -> QuerySet[Organisation]:
    return Organisation.objects.filter(pk__in=treepath.ids(path)[:-1]).order_by("depth")


def children_of(
    organisation: Organisation, *, by: Actor, day: date | None = None, ended: bool = False
) -> QuerySet[Organisation]:
    """Its direct subordinates within reach, alphabetically: today's living ones, or those placed there on a day."""
    found = Organisation.objects.visible_to(by).select_related("kind")
    if day is not None:
        placed = Placement.objects.on(day).filter(parent=organisation)
        return found.filter(pk__in=placed.values("organisation")).order_by("sort_key", "pk")
    found = found.filter(parent=organisation)
    return (found if ended else found.living()).order_by("sort_key", "pk")


def children_here(by: Actor) -> QuerySet[Organisation]:
    """The living direct subordinates of the place the actor works for, alphabetically; none without a place."""
    here = by.place.organisation_id if by.place else None
    return Organisation.objects.visible_to(by).living().filter(parent=here or 0).order_by("sort_key", "pk")


def has_below(organisation: Organisation) -> bool:
    """Whether a living organisation stands directly below it. One query."""
    return bool(_one_below(None, organisation=organisation.pk))


@kept
def _one_below(_: None, *, organisation: int) -> QuerySet[Organisation, int]:
    return Organisation.objects.filter(parent=organisation).living().order_by().values_list("pk", flat=True)[:1]


def roots_of(by: Actor) -> list[Organisation]:
    """Where the actor's tree begins: the outermost of his places, for a command everything's root."""
    if by.system:
        return list(Organisation.objects.filter(parent__isnull=True).select_related("kind").order_by("sort_key"))
    outermost: list[str] = []
    for path in sorted(set(by.branches())):
        if not outermost or not treepath.is_within(path, outermost[-1]):
            outermost.append(path)
    numbers = [treepath.ids(path)[-1] for path in outermost]
    return list(Organisation.objects.filter(pk__in=numbers).select_related("kind").order_by("depth", "sort_key"))


def tree_below(
    roots: Iterable[Organisation],
    *,
    by: Actor,
    opened: Collection[int] = (),
    day: date | None = None,
    ended: bool = False,
) -> list[Node]:
    """The roots with their children; further levels only below the nodes in ``opened``.

    Two queries a level, one for the rows and one for the counts, however many nodes are open.
    ``ended`` adds organisations that are no more; ``day`` shows names and places as they were then.
    """
    return _grow([_node(root) for root in roots], set(opened), by, day, ended, first=True)


def branch_of(organisation: Organisation, *, by: Actor, day: date | None = None, ended: bool = False) -> Node:
    """One node with its children: what a click on it loads."""
    return tree_below([organisation], by=by, day=day, ended=ended)[0]


def subordinates(organisation: Organisation, *, by: Actor, day: date | None = None) -> list[Node]:
    """The direct subordinates of one organisation with the size of each branch. Two queries."""
    return _counted(_children([_node(organisation)], by, day, False).get(organisation.pk, []), day, False)


def branch_rows(roots: Iterable[Organisation], *, by: Actor, ended: bool = False) -> Iterator[Organisation]:
    """Every organisation of the branches, parents before children, read in portions."""
    found = Organisation.objects.visible_to(by).filter(treepath.within("path", [root.path for root in roots]))
    if not ended:
        found = found.living()
    return found.select_related("kind", "parent").order_by("path").iterator(2000)


def reachable(*, by: Actor, ended: bool = False) -> QuerySet[Organisation]:
    """Every organisation one may see, those on the way up included, parents before children."""
    found = Organisation.objects.visible_to(by).select_related("kind").order_by("path")
    return found if ended else found.living()


def get_kind(pk: int) -> OrganisationKind:
    """Raises DoesNotExist."""
    return OrganisationKind.objects.get(pk=pk)


def possible_successors(organisation: Organisation, *, by: Actor) -> QuerySet[Organisation]:
    """Who may take over what it leaves undone: its living siblings and its superior, as far as one may change them."""
    near = Q(parent=organisation.parent_id) | Q(pk=organisation.parent_id)
    found = Organisation.objects.visible_to(by).living().filter(near, by.within("path", "organisations.change"))
    return found.exclude(pk=organisation.pk).order_by("depth", "sort_key", "pk")


def _grow(nodes: list[Node], opened: set[int], by: Actor, day: date | None, ended: bool, *, first: bool) -> list[Node]:
    nodes = _counted(nodes, day, ended)
    if day is not None and first:
        nodes = _named_then(nodes, day)
    to_open = [node for node in nodes if first or (node.id in opened and node.below)]
    if not to_open:
        return nodes
    children = _children(to_open, by, day, ended)
    left_out = {number: len(mine) - PER_NODE for number, mine in children.items()}
    children = {number: mine[:PER_NODE] for number, mine in children.items()}
    everything = _grow([child for row in children.values() for child in row], opened, by, day, ended, first=False)
    grown = {child.id: child for child in everything}
    return [
        replace(
            node,
            is_open=True,
            children=tuple(grown[child.id] for child in children[node.id]),
            left_out=max(0, left_out[node.id]),
        )
        if node.id in children
        else replace(node, is_open=node in to_open)
        for node in nodes
    ]


def _node(organisation: Organisation) -> Node:
    return Node(
        organisation.pk, organisation.name, organisation.kind.name, organisation.path, organisation.depth,
        organisation.founded_on, organisation.ended_on,
    )  # fmt: skip


def _children(parents: list[Node], by: Actor, day: date | None, ended: bool) -> dict[int, list[Node]]:
    """The children of each parent, in order. One query, whatever the day."""
    numbers = [node.id for node in parents]
    found = Organisation.objects.visible_to(by).select_related("kind")
    if day is None:
        found = found.filter(parent__in=numbers).annotate(above=F("parent"), called=F("name"))
        if not ended:
            found = found.living()
    else:
        name = Designation.objects.on(day).filter(organisation=OuterRef("pk")).values("name")[:1]
        lasting = Q(placements__valid_to__isnull=True) | Q(placements__valid_to__gt=day)
        found = found.filter(lasting, placements__valid_from__lte=day, placements__parent__in=numbers).annotate(
            above=F("placements__parent"), called=Coalesce(Subquery(name), F("name"))
        )
    ordered: Any = found.order_by(F("above"), "sort_key", "pk")
    rows = [(row.above, replace(_node(row), name=row.called)) for row in ordered]
    return {parent: [node for _, node in group] for parent, group in groupby(rows, key=lambda row: row[0])}


def _named_then(nodes: list[Node], day: date) -> list[Node]:
    names = dict(
        Designation.objects.on(day)
        .filter(organisation__in=[node.id for node in nodes])
        .values_list("organisation", "name")
    )
    return [replace(node, name=names.get(node.id, node.name)) for node in nodes]


def _counted(nodes: list[Node], day: date | None, ended: bool) -> list[Node]:
    """How many living organisations each branch holds: a few ranges of the index a level, by first segments."""
    counts: dict[str, int] = {}
    for length in {len(node.path) for node in nodes}:
        paths = [node.path for node in nodes if len(node.path) == length]
        today = day is None and not ended
        remembered = _remembered(paths) if today and length <= 2 * treepath.WIDTH else {}
        if len(remembered) == len(paths):
            counts.update(remembered)
            continue
        sizes = dict(branch_sizes(paths, length, day, ended))
        if today and sum(sizes.values()) >= LARGE:
            cache.set_many({f"{_SIZE}{path}": size for path, size in sizes.items()}, REMEMBERED)
        counts.update(sizes)
    return [replace(node, below=counts.get(node.path, 0)) for node in nodes]


def _remembered(paths: list[str]) -> dict[str, int]:
    found = cache.get_many([f"{_SIZE}{path}" for path in paths])
    return {key.removeprefix(_SIZE): size for key, size in found.items()}


def branch_sizes(
    paths: list[str], length: int, day: date | None = None, ended: bool = False
) -> Iterable[tuple[str, int]]:
    """(path, organisations below it) for paths of one length; siblings are counted by one range over their parent."""
    siblings: dict[str, list[str]] = {}
    for path in paths:
        siblings.setdefault(path[: -treepath.WIDTH], []).append(path)
    span = treepath.within("path", (mine[0] if len(mine) == 1 else parent for parent, mine in siblings.items()))
    if day is None:
        rows = Organisation.objects.filter(span) if ended else Organisation.objects.living().filter(span)
    else:
        rows = Placement.objects.on(day).filter(span)  # type: ignore[assignment]
    # By length: PostgreSQL compared each organisation of the branch with a list of all children.
    deeper = rows.alias(length=Length("path")).filter(length__gt=length)
    grouped = deeper.annotate(top=Substr("path", 1, length)).values("top")
    wanted = set(paths)
    return [
        (top, count)
        for top, count in grouped.annotate(count=Count("pk")).values_list("top", "count").order_by("top")
        if top in wanted
    ]


def organisation_on(organisation: Organisation, day: date, *, by: Actor) -> Then:
    """What it was called, where it stood and what lay directly below it on a day (as it was then)."""
    named = Designation.objects.on(day).filter(organisation=organisation).first()
    placed = Placement.objects.on(day).filter(organisation=organisation).first()
    if named is None or placed is None:
        return Then(organisation, day, existed=False)
    below = [child.pk for child in children_of(organisation, by=by, day=day)]
    wanted = [*below, placed.parent_id] if placed.parent_id else below
    names = dict(Designation.objects.on(day).filter(organisation__in=wanted).values_list("organisation", "name"))
    return Then(
        organisation,
        day,
        existed=True,
        name=named.name,
        short_name=named.short_name,
        code=named.code,
        parent=(placed.parent_id, names.get(placed.parent_id, "")) if placed.parent_id else None,
        children=tuple((pk, names[pk]) for pk in below if pk in names),
    )


def search_organisations(query: str, *, by: Actor, ended: bool = False, limit: int = 50) -> list[Organisation]:
    """By any name it ever had, without diacritics, all words or their beginnings; the beginning of the tree first.

    At most MOST_FOUND are looked at, read through the index of the search, whatever the number of organisations.
    """
    if not words(query):
        return []
    ids = found_ids(query, kind="organisation", by=by, limit=MOST_FOUND)
    found = Organisation.objects.visible_to(by).filter(pk__in=ids)
    if not by.system:
        found = found.filter(by.within("path"))
    if not ended:
        found = found.living()
    return list(found.select_related("kind", "parent").order_by("depth", "sort_key", "pk")[:limit])


def kinds_below(organisation: Organisation | None, day: date) -> QuerySet[OrganisationKind]:
    """The kinds that may be founded below it on a day."""
    kinds: QuerySet[OrganisationKind] = OrganisationKind.objects.on(day)
    return (kinds if organisation is None else kinds.filter(rank__gt=organisation.kind.rank)).order_by("rank", "pk")


def names_over_time(organisation: Organisation) -> QuerySet[Designation]:
    return Designation.objects.filter(organisation=organisation).order_by("-valid_from", "-pk")


def places_over_time(organisation: Organisation) -> QuerySet[Placement]:
    return Placement.objects.filter(organisation=organisation).select_related("parent").order_by("-valid_from", "-pk")
