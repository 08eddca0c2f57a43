"""Duties for tests, laid through the services."""

from datetime import date, timedelta

from tusoi.obligations.models import Assignment, DeliverableKind, Obligation
from tusoi.obligations.services import ObligationDraft, Selection, lay_obligations
from tusoi.organisations.models import Organisation
from tusoi.organisations.scope import Actor


def deliverable(code: str = "plan", *, has_items: bool = True) -> DeliverableKind:
    return DeliverableKind.objects.get_or_create(
        code=code,
        defaults={"name_vi": "Kế hoạch", "name_en": "Plan", "valid_from": date(2020, 1, 1), "has_items": has_items},
    )[0]


def lay(
    by: Actor,
    issued_by: Organisation,
    *bearers: Organisation,
    due_on: date | None = None,
    title: str = "Kế hoạch khắc phục",
    parent: Assignment | None = None,
    **more: object,
) -> Obligation:
    """A duty on organisations, due in ten days. ``parent``: the part of one above that it passes on."""
    draft = ObligationDraft(title, due_on or by.today + timedelta(days=10), deliverable(), **more)
    selection = Selection(organisation_ids=tuple(one.pk for one in bearers))
    return lay_obligations(drafts=[draft], selection=selection, issued_by=issued_by, by=by, parent=parent)[0]


def part(obligation: Obligation, bearer: Organisation) -> Assignment:
    return Assignment.objects.get(obligation=obligation, organisation=bearer, person__isnull=True)
