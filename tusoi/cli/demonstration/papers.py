"""The register of documents: how papers get into it, and what is read out of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from tusoi.audit.services import record
from tusoi.documents.models import Citation, Clause, Document
from tusoi.documents.relations import relations
from tusoi.documents.services import Metadata, register_document, register_stub, send_document
from tusoi.lib.folding import nfc
from tusoi.organisations.models import Organisation, Person

from . import wordings
from .diary import Diary
from .people import People


@dataclass
class Paper:
    """A document and what was read out of it: clauses as (kind, label, title, quotation)."""

    kind: str
    number: int
    symbol: str
    excerpt: str
    text: str = ""
    issuer_name: str = ""
    clauses: Sequence[tuple[str, str, str, str]] = ()
    citations: Sequence[tuple[str, int, str]] = ()
    issued_on: date | None = None
    sent_to: Sequence[Organisation] = field(default_factory=tuple)
    circulation: str = ""
    """"own": only the owner's house reads it; "" as the register has it."""


class Papers:
    """Registers papers through the service, at the moment and by the hand of whoever keeps the register."""

    def __init__(self, people: People, diary: Diary) -> None:
        self.people, self.diary = people, diary
        self.by_number: dict[str, Document] = {}

    def register(self, paper: Paper, owner: Organisation, clerk: Person, at: datetime) -> Document:
        """The document, with its clauses and citations as a reviewed reading leaves them."""
        by = self.people.actor(clerk, at)
        text = nfc(paper.text)
        more: Any = {"circulation": paper.circulation} if paper.circulation else {}
        document = register_document(
            owner_id=owner.pk,
            metadata=Metadata(
                kind=paper.kind, number=paper.number, symbol=paper.symbol, excerpt=paper.excerpt,
                issued_on=paper.issued_on or by.today, received_on=by.today if paper.issuer_name else None,
                issuer_id=None if paper.issuer_name else owner.pk, issuer_name=paper.issuer_name, **more,
            ),
            text=text,
            by=by,
        )  # fmt: skip
        if paper.clauses or paper.citations:
            self._read_out(document, paper, text)
            record(
                by=by, action="documents.accept", subject=document, organisation=owner, reference=document.reference,
                clauses=len(paper.clauses), citations=len(paper.citations),
            )  # fmt: skip
        if paper.sent_to:
            send_document(document_id=document.pk, organisation_ids=[one.pk for one in paper.sent_to], by=by)
        self.by_number[document.reference] = document
        return document

    def _read_out(self, document: Document, paper: Paper, text: str) -> None:
        clauses = []
        for position, (kind, label, title, quotation) in enumerate(paper.clauses, start=1):
            quote = nfc(quotation)
            start = text.index(quote)
            clauses.append(
                Clause(
                    document=document, kind=kind, position=position, label=label, title=title, quote=quote, start=start,
                    end=start + len(quote),
                )
            )  # fmt: skip
        Clause.objects.bulk_create(clauses)
        cited = []
        starts = [text.index(nfc(quote)) for quote, _number, _symbol in paper.citations]
        said = relations(
            text,
            [(at, at + len(nfc(quote))) for at, (quote, _n, _s) in zip(starts, paper.citations, strict=True)],
        )
        for start, relation, (quote, number, symbol) in zip(starts, said, paper.citations, strict=True):
            cited.append(
                Citation(
                    document=document, quote=nfc(quote), start=start, end=start + len(nfc(quote)), number=number,
                    symbol=symbol, relation=relation.relation, target=self.by_number.get(f"{number:02d}-{symbol}"),
                )
            )  # fmt: skip
        Citation.objects.bulk_create(cited)

    def receive_from_the_centre(self, owner: Organisation, clerk: Person) -> None:
        """Entries of real numbers and days, with excerpts in our own words and without their texts."""
        for kind, number, symbol, issuer, day, excerpt in wordings.CENTRAL:
            issued_on = date.fromisoformat(day)
            if issued_on >= self.diary.day(-3):
                continue
            paper = Paper(kind, number, symbol, excerpt, issuer_name=issuer, issued_on=issued_on)
            moment = self.diary.moment(max(issued_on, wordings.REGISTER_OPENED))
            self.diary.at(moment, lambda at, paper=paper: self.register(paper, owner, clerk, at))  # type: ignore[misc]

    def note_a_secret(self, owner: Organisation, clerk: Person, at: datetime) -> Document:
        """A secret paper leaves a line in the register and nothing of what it says."""
        by = self.people.actor(clerk, at)
        return register_stub(
            owner_id=owner.pk,
            level="mat",
            metadata=Metadata(
                kind="bao-cao", number=19, symbol="BC/TU", issued_on=by.today, issuer_id=owner.pk,
                paper_location="Tủ hồ sơ mật số 2, Văn phòng Tỉnh ủy",
            ),
            by=by,
        )  # fmt: skip
