"""Bodies that are too large or not whole: refused before anything of them is kept."""

import asyncio
import json
from collections.abc import Iterable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tusoi.documents.models import Attachment, Intake
from tusoi.organisations.models import Account
from tusoi.web.uploads import MOST, whole_bodies

PAGE, API = "/documents/new/read", "/api/documents/intakes"


def exchange(
    pieces: Iterable[dict[str, Any]], length: int | None = None, path: str = PAGE
) -> tuple[list[bytes], int, list[dict[str, Any]]]:
    """What an application behind the guard got of these messages, how many were fetched, and what was answered."""
    got: list[bytes] = []
    answers: list[dict[str, Any]] = []
    left, fetched = iter(pieces), 0

    async def receive() -> dict[str, Any]:
        nonlocal fetched
        fetched += 1
        return next(left, {"type": "http.disconnect"})

    async def send(message: Any) -> None:
        answers.append(dict(message))

    async def application(scope: Any, receive: Any, send: Any) -> None:
        """Takes the body as Django does: whole, or not at all once the line is broken."""
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                got.clear()
                return
            got.append(message["body"])
            if not message["more_body"]:
                return

    headers = [] if length is None else [(b"content-length", str(length).encode())]
    scope = {"type": "http", "path": path, "headers": headers}
    asyncio.run(whole_bodies(application)(scope, receive, send))  # type: ignore[arg-type]
    return got, fetched, answers


def piece(body: bytes, more: bool = True) -> dict[str, Any]:
    return {"type": "http.request", "body": body, "more_body": more}


def test_a_whole_body_passes_untouched():
    assert exchange([piece(b"ab"), piece(b"c", more=False)], 3) == ([b"ab", b"c"], 2, [])
    assert exchange([piece(b"ab"), piece(b"c", more=False)]) == ([b"ab", b"c"], 2, [])
    assert exchange([piece(b"", more=False)]) == ([b""], 1, [])


def test_what_announces_itself_too_large_is_not_read():
    got, fetched, answers = exchange([piece(b"x" * 1000)] * 1000, MOST + 1)
    assert got == [b""]
    assert fetched == 0
    assert answers == [], "the middleware answers, with a page or with JSON"


@pytest.mark.parametrize("path", [PAGE, API])
def test_what_does_not_say_its_length_is_cut_off_where_it_grows_too_large(path):
    megabyte = b"x" * 1024 * 1024
    got, fetched, answers = exchange([piece(megabyte)] * 200, path=path)
    assert got == []
    assert fetched == MOST // len(megabyte) + 1
    assert answers[0]["status"] == 413


@pytest.mark.parametrize("ending", [piece(b"b", more=False), {"type": "http.disconnect"}])
def test_a_body_cut_in_the_middle_is_no_request(ending):
    got, _fetched, answers = exchange([piece(b"a"), ending], 1000)
    assert got == []
    assert answers[0]["status"] == 400
    assert "Việc tải lên bị ngắt giữa chừng" in answers[1]["body"].decode()


def test_the_api_says_so_in_json():
    _got, _fetched, answers = exchange([piece(b"a", more=False)], 1000, path=API)
    assert json.loads(answers[1]["body"])["code"] == "cut"


def test_a_length_that_is_none_is_no_length():
    assert exchange([piece(b"a", more=False)], -5)[0] == [b"a"]


@pytest.mark.parametrize("path", [PAGE, API, "/accounts/login/"])
def test_the_site_answers_413_by_the_announced_length_alone(cast, path):
    client = Client()
    client.force_login(Account.objects.get(pk=cast.may.account_id))
    answer = client.generic("POST", path, b"", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=MOST + 1)
    assert answer.status_code == 413
    if path == API:
        assert answer.json()["code"] == "too_large"
    else:
        assert "lớn hơn 50 MB" in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_cut_upload_stores_nothing_behind_the_real_application(transactional_db, settings, tmp_path):
    from tests.cast import small_province
    from tusoi.config.asgi import application

    settings.MEDIA_ROOT = tmp_path
    cast = small_province()
    client = Client()
    client.force_login(Account.objects.get(pk=cast.may.account_id))
    body = (
        b'--x\r\nContent-Disposition: form-data; name="whole"\r\n\r\n1\r\n'
        b'--x\r\nContent-Disposition: form-data; name="content"; filename="a.txt"\r\n\r\n'
        + "Kết luận về công tác kiểm tra. ".encode()
        * 100
    )
    cookies = "; ".join(f"{name}={one.value}" for name, one in client.cookies.items())
    scope = {
        "type": "http", "http_version": "1.1", "method": "POST", "path": reverse("documents:begin"),
        "query_string": b"", "headers": [
            (b"host", b"localhost"), (b"cookie", cookies.encode()), (b"content-length", str(len(body) + 50).encode()),
            (b"content-type", b"multipart/form-data; boundary=x"),
        ],
    }  # fmt: skip
    pieces, answers = iter([piece(body, more=False)]), []

    async def receive() -> dict[str, Any]:
        return next(pieces, {"type": "http.disconnect"})

    async def send(message: Any) -> None:
        answers.append(message)

    asyncio.run(application(scope, receive, send))  # type: ignore[arg-type]
    assert answers[0]["status"] == 400
    assert not Intake.objects.exists()
    assert not Attachment.objects.exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
