"""Audit entries of rows inserted in bulk: the same entries, chained the same way, as services write."""

from collections import defaultdict
from datetime import UTC
from typing import Any

from tusoi.audit import rules
from tusoi.audit.models import Chain, Entry
from tusoi.audit.services import plain
from tusoi.organisations.models import Organisation
from tusoi.organisations.scope import Actor


class BulkTrail:
    def __init__(self) -> None:
        self._fields: dict[int, list[dict[str, Any]]] = defaultdict(list)
        self._moments: dict[int, list[Any]] = defaultdict(list)

    def record(
        self, *, by: Actor, action: str, subject: Any, organisation: Organisation, label: str = "", **changes: Any
    ) -> None:
        """As `audit.services.record`; written by `write`, in the order of the calls."""
        chain = organisation.pivot_id or organisation.pk
        self._moments[chain].append(by.at)
        self._fields[chain].append(
            {
                "chain": chain,
                "at": by.at.astimezone(UTC).isoformat(),
                "account_id": by.account_id,
                "actor_label": by.label[:300],
                "action": action,
                "subject_type": subject._meta.label_lower,
                "subject_id": subject.pk,
                "subject_label": (label or str(subject))[:500],
                "organisation_id": organisation.pk,
                "path": organisation.path,
                "changes": plain(changes),
            }
        )

    def write(self) -> int:
        """Append everything to the chains; how many entries."""
        entries = []
        for chain, rows in self._fields.items():
            Chain.objects.bulk_create([Chain(chain=chain, seq=0, hash=rules.FIRST)], ignore_conflicts=True)
            head = Chain.objects.select_for_update().get(chain=chain)
            for fields, at in zip(rows, self._moments[chain], strict=True):
                head.seq += 1
                fields["seq"] = head.seq
                head.hash = fields["hash"] = rules.digest(fields, head.hash)
                entries.append(Entry(**{**fields, "at": at}))
            head.save(update_fields=["seq", "hash"])
        Entry.objects.bulk_create(entries, batch_size=500)
        self._fields.clear()
        self._moments.clear()
        return len(entries)
