from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tusoi.documents.models import Document
from tusoi.obligations.models import Obligation
from tusoi.organisations.models import Account, Body, Organisation, Person
from tusoi.organisations.models.periods import PeriodQuerySet, ends_after_it_begins
from tusoi.oversight import access
from tusoi.treepath import PathField

from .programme import ProgrammeEntry
from .reference import CaseKind, ContentArea

if TYPE_CHECKING:
    from tusoi.organisations.scope import Actor


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, actor: Actor) -> CaseQuerySet:
        """Owner's people and team; its subjects from the day it was opened to them; those above (see access)."""
        return self.filter(access.cases_of(actor))

    def worked_on_by(self, actor: Actor) -> CaseQuerySet:
        """Where the actor is of the owner's people or of the team: who may see everything in it."""
        return self.filter(access.inner_cases_of(actor))


class Case(models.Model):
    """One inspection or supervision over one or many subjects (cuộc kiểm tra, giám sát), by the book of its day.

    ``step`` is a code of ``kind.procedure``; "" once the last one is done. What is secret is only a stub: its number,
    day, level and where the paper lies.
    """

    class State(models.TextChoices):
        RUNNING = "running", _("đang tiến hành")
        SUSPENDED = "suspended", _("tạm dừng")
        CLOSED = "closed", _("đã kết thúc")
        DROPPED = "dropped", _("đã thôi tiến hành")

    class Circle(models.TextChoices):
        NORMAL = "normal", _("thông thường")
        RESTRICTED = "restricted", _("hạn chế")
        SECRET = "secret", _("bí mật nhà nước (chỉ giữ vỏ)")

    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="cases")
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    is_committees = models.BooleanField(default=False, help_text="of the committee itself, or of a collective body")
    path = PathField(help_text="the owner's place")
    kind = models.ForeignKey(CaseKind, models.PROTECT, related_name="cases")
    entry = models.ForeignKey(ProgrammeEntry, models.PROTECT, null=True, blank=True, related_name="cases")
    unscheduled_reason = models.TextField(blank=True, help_text="why it is done outside of the programme")
    origin = models.ForeignKey(
        "oversight.Finding", models.PROTECT, null=True, blank=True, related_name="opened", help_text="it came out of"
    )
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by",
        help_text="whose requirements it follows up",
    )  # fmt: skip
    title = models.CharField(max_length=300)
    content = models.TextField(blank=True)
    areas = models.ManyToManyField(ContentArea, related_name="+")
    examined_from = models.DateField(null=True, blank=True)
    examined_to = models.DateField(null=True, blank=True, help_text="last day of the period that is looked at")
    circle = models.CharField(max_length=10, choices=Circle, default=Circle.NORMAL)
    secrecy = models.CharField(max_length=10, choices=Document.Secrecy, blank=True, default="")
    stub_number = models.CharField(max_length=60, blank=True)
    paper_location = models.CharField(max_length=200, blank=True)
    stub_members = models.PositiveSmallIntegerField(default=0, help_text="a stub: of how many members it is, never who")
    state = models.CharField(max_length=9, choices=State, default=State.RUNNING)
    step = models.SlugField(max_length=40, blank=True)
    version = models.PositiveIntegerField(default=0)
    opened_on = models.DateField(help_text="when it was entered")
    issued_on = models.DateField(null=True, blank=True, help_text="day of the decision and the plan: the clock begins")
    decision = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    plan = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField(null=True, blank=True, help_text="with extension and suspensions; empty: none set")
    self_report = models.ForeignKey(Obligation, models.PROTECT, null=True, blank=True, related_name="+")
    person_report = models.ForeignKey(
        Obligation, models.PROTECT, null=True, blank=True, related_name="+", help_text="the same, laid on persons"
    )
    concluded_on = models.DateField(null=True, blank=True)
    announced_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True, help_text="of the last move that asked for one")
    created_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    request_key = models.UUIDField(null=True, unique=True, editable=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["path", "-opened_on"], name="case_register"),
            models.Index(fields=["owner", "state"], name="case_of_owner"),
            models.Index(fields=["concluded_on", "path"], name="case_concluded"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(examined_from__isnull=True)
                | Q(examined_to__isnull=True)
                | Q(examined_to__gte=F("examined_from")),
                name="case_examined",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(closed_on__isnull=False), name="case_closed_says_when"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("suspended", "dropped")) | ~Q(reason=""), name="case_stopped_says_why"
            ),
            models.CheckConstraint(
                condition=Q(announced_on__isnull=True) | Q(concluded_on__isnull=False),
                name="case_announced_is_concluded",
            ),
            models.CheckConstraint(
                condition=~Q(circle="secret") | Q(content="", self_report__isnull=True),
                name="case_secret_is_only_a_stub",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title


class PartOfCaseQuerySet(models.QuerySet):
    """What belongs to a case and only its owner and its team see."""

    def visible_to(self, actor: Actor) -> PartOfCaseQuerySet:
        return self.filter(case__in=Case.objects.worked_on_by(actor))


class CaseSubjectQuerySet(models.QuerySet["CaseSubject"]):
    def visible_to(self, actor: Actor) -> CaseSubjectQuerySet:
        """All of them for owner, team and those above; a subject sees itself and not who else is looked at."""
        return self.filter(access.subjects_of(actor))

    def standing(self) -> CaseSubjectQuerySet:
        return self.filter(removed_on__isnull=True)


class CaseSubject(models.Model):
    """Whom a case is about (đối tượng): an organisation, or a person in one; with what became of it there."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="subjects")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    is_committee_member = models.BooleanField(default=False, help_text="a person who sat on a committee then")
    level = models.CharField(max_length=40, help_text="code of the organisation's kind then")
    path = PathField(help_text="the organisation's place then")
    added_on = models.DateField()
    addition_reason = models.TextField(blank=True, help_text="when it was added after the decision")
    removed_on = models.DateField(null=True, blank=True)
    removal_reason = models.TextField(blank=True)
    opened_on = models.DateField(null=True, blank=True, help_text="decision and plan were announced to it")
    draft = models.TextField(blank=True, help_text="what was sent to it of the draft report")
    draft_sent_on = models.DateField(null=True, blank=True)
    comments = models.TextField(blank=True, help_text="what it says to the draft")
    commented_on = models.DateField(null=True, blank=True)
    commented_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    answer_to_comments = models.TextField(blank=True, help_text="what the team took over, and why not the rest")
    result = models.SlugField(max_length=40, blank=True, help_text="code of the results of the kind")
    announced_on = models.DateField(null=True, blank=True)
    announced_how = models.CharField(max_length=200, blank=True)

    objects = CaseSubjectQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["organisation", "case"], name="case_subject_of")]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "organisation"], condition=Q(person__isnull=True), name="case_subject_once"
            ),
            models.UniqueConstraint(
                fields=["case", "organisation", "person"],
                condition=Q(person__isnull=False),
                name="case_subject_person_once",
            ),
            models.CheckConstraint(
                condition=Q(removed_on__isnull=True) | ~Q(removal_reason=""), name="case_subject_removed_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.person.name if self.person_id and self.person else self.organisation.name


class TeamMemberQuerySet(PeriodQuerySet["TeamMember"]):
    def visible_to(self, actor: Actor) -> TeamMemberQuerySet:
        return self.filter(case__in=Case.objects.worked_on_by(actor))


class TeamMember(models.Model):
    """Somebody of the team (đoàn, tổ kiểm tra, giám sát) from a day to a day, with role and task."""

    class Role(models.TextChoices):
        LEADER = "leader", _("trưởng đoàn")
        DEPUTY = "deputy", _("phó trưởng đoàn")
        SECRETARY = "secretary", _("thư ký")
        MEMBER = "member", _("thành viên")

    case = models.ForeignKey(Case, models.PROTECT, related_name="team")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    role = models.CharField(max_length=9, choices=Role, default=Role.MEMBER)
    task = models.CharField(max_length=500, blank=True)
    office = models.CharField(max_length=200, blank=True, help_text="position and organisation, as on that day")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True, help_text="why the member left")

    objects = TeamMemberQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "case"], name="team_of_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person"], condition=Q(valid_to__isnull=True), name="team_member_once"
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(valid_to__isnull=True, role="leader"), name="team_one_leader"
            ),
            ends_after_it_begins("team_member_period"),
        ]


class StepDone(models.Model):
    """A step of the procedure was finished, or gone back to; the newest row of a step says how it stands."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="steps_done")
    step = models.SlugField(max_length=40)
    on = models.DateField()
    due_on = models.DateField(null=True, blank=True, help_text="its last day, where the rules set one")
    gone_back = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    objects = PartOfCaseQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]


class Suspension(models.Model):
    """The clock of a case stood still (tạm dừng), from a day to before a day."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="suspensions")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    reason = models.TextField()

    objects = PartOfCaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(valid_to__isnull=True), name="suspension_one_open"),
            ends_after_it_begins("suspension_period"),
        ]


class CaseExtension(models.Model):
    """The last day of a case was moved (gia hạn), once, within what the rules allow."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="extensions")
    from_day = models.DateField()
    to_day = models.DateField()
    reason = models.TextField()
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    objects = PartOfCaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(to_day__gt=F("from_day")), name="case_extension_goes_forward"),
            models.CheckConstraint(condition=~Q(reason=""), name="case_extension_says_why"),
        ]
