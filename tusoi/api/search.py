"""Search over everything the asker may see: the selector and the owners' sight of the page, without its addresses."""

from collections.abc import Mapping
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema
from ninja.pagination import paginate
from pydantic import Field

from tusoi.api.plumbing import REFUSALS, Filter, Listing, who
from tusoi.documents.selectors.drafts import drafts_among
from tusoi.documents.selectors.found import documents_among
from tusoi.documents.selectors.templates import templates_among
from tusoi.lib import formats
from tusoi.obligations.selectors.found import answers_among, obligations_among
from tusoi.organisations.scope import Actor
from tusoi.organisations.selectors import get_organisation
from tusoi.organisations.selectors.found import organisations_among, people_among
from tusoi.oversight.selectors import visits
from tusoi.oversight.selectors.cases import cases_among
from tusoi.oversight.selectors.programmes import programmes_among
from tusoi.search.selectors import Found, Owner, search

router = Router(tags=["search"])
MOST = 200
Kind = Literal[
    "organisation", "person", "document", "obligation", "answer", "template", "draft", "case", "programme",
    "delegation", "session", "note",
]  # fmt: skip


def _organisations(ids: list[int], by: Actor) -> Mapping[int, Found]:
    return {one.pk: Found(one.name, detail=one.kind.name) for one in organisations_among(ids, by=by)}


def _people(ids: list[int], by: Actor) -> Mapping[int, Found]:
    return {one.pk: Found(one.name) for one in people_among(ids, by=by)}


def _documents(ids: list[int], by: Actor) -> Mapping[int, Found]:
    return {
        one.pk: Found(f"{one.kind.name} {one.reference}".strip(), detail=one.excerpt)
        for one in documents_among(ids, by=by)
    }


def _obligations(ids: list[int], by: Actor) -> Mapping[int, Found]:
    return {one.pk: Found(one.title, detail=one.issued_by.name) for one in obligations_among(ids, by=by)}


def _answers(ids: list[int], by: Actor) -> Mapping[int, Found]:
    return {one.pk: Found(one.obligation.title, detail=one.bearer_name) for one in answers_among(ids, by=by)}


def _templates(ids: list[int], by: Actor) -> Mapping[int, Found]:
    return {one.pk: Found(one.label, detail=one.kind.name) for one in templates_among(ids, by=by)}


def _drafts(ids: list[int], by: Actor) -> Mapping[int, Found]:
    return {
        one.pk: Found(one.excerpt or one.template.kind.name, detail=one.organisation.name)
        for one in drafts_among(ids, by=by)
    }


def _cases(ids: list[int], by: Actor) -> Mapping[int, Found]:
    return {one.pk: Found(one.title, detail=one.kind.name) for one in cases_among(ids, by=by)}


def _programmes(ids: list[int], by: Actor) -> Mapping[int, Found]:
    return {one.pk: Found(one.title, detail=one.owner.name) for one in programmes_among(ids, by=by)}


def _delegations(ids: list[int], by: Actor) -> Mapping[int, Found]:
    return {one.pk: Found(one.title, detail=one.owner.name) for one in visits.delegations_among(ids, by=by)}


def _sessions(ids: list[int], by: Actor) -> Mapping[int, Found]:
    return {
        one.pk: Found(f"{one.organisation.name}, {formats.day(one.on)}", detail=one.delegation.title)
        for one in visits.sessions_among(ids, by=by)
    }


def _notes(ids: list[int], by: Actor) -> Mapping[int, Found]:
    return {
        one.pk: Found(f"{one.organisation.name}, {formats.day(one.on)}", detail=one.owner.name)
        for one in visits.notes_among(ids, by=by)
    }


OWNERS: dict[str, Owner] = {
    "organisation": _organisations,
    "person": _people,
    "document": _documents,
    "obligation": _obligations,
    "answer": _answers,
    "template": _templates,
    "draft": _drafts,
    "case": _cases,
    "programme": _programmes,
    "delegation": _delegations,
    "session": _sessions,
    "note": _notes,
}


class Asked(Filter):
    q: str = Field("", max_length=200)
    kind: Kind | None = None
    year: int | None = Field(None, ge=1000, le=9999)
    at: int | None = Field(None, ge=1, le=2**63 - 1)


class HitOut(Schema):
    """Something found: its kind, its number among the things of that kind, and how it is called."""

    kind: str
    id: int
    title: str
    detail: str

    @staticmethod
    def resolve_id(hit: Any) -> int:
        return int(hit.object_id)


@router.get("", response={200: list[HitOut], **REFUSALS})
@paginate(Listing)
def find(request: HttpRequest, asked: Query[Asked]) -> Any:
    """What holds every word of ``q``, without diacritics, the nearest titles first; at most 200.

    ``kind`` chooses one kind, ``year`` what is of that year, ``at`` (an organisation) what stands in its branch.
    """
    by = who(request)
    branch = get_organisation(asked.at, by=by).path if asked.at else ""
    kinds = [asked.kind] if asked.kind else None
    return search(asked.q, by=by, owners=OWNERS, limit=MOST, kinds=kinds, branch=branch, year=asked.year)
