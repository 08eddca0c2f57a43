"""django-tree-queries, recursive CTE: one walk of the tree gives every bearer's way from the root.

The paths it annotates cannot be grouped by in the database, so the rows of the branch come with their path and state
and are counted here; one walk for each child would cost the walk forty times.
"""

from collections import defaultdict

from benchmarks.bulk import load
from benchmarks.nation import Nation
from benchmarks.peers.common import fill_duties
from tusoi.obligations.rules import STATES

from .models import Duty, Node

NAME = "django-tree-queries"


def fill(nation: Nation) -> None:
    load(Node, ("id", "name", "parent_id"), ((one.id, one.name, one.parent) for one in nation.nodes))
    fill_duties(Duty, [nation.to_cells, nation.obligations[0]])


def roll_up(node_id: int, obligation_id: int) -> dict[int, tuple[int, ...]]:
    bearers = (
        Node.objects.descendants(node_id)
        .filter(duties__obligation=obligation_id)
        .values_list("tree_path", "duties__state")
    )
    position = {state: number for number, state in enumerate(STATES)}
    counts: dict[int, list[int]] = defaultdict(lambda: [0] * len(STATES))
    for path, state in bearers:
        counts[path[path.index(node_id) + 1]][position[state]] += 1
    return {child: tuple(five) for child, five in counts.items()}


def subtree(node_id: int) -> list[tuple[int, str]]:
    return list(Node.objects.descendants(node_id, include_self=True).values_list("pk", "name"))


def insert_leaf(parent_id: int) -> None:
    Node.objects.create(name="Chi bộ mới", parent_id=parent_id)
