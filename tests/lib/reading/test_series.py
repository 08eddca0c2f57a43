"""Bodies named together, and what is asked of them."""

import pytest

from tusoi.lib.reading import read
from tusoi.lib.reading.titles import title


def of(text, kind):
    return read(text).of(kind)


def names(text):
    return [one.fields["name"] for one in of(text, "organisation")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Đoàn làm việc với Đảng ủy các xã Nậm Pồ, Hua Nhàn và Chiềng Pấc.",
            ["Đảng ủy xã Nậm Pồ", "Đảng ủy xã Hua Nhàn", "Đảng ủy xã Chiềng Pấc"],
        ),
        (
            "Ban Thường vụ Đảng ủy các xã Nậm Pồ, phường Tân Lập đã ký cam kết.",
            ["Ban Thường vụ Đảng ủy xã Nậm Pồ", "Ban Thường vụ Đảng ủy phường Tân Lập"],
        ),
        ("Làm việc với các đảng ủy: Nậm Pồ, Hua Nhàn.", ["Đảng ủy Nậm Pồ", "Đảng ủy Hua Nhàn"]),
        ("Kiểm tra các chi bộ thôn Đồng Giao, thôn Lũng Phìn.", ["Chi bộ thôn Đồng Giao", "Chi bộ thôn Lũng Phìn"]),
        ("Kiểm tra các chi bộ thôn 1, thôn 2 và thôn 5.", ["Chi bộ thôn 1", "Chi bộ thôn 2", "Chi bộ thôn 5"]),
        ("Đảng ủy các cấp, các ngành vào cuộc.", []),
        ("Đảng ủy các xã, phường báo cáo.", []),
    ],
)
def test_each_of_several_bodies_is_mentioned_by_its_own_name(text, expected):
    assert names(text) == expected


def test_coordinated_addressees_are_each_named_and_the_duty_begins_after_them():
    (one,) = of("Yêu cầu Đảng ủy các xã Nậm Pồ, Tân Lập và Hua Nhàn lập danh sách trước ngày 3/4/2026.", "requirement")
    assert one.fields["addressee"] == "Đảng ủy các xã Nậm Pồ, Tân Lập và Hua Nhàn"
    assert one.fields["addressees"] == ["Đảng ủy xã Nậm Pồ", "Đảng ủy xã Tân Lập", "Đảng ủy xã Hua Nhàn"]
    assert one.fields["ctx_title"].startswith("Lập danh sách")


def test_a_place_that_is_written_like_a_verb_does_not_end_the_addressee():
    (one,) = of("Đề nghị Đảng ủy phường Tân Lập, Đảng ủy xã Hua Nhàn rà soát quy chế.", "requirement")
    assert one.fields["addressees"] == ["Đảng ủy phường Tân Lập", "Đảng ủy xã Hua Nhàn"]


def test_a_class_of_bodies_has_no_names():
    (one,) = of("Yêu cầu các chi bộ trực thuộc gửi biên bản về Văn phòng.", "requirement")
    assert one.fields["addressee"] == "các chi bộ trực thuộc"
    assert "addressees" not in one.fields


@pytest.mark.parametrize(
    "text",
    [
        "Phần đông các chi bộ giữ được giao ban hằng tuần, cấp ủy viên thường xuyên về bản.",
        "1. Kết quả\nCấp ủy đã yêu cầu các chi bộ đăng ký việc làm theo, nền nếp sinh hoạt chuyển biến rõ nét.",
        "Lịch giao ban công an xã được giữ vững, trao đổi tình hình kịp thời.",
    ],
)
def test_what_was_done_well_asks_for_nothing(text):
    assert not of("Báo cáo kết quả công tác quý I năm 2026\n" + text, "requirement")


def test_an_order_to_a_board_is_still_one():
    (one,) = of("Giao Ban Tổ chức Tỉnh ủy tham mưu kế hoạch luân chuyển.", "requirement")
    assert one.fields["addressee"] == "Ban Tổ chức Tỉnh ủy"


def test_the_heading_of_a_list_is_no_item_of_it():
    text = "Thông báo hội nghị quý II năm 2026\n1. Đánh giá\n2. Yêu cầu\nMột là, sắp xếp lại tổ công tác.\n"
    assert [one.quote for one in of(text, "requirement")] == ["Một là, sắp xếp lại tổ công tác."]


@pytest.mark.parametrize("end", ["trước ngày 20/12/2026", "trong tháng 12 năm 2026", "và gửi về Văn phòng Đảng ủy"])
def test_a_shortened_title_does_not_end_in_the_air(end):
    for filler in range(60, 110):
        short = title("rà soát " + ("hồ sơ " * 30)[:filler].strip() + " " + end + " để tổng hợp chung")
        last = short.split()[-1]
        assert last not in {"trước", "ngày", "trong", "tháng", "và", "về", "năm"}, short
