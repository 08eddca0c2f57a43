from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db.models import Model, QuerySet
from django.utils import timezone

from tusoi.lib.folding import fold
from tusoi.treepath import within

from . import rules
from .models import Chain, Entry, Seal

if TYPE_CHECKING:
    from tusoi.organisations.scope import Actor

LOOKED_AT = 20_000
"""Entries whose words are compared in one request: some tenths of a second."""


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
    action: str = "",
    first_day: date | None = None,
    last_day: date | None = None,
    before: int | None = None,
) -> QuerySet[Entry]:
    """The entries the actor may read, newest first.

    ``branch`` is the path of an organisation (it and everything below); the days are both included; ``before`` is the
    id of an entry: only older ones. Every condition is of an index.
    """
    found = Entry.objects.visible_to(by)
    if branch:
        found = found.filter(within("path", [branch]))
    if account_id is not None:
        found = found.filter(account_id=account_id)
    if action:
        found = found.filter(action=action)
    if first_day:
        found = found.filter(at__gte=_midnight(first_day))
    if last_day:
        found = found.filter(at__lt=_midnight(last_day + timedelta(days=1)))
    if before is not None:
        last = Entry.objects.visible_to(by).filter(pk=before).values_list("at", flat=True).first()
        found = found.filter(at__lte=last).exclude(at=last, pk__gte=before) if last else found.none()
    return found.order_by("-at", "-pk")


class Matching:
    """Of ``found``, the entries whose labels hold every word typed, without diacritics; sliced like a query.

    At most ``most`` entries are looked at, in the order of ``found``. Where that was too few to fill a slice, ``cut``
    is the last one looked at: the search goes on before it.
    """

    def __init__(self, found: QuerySet[Entry], *, who: str = "", text: str = "", most: int = LOOKED_AT) -> None:
        self.found, self.most = found, most
        self.who, self.text = fold(who).split(), fold(text).split()
        self.cut: Entry | None = None

    def __getitem__(self, wanted: slice) -> list[Entry]:
        ids: list[int] = []
        looked, last = 0, 0
        folded = cache(fold)  # the same people and things come again and again
        rows = self.found.values_list("pk", "actor_label", "subject_label")[: self.most]
        for last, actor, subject in rows.iterator(chunk_size=2000):
            looked += 1
            if _holds(folded(actor), self.who) and _holds(folded(subject), self.text):
                ids.append(last)
                if len(ids) == wanted.stop:
                    break
        full = len(ids) == wanted.stop or looked < self.most
        self.cut = None if full else Entry.objects.get(pk=last)
        return [one for part in _batches(ids[wanted]) for one in self._by_ids(part)]

    def _by_ids(self, ids: list[int]) -> QuerySet[Entry]:
        return Entry.objects.filter(pk__in=ids).order_by("-at", "-pk")


def _batches(ids: list[int], size: int = 5000) -> Iterator[list[int]]:
    return (ids[start : start + size] for start in range(0, len(ids), size))


def _holds(folded: str, words: list[str]) -> bool:
    return all(word in folded for word in words)


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
