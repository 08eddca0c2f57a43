"""Laying a duty on every cell: through the product, step by step with progress, and by bulk_create."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from benchmarks.nation import Nation
from benchmarks.timing import Result, once
from tusoi.obligations import tallies
from tusoi.obligations.models import Assignment, DeliverableKind, Obligation
from tusoi.obligations.services import ObligationDraft, Selection, continue_cascade, lay_obligations
from tusoi.organisations.models import Organisation
from tusoi.organisations.scope import system_actor

TITLE = "Nhiệm vụ giao tới mọi chi bộ"


def lay(nation: Nation, title: str = TITLE) -> Obligation:
    by = system_actor()
    draft = ObligationDraft(title, by.today + timedelta(days=30), DeliverableKind.objects.earliest("pk"))
    (laid,) = lay_obligations(
        drafts=[draft], selection=Selection(kind_codes=("cell",)), issued_by=nation.organisation("root"), by=by
    )
    while not continue_cascade(obligation_id=laid.pk, by=by, seconds=0.5).finished:
        pass
    return laid


def by_bulk_create(nation: Nation) -> None:
    """The usual way: an instance for each bearer, a thousand a statement, in one transaction."""
    by, root = system_actor(), nation.organisation("root")
    with transaction.atomic():
        obligation = Obligation.objects.create(
            issued_by=root, title="Như trên", deliverable=DeliverableKind.objects.earliest("pk"),
            bearer=Obligation.Bearer.ORGANISATION, due_on=by.today + timedelta(days=30),
            state=Obligation.State.WITHDRAWN, issued_at=timezone.now(), issued_on=by.today - timedelta(days=1000),
        )  # fmt: skip
        tops = {one.path: one.pk for one in Organisation.objects.filter(depth=1)}
        cells = Organisation.objects.living().below(root).filter(kind__code="cell").order_by("path")
        Assignment.objects.bulk_create(
            [
                Assignment(
                    obligation_id=obligation.pk, organisation_id=pk, path=path, pivot_id=pivot, top_id=tops[path[:12]],
                    reviewer_id=root.pk, due_on=obligation.due_on,
                )
                for pk, path, pivot in cells.values_list("pk", "path", "pivot_id").iterator()
            ],
            batch_size=1000,
        )  # fmt: skip


def measure(nation: Nation) -> list[Result]:
    times = [once(lambda: lay(nation))]
    laid = Obligation.objects.filter(title=TITLE).latest("pk")
    assert Assignment.objects.filter(obligation=laid).count() == nation.size.cells
    assert tallies.audit([laid.pk]) == {}
    usual = once(lambda: by_bulk_create(nation))
    for number in range(2):
        times.append(once(lambda number=number: lay(nation, f"{TITLE}, lần {number}")))
    seconds = sorted(times)[1] / 1000
    return [
        Result(
            f"laying a duty on {nation.size.cells:,} cells", seconds, "s", "bulk_create", usual / 1000,
            usual / 1000 / seconds, limit=5, least=4,
        )
    ]  # fmt: skip
