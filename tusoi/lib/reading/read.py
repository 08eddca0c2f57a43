"""The whole reading of a text: each kind of record in turn, those that depend on others after them."""

from bisect import bisect_left
from datetime import date

from tusoi.lib.folding import nfc
from tusoi.lib.reading.citations import citations
from tusoi.lib.reading.counts import counts
from tusoi.lib.reading.deadlines import deadlines
from tusoi.lib.reading.findings import findings
from tusoi.lib.reading.gaps import Gaps
from tusoi.lib.reading.layout import layout_of
from tusoi.lib.reading.meta import meta
from tusoi.lib.reading.model import Reading, Record
from tusoi.lib.reading.organisations import organisations
from tusoi.lib.reading.outline import outline
from tusoi.lib.reading.requirements import requirements
from tusoi.lib.reading.sentences import Prepared, prepare
from tusoi.lib.reading.tasks import outside, tasks


def read(text: str, *, issued_on: date | None = None) -> Reading:
    """Everything the text says, of any length and any content; never raises on a string.

    ``issued_on`` is the day the document was issued (else the day its head or its byline says): it dates deadlines
    without a year and those that run from the day of issue.
    """
    gaps = Gaps(nfc(text))
    page = prepare(gaps.closed)
    cited = citations(page)
    about = meta(page, cited)
    title = next((one.end for one in about if one.fields["field"] == "title"), 0)
    blocks = outline(page, body=title)
    asked = requirements(page, blocks)
    layout = layout_of(page)
    issued_on = issued_on or layout.issued_on or _said_day(about)
    rows = tasks(page, issued_on)
    if rows:
        asked = outside(asked, rows)
    due = deadlines(page, sorted([*asked, *rows], key=lambda one: one.start), issued_on)
    records = [
        *cited,
        *counts(page, cited),
        *_with_deadlines(asked, due),
        *rows,
        *due,
        *findings(page, blocks, sorted([*asked, *rows], key=lambda one: one.start)),
        *organisations(page),
        *about,
    ]
    if page.torn:
        records = [_to_the_end_of_its_word(page, one) for one in records]
    records.sort(key=lambda record: (record.start, record.end, record.type))
    return Reading(gaps.text, gaps.opened(tuple(records)), gaps.opened(layout))


def _said_day(about: list[Record]) -> date | None:
    """The day a text without an official head gives itself, as news do."""
    said = next((str(one.fields["value"]) for one in about if one.fields["field"] == "date"), "")
    return date.fromisoformat(said) if len(said) == 10 else None


def _to_the_end_of_its_word(page: Prepared, one: Record) -> Record:
    """A record that ends inside a torn word, with the rest of the word."""
    quote = page.said(one.start, one.end)
    return one if quote == one.quote else Record(one.type, one.start, one.start + len(quote), quote, one.fields)


def _with_deadlines(asked: list[Record], due: list[Record]) -> list[Record]:
    """Each requirement with the first deadline inside it that is a day, else the first; None where it says none."""
    starts = [one.start for one in due]
    dated: list[Record] = []
    for one in asked:
        place = bisect_left(starts, one.start)
        stop = bisect_left(starts, one.end, lo=place)
        inside = [deadline for deadline in due[place:stop] if deadline.end <= one.end]
        dated_ones = [
            deadline for deadline in inside if deadline.fields["due_on"] and not deadline.fields["recurrence"]
        ]
        first = next(iter(dated_ones or inside), None)
        fields = {
            **one.fields,
            "ctx_due_on": first.fields["due_on"] if first else None,
            "ctx_due_words": first.quote if first else None,
        }
        if first:
            fields["ctx_due_reason"] = first.fields["reason"]
            fields["ctx_due_basis"] = first.fields["basis"]
            if "amount" in first.fields:
                fields |= {"ctx_due_amount": first.fields["amount"], "ctx_due_unit": first.fields["unit"]}
            fields["ctx_recurrence"] = next(
                (other.fields["recurrence"] for other in inside if other.fields["recurrence"]), None
            )
        fields.setdefault("ctx_marker", None)
        dated.append(Record(one.type, one.start, one.end, one.quote, fields))
    return dated
