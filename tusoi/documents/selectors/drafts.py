"""Documents being written: whose, what they look like, what the organisation fills in by itself, what may be done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from tusoi import treepath
from tusoi.audit.models import Entry
from tusoi.documents import drafting, files
from tusoi.documents.models import DocumentKind, DraftDocument
from tusoi.documents.rules import DRAFT
from tusoi.lib import formats
from tusoi.lib.rendering import docx, word_template
from tusoi.lib.rendering.model import OfficialLetter
from tusoi.organisations.models import Body, Organisation, Position, Term
from tusoi.organisations.scope import Actor
from tusoi.organisations.selectors.people import members_count

OPEN = ("drafting", "returned", "appraisal", "approved")
NAMES_OFFERED = 200


def drafts_of(organisation: Organisation, *, by: Actor, state: str = "") -> QuerySet[DraftDocument]:
    """The documents an organisation writes, and those others have sent it to be appraised; the latest first."""
    asked = (
        Q(appraiser=organisation) & ~Q(organisation=organisation) & Q(state__in=("appraisal", "returned", "approved"))
    )
    found = DraftDocument.objects.visible_to(by).filter(Q(organisation=organisation) | asked)
    if state == "open":
        found = found.filter(state__in=OPEN)
    elif state == "waiting":
        found = found.filter(state="appraisal", appraiser=organisation)
    elif state:
        found = found.filter(state=state)
    return (
        found.select_related("organisation", "template__kind", "appraiser", "document__kind", "saved_by__person")
        .defer("values", "template__body", "template__fields", "document__text")
        .order_by("-saved_at", "-pk")
    )


def draft_for(pk: int, *, by: Actor) -> DraftDocument:
    """A draft within reach, or sent to one to be appraised. Raises DraftDocument.DoesNotExist."""
    return (
        DraftDocument.objects.visible_to(by)
        .select_related(
            "organisation__kind", "organisation__parent", "template__kind", "template__owner", "template__file",
            "body_of__kind", "appraiser", "appraised_by__person", "saved_by__person", "document__kind",
        )
        .defer("document__text")
        .get(pk=pk)
    )  # fmt: skip


def drafts_among(ids: Iterable[int], *, by: Actor) -> QuerySet[DraftDocument]:
    """Those of the drafts that the actor may see, for the search."""
    found = DraftDocument.objects.visible_to(by).filter(pk__in=list(ids))
    return found.select_related("organisation", "template__kind").defer("values", "template__body", "template__fields")


def moves_for_draft(draft: DraftDocument, by: Actor) -> dict[str, str]:
    """What the actor may do with the draft now: action -> what it asks for."""
    places = {"documents.register": draft.organisation, "documents.appraise": draft.appraiser}
    return {
        move.action: move.asks
        for move in DRAFT.from_state(draft.state)
        if places[move.permission] is not None and by.may(move.permission, places[move.permission])
    }


def appraisers_for(draft: DraftDocument) -> list[Organisation]:
    """Who can be asked: the superior first, then one's own office, then whoever stands higher."""
    on_the_way = {one.pk: one for one in Organisation.objects.filter(pk__in=treepath.ids(draft.organisation.path))}
    order = [draft.organisation.parent_id, draft.organisation_id]
    order += [pk for pk in reversed(treepath.ids(draft.organisation.path)) if pk not in order]
    return [on_the_way[pk] for pk in order if pk is not None and pk in on_the_way]


def history_of_draft(draft: DraftDocument, *, by: Actor) -> list[Entry]:
    """What became of it, newest first."""
    entries = Entry.objects.visible_to(by).changes_only().about("documents.draftdocument", draft.pk)
    return list(entries.order_by("-at", "-pk")[:50])


# --- what the organisation knows by itself


def defaults_of(fields: Sequence[drafting.Field], organisation: Organisation, *, on: date) -> dict[str, Any]:
    """First values: of the organisation where a field asks for them, else what the template says. At most 3 queries."""
    known: dict[str, str] = {}

    def value(name: str) -> str:
        if name not in known:
            known[name] = _known(name, organisation, on)
        return known[name]

    return {
        field.key: value(field.default)
        if isinstance(field.default, str) and field.default in drafting.fields.DEFAULTS
        else field.default
        for field in fields
    }


def _known(name: str, organisation: Organisation, on: date) -> str:
    if name == "org.members":
        return str(members_count(organisation, on=on, whole_branch=True).belonging)
    if name == "org.head":
        head = (
            Position.objects.on(on)
            .filter(organisation=organisation, kind__role="head")
            .select_related("person")
            .order_by("kind__rank", "pk")
            .first()
        )
        return head.person.name if head else ""
    if name == "term.name":
        term = Term.objects.on(on).filter(organisation=organisation).order_by("-valid_from").first()
        return term.name if term else ""
    return {
        "org.name": organisation.name,
        "org.short_name": organisation.label,
        "org.place": organisation.place_name or organisation.label,
        "org.symbol": organisation.symbol or organisation.kind.symbol,
        "org.superior": organisation.parent.name if organisation.parent else "",
        "today": formats.day(on),
        "today.year": str(on.year),
    }[name]


def names_for(draft: DraftDocument, types: Iterable[str], *, on: date) -> dict[str, list[str]]:
    """Names a form offers for fields of a person or an organisation. One query for each type that occurs."""
    found: dict[str, list[str]] = {}
    wanted, organisation = set(types), draft.organisation
    if "person" in wanted:
        held = Position.objects.on(on).filter(organisation=organisation).select_related("person")
        names = held.order_by("kind__rank", "person__sort_key").values_list("person__name", flat=True)
        found["person"] = list(dict.fromkeys(names[:NAMES_OFFERED]))
    if "organisation" in wanted:
        near = Q(pk__in=treepath.ids(organisation.path)) | Q(parent=organisation) | Q(parent=organisation.parent_id)
        rows = Organisation.objects.filter(near).living().order_by("depth", "sort_key")
        found["organisation"] = list(dict.fromkeys(rows.values_list("name", flat=True)[:NAMES_OFFERED]))
    return found


# --- the document


def paper_for(organisation: Organisation, kind: DocumentKind, body: Body | None = None) -> drafting.Paper:
    """The head of a document: a body with a symbol of its own issues under its own name, any other under the
    organisation's.
    """
    own = body is not None and bool(body.symbol)
    superior = organisation.parent.name if organisation.parent else ""
    return drafting.Paper(
        issuing_body=body.name if body is not None and own else organisation.name,
        superior_body=organisation.name if own else superior,
        kind=kind.name_vi if kind.is_printed else None,
        kind_code=kind.symbol,
        body_code=(body.symbol if body is not None else "") or organisation.symbol or organisation.kind.symbol,
        place=organisation.place_name or organisation.label,
    )


def letter_of(
    draft: DraftDocument,
    *,
    number: int | None = None,
    on: date | None = None,
    values: Mapping[str, Any] | None = None,
    preview: bool = False,
    language: str = "vi",
) -> OfficialLetter:
    """The draft as an official document; of one that was issued with its number and day."""
    if draft.document is not None:
        number, on = draft.document.number, draft.document.issued_on
    paper = paper_for(draft.organisation, draft.template.kind, draft.body_of)
    return drafting.compose(
        fields=drafting.read_fields(draft.template.fields), blocks=draft.template.body,
        values=draft.values if values is None else values, paper=replace(paper, number=number, date=on),
        preview=preview, language=language,
    )  # fmt: skip


def excerpt_of(draft: DraftDocument) -> str:
    """What the document is about, out of the values; the name of the template where that says nothing."""
    fields = {field.key: field for field in drafting.read_fields(draft.template.fields)}

    def value_of(key: str) -> str:
        return drafting.fields.printed(fields[key], draft.values.get(key)) if key in fields else ""

    said = drafting.excerpt_of(draft.template.body, value_of)
    return (said or draft.values.get("trich_yeu") or draft.template.name)[:500]


def word_of(draft: DraftDocument, letter: OfficialLetter) -> bytes:
    """The draft as a Word file: in the official layout, or in that of the organisation's own file.

    Raises word_template.BadTemplate, and FileNotFoundError when the file of the template is gone.
    """
    if draft.template.file is None:
        return docx.letter(letter)
    data = files.path_of(draft.template.file.sha256).read_bytes()
    return word_template.fill(data, _filling(draft, letter))


def _filling(draft: DraftDocument, letter: OfficialLetter) -> dict[str, Any]:
    """Values for the marks of a Word file; what the register knows stands under names of its own."""
    printed = drafting.fields.printed
    known: dict[str, Any] = {
        "so_ky_hieu": letter.number_line.removeprefix("Số ").strip(), "dia_danh_ngay": letter.dateline,
        "ngay_ban_hanh": formats.day(letter.date) if letter.date else "",
    }  # fmt: skip
    for field in drafting.read_fields(draft.template.fields):
        value = draft.values.get(field.key)
        if value or field.key not in known:
            known[field.key] = (value or []) if field.type in ("list", "table") else printed(field, value)
    return known


__all__ = [
    "appraisers_for", "defaults_of", "draft_for", "drafts_among", "drafts_of", "excerpt_of", "history_of_draft",
    "letter_of", "moves_for_draft", "names_for", "paper_for", "word_of",
]  # fmt: skip
