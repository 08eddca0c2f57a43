"""The checks of citations as rules: invented citations in, cautions out."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tusoi.documents import issuers
from tusoi.documents.cautions import CODES, Citing, Passage, Registered, cautions
from tusoi.documents.reference import rows

TABLE = rows("issuer_codes")
NOVEMBER, MARCH = date(2025, 11, 13), date(2026, 3, 2)
CITING = Citing(MARCH, "Ban Tổ chức Tỉnh ủy Sơn Hà", "KL/BTCTU", "Kết luận")


def passage(reference: str, **more: Any) -> Passage:
    number, _dash, symbol = reference.partition("-")
    start = more.pop("start", 0)
    return Passage(more.pop("index", 0), start, start + 9, f"số {reference}", int(number), symbol, **more)


def codes(*passages: Passage, citing: Citing = CITING) -> list[str]:
    return [one.code for one in cautions(citing, passages, table=TABLE)]


def test_one_document_cited_under_two_codes_is_reported_with_both_passages():
    wrong = passage("38-KL/TU", issuer="Bộ Chính trị", day=NOVEMBER, kind="Kết luận")
    right = passage("38-KL/TW", start=200)

    found = cautions(CITING, [wrong, right], table=TABLE)

    assert [one.code for one in found] == ["two_bodies", "issuer_code"]
    assert {one.reference for one in found[0].passages} == {"38-KL/TU", "38-KL/TW"}


def test_two_papers_of_two_bodies_with_the_same_number_are_two_papers():
    tu = passage("5-NQ/TU", issuer="Tỉnh ủy Sơn Hà", day=date(2025, 8, 1))
    tw = passage("5-NQ/TW", issuer="Ban Chấp hành Trung ương", day=NOVEMBER, start=50)
    assert codes(tu, tw) == []
    assert codes(passage("18-NQ/TU"), passage("18-NQ/TW", start=50)) == []


@pytest.mark.parametrize(
    ("symbol", "issuer", "fits"),
    [
        ("KL/TU", "Bộ Chính trị", False), ("KL/TW", "Bộ Chính trị", True),
        ("KL/TW", "Ban Bí thư Trung ương Đảng", True),
        ("KH/TU", "Ban Thường vụ Tỉnh ủy Sơn Hà", True), ("KH/TW", "Tỉnh ủy Sơn Hà", False),
        ("HD/BTCTU", "Ban Tổ chức Tỉnh ủy", True), ("HD/TU", "Ban Tổ chức Tỉnh ủy", False),
        ("NQ/ĐU", "Ban Chấp hành Đảng bộ xã An Bình", True), ("NQ/CB", "Đảng ủy xã An Bình", False),
        ("NQ/CB", "Chi bộ Thôn Đông", True), ("QĐ/UBND", "Ủy ban nhân dân tỉnh", None), ("KL/TU", "", None),
        ("QĐ/ĐUK", "Đảng ủy Khối các cơ quan tỉnh", None), ("KH/TU", "Ban Chấp hành Đảng bộ tỉnh Sơn Hà", True),
    ],
)  # fmt: skip
def test_the_code_of_a_symbol_fits_the_body_that_is_named(symbol, issuer, fits):
    assert issuers.fits(TABLE, symbol, issuer, MARCH) is fits or (fits is None and "ĐUK" in symbol)


def test_a_code_is_asked_on_its_day():
    assert issuers.fits(TABLE, "KH/HU", "Huyện ủy Sơn Đông", date(2024, 5, 1)) is True
    assert codes(passage("7-KH/HU", day=MARCH), citing=Citing(date(2026, 6, 1))) == ["code_ended"]
    assert codes(passage("7-KH/HU", day=date(2024, 5, 1))) == []


def test_a_day_other_than_the_registers_is_reported():
    there = Registered(7, "143-KH/TU", date(2026, 1, 20), "Tỉnh ủy Sơn Hà")
    wrong = passage("143-KH/TU", day=date(2026, 1, 21), near=(there,))
    found = cautions(CITING, [wrong], table=TABLE)
    assert [(one.code, one.document_id) for one in found] == [("date_differs", 7)]
    assert found[0].details["registered"] == "20/01/2026"


def test_the_same_number_of_another_term_is_no_slip_of_the_day():
    there = Registered(7, "143-KH/TU", date(2021, 5, 20))
    assert codes(passage("143-KH/TU", day=date(2026, 1, 21), near=(there,))) == []


def test_what_is_cited_before_it_exists_is_reported():
    assert codes(passage("9-KL/TU", day=date(2026, 4, 1))) == ["later"]
    there = Registered(7, "9-KL/TU", date(2026, 4, 1))
    assert codes(passage("9-KL/TU", target=there)) == ["later"]
    assert codes(passage("9-KL/TU", day=MARCH)) == []


def test_a_document_that_was_replaced_by_then_is_reported_unless_it_is_the_one_that_is_replaced():
    there = Registered(7, "07-HD/TU", date(2025, 9, 1), replaced_on=date(2026, 2, 1), replaced_by="12-HD/TU")
    assert codes(passage("7-HD/TU", target=there, relation="basis")) == ["replaced"]
    assert codes(passage("7-HD/TU", target=there, relation="replaces")) == []
    before = Citing(date(2026, 1, 5))
    assert codes(passage("7-HD/TU", target=there, relation="basis"), citing=before) == []


def test_the_document_itself_is_checked_for_its_code_and_its_competence():
    citing = Citing(MARCH, "Đảng ủy xã An Bình", "NQ/TU", "Nghị quyết", competence="Quy định 399-QĐ/TW")
    assert codes(citing=citing) == ["own_code", "competence"]


def test_what_is_printed_ten_times_is_said_once():
    ten = [passage("38-KL/TU", issuer="Bộ Chính trị", start=number * 20) for number in range(10)]
    found = cautions(CITING, ten, table=TABLE)
    assert len(found) == 1
    assert len(found[0].passages) == 10


def test_the_key_of_a_caution_does_not_depend_on_where_it_stands():
    one = cautions(CITING, [passage("38-KL/TU", issuer="Bộ Chính trị")], table=TABLE)[0]
    other = cautions(CITING, [passage("38-KL/TU", issuer="Bộ  chính trị", start=99, index=5)], table=TABLE)[0]
    assert one.key == other.key


PASSAGES = st.builds(
    Passage,
    index=st.integers(0, 5), start=st.integers(0, 99), end=st.integers(100, 200), quote=st.text(max_size=9),
    number=st.none() | st.integers(1, 9),
    symbol=st.sampled_from(["", "KL/TU", "KL/TW", "NQ/ĐU", "KH", "-/", "2026/NĐ-CP"]),
    issuer=st.sampled_from(["", "Bộ Chính trị", "Tỉnh ủy", "Đảng ủy xã An Bình", "???"]) | st.text(max_size=9),
    day=st.none() | st.dates(), suspect=st.sampled_from(["", "kind", "symbol", "x"]),
)  # fmt: skip


@given(st.lists(PASSAGES, max_size=8), st.none() | st.dates())
def test_whatever_is_printed_gives_cautions_that_can_be_shown(passages, day):
    found = cautions(Citing(day), passages, table=TABLE)
    assert {one.code for one in found} <= set(CODES)
    assert len({(one.code, one.key) for one in found}) == len(found)
    assert sorted(found, key=lambda one: CODES.index(one.code)) == found


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Tỉnh ủy Sơn Hà", "Ban Thường vụ Tỉnh ủy", None), ("BTV Tỉnh ủy Sơn Hà", "Tỉnh ủy Sơn Hà", True),
        ("Đảng ủy xã An Bình", "Ban Chấp hành Đảng bộ xã An Bình", True),
        ("Đảng ủy xã An Bình", "Đảng ủy xã Suối Giàng", False), ("Bộ Chính trị", "Ban Bí thư", True),
        ("Ban Tổ chức Tỉnh ủy", "Tỉnh ủy Sơn Hà", False), ("Tỉnh ủy Sơn Hà", "Đảng ủy xã An Bình", False),
        ("", "Tỉnh ủy", None), ("Công ty X", "Tỉnh ủy", None),
    ],
)  # fmt: skip
def test_two_names_mean_the_same_body(one, other, same):
    assert issuers.agree(one, other) is same
    assert issuers.agree(other, one) is same
