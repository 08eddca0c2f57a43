from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from tusoi.organisations.models import Account, Body, Organisation
from tusoi.organisations.models.periods import PeriodQuerySet, ends_after_it_begins

from .attachment import Attachment
from .register import Document, DocumentKind

if TYPE_CHECKING:
    from tusoi.organisations.scope import Actor


class TemplateQuerySet(PeriodQuerySet["Template"]):
    def visible_to(self, actor: Actor) -> TemplateQuerySet:
        """Those of organisations within reach, and those issued from above; without an owner, shipped for everybody."""
        from_above = Q(owner__in=actor.ancestor_ids, issued_at__isnull=False)
        return self.filter(actor.within("owner__path") | from_above | Q(owner__isnull=True))


class Template(models.Model):
    """A model document (văn bản mẫu): fields with guidance and a body in which they stand, for a kind of organisation.

    ``body`` is a list of blocks (data, never markup that could run); with ``file`` the body is an uploaded .docx whose
    fields are replaced. A template that was used is never changed: a new version with the same ``code`` follows it.
    """

    owner = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="templates")
    code = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField(default=1, help_text="of the same code and owner")
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    kind = models.ForeignKey(DocumentKind, models.PROTECT, related_name="+", help_text="of the document it becomes")
    for_kinds = models.JSONField(default=list, blank=True, help_text="codes of kinds of organisations; empty: all")
    guidance = models.TextField(blank=True)
    fields = models.JSONField(default=list, blank=True)
    body = models.JSONField(default=list, blank=True)
    file = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="+")
    source = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="templates")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True, help_text="from then on those below have it")
    created_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")

    objects = TemplateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "code", "version"], condition=Q(owner__isnull=False), name="template_version_once"
            ),
            models.UniqueConstraint(
                fields=["code", "valid_from"], condition=Q(owner__isnull=True), name="template_shipped_once"
            ),
            ends_after_it_begins("template_period"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """Its name in the language of the moment."""
        from django.utils.translation import get_language

        return (self.name_en if (get_language() or "vi").startswith("en") else "") or self.name


class DraftDocumentQuerySet(models.QuerySet["DraftDocument"]):
    def visible_to(self, actor: Actor) -> DraftDocumentQuerySet:
        """Drafts of organisations within reach; one that is appraised, by who appraises it too."""
        appraising = [grant.organisation_id for grant in actor.grants if grant.gives("documents.appraise")]
        return self.filter(actor.within("organisation__path") | Q(appraiser__in=appraising))


class DraftDocument(models.Model):
    """A document being made from a template (dự thảo): filled in, appraised, printed, numbered."""

    class State(models.TextChoices):
        DRAFTING = "drafting", "đang soạn"
        APPRAISAL = "appraisal", "chờ thẩm định"
        RETURNED = "returned", "cần sửa"
        APPROVED = "approved", "đã thẩm định"
        ISSUED = "issued", "đã ban hành"
        DROPPED = "dropped", "đã bỏ"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="drafts")
    body_of = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", help_text="who issues it"
    )
    template = models.ForeignKey(Template, models.PROTECT, related_name="drafts")
    excerpt = models.CharField(max_length=500, blank=True)
    values = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.DRAFTING)
    version = models.PositiveIntegerField(default=0, help_text="grows with every change; a form says which it saw")
    appraiser = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    appraised_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    appraised_at = models.DateTimeField(null=True, blank=True)
    opinion = models.TextField(blank=True, help_text="of the appraisal, and why it was returned")
    document = models.OneToOneField(Document, models.PROTECT, null=True, blank=True, related_name="draft")
    created_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    request_key = models.UUIDField(null=True, unique=True, editable=False)

    objects = DraftDocumentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "-saved_at"], name="draft_of_organisation")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="issued") | Q(document__isnull=False), name="draft_issued_has_its_document"
            ),
        ]

    def __str__(self) -> str:
        return self.excerpt or self.template.name
