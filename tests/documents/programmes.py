"""A programme of the province and the answers of two communes, with invented texts."""

from dataclasses import dataclass

from tests import factories
from tests.cast import Cast
from tests.documents.build import metadata
from tusoi.cli.demonstration.programmes import ANSWERS, PROVINCE, text_of
from tusoi.documents import selectors
from tusoi.documents.models import Citation, Clause, Document
from tusoi.documents.services import (
    Choice,
    load_reference,
    propose_coverage,
    register_document,
    save_outline,
    send_document,
)
from tusoi.organisations.models import Organisation
from tusoi.organisations.scope import Actor

DOUBTS = {"duplicate", "number_taken", "symbol_kind", "symbol_issuer", "competence"}


@dataclass
class Programme:
    document: Document
    an_binh: Document
    suoi_giang: Document

    def clause(self, label: str) -> Clause:
        return self.document.clauses.get(label=label)


def registered_text(owner: Organisation, text: str, *, by: Actor, number: int, symbol: str) -> Document:
    load_reference()
    return register_document(
        owner_id=owner.pk, by=by, text=text, confirmed=DOUBTS,
        metadata=metadata(kind="chuong-trinh", number=number, symbol=symbol, issuer_id=owner.pk, issuer_name=""),
    )  # fmt: skip


def implements(answering: Document, superior: Document) -> None:
    Citation.objects.create(
        document=answering, target=superior, quote=superior.reference, number=superior.number, symbol=superior.symbol,
        relation=Citation.Relation.IMPLEMENTS,
    )  # fmt: skip


def keep_all(document: Document, *, by: Actor) -> None:
    """Keep what the reading proposes for keeping."""
    rows = selectors.outline_of(document)
    save_outline(document_id=document.pk, choices={row.key: Choice(on=row.wanted) for row in rows}, by=by)


def programme(cast: Cast, *, kept: bool = True, proposed: bool = True) -> Programme:
    document = registered_text(cast.province, PROVINCE, by=cast.may, number=12, symbol="CTr/TU")
    send_document(document_id=document.pk, organisation_ids=[cast.an_binh.pk, cast.suoi_giang.pk], by=cast.may)
    answers = []
    for answer, owner, by in ((ANSWERS[0], cast.an_binh, cast.lan), (ANSWERS[1], cast.suoi_giang, cast.tuong)):
        text = text_of(answer, owner.short_name, "ngày 12 tháng 3 năm 2026")
        answers.append(registered_text(owner, text, by=by, number=answer.number, symbol="CTr/ĐU"))
        implements(answers[-1], document)
    if kept:
        keep_all(document, by=cast.may)
    if kept and proposed:
        propose_coverage(document_id=document.pk, by=cast.may)
    return Programme(document, *answers)


def many(cast: Cast, *, clauses: int, organisations: int) -> Document:
    """A document with so many clauses, sent to so many communes: for counting queries."""
    document = registered_text(cast.province, "", by=cast.may, number=90, symbol="CTr/TU")
    section = Clause.objects.create(document=document, kind="section", position=1, title="Nhiệm vụ", quote="")
    Clause.objects.bulk_create(
        [
            Clause(document=document, parent=section, kind="task", position=place, title=f"Việc {place}", quote="Việc")
            for place in range(2, clauses + 2)
        ]
    )
    for number in range(organisations):
        one = factories.organisation(f"Đảng ủy xã Số {number}", "commune", cast.province)
        document.recipients.create(organisation=one)
    return document
