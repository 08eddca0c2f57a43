"""A real browser against a real server, in Vietnamese, at desk and phone width."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from tests.cast import Cast, small_province
from tusoi.organisations.models import Account
from tusoi.organisations.scope import Actor

# Playwright keeps an event loop in this thread; Django would take the tests' own queries for queries from it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
expect.set_options(timeout=15_000)

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

    def __init__(self) -> None:
        self.errors: list[str] = []

    def listen(self, page: Page) -> None:
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))


@pytest.fixture
def sign_in(browser: Browser, live_server: object, viewport: dict[str, int]) -> Iterator[Callable[[Actor], Page]]:
    """A page of a browser of one's own, signed in as somebody of the cast."""
    contexts, consoles = [], Consoles()

    def signed_in(actor: Actor) -> Page:
        client = Client()
        client.force_login(Account.objects.get(pk=actor.account_id))
        context = browser.new_context(viewport=viewport, locale="vi-VN", base_url=live_server.url)
        contexts.append(context)
        cookie = client.cookies["sessionid"]
        context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])
        page = context.new_page()
        consoles.listen(page)
        return page

    signed_in.consoles = consoles
    yield signed_in
    for context in contexts:
        context.close()
    assert consoles.errors == []


def fits(page: Page) -> bool:
    """Whether nothing of the page is wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1")
