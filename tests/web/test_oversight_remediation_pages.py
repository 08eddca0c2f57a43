"""The pages of the register of remediation: what they show to whom, what their buttons do, how few they ask."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document as Word
from python_calamine import CalamineWorkbook

from tests import factories
from tests.oversight import build
from tests.oversight import build_remediation as laid
from tests.web.crawl import client_of
from tusoi.obligations.models import PlanItem
from tusoi.organisations.models import Person
from tusoi.oversight.models import Case, Remediation

pytestmark = pytest.mark.django_db
REGISTER = "oversight:remediations"


@pytest.fixture
def rows(cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    case = laid.concluded(
        cast.may, cast.province, cast.an_binh, cast.suoi_giang, document=laid.conclusion_document(cast)
    )
    found = (
        laid.finding(case, "Chưa sơ kết nghị quyết"),
        laid.finding(case, "Quy chế làm việc chưa sửa đổi", of=cast.an_binh, cause="chưa phân công"),
    )
    return laid.require(case, cast.may, cast.an_binh, cast.suoi_giang, findings=found)


def page(actor, name, *args, **query):
    answer = client_of(actor).get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def send(actor, row, action, **data):
    return client_of(actor).post(reverse("oversight:remediation_decide", args=[row.pk, action]), data)


def test_the_register_shows_each_his_own(cast, rows):
    whole = page(cast.may, REGISTER)
    assert "Đảng ủy xã An Bình" in whole
    assert "Đảng ủy xã Suối Giàng" in whole
    assert "45-KH/TU" in whole
    mine = page(cast.lan, REGISTER)
    assert reverse("oversight:remediation", args=[rows[0].pk]) in mine
    assert reverse("oversight:remediation", args=[rows[1].pk]) not in mine
    assert reverse("oversight:remediation", args=[rows[0].pk]) not in page(cast.noi, REGISTER)
    assert "Chưa có yêu cầu khắc phục nào" in page(cast.noi, REGISTER)


def test_the_page_of_a_row_is_not_there_for_a_sibling(cast, rows):
    address = reverse("oversight:remediation", args=[rows[0].pk])
    statuses = {name: client_of(actor).get(address).status_code for name, actor in cast.everybody.items()}
    assert statuses == {
        "may": 200, "inspector": 200, "lan": 200, "tuong": 404, "noi": 404, "pha": 404, "sua": 404, "admin": 404,
    }  # fmt: skip


def test_the_bearer_reads_the_findings_and_meets_no_decision(cast, rows):
    shown = page(cast.lan, "oversight:remediation", rows[0].pk)
    assert "Quy chế làm việc chưa sửa đổi" in shown
    assert "Lập kế hoạch khắc phục" in shown
    assert "Báo cáo cấp trên" not in shown
    assert send(cast.lan, rows[0], "close").status_code == 403
    assert send(cast.tuong, rows[0], "close").status_code == 404


def test_a_button_that_cannot_be_pressed_says_why(cast, rows):
    shown = page(cast.may, "oversight:remediation", rows[0].pk)
    assert "kế hoạch chưa được gửi" in shown
    answer = client_of(cast.may).post(reverse("oversight:remediation_decide", args=[rows[0].pk, "close"]), follow=True)
    assert "kế hoạch khắc phục chưa được gửi" in answer.content.decode()


def test_the_plan_begins_with_a_line_for_each_finding(cast, rows):
    shown = page(cast.lan, "obligations:answer", rows[0].assignment_id)
    assert shown.count("Quy chế làm việc chưa sửa đổi") >= 2
    assert 'name="i1-task"' in shown
    other = page(cast.tuong, "obligations:answer", rows[1].assignment_id)
    assert "Quy chế làm việc chưa sửa đổi" not in other
    assert "Chưa sơ kết nghị quyết" in other


def test_the_reviewer_reads_which_finding_no_line_answers(cast, rows):
    laid.answered(rows[0], cast.lan, "Chưa sơ kết nghị quyết: sơ kết trong tháng")
    shown = page(cast.may, "obligations:review", rows[0].assignment_id)
    assert "Chưa có mục trả lời:" in shown
    assert "Quy chế làm việc chưa sửa đổi" in shown


def test_from_the_plan_to_the_closed_requirement(cast, rows):
    lan = client_of(cast.lan)
    address = reverse("obligations:answer", args=[rows[0].assignment_id])
    lines = {
        "i0-finding": "Chưa sơ kết nghị quyết", "i0-task": "Tổ chức sơ kết", "i0-lead": "Bí thư",
        "i0-due_on": (cast.may.today + timedelta(days=20)).strftime("%d/%m/%Y"),
        "i1-finding": "Quy chế làm việc chưa sửa đổi", "i1-task": "Sửa quy chế", "i1-lead": "Chánh văn phòng",
    }  # fmt: skip
    assert lan.post(address, {"action": "send", "text": "", **lines}).status_code == 302
    may = client_of(cast.may)
    may.post(reverse("obligations:decide", args=[rows[0].assignment_id, "accept"]))
    for item in PlanItem.objects.filter(assignment=rows[0].assignment_id):
        lan.post(reverse("obligations:report", args=[rows[0].assignment_id, item.pk]), {"evidence": "Đã xong"})
        may.post(reverse("obligations:check_item", args=[rows[0].assignment_id, item.pk]), {"action": "verify"})
    assert "đủ điều kiện đóng" in page(cast.may, REGISTER)
    send(cast.may, rows[0], "close", seen="0")
    assert Remediation.objects.get(pk=rows[0].pk).state == "closed"
    assert "1<i>/2</i>" in page(cast.may, REGISTER)
    send(cast.may, rows[0], "reopen", **{"reopen-reason": "hai chi bộ chưa làm", "seen": "1"})
    for by, says in ((cast.may, "Mở lại kế hoạch"), (cast.lan, "đang xem lại")):
        html = page(by, "oversight:remediation", rows[0].pk)
        assert "đã mở lại" in html
        assert "đủ điều kiện đóng" not in html
        assert "hai chi bộ chưa làm" in html
        assert says in html


def test_a_report_upwards_asks_for_its_reason_and_keeps_what_was_typed(cast, rows):
    answer = send(cast.may, rows[0], "escalate", **{"escalate-reason": " ", "seen": "0"})
    assert answer.status_code == 422
    assert '<details class="more" open><summary>Báo cáo cấp trên' in answer.content.decode()
    send(cast.may, rows[0], "escalate", **{"escalate-reason": "không trả lời", "seen": "0"})
    assert "không trả lời" in page(cast.may, "oversight:remediation", rows[0].pk)
    answer = send(cast.may, rows[0], "reopen", **{"reopen-reason": "đã gửi", "seen": "0"})
    assert Remediation.objects.get(pk=rows[0].pk).state == "escalated"  # the form was older than the row


def test_more_time_is_given_and_read_back(cast, rows):
    day = rows[0].assignment.due_on
    answer = send(cast.may, rows[0], "extend", **{"extend-to_day": day.strftime("%d/%m/%Y"), "extend-reason": "lũ"})
    assert answer.status_code == 422
    later = (day + timedelta(days=7)).strftime("%d/%m/%Y")
    send(cast.may, rows[0], "extend", **{"extend-to_day": later, "extend-reason": "lũ lớn"})
    assert "lũ lớn" in page(cast.lan, "oversight:remediation", rows[0].pk)
    assert page(cast.may, "oversight:remediation", rows[0].pk).count("gia hạn khắc phục từ") == 1
    assert "gia hạn từ" not in page(cast.may, "oversight:remediation", rows[0].pk)


def test_a_line_of_the_plan_that_is_late_is_told_from_a_plan_that_is_late(cast, rows):
    laid.answered(rows[0], cast.lan)
    may = client_of(cast.may)
    may.post(reverse("obligations:decide", args=[rows[0].assignment_id, "accept"]))
    late = cast.may.today - timedelta(days=9)
    PlanItem.objects.filter(assignment=rows[0].assignment_id).update(due_on=late)
    shown = page(cast.may, REGISTER)
    assert "có mục quá 9 ngày" in shown
    assert f"mục đến hạn {late:%d/%m/%Y}" in shown


def test_who_may_not_decide_is_told_whose_it_is(cast, rows):
    answer = send(cast.lan, rows[0], "close", seen="0")
    assert answer.status_code == 403
    said = answer.content.decode()
    assert "cơ quan chủ trì cuộc" in said
    assert "cập nhật chức vụ" not in said


def test_many_are_closed_at_once(cast, rows):
    laid.met(rows[0], cast.lan, cast.may)
    answer = client_of(cast.may).post(
        reverse("oversight:remediations_decide"),
        {"row": [row.pk for row in rows], "action": "close", "back": "/oversight/remediations/?state=open"},
        follow=True,
    )
    said = answer.content.decode()
    assert answer.redirect_chain[-1][0] == "/oversight/remediations/?state=open"
    assert "Đã đóng 1 yêu cầu" in said
    assert "1 yêu cầu chưa đủ điều kiện đóng: Đảng ủy xã Suối Giàng (kế hoạch chưa được gửi)" in said


@pytest.mark.parametrize(
    "back", ["https://ngoai.example/", "//ngoai.example", "javascript:alert(1)", "abc", "%", "-1", "http", "a b"]
)
def test_one_comes_back_to_the_site_and_nowhere_else(cast, rows, back):
    answer = client_of(cast.may).post(reverse("oversight:remediations_decide"), {"action": "close", "back": back})
    assert answer["Location"] == reverse(REGISTER)


def test_never_answered_is_grouped_by_age(cast, rows):
    Remediation.objects.filter(pk=rows[1].pk).update(laid_on=cast.may.today - timedelta(days=100))
    shown = page(cast.may, REGISTER, state="never")
    assert "91–365 ngày: <b>1</b>" in shown
    assert "đến 30 ngày: <b>1</b>" in shown
    assert "2 nơi chưa gửi" in shown
    assert "Đóng các yêu cầu đã chọn" not in shown
    assert "nơi chưa gửi" not in page(cast.lan, REGISTER, state="never")
    laid.answered(rows[0], cast.lan)
    assert "đến 30 ngày: <b>0</b>" in page(cast.may, REGISTER, state="never")


def test_year_by_year_every_figure_is_a_door(cast, rows):
    year = cast.may.today.year
    shown = page(cast.may, "oversight:remediations_years")
    assert f"?year={year}&amp;state=open" in shown
    assert page(cast.may, REGISTER, year=str(year), state="open").count("Đảng ủy xã An Bình") >= 1


def sheet_of(answer):
    return CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()


def test_the_list_leaves_as_excel_and_word(cast, rows):
    laid.answered(rows[0], cast.lan, accepted_by=cast.may)
    client = client_of(cast.may)
    lines = sheet_of(client.get(reverse(REGISTER), {"format": "xlsx"}))[3:]
    assert {line[6] for line in lines} == {"Đảng ủy xã An Bình", "Đảng ủy xã Suối Giàng"}
    assert {line[16] for line in lines} == {"còn mục chưa được xác nhận", "kế hoạch chưa được gửi"}
    years = sheet_of(client.get(reverse("oversight:remediations_years"), {"format": "xlsx"}))
    assert years[3][1] == 2
    word = Word(BytesIO(client.get(reverse(REGISTER), {"format": "docx"}).content))
    assert "Đảng ủy xã An Bình" in [cell.text for table in word.tables for row in table.rows for cell in row.cells]


def test_a_head_finds_what_is_his_on_one_page(cast, rows):
    head = factories.actor("bi-thu", cast.an_binh)
    case = rows[0].requirement.case
    laid.finding(case, "Thiếu kiểm tra, đôn đốc", of=cast.an_binh, responsibility="head")
    himself = Person.objects.get(pk=head.person_id)
    laid.require(case, cast.may, text="Kiểm điểm trách nhiệm", persons=((cast.an_binh, himself),))
    shown = page(head, "oversight:remediations_mine")
    assert "Với đơn vị tôi đứng đầu" in shown
    assert "Kiểm điểm trách nhiệm" in shown
    assert "Thiếu kiểm tra, đôn đốc" in shown
    assert "Không có yêu cầu nào chưa xong" in page(cast.tuong, "oversight:remediations_mine")


def test_my_work_tells_what_may_be_closed(cast, rows):
    assert "đủ điều kiện đóng" not in page(cast.may, "home")
    laid.met(rows[0], cast.lan, cast.may)
    assert "1 yêu cầu đủ điều kiện đóng" in page(cast.may, "home")
    assert "đủ điều kiện đóng" not in page(cast.lan, "home")


def test_the_page_of_an_organisation_tells_what_is_open_on_it(cast, rows):
    shown = page(cast.lan, "organisations:detail", cast.an_binh.pk)
    assert "Sau kiểm tra, giám sát" in shown
    assert "0/1 yêu cầu với đơn vị đã khắc phục xong" in shown
    assert "Sau kiểm tra, giám sát" not in page(cast.noi, "organisations:detail", cast.thon_dong.pk)


def test_a_case_that_follows_up_is_opened_over_the_bearers(cast, rows):
    build.kind()
    build.everything_allowed()
    build.kind("tkt")
    build.kind("tc")
    address = reverse("oversight:remediations_follow")
    shown = client_of(cast.may).get(address, {"row": rows[0].pk}).content.decode()
    assert "Đảng ủy xã An Bình" in shown
    assert shown.index('value="tkt"') < shown.index('value="gs-cd"')
    assert 'value="tc"' not in shown
    form = {"row": rows[0].pk, "kind": "gs-cd", "title": "Theo dõi", "reason": "chưa xong"}
    answer = client_of(cast.may).post(address, form)
    assert answer.status_code == 302, answer.content.decode()
    opened = Case.objects.get(title="Theo dõi")
    assert opened.follows == rows[0].requirement.case
    assert [one.organisation for one in opened.subjects.all()] == [cast.an_binh]
    assert Remediation.objects.get(pk=rows[0].pk).follow_up == opened
    assert "Theo dõi" in page(cast.may, "oversight:remediation", rows[0].pk)


@pytest.mark.parametrize(
    "query",
    [
        {"page": "abc"}, {"year": "abc"}, {"year": "99999"}, {"owner": "x"}, {"case": "-1"}, {"age": "9"},
        {"state": "nothing"}, {"case": "99999999999999999999"}, {"answer": "x"}, {"bearer": "x"},
        {"format": "pdf"},
    ],
)  # fmt: skip
def test_an_odd_address_breaks_nothing(cast, rows, query):
    assert client_of(cast.may).get(reverse(REGISTER), query, follow=True).status_code == 200


def test_a_branch_out_of_reach_is_not_there(cast, rows):
    assert client_of(cast.lan).get(reverse(REGISTER), {"branch": cast.suoi_giang.pk}).status_code == 404
    assert client_of(cast.may).get(reverse(REGISTER), {"branch": cast.suoi_giang.pk}).status_code == 200


@pytest.mark.parametrize("size", [2, 60])
def test_the_pages_ask_few_questions(cast, size, django_assert_max_num_queries, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    communes = [factories.organisation(f"Đảng ủy xã {n}", "commune", cast.province) for n in range(size)]
    case = laid.concluded(cast.may, cast.province, *communes, document=laid.conclusion_document(cast))
    found = laid.finding(case, "Chưa sơ kết")
    rows = laid.require(case, cast.may, *communes, findings=(found,))
    pages = [
        reverse(REGISTER), reverse(REGISTER) + "?state=never", reverse("oversight:remediations_years"),
        reverse("oversight:remediations_mine"), reverse("oversight:remediation", args=[rows[0].pk]),
        reverse("oversight:remediations_follow") + f"?row={rows[0].pk}",
        reverse("obligations:review", args=[rows[0].assignment_id]),
        reverse("organisations:detail", args=[communes[0].pk]),
    ]  # fmt: skip
    client = client_of(cast.may)
    for address in pages:
        client.get(address)
        with django_assert_max_num_queries(20):
            assert client.get(address).status_code == 200
