"""Pages on the whole nation, through all of the site but the network: server time and number of queries."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from benchmarks.nation import Nation
from benchmarks.timing import Result, database_time, in_quiet, on_processor
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


@dataclass
class Block:
    """Requests of one page in a row: milliseconds each took, and how long it and its database computed."""

    times: list[float] = field(default_factory=list)
    own: list[float] = field(default_factory=list)
    database: list[float] = field(default_factory=list)
    queries: int = 0

    @property
    def note(self) -> str:
        too_many = " (too many)" if self.queries > QUERIES else ""
        beside = f" and {statistics.median(self.database):.0f} ms its database" if any(self.database) else ""
        return (
            f"median {statistics.median(self.times):.0f} ms; computed {statistics.median(self.own):.0f} ms the page"
            f"{beside}; {self.queries} queries{too_many}"
        )


def timed_page(client: Client, what: str, level: str, address: str, limit: float | None, rounds: int) -> Result:
    """The 95th percentile of the server time of one page for a signed-in client, with its number of queries."""
    for _ in range(WARM):
        answer = client.get(address)
        assert answer.status_code == 200, f"{address} for {level}: {answer.status_code}"
    block, taken = in_quiet(lambda: _asked(client, address, max(5, min(rounds, 25))))
    note = f"{block.note}; {taken:.0%} taken away"
    return Result(f"page {what}, {level}, p95", percentile(block.times), limit=limit, note=note)


def _asked(client: Client, address: str, rounds: int) -> Block:
    server = connection.connection.info.backend_pid if connection.vendor == "postgresql" else ""
    block = Block()
    for _ in range(rounds):
        with database_time() as spent:
            start, own, theirs = time.perf_counter(), time.process_time(), on_processor(server) if server else 0.0
            client.get(address)
            block.times.append((time.perf_counter() - start) * 1000)
            block.own.append((time.process_time() - own) * 1000)
            block.database.append(on_processor(server) - theirs if server else 0.0)
        block.queries = spent.queries
    return block
