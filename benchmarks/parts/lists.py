"""What pages over many duties ask: who is overdue longest, and how 200 duties stand."""

from __future__ import annotations

from django.db.models import Count
from django.utils import timezone

from benchmarks.nation import Nation
from benchmarks.peers.common import FIVE
from benchmarks.timing import Result, against, database_time, in_turns
from tusoi import treepath
from tusoi.obligations.models import Assignment
from tusoi.obligations.rules import OPEN, STATES
from tusoi.obligations.selectors import dashboard, overdue_below
from tusoi.organisations.models import Organisation


def measure(nation: Nation) -> list[Result]:
    return [*_overdue(nation), *_dashboards(nation)]


def _overdue(nation: Nation) -> list[Result]:
    today, found = timezone.localdate(), []
    for level in ("root", "province", "commune"):
        node = nation.organisation(level)
        expected = list(
            Assignment.objects.filter(treepath.within("path", [node.path]), state__in=OPEN, due_on__lt=today)
            .order_by("due_on", "pk")
            .values_list("pk", flat=True)[:20]
        )
        assert [one.id for one in overdue_below(node, today)] == expected
        ms = in_turns({"ours": lambda node=node: overdue_below(node, today)}, nation.size)
        found.append(Result(f"the 20 longest overdue at the {level}", ms["ours"], limit=2))
    return found


def _dashboards(nation: Nation) -> list[Result]:
    now, today, found = timezone.now(), timezone.localdate(), []
    ids = [nation.to_cells, *nation.obligations][:200]

    def by_rows(node: Organisation) -> dict[int, tuple[int, ...]]:
        rows = (
            Assignment.objects.filter(treepath.within("path", [node.path]), obligation__in=ids)
            .order_by()
            .values_list("obligation_id")
            .annotate(**FIVE, all=Count("pk"))
        )
        return {pk: tuple(five[:5]) for pk, *five in rows}

    for level in ("root", "province", "commune"):
        node = nation.organisation(level)
        counts = dashboard(ids, node, now, today)
        expected = by_rows(node)
        for pk in ids:
            got = tuple(getattr(counts[pk], state) for state in STATES)
            assert got == expected.get(pk, (0,) * 5), f"the dashboard tells otherwise at the {level}"
        spent = []
        for _ in range(min(nation.size.rounds, 15)):
            with database_time() as found_time:
                dashboard(ids, node, timezone.now(), today)
            spent.append(found_time.ms)
        ms = in_turns(
            {
                "ours": lambda node=node: dashboard(ids, node, timezone.now(), today),
                "rows": lambda node=node: by_rows(node),
            },
            nation.size,
        )
        what = f"{len(ids)} duties at the {level}"
        found.append(
            Result(f"{what}, in the database", sorted(spent)[len(spent) // 2], limit=5 if level == "root" else None)
        )
        found.append(against(f"{what}, in all", ms["ours"], "GROUP BY over the rows", ms["rows"]))
    return found
