"""The permission matrix of the cases: who stands how x every page and every paper x how far the case is.

Team, owner, commission, subject, sibling, superior, commission above: each page and paper of a case of a commune over
two of its cells, while it is prepared, while it runs, and after it was announced; once more for a restricted one.
"""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pytest
from django.urls import get_resolver, reverse
from python_calamine import CalamineWorkbook

from tests import factories
from tests.cast import Cast
from tests.oversight import build
from tusoi.documents.files import store_file
from tusoi.organisations.models import Account, Person
from tusoi.organisations.scope import Actor
from tusoi.oversight.models import Case, CaseSubject, Paper, TeamMember
from tusoi.web.urls import cases as patterns

pytestmark = pytest.mark.django_db
INNER = {"owner", "commission", "team"}
WHO = ("owner", "commission", "team", "subject", "sibling", "superior", "commission_above", "stranger", "administrator")
STAGES = {"preparing": "propose", "running": "verify", "announced": "file"}


@dataclass
class World:
    case: Case
    mine: CaseSubject
    others: CaseSubject
    member: TeamMember
    papers: dict[str, Paper]
    people: dict[str, Actor]


def world(cast: Cast, stage: str, circle: str = "normal") -> World:
    """A case of An Bình over Thôn Đông and Thôn Hạ; the subject is Thôn Đông, the sibling Suối Giàng."""
    team = factories.actor("dang-vien", cast.suoi_giang, username="team")
    case = build.case(
        cast.lan, cast.an_binh, cast.thon_dong, cast.thon_ha, at=STAGES[stage], circle=circle,
        team=((Person.objects.get(pk=team.person_id), "leader"),),
    )  # fmt: skip
    if stage == "announced":
        today = cast.lan.today
        Case.objects.filter(pk=case.pk).update(concluded_on=today, announced_on=today)
        case.refresh_from_db()
    mine, others = case.subjects.order_by("pk")
    file = store_file(content=b"noi dung", filename="bien-ban.txt", organisation=cast.an_binh, by=cast.lan)
    today = cast.lan.today

    def paper(**more: Any) -> Paper:
        return Paper.objects.create(case=case, title="Tài liệu", added_at=cast.lan.at, file=file, **more)

    sent = today if stage != "preparing" else None
    papers = {
        "inner": paper(), "of_mine": paper(subject=mine), "sent_to_all": paper(sent_on=sent),
        "sent_to_me": paper(subject=mine, sent_on=sent), "sent_to_others": paper(subject=others, sent_on=sent),
        "from_me": paper(subject=mine, is_from_subject=True),
        "from_others": paper(subject=others, is_from_subject=True),
        "withdrawn": paper(subject=mine, sent_on=sent, withdrawn_on=today, withdrawal_reason="nhầm"),
    }  # fmt: skip
    people = {
        "owner": cast.lan, "commission": factories.actor("kiem-tra", cast.an_binh, username="ubkt"), "team": team,
        "subject": cast.noi, "sibling": cast.tuong, "superior": cast.may, "commission_above": cast.inspector,
        "stranger": cast.sua, "administrator": cast.admin,
    }  # fmt: skip
    return World(case, mine, others, case.team.get(), papers, people)


def sees_case(who: str, stage: str, circle: str) -> bool:
    if who in INNER:
        return True
    if who == "subject":
        return stage != "preparing"
    return who in ("superior", "commission_above") and stage != "preparing" and circle == "normal"


def sees_paper(who: str, name: str, stage: str) -> bool:
    if who in INNER:
        return True
    if who != "subject" or stage == "preparing":
        return False
    return name in ("sent_to_all", "sent_to_me", "from_me")


def expected(page: str, who: str, stage: str, circle: str) -> set[int]:
    """Statuses a GET (or an empty POST) of a page may have."""
    there = sees_case(who, stage, circle)
    if page in ("case_team", "case_edit", "case_issue", "case_subjects"):
        if who in ("owner", "commission"):
            return {200, 302}
        return {403} if there else {404}
    if page in ("case_index", "case_papers"):
        if who in INNER:
            return {200, 422}
        return {403} if there else {404}
    if page == "case_do":
        if who in INNER:
            return {200, 302, 403, 422}
        return {403} if there else {404}
    if page == "case":
        return {200} if there else {404}
    if page == "member_do":
        if who in ("owner", "commission"):
            return {302, 422}
        return {403, 422} if who == "team" else {404}
    raise AssertionError(f"{page}: write down whom it is for")


def client_for(client: Any, actor: Actor) -> Any:
    client.force_login(Account.objects.get(pk=actor.account_id))
    return client


CELLS = [(stage, circle) for stage in STAGES for circle in ("normal", "restricted")]
OF_CASE = {
    "case": "get", "case_edit": "get", "case_issue": "get", "case_subjects": "get", "case_team": "get",
    "case_index": "get", "case_papers": "post",
}  # fmt: skip
KNOWN = {
    *OF_CASE, "cases", "cases_export", "case_new", "case_do", "subject", "subject_remove", "subject_do", "member_do",
    "paper", "paper_file", "paper_do",
}  # fmt: skip


def test_every_page_of_a_case_is_in_this_matrix():
    assert get_resolver()
    assert {pattern.name for pattern in patterns} == KNOWN


@pytest.mark.parametrize(("stage", "circle"), CELLS)
@pytest.mark.parametrize("who", WHO)
def test_every_page_of_a_case(client, cast, who, stage, circle):
    here = world(cast, stage, circle)
    client_for(client, here.people[who])
    for page, method in OF_CASE.items():
        answer = getattr(client, method)(reverse(f"oversight:{page}", args=[here.case.pk]))
        assert answer.status_code in expected(page, who, stage, circle), (page, answer.status_code)
    answer = client.post(reverse("oversight:case_do", args=[here.case.pk, "drop"]), {"reason": "thử"})
    if who in ("owner", "commission"):
        assert answer.status_code in {302, 422}
    else:
        assert answer.status_code == (403 if sees_case(who, stage, circle) else 404)
    answer = client.post(reverse("oversight:member_do", args=[here.member.pk, "leave"]))
    assert answer.status_code in expected("member_do", who, stage, circle)


@pytest.mark.parametrize(("stage", "circle"), CELLS)
@pytest.mark.parametrize("who", WHO)
def test_every_paper_of_a_case_and_its_file(client, cast, who, stage, circle):
    here = world(cast, stage, circle)
    client_for(client, here.people[who])
    for name, paper in here.papers.items():
        want = 200 if sees_paper(who, name, stage) else 404
        for page in ("paper", "paper_file"):
            assert client.get(reverse(f"oversight:{page}", args=[paper.pk])).status_code == want, (page, name)
        for action in ("send", "withdraw"):
            answer = client.post(reverse("oversight:paper_do", args=[paper.pk, action]))
            if who in INNER:
                assert answer.status_code in {302, 422}
            else:
                assert answer.status_code == (403 if want == 200 and action == "send" else 422 if want == 200 else 404)


@pytest.mark.parametrize(("stage", "circle"), CELLS)
@pytest.mark.parametrize("who", WHO)
def test_the_page_of_each_subject(client, cast, who, stage, circle):
    here = world(cast, stage, circle)
    client_for(client, here.people[who])
    for subject, own in ((here.mine, True), (here.others, False)):
        if who in INNER or (who == "subject" and own and stage != "preparing"):
            want = {200}
        elif who in ("superior", "commission_above") and sees_case(who, stage, circle):
            want = {403}
        else:
            want = {404}
        assert client.get(reverse("oversight:subject", args=[subject.pk])).status_code in want
        removed = client.post(reverse("oversight:subject_remove", args=[subject.pk]), {"reason": "thử"})
        if who not in ("owner", "commission"):
            assert removed.status_code in {403, 404}
        answered = client.post(reverse("oversight:subject_do", args=[subject.pk, "answer"]), {"answer": "thử"})
        if who not in INNER:
            assert answered.status_code in {403, 404}


def test_the_subject_reads_neither_who_else_is_looked_at_nor_what_was_found_before_it_is_announced(client, cast):
    here = world(cast, "running")
    client_for(client, here.people["subject"])
    for url in (
        reverse("oversight:case", args=[here.case.pk]), reverse("oversight:subject", args=[here.mine.pk]),
        reverse("oversight:cases"),
    ):  # fmt: skip
        page = client.get(url).content.decode()
        assert "Thôn Hạ" not in page
    tabs = client.get(reverse("oversight:case", args=[here.case.pk]), {"tab": "papers"}).content.decode()
    assert "Đưa vào hồ sơ" not in tabs


@pytest.mark.parametrize("told", [False, True])
@pytest.mark.parametrize("who", ["subject", "owner", "superior"])
def test_how_far_a_case_is_exists_for_its_subject_from_the_day_it_was_told(client, cast, who, told):
    here = world(cast, "running")
    today = cast.lan.today
    Case.objects.filter(pk=here.case.pk).update(step="announce", concluded_on=today)
    if told:
        CaseSubject.objects.filter(pk=here.mine.pk).update(announced_on=today)
    client_for(client, here.people[who])
    knows = told or who != "subject"
    one = client.get(f"/api/oversight/cases/{here.case.pk}").json()
    row = next(row for row in client.get("/api/oversight/cases").json()["items"] if row["id"] == here.case.pk)
    for given in (one, row):
        assert (given["step"], given["concluded_on"]) == (("announce", today.isoformat()) if knows else ("", None))
    assert ("Bước announce" in client.get(reverse("oversight:cases")).content.decode()) is knows
    book = CalamineWorkbook.from_filelike(BytesIO(client.get(reverse("oversight:cases_export")).content))
    cells = [str(cell) for line in book.get_sheet_by_index(0).to_python() for cell in line]
    assert ("Bước announce" in cells) is knows
