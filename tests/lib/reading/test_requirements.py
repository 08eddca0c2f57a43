from datetime import date

import pytest

from tusoi.lib.reading import read
from tusoi.lib.reading.titles import TITLE_LENGTH, title

LIST = """Kết quả giám sát tại xã Tân Lộc

Ban Thường vụ Đảng ủy yêu cầu các chi bộ thực hiện tốt các nội dung sau:

Một là, rà soát lại danh sách đảng viên đi làm xa, báo cáo trước ngày 15/12/2026.

Việc rà soát do bí thư chi bộ chịu trách nhiệm.

Hai là, mở sổ theo dõi sinh hoạt chuyên đề trong quý III/2026.
"""


def asked(text, **options):
    return read(text, **options).of("requirement")


def test_items_of_a_list_of_tasks_are_listed_with_their_place():
    first, second = asked(LIST)
    assert (first.fields["form"], first.fields["ordinal"], first.fields["ctx_marker"]) == ("listed", 1, "Một là")
    assert first.quote.startswith("Một là, rà soát")
    assert first.quote.endswith("15/12/2026.")
    assert (second.fields["ordinal"], second.fields["ctx_due_on"]) == (2, "2026-09-30")


def test_a_marker_alone_on_its_line_takes_the_next_line():
    found = asked(
        "Nhiệm vụ trọng tâm\n\nTrong thời gian tới cần tập trung các giải pháp sau:\n\nThứ nhất:\nMở lớp mới.\n"
    )
    assert found[0].quote == "Thứ nhất:\nMở lớp mới."


def test_a_nested_number_counts_at_its_own_level():
    text = "Kế hoạch\n\nIII. NHIỆM VỤ, GIẢI PHÁP\n1.3. Tăng cường kiểm tra việc thu đảng phí của các chi bộ.\n"
    assert asked(text)[0].fields["ordinal"] == 3


def test_a_list_of_defects_is_no_list_of_requirements():
    text = (
        "Thông báo\n\nQua kiểm tra, chi bộ còn những hạn chế sau:\n\nMột là, chưa lập sổ nghị quyết.\n\n"
        "Hai là, sinh hoạt còn đơn điệu.\n"
    )
    assert asked(text) == ()
    assert [record.fields["polarity"] for record in read(text).of("finding")] == ["limitation", "limitation"]


def test_a_list_inside_one_paragraph_is_taken_apart():
    text = "Tin\n\nĐồng chí Bí thư yêu cầu thực hiện tốt: Thứ nhất, mở sổ theo dõi. Thứ hai, báo cáo hằng quý.\n"
    assert [record.quote for record in asked(text)] == ["Thứ nhất, mở sổ theo dõi.", "Thứ hai, báo cáo hằng quý."]


def test_a_directive_goes_on_with_each_imperative_sentence():
    text = (
        "Tin\n\nBí thư Huyện ủy yêu cầu các chi bộ nông thôn giữ nền nếp sinh hoạt. Tăng cường kiểm tra đột xuất. "
        "Đồng thời rà soát quy chế. Buổi làm việc kết thúc lúc 17 giờ.\n"
    )
    found = asked(text)
    assert [record.fields["form"] for record in found] == ["directive"] * 3
    assert found[0].fields["addressee"] == "các chi bộ nông thôn"
    assert found[2].quote == "Đồng thời rà soát quy chế."


@pytest.mark.parametrize(
    "text",
    [
        "Đồng chí Chủ nhiệm nhấn mạnh, người đứng đầu phải gương mẫu trong tự phê bình.",
        "Giao Văn phòng Đảng ủy theo dõi, đôn đốc việc thực hiện.",
        "Ban Thường vụ đề nghị các chi bộ gửi báo cáo đúng mẫu.",
    ],
)
def test_the_ways_of_asking(text):
    assert [record.fields["form"] for record in asked(f"Tin\n\n{text}\n")] == ["directive"]


def test_asking_upwards_is_a_proposal():
    found = asked("Tin\n\nCác chi bộ kiến nghị Tỉnh ủy sớm ban hành hướng dẫn về hồ sơ.\n")
    assert found[0].fields["form"] == "proposal"


@pytest.mark.parametrize(
    "text",
    [
        "Đây là yêu cầu cấp thiết của công tác xây dựng Đảng.",
        "Cán bộ được đào tạo đáp ứng yêu cầu nhiệm vụ mới.",
        "Hội nghị đã nghe các đề xuất, kiến nghị của cơ sở.",
        "Ủy ban Kiểm tra quyết định thi hành kỷ luật khiển trách ba đảng viên.",
        "Nhiệm vụ được giao đã hoàn thành.",
    ],
)
def test_what_asks_nothing(text):
    assert asked(f"Tin\n\n{text}\n") == ()


def test_the_title_is_short_and_ends_at_a_word():
    sentence = "Một là, " + "rà soát danh sách đảng viên " * 20 + "."
    title = asked(f"Tin\n\nĐề nghị các chi bộ thực hiện các nhiệm vụ sau:\n\n{sentence}\n")[0].fields["ctx_title"]
    assert len(title) <= TITLE_LENGTH
    assert title.startswith("Rà soát danh sách")
    assert title.endswith("…")
    assert title.removesuffix("…").split()[-1] in sentence.split()


@pytest.mark.parametrize(
    ("words", "short"),
    [
        (
            "Lập kế hoạch sửa chữa các thiếu sót đã nêu ở phần hai của thông báo này, gửi về Thường trực Đảng ủy (qua "
            "Văn phòng Đảng ủy) trước ngày 12/5/2027",
            "Lập kế hoạch sửa chữa các thiếu sót đã nêu ở phần hai của thông báo này",
        ),
        (
            "Mỗi đồng chí ghi tên vào lịch dự họp thôn, mỗi tháng ít nhất một buổi, hoàn thành việc ghi tên vào lịch "
            "trong tuần đầu tháng 5/2027",
            "Mỗi đồng chí ghi tên vào lịch dự họp thôn, mỗi tháng ít nhất một buổi",
        ),
        (
            "Kiểm kê bàn ghế, tủ sách, loa đài, máy chiếu, phông màn, cờ, ảnh, sổ, dấu, tài liệu và các đồ dùng khác "
            "của nhà văn hóa thôn",
            "Kiểm kê bàn ghế, tủ sách, loa đài, máy chiếu, phông màn, cờ, ảnh, sổ, dấu, tài liệu và các đồ dùng khác…",
        ),
        ("Kiểm kê nhà văn hóa, gửi về Văn phòng.", "Kiểm kê nhà văn hóa, gửi về Văn phòng"),
    ],
)
def test_a_title_ends_where_a_clause_ends_and_says_where_it_is_cut(words, short):
    assert title(words) == short
    assert len(short) <= TITLE_LENGTH


@pytest.mark.parametrize(
    ("words", "due_on"),
    [
        ("trước ngày 15/12/2026", "2026-12-15"),
        ("chậm nhất ngày 5.1.2027", "2027-01-05"),
        ("trong quý III/2026", "2026-09-30"),
        ("trong quý I năm 2027", "2027-03-31"),
        ("trước 30/6", "2027-06-30"),
        ("xong trong tháng 11/2026", "2026-11-30"),
        ("trước tháng 2/2027", "2027-01-31"),
        ("chậm nhất 30 ngày kể từ ngày ban hành", "2026-11-05"),
        ("chậm nhất 15 ngày làm việc kể từ ngày ban hành", "2026-10-27"),
    ],
)
def test_deadlines_and_the_day_they_mean(words, due_on):
    text = f"Tin\n\nĐảng ủy yêu cầu các chi bộ gửi báo cáo {words}.\n"
    reading = read(text, issued_on=date(2026, 10, 6))
    deadline = reading.of("deadline")[0]
    assert deadline.quote == words
    assert deadline.fields["due_on"] == due_on
    assert reading.of("requirement")[0].fields["ctx_due_words"] == words


def test_a_deadline_without_a_year_stays_open_without_the_day_of_issue():
    assert read("Tin\n\nYêu cầu các chi bộ báo cáo trước 30/6.\n").of("deadline")[0].fields["due_on"] is None


def test_a_day_in_the_past_tense_is_no_deadline():
    assert read("Tin\n\nNhững đảng viên được kết nạp trước ngày 1/7/2020 là 45 đồng chí.\n").of("deadline") == ()


def test_a_quoted_order_takes_the_speaker_along():
    text = "“Chi bộ cần đổi mới cách ra nghị quyết...” - Bí thư Huyện ủy nhấn mạnh."
    assert [record.quote for record in asked(f"Tin\n\n{text}\n")] == [text]


def test_a_title_does_not_end_in_the_number_of_days_that_was_cut_off():
    said = "Đồng chí bí thư các đảng ủy xã đăng ký việc làm gương năm 2027 và gửi về Ban Tổ chức Tỉnh ủy chậm nhất 30"
    assert title(f"{said} ngày kể từ ngày ban hành.") == said.removesuffix(" chậm nhất 30") + "…"
