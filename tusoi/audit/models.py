from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from tusoi.treepath import PathField

if TYPE_CHECKING:
    from tusoi.organisations.scope import Actor


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, actor: Actor) -> EntryQuerySet:
        """Entries about organisations where the actor may read the trail."""
        return self.filter(actor.within("path", "audit.read"))

    def about(self, subject_type: str, *subject_ids: int) -> EntryQuerySet:
        return self.filter(subject_type=subject_type, subject_id__in=subject_ids)

    def changes_only(self) -> EntryQuerySet:
        """Without what was taken out as a file: that is in the trail, and no event in the life of a thing."""
        return self.exclude(action__contains=".export")


class Entry(models.Model):
    """One change (dòng nhật ký). Never updated, never deleted: triggers in the database see to it."""

    chain = models.BigIntegerField()
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    account_id = models.BigIntegerField(null=True)
    actor_label = models.CharField(max_length=300)
    action = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    subject_label = models.CharField(max_length=500, blank=True)
    organisation_id = models.BigIntegerField(null=True)
    path = PathField(blank=True)
    changes = models.JSONField(default=dict)
    hash = models.CharField(max_length=64)

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "seq"], name="audit_entry_one_per_place")]
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "at"], name="audit_entry_subject"),
            models.Index(fields=["path", "at"], name="audit_entry_path"),
            models.Index(fields=["at"], name="audit_entry_at"),
            models.Index(fields=["action", "at"], name="audit_entry_action"),
        ]


class Chain(models.Model):
    """The end of each hash chain: what the next entry must carry. Locked while an entry is added."""

    chain = models.BigIntegerField(primary_key=True)
    seq = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.chain}: {self.seq}"


class Seal(models.Model):
    """All chain ends on one day under one hash, so that cutting a chain short shows too (niêm phong)."""

    at = models.DateTimeField()
    heads = models.JSONField()
    hash = models.CharField(max_length=64)
