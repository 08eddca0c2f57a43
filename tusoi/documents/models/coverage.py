from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from tusoi.organisations.models import Account, Organisation

from .register import Clause, Document

if TYPE_CHECKING:
    from tusoi.organisations.scope import Actor


class CoverageQuerySet(models.QuerySet["Coverage"]):
    def visible_to(self, actor: Actor) -> CoverageQuerySet:
        """What an organisation within reach answered."""
        return self.filter(actor.within("organisation__path"))


class Coverage(models.Model):
    """A passage of a subordinate's document answers a clause of a superior's (bao quát): proposed, then decided.

    Proposed from the text with its ``reasons`` (shared terms, numbers, an explicit reference); a person confirms or
    refuses it, or adds one that nothing proposed. Only confirmed ones count as answered.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", "đề xuất"
        CONFIRMED = "confirmed", "đã xác nhận"
        REFUSED = "refused", "không phải"

    clause = models.ForeignKey(Clause, models.CASCADE, related_name="coverage")
    document = models.ForeignKey(Document, models.CASCADE, related_name="covers", help_text="the answering document")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", help_text="whose answer it is")
    quote = models.TextField(blank=True)
    start = models.PositiveIntegerField(default=0, help_text="of the passage in the answering document's text")
    end = models.PositiveIntegerField(default=0)
    score = models.FloatField(default=0, help_text="0 to 1; of a proposal")
    reasons = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.PROPOSED)
    decided_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = CoverageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["clause", "document", "start"], name="coverage_once"),
            models.CheckConstraint(
                condition=Q(state="proposed") | Q(decided_at__isnull=False), name="coverage_decided_says_when"
            ),
        ]
        indexes = [models.Index(fields=["document"], name="coverage_of_document")]
