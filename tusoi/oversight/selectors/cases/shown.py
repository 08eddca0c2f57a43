"""What the page of a case shows: its steps, team, papers, trail; and what a subject sees of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from tusoi.audit.models import Entry
from tusoi.organisations.scope import Actor
from tusoi.oversight import access, clock, limits
from tusoi.oversight.models import Case, CaseSubject, Conclusion, Paper, StepDone, TeamMember
from tusoi.oversight.procedure import Step
from tusoi.oversight.words import cases as words


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step of the procedure as it stands: ``state`` done, now or ahead."""

    step: Step
    state: str
    on: date | None
    who: str
    due_on: date | None


def steps_of(case: Case) -> list[StepLine]:
    """The steps in order with who finished them when; the last day of the present one. At most three queries."""
    newest: dict[str, StepDone] = {}
    for row in StepDone.objects.filter(case=case).select_related("by__person"):
        newest[row.step] = row
    codes = [step.code for step in case.kind.procedure.steps]
    here = codes.index(case.step) if case.step in codes else len(codes)
    found = []
    last = case.opened_on
    for number, step in enumerate(case.kind.procedure.steps):
        done = newest.get(step.code)
        if number < here:
            is_known = done is not None and not done.gone_back
            who = done.by.get_full_name() if is_known and done and done.by else ""
            last = done.on if is_known and done else last
            found.append(
                StepLine(step, "done", done.on if is_known and done else None, who, done.due_on if done else None)
            )
        elif number == here:
            due = limits.step_last_day(last, step, stopped=clock.stopped(case)) if step.days else None
            found.append(StepLine(step, "now", None, "", due))
        else:
            found.append(StepLine(step, "ahead", None, "", None))
    return found


def team_of(case: Case) -> list[TeamMember]:
    """Those who are in the team first, the leader before all. One query."""
    rank = {"leader": 0, "deputy": 1, "secretary": 2, "member": 3}
    rows = TeamMember.objects.filter(case=case).select_related("person").order_by("pk")
    return sorted(rows, key=lambda one: (one.valid_to is not None, rank[one.role]))


def papers_of(case: Case, by: Actor) -> QuerySet[Paper]:
    """The papers of the case the actor may see, newest last."""
    return (
        Paper.objects.visible_to(by)
        .filter(case=case)
        .select_related("subject__organisation", "subject__person", "document__kind", "document__file", "file")
        .defer("document__text")
        .order_by("pk")
    )


def own_subjects(case: Case, by: Actor) -> list[CaseSubject]:
    """What the actor answers for in the case. One query."""
    rows = CaseSubject.objects.filter(access.own_subjects_of(by), case=case)
    return list(rows.select_related("organisation", "person"))


def is_told(case: Case, stands: frozenset[str], by: Actor) -> bool:
    """Whether the conclusion may be read: all were told, or the actor answers for one that was. At most one query."""
    if case.announced_on is not None:
        return True
    if access.Standing.SUBJECT not in stands:
        return False
    return CaseSubject.objects.filter(access.own_subjects_of(by), case=case, announced_on__isnull=False).exists()


def visible_subjects(case: Case, by: Actor) -> QuerySet[CaseSubject]:
    """The subjects of the case the actor sees."""
    return CaseSubject.objects.visible_to(by).filter(case=case).select_related("organisation", "person")


def subject_after(subject: CaseSubject) -> CaseSubject | None:
    """The next one that stands in the same case, for whoever goes through all of them. One query."""
    rows = CaseSubject.objects.standing().filter(case=subject.case_id, pk__gt=subject.pk)
    return rows.select_related("organisation", "person").order_by("pk").first()


def subject_in_scope(subject_id: int, by: Actor) -> CaseSubject:
    """Raises CaseSubject.DoesNotExist."""
    rows = CaseSubject.objects.visible_to(by).select_related("organisation", "person", "commented_by__person", "case")
    return rows.get(pk=subject_id)


def trail_of(case: Case) -> QuerySet[Entry]:
    """What the trail keeps of a case and of what belongs to it; for whoever sees all of the case."""
    own = Q(subject_type=Case._meta.label_lower, subject_id=case.pk)
    conclusion = Conclusion.objects.filter(case=case).values("pk")
    own |= Q(subject_type=Conclusion._meta.label_lower, subject_id__in=conclusion)
    return Entry.objects.filter(own).exclude(action="oversight.read_case").order_by("-at", "-pk")


@dataclass(frozen=True, slots=True)
class Reading:
    """Somebody looked at a part of a restricted case; ``what`` in the reader's language."""

    entry: Entry
    what: str


def readings_of(case: Case, most: int = 50) -> list[Reading]:
    """Who has read what of a restricted case, newest first. Three queries."""
    entries = list(
        Entry.objects.about(Case._meta.label_lower, case.pk)
        .filter(action="oversight.read_case")
        .order_by("-at", "-pk")[:most]
    )
    asked = [str(one.changes.get("thing", "")).partition(" ") for one in entries]
    ids = {int(number) for _kind, _space, number in asked if number.isdigit()}
    subjects = CaseSubject.objects.filter(case=case, pk__in=ids).select_related("organisation", "person")
    papers = dict(Paper.objects.filter(case=case, pk__in=ids).values_list("pk", "title"))
    names = {"paper": papers, "file": papers, "subject": {one.pk: one.name for one in subjects}}
    return [
        Reading(entry, _read(kind, names.get(kind, {}).get(int(number) if number.isdigit() else 0, number)))
        for entry, (kind, _space, number) in zip(entries, asked, strict=True)
    ]


def _read(kind: str, name: str) -> str:
    return str(words.READ.get(kind, words.READ[""])) % {"name": name}


def paper_in_scope(paper_id: int, by: Actor) -> Paper:
    """Raises Paper.DoesNotExist."""
    rows = Paper.objects.visible_to(by).select_related(
        "case__kind", "case__owner", "subject__organisation", "subject__person", "document__kind", "document__file",
        "file", "added_by__person",
    )  # fmt: skip
    return rows.defer("document__text").get(pk=paper_id)


def member_in_scope(member_id: int, by: Actor) -> TeamMember:
    """Raises TeamMember.DoesNotExist."""
    return TeamMember.objects.visible_to(by).select_related("person").get(pk=member_id)
