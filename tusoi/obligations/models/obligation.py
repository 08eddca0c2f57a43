from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from tusoi.documents.models import Clause, Document
from tusoi.organisations.models import Account, Body, Organisation, Person
from tusoi.organisations.models.periods import Reference, ends_after_it_begins
from tusoi.organisations.staff import staff_of

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
        """Issued within reach, or laid on somebody within reach, or on oneself; a confined one by few (closed_to)."""
        from .assignment import Assignment

        parts = Assignment.objects.filter(obligation=OuterRef("pk"))
        # Two questions, each a look into its own index: asked as one, PostgreSQL walked through all parts of a duty.
        within, himself = parts.filter(actor.within("path")), parts.filter(person=actor.person_id, person__isnull=False)
        return self.filter(actor.within("issued_by__path") | Exists(within) | Exists(himself)).readable_to(actor)

    def readable_to(self, actor: Actor) -> ObligationQuerySet:
        """Without the confined ones which the actor may not read and does not bear."""
        from .assignment import Assignment

        if actor.system:
            return self
        borne = Assignment.objects.filter(obligation=OuterRef("pk")).borne_by(actor)
        return self.filter(~Q(pk__in=Obligation.objects.closed_to(actor)) | Exists(borne))

    def closed_to(self, actor: Actor) -> models.QuerySet[Obligation, dict[str, int]]:
        """The ids of the confined ones which the actor may not read, unless he bears them.

        Open are they to who leads the issuer, to the people of the body that issued them, and to their confidants.
        """
        confined = self.filter(is_confined=True)
        if actor.system:
            return confined.none().values("pk")
        collective = Q(issued_by_body__isnull=True) | Q(issued_by_body__kind__is_collective=True)
        house = staff_of(actor, "obligations.issue", owner="issued_by", body="issued_by_body", collective=collective)
        trusted = Obligation.objects.filter(house | Q(confidants=actor.person_id, confidants__isnull=False))
        return confined.exclude(pk__in=trusted.filter(is_confined=True).values("pk")).values("pk")

    def open_to(self, actor: Actor) -> ObligationQuerySet:
        """Without the confined ones which the actor may not read."""
        return self.exclude(pk__in=Obligation.objects.closed_to(actor))

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
    is_confined = models.BooleanField(
        default=False, help_text="read by its bearers, the people of the body that issued it and its confidants only"
    )
    confidants = models.ManyToManyField(Person, related_name="+", blank=True)

    objects = ObligationQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["issued_by", "-issued_on"], name="obligation_of_issuer"),
            models.Index(fields=["state", "-issued_on"], name="obligation_state"),
            models.Index(fields=["id"], condition=Q(is_confined=True), name="obligation_confined"),
        ]

    def __str__(self) -> str:
        """As the trail names it, which more people read than a confined duty."""
        return "Nhiệm vụ hạn chế đọc" if self.is_confined else self.title
