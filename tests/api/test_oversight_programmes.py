"""Programmes over the API: whom each operation serves, and what it refuses."""

import pytest

from tests import factories
from tests.api.operations import Operation, World, ask, send
from tests.api.operations_oversight_programmes import made_programmes, planning
from tests.web.crawl import client_of
from tusoi.oversight.models import Programme

pytestmark = pytest.mark.django_db
TABLE = {
    f"{key.split(' ')[0]} /api/oversight{key.split(' ')[1]}": one
    for key, one in planning(Operation).items()
    if one.asks == "standing"
}
COMMISSION = ("return", "merge")


@pytest.fixture
def world(cast) -> World:
    ids = {"an_binh": cast.an_binh.pk, "thon_ha": cast.thon_ha.pk} | made_programmes(cast)
    return World(cast, ids, "2030-01-01")


def due(key: str, name: str) -> int:
    """Of a programme of An Bình that is adopted those above and below read; nobody but its people changes it."""
    is_adopted = "adopted" in TABLE[key].path["programme_id"]
    if name == "lan":
        return 403 if key.endswith(COMMISSION) else 200
    return 403 if is_adopted and name in ("may", "noi") else 404


@pytest.mark.parametrize("key", sorted(TABLE))
def test_an_operation_serves_the_owners_people_and_nobody_else(world, key):
    for name in ("may", "noi", "tuong", "sua", "admin", "lan"):
        before = list(Programme.objects.order_by("pk").values_list("state", "version"))
        answer = ask(client_of(getattr(world.cast, name)), key, TABLE[key], world)
        status = 200 if answer.status_code in (201, 204) else answer.status_code
        assert status == due(key, name), (name, answer.content)
        changed = list(Programme.objects.order_by("pk").values_list("state", "version")) != before
        assert changed == (status == 200 and not key.startswith("GET")), name


@pytest.mark.parametrize("key", [key for key in sorted(TABLE) if key.endswith(COMMISSION)])
def test_the_commission_merges_and_returns(world, key):
    inspector = factories.actor("kiem-tra", world.cast.an_binh, username="ubkt-an-binh")
    assert ask(client_of(inspector), key, TABLE[key], world).status_code == 200


def test_what_is_missing_is_said(world):
    client = client_of(world.cast.lan)
    made = world["programme_drafting"]
    send(
        client,
        "PUT",
        f"/api/oversight/programmes/{made}/entries/{world['line_drafting']}",
        '{"kind": "gs-cd", "content": "x"}',
    )
    answer = send(client, "POST", f"/api/oversight/programmes/{made}/propose", "{}")
    assert answer.status_code == 409
    assert answer.json()["code"] == "not_yet"
    assert "Dòng 1" in answer.json()["message"]


def test_who_wrote_on_an_older_version_is_told(world):
    path = f"/api/oversight/programmes/{world['programme_drafting']}/propose"
    assert send(client_of(world.cast.lan), "POST", path, '{"version": 0}').json()["code"] == "stale"


def test_the_board_and_the_indicators_answer(world):
    client = client_of(world.cast.lan)
    board = client.get(f"/api/oversight/board/{world['an_binh']}", {"year": 2027}).json()
    assert [row["organisation"]["name"] for row in board["rows"]] == ["Chi bộ Thôn Đông", "Chi bộ Thôn Hạ"]
    assert len(board["rows"][0]["lines"]) == 1
    risk = client.get(f"/api/oversight/risk/{world['an_binh']}").json()
    assert all(row["points"] == 3 for row in risk)
    rows = client.get(f"/api/oversight/risk/{world.cast.thon_dong.pk}/rows").json()
    assert next(one for one in rows if one["code"] == "meetings")["count"] is None
