"""How the trail tells of inspection and supervision: action -> sentence, with %(names)s of the entry's changes."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

PARTS = ("procedures", "programmes", "cases", "findings", "remediation", "visits", "statistics")


def _all() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for part in PARTS:
        name = f"tusoi.oversight.words.{part}"
        if find_spec(name):
            found.update(import_module(name).SENTENCES)
    return found


SENTENCES = _all()
