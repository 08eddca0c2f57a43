"""Whatever is sent to whichever operation: never a fault of ours, always JSON that says why, and nothing is written.

The hostile requests are made from openapi.json and from the bodies that succeed (tests/api/operations.py), one thing
spoilt at a time; everything is sent by somebody who may do it, so that it reaches as deep as it can. The same few types
come again in every body: each place gets a few of the hostile values, which ones depends on its name alone (a new
operation changes nothing for the others), and all operations together get all of them.
"""

import copy
import json
from collections.abc import Iterator, Sequence
from typing import Any
from zlib import crc32

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tests.api.operations import OPERATIONS, World, able, address, described, made, send, stored
from tests.web.crawl import client_of

LONG = "ă" * 10_000
NUMBERS = ("0", "-1", str(2**63), str(10**25), "abc", "1.5", "%00", "%FF", "1%00", "١", LONG[:3000])
QUERIES = ("", "0", "-1", str(2**63), str(10**25), "abc", "a\x00b", LONG, "2026-02-30", "0001-01-01", "9999-12-31",
           "nan", "[]", "%", "'\"")  # fmt: skip
SIGNS = ("a\x00b", "\ud800")
DEEP = "[" * 600 + "]" * 600
BODIES = (
    b"[]", b"5", b'"x"', b"{", b"\xff\xfe", b"NaN", b'{"a": NaN}', DEEP.encode(),
    b"[" * 100_000, b'{"reason": ' + DEEP.encode() + b"}", b'{"a": ' + b"9" * 5000 + b"}",
)  # fmt: skip
"""Bodies that are no object, no JSON, or too deep."""
WRONG: dict[type, tuple[Any, ...]] = {
    bool: (1, "true", [], {}),
    int: ("5", 1.5, True, [], {}, 0, -1, 2**63, 10**25),
    str: (5, True, [], {}, *SIGNS),
    list: ({}, "x", 5, [[[]]], [{"\x00": 1}]),
    dict: ([], "x", 5),
}
"""What must be refused in the place of a value of this type. A number in a text is no number."""
ODD = (None, "", LONG, "2026-02-30", "9999-12-31", "0001-01-01", 2**63, 10**25, [], {}, {"a\x00": "b"}, [None], *SIGNS)
"""What may or may not be refused, but must do no harm."""
LENIENT = {
    ("PUT /api/documents/drafts/{draft_id}", "values"), ("POST /api/documents/drafts/{draft_id}/send", "values"),
    ("POST /api/documents/{document_id}/coverage/compare", "after"),
}  # fmt: skip
"""What is written in a draft need not be right yet; a comparison begins after nothing."""
WRITING = sorted(
    key for key, one in OPERATIONS.items() if one.given and not one.multipart and not key.startswith("GET")
)


@pytest.fixture
def world(cast, settings, tmp_path) -> World:
    settings.MEDIA_ROOT = tmp_path / "files"
    return made(cast)


def some(hostile: Sequence[Any], many: int, place: str) -> list[Any]:
    """As many of them, beginning where the name of the place says."""
    first = crc32(place.encode())
    return [hostile[(first + at) % len(hostile)] for at in range(min(many, len(hostile)))]


class Watch:
    """Sends, takes back what was written, and notes what should not have happened."""

    def __init__(self, world: World) -> None:
        self.world, self.before, self.wrong = world, stored(), list[str]()
        self.clients: dict[int | None, Client] = {}

    def client(self, key: str) -> Client:
        actor = able(self.world, OPERATIONS[key])
        if actor.account_id not in self.clients:
            self.clients[actor.account_id] = client_of(actor)
        return self.clients[actor.account_id]

    def send(self, key: str, url: str, content: Any, what: str, *, refused: bool, kind: str = "application/json"):
        client, method = self.client(key), key.split(" ")[0]
        with transaction.atomic():
            if isinstance(content, dict):
                answer = client.post(url, content)
            else:
                answer = send(client, method, url, content, kind)
            transaction.set_rollback(answer.status_code < 400)
        self.look(key, what, answer, refused=refused)

    def look(self, key: str, what: str, answer: HttpResponse, *, refused: bool) -> None:
        said = self._fault(answer, refused)
        if said:
            self.wrong.append(f"{key} {what[:120]!r}: {answer.status_code} {said}")

    def _fault(self, answer: HttpResponse, refused: bool) -> str:
        if answer.status_code < 400:
            return "was taken" if refused else ""
        if answer.status_code >= 500:
            return "is a fault of ours"
        if answer["Content-Type"].partition(";")[0] != "application/json":
            return "is not JSON"
        body = answer.json()
        if set(body) != {"code", "message", "fields"} or not body["code"] or not body["message"]:
            return f"says {body}"
        return ""

    def unchanged(self, key: str) -> None:
        """What was refused has left nothing behind."""
        if stored() != self.before:
            self.wrong.append(f"{key} wrote something, though it refused")
            self.before = stored()

    def done(self) -> None:
        assert not self.wrong, "\n".join(self.wrong)


def test_hostile_numbers_in_the_path(world):
    watch = Watch(world)
    for key, operation in sorted(OPERATIONS.items()):
        good = operation.given(world) if operation.given and not operation.multipart else {}
        for name in operation.path:
            for value in some(NUMBERS, 6, f"{key} {name}"):
                url = _spoilt_address(key, world, name, value)
                watch.send(key, url, json.dumps(good), f"{name}={value}", refused=True)
        watch.unchanged(key)
    watch.done()


def _spoilt_address(key: str, world: World, name: str, value: str) -> str:
    operation = OPERATIONS[key]
    kept = {other: "fields" if thing == "kinds" else str(world[thing]) for other, thing in operation.path.items()}
    return key.split(" ")[1].format(**(kept | {name: value}))


def test_hostile_values_in_the_query(world):
    watch = Watch(world)
    for key, said in sorted(described().items()):
        operation = OPERATIONS[key]
        for asked in said.get("parameters", []):
            if asked["in"] != "query":
                continue
            for value in some(QUERIES, 8, f"{key} {asked['name']}"):
                client, query = watch.client(key), operation.query(world) if operation.query else {}
                answer = client.get(address(key, operation, world), query | {asked["name"]: [value, value]})
                watch.look(key, f"{asked['name']}={value[:60]!r}", answer, refused=False)
        watch.unchanged(key)
    watch.done()


def test_bodies_that_are_no_object(world):
    watch = Watch(world)
    for key in WRITING:
        url = address(key, OPERATIONS[key], world)
        good = json.dumps(OPERATIONS[key].given(world))
        needs = bool(described()[key]["body"].get("required"))
        for body in (b"", b"null", b"{}", *some(BODIES, 3, key)):
            watch.send(key, url, body, body[:40].decode("latin-1"), refused=body not in (b"", b"{}") or needs)
        watch.send(key, url, good.encode("utf-16"), "UTF-16", refused=False)
        watch.send(key, url, "a=1&b=2", "a form", refused=True, kind="application/x-www-form-urlencoded")
        watch.send(key, url, good, "multipart", refused=False, kind="multipart/form-data; boundary=x")
        watch.unchanged(key)
    watch.done()


def test_bodies_with_one_value_spoilt(world):
    watch = Watch(world)
    for key in WRITING:
        url = address(key, OPERATIONS[key], world)
        for what, body, refused in spoilt(key, OPERATIONS[key].given(world)):
            watch.send(key, url, json.dumps(body), what, refused=refused)
        watch.unchanged(key)
    watch.done()


def spoilt(key: str, good: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any], bool]]:
    """Each body with one value changed, one left out or one added: (what, body, whether it must be refused)."""
    yield "extra", good | {"surprise": 1}, True
    schema = described()[key]["body"]
    for name in schema.get("required", []):
        yield f"without {name}", {other: value for other, value in good.items() if other != name}, True
    for name in sorted(schema["properties"].keys() - good.keys()):
        for value in some(ODD, 4, f"{key} {name}"):
            yield f"{name}={value!r}", good | {name: value}, False
    for place, value in list(values(good)):
        for bad in some(WRONG[type(value)], 4, f"{key} {place}"):
            if not (bad in ([], {}) and type(bad) is type(value)):
                yield f"{place}={bad!r}", _with(good, place, bad), (key, place[0]) not in LENIENT
        for odd in some(ODD, 3, f"{key} {place}"):
            yield f"{place}={odd!r}", _with(good, place, odd), False


def values(thing: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Every value inside, with the way to it."""
    for name, value in thing.items() if isinstance(thing, dict) else enumerate(thing):
        yield (*place, name), value
        if isinstance(value, dict | list):
            yield from values(value, (*place, name))


def _with(good: dict[str, Any], place: tuple[Any, ...], value: Any) -> dict[str, Any]:
    body = copy.deepcopy(good)
    inner: Any = body
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    return body


def test_forms_with_files_that_are_wrong(world):
    watch = Watch(world)
    file = SimpleUploadedFile
    begin, add = "POST /api/documents/intakes", "POST /api/obligations/assignments/{pk}/files"
    owner = world["an_binh"]
    for form in (
        {}, {"owner_id": "abc", "text": "a"}, {"owner_id": "0", "text": "a"}, {"owner_id": 10**25, "text": "a"},
        {"owner_id": owner}, {"owner_id": owner, "text": ""}, {"owner_id": owner, "text": " \x00 "},
        {"owner_id": owner, "file": file("a.pdf", b"x")}, {"owner_id": owner, "file": file("a.txt", b"\x00")},
        {"owner_id": owner, "file": file("\x00..\\..", b"")},
    ):  # fmt: skip
        watch.send(begin, address(begin, OPERATIONS[begin], world), form, str(form), refused=True)
    for form in ({}, {"file": "text"}, {"file": file("a.docx", b"PK\x03\x04")}, {"file": file("a.txt", b"")}):
        watch.send(add, address(add, OPERATIONS[add], world), form, str(form), refused=True)
    for key in (begin, add):
        url = address(key, OPERATIONS[key], world)
        watch.send(key, url, b"{}", "JSON", refused=True)
        watch.send(key, url, b"--x\r\n", "cut", refused=True, kind="multipart/form-data; boundary=x")
        watch.send(key, url, b"", "no boundary", refused=True, kind="multipart/form-data")
        watch.unchanged(key)
    watch.done()


@pytest.mark.parametrize(
    ("method", "url", "status"),
    [
        ("GET", "/api/nothing", 404),
        ("GET", "/api/obligations/abc", 404),
        ("POST", "/api/obligations/1/", 404),
        ("DELETE", "/api/obligations", 405),
        ("PATCH", "/api/documents/1", 405),
        ("OPTIONS", "/api/documents", 405),
        ("HEAD", "/api/documents", 405),
    ],
)
def test_an_address_or_a_method_that_is_none_is_said_in_json(cast, method, url, status):
    answer = send(client_of(cast.may), method, url, b"")
    assert answer.status_code == status
    if method != "HEAD":
        assert answer.json().keys() == {"code", "message", "fields"}
    assert ("Allow" in answer) == (status == 405)


def test_a_body_that_is_too_large_is_not_read(cast):
    answer = send(client_of(cast.may), "POST", "/api/obligations", b'{"a": "' + b"x" * 5_000_000 + b'"}')
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def test_a_fault_of_ours_is_said_in_json_too(cast, monkeypatch):
    monkeypatch.setattr("tusoi.obligations.selectors.owed_by", lambda by: 1 / 0)
    answer = client_of(cast.may).get("/api/obligations/owed")
    assert (answer.status_code, answer.json()["code"]) == (500, "error")
