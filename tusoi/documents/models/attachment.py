from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from tusoi.organisations.models import Account, Organisation

if TYPE_CHECKING:
    from tusoi.organisations.scope import Actor


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def visible_to(self, actor: Actor) -> AttachmentQuerySet:
        """Files of organisations within reach. What hangs on a document or an answer is asked for there."""
        return self.filter(actor.within("organisation__path"))


class Attachment(models.Model):
    """A file that somebody brought (tệp đính kèm). The bytes lie under their sha256, once, however often brought."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    uploaded_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField()

    objects = AttachmentQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name
