"""Answers to the same duty that are much alike: found by the numbers their fingerprints share, in bounded time.

A fingerprint is of an answer's own words; what it quotes of the duty, its document and the template is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import connection

from tusoi import treepath
from tusoi.documents.models import Template
from tusoi.lib.quality import likeness, quoted_from
from tusoi.obligations.models import Fingerprint, Obligation

PER_BAND = 40
"""So many answers are looked at for each number two fingerprints may share, however many have it."""
LOOKED_AT = 60
ALIKE = 0.6
"""From this share of common runs on an answer belongs to a group."""
ASKED = 200_000
"""Characters of the document that may be quoted without being a copy."""


def quoted_in(obligation: Obligation) -> frozenset[str]:
    """The runs of words that an answer has from the duty itself. At most three queries."""
    return quoted_from(asked_texts(obligation))


def asked_texts(obligation: Obligation) -> Iterator[str]:
    """What the duty says: its title and instructions, its clause and document, the templates of that document."""
    yield from (obligation.title, obligation.instructions, "\n".join(map(str, obligation.expectations)))
    if obligation.clause is not None:
        yield from (obligation.clause.title, obligation.clause.quote)
    if obligation.document is not None:
        yield from (obligation.document.excerpt, obligation.document.text[:ASKED])
        for body, fields in Template.objects.filter(source=obligation.document).values_list("body", "fields")[:20]:
            yield "\n".join(_texts(body))[:ASKED]
            yield "\n".join(_texts(fields))[:ASKED]


def _texts(value: Any) -> Iterator[str]:
    """Every text in lists and objects, in order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def proposed(keys: Sequence[int], branches: Iterable[str] = ("",)) -> list[int]:
    """The assignments in the branches whose answers share a key, those that share most first; LOOKED_AT at most.

    One query: of each key a stretch of its index, whatever the number of answers that have it.
    """
    if not keys:
        return []
    parts, values = list[str](), list[Any]()
    for branch in treepath.outermost(branches):
        for key in keys:
            parts.append(
                'SELECT fingerprint_id FROM (SELECT fingerprint_id FROM obligations_fingerprintband WHERE "key" = %s'
                f" AND path >= %s AND path < %s LIMIT {PER_BAND}) b{len(parts)}"
            )
            values += [key, branch, branch + treepath.END]
    counted: Counter[int] = Counter()
    for begin in range(0, len(parts), 200):
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts[begin : begin + 200]), values[3 * begin : 3 * (begin + 200)])
            counted.update(pk for (pk,) in cursor.fetchall())
    return [pk for pk, _count in counted.most_common(LOOKED_AT)]


def leader_of(digest: bytes, keys: Sequence[int], itself: int) -> int | None:
    """The number of the first of the answers that are much like this one; None when there is none. Two queries."""
    near = [pk for pk in proposed(keys) if pk != itself]
    rows = Fingerprint.objects.filter(pk__in=near).values_list("pk", "leader", "digest") if near else ()
    best = max(((likeness(digest, bytes(other)), -(leader or pk)) for pk, leader, other in rows), default=(0.0, 0))
    return -best[1] if best[0] >= ALIKE else None
