"""Verify an exported trail without the product's database: python -m tusoi.audit.verify FILE.jsonl

Needs nothing but Python. Says for each chain whether it holds; ends with 1 at the first that does not, with 2 when the
file cannot be read. Who could write the whole trail and all its seals anew is found out only by a copy kept elsewhere,
or by the hash of the last seal on paper: it is printed at the end.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from itertools import chain as joined
from itertools import groupby
from typing import Any

from tusoi.audit import rules


class Unreadable(Exception):
    """A line is not one of an exported trail; carries its number, counted from 1."""


def checked(lines: Iterable[str]) -> Iterator[rules.Checked]:
    """The seals (as chain rules.SEALS), then each chain, in the order of the file. Raises Unreadable."""
    rows = _rows(lines)
    seals: list[dict[str, Any]] = []
    first = next(rows, None)
    while first is not None and first["line"] == "seal":
        seals.append(first)
        first = next(rows, None)
    yield rules.check_seals(seals)
    sealed = rules.sealed_heads(seals)
    rest = joined([first], rows) if first is not None else iter(())
    for chain, group in groupby(rest, key=lambda row: row["chain"]):
        opening = next(group)
        has_head = opening["line"] == "chain"
        head = rules.Head(opening["seq"], opening["hash"]) if has_head else None
        entries = joined(() if has_head else [opening], group)  # noqa: B031 (read once, here or there)
        yield rules.check_chain(chain, entries, head=head, sealed=sealed.pop(chain, ()))
    for chain, marks in sealed.items():
        yield rules.check_chain(chain, (), head=None, sealed=marks)


def _rows(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    needed = {
        "seal": {"at", "heads", "hash"},
        "chain": {"chain", "seq", "hash"},
        "entry": {*rules.FIELDS, "hash"},
    }
    for number, line in enumerate(lines, start=1):
        try:
            row = json.loads(line)
            missing = needed[row["line"]] - row.keys()
        except (ValueError, KeyError, TypeError, AttributeError):
            raise Unreadable(number) from None
        if missing:
            raise Unreadable(number)
        yield row


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print(__doc__)
        return 2
    entries = chains = 0
    last_seal = ""
    try:
        with open(arguments[0], encoding="utf-8") as file:
            for line in file:
                if not line.startswith('{"line": "seal"'):
                    break
                last_seal = json.loads(line).get("hash", "")
            file.seek(0)
            for result in checked(file):
                if result.broken_at is not None:
                    print(f"BROKEN: chain {result.chain}, entry {result.broken_at} ({result.why})")
                    return 1
                if result.chain != rules.SEALS:
                    chains, entries = chains + 1, entries + result.entries
    except Unreadable as problem:
        print(f"line {problem} is not of an exported trail")
        return 2
    except (OSError, UnicodeDecodeError, ValueError) as problem:
        print(f"cannot be read: {problem}")
        return 2
    print(f"holds: {entries} entries in {chains} chains; last seal {last_seal or 'none'}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
