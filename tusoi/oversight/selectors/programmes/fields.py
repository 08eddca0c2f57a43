"""Of which field of work a duty is, where that is known: from the case that laid it or on whose papers it rests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from tusoi.obligations.models import Obligation
from tusoi.organisations.scope import Actor
from tusoi.oversight.models import Case, Finding


def fields_of_duties(duty_ids: Iterable[int], by: Actor) -> dict[int, set[str]]:
    """Duty -> the fields it is about, of those about which anything is known. Three queries.

    A duty a conclusion laid is of the fields of the findings it is to mend; one of a case otherwise (a report that is
    asked for, a duty that rests on its decision, plan or conclusion) of those of the case. Only what the reader may
    see of findings and cases tells him of fields.
    """
    wanted = set(duty_ids)
    found: dict[int, set[str]] = defaultdict(set)
    if not wanted:
        return found
    laid = Finding.objects.visible_to(by).filter(requirements__obligations__in=wanted, areas__field__gt="")
    cases: Any = Case.objects.visible_to(by).filter(areas__field__gt="").order_by()
    reports = (cases.filter(**{f"{name}__in": wanted}) for name in ("self_report", "person_report"))
    self_reports, person_reports = reports
    pairs = laid.order_by().values_list("requirements__obligations", "areas__field")
    pairs = pairs.union(
        self_reports.values_list("self_report", "areas__field"),
        person_reports.values_list("person_report", "areas__field"),
    )
    for duty, field in pairs:
        found[duty].add(field)
    rests = dict(Obligation.objects.filter(pk__in=wanted, document__isnull=False).values_list("pk", "document"))
    if not rests:
        return found
    papers = set(rests.values())
    of_papers: dict[int, set[str]] = defaultdict(set)
    first, *others = (
        cases.filter(**{f"{name}__in": papers}).values_list(name, "areas__field")
        for name in ("conclusion__document", "decision", "plan")
    )
    for document, field in first.union(*others):
        of_papers[document].add(field)
    for duty, document in rests.items():
        if of_papers[document] and not found.get(duty):
            found[duty] |= of_papers[document]
    return found
