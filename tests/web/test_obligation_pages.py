import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from tests import factories
from tests.cast import Cast
from tests.obligations.build import deliverable, lay, part
from tusoi.obligations.models import Assignment, Obligation, Submission
from tusoi.obligations.selectors import roll_up
from tusoi.obligations.services import accept_answer, return_answer, submit_answer
from tusoi.organisations.models import Account
from tusoi.organisations.scope import Actor


@pytest.fixture
def enter(client):
    """Signs somebody of the cast in and gives the browser back."""

    def sign_in(actor: Actor):
        client.force_login(Account.objects.get(pk=actor.account_id))
        return client

    return sign_in


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def url(name: str, *args: object) -> str:
    return reverse(f"obligations:{name}", args=args)


def form(cast: Cast, **more) -> dict:
    """One duty on An Bình and Suối Giàng, as the page sends it."""
    return {
        "request_key": str(uuid.uuid4()),
        "duties": "1",
        "d0-use": "on",
        "d0-title": "Kế hoạch khắc phục",
        "d0-deliverable": str(deliverable().pk),
        "d0-due_on": (cast.may.today + timedelta(days=10)).isoformat(),
        "d0-expectations": "",
        "d0-instructions": "",
        "bearer": "organisation",
        "review": "issuer",
        f"org-{cast.province.pk}-commune": [str(cast.an_binh.pk), str(cast.suoi_giang.pk)],
        "step": "confirm",
        **more,
    }


def line(number: int, **fields) -> dict:
    names = ("id", "at", "clause", "finding", "task", "lead", "collaborators", "product", "milestones", "due_on")
    return {f"i{number}-{name}": str(fields.get(name, "")) for name in names}


# --- the whole way


def test_from_laying_to_verified_the_figure_moves_with_every_step(cast, enter):
    may = enter(cast.may)
    assert may.get(url("new")).status_code == 200
    data = form(cast)
    shown = may.post(url("new"), data)
    assert "Giao cho 2 tập thể" in text_of(shown)
    assert Obligation.objects.count() == 0
    laid = may.post(url("new"), {**data, "step": "lay"})
    duty = Obligation.objects.get()
    assert laid.status_code == 302
    assert str(duty.pk) in laid["Location"]
    assert "0 /2" in text_of(may.get(url("detail", duty.pk)))

    own = part(duty, cast.an_binh)
    lan = enter(cast.lan)
    page = lan.get(url("answer", own.pk))
    assert page.status_code == 200
    assert "Còn 10 ngày." in text_of(page)
    plan = {"text": "Phần chung", **line(0, task="Phân công lại", lead="Lò Thị Lan"), **line(1, task="Kiểm tra quý")}
    sent = lan.post(url("answer", own.pk), {**plan, "action": "send"}, follow=True)
    assert "Đã gửi bài đúng hạn" in text_of(sent)
    own.refresh_from_db()
    assert own.state == "submitted"
    assert own.items.count() == 2

    first, second = own.items.order_by("position")
    may = enter(cast.may)
    page = text_of(may.get(url("review", own.pk)))
    assert "Phân công lại" in page
    assert "chưa ghi người chịu trách nhiệm" in page
    assert "1 /2" in text_of(may.get(url("detail", duty.pk)))
    may.post(
        url("decide", own.pk, "return"),
        {"version": own.version, "item": [second.pk], f"reason-{second.pk}": "Chưa có người chịu trách nhiệm"},
    )
    own.refresh_from_db()
    assert own.state == "returned"

    lan = enter(cast.lan)
    page = text_of(lan.get(url("answer", own.pk)))
    assert "Chưa có người chịu trách nhiệm" in page
    assert "đã đạt" in page
    again = {"text": "Phần chung", **line(0, id=second.pk, at=2, task="Kiểm tra quý", lead="Mùa Thị Sua")}
    lan.post(url("answer", own.pk), {**again, "action": "send"})
    own.refresh_from_db()
    assert own.state == "submitted"
    assert [item.task for item in own.items.order_by("position")] == ["Phân công lại", "Kiểm tra quý"]

    may = enter(cast.may)
    assert "Mùa Thị Sua" in text_of(may.get(url("review", own.pk)))
    may.post(url("decide", own.pk, "accept"), {"version": own.version})
    own.refresh_from_db()
    assert own.state == "accepted"

    lan = enter(cast.lan)
    assert "Báo kết quả mục này" in text_of(lan.get(url("answer", own.pk)))
    lan.post(url("report", own.pk, first.pk), {"evidence": "Quyết định phân công số 12"})
    may = enter(cast.may)
    assert "Xác nhận mục 1 đã xong" in text_of(may.get(url("review", own.pk)))
    may.post(url("check_item", own.pk, first.pk), {"action": "verify"})
    first.refresh_from_db()
    assert first.state == "verified"
    counts = roll_up(duty.pk, cast.province, cast.may.today)
    assert (counts.answered, counts.accepted, counts.total) == (1, 1, 2)


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


# --- bad input: a clear message, nothing half done


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"d0-due_on": "2020-01-01"}, "Thời hạn đã qua"),
        ({"d0-due_on": "hôm qua"}, "dd/mm/yyyy"),
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


def test_sending_after_acceptance_is_refused_in_words(cast, enter):
    duty = lay(cast.may, cast.province, cast.an_binh)
    own = part(duty, cast.an_binh)
    submit_answer(assignment_id=own.pk, text="Bài", by=cast.lan)
    accept_answer(assignment_id=own.pk, by=cast.may)
    page = enter(cast.lan).post(url("answer", own.pk), {"text": "Bài mới", "action": "send"}, follow=True)
    assert "Bài đã được duyệt nên không nộp lại được" in text_of(page)
    assert Submission.objects.get().text == "Bài"


def test_of_two_reviewers_one_wins_and_the_other_is_told_who(cast, enter):
    duty = lay(cast.may, cast.province, cast.an_binh)
    own = part(duty, cast.an_binh)
    submit_answer(assignment_id=own.pk, text="Bài", by=cast.lan)
    seen = Assignment.objects.get(pk=own.pk).version
    accept_answer(assignment_id=own.pk, version=seen, by=cast.inspector)
    page = enter(cast.may).post(url("decide", own.pk, "return"), {"version": seen, "reason": "Thiếu"}, follow=True)
    assert "Vi Văn Sáng đã xử lý bài này trước" in text_of(page)
    own.refresh_from_db()
    assert own.state == "accepted"


def test_returning_without_a_reason_is_refused(cast, enter):
    own = part(lay(cast.may, cast.province, cast.an_binh), cast.an_binh)
    submit_answer(assignment_id=own.pk, text="Bài", by=cast.lan)
    page = enter(cast.may).post(url("decide", own.pk, "return"), {"reason": " "}, follow=True)
    assert "Hãy ghi lý do" in text_of(page)
    own.refresh_from_db()
    assert own.state == "submitted"


def test_an_empty_answer_and_a_line_without_a_measure_are_refused_and_nothing_typed_is_lost(cast, enter):
    own = part(lay(cast.may, cast.province, cast.an_binh), cast.an_binh)
    lan = enter(cast.lan)
    assert "còn trống" in text_of(lan.post(url("answer", own.pk), {"text": "", "action": "send"}))
    page = lan.post(url("answer", own.pk), {"text": "Đã viết", **line(0, lead="Lò Thị Lan"), "action": "send"})
    assert page.status_code == 422
    assert "chưa ghi biện pháp" in text_of(page)
    assert "Đã viết" in page.content.decode()
    assert 'value="Lò Thị Lan"' in page.content.decode()
    page = lan.post(
        url("answer", own.pk), {"text": "Đã viết", **line(0, task="A", due_on="32/13/2026"), "action": "save"}
    )
    assert "dd/mm/yyyy" in text_of(page)
    assert Submission.objects.count() == 0


def test_a_draft_saves_itself_and_two_drafts_are_shown_side_by_side(cast, enter):
    own = part(lay(cast.may, cast.province, cast.an_binh), cast.an_binh)
    opened = cast.may.at.isoformat()
    head = factories.actor("bi-thu", cast.an_binh, name="Lò Văn Sơn")
    saved = enter(head).post(url("draft", own.pk), {"text": "Bản của bí thư", "seen": opened})
    assert "Bản nháp lưu lúc" in text_of(saved)
    lan = enter(cast.lan)
    assert "Lò Văn Sơn đã lưu một bản khác" in text_of(lan.post(url("draft", own.pk), {"text": "Khác", "seen": opened}))
    page = lan.post(url("answer", own.pk), {"text": "Bản của Lan", "seen": opened, "action": "save"})
    said = text_of(page)
    assert page.status_code == 409
    assert "Bản của bí thư" in said
    assert "Bản của Lan" in said
    newer = re.search(r'id="seen" value="([^"]+)"', page.content.decode())[1]
    lan.post(url("answer", own.pk), {"text": "Bản chung", "seen": newer, "action": "save"})
    assert Submission.objects.get().text == "Bản chung"


def test_lines_are_added_and_dropped_without_a_script(cast, enter):
    own = part(lay(cast.may, cast.province, cast.an_binh), cast.an_binh)
    lan = enter(cast.lan)
    more = lan.post(url("answer", own.pk), {"text": "", **line(0, task="Một"), "action": "add_line"}, follow=True)
    assert 'name="i1-task"' in more.content.decode()
    lan.post(url("answer", own.pk), {"text": "", **line(0, task="Một"), **line(1, task="Hai"), "drop_line": "0"})
    assert [item.task for item in own.items.all()] == ["Hai"]


def test_an_answer_can_be_taken_back_until_it_is_decided(cast, enter):
    own = part(lay(cast.may, cast.province, cast.an_binh), cast.an_binh)
    submit_answer(assignment_id=own.pk, text="Bài", by=cast.lan)
    lan = enter(cast.lan)
    assert "Rút lại để sửa" in text_of(lan.get(url("answer", own.pk)))
    lan.post(url("recall", own.pk))
    own.refresh_from_db()
    assert own.state == "assigned"


def test_a_file_is_kept_with_the_answer_and_a_secret_one_is_not(cast, enter, settings, tmp_path):
    from django.core.files.uploadedfile import SimpleUploadedFile

    settings.MEDIA_ROOT = tmp_path
    own = part(lay(cast.may, cast.province, cast.an_binh), cast.an_binh)
    lan = enter(cast.lan)
    good = SimpleUploadedFile("bien-ban.txt", "Biên bản họp ngày hôm qua.".encode())
    lan.post(url("answer", own.pk), {"text": "Kèm tệp", "files": good, "action": "upload"})
    kept = own.submissions.get().files.get().attachment
    assert lan.get(url("file", own.pk, kept.pk)).status_code == 200
    assert enter(cast.may).get(url("file", own.pk, kept.pk)).status_code == 404, "a draft is the bearer's own"
    assert enter(cast.tuong).get(url("file", own.pk, kept.pk)).status_code == 404
    secret = SimpleUploadedFile("cong-van.txt", "TỐI MẬT\n\nCông văn số 12".encode())
    page = enter(cast.lan).post(url("answer", own.pk), {"text": "Kèm tệp", "files": secret, "action": "send"})
    assert "dấu mật" in text_of(page)
    own.refresh_from_db()
    assert own.state == "assigned"


# --- the page of a duty


@pytest.fixture
def duty(cast: Cast) -> Obligation:
    return lay(cast.may, cast.province, cast.an_binh, cast.suoi_giang, cast.thon_dong, cast.thon_ha, cast.ban_le)


def test_every_figure_is_a_door(cast, enter, duty):
    submit_answer(assignment_id=part(duty, cast.thon_dong).pk, text="Bài", by=cast.noi)
    may = enter(cast.may)
    for query, name, other in [
        ("?tab=missing", "Đảng ủy xã An Bình", "Chi bộ Thôn Đông"),
        ("?tab=waiting", "Chi bộ Thôn Đông", "Chi bộ Bản Lè"),
        ("?tab=answers", "Chi bộ Thôn Đông", "Chi bộ Bản Lè"),
        (f"?tab=tree&at={cast.an_binh.pk}", "Chi bộ Thôn Hạ", "Chi bộ Bản Lè"),
        (f"?tab=bearers&filter=assigned&at={cast.an_binh.pk}", "Chi bộ Thôn Hạ", "Chi bộ Bản Lè"),
    ]:
        page = text_of(may.get(url("detail", duty.pk) + query))
        assert name in page, query
        assert other not in page, query
    assert may.get(url("detail", duty.pk) + "?at=99999").status_code == 404
    assert may.get(url("detail", duty.pk) + "?at=abc").status_code == 404
    assert may.get(url("detail", duty.pk) + "?tab=nonsense&filter=nonsense").status_code == 200


def test_a_bearer_sees_his_part_and_the_figures_of_his_branch_only(cast, enter, duty):
    page = enter(cast.lan).get(url("detail", duty.pk) + "?tab=tree")
    said = text_of(page)
    assert "0 /3" in said
    assert "Trả lời" in said
    assert "Suối Giàng" not in said
    assert "Bản Lè" not in said
    assert enter(cast.lan).get(url("detail", duty.pk) + f"?at={cast.suoi_giang.pk}").status_code == 404


def test_a_sibling_sees_nothing(cast, enter):
    duty = lay(cast.may, cast.province, cast.an_binh)
    own = part(duty, cast.an_binh)
    tuong = enter(cast.tuong)
    for page in (url("detail", duty.pk), url("answer", own.pk), url("review", own.pk)):
        assert tuong.get(page).status_code == 404
    for page in (
        url("chosen", duty.pk), url("recall", own.pk), url("draft", own.pk), url("decide", own.pk, "accept"),
        url("withdraw", duty.pk), url("bearers", duty.pk), url("laying", duty.pk),
    ):  # fmt: skip
        assert tuong.post(page, {"reason": "x", "part": [own.pk], "action": "excel"}).status_code == 404


def test_a_committee_member_answers_for_himself_only(cast, enter):
    may = enter(cast.may)
    may.post(url("new"), form(cast, bearer="both", step="lay"))
    own = Assignment.objects.get(person=cast.sua.person_id)
    office = Assignment.objects.get(organisation=cast.an_binh, person__isnull=True)
    sua = enter(cast.sua)
    sua.post(url("answer", own.pk), {"text": "Kế hoạch của tôi", "action": "send"})
    own.refresh_from_db()
    assert own.state == "submitted"
    assert sua.get(url("answer", office.pk))["Location"] == url("review", office.pk)
    assert sua.post(url("draft", office.pk), {"text": "x"}).status_code == 403
    assert sua.post(url("decide", own.pk, "accept"), {}).status_code == 403


def test_a_reminder_is_a_letter_and_is_noted(cast, enter, duty):
    may = enter(cast.may)
    ids = [part(duty, cast.an_binh).pk, part(duty, cast.suoi_giang).pk]
    letter = may.post(url("chosen", duty.pk), {"action": "remind", "part": ids})
    assert letter["Content-Type"].endswith("wordprocessingml.document")
    assert letter.content.startswith(b"PK")
    assert Assignment.objects.filter(reminders=1).count() == 2
    assert "1 lần gần nhất" in text_of(may.get(url("detail", duty.pk)))
    one = may.post(
        url("chosen", duty.pk), {"action": "remind", "part": ids[:1], "remind_by": "2020-01-01"}, follow=True
    )
    assert "phải là hôm nay hoặc sau đó" in text_of(one)
    assert "đánh dấu ít nhất một dòng" in text_of(may.post(url("chosen", duty.pk), {"action": "remind"}, follow=True))


@pytest.mark.parametrize("query", ["?format=xlsx", "?format=docx", "?tab=answers&format=xlsx"])
def test_every_list_leaves(cast, enter, duty, query):
    assert enter(cast.may).get(url("detail", duty.pk) + query).content.startswith(b"PK")
    assert enter(cast.may).get(url("list") + "?format=xlsx").content.startswith(b"PK")


@pytest.mark.parametrize("action", ["excel", "word"])
def test_ticked_rows_leave(cast, enter, duty, action):
    ids = [part(duty, cast.an_binh).pk]
    assert enter(cast.may).post(url("chosen", duty.pk), {"action": action, "part": ids}).content.startswith(b"PK")


def test_extending_and_waiving_ask_for_a_reason_and_then_show_it(cast, enter, duty):
    may = enter(cast.may)
    ids = [part(duty, cast.an_binh).pk]
    asked = may.post(url("chosen", duty.pk), {"action": "extend", "part": ids})
    assert "Gia hạn cho 1 đối tượng" in text_of(asked)
    day = duty.due_on + timedelta(days=5)
    bad = {"action": "extend", "part": ids, "confirmed": "1", "to_day": duty.due_on.isoformat(), "reason": "mưa lũ"}
    assert "hạn mới phải sau ngày đó" in text_of(may.post(url("chosen", duty.pk), bad))
    may.post(url("chosen", duty.pk), {**bad, "to_day": day.isoformat()})
    assert f"Được gia hạn đến {day:%d/%m/%Y}" in text_of(may.get(url("detail", duty.pk)))
    may.post(url("chosen", duty.pk), {"action": "waive", "part": ids, "confirmed": "1", "reason": "đã sáp nhập"})
    assert "đã sáp nhập" in text_of(may.get(url("detail", duty.pk) + "?tab=waived"))


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


def test_the_reviewer_goes_from_answer_to_answer(cast, enter, duty):
    submit_answer(assignment_id=part(duty, cast.thon_dong).pk, text="Một", by=cast.noi)
    submit_answer(assignment_id=part(duty, cast.thon_ha).pk, text="Hai", by=cast.pha)
    first, second = part(duty, cast.thon_dong), part(duty, cast.thon_ha)
    may = enter(cast.may)
    assert url("review", second.pk) in may.get(url("review", first.pk)).content.decode()
    gone = may.post(url("decide", first.pk, "accept"), {"version": first.version})
    assert gone["Location"] == url("review", second.pk)


def test_what_changed_between_versions_is_shown(cast, enter):
    own = part(lay(cast.may, cast.province, cast.an_binh), cast.an_binh)
    submit_answer(assignment_id=own.pk, text="Sẽ làm trong quý một", by=cast.lan)
    return_answer(assignment_id=own.pk, reason="Chưa rõ tháng nào", by=cast.may)
    submit_answer(assignment_id=own.pk, text="Sẽ làm trong tháng hai", by=cast.lan)
    page = enter(cast.may).get(url("review", own.pk)).content.decode()
    assert "<del>" in page
    assert "<ins>" in page
    assert "Chưa rõ tháng nào" in page


# --- lists and speed


def test_the_list_has_both_sides_and_filters(cast, enter, duty):
    lay(cast.lan, cast.an_binh, cast.thon_dong, title="Việc của xã")
    lan = enter(cast.lan)
    issued, borne = text_of(lan.get(url("list"))), text_of(lan.get(url("list") + "?side=borne"))
    assert "Việc của xã" in issued
    assert "Kế hoạch khắc phục" not in issued
    assert "Kế hoạch khắc phục" in borne
    assert "Việc của xã" not in borne
    assert "Không có nhiệm vụ nào khớp" in text_of(lan.get(url("list") + "?text=không có"))
    assert lan.get(url("list") + "?year=abc&side=x&page=zz", follow=True).status_code == 200


@pytest.mark.parametrize("size", [3, 60])
def test_no_page_takes_more_queries_for_more_bearers(cast, enter, size, django_assert_max_num_queries):
    cells = [factories.organisation(f"Chi bộ {n}", "cell", cast.an_binh) for n in range(size)]
    for cell in cells[:20]:
        factories.position(factories.person(), "bi-thu", cell)
    duty = lay(cast.may, cast.province, *cells)
    other = lay(cast.may, cast.province, *cells, title="Báo cáo")
    own = part(duty, cells[0])
    submit_answer(assignment_id=own.pk, text="Bài", by=factories.actor("bi-thu", cells[0]))
    may = enter(cast.may)
    may.get(url("list"))
    pages = [url("list"), url("new"), url("review", own.pk), url("bearers", duty.pk)]
    pages += [url("detail", duty.pk) + f"?tab={tab}" for tab in ("missing", "tree", "waiting", "answers", "history")]
    for page in pages:
        with django_assert_max_num_queries(20):
            assert may.get(page).status_code == 200
    chosen = {"action": "remind", "part": [one.pk for one in other.assignments.all()]}
    with django_assert_max_num_queries(30):
        may.post(url("chosen", other.pk), chosen)
    secretary = factories.actor("bi-thu", cells[1])
    bearer = enter(secretary)
    bearer.get(url("list"))
    with django_assert_max_num_queries(20):
        assert bearer.get(url("answer", part(duty, cells[1]).pk)).status_code == 200
