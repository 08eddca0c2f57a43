"""The text of a web page as a reader sees it: one line a block, no scripts, no markup."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tusoi.lib.reading.encodings import decode
from tusoi.lib.reading.tasks import is_header

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
_MOST_TABLES = 40  # of one page that are looked at
# Around a cell of a table of tasks while the page is walked through.
_BEGIN, _END = "\x01", "\x02"
_WHOLE = re.compile(f"{_BEGIN}([^{_BEGIN}{_END}]*){_END}")
_PLAIN = str.maketrans({"\n": " ", "\t": " ", _BEGIN: "", _END: ""})
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
    text = _WHOLE.sub(lambda cell: cell.group(1).replace("\n", " ").replace("\t", " "), "".join(pieces))
    text = text.replace(_BEGIN, "").replace(_END, "")
    lines = (_SPACES.sub(" ", line).strip() if "\t" not in line else _row(line) for line in text.split("\n"))
    return "\n".join(lines).strip("\n") + "\n"


def _row(line: str) -> str:
    cells = [_SPACES.sub(" ", cell).strip() for cell in line.split("\t")]
    return "\t".join(cells).rstrip() if len(cells) > 2 else "\t".join(cells).strip()


def _walk(root: LexborNode, pieces: list[str]) -> None:
    """Writes the text below ``root`` in document order; a stack, not a recursion. Comparing nodes is avoided: it
    serialises both.
    """
    stack: list[LexborNode | str] = [root]
    looked = 0
    whole = False
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            pieces.append(node)
            continue
        name = node.tag
        if name == "-text":
            pieces.append((node.text_content or "").translate(_PLAIN))
        if name == "-text" or name in _HIDDEN:
            continue
        if name in _BLOCKS:
            pieces.append("\n")
            stack.append("\n")
        elif name in _CELLS:
            stack.append("\t")
            if whole:
                pieces.append(_BEGIN)
                stack.append(_END)
        if name == "table":
            looked += 1
            whole = looked <= _MOST_TABLES and _is_of_tasks(node)
        children: list[LexborNode] = []
        child = node.child
        while child is not None:
            children.append(child)
            child = child.next
        stack.extend(reversed(children))


def _is_of_tasks(table: LexborNode) -> bool:
    """Whether the first rows of a table are the header of one of tasks; its rows are then one line each."""
    child = table.child
    while child is not None and child.tag not in {"tr", "tbody", "thead"}:
        child = child.next
    row = child.child if child is not None and child.tag != "tr" else child
    seen = 0
    while row is not None and seen < 4:
        if row.tag == "tr":
            seen += 1
            cells: list[str] = []
            cell = row.child
            while cell is not None and len(cells) < 20:
                if cell.tag in _CELLS:
                    cells.append((cell.text(deep=True, separator=" ") or "")[:100])
                cell = cell.next
            if is_header(cells):
                return True
        row = row.next
    return False


def _too_deep(source: str) -> bool:
    """More than MAX_DEPTH elements open at once. The parser's time grows with depth times length."""
    depth = 0
    for found in _TAG.finditer(source):
        if found.group(2).lower() not in _NEED_NO_END:
            depth = max(0, depth - 1) if found.group(1) else depth + 1
            if depth > MAX_DEPTH:
                return True
    return False
