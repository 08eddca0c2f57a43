"""Which passages answer which clause: proposed from the texts, decided and added by people."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.db.models import Q

from tusoi.audit.services import record
from tusoi.documents import rules, selectors
from tusoi.documents.models import Citation, Clause, Coverage, Document
from tusoi.documents.selectors.outline import ANSWERED_KINDS, READ
from tusoi.lib import clauses as reading
from tusoi.lib.clauses import Target
from tusoi.lib.folding import nfc
from tusoi.organisations.scope import Actor, Refused

AT_ONCE = 200
"""Answering documents compared by one call."""


@transaction.atomic
def choose_answering(*, document_id: int, answering_id: int, by: Actor) -> Document:
    """Say by hand that a document of an organisation below answers this one. Saying it twice says it once.

    Raises Refused unless the actor keeps the register of one of the two.
    """
    document = _superior(document_id, by)
    answering = selectors.answering_for(answering_id, document, by=by)
    _require(document, answering, by)
    # Whoever comes second waits here and finds the link of the first.
    Document.objects.select_for_update(of=("self",)).filter(pk=answering.document.pk).first()
    known = Citation.objects.filter(document=answering.document, target=document, relation__in=selectors.ANSWERING)
    if not known.exists():
        Citation.objects.create(
            document=answering.document, target=document, quote=rules.shortened(str(document), 500),
            kind=document.kind.name_vi[:80], number=document.number, symbol=document.symbol, date=document.issued_on,
            issuer=document.issuer_name[:200], relation=Citation.Relation.IMPLEMENTS, is_confirmed=True,
        )  # fmt: skip
        record(
            by=by, action="documents.answering", subject=answering.document, organisation=answering.organisation,
            superior=str(document),
        )  # fmt: skip
    return answering.document


@transaction.atomic
def propose_coverage(*, document_id: int, by: Actor, answering_ids: Collection[int] | None = None) -> int:
    """Read the answering documents and propose their passages; what people decided stays. How many are proposed.

    Only documents whose rows the actor may decide are read, ``answering_ids`` narrows them; at most 200 a call.
    Raises Refused where there is none of them, rules.Rejected ("": "no_clauses") where the outline is not kept yet.
    """
    document = _superior(document_id, by)
    answers = [
        one
        for one in selectors.answering_of(document, by=by)
        if answering_ids is None or one.document.pk in answering_ids
    ]
    allowed = [one for one in answers if selectors.may_decide(document, one.organisation, by=by)]
    if not allowed and (answers or not by.may("documents.register", document.owner)):
        raise Refused("documents.register")
    clauses = list(document.clauses.filter(kind__in=ANSWERED_KINDS))
    if not clauses:
        raise rules.Rejected({"": "no_clauses"})
    wanted = [wanted_of(clause) for clause in clauses]
    # One reading at a time for a document: the second finds the proposals of the first and makes them anew.
    Document.objects.select_for_update(of=("self",)).filter(pk=document.pk).first()
    chosen = allowed[:AT_ONCE]
    texts = dict(Document.objects.filter(pk__in=[one.document.pk for one in chosen]).values_list("pk", "text"))
    ours = Coverage.objects.filter(clause__document=document, document__in=list(texts))
    ours.filter(state=Coverage.State.PROPOSED).delete()
    decided = set(ours.values_list("clause", "document", "start"))
    rows = []
    for one in chosen:
        text = texts[one.document.pk][:READ]
        for match in reading.propose(wanted, reading.passages_of(text), names=[document.reference]):
            if (match.key, one.document.pk, match.start) in decided:
                continue
            rows.append(
                Coverage(
                    clause_id=match.key, document=one.document, organisation=one.organisation,
                    quote=text[match.start : match.end], start=match.start, end=match.end, score=match.score,
                    reasons=[{"code": reason.code, "detail": list(reason.detail)} for reason in match.reasons],
                )
            )  # fmt: skip
    Coverage.objects.bulk_create(rows, batch_size=500)
    record(
        by=by, action="documents.coverage.propose", subject=document, organisation=document.owner, count=len(rows),
        documents=len(chosen),
    )  # fmt: skip
    return len(rows)


@transaction.atomic
def decide_coverage(*, coverage_ids: Collection[int], confirmed: bool, by: Actor) -> int:
    """Confirm or refuse passages; how many changed. A decision can be changed later.

    Raises Coverage.DoesNotExist for one out of reach, rules.Rejected ("": "none") and Refused.
    """
    wanted = set(coverage_ids)
    if not wanted:
        raise rules.Rejected({"": "none"})
    found = _rows(Q(pk__in=wanted), by)
    if len(found) < len(wanted):
        raise Coverage.DoesNotExist
    for one in found:
        _require_row(one, by)
    state = Coverage.State.CONFIRMED if confirmed else Coverage.State.REFUSED
    changed = [one for one in found if one.state != state]
    action = "documents.coverage.confirm" if confirmed else "documents.coverage.refuse"
    for pk in dict.fromkeys(one.document_id for one in changed):
        rows = [one for one in changed if one.document_id == pk]
        record(
            by=by, action=action, subject=rows[0].document, organisation=rows[0].organisation, count=len(rows),
            clauses=rules.shortened("; ".join(dict.fromkeys(one.clause.title for one in rows)), 500),
            superior=str(rows[0].clause.document), before=[one.state for one in rows], ids=[one.pk for one in rows],
        )  # fmt: skip
    for one in changed:
        one.state, one.decided_by_id, one.decided_at = state, by.account_id, by.at
    Coverage.objects.bulk_update(changed, ["state", "decided_by", "decided_at"], batch_size=200)
    return len(changed)


@transaction.atomic
def add_coverage(*, clause_id: int, answering_id: int, quote: str, by: Actor) -> Coverage:
    """Say by hand that a passage answers a clause; it is confirmed by that.

    Raises rules.Rejected ("quote": "required", "not_in_text"; "clause": "unknown") and Refused.
    """
    clause = Clause.objects.visible_to(by).select_related("document__owner", "document__kind").get(pk=clause_id)
    answering = selectors.answering_for(answering_id, clause.document, by=by)
    _require(clause.document, answering, by)
    if clause.kind not in ANSWERED_KINDS:
        raise rules.Rejected({"clause": "unknown"})
    start, end = place_of_quote(answering.document.text, quote)
    row = Coverage.objects.select_for_update(of=("self",)).filter(
        clause=clause, document=answering.document, start=start
    ).first() or Coverage(clause=clause, document=answering.document, start=start)  # fmt: skip
    before = row.state if row.pk else None
    row.organisation, row.end, row.quote = answering.organisation, end, answering.document.text[start:end]
    if not row.pk:
        row.reasons = [{"code": "by_hand", "detail": []}]
    row.state, row.decided_by_id, row.decided_at = Coverage.State.CONFIRMED, by.account_id, by.at
    row.save()
    record(
        by=by, action="documents.coverage.add", subject=answering.document, organisation=answering.organisation,
        coverage=row.pk, clause=clause.title, superior=str(clause.document), state=[before, row.state],
    )  # fmt: skip
    return row


@transaction.atomic
def change_passage(*, coverage_id: int, quote: str, by: Actor) -> Coverage:
    """Another passage of the same document for the same clause; it is confirmed by that.

    Raises Coverage.DoesNotExist, rules.Rejected ("quote": "required", "not_in_text", "taken") and Refused.
    """
    found = _rows(Q(pk=coverage_id), by)
    if not found:
        raise Coverage.DoesNotExist
    row = found[0]
    _require_row(row, by)
    start, end = place_of_quote(row.document.text, quote, near=row.start)
    others = Coverage.objects.filter(clause=row.clause_id, document=row.document_id, start=start).exclude(pk=row.pk)
    if others.exists():
        raise rules.Rejected({"quote": "taken"})
    before = row.quote
    row.start, row.end, row.quote = start, end, row.document.text[start:end]
    row.state, row.decided_by_id, row.decided_at = Coverage.State.CONFIRMED, by.account_id, by.at
    row.save()
    record(
        by=by, action="documents.coverage.change", subject=row.document, organisation=row.organisation,
        coverage=row.pk, clause=row.clause.title, superior=str(row.clause.document),
        quote=[rules.shortened(before, 200), rules.shortened(row.quote, 200)],
    )  # fmt: skip
    return row


# --- what they share


def _superior(document_id: int, by: Actor) -> Document:
    return Document.objects.visible_to(by).select_related("owner", "kind").defer("text").get(pk=document_id)


def _rows(wanted: Q, by: Actor) -> list[Coverage]:
    """Those of them within reach, of superior documents within reach, locked. Two queries.

    The documents are asked for by themselves: inside the first question PostgreSQL, where it knows nothing yet of fresh
    tables, looked through all recipients again for each pair of a row and a document.
    """
    found = list(
        Coverage.objects.visible_to(by)
        .filter(wanted)
        .select_related("clause__document__owner", "clause__document__kind", "organisation", "document__kind")
        .select_for_update(of=("self",))
        .order_by("pk")
    )
    superior = Document.objects.visible_to(by).filter(pk__in={one.clause.document_id for one in found})
    seen = set(superior.values_list("pk", flat=True))
    return [one for one in found if one.clause.document_id in seen]


def _require(document: Document, answering: selectors.Answering, by: Actor) -> None:
    if not selectors.may_decide(document, answering.organisation, by=by):
        raise Refused("documents.register")


def _require_row(row: Coverage, by: Actor) -> None:
    if not selectors.may_decide(row.clause.document, row.organisation, by=by):
        raise Refused("documents.register")


def wanted_of(clause: Clause) -> reading.Wanted:
    """A clause as it is looked for in the texts that may answer it."""
    kept = clause.fields.get("target")
    target = Target.from_json(kept) if isinstance(kept, dict) else None
    return reading.Wanted(clause.pk, clause.quote, clause.label, target)


def place_of_quote(text: str, quote: str, *, near: int = 0) -> tuple[int, int]:
    """Where a quotation stands in a text. Raises rules.Rejected ("quote": "required", "not_in_text")."""
    words = nfc(quote.replace("\x00", "")).replace("\r\n", "\n").strip()
    if not words:
        raise rules.Rejected({"quote": "required"})
    place = rules.find_quote(text, words, near=near)
    if place is None:
        raise rules.Rejected({"quote": "not_in_text"})
    return place
