"""The fields of a template, and the values that were given for them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from tusoi.documents.rules import Rejected
from tusoi.lib import formats
from tusoi.lib.rendering.text import clean

TYPES = ("text", "long", "date", "number", "choice", "list", "table", "person", "organisation")
DEFAULTS = (
    "org.name", "org.short_name", "org.place", "org.symbol", "org.superior", "org.members", "org.head", "term.name",
    "today", "today.year",
)  # fmt: skip
"""What an organisation can fill in by itself; any other default is the text itself."""
MOST_FIELDS, MOST_OPTIONS, MOST_COLUMNS, MOST_ROWS, MOST_ITEMS = 60, 50, 8, 300, 200
TEXT, LONG, CELL, LABEL, GUIDANCE = 500, 20_000, 2_000, 200, 1_000
WHOLE = 400_000
"""Characters of all values of a document together."""
KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_NUMBER = re.compile(r"-?[0-9][0-9. ]*(,[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Column:
    key: str
    label_vi: str
    label_en: str = ""
    width: int = 0
    """Millimetres; 0: shares what is left."""

    def label(self, language: str = "vi") -> str:
        return (self.label_en if language == "en" else "") or self.label_vi


@dataclass(frozen=True, slots=True)
class Field:
    """One question of the form. ``default`` is one of DEFAULTS, a text, or for lists and tables their rows."""

    key: str
    label_vi: str
    type: str = "text"
    label_en: str = ""
    guidance_vi: str = ""
    guidance_en: str = ""
    required: bool = False
    default: Any = ""
    options: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()

    def label(self, language: str = "vi") -> str:
        return (self.label_en if language == "en" else "") or self.label_vi

    def guidance(self, language: str = "vi") -> str:
        return (self.guidance_en if language == "en" else "") or self.guidance_vi

    @property
    def as_row(self) -> dict[str, Any]:
        """As it is kept: what is empty is left out."""
        row = asdict(self)
        row["options"], row["columns"] = list(self.options), [asdict(one) for one in self.columns]
        return {name: value for name, value in row.items() if value}


def read_fields(raw: object) -> tuple[Field, ...]:
    """The fields of a list of mappings. Raises Rejected ("fields") with what is wrong with the first that is."""
    if not isinstance(raw, Sequence) or isinstance(raw, str) or len(raw) > MOST_FIELDS:
        raise Rejected({"fields": "too_many" if isinstance(raw, Sequence) else "shape"})
    found = tuple(_field(one) for one in raw)
    keys = [one.key for one in found]
    if len(set(keys)) < len(keys):
        raise Rejected({"fields": "twice"})
    return found


def _field(raw: object) -> Field:
    if not isinstance(raw, Mapping):
        raise Rejected({"fields": "shape"})
    key, label, kind = _line(raw.get("key"), 40), _line(raw.get("label_vi"), LABEL), _line(raw.get("type"), 20)
    if not KEY.fullmatch(key):
        raise Rejected({"fields": "key"})
    if kind not in TYPES:
        raise Rejected({"fields": "type"})
    if not label:
        raise Rejected({"fields": "label"})
    options = _lines(raw.get("options"), MOST_OPTIONS) if kind == "choice" else ()
    columns = _columns(raw.get("columns")) if kind == "table" else ()
    if (kind == "choice" and not options) or (kind == "table" and not columns):
        raise Rejected({"fields": "options" if kind == "choice" else "columns"})
    field = Field(
        key=key, label_vi=label, type=kind, label_en=_line(raw.get("label_en"), LABEL),
        guidance_vi=_text(raw.get("guidance_vi"), GUIDANCE), guidance_en=_text(raw.get("guidance_en"), GUIDANCE),
        required=raw.get("required") is True, options=options, columns=columns,
    )  # fmt: skip
    return replace(field, default=clean_value(field, raw.get("default", "")))


def _columns(raw: object) -> tuple[Column, ...]:
    if not isinstance(raw, Sequence) or isinstance(raw, str) or not 0 < len(raw) <= MOST_COLUMNS:
        raise Rejected({"fields": "columns"})
    found: list[Column] = []
    for one in raw:
        key = _line(one.get("key"), 40) if isinstance(one, Mapping) else ""
        label = _line(one.get("label_vi"), LABEL) if key else ""
        if not KEY.fullmatch(key) or not label or key in {column.key for column in found}:
            raise Rejected({"fields": "columns"})
        width = one.get("width")
        found.append(Column(key, label, _line(one.get("label_en"), LABEL), _width(width)))
    return tuple(found)


def _width(raw: object) -> int:
    return raw if isinstance(raw, int) and not isinstance(raw, bool) and 5 <= raw <= 150 else 0


# --- values


def clean_values(fields: Sequence[Field], raw: Mapping[str, Any]) -> dict[str, Any]:
    """The values as they are kept: one for each field, composed; what belongs to no field is left out.

    A value need not be right yet (`problems` says so). Raises Rejected with "too_long" or "too_many" by field.
    """
    values: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for field in fields:
        try:
            values[field.key] = clean_value(field, raw.get(field.key, ""))
        except Rejected as rejected:
            errors[field.key] = next(iter(rejected.errors.values()))
    if not errors and sum(_size(value) for value in values.values()) > WHOLE:
        errors[""] = "too_long"
    if errors:
        raise Rejected(errors)
    return values


def clean_value(field: Field, raw: object) -> Any:
    """A text, for a list its lines, for a table its rows by column; empty lines and rows are left out."""
    if field.type == "list":
        lines = raw.splitlines() if isinstance(raw, str) else raw if isinstance(raw, Sequence) else []
        found = [_text(one, CELL) for one in lines if isinstance(one, str)]
        return _bounded([line for line in found if line], MOST_ITEMS)
    if field.type == "table":
        rows = raw if isinstance(raw, Sequence) and not isinstance(raw, str) else []
        table = [
            {column.key: _text(row.get(column.key), CELL) for column in field.columns}
            for row in rows
            if isinstance(row, Mapping)
        ]
        return _bounded([row for row in table if any(row.values())], MOST_ROWS)
    if field.type == "long":
        return _text(raw, LONG)
    return _line(raw, TEXT)


def _bounded(rows: list[Any], most: int) -> list[Any]:
    if len(rows) > most:
        raise Rejected({"": "too_many"})
    return rows


def problems(fields: Sequence[Field], values: Mapping[str, Any]) -> dict[str, str]:
    """What keeps the values from being sent, by field: required, day, number, choice."""
    found = {}
    for field in fields:
        value = values.get(field.key) or ""
        if not value:
            if field.required:
                found[field.key] = "required"
        elif field.type == "date" and formats.read_day(value) is None:
            found[field.key] = "day"
        elif field.type == "number" and read_number(value) is None:
            found[field.key] = "number"
        elif field.type == "choice" and value not in field.options:
            found[field.key] = "unknown"
    return found


def read_number(text: str) -> Decimal | None:
    """The number in "1.074" or "15,6", as Vietnamese writes it; None for anything else."""
    if not _NUMBER.fullmatch(text.strip()):
        return None
    try:
        return Decimal(text.replace(" ", "").replace(".", "").replace(",", "."))
    except InvalidOperation:
        return None


def printed(field: Field, value: Any) -> str:
    """A value as it stands in a sentence."""
    if not value:
        return ""
    if field.type == "date" and (day := formats.read_day(value)):
        return formats.day(day)
    if field.type == "list":
        return "; ".join(value)
    if field.type == "table":
        return "; ".join(", ".join(cell for cell in row.values() if cell) for row in value)
    return str(value)


def lines_of(values: Mapping[str, Any]) -> Iterator[str]:
    """Every text of the values on a line of its own."""
    for value in values.values():
        if isinstance(value, str):
            yield value
        else:
            for one in value:
                yield from [one] if isinstance(one, str) else one.values()


def _size(value: Any) -> int:
    if isinstance(value, str):
        return len(value)
    return sum(len(one) if isinstance(one, str) else sum(map(len, one.values())) for one in value)


def _text(raw: object, most: int) -> str:
    """Several lines; raises Rejected ("too_long")."""
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        raw = formats.number(raw, digits=3)
    text = clean(raw).replace("\r\n", "\n").replace("\r", "\n").strip() if isinstance(raw, str) else ""
    if len(text) > most:
        raise Rejected({"": "too_long"})
    return text


def _line(raw: object, most: int) -> str:
    return " ".join(_text(raw, most).split())


def _lines(raw: object, most: int) -> tuple[str, ...]:
    rows = raw.splitlines() if isinstance(raw, str) else raw if isinstance(raw, Sequence) else []
    found = dict.fromkeys(_line(one, TEXT) for one in rows if isinstance(one, str))
    found.pop("", None)
    if len(found) > most:
        raise Rejected({"fields": "too_many"})
    return tuple(found)
