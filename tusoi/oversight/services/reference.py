"""The dated reference data: kinds of cases with their procedures, content areas, who may inspect whom."""

import json
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.db import transaction

from tusoi.organisations.models.periods import Reference
from tusoi.oversight.models import CaseKind, ContentArea, InspectionRight
from tusoi.oversight.procedure import Procedure

DATA = Path(__file__).resolve().parent.parent / "data"
FILES: dict[str, type[Reference]] = {
    "content_areas": ContentArea,
    "case_kinds": CaseKind,
    "inspection_rights": InspectionRight,
}


@transaction.atomic
def load_reference() -> int:
    """Bring the tables to what data/ says; a row is known by its code and valid_from. Gives the rows read.

    A rule set that an administrator made later stays, and the shipped one before it stays closed.
    Raises ValueError where a procedure makes no sense.
    """
    read = 0
    for name, model in FILES.items():
        rows = rows_of(name)
        if model is CaseKind:
            for row in rows:
                Procedure.read(row["rules"])
        read += model.objects.bring_up_to_date(rows)
    _close_replaced()
    return read


def _close_replaced() -> None:
    """Each rule set of a kind ends at the latest where the next one begins."""
    rows = list(CaseKind.objects.order_by("code", "valid_from").only("code", "valid_from", "valid_to"))
    for row, after in pairwise(rows):
        if row.code == after.code and (row.valid_to is None or row.valid_to > after.valid_from):
            CaseKind.objects.filter(pk=row.pk).update(valid_to=after.valid_from)


def rows_of(name: str) -> list[dict[str, Any]]:
    """The rows of one file, or of every file of the folder of this name, with their days as dates."""
    folder = DATA / name
    paths = sorted(folder.glob("*.json")) if folder.is_dir() else [DATA / f"{name}.json"]
    rows: list[dict[str, Any]] = []
    for path in paths:
        read = json.loads(path.read_text(encoding="utf-8"))
        rows += read if isinstance(read, list) else [read]
    for row in rows:
        row["valid_from"] = date.fromisoformat(row["valid_from"])
        row["valid_to"] = date.fromisoformat(row["valid_to"]) if row.get("valid_to") else None
    return rows
