"""Accounts: who may sign in. What an account may do comes from its person's positions, so only one who may change
accounts at every place of that person may touch it: no administrator reaches above himself through a password.
"""

from __future__ import annotations

import re

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tusoi.audit.services import record
from tusoi.organisations.errors import AccountRefused
from tusoi.organisations.models import Account, Organisation, Person
from tusoi.organisations.scope import Actor, Refused

USERNAME = re.compile(r"^[a-z0-9](?:[a-z0-9._-]{1,48})[a-z0-9]$")
"""3 to 50 small letters, digits, ``.``, ``_`` and ``-``, beginning and ending with a letter or digit."""


@transaction.atomic
def create_account(*, username: str, person_id: int, password: str, by: Actor) -> Account:
    """An account for a person. Raises AccountRefused ("username", "taken", "double", "password") and Refused."""
    person = Person.objects.visible_to(by).select_for_update(of=("self",)).get(pk=person_id)
    home = _require_over(person, by)
    username = username.strip().lower()
    if not USERNAME.match(username):
        raise AccountRefused("username")
    if Account.objects.filter(person=person).exists():
        raise AccountRefused("double")
    if Account.objects.filter(username__iexact=username).exists():
        raise AccountRefused("taken")
    account = Account(username=username, person=person)
    _check_password(password, account)
    account.set_password(password)
    try:
        with transaction.atomic():
            account.save(force_insert=True)
    except IntegrityError:  # somebody was quicker
        raise AccountRefused("taken") from None
    record(by=by, action="accounts.create", subject=account, organisation=home, username=username, person=person.name)
    return account


@transaction.atomic
def set_account_active(*, account_id: int, active: bool, by: Actor) -> Account:
    """Lock an account out at once (its sessions end with the next page), or let it in again.

    Raises AccountRefused ("self") and Refused.
    """
    account, home = _account_under(account_id, by)
    if account.pk == by.account_id:
        raise AccountRefused("self")
    if account.is_active != active:
        account.is_active = active
        account.save(update_fields=["is_active"])
        record(
            by=by, action="accounts.activate" if active else "accounts.deactivate", subject=account,
            organisation=home, username=account.username,
        )  # fmt: skip
    return account


@transaction.atomic
def reset_password(*, account_id: int, password: str, by: Actor) -> Account:
    """Set another password; every session of the account ends. Raises AccountRefused ("self", "password"), Refused."""
    account, home = _account_under(account_id, by)
    if account.pk == by.account_id:
        raise AccountRefused("self")
    _check_password(password, account)
    account.set_password(password)
    account.save(update_fields=["password"])
    record(by=by, action="accounts.reset_password", subject=account, organisation=home, username=account.username)
    return account


def _check_password(password: str, account: Account) -> None:
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise AccountRefused("password", " ".join(error.messages)) from error


def _account_under(account_id: int, by: Actor) -> tuple[Account, Organisation]:
    people = Person.objects.visible_to(by)
    account = Account.objects.filter(person__in=people).select_for_update(of=("self",)).get(pk=account_id)
    assert account.person is not None
    return account, _require_over(account.person, by)


def _require_over(person: Person, by: Actor) -> Organisation:
    """The highest place of the person; raises Refused unless the actor may change accounts at all of them."""
    positions = person.positions.on(by.today).filter(organisation__ended_on__isnull=True)
    memberships = person.memberships.on(by.today)
    places = list(
        Organisation.objects.filter(
            pk__in=[
                *positions.values_list("organisation", flat=True),
                *memberships.values_list("organisation", flat=True),
            ]
        ).order_by("depth", "pk")
    )
    if not places:
        raise Refused("accounts.change")
    for place in places:
        by.require("accounts.change", place)
    return places[0]
