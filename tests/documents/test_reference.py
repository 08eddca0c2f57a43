from datetime import date

import pytest

from tusoi.documents import selectors
from tusoi.documents.models import DocumentKind
from tusoi.documents.services import load_reference

pytestmark = pytest.mark.django_db


def test_loading_the_kinds_twice_changes_nothing() -> None:
    count = load_reference()
    before = list(
        DocumentKind.objects.order_by("pk").values_list("code", "name_vi", "symbol", "valid_from", "valid_to")
    )

    assert load_reference() == count == len(before)
    assert before == list(
        DocumentKind.objects.order_by("pk").values_list("code", "name_vi", "symbol", "valid_from", "valid_to")
    )


@pytest.mark.parametrize("day", [date(2011, 5, 4), date(2017, 2, 6), date(2026, 1, 8), date(2026, 1, 9)])
def test_on_every_day_a_kind_is_in_force_once(day: date) -> None:
    load_reference()
    codes = [kind.code for kind in selectors.kinds(on=day)]

    assert len(codes) == len(set(codes))
    assert {"nghi-quyet", "ket-luan", "ke-hoach", "nghi-dinh"} <= set(codes)


def test_the_code_of_decisions_stands_for_two_kinds() -> None:
    load_reference()
    kinds = DocumentKind.objects.on(date(2026, 6, 1)).filter(symbol="QĐ")

    assert {kind.code for kind in kinds} == {"quyet-dinh", "quy-dinh"}


def test_option_plans_are_a_kind_only_since_the_new_list() -> None:
    load_reference()

    assert selectors.kind_on("phuong-an", date(2026, 1, 8)) is None
    assert selectors.kind_on("phuong-an", date(2026, 1, 9)) is not None


def test_only_official_letters_do_not_print_their_kind() -> None:
    load_reference()

    assert set(DocumentKind.objects.filter(is_printed=False).values_list("code", flat=True)) == {"cong-van"}
