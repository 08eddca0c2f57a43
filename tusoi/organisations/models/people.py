from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tusoi.lib.folding import fold

from .periods import PeriodQuerySet, Reference, ends_after_it_begins
from .tree import Body, Organisation, Term

if TYPE_CHECKING:
    from tusoi.organisations.scope import Actor


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, actor: Actor) -> PersonQuerySet:
        """People who belong to or hold a position in an organisation within reach, and oneself."""
        positions = Position.objects.filter(actor.within("organisation__path")).values("person")
        memberships = Membership.objects.filter(actor.within("organisation__path")).values("person")
        return self.filter(Q(pk__in=positions) | Q(pk__in=memberships) | Q(pk=actor.person_id))


class Person(models.Model):
    """Someone who belongs to an organisation (đảng viên, cán bộ). Only what duties and denominators need."""

    name = models.CharField(max_length=120)
    sort_key = models.CharField(max_length=240, blank=True)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)

    objects = PersonQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(PeriodQuerySet["Membership"]):
    def visible_to(self, actor: Actor) -> MembershipQuerySet:
        return self.filter(actor.within("organisation__path") | Q(person=actor.person_id))


class Membership(models.Model):
    """A person's standing in one organisation for a time (đảng tịch, tình trạng sinh hoạt)."""

    class Standing(models.TextChoices):
        OFFICIAL = "official", _("chính thức")
        PROBATIONARY = "probationary", _("dự bị")
        AWAY = "away", _("tạm vắng (đi làm xa)")
        VISITING = "visiting", _("tạm chuyển đến")
        EXEMPT = "exempt", _("được miễn sinh hoạt")

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    standing = models.CharField(max_length=14, choices=Standing)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"], condition=Q(valid_to__isnull=True), name="membership_one_open"
            ),
            ends_after_it_begins("membership_period"),
        ]


class PositionKind(Reference):
    """What may be held (chức vụ): which role it gives, and whether its holder sits on the committee."""

    role = models.CharField(max_length=20)
    rank = models.PositiveSmallIntegerField(default=100)
    is_committee_member = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="position_kind_once"),
            ends_after_it_begins("position_kind_period"),
        ]


class PositionQuerySet(PeriodQuerySet["Position"]):
    def visible_to(self, actor: Actor) -> PositionQuerySet:
        return self.filter(
            actor.within("organisation__path") | Q(organisation__in=actor.ancestor_ids) | Q(person=actor.person_id)
        )


class Position(models.Model):
    """Who holds which position where, from when to when, by which decision. All access comes from here."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="positions")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="positions")
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="positions")
    term = models.ForeignKey(Term, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.ForeignKey(PositionKind, models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    decision = models.CharField(max_length=200, blank=True)

    objects = PositionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "kind"], name="position_of_organisation")]
        constraints = [ends_after_it_begins("position_period")]

    def __str__(self) -> str:
        return f"{self.kind} {self.body or self.organisation}"

    @property
    def title(self) -> str:
        """The kind, and the body unless the kind names it already: "Trưởng ban, Ban Tổ chức"."""
        if self.body is None or fold(self.body.name) in fold(self.kind.name):
            return self.kind.name
        return f"{self.kind.name}, {self.body.name}"


class Field(Reference):
    """A field of work a committee member may answer for (lĩnh vực)."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="field_once"),
            ends_after_it_begins("field_period"),
        ]


class AreaAssignmentQuerySet(PeriodQuerySet["AreaAssignment"]):
    def visible_to(self, actor: Actor) -> AreaAssignmentQuerySet:
        return self.filter(actor.within("organisation__path") | Q(person=actor.person_id))


class AreaAssignment(models.Model):
    """A committee member answers for a subordinate organisation or a field, exactly one (phân công phụ trách)."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="area_assignments")
    person = models.ForeignKey(Person, models.PROTECT, related_name="area_assignments")
    territory = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    field = models.ForeignKey(Field, models.PROTECT, null=True, blank=True, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    decision = models.CharField(max_length=200, blank=True)

    objects = AreaAssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(territory__isnull=True, field__isnull=False)
                | Q(territory__isnull=False, field__isnull=True),
                name="area_is_territory_or_field",
            ),
            ends_after_it_begins("area_period"),
        ]
