from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Model, QuerySet
from django.utils import timezone

from tusoi.treepath import within

from . import rules
from .models import Chain, Entry, Seal

if TYPE_CHECKING:
    from tusoi.organisations.scope import Actor


def entries_about(*subjects: Model, by: Actor) -> QuerySet[Entry]:
    """What the trail knows of things of one kind, newest first."""
    if not subjects:
        return Entry.objects.none()
    label = subjects[0]._meta.label_lower
    found = Entry.objects.visible_to(by).about(label, *(subject.pk for subject in subjects))
    return found.order_by("-at", "-pk")


def trail(
    *,
    by: Actor,
    branch: str = "",
    account_id: int | None = None,
    actor_text: str = "",
    action: str = "",
    text: str = "",
    first_day: date | None = None,
    last_day: date | None = None,
) -> QuerySet[Entry]:
    """The entries the actor may read, newest first.

    ``branch`` is the path of an organisation (it and everything below); ``actor_text`` and ``text`` are parts of the
    actor's and of the subject's label; the days are both included.
    """
    found = Entry.objects.visible_to(by)
    if branch:
        found = found.filter(within("path", [branch]))
    if account_id is not None:
        found = found.filter(account_id=account_id)
    if actor_text:
        found = found.filter(actor_label__icontains=actor_text)
    if action:
        found = found.filter(action=action)
    if text:
        found = found.filter(subject_label__icontains=text)
    if first_day:
        found = found.filter(at__gte=_midnight(first_day))
    if last_day:
        found = found.filter(at__lt=_midnight(last_day + timedelta(days=1)))
    return found.order_by("-at", "-pk")


def as_hashed(entry: Entry) -> dict[str, Any]:
    """The entry as it was hashed: FIELDS with the moment as an ISO text in UTC, and its hash."""
    fields = {field: getattr(entry, field) for field in rules.FIELDS}
    return {**fields, "at": entry.at.astimezone(UTC).isoformat(), "hash": entry.hash}


def seals() -> list[dict[str, Any]]:
    """All seals in order, as they were hashed."""
    return [
        {"at": seal.at.astimezone(UTC).isoformat(), "heads": seal.heads, "hash": seal.hash}
        for seal in Seal.objects.order_by("pk")
    ]


def heads() -> dict[int, rules.Head]:
    return {chain: rules.Head(seq, hash_) for chain, seq, hash_ in Chain.objects.values_list("chain", "seq", "hash")}


def checked_chains() -> Iterator[rules.Checked]:
    """The seals, then every chain from its first entry to its end, against its head and every seal. Reads it all."""
    ends = heads()
    stamped = seals()
    yield rules.check_seals(stamped)
    sealed = rules.sealed_heads(stamped)
    known = set(Entry.objects.values_list("chain", flat=True).distinct())
    for chain in sorted(known | set(ends) | set(sealed)):
        yield rules.check_chain(chain, entries_of(chain), head=ends.get(chain), sealed=sealed.get(chain, ()))


def entries_of(chain: int) -> Iterator[dict[str, Any]]:
    """One chain in order, as it was hashed."""
    return (as_hashed(entry) for entry in Entry.objects.filter(chain=chain).order_by("seq").iterator(chunk_size=2000))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
