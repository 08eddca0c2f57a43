from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Protocol

from django.db import transaction
from django.utils.encoding import force_str

from . import rules
from .models import Chain, Entry, Seal


class Empty(Exception):
    """There is no entry that a seal could be put on."""


class Place(Protocol):
    """What an entry needs to know of an organisation."""

    id: int
    path: str
    pivot_id: int | None


class Who(Protocol):
    @property
    def account_id(self) -> int | None: ...

    @property
    def label(self) -> str: ...

    @property
    def at(self) -> datetime: ...


def plain(value: Any) -> Any:
    """A value as JSON can keep it: dates as ISO texts, lazy texts as texts, model instances as their id."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set)):
        return [plain(item) for item in value]
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if hasattr(value, "pk"):
        return value.pk
    return force_str(value)


def record(
    *,
    by: Who,
    action: str,
    subject: Any,
    organisation: Place | None,
    label: str = "",
    **changes: Any,
) -> Entry:
    """Add an entry to the chain of the organisation's pivot, inside the caller's transaction.

    ``subject`` is a model instance; ``changes`` are the facts worth keeping, a change as ``[before, after]``.
    Raises TransactionManagementError outside a transaction: an entry must stand or fall with what it tells.
    """
    chain_id = (organisation.pivot_id or organisation.id) if organisation is not None else 0
    if transaction.get_connection().in_atomic_block is False:
        raise transaction.TransactionManagementError("an audit entry is written in the transaction of its change")
    head = _head(chain_id)
    fields: dict[str, Any] = {
        "chain": chain_id,
        "seq": head.seq + 1,
        "at": by.at.astimezone(UTC).isoformat(),
        "account_id": by.account_id,
        "actor_label": by.label[:300],
        "action": action,
        "subject_type": subject._meta.label_lower,
        "subject_id": subject.pk,
        "subject_label": (label or str(subject))[:500],
        "organisation_id": organisation.id if organisation is not None else None,
        "path": organisation.path if organisation is not None else "",
        "changes": plain(changes),
    }
    fields["hash"] = rules.digest(fields, head.hash)
    Chain.objects.filter(chain=chain_id).update(seq=head.seq + 1, hash=fields["hash"])
    return Entry.objects.create(**{**fields, "at": by.at})


def _head(chain_id: int) -> Chain:
    """The end of the chain, locked; begun by its first entry, once when two come at the same time."""
    chains = Chain.objects.select_for_update().filter(chain=chain_id)
    head = chains.first()
    if head is None:
        Chain.objects.bulk_create([Chain(chain=chain_id, seq=0, hash=rules.FIRST)], ignore_conflicts=True)
        head = chains.get()
    return head


@transaction.atomic
def seal_trail(*, by: Who) -> Seal:
    """Put the ends of all chains under one hash, after the seals before it. Raises Empty when there is nothing yet."""
    last = Seal.objects.select_for_update().order_by("-pk").first()
    heads = {str(chain): [seq, hash_] for chain, seq, hash_ in Chain.objects.values_list("chain", "seq", "hash") if seq}
    if not heads:
        raise Empty
    at = by.at.astimezone(UTC)
    hash_ = rules.seal_digest(at.isoformat(), heads, last.hash if last else rules.FIRST)
    return Seal.objects.create(at=at, heads=heads, hash=hash_)
