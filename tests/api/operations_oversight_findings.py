"""The operations on findings and conclusions, for the table of operations.

Whom they serve depends on how one stands to the case: tests/api/test_oversight_findings.py asks each for everybody.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.cast import Cast
from tests.oversight import build
from tests.oversight import findings as made
from tusoi.oversight.models import Finding, Requirement
from tusoi.oversight.services import findings as services

STANDING = "standing"


def findings(operation: Callable[..., Any]) -> dict[str, Any]:
    """The table; ``operation`` makes an entry of it."""
    case, one, asked = {"case_id": "found_case"}, {"finding_id": "finding"}, {"requirement_id": "asked"}
    at = "/cases/{case_id}"

    def body(**given: Any) -> Any:
        return lambda w: given

    def found(w: Any) -> dict[str, Any]:
        return {"kind": "defect", "text": "Chậm", "area_ids": [w["found_area"]]}

    def required(w: Any) -> dict[str, Any]:
        return {"text": "Làm", "due_on": w.later, "for_all": True}

    today = date.today().isoformat()
    return {
        f"GET {at}/findings": operation(case, STANDING),
        f"POST {at}/findings": operation(case, STANDING, given=found),
        f"POST {at}/findings/lines": operation(
            case, STANDING, given=lambda w: {"lines": [{"kind": "sign", "text": "x"}], "area_ids": [w["found_area"]]}
        ),
        "GET /findings/{finding_id}": operation(one, STANDING),
        "PUT /findings/{finding_id}": operation(one, STANDING, given=found),
        "POST /findings/{finding_id}/drop": operation(one, STANDING, given=body(reason="vì")),
        "POST /findings/{finding_id}/restore": operation({"finding_id": "dropped_finding"}, STANDING, given=body()),
        "POST /findings/{finding_id}/move": operation(one, STANDING, given=body()),
        "POST /findings/{finding_id}/copy": operation(
            one, STANDING, given=lambda w: {"subject_ids": [w["found_subject"]]}
        ),
        f"GET {at}/requirements": operation(case, STANDING),
        f"POST {at}/requirements": operation(case, STANDING, given=required),
        f"POST {at}/requirements/merge": operation(case, STANDING),
        "PUT /requirements/{requirement_id}": operation(asked, STANDING, given=required),
        "POST /requirements/{requirement_id}/drop": operation(asked, STANDING, given=body(reason="vì")),
        f"PUT {at}/results": operation(
            case, STANDING, given=lambda w: {"results": [{"subject_id": w["found_subject"], "result": "tot"}]}
        ),
        f"GET {at}/conclusion": operation(case, STANDING),
        f"POST {at}/conclusion/compile": operation(case, STANDING, given=body()),
        f"PUT {at}/conclusion": operation(case, STANDING, given=body(sections=[{"heading": "Một", "lines": ["Hai"]}])),
        f"POST {at}/conclusion/conclude": operation(case, STANDING, given=body(meeting="Họp", on=today)),
        f"POST {at}/conclusion/reopen": operation(
            {"case_id": "concluded_case"}, STANDING, given=body(reason="vì")
        ),
        f"POST {at}/conclusion/register": operation(
            {"case_id": "concluded_case"}, STANDING,
            given=body(on=today, confirmed=["competence", "symbol_issuer", "symbol_kind"]),
        ),
        f"POST {at}/conclusion/announce": operation(
            {"case_id": "registered_case"}, STANDING,
            given=lambda w: {"told": [{"subject_id": w["registered_subject"], "on": today, "how": "gửi văn bản"}]},
        ),
        f"POST {at}/requirements/lay": operation({"case_id": "announced_case"}, STANDING, given=body()),
    }  # fmt: skip


def made_findings(cast: Cast) -> dict[str, int]:
    """Cases of the province over An Bình: findings written, concluded, registered, announced."""
    made.load_documents()
    made.load_obligations()

    def case() -> Any:
        one = made.case(cast, cast.an_binh, at="conclude")
        made.found(one, cast.may, "Chậm", requirement=made.asked(cast.may, for_all=True))
        return one

    open_one, concluded, registered, announced = case(), case(), case(), case()
    made.compiled(cast, open_one)
    made.with_results(open_one, cast.may)
    dropped = made.found(open_one, cast.may, "Thừa")
    services.drop_finding(finding_id=dropped.pk, reason="thừa", by=cast.may)
    made.concluded(cast, concluded)
    made.registered(cast, registered)
    made.announced(cast, announced)
    return {
        "found_case": open_one.pk, "concluded_case": concluded.pk, "registered_case": registered.pk,
        "announced_case": announced.pk, "dropped_finding": dropped.pk, "found_area": build.area().pk,
        "finding": Finding.objects.get(case=open_one, dropped_on__isnull=True).pk,
        "asked": Requirement.objects.get(case=open_one).pk,
        "found_subject": made.subject(open_one, cast.an_binh).pk,
        "registered_subject": made.subject(registered, cast.an_binh).pk,
    }  # fmt: skip
