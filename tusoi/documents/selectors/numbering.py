"""Whether the numbers of what an organisation issued follow one another: which are missing, which stand twice."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from tusoi.documents import rules
from tusoi.documents.models import Document
from tusoi.organisations.models import Organisation
from tusoi.organisations.scope import Actor

MOST_READ = 100_000
"""Documents of one organisation that are looked through, the latest; more than any issues in several terms."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A document as it stands in a series; ``reference`` is its number as printed."""

    id: int
    number: int
    reference: str
    issued_on: date
    excerpt: str
    """Of a secret paper nothing."""


@dataclass(frozen=True, slots=True)
class Series:
    """The documents of one kind, symbol and term; of one year where no term is known."""

    kind: str
    symbol: str
    term: str
    """ "2025-2030", or the year."""
    first: int
    last: int
    count: int
    missing: list[tuple[int, int]] = field(default_factory=list)
    """Gaps between the first and the last, each as its first and last number."""
    doubled: list[list[Numbered]] = field(default_factory=list)
    """Documents that share a number."""

    @property
    def missing_count(self) -> int:
        return sum(last - first + 1 for first, last in self.missing)

    @property
    def is_whole(self) -> bool:
        return not self.missing and not self.doubled


def numbering_of(organisation: Organisation, *, by: Actor) -> list[Series]:
    """Every series of what the organisation issued, those with gaps or doubles first, then the latest. One query.

    A paper without a number is in no series; a secret one counts with its number. Raises Refused where the actor does
    not read the whole register: what he may not see would look like a gap.
    """
    by.require("read", organisation)
    rows = (
        Document.objects.visible_to(by)
        .filter(owner=organisation, issuer=organisation, number__isnull=False)
        .select_related("kind", "term")
        .only("number", "symbol", "issued_on", "excerpt", "secrecy", "kind", "term")
        .order_by("-issued_on", "-pk")[:MOST_READ]
    )
    groups: dict[tuple[str, str, str], list[Document]] = defaultdict(list)
    for one in rows:
        term = one.term.name if one.term else str(one.issued_on.year)
        groups[one.kind.code, rules.clean_symbol(one.symbol).casefold(), term].append(one)
    found = [_series(documents, term) for (_kind, _symbol, term), documents in groups.items()]
    return sorted(found, key=lambda one: one.is_whole)


def _series(documents: list[Document], term: str) -> Series:
    by_number: dict[int, list[Document]] = defaultdict(list)
    for one in documents:
        by_number[one.number or 0].append(one)
    doubled = [[_numbered(one) for one in same] for _number, same in sorted(by_number.items()) if len(same) > 1]
    return Series(
        kind=documents[0].kind.name, symbol=documents[0].symbol, term=term, first=min(by_number), last=max(by_number),
        count=len(documents), missing=rules.missing_numbers(by_number), doubled=doubled,
    )  # fmt: skip


def _numbered(one: Document) -> Numbered:
    return Numbered(one.pk, one.number or 0, one.reference, one.issued_on, "" if one.secrecy else one.excerpt)
