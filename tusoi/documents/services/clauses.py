"""The clauses of a document as a tree: kept from what its text proposes, added, changed, moved, taken away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F, Max, ProtectedError

from tusoi.audit.services import record
from tusoi.documents import rules, selectors
from tusoi.documents.models import Clause, Coverage, Document
from tusoi.documents.selectors.outline import TREE_KINDS, OutlineRow
from tusoi.lib.clauses import target_in
from tusoi.lib.folding import nfc
from tusoi.organisations.scope import Actor

MOST = 2_000
_ASIDE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What was decided on a row of the outline; None leaves it as it is."""

    on: bool
    kind: str | None = None
    title: str | None = None


@transaction.atomic
def save_outline(*, document_id: int, choices: Mapping[str, Choice], by: Actor) -> int:
    """Keep the rows that are on, change those that are kept, take away those that are off; how many clauses there are.

    Keys are those of ``selectors.outline_of``; a row that is not named stays as it is. Clauses of the intake keep their
    ids and hang under their section from now on. Raises rules.Rejected (by key: "required", "unknown", "in_use") and
    Refused; all or nothing.
    """
    document = _locked(document_id, by)
    rows = selectors.outline_of(document)
    errors: dict[str, str] = {}
    kept: dict[str, Clause] = {row.key: row.clause for row in rows if row.clause is not None}
    removed: list[str] = []
    created = changed = 0
    aside = _ASIDE + (document.clauses.aggregate(last=Max("position"))["last"] or 0)
    for row in rows:
        choice = choices.get(row.key)
        if choice is None:
            continue
        code = _wrong(row, choice)
        if code:
            errors[row.key] = code
        elif row.clause is None and choice.on:
            aside += 1
            kept[row.key] = _created(document, row, choice, aside)
            created += 1
        elif row.clause is not None and not choice.on and not row.is_fixed:
            removed.append(row.key)
        elif row.clause is not None and choice.on:
            changed += _changed(row.clause, row, choice)
    if errors:
        raise rules.Rejected(errors)
    if len(kept) > MOST:
        raise rules.Rejected({"": "too_many"})
    _hang(rows, kept, removed)
    for key in removed:
        _remove(kept.pop(key), key)
    _number(document)
    if created or changed or removed:
        record(
            by=by, action="documents.outline", subject=document, organisation=document.owner, created=created,
            changed=changed, removed=len(removed),
        )  # fmt: skip
    return len(kept)


@transaction.atomic
def add_clause(
    *, document_id: int, quote: str, kind: str, by: Actor, title: str = "", parent_id: int | None = None
) -> Clause:
    """Add a clause that the reading missed, from a passage of the text.

    Without ``parent_id`` it hangs under its section. Raises rules.Rejected ("kind", "quote", "parent") and Refused.
    """
    document = _locked(document_id, by)
    if kind not in TREE_KINDS:
        raise rules.Rejected({"kind": "unknown"})
    if not quote.strip():
        raise rules.Rejected({"quote": "required"})
    place = rules.find_quote(document.text, nfc(quote.replace("\x00", "")).strip())
    if place is None:
        raise rules.Rejected({"quote": "not_in_text"})
    if document.clauses.count() >= MOST:
        raise rules.Rejected({"": "too_many"})
    start, end = place
    words = document.text[start:end]
    target = target_in(words) if kind == "target" else None
    clause = Clause(
        document=document, kind=kind, position=_next(document), title=_title(title) or rules.title_of(
            {"type": "requirement", "quote": words, "fields": {}}
        ), quote=words, start=start, end=end, fields={"target": target.as_json()} if target else {},
    )  # fmt: skip
    clause.parent = _parent(document, parent_id) if parent_id is not None else _section_at(document, start)
    if clause.parent is not None and clause.parent.label:
        clause.label = rules.shortened(f"{clause.parent.label}", rules.LABEL_LENGTH)
    clause.save(force_insert=True)
    _number(document)
    record(
        by=by, action="documents.clause.add", subject=document, organisation=document.owner, clause=clause.pk,
        title=clause.title,
    )  # fmt: skip
    return clause


@transaction.atomic
def update_clause(
    *, clause_id: int, by: Actor, title: str, kind: str, label: str = "", parent_id: int | None = None
) -> Clause:
    """Change what a clause is called, what it is, and under which other it stands (None: at the top).

    Raises rules.Rejected ("title", "kind", "parent": "unknown" or "circle") and Refused.
    """
    document, clause = _locked_clause(clause_id, by)
    errors: dict[str, str] = {}
    before = {"title": clause.title, "kind": clause.kind, "label": clause.label, "parent": clause.parent_id}
    clean_title, clean_label = _title(title), " ".join(nfc(label.replace("\x00", "")).split())
    if not clean_title:
        errors["title"] = "required"
    if len(clean_label) > rules.LABEL_LENGTH:
        errors["label"] = "too_long"
    if kind != clause.kind and (kind not in TREE_KINDS or clause.kind not in TREE_KINDS):
        errors["kind"] = "unknown"
    if parent_id is not None and _is_below(document, parent_id, clause.pk):
        errors["parent"] = "circle"
    if errors:
        raise rules.Rejected(errors)
    clause.parent = _parent(document, parent_id) if parent_id is not None else None
    clause.title, clause.kind, clause.label = clean_title, kind, clean_label
    if kind == "target" and "target" not in clause.fields and (target := target_in(clause.quote)):
        clause.fields = clause.fields | {"target": target.as_json()}
    clause.save(update_fields=["parent", "title", "kind", "label", "fields"])
    after = {"title": clause.title, "kind": clause.kind, "label": clause.label, "parent": clause.parent_id}
    changes: dict[str, Any] = {name: [old, after[name]] for name, old in before.items() if old != after[name]}
    if changes:
        _number(document)
        record(
            by=by, action="documents.clause.update", subject=document, organisation=document.owner, clause=clause.pk,
            clause_title=clause.title, **changes,
        )  # fmt: skip
    return clause


@transaction.atomic
def remove_clause(*, clause_id: int, by: Actor) -> Document:
    """Take a clause out of the outline; what hung under it hangs one higher.

    Raises rules.Rejected ("": "in_use") where a duty, a plan or a confirmed answer rests on it, and Refused.
    """
    document, clause = _locked_clause(clause_id, by)
    title = clause.title
    document.clauses.filter(parent=clause).update(parent=clause.parent_id)
    _remove(clause, "")
    _number(document)
    record(
        by=by, action="documents.clause.remove", subject=document, organisation=document.owner, clause=clause_id,
        title=title,
    )  # fmt: skip
    return document


# --- what they share


def _locked(document_id: int, by: Actor) -> Document:
    document = (
        Document.objects.visible_to(by)
        .select_related("owner", "kind")
        .select_for_update(of=("self",))
        .get(pk=document_id)
    )
    by.require("documents.register", document.owner)
    return document


def _locked_clause(clause_id: int, by: Actor) -> tuple[Document, Clause]:
    document = _locked(Clause.objects.visible_to(by).get(pk=clause_id).document_id, by)
    return document, Clause.objects.visible_to(by).get(pk=clause_id)


def _title(title: str) -> str:
    return rules.shortened(" ".join(nfc(title.replace("\x00", "")).split()), rules.TITLE_LENGTH)


def _wrong(row: OutlineRow, choice: Choice) -> str:
    if not choice.on:
        return ""
    if choice.title is not None and not _title(choice.title):
        return "required"
    if choice.kind is not None and choice.kind not in TREE_KINDS and not (row.is_fixed and choice.kind == row.kind):
        return "unknown"
    return ""


def _created(document: Document, row: OutlineRow, choice: Choice, position: int) -> Clause:
    clause = Clause(
        document=document, kind=choice.kind or row.kind, position=position, label=row.label,
        title=_title(choice.title if choice.title is not None else row.title),
        quote=document.text[row.start or 0 : row.end or 0], start=row.start, end=row.end, fields=row.target_fields,
    )  # fmt: skip
    clause.save(force_insert=True)
    return clause


def _changed(clause: Clause, row: OutlineRow, choice: Choice) -> bool:
    title = _title(choice.title) if choice.title is not None else clause.title
    kind = choice.kind if choice.kind is not None and not row.is_fixed else clause.kind
    if (title, kind) == (clause.title, clause.kind):
        return False
    clause.title, clause.kind = title, kind
    if kind == "target" and row.target and "target" not in clause.fields:
        clause.fields = clause.fields | row.target_fields
    clause.save(update_fields=["title", "kind", "fields"])
    return True


def _hang(rows: Sequence[OutlineRow], kept: Mapping[str, Clause], removed: Sequence[str]) -> None:
    """Each kept clause under the nearest kept one above it."""
    above = {row.key: row.parent for row in rows}
    moved = []
    for key, clause in kept.items():
        parent = above[key]
        while parent and (parent not in kept or parent in removed):
            parent = above[parent]
        wanted = kept[parent].pk if parent else None
        if clause.parent_id != wanted:
            clause.parent_id = wanted
            moved.append(clause)
    Clause.objects.bulk_update(moved, ["parent"], batch_size=200)


def _remove(clause: Clause, key: str) -> None:
    if Coverage.objects.filter(clause=clause, state=Coverage.State.CONFIRMED).exists():
        raise rules.Rejected({key: "in_use"})
    try:
        with transaction.atomic():
            clause.delete()
    except ProtectedError as protected:
        raise rules.Rejected({key: "in_use"}) from protected


def _number(document: Document) -> None:
    """Positions in the order of the text. First all step aside: each may only be held once."""
    ordered = sorted(
        document.clauses.only("pk", "start", "end", "position"),
        key=lambda one: (one.start if one.start is not None else 10**9, -(one.end or 0), one.position),
    )
    if [one.position for one in ordered] == list(range(1, len(ordered) + 1)):
        return
    document.clauses.update(position=F("position") + 2 * _ASIDE)
    for position, one in enumerate(ordered, 1):
        one.position = position
    Clause.objects.bulk_update(ordered, ["position"], batch_size=200)


def _next(document: Document) -> int:
    return (document.clauses.aggregate(last=Max("position"))["last"] or 0) + 1


def _parent(document: Document, parent_id: int) -> Clause:
    parent = document.clauses.filter(pk=parent_id).first()
    if parent is None:
        raise rules.Rejected({"parent": "unknown"})
    return parent


def _section_at(document: Document, start: int) -> Clause | None:
    """The kept section under which a passage stands, by the outline of the text."""
    rows = {row.key: row for row in selectors.outline_of(document)}
    holding = [row for row in rows.values() if row.start is not None and row.start <= start and row.kind == "section"]
    best = max(holding, key=lambda row: row.start or 0, default=None)
    while best is not None and best.clause is None:
        best = rows.get(best.parent)
    return best.clause if best else None


def _is_below(document: Document, clause_id: int, other_id: int) -> bool:
    """Whether a clause is the other one or stands somewhere below it."""
    parents = dict(document.clauses.values_list("pk", "parent"))
    at: int | None = clause_id
    for _step in range(len(parents) + 1):
        if at is None:
            return False
        if at == other_id:
            return True
        at = parents.get(at)
    return True
