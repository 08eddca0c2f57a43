"""A form that stood open while its thing was closed, dropped, ended or never written on: said, never broken."""

import pytest
from django.urls import URLPattern, reverse

from tests.oversight import build
from tests.oversight import build_remediation as laid
from tests.oversight import findings as made
from tests.oversight import programmes as planned
from tests.web.crawl import client_of, undone
from tusoi.lib import formats
from tusoi.organisations.models import Person
from tusoi.oversight.models import Case, Finding, Paper, TeamMember, WorkSession
from tusoi.oversight.services import visits
from tusoi.web.urls import oversight

pytestmark = pytest.mark.django_db
ACTIONS = {
    "case_do": ("finish", "back", "extend", "suspend", "resume", "drop", "open", "reports", "settle"),
    "subject_do": ("draft", "comment", "answer", "hand-in"), "member_do": ("change", "leave"),
    "paper_do": ("send", "withdraw"), "finding_act": ("up", "down", "drop", "restore"),
    "requirement_act": ("merge", "drop"), "remediation_decide": ("close", "escalate", "reopen", "extend"),
    "programme_move": ("propose", "recall", "return", "merge", "close"),
    "session_do": ("hold", "move", "edit", "cancel", "correct", "recall", "restore"),
}  # fmt: skip
UNWRITTEN = ("conclude", "register", "reopen")


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


def url(name, *args):
    return reverse(f"oversight:{name}", args=args)


def sent(cast, **numbers):
    """What fills the forms of these pages, so that they come as far as their service."""
    day = formats.day(cast.may.today)
    return {
        "reason": "Hết hạn", "text": "Chưa ban hành quy chế", "kind": "shortcoming", "areas": [build.area().pk],
        "on": day, "day": day, "to_day": day, "due_on": day, "first": day, "meeting": "Hội nghị", "how": "gửi văn bản",
        "lines": "Một việc", "whole": "whole", "title": "Tên", "draft": "Dự thảo", "comments": "Không", "answer": "Có",
        "result": "Xong", "content": "Việc", "per": "1", "rounds": "1", "span": "week", "code": "bien-ban-lam-viec",
        "role": "member", "requirement_text": "Làm ngay", "requirement_due_on": day, "for_all": "1",
        "instructions": "Báo cáo", "year": str(cast.may.today.year), **numbers,
    }  # fmt: skip


def addresses(**known):
    """Every address of this part about one of ``known``: (name of the page, address)."""
    owners = {
        "case": "cases/<int:pk>", "subject": "cases/subjects/", "member": "cases/team/", "paper": "cases/papers/",
        "programme": "programmes/", "delegation": "delegations/", "session": "sessions/",
        "remediation": "remediations/",
    }  # fmt: skip
    for one in oversight:
        assert isinstance(one, URLPattern)
        route = str(one.pattern)
        about = next((what for what, start in owners.items() if route.startswith(start) and "<int:pk>" in route), None)
        if about not in known:
            continue
        for action in ACTIONS.get(one.name, ("",)):
            kwargs = {name: known[name.removesuffix("_pk")] for name in one.pattern.converters if name.endswith("_pk")}
            kwargs |= {"pk": known[about]} | ({"action": action} if action else {})
            yield f"{one.name} {action}".strip(), reverse(f"oversight:{one.name}", kwargs=kwargs)


def broken(cast, known):
    """The addresses that break, asked for and sent to with nothing and with everything, each time undone."""
    client, found, asked = client_of(cast.may), [], 0
    everything = sent(cast, subject=known.get("subject", ""), person=cast.sua.person_id)
    for name, address in addresses(**known):
        for method, data in (("get", {}), ("post", {}), ("post", everything)):
            asked += 1
            with undone(client):
                status = getattr(client, method)(address, data).status_code
            if status >= 500:
                found.append(f"{method} {name} with {len(data)} fields: {status}")
    assert asked > 10
    return found


def put(case, state):
    """A case into a state, whatever it is doing."""
    closed = case.opened_on if state == "closed" else None
    Case.objects.filter(pk=case.pk).update(state=state, closed_on=closed, reason="Theo quyết định")


def with_everything(cast, state, *, is_concluded):
    """A case in a state with one of each thing that hangs on a case."""
    case = made.case(cast, team=((Person.objects.get(pk=cast.sua.person_id), "member"),))
    finding = made.found(case, cast.may, of=cast.an_binh, requirement=made.asked(cast.may, for_all=True))
    paper = Paper.objects.create(
        case=case, title="Biên bản", code="bien-ban-lam-viec", text="x", added_at=cast.may.at,
        added_by_id=cast.may.account_id,
    )  # fmt: skip
    if is_concluded:
        made.concluded(cast, case)
    put(case, state)
    return {
        "case": case.pk, "finding": finding.pk, "requirement": finding.requirements.get().pk, "paper": paper.pk,
        "subject": made.subject(case, cast.an_binh).pk, "member": TeamMember.objects.get(case=case).pk,
    }  # fmt: skip


@pytest.mark.parametrize("is_concluded", [False, True])
@pytest.mark.parametrize("state", Case.State.values)
def test_no_page_of_a_case_breaks_in_any_state(cast, state, is_concluded):
    assert broken(cast, with_everything(cast, state, is_concluded=is_concluded)) == []


@pytest.mark.parametrize("at", ["drafting", "proposed", "merged", "adopted", "closed"])
def test_no_page_of_a_programme_breaks_in_any_state(cast, at):
    one = planned.programme(cast.may, cast.province, planned.draft(cast.an_binh), at=at, inspector=cast.inspector)
    assert broken(cast, {"programme": one.pk, "entry": planned.only_line(one).pk}) == []


@pytest.mark.parametrize("state", ["planned", "held", "cancelled"])
def test_no_page_of_an_ended_delegation_breaks(cast, state):
    may = cast.may
    one = visits.create_delegation(
        draft=visits.DelegationDraft(cast.province.pk, "monthly", "Làm việc", may.today.year), by=may
    )
    visits.schedule_sessions(
        delegation_id=one.pk, organisation_ids=[cast.an_binh.pk], first=may.today, per=1, span="week", by=may
    )
    WorkSession.objects.update(state=state, result="Xong", reason="Bận")
    visits.end_delegation(delegation_id=one.pk, by=may)
    assert broken(cast, {"delegation": one.pk, "session": WorkSession.objects.get().pk}) == []


def test_no_page_of_a_requirement_breaks_once_it_is_closed(cast):
    case = laid.concluded(cast.may, cast.province, cast.an_binh, document=laid.conclusion_document(cast))
    row = laid.require(case, cast.may, cast.an_binh, findings=(laid.finding(case, "Chưa sơ kết"),))[0]
    for state in ("open", "closed"):
        type(row).objects.filter(pk=row.pk).update(state=state, decided_on=cast.may.today)
        assert broken(cast, {"remediation": row.pk}) == []


@pytest.mark.parametrize("state", ["closed", "dropped"])
@pytest.mark.parametrize("action", [*ACTIONS["finding_act"], "merge"])
def test_a_button_pressed_after_the_case_was_over_says_so_on_the_page_it_leads_back_to(cast, state, action):
    case = made.case(cast)
    finding = made.found(case, cast.may)
    put(case, state)
    pressed = url("requirement_act", case.pk, "merge") if action == "merge" else url(
        "finding_act", case.pk, finding.pk, action
    )  # fmt: skip
    answer = client_of(cast.may).post(pressed, {"reason": "Trùng"}, follow=True)
    assert answer.redirect_chain
    assert "Cuộc này không còn ở bước đó. Hãy xem lại rồi làm tiếp." in answer.content.decode()
    assert Finding.objects.get().dropped_on is None


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("action", UNWRITTEN)
def test_a_conclusion_that_was_never_written_has_no_pages_to_move_it(cast, action, method):
    case = made.case(cast)
    assert getattr(client_of(cast.may), method)(url(f"conclusion_{action}", case.pk)).status_code == 404
