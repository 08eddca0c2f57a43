"""PDF files written by hand: pages of Vietnamese text, ruled tables, pages that are only a picture."""

import zlib
from collections.abc import Sequence

Line = tuple[float, float, str]
"""left and base line in points from the lower left corner, text"""
WIDE = 0.5  # of every sign, in ems


def lines(*texts: str, top: float = 780, left: float = 85, step: float = 20) -> list[Line]:
    """Lines below one another."""
    return [(left, top - place * step, text) for place, text in enumerate(texts)]


def ruled(rows: Sequence[Sequence[str]], *, top: float = 700, left: float = 60, wide: float = 95, high: float = 40):
    """(lines, rules) of a table; a cell may hold several lines parted by line breaks."""
    written: list[Line] = []
    rules: list[tuple[float, float, float, float]] = []
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            for place, text in enumerate(cell.split("\n")):
                written.append((left + column * wide + 3, top - row * high - 14 - 13 * place, text))
    bottom, right = top - len(rows) * high, left + max(map(len, rows)) * wide
    rules += [(left, top - row * high, right, top - row * high) for row in range(len(rows) + 1)]
    rules += [(left + place * wide, bottom, left + place * wide, top) for place in range(max(map(len, rows)) + 1)]
    return written, rules


def pdf(
    *pages: Sequence[Line] | None, rules: Sequence[tuple[float, float, float, float]] = (), size: float = 12
) -> bytes:
    """A PDF; None is a page that is a picture. ``rules`` are drawn on the first page."""
    signs = sorted({sign for page in pages for _, _, text in page or () for sign in text})
    codes = {sign: place for place, sign in enumerate(signs, 1)}
    table = "\n".join(f"<{code:04X}> <{sign.encode('utf-16-be').hex()}>" for sign, code in codes.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{table}\nendbfchar\nendcmap end end"
    )
    objects = [b"", b"", b""]  # catalogue, pages, font: written last
    font = (
        "<< /Type /Font /Subtype /Type0 /BaseFont /Plain /Encoding /Identity-H /DescendantFonts [<< /Type /Font "
        "/Subtype "
        f"/CIDFontType2 /BaseFont /Plain /DW {int(1000 * WIDE)} /CIDSystemInfo << /Registry (Adobe) /Ordering "
        f"(Identity) "
        "/Supplement 0 >> /FontDescriptor << /Type /FontDescriptor /FontName /Plain /Flags 4 /FontBBox [0 -200 "
        "1000 900] "
        "/ItalicAngle 0 /Ascent 900 /Descent -200 /CapHeight 700 /StemV 80 >> >>] /ToUnicode 4 0 R >>"
    )
    objects.append(_stream(cmap.encode("ascii")))
    objects.append(
        _stream(
            bytes(300), "/Type /XObject /Subtype /Image /Width 10 /Height 10 /ColorSpace /DeviceRGB /BitsPerComponent 8"
        )
    )
    kids = []
    for number, page in enumerate(pages):
        drawn = [f"{x0} {y0} m {x1} {y1} l S" for x0, y0, x1, y1 in (rules if number == 0 else ())]
        for left, base, text in page or ():
            coded = "".join(f"{codes[sign]:04X}" for sign in text)
            drawn.append(f"BT /F1 {size} Tf {left} {base} Td <{coded}> Tj ET")
        if page is None:
            drawn.append("q 595 0 0 842 0 0 cm /Im1 Do Q")
        objects.append(_stream("\n".join(drawn).encode("ascii")))
        content = len(objects)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> /XObject << /Im1 5 0 R >> >> >>" % content
        )
        kids.append(f"{len(objects)} 0 R")
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode("ascii")
    objects[2] = font.encode("ascii")
    return _file(objects)


def _stream(data: bytes, entries: str = "") -> bytes:
    packed = zlib.compress(data)
    return (
        f"<< {entries} /Filter /FlateDecode /Length {len(packed)} >>\nstream\n".encode("ascii")
        + packed
        + b"\nendstream"
    )


def _file(objects: Sequence[bytes]) -> bytes:
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    count = len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table)
    return out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, start)


def unruled(
    rows: Sequence[Sequence[str]], lefts: Sequence[float], *, top: float = 700, step: float = 15, pad: float = 0
):
    """The lines of a table without rules: cells begin at ``lefts``, rows are parted by ``pad`` points more."""
    written: list[Line] = []
    for cells in rows:
        split = [cell.split("\n") for cell in cells]
        for left, texts in zip(lefts, split, strict=True):
            written += [(left, top - place * step, text) for place, text in enumerate(texts) if text]
        top -= max(map(len, split)) * step + pad
    return written
