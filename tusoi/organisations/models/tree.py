from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from tusoi.treepath import PathField, ids, is_within, within

from .periods import PeriodQuerySet, Reference, ends_after_it_begins

if TYPE_CHECKING:
    from tusoi.organisations.scope import Actor


class OrganisationKind(Reference):
    """A level of the tree (cấp tổ chức): province committee, commune committee, grassroots, cell, party group."""

    rank = models.PositiveSmallIntegerField(help_text="1 at the top; a kind lies only below kinds of a smaller rank")
    symbol = models.CharField(max_length=12, blank=True, help_text="in document numbers: TU, ĐU, CB")
    is_pivot = models.BooleanField(default=False, help_text="counters are kept at organisations of this kind")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="organisation_kind_once"),
            ends_after_it_begins("organisation_kind_period"),
        ]


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def visible_to(self, actor: Actor) -> OrganisationQuerySet:
        """Organisations in the actor's reach, and those on the way up from his places (he must see whom he serves)."""
        return self.filter(actor.within("path") | Q(pk__in=actor.ancestor_ids))

    def below(self, organisation: Organisation, *, itself: bool = True) -> OrganisationQuerySet:
        found = self.filter(within("path", [organisation.path]))
        return found if itself else found.exclude(pk=organisation.pk)

    def living(self) -> OrganisationQuerySet:
        return self.filter(ended_on__isnull=True)


class Organisation(models.Model):
    """A Party organisation (tổ chức đảng, đơn vị). ``name`` ... ``pivot`` hold today; see the package docstring."""

    kind = models.ForeignKey(OrganisationKind, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80, blank=True)
    code = models.CharField(max_length=30, blank=True, help_text="official code")
    symbol = models.CharField(max_length=12, blank=True, help_text="in document numbers")
    place_name = models.CharField(max_length=80, blank=True, help_text="địa danh, before the date of a document")
    sort_key = models.CharField(max_length=300, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = PathField(unique=True)
    depth = models.PositiveSmallIntegerField(default=0)
    pivot = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    is_pivot = models.BooleanField(default=False)
    founded_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["parent", "sort_key"], name="organisation_children")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("founded_on")),
                name="organisation_ends_after_founding",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        return self.short_name or self.name

    @property
    def is_below_pivot(self) -> bool:
        """Whether counters of this organisation are kept at its pivot (itself included) and not at itself alone."""
        return self.is_pivot or self.pivot_id != self.pk

    @property
    def top_id(self) -> int:
        """The ancestor just below the root (the root itself at the root): a label on assignments."""
        on_the_way = ids(self.path)
        return on_the_way[min(1, len(on_the_way) - 1)]

    def is_below(self, other: Organisation) -> bool:
        """Whether it lies in the other's branch; an organisation lies in its own."""
        return is_within(self.path, other.path)


class PlacementQuerySet(PeriodQuerySet["Placement"]):
    def visible_to(self, actor: Actor) -> PlacementQuerySet:
        return self.filter(actor.within("organisation__path"))


class Placement(models.Model):
    """Where an organisation stands in the tree, from when to when, by which decision."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="placements")
    parent = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    path = PathField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    decision = models.CharField(max_length=200, blank=True)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["path", "valid_from"], name="placement_path")]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(valid_to__isnull=True), name="placement_one_open"
            ),
            ends_after_it_begins("placement_period"),
        ]


class DesignationQuerySet(PeriodQuerySet["Designation"]):
    def visible_to(self, actor: Actor) -> DesignationQuerySet:
        return self.filter(actor.within("organisation__path"))


class Designation(models.Model):
    """What an organisation is called, from when to when, by which decision (tên gọi, mã)."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="designations")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80, blank=True)
    code = models.CharField(max_length=30, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    decision = models.CharField(max_length=200, blank=True)

    objects = DesignationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(valid_to__isnull=True), name="designation_one_open"
            ),
            ends_after_it_begins("designation_period"),
        ]


class BodyKind(Reference):
    """Committee, standing committee, inspection commission, advisory board, office (loại cơ quan)."""

    symbol = models.CharField(max_length=12, blank=True, help_text="before the organisation's own: UBKT, BTC, VP")
    is_collective = models.BooleanField(default=False, help_text="the committee itself decides in it")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="body_kind_once"),
            ends_after_it_begins("body_kind_period"),
        ]


class BodyQuerySet(PeriodQuerySet["Body"]):
    def visible_to(self, actor: Actor) -> BodyQuerySet:
        return self.filter(actor.within("organisation__path") | Q(organisation__in=actor.ancestor_ids))


class Body(models.Model):
    """A body of an organisation (cơ quan của tổ chức đảng): it acts in the organisation's branch."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="bodies")
    kind = models.ForeignKey(BodyKind, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    symbol = models.CharField(max_length=20, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = BodyQuerySet.as_manager()

    class Meta:
        constraints = [ends_after_it_begins("body_period")]

    def __str__(self) -> str:
        return self.name


class TermQuerySet(PeriodQuerySet["Term"]):
    def visible_to(self, actor: Actor) -> TermQuerySet:
        return self.filter(actor.within("organisation__path") | Q(organisation__in=actor.ancestor_ids))


class Term(models.Model):
    """A term of office (nhiệm kỳ), from the day after one congress closes to the day the next one closes."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="terms")
    name = models.CharField(max_length=40)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        constraints = [ends_after_it_begins("term_period")]

    def __str__(self) -> str:
        return self.name
