"""The findings of a case: the list, the matrix of subjects and kinds, what a form offers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from tusoi.documents.models import Clause
from tusoi.organisations.models import Body
from tusoi.organisations.scope import Actor
from tusoi.oversight import access
from tusoi.oversight.circles import STUB_KINDS
from tusoi.oversight.models import Case, CaseKind, CaseSubject, Conclusion, ContentArea, Finding, Paper, Requirement

COMMON = "common"
CLAUSES = 20


@dataclass(frozen=True, slots=True)
class Filters:
    """Of the list: "" stands for all. ``subject``: an id or "common"."""

    kind: str = ""
    subject: str = ""
    area: str = ""
    text: str = ""
    dropped: bool = False


def findings_of(case: Case, *, by: Actor, wanted: Filters | None = None) -> QuerySet[Finding]:
    """What this reader may know of, in its order. Five queries with what is fetched along."""
    wanted = wanted or Filters()
    found = Finding.objects.visible_to(by).filter(case=case, dropped_on__isnull=not wanted.dropped)
    if wanted.kind in Finding.Kind.values:
        found = found.filter(kind=wanted.kind)
    if wanted.subject == COMMON:
        found = found.filter(subject__isnull=True)
    elif wanted.subject.isascii() and wanted.subject.isdigit() and len(wanted.subject) < 19:
        found = found.filter(subject=int(wanted.subject))
    if wanted.area:
        found = found.filter(pk__in=Finding.objects.filter(areas__code=wanted.area[:40]).values("pk"))
    if words := wanted.text.strip()[:200]:
        found = found.filter(Q(text__icontains=words) | Q(cause__icontains=words) | Q(evidence__icontains=words))
    asked = Requirement.objects.visible_to(by).filter(dropped_on__isnull=True).order_by("position")
    return (
        found.select_related("subject__organisation", "subject__person", "person", "clause__document__kind")
        .prefetch_related(
            Prefetch("areas", ContentArea.objects.order_by("rank", "pk")),
            Prefetch("papers", Paper.objects.filter(withdrawn_on__isnull=True)),
            Prefetch("requirements", asked),
            Prefetch("opened", Case.objects.visible_to(by).select_related("kind")),
        )
        .defer("clause__document__text")
        .order_by("position")
    )  # fmt: skip


def finding_in_scope(pk: int, by: Actor) -> Finding:
    """One the reader may know of, with its case. Raises Finding.DoesNotExist."""
    return Finding.objects.visible_to(by).select_related("case").get(pk=pk)


def finding_for(pk: int, case: Case, *, by: Actor) -> Finding:
    """One of them, struck ones too. Raises Finding.DoesNotExist."""
    found = Finding.objects.visible_to(by).filter(case=case)
    found = found.select_related("subject__organisation", "subject__person", "person", "clause__document__kind")
    return found.defer("clause__document__text").get(pk=pk)


@dataclass(slots=True)
class Row:
    """A row of the matrix: a subject, or what is common to all (``subject`` None)."""

    subject: CaseSubject | None
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(Finding.Kind.values, 0))

    @property
    def cells(self) -> list[tuple[str, int]]:
        return list(self.counts.items())

    @property
    def key(self) -> str:
        return str(self.subject.pk) if self.subject else COMMON

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def matrix_of(case: Case, *, by: Actor) -> list[Row]:
    """Subjects x kinds, over what this reader may know of. Two queries."""
    subjects = CaseSubject.objects.visible_to(by).standing().filter(case=case).select_related("organisation", "person")
    rows: dict[int | None, Row] = {None: Row(None)}
    rows |= {one.pk: Row(one) for one in subjects.order_by("pk")}
    found = Finding.objects.visible_to(by).filter(case=case, dropped_on__isnull=True)
    for subject, kind in found.order_by("position").values_list("subject", "kind"):
        if subject in rows:
            rows[subject].counts[kind] += 1
    return list(rows.values())


def areas_for(case: Case, *, kept: Iterable[ContentArea] = ()) -> list[ContentArea]:
    """What a finding may be about: those of the case first, then whatever is in force. Two queries."""
    own = list(case.areas.order_by("rank", "pk"))
    rest = ContentArea.objects.on(case.opened_on).order_by("rank", "pk")
    known = {one.pk: one for one in [*own, *kept, *rest]}
    return list(known.values())


def papers_for(case: Case) -> list[Paper]:
    """Papers that may bear a finding out. For whoever works on the case."""
    held = Paper.objects.filter(case=case, withdrawn_on__isnull=True, waived_reason="")
    return list(held.select_related("subject__organisation", "subject__person").order_by("pk"))


def clauses_like(words: str, *, by: Actor) -> list[Clause]:
    """Clauses of documents within reach with these words in label, title, text or number; the newest first."""
    asked = [word for word in words.replace("\x00", "").split() if word][:6]
    if not asked or len("".join(asked)) < 2:
        return []
    found = Clause.objects.visible_to(by).select_related("document__kind").defer("document__text")
    for word in asked:
        found = found.filter(
            Q(title__icontains=word)
            | Q(label__icontains=word)
            | Q(quote__icontains=word)
            | Q(document__symbol__icontains=word)
            | Q(document__excerpt__icontains=word)
            | (Q(document__number=int(word)) if word.isascii() and word.isdigit() and len(word) < 7 else Q(pk=None))
        )
    return list(found.order_by("-document__issued_on", "document", "position")[:CLAUSES])


def may_write(case: Case, stands: frozenset[str], conclusion: Conclusion | None) -> bool:
    """Whether findings and requirements may still be changed, by somebody who stands so."""
    inner = bool(stands & {access.Standing.OWNER, access.Standing.TEAM})
    is_open = conclusion is None or conclusion.state == Conclusion.State.DRAFT
    return inner and is_open and case.state == Case.State.RUNNING


def signs_without_case(case: Case, *, by: Actor) -> int:
    """Signs of violation no case was opened for yet."""
    signs = Finding.objects.visible_to(by).filter(case=case, kind=Finding.Kind.SIGN, dropped_on__isnull=True)
    return signs.filter(opened__isnull=True).count()


def rows_for_export(findings: Iterable[Finding]) -> Iterable[tuple[str | int | date | None, ...]]:
    for one in findings:
        requirement = next(iter(one.requirements.all()), None)
        clause = f"{one.clause.label or one.clause.title}, {one.clause.document.reference}" if one.clause else ""
        yield (
            one.position, str(one.get_kind_display()), one.subject.name if one.subject else "",
            "; ".join(area.name for area in one.areas.all()), one.text, one.evidence,
            "; ".join(paper.title for paper in one.papers.all()), one.cause,
            str(one.get_responsibility_display()) if one.responsibility else "",
            one.person.name if one.person else "", clause or one.provision,
            requirement.text if requirement else "", requirement.due_on if requirement else None,
            "; ".join(case.title for case in one.opened.all()),
        )  # fmt: skip


def clause_shown(pk: int, case: Case, *, by: Actor) -> Clause | None:
    """A clause a form carries: within reach, or kept by a finding of this case already."""
    kept = Finding.objects.filter(case=case, clause=pk)
    reach = Q(pk__in=Clause.objects.visible_to(by).values("pk")) | Q(pk__in=kept.values("clause"))
    return Clause.objects.filter(reach, pk=pk).select_related("document__kind").defer("document__text").first()


def kinds_for_signs(*, on: date) -> list[CaseKind]:
    """Kinds of cases a sign of violation may be taken up by: inspections that are more than a stub."""
    found = CaseKind.objects.on(on).filter(form=CaseKind.Form.INSPECTION).order_by("rank", "code")
    return [one for one in found if one.code not in STUB_KINDS]


def bodies_of(case: Case, *, on: date) -> list[Body]:
    """The owner's bodies that may be named as who inspects."""
    return list(Body.objects.on(on).filter(organisation=case.owner).select_related("kind").order_by("kind__code", "pk"))
