"""The few Word constructs the official layout needs and python-docx has no name for."""

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from tusoi.lib.rendering.text import clean

FONT = "Times New Roman"

LEFT = WD_ALIGN_PARAGRAPH.LEFT
CENTRE = WD_ALIGN_PARAGRAPH.CENTER
JUSTIFIED = WD_ALIGN_PARAGRAPH.JUSTIFY


def write(
    paragraph: Paragraph,
    text: str,
    *,
    size: float,
    bold: bool = False,
    italic: bool = False,
    underline: bool = False,
    align: WD_ALIGN_PARAGRAPH | None = None,
    before: float = 0,
    after: float = 0,
    line: float | None = None,
) -> Run:
    """Add a run to a paragraph and set the paragraph; sizes and spaces in points, ``line`` an exact line height."""
    run = paragraph.add_run(clean(text))
    run.font.size = Pt(size)
    run.bold, run.italic, run.underline = bold or None, italic or None, underline or None
    if align is not None:
        paragraph.alignment = align
    shape = paragraph.paragraph_format
    shape.space_before, shape.space_after = Pt(before), Pt(after)
    if line is not None:
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(line)
    return run


def first_or_new(cell: _Cell) -> Paragraph:
    """The paragraph every new cell has while it is empty, afterwards a new one."""
    first = cell.paragraphs[0]
    return first if len(cell.paragraphs) == 1 and not first.runs else cell.add_paragraph()


def fix_widths(table: WordTable, widths: tuple[float, ...], *, padding: float = 1.9) -> None:
    """Fixed column widths, and the padding left and right of each cell; in mm."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    margins = _element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(_element(f"w:{side}", w=str(round(padding * 56.7)), type="dxa"))
    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        look.addprevious(margins)
    else:
        properties.append(margins)


def keep_rows_whole(table: WordTable, *, repeat_first: bool = False) -> None:
    """No row is broken over two pages; the first may be repeated on each page (what readers aloud take as headers)."""
    for index, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(_element("w:cantSplit"))
        if repeat_first and index == 0:
            properties.append(_element("w:tblHeader"))


def rule_above(paragraph: Paragraph) -> None:
    """A solid line over a paragraph, from its left to its right indent."""
    borders = _element("w:pBdr")
    borders.append(_element("w:top", val="single", sz="8", space="0", color="000000"))
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def frame(run: Run) -> None:
    """A box round a run."""
    properties = run._r.get_or_add_rPr()
    properties.append(_element("w:bdr", val="single", sz="8", space="0", color="000000"))


def page_number(paragraph: Paragraph, *, size: float) -> None:
    """The number of the page as a field."""
    for kind, text in (("begin", ""), ("", "PAGE"), ("separate", ""), ("text", "2"), ("end", "")):
        run = paragraph.add_run(text if kind == "text" else "")
        run.font.size = Pt(size)
        if kind in ("begin", "separate", "end"):
            run._r.append(_element("w:fldChar", fldCharType=kind))
        elif not kind:
            instruction = _element("w:instrText")
            instruction.text = text
            run._r.append(instruction)


def count_pages_anew(section: Section) -> None:
    """The first page of the section is page 1."""
    for old in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(old)
    # Word wants it between the margins and the columns.
    margins = section._sectPr.find(qn("w:pgMar"))
    if margins is not None:
        margins.addnext(_element("w:pgNumType", start="1"))


def set_typeface(style: Any, *, size: float) -> None:
    """Times New Roman for every script, and Vietnamese as the language of the text."""
    style.font.name, style.font.size = FONT, Pt(size)
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(_element("w:lang", val="vi-VN", eastAsia="vi-VN"))


def _element(name: str, **attributes: str) -> Any:
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element
