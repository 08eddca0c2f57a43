"""Search over everything one may see: the page, and the suggestions under the box."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tusoi.documents.selectors.drafts import drafts_among
from tusoi.documents.selectors.found import clauses_at, documents_among, texts_among
from tusoi.documents.selectors.templates import templates_among
from tusoi.documents.sentences import DRAFT_STATES
from tusoi.obligations.selectors.found import (
    answer_texts_among,
    answers_among,
    instructions_among,
    obligations_among,
)
from tusoi.organisations.models import Organisation
from tusoi.organisations.scope import Actor
from tusoi.organisations.selectors import children_here, get_organisation
from tusoi.organisations.selectors.found import organisations_among, people_among, places_among
from tusoi.oversight.selectors import visits
from tusoi.oversight.selectors.cases import cases_among
from tusoi.oversight.selectors.programmes import programmes_among
from tusoi.search.passages import LOOKED_AT, Passage, passage
from tusoi.search.selectors import Found, Hit, search
from tusoi.web.acting import actor
from tusoi.web.context import page_address
from tusoi.web.paging import page_of
from tusoi.web.templatetags.tusoi import day

KINDS = {
    "organisation": gettext_lazy("Đơn vị"),
    "person": gettext_lazy("Người"),
    "document": gettext_lazy("Văn bản"),
    "obligation": gettext_lazy("Nhiệm vụ"),
    "answer": gettext_lazy("Bài nộp"),
    "template": gettext_lazy("Văn bản mẫu"),
    "draft": gettext_lazy("Dự thảo"),
    "case": pgettext_lazy("many", "Cuộc kiểm tra, giám sát"),
    "programme": gettext_lazy("Chương trình kiểm tra, giám sát"),
    "delegation": gettext_lazy("Đoàn công tác, lịch làm việc"),
    "session": gettext_lazy("Buổi làm việc"),
    "note": gettext_lazy("Giám sát thường xuyên"),
}
MOST = 200
PER_PAGE = 20
MAX_QUERY = 200


def _organisations(ids: list[int], actor: Actor) -> dict[int, Found]:
    shown = {}
    for one in organisations_among(ids, by=actor):
        detail = [one.kind.name, one.parent.name if one.parent else ""]
        if one.ended_on:
            detail.append(_("kết thúc hoạt động %(day)s") % {"day": day(one.ended_on)})
        shown[one.pk] = Found(one.name, page_address("organisations:detail", one.pk), _joined(detail))
    return shown


def _people(ids: list[int], actor: Actor) -> dict[int, Found]:
    people = list(people_among(ids, by=actor))
    places = places_among([person.pk for person in people], by=actor)
    shown = {}
    for person in people:
        place = places.get(person.pk)
        detail = [place.kind.name, place.organisation.name] if place else []
        shown[person.pk] = Found(person.name, page_address("organisations:person", person.pk), _joined(detail))
    return shown


def _documents(ids: list[int], actor: Actor) -> dict[int, Found]:
    return {
        one.pk: Found(
            f"{one.kind.name} {one.reference}".strip(),
            page_address("documents:detail", one.pk),
            _joined(
                [
                    _("đã thay thế") if getattr(one, "is_replaced", False) else "",
                    day(one.issued_on),
                    one.issuer_name,
                    one.excerpt,
                ]
            ),
        )
        for one in documents_among(ids, by=actor)
    }


def _obligations(ids: list[int], actor: Actor) -> dict[int, Found]:
    return {
        one.pk: Found(
            one.title,
            page_address("obligations:detail", one.pk),
            _joined([one.issued_by.name, _("hạn %(day)s") % {"day": day(one.due_on)}]),
        )
        for one in obligations_among(ids, by=actor)
    }


def _answers(ids: list[int], actor: Actor) -> dict[int, Found]:
    return {
        one.pk: Found(
            f"{one.bearer_name}: {one.obligation.title}",
            page_address("obligations:review", one.pk),
            _joined(
                [
                    one.organisation.name if one.person_id else "",
                    _("nộp %(day)s") % {"day": day(one.submitted_at)} if one.submitted_at else "",
                ]
            ),
        )
        for one in answers_among(ids, by=actor)
    }


def _templates(ids: list[int], actor: Actor) -> dict[int, Found]:
    return {
        one.pk: Found(
            one.label,
            page_address("documents:template", one.pk),
            _joined([one.kind.name, one.owner.name if one.owner else _("có sẵn")]),
        )
        for one in templates_among(ids, by=actor)
    }


def _drafts(ids: list[int], actor: Actor) -> dict[int, Found]:
    return {
        one.pk: Found(
            f"{one.template.kind.name} {one.excerpt}".strip(),
            page_address("documents:draft", one.pk),
            _joined([DRAFT_STATES[one.state], one.organisation.name]),
        )
        for one in drafts_among(ids, by=actor)
    }


def _cases(ids: list[int], actor: Actor) -> dict[int, Found]:
    return {
        one.pk: Found(
            one.title,
            page_address("oversight:case", one.pk),
            _joined([one.kind.name, one.body.name if one.body else one.owner.name, one.get_state_display()]),
        )
        for one in cases_among(ids, by=actor)
    }


def _programmes(ids: list[int], actor: Actor) -> dict[int, Found]:
    return {
        one.pk: Found(
            one.title,
            page_address("oversight:programme", one.pk),
            _joined([one.body.name if one.body else one.owner.name, one.get_state_display()]),
        )
        for one in programmes_among(ids, by=actor)
    }


def _delegations(ids: list[int], actor: Actor) -> dict[int, Found]:
    return {
        one.pk: Found(one.title, page_address("oversight:delegation", one.pk), _joined([one.owner.name, one.year]))
        for one in visits.delegations_among(ids, by=actor)
    }


def _sessions(ids: list[int], actor: Actor) -> dict[int, Found]:
    return {
        one.pk: Found(
            f"{one.organisation.name}, {day(one.on)}",
            page_address("oversight:session", one.pk),
            _joined([one.get_state_display(), one.delegation.title]),
        )
        for one in visits.sessions_among(ids, by=actor)
    }


def _notes(ids: list[int], actor: Actor) -> dict[int, Found]:
    return {
        one.pk: Found(
            f"{one.organisation.name}, {day(one.on)}",
            page_address("oversight:note", one.pk),
            _joined([one.owner.name, _("cần xem xét kỹ hơn") if one.is_signal else ""]),
        )
        for one in visits.notes_among(ids, by=actor)
    }


OWNERS = {
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
"""Kind -> who decides what of it a reader may see."""
TEXTS: dict[str, Callable[[list[int], Actor], dict[int, str]]] = {
    "document": lambda ids, actor: texts_among(ids, by=actor, most=LOOKED_AT),
    "obligation": lambda ids, actor: instructions_among(ids, by=actor),
    "answer": lambda ids, actor: answer_texts_among(ids, by=actor),
    "delegation": lambda ids, actor: visits.delegation_texts(ids, by=actor),
    "session": lambda ids, actor: visits.session_texts(ids, by=actor),
    "note": lambda ids, actor: visits.note_texts(ids, by=actor),
}
"""Kind -> the texts of those a reader may see, in which a passage is shown."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A hit with the passage in which its words stand, and the clause that is a part of."""

    hit: Hit
    passage: Passage | None
    clause: str = ""

    @property
    def title(self) -> str:
        return self.hit.title


def results(request: HttpRequest) -> HttpResponse:
    """``?q=`` with ``kind``, ``year``, ``at`` (an organisation) and ``page``."""
    by = actor(request)
    query = _query(request)
    kind, year = request.GET.get("kind", ""), _year(request.GET.get("year", ""))
    branch, branches = _branches(request, by)
    kinds = [kind] if kind in KINDS else None
    where = branch.path if branch else ""
    hits = search(query, by=by, owners=OWNERS, limit=MOST, kinds=kinds, branch=where, year=year)
    page = page_of(request, hits, per_page=PER_PAGE)
    context = {
        "query": query,
        "page": page,
        "groups": _groups(_with_passages(list(page), query, by)),
        "kinds": KINDS,
        "kind": kind,
        "year": year or "",
        "at": branch.pk if branch else None,
        "branches": branches,
        "is_narrowed": bool(kinds or year or branch),
        "is_full": len(hits) == MOST,
    }
    return render(request, "search/results.html", context)


def _year(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else None


def _branches(request: HttpRequest, by: Actor) -> tuple[Organisation | None, list[Organisation]]:
    """The organisation a search is narrowed to, and those to choose from: what lies right below one's own place."""
    choice = list(children_here(by)[:MOST])
    asked = request.GET.get("at", "")
    if not (asked.isascii() and asked.isdigit() and len(asked) < 19):
        return None, choice
    chosen = next((one for one in choice if one.pk == int(asked)), None) or get_organisation(int(asked), by=by)
    return chosen, choice if chosen in choice else [chosen, *choice]


def _with_passages(hits: list[Hit], query: str, by: Actor) -> list[Shown]:
    """Each hit with its passage. One query for each kind with texts, and the work of a bounded stretch of each text."""
    found: dict[tuple[str, int], Passage] = {}
    for kind, texts in TEXTS.items():
        ids = [hit.object_id for hit in hits if hit.kind == kind]
        for pk, text in (texts(ids, by) if ids else {}).items():
            if one := passage(text, query):
                found[kind, pk] = one
    places = {pk: one.marks[0][0] for (kind, pk), one in found.items() if kind == "document" and one.marks}
    clauses = clauses_at(places)
    return [
        Shown(
            hit,
            found.get((hit.kind, hit.object_id)),
            clauses[hit.object_id].label if hit.kind == "document" and hit.object_id in clauses else "",
        )
        for hit in hits
    ]


def suggestions(request: HttpRequest) -> HttpResponse:
    """The first hits, as a part of a page."""
    query = _query(request)
    hits = search(query, by=actor(request), owners=OWNERS, limit=8) if len(query) > 1 else []
    return render(request, "search/suggestions.html", {"query": query, "hits": hits})


def _query(request: HttpRequest) -> str:
    return " ".join(request.GET.get("q", "")[:MAX_QUERY].split())


def _groups(shown: list[Shown]) -> list[tuple[str, list[Shown]]]:
    """(label, hits) of each kind; the kind of the nearest hit first."""
    groups: dict[str, list[Shown]] = {}
    for one in shown:
        groups.setdefault(one.hit.kind, []).append(one)
    return [(str(KINDS[kind]), found) for kind, found in groups.items()]


def _joined(parts: list[Any]) -> str:
    return " · ".join(str(part) for part in parts if part)
