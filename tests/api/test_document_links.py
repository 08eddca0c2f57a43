"""Links between documents and the check of citations over the API."""

import json

import pytest
from django.test import Client

from tests.documents.build import registered
from tests.documents.test_links import MISPRINT, conclusion, read
from tusoi.documents.services import begin_intake, load_reference
from tusoi.organisations.models import Account

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kinds(db: None, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    load_reference()


def as_(actor) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=actor.account_id))
    return client


def send(client: Client, method: str, path: str, body: dict | None = None):
    return client.generic(method, f"/api/documents{path}", json.dumps(body or {}), content_type="application/json")


def test_the_graph_says_levels_relations_and_what_is_open(cast):
    top = conclusion(cast)
    plan = read(cast, "Thực hiện Kết luận số 38-KL/TW; căn cứ Kế hoạch số 44-KH/TU của Tỉnh ủy.", number=143)
    found = as_(cast.may).get(f"/api/documents/{plan.pk}/links").json()
    nodes = {one["reference"]: one for one in found["nodes"]}
    assert (nodes["38-KL/TW"]["level"], nodes["38-KL/TW"]["document_id"]) == (-1, top.pk)
    assert nodes["Kế hoạch 44-KH/TU"]["is_open"]
    assert {one["relation"] for one in found["links"]} == {"implements", "basis"}
    cited = as_(cast.may).get(f"/api/documents/{top.pk}/cited-by").json()
    assert [one["document_id"] for one in cited["items"]] == [plan.pk]


def test_a_link_is_made_changed_and_removed(cast):
    one, other = registered(cast, number=1), registered(cast, number=2)
    client = as_(cast.may)
    made = send(client, "POST", f"/{one.pk}/links", {"target_id": other.pk, "relation": "basis"})
    assert made.status_code == 201
    path = f"/{one.pk}/links/{made.json()['id']}"
    assert send(client, "PUT", path, {"relation": "amends"}).json()["relation"] == "amends"
    assert send(client, "PUT", path, {"relation": "x"}).status_code == 422
    assert send(client, "PUT", path, {"relation": "basis", "target_id": 10**9}).status_code == 422
    assert send(client, "PUT", path, {"relation": "basis", "target_id": one.pk}).status_code == 422
    assert send(client, "DELETE", path).json()["links"] == []
    assert send(client, "DELETE", path).status_code == 404


def test_what_does_not_agree_is_said_of_a_draft_and_of_a_document(cast):
    client = as_(cast.may)
    intake = begin_intake(owner_id=cast.province.pk, by=cast.may, pasted=MISPRINT)
    draft = client.get(f"/api/documents/intakes/{intake.pk}/checks").json()
    document = read(cast, MISPRINT)
    found = client.get(f"/api/documents/{document.pk}/checks").json()["items"]
    assert [one["code"] for one in draft] == [one["code"] for one in found] == ["two_bodies", "issuer_code"]

    which = {"code": found[0]["code"], "key": found[0]["key"]}
    assert send(client, "POST", f"/{document.pk}/checks", which | {"reason": ""}).status_code == 422
    settled = send(client, "POST", f"/{document.pk}/checks", which | {"reason": "Bản gốc in vậy"})
    assert (settled.status_code, settled.json()["settled"]) == (201, True)
    assert send(client, "POST", f"/{document.pk}/checks/reopen", which).json() == {"count": 2}
    assert send(client, "POST", f"/{document.pk}/checks/reopen", which).status_code == 422
