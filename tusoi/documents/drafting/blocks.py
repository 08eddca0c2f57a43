"""The body of a template: blocks one after the other, in whose texts fields stand as marks `{{ key }}`."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tusoi.documents.rules import Rejected

from .fields import CELL, KEY, Field, _text

TYPES = ("excerpt", "heading", "article", "paragraph", "list", "table", "addressees", "recipients", "signature")
MOST_BLOCKS, MOST_ITEMS, LONG = 200, 60, 8_000
MARK = re.compile(r"\{\{\s*([a-z][a-z0-9_]{0,39})\s*\}\}")
_BRACE = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_TEXTS = {
    "excerpt": ("text",), "heading": ("text",), "article": ("text",), "paragraph": ("text",),
    "signature": ("authority", "position", "signatory"),
}  # fmt: skip
_FIELD_TYPES = {"list": ("list",), "addressees": ("list",), "recipients": ("list",), "table": ("table",)}


def read_blocks(raw: object, fields: Sequence[Field]) -> list[dict[str, Any]]:
    """The blocks as they are kept. Raises Rejected ("body"): shape, too_many, too_long, mark (something in braces that
    is no field), field (a list or table of a field that is none).
    """
    if not isinstance(raw, Sequence) or isinstance(raw, str):
        raise Rejected({"body": "shape"})
    if len(raw) > MOST_BLOCKS:
        raise Rejected({"body": "too_many"})
    types = {field.key: field.type for field in fields}
    try:
        return [_block(one, types) for one in raw]
    except Rejected as rejected:
        raise Rejected({"body": next(iter(rejected.errors.values()))}) from None


def _block(raw: object, types: Mapping[str, str]) -> dict[str, Any]:
    if not isinstance(raw, Mapping) or raw.get("type") not in TYPES:
        raise Rejected({"body": "shape"})
    kind = str(raw["type"])
    block: dict[str, Any] = {"type": kind}
    for name in _TEXTS.get(kind, ()):
        if not isinstance(raw.get(name, ""), str | None):
            raise Rejected({"body": "shape"})
        block[name] = _marked(raw.get(name), types)
    if kind == "heading":
        block["level"] = 1 if raw.get("level") in (1, "1") else 2
    if kind == "signature" and raw.get("side") == "left":
        block["side"] = "left"
    if kind in _FIELD_TYPES:
        field = raw.get("field") or ""
        if field:
            if not isinstance(field, str) or types.get(field) not in _FIELD_TYPES[kind]:
                raise Rejected({"body": "field"})
            block["field"] = field
        elif kind == "table":
            raise Rejected({"body": "field"})
        else:
            block["items"] = _items(raw.get("items"), types)
    if kind == "list" and raw.get("style") == "number":
        block["style"] = "number"
    when = raw.get("when") or ""
    if when:
        if not isinstance(when, str) or when not in types:
            raise Rejected({"body": "field"})
        block["when"] = when
    return block


def _items(raw: object, types: Mapping[str, str]) -> list[str]:
    rows = raw.splitlines() if isinstance(raw, str) else raw if isinstance(raw, Sequence) else []
    if len(rows) > MOST_ITEMS:
        raise Rejected({"body": "too_many"})
    found = [_marked(one, types, most=CELL) for one in rows if isinstance(one, str)]
    return [one for one in found if one]


def _marked(raw: object, types: Mapping[str, str], *, most: int = LONG) -> str:
    """A text whose marks are all fields; whatever else stands in such braces is refused, not guessed at."""
    text = _text(raw, most)
    if any(key not in types for key in MARK.findall(text)) or _BRACE.search(MARK.sub("", text)):
        raise Rejected({"body": "mark"})
    return text


def keys_in(blocks: Sequence[Mapping[str, Any]]) -> set[str]:
    """The fields that stand somewhere in the body."""
    found: set[str] = set()
    for block in blocks:
        found |= {block[name] for name in ("field", "when") if block.get(name)}
        texts = [block.get(name, "") for name in ("text", "authority", "position", "signatory")]
        for text in (*texts, *block.get("items", ())):
            found |= set(MARK.findall(text))
    return found


def filled(text: str, value_of: Callable[[str], str]) -> str:
    """The text with every mark replaced, once: what a value brings along is not looked at again."""
    return MARK.sub(lambda mark: value_of(mark[1]), text)


def excerpt_of(blocks: Sequence[Mapping[str, Any]], value_of: Callable[[str], str]) -> str:
    """What the document is about, at most 500 characters; empty where the body does not say."""
    text = next((block["text"] for block in blocks if block["type"] == "excerpt"), "")
    return " ".join(filled(text, value_of).split())[:500]


__all__ = ["KEY", "MARK", "TYPES", "excerpt_of", "filled", "keys_in", "read_blocks"]
