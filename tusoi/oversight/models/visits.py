from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tusoi.documents.models import Document
from tusoi.organisations.models import Account, Body, Organisation, Person
from tusoi.oversight import access
from tusoi.treepath import PathField

from .case import Case
from .reference import ContentArea

if TYPE_CHECKING:
    from tusoi.organisations.scope import Actor


class DelegationQuerySet(models.QuerySet["Delegation"]):
    def visible_to(self, actor: Actor) -> DelegationQuerySet:
        return self.filter(access.delegations_of(actor))


class Delegation(models.Model):
    """A yearly delegation, or monthly working sessions, over many organisations (đoàn công tác, lịch làm việc)."""

    class Kind(models.TextChoices):
        YEARLY = "yearly", _("đoàn công tác chuyên đề trong năm")
        MONTHLY = "monthly", _("làm việc định kỳ hằng tháng")

    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="delegations")
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    path = PathField()
    kind = models.CharField(max_length=7, choices=Kind)
    title = models.CharField(max_length=300)
    content = models.TextField(blank=True)
    year = models.PositiveSmallIntegerField()
    leader = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    members = models.ManyToManyField(Person, related_name="+", blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    ended_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    request_key = models.UUIDField(null=True, unique=True, editable=False)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["owner", "year"], name="delegation_of_owner")]

    def __str__(self) -> str:
        return self.title


class SessionQuerySet(models.QuerySet["WorkSession"]):
    def visible_to(self, actor: Actor) -> SessionQuerySet:
        return self.filter(access.sessions_of(actor))


class WorkSession(models.Model):
    """One working session with one organisation (buổi làm việc): when, where, about what, with what result."""

    class State(models.TextChoices):
        PLANNED = "planned", _("dự kiến")
        HELD = "held", _("đã làm việc")
        CANCELLED = "cancelled", _("không tổ chức")

    delegation = models.ForeignKey(Delegation, models.PROTECT, related_name="sessions")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    path = PathField(help_text="the organisation's place then")
    on = models.DateField()
    at_time = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    content = models.TextField(blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.PLANNED)
    attended = models.PositiveSmallIntegerField(null=True, blank=True, help_text="how many came")
    result = models.TextField(blank=True)
    matters = models.TextField(blank=True, help_text="what the organisation raised")
    reason = models.TextField(blank=True, help_text="why it was moved or not held")
    version = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField()

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        indexes = [
            models.Index(fields=["organisation", "on"], name="session_of_organisation"),
            models.Index(fields=["on"], condition=Q(state="planned"), name="session_planned"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["delegation", "organisation", "on"], name="session_once_a_day"),
            models.CheckConstraint(condition=~Q(state="held") | ~Q(result=""), name="session_held_has_its_result"),
            models.CheckConstraint(condition=~Q(state="cancelled") | ~Q(reason=""), name="session_cancelled_says_why"),
        ]


class ObservationNoteQuerySet(models.QuerySet["ObservationNote"]):
    def visible_to(self, actor: Actor) -> ObservationNoteQuerySet:
        return self.filter(access.notes_of(actor))


class ObservationNote(models.Model):
    """An entry of regular supervision over an organisation (giám sát thường xuyên): seen, reminded, signalled."""

    class How(models.TextChoices):
        DIRECT = "direct", _("trực tiếp: dự họp, làm việc, nghe báo cáo")
        INDIRECT = "indirect", _("gián tiếp: qua báo cáo, biên bản, phản ánh")

    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    path = PathField(help_text="the owner's place")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    on = models.DateField()
    how = models.CharField(max_length=8, choices=How)
    areas = models.ManyToManyField(ContentArea, related_name="+", blank=True)
    text = models.TextField()
    reminded = models.BooleanField(default=False, help_text="the organisation was reminded (nhắc nhở)")
    is_signal = models.BooleanField(default=False, help_text="worth a closer look")
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="+", help_text="opened for it")
    created_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    request_key = models.UUIDField(null=True, unique=True, editable=False)

    objects = ObservationNoteQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["organisation", "-on"], name="note_of_organisation")]
