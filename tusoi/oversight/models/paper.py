from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from tusoi.documents.models import Attachment, Document
from tusoi.organisations.models import Account
from tusoi.oversight import access

from .case import Case, CaseSubject

if TYPE_CHECKING:
    from tusoi.organisations.scope import Actor


class PaperQuerySet(models.QuerySet["Paper"]):
    def visible_to(self, actor: Actor) -> PaperQuerySet:
        """All for owner and team; for a subject what was formally sent to it or comes from it; nothing for others."""
        return self.filter(access.papers_of(actor))


class Paper(models.Model):
    """A paper of the dossier (tài liệu trong hồ sơ), under a code of the kind's checklist, or waived with a reason."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="papers")
    subject = models.ForeignKey(
        CaseSubject, models.PROTECT, null=True, blank=True, related_name="papers", help_text="empty: of the whole case"
    )
    code = models.SlugField(max_length=40, blank=True, help_text='of the checklist; "" for one beside it')
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    file = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="+")
    pages = models.PositiveSmallIntegerField(null=True, blank=True)
    paper_location = models.CharField(max_length=200, blank=True, help_text="where the paper itself lies")
    dated_on = models.DateField(null=True, blank=True)
    waived_reason = models.TextField(blank=True, help_text="why there is none")
    sent_on = models.DateField(null=True, blank=True, help_text="formally sent to the subject, or to all of them")
    is_from_subject = models.BooleanField(default=False)
    withdrawn_on = models.DateField(null=True, blank=True, help_text="replaced or filed by mistake; stays in the list")
    withdrawal_reason = models.TextField(blank=True)
    added_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()
    request_key = models.UUIDField(null=True, unique=True, editable=False)

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["case", "code"], name="paper_of_case")]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | ~Q(withdrawal_reason=""), name="paper_withdrawn_says_why"
            ),
            models.CheckConstraint(
                condition=Q(waived_reason="") | Q(document__isnull=True, file__isnull=True, sent_on__isnull=True),
                name="paper_waived_is_not_there",
            ),
        ]

    def __str__(self) -> str:
        return self.title
