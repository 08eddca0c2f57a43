from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import translation
from django.utils.encoding import force_str

from . import rules
from .models import Chain, Entry, Seal

FORMATS = {"xlsx": "Excel", "docx": "Word", "pdf": "PDF", "ics": "iCal", "jsonl": "JSON"}
"""How the trail names the form in which something left, by the ending of the file's name."""


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


@dataclass(frozen=True, slots=True)
class Export:
    """A list or a paper that leaves as a file, as the trail keeps it: its action, of what, at which organisation.

    Without a subject it is the list of the organisation, without an organisation that of the account. ``filters``
    says how a list was narrowed (names of ``audit.sentences.NARROWED``); ``facts`` is what else its sentence tells.
    """

    action: str
    organisation: Place | None
    subject: Any = None
    label: str = ""
    filters: Mapping[str, Any] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def record_export(*, export: Export, filename: str, by: Who, count: int | None = None) -> Entry:
    """Keep that something was taken out as a file: who, when, what, narrowed how, in which form, how many rows.

    Called when the content is made, by the one function through which a door hands files out.
    """
    subject = export.subject or export.organisation or get_user_model()._default_manager.get(pk=by.account_id or 0)
    facts: dict[str, Any] = {"format": FORMATS[filename.rpartition(".")[2]], **export.facts}
    if count is not None:
        facts["count"] = count
    with translation.override("vi"):  # the words of the source; whoever reads the trail gets them in his language
        narrowed = {name: _said(value) for name, value in export.filters.items() if value not in (None, "", False)}
    if narrowed:
        facts["filters"] = narrowed
    return record(
        by=by, action=export.action, subject=subject, organisation=export.organisation, label=export.label, **facts
    )


def _said(value: Any) -> Any:
    """A filter as it was chosen: a number that counts nothing (a year) is no amount."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else plain(value)


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
