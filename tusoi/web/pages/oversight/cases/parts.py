"""What each tab of a case shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from tusoi.oversight import access, clock, gates, refusals
from tusoi.oversight.checklist import Line
from tusoi.oversight.circles import is_stub
from tusoi.oversight.models import Case, CaseSubject
from tusoi.oversight.rules import NotYet
from tusoi.oversight.selectors import cases as asked
from tusoi.web.acting import actor
from tusoi.web.paging import page_of

from . import forms as own
from .common import tab_url

Bound = Mapping[str, forms.Form]
SENT = ("submitted", "accepted")
"""States of an answer that came."""
MOST_MISSING = 6
"""So many of what is missing stand open; the rest is folded."""
PLACES = {"leader": "team", "conclusion": "conclusion", "result": "conclusion", "registered": "conclusion"}
"""Code of what is missing -> the tab it gets done on; what is of subjects on theirs."""


def context_of(tab: str, request: HttpRequest, one: Case, stands: frozenset[str], bound: Bound) -> dict[str, Any]:
    return _PARTS[tab](request, one, stands, bound)


def overview(request: HttpRequest, one: Case, stands: frozenset[str], bound: Bound) -> dict[str, Any]:
    """Where it stands, what comes next and what it lacks; the limits; what may be done."""
    inner = asked.is_inner(stands)
    context: dict[str, Any] = {"limit": clock.limit_of(one), "areas": list(one.areas.all())}
    if access.Standing.SUBJECT in stands and not inner:
        context["own"] = asked.own_subjects(one, actor(request))
        sent = asked.answers_of(one)
        context["own_next"] = [(each, sent.get((each.organisation_id, each.person_id))) for each in context["own"]]
    if not inner:
        return context
    if is_stub(one.circle, one.kind.code):
        settle = bound.get("settle") or own.Settle(initial={"on": actor(request).today})
        return {**context, "subjects": asked.standing_subjects(one), "settle": settle}
    procedure = one.kind.procedure
    step = procedure.step(one.step)
    missing: gates.Missing = []
    actions: set[str] = set()
    if step is not None:
        missing = gates.missing(procedure, step, asked.facts_of(one))
        moves = [move for move in procedure.workflow().from_state(one.step) if asked.may(stands, move.permission)]
        actions = {move.action for move in moves} if one.state == Case.State.RUNNING else set()
    is_reporting = step is not None and step.gate == "self_report" and bool(one.self_report_id or one.person_report_id)
    answers = list(asked.answers_of(one).values()) if is_reporting else []
    days = (one.due_on - actor(request).today).days if one.due_on else None
    lacking = [(words, _place(one, code)) for words, (code, _about) in zip(
        refusals.say_missing(NotYet(missing)), missing, strict=True
    )]  # fmt: skip
    return {
        **context, "step": step, "steps": asked.steps_of(one), "missing": lacking[:MOST_MISSING],
        "more_missing": lacking[MOST_MISSING:],
        "asked_count": len(answers), "sent_count": sum(answer.state in SENT for answer in answers),
        "actions": actions, "days_left": days, "days_over": -days if days is not None and days < 0 else 0,
        "extensions": list(one.extensions.select_related("by__person")), "furthest": clock.furthest(one),
        "suspensions": list(one.suspensions.order_by("pk")), "is_owner": access.Standing.OWNER in stands,
        "forms": {
            "finish": bound.get("finish"), "resume": bound.get("resume"),
            "back": bound.get("back") or _named(own.Reason, "back"),
            "extend": bound.get("extend") or _named(own.Extend, "extend"),
            "suspend": bound.get("suspend") or _named(own.Reason, "suspend"),
            "drop": bound.get("drop") or _named(own.Reason, "drop"),
        },
        "open_form": next((name for name in bound), ""),
    }  # fmt: skip


def _place(one: Case, code: str) -> str:
    """Where what is missing gets done."""
    if code == "not_announced":
        return reverse("oversight:conclusion_announce", args=[one.pk])
    if code in ("decision", "plan"):
        return reverse("oversight:case_issue", args=[one.pk])
    if code in ("paper", "not_sent"):
        return f"{tab_url(one.pk, 'papers')}&missing=1"
    return tab_url(one.pk, PLACES.get(code, "subjects"))


def _named(kind: type[forms.Form], name: str, **more: Any) -> forms.Form:
    """Several small forms on a page: their fields have ids of their own."""
    return kind(auto_id=f"{name}_%s", **more)


def subjects(request: HttpRequest, one: Case, stands: frozenset[str], bound: Bound) -> dict[str, Any]:
    """Whom it is about, and how far it is with each: opened, reported, heard, told."""
    rows = list(one.subjects.select_related("organisation", "person"))
    answers = asked.answers_of(one)
    lines: list[dict[str, Any]] = []
    for row in rows:
        remove = bound.get(f"remove-{row.pk}") or _named(own.Reason, f"remove-{row.pk}")
        lines.append({"one": row, "answer": answers.get((row.organisation_id, row.person_id)), "remove": remove})
    standing = [line for line in lines if line["one"].removed_on is None]
    reported = [line for line in standing if line["answer"] and line["answer"].state in SENT]
    today = actor(request).today
    is_on = one.state == Case.State.RUNNING and one.concluded_on is None
    return {
        "lines": standing, "removed": [line for line in lines if line["one"].removed_on is not None],
        "reported": len(reported), "asked_reports": bool(one.self_report_id or one.person_report_id),
        "is_past_reports": one.kind.procedure.is_past("self_report", one.step),
        "waiting": sum(1 for line in standing if line["one"].opened_on is None),
        "may_change": access.Standing.OWNER in stands and is_on, "may_open": is_on and one.issued_on is not None,
        "opening": bound.get("open") or _named(own.Opening, "open", initial={"on": today}),
        "reports": bound.get("reports") or _named(own.Reports, "reports"), "request_key": uuid4(),
    }  # fmt: skip


def team(request: HttpRequest, one: Case, stands: frozenset[str], bound: Bound) -> dict[str, Any]:
    by = actor(request)
    who = " ".join(request.GET.get("who", request.POST.get("who", "")).split())[:100]
    may_change = access.Standing.OWNER in stands and one.state == Case.State.RUNNING
    lines: list[dict[str, Any]] = []
    for member in asked.team_of(one):
        change = bound.get(f"change-{member.pk}") or _named(
            own.MemberChange, f"change-{member.pk}", initial={"role": member.role, "task": member.task}
        )
        leave = bound.get(f"leave-{member.pk}") or _named(own.Reason, f"leave-{member.pk}")
        lines.append({"one": member, "change": change, "leave": leave})
    found = asked.people_named(by, who) if who and may_change else []
    return {
        "members": lines, "who": who, "found": found, "may_change": may_change, "member_form": bound.get("member"),
        "roles": own.Member.base_fields["role"].choices,  # type: ignore[attr-defined]
    }  # fmt: skip


def papers(request: HttpRequest, one: Case, stands: frozenset[str], bound: Bound) -> dict[str, Any]:
    """The checklist: of the whole case by steps, then folded by subject; what is beside it; the form to file more."""
    from .dossier import paper_form

    by = actor(request)
    standing = asked.standing_subjects(one)
    lines = asked.checklist_of(one, standing)
    every = list(asked.papers_of(one, by))
    known = {one_kind.code for one_kind in one.kind.procedure.papers}
    english = (get_language() or "vi").startswith("en")
    only_open = request.GET.get("missing") == "1"
    shown = [line for line in lines if line.is_open or not only_open]
    code = request.GET.get("code", "")[:40]
    kind = one.kind.procedure.paper(code)
    title = (kind.name.en if english else kind.name.vi) if kind else ""
    start = {"code": code, "subject": request.GET.get("subject", ""), "title": title}
    is_on = one.state == Case.State.RUNNING
    due = _due_steps(one)
    now_open = sum(line.is_open and line.kind.step in due for line in lines)
    return {
        "due": due, "now_open": now_open,
        "steps": _by_steps(one, [line for line in shown if line.subject_id is None], bound),
        "whole_open": sum(line.is_open for line in lines if line.subject_id is None and line.kind.step in due),
        "by_subject": _by_subject(one, standing, lines, only_open, bound, start["subject"]),
        "open_lines": sum(line.is_open for line in lines), "all_lines": sum(line.kind.required for line in lines),
        "only_open": only_open,
        "beside": [paper for paper in every if paper.code not in known and paper.withdrawn_on is None],
        "gone": [paper for paper in every if paper.withdrawn_on is not None],
        "paper_form": bound.get("paper") or paper_form(None, one, standing, **start), "may_file": is_on,
        "may_waive": is_on and access.Standing.OWNER in stands, "request_key": uuid4(),
        "is_filing": bool(kind) or "paper" in bound,
    }  # fmt: skip


def _due_steps(one: Case) -> set[str]:
    """The steps that were reached: what belongs to a later one is not late yet. All of them at the last."""
    codes = [step.code for step in one.kind.procedure.steps]
    here = codes.index(one.step) if one.step in codes else len(codes)
    return set(codes[: here + 1])


def _by_steps(one: Case, lines: list[Line], bound: Bound) -> list[dict[str, Any]]:
    steps = []
    for step in one.kind.procedure.steps:
        if own_lines := [line for line in lines if line.kind.step == step.code]:
            steps.append({"step": step, "lines": [_line(line, bound) for line in own_lines]})
    return steps


def _by_subject(
    one: Case, standing: list[CaseSubject], lines: list[Line], only_open: bool, bound: Bound, chosen: str
) -> list[dict[str, Any]]:
    """Each subject with its lines, and how many of those that are required are there; none where nothing is its own."""
    steps, due = {step.code: step for step in one.kind.procedure.steps}, _due_steps(one)
    groups = []
    for subject in standing:
        own_lines = [line for line in lines if line.subject_id == subject.pk]
        required = [line for line in own_lines if line.kind.required]
        lacking = sum(line.is_open for line in required)
        now = sum(line.is_open and line.kind.step in due for line in required)
        shown = [
            {**_line(line, bound), "step": steps.get(line.kind.step)}
            for line in own_lines
            if line.is_open or not only_open
        ]
        if shown:
            failed = any(row["waive"].errors for row in shown)
            groups.append(
                {
                    "subject": subject, "lines": shown, "all": len(required), "there": len(required) - lacking,
                    "open": lacking, "now": now,
                    "is_unfolded": failed or len(standing) == 1 or chosen == str(subject.pk),
                }
            )  # fmt: skip
    return groups


def _line(line: Line, bound: Bound) -> dict[str, Any]:
    name = f"waive-{line.kind.code}-{line.subject_id or ''}"
    return {"line": line, "waive": bound.get(name) or _named(own.Reason, name)}


def trail(request: HttpRequest, one: Case, stands: frozenset[str], bound: Bound) -> dict[str, Any]:
    readers = asked.readings_of(one) if one.circle == Case.Circle.RESTRICTED else []
    return {
        "page": page_of(request, asked.trail_of(one)), "readers": readers,
        "is_owner": access.Standing.OWNER in stands,
    }  # fmt: skip


_PARTS = {"overview": overview, "subjects": subjects, "team": team, "papers": papers, "trail": trail}
