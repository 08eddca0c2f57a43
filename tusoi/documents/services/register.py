"""Entering documents into the register by hand, changing what stands there, sending them on."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.db import transaction

from tusoi.audit.services import record
from tusoi.documents import files, rules
from tusoi.documents.models import Attachment, Document, Recipient
from tusoi.lib.folding import nfc
from tusoi.organisations.models import Organisation
from tusoi.organisations.scope import Actor

from .checks import Entry, Metadata, checked, settle
from .index import index
from .resolution import lead_citations_to

WATCHED = (
    "kind", "issuer", "issuer_body", "issuer_name", "number", "symbol", "issued_on", "received_on", "excerpt",
    "circulation", "paper_location", "signatory",
)  # fmt: skip


@transaction.atomic
def register_document(
    *,
    owner_id: int,
    metadata: Metadata,
    by: Actor,
    content: Any = None,
    filename: str = "",
    text: str = "",
    confirmed: Collection[str] = (),
    request_key: UUID | None = None,
) -> Document:
    """Enter a document by hand, with its file (bytes or an uploaded file) or text if there is one.

    Raises rules.Rejected, rules.Doubtful (until the codes of its doubts are ``confirmed``), files.SecretFile,
    reading.Unreadable and Refused. The same ``request_key`` again gives the same document.
    """
    owner = lock_register(owner_id, by)
    if known := already_there(request_key, by):
        return known
    entry = checked(metadata, by=by)
    settle(entry, owner=owner, by=by, confirmed=confirmed)
    text = nfc(text.replace("\x00", ""))
    files.refuse_marked(f"{entry.excerpt}\n{text}")
    file = None
    if content is not None:
        data = content if isinstance(content, bytes) else files.take(content)
        name = files.safe_name(filename)
        extracted = files.scan(data, name)
        text = text or (nfc(extracted.text) if extracted else "")
        file = files.keep(data=data, name=name, organisation=owner, by=by)
    document = create(entry, owner=owner, by=by, text=text, file=file, request_key=request_key)
    _record(document, "documents.register", by, file=file.sha256 if file else None)
    return document


@transaction.atomic
def register_stub(
    *, owner_id: int, level: str, metadata: Metadata, by: Actor, request_key: UUID | None = None,
    confirmed: Collection[str] = (),
) -> Document:  # fmt: skip
    """Enter a secret paper: its number, day, level and where the paper lies. Never a word of what it says.

    Raises rules.Rejected, rules.Doubtful and Refused.
    """
    owner = lock_register(owner_id, by)
    if known := already_there(request_key, by):
        return known
    if level not in {"mat", "toi_mat", "tuyet_mat"}:
        raise rules.Rejected({"level": "unknown"})
    entry = checked(metadata, by=by, stub=True)
    missing = {
        name: "required"
        for name, value in (("number", entry.number), ("paper_location", entry.paper_location))
        if not value
    }
    if missing:
        raise rules.Rejected(missing)
    settle(entry, owner=owner, by=by, confirmed=confirmed)
    document = create(entry, owner=owner, by=by, secrecy=level, request_key=request_key)
    _record(document, "documents.stub", by, secrecy=level)
    return document


@transaction.atomic
def update_document(*, document_id: int, metadata: Metadata, by: Actor, confirmed: Collection[str] = ()) -> Document:
    """Change what the register says of a document; the trail keeps what it said before.

    Raises rules.Rejected, rules.Doubtful and Refused.
    """
    document = (Document.objects.visible_to(by).select_related("owner", "kind").select_for_update(of=("self",))).get(
        pk=document_id
    )
    by.require("documents.register", document.owner)
    entry = checked(metadata, by=by, stub=bool(document.secrecy))
    settle(entry, owner=document.owner, by=by, confirmed=confirmed, but=document.pk)
    files.refuse_marked(entry.excerpt)
    before = {name: getattr(document, name) for name in WATCHED}
    entry.write_to(document)
    changes: dict[str, Any] = {
        name: [_plain(old), _plain(getattr(document, name))]
        for name, old in before.items()
        if _plain(old) != _plain(getattr(document, name))
    }
    if changes:
        document.save()
        index(document)
        if changes.keys() & {"number", "symbol", "issued_on", "issuer_name", "circulation"}:
            lead_citations_to(document)
        record(by=by, action="documents.update", subject=document, organisation=document.owner, **changes)
    return document


@transaction.atomic
def send_document(*, document_id: int, organisation_ids: Iterable[int], by: Actor) -> int:
    """Send a document to organisations below its owner; how many have it newly. Sending twice sends once.

    Raises rules.Rejected ("recipients": "none" or "unknown"; "secret" for a stub) and Refused.
    """
    document = (
        Document.objects.visible_to(by)
        .select_related("owner", "kind")
        .select_for_update(of=("self",))
        .get(pk=document_id)
    )
    by.require("documents.register", document.owner)
    wanted = set(organisation_ids)
    if not wanted:
        raise rules.Rejected({"recipients": "none"})
    if document.secrecy:
        raise rules.Rejected({"recipients": "secret"})
    below = Organisation.objects.visible_to(by).below(document.owner, itself=False).living()
    found = {organisation.pk: organisation.name for organisation in below.filter(pk__in=wanted)}
    if len(found) < len(wanted):
        raise rules.Rejected({"recipients": "unknown"})
    have = set(document.recipients.filter(organisation__in=wanted).values_list("organisation", flat=True))
    new = {pk: name for pk, name in found.items() if pk not in have}
    Recipient.objects.bulk_create([Recipient(document=document, organisation_id=pk) for pk in new])
    if new:
        record(
            by=by, action="documents.send", subject=document, organisation=document.owner, count=len(new),
            to=", ".join(sorted(new.values())[:50]),
        )  # fmt: skip
    return len(new)


# --- what the services of this package share


def lock_register(owner_id: int, by: Actor) -> Organisation:
    """The organisation whose register is written to, locked so that two clerks cannot take the same number."""
    owner = (
        Organisation.objects.visible_to(by)
        .select_related("kind")
        .select_for_update(of=("self",), no_key=True)
        .get(pk=owner_id)
    )
    by.require("documents.register", owner)
    return owner


def already_there(request_key: UUID | None, by: Actor) -> Document | None:
    """What the same request has already made. Raises rules.Rejected if the key is somebody else's."""
    if request_key is None:
        return None
    known = Document.objects.filter(request_key=request_key).select_related("kind", "owner").first()
    if known is not None and known.registered_by_id != by.account_id:
        raise rules.Rejected({"": "request_key"})
    return known


def create(
    entry: Entry,
    *,
    owner: Organisation,
    by: Actor,
    text: str = "",
    file: Attachment | None = None,
    secrecy: str = "",
    request_key: UUID | None = None,
) -> Document:
    document = Document(
        owner=owner, text=text, file=file, secrecy=secrecy, request_key=request_key,
        registered_by_id=by.account_id, registered_at=by.at,
    )  # fmt: skip
    entry.write_to(document)
    document.save(force_insert=True)
    index(document)
    lead_citations_to(document)
    return document


def _record(document: Document, action: str, by: Actor, **more: Any) -> None:
    record(
        by=by, action=action, subject=document, organisation=document.owner, kind=document.kind.code,
        reference=document.reference, issued_on=document.issued_on, issuer=document.issuer_name,
        excerpt=document.excerpt, **more,
    )  # fmt: skip


def _plain(value: Any) -> Any:
    return str(value) if hasattr(value, "pk") else value
