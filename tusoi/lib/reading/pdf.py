"""The text of a PDF: its pages are read by a program of its own (`pdf_program`) with bounds on time and memory."""

import json
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tusoi.lib.reading.encodings import repaired
from tusoi.lib.reading.model import Extracted, Unreadable

PDF = "application/pdf"
SECONDS = 90  # of the clock; `pdf_program` has its own bound on processor time
OCR_SECONDS = 900
MAX_OUTPUT = 120 * 1024 * 1024
_PROGRAM = Path(__file__).with_name("pdf_program")

Ocr = Callable[[bytes, Sequence[int]], Mapping[int, str]]
"""Reads scanned pages: the PDF and the numbers (from 1) of its pages without text in, the text of each page out.
Raises Unreadable("ocr_failed") where it cannot."""


def text_of(data: bytes, ocr: Ocr | None = None) -> Extracted:
    """The text of all pages, a line break between them.

    Pages that are pictures go through ``ocr``; without it they are left out and named: ``scanned`` holds their
    numbers, ``notes`` says "scanned:2,5". Raises Unreadable: encrypted, damaged, too_large, scanned (no page has text;
    the detail names the pages), pdf_unsupported (the library is not installed), ocr_failed.
    """
    pages = _pages(data)
    scanned = tuple(number for number, lines in enumerate(pages, 1) if lines is None)
    texts = {number: "\n".join(lines) for number, lines in enumerate(pages, 1) if lines is not None}
    notes: list[str] = []
    if scanned and ocr is not None:
        read = {number: text for number, text in ocr(data, scanned).items() if number in scanned and text.strip()}
        texts |= read
        if read:
            notes.append(f"ocr:{spoken(tuple(sorted(read)))}")
        scanned = tuple(number for number in scanned if number not in read)
    if scanned:
        if not any(text.strip() for text in texts.values()):
            raise Unreadable("scanned", spoken(scanned))
        notes.append(f"scanned:{spoken(scanned)}")
    return _joined(texts, scanned, notes)


def spoken(numbers: Sequence[int]) -> str:
    """ "1-3, 7": runs of page numbers."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(f"{first}" if first == last else f"{first}-{last}" for first, last in runs)


def _joined(texts: Mapping[int, str], scanned: tuple[int, ...], notes: list[str]) -> Extracted:
    whole = "\n".join(texts[number] for number in sorted(texts))
    _, old = repaired(whole)
    pieces: list[str] = []
    starts: dict[int, int] = {}
    size = 0
    for number in sorted(texts):
        text = repaired(texts[number])[0] if old else texts[number]
        text = unicodedata.normalize("NFC", text.replace("\x00", ""))
        if pieces and _goes_on(pieces[-1], text):
            pieces[-1] = pieces[-1][:-1] + " "
        starts[number] = size
        pieces.append(text + "\n")
        size += len(text) + 1
    if old:
        notes.append(f"converted:{old}")
    place = tuple(starts.get(number, -1) for number in range(1, max([*starts, *scanned], default=0) + 1))
    return Extracted("".join(pieces), PDF, old or "utf-8", tuple(notes), page_starts=place, scanned=scanned)


def _goes_on(before: str, after: str) -> bool:
    """A paragraph that runs over the end of a page."""
    end, begin = before.rstrip("\n")[-1:], after.lstrip()[:1]
    return bool(end) and end not in ".:;!?…" and begin.islower()


def _pages(data: bytes) -> list[list[str] | None]:
    if find_spec("pypdfium2") is None:
        raise Unreadable("pdf_unsupported", "the library that reads PDF files is not installed")
    try:
        ran = subprocess.run(
            [sys.executable, "-I", str(_PROGRAM)], input=data, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable("too_large", f"not read within {SECONDS} seconds") from error
    except OSError as error:
        raise Unreadable("damaged", str(error)) from error
    if ran.returncode < 0 and -ran.returncode in {9, 24}:  # stopped by its bound on time or memory
        raise Unreadable("too_large", "takes too much time or memory")
    if ran.returncode or len(ran.stdout) > MAX_OUTPUT:
        raise Unreadable("damaged", ran.stderr.decode("utf-8", "replace").strip()[-200:] or "the file ended the reader")
    try:
        found: dict[str, Any] = json.loads(ran.stdout)
    except ValueError as error:
        raise Unreadable("damaged", "no answer") from error
    if "error" in found:
        raise Unreadable(found["error"], found.get("detail", ""))
    return list(found["pages"])


def ocr_by(command: Sequence[str]) -> Ocr:
    """A reader of scanned pages that runs a program: the PDF on its standard input, "1,4" in place of "{pages}".

    It writes the text of these pages as UTF-8, a form feed after each. Raises Unreadable("ocr_failed") if it is not
    installed, takes longer than OCR_SECONDS or fails.
    """

    def read(data: bytes, pages: Sequence[int]) -> dict[int, str]:
        words = [part.replace("{pages}", ",".join(map(str, pages))) for part in command]
        try:
            ran = subprocess.run(words, input=data, capture_output=True, timeout=OCR_SECONDS, check=False)
        except FileNotFoundError as error:
            raise Unreadable("ocr_failed", f"{words[0]} is not installed") from error
        except (OSError, subprocess.TimeoutExpired) as error:
            raise Unreadable("ocr_failed", str(error)[:200]) from error
        if ran.returncode:
            raise Unreadable("ocr_failed", ran.stderr.decode("utf-8", "replace").strip()[-200:])
        texts = ran.stdout.decode("utf-8", "replace").replace("\r", "").split("\f")
        return dict(zip(pages, texts, strict=False))

    return read
