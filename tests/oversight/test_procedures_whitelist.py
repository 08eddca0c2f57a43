"""Who may inspect whom: the shipped whitelist, and that what no line allows is refused."""

from datetime import date

import pytest

from tests import factories
from tusoi.oversight.selectors import procedures
from tusoi.oversight.services import load_reference

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 1)


@pytest.fixture
def book(cast):
    load_reference()
    return cast


def allowed(owner, kind, organisation, person=None, body=None, on=ON):
    line = procedures.may_inspect(owner, body, kind, organisation, person, on)
    return line.code if line else None


def commission(organisation):
    return factories.body(organisation, "uy-ban-kiem-tra", "Ủy ban Kiểm tra")


def test_a_committee_supervises_what_is_below_and_nothing_beside_or_above(book):
    assert allowed(book.province, "gs-cd", book.an_binh) == "cap-uy-to-chuc"
    assert allowed(book.province, "gs-cd", book.thon_dong) == "cap-uy-to-chuc"
    assert allowed(book.an_binh, "gs-cd", book.suoi_giang) is None
    assert allowed(book.an_binh, "gs-cd", book.province) is None
    assert allowed(book.an_binh, "gs-cd", book.an_binh) is None


def test_a_committee_may_look_at_its_own_member_but_not_at_itself(book):
    sua = factories.Person.objects.get(pk=book.sua.person_id)
    assert allowed(book.an_binh, "kt-ch", book.an_binh, sua) == "cap-uy-dang-vien"
    assert allowed(book.province, "kt-ch", book.an_binh, sua) == "cap-uy-dang-vien-duoi"


def test_signs_of_violation_are_the_commissions(book):
    assert allowed(book.province, "kt-dhvp", book.an_binh) is None
    assert allowed(book.province, "kt-dhvp", book.an_binh, body=commission(book.province)) == "ubkt-to-chuc"


def test_an_advising_body_inspects_compliance_and_never_signs_of_violation(book):
    board = factories.body(book.province, "ban-to-chuc", "Ban Tổ chức")
    assert allowed(book.province, "gs-cd", book.an_binh, body=board) == "tham-muu-to-chuc"
    assert allowed(book.province, "kt-dhvp", book.an_binh, body=board) is None


def test_discipline_work_is_inspected_one_level_down_only(book):
    body = commission(book.province)
    assert allowed(book.province, "kt-thkl", book.an_binh, body=body) == "ubkt-ky-luat"
    assert allowed(book.province, "kt-thkl", book.thon_dong, body=body) is None


def test_finances_are_those_of_lower_committees_never_of_the_same_level_nor_of_a_member(book):
    body, sua = commission(book.province), factories.Person.objects.get(pk=book.sua.person_id)
    assert allowed(book.province, "kt-tc", book.an_binh, body=body) == "ubkt-tai-chinh"
    assert allowed(book.province, "kt-tc", book.province, body=body) is None
    assert allowed(book.province, "kt-tc", book.an_binh, sua, body=body) is None


def test_a_cell_inspects_its_own_members_by_the_short_procedure_and_nobody_elses(book):
    noi = factories.Person.objects.get(pk=book.noi.person_id)
    assert allowed(book.thon_dong, "kt-cb", book.thon_dong, noi) == "chi-bo-dang-vien"
    assert allowed(book.thon_dong, "kt-ch", book.thon_dong, noi) is None
    assert allowed(book.thon_ha, "kt-cb", book.thon_dong, noi) is None
    assert allowed(book.province, "kt-cb", book.thon_dong, noi) is None


def test_before_a_line_was_in_force_it_allows_nothing(book):
    assert allowed(book.province, "gs-cd", book.an_binh, on=date(2021, 1, 1)) is None


def test_many_subjects_are_asked_with_one_query(book, django_assert_max_num_queries):
    owner = book.province
    places = [book.an_binh, book.suoi_giang, book.thon_dong, book.thon_ha, book.ban_le]
    codes = [place.kind.code for place in (owner, *places)]
    assert len(codes) == 6
    with django_assert_max_num_queries(1):
        rights = procedures.whitelist_of(owner, None, "gs-cd", ON)
        assert all(rights.right_for(place) for place in places)


def test_on_a_day_there_is_one_rule_set_of_a_kind_and_the_older_one_stays_to_be_read(book):
    assert procedures.kind_on("gs-cd", date(2025, 6, 17)).valid_to == date(2025, 6, 18)
    assert [kind.valid_from.year for kind in procedures.versions_of("gs-cd")] == [2025, 2022]
    assert procedures.kind_on("gs-cd", date(2020, 1, 1)) is None
    assert len(procedures.kinds_on(ON)) == 12


def test_a_member_is_not_asked_about_what_only_organisations_do(book):
    codes = {area.code for area in procedures.areas_on(ON, "member")}
    assert "dao-duc" in codes
    assert "ngan-sach" not in codes
