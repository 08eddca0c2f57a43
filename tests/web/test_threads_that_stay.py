"""The threads in which requests are served: a few, kept, and never one that still works for somebody else."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import override_settings
from django.urls import path

from tusoi.config.handler import Handler, Threads

seen: list[int] = []
gate = threading.Event()
at_work = threading.Semaphore(0)


def which(_request: Any) -> HttpResponse:
    seen.append(threading.get_ident())
    return HttpResponse(str(threading.get_ident()))


def waits(_request: Any) -> HttpResponse:
    at_work.release()
    assert gate.wait(30), "nobody opened the gate"
    return HttpResponse(str(threading.get_ident()))


urlpatterns = [path("which", which), path("waits", waits)]


@pytest.fixture(autouse=True)
def _bare() -> Any:
    seen.clear()
    gate.clear()
    while at_work.acquire(blocking=False):
        pass  # one who waited for a thread in another test began when that test had counted already
    with override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[]):
        yield
    gate.set()


async def ask(handler: Handler, address: str, receive: Callable[[], Awaitable[Any]] | None = None) -> int:
    """In which thread a page was made; -1 where nothing was answered."""
    parts: list[bytes] = []
    whole = [{"type": "http.request", "body": b"", "more_body": False}]

    async def at_once() -> Any:
        if whole:
            return whole.pop()
        return await asyncio.Event().wait()

    async def send(message: Any) -> None:
        parts.append(message.get("body", b""))

    scope = {
        "type": "http", "method": "GET", "path": address, "query_string": b"", "headers": [(b"host", b"testserver")],
        "server": ("testserver", 80),
    }  # fmt: skip
    await handler(scope, receive or at_once, send)
    answer = b"".join(parts)
    return int(answer) if answer.isdigit() else -1


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not condition():
            await asyncio.sleep(0.001)


def test_one_request_after_the_other_is_served_by_the_same_thread():
    async def play() -> set[int]:
        handler, found = Handler(Threads(4)), set()
        for _ in range(10):
            found.add(await ask(handler, "/which"))
            await until(lambda: handler.threads.idle.qsize() == 4)
        return found

    assert len(asyncio.run(play())) == 1


def test_no_more_are_served_at_a_time_than_there_are_threads():
    async def play() -> tuple[int, int, set[int]]:
        handler = Handler(Threads(2))
        asked = [asyncio.create_task(ask(handler, "/waits")) for _ in range(5)]
        for _ in range(2):
            await asyncio.to_thread(at_work.acquire)
        idle, further = handler.threads.idle.qsize(), at_work.acquire(blocking=False)
        gate.set()
        return idle, int(further), set(await asyncio.gather(*asked))

    idle, further, threads = asyncio.run(play())
    assert (idle, further) == (0, 0)
    assert len(threads) == 2
    assert -1 not in threads


def test_a_body_that_comes_slowly_keeps_no_thread():
    async def play() -> tuple[int, int]:
        handler, rest = Handler(Threads(1)), asyncio.Event()

        async def slowly() -> Any:
            await rest.wait()
            return {"type": "http.request", "body": b"", "more_body": False}

        slow = asyncio.create_task(ask(handler, "/which", slowly))
        quick = await ask(handler, "/which")
        slow.cancel()
        await asyncio.gather(slow, return_exceptions=True)
        await until(lambda: handler.threads.idle.qsize() == 1)
        return quick, handler.threads.idle.qsize()

    quick, idle = asyncio.run(play())
    assert quick > 0
    assert idle == 1


def test_a_thread_that_still_works_for_somebody_who_left_is_not_handed_on():
    async def play() -> tuple[int, int, int]:
        handler, gone = Handler(Threads(2)), asyncio.Event()
        messages = [{"type": "http.request", "body": b"", "more_body": False}]

        async def leaves() -> Any:
            if messages:
                return messages.pop()
            await gone.wait()
            return {"type": "http.disconnect"}

        left = asyncio.create_task(ask(handler, "/waits", leaves))
        await asyncio.to_thread(at_work.acquire)
        gone.set()
        next_one = await ask(handler, "/which")
        await until(lambda: handler.threads.idle.qsize() == 1)
        while_it_works = handler.threads.idle.qsize()
        gate.set()
        await asyncio.gather(left, return_exceptions=True)
        await until(lambda: handler.threads.idle.qsize() == 2)
        return next_one, while_it_works, handler.threads.idle.qsize()

    next_one, while_it_works, idle = asyncio.run(play())
    assert next_one > 0
    assert (while_it_works, idle) == (1, 2)


def test_anything_but_http_is_refused():
    async def play() -> None:
        await Handler(Threads(1))({"type": "websocket"}, None, None)

    with pytest.raises(ValueError, match="websocket"):
        asyncio.run(play())
