"""The dated reference data of this package: kinds of organisations, bodies and positions, fields of work."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction

from tusoi.organisations.models import BodyKind, Field, OrganisationKind, PositionKind
from tusoi.organisations.models.periods import Reference

DATA = Path(__file__).resolve().parent.parent / "data"
FILES: dict[str, type[Reference]] = {
    "organisation_kinds": OrganisationKind,
    "body_kinds": BodyKind,
    "position_kinds": PositionKind,
    "fields": Field,
}


@transaction.atomic
def load_reference() -> int:
    """Bring the tables to what data/*.json says; a row is known by its code and valid_from. Gives the rows read."""
    return sum(model.objects.bring_up_to_date(rows_of(name)) for name, model in FILES.items())


def rows_of(name: str) -> list[dict[str, Any]]:
    """The rows of one file with their days as dates."""
    rows: list[dict[str, Any]] = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    for row in rows:
        row["valid_from"] = date.fromisoformat(row["valid_from"])
        row["valid_to"] = date.fromisoformat(row["valid_to"]) if row["valid_to"] else None
    return rows


@cache
def position_names() -> dict[str, tuple[str, str]]:
    """The Vietnamese and the English name of each kind of position, found by either."""
    pairs = [(row["name_vi"], row["name_en"]) for row in rows_of("position_kinds")]
    return {name: pair for pair in pairs for name in pair}
