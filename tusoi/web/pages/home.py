"""Việc của tôi: what we owe, what waits for our review, who below us is late, what just happened."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tusoi.obligations.rules import due_words
from tusoi.obligations.selectors import (
    WaitingAnswer,
    just_happened,
    missing_below,
    oldest_waiting,
    organisation_here,
    owed_count,
    owed_soonest,
    reported,
    to_do_here,
    to_do_oneself,
)
from tusoi.organisations.scope import Actor
from tusoi.organisations.selectors import has_below, has_office, which_exist
from tusoi.oversight.selectors.cases import awaiting_comment, drafts_for, my_cases, running_of
from tusoi.oversight.selectors.remediation import open_of, raised_to
from tusoi.oversight.selectors.visits import sessions_around
from tusoi.web.acting import actor
from tusoi.web.templatetags.tusoi import day, number

if TYPE_CHECKING:
    from tusoi.obligations.models import Assignment
    from tusoi.organisations.models import Organisation

LEADS = ("head", "deputy")
OWED = 12
COUNTED = 100
NAMES = 5


@dataclass(frozen=True, slots=True)
class Owed:
    """One duty of ours with how near its day is and the step that comes next."""

    assignment: Assignment
    words: str
    days: int
    step: str
    """"return" (mend it), "draft" (go on) or "answer"."""
    is_mine: bool


@dataclass(slots=True)
class Waiting:
    """The answers to one duty that wait, the oldest first."""

    first: WaitingAnswer
    count: int = 0
    names: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """Here and not in the template, as `since`: there are twelve lines of them."""
        return ngettext("%(count)s bài", "%(count)s bài", self.count) % {"count": number(self.count)}

    @property
    def since(self) -> str:
        return _("từ %(day)s") % {"day": day(self.first.submitted_at)}

    @property
    def who(self) -> str:
        more = self.count - len(self.names)
        return ", ".join(self.names) + (" " + _("và %(count)s bài nữa") % {"count": number(more)} if more > 0 else "")


def my_work(request: HttpRequest) -> HttpResponse:
    by = actor(request)
    owed = owed_soonest(by, OWED + 1)
    waiting = oldest_waiting(by, COUNTED)
    owed_in_all = len(owed) if len(owed) <= OWED else owed_count(by, COUNTED)
    request.counted = {"home": owed_in_all, "obligations:list": len(waiting)}  # type: ignore[attr-defined]
    here = organisation_here(by) if by.place else None
    lays = by.place is not None and by.place.gives("obligations.issue")
    there_are = which_exist(
        by, our_plans=to_do_here, own_plans=to_do_oneself, reported=reported, cases=running_of,
        drafts=drafts_for, remediation=open_of, raised=raised_to, sessions=sessions_around,
    )  # fmt: skip
    return render(
        request,
        "home.html",
        {
            "owed": [_owed(one, by) for one in owed[:OWED]],
            "owed_more": len(owed) > OWED,
            "waiting": _grouped(waiting),
            "reviews": by.place is not None and by.place.gives("obligations.review"),
            "missing": missing_below(here, by) if here and lays else [],
            "lays": lays,
            "lays_last": here is not None and lays and _is_leaf(here),
            "looks_first": here is not None and _looks_first(here, by),
            "there_are": there_are,
            "cases": my_cases(by) if there_are["cases"] else [],
            "drafts_to_comment": awaiting_comment(by) if there_are["drafts"] else [],
            "entries": just_happened(by),
            "here": here,
            "today": by.today,
        },
    )


def _is_leaf(here: Organisation) -> bool:
    """Whether nothing stands below: asked only where that may be, beneath the organisations with cells."""
    return here.is_below_pivot and not here.is_pivot and not has_below(here)


def _looks_first(here: Organisation, by: Actor) -> bool:
    """Whether he leads where an office reads the answers day by day: he wants to know first who lags."""
    return by.place is not None and by.place.role in LEADS and has_office(here, on=by.today)


def _owed(assignment: Assignment, by: Actor) -> Owed:
    step = "return" if assignment.state == "returned" else "draft" if assignment.draft_at else "answer"  # type: ignore[attr-defined]
    return Owed(
        assignment,
        due_words(assignment.due_on, by.today),
        abs((assignment.due_on - by.today).days),
        step,
        assignment.person_id is not None,
    )


def _grouped(rows: list[WaitingAnswer]) -> list[Waiting]:
    """Grouped by duty; the duty whose oldest answer has waited longest comes first."""
    groups: dict[int, list[WaitingAnswer]] = {}
    for row in rows:
        groups.setdefault(row.obligation_id, []).append(row)
    return [Waiting(some[0], len(some), [one.name for one in some[:NAMES]]) for some in groups.values()]
