"""Fields, values and body put together into an official document."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tusoi.lib.rendering.model import TEXT_WIDTH_MM, Heading, OfficialLetter, Part, Signature, Table

from .blocks import excerpt_of, filled
from .fields import Field, printed

OPEN, CLOSE = "\ue000", "\ue001"
"""Around the name of a field that has no value yet, in a preview."""
BLANK = "…………"
"""What stands on paper for a value that is missing."""
NUMBERS = 12
"""Millimetres of the column that counts the rows."""
NUMERALS = (
    "", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X",
    "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX",
)  # fmt: skip
"""How headings are counted; one that is left out leaves no gap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What stands around the body: who issues it, under which number, where and when. ``kind`` None: not printed."""

    issuing_body: str
    superior_body: str = ""
    kind: str | None = None
    kind_code: str = ""
    body_code: str = ""
    place: str = ""
    number: int | None = None
    date: datetime.date | None = None


@dataclass(slots=True)
class _Body:
    """What the blocks give, as it grows."""

    parts: list[Part] = field(default_factory=list)
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    right: Signature = field(default_factory=Signature)
    left: Signature | None = None
    articles: int = 0
    left_out: int = 0


def compose(
    *,
    fields: Sequence[Field],
    blocks: Sequence[Mapping[str, Any]],
    values: Mapping[str, Any],
    paper: Paper,
    preview: bool = False,
    language: str = "vi",
) -> OfficialLetter:
    """The document. With ``preview`` missing values are named (between OPEN and CLOSE), else they are dots."""
    by_key = {one.key: one for one in fields}

    def value_of(key: str) -> str:
        one = by_key.get(key)
        if one is None:
            return BLANK
        text = printed(one, values.get(key))
        return text or (f"{OPEN}{one.label(language)}{CLOSE}" if preview else BLANK)

    body = _Body()
    for block in blocks:
        is_left_out = bool(block.get("when")) and not values.get(block["when"])
        if block["type"] == "heading" and (number := _numeral(block["text"])):
            body.left_out = (0 if number == 1 else body.left_out) + is_left_out
        if not is_left_out:
            _add(body, block, by_key, values, value_of)
    excerpt = excerpt_of(blocks, value_of)
    return OfficialLetter(
        issuing_body=paper.issuing_body, superior_body=paper.superior_body, kind=paper.kind,
        kind_code=paper.kind_code, body_code=paper.body_code, place=paper.place, number=paper.number,
        date=paper.date, excerpt=excerpt, paragraphs=tuple(body.parts), addressees=body.addressees,
        recipients=body.recipients, authority=body.right.authority, position=body.right.position,
        signatory=body.right.signatory, second=body.left,
    )  # fmt: skip


def _add(
    body: _Body,
    block: Mapping[str, Any],
    by_key: Mapping[str, Field],
    values: Mapping[str, Any],
    value_of: Callable[[str], str],
) -> None:
    kind = block["type"]
    if kind == "heading":
        body.parts.append(Heading(_counted(filled(block["text"], value_of), body.left_out), block.get("level", 2)))
    elif kind == "article":
        body.articles += 1
        body.parts.append(Heading(f"Điều {body.articles}. {filled(block['text'], value_of)}"))
    elif kind == "paragraph":
        body.parts.append(filled(block["text"], value_of))
    elif kind == "table" and block["field"] in by_key:
        body.parts.append(_table(by_key[block["field"]], values.get(block["field"]) or []))
    elif kind == "list":
        items = _items(block, values, value_of)
        numbered = block.get("style") == "number"
        body.parts += [f"{place}. {item}" if numbered else f"- {item}" for place, item in enumerate(items, start=1)]
    elif kind == "addressees":
        body.addressees = tuple(_items(block, values, value_of))
    elif kind == "recipients":
        body.recipients = tuple(_items(block, values, value_of))
    elif kind == "signature":
        signed = Signature(*(filled(block[name], value_of) for name in ("authority", "position", "signatory")))
        if block.get("side") == "left":
            body.left = signed
        else:
            body.right = signed


def _numeral(text: str) -> int:
    """The number a heading begins with ("III. ..."), 0 for none."""
    return NUMERALS.index(text.split(". ")[0]) if ". " in text and text.split(". ")[0] in NUMERALS else 0


def _counted(text: str, left_out: int) -> str:
    """The heading with the number it has when so many before it are left out."""
    number = _numeral(text)
    return f"{NUMERALS[number - left_out]}. {text.split('. ', 1)[1]}" if 0 < left_out < number else text


def _items(block: Mapping[str, Any], values: Mapping[str, Any], value_of: Callable[[str], str]) -> list[str]:
    """The entries of a list: those of the block, or the lines of a field (its name while it has none)."""
    if "field" in block:
        return [line.replace("\n", " ") for line in values.get(block["field"]) or [value_of(block["field"])]]
    return [filled(item, value_of).replace("\n", " ") for item in block["items"]]


def _table(one: Field, rows: Sequence[Mapping[str, str]]) -> Table:
    """Rows are counted in a first column; a table without rows has an empty one, to be filled in by hand."""
    given = rows or [{}]
    return Table(
        headers=("TT", *(column.label_vi for column in one.columns)),
        rows=tuple(
            (place, *(row.get(column.key, "") for column in one.columns)) for place, row in enumerate(given, start=1)
        ),
        widths=_widths(one),
    )


def _widths(one: Field) -> tuple[float, ...]:
    """Of the whole width of the text: what the columns ask for, the others share the rest."""
    room = TEXT_WIDTH_MM - NUMBERS
    asked = [column.width for column in one.columns]
    free = asked.count(0)
    rest = room - sum(asked)
    if free and rest >= 15 * free:
        asked_for = [width or rest / free for width in asked]
    else:
        whole = sum(width or 30 for width in asked)
        asked_for = [(width or 30) * room / whole for width in asked]
    return (NUMBERS, *asked_for)
