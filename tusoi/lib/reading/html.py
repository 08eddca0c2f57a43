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
MAX_DEPTH = 1_500
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,15})")
_NEED_NO_END = frozenset(
    (
        "p",
        "li",
        "td",
        "th",
        "tr",
        "dt",
        "dd",
        "tbody",
        "thead",
        "tfoot",
        "option",
        "br",
        "img",
        "hr",
        "input",
        "meta",
        "link",
    )
)
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
    """Block elements begin a line, cells are parted by a tab, runs of spaces are one; raises ValueError if too deep."""
    if _too_deep(source):
        raise ValueError(f"more than {MAX_DEPTH} elements inside one another")
    root = LexborHTMLParser(source).body
    if root is None:
        return ""
    pieces: list[str] = []
    _walk(root, pieces)
    lines = (_SPACES.sub(" ", line).strip() if "\t" not in line else _row(line) for line in "".join(pieces).split("\n"))
    return "\n".join(lines).strip("\n") + "\n"


def _row(line: str) -> str:
    return "\t".join(_SPACES.sub(" ", cell).strip() for cell in line.split("\t")).strip()


def _walk(root: LexborNode, pieces: list[str]) -> None:
    """Writes the text below ``root`` in document order; a stack, not a recursion. Comparing nodes is avoided: it
    serialises both.
    """
    stack: list[LexborNode | str] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            pieces.append(node)
            continue
        name = node.tag
        if name == "-text":
            pieces.append((node.text_content or "").replace("\n", " ").replace("\t", " "))
        if name == "-text" or name in _HIDDEN:
            continue
        if name in _BLOCKS:
            pieces.append("\n")
            stack.append("\n")
        elif name in _CELLS:
            stack.append("\t")
        children: list[LexborNode] = []
        child = node.child
        while child is not None:
            children.append(child)
            child = child.next
        stack.extend(reversed(children))


def _too_deep(source: str) -> bool:
    """More than MAX_DEPTH elements open at once. The parser's time grows with depth times length."""
    depth = 0
    for found in _TAG.finditer(source):
        if found.group(2).lower() not in _NEED_NO_END:
            depth = max(0, depth - 1) if found.group(1) else depth + 1
            if depth > MAX_DEPTH:
                return True
    return False
