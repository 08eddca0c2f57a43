"""The pages of a PDF as lines of text: run as a program of its own, so that a bad file can only end this program.

Reads the file from standard input; writes one JSON object: {"pages": [[line, ...] or null, ...]} (null: a page with
pictures and no text) or {"error": code, "detail": text}. Cells of one line are parted by tabs. Imports nothing of ours.
"""

import io
import json
import re
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from tusoi.lib.reading.pdf_program import tables
else:
    import tables  # beside this file: the folder is run as a program

MAX_PAGES = 2_000
MAX_TEXT = 20_000_000  # characters of all pages
MAX_CHARACTERS = 60_000  # of one page; a page of print has four thousand
MAX_RULES = 4_000
MEMORY = 1_500 * 1024 * 1024
SECONDS = 60

_PAGE_NUMBER = re.compile(r"\W{0,3}(?:Trang )?\d{1,4}(?:/\d{1,4})?\W{0,3}")
_ITEM = re.compile(
    r"[-+*•–]|\(?\d{1,2}(?:\.\d{1,2}){0,3}[.)]|[IVX]{1,5}\.|[a-zđ]\)|Điều \d|(?:Một|Hai|Ba|Bốn|Năm|Sáu) là"
)


class Block(NamedTuple):
    """A line of a page; ``size`` is 0 for the row of a table."""

    height: float
    text: str
    left: float
    right: float
    size: float


def limit() -> None:
    """Bounds on memory and processor time, where the system knows them."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def pages_of(data: bytes) -> dict[str, Any]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(io.BytesIO(data))
    except pypdfium2.PdfiumError as error:
        said = str(error)
        return {"error": "encrypted" if "assword" in said or "ecurity" in said else "damaged", "detail": said[:200]}
    if not len(document):
        return {"error": "damaged", "detail": "no pages"}
    if len(document) > MAX_PAGES:
        return {"error": "too_large", "detail": f"{len(document)} pages, at most {MAX_PAGES}"}
    pages: list[list[str] | None] = []
    left = MAX_TEXT
    for number in range(len(document)):
        try:
            page = document[number]
            lines: list[str] | None = lines_of(page, pypdfium2.raw)
            if not lines and has_picture(page, pypdfium2.raw):
                lines = None
            page.close()
        except pypdfium2.PdfiumError:
            lines = None
        left -= sum(map(len, lines or []))
        if left < 0:
            return {"error": "too_large", "detail": f"more than {MAX_TEXT} characters"}
        pages.append(lines)
    return {"pages": pages}


def has_picture(page: Any, raw: Any) -> bool:
    return any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM], max_depth=3))


def lines_of(page: Any, raw: Any) -> list[str]:
    """The lines of a page from top to bottom, the rows of tables as one line each."""
    glyphs = list(_glyphs(page, raw))
    if not _is_text(glyphs):
        return []
    ruled = tables.ruled_tables(*_rules(page, raw))
    inside: list[list[tables.Glyph]] = [[] for _ in ruled]
    outside: list[tables.Glyph] = []
    for glyph in glyphs:
        place = next((at for at, table in enumerate(ruled) if table.holds(glyph)), None)
        (outside if place is None else inside[place]).append(glyph)
    blocks: list[Block] = []
    lines = tables.lines_of_signs(outside)
    done = 0
    for first, last, gutters in tables.grids(lines):
        blocks += [_block(line) for line in lines[done:first]]
        blocks += [Block(height, text, 0, 0, 0) for height, text in tables.rows(lines[first:last], gutters)]
        done = last
    blocks += [_block(line) for line in lines[done:]]
    for table, own in zip(ruled, inside, strict=True):
        blocks += [Block(height, text, 0, 0, 0) for height, text in table.lines(own)]
    blocks = sorted((block for block in blocks if block.text.strip()), key=lambda block: -block.height)
    while blocks and _PAGE_NUMBER.fullmatch(blocks[0].text):
        blocks.pop(0)
    while blocks and _PAGE_NUMBER.fullmatch(blocks[-1].text):
        blocks.pop()
    return _paragraphs(blocks)


def _block(line: list[tables.Glyph]) -> Block:
    return Block(line[0][2], tables.text_of(line), line[0][0], max(one[1] for one in line), line[0][3])


def _paragraphs(blocks: list[Block]) -> list[str]:
    """Lines that fill the width of the page go on in the next one; items of lists begin anew."""
    plain = [block for block in blocks if block.size and "\t" not in block.text]
    if not plain:
        return [block.text for block in blocks]
    left, right = min(block.left for block in plain), max(block.right for block in plain)
    wide = right - left
    found: list[str] = []
    before: Block | None = None
    for block in blocks:
        goes_on = (
            before is not None
            and before.size
            and block.size
            and "\t" not in before.text + block.text
            and before.right > right - (0.25 if block.text[0].islower() else 0.08) * wide
            and before.height - block.height < 2.4 * block.size
            and abs(before.size - block.size) < 0.2 * block.size
            and block.left < left + 0.05 * wide
            and before.text[-1] not in ".:;!?"
            and not _ITEM.match(block.text)
        )
        if goes_on:
            found[-1] += " " + block.text
        else:
            found.append(block.text)
        before = block
    return found


def _glyphs(page: Any, raw: Any) -> Iterator[tables.Glyph]:
    """Every sign with its place on the page as it is seen (turned pages are turned back)."""
    from ctypes import byref, c_double

    textpage = page.get_textpage()
    turned = page.get_rotation() % 360
    width, height = page.get_width(), page.get_height()
    x, y = c_double(), c_double()
    box = raw.FS_RECTF()
    for at in range(min(textpage.count_chars(), MAX_CHARACTERS)):
        code = raw.FPDFText_GetUnicode(textpage, at)
        if code < 32 or code == 0xFFFE or raw.FPDFText_IsGenerated(textpage, at) == 1:
            continue
        raw.FPDFText_GetCharOrigin(textpage, at, byref(x), byref(y))
        raw.FPDFText_GetLooseCharBox(textpage, at, byref(box))
        left, right, base, size = box.left, box.right, y.value, abs(box.top - box.bottom)
        if turned == 90:
            left, right, base, size = box.bottom, box.top, height - x.value, abs(box.right - box.left)
            left, right = min(left, right), max(left, right)
        elif turned == 180:
            left, right, base = width - box.right, width - box.left, height - y.value
        elif turned == 270:
            left, right, base, size = -box.top, -box.bottom, x.value, abs(box.right - box.left)
        if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
            code = 0xFFFD
        yield left, right, base, max(size, 1.0), chr(code)


def _is_text(glyphs: list[tables.Glyph]) -> bool:
    """Whether the signs mean letters: fonts without a table of letters give nothing but strange signs."""
    solid = [sign for *_, sign in glyphs if not sign.isspace()]
    strange = sum(sign == "\ufffd" or "\ue000" <= sign <= "\uefff" for sign in solid)
    return bool(solid) and strange <= 0.3 * len(solid)


def _rules(page: Any, raw: Any) -> tuple[list[tables.Rule], list[tables.Rule]]:
    """The upright and the level lines drawn on a page, edges of boxes among them."""
    upright: list[tables.Rule] = []
    level: list[tables.Rule] = []
    for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=4):
        if len(upright) + len(level) > MAX_RULES:
            return [], []
        try:
            left, bottom, right, top = thing.get_bounds()
        except Exception:
            continue
        wide, high = right - left, top - bottom
        if high <= 2.5 < wide:
            level.append(((top + bottom) / 2, left, right))
        elif wide <= 2.5 < high:
            upright.append(((left + right) / 2, bottom, top))
        elif wide > 12 and high > 8 and raw.FPDFPath_CountSegments(thing) <= 6:
            level += [(top, left, right), (bottom, left, right)]
            upright += [(left, bottom, top), (right, bottom, top)]
    return upright, level


def main() -> None:
    data = sys.stdin.buffer.read()
    limit()
    try:
        found = pages_of(data)
    except MemoryError:
        found = {"error": "too_large", "detail": "needs too much memory"}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
