"""Whom the requirements of a document name, matched to the issuer's branch: what a form ticks beforehand."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from tusoi import treepath
from tusoi.documents.models import Clause, Document
from tusoi.obligations.addressees import Level, Named, asked_of, lead_of, named_in, names_in
from tusoi.obligations.models import Obligation
from tusoi.organisations.models import Organisation
from tusoi.organisations.scope import Actor

from .choosing import KindCount, kinds_below

MOST_UNITS = 6000
"""So many organisations below the first level at most are compared: the second level by name and short name, deeper
ones by their full name."""


@dataclass(frozen=True, slots=True)
class _Unit:
    pk: int
    name: str
    short_name: str


def whom_asked(
    clauses: Sequence[Clause], issuer: Organisation, by: Actor, *, kinds: Sequence[KindCount] | None = None
) -> dict[int, Named]:
    """For each clause whom it names in the branch of the issuer. At most four queries, none when nobody is named.

    ``kinds``: kinds_below(issuer), where the caller has them already.
    """
    words = _words(clauses)
    found = named_below(list(words.values()), issuer, by, kinds=kinds)
    return dict(zip(words, found, strict=True))


def named_below(
    said: Sequence[str], issuer: Organisation, by: Actor, *, kinds: Sequence[KindCount] | None = None
) -> list[Named]:
    """For each of these words whom they name in the branch of the issuer; at most three queries."""
    if not any(said):
        return [Named() for _words in said]
    first = list(_living(issuer, by).filter(parent=issuer).values_list("pk", "name", "short_name", "kind__code"))
    wanted = {name for words in said for name in names_in(words)} - {name for _pk, name, *_ in first}
    second = Q(parent__in=[pk for pk, *_ in first])
    deeper = _living(issuer, by).filter(second | Q(name__in=wanted) if wanted else second).exclude(parent=issuer)
    units = [_Unit(*row[:3]) for row in first]
    units += [_Unit(*row) for row in deeper.values_list("pk", "name", "short_name")[:MOST_UNITS]]
    levels = _levels(kinds_below(issuer, by) if kinds is None else kinds, {code for *_, code in first})
    own = _Unit(issuer.pk, issuer.name, issuer.short_name)
    return [named_in(words, units, levels, own) if words else Named() for words in said]


@dataclass(frozen=True, slots=True)
class Laid:
    """A duty that the issuer laid from a requirement before."""

    pk: int
    title: str
    issued_on: date
    planned: int
    bearer: str


def laid_before(clauses: Sequence[Clause], issuer: Organisation, by: Actor) -> dict[int, list[Laid]]:
    """What the issuer laid from each of these requirements and has not withdrawn, the oldest first. One query, none
    without a requirement."""
    if not clauses:
        return {}
    duties = Obligation.objects.visible_to(by).filter(issued_by=issuer, clause__in=[clause.pk for clause in clauses])
    standing = duties.exclude(state=Obligation.State.WITHDRAWN).order_by("issued_on", "pk")
    found: dict[int, list[Laid]] = {}
    for one in standing.only("clause", "title", "issued_on", "planned", "bearer"):
        if one.clause_id:
            found.setdefault(one.clause_id, []).append(Laid(one.pk, one.title, one.issued_on, one.planned, one.bearer))
    return found


def _words(clauses: Sequence[Clause]) -> dict[int, str]:
    words = {}
    without = []
    for clause in clauses:
        said = clause.fields.get("addressee")
        words[clause.pk] = asked_of(clause.quote, said if isinstance(said, str) else "")
        if not words[clause.pk] and clause.start is not None:
            without.append(clause)
    if without:
        text = Document.objects.values_list("text", flat=True).get(pk=without[0].document_id)
        for clause in without:
            words[clause.pk] = asked_of("", "", lead_of(text, clause.start or 0))
    return words


def _living(issuer: Organisation, by: Actor) -> QuerySet[Organisation]:
    return Organisation.objects.visible_to(by).living().below(issuer, itself=False)


def _levels(kinds: Sequence[KindCount], next_below: set[str]) -> list[Level]:
    return [Level(kind.code, kind.name_vi, kind.code in next_below) for kind in kinds]


def ways_open(pks: Collection[int], issuer: Organisation, by: Actor) -> dict[int, list[int]]:
    """For each of these that does not stand right below the issuer, the organisations between them: a form opens them
    so that its box is seen. One query."""
    if not pks:
        return {}
    paths = _living(issuer, by).filter(pk__in=pks).exclude(parent=issuer).values_list("pk", "path")
    return {pk: treepath.ids(path)[len(issuer.path) // treepath.WIDTH : -1] for pk, path in paths}
