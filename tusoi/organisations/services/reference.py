"""The dated reference data of this package: kinds of organisations, bodies and positions, fields of work."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from django.db import models, transaction

from tusoi.organisations.models import BodyKind, Field, OrganisationKind, PositionKind

DATA = Path(__file__).resolve().parent.parent / "data"
FILES: dict[str, type[models.Model]] = {
    "organisation_kinds": OrganisationKind,
    "body_kinds": BodyKind,
    "position_kinds": PositionKind,
    "fields": Field,
}


@transaction.atomic
def load_reference() -> int:
    """Bring the tables to what data/*.json says; a row is known by its code and valid_from. Gives the rows read."""
    read = 0
    for name, model in FILES.items():
        for row in rows_of(name):
            values = dict(row)
            known = {"code": values.pop("code"), "valid_from": values.pop("valid_from")}
            model._default_manager.update_or_create(**known, defaults=values)
            read += 1
    return read


def rows_of(name: str) -> list[dict[str, Any]]:
    """The rows of one file with their days as dates."""
    rows: list[dict[str, Any]] = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    for row in rows:
        row["valid_from"] = date.fromisoformat(row["valid_from"])
        row["valid_to"] = date.fromisoformat(row["valid_to"]) if row["valid_to"] else None
    return rows
