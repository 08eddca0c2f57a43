"""The first matrix, for the API: every operation x role x place in the tree.

What each role at each place must meet follows from tests/api/operations.py and the table of permissions alone.
An operation that is in no table fails: write down what it asks.
"""

import json
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client

from tests import factories
from tests.api.operations import OPERATIONS, Operation, World, address, ask, described, made, send, stored
from tests.web.crawl import client_of
from tusoi.organisations.models import Account, Organisation
from tusoi.organisations.rules import PERMISSIONS, ROLES, Reach
from tusoi.organisations.scope import Actor

KIND_OF_ROLE = {role: code for code, (role, _) in reversed(factories.POSITIONS.items())}
PLACES = ("province", "an_binh", "thon_dong", "thon_ha", "suoi_giang")
FEW = ("head", "administrator")
"""The roles that are tried below the place in question and beside it; there and above it, all are."""
BY_PLACE = {key: one for key, one in OPERATIONS.items() if one.asks not in ("private", "standing")}
READING = sorted(key for key, one in BY_PLACE.items() if key.startswith("GET") and one.asks)
WRITING = sorted(key for key in BY_PLACE if not key.startswith("GET"))
OWN = sorted(key for key, one in OPERATIONS.items() if one.asks == "")
PRIVATE = sorted(key for key, one in OPERATIONS.items() if one.asks == "private")


TAKEN_OUT = {f"GET /api/documents/drafts/{{draft_id}}/{form}" for form in ("word", "pdf")}
"""What leaves as a file is kept in the trail, though nothing else is written."""


@pytest.fixture
def world(cast, settings, tmp_path) -> World:
    settings.MEDIA_ROOT = tmp_path / "files"
    return made(cast)


def test_every_operation_says_whom_it_is_for():
    assert described().keys() - OPERATIONS.keys() == set(), "say in tests/api/operations.py what it asks, and where"
    assert OPERATIONS.keys() - described().keys() == set(), "the table names an operation that is no more"
    assert {one.asks for one in OPERATIONS.values()} <= {"", "private", "standing", *PERMISSIONS}
    assert set(KIND_OF_ROLE) == set(ROLES)


def everybody(world: World) -> Iterator[tuple[str, Actor, Client]]:
    for place in PLACES:
        for role in ROLES:
            organisation = getattr(world.cast, place)
            actor = factories.actor(KIND_OF_ROLE[role], organisation, username=f"{role}-{place}")
            client = client_of(actor)
            client.get("/api/documents/kinds")  # the first request notes that somebody is there
            yield f"{role} of {place}", actor, client


def tried(world: World, keys: list[str]) -> Iterator[tuple[str, Actor, Client, str, str]]:
    """Everybody with every operation worth trying, and what is due: (name, actor, client, key, due)."""
    for name, actor, client in everybody(world):
        for key in keys:
            operation = OPERATIONS[key]
            due = expected(actor, operation, getattr(world.cast, operation.at))
            if due in ("allowed", "refused") or actor.grants[0].role in FEW:
                yield name, actor, client, key, due


def expected(actor: Actor, operation: Operation, at: Organisation) -> str:
    """What the table of permissions says, worked out here once more, without scope.py."""
    grant, permission = actor.grants[0], operation.asks
    if not at.path.startswith(grant.path):
        return "lower" if grant.path.startswith(at.path) else "not found"
    if permission not in ROLES[grant.role]:
        return "refused"
    if (operation.reach or PERMISSIONS[permission]) is Reach.HERE and grant.organisation_id != at.pk:
        return "refused"
    return "allowed"


def undone(client: Client, key: str, world: World) -> tuple[int, bool, bytes]:
    """The status, whether anything was written, the content; what was written is taken back."""
    with transaction.atomic():
        before = stored()
        answer = ask(client, key, OPERATIONS[key], world)
        wrote = stored() != before
        transaction.set_rollback(True)
    return answer.status_code, wrote, b"" if answer.streaming else answer.content


def test_reading_answers_exactly_as_the_table_of_permissions_says(world):
    wrong = []
    for name, _, client, key, due in tried(world, READING):
        statuses = {"allowed": 200, "refused": 403, "not found": 404, "lower": OPERATIONS[key].lower}
        status, wrote, _ = undone(client, key, world)
        if status != statuses[due] or wrote != (status == 200 and key in TAKEN_OUT):
            wrong.append(f"{key} as {name}: {status}, should be {statuses[due]}{', wrote' * wrote}")
    assert not wrong, "\n".join(wrong)


def test_who_may_changes_and_who_may_not_changes_nothing(world):
    wrong = []
    for name, actor, client, key, due in tried(world, WRITING):
        nowhere = {403} if not actor.branches(OPERATIONS[key].asks) else set()
        lower = {403, 404, OPERATIONS[key].lower}
        statuses = {"allowed": {200, 201}, "refused": {403}, "not found": {404} | nowhere, "lower": lower}
        status, wrote, content = undone(client, key, world)
        if status not in statuses[due]:
            wrong.append(f"{key} as {name}: {status}, should be {statuses[due]} {content.decode()[:200]}")
        elif wrote and due != "allowed":
            wrong.append(f"{key} as {name}: wrote something, though it answers {status}")
    assert not wrong, "\n".join(wrong)


def test_what_is_one_s_own_is_told_to_everybody_and_tells_nothing_of_a_sibling(world):
    wrong = []
    secrets = [name.encode() for name in ("An Bình", "Thôn Đông", "Hà Văn Khặt", "khat", "KH/ĐU", "Nhiệm vụ open")]
    for name, actor, client in everybody(world):
        for key in OWN if actor.grants[0].role in FEW else ():
            status, wrote, content = undone(client, key, world)
            told = [one.decode() for one in secrets if one in content] if "suoi_giang" in name else []
            if status != 200 or wrote or told:
                wrong.append(f"{key} as {name}: {status} {told}{', wrote' * wrote}")
    assert not wrong, "\n".join(wrong)


def test_a_draft_is_there_for_the_account_that_began_it_and_for_nobody_else(world):
    wrong = []
    for name, actor, client in everybody(world):
        for key in PRIVATE if actor.grants[0].role in FEW else ():
            status, wrote, _ = undone(client, key, world)
            if status != 404 or wrote:
                wrong.append(f"{key} as {name}: {status}")
    for key in PRIVATE:
        status, _, content = undone(client_of(world.cast.lan), key, world)
        if status not in (200, 201, 204):
            wrong.append(f"{key} as its owner: {status} {content.decode()[:200]}")
    assert not wrong, "\n".join(wrong)


def test_a_visitor_and_a_locked_account_are_asked_to_sign_in_everywhere(world, client):
    locked = client_of(world.cast.lan)
    Account.objects.filter(pk=world.cast.lan.account_id).update(is_active=False)
    wrong = []
    for name, who in (("visitor", client), ("locked account", locked)):
        for key in sorted(OPERATIONS):
            status, wrote, content = undone(who, key, world)
            if status != 401 or wrote or json.loads(content)["code"] != "signed_out":
                wrong.append(f"{key} as {name}: {status}")
    assert not wrong, "\n".join(wrong)


def test_no_change_without_the_token_of_the_session(world):
    client = Client(enforce_csrf_checks=True)
    client.cookies = client_of(world.cast.lan).cookies
    wrong = []
    for key, operation in sorted(OPERATIONS.items()):
        if key.startswith("GET"):
            continue
        answer = send(client, key.split(" ")[0], address(key, operation, world), b"{}")
        if answer.status_code != 403 or answer.json()["code"] != "csrf":
            wrong.append(f"{key}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)
