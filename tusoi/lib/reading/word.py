"""The text of a .docx: paragraphs and tables in the order of the document, list numbers, text boxes, WordArt, notes."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from tusoi.lib.reading.archives import Archive
from tusoi.lib.reading.capitals import Capitals
from tusoi.lib.reading.encodings import repaired
from tusoi.lib.reading.model import Unreadable
from tusoi.lib.reading.tasks import is_header
from tusoi.lib.reading.wordlists import Lists

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_WORDART = "{urn:schemas-microsoft-com:vml}textpath"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_MAIN = "word/document.xml"
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_SKIPPED = frozenset({"del", "moveFrom", "pPr", "rPr", "instrText", "delText", "sectPr", "tblPr", "tcPr", "trPr"})
_PASSED = frozenset(
    {"sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml", "body", "hdr", "ftr", "footnote", "endnote"}
)
_MAX_DEPTH = 60


def text_of(data: bytes) -> str:
    """The text of the document; raises Unreadable (damaged, encrypted, zip_bomb, external_entity, renamed)."""
    archive = Archive(data)
    if "EncryptedPackage" in archive.names:
        raise Unreadable("encrypted", "the document needs a password")
    if _MAIN not in archive.names:
        raise Unreadable(*_what_else(archive.names))
    archive.refuse_fetching()
    document = archive.xml(_MAIN)
    if document is None or _name(document) != "document":
        raise Unreadable("damaged", "word/document.xml is no document")
    parts = [(document, True)]
    for name in sorted(archive.names):
        if name.startswith(("word/header", "word/footer", "word/footnotes", "word/endnotes")) and name.endswith(".xml"):
            part = archive.xml(name)
            if part is not None:
                parts.append((part, False))
    numbering, styles = archive.xml("word/numbering.xml"), archive.xml("word/styles.xml")
    capitals = Capitals(styles)
    text = _written(parts, _Reader(Lists(numbering, styles), capitals, raised=False))
    # Letters of an old font have no capitals: raising them would make other letters of them.
    if capitals.used and repaired(text)[1] is None:
        text = _written(parts, _Reader(Lists(numbering, styles), capitals, raised=True))
    return text


@dataclass(frozen=True, slots=True)
class _Reader:
    """``raised``: whether what Word prints in capitals is given in capitals."""

    lists: Lists
    capitals: Capitals
    raised: bool


def _written(parts: list[tuple[etree._Element, bool]], reader: _Reader) -> str:
    """The lines of the parts; of all but the body only those with words."""
    lines: list[str] = []
    for part, is_body in parts:
        found = (line for child in part for line in _blocks(child, reader, 0))
        lines += [line for line in found if is_body or any(sign.isalpha() for sign in line)]
    return "\n".join(line.rstrip() for line in lines)


def _what_else(names: list[str]) -> tuple[str, str]:
    for beginning, what in (
        ("xl/", "an Excel workbook"),
        ("ppt/", "a PowerPoint presentation"),
        ("content.xml", "an OpenDocument file"),
    ):
        if any(name.startswith(beginning) for name in names):
            return "renamed", what
    return (
        ("damaged", "word/document.xml is missing") if "[Content_Types].xml" in names else ("renamed", "a zip archive")
    )


def _name(node: etree._Element) -> str:
    tag = node.tag
    if not isinstance(tag, str):
        return ""
    if tag.startswith((_W, _STRICT)):
        return tag.rpartition("}")[2]
    return tag


def _blocks(node: etree._Element, reader: _Reader, depth: int) -> Iterator[str]:
    """Lines of a part: one for each paragraph, the rows of tables in place."""
    if depth > _MAX_DEPTH:
        return
    name = _name(node)
    if name == "p":
        boxes: list[etree._Element] = []
        pieces: list[str] = []
        _collect(node, pieces, boxes, reader, 0)
        text = "".join(pieces)
        yield from ((reader.lists.label(node) if text.strip() else "") + text).split("\n")
        for box in boxes:
            if box.tag == _WORDART:
                yield box.get("string", "")
            elif box.tag == _DRAWN:
                yield box.text or ""
            for child in box:
                yield from _blocks(child, reader, depth + 1)
    elif name == "tbl":
        yield from _table(node, reader, depth + 1)
    elif name in _PASSED or name in {"footnotes", "endnotes"}:
        for child in node:
            yield from _blocks(child, reader, depth + 1)


def _rows(node: etree._Element, depth: int) -> Iterator[etree._Element]:
    for child in node:
        if _name(child) == "tr":
            yield child
        elif _name(child) in _PASSED and depth < 5:
            yield from _rows(child, depth + 1)


def _cells(node: etree._Element, depth: int) -> Iterator[etree._Element]:
    for child in node:
        if _name(child) == "tc":
            yield child
        elif _name(child) in _PASSED and depth < 5:
            yield from _cells(child, depth + 1)


def _table(node: etree._Element, reader: _Reader, depth: int) -> Iterator[str]:
    """The rows of a table. Below the header of a table of tasks a row is one line, whatever its cells hold."""
    whole = False
    for row in _rows(node, 0):
        cells = [
            [line for child in cell for line in _blocks(child, reader, depth) if line.strip()]
            for cell in _cells(row, 0)
        ]
        whole = whole or is_header([" ".join(cell) for cell in cells])
        yield from _row(cells, whole=whole)


def _row(cells: list[list[str]], *, whole: bool) -> Iterator[str]:
    """A row of figures is one line with tabs; a row with several paragraphs in a cell goes cell by cell."""
    if whole or all(len(cell) <= 1 for cell in cells):
        line = "\t".join(" ".join(" ".join(cell).split()) for cell in cells)
        yield line.rstrip() if whole else line.strip()
        return
    for cell in cells:
        yield from cell


def _collect(node: etree._Element, pieces: list[str], boxes: list[etree._Element], reader: _Reader, depth: int) -> None:
    """The runs of a paragraph; text boxes and WordArt are put aside, deleted text and the second copy of a drawing are
    left out.
    """
    if depth > _MAX_DEPTH:
        return
    for child in node:
        name = _name(child)
        if name == "t":
            text = child.text or ""
            raised = reader.capitals.over(node) and reader.raised
            pieces.append(text.upper() if raised else text)
        elif name in _SIGNS:
            pieces.append(_SIGNS[name])
        elif name == "txbxContent" or child.tag in {_WORDART, _DRAWN}:
            boxes.append(child)
        elif name not in _SKIPPED and child.tag != _FALLBACK and isinstance(child.tag, str):
            _collect(child, pieces, boxes, reader, depth + 1)
