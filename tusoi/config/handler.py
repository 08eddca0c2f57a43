"""Django's way of serving, with threads that stay.

Django works on every request in a thread made for it alone, and a connection to the database belongs to a thread:
each page would open a connection of its own, find nothing cached in it, and leave it open for a while. Here a few
threads are handed from request to request with what they hold; whoever comes while all are at work waits for the
first that is free (docs/decisions/0013).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager
from contextvars import ContextVar
from typing import Any

from asgiref.sync import ThreadSensitiveContext
from django.core.handlers.asgi import ASGIHandler

THREADS = 8
"""Requests a process works on at a time, and connections to the database it holds at most."""

_held: ContextVar[AsyncExitStack] = ContextVar("_held")
"""What the request that is being served gives back at its end."""


class Threads:
    """The one that was free last is taken first: what little traffic needs stays warm, the others rest."""

    def __init__(self, number: int = THREADS) -> None:
        self.idle: asyncio.LifoQueue[Executor] = asyncio.LifoQueue()
        for _ in range(number):
            self.idle.put_nowait(ThreadPoolExecutor(1, thread_name_prefix="request"))

    @asynccontextmanager
    async def one(self) -> AsyncIterator[None]:
        """A thread for whatever is sync in the block. It is free again when nothing is left for it to do: what a
        request began goes on there after its reader has gone."""
        thread = await self.idle.get()
        loop = asyncio.get_running_loop()
        try:
            async with ThreadSensitiveContext(executor=thread):
                yield
        finally:
            thread.submit(loop.call_soon_threadsafe, self.idle.put_nowait, thread)


class Handler(ASGIHandler):
    """A body that comes slowly keeps no thread waiting: one is taken when it is whole."""

    def __init__(self, threads: Threads | None = None) -> None:
        super().__init__()
        self.threads = threads or Threads()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            raise ValueError(f"Only HTTP is served here, not {scope['type']}.")
        async with AsyncExitStack() as held:
            _held.set(held)
            await self.handle(scope, receive, send)

    async def read_body(self, receive: Any) -> Any:
        body = await super().read_body(receive)
        try:
            await _held.get().enter_async_context(self.threads.one())
        except BaseException:
            body.close()
            raise
        return body
