"""A programme as a whole, from the first draft to the end of its year."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from tusoi.audit.services import record
from tusoi.documents.models import Document
from tusoi.documents.services import Metadata, register_document
from tusoi.lib.rendering.plain import plain_text
from tusoi.organisations.models import Body, Organisation, Term
from tusoi.organisations.scope import Actor, Refused
from tusoi.oversight import access
from tusoi.oversight.models import Programme
from tusoi.oversight.rules import PROGRAMME, NotYet, Rejected
from tusoi.oversight.selectors.programmes import letter_of, lines_of, missing_in, word_of
from tusoi.oversight.services.common import sent_before

from .index import index_programme
from .locked import locked, text_of, touched

FIRST_YEAR, LAST_YEAR = 2000, 2100
TITLE, AIM, REASON = 300, 8_000, 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """How the adopted programme is entered into the register of documents; without a symbol the usual one."""

    number: int | None = None
    symbol: str = ""
    confirmed: Collection[str] = ()


@transaction.atomic
def create_programme(
    *,
    owner_id: int,
    by: Actor,
    body_id: int | None = None,
    year: int | None = None,
    title: str = "",
    aim: str = "",
    request_key: UUID | None = None,
) -> Programme:
    """Begin the programme of an organisation or one of its bodies for a year; without a year for the present term.

    Raises Organisation.DoesNotExist, Refused and Rejected ("body": unknown; "year": number, programme_year,
    programme_exists, programme_no_term; "title", "aim": too_long). The same ``request_key`` gives the same one again.
    """
    owner = (
        Organisation.objects.visible_to(by).select_related("kind").select_for_update(of=("self",), no_key=True)
    ).get(pk=owner_id)
    by.require("oversight.run", owner)
    if known := sent_before(Programme, request_key, by):
        return known
    body = _body(owner, body_id, by)
    programme = Programme(
        owner=owner, body=body, is_committees=body is None or body.kind.is_collective, path=owner.path, year=year,
        aim=text_of("aim", aim, most=AIM), created_by_id=by.account_id, created_at=by.at, request_key=request_key,
    )  # fmt: skip
    if not access.is_staff(by, programme):
        raise Refused("oversight.run")
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        raise Rejected({"year": "programme_year"})
    on = by.today if year is None else max(date(year, 1, 1), min(by.today, date(year, 12, 31)))
    programme.term = Term.objects.filter(organisation=owner).on(on).order_by("-valid_from").first()
    if year is None and programme.term is None:
        raise Rejected({"year": "programme_no_term"})
    same = Programme.objects.filter(owner=owner, body=body, year=year)
    if year is None:
        same = same.filter(term=programme.term)
    if same.exists():
        raise Rejected({"year": "programme_exists"})
    programme.title = text_of("title", title, most=TITLE) or _title(programme)
    programme.save(force_insert=True)
    index_programme(programme)
    record(by=by, action="oversight.create_programme", subject=programme, organisation=owner)
    return programme


def _body(owner: Organisation, body_id: int | None, by: Actor) -> Body | None:
    if body_id is None:
        return None
    body = (
        Body.objects.visible_to(by).on(by.today).filter(organisation=owner, pk=body_id).select_related("kind").first()
    )
    if body is None:
        raise Rejected({"body": "unknown"})
    return body


def _title(programme: Programme) -> str:
    """What is kept is Vietnamese, in whatever language the page is read."""
    who = programme.body.name if programme.body else programme.owner.name
    term = programme.term.name if programme.term else ""
    when = f"năm {programme.year}" if programme.year is not None else f"toàn khóa {term}"
    return f"Chương trình kiểm tra, giám sát {when} của {who}"[:TITLE]


@transaction.atomic
def update_programme(
    *, programme_id: int, title: str, by: Actor, aim: str = "", seen: int | None = None
) -> Programme:  # fmt: skip
    """Change its title and what it is for. Raises Rejected ("title": required, too_long; "aim": too_long), Stale,
    IllegalMove and Refused."""
    programme, _move = locked(programme_id, "edit", by, seen)
    before = (programme.title, programme.aim)
    programme.title = text_of("title", title, most=TITLE, required=True)
    programme.aim = text_of("aim", aim, most=AIM)
    if before != (programme.title, programme.aim):
        touched(programme, "title", "aim")
        index_programme(programme)
        record(
            by=by, action="oversight.update_programme", subject=programme, organisation=programme.owner,
            title=[before[0], programme.title],
        )  # fmt: skip
    return programme


@transaction.atomic
def propose_programme(*, programme_id: int, by: Actor, seen: int | None = None) -> Programme:
    """Hand it to the inspection commission. Raises NotYet until every line is complete and within competence; Stale,
    IllegalMove and Refused."""
    programme, _move = locked(programme_id, "propose", by, seen)
    _require_complete(programme, by)
    return _moved(programme, "propose", by)


@transaction.atomic
def recall_programme(*, programme_id: int, by: Actor, seen: int | None = None) -> Programme:
    """Take it back before it is merged. Raises Stale, IllegalMove and Refused."""
    programme, _move = locked(programme_id, "recall", by, seen)
    return _moved(programme, "recall", by)


@transaction.atomic
def return_programme(*, programme_id: int, reason: str, by: Actor, seen: int | None = None) -> Programme:
    """Send it back to be changed. Raises Rejected ("reason"), Stale, IllegalMove and Refused."""
    programme, _move = locked(programme_id, "return", by, seen)
    programme.reason = text_of("reason", reason, most=REASON, required=True, code="reason")
    return _moved(programme, "return", by, reason=programme.reason)


@transaction.atomic
def merge_programme(*, programme_id: int, by: Actor, seen: int | None = None) -> Programme:
    """The inspection commission takes it over and may change its lines. Raises Stale, IllegalMove and Refused."""
    programme, _move = locked(programme_id, "merge", by, seen)
    return _moved(programme, "merge", by)


@transaction.atomic
def adopt_programme(
    *,
    programme_id: int,
    on: date,
    by: Actor,
    registration: Registration | None = None,
    document_id: int | None = None,
    seen: int | None = None,
) -> Programme:
    """It is adopted on a day; with ``registration`` it is written and entered into the register, with ``document_id``
    tied to what stands there already.

    Raises NotYet, Rejected ("on": programme_future; "document": unknown), documents.rules.Rejected and Doubtful, Stale,
    IllegalMove and Refused.
    """
    programme, _move = locked(programme_id, "adopt", by, seen)
    if on > by.today:
        raise Rejected({"on": "programme_future"})
    _require_complete(programme, by)
    programme.adopted_on = on
    if registration is not None:
        programme.document = _registered(programme, registration, by)
    elif document_id is not None:
        programme.document = Document.objects.visible_to(by).filter(pk=document_id, owner=programme.owner).first()
        if programme.document is None:
            raise Rejected({"document": "unknown"})
    return _moved(programme, "adopt", by, on=on, document=programme.document.reference if programme.document else "")


@transaction.atomic
def close_programme(*, programme_id: int, by: Actor, seen: int | None = None) -> Programme:
    """Its time is over; nothing in it changes any more. Raises Stale, IllegalMove and Refused."""
    programme, _move = locked(programme_id, "close", by, seen)
    return _moved(programme, "close", by)


def _moved(programme: Programme, action: str, by: Actor, **more: Any) -> Programme:
    before, programme.state = programme.state, PROGRAMME.move(programme.state, action).target
    touched(programme, "state", "reason", "adopted_on", "document")
    record(
        by=by, action=f"oversight.{action}_programme", subject=programme, organisation=programme.owner,
        state=[before, programme.state], **more,
    )  # fmt: skip
    return programme


def _require_complete(programme: Programme, by: Actor) -> None:
    lines = [line for line in lines_of(programme, by) if line.cancelled_on is None]
    if not lines:
        raise NotYet([("no_lines", "")])
    if missing := missing_in(programme, lines, by):
        raise NotYet(missing)


def _registered(programme: Programme, registration: Registration, by: Actor) -> Document:
    letter = letter_of(programme, by, number=registration.number, on=programme.adopted_on)
    symbol = registration.symbol or f"{letter.kind_code}/{letter.body_code}"
    return register_document(
        owner_id=programme.owner_id,
        metadata=Metadata(
            kind="chuong-trinh", issued_on=programme.adopted_on or by.today, excerpt=letter.excerpt[:500],
            number=registration.number, symbol=symbol, issuer_id=programme.owner_id,
            issuer_body_id=programme.body_id,
        ),
        by=by, content=word_of(letter), filename="chuong-trinh-kiem-tra-giam-sat.docx", text=plain_text(letter),
        confirmed=registration.confirmed,
    )  # fmt: skip
