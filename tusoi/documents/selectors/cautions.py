"""What does not agree in the citations of a document or a draft, with who looked at it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tusoi.documents import headings, matching, rules
from tusoi.documents.cautions import Caution, Citing, Passage, Registered, cautions
from tusoi.documents.models import Document, Intake, SettledCaution
from tusoi.documents.reference import rows
from tusoi.documents.relations import relations
from tusoi.organisations.models import Body
from tusoi.organisations.scope import Actor

from . import register
from .intakes import Proposal
from .parts import CitationLine, citations_of
from .standing import replacements


@dataclass(frozen=True, slots=True)
class CautionLine:
    """A caution with the note of who looked at it, and the registered document it speaks of where one may see it."""

    caution: Caution
    settled: SettledCaution | None = None
    document: Document | None = None


def cautions_of(document: Document, *, by: Actor, citations: Sequence[CitationLine] | None = None) -> list[CautionLine]:
    """The cautions of a registered document, those nobody looked at first. At most three queries."""
    lines = citations_of(document, by=by) if citations is None else citations
    known = {line.target.pk: line.target for line in lines if line.target is not None}
    there = _near((line.citation.number for line in lines if line.citation.start is not None), by)
    changed = replacements(list(known), by=by)
    passages = [_passage(line, there, changed) for line in lines if line.citation.start is not None]
    found = cautions(_citing(document), passages, table=rows("issuer_codes"))
    settled = {(one.code, one.key): one for one in document.settled_cautions.select_related("settled_by__person")}
    shown = known | {one.pk: one for same in there.values() for one in same}
    result = [CautionLine(one, settled.get((one.code, one.key)), shown.get(one.document_id or 0)) for one in found]
    return sorted(result, key=lambda one: one.settled is not None)


def cautions_of_draft(
    intake: Intake, proposals: Sequence[Proposal], suggested: Mapping[str, headings.Found], *, by: Actor
) -> list[CautionLine]:
    """The cautions of what is being read, of the citations that are on; ``index`` is the proposal's. Four queries."""
    chosen = [one for one in proposals if one.type == "citation" and one.on]
    said = relations(intake.text, [(one.start, one.end) for one in chosen])
    targets = [one.target for one in chosen if one.target is not None]
    changed = replacements([one.pk for one in targets], by=by)
    there = _near((rules.number_or_none(one.fields.get("number")) for one in chosen), by)
    passages = [
        _of_proposal(one, relation.relation, there, changed) for one, relation in zip(chosen, said, strict=True)
    ]
    found = cautions(_citing_of_draft(intake, suggested, by), passages, table=rows("issuer_codes"))
    shown = {one.pk: one for one in (*targets, *(other for same in there.values() for other in same))}
    return [CautionLine(one, document=shown.get(one.document_id or 0)) for one in found]


def _near(numbers: Iterable[int | None], by: Actor) -> dict[int, list[Document]]:
    wanted = {number for number in numbers if number is not None}
    return register.citable(sorted(wanted), by=by) if wanted else {}


def _passage(
    line: CitationLine, there: Mapping[int, list[Document]], changed: Mapping[int, tuple[Any, Document | None]]
) -> Passage:
    one = line.citation
    return Passage(
        one.pk, one.start or 0, one.end or 0, one.quote, one.number, one.symbol, kind=one.kind, issuer=one.issuer,
        day=one.date, suspect=one.suspect, relation=one.relation, target=_registered(line.target, changed),
        near=_same(one.number, one.symbol, there),
    )  # fmt: skip


def _of_proposal(
    one: Proposal, relation: str, there: Mapping[int, list[Document]],
    changed: Mapping[int, tuple[Any, Document | None]],
) -> Passage:  # fmt: skip
    cited = matching.cited_of(one.fields)
    return Passage(
        one.index, one.start, one.end, one.quote, cited.number, cited.symbol, kind=cited.kind, issuer=cited.issuer,
        day=cited.day, suspect=cited.suspect, relation=relation, target=_registered(one.target, changed),
        near=_same(cited.number, cited.symbol, there),
    )  # fmt: skip


def _same(number: int | None, symbol: str, there: Mapping[int, list[Document]]) -> tuple[Registered, ...]:
    found = there.get(number or 0, []) if symbol else []
    return tuple(_plain(one) for one in found if rules.same_symbol(one.symbol, symbol))[:20]


def _plain(one: Document) -> Registered:
    return Registered(one.pk, one.reference, one.issued_on, one.issuer_name)


def _registered(target: Document | None, changed: Mapping[int, tuple[Any, Document | None]]) -> Registered | None:
    if target is None:
        return None
    on, other = changed.get(target.pk, (None, None))
    return Registered(
        target.pk, target.reference, target.issued_on, target.issuer_name, on, other.reference if other else ""
    )


def _citing(document: Document) -> Citing:
    gap = ""
    if document.issuer is not None:
        gap = register.competence_gap(
            kind=document.kind.code, issuer=document.issuer, body=document.issuer_body, on=document.issued_on
        )
    return Citing(document.issued_on, document.issuer_name, document.symbol, document.kind.name, gap)


def _citing_of_draft(intake: Intake, suggested: Mapping[str, headings.Found], by: Actor) -> Citing:
    """What the head says, under what was typed since."""
    value = {name: one.value for name, one in suggested.items()} | intake.decisions.get("metadata", {})
    day = rules.day_or_none(value.get("issued_on"))
    chosen, _dash, body_id = str(value.get("issuer") or "").partition("-")
    issuer, body = None, None
    if chosen.isascii() and chosen.isdecimal() and len(chosen) < 19:
        issuer = next((one for one in register.issuers(by) if one.pk == int(chosen)), None)
    if issuer is not None and body_id.isascii() and body_id.isdecimal() and len(body_id) < 19:
        body = Body.objects.select_related("kind").filter(organisation=issuer, pk=int(body_id)).first()
    name = body.name if body else issuer.name if issuer else str(value.get("issuer_name") or "")
    kind = str(value.get("kind") or "")
    gap = register.competence_gap(kind=kind, issuer=issuer, body=body, on=day) if issuer and day else ""
    row = register.kind_on(kind, day) if gap and day else None
    return Citing(day, name, str(value.get("symbol") or ""), row.name if row else kind, gap)
