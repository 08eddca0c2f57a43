"""Timing in turns: every variant once a round, so that whatever else the machine does hits all alike. Medians."""

from __future__ import annotations

import gc
import os
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeVar

from django.db import connection

from benchmarks.sizes import Size

Found = TypeVar("Found")
SHORT = 20
"""Milliseconds: a variant that takes less is called several times in its turn."""


def in_turns(variants: dict[str, Callable[[], Any]], size: Size) -> dict[str, float]:
    """The median milliseconds of each variant.

    One that has used up the budget sits the later rounds out. Right after a long one the system likes to give the
    processor to somebody else, which would be charged to whatever is short: so the short ones are called in a row.
    What takes seconds only is done again until it was quiet; what takes longer is as it is.
    """
    for call in variants.values():
        call()
    in_a_row = {name: max(1, min(10, int(SHORT / _timed(call)))) for name, call in variants.items()}
    gc.collect()

    def rounds() -> dict[str, float]:
        spent: dict[str, list[float]] = {name: [] for name in variants}
        for _ in range(size.rounds):
            for name, call in variants.items():
                if sum(spent[name]) <= size.budget * 1000:
                    spent[name] += [_timed(call) for _ in range(in_a_row[name])]
        return {name: statistics.median(times) for name, times in spent.items()}

    return in_quiet(rounds)[0]


def _timed(call: Callable[[], Any]) -> float:
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000


def once(call: Callable[[], Any]) -> float:
    """Milliseconds of a single call, for what is too long to repeat."""
    gc.collect()
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000


QUIET, TRIES, AGAIN = 0.02, 6, 10
"""A block is quiet when the host took no larger share of its time away. So many are tried of those that take no more
than so many seconds."""


def in_quiet(block: Callable[[], Found]) -> tuple[Found, float]:
    """What ``block`` gives when the host of this machine gave the least of its time to others, and that share.

    A machine one shares is halted now and then: that is in every time measured, and says nothing of what was timed.
    """
    found = []
    for _ in range(TRIES):
        start, before = time.perf_counter(), _taken()
        answer = block()
        took = time.perf_counter() - start
        found.append((answer, (_taken() - before) / took))
        if found[-1][1] <= QUIET or took > AGAIN:
            break
    return min(found, key=lambda one: one[1])


def _taken() -> float:
    """Seconds for which the host has halted a processor of this machine so far; 0 where the system does not say."""
    try:
        words = Path("/proc/stat").read_text().split("\n", 1)[0].split()
    except OSError:
        return 0.0
    return int(words[8]) / os.sysconf("SC_CLK_TCK") / (os.cpu_count() or 1) if len(words) > 8 else 0.0


def on_processor(pid: int | str) -> float:
    """Milliseconds that a process has computed so far; 0 where the system does not say."""
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e6
    except (OSError, IndexError):
        return 0.0


STEPS = 10_000_000


def pace() -> float:
    """Seconds that an empty loop of STEPS takes just now: on a machine one shares, times say little without it."""
    start = time.perf_counter()
    for _ in range(STEPS):
        pass
    return time.perf_counter() - start


@dataclass
class DatabaseTime:
    ms: float = 0.0
    queries: int = 0


@contextmanager
def database_time() -> Iterator[DatabaseTime]:
    """What is spent in the database (and on the way to it) inside the block."""
    found = DatabaseTime()

    def timed(execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        start = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            found.ms += (time.perf_counter() - start) * 1000
            found.queries += 1

    with connection.execute_wrapper(timed):
        yield found


@dataclass
class Result:
    """One line of the table on one engine. ``ours`` and ``theirs`` in ``unit``; ``ratio``: how much better ours is.

    ``limit``, ``floor``: the most and the least ``ours`` may be. ``least``: the least ``ratio`` may be; only a
    missed ratio fails a run.
    """

    what: str
    ours: float
    unit: str = "ms"
    peer: str = ""
    theirs: float | None = None
    ratio: float | None = None
    limit: float | None = None
    floor: float | None = None
    least: float | None = None
    note: str = ""

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def against(what: str, ours: float, peer: str, theirs: float, **more: Any) -> Result:
    """A result where less is better on both sides."""
    return Result(what, ours, peer=peer, theirs=theirs, ratio=theirs / ours if ours else None, **more)
