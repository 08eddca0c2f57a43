"""Programmes, their lines, what they meet; the planning board and the indicators."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Status

from tusoi.api.plumbing import REFUSALS, Listing, who
from tusoi.organisations.models import Organisation
from tusoi.organisations.scope import Actor
from tusoi.organisations.selectors import get_organisation
from tusoi.oversight.models import Programme, ProgrammeEntry
from tusoi.oversight.rules import Rejected
from tusoi.oversight.selectors import programmes as selectors
from tusoi.oversight.services import programmes as services

from .programme_schemas import (
    AdoptIn,
    BoardOut,
    CancelIn,
    EntryIn,
    EntryOut,
    EvidenceOut,
    OverlapHitOut,
    ProgrammeFilter,
    ProgrammeIn,
    ProgrammeOut,
    ProgrammeReturnIn,
    ProgrammeVersionIn,
    RiskOut,
    TakeIn,
    TitleIn,
)

router = Router(tags=["oversight"])
ONE = "/programmes/{int:programme_id}"


class ProgrammePage(Listing.Output):
    items: list[ProgrammeOut]


def programme_out(one: Programme, by: Actor) -> dict[str, Any]:
    return {
        "id": one.pk, "version": one.version, "title": one.title, "aim": one.aim, "owner": one.owner,
        "body": one.body, "year": one.year, "state": one.state, "adopted_on": one.adopted_on, "reason": one.reason,
        "document_id": one.document_id, "moves": sorted(selectors.moves_for_programme(one, by)),
    }  # fmt: skip


def entry_out(one: ProgrammeEntry, problems: Any = ()) -> dict[str, Any]:
    return {
        "id": one.pk, "position": one.position, "kind": one.kind.code, "content": one.content,
        "areas": [area.code for area in one.areas.all()], "examined_from": one.examined_from,
        "examined_to": one.examined_to, "quarter": one.quarter, "year": one.year, "lead": one.lead,
        "lead_person_id": one.lead_person_id, "addition_reason": one.addition_reason, "cancelled_on": one.cancelled_on,
        "cancel_reason": one.cancel_reason,
        "subjects": [
            {"organisation": subject.organisation, "person": subject.person} for subject in one.subjects.all()
        ],
        "problems": [{"code": problem.code, "said": problem.words} for problem in problems],
    }  # fmt: skip


@router.get("/programmes", response={200: ProgrammePage, **REFUSALS}, operation_id="list_programmes")
def list_programmes(request: HttpRequest, wanted: Query[ProgrammeFilter]) -> Any:
    """Programmes one may see, newest year first."""
    by = who(request)
    rows = selectors.programmes_of(by, year=wanted.year, state=wanted.state, whose=wanted.whose)
    start = (wanted.page - 1) * wanted.page_size
    return {"items": [programme_out(one, by) for one in rows[start : start + wanted.page_size]], "count": rows.count()}


@router.post("/programmes", response={201: ProgrammeOut, **REFUSALS}, operation_id="create_programme")
def create_programme(request: HttpRequest, body: ProgrammeIn) -> Any:
    """Begin the programme of an organisation or one of its bodies for a year; without a year for the present term."""
    by = who(request)
    made = services.create_programme(**body.model_dump(), by=by)
    return Status(201, programme_out(selectors.programme_for(made.pk, by), by))


@router.get(ONE, response={200: ProgrammeOut, **REFUSALS}, operation_id="get_programme")
def get_programme(request: HttpRequest, programme_id: int) -> Any:
    """One programme and the moves open to whoever asks."""
    by = who(request)
    return programme_out(selectors.programme_for(programme_id, by), by)


@router.put(ONE, response={200: ProgrammeOut, **REFUSALS}, operation_id="update_programme")
def update_programme(request: HttpRequest, programme_id: int, body: TitleIn) -> Any:
    """Change its title and what it is for."""
    by = who(request)
    services.update_programme(programme_id=programme_id, title=body.title, aim=body.aim, seen=body.version, by=by)
    return get_programme(request, programme_id)


@router.get(f"{ONE}/entries", response={200: list[EntryOut], **REFUSALS}, operation_id="list_programme_entries")
def list_entries(request: HttpRequest, programme_id: int) -> Any:
    """Its lines; to those who work on it with what each of them lacks."""
    by = who(request)
    one = selectors.programme_for(programme_id, by)
    lines = selectors.lines_of(one, by)
    problems = selectors.problems_of(one, lines, by) if selectors.moves_for_programme(one, by) else {}
    return [entry_out(line, problems.get(line.pk, ())) for line in lines]


@router.post(f"{ONE}/entries", response={201: EntryOut, **REFUSALS}, operation_id="add_programme_entry")
def add_entry(request: HttpRequest, programme_id: int, body: EntryIn) -> Any:
    """Add a line. Of an adopted programme it asks a reason."""
    return Status(201, _saved(request, programme_id, None, body))


@router.put(
    f"{ONE}/entries/{{int:entry_id}}", response={200: EntryOut, **REFUSALS}, operation_id="change_programme_entry"
)
def change_entry(request: HttpRequest, programme_id: int, entry_id: int, body: EntryIn) -> Any:
    """Change a line. Of an adopted programme it asks a reason."""
    return _saved(request, programme_id, entry_id, body)


def _saved(request: HttpRequest, programme_id: int, entry_id: int | None, body: EntryIn) -> dict[str, Any]:
    by = who(request)
    values = body.model_dump(exclude={"reason", "version", "subjects", "areas"})
    draft = services.EntryDraft(
        **values, areas=tuple(body.areas),
        subjects=tuple((one.organisation_id, one.person_id) for one in body.subjects),
    )  # fmt: skip
    saved = services.save_entry(
        programme_id=programme_id, entry_id=entry_id, draft=draft, reason=body.reason, seen=body.version, by=by
    )
    one = selectors.programme_for(programme_id, by)
    line = selectors.entry_for(one, saved.pk, by)
    return entry_out(line, selectors.problems_of(one, [line], by).get(line.pk, ()))


@router.post(
    f"{ONE}/entries/{{int:entry_id}}/remove", response={204: None, **REFUSALS}, operation_id="remove_programme_entry"
)
def remove_entry(request: HttpRequest, programme_id: int, entry_id: int, body: ProgrammeVersionIn) -> Any:
    """Take a line away while the programme is drawn up or merged."""
    services.remove_entry(programme_id=programme_id, entry_id=entry_id, seen=body.version, by=who(request))
    return Status(204, None)


@router.post(
    f"{ONE}/entries/{{int:entry_id}}/cancel",
    response={200: EntryOut, **REFUSALS},
    operation_id="cancel_programme_entry",
)
def cancel_entry(request: HttpRequest, programme_id: int, entry_id: int, body: CancelIn) -> Any:
    """Call off a line of an adopted programme; it stays to be read with its reason."""
    by = who(request)
    services.cancel_entry(programme_id=programme_id, entry_id=entry_id, reason=body.reason, seen=body.version, by=by)
    return entry_out(selectors.entry_for(selectors.programme_for(programme_id, by), entry_id, by))


@router.post(
    f"{ONE}/entries/{{int:entry_id}}/restore",
    response={200: EntryOut, **REFUSALS},
    operation_id="restore_programme_entry",
)
def restore_entry(request: HttpRequest, programme_id: int, entry_id: int, body: CancelIn) -> Any:
    """Take up again a line that was called off, with the reason."""
    by = who(request)
    services.restore_entry(programme_id=programme_id, entry_id=entry_id, reason=body.reason, seen=body.version, by=by)
    return entry_out(selectors.entry_for(selectors.programme_for(programme_id, by), entry_id, by))


@router.get(f"{ONE}/overlaps", response={200: list[OverlapHitOut], **REFUSALS}, operation_id="list_programme_overlaps")
def list_overlaps(request: HttpRequest, programme_id: int) -> Any:
    """What others plan or do over the same subjects; nothing for whoever only reads the programme."""
    by = who(request)
    one = selectors.programme_for(programme_id, by)
    if not selectors.moves_for_programme(one, by):
        return []
    found = selectors.overlaps_for(one, selectors.lines_of(one, by), by)
    return [
        {
            "entry_id": entry_id, "kind": hit.kind, "owner": hit.owner, "case_kind": hit.kind_of_case.code,
            "year": hit.year, "quarter": hit.quarter, "content": hit.content, "is_case": hit.is_case,
            "subjects": list(hit.subjects),
        }
        for entry_id, hits in found.items()
        for hit in hits
    ]  # fmt: skip


@router.post(f"{ONE}/take", response={200: list[EntryOut], **REFUSALS}, operation_id="take_programme_lines")
def take_lines(request: HttpRequest, programme_id: int, body: TakeIn) -> Any:
    """Copy lines of another programme of the same owner; answers all lines."""
    services.take_lines(
        programme_id=programme_id, source_id=body.source_id, entry_ids=body.entry_ids, seen=body.version,
        by=who(request),
    )  # fmt: skip
    return list_entries(request, programme_id)


@router.post(f"{ONE}/propose", response={200: ProgrammeOut, **REFUSALS}, operation_id="propose_programme")
def propose_programme(request: HttpRequest, programme_id: int, body: ProgrammeVersionIn) -> Any:
    """Hand it to the inspection commission; every line has to be complete and within competence."""
    services.propose_programme(programme_id=programme_id, seen=body.version, by=who(request))
    return get_programme(request, programme_id)


@router.post(f"{ONE}/recall", response={200: ProgrammeOut, **REFUSALS}, operation_id="recall_programme")
def recall_programme(request: HttpRequest, programme_id: int, body: ProgrammeVersionIn) -> Any:
    """Take it back before it is merged."""
    services.recall_programme(programme_id=programme_id, seen=body.version, by=who(request))
    return get_programme(request, programme_id)


@router.post(f"{ONE}/return", response={200: ProgrammeOut, **REFUSALS}, operation_id="return_programme")
def return_programme(request: HttpRequest, programme_id: int, body: ProgrammeReturnIn) -> Any:
    """Send it back to be changed."""
    services.return_programme(programme_id=programme_id, reason=body.reason, seen=body.version, by=who(request))
    return get_programme(request, programme_id)


@router.post(f"{ONE}/merge", response={200: ProgrammeOut, **REFUSALS}, operation_id="merge_programme")
def merge_programme(request: HttpRequest, programme_id: int, body: ProgrammeVersionIn) -> Any:
    """The inspection commission takes it over and may change its lines."""
    services.merge_programme(programme_id=programme_id, seen=body.version, by=who(request))
    return get_programme(request, programme_id)


@router.post(f"{ONE}/adopt", response={200: ProgrammeOut, **REFUSALS}, operation_id="adopt_programme")
def adopt_programme(request: HttpRequest, programme_id: int, body: AdoptIn) -> Any:
    """It is adopted on a day; with a number it is written and entered into the register of documents."""
    registration = None
    if body.number is not None:
        registration = services.Registration(number=body.number, symbol=body.symbol, confirmed=tuple(body.confirmed))
    try:
        services.adopt_programme(
            programme_id=programme_id, on=body.on, registration=registration, document_id=body.document_id,
            seen=body.version, by=who(request),
        )  # fmt: skip
    except selectors.NoTemplate:
        raise Rejected({"number": "unknown"}) from None
    return get_programme(request, programme_id)


@router.post(f"{ONE}/close", response={200: ProgrammeOut, **REFUSALS}, operation_id="close_programme")
def close_programme(request: HttpRequest, programme_id: int, body: ProgrammeVersionIn) -> Any:
    """Its time is over; nothing in it changes any more."""
    services.close_programme(programme_id=programme_id, seen=body.version, by=who(request))
    return get_programme(request, programme_id)


# --- planning


def _node(at: int, by: Actor) -> Organisation:
    node = get_organisation(at, by=by)
    by.require("oversight.read", node)
    return node


@router.get("/board/{int:organisation_id}", response={200: BoardOut, **REFUSALS}, operation_id="get_board")
def get_board(request: HttpRequest, organisation_id: int, year: int | None = None) -> Any:
    """The direct subordinates with the lines of a year over each, and when each was last looked at."""
    by = who(request)
    node = _node(organisation_id, by)
    asked = year if year is not None and 2000 <= year <= 2100 else by.today.year
    found = selectors.board_of(node, list(selectors.board_rows(node, by)[:500]), asked, by)
    return {
        "year": asked,
        "rows": [
            {
                "organisation": row.organisation, "inside": row.inside, "owners": row.owners,
                "last_on": row.last_on, "is_new_to_term": row.is_new_to_term,
                "lines": [
                    {
                        "entry_id": one.pk, "programme_id": one.programme_id, "quarter": one.quarter,
                        "kind": one.kind.code, "content": one.content,
                        "owner": one.programme.body.name if one.programme.body else one.programme.owner.name,
                    }
                    for cell in row.cells
                    for one in cell
                ],
            }
            for row in found.rows
        ],
    }  # fmt: skip


@router.get("/risk/{int:organisation_id}", response={200: list[RiskOut], **REFUSALS}, operation_id="list_risk")
def list_risk(request: HttpRequest, organisation_id: int, field: str = "") -> Any:
    """The indicators of the direct subordinates, most points first. They order a list and select nobody."""
    by = who(request)
    rows = selectors.risk_of_children(_node(organisation_id, by), by, field=field[:40].replace("\x00", ""))
    return [
        {
            "organisation": row.organisation, "points": row.points, "last_on": row.last_on,
            "indicators": [
                {
                    "code": one.code, "count": one.count, "points": one.points, "weight": one.weight,
                    "unknown": one.unknown,
                }
                for one in row.indicators
            ],
        }
        for row in rows
    ]  # fmt: skip


@router.get(
    "/risk/{int:organisation_id}/rows", response={200: list[EvidenceOut], **REFUSALS}, operation_id="explain_risk"
)
def explain_risk(request: HttpRequest, organisation_id: int) -> Any:
    """The rows behind each indicator of one organisation, by their numbers."""
    by = who(request)
    _row, evidence = selectors.evidence_of(_node(organisation_id, by), by)
    return [
        {
            "code": one.indicator.code, "count": one.indicator.count,
            "rows": [{"type": row._meta.model_name, "id": row.pk} for row in one.rows],
        }
        for one in evidence
    ]  # fmt: skip
