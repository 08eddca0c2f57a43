"""What the frame does by itself in a browser: keys, drafts, one submission, search as one types, preferences."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Route, expect

from tests.journeys.conftest import fits, follow, until

THEMES = ["", "high", "dark"]
FORM = """
<form method="post" action="/accounts/preferences" data-autosave="trial" data-warn>
  <input type="hidden" name="csrfmiddlewaretoken" value="TOKEN"><input type="hidden" name="next" value="/audit/">
  <label>Tên <input name="name" id="name"></label>
  <label>Chọn <input type="checkbox" name="tick" value="1"></label>
  <label>Mật khẩu <input type="password" name="secret"></label>
  <button class="btn" id="send" data-key="s" data-key-label="Gửi đi">Gửi</button>
</form>
<input id="sieve" aria-label="Lọc" data-filter="#names">
<input type="checkbox" id="all" aria-label="tất cả" data-select-all="pick"><span id="count" data-count-of="pick"></span>
<ul id="names">
  <li data-filter-text><label><input type="checkbox" name="pick" value="1">Thôn Đông</label></li>
  <li data-filter-text><label><input type="checkbox" name="pick" value="2">Suối Giàng</label></li>
</ul>
"""


def put_form(page, address="/audit/"):
    page.goto(address)
    page.evaluate(
        """html => {
          const token = document.querySelector('[name=csrfmiddlewaretoken]').value;
          const box = document.createElement('div');
          box.innerHTML = html.replace('TOKEN', token);
          document.getElementById('main').replaceChildren(box);
          document.dispatchEvent(new CustomEvent('htmx:load', { detail: { elt: box } }));
        }""",
        FORM,
    )


@pytest.mark.parametrize("theme", THEMES)
def test_the_pages_of_the_frame_have_no_barriers(province, sign_in, theme):
    page = sign_in(province.may)
    page.goto("/accounts/password/")
    page.evaluate(
        """theme => fetch('/accounts/preferences', { method: 'POST', body: new URLSearchParams({
          contrast: theme, csrfmiddlewaretoken: document.querySelector('[name=csrfmiddlewaretoken]').value }) })""",
        theme,
    )
    for address in (
        "/audit/",
        "/audit/?first_day=x",
        "/search?q=dong",
        "/search",
        "/accounts/password/",
        "/accounts/sessions/",
    ):
        page.goto(address)
        found = Axe().run(page).response["violations"]
        assert [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found] == [], address
        assert fits(page), address


def test_search_answers_as_one_types_and_without_diacritics(province, sign_in):
    page = sign_in(province.may)
    page.goto("/audit/")
    page.keyboard.press("/")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.insert_text("thon do")  # at one stroke, one answer: none comes after the arrow and takes its place
    hit = page.locator("#suggestions a", has_text="Chi bộ Thôn Đông")
    expect(hit).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(hit).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"/organisations/{province.thon_dong.pk}/"))


def test_the_keys_are_shown_and_those_of_the_page_among_them(province, sign_in):
    page = sign_in(province.may)
    put_form(page)
    page.locator("#main").focus()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_contain_text("Gửi đi")
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).not_to_be_visible()
    page.keyboard.press("Control+k")
    expect(page.locator("#find")).to_be_focused()


def test_a_draft_is_kept_offered_again_and_gone_once_it_was_sent(province, sign_in):
    page = sign_in(province.may)
    put_form(page)
    page.fill("[name=secret]", "không được giữ")
    page.fill("#name", "Kế hoạch khắc phục")
    until(page, lambda: "Kế hoạch khắc phục" in page.evaluate("JSON.stringify(localStorage)"))
    assert "không được giữ" not in page.evaluate("JSON.stringify(localStorage)")
    page.on("dialog", lambda dialog: dialog.accept())
    put_form(page, "/search")
    page.get_by_role("button", name="Lấy lại bản nháp").click()
    expect(page.locator("#name")).to_have_value("Kế hoạch khắc phục")
    follow(page, page.locator("#send"))
    expect(page).to_have_url(re.compile("/audit/"))
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_a_draft_survives_an_expired_session(province, sign_in):
    page = sign_in(province.may)
    put_form(page)
    page.fill("#name", "Không được mất")
    expect(page.locator(".saved")).not_to_be_empty()
    page.evaluate("document.querySelector('form[data-autosave]').action = '/place/switch'")
    page.context.clear_cookies(name="sessionid")
    follow(page, page.locator("#send"))
    expect(page).to_have_url(re.compile("/accounts/login/"))
    assert "Không được mất" in page.evaluate("JSON.stringify(localStorage)")


def test_a_double_click_sends_once(province, sign_in):
    page = sign_in(province.may)
    put_form(page)
    held: list[Route] = []  # so that the page is still there for the second click
    page.route("**/accounts/preferences", lambda route: held.append(route))
    page.dblclick("#send")
    page.wait_for_timeout(500)  # a second one, if there were one, has this time to come
    assert len(held) == 1
    with page.expect_navigation():
        held[0].continue_()
    expect(page.locator("h1")).to_have_text("Nhật ký")
    assert len(held) == 1


def test_a_list_is_filtered_without_diacritics_and_all_that_is_seen_is_ticked(province, sign_in):
    page = sign_in(province.may)
    put_form(page)
    page.fill("#sieve", "suoi")
    expect(page.locator("#names li", has_text="Thôn Đông")).to_be_hidden()
    page.check("#all")
    expect(page.locator("#count")).to_have_text("Đã chọn 1")
    page.fill("#sieve", "không có gì")
    expect(page.get_by_text("Không có dòng nào khớp")).to_be_visible()
    page.fill("#sieve", "")
    expect(page.locator("[name=pick][value='1']")).not_to_be_checked()
    expect(page.locator("[name=pick][value='2']")).to_be_checked()


def test_the_tab_that_is_open_is_in_sight_though_it_is_the_last_of_many(province, sign_in):
    page = sign_in(province.may)
    page.goto("/oversight/procedures/")
    expect(page.locator(".tabs [aria-current]")).to_be_in_viewport(ratio=0.95)


def test_a_grave_action_is_asked_first(province, sign_in):
    page, other = sign_in(province.may), sign_in(province.may)
    other.goto("/audit/")
    page.goto("/accounts/sessions/")
    page.get_by_role("button", name="Đóng mọi phiên khác").click()
    page.get_by_role("button", name="Thôi").click()
    expect(page.get_by_role("button", name="Đóng mọi phiên khác")).to_be_focused()
    page.get_by_role("button", name="Đóng mọi phiên khác").click()
    follow(page, page.get_by_role("button", name="Đồng ý"))
    expect(page.get_by_role("status").first).to_contain_text("Đã đóng")
    other.goto("/audit/")
    expect(other).to_have_url(re.compile("/accounts/login/"))


def test_letters_contrast_and_language_are_one_press_away(province, sign_in, viewport):
    page = sign_in(province.may)
    page.goto("/audit/")

    def wish(name):
        if viewport["width"] < 900:
            page.locator(".bottom summary").click()
        follow(page, page.get_by_role("button", name=name))

    wish("Chữ lớn hơn")
    expect(page.locator("html")).to_have_class("size-large")
    wish("Tăng tương phản")
    expect(page.locator("html")).to_have_class("size-large theme-high")
    wish("Giảm tương phản")
    expect(page.locator("html")).to_have_class("size-large")
    wish("English")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page).to_have_url(re.compile("/audit/"))
