"""Word files of an organisation's own with marks `{{ key }}`: which marks they have, and the same file filled in.

A file from outside is never trusted: parts, sizes, macros and what loads from elsewhere are looked at first, and the
marks are read and filled by a program of its own (`word_program`) that evaluates nothing but values.
"""

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tusoi.lib.reading.archives import Archive, refuse_entities
from tusoi.lib.reading.model import Unreadable

MAX_BYTES = 5 * 1024 * 1024
MAX_XML = 8 * 1024 * 1024
MAX_RESULT = 40 * 1024 * 1024
SECONDS = 30
_PROGRAM = Path(__file__).with_name("word_program.py")
_FETCHING = re.compile(rb"\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE|MACROBUTTON)\b")
_INSTRUCTION = re.compile(rb"<w:instrText[^<>]{0,200}>([^<]{0,4000})")
_SIMPLE = re.compile(rb"<w:fldSimple[^<>]{0,4000}>")


class BadTemplate(Exception):
    """The file cannot be a template. ``code``: too_large, macro, fetches, mark, code, loop, damaged, unsupported."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(detail or code)
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Mark:
    """A place to be filled: ``type`` text, list or table; of a table the names of its columns."""

    key: str
    type: str
    columns: tuple[str, ...] = ()


def marks_of(data: bytes) -> tuple[Mark, ...]:
    """The marks of a template in the order in which they stand. Raises BadTemplate."""
    refuse_dangerous(data)
    answer, _ = _run({"do": "inspect"}, data)
    return tuple(Mark(one["key"], one["type"], tuple(one["columns"])) for one in answer["fields"])


def fill(data: bytes, values: Mapping[str, Any]) -> bytes:
    """The file with its marks replaced: texts, lists of texts, tables as lists of mappings. Raises BadTemplate."""
    refuse_dangerous(data)
    _, content = _run({"do": "fill", "values": values}, data)
    return content


def refuse_dangerous(data: bytes) -> None:
    """Raises BadTemplate for what is too large, has macros, embeds programs or loads something from elsewhere."""
    if len(data) > MAX_BYTES:
        raise BadTemplate("too_large")
    try:
        archive = Archive(data)
        if "word/document.xml" not in archive.names:
            raise BadTemplate("damaged", "no Word document")
        if any(
            re.search(r"vbaProject|vbaData|activeX|embeddings/|\.exe$|\.bin$", name, re.I) for name in archive.names
        ):
            raise BadTemplate("macro")
        types = archive.part("[Content_Types].xml") or b""
        if b"macroEnabled" in types or b"vbaProject" in types:
            raise BadTemplate("macro")
        archive.refuse_fetching()
        size = 0
        for name in archive.names:
            if name.endswith((".xml", ".rels")):
                part = archive.part(name) or b""
                size += len(part)
                refuse_entities(part, name)
                _refuse_instructions(part)
        if size > MAX_XML:
            raise BadTemplate("too_large")
    except Unreadable as error:
        code = {"external_entity": "fetches", "zip_bomb": "too_large"}.get(error.code, "damaged")
        raise BadTemplate(code, error.detail) from error


def _refuse_instructions(part: bytes) -> None:
    """Fields of Word that read other files or start programs."""
    instructions = b"".join(_INSTRUCTION.findall(part))
    if any(_FETCHING.search(text) for text in (instructions, *_SIMPLE.findall(part))):
        raise BadTemplate("fetches")


def _run(asked: Mapping[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    if find_spec("docxtpl") is None:
        raise BadTemplate("unsupported")
    request = json.dumps(asked).encode() + b"\n" + data
    try:
        ran = subprocess.run(
            [sys.executable, "-I", str(_PROGRAM)], input=request, capture_output=True, timeout=SECONDS, check=False
        )
    except (subprocess.TimeoutExpired, OSError) as error:
        raise BadTemplate("too_large", str(error)[:100]) from error
    line, _, content = ran.stdout.partition(b"\n")
    if ran.returncode or len(content) > MAX_RESULT:
        raise BadTemplate("too_large", ran.stderr.decode("utf-8", "replace").strip()[-200:])
    try:
        answer: dict[str, Any] = json.loads(line)
    except ValueError as error:
        raise BadTemplate("damaged", "no answer") from error
    if "error" in answer:
        raise BadTemplate(answer["error"], answer.get("detail", ""))
    return answer, content
