"""Whom a text asks, matched to the tree: words in, organisations and kinds out, each with its reason."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.work import steps
from tusoi.obligations.addressees import Level, Named, asked_of, common_of, lead_of, named_in, names_in


@dataclass
class Unit:
    pk: int
    name: str
    short_name: str = ""


UNITS = [
    Unit(1, "Đảng ủy xã An Bình", "An Bình"), Unit(2, "Đảng ủy xã Suối Giàng", "Suối Giàng"),
    Unit(3, "Đảng ủy phường Hà Thành", "Hà Thành"), Unit(4, "Đảng ủy các cơ quan Đảng tỉnh"),
    Unit(5, "Đảng ủy Công an tỉnh"), Unit(6, "Chi bộ Thôn Đông"), Unit(7, "Chi bộ Thôn Đông"),
    Unit(8, "Chi bộ Phòng Quản trị, tài vụ"), Unit(9, "Đảng ủy Ủy ban nhân dân tỉnh"),
]  # fmt: skip
LEVELS = [
    Level("commune", "Đảng ủy xã, phường, đặc khu", True),
    Level("agency", "Đảng ủy các cơ quan trực thuộc tỉnh ủy", True),
    Level("armed-forces", "Đảng ủy quân sự, công an cấp tỉnh", True), Level("grassroots", "Đảng ủy cơ sở"),
    Level("grassroots-cell", "Chi bộ cơ sở"), Level("cell", "Chi bộ"), Level("group", "Tổ đảng"),
]  # fmt: skip
ISSUER = Unit(99, "Tỉnh ủy Sơn Hà", "Sơn Hà")


def named(words: str) -> Named:
    return named_in(words, UNITS, LEVELS, ISSUER)


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("các đảng ủy xã", "commune"),
        ("các xã, phường", "commune"),
        ("ban thường vụ đảng ủy các xã, phường", "commune"),
        ("các đảng ủy", "commune agency armed-forces"),
        ("các cấp ủy, tổ chức đảng trực thuộc", "commune agency armed-forces"),
        ("ủy ban kiểm tra các cấp", "commune agency armed-forces grassroots"),
        ("cấp uỷ các cấp", "commune agency armed-forces grassroots grassroots-cell cell"),
        ("các đảng ủy cơ sở", "grassroots"),
        ("các tổ chức cơ sở đảng", "grassroots grassroots-cell"),
        ("các chi bộ", "grassroots-cell cell"),
        ("tất cả các chi ủy", "grassroots-cell cell"),
        ("các đảng ủy xã, chi bộ cơ sở", "commune grassroots-cell"),
        ("các chi bộ cơ sở, đảng ủy trực thuộc", "grassroots-cell commune agency armed-forces"),
    ],
)
def test_a_class_of_bodies_means_kinds_of_organisations(words, codes):
    found = named(words)
    assert set(found.kinds) == set(codes.split())
    assert not found.organisations
    assert not found.unmatched
    assert all(reason in words for reason in found.kinds.values())


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("Ban Thường vụ Đảng ủy xã An Bình", {1}),
        ("đảng uỷ xã suối giàng", set()),  # without capitals no name begins
        ("Đảng ủy các xã An Bình, Suối Giàng và phường Hà Thành", {1, 2, 3}),
        ("Đảng ủy xã An Bình, Đảng ủy phường Hà Thành", {1, 3}),
        ("Đảng bộ xã An Bình", {1}),
        ("ĐẢNG UỶ XÃ AN BÌNH", {1}),
        ("An Bình, Suối Giàng", {1, 2}),
        ("Đảng ủy các cơ quan Đảng tỉnh và Đảng ủy Công an tỉnh", {4, 5}),
        ("Chi bộ Phòng Quản trị, tài vụ", {8}),
        ("Đảng ủy Ủy ban nhân dân tỉnh chủ trì, phối hợp với Đảng ủy Công an tỉnh", {9}),
    ],
)
def test_names_and_short_names_mean_organisations_whatever_their_marks_and_capitals(words, numbers):
    found = named(words)
    assert set(found.organisations) == numbers
    assert all(reason in words for reason in found.organisations.values())


@pytest.mark.parametrize(
    ("words", "unmatched"),
    [
        ("Đảng ủy các xã An Bình, Mường Khe", [("Đảng ủy xã Mường Khe", "unknown")]),
        ("Chi bộ Thôn Đông", [("Chi bộ Thôn Đông", "several")]),
        ("Ủy ban Kiểm tra Tỉnh ủy", [("Ủy ban Kiểm tra Tỉnh ủy", "issuer")]),
        ("Văn phòng Tỉnh ủy", [("Văn phòng Tỉnh ủy", "issuer")]),
        ("các huyện ủy", [("các huyện ủy", "unknown")]),
    ],
)
def test_what_cannot_be_ticked_is_told_with_the_reason(words, unmatched):
    assert [(one.words, one.why) for one in named(words).unmatched] == unmatched


def test_a_class_and_a_name_stand_side_by_side():
    found = named("các đảng ủy xã và Đảng ủy Công an tỉnh rà soát tại các chi bộ")
    assert dict(found.kinds) == {"commune": "các đảng ủy xã"}
    assert dict(found.organisations) == {5: "Đảng ủy Công an tỉnh"}


@pytest.mark.parametrize(
    ("quote", "begins"),
    [
        ("Một là, các đảng ủy xã rà soát quy chế", "các đảng ủy xã"),
        ("2. Các đảng ủy xã, phường xây dựng kế hoạch", "Các đảng ủy xã"),
        ("Ban Thường vụ Tỉnh ủy yêu cầu các chi bộ báo cáo", "các chi bộ"),
        ("Tỉnh ủy Sơn Hà giao Đảng ủy Công an tỉnh chủ trì", "Đảng ủy Công an tỉnh"),
        ("Các đảng ủy xã chỉ đạo các chi bộ rà soát", "Các đảng ủy xã"),
        ("Đối với các chi bộ: báo cáo hằng tháng", "các chi bộ"),
        ("Hai là, rà soát quy chế của các đảng ủy xã", ""),
        ("Ba là, tiếp tục lãnh đạo, chỉ đạo, yêu cầu các chi bộ sinh hoạt", ""),
        ("Việc này được giao cho các chi bộ", ""),
        ("Ba là, báo cáo kết quả về Ban Thường vụ Tỉnh ủy", ""),
    ],
)
def test_who_is_asked_stands_at_the_beginning_or_behind_the_asking(quote, begins):
    found = asked_of(quote)
    assert found.startswith(begins)
    assert bool(found) is bool(begins)


def test_what_the_reading_found_comes_first_and_the_sentence_before_the_list_last():
    lead = "Ban Thường vụ yêu cầu các đảng ủy xã thực hiện tốt các nội dung sau:"
    assert asked_of("Một là, các chi bộ rà soát", "các đảng ủy cơ sở", lead) == "các đảng ủy cơ sở"
    assert asked_of("Một là, các chi bộ rà soát", "", lead).startswith("các chi bộ")
    assert asked_of("Một là, rà soát quy chế", "", lead).startswith("các đảng ủy xã")


def test_the_leading_sentence_is_the_nearest_one_that_asks_and_ends_with_a_colon():
    text = "Kết quả:\nYêu cầu các chi bộ:\nBan Thường vụ yêu cầu các đảng ủy xã:\nMột là, a.\nHai là, b."
    assert lead_of(text, text.index("Hai là")) == "Ban Thường vụ yêu cầu các đảng ủy xã:"
    assert lead_of("Kết quả:\nMột là, a.", 9) == ""


def test_single_names_are_given_as_written_so_that_they_can_be_looked_up():
    assert names_in("Chi bộ Thôn Đông và Đảng ủy các xã An Bình, Nà Pán") == [
        "Chi bộ Thôn Đông", "Đảng ủy xã An Bình", "Đảng ủy xã Nà Pán",
    ]  # fmt: skip


def test_the_common_choice_is_what_most_share_and_nobody_when_most_name_nobody():
    communes, cells, nobody = named("các đảng ủy xã"), named("các chi bộ"), Named()
    assert common_of([communes, cells, communes]).key == communes.key
    assert common_of([communes, nobody]).key == communes.key
    assert not common_of([communes, nobody, nobody])
    assert not common_of([])


@given(st.text(max_size=300))
def test_any_text_is_read_without_a_fault(text):
    words = asked_of(text, "", lead_of(text, len(text)))
    named(words)
    names_in(text)


def test_of_a_very_long_text_only_a_bounded_part_is_worked_on():
    def kind(times: int) -> Named:
        text = "các đảng ủy xã, " * times
        return named(asked_of(text, text, lead_of(text + ":", len(text))))

    def names(times: int) -> Named:
        return named("Đảng ủy các xã " + "An Bình, " * times)

    for call in (kind, names):
        assert call(50_000) == call(500)
        assert steps(lambda call=call: call(50_000)) < 1.1 * steps(lambda call=call: call(500))
