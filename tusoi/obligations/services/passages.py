"""Which passages of the answers to duties answer which clause of a document: proposed from the text, then decided."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from tusoi.audit.services import record
from tusoi.documents.models import Clause, Coverage, Document
from tusoi.documents.rules import Rejected, find_quote, shortened
from tusoi.documents.selectors import document_for, may_decide
from tusoi.documents.selectors.outline import ANSWERED_KINDS, READ
from tusoi.documents.services import place_of_quote, propose_coverage, wanted_of
from tusoi.lib import clauses as reading
from tusoi.obligations import selectors
from tusoi.obligations.models import AnswerPassage, Assignment, Submission
from tusoi.organisations.scope import Refused

if TYPE_CHECKING:
    from tusoi.organisations.scope import Actor

AT_ONCE = 50
"""Documents and answers compared by one step."""
State = Coverage.State


@dataclass(frozen=True, slots=True)
class Step:
    """How far a comparison is: texts compared, of how many, and the passages this step proposed."""

    done: int
    total: int
    proposed: int

    @property
    def is_finished(self) -> bool:
        return self.done >= self.total


def compare_answers(*, document_id: int, by: Actor, after: int = 0) -> Step:
    """Compare the next texts, ``after`` so many: first the documents that answer, then the answers to duties.

    Call it until it is finished; a step that is repeated proposes the same. Raises what ``propose_coverage`` raises.
    """
    document = document_for(document_id, by=by)
    documents, parts = selectors.texts_to_compare(document, by=by)
    total = len(documents) + len(parts)
    if not total:
        return Step(0, 0, propose_coverage(document_id=document_id, by=by))
    now = [*documents, *parts][after : after + AT_ONCE]
    cut = max(0, len(documents) - after)
    found = 0
    if now[:cut]:
        found = propose_coverage(document_id=document_id, answering_ids=now[:cut], by=by)
    if now[cut:]:
        found += propose_answer_passages(document_id=document_id, assignment_ids=now[cut:], by=by)
    return Step(min(total, after + len(now)) if now else total, total, found)


@transaction.atomic
def propose_answer_passages(*, document_id: int, assignment_ids: Sequence[int], by: Actor) -> int:
    """Read the last sent texts of these answers and propose their passages; how many are proposed.

    What people decided stays, and goes over to a newer version where that still says it. Raises Refused, and
    documents.rules.Rejected ("": "no_clauses") where the outline is not kept yet.
    """
    document = document_for(document_id, by=by)
    parts = {one.pk: one for one in selectors.sent_answers_to(document, by=by).filter(pk__in=assignment_ids)}
    allowed = [one for one in parts.values() if may_decide(document, one.organisation, by=by)]
    if not allowed:
        raise Refused("documents.register")
    clauses = list(document.clauses.filter(kind__in=ANSWERED_KINDS))
    if not clauses:
        raise Rejected({"": "no_clauses"})
    wanted = [wanted_of(clause) for clause in clauses]
    # One comparison at a time for a document: the second finds the proposals of the first and makes them anew.
    Document.objects.select_for_update(of=("self",)).filter(pk=document.pk).first()
    ours = AnswerPassage.objects.filter(clause__document=document, assignment__in=[one.pk for one in allowed])
    ours.filter(state=State.PROPOSED).delete()
    decided = list(ours.select_for_update(of=("self",)))
    rows: list[AnswerPassage] = []
    for submission in selectors.last_sent([one.pk for one in allowed]):
        known = _carried_over(submission, [one for one in decided if one.assignment_id == submission.assignment_id])
        rows += _proposed(submission, wanted, document.reference, known)
    AnswerPassage.objects.bulk_create(rows, batch_size=500)
    record(
        by=by, action="obligations.passages.propose", subject=document, organisation=document.owner, count=len(rows),
        answers=len(allowed),
    )  # fmt: skip
    return len(rows)


def _carried_over(submission: Submission, decided: Sequence[AnswerPassage]) -> set[tuple[int, int]]:
    """(clause, start) of what was decided and is still said; rows of an older version go over to this one."""
    known = {(one.clause_id, one.start) for one in decided if one.submission_id == submission.pk}
    for one in decided:
        place = find_quote(submission.text, one.quote) if one.submission_id != submission.pk else None
        if place and (one.clause_id, place[0]) not in known:
            one.submission, (one.start, one.end) = submission, place
            one.save(update_fields=["submission", "start", "end"])
            known.add((one.clause_id, one.start))
    return known


def _proposed(
    submission: Submission, wanted: Sequence[reading.Wanted], reference: str, known: set[tuple[int, int]]
) -> list[AnswerPassage]:
    text = submission.text[:READ]
    found = reading.propose(wanted, reading.passages_of(text), names=[reference]) if text.strip() else []
    return [
        AnswerPassage(
            clause_id=one.key, assignment_id=submission.assignment_id, submission=submission, start=one.start,
            end=one.end, quote=text[one.start : one.end], score=one.score,
            reasons=[{"code": reason.code, "detail": list(reason.detail)} for reason in one.reasons],
        )
        for one in found
        if (one.key, one.start) not in known
    ]  # fmt: skip


@transaction.atomic
def add_answer_passage(*, clause_id: int, assignment_id: int, quote: str, by: Actor) -> AnswerPassage:
    """Say by hand that a passage of the answer sent last answers a clause; it is confirmed by that.

    Raises Clause.DoesNotExist and Assignment.DoesNotExist for what is out of reach or not an answer to this document,
    Refused, and documents.rules.Rejected ("quote": "required", "not_in_text"; "clause": "unknown").
    """
    clause = Clause.objects.visible_to(by).select_related("document__owner", "document__kind").get(pk=clause_id)
    part = selectors.sent_answers_to(clause.document, by=by).select_for_update(of=("self",)).get(pk=assignment_id)
    if not may_decide(clause.document, part.organisation, by=by):
        raise Refused("documents.register")
    if clause.kind not in ANSWERED_KINDS:
        raise Rejected({"clause": "unknown"})
    submission = selectors.last_sent([part.pk])[0]
    start, end = place_of_quote(submission.text, quote)
    place = {"clause": clause, "submission": submission, "start": start}
    row = AnswerPassage.objects.select_for_update(of=("self",)).filter(**place).first() or AnswerPassage(
        assignment=part, reasons=[{"code": "by_hand", "detail": []}], **place
    )
    before = row.state if row.pk else None
    row.end, row.quote, row.state, row.held = end, submission.text[start:end], State.CONFIRMED, clause
    row.decided_by_id, row.decided_at = by.account_id, by.at
    row.save()
    record(
        by=by, action="obligations.passages.add", subject=part, organisation=part.organisation,
        clause=shortened(clause.title, 200), superior=str(clause.document), state=[before, row.state],
    )  # fmt: skip
    return row


@transaction.atomic
def decide_answer_passages(*, passage_ids: Collection[int], confirmed: bool, by: Actor) -> int:
    """Confirm or refuse passages of answers; how many changed. A decision can be changed later.

    Raises AnswerPassage.DoesNotExist for one out of reach, documents.rules.Rejected ("": "none") and Refused.
    """
    if not passage_ids:
        raise Rejected({"": "none"})
    found = list(
        AnswerPassage.objects.visible_to(by)
        .filter(pk__in=passage_ids, clause__document__in=Document.objects.visible_to(by))
        .select_related("clause__document__owner", "clause__document__kind", "assignment__organisation")
        .select_for_update(of=("self",))
        .order_by("pk")
    )
    if len(found) < len(set(passage_ids)):
        raise AnswerPassage.DoesNotExist
    for one in found:
        if not may_decide(one.clause.document, one.assignment.organisation, by=by):
            raise Refused("documents.register")
    state = State.CONFIRMED if confirmed else State.REFUSED
    changed = [one for one in found if one.state != state]
    for one in changed:
        part: Assignment = one.assignment
        record(
            by=by, action=f"obligations.passages.{'confirm' if confirmed else 'refuse'}", subject=part,
            organisation=part.organisation, clause=shortened(one.clause.title, 200),
            superior=str(one.clause.document), state=[one.state, state],
        )  # fmt: skip
        one.state, one.held_id = state, one.clause_id if confirmed else None
        one.decided_by_id, one.decided_at = by.account_id, by.at
    AnswerPassage.objects.bulk_update(changed, ["state", "held", "decided_by", "decided_at"], batch_size=200)
    return len(changed)
