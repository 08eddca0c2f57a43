"""Findings, conclusions and requirements for tests, made through the services."""

from datetime import timedelta
from typing import Any

from tests.oversight import build
from tusoi.documents.services import load_reference as load_documents
from tusoi.obligations.services import load_reference as load_obligations
from tusoi.organisations.models import Organisation
from tusoi.organisations.scope import Actor
from tusoi.oversight.models import Case, CaseSubject, Conclusion, Finding, Requirement
from tusoi.oversight.services import findings as services
from tusoi.oversight.services.findings import ConclusionDraft, FindingDraft, RequirementDraft


def case(cast: Any, *subjects: Organisation, at: str = "conclude", **more: Any) -> Case:
    """A supervision of the province over communes, the report of its team done."""
    made = build.case(cast.may, cast.province, *(subjects or (cast.an_binh, cast.suoi_giang)), at=at, **more)
    made.areas.set([build.area()])
    return made


def subject(case: Case, organisation: Organisation) -> CaseSubject:
    return CaseSubject.objects.get(case=case, organisation=organisation, person__isnull=True)


def asked(by: Actor, text: str = "Rà soát, bổ sung quy chế làm việc", days: int = 30, **more: Any) -> RequirementDraft:
    return RequirementDraft(text=text, due_on=by.today + timedelta(days=days), **more)


def found(
    case: Case,
    by: Actor,
    text: str = "Chưa ban hành quy chế làm việc",
    *,
    kind: str = "shortcoming",
    of: Organisation | None = None,
    requirement: RequirementDraft | None = None,
    **more: Any,
) -> Finding:
    draft = FindingDraft(
        kind=kind, text=text, subject_id=subject(case, of).pk if of else None,
        area_ids=more.pop("area_ids", (build.area().pk,)), requirement=requirement, **more,
    )  # fmt: skip
    return services.add_finding(case_id=case.pk, draft=draft, by=by)


def with_results(case: Case, by: Actor, code: str = "chua-tot") -> None:
    standing = CaseSubject.objects.standing().filter(case=case)
    services.set_results(case_id=case.pk, results={one.pk: code for one in standing}, by=by)


def compiled(cast: Any, case: Case) -> Conclusion:
    made = services.compile_conclusion(case_id=case.pk, by=cast.may)
    draft = ConclusionDraft(
        sections=made.sections, excerpt=made.excerpt, signatory="Hà Văn Ký", signatory_position="Phó Bí thư"
    )
    return services.save_conclusion(case_id=case.pk, draft=draft, by=cast.may)


def concluded(cast: Any, case: Case) -> Conclusion:
    compiled(cast, case)
    with_results(case, cast.may)
    return services.conclude_case(case_id=case.pk, meeting="Hội nghị Ban Thường vụ", on=cast.may.today, by=cast.may)


def registered(cast: Any, case: Case) -> Conclusion:
    load_documents()
    concluded(cast, case)
    return services.register_conclusion(
        case_id=case.pk, on=cast.may.today, by=cast.may, confirmed={"competence", "symbol_issuer", "symbol_kind"}
    )


def announced(cast: Any, case: Case, **more: Any) -> Case:
    registered(cast, case)
    told = {one.pk: (cast.may.today, "công bố tại hội nghị") for one in case.subjects.filter(removed_on__isnull=True)}
    return services.announce_conclusion(case_id=case.pk, told=told, by=cast.may, **more)


def laid(cast: Any, case: Case, **more: Any) -> list[Requirement]:
    load_obligations()
    announced(cast, case)
    return services.lay_requirements(case_id=case.pk, by=cast.may, **more)
