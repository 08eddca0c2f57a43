"""The text of a web page as a reader sees it: one line a block, no scripts, no markup."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tusoi.lib.reading.encodings import decode

_HIDDEN = frozenset(
    ["script", "style", "noscript", "template", "head", "iframe", "object", "svg", "select", "option", "textarea"]
)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "br",
        "li",
        "ul",
        "ol",
        "tr",
        "table",
        "tbody",
        "thead",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "section",
        "article",
        "header",
        "footer",
        "nav",
        "aside",
        "main",
        "form",
        "blockquote",
        "pre",
        "hr",
        "figure",
        "figcaption",
        "dl",
        "dt",
        "dd",
        "address",
        "fieldset",
        "caption",
        "center",
        "body",
        "html",
    ]
)
_CELLS = frozenset({"td", "th"})
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,30})", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\f\v\u00a0]+")
_LOOKS = re.compile(
    rb"\s{0,200}(?:<!doctype\s+html|<html|<head|<body|<\?xml[^>]{0,200}>\s{0,50}<(?:!doctype\s+html|html))",
    re.IGNORECASE,
)


def looks_like_html(data: bytes) -> bool:
    return _LOOKS.match(data.removeprefix(b"\xef\xbb\xbf")[:2000]) is not None


def text_of(data: bytes) -> tuple[str, str, tuple[str, ...]]:
    """(text, encoding, notes); raises ValueError if the bytes are no text."""
    declared = _CHARSET.search(data[:4000])
    if declared and declared.group(1).lower() in {b"windows-1258", b"cp1258"}:
        notes: tuple[str, ...] = ("converted:windows-1258",)
        source, encoding = data.decode("cp1258", "replace"), "windows-1258"
    else:
        source, encoding, notes = decode(data)
    return visible(source), encoding, notes


def visible(source: str) -> str:
    """Block elements begin a line, cells are parted by a tab, runs of spaces are one."""
    root = LexborHTMLParser(source).body
    if root is None:
        return ""
    pieces: list[str] = []
    node: LexborNode | None = root
    while node is not None:
        node = _next(root, node, pieces)
    lines = (_SPACES.sub(" ", line).strip() if "\t" not in line else _row(line) for line in "".join(pieces).split("\n"))
    return "\n".join(lines).strip("\n") + "\n"


def _row(line: str) -> str:
    return "\t".join(_SPACES.sub(" ", cell).strip() for cell in line.split("\t")).strip()


def _next(root: LexborNode, node: LexborNode, pieces: list[str]) -> LexborNode | None:
    """Writes the node and gives the next one in document order. A walk, not a recursion: pages nest without limit."""
    name = node.tag
    below: LexborNode | None = None
    if name == "-text":
        pieces.append((node.text_content or "").replace("\n", " ").replace("\t", " "))
    elif name not in _HIDDEN:
        if name in _BLOCKS:
            pieces.append("\n")
        below = node.child
    if below is not None:
        return below
    current: LexborNode | None = node
    while current is not None:
        if current.tag in _BLOCKS:
            pieces.append("\n")
        elif current.tag in _CELLS:
            pieces.append("\t")
        if current == root:
            return None
        if current.next is not None:
            return current.next
        current = current.parent
    return None
