"""Every cell of every shipped procedure, through the services: finished when fed, gone back where it may."""

import pytest

from tests import factories
from tests.oversight import build
from tusoi.documents.models import Document, DocumentKind
from tusoi.lib.workflow import IllegalMove
from tusoi.obligations.services import load_reference as load_deliverables
from tusoi.organisations.models import Person
from tusoi.organisations.scope import Refused
from tusoi.oversight.models import Case, CaseKind, CaseSubject, Conclusion, Paper, TeamMember
from tusoi.oversight.procedure import DONE
from tusoi.oversight.rules import NotYet, Rejected
from tusoi.oversight.selectors import cases as asked
from tusoi.oversight.services import cases as services
from tusoi.oversight.services import load_reference

pytestmark = pytest.mark.django_db


@pytest.fixture
def book(db):
    load_reference()
    load_deliverables()
    for code, symbol in (("quyet-dinh", "QĐ"), ("ke-hoach", "KH")):
        DocumentKind.objects.get_or_create(
            code=code, defaults={"name_vi": code, "name_en": code, "symbol": symbol, "valid_from": build.LONG_AGO}
        )


def document(cast, kind: str, number: int = 1) -> Document:
    return Document.objects.create(
        owner=cast.province, issuer=cast.province, issuer_name="Tỉnh ủy", number=number, symbol="QĐ/TU",
        kind=DocumentKind.objects.get(code=kind), issued_on=cast.may.today, excerpt="Về cuộc giám sát",
        registered_at=cast.may.at, circulation="own",
    )  # fmt: skip


def begun(cast, kind: CaseKind) -> Case:
    """A case of that kind at its first step, over a commune, or over a member where it knows no organisations."""
    case = Case.objects.create(
        owner=cast.province, path=cast.province.path, kind=kind, is_committees=True, title="Giám sát quy chế",
        step=kind.procedure.first, opened_on=cast.may.today, created_at=cast.may.at, unscheduled_reason="theo yêu cầu",
    )  # fmt: skip
    person = None if "organisation" in kind.procedure.subjects else Person.objects.get(pk=cast.sua.person_id)
    CaseSubject.objects.create(
        case=case, organisation=cast.an_binh, person=person, level="commune", path=cast.an_binh.path,
        added_on=cast.may.today,
    )  # fmt: skip
    return case


def feed(cast, case: Case) -> None:
    """What the gate of the present step asks for."""
    step = case.kind.procedure.step(case.step)
    for line in asked.checklist_of(case):
        if line.kind.step == step.code and line.is_open:
            made = services.waive_paper(
                case_id=case.pk, code=line.kind.code, subject_id=line.subject_id, reason="không có", by=cast.may
            )
            assert made.waived_reason
    subjects = list(case.subjects.all())
    if step.gate == "open":
        services.open_to_subjects(case_id=case.pk, by=cast.may)
    elif step.gate == "self_report":
        services.ask_self_reports(case_id=case.pk, due_on=cast.may.today, by=cast.may)
    elif step.gate == "discuss":
        for one in subjects:
            services.send_draft(subject_id=one.pk, text="Nội dung dự thảo", by=cast.may)
            services.comment_on_draft(subject_id=one.pk, comments="Đề nghị xem lại mục 2", by=cast.may)
            services.answer_comments(subject_id=one.pk, answer="Tiếp thu", by=cast.may)
    elif step.gate == "conclude":
        Conclusion.objects.create(case=case, state="concluded", saved_at=cast.may.at)
        CaseSubject.objects.filter(case=case).update(result=case.kind.procedure.results[0].code)
    elif step.gate == "announce":
        notice = document(cast, "quyet-dinh", 9)
        Conclusion.objects.filter(case=case).update(state="registered", document=notice)
        CaseSubject.objects.filter(case=case).update(announced_on=cast.may.today)


def leader(cast, case: Case) -> None:
    services.add_team_member(case_id=case.pk, person_id=cast.inspector.person_id, role="leader", by=cast.may)


@pytest.mark.parametrize("code", ["gs-cd", "kt-ch", "kt-dhvp", "kt-nvkt", "kt-thkl", "kt-tc", "tkt", "gs-cb", "kt-cb"])
def test_every_step_is_refused_empty_and_finished_when_fed_to_the_end(cast, book, code):
    for kind in CaseKind.objects.filter(code=code):
        case = begun(cast, kind)
        walked = []
        while case.state == "running":
            step = case.kind.procedure.step(case.step)
            walked.append(step.code)
            _back(cast, case)
            if step.gate != "propose" and asked.missing_of(case):
                with pytest.raises(NotYet):
                    services.finish_step(case_id=case.pk, by=cast.may)
            if step.gate == "issue":
                if case.kind.procedure.needs_team:
                    leader(cast, case)
                case = _issued(cast, case)
            else:
                feed(cast, case)
                case = services.finish_step(case_id=case.pk, by=cast.may)
        assert walked == [step.code for step in kind.procedure.steps]
        assert (case.state, case.step, case.closed_on) == ("closed", "", cast.may.today)
        assert not asked.missing_of(case)
        with pytest.raises(IllegalMove):
            services.finish_step(case_id=case.pk, by=cast.may)
        with pytest.raises(IllegalMove):
            services.go_back(case_id=case.pk, reason="làm lại", by=cast.may)


def _issued(cast, case: Case) -> Case:
    needs = case.kind.procedure.needs_team
    return services.issue_case(
        case_id=case.pk, decision_id=document(cast, "quyet-dinh").pk if needs else None,
        plan_id=document(cast, "ke-hoach", 2).pk, by=cast.may,
    )  # fmt: skip


def _back(cast, case: Case) -> None:
    """Back and forth where the table has it; elsewhere refused."""
    steps = [step.code for step in case.kind.procedure.steps]
    moves = {(move.action, move.source): move for move in case.kind.procedure.workflow().moves}
    if ("go_back", case.step) in moves:
        with pytest.raises(Rejected):
            services.go_back(case_id=case.pk, reason=" ", by=cast.may)
        back = services.go_back(case_id=case.pk, reason="còn thiếu", by=cast.may)
        assert back.step == steps[steps.index(case.step) - 1]
        Case.objects.filter(pk=case.pk).update(step=case.step)
    else:
        with pytest.raises(IllegalMove):
            services.go_back(case_id=case.pk, reason="còn thiếu", by=cast.may)
    assert moves[("finish", case.step)].target in [*steps, DONE]


@pytest.mark.parametrize("code", ["tc", "kn", "kl"])
def test_what_only_has_a_stub_walks_nowhere_and_is_settled(cast, book, code):
    for kind in CaseKind.objects.filter(code=code):
        case = services.open_case(
            draft=services.CaseDraft(
                owner_id=cast.province.pk, kind_code=code, title="Nội dung không được giữ", stub_number="07",
                paper_location="tủ 3", stub_members=1, subjects=((cast.an_binh.pk, None),),
            ),
            by=cast.may,
        )  # fmt: skip
        assert "không được giữ" not in case.title
        assert case.content == ""
        with pytest.raises(Rejected):
            services.finish_step(case_id=case.pk, by=cast.may)
        with pytest.raises(Rejected):
            services.add_paper(case_id=case.pk, draft=services.PaperDraft("Đơn", text="x"), by=cast.may)
        subject = case.subjects.get()
        result = kind.procedure.results[0].code
        done = services.settle_stub(case_id=case.pk, on=cast.may.today, results={subject.pk: result}, by=cast.may)
        assert done.state == "closed"
        assert not Paper.objects.filter(case=case).exists()


def test_the_decision_is_refused_without_the_plan_and_the_plan_without_the_decision(cast, book):
    case = begun(cast, CaseKind.objects.filter(code="gs-cd").last())
    case = services.finish_step(case_id=case.pk, by=cast.may)
    leader(cast, case)
    for decision, plan in ((document(cast, "quyet-dinh").pk, None), (None, document(cast, "ke-hoach", 2).pk)):
        with pytest.raises(Rejected) as refused:
            services.issue_case(case_id=case.pk, decision_id=decision, plan_id=plan, by=cast.may)
        assert set(refused.value.errors.values()) == {"together"}
    assert Case.objects.get(pk=case.pk).issued_on is None


def test_who_is_of_the_team_does_not_finish_the_concluding(cast, book):
    case = begun(cast, CaseKind.objects.filter(code="gs-cd").last())
    Case.objects.filter(pk=case.pk).update(step="ket-luan", issued_on=cast.may.today)
    TeamMember.objects.create(case=case, person_id=cast.inspector.person_id, role="leader", valid_from=cast.may.today)
    with pytest.raises(Refused):
        services.finish_step(case_id=case.pk, by=cast.inspector)
    with pytest.raises(NotYet):
        services.finish_step(case_id=case.pk, by=cast.may)


def test_the_team_finishes_its_own_steps_and_not_the_owners(cast, book):
    someone = factories.actor("uy-vien", cast.suoi_giang)
    case = begun(cast, CaseKind.objects.filter(code="gs-cd").last())
    TeamMember.objects.create(case=case, person_id=someone.person_id, role="leader", valid_from=cast.may.today)
    with pytest.raises(Refused):
        services.finish_step(case_id=case.pk, by=someone)
    Case.objects.filter(pk=case.pk).update(step="tham-tra")
    with pytest.raises(NotYet):
        services.finish_step(case_id=case.pk, by=someone)
