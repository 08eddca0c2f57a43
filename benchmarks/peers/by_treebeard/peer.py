"""django-treebeard, materialised path: a join to the nodes' paths, grouped by the prefix of the child.

The branch is asked as a range of paths: its own ``startswith`` scans the whole table on SQLite, which would make the
comparison of roll-ups too easy. The subtree is its own ``get_descendants``.
"""

from django.db.models.functions import Substr

from benchmarks.bulk import load
from benchmarks.nation import Nation
from benchmarks.peers.common import FIVE, fill_duties

from .models import Duty, Node

NAME = "django-treebeard"


def fill(nation: Nation) -> None:
    paths: dict[int, str] = {}
    children: dict[int, int] = {}
    for one in nation.nodes:
        if one.parent is None:
            paths[one.id] = Node._get_path("", 1, 1)
        else:
            children[one.parent] = children.get(one.parent, 0) + 1
            paths[one.id] = Node._get_path(paths[one.parent], one.depth + 1, children[one.parent])
    load(
        Node,
        ("id", "path", "depth", "numchild", "name"),
        ((one.id, paths[one.id], one.depth + 1, children.get(one.id, 0), one.name) for one in nation.nodes),
    )
    fill_duties(Duty, [nation.to_cells, nation.obligations[0]])


def roll_up(node_id: int, obligation_id: int) -> dict[int, tuple[int, ...]]:
    node = Node.objects.get(pk=node_id)
    length = len(node.path) + Node.steplen
    rows = (
        Duty.objects.filter(obligation=obligation_id, node__path__range=Node._get_children_path_interval(node.path))
        .values_list(Substr("node__path", 1, length))
        .annotate(**FIVE)
    )
    counts = {path: tuple(five) for path, *five in rows}
    return {child.pk: counts[child.path] for child in node.get_children() if child.path in counts}


def subtree(node_id: int) -> list[tuple[int, str]]:
    node = Node.objects.get(pk=node_id)
    return [(node.pk, node.name), *node.get_descendants().values_list("pk", "name")]


def insert_leaf(parent_id: int) -> None:
    Node.objects.get(pk=parent_id).add_child(name="Chi bộ mới")
