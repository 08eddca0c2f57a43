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


Rows = dict[tuple[str, str], dict[str, dict[str, Any]]]
"""By (what, peer), by engine."""


def markdown(results: Results) -> str:
    """Two tables: what is compared with a peer, and what stands alone."""
    rows: Rows = {}
    for engine, found in results.items():
        for result in found:
            rows.setdefault((result["what"], result["peer"]), {})[engine] = result
    compared = {key: row for key, row in rows.items() if key[1]}
    alone = {key: row for key, row in rows.items() if not key[1]}
    tables = [_compared(compared, list(results)) if compared else "", _alone(alone, list(results)) if alone else ""]
    return "\n\n".join(filter(None, tables))


def _compared(rows: Rows, engines: list[str]) -> str:
    lines = [["what", "against", *(f"{engine}: ours, theirs, ratio" for engine in engines), "target", "met"]]
    for (what, peer), row in rows.items():
        cells = [
            f"{number(got['ours'])} {got['unit']}, {number(got['theirs'])} {got['unit']}, **{number(got['ratio'])}×**"
            if (got := row.get(engine))
            else ""
            for engine in engines
        ]
        lines.append([what, peer, *cells, *_judged(row)])
    return _table(lines)


def _alone(rows: Rows, engines: list[str]) -> str:
    lines = [["what", *engines, "target", "met", "note"]]
    for (what, _), row in rows.items():
        cells = [f"{number(got['ours'])} {got['unit']}" if (got := row.get(engine)) else "" for engine in engines]
        notes = [f"{engine}: {row[engine]['note']}" for engine in engines if engine in row and row[engine]["note"]]
        lines.append([what, *cells, *_judged(row), "; ".join(notes)])
    return _table(lines)


def _judged(row: dict[str, dict[str, Any]]) -> list[str]:
    """The target, and on which engines it is missed."""
    aim = target(next(iter(row.values())))
    missed = [engine for engine, result in row.items() if not is_met(result)]
    return [aim, "" if not aim else f"**no** ({', '.join(missed)})" if missed else "yes"]


def _table(lines: list[list[str]]) -> str:
    head, *body = ["| " + " | ".join(cells) + " |" for cells in lines]
    return "\n".join([head, "|" + "---|" * len(lines[0]), *body])


def put_into(document: str, size: str, text: str) -> str:
    """The document with what stands between the marks of this size replaced. Raises ValueError without the marks."""
    begin, end = f"<!-- {size} -->\n", f"<!-- end of {size} -->"
    before, _, rest = document.partition(begin)
    _, mark, after = rest.partition(end)
    if not mark:
        raise ValueError(f"no marks for {size}")
    return f"{before}{begin}{text}\n{end}{after}"


def missed_ratios(results: Results) -> Iterable[str]:
    for engine, found in results.items():
        for result in found:
            if misses_ratio(result):
                got = f"{number(result['ratio'])}×, {target(result)}"
                yield f"{engine}: {result['what']} against {result['peer']}: {got}"
