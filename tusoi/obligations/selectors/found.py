from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from tusoi.obligations.models import Assignment, Obligation
from tusoi.obligations.rules import ANSWERED
from tusoi.organisations.scope import Actor

from .alike import sent_words


def obligations_among(ids: Iterable[int], *, by: Actor) -> QuerySet[Obligation]:
    """Those of the duties that the actor may see, with who laid them."""
    return Obligation.objects.visible_to(by).filter(pk__in=list(ids)).select_related("issued_by")


def answers_among(ids: Iterable[int], *, by: Actor) -> QuerySet[Assignment]:
    """The parts whose answers the actor may read: sent and not taken back."""
    found = Assignment.objects.visible_to(by).filter(pk__in=list(ids), state__in=ANSWERED)
    return found.select_related("obligation", "organisation", "person")


def instructions_among(ids: Iterable[int], *, by: Actor) -> dict[int, str]:
    """Duty -> its instructions, of those the actor may see. One query."""
    return dict(Obligation.objects.visible_to(by).filter(pk__in=list(ids)).values_list("pk", "instructions"))


def answer_texts_among(ids: Iterable[int], *, by: Actor) -> dict[int, str]:
    """Part -> all the words of what was sent last, of those the actor may read. One query."""
    return sent_words(answers_among(ids, by=by).order_by().values("pk"))
