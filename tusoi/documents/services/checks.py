"""What is asked of the entries of the register before one is written."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from tusoi.documents import rules, selectors
from tusoi.documents.models import Document, DocumentKind
from tusoi.lib.rendering.text import clean
from tusoi.organisations.models import Body, Organisation, Term
from tusoi.organisations.scope import Actor

EARLIEST = date(1930, 2, 3)
LENGTHS = {"symbol": 40, "issuer_name": 200, "excerpt": 500, "paper_location": 200, "signatory": 200}


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What stands in the register about a document.

    ``kind`` is a code; ``issuer_id`` an organisation of the tree, or None with ``issuer_name`` for a body outside it.
    """

    kind: str
    issued_on: date
    excerpt: str = ""
    number: int | None = None
    symbol: str = ""
    issuer_id: int | None = None
    issuer_body_id: int | None = None
    issuer_name: str = ""
    received_on: date | None = None
    circulation: str = Document.Circulation.BELOW
    paper_location: str = ""
    signatory: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Metadata found in order, with the rows it speaks of."""

    kind: DocumentKind
    issuer: Organisation | None
    body: Body | None
    term: Term | None
    issuer_name: str
    number: int | None
    symbol: str
    issued_on: date
    received_on: date | None
    excerpt: str
    circulation: str
    paper_location: str
    signatory: str

    def write_to(self, document: Document) -> None:
        document.kind, document.issuer, document.issuer_body, document.term = (
            self.kind, self.issuer, self.body, self.term,
        )  # fmt: skip
        for name in (
            "issuer_name", "number", "symbol", "issued_on", "received_on", "excerpt", "circulation", "paper_location",
            "signatory",
        ):  # fmt: skip
            setattr(document, name, getattr(self, name))


def checked(metadata: Metadata, *, by: Actor, stub: bool = False) -> Entry:
    """The metadata with its kind, issuer and term found. Raises rules.Rejected with a code for each wrong field."""
    errors: dict[str, str] = {}
    texts = {name: " ".join(clean(getattr(metadata, name)).split()) for name in LENGTHS}
    texts["symbol"] = rules.clean_symbol(texts["symbol"])
    errors |= {name: "too_long" for name, most in LENGTHS.items() if len(texts[name]) > most}
    if not texts["excerpt"] and not stub:
        errors["excerpt"] = "required"
    if metadata.number is not None and not 0 < metadata.number <= rules.LARGEST_NUMBER:
        errors["number"] = "range"
    if metadata.circulation not in Document.Circulation.values:
        errors["circulation"] = "unknown"
    errors |= _errors_of_days(metadata, by.today)
    kind = selectors.kind_on(metadata.kind, metadata.issued_on)
    if kind is None:
        known = any(one.code == metadata.kind for one in selectors.all_kinds())
        errors.setdefault("kind", "not_in_force" if known else "unknown")
    issuer, body = _issuer(metadata, by, errors)
    issuer_name = texts["issuer_name"] or (body.name if body else issuer.name if issuer else "")
    if not issuer_name and "issuer" not in errors:
        errors["issuer"] = "required"
    if errors or kind is None:
        raise rules.Rejected(errors)
    # What is secret does not circulate: not even its number is for those below.
    circulation = Document.Circulation.OWN if stub else metadata.circulation
    return Entry(
        kind=kind, issuer=issuer, body=body, issuer_name=issuer_name,
        term=selectors.term_on(issuer, metadata.issued_on) if issuer else None,
        number=metadata.number, symbol=texts["symbol"], issued_on=metadata.issued_on,
        received_on=metadata.received_on, excerpt="" if stub else texts["excerpt"],
        circulation=circulation, paper_location=texts["paper_location"], signatory="" if stub else texts["signatory"],
    )  # fmt: skip


def _errors_of_days(metadata: Metadata, today: date) -> dict[str, str]:
    errors = {}
    if metadata.issued_on > today:
        errors["issued_on"] = "future"
    elif metadata.issued_on < EARLIEST:
        errors["issued_on"] = "too_old"
    if metadata.received_on is not None:
        if metadata.received_on > today:
            errors["received_on"] = "future"
        elif metadata.received_on < metadata.issued_on:
            errors["received_on"] = "before_issue"
    return errors


def _issuer(metadata: Metadata, by: Actor, errors: dict[str, str]) -> tuple[Organisation | None, Body | None]:
    if metadata.issuer_id is None:
        return _by_name(metadata.issuer_name, by), None
    issuer = Organisation.objects.visible_to(by).select_related("kind").filter(pk=metadata.issuer_id).first()
    if issuer is None:
        errors["issuer"] = "unknown"
        return None, None
    body = None
    if metadata.issuer_body_id is not None:
        body = Body.objects.select_related("kind").filter(organisation=issuer, pk=metadata.issuer_body_id).first()
        if body is None:
            errors["issuer"] = "unknown"
    return issuer, body


def _by_name(name: str, by: Actor) -> Organisation | None:
    """The one organisation within reach that is called exactly so: a name typed by hand is linked, never guessed."""
    name = " ".join(name.split())
    found = (
        list(Organisation.objects.visible_to(by).living().select_related("kind").filter(name=name)[:2]) if name else []
    )
    return found[0] if len(found) == 1 else None


def doubts(entry: Entry, *, owner: Organisation, by: Actor, but: int | None = None) -> list[rules.Doubt]:
    """What a person should look at: the same paper again, a number taken, a symbol that does not fit, a competence."""
    found: list[rules.Doubt] = []
    own = [entry.body.symbol if entry.body else "", entry.issuer.symbol if entry.issuer else ""]
    found += rules.doubts_of_symbol(entry.symbol, kind_symbol=entry.kind.symbol, body_symbols=own)
    if entry.number is not None:
        same = selectors.same_documents(
            number=entry.number, symbol=entry.symbol, on=entry.issued_on, by=by, but=but,
            issuer_id=entry.issuer.pk if entry.issuer else None, issuer_name=entry.issuer_name,
        )  # fmt: skip
        found += [rules.Doubt("duplicate", "number", str(other), other.pk) for other in same[:1]]
        if not same and entry.issuer is not None and entry.issuer.pk == owner.pk:
            taken = selectors.number_taken(
                number=entry.number, symbol=entry.symbol, kind=entry.kind.code, issuer=entry.issuer,
                term=entry.term, but=but,
            )  # fmt: skip
            if taken is not None:
                found.append(rules.Doubt("number_taken", "number", str(taken), taken.pk))
    if entry.issuer is not None:
        gap = selectors.competence_gap(kind=entry.kind.code, issuer=entry.issuer, body=entry.body, on=entry.issued_on)
        if gap:
            found.append(rules.Doubt("competence", "kind", gap))
    return found


def settle(entry: Entry, *, owner: Organisation, by: Actor, confirmed: Collection[str], but: int | None = None) -> None:
    """Raises rules.Doubtful unless every doubt was confirmed."""
    open_doubts = [doubt for doubt in doubts(entry, owner=owner, by=by, but=but) if doubt.code not in confirmed]
    if open_doubts:
        raise rules.Doubtful(open_doubts)
