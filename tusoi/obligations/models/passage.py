from __future__ import annotations

from django.db import models
from django.db.models import Q

from tusoi.documents.models import Clause, Coverage
from tusoi.organisations.models import Account

from .answer import Submission
from .assignment import Assignment, PartOfAssignmentQuerySet


class AnswerPassage(models.Model):
    """A passage of the free text of an answer answers a clause: proposed with reasons, then decided, as `Coverage` is.

    It counts while the version it stands in (``submission``) is the last one sent. ``held`` is the clause itself while
    the passage is confirmed: such a clause cannot be taken out of its document.
    """

    clause = models.ForeignKey(Clause, models.CASCADE, related_name="answered_in")
    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="passages")
    submission = models.ForeignKey(Submission, models.CASCADE, related_name="passages")
    quote = models.TextField()
    start = models.PositiveIntegerField(help_text="in the text of the submission")
    end = models.PositiveIntegerField()
    score = models.FloatField(default=0, help_text="0 to 1")
    reasons = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=9, choices=Coverage.State, default=Coverage.State.PROPOSED)
    held = models.ForeignKey(Clause, models.PROTECT, null=True, blank=True, related_name="+")
    decided_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = PartOfAssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["clause", "submission", "start"], name="answer_passage_once"),
            models.CheckConstraint(
                condition=Q(state="proposed") | Q(decided_at__isnull=False), name="answer_passage_decided_says_when"
            ),
            models.CheckConstraint(
                condition=Q(state="confirmed", held__isnull=False) | (~Q(state="confirmed") & Q(held__isnull=True)),
                name="answer_passage_confirmed_holds",
            ),
        ]
