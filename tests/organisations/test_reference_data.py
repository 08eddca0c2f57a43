from datetime import date

import pytest

from tusoi.organisations.models import BodyKind, Field, OrganisationKind, PositionKind
from tusoi.organisations.rules import ROLES
from tusoi.organisations.services import load_reference
from tusoi.organisations.services.reference import FILES, rows_of

pytestmark = pytest.mark.django_db


def test_loading_twice_changes_nothing():
    first = load_reference()
    before = [list(model.objects.order_by("pk").values_list()) for model in FILES.values()]
    assert load_reference() == first
    assert [list(model.objects.order_by("pk").values_list()) for model in FILES.values()] == before


def test_a_corrected_row_is_brought_back_to_what_the_file_says():
    load_reference()
    OrganisationKind.objects.filter(code="cell").update(name_vi="khác", rank=99)
    load_reference()
    cell = OrganisationKind.objects.get(code="cell")
    assert (cell.name_vi, cell.rank, cell.symbol) == ("Chi bộ", 6, "CB")


def test_the_district_level_ends_when_the_communes_come_directly_below_the_province():
    load_reference()
    before = set(OrganisationKind.objects.on(date(2025, 6, 30)).values_list("code", flat=True))
    after = set(OrganisationKind.objects.on(date(2025, 7, 1)).values_list("code", flat=True))
    assert before - after == {"district", "bloc", "commune-grassroots"}
    assert after - before == {"commune", "agency"}


def test_the_pivots_are_the_committees_directly_below_the_province():
    load_reference()
    pivots = OrganisationKind.objects.on(date(2026, 1, 1)).filter(is_pivot=True)
    assert set(pivots.values_list("code", "rank")) == {("commune", 3), ("agency", 3), ("armed-forces", 3)}


def test_every_position_gives_a_known_role():
    assert {row["role"] for row in rows_of("position_kinds")} <= set(ROLES)


@pytest.mark.parametrize("name", FILES)
def test_every_row_speaks_both_languages_and_its_periods_do_not_overlap(name):
    seen: dict[str, date] = {}
    for row in rows_of(name):
        assert row["name_vi"]
        assert row["name_en"]
        assert row["code"] not in seen, "one row a code until the law changes"
        seen[row["code"]] = row["valid_from"]
        assert row["valid_to"] is None or row["valid_to"] > row["valid_from"]


def test_the_tables_are_not_empty():
    load_reference()
    assert BodyKind.objects.filter(code="uy-ban-kiem-tra", symbol="UBKT").exists()
    assert PositionKind.objects.get(code="bi-thu").is_committee_member
    assert Field.objects.count() >= 10
