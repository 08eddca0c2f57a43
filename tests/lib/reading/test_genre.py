"""The ways the genre writes: two decades of keyboards, offices and conversions. All texts are invented."""

import unicodedata

import pytest

from tusoi.lib.reading import read
from tusoi.lib.reading.mending import mended


def cited(text):
    wanted = ("kind", "number", "symbol")
    return [tuple(one.fields[name] for name in wanted) for one in read(text).of("citation")]


def counted(text):
    return [(one.fields["value"], one.fields["unit"]) for one in read(text).of("count")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thực hiện Chỉ thị số 37 - CT/TW", [("Chỉ thị", 37, "CT/TW")]),
        ("Thực hiện Chỉ thị số 37 - CT / TW , ngày 4 / 8 / 2024", [("Chỉ thị", 37, "CT/TW")]),
        ("theo Quy định số 61-QÐ/TW", [("Quy định", 61, "QĐ/TW")]),
        ("Nghị quyết số 28, 29-NQ/TW", [("Nghị quyết", 28, "NQ/TW"), ("Nghị quyết", 29, "NQ/TW")]),
        ("các Chỉ thị 03, 05 của Bộ Chính trị", [("Chỉ thị", 3, None), ("Chỉ thị", 5, None)]),
        ("Quy định số 22 và 41-QĐ/TW", [("Quy định", 22, "QĐ/TW"), ("Quy định", 41, "QĐ/TW")]),
        ("NQ18 của Trung ương", [("Nghị quyết", 18, None)]),
        ("Nghị quy ết số 44- NQ/ĐU", [("Nghị quyết", 44, "NQ/ĐU")]),
        ("Quy ết định số 815 -QĐ/ TU", [("Quyết định", 815, "QĐ/TU")]),
    ],
)
def test_citations_in_every_dress(text, expected):
    assert cited(f"Tin\n\nĐảng ủy {text}.\n") == expected
    assert cited(unicodedata.normalize("NFD", f"Tin\n\nĐảng ủy {text}.\n")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("toàn xã có 2 .318 đảng viên", [(2318, "đảng viên")]),
        ("qua kiểm tra đã kết luận 3 đảng viên vi phạm", [(3, "đảng viên")]),
        ("trao quà tổng trị giá 7,5 triệu đồng", [(7_500_000, "đồng")]),
        ("kết nạp 15 % số quần chúng được giới thiệu", [(15, "%")]),
    ],
)
def test_counts_in_every_dress(text, expected):
    assert counted(f"Tin\n\nTrong quý, {text}.\n") == expected


def test_a_change_in_people_is_no_change_in_organisations():
    text = "Tin\n\nĐã kiểm tra 12 tổ chức đảng và 45 đảng viên (tăng 5 đảng viên so với cùng kỳ).\n"
    first, second = read(text).of("count")
    assert "change" not in first.fields
    assert second.fields["change"]["value"] == 5


@pytest.mark.parametrize("mark", ["1- ", "1/ ", "1. ", "(1) "])
def test_the_markers_of_lists_then_and_now(mark):
    lead = "Đảng ủy yêu cầu thực hiện các nhiệm vụ sau:"
    text = f"Thông báo hội nghị giao ban tháng 9\n{lead}\n{mark}Rà soát hồ sơ đảng viên.\n"
    assert [one.quote for one in read(text).of("requirement")] == [f"{mark}Rà soát hồ sơ đảng viên."]


def test_an_item_says_whom_it_is_for():
    text = (
        "Kế hoạch quý IV của Đảng ủy\nIII. TỔ CHỨC THỰC HIỆN\n1. Văn phòng Đảng ủy: tham mưu lịch kiểm tra.\n"
        "2. Các chi bộ trực thuộc: báo cáo trước ngày 20/10/2026.\n3. Giao Ủy ban Kiểm tra Đảng ủy theo dõi việc "
        "thực hiện.\n"
    )
    found = read(text).of("requirement")
    assert [one.fields["addressee"] for one in found] == [
        "Văn phòng Đảng ủy", "Các chi bộ trực thuộc", "Ủy ban Kiểm tra Đảng ủy",
    ]  # fmt: skip
    assert found[0].fields["ctx_title"] == "Tham mưu lịch kiểm tra"


def test_a_rhythm_takes_its_day_from_further_on():
    text = "Tin\n\nĐề nghị các chi bộ định kỳ hằng tháng báo cáo Đảng ủy trước ngày 20.\n"
    assert read(text).of("deadline")[0].fields["recurrence"] == {"every": "month", "day": 20, "month": None}


def test_a_torn_word_keeps_its_length_and_its_end():
    low = "ban thư ờng vụ họp về nghị quy ết"
    whole, spans = mended(low)
    assert len(whole) == len(low)
    assert whole == "ban thường  vụ họp về nghị quyết "
    assert [low[start:end] for start, end in spans] == ["thư ờng", "quy ết"]


@pytest.mark.parametrize(
    "text", ["ban tổ chức ở xã", "ông ấy là ủy viên", "đi ăn ở chợ", "tình ý ấm áp", "seen at on of"]
)
def test_whole_words_are_not_joined(text):
    assert mended(text) == (text, [])


def test_a_change_after_brackets_belongs_to_the_count_before_them():
    text = "Tin\n\nĐã kỷ luật 31 đảng viên (khiển trách 22, cảnh cáo 9), tăng 3 trường hợp so với năm 2020.\n"
    changed = [one.quote for one in read(text).of("count") if "change" in one.fields]
    assert changed == ["31 đảng viên"]


def test_even_so_opens_a_limitation():
    text = "Tin\n\nDù vậy, ở vài chi bộ việc ghi chép sổ sách chưa đầy đủ.\n"
    assert [one.fields["polarity"] for one in read(text).of("finding")] == ["limitation"]


def test_those_addressed_end_where_their_duty_begins():
    text = "Tin\n\nĐảng ủy yêu cầu người đứng đầu trực tiếp làm trưởng đoàn kiểm tra hằng năm.\n"
    assert read(text).of("requirement")[0].fields["addressee"] == "người đứng đầu"


def test_checking_signs_of_a_violation_is_no_heading_of_faults():
    text = (
        "Báo cáo công tác kiểm tra\nI- KẾT QUẢ\n2- Kiểm tra khi có dấu hiệu vi phạm\nỦy ban kiểm tra các cấp "
        "kiểm tra 5 đảng viên, kết luận 4 đảng viên có vi phạm.\n"
    )
    assert read(text).of("finding") == ()


def test_an_order_after_orders_is_one_too_whatever_it_begins_with():
    text = "Chương trình năm 2021\nI. Nội dung\n(1) Kiểm tra 4 chi bộ.\n(2) Giám sát 3.\n(3) Xác minh một việc.\n"
    assert [one.fields["ordinal"] for one in read(text).of("requirement")] == [1, 2, 3]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Thị ủy cũng đề nghị Ban Tuyên giáo Tỉnh ủy sớm cấp tài liệu.", "proposal"),
        ("Đảng ủy xã đề nghị Thường trực Huyện ủy quan tâm bố trí kinh phí.", "proposal"),
        ("Ban Thường vụ Huyện ủy đề nghị các chi bộ sớm gửi báo cáo.", "directive"),
        ("Tỉnh ủy đề nghị Đảng ủy xã Pá Lông sớm gửi báo cáo.", "directive"),
    ],
)
def test_what_is_asked_of_a_body_above_is_a_proposal(text, form):
    assert [one.fields["form"] for one in read(f"Tin\n\n{text}\n").of("requirement")] == [form]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("kiểm tra 12 đảng ủy xã, phường", "đảng ủy xã, phường"),
        ("rà soát mô hình 214 chi bộ thôn, bản", "chi bộ thôn, bản"),
        ("làm việc với 2 đảng ủy xã Pá Lông", "đảng ủy"),
        ("có 38/40 đảng bộ, chi bộ cơ sở nộp bài", "đảng bộ, chi bộ cơ sở"),
        ("bổ sung 2 biên chế", "biên chế"),
        ("giảm 3 chi bộ qua sáp nhập", "chi bộ"),
    ],
)
def test_the_noun_of_a_count_with_its_level(text, unit):
    assert [one.fields["unit"] for one in read(f"Tin\n\nTrong quý, đã {text}.\n").of("count")] == [unit]


def test_news_date_their_deadlines_by_the_day_they_give_themselves():
    text = "Giám sát ở Pá Lông\n06/10/2022 | Tác giả: Hoàng Lự\n\nĐoàn yêu cầu Đảng ủy xã báo cáo trước ngày 20/10.\n"
    found = read(text)
    assert found.of("deadline")[0].fields["due_on"] == "2022-10-20"
    assert {one.fields["field"]: one.fields["value"] for one in found.of("meta")}["author"] == "Hoàng Lự"
