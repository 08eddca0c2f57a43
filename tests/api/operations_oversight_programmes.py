"""The operations on programmes, for the table of operations.

Whom most of them serve depends on how one stands to the programme: tests/api/test_oversight_programmes.py asks each of
them for everybody.
"""

from collections.abc import Callable
from typing import Any

from tests import factories
from tests.cast import Cast
from tests.oversight import programmes
from tests.oversight.programmes import YEAR, draft, only_line, programme
from tusoi.oversight.services import programmes as services

STANDING = "standing"
LINE = {"kind": "gs-cd", "content": "Việc khác", "areas": ["quy-che"], "quarter": 3, "lead": "Cấp ủy"}


def planning(operation: Callable[..., Any]) -> dict[str, Any]:
    """The table; ``operation`` makes an entry of it."""

    def on(state: str, given: Any = None, **more: Any) -> Any:
        """An operation on the programme in this state."""
        path = {"programme_id": f"programme_{state}"} | more
        return operation(path, STANDING, given=given if callable(given) else lambda w: given or {})

    def line(w: Any) -> dict[str, Any]:
        return LINE | {"subjects": [{"organisation_id": w["thon_ha"]}]}

    one = "/programmes/{programme_id}"
    below = {"organisation_id": "an_binh"}
    return {
        "GET /programmes": operation({}, ""),
        "POST /programmes": operation(
            {}, "oversight.run", given=lambda w: {"owner_id": w["an_binh"], "year": YEAR + 20}
        ),
        f"GET {one}": on("drafting"),
        f"GET {one}/entries": on("drafting"),
        f"GET {one}/overlaps": on("drafting"),
        f"PUT {one}": on("drafting", {"title": "Tên khác"}),
        f"POST {one}/entries": on("drafting", line),
        f"PUT {one}/entries/{{entry_id}}": on("drafting", line, entry_id="line_drafting"),
        f"POST {one}/entries/{{entry_id}}/remove": on("drafting", entry_id="line_drafting"),
        f"POST {one}/entries/{{entry_id}}/cancel": on("adopted", {"reason": "vì"}, entry_id="line_adopted"),
        f"POST {one}/entries/{{entry_id}}/restore": on("adopted", {"reason": "vì"}, entry_id="line_called_off"),
        f"POST {one}/take": on(
            "drafting", lambda w: {"source_id": w["programme_adopted"], "entry_ids": [w["line_adopted"]]}
        ),
        f"POST {one}/propose": on("drafting"),
        f"POST {one}/recall": on("proposed"),
        f"POST {one}/return": on("proposed", {"reason": "vì"}),
        f"POST {one}/merge": on("proposed"),
        f"POST {one}/adopt": on("merged", {"on": "2026-01-05"}),
        f"POST {one}/close": on("adopted"),
        "GET /board/{organisation_id}": operation(below, "oversight.read", lower=403),
        "GET /risk/{organisation_id}": operation(below, "oversight.read", lower=403),
        "GET /risk/{organisation_id}/rows": operation(below, "oversight.read", lower=403),
    }


def made_programmes(cast: Cast) -> dict[str, int]:
    """A programme of An Bình in each state, a year for each, with one line over the cell Thôn Đông."""
    programmes.ready()
    head = factories.actor("bi-thu", cast.an_binh, username="bi-thu-an-binh")
    found = {}
    for number, state in enumerate(("drafting", "proposed", "merged", "adopted")):
        made = programme(cast.lan, cast.an_binh, draft(cast.thon_dong), at=state, inspector=head, year=YEAR + number)
        found |= {f"programme_{state}": made.pk, f"line_{state}": only_line(made).pk}
    adopted = found["programme_adopted"]
    line = services.save_entry(programme_id=adopted, draft=draft(cast.thon_ha), reason="Bổ sung", by=cast.lan)
    services.cancel_entry(programme_id=adopted, entry_id=line.pk, reason="Trùng", by=cast.lan)
    return found | {"line_called_off": line.pk}
