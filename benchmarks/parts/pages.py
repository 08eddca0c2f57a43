"""Pages on the whole nation, through all of the site but the network: server time and number of queries."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

from django.conf import settings
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
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    for level, what, limit, address in pages(nation):
        found.append(timed_page(clients[level], what, level, address, limit, rounds))
    return found


WARM = 3
"""Times a page is asked before, as in a server that runs: templates are compiled and questions prepared then."""


def percentile(times: list[float]) -> float:
    """The 95th."""
    return sorted(times)[max(0, round(len(times) * 0.95) - 1)]


def timed_page(client: Client, what: str, level: str, address: str, limit: float | None, rounds: int) -> Result:
    """The 95th percentile of the server time of one page for a signed-in client, with its number of queries."""
    rounds = max(5, min(rounds, 25))
    for _ in range(WARM):
        answer = client.get(address)
        assert answer.status_code == 200, f"{address} for {level}: {answer.status_code}"
    times, busy = [], []
    for _ in range(rounds):
        with database_time() as spent:
            start, own = time.perf_counter(), time.process_time()
            client.get(address)
            times.append((time.perf_counter() - start) * 1000)
            busy.append((time.process_time() - own) * 1000)
    late = percentile(times)
    note = (
        f"median {statistics.median(times):.0f} ms, of it {statistics.median(busy):.0f} ms the page's own work, "
        f"{spent.queries} queries{' (too many)' if spent.queries > QUERIES else ''}"
    )
    return Result(f"page {what}, {level}, p95", late, limit=limit, note=note)
