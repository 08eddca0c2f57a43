"""Nothing leaves as a file without an entry of the trail: who, when, what, narrowed how, how many rows, in which form.

A file can leave only through the one function of each door; every action that stands for one is tried here. A new
export fails until it has its sentence, its way through that function, and a line in TRIED.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from tests.architecture.test_house_rules import name, python_files
from tests.cast import Cast, small_province
from tests.documents import drafts
from tests.documents.build import registered
from tests.kept import kept
from tests.obligations.build import lay, part
from tests.oversight import build, build_remediation
from tests.oversight import findings as made
from tests.oversight.programmes import draft as line_over
from tests.oversight.programmes import programme
from tests.web.crawl import client_of
from tusoi.audit.models import Entry
from tusoi.obligations.services import ItemDraft, submit_answer
from tusoi.oversight.services import visits
from tusoi.web.pages.sentences import say, sentences

pytestmark = pytest.mark.django_db
DOORS = {"tusoi/web/exports.py", "tusoi/api/plumbing.py", "tusoi/documents/files.py"}
"""The one function of the pages, that of the API, and the one for files kept as they came."""
AS_THEY_CAME = {
    "tusoi/web/pages/documents/register.py": "documents:file",
    "tusoi/web/pages/documents/templates.py": "documents:template_file",
    "tusoi/web/pages/obligations/answer.py": "obligations:file",
    "tusoi/web/pages/oversight/cases/dossier.py": "oversight:paper_file",
    "tusoi/api/documents/register.py": "download_document",
    "tusoi/api/obligations/answers.py": "get_file",
}
"""Who opens a file that somebody filed reads a paper, as on its page: nothing is made for him to take out.
Of a restricted case the reading is kept (services/cases/reading.py)."""


# --- there is no other way out


def test_a_file_leaves_through_one_function_of_each_door():
    way_out = re.compile(r"Content-Disposition|FileResponse\(|StreamingHttpResponse|content_type=|write_workbook")
    found = {
        name(path)
        for path in python_files("tusoi/web", "tusoi/api", "tusoi/documents")
        if way_out.search(re.sub(r"content_type=(one|attachment|file)\.", "", path.read_text()))
    }
    assert found - DOORS == set(), "hand it out with tusoi/web/exports.py or tusoi/api/plumbing.py"


def test_workbooks_and_papers_are_made_for_those_functions_alone():
    makers = re.compile(r"(?<!\.)\bworkbook\(")
    found = {name(path) for path in python_files("tusoi/web", "tusoi/api") if makers.search(path.read_text())}
    assert found == {"tusoi/web/exports.py"}


def test_only_these_hand_out_a_file_as_it_came():
    opens = re.compile(r"\b(files\.response|file_response)\(")
    found = {name(path) for path in python_files("tusoi/web", "tusoi/api") if opens.search(path.read_text())}
    assert found == set(AS_THEY_CAME)


# --- every one is kept


@dataclass(frozen=True)
class Try:
    """One way to take something out: the page, its things (names of the world), what is asked, what the trail says."""

    page: str
    action: str
    things: tuple[str, ...] = ()
    asked: dict[str, Any] = field(default_factory=dict)
    form: str = "Excel"
    who: str = "may"
    filters: tuple[str, ...] = ()
    post: bool = False
    counts: bool = True

    def __str__(self) -> str:
        return f"{self.page} {self.form} {self.asked.get('tab') or self.asked.get('action') or ''}".strip()


XLSX, DOCX = {"format": "xlsx"}, {"format": "docx"}
TRIED = [
    Try("organisations:export", "organisations.export_tree", asked={"ended": "1"}, filters=("ended",)),
    Try("organisations:people", "organisations.export_people", asked=XLSX | {"q": "Lan"}, filters=("text",)),
    Try("organisations:members", "organisations.export_members", ("an_binh",), XLSX, filters=("on",)),
    Try("organisations:areas", "organisations.export_areas", ("an_binh",), XLSX, filters=("on",)),
    Try("organisations:accounts", "organisations.export_accounts", asked=XLSX, who="admin"),
    Try("documents:export", "documents.export_register", asked={"direction": "issued"}, filters=("direction",)),
    Try("documents:numbering", "documents.export_numbering", asked=XLSX),
    Try("documents:drafts_export", "documents.export_drafts", asked={"state": "writing"}, who="lan"),
    Try("documents:draft_docx", "documents.export_draft", ("draft",), form="Word", who="lan", counts=False),
    Try("documents:draft_pdf", "documents.export_draft", ("draft",), form="PDF", who="lan", counts=False),
    Try("documents:links", "documents.export_links", ("document",), XLSX),
    Try("documents:checks", "documents.export_checks", ("document",), XLSX),
    Try("documents:coverage_export", "documents.export_coverage", ("document",)),
    Try("obligations:list", "obligations.export_issued", asked=XLSX | {"year": "2026"}, filters=("year",)),
    Try("obligations:list", "obligations.export_borne", asked=XLSX | {"side": "borne"}, who="lan"),
    Try("obligations:list", "obligations.export_overdue", asked=XLSX | {"side": "overdue"}),
    Try("obligations:detail", "obligations.export_bearers", ("duty",), XLSX | {"tab": "missing"}, filters=("state",)),
    Try("obligations:detail", "obligations.export_bearers", ("duty",), DOCX, "Word", filters=("state",)),
    Try("obligations:detail", "obligations.export_alike", ("duty",), XLSX | {"tab": "alike"}),
    *(
        Try("obligations:chosen", f"obligations.export_{what}", ("duty",), {"action": action, "everybody": "1"}, form,
            filters=filters, post=True)
        for action, what, form, filters in (
            ("excel", "bearers", "Excel", ("ticked",)), ("word", "bearers", "Word", ("ticked",)),
            ("remind", "letter", "Word", ()), ("remind_pdf", "letter", "PDF", ()),
        )
    ),
    Try("oversight:cases_export", "oversight.export_cases", asked={"late": "1"}, filters=("late",)),
    Try("oversight:case_index", "oversight.export_index", ("case",), form="Word", counts=False),
    Try("oversight:findings_export", "oversight.export_findings", ("case",), {"kind": "sign"}, filters=("kind",)),
    Try("oversight:conclusion_word", "oversight.print_conclusion", ("case",), form="Word", counts=False),
    Try("oversight:conclusion_pdf", "oversight.print_conclusion", ("case",), form="PDF", counts=False),
    *(
        Try("oversight:procedure_checklist", "oversight.export_checklist", ("kind", ending), form=form,
            filters=("kind",))
        for ending, form in (("xlsx", "Excel"), ("docx", "Word"))
    ),
    Try("oversight:remediations", "oversight.export_remediations", asked=XLSX | {"state": "never"}, filters=("state",)),
    Try("oversight:remediations", "oversight.export_remediations", asked=DOCX, form="Word"),
    Try("oversight:remediations_years", "oversight.export_remediations_years", asked=XLSX),
    Try("oversight:programmes_export", "oversight.export_programmes", asked={"whose": "own"}, filters=("owner",)),
    Try("oversight:programme_export", "oversight.export_programme", ("programme",)),
    Try("oversight:programme_word", "oversight.export_programme", ("programme",), form="Word", counts=False),
    Try("oversight:board_export", "oversight.export_board", asked={"year": "2027"}, filters=("year",)),
    Try("oversight:delegation_export", "oversight.export_delegation", ("delegation",)),
    Try("oversight:delegation_calendar", "oversight.export_delegation", ("delegation",), form="iCal"),
    Try("oversight:delegation_letter", "oversight.export_notice", ("delegation",), form="Word"),
    Try("oversight:calendar_file", "oversight.export_calendar", form="iCal", filters=("first_day",)),
    Try("oversight:notes_export", "oversight.export_notes", asked={"how": "direct"}, filters=("how",)),
    Try("oversight:statistics", "oversight.export_statistics", asked=XLSX | {"form": "supervision"}, filters=("form",)),
    Try("oversight:statistics", "oversight.export_statistics", asked=DOCX, form="Word", counts=False),
    Try("audit:export", "audit.export", asked={"action": "audit.export"}, filters=("action",)),
]  # fmt: skip


@dataclass(frozen=True)
class World:
    cast: Cast
    things: dict[str, Any]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[World]:
    with kept(django_db_blocker), pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.MEDIA_ROOT", tmp_path_factory.mktemp("files"))
        yield _world(small_province())


def _world(cast: Cast) -> World:
    document = registered(cast, by=cast.may, owner=cast.province)
    duty = lay(cast.may, cast.province, cast.an_binh, cast.suoi_giang)
    submit_answer(assignment_id=part(duty, cast.an_binh).pk, text="Bài", items=[ItemDraft("Việc")], by=cast.lan)
    case = made.case(cast)
    made.found(case, cast.may, of=cast.an_binh)
    made.compiled(cast, case)
    paper = build_remediation.conclusion_document(cast)
    laid = build_remediation.concluded(cast.may, cast.province, cast.an_binh, document=paper)
    build_remediation.require(laid, cast.may, cast.an_binh, findings=(build_remediation.finding(laid, "Chưa sơ kết"),))
    draft = visits.DelegationDraft(cast.province.pk, "monthly", "Làm việc định kỳ", cast.may.today.year)
    delegation = visits.create_delegation(draft=draft, by=cast.may)
    visits.schedule_sessions(
        delegation_id=delegation.pk, organisation_ids=[cast.an_binh.pk], first=cast.may.today, per=3, span="week",
        by=cast.may,
    )  # fmt: skip
    note = visits.NoteDraft(
        cast.province.pk, cast.an_binh.pk, on=cast.may.today, how="direct", text="Biên bản ghi thiếu."
    )
    visits.write_note(draft=note, by=cast.may)
    things = {
        "an_binh": cast.an_binh.pk, "document": document.pk, "draft": drafts.begun(cast).pk, "duty": duty.pk,
        "case": case.pk, "kind": build.kind().code, "delegation": delegation.pk,
        "programme": programme(cast.may, cast.province, line_over(cast.an_binh)).pk,
    }  # fmt: skip
    return World(cast, things)


def test_every_export_is_tried():
    leaves = {action for action in sentences() if ".export" in action} | {"oversight.print_conclusion"}
    assert {one.action for one in TRIED} == leaves


@pytest.mark.parametrize("one", TRIED, ids=str)
def test_what_is_taken_out_is_kept_in_the_trail(one, world):
    actor = getattr(world.cast, one.who)
    client = client_of(actor)
    client.get("/")  # the first request notes that somebody is there, once
    address = reverse(one.page, args=[world.things.get(thing, thing) for thing in one.things])
    with transaction.atomic():
        before = Entry.objects.count()
        with CaptureQueriesContext(connection) as captured:
            answer = client.post(address, one.asked) if one.post else client.get(address, one.asked)
        assert answer.status_code == 200, answer.content.decode()[:2000]
        assert answer["Content-Disposition"].startswith("attachment")
        assert Entry.objects.count() == before + 1, "one entry, and of nothing else"
        entry = Entry.objects.order_by("-pk").first()
        transaction.set_rollback(True)
    assert (entry.action, entry.account_id, entry.changes["format"]) == (one.action, actor.account_id, one.form)
    assert isinstance(entry.changes.get("count"), int) or not one.counts
    assert set(one.filters) <= entry.changes.get("filters", {}).keys()
    assert len(captured) <= 20, [query["sql"][:80] for query in captured]


# --- how the trail tells of it


def told(changes: dict[str, Any], action: str = "oversight.export_notes") -> str:
    return say(SimpleNamespace(action=action, subject_label="", changes=changes))


def test_the_trail_says_how_many_rows_in_which_form_and_how_they_were_narrowed():
    changes = {"format": "Excel", "count": 12, "filters": {"year": "2026", "state": "đã duyệt", "late": True}}
    said = "xuất sổ giám sát thường xuyên ra Excel: 12 dòng (năm: 2026; trạng thái: đã duyệt; chỉ quá hạn)"
    assert told(changes) == said
    assert told({"format": "Excel", "count": 0}) == "xuất sổ giám sát thường xuyên ra Excel: 0 dòng"


def test_an_english_reader_gets_the_filters_in_english():
    with translation.override("en"):
        assert "chờ duyệt" not in told({"format": "Excel", "count": 1, "filters": {"state": "Chờ duyệt"}}).lower()


def test_an_english_session_leaves_the_same_words_in_the_trail(world):
    client = client_of(world.cast.may)
    with transaction.atomic():
        client.get(reverse("oversight:remediations"), XLSX | {"state": "never"}, headers={"accept-language": "en"})
        entry = Entry.objects.get(action="oversight.export_remediations")
        transaction.set_rollback(True)
    assert entry.changes["filters"] == {"state": "chưa trả lời lần nào"}


def test_the_trail_does_not_say_of_whom_notes_were_asked(world):
    asked = {"organisation": world.cast.an_binh.pk}
    with transaction.atomic():
        client_of(world.cast.may).get(reverse("oversight:notes_export"), asked)
        entry = Entry.objects.get(action="oversight.export_notes")
        transaction.set_rollback(True)
    assert entry.changes["filters"] == {"one_organisation": True}
    assert "An Bình" not in entry.subject_label


def test_of_a_case_nobody_was_told_of_the_trail_says_no_words(world):
    from tusoi.oversight.models import Case

    with transaction.atomic():
        Case.objects.filter(pk=world.things["case"]).update(circle=Case.Circle.RESTRICTED)
        address = reverse("oversight:findings_export", args=[world.things["case"]])
        assert client_of(world.cast.may).get(address, {"q": "Nguyễn Văn Ký"}).status_code == 200
        entry = Entry.objects.get(action="oversight.export_findings")
        transaction.set_rollback(True)
    assert entry.changes.keys() == {"format", "count"}
    assert entry.subject_label == "vụ việc hạn chế"


def test_what_was_taken_out_is_no_event_in_the_life_of_a_thing(world):
    from tusoi.obligations.models import Obligation
    from tusoi.obligations.selectors import history_of, just_happened

    may, duty = world.cast.may, Obligation.objects.get(pk=world.things["duty"])
    before = (len(history_of(duty, may)), len(just_happened(may)))
    with transaction.atomic():
        client_of(may).get(reverse("obligations:detail", args=[duty.pk]), XLSX)
        assert (len(history_of(duty, may)), len(just_happened(may))) == before
        transaction.set_rollback(True)
