"""Files to text. The first bytes decide what a file is; its name only says what it should be."""

import unicodedata
from pathlib import PurePath

from tusoi.lib.reading import html, mail, pdf, word
from tusoi.lib.reading.encodings import decode, repaired
from tusoi.lib.reading.model import Extracted, Unreadable

MAX_BYTES = 50 * 1024 * 1024
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SIGNATURES: tuple[tuple[bytes, str, frozenset[str]], ...] = (
    (b"%PDF-", "a PDF", frozenset({"pdf"})),
    (_OLE, "an old Office file", frozenset({"doc", "xls", "ppt", "dot"})),
    (b"PK\x03\x04", "a zip-based file", frozenset({"docx", "docm", "dotx", "xlsx", "pptx", "odt", "ods", "zip"})),
    (b"PK\x05\x06", "a zip-based file", frozenset({"docx", "zip"})),
    (b"{\\rtf", "an RTF", frozenset({"rtf", "doc"})),
    (b"\x89PNG", "a PNG picture", frozenset({"png"})),
    (b"\xff\xd8\xff", "a JPEG picture", frozenset({"jpg", "jpeg"})),
    (b"GIF8", "a GIF picture", frozenset({"gif"})),
    (b"II*\x00", "a TIFF picture", frozenset({"tif", "tiff"})),
    (b"MM\x00*", "a TIFF picture", frozenset({"tif", "tiff"})),
    (b"Rar!", "a RAR archive", frozenset({"rar"})),
    (b"7z\xbc\xaf", "a 7z archive", frozenset({"7z"})),
    (b"\x1f\x8b", "a gzip archive", frozenset({"gz", "tgz"})),
    (b"MZ", "a program", frozenset({"exe", "dll"})),
)
_TEXT = frozenset({"txt", "text", "md", "csv", ""})
_HTML = frozenset({"html", "htm", "xhtml"})


def extract(data: bytes, filename: str, *, ocr: pdf.Ocr | None = None) -> Extracted:
    """The text of a .txt, .html, .docx, .pdf or .eml in NFC; raises Unreadable for everything else and what is unsafe.

    ``ocr`` reads pages of a PDF that are pictures (see `pdf.Ocr`); without it they are left out and named.
    """
    return _extract(data, filename, ocr, 0)


def _extract(data: bytes, filename: str, ocr: pdf.Ocr | None, inside: int) -> Extracted:
    if not data:
        raise Unreadable("empty", "the file has no content")
    if len(data) > MAX_BYTES:
        raise Unreadable("too_large", f"{len(data)} bytes, at most {MAX_BYTES}")
    extension = PurePath(filename.replace("\\", "/")).suffix.lower().lstrip(".")
    _refuse_foreign(data, extension)
    if extension == "docx":
        found = _from_word(data)
    elif extension == "eml":
        found = mail.text_of(data, lambda own, name, depth: _extract(own, name, ocr, depth), inside)
        if found.attachments:
            return found
    elif extension == "pdf":
        found = pdf.text_of(data, ocr)
    elif extension in _HTML:
        found = _from_html(data)
    elif extension in _TEXT:
        found = _from_text(data)
    else:
        raise Unreadable("unsupported", f".{extension}")
    if not any(sign.isalnum() for sign in found.text):
        raise Unreadable("no_text", "the file holds no words")
    return found


def _refuse_foreign(data: bytes, extension: str) -> None:
    """What cannot be read at all, and what is not what its name says."""
    for signature, what, extensions in _SIGNATURES:
        at_start = data.startswith(signature) or (what == "a PDF" and signature in data[:1024])
        if not at_start or (what == "a program" and b"PE\x00\x00" not in data[:1024]):
            continue
        if signature == _OLE and _ENCRYPTED in data:
            raise Unreadable("encrypted", "the document needs a password")
        if extension not in extensions:
            raise Unreadable("renamed", f"named .{extension}, is {what}")
        if what == "a PDF":
            return
        if extension == "doc":
            raise Unreadable("old_word", "Word 97-2003: open it in Word and save it as .docx")
        if extension != "docx":
            raise Unreadable("unsupported", what)
        return
    if extension in {"docx", "doc"} and html.looks_like_html(data):
        raise Unreadable("renamed", f"named .{extension}, is a web page")
    if extension == "pdf":
        raise Unreadable("damaged", "no PDF header")
    if extension in {"docx", "doc"}:
        raise Unreadable("renamed" if _is_text(data) else "damaged", f"named .{extension}, is no Word file")
    if extension in _TEXT and html.looks_like_html(data):
        raise Unreadable("renamed", f"named .{extension}, is a web page")


def _is_text(data: bytes) -> bool:
    try:
        sample = data[:4000].decode("utf-8", "ignore")
    except ValueError:
        return False
    printable = sum(sign.isprintable() or sign.isspace() for sign in sample)
    return len(sample) > 0.9 * min(len(data), 4000) * 0.5 and printable > 0.97 * len(sample)


def _from_word(data: bytes) -> Extracted:
    text, old = repaired(word.text_of(data))
    notes = [f"converted:{old}"] if old else []
    composed = unicodedata.normalize("NFC", text)
    if composed != text and not old:
        notes.append("normalised:nfc")
    return Extracted(composed, _DOCX, old or "utf-8", tuple(notes))


def _from_html(data: bytes) -> Extracted:
    try:
        text, encoding, notes = html.text_of(data)
    except (ValueError, RuntimeError) as error:
        raise Unreadable("damaged", str(error)) from error
    return Extracted(unicodedata.normalize("NFC", text), "text/html", encoding, notes)


def _from_text(data: bytes) -> Extracted:
    try:
        text, encoding, notes = decode(data)
    except ValueError as error:
        raise Unreadable("renamed", f"named as text, is none: {error}") from error
    return Extracted(text.replace("\r\n", "\n").replace("\r", "\n"), "text/plain", encoding, notes)
