"""The results of both engines as one Markdown table, and what of it is missed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

Results = dict[str, list[dict[str, Any]]]
"""By engine ("SQLite", "PostgreSQL"): the results as `benchmarks.timing.Result.as_dict` gives them."""


def number(value: float | None) -> str:
    if value is None:
        return ""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def target(result: dict[str, Any]) -> str:
    parts = []
    if result["limit"] is not None:
        parts.append(f"≤ {result['limit']:g} {result['unit']}")
    if result["floor"] is not None:
        parts.append(f"≥ {result['floor']:g} {result['unit']}")
    if result["least"] is not None:
        parts.append(f"≥ {result['least']:g}×")
    return ", ".join(parts)


def is_met(result: dict[str, Any]) -> bool:
    return (
        (result["limit"] is None or result["ours"] <= result["limit"])
        and (result["floor"] is None or result["ours"] >= result["floor"])
        and not misses_ratio(result)
    )


def misses_ratio(result: dict[str, Any]) -> bool:
    return result["least"] is not None and (result["ratio"] or 0) < result["least"]


def markdown(results: Results) -> str:
    """One row for each (what, peer); a cell for each engine: ours, the peer's, the ratio."""
    engines = list(results)
    rows: dict[tuple[str, str], dict[str, dict[str, Any]]] = {}
    for engine, found in results.items():
        for result in found:
            rows.setdefault((result["what"], result["peer"]), {})[engine] = result
    head = ["what"]
    for engine in engines:
        head += [f"ours, {engine}", f"peer, {engine}", "ratio"]
    head += ["peer", "target", "met", "note"]
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    for (what, peer), by_engine in rows.items():
        one = next(iter(by_engine.values()))
        cells = [what]
        for engine in engines:
            got = by_engine.get(engine)
            cells.append(f"{number(got['ours'])} {got['unit']}" if got else "")
            cells.append(f"{number(got['theirs'])} {got['unit']}" if got and got["theirs"] is not None else "")
            cells.append(f"{number(got['ratio'])}×" if got and got["ratio"] is not None else "")
        aim = target(one)
        met = "" if not aim else "yes" if all(map(is_met, by_engine.values())) else "**no**"
        notes = dict.fromkeys(got["note"] for got in by_engine.values() if got["note"])
        lines.append("| " + " | ".join([*cells, peer, aim, met, "; ".join(notes)]) + " |")
    return "\n".join(lines)


def missed_ratios(results: Results) -> Iterable[str]:
    for engine, found in results.items():
        for result in found:
            if misses_ratio(result):
                got = f"{number(result['ratio'])}×, {target(result)}"
                yield f"{engine}: {result['what']} against {result['peer']}: {got}"
