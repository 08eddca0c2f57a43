"""From findings to a conclusion that is registered, announced and laid as duties."""

from datetime import timedelta
from itertools import product

import pytest

from tests import factories
from tests.obligations.build import lay
from tests.oversight import findings as made
from tusoi.documents.models import Document
from tusoi.lib.workflow import IllegalMove
from tusoi.obligations.models import Assignment, Obligation
from tusoi.organisations.models import Person
from tusoi.organisations.scope import Refused
from tusoi.oversight.models import Case, Conclusion, Finding, Paper, Remediation, Requirement
from tusoi.oversight.rules import CONCLUSION, NotYet, Rejected, Stale
from tusoi.oversight.selectors.findings.conclusion import letter_of
from tusoi.oversight.services import findings as services
from tusoi.oversight.services.findings import ConclusionDraft

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


def full(cast, **more):
    """A case over two communes with a finding of each, a common one, and requirements of three shapes."""
    case = made.case(cast, **more)
    made.found(
        case, cast.may, "Chậm triển khai nghị quyết", kind="defect", requirement=made.asked(cast.may, for_all=True)
    )
    an_binh, sua = made.subject(case, cast.an_binh), cast.sua.person_id
    asked = made.asked(cast.may, "Ban hành quy chế", subject_ids=(an_binh.pk,), person_ids=(sua,))
    made.found(case, cast.may, "Chưa có quy chế ở An Bình", of=cast.an_binh, requirement=asked)
    made.found(case, cast.may, "Sinh hoạt nền nếp ở Suối Giàng", kind="strength", of=cast.suoi_giang)
    return case


def test_the_whole_way_lays_each_requirement_once_on_each_of_its_bearers(cast):
    case = full(cast)
    rows = made.laid(cast, case)
    assert len(rows) == 2
    bearers = Remediation.objects.filter(requirement__case=case).values_list(
        "requirement__text", "organisation__name", "person__name"
    )
    assert sorted(bearers, key=str) == sorted(
        [
            ("Rà soát, bổ sung quy chế làm việc", "Đảng ủy xã An Bình", None),
            ("Rà soát, bổ sung quy chế làm việc", "Đảng ủy xã Suối Giàng", None),
            ("Ban hành quy chế", "Đảng ủy xã An Bình", None),
            ("Ban hành quy chế", "Đảng ủy xã An Bình", "Mùa Thị Sua"),
        ],
        key=str,
    )
    assert Assignment.objects.count() == Remediation.objects.count() == 4
    duty = Obligation.objects.first()
    assert duty.document == Conclusion.objects.get().document
    assert duty.deliverable.code == "remediation-plan"
    assert duty.review == "issuer"
    assert all(one.laid_on for one in Requirement.objects.all())
    with pytest.raises(Rejected, match="nothing_to_lay"):
        services.lay_requirements(case_id=case.pk, by=cast.may)


def test_the_register_has_its_text_but_no_recipient_before_it_is_announced(cast):
    case = full(cast)
    document = made.registered(cast, case).document
    assert document.number == 1
    assert document.circulation == Document.Circulation.OWN
    assert "Chưa có quy chế ở An Bình" in document.text
    assert document.file is not None
    assert not document.recipients.exists()
    assert not Document.objects.visible_to(cast.lan).filter(pk=document.pk).exists()


def test_several_subjects_get_their_extracts_and_one_alone_the_document(cast):
    several, alone = full(cast), made.case(cast, cast.an_binh)
    made.found(alone, cast.may, of=cast.an_binh)
    made.announced(cast, several)
    made.announced(cast, alone)
    extracts = Paper.objects.visible_to(cast.lan).filter(case=several)
    assert [one.subject.organisation for one in extracts] == [cast.an_binh]
    assert "Chưa có quy chế ở An Bình" in extracts[0].text
    assert "Chậm triển khai" in extracts[0].text
    assert "Suối Giàng" not in extracts[0].text
    assert not Conclusion.objects.get(case=several).document.recipients.exists()
    assert Document.objects.visible_to(cast.lan).filter(pk=alone.conclusion.document_id).exists()


def test_the_whole_document_may_be_sent_to_all(cast):
    case = full(cast)
    made.announced(cast, case, whole=True)
    sent = Conclusion.objects.get().document.recipients.values_list("organisation", flat=True)
    assert set(sent) == {cast.an_binh.pk, cast.suoi_giang.pk}


def test_a_restricted_case_is_registered_without_a_word_of_it(cast):
    case = full(cast, circle="restricted")
    document = made.registered(cast, case).document
    assert document.text == ""
    assert document.file is None
    assert case.title not in document.excerpt
    assert "quy chế" not in document.excerpt


def test_nothing_of_it_is_told_to_the_subject_before_the_announcement(cast):
    case = full(cast)
    made.registered(cast, case)
    for who in (cast.lan, cast.tuong, cast.sua, cast.noi):
        assert not Finding.objects.visible_to(who).exists()
        assert not Conclusion.objects.visible_to(who).exists()
        assert not Requirement.objects.visible_to(who).exists()
        assert not Paper.objects.visible_to(who).exists()
    assert not Assignment.objects.exists()


def test_after_it_a_subject_reads_its_own_and_what_is_common(cast):
    case = full(cast)
    made.announced(cast, case)
    texts = {
        name: {str(one) for one in Finding.objects.visible_to(getattr(cast, name))} for name in ("lan", "tuong", "noi")
    }
    assert texts["lan"] == {"Chậm triển khai nghị quyết", "Chưa có quy chế ở An Bình"}
    assert texts["tuong"] == {"Chậm triển khai nghị quyết", "Sinh hoạt nền nếp ở Suối Giàng"}
    assert texts["noi"] == set()
    assert Conclusion.objects.visible_to(cast.lan).exists()
    assert not Conclusion.objects.visible_to(cast.noi).exists()


def test_who_is_in_the_team_does_not_record_what_the_owner_concluded(cast):
    someone = Person.objects.get(pk=cast.may.person_id)
    case = full(cast, team=((someone, "leader"),))
    made.compiled(cast, case)
    made.with_results(case, cast.may)
    with pytest.raises(Rejected, match="in_team"):
        services.conclude_case(case_id=case.pk, meeting="Họp", on=cast.may.today, by=cast.may)
    services.conclude_case(case_id=case.pk, meeting="Họp", on=cast.may.today, by=cast.inspector)
    assert Case.objects.get().concluded_on == cast.may.today


def test_the_team_finds_but_does_not_conclude(cast):
    someone = Person.objects.get(pk=cast.sua.person_id)
    case = made.case(cast, cast.suoi_giang, team=((someone, "leader"),))
    made.found(case, cast.sua)
    with pytest.raises(Refused):
        services.compile_conclusion(case_id=case.pk, by=cast.sua)


def test_a_conclusion_waits_for_the_report_and_for_every_result(cast):
    case = made.case(cast, at="verify")
    made.found(case, cast.may)
    made.compiled(cast, case)
    with pytest.raises(NotYet) as waiting:
        services.conclude_case(case_id=case.pk, meeting="Họp", on=cast.may.today, by=cast.may)
    assert waiting.value.missing == [
        ("report_first", ""), ("result_of", "Đảng ủy xã An Bình"), ("result_of", "Đảng ủy xã Suối Giàng"),
    ]  # fmt: skip


def test_findings_are_closed_with_the_conclusion_and_open_again_with_it(cast):
    case = full(cast)
    made.concluded(cast, case)
    with pytest.raises(Rejected, match="findings_closed"):
        made.found(case, cast.may)
    with pytest.raises(Rejected, match="findings_closed"):
        services.merge_requirements(case_id=case.pk, by=cast.may)
    services.reopen_conclusion(case_id=case.pk, reason="Bổ sung ý kiến của hội nghị", by=cast.may)
    assert Case.objects.get().concluded_on is None
    made.found(case, cast.may)


def test_recompiling_keeps_what_somebody_wrote_and_takes_the_rest_anew(cast):
    case = full(cast)
    first = services.compile_conclusion(case_id=case.pk, by=cast.may)
    sections = [dict(one) for one in first.sections]
    common = next(one for one in sections if one["key"] == "common:weak")
    common["lines"] = ["Việc triển khai nghị quyết còn chậm ở cả hai xã."]
    own = {"key": "", "heading": "Kiến nghị với cấp trên", "level": 1, "subject": None, "lines": ["Không."]}
    services.save_conclusion(case_id=case.pk, draft=ConclusionDraft(sections=[*sections, own]), by=cast.may)
    made.found(case, cast.may, "Chưa phân công rõ", kind="shortcoming")
    made.found(case, cast.may, "Hồ sơ đầy đủ", kind="strength", of=cast.suoi_giang)
    again = {
        one["key"] or one["heading"]: one for one in services.compile_conclusion(case_id=case.pk, by=cast.may).sections
    }
    assert again["common:weak"]["lines"] == ["Việc triển khai nghị quyết còn chậm ở cả hai xã."]
    assert again["common:weak"]["moved"]
    assert "Chưa phân công rõ." in again["common:weak"]["made"]
    assert again["Kiến nghị với cấp trên"]["lines"] == ["Không."]
    suoi_giang = made.subject(case, cast.suoi_giang)
    assert "Hồ sơ đầy đủ." in again[f"s{suoi_giang.pk}:strength"]["lines"]


def test_two_windows_do_not_write_over_each_other(cast):
    case = full(cast)
    services.compile_conclusion(case_id=case.pk, by=cast.may)
    services.save_conclusion(case_id=case.pk, draft=ConclusionDraft(sections=[]), by=cast.may, seen=1)
    with pytest.raises(Stale):
        services.save_conclusion(case_id=case.pk, draft=ConclusionDraft(sections=[]), by=cast.may, seen=1)


ACTIONS = {
    "edit": lambda case, by: services.compile_conclusion(case_id=case.pk, by=by),
    "conclude": lambda case, by: services.conclude_case(case_id=case.pk, meeting="Họp", on=by.today, by=by),
    "reopen": lambda case, by: services.reopen_conclusion(case_id=case.pk, reason="vì", by=by),
    "register": lambda case, by: services.register_conclusion(case_id=case.pk, on=by.today, by=by),
}
CELLS = {(move.action, move.source) for move in CONCLUSION.moves}


@pytest.mark.parametrize(("action", "state"), sorted(set(product(CONCLUSION.actions, CONCLUSION.states)) - CELLS))
def test_every_cell_that_is_not_in_the_table_is_refused(cast, action, state):
    case = full(cast)
    {"draft": made.compiled, "concluded": made.concluded, "registered": made.registered}[state](cast, case)
    with pytest.raises(IllegalMove):
        ACTIONS[action](case, cast.may)


def test_every_action_of_the_table_has_its_service():
    assert ACTIONS.keys() == set(CONCLUSION.actions)


def test_announcing_wants_a_day_that_has_come_and_a_way(cast):
    case = full(cast)
    made.registered(cast, case)
    an_binh = made.subject(case, cast.an_binh)
    tomorrow = cast.may.today + timedelta(days=1)
    with pytest.raises(Rejected) as wrong:
        services.announce_conclusion(case_id=case.pk, told={an_binh.pk: (tomorrow, "")}, by=cast.may)
    assert wrong.value.errors == {f"day-{an_binh.pk}": "findings_future", f"how-{an_binh.pk}": "required"}
    assert Case.objects.get().announced_on is None


def test_a_requirement_whose_day_has_passed_gets_a_new_one_when_it_is_laid(cast):
    case = full(cast)
    made.announced(cast, case)
    made.load_obligations()
    Requirement.objects.filter(text="Ban hành quy chế").update(due_on=cast.may.today - timedelta(days=1))
    late = Requirement.objects.get(text="Ban hành quy chế")
    with pytest.raises(Rejected, match=f"due-{late.pk}"):
        services.lay_requirements(case_id=case.pk, by=cast.may)
    day = cast.may.today + timedelta(days=20)
    services.lay_requirements(case_id=case.pk, by=cast.may, due={late.pk: day})
    assert {one.due_on for one in Obligation.objects.filter(title="Ban hành quy chế")} == {day}


def test_nothing_is_laid_where_one_bearer_cannot_bear(cast):
    case = full(cast)
    made.announced(cast, case)
    made.load_obligations()
    Person.objects.get(pk=cast.sua.person_id).positions.update(valid_to=cast.may.today)
    with pytest.raises(Rejected, match="not_serving"):
        services.lay_requirements(case_id=case.pk, by=cast.may)
    assert not Obligation.objects.exists()
    assert not Remediation.objects.exists()


def test_a_conclusion_of_a_board_bears_its_name_and_symbol(cast):
    board = factories.body(cast.province, "ban-to-chuc", "Ban Tổ chức Tỉnh ủy", "BTCTU")
    case = made.case(cast, body=board, is_committees=False)
    head = factories.actor("bi-thu", cast.province, username="head")
    made.found(case, head)
    services.compile_conclusion(case_id=case.pk, by=head)
    made.load_documents()
    letter = letter_of(Case.objects.get(), Conclusion.objects.get(), number=7, on=head.today)
    assert letter.number_line == "Số 07-TB/BTCTU"
    assert letter.authority == "T/M Ban Tổ chức Tỉnh ủy"


def test_what_a_restricted_case_asks_for_is_read_by_few(cast):
    case = full(cast, circle="restricted")
    made.laid(cast, case)
    assert set(Obligation.objects.values_list("is_confined", flat=True)) == {True}
    assert Obligation.objects.visible_to(cast.lan).exists()
    assert not Obligation.objects.visible_to(cast.admin).exists()


def test_what_a_team_was_told_is_no_longer_confined_once_the_conclusion_was_announced(cast):
    case = full(cast)
    report = lay(cast.may, cast.province, cast.an_binh)
    Obligation.objects.filter(pk=report.pk).update(is_confined=True)
    Case.objects.filter(pk=case.pk).update(self_report=report)
    made.announced(cast, case)
    assert not Obligation.objects.filter(is_confined=True).exists()
