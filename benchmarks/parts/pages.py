"""Pages on the whole nation, through all of the site but the network: server time and number of queries."""

from __future__ import annotations

import statistics
import time

from django.test import Client
from django.urls import reverse

from benchmarks.nation import Nation
from benchmarks.timing import Result, database_time
from tusoi.obligations.models import Assignment
from tusoi.organisations.models import Account

QUERIES = 20


def pages(nation: Nation) -> list[tuple[str, str, float, str]]:
    """(who, what, most milliseconds at the 95th percentile, address)."""
    owed = Assignment.objects.filter(
        obligation=nation.to_cells,
        organisation=Account.objects.get(pk=nation.accounts["cell"]).person.positions.get().organisation_id,
    ).get()
    found = []
    for level in ("root", "province", "commune", "cell"):
        found.append((level, "my work", 50, reverse("home")))
    for level in ("root", "province", "commune"):
        found += [
            (level, "a duty on every cell", 150, reverse("obligations:detail", args=[nation.to_cells])),
            (level, "list of duties", 150, reverse("obligations:list")),
            (level, "tree", 150, reverse("organisations:tree")),
            (level, "an organisation", 150, reverse("organisations:detail", args=[getattr(nation, level)])),
            (level, "register", 150, reverse("documents:register")),
            (level, "search", 150, reverse("search") + "?q=chi+bo"),
        ]
    found.append(("cell", "an answer", 150, reverse("obligations:answer", args=[owed.pk])))
    return found


def measure(nation: Nation) -> list[Result]:
    clients = {}
    for level, pk in nation.accounts.items():
        clients[level] = Client()
        clients[level].force_login(Account.objects.get(pk=pk))
    found = []
    rounds = max(5, min(nation.size.rounds, 25))
    for level, what, limit, address in pages(nation):
        client = clients[level]
        answer = client.get(address)  # templates compiled, caches warm, the session's own writing done
        assert answer.status_code == 200, f"{address} for {level}: {answer.status_code}"
        times = []
        for _ in range(rounds):
            with database_time() as spent:
                start = time.perf_counter()
                client.get(address)
                times.append((time.perf_counter() - start) * 1000)
        times.sort()
        late = times[max(0, round(len(times) * 0.95) - 1)]
        note = f"{spent.queries} queries" + (" (too many)" if spent.queries > QUERIES else "")
        found.append(
            Result(
                f"page {what}, {level}, p95", late, limit=limit, note=f"p50 {statistics.median(times):.0f} ms, {note}"
            )
        )
    return found
