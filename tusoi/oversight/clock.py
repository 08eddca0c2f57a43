"""The days of a case: its last day with extension and suspensions, the last day of a step."""

from __future__ import annotations

from datetime import date, timedelta

from tusoi.lib.calendar import add_working_days, next_working_day, working_days_between
from tusoi.oversight import limits
from tusoi.oversight.models import Case, StepDone
from tusoi.oversight.procedure import Limit, Step


def limit_of(case: Case) -> Limit | None:
    """The limit for owners of this level; None: the rules set none."""
    return case.kind.procedure.limit_for(case.owner.kind.code, case.body.kind.code if case.body else "")


def furthest(case: Case) -> date | None:
    """The furthest day to which it may be extended; None where the rules set no extension."""
    if case.issued_on is None:
        return None
    return limits.furthest_extension(case.issued_on, limit_of(case), stopped=stopped(case))


def stopped(case: Case, until: date | None = None) -> list[tuple[date, date]]:
    """The spells the clock stood still, [from, to); an open one counts up to ``until``, or not at all."""
    rows = case.suspensions.order_by("pk").values_list("valid_from", "valid_to")
    spells = [(first, last or until) for first, last in rows]
    return [(first, last) for first, last in spells if last is not None]


def due_on(case: Case) -> date | None:
    """The last day by the limit for the owner, moved by suspensions, without extension; None: not set."""
    if case.issued_on is None:
        return None
    return limits.last_day(case.issued_on, limit_of(case), stopped=stopped(case))


def step_due(case: Case, step: Step) -> date | None:
    """The last day of a step: its days counted from when the step before was finished; None: not set."""
    if step.days is None:
        return None
    done = StepDone.objects.filter(case=case, gone_back=False).order_by("-pk").values_list("on", flat=True).first()
    return limits.step_last_day(done or case.opened_on, step, stopped=stopped(case))


def moved(case: Case) -> date | None:
    """The last day after the clock was started again: also of one that was extended to a day that was chosen."""
    if case.due_on is None or not case.extensions.exists():
        return due_on(case)
    spells = stopped(case)
    if not spells:
        return case.due_on
    first, last = spells[-1]
    limit = limit_of(case)
    if limit is not None and limit.unit == "working":
        day = timedelta(days=1)
        return add_working_days(case.due_on, working_days_between(first - day, last - day))
    return next_working_day(case.due_on + (last - first))
