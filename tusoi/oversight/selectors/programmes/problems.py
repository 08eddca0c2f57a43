"""What a line of a programme lacks, and whether its owner may inspect whom it names that way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from tusoi import treepath
from tusoi.organisations.scope import Actor
from tusoi.oversight import whitelist
from tusoi.oversight.models import EntrySubject, InspectionRight, Programme, ProgrammeEntry
from tusoi.oversight.rules import relations
from tusoi.oversight.selectors.procedures import rights_on
from tusoi.oversight.words.programmes import PROBLEMS

MISSING = {
    "subjects": "line_subjects", "areas": "line_areas", "quarter": "line_quarter", "lead": "line_lead",
    "not_allowed": "line_not_allowed", "ended": "line_ended", "examined_years": "line_examined_years",
}  # fmt: skip
"""Problem -> code of the refusal when the programme is proposed, adopted or amended."""


@dataclass(frozen=True, slots=True)
class Problem:
    code: str
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def words(self) -> str:
        return str(PROBLEMS[self.code]) % self.details


def problems_of(programme: Programme, lines: Iterable[ProgrammeEntry], by: Actor) -> dict[int, list[Problem]]:
    """For each line that stands what it lacks. One query, however many lines."""
    rights = rights_on(by.today)
    found: dict[int, list[Problem]] = defaultdict(list)
    for line in lines:
        if line.cancelled_on is None:
            found[line.pk] = _problems(programme, line, rights)
    return {pk: problems for pk, problems in found.items() if problems}


def missing_in(programme: Programme, lines: Sequence[ProgrammeEntry], by: Actor) -> list[tuple[str, str]]:
    """The same as what keeps a programme from being proposed: (code, which line)."""
    problems = problems_of(programme, lines, by)
    return [
        (MISSING[problem.code], _("Dòng %(line)s") % {"line": line.position})
        for line in lines
        for problem in problems.get(line.pk, ())
    ]


def _problems(programme: Programme, line: ProgrammeEntry, rights: Sequence[InspectionRight]) -> list[Problem]:
    subjects = list(line.subjects.all())
    found = []
    if not subjects:
        found.append(Problem("subjects"))
    if not line.areas.all():
        found.append(Problem("areas"))
    if line.quarter is None and programme.year is not None:
        found.append(Problem("quarter"))
    if not line.lead and line.lead_person_id is None:
        found.append(Problem("lead"))
    if ended := [one.organisation.name for one in subjects if one.organisation.ended_on is not None]:
        found.append(Problem("ended", {"names": ", ".join(ended)}))
    outside = [name_of(one) for one in subjects if right_over(programme, line, one, rights) is None]
    if outside:
        found.append(Problem("not_allowed", {"names": ", ".join(outside)}))
    years = line.kind.procedure.examined_years
    if years and line.examined_from and line.examined_to and _too_long(line, years):
        found.append(Problem("examined_years", {"years": years}))
    return found


def _too_long(line: ProgrammeEntry, years: int) -> bool:
    begins, ends = line.examined_from, line.examined_to
    if begins is None or ends is None:
        return False
    return (ends.year - begins.year, ends.month, ends.day) >= (years, begins.month, begins.day)


def name_of(subject: EntrySubject) -> str:
    return subject.person.name if subject.person else subject.organisation.name


def right_over(
    programme: Programme, line: ProgrammeEntry, subject: EntrySubject, rights: Sequence[InspectionRight]
) -> InspectionRight | None:
    """The line of the whitelist under which the owner may inspect this subject that way; None: none does."""
    body = programme.body.kind.code if programme.body else ""
    spoken = (
        right
        for right in rights
        if whitelist.speaks_of(right, kind=line.kind.code, level=programme.owner.kind.code, body=body)
    )
    return whitelist.line_for(
        spoken, is_member=subject.person_id is not None, subject_level=subject.organisation.kind.code,
        relations=relations(programme.path, subject.organisation.path, treepath.WIDTH),
    )  # fmt: skip
