"""Numbers that Word draws before the paragraphs of a list; the file holds only their definition."""

from lxml import etree

NAMESPACES = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


class Lists:
    """Counts the items of each list while a document is read from top to bottom."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._styles: dict[str, tuple[str, int]] = {}
        self._counts: dict[str, list[int | None]] = {}
        if numbering is not None:
            self._read_numbering(numbering)
        if styles is not None:
            self._read_styles(styles)

    def _read_numbering(self, root: etree._Element) -> None:
        abstract: dict[str, dict[int, tuple[str, str, int]]] = {}
        for node in children(root, "abstractNum"):
            levels: dict[int, tuple[str, str, int]] = {}
            for level in children(node, "lvl"):
                start = value(level, "start")
                levels[_number(attribute(level, "ilvl"))] = (
                    value(level, "numFmt") or "decimal",
                    value(level, "lvlText") or "",
                    _number(start) if start else 1,
                )
            abstract[attribute(node, "abstractNumId")] = levels
        for node in children(root, "num"):
            self._levels[attribute(node, "numId")] = abstract.get(value(node, "abstractNumId"), {})

    def _read_styles(self, root: etree._Element) -> None:
        for style in children(root, "style"):
            for properties in children(style, "pPr"):
                for number in children(properties, "numPr"):
                    self._styles[attribute(style, "styleId")] = (
                        value(number, "numId"),
                        _number(value(number, "ilvl")),
                    )

    def label(self, paragraph: etree._Element) -> str:
        """ "1. ", "b) ", "- ": what Word would print before this paragraph; "" if it is in no list."""
        for properties in children(paragraph, "pPr"):
            found = self._styles.get(value(properties, "pStyle"))
            for number in children(properties, "numPr"):
                found = (value(number, "numId"), _number(value(number, "ilvl")))
            return self._next(*found) if found else ""
        return ""

    def _next(self, list_id: str, level: int) -> str:
        levels = self._levels.get(list_id)
        if not levels or level not in levels or not 0 <= level <= 8:
            return ""
        counts = self._counts.setdefault(list_id, [None] * 9)
        counts[level] = levels[level][2] if counts[level] is None else (counts[level] or 0) + 1
        counts[level + 1 :] = [None] * (8 - level)
        form, text, _ = levels[level]
        if form == "bullet":
            return "- "
        if form == "none":
            return ""
        for place in range(9):
            if f"%{place + 1}" in text:
                shown = counts[place] if counts[place] is not None else levels.get(place, ("", "", 1))[2]
                text = text.replace(f"%{place + 1}", _printed(shown or 0, levels.get(place, ("decimal", "", 1))[0]))
        return text[:20] + " " if text.strip() else ""


def _printed(number: int, form: str) -> str:
    if form in {"lowerLetter", "upperLetter"} and 1 <= number <= 26:
        letter = chr(0x60 + number)
        return letter.upper() if form == "upperLetter" else letter
    if form in {"lowerRoman", "upperRoman"} and 1 <= number < 400:
        roman = ""
        for value, sign in _ROMAN:
            roman += sign * (number // value)
            number %= value
        return roman.lower() if form == "lowerRoman" else roman
    return f"{number:02d}" if form == "decimalZero" else str(number)


def children(node: etree._Element, name: str) -> list[etree._Element]:
    return [
        child for child in node if isinstance(child.tag, str) and child.tag in {space + name for space in NAMESPACES}
    ]


def attribute(node: etree._Element, name: str) -> str:
    for space in NAMESPACES:
        value = node.get(space + name)
        if value is not None:
            return value
    return ""


def value(node: etree._Element, name: str) -> str:
    for child in children(node, name):
        return attribute(child, "val")
    return ""


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 0
