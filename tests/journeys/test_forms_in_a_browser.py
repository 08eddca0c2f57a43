"""Days, files and drafts in a browser that speaks English, on pages that speak Vietnamese."""

import re
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import unquote_plus

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import APIResponse, Page, Response, Route, expect

from tests import factories
from tests.documents import drafts
from tests.journeys.conftest import enter, fits, follow, press, until
from tests.obligations.build import lay, part
from tests.web.duty_forms import url
from tusoi.documents.services import load_reference
from tusoi.obligations.models import Submission

BY_HAND = "/documents/new/by-hand"


@pytest.fixture
def own(province):
    return part(lay(province.may, province.province, province.an_binh), province.an_binh)


def calendar_of(page: Page, name: str) -> None:
    page.locator(f"[name={name}]").locator("xpath=..").get_by_role("button", name="Chọn ngày trong lịch").click()


def expect_focus_on(page: Page, label: str) -> None:
    expect(page.locator(":focus")).to_have_attribute("aria-label", label)


def saved_with(words: str) -> Callable[[Response], bool]:
    """Whether it is the answer to a draft that saved itself with these words in it."""
    return lambda answer: "/draft/" in answer.url and words in unquote_plus(answer.request.post_data or "")


def test_a_day_is_typed_as_one_likes_and_shown_as_one_writes(province, sign_in):
    page = sign_in(province.may)
    page.goto(BY_HAND)
    for typed in ("9/1/2026", "09012026", "2026-01-09", "9-1-2026"):
        page.fill("[name=issued_on]", typed)
        page.press("[name=issued_on]", "Tab")
        expect(page.locator("[name=issued_on]")).to_have_value("09/01/2026")
    page.fill("[name=issued_on]", "31/2/2026")
    page.press("[name=issued_on]", "Tab")
    expect(page.locator("[name=issued_on]")).to_have_value("31/2/2026")
    assert fits(page)


def test_the_calendar_is_walked_by_keys_alone(province, sign_in):
    page = sign_in(province.may)
    page.goto(BY_HAND)
    page.fill("[name=issued_on]", "31/01/2026")
    page.press("[name=issued_on]", "Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Tháng 1/2026")).to_be_visible()
    expect_focus_on(page, "thứ Bảy, 31/01/2026")
    expect(page.locator("#calendar th").first).to_have_text("T2")
    for key, day in (
        ("ArrowRight", "Chủ nhật, 01/02/2026"), ("ArrowUp", "Chủ nhật, 25/01/2026"), ("Home", "thứ Hai, 19/01/2026"),
        ("ArrowLeft", "Chủ nhật, 18/01/2026"), ("ArrowDown", "Chủ nhật, 25/01/2026"),
        ("PageUp", "thứ Năm, 25/12/2025"), ("End", "Chủ nhật, 28/12/2025"), ("Shift+PageUp", "thứ Bảy, 28/12/2024"),
    ):  # fmt: skip
        page.keyboard.press(key)
        expect_focus_on(page, day)
    page.keyboard.press("Escape")
    expect(page.locator("#calendar")).to_be_hidden()
    expect_focus_on(page, "Chọn ngày trong lịch")
    expect(page.locator("[name=issued_on]")).to_have_value("31/01/2026")
    page.keyboard.press("Enter")
    expect_focus_on(page, "thứ Bảy, 31/01/2026")
    page.keyboard.press("ArrowLeft")
    expect_focus_on(page, "thứ Sáu, 30/01/2026")
    page.keyboard.press("Enter")
    expect(page.locator("[name=issued_on]")).to_have_value("30/01/2026")


def test_the_calendar_has_no_barriers_and_offers_no_day_that_cannot_be(province, sign_in):
    page = sign_in(province.may)
    page.goto(BY_HAND)
    calendar_of(page, "issued_on")
    expect(page.locator("#calendar")).to_be_visible()
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found] == []
    assert fits(page)
    page.get_by_role("button", name="Năm sau").click()
    page.locator("#calendar [data-on]").first.click(force=True)
    expect(page.locator("#calendar")).to_be_visible()
    page.get_by_role("button", name="Hôm nay").click()
    expect(page.locator("[name=issued_on]")).to_have_value(f"{province.may.today:%d/%m/%Y}")


def test_a_file_is_named_in_our_words(province, sign_in):
    page = sign_in(province.may)
    page.goto(BY_HAND)
    expect(page.get_by_text("Chưa chọn tệp nào")).to_be_visible()
    page.focus("input[type=file]")
    expect(page.locator(".face .btn").first).to_have_css("outline-style", "solid")
    page.set_input_files("input[type=file]", {"name": "ket-luan.pdf", "mimeType": "application/pdf", "buffer": b"%PDF"})
    expect(page.locator(".face .names")).to_have_text("ket-luan.pdf")


def test_days_and_files_work_without_a_script(province, contexts, live_server, own):
    context = contexts(java_script_enabled=False)
    enter(context, province.lan, live_server.url)
    page = context.new_page()
    page.goto(url("answer", own.pk))
    expect(page.locator("[data-pick-day]").first).to_be_hidden()
    page.fill("[name=i0-task]", "Việc một")
    page.fill("[name=i0-due_on]", "1/3/2027")
    page.set_input_files(
        "#files", {"name": "bien-ban.txt", "mimeType": "text/plain", "buffer": "Biên bản họp".encode()}
    )
    press(page, "Lưu nháp")
    expect(page.locator("[name=i0-due_on]")).to_have_value("01/03/2027")
    expect(page.get_by_role("link", name="bien-ban.txt")).to_be_visible()


def test_what_cannot_be_sent_is_said_before_one_is_asked(province, sign_in, own):
    page = sign_in(province.lan)
    page.goto(url("answer", own.pk))
    send = page.get_by_role("button", name="Gửi", exact=True)
    send.click()
    expect(page.locator("#confirm")).to_be_hidden()
    expect(page.get_by_role("alert")).to_contain_text("Bài trả lời còn trống")
    expect(page.locator("#text")).to_be_focused()
    page.fill("[name=i0-lead]", "Lò Thị Lan")
    send.click()
    expect(page.get_by_role("alert").last).to_contain_text("Có mục chưa ghi biện pháp")
    expect(page.locator("[name=i0-task]")).to_be_focused()
    page.fill("[name=i0-task]", "Việc một")
    send.click()
    expect(page.locator("#confirm")).to_be_visible()
    follow(page, page.get_by_role("button", name="Đồng ý"))
    expect(page.get_by_role("status").first).to_contain_text("Đã gửi bài đúng hạn")


def test_a_day_that_has_passed_is_said_at_once_and_before_the_plan_is_sent(province, sign_in, own):
    page = sign_in(province.lan)
    page.goto(url("answer", own.pk))
    warning, send = page.locator("#lines [data-past]"), page.get_by_role("button", name="Gửi", exact=True)
    page.fill("[name=i0-task]", "Việc một")
    page.fill("[name=i0-due_on]", "01/01/2020")
    expect(warning).to_contain_text("thời hạn đã qua")
    send.click()
    expect(page.locator("#confirm")).to_contain_text("Thời hạn đã qua: Mục mới, 01/01/2020. Vẫn gửi được")
    page.get_by_role("button", name="Thôi").click()
    page.fill("[name=i0-due_on]", "01/03/2199")
    expect(warning).to_be_hidden()
    send.click()
    expect(page.locator("#confirm")).to_be_visible()
    expect(page.locator("#confirm")).not_to_contain_text("đã qua")
    page.get_by_role("button", name="Thôi").click()
    page.fill("[name=i0-due_on]", "01/01/2020")
    send.click()
    follow(page, page.get_by_role("button", name="Đồng ý"))
    expect(page.get_by_role("status").first).to_contain_text("1 mục ghi thời hạn đã qua")


def test_two_windows_of_one_person_do_not_overwrite_each_other(province, sign_in, own):
    first = sign_in(province.lan)
    second = first.context.new_page()
    for page in (first, second):
        page.goto(url("answer", own.pk))
    first.fill("#text", "Bản ở cửa sổ một")
    expect(first.locator("#saved")).to_contain_text("Bản nháp lưu lúc")
    with first.expect_response(saved_with("cửa sổ một, viết thêm")):
        first.fill("#text", "Bản ở cửa sổ một, viết thêm")
    expect(first.locator("#saved")).to_contain_text("Bản nháp lưu lúc")
    past = province.may.today - timedelta(days=30)
    second.fill("[name=i0-task]", "Việc đã làm")
    second.fill("[name=i0-due_on]", f"{past:%d/%m/%Y}")
    with second.expect_response(saved_with("cửa sổ hai")):
        second.fill("#text", "Bản ở cửa sổ hai")
    expect(second.locator("#saved")).to_contain_text("Bạn đã lưu một bản khác")
    assert fits(second)
    with second.expect_response(lambda answer: answer.status == 409), second.expect_navigation():
        second.evaluate("document.querySelector('#saved button').click()")
    expect(second.locator(".versus")).to_contain_text("Bản ở cửa sổ một, viết thêm")
    expect(second.locator("#text")).to_have_value("Bản ở cửa sổ hai")
    assert "Bản ở cửa sổ hai" in second.evaluate("JSON.stringify(localStorage)"), "not on the server: kept here"
    assert Submission.objects.get().text == "Bản ở cửa sổ một, viết thêm"
    press(second, "Lưu nháp")
    expect(second.get_by_role("status").first).to_contain_text("Đã lưu bản nháp")
    expect(second.locator("#lines [data-past]")).to_contain_text("thời hạn đã qua")
    assert Submission.objects.get().text == "Bản ở cửa sổ hai"


def test_a_form_sent_while_its_draft_saves_itself_does_not_meet_itself(province, sign_in):
    load_reference()
    draft = drafts.begun(province)
    page = sign_in(province.lan)
    page.goto(reverse("documents:draft", args=[draft.pk]))
    held: list[tuple[Route, APIResponse]] = []
    page.route("**/save", lambda route: held.append((route, route.fetch())))
    page.fill("#f-viec", "nộp báo cáo quý")
    until(page, lambda: held)  # the server has kept it, the page does not know yet
    page.get_by_role("button", name="Lưu dự thảo").click()
    with page.expect_navigation():
        held[0][0].fulfill(response=held[0][1])
    expect(page.get_by_role("status").first).to_contain_text("Đã lưu dự thảo.")
    draft.refresh_from_db()
    assert (len(held), draft.values["viec"]) == (1, "nộp báo cáo quý")


def test_what_was_typed_when_the_session_ended_is_offered_to_its_writer_alone(province, sign_in, own, live_server):
    page = sign_in(province.lan)
    page.goto(url("answer", own.pk))
    page.context.clear_cookies(name="sessionid")  # before a word of it can have saved itself on the server
    page.fill("#text", "Đang gõ thì hết phiên")
    expect(page.get_by_text("Bản nháp lưu trên máy này lúc")).to_be_visible()
    press(page, "Lưu nháp")
    expect(page).to_have_url(re.compile(rf"/accounts/login/\?next=.*{own.pk}"))
    expect(page.get_by_text("Nội dung bạn đang soạn vẫn được giữ trên máy này")).to_be_visible()
    colleague = factories.actor("bi-thu", province.an_binh, name="Lò Văn Sơn")
    for actor, is_own in ((colleague, False), (province.lan, True)):
        enter(page.context, actor, live_server.url)
        page.goto(url("answer", own.pk))
        expect(page.locator("#answer[data-watched]")).to_be_visible()
        assert page.get_by_role("button", name="Lấy lại bản nháp").is_visible() == is_own
        assert "Đang gõ" in page.evaluate("JSON.stringify(localStorage)"), "nothing unsaved is taken away"
    page.get_by_role("button", name="Lấy lại bản nháp").click()
    expect(page.locator("#text")).to_have_value("Đang gõ thì hết phiên")


def test_a_visitor_who_typed_nothing_is_not_comforted(province, sign_in):
    page = sign_in(province.lan)
    page.context.clear_cookies(name="sessionid")
    page.goto("/")
    expect(page.get_by_role("heading", name="Đăng nhập")).to_be_visible()
    expect(page.locator("[data-kept]")).to_be_hidden()


def test_a_line_added_to_a_plan_comes_back_with_the_draft(province, sign_in, own):
    page = sign_in(province.lan)
    page.goto(url("answer", own.pk))
    page.get_by_role("button", name="Thêm một mục").click()
    page.context.clear_cookies(name="sessionid")
    page.locator("textarea[name=i1-task]").fill("Họp chi bộ mỗi tháng một lần")
    expect(page.locator("#saved")).to_contain_text("Phiên làm việc đã hết")
    enter(page.context, province.lan, page.url)
    page.goto(url("answer", own.pk))
    page.get_by_role("button", name="Lấy lại bản nháp").click()
    expect(page.locator("textarea[name=i1-task]")).to_have_value("Họp chi bộ mỗi tháng một lần")


def test_what_was_sent_into_a_dead_line_is_still_there(province, sign_in, own):
    page = sign_in(province.lan)
    page.goto(url("answer", own.pk))
    page.context.set_offline(True)
    until(page, lambda: not page.evaluate("navigator.onLine"))
    page.fill("#text", "Viết khi mất mạng")
    page.get_by_role("button", name="Gửi", exact=True).click()
    page.locator("dialog[open] button.main").click()
    expect(page.locator("#messages")).to_contain_text("mất kết nối")
    expect(page.locator("#text")).to_have_value("Viết khi mất mạng")
    page.route("**/obligations/answers/**", lambda route: route.abort())
    page.context.set_offline(False)
    until(page, lambda: page.evaluate("navigator.onLine"))
    page.get_by_role("button", name="Gửi", exact=True).click()
    page.locator("dialog[open] button.main").click()
    page.wait_for_url(re.compile("^chrome-error:"))
    page.unroute("**/obligations/answers/**")
    page.goto("/")
    page.goto(url("answer", own.pk))
    page.get_by_role("button", name="Lấy lại bản nháp").click()
    expect(page.locator("#text")).to_have_value("Viết khi mất mạng")
    assert not Submission.objects.exists()
    # Of the draft that saved itself meanwhile htmx says the same in its own word.
    assert all("net::ERR" in said or said.startswith("htmx:sendError") for said in sign_in.consoles.errors)
    sign_in.consoles.errors.clear()
