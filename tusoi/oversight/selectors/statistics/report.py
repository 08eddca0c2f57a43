"""Everything of a period in one place: what the page shows and the files carry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tusoi.oversight.bases import small_base_on
from tusoi.oversight.figures import STUB_ONLY, Balance

from .asked import COMMITTEE, Asked, Choices
from .beside import Elsewhere, elsewhere
from .counts import Kept, Line, balances, whole_and_tables


@dataclass(frozen=True, slots=True)
class Named:
    """A line with its name."""

    name: str
    line: Line


@dataclass(frozen=True, slots=True)
class KeptNamed:
    name: str
    kept: Kept


@dataclass(frozen=True, slots=True)
class Report:
    asked: Asked
    whole: Line
    forms: list[Named]
    tables: dict[str, list[Named]]
    """By dimension."""
    kept: list[KeptNamed]
    """Kinds with their steps here; stubs are in ``stubs``."""
    stubs: list[KeptNamed]
    elsewhere: Elsewhere
    small_base: int
    """Percentages of what was less before are marked."""

    @property
    def all_cases(self) -> Balance:
        return sum((one.kept.cases for one in self.kept), Balance())

    @property
    def all_subjects(self) -> Balance:
        return sum((one.kept.subjects for one in self.kept), Balance())


def report_of(asked: Asked, known: Choices, dimensions: Sequence[str], today: date) -> Report:
    """Five queries, and one for the dimensions of counts.APART."""
    kept = sorted(balances(asked), key=lambda one: (_rank(known.kinds, one.kind), one.is_stub))
    named = [KeptNamed(kind_name(one.kind, known), one) for one in kept]
    whole, lines = whole_and_tables(asked, ("form", *dimensions))
    return Report(
        asked=asked,
        whole=whole,
        forms=named_lines("form", lines["form"], known),
        tables={one: named_lines(one, lines[one], known) for one in dimensions},
        kept=[one for one in named if not one.kept.is_stub],
        stubs=[one for one in named if one.kept.is_stub],
        elsewhere=elsewhere(asked, today),
        small_base=small_base_on(today),
    )


def named_lines(dimension: str, lines: list[Line], known: Choices) -> list[Named]:
    """In the order of the reference data; owners by how many cases they concluded; months in order of time."""
    order: dict[str, Any] = {
        "form": lambda line: line.key,
        "kind": lambda line: (_rank(known.kinds, line.key[0]), line.key),
        "area": lambda line: (_rank(known.areas, line.key[0]), str(line.key)),
        "result": lambda line: (_rank(known.kinds, line.key[0]), _result_rank(line.key, known)),
        "owner": lambda line: (-line.now.cases, -line.before.cases, line.key[1]),
        "month": lambda line: line.key,
    }
    by_level = ("level", "owner_level")
    default = lambda line: _rank(known.levels if dimension in by_level else known.bodies, line.key[0])  # noqa: E731
    found = sorted(lines, key=order.get(dimension, default))
    return [Named(name_of(dimension, line.key, known), line) for line in found]


def name_of(dimension: str, key: tuple[Any, ...], known: Choices) -> str:
    """What a value of a dimension is called, in the language of the moment."""
    code = key[0]
    if dimension == "form":
        return form_name(code)
    if dimension == "kind":
        return kind_name(code, known)
    if dimension == "area":
        return known.areas[code].name if code in known.areas else code or _("chưa ghi nội dung")
    if dimension in ("level", "owner_level"):
        return known.levels[code].name if code in known.levels else code
    if dimension == "body":
        if code == COMMITTEE:
            return _("Cấp ủy")
        return known.bodies[code].name if code in known.bodies else code
    if dimension == "result":
        return f"{kind_name(code, known)} – {result_name(code, key[1], known)}"
    if dimension == "owner":
        return str(key[1])
    return _("Tháng %(month)s") % {"month": code} if code <= 12 else _("Năm %(year)s") % {"year": code}


def form_name(code: str) -> str:
    return _("Kiểm tra") if code == "inspection" else _("Giám sát")


def kind_name(code: str, known: Choices) -> str:
    return known.kinds[code].name if code in known.kinds else code


def result_name(kind: str, code: str, known: Choices) -> str:
    if not code:
        return _("chưa ghi kết quả")
    result = known.kinds[kind].procedure.result(code) if kind in known.kinds else None
    if result is None:
        return code
    return result.name.en if (get_language() or "vi").startswith("en") else result.name.vi


def _rank(rows: dict[str, Any], code: str | None) -> tuple[int, int]:
    place = list(rows).index(code) if code in rows else len(rows)
    return (1 if code in STUB_ONLY else 0, place)


def _result_rank(key: tuple[Any, ...], known: Choices) -> int:
    results = known.kinds[key[0]].procedure.results if key[0] in known.kinds else ()
    return next((place for place, one in enumerate(results) if one.code == key[1]), len(results))
