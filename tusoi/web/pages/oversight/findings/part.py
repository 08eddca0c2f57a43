"""The tabs "Kết quả" and "Kết luận" of a case."""

from __future__ import annotations

from typing import Any

from tusoi.organisations.scope import Actor
from tusoi.oversight.models import Case

from .common import KINDS, Work


def case_part(case: Case, stands: frozenset[str], actor: Actor) -> dict[str, Any]:
    """What the two tabs show; nothing is asked before a template asks for it."""
    return {"work": Work(case, stands, actor), "kind_chips": KINDS}
