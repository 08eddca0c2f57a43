"""How an entry is hashed. Pure, so that an exported trail can be verified without the database."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

FIRST = "0" * 64
"""What the first entry of a chain carries as the hash of its predecessor."""

FIELDS = (
    "chain", "seq", "at", "account_id", "actor_label", "action", "subject_type", "subject_id", "subject_label",
    "organisation_id", "path", "changes",
)  # fmt: skip


def digest(entry: Mapping[str, Any], previous: str) -> str:
    """The hash of an entry, 64 hexadecimal digits; ``entry`` has FIELDS, ``at`` as an ISO text in UTC."""
    canonical = json.dumps(
        [previous, *(entry[field] for field in FIELDS)], ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def first_break(entries: Iterable[Mapping[str, Any]], *, previous: str = FIRST, seq: int = 0) -> int | None:
    """The sequence number at which a chain breaks, None if it holds. Entries in order, each with "hash" too."""
    for entry in entries:
        seq += 1
        if entry["seq"] != seq or entry["hash"] != digest(entry, previous):
            return seq
        previous = entry["hash"]
    return None
