import pytest
from django.contrib.auth import authenticate

from tests import factories
from tusoi.audit.models import Entry
from tusoi.organisations.models import Account, Person
from tusoi.organisations.scope import Refused
from tusoi.organisations.services import AccountRefused, create_account, reset_password, set_account_active

GOOD = "bờ-suối-xanh-91"


@pytest.fixture
def local_admin(cast):
    return factories.actor("quan-tri", cast.an_binh, name="Sùng A Tủa")


@pytest.fixture
def someone(cast):
    person = factories.person("Giàng A Chu")
    factories.member(person, cast.thon_dong)
    return person


def test_an_account_is_made_for_a_person_in_the_branch_and_can_sign_in(cast, someone, local_admin):
    account = create_account(username=" Chu.GA ", person_id=someone.pk, password=GOOD, by=local_admin)
    assert account.username == "chu.ga"
    assert authenticate(None, username="chu.ga", password=GOOD) == account
    entry = Entry.objects.get(action="accounts.create")
    assert GOOD not in str(entry.changes)


@pytest.mark.parametrize(
    ("username", "password", "code"),
    [
        ("a", GOOD, "username"),
        ("có dấu", GOOD, "username"),
        ("lan", GOOD, "taken"),
        ("LAN", GOOD, "taken"),
        ("chu.ga", "123", "password"),
        ("chu.ga", "password12", "password"),
    ],
)
def test_an_account_that_does_not_fit_is_refused(cast, someone, username, password, code):
    before = Account.objects.count()
    with pytest.raises(AccountRefused) as refusal:
        create_account(username=username, person_id=someone.pk, password=password, by=cast.admin)
    assert refusal.value.code == code
    assert Account.objects.count() == before


def test_a_person_has_one_account(cast, someone):
    create_account(username="chu.ga", person_id=someone.pk, password=GOOD, by=cast.admin)
    with pytest.raises(AccountRefused) as refusal:
        create_account(username="chu.gb", person_id=someone.pk, password=GOOD, by=cast.admin)
    assert refusal.value.code == "double"


def test_an_office_makes_no_accounts_and_a_sibling_does_not_find_the_person(cast, someone):
    with pytest.raises(Refused):
        create_account(username="chu.ga", person_id=someone.pk, password=GOOD, by=cast.lan)
    with pytest.raises(Person.DoesNotExist):
        create_account(username="chu.ga", person_id=someone.pk, password=GOOD, by=cast.tuong)


def test_an_administrator_does_not_reach_an_account_whose_person_also_serves_above(cast, local_admin):
    person = Person.objects.get(pk=cast.lan.person_id)
    factories.position(person, "kiem-tra", cast.province)
    with pytest.raises(Refused):
        reset_password(account_id=cast.lan.account_id, password=GOOD, by=local_admin)
    assert reset_password(account_id=cast.lan.account_id, password=GOOD, by=cast.admin)


def test_an_account_of_a_sibling_does_not_exist(cast, local_admin):
    with pytest.raises(Account.DoesNotExist):
        reset_password(account_id=cast.tuong.account_id, password=GOOD, by=local_admin)
    with pytest.raises(Account.DoesNotExist):
        set_account_active(account_id=cast.may.account_id, active=False, by=local_admin)


def test_a_locked_account_cannot_sign_in_until_it_is_opened_again(cast):
    reset_password(account_id=cast.lan.account_id, password=GOOD, by=cast.admin)
    set_account_active(account_id=cast.lan.account_id, active=False, by=cast.admin)
    assert authenticate(None, username="lan", password=GOOD) is None
    set_account_active(account_id=cast.lan.account_id, active=True, by=cast.admin)
    assert authenticate(None, username="lan", password=GOOD)
    actions = Entry.objects.filter(action__startswith="accounts.").values_list("action", flat=True).order_by("pk")
    assert list(actions) == ["accounts.reset_password", "accounts.deactivate", "accounts.activate"]


def test_locking_twice_is_told_once(cast):
    for _ in range(2):
        set_account_active(account_id=cast.lan.account_id, active=False, by=cast.admin)
    assert Entry.objects.filter(action="accounts.deactivate").count() == 1


def test_nobody_locks_himself_out(cast):
    with pytest.raises(AccountRefused) as refusal:
        set_account_active(account_id=cast.admin.account_id, active=False, by=cast.admin)
    assert refusal.value.code == "self"
    with pytest.raises(AccountRefused):
        reset_password(account_id=cast.admin.account_id, password=GOOD, by=cast.admin)


def test_the_sessions_of_an_account_end_with_its_password(cast, client):
    account = Account.objects.get(pk=cast.lan.account_id)
    before = account.get_session_auth_hash()
    reset_password(account_id=account.pk, password=GOOD, by=cast.admin)
    account.refresh_from_db()
    assert account.get_session_auth_hash() != before
