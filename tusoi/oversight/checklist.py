"""The checklist of a dossier: which papers of the procedure are there, waived, or still missing. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tusoi.oversight.procedure import PaperKind, Procedure


@dataclass(frozen=True, slots=True)
class Filed:
    """A paper as the checklist sees it. ``subject_id`` None: of the whole case, so of every subject."""

    code: str
    subject_id: int | None
    is_waived: bool = False
    is_sent: bool = False
    what: Any = None


@dataclass(frozen=True, slots=True)
class Line:
    """One paper that is asked for: of the whole case, or of one subject. ``state``: there, waived, missing."""

    kind: PaperKind
    subject_id: int | None
    subject: str
    filed: tuple[Filed, ...]

    @property
    def state(self) -> str:
        if any(not one.is_waived for one in self.filed):
            return "there"
        return "waived" if self.filed else "missing"

    @property
    def is_open(self) -> bool:
        return self.state == "missing" and self.kind.required

    @property
    def is_sent(self) -> bool:
        return any(one.is_sent or one.is_waived for one in self.filed)


def lines(procedure: Procedure, subjects: Mapping[int, str], filed: Iterable[Filed]) -> list[Line]:
    """Every line of the checklist in the order of the procedure; ``subjects``: id -> name of those that stand."""
    papers = list(filed)
    found = []
    for kind in procedure.papers:
        own = [one for one in papers if one.code == kind.code]
        if not kind.per_subject:
            found.append(Line(kind, None, "", tuple(own)))
            continue
        found += [
            Line(kind, pk, name, tuple(one for one in own if one.subject_id in (None, pk)))
            for pk, name in subjects.items()
        ]
    return found
