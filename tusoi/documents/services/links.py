"""Links between documents set right by a person: what one is to the other, which one is meant, links nobody printed."""

from __future__ import annotations

from django.db import transaction

from tusoi.audit.services import record
from tusoi.documents import rules, selectors
from tusoi.documents.models import Citation, Document, SettledCaution
from tusoi.documents.selectors import BY_HAND, CautionLine
from tusoi.lib.rendering.text import clean
from tusoi.organisations.scope import Actor

from .resolution import KEPT_OPEN

REASON_LENGTH = 500


@transaction.atomic
def set_relation(*, document_id: int, citation_id: int, relation: str, by: Actor) -> Citation:
    """Say what the cited document is to the citing one; from then on no reading changes it.

    Raises rules.Rejected ("relation": "unknown") and Refused.
    """
    citation = _locked(document_id, citation_id, by)
    by.require("documents.register", citation.document.owner)
    if relation not in Citation.Relation.values:
        raise rules.Rejected({"relation": "unknown"})
    before = citation.relation
    if before != relation or not citation.is_confirmed:
        citation.relation, citation.is_confirmed = relation, True
        citation.save(update_fields=["relation", "is_confirmed"])
        record(
            by=by, action="documents.set_relation", subject=citation.document, organisation=citation.document.owner,
            quote=citation.quote, relation=[_words(before), _words(relation)],
        )  # fmt: skip
    return citation


@transaction.atomic
def link_citation(*, document_id: int, citation_id: int, target_id: int, by: Actor) -> Citation:
    """Lead a citation to the registered document it means. Raises rules.Rejected ("target") and Refused."""
    citation = _locked(document_id, citation_id, by)
    by.require("documents.register", citation.document.owner)
    target = _target(target_id, citation.document, by)
    if citation.target_id != target.pk:
        before = citation.target
        citation.target = target
        citation.fields = {key: value for key, value in citation.fields.items() if key != KEPT_OPEN}
        citation.save(update_fields=["target", "fields"])
        record(
            by=by, action="documents.link", subject=citation.document, organisation=citation.document.owner,
            quote=citation.quote, target=[_seen(before, by), str(target)],
        )  # fmt: skip
    return citation


@transaction.atomic
def link_document(*, document_id: int, target_id: int, relation: str, by: Actor) -> Citation:
    """Link two documents where no passage says so; linking the same two again only changes the relation.

    Raises rules.Rejected ("relation", "target") and Refused.
    """
    document = (
        Document.objects.visible_to(by)
        .select_related("owner", "kind")
        .select_for_update(of=("self",), no_key=True)
        .get(pk=document_id)
    )
    by.require("documents.register", document.owner)
    if relation not in Citation.Relation.values:
        raise rules.Rejected({"relation": "unknown"})
    target = _target(target_id, document, by)
    known = next((one for one in document.citations.filter(target=target, start__isnull=True)), None)
    if known is not None:
        return set_relation(document_id=document.pk, citation_id=known.pk, relation=relation, by=by)
    citation = Citation.objects.create(
        document=document, target=target, relation=relation, is_confirmed=True, fields={BY_HAND: True},
        quote=rules.shortened(f"{target.kind.name_vi} {target.reference}".strip(), 500), kind=target.kind.name_vi[:80],
        number=target.number, symbol=target.symbol, issuer=target.issuer_name[:200], date=target.issued_on,
    )  # fmt: skip
    record(
        by=by, action="documents.link_by_hand", subject=document, organisation=document.owner, target=str(target),
        relation=_words(relation),
    )  # fmt: skip
    return citation


@transaction.atomic
def unlink(*, document_id: int, citation_id: int, by: Actor) -> None:
    """Cut a citation loose from the document it led to; a link made by hand goes away. Raises Refused."""
    citation = _locked(document_id, citation_id, by)
    document = citation.document
    by.require("documents.register", document.owner)
    if citation.fields.get(BY_HAND):
        target, relation = _seen(citation.target, by), _words(citation.relation)
        citation.delete()
        record(
            by=by, action="documents.unlink_by_hand", subject=document, organisation=document.owner, target=target,
            relation=relation,
        )  # fmt: skip
    elif citation.target_id is not None:
        before = citation.target
        citation.target = None
        citation.fields = {**citation.fields, KEPT_OPEN: True}
        citation.save(update_fields=["target", "fields"])
        record(
            by=by, action="documents.unlink", subject=document, organisation=document.owner, quote=citation.quote,
            target=[_seen(before, by), None],
        )  # fmt: skip


@transaction.atomic
def settle_caution(*, document_id: int, code: str, key: str, reason: str, by: Actor) -> SettledCaution:
    """Note that a caution was looked at and why it may stand; noting it again changes the reason.

    Raises rules.Rejected ("reason": "required" or "too_long"; "caution": "unknown") and Refused.
    """
    document = _document(document_id, by)
    reason = " ".join(clean(reason).split())
    if not reason or len(reason) > REASON_LENGTH:
        raise rules.Rejected({"reason": "required" if not reason else "too_long"})
    line = _caution(document, code, key, by)
    settled, _is_new = SettledCaution.objects.update_or_create(
        document=document, code=code, key=key,
        defaults={"reason": reason, "settled_by_id": by.account_id, "settled_at": by.at},
    )  # fmt: skip
    record(
        by=by, action="documents.settle_caution", subject=document, organisation=document.owner, code=code,
        about=_about(line), reason=reason,
    )  # fmt: skip
    return settled


@transaction.atomic
def reopen_caution(*, document_id: int, code: str, key: str, by: Actor) -> None:
    """Take back that a caution was looked at. Raises rules.Rejected ("caution": "unknown") and Refused."""
    document = _document(document_id, by)
    settled = SettledCaution.objects.filter(document=document, code=code, key=key[:200]).first()
    if settled is None:
        raise rules.Rejected({"caution": "unknown"})
    reason = settled.reason
    settled.delete()
    record(
        by=by, action="documents.reopen_caution", subject=document, organisation=document.owner, code=code, key=key,
        reason=reason,
    )  # fmt: skip


def _document(document_id: int, by: Actor) -> Document:
    document = (
        Document.objects.visible_to(by)
        .select_related("owner", "kind", "issuer__kind", "issuer_body__kind")
        .select_for_update(of=("self",), no_key=True)
        .get(pk=document_id)
    )
    by.require("documents.register", document.owner)
    return document


def _locked(document_id: int, citation_id: int, by: Actor) -> Citation:
    citation = (
        Citation.objects.visible_to(by)
        .select_related("document__owner", "document__kind", "target__kind")
        .select_for_update(of=("self",))
        .get(pk=citation_id)
    )
    if citation.document_id != document_id:
        raise Citation.DoesNotExist
    return citation


def _target(target_id: int, document: Document, by: Actor) -> Document:
    if target_id == document.pk:
        raise rules.Rejected({"target": "itself"})
    target = Document.objects.visible_to(by).select_related("kind").defer("text").filter(pk=target_id).first()
    if target is None:
        raise rules.Rejected({"target": "unknown"})
    return target


def _seen(target: Document | None, by: Actor) -> str | None:
    """How the trail names a target; one the actor cannot see is not named to him."""
    if target is None:
        return None
    return str(target) if Document.objects.visible_to(by).filter(pk=target.pk).exists() else "…"


def _caution(document: Document, code: str, key: str, by: Actor) -> CautionLine:
    for line in selectors.cautions_of(document, by=by):
        if (line.caution.code, line.caution.key) == (code, key):
            return line
    raise rules.Rejected({"caution": "unknown"})


def _about(line: CautionLine) -> str:
    details = line.caution.details
    return details.get("reference") or details.get("one") or details.get("symbol") or details.get("kind") or ""


def _words(relation: str) -> str:
    return str(Citation.Relation(relation).label)
