"""From a file or a pasted text to an entry of the register, by way of a draft that only its owner sees."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from time import perf_counter
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from tusoi.audit.services import record
from tusoi.documents import files, rules, selectors
from tusoi.documents.models import Citation, Clause, Document, Intake
from tusoi.documents.relations import relations
from tusoi.documents.selectors import Proposal
from tusoi.lib import reading
from tusoi.lib.folding import nfc
from tusoi.lib.reading.layout import layout_of
from tusoi.lib.reading.sentences import prepare
from tusoi.organisations.models import Account, Organisation
from tusoi.organisations.scope import Actor, Refused

from .checks import Metadata, checked, settle
from .register import _record, already_there, create, lock_register

MAX_RECORDS = 2000
"""Proposals kept of one text: nobody decides on more, and a table of figures taken for text gives that many."""


def begin_intake(*, owner_id: int, by: Actor, content: Any = None, filename: str = "", pasted: str = "") -> Intake:
    """Read a file (bytes or an uploaded file) or a pasted text into a draft; nothing enters the register.

    An e-mail gives a draft for each attachment that can be read; the first of them is returned.
    The same text brought again by the same account gives the draft that is open already. Raises reading.Unreadable,
    files.SecretFile (the trail notes that a file was refused, nothing of the file), rules.Rejected and Refused.
    """
    owner = Organisation.objects.visible_to(by).get(pk=owner_id)
    by.require("documents.register", owner)
    began = perf_counter()
    name = files.safe_name(filename) if content is not None else ""
    data: bytes | None = None
    notes: tuple[str, ...] = ()
    extracted: reading.Extracted | None = None
    try:
        if content is not None:
            data = content if isinstance(content, bytes) else files.take(content)
            files.refuse_marked("", name)
            extracted = files.read_out(data, name)
            files.refuse_marked_inside(extracted)
            text, notes = extracted.text, extracted.notes
        else:
            text = _pasted(pasted)
        files.refuse_marked(text, name)
    except files.SecretFile as secret:
        _note_refusal(secret.level, owner, by)
        raise
    if extracted is not None and extracted.attachments:
        return _begin_mail(extracted, owner, by, data=data, name=name, began=began)
    return _begin_text(text, owner, by, data=data, name=name, notes=notes, began=began, extracted=extracted)


def _begin_mail(
    mail: reading.Extracted, owner: Organisation, by: Actor, *, data: bytes | None, name: str, began: float
) -> Intake:
    """A draft for each attachment that can be read, and the first of them; the e-mail itself where there is none.

    An attachment that cannot be read stays in the e-mail: its draft names it. All of them share a key.
    """
    first: Intake | None = None
    key = uuid4()
    unread: list[str] = []
    for one in mail.attachments:
        if one.extracted is None or not one.extracted.text.strip():
            unread.append(one.name)
            continue
        draft = _begin_text(
            one.extracted.text, owner, by, data=one.data, name=files.safe_name(one.name),
            notes=one.extracted.notes, began=began, extracted=one.extracted, letter_key=key,
        )  # fmt: skip
        first = first or draft
    if first is None or unread:
        notes = (*mail.notes, *(f"unread:{name}" for name in unread))
        letter = _begin_text(mail.text, owner, by, data=data, name=name, notes=notes, began=began, letter_key=key)
        return first or letter
    return first


def _begin_text(
    text: str,
    owner: Organisation,
    by: Actor,
    *,
    data: bytes | None,
    name: str,
    notes: tuple[str, ...],
    began: float,
    extracted: reading.Extracted | None = None,
    letter_key: UUID | None = None,
) -> Intake:
    found = reading.read(text)
    pages = _pages(extracted, found.text)
    kept = found.records[:MAX_RECORDS]
    places = _places(found.layout.parts if found.layout else (), pages, [one.start for one in kept])
    records = [
        {"type": one.type, "start": one.start, "end": one.end, "quote": one.quote, "fields": {**one.fields, **place}}
        for one, place in zip(kept, places, strict=True)
    ]
    return _keep_draft(
        owner, by, name=name, data=data, text=found.text, records=records, notes=notes, pages=pages,
        letter_key=letter_key, seconds=perf_counter() - began,
    )  # fmt: skip


def _pages(extracted: reading.Extracted | None, text: str) -> list[int]:
    """Where the pages of a PDF begin; nothing where composing the text has moved them."""
    return list(extracted.page_starts) if extracted is not None and extracted.text == text else []


def _places(parts: Sequence[reading.Part], pages: list[int], starts: list[int]) -> list[dict[str, Any]]:
    """For offsets in order, where each stands: ``ctx_part`` ("Điều 2, khoản 1") and ``ctx_page`` (of a PDF)."""
    begun = [(start, number) for number, start in enumerate(pages, 1) if start >= 0]
    places: list[dict[str, Any]] = []
    holding: list[reading.Part] = []
    part = page = 0
    for start in starts:
        while part < len(parts) and parts[part].start <= start:
            holding.append(parts[part])
            part += 1
        while holding and holding[-1].end <= start:
            holding.pop()
        while page + 1 < len(begun) and begun[page + 1][0] <= start:
            page += 1
        place: dict[str, Any] = {"ctx_part": holding[-1].path} if holding else {}
        if begun and begun[page][0] <= start:
            place["ctx_page"] = begun[page][1]
        places.append(place)
    return places


def _pasted(text: str) -> str:
    clean = nfc(text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", ""))
    if not clean.strip():
        raise rules.Rejected({"pasted": "required"})
    if len(clean.encode("utf-8", "replace")) > reading.MAX_BYTES:
        raise reading.Unreadable("too_large", "")
    return clean


@transaction.atomic
def _note_refusal(level: str, owner: Organisation, by: Actor) -> None:
    record(by=by, action="documents.refuse_secret", subject=owner, organisation=owner, level=level)


@transaction.atomic
def _keep_draft(
    owner: Organisation,
    by: Actor,
    *,
    name: str,
    data: bytes | None,
    text: str,
    records: list[dict[str, Any]],
    notes: tuple[str, ...],
    pages: list[int],
    letter_key: UUID | None,
    seconds: float,
) -> Intake:
    account_id = by.account_id
    if account_id is None:  # a draft belongs to somebody who can come back to it
        raise Refused("documents.register")
    # One click at a time for an account: the second click of a double click finds the draft of the first.
    Account.objects.select_for_update(of=("self",), no_key=True).get(pk=account_id)
    same = Intake.objects.visible_to(by).filter(document__isnull=True, organisation=owner, filename=name, text=text)
    if known := same.first():
        if letter_key is not None:  # the same letter brought again: its drafts stay together
            known.letter_key = letter_key
            known.save(update_fields=["letter_key"])
        return known
    attachment = files.keep(data=data, name=name, organisation=owner, by=by) if data is not None else None
    return Intake.objects.create(
        organisation=owner, account_id=account_id, attachment=attachment, filename=name, text=text,
        records=records, notes=list(notes), pages=pages, letter_key=letter_key, seconds=seconds, created_at=by.at,
    )  # fmt: skip


@transaction.atomic
def save_decisions(*, intake_id: int, decisions: Mapping[str, Any], by: Actor) -> Intake:
    """Keep what was decided so far: ``{"items": {"3": {"on", "title", ...}}, "metadata": {...}}``.

    Items that are not named stay as they were. Raises rules.Rejected ("": "accepted") once the draft was saved.
    """
    intake = _open_draft(intake_id, by)
    clean = rules.clean_decisions(decisions, count=len(intake.records))
    items = dict(intake.decisions.get("items", {}))
    for key, decided in clean["items"].items():
        items[key] = items.get(key, {}) | decided
    intake.decisions = {"items": items, "metadata": intake.decisions.get("metadata", {}) | clean["metadata"]}
    intake.save(update_fields=["decisions"])
    return intake


@transaction.atomic
def add_proposal(*, intake_id: int, type: str, quote: str, by: Actor, title: str = "") -> Intake:
    """Add what the reading has missed; the quotation must stand in the text.

    Raises rules.Rejected ("added": "unknown", "required", "not_in_text" or "too_many").
    """
    intake = _open_draft(intake_id, by)
    if type not in {"requirement", "strength", "limitation", "count", "deadline"}:
        raise rules.Rejected({"added": "unknown"})
    if not quote.strip():
        raise rules.Rejected({"added": "required"})
    if len(intake.records) >= MAX_RECORDS:
        raise rules.Rejected({"added": "too_many"})
    place = rules.find_quote(intake.text, quote.strip())
    if place is None:
        raise rules.Rejected({"added": "not_in_text"})
    fields: dict[str, Any] = {"added": True}
    if type in {"strength", "limitation"}:
        type, fields["polarity"] = "finding", type
    if title.strip():
        fields["ctx_title"] = rules.shortened(" ".join(title.split()), rules.TITLE_LENGTH)
    start, end = place
    fields |= _places(layout_of(prepare(intake.text)).parts, intake.pages, [start])[0]
    intake.records.append({"type": type, "start": start, "end": end, "quote": intake.text[start:end], "fields": fields})
    intake.save(update_fields=["records"])
    return intake


@transaction.atomic
def accept_intake(
    *,
    intake_id: int,
    metadata: Metadata,
    by: Actor,
    decisions: Mapping[str, Any] | None = None,
    confirmed: Collection[str] = (),
    request_key: UUID | None = None,
) -> Document:
    """Enter the document with every proposal that is on: clauses, citations led to the documents they name.

    All or nothing. Accepting again gives the document of the first time. Raises rules.Rejected (also for an edited
    quotation that does not stand in the text: "quote-<index>"), rules.Doubtful and Refused.
    """
    intake = (
        Intake.objects.visible_to(by).select_related("attachment").select_for_update(of=("self",)).get(pk=intake_id)
    )
    if intake.document_id is not None:
        return Document.objects.select_related("kind", "owner").get(pk=intake.document_id)
    owner = lock_register(intake.organisation_id, by)
    if known := already_there(request_key, by):
        return known
    if decisions is not None:
        intake = save_decisions(intake_id=intake_id, decisions=decisions, by=by)
    entry = checked(metadata, by=by)
    kept = [proposal for proposal in selectors.proposals_of(intake, by=by) if proposal.on]
    spans = _spans(intake.text, kept)
    settle(entry, owner=owner, by=by, confirmed=confirmed)
    files.refuse_marked(entry.excerpt)
    document = create(entry, owner=owner, by=by, text=intake.text, file=intake.attachment, request_key=request_key)
    Clause.objects.bulk_create(_clauses(document, intake, kept, spans))
    citations = _citations(document, kept, spans)
    Citation.objects.bulk_create(citations)
    intake.document = document
    intake.save(update_fields=["document"])
    _record(
        document, "documents.accept", by, file=intake.attachment.sha256 if intake.attachment else None,
        kept=len(kept), proposed=sum(one["type"] in rules.KEPT_TYPES for one in intake.records),
        resolved=sum(citation.target_id is not None for citation in citations),
    )  # fmt: skip
    return document


@transaction.atomic
def discard_intake(*, intake_id: int, by: Actor) -> None:
    """Throw a draft away with its file. Raises rules.Rejected ("": "accepted") once it was saved."""
    intake = _open_draft(intake_id, by)
    attachment = intake.attachment
    intake.delete()
    if attachment is not None:
        attachment.delete()
        transaction.on_commit(partial(files.forget, attachment.sha256, since=by.at.timestamp()))


def _open_draft(intake_id: int, by: Actor) -> Intake:
    intake = (
        Intake.objects.visible_to(by).select_related("attachment").select_for_update(of=("self",)).get(pk=intake_id)
    )
    if intake.document_id is not None:
        raise rules.Rejected({"": "accepted"})
    return intake


def _spans(text: str, kept: list[Proposal]) -> dict[int, tuple[int, int]]:
    """Where each kept passage stands; an edited quotation is looked for nearest to where it was."""
    spans: dict[int, tuple[int, int]] = {}
    errors: dict[str, str] = {}
    for one in kept:
        place = (one.start, one.end) if one.quote == one.original else rules.find_quote(text, one.quote, near=one.start)
        if place is None:
            errors[f"quote-{one.index}"] = "not_in_text"
        else:
            spans[one.index] = place
    if errors:
        raise rules.Rejected(errors)
    return spans


def _clauses(
    document: Document, intake: Intake, kept: list[Proposal], spans: Mapping[int, tuple[int, int]]
) -> list[Clause]:
    wanted = sorted((one for one in kept if one.type != "citation"), key=lambda one: (*spans[one.index], one.index))
    return [
        Clause(
            document=document,
            kind=rules.clause_kind({"type": one.type, "fields": one.fields}),
            position=position,
            label=one.label,
            title=one.title or rules.shortened(" ".join(one.quote.split()), rules.TITLE_LENGTH),
            quote=intake.text[spans[one.index][0] : spans[one.index][1]],
            start=spans[one.index][0],
            end=spans[one.index][1],
            due_on=one.due_on,
            fields=dict(one.fields),
        )
        for position, one in enumerate(wanted, 1)
    ]


def _citations(document: Document, kept: list[Proposal], spans: Mapping[int, tuple[int, int]]) -> list[Citation]:
    cited = [one for one in kept if one.type == "citation"]
    said = relations(document.text, [spans[one.index] for one in cited])
    return [
        Citation(
            document=document,
            quote=rules.shortened(document.text[spans[one.index][0] : spans[one.index][1]], 500),
            start=spans[one.index][0],
            end=spans[one.index][1],
            kind=str(one.fields.get("kind") or "")[:80],
            number=rules.number_or_none(one.fields.get("number")),
            symbol=str(one.fields.get("symbol") or "")[:40],
            issuer=str(one.fields.get("issuer") or "")[:200],
            date=rules.day_or_none(one.fields.get("date")),
            fields=dict(one.fields),
            suspect=one.suspect[:40],
            relation=relation.relation,
            target=one.target,
        )
        for one, relation in zip(cited, said, strict=True)
    ]
