from tusoi.lib.reading import read

NEWS = """Trang chủ
Hội nghị sơ kết công tác kiểm tra của huyện Phước Long
Ngày đăng: 09:15 | 21/07/2023 Lượt xem: 88

(PLO) - Sáng ngày 20/7/2023, Huyện ủy Phước Long tổ chức hội nghị sơ kết công tác kiểm tra, giám sát sáu tháng đầu năm.

Thu Hiền

Các tin khác
"""
OFFICIAL = """ĐẢNG BỘ TỈNH SÔNG LAM
ĐẢNG ỦY XÃ PHÚ LỘC
*
Số 12-KH/ĐU
ĐẢNG CỘNG SẢN VIỆT NAM
Phú Lộc, ngày 02 tháng 4 năm 2026
KẾ HOẠCH
kiểm tra việc thu, nộp đảng phí
-----
Đảng ủy xã xây dựng kế hoạch kiểm tra.
"""


def about(text):
    return {record.fields["field"]: (record.quote, record.fields["value"]) for record in read(text).of("meta")}


def test_a_news_text_says_title_date_event_author_and_source():
    found = about(NEWS)
    assert found["title"][0] == "Hội nghị sơ kết công tác kiểm tra của huyện Phước Long"
    assert found["date"] == ("21/07/2023", "2023-07-21")
    assert found["event_date"][1] == "2023-07-20"
    assert found["author"][0] == "Thu Hiền"
    assert found["source"][0] == "PLO"


def test_an_official_document_has_its_subject_as_title_and_the_dated_line():
    found = about(OFFICIAL)
    assert found["title"][1] == "KẾ HOẠCH kiểm tra việc thu, nộp đảng phí"
    assert found["date"] == ("ngày 02 tháng 4 năm 2026", "2026-04-02")
    assert "author" not in found


def test_a_date_without_a_year_keeps_its_place_open():
    assert about("Bài viết về sinh hoạt chi bộ ở cơ sở\nNgày đăng: 10:00 | 03/05\n\nNội dung.")["date"][1] == "--05-03"


def test_the_clock_of_the_site_is_not_the_date():
    assert "date" not in about("Thứ năm, 14/05/2020, 10:06:10\nHọp chi bộ thường kỳ ở tổ dân phố\n\nNội dung.")
