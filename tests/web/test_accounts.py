"""Signing in and out, the password, the sessions."""

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tusoi.organisations.models import Account
from tusoi.web import demonstration
from tusoi.web.demonstration import DemonstrationAccount

PASSWORD = "mot-cau-kho-doan"


@pytest.fixture(autouse=True)
def _no_tries_yet(db):
    cache.clear()


@pytest.fixture
def account(cast):
    account = Account.objects.get(pk=cast.may.account_id)
    account.set_password(PASSWORD)
    account.save()
    return account


def sign_in(client, password=PASSWORD, username="may", **more):
    return client.post("/accounts/login/", {"login": username, "password": password, **more})


def text(answer):
    return answer.content.decode()


def test_one_signs_in_and_is_where_one_wanted_to_go(client, account):
    assert sign_in(client, next="/search?q=x")["Location"] == "/search?q=x"
    assert client.get("/no-such-page").context["request"].actor.name == "Hà Thị Mây"


def test_a_next_address_of_another_site_is_not_followed(client, account):
    assert sign_in(client, next="https://elsewhere.vn/")["Location"] == "/"


@pytest.mark.parametrize(("username", "password"), [("may", "sai"), ("khong-co", PASSWORD), ("MAY" * 40, "x")])
def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(client, account, username, password):
    answer = sign_in(client, password, username)
    assert answer.status_code == 200
    assert "Tên đăng nhập hoặc mật khẩu không đúng" in text(answer)


def test_empty_fields_are_named(client, account):
    assert text(sign_in(client, "", "")).count("Cần điền mục này") >= 2


def test_after_five_wrong_tries_one_has_to_wait(client, account):
    for _ in range(5):
        sign_in(client, "sai")
    assert "Sai quá nhiều lần" in text(sign_in(client))
    assert not client.session.get("_auth_user_id")


def test_too_many_requests_get_a_page_that_says_so(client, account, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
    answers = [sign_in(client, "sai") for _ in range(4)]
    assert answers[-1].status_code == 429
    assert "Hãy đợi" in text(answers[-1])


def test_a_closed_account_is_told_so_after_the_right_password(client, account):
    account.is_active = False
    account.save()
    page = text(client.get(sign_in(client)["Location"]))
    assert "đang bị khóa" in page
    assert not client.session.get("_auth_user_id")


def test_an_account_closed_while_signed_in_is_out_at_once(client, account):
    sign_in(client)
    Account.objects.filter(pk=account.pk).update(is_active=False)
    assert client.get("/")["Location"].startswith("/accounts/login/")


def test_one_signs_out_by_a_button_and_not_by_an_address(client, account):
    sign_in(client)
    assert client.get("/accounts/logout/").status_code == 200
    assert client.session.get("_auth_user_id")
    answer = client.post("/accounts/logout/", follow=True)
    assert not client.session.get("_auth_user_id")
    assert "Bạn đã đăng xuất" in text(answer)


@pytest.mark.parametrize("name", ["signup", "reset_password", "email", "set_password", "reauthenticate"])
def test_what_we_do_not_offer_does_not_exist(client, account, name):
    sign_in(client)
    assert client.get(f"/accounts/{name}/").status_code == 404
    assert client.post(f"/accounts/{name}/", {"username": "x"}).status_code == 404


def change(client, old, new, again):
    return client.post("/accounts/password/", {"oldpassword": old, "password1": new, "password2": again})


def test_one_changes_ones_password_and_stays_signed_in(client, account):
    sign_in(client)
    other = Client()
    sign_in(other)
    answer = change(client, PASSWORD, "mot cau hoan toan khac", "mot cau hoan toan khac")
    assert answer.status_code == 302
    assert client.get("/no-such-page").context["request"].actor
    assert other.get("/")["Location"].startswith("/accounts/login/")
    account.refresh_from_db()
    assert account.check_password("mot cau hoan toan khac")


@pytest.mark.parametrize(
    ("old", "new", "again", "said"),
    [
        ("sai", "mot cau hoan toan khac", "mot cau hoan toan khac", "Mật khẩu hiện tại không đúng"),
        (PASSWORD, "ngan", "ngan", "cần ít nhất 10 ký tự"),
        (PASSWORD, "1234567890", "1234567890", "dễ bị đoán"),
        (PASSWORD, "mot cau hoan toan khac", "mot cau khac nua", "không giống nhau"),
        (PASSWORD, PASSWORD, PASSWORD, "phải khác mật khẩu hiện tại"),
        (PASSWORD, "", "", "Cần điền mục này"),
    ],
)
def test_a_password_that_cannot_be_is_explained_in_vietnamese(client, account, old, new, again, said):
    sign_in(client)
    page = text(change(client, old, new, again))
    assert said in page
    for word in ("password", "This", "must", "field", "Please"):
        assert f" {word} " not in page.split("<main", 1)[1].split("</main", 1)[0].replace("\n", " "), word
    account.refresh_from_db()
    assert account.check_password(PASSWORD)


def test_the_list_of_sessions_shows_all_and_closes_one(client, account):
    sign_in(client)
    other = Client(headers={"User-Agent": "Mozilla/5.0 (Android 14) Firefox/130.0"})
    sign_in(other)
    page = text(client.get("/accounts/sessions/"))
    assert "Phiên này" in page
    assert "Firefox, Android" in page
    theirs = UserSession.objects.get(session_key=other.session.session_key)
    client.post(f"/accounts/sessions/{theirs.pk}/end")
    assert other.get("/")["Location"].startswith("/accounts/login/")
    assert client.get("/no-such-page").context["request"].actor


def test_the_list_of_sessions_asks_as_much_for_many_as_for_one(client, account, django_assert_num_queries):
    sign_in(client)
    client.get("/accounts/sessions/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/accounts/sessions/")
    alone = len(queries)
    for _ in range(4):
        sign_in(Client())
    with django_assert_num_queries(alone):
        assert text(client.get("/accounts/sessions/")).count("Đóng phiên</button>") == 4


def test_a_session_that_opens_nothing_any_more_is_no_longer_listed(client, account):
    over, outdated = Client(), Client()
    for one in (over, outdated):
        sign_in(one)
    Session.objects.filter(session_key=over.session.session_key).update(expire_date=timezone.now())
    sign_in(client)
    change(client, PASSWORD, "mot cau hoan toan khac", "mot cau hoan toan khac")
    page = text(client.get("/accounts/sessions/"))
    assert "Phiên này" in page
    assert "Đóng phiên</button>" not in page
    assert UserSession.objects.filter(user=account).count() == 1


def test_all_other_sessions_are_closed_at_once(client, account):
    others = [Client(), Client()]
    for one in (client, *others):
        sign_in(one)
    client.post("/accounts/sessions/")
    assert [one.get("/").status_code for one in others] == [302, 302]
    assert client.get("/no-such-page").context["request"].actor


def test_the_session_of_somebody_else_does_not_exist_for_me(client, account, cast):
    other = Client()
    other.force_login(Account.objects.get(pk=cast.lan.account_id))
    other.get("/")
    theirs = UserSession.objects.get(user=cast.lan.account_id)
    sign_in(client)
    assert client.post(f"/accounts/sessions/{theirs.pk}/end").status_code == 404
    assert UserSession.objects.filter(pk=theirs.pk).exists()


def test_the_demonstration_offers_its_accounts_and_a_real_installation_none(client, db, settings, monkeypatch):
    offered = [DemonstrationAccount("may", PASSWORD, "Hà Thị Mây", "Văn phòng, Tỉnh ủy Sơn Hà", "Đọc một văn bản")]
    monkeypatch.setattr(demonstration, "accounts", lambda: offered)
    settings.DEMONSTRATION = True
    assert "Hà Thị Mây" in text(client.get("/accounts/login/"))
    settings.DEMONSTRATION = False
    assert "Hà Thị Mây" not in text(client.get("/accounts/login/"))


def test_nobody_signed_in_is_asked_again(client, account):
    sign_in(client)
    assert client.get("/accounts/login/")["Location"] == "/"
