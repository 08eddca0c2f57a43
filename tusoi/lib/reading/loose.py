"""What can be seen of a file whose text is not read: enough to notice a secrecy mark, not to read it.

Packages and archives, Word and Excel before 2007, RTF, XML and other plain texts (logs, JSON, SVG).
"""

import re
from collections.abc import Iterator

from lxml import etree

from tusoi.lib.reading.archives import Archive
from tusoi.lib.reading.encodings import decode
from tusoi.lib.reading.files import extract
from tusoi.lib.reading.model import Extracted, Unreadable

MAX_INSIDE = 2  # archives inside archives that are opened
MAX_SEEN = 120 * 1024 * 1024  # bytes of an archive that are inflated, those of archives in it included
_XML_LIMIT = 20 * 1024 * 1024  # of all the XML of one package
_DANGEROUS = frozenset({"encrypted", "zip_bomb", "external_entity"})
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0"
_CONTROLS = re.compile(r"[\x00-\x08\x0a-\x1f]+")
_PARAGRAPHS = frozenset({"p", "h", "si", "is", "text"})
_RTF = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n])([^\\{}\r\n]*)"
)
_RTF_BREAKS = frozenset({"par", "line", "cell", "row", "sect", "page", "nestcell", "nestrow", "lbr"})
# Groups whose words are no part of the paragraph around them.
_RTF_APART = frozenset({"fonttbl", "colortbl", "stylesheet", "listtable", "info", "title", "subject", "generator"})
_RTF_APART |= {"header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf", "footnote"}
_RTF_APART |= {"shptxt", "sn", "sv", "pict"}
_JSON_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")

Seen = Iterator[tuple[str, str]]


def loose_texts(data: bytes, name: str) -> Seen:
    """(name, text) of what is seen of a file and of what lies in it. Raises Unreadable (damaged, encrypted, zip_bomb,
    external_entity) for an archive that cannot be looked into.
    """
    return _seen(data, name, 0, [MAX_SEEN])


def _seen(data: bytes, name: str, inside: int, left: list[int]) -> Seen:
    if data.startswith(_ZIP):
        yield from _in_zip(data, inside, left)
    elif data.startswith(_OLE):
        # Texts are in UTF-16, at even or odd places, or one byte a letter.
        for text in (data.decode("utf-16-le", "ignore"), data[1:].decode("utf-16-le", "ignore")):
            yield name, _lines(text)
        yield name, _lines(data.decode("latin-1"))
    elif data.startswith(b"{\\rtf"):
        text = "".join(_of_rtf(data.decode("latin-1")))
        yield name, text
        yield name, text.encode("cp1252", "ignore").decode("cp1258", "ignore")
    else:
        for text in _of_plain(data):
            yield name, text


def _lines(text: str) -> str:
    return _CONTROLS.sub("\n", text)


def _in_zip(data: bytes, inside: int, left: list[int]) -> Seen:
    if inside > MAX_INSIDE:
        raise Unreadable("zip_bomb", "archives inside archives")
    archive = Archive(data)
    names = archive.names
    package = "[Content_Types].xml" in names or "content.xml" in names
    of_xml = _XML_LIMIT
    for member in names:
        if not package:
            yield from ((one, "") for known in _spellings(member) for one in known.replace("\\", "/").split("/"))
        elif member.endswith((".xml", ".vml")):
            xml = archive.part(member, most=of_xml) or b""
            of_xml -= len(xml)
            yield member, _of_xml(xml)
            continue
        elif "/embeddings/" not in member:
            continue
        part = archive.part(member) or b""
        left[0] -= len(part)
        if left[0] < 0:
            raise Unreadable("zip_bomb", f"more than {MAX_SEEN} bytes in an archive")
        if part:
            yield from _member(part, member, inside + 1, left)


def _spellings(name: str) -> list[str]:
    """A name, and what it is if the archive was written without saying its encoding."""
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return [name]
    return [name, raw.decode("utf-8", "ignore"), raw.decode("cp1258", "ignore")]


def _member(data: bytes, name: str, inside: int, left: list[int]) -> Seen:
    """A file in an archive is read like any other; what is not read is looked through."""
    try:
        found = extract(data, name)
    except Unreadable as unreadable:
        if unreadable.code in _DANGEROUS:
            raise
        yield from _seen(data, name, inside, left)
    else:
        yield from _of_extracted(found, name, inside, left)


def _of_extracted(found: Extracted, name: str, inside: int, left: list[int]) -> Seen:
    yield name, found.text
    for one in found.attachments:
        yield one.name, ""
        if one.extracted is not None:
            yield from _of_extracted(one.extracted, one.name, inside, left)
        else:
            yield from _seen(one.data, one.name, inside + 1, left)


def _of_xml(data: bytes) -> str:
    """Each text and each attribute beyond ASCII on a line, and paragraphs whole; broken XML as far as it goes.

    Nothing is fetched and no entity is expanded; references to characters are.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return ""
    lines: list[str] = []
    whole = 4 * len(data)  # paragraphs inside paragraphs say the same again and again
    for node in root.iter() if root is not None else ():
        lines += [str(value) for value in node.attrib.values() if not value.isascii()]
        if whole > 0 and isinstance(node.tag, str) and node.tag.rpartition("}")[2] in _PARAGRAPHS:
            lines.append("".join(map(str, node.itertext())))
            whole -= len(lines[-1])
        lines += [text for text in (node.text, node.tail) if text and text.strip()]
    return "\n".join(lines)


def _of_plain(data: bytes) -> Iterator[str]:
    try:
        text = decode(data)[0]
    except ValueError:
        return
    yield text
    start = text.lstrip("\ufeff \t\r\n")[:1]
    if start == "<":
        yield _of_xml(data)
        yield re.sub(r"<[^<>]*>", "\n", text)
    elif start in {"{", "["}:  # JSON: each string on a line
        said = _JSON_ESCAPE.sub(lambda found: chr(int(found.group(1), 16)), text)
        yield said.replace("\\n", "\n").replace('"', "\n")


def _of_rtf(source: str) -> Iterator[str]:
    """The words of an RTF, line by line; letters of one byte are left as Latin ones."""
    apart: list[bool] = []
    skipped, unicode_skip = 0, 1
    for found in _RTF.finditer(source):
        word, number, byte, sign, brace, first, rest = found.groups()
        if brace == "{":
            apart.append(False)
        elif brace == "}":
            if apart and apart.pop():
                yield "\n"
        elif word == "u" and number:
            yield chr(int(number) % 0x10000)
            skipped = unicode_skip
        elif word == "uc":
            unicode_skip = min(max(int(number or 1), 0), 10)
        elif word in _RTF_BREAKS:
            yield "\n"
        elif word == "tab":
            yield "\t"
        elif word in _RTF_APART:
            if apart:
                apart[-1] = True
            yield "\n"
        elif byte and skipped:
            skipped -= 1
        elif byte:
            yield chr(int(byte, 16))
        elif sign:
            yield {"~": "\u00a0", "_": "-", "\n": "\n", "\r": "\n"}.get(sign, sign if sign in "\\{}" else "")
        elif first:
            text = first + rest
            yield text[skipped:]
            skipped = max(0, skipped - len(text))
