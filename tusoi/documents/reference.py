"""The dated reference data of this package as it lies in ``data/``."""

import json
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent / "data"


@lru_cache
def rows(name: str) -> list[dict[str, Any]]:
    """The rows of ``data/<name>.json``."""
    found: list[dict[str, Any]] = json.loads((DATA / f"{name}.json").read_text("utf-8"))
    return found


@lru_cache
def template_rows() -> list[dict[str, Any]]:
    """The shipped templates: each file of ``data/templates`` is one; ``valid_from`` is a day."""
    found = []
    for path in sorted((DATA / "templates").glob("*.json")):
        row: dict[str, Any] = json.loads(path.read_text("utf-8"))
        found.append(row | {"valid_from": date.fromisoformat(row["valid_from"])})
    return found
