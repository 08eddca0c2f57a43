"""Delegations, working sessions and notes of regular supervision over the API."""

from datetime import time
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from ninja.pagination import paginate
from pydantic import BeforeValidator, Field

from tusoi.api.plumbing import REFUSALS, Day, Filter, Id, Input, Listing, Ref, who
from tusoi.oversight.models import Delegation, ObservationNote, WorkSession
from tusoi.oversight.selectors import visits as asked
from tusoi.oversight.services import visits as doing

router = Router(tags=["oversight"])


def _read_time(value: Any) -> Any:
    return time.fromisoformat(value) if isinstance(value, str) else value


Hour = Annotated[time, BeforeValidator(_read_time)]
Text = Annotated[str, Field(max_length=8_000)]


class DelegationOut(Schema):
    id: int
    owner: Ref
    kind: str
    title: str
    year: int
    content: str
    leader: Ref | None
    ended_on: Day | None
    version: int


class SessionOut(Schema):
    id: int
    delegation_id: int
    organisation: Ref
    on: Day
    at_time: time | None
    place: str
    content: str
    state: str
    attended: int | None
    result: str
    matters: str
    reason: str
    version: int


class NoteOut(Schema):
    id: int
    owner: Ref
    organisation: Ref
    on: Day
    how: str
    areas: list[str]
    text: str
    reminded: bool
    is_signal: bool
    has_case: bool

    @staticmethod
    def resolve_areas(note: ObservationNote) -> list[str]:
        return [area.code for area in note.areas.all()]

    @staticmethod
    def resolve_has_case(note: ObservationNote) -> bool:
        return note.case_id is not None


class DelegationsAsked(Filter):
    year: int | None = Field(None, ge=1991, le=2199)
    kind: Literal["", "yearly", "monthly"] = ""
    state: Literal["", "open", "ended"] = ""


class SessionsAsked(Filter):
    organisation_id: Id | None = None
    state: Literal["", "planned", "held", "cancelled"] = ""
    since: Day | None = None
    until: Day | None = None


class NotesAsked(Filter):
    organisation_id: Id | None = None
    how: Literal["", "direct", "indirect"] = ""
    area: str = ""
    marked: Literal["", "reminded", "signal", "open"] = ""
    since: Day | None = None
    until: Day | None = None


class DelegationIn(Input):
    owner_id: Id
    kind: Literal["yearly", "monthly"]
    title: str = Field(max_length=300)
    year: int = Field(ge=1991, le=2199)
    content: Text = ""
    body_id: Id | None = None
    leader_id: Id | None = None
    member_ids: list[Id] = Field(default=[], max_length=50)
    document_id: Id | None = None


class ScheduleIn(Input):
    organisation_ids: list[Id] = Field(max_length=2_000)
    first: Day
    per: int = Field(2, ge=1, le=200)
    span: Literal["week", "month"] = "week"
    rounds: int = Field(1, ge=1, le=12)
    at_time: Hour | None = None
    place: str = Field("", max_length=200)
    content: Text = ""


class EditIn(Input):
    at_time: Hour | None = None
    place: str = Field("", max_length=200)
    content: Text = ""


class MoveIn(Input):
    on: Day
    reason: Text


class HoldIn(Input):
    result: Text
    matters: Text = ""
    attended: int | None = Field(None, ge=0, le=32_000)


class CorrectIn(HoldIn):
    reason: Text


class SessionReasonIn(Input):
    reason: Text


class NoteIn(Input):
    owner_id: Id
    organisation_id: Id
    on: Day
    how: Literal["direct", "indirect"]
    text: Text
    area_ids: list[Id] = Field(default=[], max_length=50)
    reminded: bool = False
    is_signal: bool = False


class NoteAddIn(Input):
    text: Text
    reminded: bool = False
    is_signal: bool = False


class TieIn(Input):
    case_id: Id


@router.get("/delegations", response={200: list[DelegationOut], **REFUSALS})
@paginate(Listing)
def list_delegations(request: HttpRequest, filters: Query[DelegationsAsked]) -> Any:
    """Delegations within reach: of one's own place, of those that visit it, of those below."""
    return asked.delegations(who(request), **filters.model_dump())


@router.post("/delegations", response={201: DelegationOut, **REFUSALS})
def create_delegation(request: HttpRequest, body: DelegationIn) -> Any:
    """Set up a delegation, or the working sessions of a year."""
    given = body.model_dump() | {"member_ids": tuple(body.member_ids)}
    made = doing.create_delegation(draft=doing.DelegationDraft(**given), by=who(request))
    return Status(201, made)


@router.get("/delegations/{int:delegation_id}", response={200: DelegationOut, **REFUSALS})
def get_delegation(request: HttpRequest, delegation_id: Id) -> Delegation:
    """One delegation."""
    return asked.delegation_in_scope(delegation_id, who(request))


@router.post("/delegations/{int:delegation_id}/sessions", response={201: list[SessionOut], **REFUSALS})
def schedule_sessions(request: HttpRequest, delegation_id: Id, body: ScheduleIn) -> Any:
    """Plan a session with each organisation, spread over weeks or months, on working days."""
    given = {name: getattr(body, name) for name in type(body).model_fields}
    return Status(201, doing.schedule_sessions(delegation_id=delegation_id, by=who(request), **given))


@router.post("/delegations/{int:delegation_id}/end", response={200: DelegationOut, **REFUSALS})
def end_delegation(request: HttpRequest, delegation_id: Id) -> Delegation:
    """Its work is done: nothing more is scheduled."""
    return doing.end_delegation(delegation_id=delegation_id, by=who(request))


@router.get("/sessions", response={200: list[SessionOut], **REFUSALS})
@paginate(Listing)
def list_sessions(request: HttpRequest, filters: Query[SessionsAsked]) -> Any:
    """Working sessions within reach in the order of their days; ``until`` is no more in it."""
    return asked.sessions(who(request), **filters.model_dump())


@router.get("/sessions/{int:session_id}", response={200: SessionOut, **REFUSALS})
def get_session(request: HttpRequest, session_id: Id) -> WorkSession:
    """One working session."""
    return asked.session_in_scope(session_id, who(request))


@router.put("/sessions/{int:session_id}", response={200: SessionOut, **REFUSALS})
def edit_session(request: HttpRequest, session_id: Id, body: EditIn) -> WorkSession:
    """Change hour, place and content of a planned one."""
    return doing.edit_session(
        session_id=session_id, by=who(request), at_time=body.at_time, place=body.place, content=body.content
    )


@router.post("/sessions/{int:session_id}/move", response={200: SessionOut, **REFUSALS})
def move_session(request: HttpRequest, session_id: Id, body: MoveIn) -> WorkSession:
    """Put it on another day, with a reason."""
    return doing.move_session(session_id=session_id, on=body.on, reason=body.reason, by=who(request))


@router.post("/sessions/{int:session_id}/hold", response={200: SessionOut, **REFUSALS})
def hold_session(request: HttpRequest, session_id: Id, body: HoldIn) -> WorkSession:
    """It took place: what came of it, what was raised, how many came."""
    return doing.hold_session(session_id=session_id, by=who(request), **body.model_dump())


@router.post("/sessions/{int:session_id}/correct", response={200: SessionOut, **REFUSALS})
def correct_session(request: HttpRequest, session_id: Id, body: CorrectIn) -> WorkSession:
    """Put right what was entered of one that was held, with a reason."""
    return doing.correct_session(session_id=session_id, by=who(request), **body.model_dump())


@router.post("/sessions/{int:session_id}/recall", response={200: SessionOut, **REFUSALS})
def recall_session(request: HttpRequest, session_id: Id, body: SessionReasonIn) -> WorkSession:
    """Its result was entered by mistake: planned again, without one."""
    return doing.recall_session(session_id=session_id, reason=body.reason, by=who(request))


@router.post("/sessions/{int:session_id}/cancel", response={200: SessionOut, **REFUSALS})
def cancel_session(request: HttpRequest, session_id: Id, body: SessionReasonIn) -> WorkSession:
    """It will not take place."""
    return doing.cancel_session(session_id=session_id, reason=body.reason, by=who(request))


@router.post("/sessions/{int:session_id}/restore", response={200: SessionOut, **REFUSALS})
def restore_session(request: HttpRequest, session_id: Id) -> WorkSession:
    """It will take place after all."""
    return doing.restore_session(session_id=session_id, by=who(request))


@router.get("/notes", response={200: list[NoteOut], **REFUSALS})
@paginate(Listing)
def list_notes(request: HttpRequest, filters: Query[NotesAsked]) -> Any:
    """Notes of regular supervision within reach, the latest first. The organisation they are about never sees them."""
    return asked.notes(who(request), **filters.model_dump())


@router.post("/notes", response={201: NoteOut, **REFUSALS})
def write_note(request: HttpRequest, body: NoteIn) -> Any:
    """Enter what was seen of an organisation."""
    given = body.model_dump() | {"area_ids": tuple(body.area_ids)}
    return Status(201, doing.write_note(draft=doing.NoteDraft(**given), by=who(request)))


@router.get("/notes/{int:note_id}", response={200: NoteOut, **REFUSALS})
def get_note(request: HttpRequest, note_id: Id) -> ObservationNote:
    """One note."""
    return asked.note_in_scope(note_id, who(request))


@router.post("/notes/{int:note_id}/add", response={200: NoteOut, **REFUSALS})
def add_to_note(request: HttpRequest, note_id: Id, body: NoteAddIn) -> ObservationNote:
    """Write on at a note, with day and name; what it said before stays."""
    return doing.add_to_note(note_id=note_id, by=who(request), **body.model_dump())


@router.post("/notes/{int:note_id}/case", response={200: NoteOut, **REFUSALS})
def tie_note_to_case(request: HttpRequest, note_id: Id, body: TieIn) -> ObservationNote:
    """Say which case was opened for it."""
    return doing.tie_note_to_case(note_id=note_id, case_id=body.case_id, by=who(request))
