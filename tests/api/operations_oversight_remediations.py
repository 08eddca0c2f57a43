"""The operations on remediation, for the table of operations.

Whom they serve depends on how one stands to the case, not on a permission at a place: tests/api/
test_oversight_remediations.py asks each of them for everybody.
"""

from collections.abc import Callable
from typing import Any

from tests.cast import Cast
from tests.oversight import build_remediation as laid

STANDING = "standing"


def remediations(operation: Callable[..., Any]) -> dict[str, Any]:
    """The table; ``operation`` makes an entry of it."""
    row = {"remediation_id": "remediation"}
    reason = {"reason": "vì"}
    return {
        "GET /remediations": operation({}, ""),
        "GET /remediations/figures": operation({}, ""),
        "GET /remediations/years": operation({}, ""),
        "GET /remediations/mine": operation({}, ""),
        "GET /remediations/{remediation_id}": operation(row, STANDING),
        "POST /remediations/close": operation(
            {}, STANDING, given=lambda w: {"remediation_ids": [w["met_remediation"]]}
        ),
        "POST /remediations/follow-up": operation(
            {}, STANDING,
            given=lambda w: {
                "remediation_ids": [w["remediation"]], "kind": "gs-cd", "title": "Theo dõi", "reason": "vì",
            },
        ),
        "POST /remediations/{remediation_id}/close": operation(
            {"remediation_id": "met_remediation"}, STANDING, given=lambda w: {}
        ),
        "POST /remediations/{remediation_id}/escalate": operation(row, STANDING, given=lambda w: reason),
        "POST /remediations/{remediation_id}/reopen": operation(
            {"remediation_id": "escalated_remediation"}, STANDING, given=lambda w: reason
        ),
        "POST /remediations/{remediation_id}/extend": operation(
            row, STANDING, given=lambda w: reason | {"to_day": w.later}
        ),
    }  # fmt: skip


def made_remediations(cast: Cast) -> dict[str, int]:
    """Rows of a case of An Bình over its two cells: one open, one met, one reported to those above."""
    from tests.oversight import build
    from tusoi.oversight.services.remediation import escalate_remediation

    build.everything_allowed()
    case = laid.concluded(cast.lan, cast.an_binh, cast.thon_dong, cast.thon_ha)
    row, met = laid.require(case, cast.lan, cast.thon_dong, cast.thon_ha)
    laid.met(met, cast.pha, cast.lan)
    raised = laid.require(case, cast.lan, cast.thon_ha, text="Họp kiểm điểm")[0]
    escalate_remediation(remediation_id=raised.pk, reason="chậm", by=cast.lan)
    return {"remediation": row.pk, "met_remediation": met.pk, "escalated_remediation": raised.pk}
