"""Whatever the tree and whoever inspects whom: nothing of a case reaches somebody who stands to it in no way."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import factories
from tests.organisations.test_nothing_sideways import grow, trees
from tests.oversight import build
from tusoi.organisations.models import Organisation, Person
from tusoi.organisations.scope import Actor
from tusoi.oversight.models import Case, CaseSubject, Finding, Paper, TeamMember
from tusoi.treepath import is_within

STEPS = ("propose", "outline", "self-report", "conclude", "done")
inspecting = st.lists(
    st.tuples(
        st.integers(0, 30), st.sampled_from(STEPS), st.sampled_from(("normal", "restricted")), st.integers(0, 30)
    ),
    min_size=1,
    max_size=4,
)  # fmt: skip


def inspect(grown: list[Organisation], cases, offices: dict[int, Actor]) -> list[Case]:
    """Each owner has a case over all below it, with somebody from elsewhere in its team, a paper and two findings."""
    made = []
    for choice, step, circle, helper in cases:
        owner = grown[choice % len(grown)]
        below = [one for one in grown if one != owner and one.is_below(owner)]
        someone = offices[grown[helper % len(grown)].pk]
        case = build.case(
            offices[owner.pk], owner, *below, at=step, circle=circle,
            team=((Person.objects.get(pk=someone.person_id), "member"),),
        )  # fmt: skip
        today = someone.today
        if step == "done":
            Case.objects.filter(pk=case.pk).update(concluded_on=today, announced_on=today)
        Paper.objects.create(case=case, title="trong đoàn", added_at=someone.at)
        for number, subject in enumerate(case.subjects.all(), start=1):
            Finding.objects.create(
                case=case, subject=subject, position=number, kind="shortcoming", text="x", created_at=someone.at
            )
            Paper.objects.create(
                case=case, subject=subject, title="gửi", added_at=someone.at,
                sent_on=today - timedelta(days=1) if subject.opened_on else None,
            )  # fmt: skip
        made.append(case)
    return made


def check(actor: Actor, place: Organisation) -> None:
    team = set(TeamMember.objects.filter(person=actor.person_id).values_list("case", flat=True))

    def inner(case: Case) -> bool:
        return case.owner_id == place.pk or case.pk in team

    def above(path: str) -> bool:
        return is_within(path, place.path) and path != place.path

    for case in Case.objects.visible_to(actor):
        own = CaseSubject.objects.filter(case=case, organisation=place, opened_on__isnull=False).exists()
        over = case.circle == "normal" and case.issued_on is not None and above(case.path)
        told = case.circle == "normal" and case.announced_on is not None and any(
            is_within(path, place.path) for path in case.subjects.values_list("path", flat=True)
        )  # fmt: skip
        assert inner(case) or own or over or told
    for subject in CaseSubject.objects.visible_to(actor).select_related("case"):
        case = subject.case
        own = subject.organisation_id == place.pk and subject.opened_on is not None
        told = case.announced_on is not None and is_within(subject.path, place.path)
        assert inner(case) or own or (case.circle == "normal" and (above(case.path) or told))
    for paper in Paper.objects.visible_to(actor).select_related("case", "subject"):
        sent = paper.sent_on is not None and paper.subject is not None and paper.subject.organisation_id == place.pk
        assert inner(paper.case) or sent
    for finding in Finding.objects.visible_to(actor).select_related("case", "subject"):
        case, subject = finding.case, finding.subject
        assert inner(case) or case.announced_on is not None
        own = subject.organisation_id == place.pk
        reached = case.circle == "normal" and (is_within(subject.path, place.path) or above(case.path))
        assert inner(case) or own or reached


@pytest.mark.django_db
@settings(max_examples=25)
@given(trees, inspecting)
def test_nothing_of_a_case_reaches_somebody_who_stands_to_it_in_no_way(parents, cases):
    with transaction.atomic():
        grown = grow(parents)
        offices = {one.pk: factories.actor("van-phong", one) for one in grown}
        inspect(grown, cases, offices)
        for place in grown:
            check(offices[place.pk], place)
        transaction.set_rollback(True)
