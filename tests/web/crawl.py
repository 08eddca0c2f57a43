"""Walks the site as somebody of the cast: every page that a link leads to, a few of each kind."""

from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin, urlsplit

from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tusoi.organisations.models import Account
from tusoi.organisations.scope import Actor

EACH = 3
"""So many addresses of one kind are opened."""
NOT_PAGES = ("/static/", "/api/docs", "/api/openapi")


@dataclass
class Page:
    url: str
    name: str
    response: HttpResponse
    queries: list[str]

    @property
    def tree(self) -> LexborHTMLParser:
        return LexborHTMLParser(self.response.content.decode())

    @property
    def is_html(self) -> bool:
        return self.response.headers.get("Content-Type", "").startswith("text/html")


@contextmanager
def undone(client: Client) -> Iterator[None]:
    """What is done inside leaves no trace: neither in the database nor in the browser's cookies."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    client.cookies = cookies


def client_of(actor: Actor) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(Account.objects.get(pk=actor.account_id))
    return client


def name_of(url: str) -> str:
    try:
        return resolve(urlsplit(url).path).view_name
    except Resolver404:
        return "?"


def kind_of(url: str) -> str:
    """Pages of one view with another choice of parameters are pages of another kind."""
    parts = urlsplit(url)
    names = sorted({piece.split("=")[0] for piece in parts.query.split("&") if piece})
    return f"{name_of(url)}?{','.join(names)}"


def walk(client: Client, *starts: str, limit: int = 150) -> Iterator[Page]:
    queue, seen, opened = deque(starts), set(starts), Counter[str]()
    while queue and limit:
        url = queue.popleft()
        kind = kind_of(url)
        if opened[kind] >= EACH:
            continue
        opened[kind] += 1
        limit -= 1
        with CaptureQueriesContext(connection) as captured:
            response = client.get(url)
        page = Page(url, name_of(url), response, [query["sql"] for query in captured])
        yield page
        if response.status_code != 200 or not page.is_html:
            continue
        for link in page.tree.css("a[href]"):
            target = urldefrag(urljoin(url, link.attributes.get("href") or ""))[0]
            local = not urlsplit(target).scheme and target.startswith("/") and not target.startswith(NOT_PAGES)
            if local and target not in seen:
                seen.add(target)
                queue.append(target)


def forms(page: Page) -> Iterator[tuple[str, dict[str, list[str]], list[str]]]:
    """The POST forms of a page: (address, what the browser would send, the names of all fields)."""
    for form in page.tree.css("form"):
        if (form.attributes.get("method") or "get").lower() != "post":
            continue
        target = urljoin(page.url, form.attributes.get("action") or page.url)
        data: dict[str, list[str]] = {}
        names = []
        for field in form.css("input[name], textarea[name], select[name], button[name]"):
            name = field.attributes["name"] or ""
            names.append(name)
            value = _value(field)
            if value is not None:
                data.setdefault(name, []).append(value)
        yield target, data, sorted(set(names) - {"csrfmiddlewaretoken"})


def _value(field: LexborNode) -> str | None:
    if field.tag == "textarea":
        return field.text() or ""
    if field.tag == "select":
        options = field.css("option")
        chosen = [one for one in options if "selected" in one.attributes] or options[:1]
        return (chosen[0].attributes.get("value") or "") if chosen else None
    kind = field.attributes.get("type") or "text"
    if kind in ("checkbox", "radio") and "checked" not in field.attributes:
        return None
    if kind == "file" or field.tag == "button":
        return None
    return field.attributes.get("value") or ""
