"""The end of what only has a stub here: the day and what became of each organisation, for the counts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from tusoi.organisations.scope import Actor
from tusoi.oversight.circles import is_stub
from tusoi.oversight.models import Case, CaseSubject
from tusoi.oversight.rules import Rejected
from tusoi.oversight.services.common import bump, keep, locked_case


@transaction.atomic
def settle_stub(
    *, case_id: int, on: date, by: Actor, results: Mapping[int, str] | None = None, seen: int | None = None
) -> Case:
    """Close a stub on a day, with the code of the result for each of its organisations (id of the subject -> code).

    Raises Rejected ("": not_stub; "on": future, order; "results": unknown), Stale, IllegalMove and Refused.
    """
    case = locked_case(case_id, by, "owner", "close", seen=seen)
    if not is_stub(case.circle, case.kind.code):
        raise Rejected({"": "not_stub"})
    if on > by.today:
        raise Rejected({"on": "future"})
    known = {one.code for one in case.kind.procedure.results}
    given = dict(results or {})
    subjects = CaseSubject.objects.standing().filter(case=case).in_bulk(list(given))
    if len(subjects) < len(given) or set(given.values()) - known:
        raise Rejected({"results": "unknown"})
    for pk, subject in subjects.items():
        subject.result = given[pk]
    CaseSubject.objects.bulk_update(subjects.values(), ["result"])
    case.state, case.concluded_on, case.closed_on = Case.State.CLOSED, on, by.today
    bump(case, "state", "concluded_on", "closed_on")
    keep(case, by, "settle_stub", on=on, count=len(subjects))
    return case
