"""The API describes itself, on this machine alone, and docs/api.md speaks of what there is."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from ninja import Schema
from selectolax.lexbor import LexborHTMLParser

from tests.api.operations import described

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "api.md"


def pattern(path: str) -> str:
    return re.sub(r"\{[^}]*\}", "*", path)


KNOWN = {key.split(" ")[0] + " " + pattern(key.split(" ")[1]) for key in described()}


def test_every_operation_has_a_summary_and_an_id_of_its_own():
    said = described().values()
    assert [one["operationId"] for one in said if not one["summary"] or len(one["summary"]) > 160] == []
    assert len({one["operationId"] for one in said}) == len(said)
    assert len({(one["tags"][0], one["summary"]) for one in said}) == len(said)


def test_no_two_forms_of_an_answer_or_a_body_share_a_name():
    """In the description they are known by their names alone: of two of a name one would be shown for both."""
    described()  # every module of the API is there
    ours = (one for one in _below(Schema) if one.__module__.startswith("tusoi.api") and "." not in one.__qualname__)
    names = Counter(one.__name__ for one in ours)
    assert len(names) > 100
    assert [name for name, many in names.items() if many > 1] == []


def _below(kind: type) -> set[type]:
    return {one for child in kind.__subclasses__() for one in (child, *_below(child))}


def test_every_operation_describes_its_refusals():
    silent = {
        key for key, one in described().items() if not {401, 403, 404, 409, 422} <= set(map(int, one["responses"]))
    }
    assert silent == set()


@pytest.mark.django_db
def test_the_page_that_describes_it_loads_nothing_from_outside_and_runs_nothing_inline(client):
    answer = client.get("/api/docs")
    tree = LexborHTMLParser(answer.content.decode())
    addresses = [node.attributes.get("src") or node.attributes.get("href") for node in tree.css("[src], [href]")]
    assert addresses
    assert [one for one in addresses if not one.startswith("/")] == []
    scripts = [one for one in tree.css("script") if one.attributes.get("type") != "application/json"]
    assert all(one.attributes.get("src") for one in scripts)
    assert tree.css("style, [style], [onclick], [onload]") == []
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert tree.css_first("html").attributes["lang"] == "en"


def test_the_operations_of_the_documentation_exist():
    text = DOCUMENT.read_text()
    named = re.findall(r"`(GET|POST|PUT|DELETE) (/api/[^`]+)`", text)
    assert len(named) >= 6
    literal = {"/api/organisations/kinds/organisations": "/api/organisations/kinds/*"}
    assert {f"{method} {literal.get(path, pattern(path))}" for method, path in named} <= KNOWN


def test_the_examples_of_the_documentation_call_operations_with_parameters_they_know():
    calls = re.findall(r"(ask|tell) \"\$SITE(/api/[^\"?]*)(?:\?([^\"]*))?\"", DOCUMENT.read_text())
    assert len(calls) >= 4
    for kind, path, query in calls:
        key = f"{'POST' if kind == 'tell' else 'GET'} " + path.replace("$DUTY", "{pk}")
        said = described()[key]
        names = {one["name"] for one in said.get("parameters", [])}
        assert {one.split("=")[0] for one in query.split("&") if one} <= names


def test_the_body_of_the_example_is_one_that_is_taken():
    (body,) = re.findall(r"-d '(\{.*?\n\})'", DOCUMENT.read_text(), re.DOTALL)
    given = json.loads(re.sub(r"'\"\$(ME|KEY)\"'", "1", body))
    schema = described()["POST /api/obligations"]["body"]
    assert set(schema["required"]) <= given.keys() <= schema["properties"].keys()


def test_what_the_documentation_says_may_be_sent_twice_takes_a_request_key():
    text = DOCUMENT.read_text()
    twice = text[text.index("## Sending the same thing twice") : text.index("## Three examples")]
    named = {" ".join(one) for one in re.findall(r"^- `(POST|PUT) (/api/[^`]+)`", twice, re.MULTILINE)}
    assert named == {
        key for key, one in described().items() if "request_key" in ((one["body"] or {}).get("properties", {}))
    }
