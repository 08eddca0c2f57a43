from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from tusoi.organisations.models import Account, Organisation

from .attachment import Attachment

if TYPE_CHECKING:
    from tusoi.organisations.scope import Actor


class IntakeQuerySet(models.QuerySet["Intake"]):
    def visible_to(self, actor: Actor) -> IntakeQuerySet:
        """Only who brought it: until it is accepted nobody else knows of it."""
        return self.filter(account=actor.account_id)


class Intake(models.Model):
    """A text on its way into the register (văn bản đang đọc): the proposals, and what the reader decided so far."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    attachment = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="+")
    filename = models.CharField(max_length=255, blank=True)
    text = models.TextField()
    records = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    decisions = models.JSONField(default=dict)
    pages = models.JSONField(default=list, blank=True, help_text="where each page of a PDF begins; -1: not read")
    letter_key = models.UUIDField(null=True, blank=True, help_text="the drafts of one e-mail share it")
    seconds = models.FloatField(default=0)
    created_at = models.DateTimeField()
    document = models.ForeignKey("documents.Document", models.PROTECT, null=True, related_name="intakes")

    objects = IntakeQuerySet.as_manager()
