"""The form of a draft: made from the fields of its template, read back into values."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import QueryDict
from django.utils.translation import get_language

from tusoi.documents import drafting
from tusoi.documents.sentences import REJECTIONS

if TYPE_CHECKING:
    from tusoi.documents.models import DraftDocument

BLANK_ROWS = 3
_CELL = re.compile(r"f-([a-z][a-z0-9_]{0,39})-([0-9]{1,4})-([a-z][a-z0-9_]{0,39})")


def language() -> str:
    return "en" if (get_language() or "vi").startswith("en") else "vi"


@dataclass(slots=True)
class Row:
    """A row of a table in the form: (name of the input, value) by column; ``number`` counts from 1."""

    index: str
    number: int
    cells: list[tuple[str, str, str]]


@dataclass(slots=True)
class Question:
    """A field as the form shows it."""

    field: drafting.Field
    label: str
    guidance: str
    value: Any
    error: str = ""
    rows: list[Row] = dataclasses.field(default_factory=list)
    blank: Row | None = None
    names: Sequence[str] = ()

    @property
    def name(self) -> str:
        return f"f-{self.field.key}"

    @property
    def text(self) -> str:
        return "\n".join(self.value) if isinstance(self.value, list) else self.value

    @property
    def lines(self) -> int:
        return min(max(len(self.text) // 60 + 1, 4), 14)

    @property
    def is_unknown(self) -> bool:
        """A choice that is no more among the options is shown as it was."""
        return bool(self.value) and self.value not in self.field.options


def questions(
    draft: DraftDocument, values: Mapping[str, Any], *, errors: Mapping[str, str], names: Mapping[str, Sequence[str]]
) -> list[Question]:
    spoken = language()
    found = []
    for one in drafting.read_fields(draft.template.fields):
        value = values.get(one.key) or ([] if one.type in ("list", "table") else "")
        question = Question(
            one, one.label(spoken), one.guidance(spoken), value, str(REJECTIONS.get(errors.get(one.key, ""), "")),
            names=names.get(one.type, ()),
        )  # fmt: skip
        if one.type == "table":
            blanks = 1 if value else BLANK_ROWS
            rows = [*value, *({} for _ in range(min(blanks, drafting.fields.MOST_ROWS - len(value))))]
            question.rows = [_row(one, str(place), place + 1, row, spoken) for place, row in enumerate(rows)]
            question.blank = _row(one, "__n__", 0, {}, spoken)
        found.append(question)
    return found


def _row(one: drafting.Field, index: str, number: int, row: Mapping[str, str], spoken: str) -> Row:
    cells = [
        (f"f-{one.key}-{index}-{column.key}", row.get(column.key, ""), column.label(spoken)) for column in one.columns
    ]
    return Row(index, number, cells)


def posted(draft: DraftDocument, data: QueryDict) -> dict[str, Any]:
    """What was filled in, field by field; a list comes as its text, a table as its rows."""
    tables: dict[str, dict[int, dict[str, str]]] = {}
    for name in data:
        cell = _CELL.fullmatch(name)
        if cell:
            tables.setdefault(cell[1], {}).setdefault(int(cell[2]), {})[cell[3]] = data.get(name, "")
    values: dict[str, Any] = {}
    for one in drafting.read_fields(draft.template.fields):
        if one.type == "table":
            values[one.key] = [row for _, row in sorted(tables.get(one.key, {}).items())]
        else:
            values[one.key] = data.get(f"f-{one.key}", "")
    return values
