"""The whole reading of a text: each kind of record in turn, those that depend on others after them."""

from bisect import bisect_left
from dataclasses import replace
from datetime import date

from tusoi.lib.folding import nfc
from tusoi.lib.reading.citations import citations
from tusoi.lib.reading.counts import counts
from tusoi.lib.reading.deadlines import deadlines
from tusoi.lib.reading.findings import findings
from tusoi.lib.reading.meta import meta
from tusoi.lib.reading.model import Reading, Record
from tusoi.lib.reading.organisations import organisations
from tusoi.lib.reading.outline import outline
from tusoi.lib.reading.requirements import requirements
from tusoi.lib.reading.sentences import prepare


def read(text: str, *, issued_on: date | None = None) -> Reading:
    """Everything the text says, of any length and any content; never raises on a string.

    ``issued_on`` is the day the document was issued: it dates deadlines without a year and those that run from the
    day of issue.
    """
    page = prepare(nfc(text))
    cited = citations(page)
    about = meta(page, cited)
    title = next((one.end for one in about if one.fields["field"] == "title"), 0)
    blocks = outline(page, body=title)
    asked = requirements(page, blocks)
    due = deadlines(page, asked, issued_on)
    records = [
        *cited,
        *counts(page, cited),
        *_with_deadlines(asked, due),
        *due,
        *findings(page, blocks, asked),
        *organisations(page),
        *about,
    ]
    records.sort(key=lambda record: (record.start, record.end, record.type))
    return Reading(page.text, tuple(records))


def _with_deadlines(asked: list[Record], due: list[Record]) -> list[Record]:
    """Each requirement with the first deadline inside it; None where it says none."""
    starts = [one.start for one in due]
    dated: list[Record] = []
    for one in asked:
        place = bisect_left(starts, one.start)
        first = due[place] if place < len(due) and due[place].end <= one.end else None
        fields = {
            **one.fields,
            "ctx_due_on": first.fields["due_on"] if first else None,
            "ctx_due_words": first.quote if first else None,
        }
        fields.setdefault("ctx_marker", None)
        dated.append(replace(one, fields=fields))
    return dated
