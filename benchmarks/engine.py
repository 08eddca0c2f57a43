"""All measures on one engine, the one DATABASE_URL names: `python -m benchmarks.engine SIZE OUT.json`."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

PARTS = (
    "roll_ups",
    "trees",
    "lists",
    "cascade",
    "writers",
    "oversight",
    "pages",
    "search",
    "reading",
    "growth",
    "server",
)

KEPT = "TUSOI_BENCH_KEPT"
"""Set: the database holds the nation of an earlier run, for a closer look at single parts."""


def prepare() -> None:
    """Tables of the product by its migrations, those of the peers beside them."""
    from django.core.management import call_command
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # What docs/operations.md advises for a server of its own: short queries gain nothing from either.
            cursor.execute(f"ALTER DATABASE {connection.settings_dict['NAME']} SET jit = off")
            cursor.execute(f"ALTER DATABASE {connection.settings_dict['NAME']} SET max_parallel_workers_per_gather = 0")
        connection.close()
    call_command("migrate", run_syncdb=True, verbosity=0)
    call_command("createcachetable", verbosity=0)


def run(size_name: str, parts: tuple[str, ...] = PARTS, say=lambda text: None) -> Iterator[dict]:
    """Make the data and measure; the results as dicts, part by part. Django is set up and its database empty."""
    from django.apps import apps

    from benchmarks import bulk, nation
    from benchmarks.peers.common import installed
    from benchmarks.sizes import SIZES
    from benchmarks.timing import pace
    from tusoi.config.garbage import seldom

    start = time.monotonic()
    kept = bool(os.environ.get(KEPT))
    if not kept:
        prepare()
    made = nation.found(SIZES[size_name]) if kept else nation.make(SIZES[size_name])
    say(f"nation made ({time.monotonic() - start:.0f} s)")
    if {"roll_ups", "trees"} & set(parts) and not kept:
        for peer in installed():
            with bulk.unchecked():
                peer.fill(made)
            bulk.analyse(*apps.get_app_config(peer.__package__.split(".")[-1]).get_models())
        say(f"peers filled ({time.monotonic() - start:.0f} s)")
    seldom()  # as in a server
    for part in parts:
        before = pace()
        measured = list(import_module(f"benchmarks.parts.{part}").measure(made))
        meanwhile = (before + pace()) / 2
        for result in measured:
            # How many times faster is a promise for 300,000 bearers; of a few thousand anybody is quick.
            yield result.as_dict() | ({} if size_name == "national" else {"least": None}) | {"pace": meanwhile}
        say(f"{part} ({time.monotonic() - start:.0f} s)")


def versions() -> dict[str, str]:
    import django
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version" if connection.vendor == "postgresql" else "SELECT sqlite_version()")
        engine = f"{connection.display_name} {cursor.fetchone()[0].split()[0]}"
    return {"engine": engine, "django": django.get_version(), "python": sys.version.split()[0]}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")
    import django

    django.setup()
    size, out, *parts = sys.argv[1:]
    results = []
    for result in run(size, tuple(parts) or PARTS, say=lambda text: print(f"  {text}", file=sys.stderr, flush=True)):
        results.append(result)  # written each time: what was measured is kept, whatever happens to a later part
        Path(out).write_text(json.dumps({"versions": versions(), "results": results}, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
