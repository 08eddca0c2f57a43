"""Reading files to JSON lines: what the command line does, without anything around it."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from tusoi.lib.reading.files import MAX_BYTES, extract
from tusoi.lib.reading.model import Extracted, Unreadable
from tusoi.lib.reading.pdf import Ocr, spoken
from tusoi.lib.reading.read import read


def intake(paths: Iterable[str | Path], out: TextIO, errors: TextIO, *, ocr: Ocr | None = None) -> int:
    """One JSON object a line for each file, and for each attachment of an e-mail; the exit status: 1 if any could
    not be read, else 0.
    """
    status = 0
    for path in map(Path, paths):
        try:
            found = extract(_bytes(path), path.name, ocr=ocr)
        except Unreadable as error:
            errors.write(f"{path.name}: {error}\n")
            status = 1
            continue
        status = max(status, _write(path.name, found, out, errors))
    return status


def _write(name: str, found: Extracted, out: TextIO, errors: TextIO) -> int:
    """The line of a file and those of what came with it, named "mail.eml/annex.docx"."""
    out.write(json.dumps(read(found.text).as_json(name), ensure_ascii=False) + "\n")
    if found.scanned:
        errors.write(f"{name}: scanned: pages {spoken(found.scanned)} have no text\n")
    status = 0
    for one in found.attachments:
        if one.extracted is not None:
            status = max(status, _write(f"{name}/{one.name}", one.extracted, out, errors))
        else:
            errors.write(f"{name}/{one.name}: {one.refused}\n")
            status = 1
    return status


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise Unreadable("too_large", f"{path.stat().st_size} bytes")
        return path.read_bytes()
    except OSError as error:
        raise Unreadable("unsupported", error.strerror or "cannot be opened") from error
