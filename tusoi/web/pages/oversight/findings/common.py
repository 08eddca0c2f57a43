"""What these pages share: the case with what is concluded of it, who may write, addresses."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse

from tusoi.organisations.scope import Actor, Refused
from tusoi.oversight import access
from tusoi.oversight.circles import is_stub
from tusoi.oversight.models import Case, Conclusion, Finding
from tusoi.oversight.selectors import findings as asked
from tusoi.oversight.selectors.cases import is_inner
from tusoi.oversight.services.cases import note_reading
from tusoi.web.acting import actor
from tusoi.web.pages.oversight.cases.common import case_of, tab_url

KINDS = {"strength": "ok", "shortcoming": "", "defect": "wait", "sign": "late"}
"""Kind of a finding -> class of its chip: colour and shape."""


@dataclass
class Work:
    """A case as these pages look at it. What is asked of the database is asked when it is shown."""

    case: Case
    stands: frozenset[str]
    by: Actor

    @cached_property
    def conclusion(self) -> Conclusion | None:
        return asked.conclusion_of(self.case, by=self.by)

    @cached_property
    def inner(self) -> bool:
        return is_inner(self.stands)

    @cached_property
    def is_owner(self) -> bool:
        return access.Standing.OWNER in self.stands

    @cached_property
    def in_team(self) -> bool:
        return access.Standing.TEAM in self.stands

    @cached_property
    def writes(self) -> bool:
        return asked.may_write(self.case, self.stands, self.conclusion)

    @cached_property
    def matrix(self) -> list[asked.Row]:
        return asked.matrix_of(self.case, by=self.by)

    @cached_property
    def findings(self) -> list[Finding]:
        return list(asked.findings_of(self.case, by=self.by)[:50])

    @cached_property
    def count(self) -> int:
        return sum(row.total for row in self.matrix)

    @cached_property
    def requirements(self) -> list[Any]:
        return asked.requirements_of(self.case, by=self.by)

    @cached_property
    def stages(self) -> list[asked.Stage]:
        if not self.inner:
            return []
        return asked.stages_of(self.case, self.conclusion, subjects=self.subjects, asked=self.requirements)

    @cached_property
    def subjects(self) -> list[Any]:
        """Those that stand: all of them for whoever works on the case, else those of the reader."""
        return asked.standing_subjects(self.case) if self.inner else self.own_subjects

    @cached_property
    def own_subjects(self) -> list[Any]:
        """What somebody outside of the case may read of, told itself or with all the others."""
        return [
            row.subject
            for row in self.matrix
            if row.subject is not None and (self.case.announced_on or row.subject.announced_on)
        ]

    @cached_property
    def letter(self) -> Any:
        """What this reader reads of it: all, or the extract for his subjects; None where there is nothing."""
        if self.conclusion is None or not self.conclusion.sections:
            return None
        try:
            if self.inner:
                return asked.letter_of(self.case, self.conclusion, subjects=self.subjects, on=self.case.concluded_on)
            return asked.letter_of(self.case, self.conclusion, only=self.own_subjects)
        except LookupError:
            return None

    @cached_property
    def results(self) -> list[tuple[Any, Any]]:
        """(subject, its result or None) of everybody this reader may know of."""
        procedure = self.case.kind.procedure
        return [(one, procedure.result(one.result)) for one in self.subjects]

    @property
    def kinds(self) -> list[tuple[str, str]]:
        return [(code, str(label)) for code, label in Finding.Kind.choices]


def work_of(request: HttpRequest, pk: int) -> Work:
    """The case as far as it exists for who asks; a stub has no such pages. DoesNotExist and Http404: 404."""
    case, stands = case_of(request, pk)
    if is_stub(case.circle, case.kind.code):
        raise Http404
    by = actor(request)
    if case.circle != Case.Circle.NORMAL:
        page = request.resolver_match.url_name if request.resolver_match else ""
        note_reading(case=case, thing=page or "findings", by=by)
    return Work(case, stands, by)


def inner_work(request: HttpRequest, pk: int) -> Work:
    """For whoever works on the case; others see that it is there and are refused (403)."""
    work = work_of(request, pk)
    if not work.inner:
        raise Refused("oversight.team")
    return work


def owners_work(request: HttpRequest, pk: int) -> Work:
    """For the owner's people, who conclude."""
    work = work_of(request, pk)
    if not work.is_owner:
        raise Refused("oversight.owner")
    return work


def finding_of(work: Work, pk: int) -> Finding:
    if pk > 2**63 - 1:
        raise Http404
    return asked.finding_for(pk, work.case, by=work.by)


def results_url(case_id: int) -> str:
    return tab_url(case_id, "results")


def conclusion_url(case_id: int) -> str:
    return tab_url(case_id, "conclusion")


def list_url(case_id: int, finding_id: int | None = None) -> str:
    url = reverse("oversight:findings", args=[case_id])
    return f"{url}#f{finding_id}" if finding_id else url
