"""The layout of official documents: head, foot, parts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tusoi.lib.reading import read
from tusoi.lib.reading.issuers import full_name

CONCLUSION = """ĐẢNG BỘ TỈNH SƠN HÀ
TỈNH ỦY
*
Số 27-KL/TU
ĐẢNG CỘNG SẢN VIỆT NAM
Sơn Hà, ngày 05 tháng 9 năm 2026
KẾT LUẬN
CỦA BAN THƯỜNG VỤ TỈNH ỦY
về phát triển đảng viên ở vùng cao
-----
Sau khi nghe Ban Tổ chức trình bày, Ban Thường vụ kết luận:
I. ĐÁNH GIÁ
1. Ưu điểm
Cấp ủy các xã vùng cao đã quan tâm tạo nguồn.
2. Hạn chế
Có nơi ba năm chưa kết nạp được đảng viên.
II. NHIỆM VỤ
1. Chỉ tiêu
1.1. Năm 2027
a) Mỗi chi bộ bản giới thiệu ít nhất một quần chúng.
Nơi nhận:
- Ban Tổ chức Trung ương (để báo cáo),
- Các đảng ủy trực thuộc,
- Lưu Văn phòng Tỉnh ủy.
T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ
(đã ký)
Lò Văn Muôn
"""
LETTER = """ĐẢNG ỦY XÃ AN BÌNH\tĐẢNG CỘNG SẢN VIỆT NAM
VĂN PHÒNG\t
*\tAn Bình, ngày 12 tháng 10 năm 2026
Số 112-CV/VPĐU
Về việc đăng ký lịch họp quý IV

Kính gửi:\t- Các chi bộ trực thuộc,
\t- Ủy ban Kiểm tra Đảng ủy.
Văn phòng đề nghị các chi bộ gửi lịch họp trong vòng 5 ngày kể từ ngày ký.
Nơi nhận:\tK/T CHÁNH VĂN PHÒNG
- Như trên,\tPHÓ CHÁNH VĂN PHÒNG
- Thường trực Đảng ủy (để báo cáo),
- Lưu Văn phòng.\tHà Thị Mai
"""
DECISION = """ĐẢNG ỦY XÃ AN BÌNH
BAN CHỈ ĐẠO
CHUYỂN ĐỔI SỐ
*
Số 03-QĐ/BCĐ
KHẨN
QUYẾT ĐỊNH
ban hành Quy chế hoạt động
Căn cứ Quy định số 208-QĐ/TW;
QUYẾT ĐỊNH:
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi
Điều 2. Trách nhiệm
1. Trưởng ban chỉ đạo chung.
2. Các thành viên:
a) Thực hiện nhiệm vụ được giao;
b) Báo cáo định kỳ.
Chương II
ĐIỀU KHOẢN THI HÀNH
Điều 3: Hiệu lực
TRƯỞNG BAN
Nguyễn Thị Hoa
"""


def layout(text):
    return read(text).layout


def values(found):
    fields = ["superior", "issuer", "number", "symbol", "place", "date", "kind", "excerpt", "urgency"]
    return {name: getattr(found, name).value for name in fields if getattr(found, name)}


def test_the_head_of_a_conclusion():
    found = layout(CONCLUSION)
    assert values(found) == {
        "superior": "ĐẢNG BỘ TỈNH SƠN HÀ", "issuer": "TỈNH ỦY", "number": "27", "symbol": "KL/TU", "place": "Sơn Hà",
        "date": "2026-09-05", "kind": "kết luận", "excerpt": "về phát triển đảng viên ở vùng cao",
    }  # fmt: skip
    assert found.issuer_name == "TỈNH ỦY SƠN HÀ"
    assert found.speaker is not None
    assert (found.speaker.value, found.speaker.quote) == ("BAN THƯỜNG VỤ TỈNH ỦY", "CỦA BAN THƯỜNG VỤ TỈNH ỦY")


def test_the_foot_of_a_conclusion():
    found = layout(CONCLUSION)
    assert [(one.name, one.purpose, one.filed) for one in found.recipients] == [
        ("Ban Tổ chức Trung ương", "để báo cáo", False), ("Các đảng ủy trực thuộc", "", False),
        ("Lưu Văn phòng Tỉnh ủy", "", True),
    ]  # fmt: skip
    (signed,) = found.signatories
    assert (signed.authority, signed.on_behalf_of, signed.position, signed.name) == (
        "T/M", "BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "Lò Văn Muôn",
    )  # fmt: skip


def test_a_letter_in_two_columns():
    found = layout(LETTER)
    assert values(found) == {
        "superior": "ĐẢNG ỦY XÃ AN BÌNH", "issuer": "VĂN PHÒNG", "number": "112", "symbol": "CV/VPĐU",
        "place": "An Bình", "date": "2026-10-12", "excerpt": "Về việc đăng ký lịch họp quý IV",
    }  # fmt: skip
    assert found.issuer_name == "VĂN PHÒNG ĐẢNG ỦY XÃ AN BÌNH"
    assert [one.name for one in found.addressed] == ["Các chi bộ trực thuộc", "Ủy ban Kiểm tra Đảng ủy"]
    assert [one.name for one in found.recipients] == ["Như trên", "Thường trực Đảng ủy", "Lưu Văn phòng"]
    (signed,) = found.signatories
    assert (signed.authority, signed.on_behalf_of, signed.position, signed.name) == (
        "K/T", "CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG", "Hà Thị Mai",
    )  # fmt: skip


def test_the_day_of_the_head_dates_what_runs_from_the_issue():
    assert read(LETTER).of("deadline")[0].fields["due_on"] == "2026-10-17"


def test_articles_clauses_and_points_are_parts():
    found = layout(DECISION)
    assert found.issuer_name == "BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ ĐẢNG ỦY XÃ AN BÌNH"
    assert found.urgency.value == "khẩn"
    assert [part.path for part in found.parts] == [
        "Chương I", "Chương I, Điều 1", "Chương I, Điều 2", "Chương I, Điều 2, khoản 1", "Chương I, Điều 2, khoản 2",
        "Chương I, Điều 2, khoản 2, điểm a", "Chương I, Điều 2, khoản 2, điểm b", "Chương II", "Chương II, Điều 3",
    ]  # fmt: skip
    assert found.part_at(DECISION.index("Báo cáo định kỳ")).path == "Chương I, Điều 2, khoản 2, điểm b"
    assert found.parts[2].title == "Trách nhiệm"
    (signed,) = found.signatories
    assert (signed.authority, signed.position, signed.name) == ("", "TRƯỞNG BAN", "Nguyễn Thị Hoa")


def test_numbered_sections_are_parts():
    assert [part.path for part in layout(CONCLUSION).parts] == [
        "I",
        "I, 1",
        "I, 2",
        "II",
        "II, 1",
        "II, 1.1",
        "II, 1.1, điểm a",
    ]


def test_each_passage_is_the_text_between_its_offsets():
    for text in (CONCLUSION, LETTER, DECISION):
        found = layout(text)
        for name in ["superior", "number", "symbol", "place", "date", "kind", "excerpt", "urgency"]:
            one = getattr(found, name)
            assert one is None or text[one.start : one.end] == one.quote
        for one in (*found.recipients, *found.addressed):
            assert text[one.start : one.end].startswith(one.name)


@pytest.mark.parametrize(
    ("own", "above", "name"),
    [
        ("TỈNH ỦY", "ĐẢNG BỘ TỈNH SƠN HÀ", "TỈNH ỦY SƠN HÀ"),
        ("ĐẢNG ỦY", "ĐẢNG BỘ XÃ AN BÌNH", "ĐẢNG ỦY XÃ AN BÌNH"),
        ("ĐẢNG ỦY XÃ AN BÌNH", "ĐẢNG BỘ TỈNH SƠN HÀ", "ĐẢNG ỦY XÃ AN BÌNH"),
        ("TỈNH ỦY SƠN HÀ", "ĐẢNG BỘ TỈNH SƠN HÀ", "TỈNH ỦY SƠN HÀ"),
        ("ỦY BAN KIỂM TRA", "ĐẢNG BỘ TỈNH SƠN HÀ", "ỦY BAN KIỂM TRA TỈNH ỦY SƠN HÀ"),
        ("ỦY BAN KIỂM TRA TỈNH ỦY", "ĐẢNG BỘ TỈNH SƠN HÀ", "ỦY BAN KIỂM TRA TỈNH ỦY SƠN HÀ"),
        ("BAN TỔ CHỨC", "TỈNH ỦY SƠN HÀ", "BAN TỔ CHỨC TỈNH ỦY SƠN HÀ"),
        ("CHI BỘ BẢN NÀ LỪA", "ĐẢNG ỦY XÃ AN BÌNH", "CHI BỘ BẢN NÀ LỪA ĐẢNG ỦY XÃ AN BÌNH"),
    ],
)
def test_the_issuer_is_named_in_full_from_its_line_and_the_one_above(own, above, name):
    assert full_name(own, above) == name


@pytest.mark.parametrize(
    ("head", "symbol", "number"),
    [
        ("Số: 12/2026/QĐ-UBND", "2026/QĐ-UBND", "12"),
        ("Số -KH/ĐU", "KH/ĐU", None),
        ("Số 05 - HD / BTCTU", "HD/BTCTU", "5"),
        ("SỐ 9-NQ/ÐU", "NQ/ĐU", "9"),
    ],
)
def test_the_ways_to_write_number_and_symbol(head, symbol, number):
    found = layout(f"ĐẢNG ỦY XÃ NẬM PỒ\n{head}\nKẾ HOẠCH\nsắp xếp tổ công tác\n")
    assert found.symbol.value == symbol
    assert (found.number.value if found.number else None) == number


def test_a_news_text_has_no_head_and_no_foot():
    found = layout("Nhiều chi bộ đổi mới sinh hoạt\nSáng 5/9, Đảng ủy xã họp.\nTheo Bí thư Đảng ủy, cần làm tốt hơn.\n")
    assert values(found) == {}
    assert (found.recipients, found.signatories, found.addressed) == ((), (), ())


PIECES = [
    *CONCLUSION.split("\n"),
    *LETTER.split("\n"),
    *DECISION.split("\n"),
    "\t",
    "",
    "- ",
    "T/M ",
    "Kính gửi",
    "Số",
    "Điều 1.",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("\n".join))
def test_any_order_of_lines_has_a_layout(text):
    found = layout(text)
    for part in found.parts:
        assert 0 <= part.start < part.end <= len(text)
    for one in (*found.recipients, *found.signatories):
        assert 0 <= one.start <= one.end <= len(text)
