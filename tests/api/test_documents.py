import json
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import Cast
from tests.documents.build import CONCLUSION, registered
from tusoi.documents.models import Document, Intake
from tusoi.documents.services import load_reference
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


def send(client: Client, path: str, body: dict[str, Any], method: str = "post") -> Any:
    return getattr(client, method)(f"/api/documents{path}", json.dumps(body), content_type="application/json")


def plan(cast: Cast, **more: Any) -> dict[str, Any]:
    return {
        "owner_id": cast.province.pk, "kind": "ke-hoach", "issued_on": "2026-03-02", "number": 12, "symbol": "KH/TU",
        "issuer_name": "Ban Thường vụ Tỉnh ủy", "excerpt": "giám sát chuyên đề",
    } | more  # fmt: skip


def test_a_document_is_registered_listed_and_shown(cast: Cast) -> None:
    client = as_(cast.may)
    made = send(client, "", plan(cast))
    assert made.status_code == 201, made.content

    listed = client.get("/api/documents").json()
    assert [row["reference"] for row in listed["items"]] == ["12-KH/TU"]
    shown = client.get(f"/api/documents/{made.json()['id']}").json()
    assert (shown["kind"], shown["excerpt"], shown["clauses"]) == ("ke-hoach", "giám sát chuyên đề", [])


def test_doubts_and_rejections_say_what_is_wrong(cast: Cast) -> None:
    client = as_(cast.may)
    send(client, "", plan(cast))

    doubtful = send(client, "", plan(cast))
    assert (doubtful.status_code, doubtful.json()["code"]) == (409, "doubtful")
    assert "duplicate" in doubtful.json()["fields"]
    assert send(client, "", plan(cast, confirmed=["duplicate"])).status_code == 201

    wrong = send(client, "", plan(cast, kind="thơ", excerpt=""))
    assert (wrong.status_code, set(wrong.json()["fields"])) == (422, {"kind", "excerpt"})


def test_the_same_request_key_registers_once(cast: Cast) -> None:
    client = as_(cast.may)
    key = str(uuid4())
    ids = {send(client, "", plan(cast, request_key=key)).json()["id"] for _ in range(2)}

    assert len(ids) == 1


@pytest.mark.parametrize("name", ["sua", "admin"])
def test_who_may_not_register_is_refused(cast: Cast, name: str) -> None:
    actor = getattr(cast, name)
    owner = cast.an_binh if name == "sua" else cast.province

    assert send(as_(actor), "", plan(cast, owner_id=owner.pk)).status_code == 403


def test_a_sibling_finds_neither_document_nor_register(cast: Cast) -> None:
    document = registered(cast, by=cast.lan, owner=cast.an_binh)
    client = as_(cast.tuong)

    assert client.get(f"/api/documents/{document.pk}").status_code == 404
    assert client.get(f"/api/documents/{document.pk}/file").status_code == 404
    assert client.get(f"/api/documents?organisation={cast.an_binh.pk}").status_code == 404
    assert send(client, f"/{document.pk}/recipients", {"organisation_ids": [cast.ban_le.pk]}).status_code == 404


def test_a_file_goes_from_upload_to_review_to_the_register(cast: Cast) -> None:
    client = as_(cast.may)
    file = SimpleUploadedFile("ket-luan.txt", CONCLUSION.encode())
    begun = client.post("/api/documents/intakes", {"owner_id": cast.province.pk, "file": file})
    assert begun.status_code == 201, begun.content
    draft = begun.json()
    assert draft["suggestions"]["number"]["value"] == "47"
    requirements = [one for one in draft["proposals"] if one["type"] == "requirement"]
    assert len(requirements) == 3
    assert as_(cast.inspector).get(f"/api/documents/intakes/{draft['id']}").status_code == 404

    off = {str(one["index"]): {"on": one["index"] == requirements[1]["index"]} for one in draft["proposals"]}
    saved = send(client, f"/intakes/{draft['id']}/decisions", {"items": off}, "put")
    assert sum(one["on"] for one in saved.json()["proposals"]) == 1

    body = plan(cast, kind="ket-luan", symbol="KL/BTCTU", number=47)
    del body["owner_id"]
    made = send(client, f"/intakes/{draft['id']}/accept", body)
    assert made.status_code == 201, made.content
    shown = client.get(f"/api/documents/{made.json()['id']}").json()
    assert [one["quote"] for one in shown["clauses"]] == [requirements[1]["quote"]]
    assert send(client, f"/intakes/{draft['id']}/accept", body).json()["id"] == made.json()["id"]

    file = client.get(f"/api/documents/{made.json()['id']}/file")
    assert b"".join(file.streaming_content).decode() == CONCLUSION
    late = client.delete(f"/api/documents/intakes/{draft['id']}")
    assert (late.status_code, late.json()["code"]) == (409, "accepted")


def test_a_draft_is_thrown_away(cast: Cast) -> None:
    client = as_(cast.may)
    draft = client.post("/api/documents/intakes", {"owner_id": cast.province.pk, "text": CONCLUSION}).json()

    assert client.delete(f"/api/documents/intakes/{draft['id']}").status_code == 204
    assert not Intake.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [("a.txt", b"", "empty"), ("a.docx", b"PK\x03\x04 no", "damaged"), ("a.txt", "TUYỆT MẬT\na".encode(), "secret")],
)
def test_a_file_that_is_not_taken_says_why(cast: Cast, name: str, content: bytes, code: str) -> None:
    file = SimpleUploadedFile(name, content)
    answer = as_(cast.may).post("/api/documents/intakes", {"owner_id": cast.province.pk, "file": file})

    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert not Intake.objects.exists()


def test_an_upload_announced_as_too_large_is_not_read(cast: Cast) -> None:
    answer = as_(cast.may).post("/api/documents/intakes", b"", content_type="multipart/form-data; boundary=x",
                                CONTENT_LENGTH=str(60 * 1024 * 1024))  # fmt: skip

    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def test_the_next_number_a_stub_an_update_and_sending(cast: Cast) -> None:
    client = as_(cast.may)
    own = {"issuer_id": cast.province.pk, "issuer_name": ""}
    made = send(client, "", plan(cast, **own)).json()
    number = client.get(f"/api/documents/next-number?kind=ke-hoach&issuer_id={cast.province.pk}&on=2026-04-01").json()
    assert number == {"number": 13, "symbol": "KH/TU"}

    stub = send(client, "/stubs", plan(cast, **own, number=13, level="mat", paper_location="Tủ A"))
    assert (stub.status_code, stub.json()["excerpt"], stub.json()["secrecy"]) == (201, "", "mat")

    body = plan(cast, **own, excerpt="khác")
    del body["owner_id"]
    assert send(client, f"/{made['id']}", body, "put").json()["excerpt"] == "khác"
    sent = send(client, f"/{made['id']}/recipients", {"organisation_ids": [cast.an_binh.pk, cast.suoi_giang.pk]})
    assert sent.json() == {"count": 2}
    assert Document.objects.get(pk=made["id"]).recipients.count() == 2


def test_kinds_are_those_of_the_day(cast: Cast) -> None:
    codes = {one["code"] for one in as_(cast.may).get("/api/documents/kinds?on=2025-01-01").json()}

    assert "phuong-an" not in codes
    assert "ke-hoach" in codes
