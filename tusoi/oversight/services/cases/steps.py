"""Going through the procedure: a step is finished when its gate has what it needs, gone back to with a reason."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from tusoi.organisations.scope import Actor, Refused
from tusoi.oversight import access, gates
from tusoi.oversight.clock import step_due
from tusoi.oversight.models import Case, Paper, StepDone, TeamMember
from tusoi.oversight.procedure import DONE, Step
from tusoi.oversight.rules import CASE, NotYet
from tusoi.oversight.selectors import cases as asked
from tusoi.oversight.services.common import bump, keep, locked_case, text_of


@transaction.atomic
def finish_step(*, case_id: int, by: Actor, seen: int | None = None) -> Case:
    """Finish the step the case stands at and go on to the next; after the last one the case is closed.

    Raises NotYet with everything that is missing, Stale, IllegalMove (suspended, closed) and Refused: the owner's step
    by the owner's people, the team's and the subject's by the team; who is of the team never finishes the concluding.
    """
    case = locked_case(case_id, by, "", seen=seen)
    move = case.kind.procedure.workflow().move(case.step, "finish")
    access.require(case, move.permission, by)
    return finish(case, by)


@transaction.atomic
def go_back(*, case_id: int, reason: str, by: Actor, seen: int | None = None) -> Case:
    """Back to the step before, where nothing has gone out yet. Raises Rejected, Stale, IllegalMove and Refused."""
    case = locked_case(case_id, by, "", seen=seen)
    move = case.kind.procedure.workflow().move(case.step, "go_back")
    access.require(case, move.permission, by)
    why = text_of("reason", reason, most=2_000, required=True, code="reason")
    before, case.step = case.step, move.target
    StepDone.objects.create(
        case=case, step=move.target, on=by.today, gone_back=True, reason=why, by_id=by.account_id, at=by.at
    )
    bump(case, "step")
    keep(case, by, "go_back", step=[before, case.step], reason=why)
    return case


def finish(case: Case, by: Actor) -> Case:
    """The step of a locked case, its right asked. Raises NotYet, and Refused for a team that would conclude."""
    procedure = case.kind.procedure
    move = procedure.workflow().move(case.step, "finish")
    step = procedure.step(case.step)
    assert step is not None  # the workflow has it
    _never_the_team(case, step, by)
    if lacking := gates.missing(procedure, step, asked.facts_of(case)):
        raise NotYet(lacking)
    due = step_due(case, step)
    StepDone.objects.create(case=case, step=step.code, on=by.today, due_on=due, by_id=by.account_id, at=by.at)
    before, fields = case.step, _mark(case, step, by.today)
    case.step = "" if move.target == DONE else move.target
    if not case.step:
        CASE.move(case.state, "close")
        access.require(case, "owner", by)
        case.state, case.closed_on = Case.State.CLOSED, by.today
        fields += ["state", "closed_on"]
    bump(case, "step", *fields)
    keep(case, by, "finish_step", step=[before, case.step], due_on=due)
    if case.state == Case.State.CLOSED:
        waived = Paper.objects.filter(case=case, withdrawn_on__isnull=True).exclude(waived_reason="").count()
        keep(case, by, "close_case", waived=waived)
    return case


def _never_the_team(case: Case, step: Step, by: Actor) -> None:
    """The team gathers and reports; it never concludes on its own work."""
    if step.gate != "conclude" or by.person_id is None:
        return
    if TeamMember.objects.filter(case=case, person=by.person_id).exists():
        raise Refused("oversight.conclude_own_work")


def _mark(case: Case, step: Step, today: date) -> list[str]:
    """The days the case itself keeps."""
    if step.gate == "conclude" and case.concluded_on is None:
        case.concluded_on = today
        return ["concluded_on"]
    if step.gate == "announce" and case.announced_on is None:
        case.announced_on = today
        return ["announced_on"]
    return []
