"""The book, delegations, sessions and notes over the API: the same answers and refusals as the pages."""

import json

import pytest
from django.test import Client

from tests.api.operations_oversight_visits import made_visits
from tusoi.organisations.models import Account
from tusoi.oversight.services import load_reference

pytestmark = pytest.mark.django_db
EVERYBODY = ("may", "inspector", "admin", "lan", "tuong", "noi", "pha", "sua")


@pytest.fixture
def world(cast):
    return made_visits(cast)


def as_(actor) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=actor.account_id))
    return client


def send(cast, name, method, path, body=None):
    address = f"/api/oversight{path}"
    return as_(getattr(cast, name)).generic(method, address, json.dumps(body or {}), content_type="application/json")


def met(cast, method, path, body=None):
    return {name: send(cast, name, method, path, body).status_code for name in EVERYBODY}


def test_a_delegation_and_its_sessions_are_there_for_owner_visited_and_those_above(cast, world):
    for path in (f"/delegations/{world['delegation']}", f"/sessions/{world['planned_session']}"):
        codes = met(cast, "GET", path)
        assert {name for name, code in codes.items() if code == 200} == {"lan", "noi", "may", "inspector"}
        assert {codes[name] for name in ("tuong", "pha", "admin", "sua")} == {404}


def test_a_note_is_there_for_its_owner_and_those_above_only(cast, world):
    codes = met(cast, "GET", f"/notes/{world['note']}")
    assert {name for name, code in codes.items() if code == 200} == {"lan", "may", "inspector"}
    assert set(codes.values()) == {200, 404}
    assert send(cast, "noi", "GET", "/notes").json()["count"] == 0
    assert send(cast, "lan", "GET", "/notes").json()["count"] == 1


@pytest.mark.parametrize(
    ("session", "action", "body"),
    [
        ("planned_session", "move", {"on": "2030-03-01", "reason": "x"}), ("planned_session", "hold", {"result": "x"}),
        ("planned_session", "cancel", {"reason": "x"}), ("held_session", "correct", {"result": "x", "reason": "y"}),
        ("held_session", "recall", {"reason": "x"}), ("cancelled_session", "restore", {}),
    ],
)  # fmt: skip
def test_only_the_owners_people_move_a_session(cast, world, session, action, body):
    codes = {
        name: send(cast, name, "POST", f"/sessions/{world[session]}/{action}", body).status_code
        for name in EVERYBODY if name != "lan"
    }  # fmt: skip
    assert {name for name, code in codes.items() if code == 403} == {"noi", "may", "inspector"}
    assert set(codes.values()) == {403, 404}


def test_a_session_is_planned_held_and_read_over_the_api(cast, world):
    body = {"organisation_ids": [cast.thon_ha.pk], "first": cast.lan.today.isoformat(), "at_time": "08:00"}
    made = send(cast, "lan", "POST", f"/delegations/{world['delegation']}/sessions", body)
    assert made.status_code == 201
    assert made.json()[0]["organisation"]["name"] == "Chi bộ Thôn Hạ"
    held = send(cast, "lan", "POST", f"/sessions/{world['planned_session']}/hold", {"result": "Xong", "attended": 9})
    assert (held.json()["state"], held.json()["attended"]) == ("held", 9)
    again = send(cast, "lan", "POST", f"/sessions/{world['planned_session']}/hold", {"result": "Xong"})
    assert again.status_code == 409


def test_a_refusal_is_said_by_field(cast, world):
    body = {"organisation_ids": [cast.suoi_giang.pk], "first": cast.lan.today.isoformat()}
    answer = send(cast, "lan", "POST", f"/delegations/{world['delegation']}/sessions", body)
    assert answer.status_code == 422
    assert "organisations" in answer.json()["fields"]


def test_the_book_is_read_by_everybody_and_changed_by_its_keeper(cast):
    load_reference()
    assert set(met(cast, "GET", "/kinds").values()) == {200}
    kinds = {kind["code"]: kind for kind in send(cast, "noi", "GET", "/kinds").json()}
    assert len(kinds["gs-cd"]["rules"]["papers"]) == 15
    assert kinds["tc"]["stub_only"]
    assert all("kt-tc" in line["kinds"] for line in send(cast, "noi", "GET", "/rights?kind=kt-tc").json())
    body = {
        "valid_from": cast.admin.today.isoformat(), "source": "Quy định 12-QĐ/TU",
        "limits": [{"days": 30, "levels": ["province"]}],
    }  # fmt: skip
    codes = met(cast, "POST", "/kinds/gs-cd/versions", body)
    assert codes.pop("admin") == 201
    assert set(codes.values()) == {403}
    assert len(send(cast, "noi", "GET", "/kinds/gs-cd/versions").json()) == 3
    assert send(cast, "admin", "POST", "/kinds/khong-co/versions", body).status_code == 404
    assert send(cast, "admin", "POST", "/kinds/gs-cd/versions", body).status_code == 422
