from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q

from tusoi.documents.models import Attachment, Clause
from tusoi.organisations.models import Account, Organisation, Person

from .assignment import Assignment, PartOfAssignmentQuerySet, in_state


class Submission(models.Model):
    """A version of an answer (bài nộp). Without ``submitted_at`` it is the draft; what was sent is never changed."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    items = models.JSONField(default=list, blank=True, help_text="the plan items as they were sent")
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    saved_in = models.CharField(max_length=32, blank=True, help_text="the page of the browser that saved it last")
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=9, blank=True, help_text="'', 'returned', 'accepted', 'recalled'")
    reason = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")

    objects = PartOfAssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "number"], name="submission_number"),
            models.UniqueConstraint(
                fields=["assignment"], condition=Q(submitted_at__isnull=True), name="submission_one_draft"
            ),
        ]


class SubmissionFile(models.Model):
    submission = models.ForeignKey(Submission, models.CASCADE, related_name="files")
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="submissions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["submission", "attachment"], name="submission_file_once")]


TO_DO = ("planned", "refused")
"""States of a line that its bearer has still to see to."""


class PlanItemQuerySet(PartOfAssignmentQuerySet):
    def to_do(self) -> PlanItemQuerySet:
        return self.filter(in_state(*TO_DO))

    def to_verify(self) -> PlanItemQuerySet:
        return self.filter(in_state("done"))


class PlanItem(models.Model):
    """One line of a plan (mục của kế hoạch): which weakness, what is done, who leads, by when, with what to show."""

    class State(models.TextChoices):
        PLANNED = "planned", "Dự kiến"
        DONE = "done", "Báo đã xong"
        VERIFIED = "verified", "Đã xác nhận"
        REFUSED = "refused", "Chưa đạt"

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="items")
    # Copied from the assignment: "my work" asks what is to do and to verify, however much was ever laid.
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    reviewer = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    position = models.PositiveSmallIntegerField()
    clause = models.ForeignKey(Clause, models.PROTECT, null=True, blank=True, related_name="+")
    finding = models.TextField(blank=True, help_text="the weakness or requirement it answers, in words")
    task = models.TextField()
    lead = models.CharField(max_length=200, blank=True)
    lead_person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    collaborators = models.CharField(max_length=300, blank=True)
    product = models.CharField(max_length=300, blank=True)
    milestones = models.TextField(blank=True)
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.PLANNED)
    evidence = models.TextField(blank=True)
    is_locked = models.BooleanField(default=False, help_text="found good: may not be changed when others are returned")
    reason = models.TextField(blank=True, help_text="why this item was returned or refused")
    reported_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    reported_at = models.DateTimeField(null=True, blank=True)
    verified_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    verified_at = models.DateTimeField(null=True, blank=True)

    objects = PlanItemQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        indexes = [
            models.Index(fields=["organisation"], condition=Q(state__in=TO_DO), name="plan_item_to_do"),
            models.Index(
                fields=["reviewer", "reported_at", "id"], condition=Q(state="done"), name="plan_item_to_verify"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "position"], name="plan_item_position"),
            models.CheckConstraint(
                condition=~Q(state="verified") | Q(verified_by__isnull=False), name="plan_item_verified_by_somebody"
            ),
            models.CheckConstraint(condition=~Q(verified_by=F("reported_by")), name="plan_item_verified_by_another"),
        ]

    def __str__(self) -> str:
        return self.task[:80]

    @classmethod
    def of(cls, assignment: Assignment, **fields: Any) -> PlanItem:
        """A new line of the plan, not yet saved."""
        return cls(
            assignment=assignment, organisation_id=assignment.organisation_id, reviewer_id=assignment.reviewer_id,
            **fields,
        )  # fmt: skip


class EvidenceFile(models.Model):
    item = models.ForeignKey(PlanItem, models.CASCADE, related_name="files")
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="evidence")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "attachment"], name="evidence_file_once")]
