"""Writers of different communes at once, on PostgreSQL: what counters and the trail cost when transactions overlap.

Each writer sends an answer and takes it back, through the services, and holds every transaction open for 10 ms more, as
a request does. With counters that share a row above the communes, all would wait for each other; here none may.
"""

from __future__ import annotations

import multiprocessing
import statistics
import time
from multiprocessing.synchronize import Barrier
from typing import Any
from unittest.mock import patch

from django.db import connection, connections, transaction
from django.db.models import Min

from benchmarks.nation import Nation
from benchmarks.timing import Result
from tusoi.obligations import tallies
from tusoi.obligations.models import Assignment, Obligation
from tusoi.obligations.services import recall_answer, submit_answer
from tusoi.organisations.scope import system_actor

HELD = 0.010
WITHOUT, COUNTERS, COUNTERS_AND_TRAIL = "without", "counters", "counters and trail"
COUNT, RECORD = "tusoi.obligations.tallies.count", "tusoi.obligations.services.answer.record"
LEFT_OUT = {WITHOUT: (COUNT, RECORD), COUNTERS: (RECORD,), COUNTERS_AND_TRAIL: ()}
LEAST = 0.9


def measure(nation: Nation) -> list[Result]:
    if connection.vendor != "postgresql":
        return []
    duty = _duty(nation)
    places = (
        Assignment.objects.filter(obligation=duty, state="assigned")
        .order_by("pivot")
        .values("pivot")
        .annotate(first=Min("pk"))
        .values_list("first", flat=True)[: nation.size.writers]
    )
    bearers = list(places)
    rates: dict[str, list[float]] = {name: [] for name in LEFT_OUT}
    for _ in range(nation.size.writing_rounds):
        for name in LEFT_OUT:
            rates[name].append(_rate(name, bearers, nation.size.writing))
    assert tallies.audit([duty.pk]) == {}, "the counters lost a change"
    per_second = {name: statistics.median(each) for name, each in rates.items()}
    base = per_second[WITHOUT]
    what = f"{len(bearers)} writers in different communes, changes a second"
    return [
        Result(
            f"{what}: {name}", per_second[name], "1/s", "without counters", base, per_second[name] / base,
            least=LEAST if name == COUNTERS else None,
        )
        for name in (COUNTERS, COUNTERS_AND_TRAIL)
    ]  # fmt: skip


def _duty(nation: Nation) -> Obligation:
    from benchmarks.parts.cascade import TITLE, lay

    return Obligation.objects.filter(title=TITLE).first() or lay(nation)


def _rate(name: str, bearers: list[int], seconds: float) -> float:
    """Changes a second of all writers together."""
    connections.close_all()
    context = multiprocessing.get_context("fork")
    begin, done = context.Barrier(len(bearers)), context.SimpleQueue()
    writers = [context.Process(target=_write, args=(pk, LEFT_OUT[name], seconds, begin, done)) for pk in bearers]
    for writer in writers:
        writer.start()
    changes = [done.get() for _ in writers]
    for writer in writers:
        writer.join()
    return sum(number / took for number, took in changes)


def _write(assignment_id: int, left_out: tuple[str, ...], seconds: float, begin: Barrier, done: Any) -> None:
    connections.close_all()
    by = system_actor()

    def change(step: Any, **more: Any) -> None:
        with transaction.atomic():
            step(assignment_id=assignment_id, by=by, **more)
            time.sleep(HELD)

    patches = [patch(name, lambda *args, **kwargs: None) for name in left_out]
    for one in patches:
        one.start()
    change(submit_answer, text="Đã thực hiện.")
    change(recall_answer)
    begin.wait()
    start, number = time.perf_counter(), 0
    while time.perf_counter() - start < seconds:
        change(submit_answer, text="Đã thực hiện.")
        change(recall_answer)
        number += 2
    done.put((number, time.perf_counter() - start))
