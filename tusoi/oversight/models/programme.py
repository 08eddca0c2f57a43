from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tusoi.documents.models import Document
from tusoi.organisations.models import Account, Body, Organisation, Person, Term
from tusoi.oversight import access
from tusoi.treepath import PathField

from .reference import CaseKind, ContentArea

if TYPE_CHECKING:
    from tusoi.organisations.scope import Actor


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    def visible_to(self, actor: Actor) -> ProgrammeQuerySet:
        """Those of one's own body or place; once proposed, who merges them; once adopted, those above and below."""
        return self.filter(access.programmes_of(actor))


class Programme(models.Model):
    """What a body plans to inspect and supervise in a year or a term (chương trình kiểm tra, giám sát).

    A board's is proposed, merged by the inspection commission with the others, adopted by the committee; afterwards it
    is only changed with a reason.
    """

    class State(models.TextChoices):
        DRAFTING = "drafting", _("đang xây dựng")
        PROPOSED = "proposed", _("đã đề xuất")
        MERGED = "merged", _("đã tổng hợp")
        ADOPTED = "adopted", _("đã ban hành")
        CLOSED = "closed", _("đã kết thúc")

    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="programmes")
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    is_committees = models.BooleanField(default=False, help_text="of the committee itself, or of a collective body")
    path = PathField(help_text="the owner's place")
    year = models.PositiveSmallIntegerField(null=True, blank=True, help_text="empty: for the whole term")
    term = models.ForeignKey(Term, models.PROTECT, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=300)
    aim = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.DRAFTING)
    version = models.PositiveIntegerField(default=0)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    adopted_on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True, help_text="why it was sent back last")
    created_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    request_key = models.UUIDField(null=True, unique=True, editable=False)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["owner", "year"], name="programme_of_owner")]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "body", "year"], condition=Q(body__isnull=False, year__isnull=False),
                name="programme_of_body_once",
            ),
            models.UniqueConstraint(
                fields=["owner", "year"], condition=Q(body__isnull=True, year__isnull=False),
                name="programme_of_committee_once",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("adopted", "closed")) | Q(adopted_on__isnull=False),
                name="programme_adopted_says_when",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title


class EntryQuerySet(models.QuerySet["ProgrammeEntry"]):
    def visible_to(self, actor: Actor) -> EntryQuerySet:
        return self.filter(programme__in=Programme.objects.visible_to(actor))

    def standing(self) -> EntryQuerySet:
        """Those that are still meant to be done."""
        return self.filter(cancelled_on__isnull=True)


class ProgrammeEntry(models.Model):
    """One line of a programme (cuộc kiểm tra, giám sát dự kiến): what, over whom, when, who leads."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="entries")
    position = models.PositiveSmallIntegerField()
    kind = models.ForeignKey(CaseKind, models.PROTECT, related_name="+")
    content = models.CharField(max_length=500)
    areas = models.ManyToManyField(ContentArea, related_name="+")
    examined_from = models.DateField(null=True, blank=True, help_text="first day of the period that is looked at")
    examined_to = models.DateField(null=True, blank=True, help_text="its last day")
    quarter = models.PositiveSmallIntegerField(null=True, blank=True, help_text="1 to 4; empty: not set yet")
    year = models.PositiveSmallIntegerField(help_text="of the quarter; in a term programme each line has its own")
    lead = models.CharField(max_length=200, blank=True, help_text="who leads, in words")
    lead_person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    addition_reason = models.TextField(blank=True, help_text="why it was added after the programme was adopted")
    cancelled_on = models.DateField(null=True, blank=True)
    cancel_reason = models.TextField(blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        indexes = [models.Index(fields=["year", "quarter"], name="programme_entry_quarter")]
        constraints = [
            models.UniqueConstraint(fields=["programme", "position"], name="programme_entry_position"),
            models.CheckConstraint(
                condition=Q(quarter__isnull=True) | Q(quarter__gte=1, quarter__lte=4), name="programme_entry_quarter_is"
            ),
            models.CheckConstraint(
                condition=Q(examined_from__isnull=True)
                | Q(examined_to__isnull=True)
                | Q(examined_to__gte=F("examined_from")),
                name="programme_entry_examined",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_on__isnull=True) | ~Q(cancel_reason=""), name="programme_entry_cancelled_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.content


class PartOfEntryQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> PartOfEntryQuerySet:
        return self.filter(entry__in=ProgrammeEntry.objects.visible_to(actor))


class EntrySubject(models.Model):
    """Over whom a line of a programme goes: an organisation, or a person in one."""

    entry = models.ForeignKey(ProgrammeEntry, models.CASCADE, related_name="subjects")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = PartOfEntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "organisation"], condition=Q(person__isnull=True), name="entry_subject_once"
            ),
            models.UniqueConstraint(
                fields=["entry", "organisation", "person"],
                condition=Q(person__isnull=False),
                name="entry_subject_person_once",
            ),
        ]
