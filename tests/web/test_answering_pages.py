import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import factories
from tests.cast import Cast
from tests.obligations.build import lay, part
from tests.web.duty_forms import form, line, text_of, url
from tusoi.obligations.models import Assignment, DeliverableKind, Obligation, Submission
from tusoi.obligations.services import ItemDraft, accept_answer, return_answer, submit_answer
from tusoi.organisations.models import Account
from tusoi.organisations.scope import Actor


@pytest.fixture
def enter(client):
    """Signs somebody of the cast in and gives the browser back."""

    def sign_in(actor: Actor):
        client.force_login(Account.objects.get(pk=actor.account_id))
        return client

    return sign_in


@pytest.fixture
def duty(cast: Cast) -> Obligation:
    return lay(cast.may, cast.province, cast.an_binh, cast.suoi_giang, cast.thon_dong, cast.thon_ha, cast.ban_le)


def test_sending_after_acceptance_is_refused_in_words(cast, enter):
    duty = lay(cast.may, cast.province, cast.an_binh)
    own = part(duty, cast.an_binh)
    submit_answer(assignment_id=own.pk, text="Bài", by=cast.lan)
    accept_answer(assignment_id=own.pk, by=cast.may)
    page = enter(cast.lan).post(url("answer", own.pk), {"text": "Bài mới", "action": "send"}, follow=True)
    assert "Bài đã được duyệt nên không nộp lại được" in text_of(page)
    assert Submission.objects.get().text == "Bài"


def test_a_line_taken_back_says_so_keeps_its_words_and_can_be_reported_again(cast, enter):
    DeliverableKind.objects.update(has_items=True)
    own = part(lay(cast.may, cast.province, cast.an_binh), cast.an_binh)
    submit_answer(assignment_id=own.pk, text="Bài", items=[ItemDraft("Sửa quy chế")], by=cast.lan)
    accept_answer(assignment_id=own.pk, by=cast.may)
    item, browser = own.items.get(), enter(cast.lan)
    report = reverse("obligations:report", args=[own.pk, item.pk])
    reported = browser.post(report, {"evidence": "Quy chế 05-QC/ĐU"}, follow=True)
    assert "Kết quả đã báo" in text_of(reported)
    back = browser.post(reverse("obligations:unreport", args=[own.pk, item.pk]), follow=True)
    assert "Kết quả đã rút lại" in text_of(back)
    assert "Quy chế 05-QC/ĐU" in text_of(back)
    again = browser.post(reverse("obligations:unreport", args=[own.pk, item.pk]), follow=True)
    assert "Kết quả đã rút lại" in text_of(again)
    assert "Kết quả đã báo" in text_of(browser.post(report, {"evidence": "Quy chế 05-QC/ĐU"}, follow=True))


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
    assert text_of(page).count("Hãy ghi lý do") == 1
    said = page.content.decode()
    assert re.search(r'<textarea id="reason" [^>]*aria-invalid="true" aria-describedby="reason-error">', said)
    assert re.search(r'id="reason-error">Hãy ghi lý do', said)
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
    assert "Không có ngày ấy" in text_of(page)
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


def test_files_come_along_when_an_answer_is_taken_back_and_mended(cast, enter, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    own = part(lay(cast.may, cast.province, cast.an_binh), cast.an_binh)
    lan = enter(cast.lan)
    file = SimpleUploadedFile("bien-ban.txt", "Biên bản họp ngày hôm qua.".encode())
    lan.post(url("answer", own.pk), {"text": "Kèm tệp", "files": file, "action": "send"})
    lan.post(url("recall", own.pk))
    assert "bien-ban.txt" in text_of(lan.get(url("answer", own.pk)))
    lan.post(url("answer", own.pk), {"text": "Kèm tệp, sửa", "action": "send"})
    kept = own.submissions.get(number=2).files.get().attachment
    return_answer(assignment_id=own.pk, reason="Thay biên bản", by=cast.may)
    lan.post(url("answer", own.pk), {"text": "Không kèm nữa", "drop_file": kept.pk, "action": "save"})
    assert not own.submissions.get(number=3).files.exists()
    assert own.submissions.get(number=2).files.exists(), "what was sent is never changed"


def test_the_answer_page_names_what_was_laid_below_from_it(cast, enter, django_assert_max_num_queries):
    own = part(lay(cast.may, cast.province, cast.an_binh), cast.an_binh)
    lan = enter(cast.lan)
    assert "Chuyển tiếp xuống dưới" in text_of(lan.get(url("answer", own.pk)))
    below = lay(cast.lan, cast.an_binh, cast.thon_dong, cast.thon_ha, parent=own)
    submit_answer(assignment_id=part(below, cast.thon_dong).pk, text="Đã họp.", by=cast.noi)
    for _more in range(5):
        lay(cast.lan, cast.an_binh, cast.thon_dong, parent=own)
    with django_assert_max_num_queries(20):
        page = lan.get(url("answer", own.pk))
    assert "Đã giao tiếp cho 2 đơn vị: 1/2 đã nộp" in text_of(page)
    assert f'href="{url("detail", below.pk)}"' in page.content.decode()
    assert "Chuyển tiếp thêm xuống dưới" in text_of(page)


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


def test_a_return_without_one_of_its_reasons_keeps_what_was_written(cast, enter):
    own = part(lay(cast.may, cast.province, cast.an_binh), cast.an_binh)
    submit_answer(
        assignment_id=own.pk, items=(ItemDraft(task="Họp chi bộ"), ItemDraft(task="Ban hành quy chế")), by=cast.lan
    )
    first, second = own.items.order_by("position")
    page = enter(cast.may).post(
        url("decide", own.pk, "return"),
        {"item": [first.pk, second.pk], f"reason-{first.pk}": "Thiếu thời hạn"},
    )
    assert page.status_code == 422
    said = page.content.decode()
    assert said.count("Hãy ghi lý do") == 1
    assert f'id="reason-{second.pk}-error">Hãy ghi lý do' in said
    assert said.count('aria-invalid="true"') == 1
    assert "Thiếu thời hạn</textarea>" in said
    assert said.count(" checked> Trả lại riêng mục") == 2


def test_an_answer_with_a_line_ticked_for_return_is_not_accepted_by_a_key(cast, enter):
    own = part(lay(cast.may, cast.province, cast.an_binh), cast.an_binh)
    submit_answer(assignment_id=own.pk, items=(ItemDraft(task="Họp chi bộ"),), by=cast.lan)
    page = enter(cast.may).post(
        url("decide", own.pk, "accept"), {"item": own.items.get().pk, f"reason-{own.items.get().pk}": "Chưa rõ"}
    )
    assert page.status_code == 422
    assert "Có mục đang đánh dấu trả lại" in text_of(page)
    assert "Chưa rõ</textarea>" in page.content.decode()
    own.refresh_from_db()
    assert own.state == "submitted"


def test_an_extension_that_was_not_taken_stands_as_it_was_written(cast, enter):
    own = part(lay(cast.may, cast.province, cast.an_binh), cast.an_binh)
    page = enter(cast.may).post(
        url("decide", own.pk, "extend"), {"extend-to_day": "31/2/2026", "extend-reason": "Mưa lũ kéo dài"}
    )
    assert page.status_code == 422
    assert "Mưa lũ kéo dài" in page.content.decode()
    assert '<details class="more" open><summary>Gia hạn' in page.content.decode()


def test_a_new_day_that_is_not_later_is_said_at_its_field(cast, enter):
    own = part(lay(cast.may, cast.province, cast.an_binh), cast.an_binh)
    page = enter(cast.may).post(
        url("decide", own.pk, "extend"), {"extend-to_day": "01/01/2020", "extend-reason": "Mưa lũ kéo dài"}
    )
    assert page.status_code == 422
    assert page.context["extend_form"].errors["to_day"]
    assert page.content.decode().count('aria-invalid="true"') == 1


def test_two_windows_are_compared_with_their_lines(cast, enter):
    own = part(lay(cast.may, cast.province, cast.an_binh), cast.an_binh)
    lan = enter(cast.lan)
    written = {"i0-task": "Họp chi bộ", "i0-lead": "Lò Thị Lan", "action": "save"}
    lan.post(url("answer", own.pk), {**written, "i0-task": "Bản thứ nhất", "window": "a"})
    page = lan.post(url("answer", own.pk), {**written, "window": "b", "seen": "2020-01-01T00:00:00+00:00"})
    assert page.status_code == 409
    beside = text_of(page).split("Bản ở cửa sổ này, chưa lưu")[1].split("Chép phần cần giữ")[0]
    assert "Họp chi bộ" in beside
    assert "Lò Thị Lan" in beside


def test_a_draft_that_cannot_save_itself_after_sign_out_says_so_in_its_place(cast, client):
    own = part(lay(cast.may, cast.province, cast.an_binh), cast.an_binh)
    here = f"http://testserver{url('answer', own.pk)}"
    headers = {"HX-Request": "true", "HX-Target": "saved", "HX-Current-URL": here}
    page = client.post(url("draft", own.pk), {"text": "Đang viết"}, headers=headers)
    assert page.status_code == 200
    assert "HX-Redirect" not in page
    assert "Phiên làm việc đã hết" in text_of(page)
    assert f"/accounts/login/?next={url('answer', own.pk)}" in page.content.decode()
