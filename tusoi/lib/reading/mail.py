"""An e-mail (.eml): its subject and body as a text, its attachments as documents of their own."""

import re
from collections.abc import Callable, Iterator
from email import policy
from email.errors import MessageError
from email.message import EmailMessage, Message
from email.parser import BytesParser
from pathlib import PurePath

from tusoi.lib.folding import nfc
from tusoi.lib.reading import html
from tusoi.lib.reading.encodings import decode
from tusoi.lib.reading.model import Attached, Extracted, Unreadable

MAIL = "message/rfc822"
MAX_PARTS = 200
MAX_DEPTH = 20  # parts inside parts
MAX_ATTACHMENTS = 50
MAX_INSIDE = 2  # e-mails inside e-mails that are opened
_HEADER = re.compile(
    rb"(?im)^(?:from|to|subject|date|received|return-path|message-id|mime-version|content-type):[^\n]*\n"
)
_BOUNDARY = re.compile(rb"boundary\s{0,3}=", re.IGNORECASE)
_UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\]")

Extract = Callable[[bytes, str, int], Extracted]
"""(bytes, name, how many e-mails they lie in) -> text; raises Unreadable."""


def looks_like_mail(data: bytes) -> bool:
    """At least two header lines of a mail before the first empty line."""
    head = data[:20_000].replace(b"\r\n", b"\n").lstrip(b"\n\xef\xbb\xbf").partition(b"\n\n")[0] + b"\n"
    return len(_HEADER.findall(head)) >= 2


def text_of(data: bytes, extract: Extract, inside: int = 0) -> Extracted:
    """Subject, date, sender and body; ``attachments`` hold each file with its text or why there is none.

    Raises Unreadable: damaged; zip_bomb where parts are nested or numbered beyond reason.
    """
    if len(_BOUNDARY.findall(data)) > MAX_PARTS:
        raise Unreadable("zip_bomb", f"more than {MAX_PARTS} parts")
    if not looks_like_mail(data):
        raise Unreadable("damaged", "no header of an e-mail")
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        parts = list(_parts(message, 0))
    except RecursionError as error:
        raise Unreadable("zip_bomb", "parts inside parts") from error
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, IndexError) as error:
        raise Unreadable("damaged", str(error)[:200]) from error
    bodies = [part for part in parts if not _name(part) and part.get_content_maintype() == "text"]
    plain = [part for part in bodies if part.get_content_type() == "text/plain"]
    body = "\n".join(_text(part) for part in (plain or bodies[:1]))
    files = [part for part in parts if _name(part)][: MAX_ATTACHMENTS + 1]
    if len(files) > MAX_ATTACHMENTS:
        raise Unreadable("zip_bomb", f"more than {MAX_ATTACHMENTS} attachments")
    attachments = tuple(_attached(part, extract, inside) for part in files)
    head = [line for line in (_header(message, "subject"), _header(message, "date"), _header(message, "from")) if line]
    text = nfc("\n".join(head) + "\n\n" + body.strip() + "\n").replace("\x00", "")
    return Extracted(text, MAIL, "utf-8", attachments=attachments)


def _parts(part: Message, depth: int) -> Iterator[Message]:
    """The leaves, and messages that lie inside whole."""
    if depth > MAX_DEPTH:
        raise Unreadable("zip_bomb", "parts inside parts")
    if part.is_multipart() and part.get_content_type() != MAIL:
        for one in part.get_payload():
            if isinstance(one, Message):
                yield from _parts(one, depth + 1)
    else:
        yield part


def _header(message: Message, name: str) -> str:
    try:
        value = str(message.get(name) or "")
    except (ValueError, LookupError, TypeError, AttributeError, IndexError, MessageError):
        return ""
    return " ".join(value.split())[:500]


def _name(part: Message) -> str:
    """The name of an attached file; empty for bodies and for pictures shown inside them."""
    try:
        name = nfc(part.get_filename() or "")
        disposition = part.get_content_disposition()
    except (ValueError, LookupError, TypeError, AttributeError, IndexError, MessageError):
        name, disposition = "", None
    if part.get_content_type() == MAIL:
        return _tidy(name) or "thu.eml"
    if part.get_content_maintype() == "image" and disposition != "attachment":
        return ""
    if not name and disposition == "attachment":
        return "tep"
    return _tidy(name)


def _tidy(name: str) -> str:
    last = PurePath(name.replace("\\", "/")).name
    return _UNSAFE.sub("", last)[:255]


def _payload(part: Message) -> bytes:
    if part.get_content_type() == MAIL:
        inner = part.get_payload()
        first = inner[0] if isinstance(inner, list) and inner else None
        try:
            return first.as_bytes() if isinstance(first, EmailMessage) else b""
        except (ValueError, LookupError, TypeError, AttributeError, MessageError, RecursionError):
            return b""
    try:
        found = part.get_payload(decode=True)
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError):
        return b""
    return found if isinstance(found, bytes) else b""


def _text(part: Message) -> str:
    data = _payload(part)
    charset = part.get_content_charset()
    text = None
    if charset and charset not in {"us-ascii", "unknown-8bit"}:
        try:
            text = data.decode(charset)
        except (LookupError, ValueError):
            text = None
    if text is None:
        try:
            text = decode(data)[0]
        except ValueError:
            return ""
    if part.get_content_type() == "text/html":
        try:
            return html.visible(text)
        except (ValueError, RuntimeError):
            return ""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _attached(part: Message, extract: Extract, inside: int) -> Attached:
    name, data = _name(part), _payload(part)
    try:
        if name.lower().endswith(".eml") and inside + 1 >= MAX_INSIDE:
            raise Unreadable("zip_bomb", "e-mails inside e-mails")
        return Attached(name, data, extracted=extract(data, name, inside + 1))
    except Unreadable as refused:
        return Attached(name, data, refused=refused)
