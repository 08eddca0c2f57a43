"""A case in the browser: opened, led through its steps, seen by its subject."""

import re
from io import BytesIO

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests import factories
from tests.oversight import build
from tests.oversight.test_cases_procedures import book, document
from tusoi.documents.services import load_reference as load_documents
from tusoi.lib import formats
from tusoi.organisations.models import Account
from tusoi.oversight.models import Case, CaseSubject, Paper
from tusoi.oversight.services import cases as services

pytestmark = pytest.mark.django_db
assert book


def enter(client, actor):
    client.force_login(Account.objects.get(pk=actor.account_id))
    return client


def posted(client, name, *args, **data):
    return client.post(reverse(f"oversight:{name}", args=args), data)


@pytest.fixture
def case(cast, book):
    """At the first step of a thematic supervision over two communes."""
    build.everything_allowed()
    return services.open_case(
        draft=services.CaseDraft(
            owner_id=cast.province.pk, kind_code="gs-cd", title="Giám sát quy chế làm việc",
            subjects=((cast.an_binh.pk, None), (cast.suoi_giang.pk, None)), unscheduled_reason="cấp trên giao",
        ),
        by=cast.may,
    )  # fmt: skip


def issued(cast, case):
    """At the opening, decision and plan out, a leader named, its outline waived."""
    services.finish_step(case_id=case.pk, by=cast.may)
    services.add_team_member(case_id=case.pk, person_id=cast.inspector.person_id, role="leader", by=cast.may)
    services.issue_case(
        case_id=case.pk, decision_id=document(cast, "quyet-dinh").pk, plan_id=document(cast, "ke-hoach", 2).pk,
        by=cast.may,
    )  # fmt: skip
    for code in ("de-cuong", "lich-noi-quy"):
        services.waive_paper(case_id=case.pk, code=code, reason="làm theo kế hoạch", by=cast.may)
    return services.finish_step(case_id=case.pk, by=cast.may)


def opened(cast, case):
    issued(cast, case)
    services.open_to_subjects(case_id=case.pk, by=cast.may)
    return Case.objects.get(pk=case.pk)


def test_a_case_is_opened_with_subjects_browsed_for(client, cast, book):
    build.everything_allowed()
    enter(client, cast.may)
    page = client.get(reverse("oversight:case_new"))
    assert "Đảng ủy xã An Bình" in page.content.decode()
    data = {"kind": "gs-cd", "title": "Giám sát chuyên đề", "circle": "normal", "unscheduled_reason": "cấp trên giao"}
    browsed = client.post(reverse("oversight:case_new"), {**data, "browse": cast.an_binh.pk}).content.decode()
    assert "Chi bộ Thôn Đông" in browsed
    assert "Giám sát chuyên đề" in browsed
    made = client.post(reverse("oversight:case_new"), {**data, "subject": [f"{cast.an_binh.pk}:"]})
    case = Case.objects.get()
    assert made.headers["Location"] == reverse("oversight:case", args=[case.pk])


def test_nothing_is_lost_when_the_form_does_not_fit(client, cast, book):
    enter(client, cast.may)
    data = {"kind": "gs-cd", "title": "Giám sát chuyên đề", "circle": "normal", "subject": [f"{cast.an_binh.pk}:"]}
    page = client.post(reverse("oversight:case_new"), data)
    assert page.status_code == 422
    assert "Giám sát chuyên đề" in page.content.decode()
    assert f'value="{cast.an_binh.pk}:" checked' in page.content.decode()


@pytest.mark.parametrize(
    "tab", ["overview", "subjects", "team", "papers", "results", "conclusion", "remediation", "trail"]
)
def test_every_tab_of_a_running_case_is_shown_in_at_most_twenty_queries(
    client, cast, case, tab, django_assert_max_num_queries
):
    opened(cast, case)
    enter(client, cast.may)
    client.get(reverse("home"))
    with django_assert_max_num_queries(20):
        page = client.get(reverse("oversight:case", args=[case.pk]), {"tab": tab})
    assert page.status_code == 200


def test_the_list_costs_the_same_for_many_cases(client, cast, django_assert_max_num_queries):
    for number in range(30):
        build.case(cast.may, cast.province, cast.an_binh, cast.suoi_giang, title=f"Cuộc {number}")
    enter(client, cast.may)
    client.get(reverse("home"))
    with django_assert_max_num_queries(15):
        page = client.get(reverse("oversight:cases"), {"mine": 1, "late": "", "state": "running"})
    assert "Cuộc 29" in page.content.decode()


def test_a_step_that_lacks_something_says_what(client, cast, case):
    services.finish_step(case_id=case.pk, by=cast.may)
    enter(client, cast.may)
    page = client.get(reverse("oversight:case", args=[case.pk])).content.decode()
    assert "Chưa có trưởng đoàn." in page
    refused = posted(client, "case_do", case.pk, "finish")
    assert refused.status_code == 422
    assert Case.objects.get(pk=case.pk).step == "ban-hanh"


def test_decision_and_plan_are_issued_together_on_a_page(client, cast, case):
    services.finish_step(case_id=case.pk, by=cast.may)
    services.add_team_member(case_id=case.pk, person_id=cast.inspector.person_id, role="leader", by=cast.may)
    decision, plan = document(cast, "quyet-dinh"), document(cast, "ke-hoach", 2)
    enter(client, cast.may)
    alone = posted(client, "case_issue", case.pk, how="chosen", decision=decision.pk)
    assert alone.status_code == 422
    assert "cùng nhau" in alone.content.decode()
    posted(client, "case_issue", case.pk, how="chosen", decision=decision.pk, plan=plan.pk)
    assert Case.objects.get(pk=case.pk).issued_on == cast.may.today
    assert Paper.objects.filter(case=case).count() == 2


def test_who_serves_at_a_subject_is_not_taken_into_the_team_and_is_told_why(client, cast, case):
    enter(client, cast.may)
    refused = posted(client, "case_team", case.pk, person=cast.lan.person_id, role="member")
    assert refused.status_code == 422
    assert "Đảng ủy xã An Bình" in refused.content.decode()
    assert not case.team.exists()


def test_the_subject_sees_its_part_of_the_draft_and_answers(client, cast, case):
    opened(cast, case)
    mine = CaseSubject.objects.get(case=case, organisation=cast.an_binh)
    services.send_draft(subject_id=mine.pk, text="Phần của An Bình", by=cast.may)
    enter(client, cast.lan)
    page = client.get(reverse("oversight:case", args=[case.pk])).content.decode()
    assert "Gửi tới đơn vị tôi" in page
    assert "Suối Giàng" not in page
    part = client.get(reverse("oversight:subject", args=[mine.pk])).content.decode()
    assert "Phần của An Bình" in part
    posted(client, "subject_do", mine.pk, "comment", comments="Đề nghị bổ sung số liệu")
    mine.refresh_from_db()
    assert (mine.comments, mine.commented_on) == ("Đề nghị bổ sung số liệu", cast.lan.today)
    assert posted(client, "subject_do", mine.pk, "answer", answer="x").status_code == 403


def test_the_subject_hands_in_a_paper_and_the_team_finds_it(client, cast, case):
    opened(cast, case)
    mine = CaseSubject.objects.get(case=case, organisation=cast.an_binh)
    enter(client, cast.lan)
    posted(client, "subject_do", mine.pk, "hand-in", title="Sổ theo dõi", text="Nội dung")
    paper = Paper.objects.get(case=case, is_from_subject=True)
    enter(client, cast.inspector)
    assert client.get(reverse("oversight:paper", args=[paper.pk])).status_code == 200
    enter(client, cast.tuong)
    assert client.get(reverse("oversight:paper", args=[paper.pk])).status_code == 404


def test_each_reading_of_a_restricted_case_is_kept_once_a_day_and_shown_to_the_owner(client, cast):
    case = build.case(cast.may, cast.province, cast.an_binh, at="self-report", circle="restricted")
    for actor in (cast.may, cast.inspector, cast.may):
        enter(client, actor)
        client.get(reverse("oversight:case", args=[case.pk]))
    page = client.get(reverse("oversight:case", args=[case.pk]), {"tab": "trail"}).content.decode()
    assert "Ai đã đọc" in page
    assert page.count("Hà Thị Mây, ") >= 1
    from tusoi.oversight.selectors import cases as asked

    readings = [one.entry for one in asked.readings_of(case)]
    things = [(one.actor_label.partition(",")[0], one.changes["thing"]) for one in readings]
    assert sorted(things) == [
        ("Hà Thị Mây", "overview"), ("Hà Thị Mây", "trail"), ("Vi Văn Sáng", "overview"),
    ]  # fmt: skip


def test_a_marked_file_is_refused_and_nothing_is_kept(client, cast, case):
    from django.core.files.uploadedfile import SimpleUploadedFile

    enter(client, cast.may)
    file = SimpleUploadedFile("bao-cao.txt", "TỐI MẬT\nNội dung".encode())
    refused = client.post(reverse("oversight:case_papers", args=[case.pk]), {"title": "Báo cáo", "file": file})
    assert refused.status_code == 422
    assert not Paper.objects.filter(case=case).exists()


def test_the_index_of_the_dossier_and_the_register_leave_as_files(client, cast, case):
    opened(cast, case)
    enter(client, cast.may)
    assert client.get(reverse("oversight:case_index", args=[case.pk])).content[:2] == b"PK"
    assert client.get(reverse("oversight:cases_export")).content[:2] == b"PK"
    enter(client, cast.lan)
    assert client.get(reverse("oversight:case_index", args=[case.pk])).status_code == 403


@pytest.mark.parametrize("data", [{}, {"kind": "abc"}, {"kind": "gs-cd", "title": "x" * 400}, {"subject": "abc:def"}])
def test_bad_input_is_a_form_again(client, cast, book, data):
    enter(client, cast.may)
    assert client.post(reverse("oversight:case_new"), data).status_code == 422
    assert not Case.objects.exists()


def test_unknown_numbers_are_not_found(client, cast, book):
    enter(client, cast.may)
    for name in ("case", "subject", "paper", "paper_file", "case_issue"):
        assert client.get(reverse(f"oversight:{name}", args=[10**20])).status_code == 404


def test_a_stranger_of_the_house_without_the_right_opens_nothing(client, cast, book):
    enter(client, factories.actor("uy-vien", cast.province))
    assert client.get(reverse("oversight:case_new")).status_code == 403


def test_decision_and_plan_get_their_numbers_on_the_page_where_they_are_issued(client, cast, case):
    load_documents()
    services.finish_step(case_id=case.pk, by=cast.may)
    enter(client, cast.may)
    address = reverse("oversight:case_issue", args=[case.pk])
    assert "Chưa có trưởng đoàn." in client.get(address).content.decode()
    services.add_team_member(case_id=case.pk, person_id=cast.inspector.person_id, role="leader", by=cast.may)
    assert "Để trống thì lấy số tiếp theo" in client.get(address).content.decode()
    given = {"how": "new", "on": formats.day(cast.may.today), "decision_excerpt": "thành lập đoàn", "plan_excerpt": ""}
    assert posted(client, "case_issue", case.pk, **given).status_code == 422
    given |= {"plan_excerpt": "kế hoạch", "confirmed": ["competence", "symbol_issuer", "symbol_kind"]}
    wrong = posted(client, "case_issue", case.pk, **{**given, "plan_number": "abc", "on": "31/02/2026"})
    assert wrong.status_code == 422
    assert Case.objects.get(pk=case.pk).issued_on is None
    assert posted(client, "case_issue", case.pk, **given).status_code == 302
    case.refresh_from_db()
    assert (case.decision.excerpt, case.plan.excerpt) == ("thành lập đoàn", "kế hoạch")
    assert case.issued_on == cast.may.today


def test_doubts_about_the_numbers_are_asked_about_and_then_gone_by(client, cast, case):
    load_documents()
    services.finish_step(case_id=case.pk, by=cast.may)
    services.add_team_member(case_id=case.pk, person_id=cast.inspector.person_id, role="leader", by=cast.may)
    enter(client, cast.may)
    given = {"on": formats.day(cast.may.today), "decision_excerpt": "một", "plan_excerpt": "hai"}
    asked = posted(client, "case_issue", case.pk, **given)
    if asked.status_code == 422:
        assert "Tôi đã xem" in asked.content.decode()
        codes = re.findall(r'name="confirmed" value="(\w+)"', asked.content.decode())
        assert posted(client, "case_issue", case.pk, **given, confirmed=codes).status_code == 302
    assert Case.objects.get(pk=case.pk).issued_on == cast.may.today


def test_the_list_is_narrowed_to_an_owner_on_the_page_and_in_the_workbook(client, cast):
    build.case(cast.may, cast.province, cast.an_binh, title="Cuộc của tỉnh")
    build.case(cast.lan, cast.an_binh, cast.thon_dong, title="Cuộc của xã")
    enter(client, factories.actor("bi-thu", cast.province, username="head"))
    page = client.get(reverse("oversight:cases"), {"owner": cast.an_binh.pk}).content.decode()
    assert "Cuộc của xã" in page
    assert "Cuộc của tỉnh" not in page
    assert f'<option value="{cast.an_binh.pk}" selected>' in page
    for bad in ("abc", "1.2.3", "9" * 40, "-1"):
        assert client.get(reverse("oversight:cases"), {"owner": bad}).status_code == 200
    sheet = client.get(reverse("oversight:cases_export"), {"owner": cast.an_binh.pk}).content
    rows = CalamineWorkbook.from_filelike(BytesIO(sheet)).get_sheet_by_index(0).to_python()
    titles = {cell for row in rows for cell in row}
    assert "Cuộc của xã" in titles
    assert "Cuộc của tỉnh" not in titles


def test_the_dossier_is_folded_by_subject_with_what_is_missing(client, cast, case):
    enter(client, cast.may)
    page = client.get(reverse("oversight:case", args=[case.pk]), {"tab": "papers"}).content.decode()
    assert "Của từng đối tượng" in page
    assert page.count('class="of-subject"') == 2
    assert "chưa đến bước" in page
    only = client.get(reverse("oversight:case", args=[case.pk]), {"tab": "papers", "missing": "1"}).content.decode()
    assert "Xem cả danh mục" in only
    Case.objects.filter(pk=case.pk).update(step="luu-ho-so")
    page = client.get(reverse("oversight:case", args=[case.pk]), {"tab": "papers"}).content.decode()
    assert "thiếu" in page


def test_what_is_missing_leads_to_where_it_gets_done(client, cast, case):
    services.finish_step(case_id=case.pk, by=cast.may)
    enter(client, cast.may)
    page = client.get(reverse("oversight:case", args=[case.pk])).content.decode()
    assert f'{reverse("oversight:case", args=[case.pk])}?tab=team">Chưa có trưởng đoàn.</a>' in page


def test_a_subject_is_told_what_to_do_next(client, cast):
    case = build.case(cast.may, cast.province, cast.an_binh, cast.suoi_giang, at="discuss")
    enter(client, cast.lan)
    page = client.get(reverse("oversight:case", args=[case.pk])).content.decode()
    assert "Hiện chưa có việc gì phải làm" in page
    mine = case.subjects.get(organisation=cast.an_binh)
    services.send_draft(subject_id=mine.pk, text="Dự thảo", by=cast.may)
    page = client.get(reverse("oversight:case", args=[case.pk])).content.decode()
    assert "Đọc dự thảo, cho ý kiến" in page
    assert f"{reverse('oversight:subject', args=[mine.pk])}#your-comments" in page
    services.comment_on_draft(subject_id=mine.pk, agrees=True, by=cast.lan)
    assert "Hiện chưa có việc gì phải làm" in client.get(reverse("oversight:subject", args=[mine.pk])).content.decode()


def test_who_has_read_a_restricted_case_is_said_in_words_of_both_languages(client, cast):
    case = build.case(cast.may, cast.province, cast.an_binh, circle="restricted")
    enter(client, cast.may)
    address = reverse("oversight:case", args=[case.pk])
    client.get(address)
    page = client.get(address, {"tab": "trail"}).content.decode()
    assert "Trang tổng quan" in page
    assert ">overview<" not in page
