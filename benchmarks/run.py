"""`python -m benchmarks.run reduced|national [--engine sqlite|postgres|both] [--parts roll_ups,trees] [--into FILE]`.

Each engine has its own process and its own empty database, one after the other; the table goes to benchmarks/out/ and
to the screen. Exit code 1: a ratio that has a target was missed on national data (times alone never fail a run).
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks import postgres
from benchmarks.sizes import SIZES
from benchmarks.table import Results, markdown, missed_ratios, put_into
from benchmarks.timing import STEPS

HERE = Path(__file__).parent
GIVEN = "TUSOI_BENCH_POSTGRES"
"""A database of somebody else's cluster to use (scripts/bench starts one); without it the run starts its own."""


@contextmanager
def database(engine: str, size: str, work: Path) -> Iterator[str]:
    if engine == "SQLite":
        yield f"sqlite:///{work / 'bench.sqlite3'}"
    elif given := os.environ.get(GIVEN):
        yield given
    else:
        with postgres.cluster("4GB" if size == "national" else "512MB") as url:
            yield url


def measure(engine: str, size: str, parts: list[str]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="tusoi-bench.") as folder:
        work, out = Path(folder), Path(folder) / "results.json"
        with database(engine, size, work) as url:
            environment = {
                **os.environ, "DATABASE_URL": url, "TUSOI_VAR": folder, "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
            }  # fmt: skip
            command = [sys.executable, "-m", "benchmarks.engine", size, str(out), *parts]
            subprocess.run(command, env=environment, cwd=HERE.parent, check=True)
        return json.loads(out.read_text())


def machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    return f"{os.cpu_count()} cores of {processor()}, {memory:.0f} GiB, {platform.system()} {platform.machine()}"


def processor() -> str:
    """What the machine says it is; many virtual ones say little."""
    told = Path("/proc/cpuinfo")
    names = re.findall(r"^model name\s*: (.+)$", told.read_text(), re.M) if told.exists() else []
    return names[0] if names else platform.processor() or "an unnamed processor"


def paces(results: Results) -> str:
    """How fast the machine itself was meanwhile."""
    said = []
    for engine, found in results.items():
        times = sorted(one["pace"] for one in found)
        said.append(f"{engine} {times[0]:.2f} to {times[-1]:.2f} s, median {statistics.median(times):.2f} s")
    return f"Around the parts an empty loop of {STEPS:,} steps took: {'; '.join(said)}."


def report(size: str, results: Results, versions: list[dict[str, str]], minutes: float) -> str:
    head = (
        f"{date.today():%Y-%m-%d}, `python -m benchmarks.run {size}`: {machine()}; Python {versions[0]['python']}, "
        f"Django {versions[0]['django']}, {', '.join(one['engine'] for one in versions)}. Took {minutes:.0f} minutes; "
        f"load of the machine over the last quarter hour {os.getloadavg()[2]:.1f}. {paces(results)}"
    )
    return f"{head}\n\n{markdown(results)}\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("size", choices=SIZES)
    parser.add_argument("--engine", choices=("sqlite", "postgres", "both"), default="both")
    parser.add_argument("--parts", default="", help="comma-separated modules of benchmarks/parts; all without it")
    parser.add_argument("--into", type=Path, help="a document (docs/performance.md) whose tables are replaced")
    asked = parser.parse_args()
    parts = [part for part in asked.parts.split(",") if part]
    engines = {"sqlite": ["SQLite"], "postgres": ["PostgreSQL"], "both": ["SQLite", "PostgreSQL"]}[asked.engine]
    start, results, versions = time.monotonic(), {}, []
    for engine in engines:
        print(f"{engine}, {asked.size}", file=sys.stderr, flush=True)
        try:
            found = measure(engine, asked.size, parts)
        except postgres.NotInstalled:
            print("PostgreSQL is not installed: left out", file=sys.stderr)
            continue
        results[engine] = found["results"]
        versions.append(found["versions"])
    text = report(asked.size, results, versions, (time.monotonic() - start) / 60)
    (HERE / "out").mkdir(exist_ok=True)
    (HERE / "out" / f"{asked.size}.md").write_text(text)
    (HERE / "out" / f"{asked.size}.json").write_text(json.dumps(results, ensure_ascii=False, indent=1))
    if asked.into:
        asked.into.write_text(put_into(asked.into.read_text(), asked.size, text))
    print(text)
    missed = list(missed_ratios(results))
    if missed:
        print("Missed:", *missed, sep="\n  ", file=sys.stderr)
    return 1 if missed and asked.size == "national" else 0


if __name__ == "__main__":
    sys.exit(main())
