"""The shipped kinds of cases: they load, make sense, and hold what the handbook names and no number beside it."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from tusoi.organisations.services import reference as organisations_reference
from tusoi.oversight.models import CaseKind, ContentArea, InspectionRight
from tusoi.oversight.procedure import COUNTS_AS, Procedure
from tusoi.oversight.rules import RELATIONS
from tusoi.oversight.services import load_reference
from tusoi.oversight.services.reference import rows_of

KINDS = rows_of("case_kinds")
PAPERS = {
    "gs-cd": 15,
    "kt-ch": 15,
    "kt-nvkt": 15,
    "kt-thkl": 15,
    "kt-dhvp": 14,
    "kt-tc": 13,
    "tc": 14,
    "kl": 12,
    "kn": 12,
}


def book(code, on=date(2026, 1, 1)):
    return next(
        Procedure.read(row["rules"])
        for row in KINDS
        if row["code"] == code and row["valid_from"] <= on and (row["valid_to"] is None or row["valid_to"] > on)
    )


@pytest.mark.parametrize("row", KINDS, ids=lambda row: f"{row['code']}-{row['valid_from']}")
def test_every_shipped_procedure_makes_sense_in_both_languages(row):
    procedure = Procedure.read(row["rules"])
    assert row["name_en"]
    assert row["symbol"]
    assert procedure.steps
    assert procedure.results
    for thing in (*procedure.steps, *procedure.papers, *procedure.results):
        assert thing.name.vi
        assert thing.name.en
        assert thing.name.en != thing.name.vi
    assert all(result.counts_as and set(result.counts_as) <= set(COUNTS_AS) for result in procedure.results)


@pytest.mark.parametrize(("code", "number"), PAPERS.items())
def test_the_checklist_of_a_kind_has_as_many_papers_as_the_handbook_names(code, number):
    assert len(book(code).papers) == number


def test_a_limit_without_a_source_is_not_set():
    for row in KINDS:
        procedure = Procedure.read(row["rules"])
        assert all(limit.source for limit in procedure.limits if limit.days)
        assert all(step.days is None or step.source for step in procedure.steps)
        assert procedure.extension is None or procedure.extension_source


@pytest.mark.parametrize(("level", "days"), [("central", 60), ("province", 45), ("commune", 20), ("agency", 20)])
def test_an_advising_body_has_the_limit_of_its_level_with_a_third_of_extension_and_five_years(level, days):
    limit = book("gs-cd").limit_for(level, "ban-to-chuc")
    assert (limit.days, limit.extension, limit.examined_years) == (days, Fraction(1, 3), 5)


@pytest.mark.parametrize("body", ["", "ban-thuong-vu", "uy-ban-kiem-tra"])
def test_a_committee_and_its_commission_have_no_limit_because_none_could_be_read(body):
    assert book("gs-cd").limit_for("province", body) is None
    assert book("gs-cd").examined_years_for("province", body) is None


def test_the_rule_set_before_the_decision_of_june_2025_knows_no_limit():
    assert book("gs-cd", date(2025, 6, 17)).limit_for("province", "ban-to-chuc") is None
    assert book("gs-cd", date(2025, 6, 18)).limit_for("province", "ban-to-chuc").days == 45


@pytest.mark.parametrize("code", ["tc", "kn", "kl"])
def test_of_denunciations_appeals_and_discipline_there_is_only_a_stub_without_persons(code):
    procedure = book(code)
    assert procedure.stub_only
    assert procedure.subjects == ("organisation",)
    assert not any(paper.required for paper in procedure.papers)


def test_a_cell_needs_no_team():
    assert not book("kt-cb").needs_team
    assert not book("gs-cb").needs_team


def test_every_line_of_the_whitelist_speaks_of_kinds_levels_and_bodies_that_exist():
    kinds = {row["code"] for row in KINDS}
    levels = {row["code"] for row in organisations_reference.rows_of("organisation_kinds")}
    bodies = {"", *(row["code"] for row in organisations_reference.rows_of("body_kinds"))}
    for row in rows_of("inspection_rights"):
        assert set(row["kinds"]) <= kinds
        assert row["relation"] in RELATIONS
        assert row["source"]
        assert row["subject"] in ("organisation", "member")
        assert set(row["owner_levels"]) | set(row["subject_levels"]) <= levels
        assert set(row["owner_bodies"]) <= bodies


@pytest.mark.django_db
def test_loading_twice_changes_nothing_and_at_most_one_rule_set_of_a_kind_is_in_force():
    assert load_reference() == load_reference()
    assert CaseKind.objects.count() == len(KINDS)
    assert ContentArea.objects.filter(code="quy-che").count() == 1
    assert InspectionRight.objects.exists()
    for day in (date(2023, 1, 1), date(2025, 6, 17), date(2025, 6, 18), date(2026, 11, 1)):
        codes = list(CaseKind.objects.on(day).values_list("code", flat=True))
        assert len(codes) == len(set(codes)) == 12


@pytest.mark.django_db
def test_loading_again_does_not_reopen_what_an_administrator_replaced():
    load_reference()
    shipped = CaseKind.objects.get(code="gs-cd", valid_to=None)
    day = shipped.valid_from + timedelta(days=400)
    own = CaseKind.objects.get(pk=shipped.pk)
    own.pk, own.valid_from = None, day
    own.save(force_insert=True)
    load_reference()
    shipped.refresh_from_db()
    assert shipped.valid_to == day
    assert CaseKind.objects.get(pk=own.pk).valid_to is None
