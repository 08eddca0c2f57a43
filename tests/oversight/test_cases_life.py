"""What happens to a case beside its steps: the clock, the team, its subjects, papers, reports, what is secret."""

from datetime import timedelta

import pytest

from tests import factories
from tests.oversight import build
from tusoi.documents.files import SecretFile
from tusoi.lib.workflow import IllegalMove
from tusoi.obligations.models import Assignment, Obligation
from tusoi.obligations.services import load_reference
from tusoi.organisations.scope import Refused
from tusoi.oversight.models import Case, CaseSubject, Paper
from tusoi.oversight.rules import Rejected, Stale
from tusoi.oversight.selectors import cases as asked
from tusoi.oversight.services import cases as services

pytestmark = pytest.mark.django_db


def running(cast, **more):
    case = build.case(cast.may, cast.province, cast.an_binh, cast.suoi_giang, at="self-report", **more)
    Case.objects.filter(pk=case.pk).update(due_on=cast.may.today + timedelta(days=25))
    return Case.objects.get(pk=case.pk)


def code_of(refused) -> str:
    return next(iter(refused.value.errors.values()))


def test_a_case_is_extended_once_and_no_further_than_the_share(cast):
    case, today = running(cast), cast.may.today
    with pytest.raises(Rejected) as refused:
        services.extend_case(case_id=case.pk, to_day=today + timedelta(days=90), reason="vì", by=cast.may)
    assert code_of(refused) == "too_far"
    services.extend_case(case_id=case.pk, to_day=today + timedelta(days=30), reason="vì", by=cast.may)
    with pytest.raises(Rejected) as refused:
        services.extend_case(case_id=case.pk, to_day=today + timedelta(days=35), reason="vì", by=cast.may)
    assert code_of(refused) == "extended"


def test_a_suspension_moves_the_last_day(cast):
    case = running(cast)
    services.suspend_case(case_id=case.pk, reason="chờ ý kiến", by=cast.may)
    with pytest.raises(IllegalMove):
        services.finish_step(case_id=case.pk, by=cast.may)
    case.suspensions.update(valid_from=cast.may.today - timedelta(days=14))
    before = Case.objects.get(pk=case.pk).due_on
    resumed = services.resume_case(case_id=case.pk, by=cast.may)
    assert resumed.due_on >= before + timedelta(days=12)


def test_a_form_that_is_older_than_the_case_is_refused(cast):
    case = running(cast)
    services.suspend_case(case_id=case.pk, reason="vì", by=cast.may, seen=0)
    with pytest.raises(Stale):
        services.resume_case(case_id=case.pk, by=cast.may, seen=0)


def test_a_dropped_case_says_why_and_goes_no_further(cast):
    case = running(cast)
    with pytest.raises(Rejected):
        services.drop_case(case_id=case.pk, reason="", by=cast.may)
    services.drop_case(case_id=case.pk, reason="đã xử lý ở cuộc khác", by=cast.may)
    with pytest.raises(IllegalMove):
        services.add_paper(case_id=case.pk, draft=services.PaperDraft("x", text="x"), by=cast.may)


def test_a_team_has_one_leader_and_nobody_of_a_subject_or_below_it(cast):
    case = running(cast)
    for actor in (cast.lan, cast.noi):
        with pytest.raises(Rejected) as refused:
            services.add_team_member(case_id=case.pk, person_id=actor.person_id, by=cast.may)
        assert code_of(refused) == "near"
        assert refused.value.details["names"]
    services.add_team_member(case_id=case.pk, person_id=cast.inspector.person_id, role="leader", by=cast.may)
    with pytest.raises(Rejected) as refused:
        services.add_team_member(case_id=case.pk, person_id=cast.may.person_id, role="leader", by=cast.may)
    assert code_of(refused) == "one_leader"


def test_a_member_may_not_be_named_where_only_his_membership_is_at_the_subject(cast):
    case, someone = running(cast), factories.person("Lò Văn Ín")
    factories.member(someone, cast.ban_le)
    with pytest.raises(Rejected) as refused:
        services.add_team_member(case_id=case.pk, person_id=someone.pk, by=cast.may)
    assert code_of(refused) == "near"


def test_who_leaves_the_team_sees_the_case_no_longer(cast):
    case = build.case(cast.lan, cast.an_binh, cast.thon_dong, at="verify")
    member = services.add_team_member(case_id=case.pk, person_id=cast.pha.person_id, by=cast.lan)
    assert asked.case_in_scope(case.pk, cast.pha)
    services.end_team_member(member_id=member.pk, reason="việc khác", by=cast.lan)
    with pytest.raises(Case.DoesNotExist):
        asked.case_in_scope(case.pk, cast.pha)


def test_subjects_change_after_the_decision_only_with_a_reason_and_never_near_the_team(cast):
    build.everything_allowed()
    case = build.case(cast.may, cast.province, cast.an_binh, at="verify")
    services.add_team_member(case_id=case.pk, person_id=cast.tuong.person_id, by=cast.may)
    with pytest.raises(Rejected) as refused:
        services.add_subjects(case_id=case.pk, subjects=[(cast.suoi_giang.pk, None)], by=cast.may)
    assert refused.value.errors == {"reason": "reason"}
    with pytest.raises(Rejected) as refused:
        services.add_subjects(case_id=case.pk, subjects=[(cast.suoi_giang.pk, None)], reason="vì", by=cast.may)
    assert code_of(refused) == "team_near"
    only = case.subjects.get()
    services.remove_subject(subject_id=only.pk, reason="sáp nhập", by=cast.may)
    assert CaseSubject.objects.get(pk=only.pk).removal_reason == "sáp nhập"


def test_what_the_whitelist_does_not_allow_is_refused_by_name(cast):
    build.kind()
    with pytest.raises(Rejected) as refused:
        services.open_case(
            draft=services.CaseDraft(
                owner_id=cast.province.pk, kind_code="gs-cd", title="x", subjects=((cast.an_binh.pk, None),),
                unscheduled_reason="vì",
            ),
            by=cast.may,
        )  # fmt: skip
    assert refused.value.errors == {"subjects": "not_allowed"}
    assert refused.value.details["names"] == "Đảng ủy xã An Bình"


def test_self_reports_are_one_confined_duty_on_all_subjects(cast):
    load_reference()
    case = running(cast)
    services.ask_self_reports(case_id=case.pk, due_on=cast.may.today + timedelta(days=9), by=cast.may)
    case.refresh_from_db()
    assert Assignment.objects.filter(obligation=case.self_report).count() == 2
    assert case.self_report.is_confined
    assert Obligation.objects.visible_to(cast.lan).filter(pk=case.self_report_id).exists()
    assert not Obligation.objects.visible_to(cast.admin).filter(pk=case.self_report_id).exists()
    with pytest.raises(Rejected) as refused:
        services.ask_self_reports(case_id=case.pk, due_on=cast.may.today, by=cast.may)
    assert code_of(refused) == "asked"


def test_every_draft_comment_and_answer_is_kept(cast):
    case = running(cast)
    mine = case.subjects.get(organisation=cast.an_binh)
    for number in ("một", "hai"):
        services.send_draft(subject_id=mine.pk, text=f"Dự thảo {number}", by=cast.may)
        services.comment_on_draft(subject_id=mine.pk, comments=f"Ý kiến {number}", by=cast.lan)
        services.answer_comments(subject_id=mine.pk, answer=f"Trả lời {number}", by=cast.may)
    texts = list(Paper.objects.visible_to(cast.lan).filter(case=case).values_list("text", flat=True))
    assert texts == ["Dự thảo một", "Ý kiến một", "Trả lời một", "Dự thảo hai", "Ý kiến hai", "Trả lời hai"]


def test_a_sibling_does_not_comment_on_the_draft_of_another(cast):
    case = running(cast)
    mine = case.subjects.get(organisation=cast.an_binh)
    services.send_draft(subject_id=mine.pk, text="Dự thảo", by=cast.may)
    with pytest.raises(CaseSubject.DoesNotExist):
        services.comment_on_draft(subject_id=mine.pk, comments="x", by=cast.tuong)


def test_a_subject_waives_nothing_and_files_nothing_for_the_team(cast):
    case = running(cast)
    with pytest.raises(Refused):
        services.waive_paper(case_id=case.pk, code="quyet-dinh", reason="vì", by=cast.lan)
    with pytest.raises(Refused):
        services.add_paper(case_id=case.pk, draft=services.PaperDraft("x", text="x"), by=cast.lan)


def test_a_secret_case_is_a_stub_without_a_word_of_the_matter(cast):
    build.kind()
    case = services.open_case(
        draft=services.CaseDraft(
            owner_id=cast.province.pk, kind_code="gs-cd", title="Điều không được ghi", content="Điều không được ghi",
            circle="secret", secrecy="mat", stub_number="05", paper_location="Tủ 1",
        ),
        by=cast.may,
    )  # fmt: skip
    assert "không được ghi" not in case.title + case.content
    assert case.step == ""
    with pytest.raises(Rejected):
        services.send_draft(
            subject_id=CaseSubject.objects.create(
                case=case, organisation=cast.an_binh, level="commune", path=cast.an_binh.path, added_on=case.opened_on
            ).pk,
            text="x", by=cast.may,
        )  # fmt: skip


def test_a_marked_text_is_refused(cast):
    with pytest.raises(SecretFile):
        services.add_paper(
            case_id=running(cast).pk, draft=services.PaperDraft("Báo cáo", text="MẬT\nNội dung"), by=cast.may
        )


def test_the_trail_does_not_tell_others_of_a_case_in_preparation_or_of_a_restricted_one(cast):
    from tusoi.audit.models import Entry

    for circle in ("normal", "restricted"):
        case = build.case(cast.may, cast.province, cast.an_binh, at="propose", circle=circle, title="Tên riêng")
        services.add_team_member(case_id=case.pk, person_id=cast.inspector.person_id, by=cast.may)
    for entry in Entry.objects.filter(action__startswith="oversight."):
        assert "Tên riêng" not in entry.subject_label
        assert "Vi Văn Sáng" not in str(entry.changes)
