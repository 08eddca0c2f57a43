"""What the search knows of a case: its title."""

from __future__ import annotations

from tusoi.oversight.circles import is_stub
from tusoi.oversight.models import Case
from tusoi.search.services import index_entry


def index_case(case: Case) -> None:
    """Whoever searches finds only what exists for him: the search asks Case.visible_to. A stub is not searched."""
    if is_stub(case.circle, case.kind.code) or case.circle != Case.Circle.NORMAL:
        return
    index_entry(kind="case", object_id=case.pk, title=case.title, path=case.path, year=case.opened_on.year)
