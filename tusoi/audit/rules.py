"""How an entry is hashed and a chain is checked. Pure, so that an exported trail can be verified by itself."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

FIRST = "0" * 64
"""What the first entry of a chain carries as the hash of its predecessor."""

FIELDS = (
    "chain", "seq", "at", "account_id", "actor_label", "action", "subject_type", "subject_id", "subject_label",
    "organisation_id", "path", "changes",
)  # fmt: skip


SEALS = -1
"""The number under which the row of seals is reported, beside the chains."""


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a chain: how many entries it has, and the hash of the last one."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of checking a chain. ``broken_at`` is the number of the first entry that does not hold, else None.

    ``why``: "entry" changed, missing or out of order; "cut" entries at the end are missing; "head" the end noted for
    the chain is another one; "seal" a seal knows an entry that is not there.
    """

    chain: int
    entries: int
    broken_at: int | None = None
    why: str = ""


def digest(entry: Mapping[str, Any], previous: str) -> str:
    """The hash of an entry, 64 hexadecimal digits; ``entry`` has FIELDS, ``at`` as an ISO text in UTC."""
    return _sha256([previous, *(entry[field] for field in FIELDS)])


def first_break(entries: Iterable[Mapping[str, Any]]) -> int | None:
    """The number of the first entry that does not hold, None if all do. For a chain whose end nobody noted."""
    result = check_chain(0, entries, head=None)
    return None if result.why in ("", "head") else result.broken_at


def check_chain(
    chain: int, entries: Iterable[Mapping[str, Any]], *, head: Head | None, sealed: Iterable[Head] = ()
) -> Checked:
    """Check one chain from its first entry to its end, against its head and what seals say of it.

    ``entries`` in order, each with FIELDS and "hash".
    """
    marks = {mark.seq: mark.hash for mark in sealed}
    seq, previous = 0, FIRST
    for entry in entries:
        if entry["seq"] != seq + 1 or entry["hash"] != digest(entry, previous):
            return Checked(chain, seq, seq + 1, "entry")
        seq, previous = entry["seq"], entry["hash"]
        if marks.get(seq, previous) != previous:
            return Checked(chain, seq, seq, "seal")
    if max(marks, default=0) > seq:
        return Checked(chain, seq, seq + 1, "seal")
    if head is None:
        return Checked(chain, seq, seq + 1, "head") if seq else Checked(chain, 0)
    if head.seq != seq:
        return Checked(chain, seq, seq + 1, "cut" if head.seq > seq else "head")
    return Checked(chain, seq) if head.hash == previous else Checked(chain, seq, seq, "head")


def seal_digest(at: str, heads: Mapping[str, Any], previous: str) -> str:
    """The hash of a seal: of its moment (ISO text in UTC), of all heads (chain: [seq, hash]) and of the seal before."""
    return _sha256([previous, at, dict(heads)])


def check_seals(seals: Iterable[Mapping[str, Any]]) -> Checked:
    """Whether each seal follows from the one before; they are reported as the chain SEALS."""
    previous, place = FIRST, 0
    for place, seal in enumerate(seals, start=1):
        if seal["hash"] != seal_digest(seal["at"], seal["heads"], previous):
            return Checked(SEALS, place - 1, place, "seal")
        previous = seal["hash"]
    return Checked(SEALS, place)


def sealed_heads(seals: Iterable[Mapping[str, Any]]) -> dict[int, list[Head]]:
    """What the seals say of each chain."""
    found: dict[int, list[Head]] = {}
    for seal in seals:
        for chain, (seq, hash_) in seal["heads"].items():
            found.setdefault(int(chain), []).append(Head(seq, hash_))
    return found


def _sha256(value: list[Any]) -> str:
    canonical = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
