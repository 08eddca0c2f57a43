"""The outline of a document, who answers which clause, and what was left out."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Status
from ninja.pagination import paginate

from tusoi.api.plumbing import REFUSALS, Listing, who
from tusoi.documents import selectors, services
from tusoi.lib.clauses import Target
from tusoi.obligations.selectors import answer_passages_in_cell, matrix_of, targets_of
from tusoi.obligations.services import add_answer_passage, compare_answers, decide_answer_passages

from .coverage_schemas import (
    AddAnswerPassageIn,
    AddClauseIn,
    AddCoverageIn,
    AnsweringIn,
    AnsweringOut,
    AnswerPassageOut,
    CellOut,
    ClauseIn,
    CompareIn,
    CoverageOut,
    DecideIn,
    DecidePassagesIn,
    FigureOut,
    LeftOutOut,
    MatrixFilter,
    MatrixOut,
    MatrixRowOut,
    OutlineIn,
    OutlineRowOut,
    PassageIn,
    ProposeIn,
    StepOut,
    TargetLineOut,
    TargetOut,
)
from .schemas import CountOut, DocumentRow

router = Router(tags=["documents"])
Shown = Query[MatrixFilter]


# --- the outline


@router.get("/{int:document_id}/clauses", response={200: list[OutlineRowOut], **REFUSALS}, operation_id="get_outline")
@paginate(Listing)
def get_outline(request: HttpRequest, document_id: int) -> Any:
    """The clauses that are kept and those the text proposes, as one tree; ``clause_id`` is null for a proposal."""
    document = selectors.document_for(document_id, by=who(request))
    return [_row(row) for row in selectors.outline_of(document)]


@router.put("/{int:document_id}/clauses", response={200: CountOut, **REFUSALS}, operation_id="save_outline")
def save_outline(request: HttpRequest, document_id: int, body: OutlineIn) -> Any:
    """Keep the rows that are on, take away those that are off; rows that are not named stay. Answers how many."""
    choices = {key: services.Choice(on=one.on, kind=one.kind, title=one.title) for key, one in body.rows.items()}
    return {"count": services.save_outline(document_id=document_id, choices=choices, by=who(request))}


@router.post("/{int:document_id}/clauses", response={201: OutlineRowOut, **REFUSALS}, operation_id="add_clause")
def add_clause(request: HttpRequest, document_id: int, body: AddClauseIn) -> Any:
    """Add a clause from a passage of the text."""
    clause = services.add_clause(
        document_id=document_id, quote=body.quote, kind=body.kind, title=body.title, parent_id=body.parent_id,
        by=who(request),
    )  # fmt: skip
    return Status(201, _clause(clause))


@router.put("/clauses/{int:clause_id}", response={200: OutlineRowOut, **REFUSALS}, operation_id="update_clause")
def update_clause(request: HttpRequest, clause_id: int, body: ClauseIn) -> Any:
    """Change title, kind and label of a clause, and under which other it stands."""
    clause = services.update_clause(
        clause_id=clause_id, title=body.title, kind=body.kind, label=body.label, parent_id=body.parent_id,
        by=who(request),
    )  # fmt: skip
    return _clause(clause)


@router.delete("/clauses/{int:clause_id}", response={200: DocumentRow, **REFUSALS}, operation_id="remove_clause")
def remove_clause(request: HttpRequest, clause_id: int) -> Any:
    """Take a clause out; 409 "in_use" where a duty, a plan or a confirmed answer rests on it."""
    return services.remove_clause(clause_id=clause_id, by=who(request))


def _row(row: selectors.OutlineRow) -> dict[str, Any]:
    return {
        "key": row.key, "parent": row.parent, "depth": row.depth, "kind": row.kind, "label": row.label,
        "title": row.title, "start": row.start, "end": row.end, "wanted": row.wanted,
        "clause_id": row.clause.pk if row.clause else None, "target": _target(row.target),
    }  # fmt: skip


def _clause(clause: Any) -> dict[str, Any]:
    kept = clause.fields.get("target")
    return {
        "key": f"c{clause.pk}", "parent": f"c{clause.parent_id}" if clause.parent_id else "", "depth": 0,
        "kind": clause.kind, "label": clause.label, "title": clause.title, "start": clause.start, "end": clause.end,
        "wanted": True, "clause_id": clause.pk,
        "target": _target(Target.from_json(kept) if isinstance(kept, dict) else None),
    }  # fmt: skip


def _target(target: Target | None) -> TargetOut | None:
    return TargetOut(**target.as_json()) if target else None


# --- coverage


@router.get("/{int:document_id}/coverage", response={200: MatrixOut, **REFUSALS}, operation_id="get_coverage")
def get_coverage(request: HttpRequest, document_id: int, shown: Shown) -> Any:
    """The matrix clauses x organisations, a page of organisations at a time; only what is not empty is listed."""
    matrix, columns = _matrix(request, document_id, shown)
    return {
        "count": len(matrix.columns), "organisations": [_column(column) for column in columns],
        "rows": [
            MatrixRowOut(
                clause_id=row.line.clause.pk, depth=row.line.depth, kind=row.line.clause.kind,
                label=row.line.clause.label, title=row.line.clause.title, is_answered=row.line.is_answered,
                confirmed=row.confirmed, proposed=row.proposed,
                cells=[CellOut(organisation_id=one.organisation_id, state=one.state) for one in row.cells if one.state],
            )
            for row in matrix.rows(columns)
        ],
    }  # fmt: skip


@router.get(
    "/{int:document_id}/coverage/left-out", response={200: list[LeftOutOut], **REFUSALS}, operation_id="list_left_out"
)
@paginate(Listing)
def left_out(request: HttpRequest, document_id: int, organisation: int | None = None) -> Any:
    """The clauses nobody answered; with ``organisation``, those it left out."""
    by = who(request)
    matrix = matrix_of(selectors.document_for(document_id, by=by), by=by)
    if organisation is None:
        found = [(row.line, "proposed" if row.proposed else "") for row in matrix.unanswered()]
    else:
        found = matrix.left_out_by(selectors.organisation_for(organisation, by=by).pk)
    return [
        LeftOutOut(
            clause_id=line.clause.pk, kind=line.clause.kind, label=line.clause.label, title=line.clause.title,
            is_proposed=state == "proposed",
        )
        for line, state in found
    ]  # fmt: skip


@router.get(
    "/{int:document_id}/coverage/targets",
    response={200: list[TargetLineOut], **REFUSALS},
    operation_id="compare_targets",
)
def compare_targets(request: HttpRequest, document_id: int, shown: Shown) -> Any:
    """Each target of the document against the figures of a page of organisations."""
    matrix, columns = _matrix(request, document_id, shown)
    return [
        TargetLineOut(
            clause_id=line.line.clause.pk, title=line.line.clause.title, target=_target(line.target),
            figures=[
                FigureOut(
                    organisation_id=one.organisation.pk, verdict=one.comparison.verdict, meets=one.comparison.meets,
                    reason=one.comparison.reason, own=_target(one.comparison.own), quote=one.quote, state=one.state,
                    document_id=one.document.pk if one.document else None,
                )
                for one in line.figures
            ],
        )
        for line in targets_of(matrix, columns, by=who(request))
    ]  # fmt: skip


@router.get(
    "/{int:document_id}/coverage/{int:clause_id}/{int:organisation_id}", response={200: list[CoverageOut], **REFUSALS},
    operation_id="list_passages",
)  # fmt: skip
@paginate(Listing)
def passages(request: HttpRequest, document_id: int, clause_id: int, organisation_id: int) -> Any:
    """The passages of one organisation for one clause, with score, reasons and what was decided."""
    by = who(request)
    clause = selectors.clause_kept(clause_id, selectors.document_for(document_id, by=by).pk)
    return selectors.coverage_in_cell(clause.pk, selectors.organisation_for(organisation_id, by=by).pk, by=by)


@router.get(
    "/{int:document_id}/answering", response={200: list[AnsweringOut], **REFUSALS}, operation_id="list_answering"
)
@paginate(Listing)
def answering(request: HttpRequest, document_id: int) -> Any:
    """The documents from below that answer this one, and whose answer each is."""
    by = who(request)
    found = selectors.answering_of(selectors.document_for(document_id, by=by), by=by)
    return [
        {"document": one.document, "organisation": {"id": one.organisation.pk, "name": one.organisation.name}}
        for one in found
    ]


@router.post("/{int:document_id}/answering", response={201: DocumentRow, **REFUSALS}, operation_id="choose_answering")
def choose_answering(request: HttpRequest, document_id: int, body: AnsweringIn) -> Any:
    """Say by hand that a document from below answers this one."""
    return Status(
        201, services.choose_answering(document_id=document_id, answering_id=body.answering_id, by=who(request))
    )


@router.post(
    "/{int:document_id}/coverage/propose", response={200: CountOut, **REFUSALS}, operation_id="propose_coverage"
)
def propose(request: HttpRequest, document_id: int, body: ProposeIn) -> Any:
    """Read the answering documents and propose their passages; what people decided stays. At most 200 at once: name
    them, or use ``compare``."""
    count = services.propose_coverage(document_id=document_id, answering_ids=body.answering_ids, by=who(request))
    return {"count": count}


@router.post("/{int:document_id}/coverage/compare", response={200: StepOut, **REFUSALS}, operation_id="compare_answers")
def compare(request: HttpRequest, document_id: int, body: CompareIn) -> Any:
    """Read the next 50 answering documents and answers to duties, ``after`` so many; call it until ``is_finished``."""
    return compare_answers(document_id=document_id, after=body.after, by=who(request))


@router.get(
    "/{int:document_id}/coverage/{int:clause_id}/{int:organisation_id}/answers",
    response={200: list[AnswerPassageOut], **REFUSALS}, operation_id="list_answer_passages",
)  # fmt: skip
@paginate(Listing)
def answer_passages(request: HttpRequest, document_id: int, clause_id: int, organisation_id: int) -> Any:
    """The passages of one organisation's answers to duties for one clause."""
    by = who(request)
    document = selectors.document_for(document_id, by=by)
    clause = selectors.clause_kept(clause_id, document.pk)
    return answer_passages_in_cell(document, clause.pk, selectors.organisation_for(organisation_id, by=by).pk, by=by)


@router.post(
    "/{int:document_id}/coverage/answers",
    response={201: AnswerPassageOut, **REFUSALS},
    operation_id="add_answer_passage",
)
def add_of_answer(request: HttpRequest, document_id: int, body: AddAnswerPassageIn) -> Any:
    """Say by hand that a passage of an answer to a duty answers a clause of this document."""
    by = who(request)
    clause = selectors.clause_kept(body.clause_id, selectors.document_for(document_id, by=by).pk)
    row = add_answer_passage(clause_id=clause.pk, assignment_id=body.assignment_id, quote=body.quote, by=by)
    return Status(201, row)


@router.post("/coverage/answers/decide", response={200: CountOut, **REFUSALS}, operation_id="decide_answer_passages")
def decide_answers(request: HttpRequest, body: DecidePassagesIn) -> Any:
    """Confirm or refuse passages of answers to duties; answers how many changed."""
    return {"count": decide_answer_passages(passage_ids=body.passage_ids, confirmed=body.confirmed, by=who(request))}


@router.post("/{int:document_id}/coverage", response={201: CoverageOut, **REFUSALS}, operation_id="add_coverage")
def add_coverage(request: HttpRequest, document_id: int, body: AddCoverageIn) -> Any:
    """Say by hand that a passage answers a clause of this document."""
    by = who(request)
    clause = selectors.clause_kept(body.clause_id, selectors.document_for(document_id, by=by).pk)
    row = services.add_coverage(clause_id=clause.pk, answering_id=body.answering_id, quote=body.quote, by=by)
    return Status(201, selectors.coverage_for(row.pk, by=by))


@router.post("/coverage/decide", response={200: CountOut, **REFUSALS}, operation_id="decide_coverage")
def decide(request: HttpRequest, body: DecideIn) -> Any:
    """Confirm or refuse passages; answers how many changed."""
    by = who(request)
    return {"count": services.decide_coverage(coverage_ids=body.coverage_ids, confirmed=body.confirmed, by=by)}


@router.put("/coverage/{int:coverage_id}", response={200: CoverageOut, **REFUSALS}, operation_id="change_passage")
def change_passage(request: HttpRequest, coverage_id: int, body: PassageIn) -> Any:
    """Another passage of the same document for the same clause."""
    by = who(request)
    services.change_passage(coverage_id=coverage_id, quote=body.quote, by=by)
    return selectors.coverage_for(coverage_id, by=by)


def _matrix(request: HttpRequest, document_id: int, shown: MatrixFilter) -> Any:
    by = who(request)
    matrix = matrix_of(selectors.document_for(document_id, by=by), by=by)
    first = (shown.page - 1) * shown.page_size
    return matrix, matrix.columns[first : first + shown.page_size]


def _column(column: Any) -> dict[str, Any]:
    return {
        "id": column.organisation.pk, "name": column.organisation.name,
        "document_ids": [one.pk for one in column.documents], "confirmed": column.confirmed,
        "proposed": column.proposed, "missing": column.missing,
    }  # fmt: skip
