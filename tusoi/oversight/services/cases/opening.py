"""Opening a case, and changing what it says while nothing has gone out yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from tusoi.documents import files
from tusoi.organisations.models import Body, Organisation
from tusoi.organisations.scope import Actor, Refused
from tusoi.oversight import access, clock
from tusoi.oversight.circles import LEVELS, is_stub
from tusoi.oversight.models import Case, CaseKind, ContentArea, Finding, ProgrammeEntry
from tusoi.oversight.rules import Rejected
from tusoi.oversight.services.common import bump, keep, line_of, locked_case, sent_before, text_of

from .index import index_case
from .subjects import chosen_subjects, enter


@dataclass(frozen=True, slots=True)
class CaseDraft:
    """What a case is to be. ``subjects``: (organisation, person or None); ``circle`` a value of Case.Circle.

    Of a stub (secret, or a denunciation, an appeal, a matter of discipline) only ``secrecy``, ``stub_number``,
    ``paper_location``, ``stub_members`` (how many members it is about, never who) and its organisations are kept.
    """

    owner_id: int
    kind_code: str
    title: str
    body_id: int | None = None
    content: str = ""
    area_ids: Sequence[int] = ()
    examined_from: date | None = None
    examined_to: date | None = None
    subjects: Sequence[tuple[int, int | None]] = ()
    circle: str = "normal"
    entry_id: int | None = None
    unscheduled_reason: str = ""
    origin_id: int | None = None
    follows_id: int | None = None
    secrecy: str = ""
    stub_number: str = ""
    paper_location: str = ""
    stub_members: int = 0


@transaction.atomic
def open_case(*, draft: CaseDraft, by: Actor, request_key: UUID | None = None) -> Case:
    """Open a case in the name of an organisation or one of its bodies, by the procedure in force today.

    Raises Rejected (field: code; "subjects": not_allowed with ``names``), files.SecretFile, Organisation.DoesNotExist
    and Refused. The same ``request_key`` again gives the same case.
    """
    owner = Organisation.objects.visible_to(by).select_related("kind", "parent").get(pk=draft.owner_id)
    by.require("oversight.run", owner)
    if known := sent_before(Case, request_key, by):
        return known
    body = _body(owner, draft.body_id, by.today)
    kind = _kind(draft.kind_code, by.today)
    case = Case(
        owner=owner, body=body, is_committees=body is None or body.kind.is_collective, path=owner.path, kind=kind,
        circle=draft.circle, opened_on=by.today, created_by_id=by.account_id, created_at=by.at, request_key=request_key,
    )  # fmt: skip
    if not access.is_staff(by, case):
        raise Refused("oversight.owner")
    if draft.circle not in Case.Circle.values:
        raise Rejected({"circle": "unknown"})
    if is_stub(draft.circle, kind.code):
        _fill_stub(case, draft)
    else:
        _fill(case, draft, by)
        case.step = kind.procedure.first
    _link(case, draft, by)
    subjects = chosen_subjects(case, draft.subjects, by)
    case.save(force_insert=True)
    case.areas.set(_areas(draft.area_ids))
    enter(case, subjects, by)
    index_case(case)
    keep(case, by, "open_case", title=case.title, kind=kind.name_vi, count=len(subjects), circle=case.circle)
    return case


@transaction.atomic
def change_case(*, case_id: int, draft: CaseDraft, by: Actor, seen: int | None = None) -> Case:
    """Change what a case says before its decision: title, content, areas, period. Owner, kind and circle stay.

    Raises Rejected ("": issued, and by field), files.SecretFile, Stale, IllegalMove and Refused.
    """
    case = locked_case(case_id, by, "owner", "change", seen=seen)
    if case.issued_on is not None:
        raise Rejected({"": "issued"})
    if is_stub(case.circle, case.kind.code):
        _fill_stub(case, draft)
    else:
        _fill(case, draft, by)
    case.unscheduled_reason = text_of("unscheduled_reason", draft.unscheduled_reason, most=2_000)
    case.areas.set(_areas(draft.area_ids))
    bump(
        case, "title", "content", "examined_from", "examined_to", "secrecy", "stub_number", "paper_location",
        "stub_members", "unscheduled_reason",
    )  # fmt: skip
    index_case(case)
    keep(case, by, "change_case", title=case.title)
    return case


def _fill(case: Case, draft: CaseDraft, by: Actor) -> None:
    case.title = line_of("title", draft.title, required=True)
    case.content = text_of("content", draft.content)
    files.refuse_marked(f"{case.title}\n{case.content}\n{draft.unscheduled_reason}")
    case.examined_from, case.examined_to = draft.examined_from, draft.examined_to
    check_period(case, by.today)


def _fill_stub(case: Case, draft: CaseDraft) -> None:
    """Number, level and place of the paper. Its title is made here, so that no word of the matter slips in."""
    if case.circle == Case.Circle.SECRET and draft.secrecy not in LEVELS:
        raise Rejected({"secrecy": "required"})
    number = line_of("stub_number", draft.stub_number, most=60, required=True)
    place = line_of("paper_location", draft.paper_location, most=200, required=True)
    if not 0 <= draft.stub_members <= 10_000:
        raise Rejected({"stub_members": "number"})
    case.secrecy = draft.secrecy if case.circle == Case.Circle.SECRET else ""
    case.stub_number, case.paper_location, case.stub_members = number, place, draft.stub_members
    case.title = f"{case.kind.symbol} {number}"[:300]


def check_period(case: Case, today: date) -> None:
    """Raises Rejected where the period that is looked at is upside down, or begins before the years allowed."""
    first, last = case.examined_from, case.examined_to
    if first and last and last < first:
        raise Rejected({"examined_to": "order"})
    body = case.body.kind.code if case.body else ""
    years = case.kind.procedure.examined_years_for(case.owner.kind.code, body)
    if first and years and first < date(today.year - years, 1, 1):
        limit = clock.limit_of(case)
        source = case.kind.procedure.examined_source or (limit.source if limit else "")
        raise Rejected({"examined_from": "too_long_ago"}, years=years, source=source)


def _body(owner: Organisation, body_id: int | None, today: date) -> Body | None:
    if body_id is None:
        return None
    body = Body.objects.on(today).filter(organisation=owner, pk=body_id).select_related("kind").first()
    if body is None:
        raise Rejected({"body": "unknown"})
    return body


def _kind(code: str, today: date) -> CaseKind:
    kind: CaseKind | None = CaseKind.objects.on(today).filter(code=code[:40]).order_by("-valid_from").first()
    if kind is None:
        raise Rejected({"kind": "unknown"})
    return kind


def _areas(ids: Sequence[int]) -> Any:
    found = ContentArea.objects.filter(pk__in=set(ids))
    if len(found) < len(set(ids)):
        raise Rejected({"areas": "unknown"})
    return found


def _link(case: Case, draft: CaseDraft, by: Actor) -> None:
    """What it comes from: a line of the programme, a finding, an earlier case; without any, the reason."""
    if draft.entry_id is not None:
        entry = ProgrammeEntry.objects.visible_to(by).standing().filter(pk=draft.entry_id, programme__owner=case.owner)
        case.entry = entry.first()
        if case.entry is None:
            raise Rejected({"entry": "unknown"})
    if draft.origin_id is not None:
        case.origin = Finding.objects.visible_to(by).filter(pk=draft.origin_id).first()
        if case.origin is None:
            raise Rejected({"origin": "unknown"})
    if draft.follows_id is not None:
        case.follows = Case.objects.worked_on_by(by).filter(pk=draft.follows_id).first()
        if case.follows is None:
            raise Rejected({"follows": "unknown"})
    if is_stub(case.circle, case.kind.code):
        return
    is_asked = draft.entry_id is None and draft.origin_id is None and draft.follows_id is None
    case.unscheduled_reason = text_of(
        "unscheduled_reason", draft.unscheduled_reason, most=2_000, required=is_asked, code="reason"
    )
