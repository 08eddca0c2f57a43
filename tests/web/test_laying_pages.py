import re
from datetime import timedelta

import pytest

from tests.obligations.build import lay, part
from tests.web.duty_forms import conclusion, form, line, text_of, url
from tusoi.obligations.models import Assignment, Obligation, Submission
from tusoi.organisations.models import Account
from tusoi.organisations.scope import Actor


@pytest.fixture
def enter(client):
    """Signs somebody of the cast in and gives the browser back."""

    def sign_in(actor: Actor):
        client.force_login(Account.objects.get(pk=actor.account_id))
        return client

    return sign_in


def test_collectives_and_persons_in_one_step_become_two_duties_for_each_requirement(cast, enter):
    may = enter(cast.may)
    data = form(cast, bearer="both")
    shown = text_of(may.post(url("new"), data))
    assert "Giao cho 2 tập thể và 1 cá nhân" in shown
    assert "Đảng ủy xã An Bình: Mùa Thị Sua" in shown
    may.post(url("new"), {**data, "step": "lay"})
    assert sorted(Obligation.objects.values_list("bearer", flat=True)) == ["organisation", "person"]


def test_all_organisations_of_a_kind_are_chosen_by_one_box_and_nobody_twice(cast, enter):
    may = enter(cast.may)
    data = form(cast, kinds=["commune"])
    shown = text_of(may.post(url("new"), data))
    assert "Giao cho 2 tập thể" in shown
    assert "2 đơn vị được chọn hai lần" in shown


def test_deeper_levels_open_with_and_without_a_script(cast, enter):
    may = enter(cast.may)
    part_of_page = may.get(url("children"), {"node": cast.an_binh.pk})
    assert "Chi bộ Thôn Đông" in part_of_page.content.decode()
    whole = may.post(url("new"), form(cast, open=str(cast.an_binh.pk)))
    assert "Chi bộ Thôn Đông" in whole.content.decode()
    assert Obligation.objects.count() == 0


def test_going_back_from_the_second_step_keeps_everything(cast, enter):
    page = enter(cast.may).post(url("new"), form(cast, step="edit")).content.decode()
    assert "Kế hoạch khắc phục" in page
    assert re.search(rf'value="{cast.an_binh.pk}" checked', page)


def test_a_duty_from_above_is_passed_on_to_one_s_own_branch(cast, enter):
    duty = lay(cast.may, cast.province, cast.an_binh, title="Học tập nghị quyết")
    own = part(duty, cast.an_binh)
    lan = enter(cast.lan)
    assert "Học tập nghị quyết" in lan.get(url("new") + f"?parent={own.pk}").content.decode()
    data = form(cast, step="lay", kinds=["cell"])
    del data[f"org-{cast.province.pk}-commune"]
    lan.post(url("new") + f"?parent={own.pk}", data)
    below = Obligation.objects.get(parent=own)
    assert below.assignments.count() == 2
    assert below.issued_by == cast.an_binh
    assert "Học tập nghị quyết" in text_of(lan.get(url("detail", below.pk)))


def test_passing_on_beyond_the_day_of_the_duty_above_is_said_and_not_refused(cast, enter):
    duty = lay(cast.may, cast.province, cast.an_binh)
    own = part(duty, cast.an_binh)
    lan, address = enter(cast.lan), url("new") + f"?parent={own.pk}"
    said = f"Đảng ủy xã An Bình phải nộp lên trên chậm nhất {own.due_on:%d/%m/%Y}"
    assert said in text_of(lan.get(address))
    data = form(cast, kinds=["cell"])
    del data[f"org-{cast.province.pk}-commune"]
    for later, warned in ((0, False), (1, True)):
        data["d0-due_on"] = (own.due_on + timedelta(days=later)).isoformat()
        shown = text_of(lan.post(address, data))
        assert "Giao cho 2 tập thể" in shown
        assert ("muộn hơn hạn của cấp trên" in shown and said in shown) is warned
    lan.post(address, {**data, "step": "lay"})
    assert Obligation.objects.get(parent=own).due_on > own.due_on


def test_the_requirements_of_a_document_are_laid_with_their_passage_and_day(cast, enter):
    document = conclusion(cast)
    may = enter(cast.may)
    page = may.get(url("new") + f"?document={document.pk}").content.decode()
    for said in ("Xây dựng kế hoạch khắc phục", "gửi về trước ngày", "03/03/2031", "Rà soát quy chế"):
        assert said in page
    second = document.clauses.get(position=2)
    page = may.get(url("new") + f"?document={document.pk}&clause={second.pk}").content.decode()
    assert page.count('-use" id') == 2
    assert len(re.findall(r"-use\"[^>]* checked", page)) == 1
    assert page.index("Rà soát quy chế") < page.index("Xây dựng kế hoạch")
    first = document.clauses.get(position=1)
    data = form(cast, **{"step": "lay", "d0-clause": str(first.pk), "d0-due_on": "03/03/2031"})
    may.post(url("new") + f"?document={document.pk}", data)
    duty = Obligation.objects.get()
    assert (duty.clause, duty.document) == (first, document)
    assert "gửi về trước ngày" in text_of(may.get(url("detail", duty.pk)))
    own = part(duty, cast.an_binh)
    page = enter(cast.lan).get(url("answer", own.pk)).content.decode()
    assert "Trả lời yêu cầu, hạn chế nào" in page
    enter(cast.lan).post(url("answer", own.pk), {"text": "", **line(0, task="Làm", clause=first.pk), "action": "save"})
    assert own.items.get().clause == first
    wrong = enter(cast.lan).post(
        url("answer", own.pk), {"text": "", **line(0, task="Làm", clause=99), "action": "save"}
    )
    assert wrong.status_code == 422
    assert own.items.get().clause == first


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"d0-due_on": "2020-01-01"}, "Thời hạn đã qua"),
        ({"d0-due_on": "hôm qua"}, "ngày/tháng/năm"),
        ({"d0-due_on": ""}, "Hãy ghi thời hạn"),
        ({"d0-title": "  "}, "Hãy ghi tên nhiệm vụ"),
        ({"d0-title": "x" * 301}, "300"),
        ({"d0-deliverable": "999999"}, "Hãy chọn một mục"),
        ({"d0-use": ""}, "Chưa chọn nhiệm vụ nào"),
        ({"bearer": "everybody"}, "Hãy chọn một mục"),
        ({"duties": "-3", "d0-title": ""}, "Hãy ghi tên nhiệm vụ"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("step", ["confirm", "lay"])
def test_what_is_wrong_is_said_and_nothing_is_laid(cast, enter, change, said, step):
    response = enter(cast.may).post(url("new"), form(cast, **{**change, "step": step}))
    assert response.status_code == 422
    assert said in text_of(response)
    assert Obligation.objects.count() == 0


@pytest.mark.parametrize("step", ["confirm", "lay"])
def test_a_cascade_to_nobody_is_refused(cast, enter, step):
    data = form(cast, step=step)
    data[f"org-{cast.province.pk}-commune"] = []
    response = enter(cast.may).post(url("new"), data)
    assert response.status_code == 422
    assert "Chưa chọn đơn vị nào" in text_of(response)
    data["kinds"] = ["group"]
    response = enter(cast.may).post(url("new"), data)
    assert response.status_code == 422
    assert Obligation.objects.count() == 0


@pytest.mark.parametrize("step", ["confirm", "lay"])
def test_a_cascade_outside_one_s_branch_is_refused(cast, enter, step):
    data = form(cast, **{"step": step, "org-x": [str(cast.thon_dong.pk), str(cast.suoi_giang.pk), "abc", "9" * 30]})
    del data[f"org-{cast.province.pk}-commune"]
    response = enter(cast.lan).post(url("new"), data)
    assert response.status_code == 422
    assert "1 đơn vị đã chọn không thuộc phạm vi" in text_of(response)
    assert "Đảng ủy xã Suối Giàng" not in text_of(response), "a sibling is not even named"
    assert Obligation.objects.count() == 0


def test_a_double_click_lays_once(cast, enter):
    may = enter(cast.may)
    data = form(cast, step="lay")
    first, second = may.post(url("new"), data), may.post(url("new"), data)
    assert first["Location"] == second["Location"]
    assert Obligation.objects.count() == 1
    assert Assignment.objects.count() == 2


def test_who_may_not_lay_is_refused_and_unknown_sources_do_not_exist(cast, enter):
    assert enter(cast.sua).get(url("new")).status_code == 403
    assert enter(cast.sua).post(url("new"), form(cast)).status_code == 403
    may = enter(cast.may)
    for query in ("?document=999", "?document=abc", "?parent=5", "?parent=-1"):
        assert may.get(url("new") + query).status_code == 404


def test_a_duty_is_laid_on_more_bearers_and_taken_back(cast, enter):
    duty = lay(cast.may, cast.province, cast.an_binh)
    may = enter(cast.may)
    assert "Suối Giàng" in text_of(may.get(url("bearers", duty.pk)))
    may.post(url("bearers", duty.pk), {"org-x": [cast.suoi_giang.pk]})
    assert duty.assignments.count() == 2
    assert "Chưa có ai nhận" in text_of(may.post(url("bearers", duty.pk), {"org-x": [cast.suoi_giang.pk]}))
    assert may.post(url("withdraw", duty.pk), {"reason": ""}).status_code == 200
    may.post(url("withdraw", duty.pk), {"reason": "giao nhầm"})
    duty.refresh_from_db()
    assert duty.state == "withdrawn"
    page = enter(cast.lan).post(
        url("answer", part(duty, cast.an_binh).pk), {"text": "x", "action": "send"}, follow=True
    )
    assert page.status_code == 200
    assert Submission.objects.count() == 0


def test_a_cascade_to_very_many_goes_on_step_by_step(cast, enter, monkeypatch):
    monkeypatch.setattr("tusoi.obligations.services.issue.AT_ONCE", 1)
    may = enter(cast.may)
    going = may.post(url("new"), form(cast, step="lay"))
    duty = Obligation.objects.get()
    assert going["Location"] == url("laying", duty.pk)
    assert duty.state == "issuing"
    assert "Giao tiếp" in text_of(may.get(url("laying", duty.pk)))
    part_of_page = may.post(url("laying", duty.pk), headers={"HX-Request": "true"})
    assert "Đã giao 2/2" in text_of(part_of_page)
    assert may.get(url("laying", duty.pk))["Location"] == url("detail", duty.pk)
