from __future__ import annotations

from functools import cached_property

from django.db import models

from tusoi.organisations.models.periods import Reference, ends_after_it_begins
from tusoi.oversight.procedure import Procedure


class ContentArea(Reference):
    """What a case looks into or a finding is about (nội dung kiểm tra, giám sát), for statistics."""

    class About(models.TextChoices):
        ORGANISATION = "organisation"
        MEMBER = "member"
        BOTH = "both"

    about = models.CharField(max_length=12, choices=About, default=About.BOTH)
    field = models.SlugField(max_length=40, blank=True, help_text="code of the field of work it belongs to")
    rank = models.PositiveSmallIntegerField(default=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="content_area_once"),
            ends_after_it_begins("content_area_period"),
        ]


class CaseKind(Reference):
    """A kind of case with its whole procedure, as it holds for a time (loại việc và quy trình).

    A case points at the row in force when it was opened and keeps it: a later rule set is a later row.
    """

    class Form(models.TextChoices):
        INSPECTION = "inspection"
        SUPERVISION = "supervision"

    symbol = models.CharField(max_length=12, help_text="as people call it: GS-CĐ, KT-DHVP")
    form = models.CharField(max_length=11, choices=Form)
    rank = models.PositiveSmallIntegerField(default=100)
    rules = models.JSONField(default=dict, help_text="steps, papers, limits, results: see procedure.py")
    note_vi = models.TextField(blank=True)
    note_en = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="case_kind_once"),
            ends_after_it_begins("case_kind_period"),
        ]

    @cached_property
    def procedure(self) -> Procedure:
        return Procedure.read(self.rules)


class InspectionRight(Reference):
    """One line of the whitelist of who may inspect whom (thẩm quyền): what is not in it is refused."""

    kinds = models.JSONField(default=list, help_text="codes of kinds of cases")
    owner_levels = models.JSONField(default=list, help_text="codes of kinds of organisations; empty: all")
    owner_bodies = models.JSONField(default=list, help_text='codes of kinds of bodies; "" is the committee itself')
    subject = models.CharField(max_length=12, help_text="organisation or member")
    subject_levels = models.JSONField(default=list, help_text="codes of kinds of organisations; empty: all")
    relation = models.CharField(max_length=12, help_text="see rules.RELATIONS")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="inspection_right_once"),
            ends_after_it_begins("inspection_right_period"),
        ]
