"""Citations that are open find the document they name when it comes into a register."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from tusoi import treepath
from tusoi.documents import matching, rules
from tusoi.documents.models import Citation, Document
from tusoi.documents.reference import rows

CHUNK = 500
KEPT_OPEN = "kept_open"
"""In the fields of a citation: a person cut it loose, so nothing but a person links it again."""


def lead_citations_to(document: Document) -> int:
    """Link the open citations that name this document and no other; how many. In the caller's transaction.

    Asked are the registers from which it can be seen: its own, those above, and those below where it is open to them.
    A citation that may mean two papers stays for a person, and so does a suspect one.
    """
    if document.number is None or not document.symbol:
        return 0
    path = document.owner.path
    near = Q(document__owner__in=treepath.ids(path))
    if document.circulation == Document.Circulation.BELOW:
        near |= treepath.within("document__owner__path", [path])
    waiting = (
        Citation.objects.filter(near, target__isnull=True, suspect="", number=document.number)
        .exclude(document=document)
        .values_list("pk", "symbol", "kind", "issuer", "date", "fields", "document__owner__path")
    )
    wanted = [row for row in waiting if rules.same_symbol(row[1], document.symbol) and not row[5].get(KEPT_OPEN)]
    if not wanted:
        return 0
    same = _same_number(document)
    led: dict[int, list[int]] = defaultdict(list)
    for pk, symbol, kind, issuer, day, _fields, own_path in wanted:
        line = line_of(own_path)
        cited = matching.Cited(document.number, symbol, kind, issuer, day)
        seen = [one for one in same if _is_seen(one, own_path, line)]
        _candidates, certain = matching.matched(cited, seen, table=rows("issuer_codes"), line=line)
        if certain is not None:
            led[certain.pk].append(pk)
    for target, pks in led.items():
        for start in range(0, len(pks), CHUNK):
            Citation.objects.filter(pk__in=pks[start : start + CHUNK]).update(target=target)
    return sum(map(len, led.values()))


def line_of(path: str) -> list[int]:
    """The organisation at the end of a path and those above it, the nearest first."""
    return treepath.ids(path)[::-1]


def _same_number(document: Document) -> list[Any]:
    found = Document.objects.filter(number=document.number).select_related("kind", "owner").defer("text")
    return [one for one in found if rules.same_symbol(one.symbol, document.symbol)]


def _is_seen(one: Document, path: str, line: Sequence[int]) -> bool:
    """Whether it can be seen from a register: it stands there, below, or above and open to those below."""
    if one.owner_id in line:
        return one.owner_id == line[0] or one.circulation == Document.Circulation.BELOW
    return treepath.is_within(one.owner.path, path)
