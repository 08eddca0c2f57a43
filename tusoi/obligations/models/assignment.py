from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from tusoi.obligations.rules import OPEN, is_overdue
from tusoi.organisations.models import Account, Organisation, Person
from tusoi.treepath import PathField, within

from .obligation import Obligation

if TYPE_CHECKING:
    from tusoi.organisations.scope import Actor


def in_state(*states: str) -> Func:
    """The condition "in one of the states" written out: with bound values SQLite would use no partial index."""
    written = f"= '{states[0]}'" if len(states) == 1 else f"IN {states}"
    return Func(F("state"), template=f"%(expressions)s {written}", output_field=models.BooleanField())


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def visible_to(self, actor: Actor) -> AssignmentQuerySet:
        """Borne within reach, by oneself, or reviewed by one of the actor's organisations.

        What a person answers for himself is read by those who lead or inspect, not by every member of the branch.
        """
        reading, personal = actor.branches("read"), actor.branches("obligations.read_personal")
        inside = within("path", personal)
        if set(reading) - set(personal):
            inside |= within("path", reading) & Q(person__isnull=True)
        if actor.system:
            return self
        reviewing = [grant.organisation_id for grant in actor.grants if grant.gives("obligations.review")]
        reached = self.filter(inside | Q(person=actor.person_id, person__isnull=False) | Q(reviewer__in=reviewing))
        return reached.open_to(actor)

    def open_to(self, actor: Actor) -> AssignmentQuerySet:
        """Without those of confined duties that are neither his to read nor his own."""
        if actor.system:
            return self
        return self.filter(~Q(obligation__in=Obligation.objects.closed_to(actor)) | _borne_by(actor))

    def borne_by(self, actor: Actor) -> AssignmentQuerySet:
        """His own, and those of the organisations he answers for."""
        return self.filter(_borne_by(actor))

    def open(self) -> AssignmentQuerySet:
        return self.filter(in_state(*OPEN))

    def awaiting_review(self) -> AssignmentQuerySet:
        return self.filter(in_state("submitted"))

    def overdue(self, today: date) -> AssignmentQuerySet:
        return self.open().filter(due_on__lt=today)


def _borne_by(actor: Actor) -> Q:
    answering = [grant.organisation_id for grant in actor.grants if grant.gives("obligations.answer")]
    himself = Q(person=actor.person_id, person__isnull=False)
    return himself | Q(person__isnull=True, organisation__in=answering)


_IS_OPEN = Q(state__in=OPEN)


class Assignment(models.Model):
    """One bearer's part of an obligation. ``path``, ``pivot``, ``top`` are labels as issued (docs/performance.md).

    Labels and reviewer are copied from the bearer's own row, which nobody deletes: the database does not look each of
    them up again, which would be half of the work of laying a duty on a nation.
    """

    class State(models.TextChoices):
        ASSIGNED = "assigned", _("Chưa nộp")
        SUBMITTED = "submitted", _("Chờ duyệt")
        RETURNED = "returned", _("Trả lại")
        ACCEPTED = "accepted", _("Đã duyệt")
        WAIVED = "waived", _("Được miễn")

    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="assignments", db_index=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="assignments", db_index=False)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="assignments", db_index=False
    )
    path = PathField()
    pivot = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    top = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    reviewer = models.ForeignKey(
        Organisation, models.PROTECT, related_name="reviews", db_index=False, db_constraint=False
    )
    state = models.CharField(max_length=9, choices=State, default=State.ASSIGNED)
    due_on = models.DateField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True, help_text="why it was returned or waived last")
    version = models.PositiveIntegerField(default=0, help_text="grows with every change; a form says which it saw")
    reminders = models.PositiveSmallIntegerField(default=0)
    reminded_on = models.DateField(null=True, blank=True)
    reminder_noted_on = models.DateField(null=True, blank=True, help_text="on that day it can still be taken back")
    reminded_before = models.DateField(null=True, blank=True, help_text="what reminded_on was then")
    extended = models.BooleanField(default=False)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["obligation", "organisation"], condition=Q(person__isnull=True), name="assignment_once"
            ),
            models.UniqueConstraint(
                fields=["obligation", "organisation", "person"],
                condition=Q(person__isnull=False),
                name="assignment_once_a_person",
            ),
            models.CheckConstraint(condition=~Q(state="waived") | ~Q(reason=""), name="assignment_waived_says_why"),
            models.CheckConstraint(
                condition=~Q(state__in=("submitted", "returned", "accepted")) | Q(submitted_at__isnull=False),
                name="assignment_answered_says_when",
            ),
        ]
        indexes = [
            models.Index(fields=["obligation", "path", "state", "due_on"], name="assignment_roll_up"),
            models.Index(fields=["organisation", "due_on"], condition=_IS_OPEN, name="assignment_owed"),
            models.Index(fields=["person"], condition=Q(person__isnull=False), name="assignment_of_person"),
            # With the id, the longest overdue come in order: thousands share the day on which a duty was due.
            models.Index(fields=["due_on", "id"], condition=_IS_OPEN, name="assignment_due"),
            models.Index(fields=["top", "due_on", "id"], condition=_IS_OPEN, name="assignment_due_top"),
            models.Index(fields=["pivot", "due_on", "id"], condition=_IS_OPEN, name="assignment_due_pivot"),
            models.Index(
                fields=["reviewer", "submitted_at", "id"], condition=Q(state="submitted"), name="assignment_review"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.obligation} – {self.bearer_name}"

    @property
    def bearer_name(self) -> str:
        return self.person.name if self.person_id and self.person else self.organisation.name

    def is_overdue(self, today: date) -> bool:
        return is_overdue(self.state, self.due_on, today)


class PartOfAssignmentQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> PartOfAssignmentQuerySet:
        return self.filter(assignment__in=Assignment.objects.visible_to(actor))


class Extension(models.Model):
    """A due day was moved (gia hạn), why and by whom. The first due day can always be read back."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="extensions")
    from_day = models.DateField()
    to_day = models.DateField()
    reason = models.TextField()
    extended_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    objects = PartOfAssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(to_day__gt=models.F("from_day")), name="extension_goes_forward"),
            models.CheckConstraint(condition=~Q(reason=""), name="extension_says_why"),
        ]
