from importlib import import_module

import pytest
from django.core.management import CommandError, call_command

from tusoi.cli.preparation import load_reference
from tusoi.organisations.models import Account, Organisation
from tusoi.organisations.scope import actor_of

PASSWORD = "mot-mat-khau-du-dai"


@pytest.fixture(autouse=True)
def _ready(db, monkeypatch):
    """Prepared as far as a test database needs it; nothing is collected or compiled."""
    load_reference()
    monkeypatch.setattr(import_module("tusoi.cli.management.commands.first-admin"), "prepare", list)
    monkeypatch.setenv("TUSOI_PASSWORD", PASSWORD)


def begin(username="lam", **more):
    call_command("first-admin", username, name="Đinh Công Lâm", organisation="Tỉnh ủy Sơn Hà", **more)


def test_an_empty_installation_gets_its_top_and_its_administrator():
    begin()
    account = Account.objects.get(username="lam")
    assert account.check_password(PASSWORD)
    actor = actor_of(account)
    assert actor.may("organisations.change", Organisation.objects.get(parent=None))
    assert not actor.may("obligations.issue", Organisation.objects.get(parent=None))


def test_it_works_once():
    begin()
    with pytest.raises(CommandError):
        begin("khac")
    assert Account.objects.count() == 1


def test_a_weak_password_is_refused_and_nothing_is_made(monkeypatch):
    monkeypatch.setenv("TUSOI_PASSWORD", "123456")
    with pytest.raises(CommandError):
        begin()
    assert not Organisation.objects.exists()


def test_a_kind_that_does_not_exist_is_told_and_nothing_is_made():
    with pytest.raises(CommandError):
        begin(kind="continent")
    assert not Organisation.objects.exists()
    assert not Account.objects.exists()


def test_a_name_that_cannot_be_an_account_is_refused():
    with pytest.raises(CommandError):
        begin("có dấu và cách")
    assert not Account.objects.exists()
