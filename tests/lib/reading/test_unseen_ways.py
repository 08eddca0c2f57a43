"""Ways of writing met in texts nobody had tuned to, each in a sentence of our own."""

import unicodedata

import pytest

from tusoi.lib.reading import read
from tusoi.lib.reading.gaps import Gaps

HEAD = "Hoạt động của Đảng bộ xã An Bình\n\nHội nghị diễn ra tại hội trường xã.\n\n"


def records(text, kind):
    return read(HEAD + text + "\n").of(kind)


def judged(text):
    return [one.fields["polarity"] for one in records(text, "finding")]


def counted(text):
    return [(one.quote, one.fields["value"] or one.fields["num"]) for one in records(text, "count")]


def told(text, field):
    return [one.fields["value"] for one in read(text).of("meta") if one.fields["field"] == field]


# What stands between the syllables.

SPACED = (
    "Đảng  ủy xã  An Bình yêu  cầu các chi  bộ thực  hiện nghiêm Chỉ  thị số 7-CT/TU và báo cáo về 3  tổ chức  đảng."
)


def plain(found):
    kept = ("kind", "number", "value", "unit", "form", "addressee")
    return [(one.type, " ".join(one.quote.split()), [one.fields.get(name) for name in kept]) for one in found]


def test_two_spaces_between_syllables_change_nothing_but_the_places():
    spaced, single = read(HEAD + SPACED), read(HEAD + " ".join(SPACED.split()))
    assert plain(spaced.records) == plain(single.records)
    assert all(spaced.text[one.start : one.end] == one.quote for one in spaced.records)


def test_syllables_joined_by_lines_are_words():
    found = read("Ban_Thường_vụ Huyện_ủy Suối_Giàng đã ban_hành Kế_hoạch số 12-KH/HU .")
    cited = found.of("citation")[0]
    assert (cited.quote, cited.fields["kind"], cited.fields["number"]) == ("Kế_hoạch số 12-KH/HU", "Kế hoạch", 12)


def test_gaps_are_put_back_inside_what_was_found_too():
    text = "Chi bộ  đã kết nạp 12  đảng viên, tăng  3 đảng viên so với năm trước."
    change = read(text).of("count")[0].fields["change"]
    assert text[change["start"] : change["end"]] == change["quote"]


def test_a_wide_gap_parts_columns_and_stays():
    assert Gaps("ĐẢNG BỘ XÃ     ĐẢNG CỘNG SẢN").closed == "ĐẢNG BỘ XÃ     ĐẢNG CỘNG SẢN"


def test_decomposed_signs_and_gaps_go_together():
    text = unicodedata.normalize("NFD", HEAD + SPACED)
    assert plain(read(text).records) == plain(read(HEAD + SPACED).records)


def test_a_line_that_goes_on_in_small_letters_is_one_sentence():
    text = "Xét đề nghị của Văn phòng Đảng ủy tại Tờ\ntrình số 14-TTr/VPĐU ngày 3 tháng 4 năm 2025"
    cited = records(text, "citation")[0]
    assert (cited.fields["kind"], cited.fields["number"], cited.fields["date"]) == ("Tờ trình", 14, "2025-04-03")


# Findings.


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Công tác phát triển đảng viên được cấp ủy các chi bộ chú trọng.", ["strength"]),
        ("Đảng bộ xã An Bình luôn quan tâm đến việc đào tạo cán bộ trẻ, nhằm chuẩn bị cho nhiệm kỳ mới.", ["strength"]),
        ("Nội bộ chi bộ đoàn kết, thống nhất cao.", ["strength"]),
        ("Tỷ lệ dự sinh hoạt chuyên đề đạt thấp so với nghị quyết.", ["limitation"]),
        ("Những sai phạm này đã gây dư luận không tốt trong nhân dân.", ["limitation"]),
        ("Đoàn kiểm tra đã làm việc trực tiếp với Đảng bộ thị trấn và hai trường học.", []),
        ("Chi bộ đề ra chỉ tiêu năm tới: 100% đảng viên hoàn thành tốt nhiệm vụ.", []),
        ("Đảng viên vi phạm một trong các trường hợp sau thì kỷ luật bằng hình thức cảnh cáo.", []),
        ("Cố ý làm trái: là việc đảng viên biết rõ quy định nhưng vẫn vi phạm.", []),
    ],
)
def test_what_is_a_judgement_and_what_is_not(text, expected):
    assert judged(text) == expected


def test_good_words_at_first_do_not_praise_all_that_follows():
    text = (
        "Nhìn chung, các chi bộ chấp hành tốt quy chế. Riêng một đồng chí có vi phạm và đã bị thi hành kỷ luật. "
        "Những tháng còn lại, Đảng ủy kiểm tra thêm hai chi bộ, thường xuyên nắm tình hình."
    )
    assert judged(text) == ["strength"]


def test_a_list_with_dashes_keeps_what_its_lead_in_said():
    text = (
        "* Tồn tại, hạn chế:\n- Chất lượng sinh hoạt ở một số chi bộ thôn chưa cao.\n- Nguồn kết nạp ngày càng ít.\n"
        "- Một số đảng viên đi làm ăn xa ít dự họp.\n"
        "* Nguyên nhân: Do một số cấp ủy viên kiêm nhiệm nhiều việc, chưa sát."
    )
    assert judged(text) == ["limitation"] * 3


def test_how_many_were_rated_how_is_no_judgement():
    text = "Xếp loại chi bộ: hoàn thành xuất sắc 3 chi bộ, hoàn thành tốt 9 chi bộ, hoàn thành 2 chi bộ."
    assert judged(text) == []


def test_praise_that_is_denied_is_no_praise():
    text = (
        "Đoàn giám sát cũng chỉ ra những hạn chế như: việc lập sổ sách chưa chặt chẽ, chưa bám sát hướng dẫn. "
        "Sau đó, Đoàn đã thăm hai thôn."
    )
    assert judged(text) == ["limitation"]


def test_a_table_of_shares_in_a_sentence_is_no_judgement():
    text = "Vi phạm chủ yếu: thiếu trách nhiệm 9 (30%), buông lỏng quản lý 6 (20%), khác 12 (40%), còn lại 3 (10%)."
    assert judged(text) == []


# Counts.


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ủy ban Kiểm tra nhiệm kỳ 2020 - 2025 tổ chức kỳ họp thứ 9.", []),
        ("Chi bộ 5 thuộc Đảng bộ thị trấn đã họp.", []),
        ("Tại kỳ họp 14 vừa qua, Ủy ban đã xem xét dự thảo lần 2 Báo cáo.", []),
        ("Mỗi thôn kết nạp từ 1-2 đảng viên.", [("1-2 đảng viên", 1)]),
        ("Toàn xã còn 4 thôn có từ 2 chi bộ trở lên.", [("4 thôn", 4)]),
        ("Từ 60 bài dự thi, ban giám khảo chọn 8 bài.", [("60 bài", 60), ("8 bài", 8)]),
        ("Huy động được trên 3 tỷ 200 triệu đồng.", [("trên 3 tỷ 200 triệu đồng", 3_200_000_000)]),
        ("Nội dung vi phạm: lối sống: 14 (18,9%).", [("14", 14), ("18,9%", 18.9)]),
        ("Có 4 chi bộ mới thành lập.", [("4 chi bộ", 4)]),
        ("Đã kỷ luật 3 Huyện ủy viên.", [("3 Huyện ủy viên", 3)]),
        ("Hội nghị họp tại Hội trường 801 nhà văn hóa.", []),
        ("Trong năm kết nạp 11/10 đảng viên, vượt nghị quyết.", [("11/10 đảng viên", 11)]),
        ("Việc rà soát quy hoạch nhiệm kì 2015 - 2020 phải làm cẩn thận.", []),
        ("Có 21/30 chi bộ thôn, làng, tổ dân phố đủ chi ủy.", [("21/30 chi bộ thôn, làng, tổ dân phố", 21)]),
    ],
)
def test_what_is_counted(text, expected):
    assert counted(text) == expected


def changed(text):
    return [(one.quote, (one.fields.get("change") or {}).get("value")) for one in records(text, "count")]


def test_a_pair_of_changes_belongs_to_a_pair_of_counts():
    text = "Đã kiểm tra 40 tổ chức đảng và 26 đảng viên (tăng 5 tổ chức và 12 đảng viên so với cùng kỳ)."
    assert changed(text) == [("40 tổ chức đảng", 5), ("26 đảng viên", 12)]


def test_a_change_goes_to_the_count_of_the_same_kind():
    text = "Đã kỷ luật 31 đảng viên, trong đó có 6 cấp ủy viên (chiếm 19,4%), giảm 4 đảng viên so cùng kỳ."
    assert changed(text)[0] == ("31 đảng viên", 4)


# Citations.


def test_the_number_of_a_report_stands_in_brackets_behind_the_body():
    cited = records(
        "Xét báo cáo của Ban Tổ chức Tỉnh ủy (số 41-BC/BTCTU, ngày 2/3/2024), Tỉnh ủy nhận thấy.", "citation"
    )[0]
    assert cited.quote == "báo cáo của Ban Tổ chức Tỉnh ủy (số 41-BC/BTCTU, ngày 2/3/2024)"
    assert (cited.fields["number"], cited.fields["issuer"]) == (41, "Ban Tổ chức Tỉnh ủy")


def test_a_bare_number_goes_on_with_a_verb():
    assert records("Theo đó, Quy định 312 nêu rõ trách nhiệm của chi ủy.", "citation")[0].fields["number"] == 312


def test_a_decision_named_by_what_it_does():
    cited = records("Đảng ủy được thành lập theo Quyết định chuẩn y số 61 ngày 06/3/1999.", "citation")[0]
    assert (cited.fields["number"], cited.fields["date"]) == (61, "1999-03-06")


@pytest.mark.parametrize(
    "issuer",
    [
        "Thủ tướng",
        "Bộ Giáo dục và Đào tạo",
        "Sở Nội vụ tỉnh",
        "Ban cán sự đảng Bộ Tài chính",
        "Đảng đoàn HĐND tỉnh",
        "Đảng ủy Công an tỉnh Sơn Hà",
        "Đảng ủy Sở Y tế",
        "Đảng ủy Khối các trường Đại học, Cao đẳng Sơn Hà",
        "Ban Bí thư Trung ương Đoàn",
        "Đại hội đại biểu Đảng bộ huyện",
    ],
)
def test_who_issued_it(issuer):
    cited = records(f"Thực hiện Kế hoạch số 8-KH/BC của {issuer} về việc này, chi bộ đã họp.", "citation")[0]
    assert cited.fields["issuer"] == issuer


# Requirements.


@pytest.mark.parametrize(
    "text",
    [
        "Tại hội nghị, đồng chí Trưởng ban Tổ chức đề nghị Sơn Hà tiếp tục kiện toàn tổ chức cơ sở đảng.",
        "Huyện ủy Suối Giàng chỉ đạo các chi bộ, đảng bộ trực thuộc khẩn trương rà soát hồ sơ đảng viên.",
        "“Mỗi chi bộ phải chọn một việc khó để làm trước.” Đó là yêu cầu của đồng chí Bí thư Đảng ủy.",
    ],
)
def test_more_ways_to_ask(text):
    assert [one.fields["form"] for one in records(text, "requirement")][:1] == ["directive"]


def test_a_directive_goes_on_with_what_it_is_about():
    text = (
        "Bí thư Huyện ủy yêu cầu Đảng ủy xã An Bình chấn chỉnh nền nếp sinh hoạt. "
        "Đối với công tác cán bộ, tập trung rà soát quy hoạch."
    )
    assert len(records(text, "requirement")) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Năm qua, Đảng ủy đã chỉ đạo các chi bộ thực hiện tốt việc thu đảng phí.",
        "Các ý kiến đã làm rõ những nhiệm vụ cần tập trung lãnh đạo, đồng chí Bí thư cho biết.",
    ],
)
def test_what_was_done_or_only_named_is_not_asked(text):
    assert records(text, "requirement") == ()


def test_an_agenda_asks_for_nothing():
    text = (
        "Đảng ủy họp để thảo luận, cho ý kiến về các nội dung sau: (1) Báo cáo quý I và nhiệm vụ, giải pháp quý II; "
        "(2) Báo cáo sơ kết một năm thực hiện nghị quyết."
    )
    assert records(text, "requirement") == ()


def test_below_a_heading_of_proposals_a_request_proposes():
    text = "III. Đề xuất, kiến nghị\nĐề nghị Ban Thường vụ Huyện ủy mở lớp bồi dưỡng cho bí thư chi bộ."
    assert [one.fields["form"] for one in records(text, "requirement")] == ["proposal"]


# What the text says of itself.


def test_nine_months_of_a_year_are_no_day_in_may():
    text = "9 tháng năm 2021: Đảng bộ xã An Bình đạt chỉ tiêu\n\nHội nghị diễn ra sáng nay.\n"
    assert told(text, "date") == []


def test_place_and_day_stand_in_the_last_column():
    text = "ĐẢNG ỦY XÃ AN BÌNH\n*                    An Bình, ngày 20 tháng 7 năm 2023\n\nKính gửi: Các chi bộ\n"
    assert told(text, "date") == ["2023-07-20"]


@pytest.mark.parametrize("line", ["Toàn cảnh hội nghị sáng nay", "Tiếng Việt | English"])
def test_what_is_no_title(line):
    assert told(f"{line}\n\nĐảng bộ xã An Bình tổng kết công tác năm\n\nHội nghị diễn ra.\n", "title") == [
        "Đảng bộ xã An Bình tổng kết công tác năm"
    ]


def test_a_paper_a_text_is_taken_from_is_no_author():
    text = HEAD + "Đảng bộ xã có nhiều cách làm hay được nhân dân đồng tình. " * 4 + "\n\nTheo Báo Sơn Hà\n"
    assert (told(text, "source"), told(text, "author")) == (["Báo Sơn Hà"], [])


def test_a_heading_in_capitals_is_no_author():
    text = HEAD + "Chi bộ đã họp và bàn kỹ từng việc phải làm trong năm tới. " * 4 + "\n\nIV. KIẾN NGHỊ\n"
    assert told(text, "author") == []


def test_running_text_without_a_title_has_none():
    text = (
        "Sáng 16-7, đồng chí Bí thư Đảng ủy xã An Bình chủ trì hội nghị giao ban công tác kiểm tra, giám sát quý II, "
        "nghe các chi bộ báo cáo và bàn nhiệm vụ những tháng cuối năm của toàn Đảng bộ xã.\n\nÔng Trần Văn Nam\n"
    )
    assert told(text, "title") == []


@pytest.mark.parametrize(
    ("line", "day"),
    [("Tin tức 21 Tháng Bảy 2011 10:10:00 SA", "2011-07-21"), ("Cập nhật 11/6/2020, 08:06:29", "2020-06-11")],
)
def test_days_of_old_portals(line, day):
    assert told(f"{line}\n\nĐảng bộ xã An Bình tổng kết công tác năm\n\nHội nghị diễn ra sáng nay.\n", "date") == [day]


@pytest.mark.parametrize(
    ("line", "name"),
    [("Thứ Ba, 17/01/2017 19:05 | Lê Hoa", "Lê Hoa"), ("MINH ĐỨC (thực hiện) 10/10/2018 03:09", "MINH ĐỨC")],
)
def test_names_beside_the_day(line, name):
    text = f"Đảng bộ xã An Bình tổng kết công tác năm\n\n{line}\n\nHội nghị diễn ra sáng nay.\n"
    assert told(text, "author") == [name]


def test_a_note_sign_is_no_part_of_the_title():
    text = "Chín nhóm nhiệm vụ của Đảng bộ xã An Bình (*)\n\nCập nhật: 09:42, 03/07/2023\n\nHội nghị diễn ra.\n"
    assert told(text, "title") == ["Chín nhóm nhiệm vụ của Đảng bộ xã An Bình"]
