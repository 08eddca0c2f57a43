"""The form in which a template is written: its fields and its blocks, read back into data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from tusoi.documents.drafting import blocks as block_rules
from tusoi.documents.drafting import fields as field_rules

_FIELD = re.compile(r"field-([0-9]{1,3})-([a-z_]{2,12})")
_BLOCK = re.compile(r"block-([0-9]{1,3})-([a-z_]{2,12})")


def fields_in(data: QueryDict, kept: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The fields of the form in their order; what the form does not show (English names) stays as it was kept."""
    before = {str(one.get("key")): one for one in kept}
    found = []
    for row in _rows(data, _FIELD):
        if not row.get("key") and not row.get("label_vi"):
            continue
        known = before.get(row.get("key", ""), {})
        found.append(
            {
                "key": row.get("key", ""), "label_vi": row.get("label_vi", ""), "type": row.get("type", ""),
                "guidance_vi": row.get("guidance_vi", ""), "required": bool(row.get("required")),
                "default": _default(row), "options": row.get("options", ""),
                "columns": _columns(row.get("columns", ""), known.get("columns", [])),
                **{name: known[name] for name in ("label_en", "guidance_en") if known.get(name)},
            }
        )  # fmt: skip
    return found


def _default(row: Mapping[str, str]) -> Any:
    return [] if row.get("type") == "table" else row.get("default", "")


def _columns(text: str, kept: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """One a line, "key: name"; the width and the English name of a column that was there stay."""
    before = {one["key"]: one for one in kept if "key" in one}
    found = []
    for line in text.splitlines():
        key, _colon, label = line.partition(":")
        if line.strip():
            known = before.get(key.strip(), {})
            more = {name: known[name] for name in ("label_en", "width") if known.get(name)}
            found.append({"key": key.strip(), "label_vi": label.strip(), **more})
    return found


def blocks_in(data: QueryDict) -> list[dict[str, Any]]:
    """The blocks of the form in their order; an empty text of no field is left out."""
    found = []
    for row in _rows(data, _BLOCK):
        kind, text = row.get("type", ""), row.get("text", "")
        block: dict[str, Any] = {"type": kind, "text": text, "when": row.get("when", "")}
        if kind in ("list", "addressees", "recipients", "table"):
            block |= {"field": row.get("field", ""), "items": text, "style": row.get("style", "")}
        elif kind == "signature":
            lines = [*text.splitlines(), "", "", ""]
            block |= dict(zip(("authority", "position", "signatory"), lines[:3], strict=True))
            block["side"] = row.get("style", "")
        elif kind == "heading":
            block["level"] = 1 if row.get("style") == "1" else 2
        if text.strip() or block.get("field"):
            found.append(block)
    return found


def _rows(data: QueryDict, name: re.Pattern[str]) -> list[dict[str, str]]:
    """The rows of a form by their number, in the order that was chosen; those marked to be dropped are left out."""
    rows: dict[int, dict[str, str]] = {}
    for key in data:
        part = name.fullmatch(key)
        if part:
            rows.setdefault(int(part[1]), {})[part[2]] = data.get(key, "")

    def order(pair: tuple[int, dict[str, str]]) -> tuple[float, int]:
        text = pair[1].get("order", "").replace(",", ".")
        try:
            wanted = float(text[:12])
        except ValueError:
            wanted = float(pair[0] + 1)
        return (wanted if wanted == wanted else 0.0, pair[0])

    return [row for _, row in sorted(rows.items(), key=order) if not row.get("drop")]


def shown_fields(rows: list[dict[str, Any]], blank: int = 0) -> list[dict[str, Any]]:
    """Fields as the form shows them: lists as lines."""
    found = []
    for index, row in enumerate([*rows, *({} for _ in range(blank))]):
        default, options = row.get("default", ""), row.get("options", "")
        if isinstance(default, list):
            default = "\n".join(one for one in default if isinstance(one, str))
        found.append(
            {
                **row, "index": index, "order": index + 1,
                "default": default,
                "options": options if isinstance(options, str) else "\n".join(options),
                "columns": "\n".join(f"{one.get('key')}: {one.get('label_vi')}" for one in row.get("columns", [])),
            }
        )  # fmt: skip
    return found


def shown_blocks(rows: list[dict[str, Any]], blank: int = 0) -> list[dict[str, Any]]:
    """Blocks as the form shows them: one text, one style."""
    found = []
    for index, row in enumerate([*rows, *({"type": "paragraph"} for _ in range(blank))]):
        items = row.get("items", "")
        text = row.get("text", "") or (items if isinstance(items, str) else "\n".join(items))
        if row["type"] == "signature":
            text = "\n".join(row.get(name, "") for name in ("authority", "position", "signatory"))
        style = row.get("style") or row.get("side") or ("1" if row.get("level") == 1 else "")
        lines = min(text.count("\n") + len(text) // 70 + 1, 12)
        found.append({**row, "index": index, "order": index + 1, "text": text, "style": style, "lines": lines})
    return found


TYPES = field_rules.TYPES
BLOCKS = block_rules.TYPES
