"""The register: who sees what of it, the kinds on a day, the next number of a series, what is there already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q, QuerySet
from django.db.models.functions import ExtractYear

from tusoi.documents import rules
from tusoi.documents.models import Document, DocumentKind
from tusoi.documents.reference import rows
from tusoi.lib.folding import fold, sort_key
from tusoi.organisations.models import Body, Organisation, Term
from tusoi.organisations.scope import Actor
from tusoi.search.rules import words
from tusoi.search.selectors import ids_at

MOST_FOUND = 20_000
"""So many documents with the words that are looked for are listed at most."""
MOST_SENDERS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a reader looks for. ``direction``: "issued" by the organisation itself or one of its bodies, "received"."""

    text: str = ""
    kind: str = ""
    issuer: str = ""
    year: int | None = None
    direction: str = ""


def register_of(organisation: Organisation, *, by: Actor, filters: Filters | None = None) -> QuerySet[Document]:
    """The register of one organisation, newest first; what was sent to it by others stands in it too."""
    wanted = filters or Filters()
    found = (
        Document.objects.visible_to(by)
        .marked()
        .filter(Q(owner=organisation) | Q(recipients__organisation=organisation))
        .distinct()
    )
    return (
        _narrowed(found, organisation, wanted)
        .select_related("kind", "issuer", "owner")
        .defer("text")
        .order_by("-issued_on", "-number", "-pk")
    )


def _narrowed(found: QuerySet[Document], organisation: Organisation, wanted: Filters) -> QuerySet[Document]:
    if wanted.kind:
        found = found.filter(kind__code=wanted.kind)
    if wanted.year:
        found = found.filter(issued_on__year=wanted.year)
    if wanted.direction == "issued":
        found = found.filter(issuer=organisation)
    elif wanted.direction == "received":
        found = found.exclude(issuer=organisation)
    if wanted.issuer:
        names = {name for name in found.order_by().values_list("issuer_name", flat=True) if _holds(name, wanted.issuer)}
        found = found.filter(issuer_name__in=names)
    if words(wanted.text):
        places = [organisation.path, *_senders(organisation)]
        found = found.filter(pk__in=ids_at(wanted.text, kind="document", paths=places, limit=MOST_FOUND))
    return found


def _senders(organisation: Organisation) -> list[str]:
    """The places of those whose documents were sent to it. One query."""
    sent = Document.objects.filter(recipients__organisation=organisation).exclude(owner=organisation)
    return list(sent.order_by().values_list("owner__path", flat=True).distinct()[:MOST_SENDERS])


def _holds(name: str, wanted: str) -> bool:
    return fold(wanted) in fold(name)


def years_of(organisation: Organisation, *, by: Actor) -> list[int]:
    """The years in which its register has entries, the latest first."""
    found = Document.objects.visible_to(by).filter(owner=organisation)
    return list(
        found.annotate(year=ExtractYear("issued_on")).order_by("-year").values_list("year", flat=True).distinct()
    )


def document_for(pk: int, *, by: Actor) -> Document:
    """A document within reach with what a page says of it. Raises Document.DoesNotExist."""
    return (
        Document.objects.visible_to(by)
        .marked()
        .select_related(
            "kind", "issuer__kind", "issuer_body__kind", "owner__kind", "term", "file", "registered_by__person"
        )
        .get(pk=pk)
    )


def registers_of(by: Actor) -> QuerySet[Organisation]:
    """The organisations in whose register the actor may write: first the place where he works just now."""
    allowed = [grant.organisation_id for grant in by.grants if grant.gives("documents.register")]
    return Organisation.objects.filter(pk__in=allowed).living().order_by("depth", "sort_key")


def organisation_for(pk: int, *, by: Actor) -> Organisation:
    """An organisation within reach. Raises Organisation.DoesNotExist."""
    return Organisation.objects.visible_to(by).select_related("kind").get(pk=pk)


def issuers(by: Actor) -> list[Organisation]:
    """Who a form proposes as issuer: the organisations above the actor's places, and these themselves; top first."""
    return list(
        Organisation.objects.filter(pk__in=by.ancestor_ids).select_related("kind").order_by("depth", "sort_key")
    )


def bodies_of(organisations: Iterable[Organisation], *, on: date) -> list[Body]:
    return list(Body.objects.on(on).filter(organisation__in=list(organisations)).select_related("organisation", "kind"))


def recipients_for(document: Document, *, by: Actor) -> QuerySet[Organisation]:
    """To whom it may be sent: living organisations below its owner that have not got it yet."""
    return (
        Organisation.objects.visible_to(by)
        .below(document.owner, itself=False)
        .living()
        .exclude(pk__in=document.recipients.values("organisation"))
        .order_by("depth", "sort_key")
    )


# --- kinds and numbers


def kinds(*, on: date) -> list[DocumentKind]:
    """The kinds in force on a day, in alphabetical order, "other" last."""
    found = DocumentKind.objects.on(on)
    return sorted(found, key=lambda kind: (kind.code == "van-ban-khac", sort_key(kind.name)))


def all_kinds() -> list[DocumentKind]:
    """Every kind that was ever in force, each code once with its latest name."""
    latest: dict[str, DocumentKind] = {}
    for kind in DocumentKind.objects.order_by("valid_from"):
        latest[kind.code] = kind
    return sorted(latest.values(), key=lambda kind: (kind.code == "van-ban-khac", sort_key(kind.name)))


def kind_on(code: str, day: date) -> DocumentKind | None:
    """The kind with this code as it was in force on a day."""
    return DocumentKind.objects.on(day).filter(code=code).first()


def term_on(organisation: Organisation, day: date) -> Term | None:
    return Term.objects.on(day).filter(organisation=organisation).order_by("-valid_from").first()


def symbol_for(kind: DocumentKind, issuer: Organisation, body: Body | None = None) -> str:
    """What follows the number in this issuer's documents of this kind: "KL/TU"; empty where the kind has no code."""
    own = (body.symbol if body else "") or issuer.symbol
    return f"{kind.symbol}/{own}" if kind.symbol and own else ""


def next_number(*, kind: str, issuer: Organisation, on: date, symbol: str = "") -> int:
    """The number after the last of the series: one a kind, issuer, symbol and term; secret papers count too.

    A series runs through a whole term and starts again at 1 with the next one.
    """
    series = Document.objects.filter(owner=issuer, issuer=issuer, kind__code=kind, term=term_on(issuer, on))
    if symbol:
        series = series.filter(symbol=rules.clean_symbol(symbol))
    return (series.aggregate(last=Max("number"))["last"] or 0) + 1


def same_documents(
    *, number: int, symbol: str, on: date, issuer_id: int | None, issuer_name: str, by: Actor, but: int | None = None
) -> list[Document]:
    """Documents within reach with this number, symbol and day by this issuer: probably the same paper."""
    found = Document.objects.visible_to(by).filter(number=number, issued_on=on).exclude(pk=but or 0).defer("text")
    return [
        other
        for other in found.select_related("kind")
        if rules.same_symbol(other.symbol, symbol)
        and (
            other.issuer_id == issuer_id
            if other.issuer_id and issuer_id
            else rules.same_words(other.issuer_name, issuer_name)
        )
    ]


def number_taken(
    *, number: int, symbol: str, kind: str, issuer: Organisation, term: Term | None, but: int | None = None
) -> Document | None:
    """Another document of the same series with this number, of another day."""
    found = Document.objects.filter(
        owner=issuer, issuer=issuer, kind__code=kind, term=term, number=number, symbol=symbol
    )
    return found.exclude(pk=but or 0).defer("text").first()


def competence_gap(*, kind: str, issuer: Organisation, body: Body | None, on: date) -> str:
    """By which rule this issuer may not issue this kind; empty when nothing speaks against it."""
    return rules.lacks_competence(
        rows("competence"),
        kind=kind,
        organisation_kind=issuer.kind.code,
        body_kind=body.kind.code if body else "",
        on=on,
    )


# --- what a text cites


def citable(numbers: Sequence[int], *, by: Actor) -> dict[int, list[Document]]:
    """The documents within reach that carry one of these numbers, by number. One query."""
    found: dict[int, list[Document]] = {}
    documents = Document.objects.visible_to(by).filter(number__in=set(numbers)).select_related("kind")
    for document in documents.defer("text").order_by("-issued_on", "pk"):
        found.setdefault(document.number or 0, []).append(document)
    return found


def kind_counts(organisation: Organisation, *, by: Actor) -> dict[str, int]:
    """How many documents of each kind its register holds."""
    found = Document.objects.visible_to(by).filter(owner=organisation).values_list("kind__code")
    return dict(found.annotate(n=Count("pk")).order_by())
