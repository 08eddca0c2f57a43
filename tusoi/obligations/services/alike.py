"""What is kept of an answer when it is sent, so that it is found by its words and beside those that are like it."""

from __future__ import annotations

from collections.abc import Collection

from django.utils import timezone

from tusoi.lib.quality import bands, fingerprint, own_words
from tusoi.obligations.copies import leader_of, quoted_in
from tusoi.obligations.models import Assignment, Fingerprint, FingerprintBand, Submission
from tusoi.obligations.reading import written
from tusoi.search.services import forget_entry, index_entry

SEARCHED = 50_000
"""Characters of an answer that are searched."""


def keep_answer(assignment: Assignment, sent: Submission, *, quoted: Collection[str] | None = None) -> None:
    """Index what was sent and keep its fingerprint, in the caller's transaction. About nine queries.

    ``quoted``: quoted_in(obligation), where the caller has it already.
    """
    words = written(sent.text, sent.items)
    index_entry(
        kind="answer",
        object_id=assignment.pk,
        title=f"{assignment.bearer_name}: {assignment.obligation.title}",
        text=words[:SEARCHED],
        path=assignment.path,
        year=timezone.localdate(sent.submitted_at).year if sent.submitted_at else None,
    )
    _forget_fingerprint(assignment)
    digest = fingerprint(own_words(words, quoted_in(assignment.obligation) if quoted is None else quoted))
    if not digest:
        return
    keys = bands(digest, assignment.obligation_id)
    Fingerprint.objects.create(
        assignment=assignment,
        obligation_id=assignment.obligation_id,
        path=assignment.path,
        digest=digest,
        leader=leader_of(digest, keys, assignment.pk),
    )
    FingerprintBand.objects.bulk_create(
        [FingerprintBand(fingerprint_id=assignment.pk, key=key, path=assignment.path) for key in keys]
    )


def forget_answer(assignment: Assignment) -> None:
    """What was taken back is found no more."""
    forget_entry(kind="answer", object_id=assignment.pk)
    _forget_fingerprint(assignment)


def _forget_fingerprint(assignment: Assignment) -> None:
    before = Fingerprint.objects.filter(pk=assignment.pk).first()
    if before is not None:
        keys = bands(bytes(before.digest), assignment.obligation_id)
        FingerprintBand.objects.filter(key__in=keys, path=before.path, fingerprint=assignment.pk).delete()
        before.delete()


def keep_every_answer() -> int:
    """Keep what was sent of every duty anew, the first sent first; returns how many."""
    number = 0
    sent = (
        Submission.objects.filter(submitted_at__isnull=False)
        .exclude(outcome="recalled")
        .select_related("assignment__organisation", "assignment__person", "assignment__obligation__document",
                        "assignment__obligation__clause")
        .order_by("assignment__obligation_id", "submitted_at", "pk")
    )  # fmt: skip
    duty, quoted = 0, frozenset[str]()
    for one in sent.iterator(200):
        if one.assignment.obligation_id != duty:
            duty, quoted = one.assignment.obligation_id, quoted_in(one.assignment.obligation)
        keep_answer(one.assignment, one, quoted=quoted)
        number += 1
    return number
