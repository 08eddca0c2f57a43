"""The picker of bearers: what it shows of the branch, its parts for htmx, and the page that lays a duty on more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tusoi.lib.formats import number as spelled
from tusoi.obligations.refusals import STEPS, say
from tusoi.obligations.selectors import (
    basis_for,
    deliverables,
    kinds_below,
    levels_to_choose,
    obligation_for,
    organisation_below,
    people_chosen,
    people_found,
    ways_open,
    whom_asked,
)
from tusoi.obligations.services import Selection, add_bearers
from tusoi.organisations.scope import Actor
from tusoi.web.acting import actor

from .common import number, numbers, place
from .lay_form import DutyForm
from .whom import BearerForm, Choice, known_prefix, opened_one, pairs_of, read_choice

if TYPE_CHECKING:
    from tusoi.obligations.selectors import KindCount
    from tusoi.organisations.models import Organisation

MOST_WORDS = 4
"""So many names stand in the summary of a fold; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Group:
    """The children of one node that are of one kind, and how their boxes are named."""

    name: str
    field: str
    organisations: list[Organisation]


def show(choices: Sequence[Choice], issuer: Organisation, by: Actor, levels: Sequence[KindCount]) -> dict[str, Any]:
    """What the pickers of a page need: the open levels of the tree, the people chosen and found, what is chosen in
    words. However many choices there are, the number of queries stays the same.

    The levels in which something is ticked stand open, so that nothing ticked is out of sight.
    """
    ways = ways_open({pk for one in choices for pk in one.ticked}, issuer, by)
    for choice in choices:
        choice.opened += [node for pk in sorted(choice.ticked) for node in ways.get(pk, ())]
    opened = dict.fromkeys(pk for one in choices for pk in one.opened)
    children = levels_to_choose([issuer.pk, *opened], issuer, by)
    people = people_chosen([pair for one in choices for pair in one.pairs], issuer, by)
    names = {one.pk: one.name for rows in children.values() for one in rows} | {issuer.pk: issuer.name}
    for choice in choices:
        choice.people = [people[pair] for pair in choice.pairs if pair in people]
        if choice.found is not None:
            choice.found, choice.found_more = people_found(choice.find, issuer, by)
        choice.words = _words(choice, levels, names)
    groups = {pk: _groups(pk, rows) for pk, rows in children.items()}
    return {"kinds_below": levels, "groups": groups.get(issuer.pk, []), "inner": groups}


def _groups(node: int, children: Iterable[Organisation]) -> list[Group]:
    return [
        Group(some[0].kind.name, f"org-{node}-{code}", some)
        for code, some in ((code, list(rows)) for code, rows in groupby(children, key=lambda one: one.kind.code))
    ]


def _words(choice: Choice, levels: Sequence[KindCount], names: dict[int, str]) -> list[str]:
    """What is chosen: kinds first, then names, at most a few, then how many more."""
    said = [f"{kind.name} ({spelled(kind.count)})" for kind in levels if kind.code in choice.kind_codes]
    said += [name for pk, name in names.items() if pk in choice.ticked]
    said += [one.name for one in choice.people]
    total = len(choice.kind_codes) + len(choice.ticked) + len(choice.pairs)
    shown = said[:MOST_WORDS]
    return [*shown, _("và %(n)s nữa") % {"n": spelled(total - len(shown))}] if total > len(shown) else shown


def children(request: HttpRequest) -> HttpResponse:
    """The next level below an organisation, for the picker."""
    by, issuer = _issuer(request)
    node = organisation_below(number(request.GET.get("node")) or 0, issuer, by)
    rows = levels_to_choose([node.pk], issuer, by).get(node.pk, [])
    context = {"node": node, "groups": _groups(node.pk, rows), "whom": Choice(_prefix(request)), "deeper": True}
    return render(request, "obligations/parts/level.html", context)


def people(request: HttpRequest) -> HttpResponse:
    """The people already ticked and those a search finds, for the picker."""
    by, issuer = _issuer(request)
    prefix = _prefix(request)
    choice = Choice(prefix, pairs=pairs_of(request.GET.getlist(f"{prefix}person")), found=[])
    choice.find = request.GET.get(f"{prefix}find", "").replace("\0", "")[:100]
    choice.people = list(people_chosen(choice.pairs, issuer, by).values())
    choice.found, choice.found_more = people_found(choice.find, issuer, by)
    return render(request, "obligations/parts/people.html", {"whom": choice})


def own(request: HttpRequest) -> HttpResponse:
    """A duty's own choice, to begin with: whom its requirement names is ticked."""
    by, issuer = _issuer(request)
    prefix = _prefix(request)
    choice = Choice(prefix, BearerForm(prefix=prefix.rstrip("-")))
    levels = kinds_below(issuer, by)
    clause_id = number(request.GET.get("clause"))
    if document_id := number(request.GET.get("document")):
        _document, clauses = basis_for(document_id, by)
        asked = [clause for clause in clauses if clause.pk == clause_id]
        choice.named = next(iter(whom_asked(asked, issuer, by, kinds=levels).values()), choice.named)
        choice.tick_named()
    context = {"whom": choice, "issuer": issuer, **show([choice], issuer, by, levels)}
    return render(request, "obligations/parts/own.html", context)


def expectations(request: HttpRequest) -> HttpResponse:
    """What a good answer of a kind contains, under the field of the form."""
    by = actor(request)
    index = next(iter(numbers([request.GET.get("index", "")])), 0)
    kinds = list(deliverables(by.today))
    form = DutyForm({**request.GET.dict()}, prefix=f"d{index}", kinds=kinds, today=by.today)
    return render(request, "obligations/parts/expectations.html", {"kind": form.kind})


def _issuer(request: HttpRequest) -> tuple[Actor, Organisation]:
    by = actor(request)
    issuer = place(by, "obligations.issue")
    by.require("obligations.issue", issuer)
    return by, issuer


def _prefix(request: HttpRequest) -> str:
    prefix = known_prefix(request.GET.get("prefix", ""))
    if prefix is None:
        raise Http404
    return prefix


def bearers(request: HttpRequest, pk: int) -> HttpResponse:
    """Lay a duty on more bearers."""
    by = actor(request)
    obligation = obligation_for(pk, by)
    issuer = obligation.issued_by
    by.require("obligations.issue", issuer)
    on_people = obligation.bearer == "person"
    choice = read_choice(request.POST, form=BearerForm()) if request.method == "POST" else Choice()
    if opened := opened_one(request.POST.get("open")):
        choice.opened.append(opened[1])
    elif "search" in request.POST or request.POST.get("step") == "enter":
        choice.found = []
    elif request.method == "POST":
        selection = Selection(
            organisation_ids=tuple(sorted(choice.ticked)),
            kind_codes=tuple(sorted(choice.kind_codes)),
            committee=on_people,
            person_pairs=tuple(choice.pairs) if on_people else (),
        )
        try:
            added = add_bearers(obligation_id=pk, selection=selection, by=by)
            messages.success(request, _("Đã giao thêm cho %(count)s đối tượng.") % {"count": added})
            return redirect("obligations:detail", pk)
        except STEPS as error:
            choice.errors.append(say(error))
    context = {
        "whom": choice,
        "obligation": obligation,
        "issuer": issuer,
        "on_people": on_people,
        **show([choice], issuer, by, kinds_below(issuer, by)),
    }
    return render(request, "obligations/bearers.html", context, status=422 if choice.errors else 200)
