"""A real browser against a real server, in Vietnamese, at desk and phone width."""

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from functools import cache
from http.client import HTTPConnection
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.cast import Cast, small_province
from tusoi.organisations.models import Account
from tusoi.organisations.scope import Actor

# Playwright keeps an event loop in this thread; Django would take the tests' own queries for queries from it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
PATIENCE = 120_000
"""Milliseconds, for a busy machine: only what fails waits so long."""
expect.set_options(timeout=PATIENCE)

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/journeys/" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    quiet = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
    return {
        "executable_path": chromium,
        "args": [*quiet, "--disable-component-update", "--disable-sync"],
    }


@pytest.fixture
def province(transactional_db: None) -> Cast:
    return small_province()


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def viewport(request: pytest.FixtureRequest) -> dict[str, int]:
    return request.param


class Consoles:
    """What the pages complained about: every journey ends with none."""

    ABORTED = ("htmx:afterRequest", "htmx:sendAbort")
    """What htmx says of a request that a newer one replaced (hx-sync): whether it comes so far is a matter of speed.
    A request that failed is "htmx:sendError" besides, one that was refused "htmx:responseError"."""

    def __init__(self) -> None:
        self.errors: list[str] = []

    def listen(self, page: Page) -> None:
        page.on("console", lambda message: self.hear(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.hear(str(error)))

    def hear(self, text: str) -> None:
        if not text.startswith(self.ABORTED):
            self.errors.append(text)


def _ask(server: LiveServer, path: str) -> None:
    """Without a browser, which would give up sooner."""
    asked = HTTPConnection(server.thread.host, server.thread.port, timeout=5 * PATIENCE / 1000)
    asked.request("GET", path)
    asked.getresponse().read()
    asked.close()


@cache
def _warm(server: LiveServer) -> None:
    """The first request imports every page: on a busy machine a minute in which a browser gives up."""
    _ask(server, "/accounts/login/")


@pytest.fixture(autouse=True)
def _answered(transactional_db: None, live_server: LiveServer) -> Iterator[None]:
    """The tables are emptied when the last request is answered: none reads half a province or writes into the next.

    Whoever connected before us has a thread once we are answered, and the thread lasts as long as the connection, which
    ends with the browser's context: ``contexts`` has closed it before.
    """
    _warm(live_server)
    yield
    _ask(live_server, "/healthz")
    until = time.monotonic() + PATIENCE / 1000
    while busy := [one.name for one in threading.enumerate() if "process_request_thread" in one.name]:
        assert time.monotonic() < until, busy
        time.sleep(0.01)


@pytest.fixture
def contexts(browser: Browser, live_server: LiveServer, _answered: None) -> Iterator[Callable[..., BrowserContext]]:
    """Browsers of one's own, closed when the test is over."""
    opened: list[BrowserContext] = []

    def new(**settings: Any) -> BrowserContext:
        opened.append(browser.new_context(base_url=live_server.url, **settings))
        opened[-1].set_default_timeout(PATIENCE)
        return opened[-1]

    yield new
    for context in opened:
        context.close()


def enter(context: BrowserContext, actor: Actor, address: str) -> None:
    """Signed in from now on as somebody of the cast."""
    client = Client()
    client.force_login(Account.objects.get(pk=actor.account_id))
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": address}])


@pytest.fixture
def sign_in(
    contexts: Callable[..., BrowserContext], live_server: LiveServer, viewport: dict[str, int]
) -> Iterator[Callable[[Actor], Page]]:
    """A page of a browser of one's own, signed in as somebody of the cast."""
    pages, consoles = [], Consoles()

    def signed_in(actor: Actor) -> Page:
        context = contexts(viewport=viewport, locale="vi-VN")
        enter(context, actor, live_server.url)
        pages.append(context.new_page())
        consoles.listen(pages[-1])
        return pages[-1]

    signed_in.consoles = consoles
    yield signed_in
    for page in pages:
        page.context.close()
    assert consoles.errors == []


def follow(page: Page, way: Locator) -> None:
    """Click what leads to another page, and be there: a click returns when the way begins, not when it has ended.

    Then what the page is asked, what is measured on it and what is in the database are of after the click, and the
    scripts of the new page have run. Not for a page that goes on by itself.
    """
    with page.expect_navigation():
        way.click()


def press(page: Page, name: str) -> None:
    """Press the button of this name that sends its form."""
    follow(page, page.get_by_role("button", name=name, exact=True).first)


def press_and_agree(page: Page, name: str) -> None:
    """Press the button of this name, which asks first, and say yes."""
    page.get_by_role("button", name=name, exact=True).first.click()
    follow(page, page.locator("dialog[open] button.main"))


def until(page: Page, holds: Callable[[], object]) -> None:
    """Wait for what has no ``expect``: the policy of the pages refuses ``wait_for_function``, which evaluates words."""
    late = time.monotonic() + PATIENCE / 1000
    while not holds():
        assert time.monotonic() < late
        page.wait_for_timeout(50)


def fits(page: Page) -> bool:
    """Whether nothing of the page is wider than the window, once it is all there."""
    page.wait_for_load_state()
    return page.locator("html").evaluate("root => root.scrollWidth <= root.clientWidth + 1")
