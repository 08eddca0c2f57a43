from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from tusoi.documents.models import Clause, Document
from tusoi.organisations.models import Account, Body, Organisation
from tusoi.organisations.models.periods import Reference, ends_after_it_begins

if TYPE_CHECKING:
    from tusoi.organisations.scope import Actor


class DeliverableKind(Reference):
    """What is owed (loại sản phẩm): a plan, a report, a regulation; with what a good answer of this kind contains."""

    has_items = models.BooleanField(default=False, help_text="the answer is a plan with items")
    expectations_vi = models.JSONField(default=list, blank=True)
    expectations_en = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="deliverable_kind_once"),
            ends_after_it_begins("deliverable_kind_period"),
        ]


class ObligationQuerySet(models.QuerySet["Obligation"]):
    def visible_to(self, actor: Actor) -> ObligationQuerySet:
        """Issued within reach, or laid on somebody within reach, or on oneself."""
        from .assignment import Assignment

        mine = Assignment.objects.filter(obligation=OuterRef("pk")).filter(
            actor.within("path") | Q(person=actor.person_id, person__isnull=False)
        )
        return self.filter(actor.within("issued_by__path") | Exists(mine))

    def issued(self) -> ObligationQuerySet:
        return self.filter(state=Obligation.State.ISSUED)


class Obligation(models.Model):
    """A duty (nhiệm vụ, yêu cầu) that ``issued_by`` lays on organisations, or on persons in organisations."""

    class Bearer(models.TextChoices):
        ORGANISATION = "organisation", _("tập thể")
        PERSON = "person", _("cá nhân")

    class Review(models.TextChoices):
        ISSUER = "issuer", "đơn vị giao"
        SUPERIOR = "superior", "cấp trên trực tiếp của từng đơn vị"

    class State(models.TextChoices):
        ISSUING = "issuing", "đang giao"
        ISSUED = "issued", "đã giao"
        WITHDRAWN = "withdrawn", "đã thu hồi"

    issued_by = models.ForeignKey(Organisation, models.PROTECT, related_name="obligations")
    issued_by_body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="obligations")
    clause = models.ForeignKey(Clause, models.PROTECT, null=True, blank=True, related_name="obligations")
    parent = models.ForeignKey(
        "obligations.Assignment", models.PROTECT, null=True, blank=True, related_name="cascaded",
        help_text="the duty from above that the issuer passes on",
    )  # fmt: skip
    title = models.CharField(max_length=300)
    instructions = models.TextField(blank=True)
    deliverable = models.ForeignKey(DeliverableKind, models.PROTECT, related_name="+")
    expectations = models.JSONField(default=list, blank=True, help_text="what a good answer contains")
    bearer = models.CharField(max_length=12, choices=Bearer)
    review = models.CharField(max_length=8, choices=Review, default=Review.ISSUER)
    due_on = models.DateField()
    state = models.CharField(max_length=9, choices=State, default=State.ISSUING)
    selection = models.JSONField(default=dict, help_text="whom it is laid on, so that a cascade can be resumed")
    planned = models.PositiveIntegerField(default=0, help_text="how many bearers the cascade was confirmed for")
    issued_at = models.DateTimeField()
    issued_on = models.DateField()
    created_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    request_key = models.UUIDField(null=True, unique=True, editable=False)

    objects = ObligationQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["issued_by", "-issued_on"], name="obligation_of_issuer"),
            models.Index(fields=["state", "-issued_on"], name="obligation_state"),
        ]

    def __str__(self) -> str:
        return self.title
