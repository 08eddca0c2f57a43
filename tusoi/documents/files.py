"""Files by their content: the bytes lie under their sha256 outside the database, once, however often they are brought.

Nothing is written before the secrecy scan has passed. A file appears under its name in one step (written beside it,
then renamed), so that a cut leaves nothing behind that anybody could read as a file. Names given by users are shown,
never used as a path. Files are only handed out through what they hang on: the caller has asked `visible_to` there.
"""

from __future__ import annotations

import hashlib
import os
import re
import shlex
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.http import FileResponse

from tusoi.documents.models import Attachment
from tusoi.lib import reading
from tusoi.lib.folding import nfc
from tusoi.organisations.models import Organisation
from tusoi.organisations.scope import Actor

CHUNK = 256 * 1024
KEPT_UNREAD = frozenset({"pdf_unsupported", "unsupported", "no_text", "old_word", "scanned", "ocr_failed"})
"""Codes of `Unreadable` with which a file may still be kept as evidence: it is whole, only its text is not read."""
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "txt": "text/plain; charset=utf-8",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "zip": "application/zip",
    "eml": "message/rfc822",
    "ics": "text/calendar; charset=utf-8",
}
UNKNOWN = "application/octet-stream"


class SecretFile(Exception):
    """The file carries a secrecy mark and is not stored. ``level``: mat, toi_mat or tuyet_mat."""

    code = "secret"

    def __init__(self, level: str, quote: str = "") -> None:
        super().__init__(level)
        self.level = level
        self.quote = quote


def store_file(*, content: bytes | BinaryIO | Any, filename: str, organisation: Organisation, by: Actor) -> Attachment:
    """Keep a file: bytes, or anything with ``read(size)`` such as an uploaded file. The caller has asked for the right.

    Raises SecretFile, and reading.Unreadable for what is empty, too large, encrypted, renamed, damaged or dangerous;
    a format whose text is not read (pdf, pictures, spreadsheets) is kept. Nothing is written when it raises.
    """
    data = content if isinstance(content, bytes) else take(content)
    name = safe_name(filename)
    scan(data, name)
    return keep(data=data, name=name, organisation=organisation, by=by)


def take(source: Any) -> bytes:
    """The bytes of an uploaded file. Raises Unreadable("too_large") before it holds more than is allowed."""
    known = getattr(source, "size", None)
    if known is not None and known > reading.MAX_BYTES:
        raise reading.Unreadable("too_large", str(known))
    parts, total = [], 0
    while piece := source.read(CHUNK):
        total += len(piece)
        if total > reading.MAX_BYTES:
            raise reading.Unreadable("too_large", str(total))
        parts.append(piece)
    return b"".join(parts)


def scan(data: bytes, name: str) -> reading.Extracted | None:
    """The text of a file that may be kept, None where its format is not read. Raises as `store_file` does."""
    refuse_marked("", name)
    extracted = None
    try:
        extracted = read_out(data, name)
    except reading.Unreadable as unreadable:
        if unreadable.code not in KEPT_UNREAD:
            raise
        for inside, text in reading.loose_texts(data, name):
            refuse_marked(text, inside)
    else:
        refuse_marked(extracted.text, name)
        refuse_marked_inside(extracted)
    return extracted


def read_out(data: bytes, name: str) -> reading.Extracted:
    """The text of a file; pictures of pages go through the OCR command of the installation, if there is one."""
    command = shlex.split(settings.OCR_COMMAND)
    return reading.extract(data, name, ocr=reading.ocr_by(command) if command else None)


def refuse_marked_inside(extracted: reading.Extracted) -> None:
    """Raises SecretFile for a mark in what came with an e-mail, read or not."""
    for one in extracted.attachments:
        refuse_marked("", one.name)
        if one.extracted is not None:
            refuse_marked(one.extracted.text, one.name)
            refuse_marked_inside(one.extracted)
        else:
            # What cannot be looked into is shown with its reason and does not keep the e-mail away.
            with suppress(reading.Unreadable):
                for inside, text in reading.loose_texts(one.data, one.name):
                    refuse_marked(text, inside)


def refuse_marked(text: str, name: str = "") -> None:
    """Raises SecretFile if the text or the name carries a secrecy mark."""
    mark = reading.secrecy_mark(text, name)
    if mark is not None:
        raise SecretFile(mark.level, mark.quote)


def keep(*, data: bytes, name: str, organisation: Organisation, by: Actor) -> Attachment:
    """Write bytes that have passed `scan`, and the row that speaks of them."""
    sha256 = hashlib.sha256(data).hexdigest()
    _write(data, path_of(sha256))
    return Attachment.objects.create(
        organisation=organisation,
        sha256=sha256,
        name=name,
        media_type=media_type(name),
        size=len(data),
        uploaded_by_id=by.account_id,
        uploaded_at=by.at,
    )


def path_of(sha256: str) -> Path:
    """Where the bytes lie: two levels of folders, so that none holds more than a few thousand entries."""
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256[2:4] / sha256


def forget(sha256: str, *, since: float) -> bool:
    """Remove bytes no row speaks of any more, unless they were brought again after ``since`` (seconds of the epoch)."""
    path = path_of(sha256)
    if Attachment.objects.filter(sha256=sha256).exists() or not path.exists() or path.stat().st_mtime > since:
        return False
    path.unlink(missing_ok=True)
    return True


def response(attachment: Attachment) -> FileResponse:
    """The file for the browser: always as a download under its own name, never shown as a page of this site.

    Raises FileNotFoundError when the bytes are gone.
    """
    answer = FileResponse(
        path_of(attachment.sha256).open("rb"),
        as_attachment=True,
        filename=attachment.name,
        content_type=attachment.media_type,
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


def safe_name(filename: str) -> str:
    """The last part of a name, composed, without control signs, at most 255 characters with its extension kept."""
    last = re.split(r"[\\/]", nfc(filename))[-1]
    clean = "".join(sign for sign in last if sign.isprintable()).strip(" .") or "tep"
    if len(clean) <= 255:
        return clean
    stem, dot, extension = clean.rpartition(".")
    return stem[: 254 - len(extension)] + dot + extension if dot and len(extension) <= 10 else clean[:255]


def media_type(name: str) -> str:
    """By the extension; what a browser might run (html, svg, xml) and what is unknown is plain bytes."""
    return MEDIA_TYPES.get(name.rpartition(".")[2].lower(), UNKNOWN)


def _write(data: bytes, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            for start in range(0, len(data), CHUNK):
                file.write(data[start : start + CHUNK])
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
