"""Programmes for tests: lines that are complete, in any state."""

from __future__ import annotations

from typing import Any

from tests.oversight import build
from tusoi.organisations.models import Organisation
from tusoi.organisations.scope import Actor
from tusoi.oversight.models import InspectionRight, Programme, ProgrammeEntry
from tusoi.oversight.services import programmes as services

YEAR = 2027


def ready() -> None:
    """The kinds, contents and the whitelist that lines of these tests use."""
    build.kind()
    build.kind("kt-ch")
    build.kind("kt-dhvp", is_scheduled=False)
    build.area()
    build.area("can-bo")
    right = build.everything_allowed()
    InspectionRight.objects.filter(pk=right.pk).update(owner_bodies=["", "ban-thuong-vu", "uy-ban-kiem-tra"])


def draft(*subjects: Any, **more: Any) -> services.EntryDraft:
    """A complete line over organisations, or pairs of an organisation and a person."""
    pairs = tuple(one if isinstance(one, tuple) else (one.pk, None) for one in subjects)
    values: dict[str, Any] = {
        "kind": "gs-cd", "content": "Việc thực hiện quy chế làm việc", "areas": ("quy-che",), "quarter": 2,
        "lead": "Ủy ban Kiểm tra", "subjects": pairs,
    } | more  # fmt: skip
    return services.EntryDraft(**values)


def programme(
    by: Actor, owner: Organisation, *lines: services.EntryDraft, at: str = "drafting", inspector: Actor | None = None,
    **more: Any,
) -> Programme:  # fmt: skip
    """A programme of the owner that has come as far as state ``at``."""
    ready()
    made = services.create_programme(owner_id=owner.pk, by=by, **{"year": YEAR, **more})
    for line in lines:
        services.save_entry(programme_id=made.pk, draft=line, by=by)
    steps = ("drafting", "proposed", "merged", "adopted", "closed")
    for state in steps[1 : steps.index(at) + 1]:
        if state == "proposed":
            services.propose_programme(programme_id=made.pk, by=by)
        elif state == "merged":
            services.merge_programme(programme_id=made.pk, by=inspector or by)
        elif state == "adopted":
            services.adopt_programme(programme_id=made.pk, on=by.today, by=by)
        else:
            services.close_programme(programme_id=made.pk, by=by)
    made.refresh_from_db()
    return made


def only_line(made: Programme) -> ProgrammeEntry:
    return made.entries.get()
