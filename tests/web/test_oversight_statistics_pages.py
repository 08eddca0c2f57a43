"""The pages of statistics: every figure a door, few queries, files, and who may read them."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse

from tests.oversight import build_remediation as laid
from tests.oversight import figures as random_cases
from tests.web.crawl import client_of
from tusoi.audit.models import Entry
from tusoi.oversight.figures import Change, span_of
from tusoi.oversight.models import WorkSession
from tusoi.oversight.selectors import statistics
from tusoi.oversight.selectors.statistics import Asked
from tusoi.oversight.services import visits
from tusoi.web.pages.oversight.statistics_said import Saying

YEAR = {"period": "year", "year": "2026"}
PAGES = ("statistics", "statistics_cases", "statistics_subjects", "statistics_explain")


@pytest.fixture
def counted(cast):
    random_cases.cases(cast, 11, 60)
    return cast


def links(html: str, part: str) -> list[str]:
    found = [piece.split('"')[0].replace("&amp;", "&") for piece in html.split('href="')[1:]]
    return [link for link in found if part in link]


def test_the_page_shows_the_totals_and_takes_few_queries(counted, django_assert_max_num_queries):
    client = client_of(counted.inspector)
    client.get(reverse("oversight:statistics"))  # the session's own writing is done
    for dimension in statistics.DIMENSIONS:
        with django_assert_max_num_queries(20):
            answer = client.get(reverse("oversight:statistics"), YEAR | {"by": dimension})
        assert answer.status_code == 200
    whole = answer.context["report"].whole
    assert whole.now == statistics.totals(Asked(counted.province, span_of("year", 2026))).now
    assert whole.now.cases > 3


def test_the_pages_behind_take_few_queries_too(counted, django_assert_max_num_queries):
    client = client_of(counted.inspector)
    client.get(reverse("oversight:statistics"))
    for page in PAGES[1:]:
        with django_assert_max_num_queries(20):
            assert client.get(reverse(f"oversight:{page}"), YEAR).status_code == 200


def test_every_figure_opens_a_list_of_as_many(counted):
    client = client_of(counted.inspector)
    for dimension in statistics.DIMENSIONS:
        html = client.get(reverse("oversight:statistics"), YEAR | {"by": dimension}).content.decode()
        doors = [link for link in links(html, "/statistics/") if "/cases" in link or "/subjects" in link]
        assert len(doors) > 20
        for link in doors:
            answer = client.get(link)
            assert answer.status_code == 200, link
        said = html.split(f'href="{doors[-1].replace("&", "&amp;")}"')[1].split("<")[0].strip(">")
        assert int(said.split(">")[-1]) == answer.context["total"]


def test_an_explanation_says_what_the_change_is_made_of(counted):
    client = client_of(counted.inspector)
    html = client.get(reverse("oversight:statistics"), YEAR).content.decode()
    for link in links(html, "/statistics/explain"):
        found = client.get(link).context["found"]
        assert sum(one.amount for one in found.cases) + found.hidden.amount == found.change.amount


@pytest.mark.parametrize("format", ["xlsx", "docx"])
def test_the_figures_leave_as_excel_and_as_word_within_few_queries(counted, format, django_assert_max_num_queries):
    client = client_of(counted.inspector)
    client.get(reverse("oversight:statistics"))
    with django_assert_max_num_queries(20):  # five of them write the trail
        answer = client.get(reverse("oversight:statistics"), YEAR | {"format": format})
    assert answer.status_code == 200
    names = ZipFile(BytesIO(answer.content)).namelist()
    assert any(name.startswith("xl/" if format == "xlsx" else "word/") for name in names)


def test_a_period_without_cases_says_so(cast):
    html = client_of(cast.inspector).get(reverse("oversight:statistics"), {"year": "1999"}).content.decode()
    assert "Không phát sinh" in html


@pytest.mark.parametrize("bad", [
    {"year": "abc"}, {"period": "range", "from": "hôm qua"}, {"period": "quarter", "number": "9"}, {"kind": "không"},
    {"period": "range", "from": "05/03/2026", "to": "01/03/2026"}, {"level": "không"},
])  # fmt: skip
def test_what_makes_no_sense_is_said_beside_the_field(cast, bad):
    client = client_of(cast.inspector)
    assert client.get(reverse("oversight:statistics"), bad).status_code == 422
    for page in PAGES[1:]:
        assert client.get(reverse(f"oversight:{page}"), bad).status_code == 404


@pytest.mark.parametrize("bad", [
    {"organisation": "abc"}, {"organisation": "9" * 30}, {"organisation": "999999"}, {"which": "x"}, {"about": "x"},
    {"measure": "x"}, {"owner": "x"},
])  # fmt: skip
def test_addresses_of_nothing_do_not_exist(cast, bad):
    client = client_of(cast.inspector)
    statuses = [client.get(reverse(f"oversight:{page}"), bad).status_code for page in PAGES]
    assert 404 in statuses
    assert set(statuses) <= {200, 404}


def test_figures_are_for_those_who_lead_or_inspect_and_of_their_own_branch(counted):
    for page in PAGES:
        address = reverse(f"oversight:{page}")
        assert client_of(counted.sua).get(address, YEAR).status_code == 403
        assert client_of(counted.lan).get(address, YEAR).status_code == 200
        assert client_of(counted.tuong).get(address, YEAR | {"organisation": counted.an_binh.pk}).status_code == 404
        assert client_of(counted.inspector).get(address, YEAR | {"organisation": counted.an_binh.pk}).status_code == 200


def test_a_restricted_case_is_counted_and_told_without_its_content(cast):
    made = random_cases.cases(cast, 1, 1)[0]
    type(made).objects.filter(pk=made.pk).update(
        owner=cast.an_binh, path=cast.an_binh.path, body=None, circle="restricted", concluded_on=date(2026, 5, 4),
        issued_on=date(2026, 2, 1), state="running", closed_on=None, kind=random_cases.kind("gs-cd"),
        title="Tên không ai được thấy",
    )  # fmt: skip
    client = client_of(cast.inspector)
    for page in PAGES:
        html = client.get(reverse(f"oversight:{page}"), YEAR).content.decode()
        assert "Tên không ai được thấy" not in html
    assert "Vụ việc hạn chế" in client.get(reverse("oversight:statistics_cases"), YEAR).content.decode()


def test_a_change_is_said_with_its_sign_and_its_share():
    saying = Saying(1)
    assert saying.change(Change(15, 8)) == "+7 (+88 %)"
    assert saying.change(Change(3, 0)) == "+3 (–)"
    assert saying.change(Change(0, 0)) == "0"
    assert saying.share(Change(1, 4)) == "−75 %"


# --- what is counted beside the cases


@pytest.fixture
def noted(cast):
    """Notes of two owners, one of the year before, a held session, requirements due: what the figures count."""
    for by, owner, about, more in (
        (cast.may, cast.province, cast.an_binh, {"reminded": True}), (cast.may, cast.province, cast.an_binh, {}),
        (cast.lan, cast.an_binh, cast.thon_dong, {"is_signal": True, "how": "indirect"}),
        (cast.may, cast.province, cast.suoi_giang, {"on": cast.may.today.replace(year=cast.may.today.year - 1, day=1)}),
    ):  # fmt: skip
        given = {"on": by.today, "how": "direct", "text": "Sinh hoạt chưa đúng kỳ."} | more
        visits.write_note(draft=visits.NoteDraft(owner.pk, about.pk, **given), by=by)
    draft = visits.DelegationDraft(cast.province.pk, "monthly", "Làm việc", cast.may.today.year)
    one = visits.create_delegation(draft=draft, by=cast.may)
    (session,) = visits.schedule_sessions(
        delegation_id=one.pk, organisation_ids=[cast.an_binh.pk], first=cast.may.today, per=1, span="week", by=cast.may
    )
    WorkSession.objects.filter(pk=session.pk).update(on=cast.may.today)
    visits.hold_session(session_id=session.pk, result="Thống nhất", by=cast.may)
    case = laid.concluded(cast.may, cast.province, cast.an_binh, cast.suoi_giang)
    laid.require(case, cast.may, cast.an_binh, cast.suoi_giang)
    return cast


def test_every_figure_beside_the_cases_opens_a_list_of_exactly_those_counted(noted):
    client = client_of(noted.inspector)
    answer = client.get(reverse("oversight:statistics"), {"year": noted.may.today.year})
    assert [row["now"].value for row in answer.context["beside"]][:6] == [3, 2, 2, 1, 1, 1]
    for row in answer.context["beside"]:
        for figure in (row["now"], row["before"]):
            behind = client.get(figure.url)
            assert behind.status_code == 200
            assert behind.context["total"] == figure.value
            assert len(behind.context["lines"]) == figure.value - behind.context["hidden"].amount


def test_what_one_may_not_read_is_counted_and_not_shown(noted):
    """The head of the province reads figures; the notes of his own house are his office's and commission's."""
    for who in (noted.inspector, noted.may):
        page = client_of(who).get(reverse("oversight:statistics_beside"), {"what": "notes"})
        assert page.context["total"] == page.context["hidden"].seen + page.context["hidden"].amount == 3


def test_a_list_beside_the_cases_takes_few_queries(noted, django_assert_max_num_queries):
    client = client_of(noted.inspector)
    client.get(reverse("oversight:statistics"))
    for what in statistics.COUNTED:
        with django_assert_max_num_queries(20):
            assert client.get(reverse("oversight:statistics_beside"), {"what": what}).status_code == 200


def test_a_figure_nobody_knows_has_no_list(cast):
    for what in ("x", "cases"):
        assert client_of(cast.inspector).get(
            reverse("oversight:statistics_beside"), {"what": what}
        ).status_code == 404  # fmt: skip


# --- percentages of little, and what leaves


def test_a_percentage_of_a_small_base_stays_a_figure_and_carries_a_mark():
    saying = Saying(20)
    assert saying.change(Change(15, 8)) == "+7 (+88 %*)"
    assert saying.change(Change(30, 20)) == "+10 (+50 %)"
    assert saying.change(Change(3, 0)) == "+3 (–)"
    assert saying.change(Change(8, 8)) == "0"
    assert "20" in saying.note


def test_the_page_says_what_the_mark_means(counted):
    html = client_of(counted.inspector).get(reverse("oversight:statistics"), YEAR).content.decode()
    assert "* Số của kỳ so sánh dưới 20" in html


@pytest.mark.parametrize(("format", "said"), [("xlsx", "Excel"), ("docx", "Word")])
def test_who_takes_the_figures_out_is_kept_in_the_trail(counted, format, said):
    client_of(counted.inspector).get(reverse("oversight:statistics"), YEAR | {"format": format})
    entry = Entry.objects.get(action="oversight.export_statistics")
    assert (entry.subject_id, entry.account_id) == (counted.province.pk, counted.inspector.account_id)
    assert entry.changes["format"] == said
    assert entry.changes["first"] == "2026-01-01"


def test_looking_at_the_figures_leaves_nothing_in_the_trail(counted):
    client_of(counted.inspector).get(reverse("oversight:statistics"), YEAR)
    assert not Entry.objects.filter(action="oversight.export_statistics").exists()
