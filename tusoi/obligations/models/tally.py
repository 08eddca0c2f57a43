from django.db import models

from tusoi.organisations.models import Organisation
from tusoi.treepath import PathField

from .obligation import Obligation


class _Counters(models.Model):
    assigned = models.IntegerField(default=0)
    submitted = models.IntegerField(default=0)
    returned = models.IntegerField(default=0)
    accepted = models.IntegerField(default=0)
    waived = models.IntegerField(default=0)

    class Meta:
        abstract = True


class Tally(_Counters):
    """How many assignments of an obligation below one pivot, due on one day, are in each state (bộ đếm).

    The day is part of the key so that "overdue" is exact without looking at an assignment. Changed only by
    `tallies.py`, in the transaction of the change it counts.
    """

    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="tallies", db_index=False)
    pivot = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    path = PathField()
    due_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["obligation", "pivot", "due_on"], name="tally_once"),
            models.CheckConstraint(
                condition=models.Q(assigned__gte=0, submitted__gte=0, returned__gte=0, accepted__gte=0, waived__gte=0),
                name="tally_never_negative",
            ),
        ]
        indexes = [models.Index(fields=["obligation", "path"], name="tally_branch")]


class UpperTally(_Counters):
    """The sum of the tallies in the branch of an organisation above the pivots, for pages over many obligations.

    Derived, refreshed from the tallies; ``as_of`` says when.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="+", db_index=False)
    due_on = models.DateField()
    as_of = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "obligation", "due_on"], name="upper_tally_once")
        ]
