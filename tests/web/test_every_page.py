"""What holds for every page a link leads to, whoever follows it. New pages are found by themselves."""

import logging
import re
from itertools import cycle, islice

import pytest

from tests.obligations.build import lay, part
from tests.web.crawl import client_of, forms, name_of, undone, walk
from tests.web.test_exports import AS_THEY_CAME
from tusoi.obligations.services import ItemDraft, accept_answer, return_answer, submit_answer

WHO = ("may", "lan", "noi", "sua", *(pytest.param(one, marks=pytest.mark.words) for one in ("inspector", "admin")))
TEXT_ALONG = re.compile(r'"documents_document"\."text".*JOIN "documents_document"', re.S)
"""The whole text of a document that is only named beside something else."""
LEAKS = re.compile(r"\{[{%]|%\}|&lt;c-|<c-|None</|\bNone\b</")
QUERIES = (
    "page=abc", "page=0", "page=99999", "on=abc", "on=0001-01-01", "at=abc", "at=99999999999999999999", "tab=%00",
    "tab=x&filter=y", "q=%27%22%3E", "year=99999999999", "side=x", "kind=x", "document=abc", "parent=abc",
    "document=99999999", "parent=99999999",
)  # fmt: skip
HOSTILE = ("", "abc", "-1", "0", "99999999999999999999", "2026-13-45", "x" * 5000, "'\"><b>", "\x00")


@pytest.fixture(autouse=True)
def _quiet():
    """Thousands of refusals are expected here; only what is broken is worth a line."""
    logger = logging.getLogger("django.request")
    before = logger.level
    logger.setLevel(logging.ERROR)
    yield
    logger.setLevel(before)


@pytest.fixture
def living(cast):
    """A province in which something has happened."""
    from tusoi.obligations.models import DeliverableKind

    duty = lay(cast.may, cast.province, cast.an_binh, cast.suoi_giang, cast.thon_dong, cast.thon_ha)
    DeliverableKind.objects.update(has_items=True)
    for bearer, by in ((cast.an_binh, cast.lan), (cast.suoi_giang, cast.tuong), (cast.thon_dong, cast.noi)):
        items = [ItemDraft("Rà soát quy chế", lead="Bí thư"), ItemDraft("Phân công lại")]
        submit_answer(assignment_id=part(duty, bearer).pk, text="Bài của đơn vị", items=items, by=by)
    accept_answer(assignment_id=part(duty, cast.an_binh).pk, by=cast.may)
    return_answer(assignment_id=part(duty, cast.thon_dong).pk, reason="Thiếu lộ trình", by=cast.may)
    lay(cast.lan, cast.an_binh, cast.thon_dong, cast.thon_ha, title="Phân công cấp ủy viên")
    return cast


@pytest.mark.parametrize("who", WHO)
def test_every_link_leads_to_a_page_within_twenty_queries(living, who):
    problems = []
    pages = 0
    client = client_of(getattr(living, who))
    client.get("/")  # the first request notes that somebody is there, once
    for page in walk(client, "/"):
        pages += 1
        if page.response.status_code not in (200, 302):
            problems.append(f"{page.url}: {page.response.status_code}")
        if len(page.queries) > 20:
            problems.append(f"{page.url}: {len(page.queries)} queries")
        if any(TEXT_ALONG.search(sql) for sql in page.queries):
            problems.append(f"{page.url}: reads the text of a document it only names")
        leaves = "Content-Disposition" in page.response.headers and page.name not in AS_THEY_CAME.values()
        if leaves and not any('INSERT INTO "audit_entry"' in sql for sql in page.queries):
            problems.append(f"{page.url}: leaves as a file without an entry of the trail")
        if page.response.status_code != 200 or not page.is_html or page.response.headers.get("HX-Request"):
            continue
        html = page.response.content.decode()
        if leak := LEAKS.search(html):
            problems.append(f"{page.url}: {html[max(0, leak.start() - 60) : leak.end() + 20]!r} reaches the reader")
        if page.tree.css_first("html") and "<html" in html and not page.tree.css_first("h1"):
            problems.append(f"{page.url}: no heading")
        if page.tree.css_first("[style], script:not([src]):not([type='application/json'])"):
            problems.append(f"{page.url}: inline style or script, which the policy forbids")
    assert not problems, "\n".join(problems)
    assert pages >= 8


@pytest.mark.parametrize("who", ["may", "lan", "admin"])
def test_hostile_input_in_any_form_never_breaks_a_page(living, who):
    client = client_of(getattr(living, who))
    problems, tried = [], set()
    for page in walk(client, "/", limit=80):
        if page.response.status_code != 200 or not page.is_html:
            continue
        for target, data, names in forms(page):
            shape = (page.name, tuple(names))
            if shape in tried or "logout" in target:
                continue
            tried.add(shape)
            attempts = [{name: [bad] for name in names} for bad in HOSTILE]
            attempts += [{**data, name: [bad]} for name, bad in zip(names[:30], cycle(HOSTILE), strict=False)]
            for attempt in attempts:
                with undone(client):
                    answer = client.post(target, attempt)
                if answer.status_code >= 500:
                    changed = {name: value[0][:20] for name, value in attempt.items() if value != data.get(name)}
                    problems.append(f"{target} {changed}: {answer.status_code}")
            with undone(client):
                nothing = client.post(target, {})
            if nothing.status_code >= 500:
                problems.append(f"{target} with nothing: 500")
    assert not problems, "\n".join(problems[:40])
    assert len(tried) >= 3


@pytest.mark.parametrize("who", ["may", "lan"])
def test_hostile_addresses_are_not_found_or_refused_in_words(living, who):
    client = client_of(getattr(living, who))
    problems = []
    addresses = {page.url for page in walk(client, "/", limit=80)}
    known, turn = set(), cycle(QUERIES)
    for stem in sorted({url.split("?")[0] for url in addresses}):
        variants = [re.sub(r"\d+", "999999999", stem), re.sub(r"\d+", "9" * 25, stem)]
        # Every page meets every query once; on another thing it meets the next few in turn.
        queries = QUERIES if name_of(stem) not in known else islice(turn, 5)
        known.add(name_of(stem))
        variants += [f"{stem}?{query}" for query in queries]
        for variant in variants:
            answer = client.get(variant)
            if answer.status_code >= 500:
                problems.append(f"{variant}: {answer.status_code}")
    assert not problems, "\n".join(sorted(set(problems))[:40])
