"""The operations on cases, for the table of operations.

Whom they serve depends on how one stands to the case: tests/api/test_oversight_cases.py asks them for everybody.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests import factories
from tests.cast import Cast
from tests.oversight import build
from tusoi.oversight.models import CaseKind, CaseSubject, Paper
from tusoi.oversight.services import cases as services

STANDING = "standing"


def cases(operation: Callable[..., Any]) -> dict[str, Any]:
    """The table; ``operation`` makes an entry of it."""
    case, subject, paper = {"case_id": "case"}, {"subject_id": "case_subject"}, {"paper_id": "case_paper"}
    at, of, one = "/cases/{case_id}", "/cases/subjects/{subject_id}", "/cases/papers/{paper_id}"

    def body(**given: Any) -> Any:
        return lambda w: given

    today = timezone.localdate().isoformat()
    opened = {"kind": "gs-cd", "title": "Giám sát", "unscheduled_reason": "vì"}
    return {
        "GET /cases": operation({}, ""),
        "POST /cases": operation({}, STANDING, given=lambda w: {"owner_id": w["an_binh"], **opened}),
        f"GET {at}": operation(case, STANDING),
        f"POST {at}/finish": operation(case, STANDING, given=body()),
        f"POST {at}/back": operation({"case_id": "case_of_outline"}, STANDING, given=body(reason="vì")),
        f"POST {at}/issue-new": operation({"case_id": "case_to_issue"}, STANDING, given=body(
            on=today, plan={"number": 81}, decision={"number": 82},
            confirmed=["competence", "symbol_issuer", "symbol_kind"],
        )),
        f"POST {at}/issue": operation({"case_id": "case_to_issue"}, STANDING, given=lambda w: {
            "decision_id": w["case_decision"], "plan_id": w["case_plan"],
        }),
        f"POST {at}/extend": operation(case, STANDING, given=lambda w: {
            "reason": "vì", "to_day": (timezone.localdate() + timedelta(days=31)).isoformat(),
        }),
        f"POST {at}/suspend": operation(case, STANDING, given=body(reason="vì")),
        f"POST {at}/resume": operation({"case_id": "suspended_case"}, STANDING, given=body()),
        f"POST {at}/drop": operation(case, STANDING, given=body(reason="vì")),
        f"POST {at}/settle": operation({"case_id": "stub_case"}, STANDING, given=body(on=today)),
        f"GET {at}/subjects": operation(case, STANDING),
        f"POST {at}/subjects": operation(case, STANDING, given=lambda w: {
            "subjects": [{"organisation_id": w["case_new_subject"]}], "reason": "vì",
        }),
        f"POST {at}/open": operation(case, STANDING, given=body(on=today)),
        f"POST {at}/reports": operation(case, STANDING, given=lambda w: {"due_on": w.later}),
        f"GET {at}/team": operation(case, STANDING),
        f"POST {at}/team": operation(case, STANDING, given=lambda w: {"person_id": w["case_newcomer"]}),
        "POST /cases/team/{member_id}/leave": operation(
            {"member_id": "case_member"}, STANDING, given=body(reason="vì")
        ),
        f"GET {at}/papers": operation(case, STANDING),
        f"POST {at}/papers": operation(case, STANDING, given=body(title="Biên bản", text="Nội dung")),
        f"POST {at}/papers/waive": operation(case, STANDING, given=body(code="bien-ban-lam-viec", reason="vì")),
        f"POST {one}/send": operation(paper, STANDING),
        f"POST {one}/withdraw": operation(paper, STANDING, given=body(reason="vì")),
        f"POST {of}/remove": operation(subject, STANDING, given=body(reason="vì")),
        f"POST {of}/draft": operation(subject, STANDING, given=body(text="Dự thảo")),
        f"POST {of}/comment": operation({"subject_id": "drafted_subject"}, STANDING, given=body(agrees=True)),
        f"POST {of}/answer": operation({"subject_id": "commented_subject"}, STANDING, given=body(text="Tiếp thu")),
    }  # fmt: skip


def made_cases(cast: Cast) -> dict[str, int]:
    """Cases of An Bình over its cells, at the steps the operations need."""
    from tests.documents.build import registered
    from tusoi.organisations.models import Person

    build.everything_allowed()
    someone = factories.person("Thành viên")
    factories.position(someone, "uy-vien", cast.an_binh)
    leader = ((Person.objects.get(pk=cast.sua.person_id), "leader"),)
    case = build.case(cast.lan, cast.an_binh, cast.thon_dong, cast.thon_ha, at="open", team=leader)
    today = cast.lan.today
    type(case).objects.filter(pk=case.pk).update(
        due_on=today + timedelta(days=25), issued_on=today - timedelta(days=20)
    )

    subjects = list(case.subjects.order_by("pk"))
    CaseSubject.objects.filter(case=case).update(opened_on=today)
    paper = Paper.objects.create(case=case, title="Biên bản", text="x", added_at=cast.lan.at)
    back = build.case(cast.lan, cast.an_binh, cast.thon_dong, at="open", team=leader)
    to_issue = build.case(cast.lan, cast.an_binh, cast.thon_dong, at="issue", team=leader)
    suspended = build.case(cast.lan, cast.an_binh, cast.thon_dong, at="verify")
    services.suspend_case(case_id=suspended.pk, reason="vì", by=cast.lan)
    talks = build.case(cast.lan, cast.an_binh, cast.thon_dong, cast.thon_ha, at="discuss")
    drafted, commented = talks.subjects.order_by("pk")
    for one in (drafted, commented):
        services.send_draft(subject_id=one.pk, text="Dự thảo", by=cast.lan)
    services.comment_on_draft(subject_id=commented.pk, comments="Xem lại", by=cast.lan)
    stub_kind, _ = CaseKind.objects.get_or_create(
        code="tc", defaults={"name_vi": "Tố cáo", "name_en": "Denunciation", "symbol": "TC", "form": "inspection",
                             "valid_from": build.LONG_AGO, "rules": {"stub_only": True}},
    )  # fmt: skip
    stub = build.case(cast.lan, cast.an_binh, at="", kind=stub_kind)
    papers = [
        registered(cast, by=cast.lan, owner=cast.an_binh, issuer_id=cast.an_binh.pk, issuer_name="", number=number,
                   symbol="KH/ĐU", circulation="own", issued_on=today)
        for number in (71, 72)
    ]  # fmt: skip
    new = factories.organisation("Chi bộ Thôn Mới", "cell", cast.an_binh)
    return {
        "case": case.pk, "case_subject": subjects[0].pk, "case_paper": paper.pk, "case_of_outline": back.pk,
        "case_to_issue": to_issue.pk, "case_decision": papers[0].pk, "case_plan": papers[1].pk,
        "suspended_case": suspended.pk, "stub_case": stub.pk, "case_new_subject": new.pk,
        "case_newcomer": someone.pk, "case_member": case.team.get().pk, "drafted_subject": drafted.pk,
        "commented_subject": commented.pk,
    }  # fmt: skip
