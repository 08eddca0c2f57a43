"""Figures over the API say what the page says."""

import pytest

from tests.oversight import figures as random_cases
from tests.web.crawl import client_of
from tusoi.oversight.figures import MEASURES, span_of
from tusoi.oversight.selectors import statistics
from tusoi.oversight.selectors.statistics import Asked
from tusoi.oversight.services import visits

YEAR = {"period": "year", "year": 2026}


def address(cast, end: str = "") -> str:
    return f"/api/oversight/statistics/{cast.province.pk}{end}"


def test_the_figures_are_those_counted_from_the_cases(cast, django_assert_max_num_queries):
    random_cases.cases(cast, 21, 50)
    client = client_of(cast.inspector)
    client.get(address(cast))
    whole = statistics.totals(Asked(cast.province, span_of("year", 2026)))
    for dimension in statistics.DIMENSIONS:
        with django_assert_max_num_queries(20):
            found = client.get(address(cast), YEAR | {"by": dimension}).json()
        assert {name: found["total"][name]["now"] for name in MEASURES} == {
            name: getattr(whole.now, name) for name in MEASURES
        }
        assert found["lines"]


def test_a_change_is_explained_down_to_its_cases(cast):
    random_cases.cases(cast, 22, 50)
    for measure in MEASURES:
        found = client_of(cast.inspector).get(address(cast, "/explain"), YEAR | {"measure": measure}).json()
        total = sum(one["amount"] for one in found["cases"]) + found["hidden_amount"]
        assert total == found["change"]["amount"]
        assert sum(one["amount"] for one in found["by_kind"]) == total


def test_lists_behind_say_how_many_they_leave_out(cast):
    random_cases.cases(cast, 23, 50)
    whole = statistics.totals(Asked(cast.province, span_of("year", 2026))).now
    client = client_of(cast.may)
    cases = client.get(address(cast, "/cases"), YEAR).json()
    assert cases["count"] + cases["hidden"] == whole.cases
    assert len(cases["items"]) == cases["count"]
    for about in ("organisations", "members"):
        subjects = client.get(address(cast, "/subjects"), YEAR | {"about": about}).json()
        assert subjects["count"] + subjects["hidden"] == getattr(whole, about)


def test_what_is_counted_beside_the_cases_is_listed_too(cast):
    for on, by, owner in ((cast.may, cast.may, cast.province), (cast.lan, cast.lan, cast.an_binh)):
        draft = visits.NoteDraft(owner.pk, cast.an_binh.pk, on=on.today, how="direct", text="Đã nhắc.")
        visits.write_note(draft=draft, by=by)
    client = client_of(cast.inspector)
    figures = client.get(address(cast), {"year": cast.may.today.year}).json()["elsewhere"]
    for what, figure in figures.items():
        found = client.get(address(cast, "/beside"), {"year": cast.may.today.year, "what": what}).json()
        assert found["count"] + found["hidden"] == figure["now"]
        assert len(found["items"]) == found["count"]
    assert figures["notes"]["now"] == 2
    assert client.get(address(cast, "/beside"), {"what": "x"}).status_code == 422


def test_a_percentage_of_little_says_so(cast):
    random_cases.cases(cast, 24, 50)
    found = client_of(cast.inspector).get(address(cast), YEAR).json()["total"]
    assert all(one["is_small_base"] == (one["amount"] != 0 and 0 < one["before"] < 20) for one in (
        found[name] for name in MEASURES
    ))  # fmt: skip


@pytest.mark.parametrize("bad", [
    {"period": "range"}, {"period": "quarter", "number": 7}, {"year": 999999}, {"kind": "x"}, {"by": "x"},
    {"period": "range", "first": "2026-02-01", "last": "2026-01-01"}, {"owner": -1}, {"first": "hôm qua"},
])  # fmt: skip
def test_a_question_that_makes_no_sense_is_refused(cast, bad):
    assert client_of(cast.inspector).get(address(cast), bad).status_code == 422


def test_figures_of_a_place_out_of_reach_do_not_exist_and_above_it_are_refused(cast):
    assert client_of(cast.tuong).get(f"/api/oversight/statistics/{cast.an_binh.pk}").status_code == 404
    assert client_of(cast.lan).get(address(cast)).status_code == 403
    assert client_of(cast.sua).get(f"/api/oversight/statistics/{cast.an_binh.pk}").status_code == 403
