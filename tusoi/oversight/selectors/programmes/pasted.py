"""Lines as somebody copied them out of a sheet, understood before anything is stored.

Columns, parted by tabs: kind, subjects (parted by ;), content, areas (parted by ;), period examined (day–day), quarter,
lead. The first three are asked for. Organisations only: a person is picked by hand.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from tusoi import treepath
from tusoi.lib import formats
from tusoi.lib.folding import fold
from tusoi.organisations.models import Organisation
from tusoi.organisations.scope import Actor
from tusoi.oversight.models import Programme
from tusoi.oversight.rules import Rejected

from .reading import areas_now, kinds_now

MOST = 200
COLUMNS = 7


@dataclass(frozen=True, slots=True)
class Pasted:
    """``values``: what EntryDraft takes; ``shown``: the cells as they were understood."""

    values: dict[str, Any]
    shown: tuple[str, ...]


def read_pasted(text: str, programme: Programme, by: Actor) -> tuple[list[Pasted], list[Rejected]]:
    """The rows, and what could not be understood of each. Three queries."""
    rows = [line for line in text.replace("\x00", "").splitlines() if line.strip()]
    if rows and fold(rows[0].split("\t")[0].strip()) in {"loai viec", "loai", "kind"}:
        rows = rows[1:]
    if not rows:
        return [], [Rejected({"": "import_empty"})]
    if len(rows) > MOST:
        return [], [Rejected({"": "import_most"}, most=MOST)]
    cells = [[*(cell.strip() for cell in row.split("\t")), *[""] * COLUMNS][:COLUMNS] for row in rows]
    known = _Known(cells, programme, by)
    read: list[Pasted] = []
    errors: list[Rejected] = []
    for number, row in enumerate(cells, start=1):
        try:
            read.append(known.line(row, number))
        except Rejected as wrong:
            errors.append(wrong)
    return read, errors


class _Known:
    """What names in the rows can mean."""

    def __init__(self, cells: list[list[str]], programme: Programme, by: Actor) -> None:
        self.year = programme.year if programme.year is not None else by.today.year + 1
        self.kinds = {fold(name): kind for kind in kinds_now(by) for name in (kind.symbol, kind.code, kind.name_vi)}
        self.areas = {fold(name): area for area in areas_now(by) for name in (area.code, area.name_vi, area.name_en)}
        self.organisations: dict[str, list[Organisation]] = defaultdict(list)
        names = {fold(name) for row in cells for name in _parts(row[1])}
        branch = Organisation.objects.visible_to(by).living().filter(treepath.within("path", [programme.path]))
        for one in branch.only("name", "short_name", "code").iterator() if names else ():
            for name in {fold(one.name), fold(one.short_name), fold(one.code)} & names - {""}:
                self.organisations[name].append(one)

    def line(self, row: list[str], number: int) -> Pasted:
        kind_text, subject_text, content, area_text, period, quarter, lead = row
        if not (kind_text and subject_text and content):
            raise Rejected({"": "import_columns"}, line=number)
        kind = self.kinds.get(fold(kind_text))
        if kind is None:
            raise Rejected({"": "import_kind"}, line=number, text=kind_text[:60])
        subjects = []
        for name in _parts(subject_text):
            meant = self.organisations.get(fold(name), [])
            if len(meant) != 1:
                raise Rejected({"": "import_subject"}, line=number, text=name[:80])
            subjects.append(meant[0])
        areas = []
        for name in _parts(area_text):
            area = self.areas.get(fold(name))
            if area is None:
                raise Rejected({"": "import_area"}, line=number, text=name[:80])
            areas.append(area)
        begins, ends = _period(period, number)
        values = {
            "kind": kind.code, "content": content, "areas": tuple(dict.fromkeys(area.code for area in areas)),
            "examined_from": begins, "examined_to": ends, "quarter": _quarter(quarter, number), "year": self.year,
            "lead": lead, "subjects": tuple((one.pk, None) for one in subjects),
        }  # fmt: skip
        shown = (
            kind.symbol, "; ".join(one.name for one in subjects), content, "; ".join(area.name for area in areas),
            period, quarter, lead,
        )  # fmt: skip
        return Pasted(values, shown)


def _parts(text: str) -> Iterable[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _quarter(text: str, number: int) -> int | None:
    if not text:
        return None
    folded = fold(text).removeprefix("quy").strip()
    known = {"1": 1, "i": 1, "2": 2, "ii": 2, "3": 3, "iii": 3, "4": 4, "iv": 4}
    if folded not in known:
        raise Rejected({"": "import_quarter"}, line=number)
    return known[folded]


def _period(text: str, number: int) -> tuple[date | None, date | None]:
    if not text:
        return None, None
    days = [formats.read_day(part.strip()) for part in re.split(r"\s*[–—-]\s*", text.strip()) if part.strip()]
    if len(days) != 2 or days[0] is None or days[1] is None or days[1] < days[0]:
        raise Rejected({"": "import_day"}, line=number)
    return days[0], days[1]
