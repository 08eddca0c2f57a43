"""Eight invented texts of the genre (genre/*.txt: news, notice, report, plan, programme, letter; 2007-2026) and what a
careful reader finds in them (genre/expected.jsonl, set right by hand after docs/reading.md): quotation and fields.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tusoi.lib.reading import read

FOLDER = Path(__file__).with_name("genre")
EXPECTED = [json.loads(line) for line in (FOLDER / "expected.jsonl").read_text(encoding="utf-8").splitlines()]
FIELDS = {
    "citation": ("kind", "number", "symbol", "issuer", "date", "term", "plenum", "congress"),
    "count": ("value", "num", "den", "unit"),
    "requirement": ("form", "ordinal"),
    "finding": ("polarity",),
    "deadline": ("due_on", "recurrence"),
}
FLOORS = {"citation": 0.95, "count": 0.95, "requirement": 0.9, "finding": 0.85, "deadline": 0.95}


def keys(records: list[dict[str, Any]], kind: str) -> Counter[str]:
    wanted = ("start", "end", *FIELDS[kind])
    return Counter(
        json.dumps([one.get(name) for name in wanted], ensure_ascii=False) for one in records if one["type"] == kind
    )


@pytest.mark.parametrize("kind", FIELDS)
def test_a_text_of_the_genre_is_read_as_a_careful_reader_reads_it(kind):
    both = ours = theirs = 0
    for entry in EXPECTED:
        text = (FOLDER / entry["name"]).read_text(encoding="utf-8")
        found = keys(read(text).as_json(entry["name"])["records"], kind)
        wanted = keys(entry["records"], kind)
        both, ours, theirs = both + (found & wanted).total(), ours + found.total(), theirs + wanted.total()
    assert 2 * both / (ours + theirs) >= FLOORS[kind], (kind, both, ours, theirs)


def test_what_is_expected_stands_in_its_text():
    for entry in EXPECTED:
        text = (FOLDER / entry["name"]).read_text(encoding="utf-8")
        assert [one["quote"] for one in entry["records"]] == [
            text[one["start"] : one["end"]] for one in entry["records"]
        ]
    assert sum(len(entry["records"]) for entry in EXPECTED) > 150
