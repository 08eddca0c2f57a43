"""The roll-up of one duty by child, at three levels: ours, GROUP BY over the rows, and the peers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models.functions import Substr
from django.utils import timezone

from benchmarks.nation import Nation
from benchmarks.peers.common import FIVE, installed
from benchmarks.timing import Result, against, in_turns
from tusoi import treepath
from tusoi.obligations.models import Assignment
from tusoi.obligations.rules import STATES
from tusoi.obligations.selectors import roll_up, roll_up_children
from tusoi.organisations.models import Organisation

LEVELS = ("root", "province", "commune")
GROUP_BY = "GROUP BY over the rows"
LEAST = {GROUP_BY: 100, "django-treebeard": 50, "django-mptt": 50}
"""How many times faster at the root, where all bearers are; a commune has few enough for everybody."""


def by_rows(node: Organisation, obligation_id: int) -> dict[int, tuple[int, ...]]:
    """What the database makes of the assignments themselves, along our own index: the plain way."""
    length = len(node.path) + treepath.WIDTH
    rows = (
        Assignment.objects.filter(treepath.within("path", [node.path]), obligation=obligation_id)
        .order_by()
        .values_list(Substr("path", 1, length))
        .annotate(**FIVE)
    )
    counts = {path: tuple(five) for path, *five in rows}
    children = Organisation.objects.filter(path__in=counts).order_by("sort_key", "pk")
    return {child.pk: counts[child.path] for child in children}


def total_of_rows(node: Organisation, obligation_id: int) -> dict[str, int]:
    found = Assignment.objects.filter(treepath.within("path", [node.path]), obligation=obligation_id)
    return found.aggregate(**FIVE)


def by_tallies(node: Organisation, obligation_id: int) -> dict[int, tuple[int, ...]]:
    lines = roll_up_children(obligation_id, node, timezone.localdate())
    return {line.organisation.pk: tuple(getattr(line.counts, state) for state in STATES) for line in lines}


def measure(nation: Nation) -> list[Result]:
    today, found = timezone.localdate(), []
    for level in LEVELS:
        node = nation.organisation(level)
        variants: dict[str, Callable[[], Any]] = {
            "ours": lambda node=node: by_tallies(node, nation.to_cells),
            GROUP_BY: lambda node=node: by_rows(node, nation.to_cells),
        }
        for peer in installed():
            variants[peer.NAME] = lambda peer=peer, node=node: peer.roll_up(node.pk, nation.to_cells)
            if hasattr(peer, "roll_up_by_related_count"):
                other = f"{peer.NAME} (related count)"
                variants[other] = lambda peer=peer, node=node: peer.roll_up_by_related_count(node.pk, nation.to_cells)
        expected = variants[GROUP_BY]()
        for name, variant in variants.items():
            assert variant() == expected, f"{name} gives other figures at the {level}"
        whole = roll_up(nation.to_cells, node, today)
        assert [sum(column) for column in zip(*expected.values(), strict=True)] == [
            getattr(whole, state) for state in STATES
        ]

        totals = {
            "ours": lambda node=node: roll_up(nation.to_cells, node, today),
            GROUP_BY: lambda node=node: total_of_rows(node, nation.to_cells),
        }
        ms = in_turns(totals, nation.size)
        least = LEAST if level == "root" else {}
        total = f"roll-up at the {level}, the total"
        found.append(against(total, ms["ours"], GROUP_BY, ms[GROUP_BY], limit=2, least=least.get(GROUP_BY)))
        ms = in_turns(variants, nation.size)
        by_child = f"roll-up at the {level}, by child"
        found += [
            against(by_child, ms["ours"], name, theirs, limit=2, least=least.get(name))
            for name, theirs in _fastest(ms).items()
        ]
    return found


def _fastest(ms: dict[str, float]) -> dict[str, float]:
    """One figure for each peer: that of its faster idiom."""
    best: dict[str, float] = {}
    for name, theirs in ms.items():
        if name != "ours":
            peer = name.split(" (")[0]
            best[peer] = min(theirs, best.get(peer, theirs))
    return best
