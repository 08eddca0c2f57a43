"""What works on a text of any length takes about four times as long for four times the text (1: at most linear)."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from benchmarks.nation import Nation
from benchmarks.parts.reading import text
from benchmarks.timing import Result
from tusoi.cli.demonstration.programmes import ANSWERS, PROVINCE, text_of
from tusoi.documents.relations import relations
from tusoi.lib.clauses import ANSWERABLE, Wanted, passages_of, propose, tree
from tusoi.lib.reading import read
from tusoi.obligations.addressees import asked_of, lead_of, names_in

CITING = "Căn cứ thực hiện theo báo cáo kết quả Quy định số 5-QĐ/TU, "
WANTED = [
    Wanted(place, PROVINCE[one.start : one.own_end], one.label, one.target)
    for place, one in enumerate(tree(PROVINCE))
    if one.kind in ANSWERABLE
]
ANSWER = text_of(ANSWERS[0], "Đảng ủy xã An Bình", "ngày 12 tháng 3 năm 2026")
CALLED = 7


def measure(nation: Nation) -> list[Result]:
    """By how much more than its text each takes: 4 n against n, divided by four."""
    work: list[tuple[str, Callable[[int], Callable[[], Any]], int]] = [
        ("reading", _reading, 1), ("the tree of clauses", _clauses, 8), ("passages for clauses", _matching, 8),
        ("relations of citations", _relations, 1_000), ("whom a text asks", _addressees, 10_000),
    ]  # fmt: skip
    found = []
    for what, made, size in work:
        short, long = _seconds(made(size)), _seconds(made(4 * size))
        found.append(Result(f"growth of the time with the text: {what}", long / short / 4, "×", limit=1.5))
    return found


def _seconds(call: Callable[[], Any]) -> float:
    """The least of some: whatever else the machine does only adds."""
    times = []
    for _ in range(CALLED):
        start = time.process_time()
        call()
        times.append(time.process_time() - start)
    return min(times)


def _reading(size: int) -> Callable[[], Any]:
    document = text(0.05 * size)
    return lambda: read(document)


def _clauses(size: int) -> Callable[[], Any]:
    document = PROVINCE * size
    return lambda: tree(document)


def _matching(size: int) -> Callable[[], Any]:
    passages = passages_of(ANSWER * size)
    return lambda: propose(WANTED, passages)


def _relations(size: int) -> Callable[[], Any]:
    at = CITING.index("Quy định")
    document, spans = CITING * size, [(n * len(CITING) + at, n * len(CITING) + at + 19) for n in range(size)]
    return lambda: relations(document, spans)


def _addressees(size: int) -> Callable[[], Any]:
    document = "các đảng ủy xã, " * size + ":"
    return lambda: names_in(asked_of(document, document, lead_of(document, len(document))))
