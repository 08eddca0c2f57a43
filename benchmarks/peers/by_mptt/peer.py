"""django-mptt, nested sets: two idioms, and the faster one counts.

`roll_up` joins once and finds each row's child by its range of left numbers; `roll_up_by_related_count` is the
library's own ``add_related_count``, which counts one state at a time.
"""

from django.db.models import Case, IntegerField, Value, When

from benchmarks.bulk import load
from benchmarks.nation import Nation, children_of
from benchmarks.peers.common import FIVE, fill_duties
from tusoi.obligations.rules import STATES

from .models import Duty, Node

NAME = "django-mptt"


def fill(nation: Nation) -> None:
    load(
        Node,
        ("id", "name", "parent_id", "lft", "rght", "tree_id", "level"),
        ((one.id, one.name, one.parent, left, right, 1, one.depth) for one, left, right in children_of(nation.nodes)),
    )
    fill_duties(Duty, [nation.to_cells, nation.obligations[0]])


def roll_up(node_id: int, obligation_id: int) -> dict[int, tuple[int, ...]]:
    node = Node.objects.get(pk=node_id)
    ranges = [When(node__lft__range=(child.lft, child.rght), then=Value(child.pk)) for child in node.get_children()]
    if not ranges:
        return {}
    rows = (
        Duty.objects.filter(
            obligation=obligation_id, node__tree_id=node.tree_id, node__lft__gt=node.lft, node__lft__lt=node.rght
        )
        .values_list(Case(*ranges, output_field=IntegerField()))
        .annotate(**FIVE)
    )
    return {child: tuple(five) for child, *five in rows}


def roll_up_by_related_count(node_id: int, obligation_id: int) -> dict[int, tuple[int, ...]]:
    children = Node.objects.get(pk=node_id).get_children()
    for state in STATES:
        children = Node.objects.add_related_count(
            children, Duty, "node", f"n_{state}", cumulative=True,
            extra_filters={"obligation": obligation_id, "state": state},
        )  # fmt: skip
    counts = {child.pk: tuple(getattr(child, f"n_{state}") for state in STATES) for child in children}
    return {pk: five for pk, five in counts.items() if any(five)}


def subtree(node_id: int) -> list[tuple[int, str]]:
    node = Node.objects.get(pk=node_id)
    return list(node.get_descendants(include_self=True).values_list("pk", "name"))


def insert_leaf(parent_id: int) -> None:
    Node.objects.create(name="Chi bộ mới", parent=Node.objects.get(pk=parent_id))
