"""The register of remediation over the API: whom each operation serves, and what it refuses."""

import pytest

from tests import factories
from tests.api.operations import Operation, World, ask, send
from tests.api.operations_oversight_remediations import made_remediations, remediations
from tests.oversight import build_remediation as laid
from tests.web.crawl import client_of
from tusoi.oversight.models import Remediation

pytestmark = pytest.mark.django_db
TABLE = {f"{key.split(' ')[0]} /api/oversight{key.split(' ')[1]}": one for key, one in remediations(Operation).items()}


@pytest.fixture
def world(cast) -> World:
    later = cast.lan.today.replace(year=cast.lan.today.year + 1)
    return World(cast, made_remediations(cast), later.isoformat())


EXPECTED = {
    # owner's people, those above, the bearer, a sibling, somebody without a hand in it
    "GET": {"lan": 200, "may": 200, "noi": 200, "tuong": 404, "sua": 404},
    "POST": {"lan": 200, "may": 403, "noi": 403, "tuong": 404, "sua": 404},
}


@pytest.mark.parametrize("key", sorted(key for key in TABLE if "{" in key))
def test_an_operation_serves_whom_the_case_serves(world, key):
    for name, due in EXPECTED[key.split(" ")[0]].items():
        if name == "noi" and TABLE[key].path["remediation_id"] != "remediation":
            due = 404  # the other cell's
        before = list(Remediation.objects.order_by("pk").values_list("state", "version"))
        status = ask(client_of(getattr(world.cast, name)), key, TABLE[key], world).status_code
        assert status == due, name
        changed = list(Remediation.objects.order_by("pk").values_list("state", "version")) != before
        assert changed == (due == 200 and key.startswith("POST")), name
        if name == "lan" and changed:
            return


@pytest.mark.parametrize("key", sorted(key for key in TABLE if "{" in key and key.startswith("POST")))
def test_nobody_else_than_the_owners_people_decides(world, key):
    for name, due in EXPECTED["POST"].items():
        if name == "lan":
            continue
        if name == "noi" and TABLE[key].path["remediation_id"] != "remediation":
            due = 404
        assert ask(client_of(getattr(world.cast, name)), key, TABLE[key], world).status_code == due, name


def test_the_list_is_everybodys_own(world):
    cast = world.cast
    counts = {
        name: client_of(getattr(cast, name)).get("/api/oversight/remediations").json()["count"]
        for name in ("lan", "may", "noi", "pha", "tuong", "sua", "admin")
    }
    assert counts == {"lan": 3, "may": 3, "noi": 1, "pha": 2, "tuong": 0, "sua": 0, "admin": 0}
    figures = client_of(cast.lan).get("/api/oversight/remediations/figures").json()
    assert (figures["needed"], figures["complete"], figures["escalated"]) == (3, 1, 1)
    years = client_of(cast.lan).get("/api/oversight/remediations/years").json()
    assert [one["needed"] for one in years] == [3]


def test_filters_are_read_strictly(world):
    client = client_of(world.cast.lan)
    assert client.get("/api/oversight/remediations", {"state": "complete"}).json()["count"] == 1
    assert client.get("/api/oversight/remediations", {"branch": world.cast.thon_dong.pk}).json()["count"] == 1
    assert client.get("/api/oversight/remediations", {"branch": world.cast.suoi_giang.pk}).status_code == 404
    for wrong in ({"state": "x"}, {"year": "abc"}, {"age": "9"}, {"owner": "0"}, {"page": "0"}):
        assert client.get("/api/oversight/remediations", wrong).status_code == 422


def test_what_is_not_met_is_not_closed_and_says_why(world):
    answer = send(client_of(world.cast.lan), "post", f"/api/oversight/remediations/{world['remediation']}/close", "{}")
    assert answer.status_code == 422
    assert answer.json()["code"] == "invalid"
    assert "chưa được gửi" in answer.json()["message"]


def test_many_are_closed_and_the_rest_says_what_is_missing(world):
    ids = [world["remediation"], world["met_remediation"]]
    answer = client_of(world.cast.lan).post(
        "/api/oversight/remediations/close", {"remediation_ids": ids}, content_type="application/json"
    )
    assert answer.json() == {
        "closed": [world["met_remediation"]], "left": [{"id": world["remediation"], "code": "plan_assigned"}],
    }  # fmt: skip


def test_an_older_version_is_refused(world):
    path = f"/api/oversight/remediations/{world['remediation']}/escalate"
    answer = send(client_of(world.cast.lan), "post", path, '{"reason": "chậm", "version": 7}')
    assert answer.status_code == 409


def test_a_case_that_follows_up_is_opened(world):
    key = "POST /api/oversight/remediations/follow-up"
    answer = ask(client_of(world.cast.lan), key, TABLE[key], world)
    assert answer.status_code == 201, answer.content.decode()
    row = Remediation.objects.get(pk=world["remediation"])
    assert row.follow_up_id == answer.json()["case_id"]
    again = client_of(world.cast.lan).get(f"/api/oversight/remediations/{row.pk}").json()
    assert again["follow_up"]["case_id"] == row.follow_up_id
    assert ask(client_of(world.cast.noi), key, TABLE[key], world).status_code == 422


def test_a_head_asks_what_is_his(world):
    head = factories.actor("bi-thu", world.cast.thon_dong)
    mine = client_of(head).get("/api/oversight/remediations/mine").json()
    assert [one["id"] for one in mine["organisations"]] == [world["remediation"]]


def test_a_restricted_case_is_not_told_above(cast):
    case = laid.concluded(cast.lan, cast.an_binh, cast.thon_dong, circle="restricted")
    row = laid.require(case, cast.lan, cast.thon_dong)[0]
    assert client_of(cast.may).get(f"/api/oversight/remediations/{row.pk}").status_code == 404
    assert client_of(cast.lan).get(f"/api/oversight/remediations/{row.pk}").status_code == 200
