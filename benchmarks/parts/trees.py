"""The tree alone: listing a branch, and adding a leaf to it."""

from __future__ import annotations

from django.db import connection, transaction
from django.utils import timezone

from benchmarks.nation import Nation
from benchmarks.peers.common import installed
from benchmarks.timing import Result, against, in_turns, once
from tusoi import treepath
from tusoi.organisations.models import Organisation


def subtree(organisation_id: int) -> list[tuple[int, str]]:
    node = Organisation.objects.get(pk=organisation_id)
    return list(Organisation.objects.below(node).values_list("pk", "name"))


def insert_leaf(parent_id: int) -> None:
    """What founding an organisation does to the tree; the trail and the history beside it are not the peers' work."""
    parent = Organisation.objects.get(pk=parent_id)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT nextval(pg_get_serial_sequence('organisations_organisation', 'id'))")
        else:
            cursor.execute("SELECT COALESCE(MAX(id), 0) + 1 FROM organisations_organisation")
        number = int(cursor.fetchone()[0])
    Organisation(
        id=number, kind_id=parent.kind_id, name="Chi bộ mới", sort_key=f"{number:08}", parent=parent,
        path=parent.path + treepath.segment(number), depth=parent.depth + 1, pivot_id=parent.pivot_id,
        founded_on=timezone.localdate(),
    ).save(force_insert=True)  # fmt: skip


def measure(nation: Nation) -> list[Result]:
    return [*_subtrees(nation), *_inserts(nation)]


def _subtrees(nation: Nation) -> list[Result]:
    found = []
    for level in ("province", "commune"):
        pk = getattr(nation, level)
        variants = {"ours": lambda pk=pk: subtree(pk)}
        for peer in installed():
            variants[peer.NAME] = lambda peer=peer, pk=pk: peer.subtree(pk)
        expected = sorted(subtree(pk))
        for name, variant in variants.items():
            assert sorted(variant()) == expected, f"{name} lists another branch"
        ms = in_turns(variants, nation.size)
        what = f"listing the branch of a {level} ({len(expected):,} organisations)"
        found += [against(what, ms["ours"], name, theirs) for name, theirs in ms.items() if name != "ours"] or [
            Result(what, ms["ours"])
        ]
    return found


def _inserts(nation: Nation) -> list[Result]:
    """Each in a transaction that is taken back, so that the tree stays what it was."""

    def taken_back(call):
        with transaction.atomic():
            call(nation.commune)
            transaction.set_rollback(True)

    calls = {"ours": insert_leaf, **{peer.NAME: peer.insert_leaf for peer in installed()}}
    times: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(3):
        for name, call in calls.items():
            times[name].append(once(lambda call=call: taken_back(call)))
    ms = {name: sorted(each)[1] for name, each in times.items()}
    what = "adding an organisation in a commune"
    return [against(what, ms["ours"], name, theirs) for name, theirs in ms.items() if name != "ours"] or [
        Result(what, ms["ours"])
    ]
