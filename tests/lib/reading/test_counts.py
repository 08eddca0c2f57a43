import pytest

from tusoi.lib.reading import read


def counted(text):
    return [
        (record.quote, record.fields["value"], record.fields["unit"]) for record in read(f"Tin\n\n{text}").of("count")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("45 chi bộ và 2.154 đảng viên", [("45 chi bộ", 45, "chi bộ"), ("2.154 đảng viên", 2154, "đảng viên")]),
        ("hơn 260 cấp ủy viên dự học", [("hơn 260 cấp ủy viên", 260, "cấp ủy viên")]),
        ("giám sát 12 chi bộ trực thuộc của phường", [("12 chi bộ trực thuộc", 12, "chi bộ trực thuộc")]),
        ("tỷ lệ đạt 15,6%", [("15,6%", 15.6, "%")]),
        ("có 4 nghìn đảng viên", [("4 nghìn đảng viên", 4000, "đảng viên")]),
        ("thu hồi hơn 2,5 tỷ đồng", [("hơn 2,5 tỷ đồng", 2_500_000_000, "đồng")]),
        ("mẫu hóa cho 17 xã, phường ở vùng cao", [("17 xã, phường", 17, "xã, phường")]),
        ("Khiển trách 17, cảnh cáo 3.", [("17", 17, None), ("3", 3, None)]),
        ("một người bị cách chức, hai đồng chí", [("một người", 1, "người"), ("hai đồng chí", 2, "đồng chí")]),
    ],
)  # fmt: skip
def test_quantities_with_what_they_count(text, expected):
    assert counted(text) == expected


def test_a_share_has_numerator_and_denominator():
    record = read("Có 51/60 tập thể cấp ủy đã báo cáo.").of("count")[0]
    assert (record.quote, record.fields["num"], record.fields["den"]) == ("51/60 tập thể cấp ủy", 51, 60)
    assert record.fields["value"] is None


def test_a_range_has_two_ends_and_a_plan_says_so():
    record = read("Phấn đấu 70 - 80% chi bộ đạt tiêu chuẩn.").of("count")[0]
    assert (record.fields["value"], record.fields["hi"], record.fields["mode"]) == (70, 80, "plan")


def test_a_change_belongs_to_every_member_of_the_pair():
    records = read("Đã kiểm tra 6 tổ chức đảng và 31 đảng viên, tăng 40% so với năm trước.").of("count")
    assert [record.quote for record in records] == ["6 tổ chức đảng", "31 đảng viên"]
    for record in records:
        change = record.fields["change"]
        assert (change["dir"], change["value"], change["unit"]) == ("up", 40, "%")
        assert change["quote"] == "tăng 40% so với năm trước"


@pytest.mark.parametrize(
    "text",
    [
        "ngày 8/3/2024, quý 2, sau 6 tháng, tổng kết 10 năm, 45 tuổi, phạt 6 năm tù",
        "hội nghị lần thứ 10, khóa 12, Điều 3, Khoản 8, Chương 2, Phụ lục 4",
        "từ 300 đảng viên trở lên, vi phạm trên 50 triệu đồng",
        "Q. 8, phường 12, thôn 3, số 27 đường Hoa Mai",
        "Lượt xem: 2063",
        "hàng ngàn đảng viên, một số chi bộ, một trong những nội dung",
        "nhiệm kỳ 2020 - 2025, giai đoạn 2015 - 2020 phù hợp",
        "Chỉ thị 05 và Nghị quyết số 18-NQ/TW",
    ],
)
def test_what_is_no_count(text):
    assert counted(text) == []
