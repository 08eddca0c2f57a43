"""Cases for tests, at any step of a small procedure that has every gate once."""

from datetime import date, timedelta
from typing import Any

from tusoi.organisations.models import Organisation, Person
from tusoi.organisations.scope import Actor
from tusoi.oversight.models import Case, CaseKind, CaseSubject, ContentArea, InspectionRight, TeamMember
from tusoi.oversight.procedure import GATES

LONG_AGO = date(2020, 1, 1)
WHO = {
    "outline": "team", "open": "team", "self_report": "subject", "verify": "team", "discuss": "team", "report": "team",
}  # fmt: skip
PHASE = {"propose": "prepare", "issue": "prepare", "outline": "prepare"}
FINISH = ("report", "conclude", "announce", "file")


def rules(**more: Any) -> dict[str, Any]:
    """A procedure with a step for every gate, two papers and three results; ``more`` replaces parts."""
    steps = [
        {
            "code": gate.replace("_", "-"), "name_vi": f"Bước {gate}", "name_en": f"Step {gate}", "gate": gate,
            "phase": PHASE.get(gate, "finish" if gate in FINISH else "conduct"), "who": WHO.get(gate, "owner"),
        }
        for gate in GATES
    ]  # fmt: skip
    papers = [
        {"code": "quyet-dinh", "name_vi": "Quyết định", "name_en": "Decision", "step": "issue", "kind": "quyet-dinh"},
        {"code": "ke-hoach", "name_vi": "Kế hoạch", "name_en": "Plan", "step": "issue", "kind": "ke-hoach"},
        {"code": "bien-ban-lam-viec", "name_vi": "Biên bản làm việc", "name_en": "Minutes", "step": "verify",
         "per_subject": True},
    ]  # fmt: skip
    results = [
        {"code": "tot", "name_vi": "Thực hiện tốt", "name_en": "Done well", "counts_as": ["good"]},
        {"code": "chua-tot", "name_vi": "Chưa tốt", "name_en": "Not done well", "counts_as": ["poor"]},
        {"code": "dau-hieu", "name_vi": "Có dấu hiệu vi phạm", "name_en": "Signs found", "counts_as": ["sign"]},
    ]
    return {
        "steps": steps, "papers": papers, "limits": [{"levels": [], "days": 45, "unit": "calendar"}],
        "extension": "1/3", "results": results, **more,
    }  # fmt: skip


def kind(code: str = "gs-cd", **more: Any) -> CaseKind:
    """A thematic supervision, or another kind by its code, with that procedure."""
    return CaseKind.objects.get_or_create(
        code=code,
        defaults={
            "name_vi": f"Loại {code}", "name_en": f"Kind {code}", "symbol": code.upper(), "valid_from": LONG_AGO,
            "form": "supervision" if code.startswith("gs") else "inspection", "rules": rules(**more),
        },
    )[0]  # fmt: skip


def area(code: str = "quy-che") -> ContentArea:
    return ContentArea.objects.get_or_create(
        code=code, defaults={"name_vi": f"Nội dung {code}", "name_en": f"Area {code}", "valid_from": LONG_AGO}
    )[0]


def everything_allowed() -> InspectionRight:
    """A whitelist that lets every owner inspect everybody below it with the kinds of these tests."""
    return InspectionRight.objects.get_or_create(
        code="test-below",
        defaults={
            "name_vi": "Mọi đối tượng bên dưới", "name_en": "Everybody below", "valid_from": LONG_AGO,
            "kinds": ["gs-cd", "kt-ch", "kt-dhvp"], "subject": "organisation", "relation": "below",
            "owner_bodies": ["", "ban-thuong-vu", "uy-ban-kiem-tra"],
        },
    )[0]  # fmt: skip


def case(
    by: Actor,
    owner: Organisation,
    *subjects: Organisation,
    at: str = "self-report",
    team: tuple[tuple[Person, str], ...] = (),
    **more: Any,
) -> Case:
    """A committee's case over organisations, standing at a step; opened to its subjects once that step is past."""
    own = more.pop("kind", None) or kind()
    procedure = own.procedure
    is_open = procedure.is_past("open", at)
    made = Case.objects.create(
        owner=owner, path=owner.path, kind=own, is_committees=more.pop("is_committees", True),
        title=more.pop("title", "Giám sát thực hiện quy chế làm việc"), step="" if at == "done" else at,
        opened_on=by.today - timedelta(days=30), created_at=by.at, created_by_id=by.account_id,
        issued_on=by.today - timedelta(days=20) if procedure.is_past("issue", at) else None,
        unscheduled_reason="theo yêu cầu", **more,
    )  # fmt: skip
    for one in subjects:
        CaseSubject.objects.create(
            case=made, organisation=one, level=one.kind.code, path=one.path, added_on=made.opened_on,
            opened_on=by.today - timedelta(days=15) if is_open else None,
        )  # fmt: skip
    for someone, role in team:
        TeamMember.objects.create(case=made, person=someone, role=role, valid_from=made.opened_on)
    return made
