"""The dated reference data of this package as it lies in ``data/``."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent / "data"


@lru_cache
def rows(name: str) -> list[dict[str, Any]]:
    """The rows of ``data/<name>.json``."""
    found: list[dict[str, Any]] = json.loads((DATA / f"{name}.json").read_text("utf-8"))
    return found
