from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tusoi.documents.models import Clause, Document
from tusoi.obligations.models import Assignment, Obligation, in_state
from tusoi.organisations.models import Account, Organisation, Person
from tusoi.oversight import access
from tusoi.treepath import PathField

from .case import Case, CaseSubject
from .paper import Paper
from .reference import ContentArea

if TYPE_CHECKING:
    from tusoi.organisations.scope import Actor


class FindingQuerySet(models.QuerySet["Finding"]):
    def visible_to(self, actor: Actor) -> FindingQuerySet:
        """Owner and team; after the conclusion was announced also its subject and those above."""
        return self.filter(access.findings_of(actor))


class Finding(models.Model):
    """What was found (kết quả, phát hiện) at one subject or common to all, with its evidence and cause."""

    class Kind(models.TextChoices):
        STRENGTH = "strength", _("ưu điểm")
        SHORTCOMING = "shortcoming", _("hạn chế, tồn tại")
        DEFECT = "defect", _("khuyết điểm")
        SIGN = "sign", _("dấu hiệu vi phạm")

    class Responsibility(models.TextChoices):
        NONE = "", _("chưa xác định")
        COLLECTIVE = "collective", _("tập thể")
        HEAD = "head", _("người đứng đầu")
        BOTH = "both", _("tập thể và người đứng đầu")
        PERSON = "person", _("cá nhân")

    case = models.ForeignKey(Case, models.PROTECT, related_name="findings")
    subject = models.ForeignKey(
        CaseSubject, models.PROTECT, null=True, blank=True, related_name="findings", help_text="empty: common to all"
    )
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=11, choices=Kind)
    areas = models.ManyToManyField(ContentArea, related_name="+")
    text = models.TextField()
    evidence = models.TextField(blank=True)
    papers = models.ManyToManyField(Paper, related_name="+", blank=True)
    cause = models.TextField(blank=True)
    responsibility = models.CharField(max_length=10, choices=Responsibility, blank=True, default="")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    clause = models.ForeignKey(Clause, models.PROTECT, null=True, blank=True, related_name="+")
    provision = models.CharField(max_length=300, blank=True, help_text="the provision concerned, in words")
    version = models.PositiveIntegerField(default=0)
    dropped_on = models.DateField(null=True, blank=True)
    drop_reason = models.TextField(blank=True)
    created_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    request_key = models.UUIDField(null=True, unique=True, editable=False)

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["case", "position"], name="finding_position"),
            models.CheckConstraint(
                condition=Q(dropped_on__isnull=True) | ~Q(drop_reason=""), name="finding_dropped_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:120]


class ConclusionQuerySet(models.QuerySet["Conclusion"]):
    def visible_to(self, actor: Actor) -> ConclusionQuerySet:
        return self.filter(access.conclusions_of(actor))


class Conclusion(models.Model):
    """What the owner concludes (thông báo kết luận): compiled from the findings, edited, printed, registered.

    ``sections``: [{"heading", "subject" (id or null), "lines": [...]}], as printed.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("dự thảo")
        CONCLUDED = "concluded", _("đã kết luận")
        REGISTERED = "registered", _("đã ban hành")

    case = models.OneToOneField(Case, models.PROTECT, related_name="conclusion")
    sections = models.JSONField(default=list)
    excerpt = models.CharField(max_length=500, blank=True)
    meeting = models.CharField(max_length=300, blank=True, help_text="of the owner: where, when; never a vote")
    signatory = models.CharField(max_length=200, blank=True)
    signatory_position = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(default=0)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    concluded_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    saved_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    saved_at = models.DateTimeField()

    objects = ConclusionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="registered") | Q(document__isnull=False), name="conclusion_registered_has_document"
            ),
        ]


class RequirementQuerySet(models.QuerySet["Requirement"]):
    def visible_to(self, actor: Actor) -> RequirementQuerySet:
        """Owner and team; once laid, whoever may see one of its bearers' rows."""
        return self.filter(access.requirements_of(actor))


class Requirement(models.Model):
    """What has to be done about findings (yêu cầu, kiến nghị): laid as a duty when the conclusion is announced."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="requirements")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    findings = models.ManyToManyField(Finding, related_name="requirements", blank=True)
    for_all = models.BooleanField(default=True, help_text="every organisation that is a subject bears it")
    subjects = models.ManyToManyField(CaseSubject, related_name="+", blank=True, help_text="who bears it, if not all")
    persons = models.ManyToManyField(Person, related_name="+", blank=True, help_text="named committee members")
    due_on = models.DateField()
    obligations = models.ManyToManyField(
        Obligation, related_name="+", blank=True, help_text="one for organisations, one for persons"
    )
    laid_on = models.DateField(null=True, blank=True)
    dropped_on = models.DateField(null=True, blank=True)
    drop_reason = models.TextField(blank=True)

    objects = RequirementQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["case", "position"], name="requirement_position"),
            models.CheckConstraint(
                condition=Q(dropped_on__isnull=True) | ~Q(drop_reason=""), name="requirement_dropped_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:120]


class RemediationQuerySet(models.QuerySet["Remediation"]):
    def visible_to(self, actor: Actor) -> RemediationQuerySet:
        """The owner's people and the team, the bearer, and whoever leads or inspects above either."""
        return self.filter(access.remediations_of(actor))

    def open(self) -> RemediationQuerySet:
        return self.filter(state__in=("open", "escalated"))

    def escalated(self) -> RemediationQuerySet:
        return self.filter(in_state("escalated"))


class Remediation(models.Model):
    """One bearer's part of a requirement, a row of the register (sổ theo dõi khắc phục), until somebody closes it.

    What the owner decided stands here; whether it was answered, in time and verified stands in its assignment. Three
    columns of that are copied by a trigger, whoever writes it (migration 0006): a register of years looks at no other
    table for its sums.
    """

    class State(models.TextChoices):
        OPEN = "open", _("chưa xong")
        CLOSED = "closed", _("đã xong")
        ESCALATED = "escalated", _("đã báo cáo cấp trên")

    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="remediations")
    assignment = models.OneToOneField(Assignment, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+", help_text="of the case")
    path = PathField(help_text="the bearer's place then")
    answer = models.CharField(max_length=9, choices=Assignment.State, default=Assignment.State.ASSIGNED, editable=False)
    due_on = models.DateField(editable=False)
    was_sent = models.BooleanField(default=False, editable=False, help_text="an answer, ever")
    laid_on = models.DateField()
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    reason = models.TextField(blank=True, help_text="of the last decision")
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    follow_up = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="follows_up")
    version = models.PositiveIntegerField(default=0)

    objects = RemediationQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["path", "state", "laid_on"], name="remediation_register"),
            models.Index(fields=["owner", "state", "laid_on"], name="remediation_of_owner"),
            models.Index(fields=["owner"], condition=Q(state="escalated"), name="remediation_escalated"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open") | Q(decided_on__isnull=False), name="remediation_decided_says_when"
            ),
            models.CheckConstraint(
                condition=~Q(state="escalated") | ~Q(reason=""), name="remediation_escalated_says_why"
            ),
        ]

    @classmethod
    def of(cls, assignment: Assignment, requirement: Requirement, owner: Organisation, **more: Any) -> Remediation:
        """The row of somebody's part of a requirement, not yet stored."""
        return cls(
            requirement=requirement, assignment=assignment, organisation_id=assignment.organisation_id,
            person_id=assignment.person_id, owner=owner, path=assignment.path, answer=assignment.state,
            due_on=assignment.due_on, was_sent=assignment.submitted_at is not None, **more,
        )  # fmt: skip
