"""An official document as a PDF file for keeping (PDF/A-2b), in the same layout as docx.py.

Set by typst from one fixed file (data/official.typ); what users wrote goes in as data and is never read as markup.
No font of the system is taken but the one for documents: Tinos, which measures like Times New Roman, where it is
installed, else Noto Serif out of its package. Both have every Vietnamese letter.
"""

import json
from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tusoi.lib import formats
from tusoi.lib.rendering.model import TEXT_WIDTH_MM, Heading, OfficialLetter, Part, Signature, Table, shown
from tusoi.lib.rendering.text import clean

LAYOUT = Path(__file__).with_name("data") / "official.typ"
STANDARD = "a-2b"
TINOS = "Tinos-Regular.ttf"
SYSTEM_FONTS = tuple(
    Path(one)
    for one in (
        "/usr/share/fonts/truetype/croscore", "/usr/share/fonts/croscore", "/usr/share/fonts/google-croscore",
        "/usr/share/fonts/TTF", "/usr/local/share/fonts",
    )
)  # fmt: skip


class NoPrinter(Exception):
    """This installation cannot make PDF files: the library or a font with Vietnamese letters is missing."""

    code = "no_printer"


def letter(letter: OfficialLetter) -> bytes:
    """The document as the bytes of a PDF file; raises NoPrinter."""
    return letters([letter])


def letters(several: Sequence[OfficialLetter]) -> bytes:
    """Documents one behind the other in one PDF file, each with pages of its own that are counted from 1.

    Letters that the font has not (a smiley, another script) are printed as boxes; PDF/A forbids that, so such a file
    is a plain PDF. Raises ValueError when there is none, and NoPrinter.
    """
    if not several:
        raise ValueError("nothing to write")
    if find_spec("typst") is None:
        raise NoPrinter("typst is not installed")
    import typst  # here: as in `workbook`, the library is large and seldom asked

    folder, families = fonts()
    first = several[0]
    inputs = {
        "letters": json.dumps([_letter(one) for one in several], ensure_ascii=False),
        "fonts": json.dumps(families),
        "title": clean(" ".join(part for part in (first.kind, first.excerpt) if part))[:255],
        "author": clean(first.issuing_body)[:255],
        "printed": clean(first.printed),
    }

    def compiled(standards: list[Any]) -> bytes:
        return bytes(
            typst.compile(
                str(LAYOUT), root=str(LAYOUT.parent), format="pdf", font_paths=[str(folder)], ignore_system_fonts=True,
                sys_inputs=inputs, pdf_standards=standards,
            )
        )  # fmt: skip

    try:
        return compiled([STANDARD])
    except typst.TypstError:
        return compiled([])


@lru_cache
def fonts() -> tuple[Path, list[str]]:
    """The folder of the font for documents and the names of its families; raises NoPrinter where there is none."""
    for folder in SYSTEM_FONTS:
        if (folder / TINOS).exists():
            return folder, ["Tinos"]
    found = find_spec("fontpkg_noto_serif")
    if found is not None and found.submodule_search_locations:
        folder = Path(next(iter(found.submodule_search_locations)))
        if any(folder.rglob("*.ttf")) or any(folder.rglob("*.otf")):
            return folder, ["Noto Serif"]
    raise NoPrinter("no font for documents is installed")


def _letter(one: OfficialLetter) -> dict[str, Any]:
    """What official.typ prints: texts only, capitals made, nothing left to decide but places and sizes."""
    is_letter = one.kind is None
    return {
        "superior": clean(one.superior_body.upper()),
        "issuer": clean(one.issuing_body.upper()),
        "number": clean(one.number_line),
        "under": clean(one.excerpt) if is_letter else "",
        "urgency": clean(one.urgency.upper()),
        "dateline": clean(one.dateline),
        "kind": "" if one.kind is None else clean(one.kind.upper()),
        "excerpt": [clean(line) for line in one.excerpt.splitlines() if line.strip()],
        "addressees": _addressees(one.addressees),
        "parts": _parts(one.paragraphs),
        "recipients": [clean(line) for line in one.recipient_lines] if one.recipients else [],
        "signature": _signature(one.signature),
        "second": _signature(one.second) if one.second else None,
        "foot": bool(one.recipients or one.second or one.signature != Signature()),
    }


def _addressees(names: tuple[str, ...]) -> list[str]:
    if len(names) < 2:
        return [clean(name) for name in names]
    bare = [clean(name.rstrip(" ,;.")) for name in names]
    return [*(f"{name}," for name in bare[:-1]), f"{bare[-1]}."]


def _signature(one: Signature) -> dict[str, str]:
    return {
        "authority": clean(one.authority.upper()), "position": clean(one.position.upper()),
        "signatory": clean(one.signatory),
    }  # fmt: skip


def _parts(parts: Sequence[Part]) -> list[dict[str, Any]]:
    """Paragraphs, headings and tables; what leads a table, and the last of all, stays with what follows it."""
    found: list[dict[str, Any]] = []
    for index, part in enumerate(parts):
        if isinstance(part, Table):
            found.append(_table(part))
        elif isinstance(part, Heading):
            found.append({"kind": "heading", "text": clean(part.text), "level": part.level})
        else:
            leads = index == len(parts) - 1 or isinstance(parts[index + 1], Table)
            texts = [clean(line.strip()) for line in part.splitlines() if line.strip()]
            found += [
                {"kind": "text", "text": text, "sticky": leads and place == len(texts)}
                for place, text in enumerate(texts, start=1)
            ]
    return found


def _table(table: Table) -> dict[str, Any]:
    widths = table.widths or tuple(TEXT_WIDTH_MM / len(table.headers) for _ in table.headers)
    return {
        "kind": "table",
        "headers": [clean(header) for header in table.headers],
        "widths": list(widths),
        "cells": [
            {"text": clean(shown(cell)), "middle": not isinstance(cell, str) or cell == formats.NOTHING}
            for row in table.rows
            for cell in row
        ],
    }
