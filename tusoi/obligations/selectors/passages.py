"""The answers to duties that may answer clauses of a document, and the passages of them that do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery

from tusoi.documents.models import Document
from tusoi.documents.selectors import answering_of, may_decide
from tusoi.obligations.models import AnswerPassage, Assignment, Submission
from tusoi.organisations.scope import Actor

ANSWERED = (Assignment.State.SUBMITTED, Assignment.State.ACCEPTED)


def sent_answers_to(document: Document, *, by: Actor) -> QuerySet[Assignment]:
    """The sent answers of organisations to duties that rest on the document or on one of its clauses, in the order of
    the tree."""
    return (
        Assignment.objects.visible_to(by)
        .filter(Q(obligation__document=document) | Q(obligation__clause__document=document))
        .filter(state__in=ANSWERED, person__isnull=True)
        .select_related("organisation", "obligation")
        .order_by("path", "pk")
    )


def texts_to_compare(document: Document, *, by: Actor) -> tuple[list[int], list[int]]:
    """(ids of documents, ids of assignments) whose passages the actor may propose. Two queries."""
    documents = [
        one.document.pk for one in answering_of(document, by=by) if may_decide(document, one.organisation, by=by)
    ]
    parts = [one.pk for one in sent_answers_to(document, by=by) if may_decide(document, one.organisation, by=by)]
    return documents, parts


def last_sent(assignment_ids: Sequence[int]) -> list[Submission]:
    """The version of each answer that was sent last."""
    newest = (
        Submission.objects.filter(assignment__in=assignment_ids, submitted_at__isnull=False)
        .values("assignment")
        .annotate(last=Max("number"))
        .values_list("assignment", "last")
    )
    wanted = dict(newest)
    found = Submission.objects.filter(assignment__in=list(wanted), submitted_at__isnull=False).order_by("assignment")
    return [one for one in found if wanted[one.assignment_id] == one.number]


def answers_in_column(document: Document, organisation_id: int, *, by: Actor) -> list[Submission]:
    """What an organisation sent last for each duty that rests on the document, where it says something. One query."""
    parts = sent_answers_to(document, by=by).filter(organisation=organisation_id).order_by().values("pk")
    versions = (
        Submission.objects.filter(assignment__in=parts, submitted_at__isnull=False)
        .select_related("assignment__obligation")
        .order_by("assignment", "number")
    )
    last = {one.assignment_id: one for one in versions}
    return [one for one in last.values() if one.text.strip()]


def passages_of_answers(document: Document, *, by: Actor) -> QuerySet[AnswerPassage]:
    """What is proposed and decided in the last sent versions of answers, as far as the actor sees them."""
    last = (
        Submission.objects.filter(assignment=OuterRef("assignment"), submitted_at__isnull=False)
        .order_by("-number")
        .values("pk")[:1]
    )
    found = (
        AnswerPassage.objects.visible_to(by)
        .filter(clause__document=document, assignment__state__in=ANSWERED)
        .annotate(last=Subquery(last))
        .filter(submission=F("last"))
    )
    return cast("QuerySet[AnswerPassage]", found)


def answer_passages_in_cell(
    document: Document, clause_id: int, organisation_id: int, *, by: Actor
) -> list[AnswerPassage]:
    """The passages of an organisation's answers for one clause: confirmed first, then the likeliest. One query."""
    found = (
        passages_of_answers(document, by=by)
        .filter(clause=clause_id, assignment__organisation=organisation_id)
        .select_related("assignment__obligation", "decided_by__person")
    )
    rank = {"confirmed": 0, "proposed": 1, "refused": 2}
    return sorted(found, key=lambda one: (rank[one.state], -one.score, one.start))
