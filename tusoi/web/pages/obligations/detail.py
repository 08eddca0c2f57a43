"""One duty: the figure first, then who is missing, by organisation, what waits, what was sent, what happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tusoi.lib.calendar import days_late
from tusoi.obligations.letters import asked_by
from tusoi.obligations.rules import Counts, is_overdue
from tusoi.obligations.selectors import (
    RollUp,
    alike_in,
    assignments_of,
    dashboard,
    drafts_saved,
    gap_list,
    heads_of,
    history_of,
    last_extensions,
    may_answer,
    node_for,
    obligation_for,
    on_the_way,
    own_parts,
    passed_on,
    roll_up,
    roll_up_children,
    same_document,
    upward_chain,
)
from tusoi.organisations.scope import Actor
from tusoi.web.acting import actor
from tusoi.web.paging import page_of

from . import exports
from .common import number

if TYPE_CHECKING:
    from tusoi.obligations.models import Assignment, Obligation
    from tusoi.organisations.models import Organisation

TABS = ("missing", "tree", "waiting", "answers", "alike", "waived", "history", "bearers")
FILTER_OF = {"missing": "missing", "waiting": "submitted", "answers": "answered", "waived": "waived"}
FILTERS = ("all", "overdue", "returned", "accepted", "extended", "assigned", "submitted")
SHOWN_EVENTS = 6


@dataclass(frozen=True, slots=True)
class View:
    """What one reader looks at: the duty, where its figures begin for him, where he is now, and his figure there."""

    obligation: Obligation
    top: Organisation | None
    node: Organisation | None
    counts: Counts
    tab: str
    filter: str

    @property
    def is_whole(self) -> bool:
        return self.node is not None and self.node.pk == self.obligation.issued_by_id


@dataclass(frozen=True, slots=True)
class Row:
    assignment: Assignment
    head: Any
    overdue: bool
    late: int
    draft_at: Any
    extension: Any


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    by = actor(request)
    view = view_of(request, pk, by)
    wanted = request.GET.get("format")
    if wanted == "xlsx" and view.tab == "alike" and view.node is not None:
        return exports.alike(view, alike_in(view.obligation, view.node, by), by)
    if wanted in exports.FORMATS and view.node is not None:
        return exports.export(view, _rows_wanted(view, by), wanted, by)
    obligation = view.obligation
    reviews = _reviews(obligation, by)
    context: dict[str, Any] = {
        "view": view,
        "obligation": obligation,
        "known": obligation.title,
        "counts": view.counts,
        "tab": view.tab,
        "tabs": _tabs(view.counts),
        "at": by.at,
        "today": by.today,
        "mine": [(one, may_answer(one, by)) for one in own_parts(obligation, by)],
        "entries": history_of(obligation, by, last=SHOWN_EVENTS) if view.tab != "history" else [],
        "chain": upward_chain(obligation),
        "below": passed_on(obligation, by),
        "siblings": _siblings(view, by),
        "issues": by.may("obligations.issue", obligation.issued_by),
        "reviews": reviews,
        "why": by.explain("obligations.review", obligation.issued_by),
        "remind_by": asked_by(obligation, by.today),
        "done": request.GET.get("done", "")[:60],
        "way": on_the_way(view.top, view.node) if view.top and view.node and view.top != view.node else [],
        **(_content(request, view, by) if view.node else {}),
    }
    return render(request, "obligations/detail.html", context)


def view_of(request: HttpRequest, pk: int, by: Actor) -> View:
    """Raises DoesNotExist for a duty, or a place in it, out of reach."""
    obligation = obligation_for(pk, by)
    top, node = node_for(obligation, number(request.GET.get("at")), by)
    counts = roll_up(obligation.pk, node, by.today) if node else Counts()
    tab = request.GET.get("tab", "")
    if tab not in TABS:
        tab = "missing" if counts.missing or not counts.total else "tree"
    filter = request.GET.get("filter", "")
    return View(obligation, top, node, counts, tab, filter if filter in FILTERS else "all")


def _tabs(counts: Counts) -> list[tuple[str, str, int | None]]:
    tabs: list[tuple[str, str, int | None]] = [
        ("missing", _("Còn thiếu"), counts.missing),
        ("tree", _("Theo đơn vị"), None),
        ("waiting", _("Chờ duyệt"), counts.submitted),
        ("answers", _("Bài đã nộp"), counts.answered),
    ]
    if counts.waived:
        tabs.append(("waived", _("Được miễn"), counts.waived))
    return [*tabs, ("history", _("Lịch sử"), None)]


def _reviews(obligation: Obligation, by: Actor) -> bool:
    if obligation.review == "issuer":
        return by.may("obligations.review", obligation.issued_by)
    return any(grant.gives("obligations.review") for grant in by.grants)


def _siblings(view: View, by: Actor) -> list[tuple[Obligation, Counts]]:
    """The other duties of the same document with their figures: "294/308 cá nhân"."""
    if view.node is None:
        return []
    others = same_document(view.obligation, by)[:6]
    counts = dashboard([one.pk for one in others], view.node, by.at, by.today)
    return [(one, counts[one.pk]) for one in others if counts[one.pk].total]


def _rows_wanted(view: View, by: Actor) -> Any:
    assert view.node is not None
    if view.tab == "missing":
        return gap_list(view.obligation, view.node, by)
    filter = FILTER_OF.get(view.tab, view.filter)
    found = assignments_of(view.obligation, view.node, by, filter=filter)
    return found.order_by("submitted_at", "pk") if view.tab == "waiting" else found


def _known(view: View, by: Actor) -> int | None:
    """How many lines the list has, from the figure above it: counting a nation's for every page takes longer than all
    else. None where the reader may not see every line that is counted."""
    assert view.node is not None
    if view.obligation.bearer != "organisation" or not by.may("read", view.node):
        return None
    counts, filter = view.counts, FILTER_OF.get(view.tab, view.filter)
    return {
        "all": counts.total + counts.waived,
        "missing": counts.missing,
        "assigned": counts.assigned,
        "answered": counts.answered,
        "overdue": counts.overdue,
        "submitted": counts.submitted,
        "returned": counts.returned,
        "accepted": counts.accepted,
        "waived": counts.waived,
    }.get(filter)


def _content(request: HttpRequest, view: View, by: Actor) -> dict[str, Any]:
    """What the open tab shows."""
    assert view.node is not None
    if view.tab == "history":
        return {"entries": history_of(view.obligation, by, bearers=True, last=100)}
    if view.tab == "alike":
        return {"page": page_of(request, alike_in(view.obligation, view.node, by), per_page=20)}
    if view.tab == "tree":
        page = page_of(request, _tree(view, by))
        return {"page": page, "lines": list(page)}
    page = page_of(request, _rows_wanted(view, by), count=_known(view, by))
    noted = any(one.reminder_noted_on == by.today for one in page)
    return {"page": page, "noted_today": noted, "rows": rows_of(list(page), view.obligation, by), "filters": FILTERS}


def _tree(view: View, by: Actor) -> list[RollUp]:
    """The branches first, then the single bearers; in each the ones most behind first, else as in the tree."""
    assert view.node is not None
    lines = roll_up_children(view.obligation.pk, view.node, by.today)
    return sorted(
        lines, key=lambda line: (not line.is_itself, not line.has_more, -line.counts.late, -line.counts.missing)
    )


def rows_of(parts: list[Assignment], obligation: Obligation, by: Actor) -> list[Row]:
    """The lines of a list of bearers, with what stands beside each name. Three queries."""
    ids = [one.pk for one in parts]
    heads = heads_of((one.organisation_id for one in parts if one.person_id is None), by.today) if parts else {}
    open_ids = [one.pk for one in parts if one.state in ("assigned", "returned")]
    drafts = drafts_saved(open_ids) if open_ids else {}
    extensions = last_extensions(ids) if any(one.extended for one in parts) else {}
    return [
        Row(
            one,
            heads.get(one.organisation_id) if one.person_id is None else None,
            is_overdue(one.state, one.due_on, by.today),
            days_late(one.due_on, by.today) if one.state in ("assigned", "returned") else 0,
            drafts.get(one.pk),
            extensions.get(one.pk),
        )
        for one in parts
    ]
