"""Reading files to JSON lines: what the command line does, without anything around it."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from tusoi.lib.reading.files import MAX_BYTES, extract
from tusoi.lib.reading.model import Unreadable
from tusoi.lib.reading.read import read


def intake(paths: Iterable[str | Path], out: TextIO, errors: TextIO) -> int:
    """One JSON object a line for each file; the exit status: 1 if any file could not be read, else 0."""
    status = 0
    for path in map(Path, paths):
        try:
            text = extract(_bytes(path), path.name).text
        except Unreadable as error:
            errors.write(f"{path.name}: {error}\n")
            status = 1
            continue
        out.write(json.dumps(read(text).as_json(path.name), ensure_ascii=False) + "\n")
    return status


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise Unreadable("too_large", f"{path.stat().st_size} bytes")
        return path.read_bytes()
    except OSError as error:
        raise Unreadable("unsupported", error.strerror or "cannot be opened") from error
