"""The frame of every page: who, where, how one wants it; and what is refused or unknown."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from tests import factories
from tusoi.obligations.rules import Counts
from tusoi.organisations.models import Account, Position
from tusoi.organisations.scope import Refused
from tusoi.web import parts
from tusoi.web.middleware import ActorMiddleware


@pytest.fixture
def enter(client):
    def signed_in(actor):
        client.force_login(Account.objects.get(pk=actor.account_id))
        return client

    return signed_in


def text(answer):
    return answer.content.decode()


def shown(source, **context):
    request = RequestFactory().get("/list?state=late&page=3")
    return Template("{% load i18n %}" + source).render(Context({"request": request, **context}))


# --- who ---


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("/obligations/7/chosen/", "/obligations/7/"),
        ("/obligations/reviews/7/return/", "/obligations/reviews/7/"),
        ("/obligations/reviews/7/items/3/", "/obligations/reviews/7/items/"),
        ("/obligations/reviews/7/items/", "/obligations/reviews/7/"),
        ("/documents/new/read", "/documents/new"),
        ("/oversight/cases/team/7/leave", "/oversight/"),
        ("/accounts/preferences", "/"),
    ],
)
def test_an_address_that_only_takes_a_form_leads_to_the_page_above_it(enter, cast, address, page):
    """Signed in again, come back, chosen larger letters beside an error: a browser then asks for that address."""
    answer = enter(cast.may).get(address)
    assert (answer.status_code, answer["Location"]) == (303, page)
    assert enter(cast.may).put(address).status_code == 405


def test_a_visitor_is_sent_to_sign_in_and_back(client, db):
    answer = client.get("/?x=1")
    assert answer.status_code == 302
    assert answer["Location"] == "/accounts/login/?next=/%3Fx%3D1"


def test_a_part_of_a_page_sends_the_whole_page_to_sign_in(client, db):
    answer = client.get(
        "/search/suggestions?q=x", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/audit/?page=2"}
    )
    assert answer["HX-Redirect"] == "/accounts/login/?next=/audit/%3Fpage%3D2"


def test_the_health_check_needs_nobody(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/healthz").status_code == 200


def test_a_page_of_the_frame_costs_four_questions_and_two_for_its_numbers(enter, cast, django_assert_max_num_queries):
    client = enter(cast.noi)
    client.get("/accounts/sessions/")
    with django_assert_max_num_queries(6):
        answer = client.get("/no-such-page")
    assert "Chi bộ Thôn Đông" in text(answer)
    assert "Đảng ủy xã An Bình" in text(answer)


def test_an_account_without_a_position_sees_an_honest_frame(client, db):
    client.force_login(factories.account(factories.person("Người mới"), "moi"))
    assert "Chưa giữ chức vụ nào" in text(client.get("/no-such-page"))


def test_an_account_without_a_person_can_enter(client, db):
    client.force_login(Account.objects.create(username="tay"))
    assert client.get("/no-such-page").status_code == 404


# --- where ---


def two_places(cast):
    account = Account.objects.get(pk=cast.noi.account_id)
    factories.position(account.person, "uy-vien", cast.an_binh)
    return account


def test_one_switches_to_another_of_ones_places(client, cast):
    client.force_login(two_places(cast))
    assert client.get("/no-such-page").context["request"].actor.place.organisation_id == cast.an_binh.pk
    client.post("/place/switch", {"organisation": cast.thon_dong.pk})
    assert client.get("/no-such-page").context["request"].actor.place.organisation_id == cast.thon_dong.pk


@pytest.mark.parametrize("wish", ["", "abc", "-1", "99999999999999999999", "٣", "\x00"])
def test_a_place_that_is_not_ones_own_changes_nothing(client, cast, wish):
    client.force_login(two_places(cast))
    client.post("/place/switch", {"organisation": wish})
    client.post("/place/switch", {"organisation": cast.suoi_giang.pk})
    assert client.get("/no-such-page").context["request"].actor.place.organisation_id == cast.an_binh.pk


def test_a_place_ends_with_the_position_there(client, cast):
    account = two_places(cast)
    client.force_login(account)
    client.post("/place/switch", {"organisation": cast.thon_dong.pk})
    Position.objects.filter(person=account.person, organisation=cast.thon_dong).update(valid_to=cast.noi.today)
    assert client.get("/no-such-page").context["request"].actor.place.organisation_id == cast.an_binh.pk


def test_every_entry_of_the_rail_leads_somewhere(enter, cast):
    client = enter(cast.may)
    frame = client.get("/no-such-page").context["frame"]
    assert [entry.page for entry in frame.nav][:1] == ["home"]
    for entry in frame.nav:
        assert client.get(entry.url).status_code == 200, entry.page


def test_who_may_not_read_the_trail_has_no_entry_for_it(enter, cast):
    assert "audit:trail" not in [entry.page for entry in enter(cast.sua).get("/no-such-page").context["frame"].nav]


# --- how ---


def test_a_visitors_wishes_are_kept_in_cookies(client, db):
    client.post("/accounts/preferences", {"text_size": "larger"})
    client.post("/accounts/preferences", {"contrast": "high", "language": "en"})
    page = text(client.get("/accounts/login/"))
    assert 'class="size-larger theme-high"' in page
    assert '<html lang="en"' in page


def test_an_accounts_wishes_come_along_to_another_machine(enter, cast, client):
    enter(cast.may).post("/accounts/preferences", {"text_size": "large", "contrast": "dark"})
    client.cookies.clear()
    assert 'class="size-large theme-dark"' in text(enter(cast.may).get("/no-such-page"))


def test_unknown_wishes_change_nothing(client, db):
    client.post(
        "/accounts/preferences", {"text_size": "huge", "contrast": "x", "language": "fr", "next": "//elsewhere"}
    )
    assert 'class=""' in text(client.get("/accounts/login/"))


def test_after_a_wish_one_is_back_where_one_was_and_never_elsewhere(client, db):
    assert client.post("/accounts/preferences", {"next": "/search?q=x"})["Location"] == "/search?q=x"
    for odd in ("https://elsewhere.vn/", "abc", "%", "http", "https:abc"):
        assert client.post("/accounts/preferences", {"next": odd})["Location"] == "/"


def test_the_site_speaks_vietnamese_whatever_the_browser_prefers(client, db):
    assert "Đăng nhập" in text(client.get("/accounts/login/", headers={"Accept-Language": "en-US"}))


def test_letters_grow_and_shrink_step_by_step():
    from tusoi.web.preferences import Preferences

    wishes = Preferences()
    assert (wishes.smaller, wishes.larger) == ("small", "large")
    assert Preferences(text_size="small").smaller is None
    assert Preferences(text_size="larger").larger is None


# --- what is refused or unknown ---


def test_a_refusal_says_which_right_is_missing_and_whom_to_ask(enter, cast):
    answer = enter(cast.sua).get("/audit/")
    assert answer.status_code == 403
    assert "xem nhật ký" in text(answer)
    assert "người quản trị" in text(answer)


def test_every_permission_has_words():
    from tusoi.organisations.rules import PERMISSIONS
    from tusoi.web.pages.errors import PERMISSIONS as WORDS

    assert set(WORDS) == set(PERMISSIONS)


def test_what_does_not_exist_is_a_page_that_says_what_to_do(enter, cast):
    answer = enter(cast.may).get("/organisations/99999999/")
    assert answer.status_code == 404
    assert "Không tìm thấy" in text(answer)


def test_a_visitor_too_gets_a_page_for_an_unknown_address(client, db):
    answer = client.get("/no-such-page")
    assert answer.status_code == 404
    assert "Không tìm thấy" in text(answer)


@pytest.mark.parametrize("address", ["/search?q=a%00b", "/audit/?who=%00", "/search?%00=1"])
def test_a_null_sign_is_turned_away_kindly(enter, cast, address):
    answer = enter(cast.may).get(address)
    assert answer.status_code == 400
    assert "ký tự không hợp lệ" in text(answer)


def test_a_null_sign_in_a_cookie_is_turned_away(client, db):
    client.cookies["sessionid"] = "abcdefghij\x00klm"
    assert client.get("/accounts/login/").status_code == 400


@pytest.mark.parametrize("page", ["abc", "-1", "1.5", "", "٣"])
def test_a_page_that_is_no_number_is_left_out_of_the_address(enter, cast, page):
    answer = enter(cast.may).get("/audit/", {"page": page, "who": "x"})
    assert answer.status_code == 302
    assert answer["Location"] == "/audit/?who=x"


@pytest.mark.parametrize("page", ["0", "2", "99999999999999999999"])
def test_a_page_that_is_too_high_is_empty_and_no_error(enter, cast, page):
    assert enter(cast.may).get("/audit/", {"page": page}).status_code == 200


def test_a_form_left_open_too_long_says_so(cast):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(Account.objects.get(pk=cast.may.account_id))
    answer = client.post("/place/switch", {"organisation": 1})
    assert answer.status_code == 403
    assert "đã mở quá lâu" in text(answer)


def test_the_page_for_a_fault_needs_no_database(rf, django_assert_num_queries, db):
    from tusoi.web.pages.errors import broken

    with django_assert_num_queries(0):
        answer = broken(rf.get("/"))
    assert answer.status_code == 500
    assert "Hệ thống gặp lỗi" in text(answer)


def test_a_refusal_inside_the_api_is_left_to_the_api(rf):
    middleware = ActorMiddleware(lambda request: None)
    assert middleware.process_exception(rf.get("/api/x"), Refused("read")) is None


def test_no_page_has_inline_script_style_or_handlers(enter, cast):
    import re

    for address in ("/", "/search?q=an", "/audit/", "/accounts/password/", "/accounts/sessions/", "/no-such-page"):
        page = text(enter(cast.may).get(address))
        assert not re.search(r"<script(?![^>]*\bsrc=)", page), address
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=", page), address


# --- parts and filters ---


def test_numbers_and_days_are_written_the_vietnamese_way():
    from datetime import UTC, date, datetime

    source = "{{ n|number }} {{ 62|percent:74 }} {{ d|day }} {{ t|moment }} {{ d|long_day }} {{ no|day }}"
    assert shown(source, n=1074, d=date(2026, 11, 21), t=datetime(2026, 11, 20, 18, 0, tzinfo=UTC), no=None) == (
        "1.074 83,8 % 21/11/2026 21/11/2026 01:00 thứ Bảy, 21/11/2026 —"
    )


def test_an_address_changes_one_parameter_and_keeps_the_others():
    assert shown("{% url_with page=4 %}") == "?state=late&amp;page=4"
    assert shown("{% url_with page=None %}") == "?state=late"
    assert shown("{% url_with page=None state='' %}") == "/list"


@pytest.mark.parametrize(
    ("title", "query", "expected"),
    [
        ("Thôn Đông", "dong", "Thôn <mark>Đông</mark>"),
        ("Thôn Đông", "đô", "Thôn <mark>Đô</mark>ng"),
        ("Kế của kết luận", "ke luan", "<mark>Kế</mark> của kết <mark>luận</mark>"),
        ("Kết luận", "ke luan", "<mark>Kế</mark>t <mark>luận</mark>"),
        ("Kế của kết luận", "ke", "<mark>Kế</mark> của <mark>kế</mark>t luận"),
        ("47-KL/TU", "kl 47", "<mark>47</mark>-<mark>KL</mark>/TU"),
        ("<b> & Đông", "b", "&lt;<mark>b</mark>&gt; &amp; Đông"),
        ("Thôn Đông", "", "Thôn Đông"),
        ("Thôn Đông", "\x00<", "Thôn Đông"),
    ],
)
def test_the_words_one_searched_are_marked(title, query, expected):
    assert parts.highlight(title, query) == expected


def test_a_roll_up_bar_says_its_parts_in_words():
    counts = Counts(assigned=12, submitted=8, returned=3, accepted=51, late=11, overdue=12)
    bar = parts.roll_up(counts)
    assert [segment.name for segment in bar.segments] == ["accepted", "submitted", "returned", "overdue", "waiting"]
    assert sum(float(segment.width) for segment in bar.segments) == pytest.approx(100, abs=0.01)
    assert "51 đã duyệt" in bar.label
    assert "74" in bar.label
    svg = shown('{% include "parts/roll_up_bar.html" with counts=counts thin=True %}', counts=counts)
    assert 'role="img"' in svg
    assert "style=" not in svg


def test_a_bar_of_nothing_is_empty_and_says_so():
    assert parts.roll_up(Counts()).segments == ()
    assert parts.roll_up(Counts()).label


def test_an_overdue_state_has_its_own_word_and_shape():
    assert parts.chip("assigned", overdue=True).name == "late"
    assert parts.chip("accepted", overdue=True).name == "ok"
    assert parts.chip("unheard-of").label == "unheard-of"


def test_every_state_has_a_word():
    from tusoi.obligations.rules import ASSIGNMENT, PLAN_ITEM

    assert set(ASSIGNMENT.states) | set(PLAN_ITEM.states) <= set(parts.STATES)


def test_a_browser_is_called_as_people_call_it():
    agent = (
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36"
    )
    assert parts.browser(agent) == "Chrome, Windows"
    assert parts.browser("curl/8") == "curl/8"
