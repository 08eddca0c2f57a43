"""What stands behind a figure: the cases, the subjects, and which of them make it differ from the one before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from tusoi.organisations.scope import Actor
from tusoi.oversight import access
from tusoi.oversight.figures import DISTINCT, Change, Row, explain
from tusoi.oversight.models import Case, CaseSubject

from .asked import Asked
from .counts import parts_of_balance, timed

WHICH = ("concluded", "opening", "new", "done", "dropped", "closing")
ABOUT = ("organisations", "members", "committee")


@dataclass(frozen=True, slots=True)
class Hidden:
    """What is counted and not shown: how many cases, and how much they make of the figure; how many are shown."""

    cases: int = 0
    amount: int = 0
    seen: int = 0


def cases_behind(asked: Asked, which: str, by: Actor) -> tuple[QuerySet[Case], Hidden]:
    """The cases of a figure of which the actor may know how far they are, newest first, and how many there are beside
    them. Two queries."""
    if which in ("", "concluded"):
        rows: Any = Case.objects.filter(asked.concluded())
    else:
        rows = timed().filter(asked.cases(), parts_of_balance(asked.span)[which])
    if asked.narrows_subjects:
        rows = rows.filter(Exists(CaseSubject.objects.filter(asked.subjects(), case=OuterRef("pk"))))
    seen = rows.filter(access.progress_of(by))
    number = seen.count()
    hidden = Hidden(rows.count() - number, seen=number)
    return seen.select_related("kind", "owner", "body").order_by("-concluded_on", "-opened_on", "-pk"), hidden


def subjects_of_cases(asked: Asked, case_ids: Sequence[int]) -> dict[int, int]:
    """How many subjects of the question each of these cases has. One query."""
    rows = CaseSubject.objects.filter(asked.subjects(), case__in=case_ids).order_by()
    return dict(rows.values_list("case").annotate(n=Count("pk")))


def subjects_behind(asked: Asked, about: str, by: Actor) -> tuple[QuerySet[Any], Hidden]:
    """The distinct organisations, members or committee members of a figure which the actor may see, by name.

    Rows of ``{"id", "name", "place", "times", "last"}``: how often and when last in the period. Beside them how many
    more there are only in cases he may not see. Two queries.
    """
    rows = CaseSubject.objects.filter(_in(asked.concluded()), asked.subjects(), about_of(about))
    # Whoever reads figures here and reads the case at all, but as its subject, sees all of its subjects.
    read = Case.objects.filter(asked.concluded()).filter(access.inner_cases_of(by) | access.cases_below(by))
    seen = rows.filter(case__in=read.values("pk"))
    key = "organisation" if about == "organisations" else "person"
    number = seen.aggregate(n=Count(key, distinct=True))["n"]
    hidden = rows.aggregate(n=Count(key, distinct=True))["n"] - number
    names = ("organisation__name", "organisation__parent__name") if key == "organisation" else ("person__name", "")
    columns = [key, *(name for name in names if name)]
    found = seen.order_by().values(*columns).annotate(
        times=Count("pk"), last=Max("case__concluded_on"), place=Max("organisation__name"),
    )  # fmt: skip
    return found.order_by(names[0], key), Hidden(amount=hidden, seen=number)


def about_of(about: str) -> Q:
    """The condition on subjects of what is counted (of ABOUT)."""
    if about == "organisations":
        return Q(person__isnull=True)
    return Q(person__isnull=False) & (Q(is_committee_member=True) if about == "committee" else Q())


def _in(cases: Q) -> Q:
    return Q(case__in=Case.objects.filter(cases).values("pk"))


# --- why it changed


@dataclass(frozen=True, slots=True)
class Share:
    """What a kind, an owner, a level makes of the change."""

    key: Any
    name: str
    came: int = 0
    went: int = 0

    @property
    def amount(self) -> int:
        return self.came - self.went


@dataclass(frozen=True, slots=True)
class CaseShare:
    """What one case makes of the change: plus in this period, minus in the one before."""

    id: int
    title: str
    kind: str
    owner: str
    concluded_on: date
    amount: int


@dataclass(frozen=True, slots=True)
class Explained:
    """A change and what makes it: it is exactly the sum of its cases, and of each way to share it out."""

    measure: str
    change: Change
    came: int
    went: int
    by_kind: list[Share] = field(default_factory=list)
    by_owner: list[Share] = field(default_factory=list)
    by_level: list[Share] = field(default_factory=list)
    cases: list[CaseShare] = field(default_factory=list)
    """Those the actor may see, the largest first."""
    hidden: Hidden = field(default_factory=Hidden)


def explained(asked: Asked, measure: str, by: Actor) -> Explained:
    """Why a measure (of figures.MEASURES) differs from the period before. Four queries."""
    now, then = _rows(asked, measure), _rows(asked.before, measure)
    moves = explain(now, then, distinct=measure in DISTINCT)
    both = asked.concluded() | asked.before.concluded()
    known = {
        row["pk"]: row
        for row in Case.objects.filter(both).values("pk", "title", "kind__code", "owner", "owner__name", "concluded_on")
    }
    visible = set(Case.objects.filter(both).filter(access.progress_of(by)).values_list("pk", flat=True))
    amounts: Counter[int] = Counter()
    for row, sign in moves:
        amounts[row.case] += sign
    shown = [
        CaseShare(
            pk, known[pk]["title"], known[pk]["kind__code"], known[pk]["owner__name"],
            known[pk]["concluded_on"] or asked.span.last, amount,
        )
        for pk, amount in amounts.items()
        if pk in visible
    ]  # fmt: skip
    others = [amount for pk, amount in amounts.items() if pk not in visible]
    return Explained(
        measure, Change(_size(now, measure), _size(then, measure)),
        came=sum(sign > 0 for _, sign in moves), went=sum(sign < 0 for _, sign in moves),
        by_kind=_shares(moves, lambda row: (known[row.case]["kind__code"], "")),
        by_owner=_shares(moves, lambda row: (known[row.case]["owner"], known[row.case]["owner__name"])),
        by_level=[] if measure == "cases" else _shares(moves, lambda row: (row.level, "")),
        cases=sorted(shown, key=lambda one: (-abs(one.amount), -one.concluded_on.toordinal(), one.id)),
        hidden=Hidden(len(others), sum(others)),
    )  # fmt: skip


def _rows(asked: Asked, measure: str) -> list[Row]:
    if measure == "cases":
        rows: Any = Case.objects.filter(asked.concluded())
        if asked.narrows_subjects:
            rows = rows.filter(Exists(CaseSubject.objects.filter(asked.subjects(), case=OuterRef("pk"))))
        return [Row(pk, on, pk) for pk, on in rows.values_list("pk", "concluded_on")]
    about = {"organisation_times": "organisations", "member_times": "members", "committee_times": "committee"}
    kind = about.get(measure, measure)
    key = "organisation" if kind == "organisations" else "person"
    found = CaseSubject.objects.filter(_in(asked.concluded()), asked.subjects(), about_of(kind))
    columns = ("case", "case__concluded_on", key, "level")
    return [Row(*row) for row in found.order_by().values_list(*columns)]


def _size(rows: list[Row], measure: str) -> int:
    return len({row.subject for row in rows}) if measure in DISTINCT else len(rows)


def _shares(moves: Iterable[tuple[Row, int]], key_of: Any) -> list[Share]:
    came: Counter[Any] = Counter()
    went: Counter[Any] = Counter()
    for row, sign in moves:
        (came if sign > 0 else went)[key_of(row)] += 1
    found = [Share(key[0], key[1], came[key], went[key]) for key in came.keys() | went.keys()]
    return sorted(found, key=lambda one: (-abs(one.amount), -one.came, str(one.key)))
