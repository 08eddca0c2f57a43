"""An official document as a Word file.

Every size, place and margin below is of Hướng dẫn 36-HD/VPTW (2018) on the layout of Party documents, carried on by
Hướng dẫn 05-HD/VPTW (2026): A4, margins 20/20/30/15 mm, Times New Roman, sizes 12 to 16, page number from page 2.
"""

import datetime
from collections.abc import Sequence
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.shared import Mm, Pt
from docx.table import _Cell

from tusoi.lib import formats
from tusoi.lib.rendering import word
from tusoi.lib.rendering.model import TEXT_WIDTH_MM, Heading, OfficialLetter, Signature, Table, shown
from tusoi.lib.rendering.text import clean

PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
HEAD_WIDTHS = (70, 95)
FOOT_WIDTHS = (80, 85)
RULE_INDENT_MM = 11  # leaves the width of PARTY in 15 pt bold, 73 mm, of the 95 mm column
SIGNATURE_SPACE = 62  # points left for signature and seal
BODY_SIZE, BODY_LINE = 14, 19


def letters(several: Sequence[OfficialLetter]) -> bytes:
    """See `docx.letters`."""
    if not several:
        raise ValueError("nothing to write")
    document = _blank(several[0])
    for place, one in enumerate(several):
        if place:
            word.count_pages_anew(document.add_section(WD_SECTION.NEW_PAGE))
        _head(document, one)
        _title(document, one)
        _body(document, one)
        _foot(document, one)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _blank(letter: OfficialLetter) -> WordDocument:
    document = Document()
    word.set_typeface(document.styles["Normal"], size=BODY_SIZE)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    heading = section.header.paragraphs[0]
    heading.style, heading.alignment = document.styles["Normal"], word.CENTRE
    word.page_number(heading, size=14)
    if letter.printed:
        for foot in (section.footer, section.first_page_footer):
            word.write(foot.paragraphs[0], letter.printed, size=9, italic=True, align=word.CENTRE)

    properties = document.core_properties
    properties.title = clean(" ".join(part for part in (letter.kind, letter.excerpt) if part))[:255]
    properties.author = properties.last_modified_by = clean(letter.issuing_body)[:255]
    properties.comments = properties.keywords = ""
    properties.language = "vi-VN"
    day = letter.date or datetime.date(2000, 1, 1)
    properties.created = properties.modified = datetime.datetime(day.year, day.month, day.day)
    return document


def _head(document: WordDocument, letter: OfficialLetter) -> None:
    """Left: superior body, issuing body, star, number; right: the title of the Party, place and date."""
    table = document.add_table(rows=2, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    word.fix_widths(table, HEAD_WIDTHS, padding=0)
    (bodies, title), (symbol, dateline) = (row.cells for row in table.rows)

    if letter.superior_body:
        word.write(word.first_or_new(bodies), letter.superior_body.upper(), size=14, align=word.CENTRE)
    word.write(word.first_or_new(bodies), letter.issuing_body.upper(), size=14, bold=True, align=word.CENTRE)
    word.write(word.first_or_new(bodies), "*", size=14, align=word.CENTRE)

    word.write(word.first_or_new(title), PARTY, size=15, bold=True, align=word.CENTRE)
    rule = word.first_or_new(title)
    word.write(rule, "", size=2, before=1, line=3)
    rule.paragraph_format.left_indent = rule.paragraph_format.right_indent = Mm(RULE_INDENT_MM)
    word.rule_above(rule)

    if letter.number_line:
        word.write(word.first_or_new(symbol), letter.number_line, size=14, align=word.CENTRE)
    if letter.kind is None and letter.excerpt:
        word.write(word.first_or_new(symbol), letter.excerpt, size=12, italic=True, align=word.CENTRE)
    if letter.urgency:
        mark = word.write(
            word.first_or_new(symbol),
            f" {letter.urgency.upper()} ",
            size=14,
            bold=True,
            align=word.CENTRE,
            before=6,
        )
        word.frame(mark)
    word.write(word.first_or_new(dateline), letter.dateline, size=14, italic=True, align=word.CENTRE)


def _title(document: WordDocument, letter: OfficialLetter) -> None:
    """The kind and the excerpt in the middle; a công văn has the list of addressees there instead."""
    if letter.kind is not None:
        word.write(document.add_paragraph(), letter.kind.upper(), size=16, bold=True, align=word.CENTRE, before=18)
        word.write(document.add_paragraph(), letter.excerpt, size=14, bold=True, align=word.CENTRE)
        word.write(document.add_paragraph(), "-----", size=14, align=word.CENTRE, after=6)
    if len(letter.addressees) == 1:
        paragraph = document.add_paragraph()
        word.write(paragraph, "Kính gửi: ", size=14, italic=True)
        word.write(paragraph, letter.addressees[0], size=14, align=word.CENTRE, before=18, after=12)
    elif letter.addressees:
        _addressees(document, letter.addressees)


def _addressees(document: WordDocument, names: tuple[str, ...]) -> None:
    """ "Kính gửi:" and to its right one name a line, each after a dash."""
    for index, name in enumerate(names):
        paragraph = document.add_paragraph()
        shape = paragraph.paragraph_format
        shape.left_indent, shape.first_line_indent = Mm(62), Mm(-27)
        shape.tab_stops.add_tab_stop(Mm(58))
        shape.tab_stops.add_tab_stop(Mm(62))
        last = index == len(names) - 1
        word.write(paragraph, "" if index else "Kính gửi:", size=14, italic=True)
        word.write(
            paragraph,
            f"\t-\t{name.rstrip(' ,;.')}{'.' if last else ','}",
            size=14,
            align=word.LEFT,
            before=0 if index else 18,
            after=12 if last else 2,
        )


def _body(document: WordDocument, letter: OfficialLetter) -> None:
    """Justified paragraphs with an indent of 10 mm, 6 pt apart; a line break in a text begins a new paragraph."""
    for index, part in enumerate(letter.paragraphs):
        if isinstance(part, Table):
            _table(document, part)
            continue
        if isinstance(part, Heading):
            _heading(document, part)
            continue
        is_last = index == len(letter.paragraphs) - 1
        leads_table = not is_last and isinstance(letter.paragraphs[index + 1], Table)
        follows_table = index > 0 and isinstance(letter.paragraphs[index - 1], Table)
        for number, text in enumerate(line for line in part.splitlines() if line.strip()):
            paragraph = document.add_paragraph()
            before = 8 if follows_table and number == 0 else 0
            word.write(paragraph, text, size=BODY_SIZE, align=word.JUSTIFIED, before=before, after=6, line=BODY_LINE)
            paragraph.paragraph_format.first_line_indent = Mm(10)
            paragraph.paragraph_format.keep_with_next = is_last or leads_table or None


def _heading(document: WordDocument, heading: Heading) -> None:
    """Bold and on one page with what follows; of the first level in the middle, else at the indent."""
    is_first = heading.level == 1
    paragraph = document.add_paragraph()
    align = word.CENTRE if is_first else word.JUSTIFIED
    before = 8 if is_first else 4
    word.write(paragraph, heading.text, size=BODY_SIZE, bold=True, align=align, before=before, after=6, line=BODY_LINE)
    if not is_first:
        paragraph.paragraph_format.first_line_indent = Mm(10)
    paragraph.paragraph_format.keep_with_next = True


def _table(document: WordDocument, table: Table) -> None:
    """A ruled table over the width of the text; its header is repeated on every page."""
    drawn = document.add_table(rows=1 + len(table.rows), cols=len(table.headers), style="Table Grid")
    drawn.alignment = WD_TABLE_ALIGNMENT.CENTER
    widths = table.widths or tuple(TEXT_WIDTH_MM / len(table.headers) for _ in table.headers)
    word.fix_widths(drawn, widths)
    word.keep_rows_whole(drawn, repeat_first=True)
    rows = iter(drawn.rows)
    for cell, header in zip(next(rows).cells, table.headers, strict=True):
        word.write(cell.paragraphs[0], header, size=12, bold=True, align=word.CENTRE, before=2, after=2)
        cell.paragraphs[0].paragraph_format.keep_with_next = True
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for row, values in zip(rows, table.rows, strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            align = word.LEFT if isinstance(value, str) and value != formats.NOTHING else word.CENTRE
            word.write(cell.paragraphs[0], shown(value), size=12, align=align, before=2, after=2)


def _foot(document: WordDocument, letter: OfficialLetter) -> None:
    """Left the recipients, right who signs; the block stays on one page, with the last paragraph before it."""
    if not (letter.recipients or letter.second or any((letter.signatory, letter.position, letter.authority))):
        return
    table = document.add_table(rows=1, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    word.fix_widths(table, FOOT_WIDTHS, padding=0)
    word.keep_rows_whole(table)
    recipients, signature = table.rows[0].cells
    if letter.recipients:
        _recipients(recipients, letter)
    if letter.second is not None:
        _signature(recipients, letter.second)
    _signature(signature, letter.signature)
    end = document.add_paragraph()  # Word wants a paragraph after the last table; this one takes no room
    word.write(end, "", size=1, line=1)
    end.paragraph_format.space_after = Pt(0)


def _signature(cell: _Cell, signature: Signature) -> None:
    for text, bold in ((signature.authority, True), (signature.position, False)):
        if text:
            before = 8 if cell.paragraphs[0].runs == [] else 0
            word.write(word.first_or_new(cell), text.upper(), size=14, bold=bold, align=word.CENTRE, before=before)
    if signature.signatory:
        word.write(
            word.first_or_new(cell), signature.signatory, size=14, bold=True, align=word.CENTRE, before=SIGNATURE_SPACE
        )


def _recipients(cell: _Cell, letter: OfficialLetter) -> None:
    word.write(word.first_or_new(cell), "Nơi nhận:", size=14, underline=True, align=word.LEFT, before=8)
    for line in letter.recipient_lines:
        word.write(word.first_or_new(cell), line, size=12, align=word.LEFT)
