from django.db import models
from django.db.models import Q

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

    The day is part of the key so that "overdue" is exact without looking at an assignment. ``up_...`` is what of it the
    upper tallies hold already; ``is_pending`` says that the two may differ. Changed only by `tallies.py`, in the
    transaction of the change it counts.
    """

    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="tallies", db_index=False)
    pivot = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    path = PathField()
    due_on = models.DateField()
    up_assigned = models.IntegerField(default=0)
    up_submitted = models.IntegerField(default=0)
    up_returned = models.IntegerField(default=0)
    up_accepted = models.IntegerField(default=0)
    up_waived = models.IntegerField(default=0)
    is_pending = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["obligation", "pivot", "due_on"], name="tally_once"),
            models.CheckConstraint(
                condition=Q(assigned__gte=0, submitted__gte=0, returned__gte=0, accepted__gte=0, waived__gte=0),
                name="tally_never_negative",
            ),
        ]
        indexes = [
            models.Index(fields=["obligation", "path"], name="tally_branch"),
            models.Index(fields=["obligation", "path"], condition=Q(is_pending=True), name="tally_pending"),
        ]


class UpperTally(_Counters):
    """The sum of ``up_...`` over the tallies strictly below an organisation above the pivots.

    With the pending differences it gives the exact figure from a few rows, and no writer ever touches it: tallies are
    folded in by whoever reads many pending ones (`tallies.fold`).
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="+")
    due_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "obligation", "due_on"], name="upper_tally_once")
        ]
