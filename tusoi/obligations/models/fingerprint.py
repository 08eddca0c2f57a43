from __future__ import annotations

from django.db import models

from tusoi.treepath import PathField

from .assignment import Assignment, PartOfAssignmentQuerySet


class Fingerprint(models.Model):
    """What an answer that was sent looks like (dấu vân chữ): of its own words, without those of the duty it answers.

    ``obligation`` and ``path`` are copied from the assignment. ``leader`` is the number of the assignment whose answer
    was the first of those much alike, itself included; null while nobody's is.
    """

    assignment = models.OneToOneField(Assignment, models.CASCADE, primary_key=True, related_name="fingerprint")
    obligation_id = models.BigIntegerField()
    path = PathField()
    digest = models.BinaryField()
    leader = models.BigIntegerField(null=True, blank=True)

    objects = PartOfAssignmentQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["obligation_id", "path"], condition=models.Q(leader__isnull=False), name="fingerprint_alike"
            ),
        ]


class FingerprintBand(models.Model):
    """One of the numbers by which answers to the same duty that are much alike find each other, in any branch."""

    fingerprint = models.ForeignKey(
        Fingerprint, models.DO_NOTHING, related_name="bands", db_index=False, db_constraint=False
    )
    key = models.BigIntegerField()
    path = PathField()

    objects = models.Manager()

    class Meta:
        indexes = [models.Index(fields=["key", "path"], name="fingerprint_band_found")]
