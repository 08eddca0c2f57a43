"""Gaps and doubles in the numbers of what an organisation issued."""

from datetime import date

import pytest

from tests.cast import Cast
from tests.documents.build import metadata, registered
from tusoi.documents.rules import missing_numbers
from tusoi.documents.selectors import numbering_of
from tusoi.documents.services import register_stub
from tusoi.organisations.models import Term
from tusoi.organisations.scope import Refused


@pytest.mark.parametrize(
    ("numbers", "gaps"),
    [([], []), ([7], []), ([1, 2, 3], []), ([5, 1, 2], [(3, 4)]), ([1, 3, 3, 9], [(2, 2), (4, 8)])],
)
def test_the_gaps_between_numbers(numbers, gaps):
    assert missing_numbers(numbers) == gaps


def issued(cast: Cast, number: int | None, **more):
    return registered(cast, issuer_id=cast.province.pk, issuer_name="", number=number, **more)


def test_a_series_tells_what_is_missing_and_what_stands_twice(cast: Cast) -> None:
    for number in (12, 13, 17, 18, 13):
        issued(cast, number)
    issued(cast, None)
    (series,) = numbering_of(cast.province, by=cast.may)
    assert (series.kind, series.symbol, series.first, series.last, series.count) == ("Kế hoạch", "KH/TU", 12, 18, 5)
    assert series.missing == [(14, 16)]
    assert series.missing_count == 3
    assert [[one.reference for one in same] for same in series.doubled] == [["13-KH/TU", "13-KH/TU"]]


def test_each_kind_symbol_and_year_is_a_series_of_its_own(cast: Cast) -> None:
    issued(cast, 1)
    issued(cast, 3, kind="ket-luan", symbol="KL/TU")
    issued(cast, 1, issued_on=date(2025, 5, 5))
    issued(cast, 2, symbol="kh / tu")
    found = numbering_of(cast.province, by=cast.may)
    assert {(one.kind, one.term, one.count) for one in found} == {
        ("Kế hoạch", "2026", 2), ("Kế hoạch", "2025", 1), ("Kết luận", "2026", 1),
    }  # fmt: skip
    assert all(one.is_whole for one in found)


def test_a_term_carries_its_numbers_over_the_years(cast: Cast) -> None:
    Term.objects.create(organisation=cast.province, name="2025-2030", valid_from=date(2025, 1, 1))
    issued(cast, 1, issued_on=date(2025, 5, 5))
    issued(cast, 2)
    (series,) = numbering_of(cast.province, by=cast.may)
    assert (series.term, series.count, series.is_whole) == ("2025-2030", 2, True)


def test_a_secret_paper_fills_its_number_and_tells_nothing_else(cast: Cast) -> None:
    issued(cast, 1)
    issued(cast, 3)
    for _ in range(2):
        register_stub(
            owner_id=cast.province.pk, level="mat", by=cast.may,
            metadata=metadata(number=2, issuer_id=cast.province.pk, issuer_name="", excerpt="", paper_location="Tủ A"),
            confirmed={"number_taken", "duplicate", "number_gap"},
        )  # fmt: skip
    (series,) = numbering_of(cast.province, by=cast.may)
    assert series.missing == []
    assert [one.excerpt for one in series.doubled[0]] == ["", ""]


def test_what_others_issued_is_in_no_series_of_mine(cast: Cast) -> None:
    registered(cast)
    registered(cast, by=cast.lan, owner=cast.an_binh, issuer_id=cast.province.pk, issuer_name="")
    assert numbering_of(cast.province, by=cast.may) == []
    assert numbering_of(cast.an_binh, by=cast.may) == []


def test_those_with_gaps_come_first(cast: Cast) -> None:
    issued(cast, 1, kind="ket-luan", symbol="KL/TU", issued_on=date(2026, 6, 1))
    issued(cast, 1)
    issued(cast, 3)
    assert [one.kind for one in numbering_of(cast.province, by=cast.may)] == ["Kế hoạch", "Kết luận"]


def test_who_does_not_read_the_whole_register_is_not_told_of_gaps(cast: Cast) -> None:
    with pytest.raises(Refused):
        numbering_of(cast.province, by=cast.lan)
    assert numbering_of(cast.an_binh, by=cast.may) == []


def test_one_question_however_many(cast: Cast, django_assert_num_queries) -> None:
    Term.objects.create(organisation=cast.province, name="2025-2030", valid_from=date(2025, 1, 1))
    for number in range(1, 6):
        issued(cast, number * 2)
    with django_assert_num_queries(1):
        numbering_of(cast.province, by=cast.may)
