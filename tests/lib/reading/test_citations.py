from datetime import date

import pytest

from tusoi.lib.reading import read

FIELDS = ("kind", "number", "symbol", "issuer", "date", "term", "plenum", "congress")


def cited(text):
    return [
        {"quote": record.quote, **{name: record.fields[name] for name in FIELDS if record.fields[name] is not None}}
        for record in read(text).of("citation")
    ]


def one(text):
    found = cited(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Thông báo kết luận số 118 ngày 7.9.2021",
            {"kind": "Thông báo kết luận", "number": 118, "date": "2021-09-07"},
        ),
        (
            "Hướng dẫn 24 ngày 3/11/2020 của Ban Tổ chức Trung ương",
            {"kind": "Hướng dẫn", "number": 24, "date": "2020-11-03", "issuer": "Ban Tổ chức Trung ương"},
        ),
        ("Nghị quyết Trung ương 6 (khóa X)", {"kind": "Nghị quyết", "plenum": 6, "term": "X"}),
        ("nghị quyết Hội nghị Trung ương 8 (khoá XIII)", {"kind": "Nghị quyết", "plenum": 8, "term": "XIII"}),
        ("Chỉ thị 19 của Ban Bí thư", {"kind": "Chỉ thị", "number": 19, "issuer": "Ban Bí thư"}),
        ("Nghị quyết Đại hội XII của Đảng", {"kind": "Nghị quyết", "congress": "XII"}),
        ("Nghị quyết Đại hội lần thứ 10 của Đảng", {"kind": "Nghị quyết", "congress": "10"}),
        (
            "Nghị quyết 18-NQ/TW ngày 25/10/2017 của Hội nghị Trung ương 6 (khóa XII)",
            {
                "kind": "Nghị quyết",
                "number": 18,
                "symbol": "NQ/TW",
                "date": "2017-10-25",
                "issuer": "Hội nghị Trung ương 6",
                "plenum": 6,
                "term": "XII",
            },
        ),
        (
            "Nghị quyết số 28-NQ/TW, ngày 17/11/2022 của Hội nghị lần thứ sáu Ban Chấp hành Trung ương Đảng khóa XIII",
            {
                "kind": "Nghị quyết",
                "number": 28,
                "symbol": "NQ/TW",
                "date": "2022-11-17",
                "plenum": 6,
                "issuer": "Hội nghị lần thứ sáu Ban Chấp hành Trung ương Đảng",
                "term": "XIII",
            },
        ),
        (
            "Chỉ thị số 35 - CT/TW , ngày 14 / 6 / 2024 của Bộ Chính trị",
            {"kind": "Chỉ thị", "number": 35, "symbol": "CT/TW", "date": "2024-06-14", "issuer": "Bộ Chính trị"},
        ),
        (
            "Quy định số 08-QÐi/TW ngày 25-10-2018",
            {"kind": "Quy định", "number": 8, "symbol": "QĐi/TW", "date": "2018-10-25"},
        ),
        (
            "Nghị quyết số 05/2009/NQ-HĐND ngày 12.7.2009 của HĐND tỉnh Kon Tum",
            {
                "kind": "Nghị quyết",
                "number": 5,
                "symbol": "2009/NQ-HĐND",
                "date": "2009-07-12",
                "issuer": "HĐND tỉnh Kon Tum",
            },
        ),
        (
            "Kế hoạch số 77-KH/ĐU ngày 15 tháng 3 năm 2026 của Đảng ủy xã Tân Lộc",
            {
                "kind": "Kế hoạch",
                "number": 77,
                "symbol": "KH/ĐU",
                "date": "2026-03-15",
                "issuer": "Đảng ủy xã Tân Lộc",
            },
        ),
        (
            "KẾT LUẬN SỐ 21-KL/TW CỦA BAN BÍ THƯ",
            {"kind": "Kết luận", "number": 21, "symbol": "KL/TW", "issuer": "BAN BÍ THƯ"},
        ),
        (
            "Chỉ thị của Ban Bí thư số 19-CT/TW",
            {"kind": "Chỉ thị", "number": 19, "symbol": "CT/TW", "issuer": "Ban Bí thư"},
        ),
        (
            "Kế hoạch ngày 3/6/2019 của Ban Thường vụ Tỉnh ủy",
            {"kind": "Kế hoạch", "date": "2019-06-03", "issuer": "Ban Thường vụ Tỉnh ủy"},
        ),
    ],
)
def test_the_forms_of_a_citation(text, expected):
    found = one(f"Thực hiện {text} về một nội dung.")
    assert found == {"quote": text, **expected}


@pytest.mark.parametrize("text", ["Quy định 205", "Chỉ thị 05", "Kết luận 01"])
def test_a_short_repeat_is_a_citation(text):
    assert one(f"Tiếp tục học tập {text}, làm tốt hơn.")["quote"] == text


def test_coordinated_numbers_give_a_record_each_with_the_whole_span():
    found = cited("các Nghị quyết số 10, 11 và 12 của Ban Chấp hành Trung ương (khóa XII) được thực hiện")
    assert [entry["number"] for entry in found] == [10, 11, 12]
    assert {entry["quote"] for entry in found} == {"Nghị quyết số 10, 11 và 12 của Ban Chấp hành Trung ương (khóa XII)"}
    assert {entry["term"] for entry in found} == {"XII"}


def test_coordinated_terms_and_congresses():
    terms = cited("thực hiện NQ trung ương 4 khoá XI, XII về xây dựng Đảng")
    assert [(entry["plenum"], entry["term"]) for entry in terms] == [(4, "XI"), (4, "XII")]
    congresses = cited("nghiên cứu văn kiện Đại hội Đảng bộ huyện lần thứ XXI, Đại hội XIV của Đảng và")
    assert [entry["congress"] for entry in congresses] == ["XXI", "XIV"]
    assert {entry["quote"] for entry in congresses} == {
        "văn kiện Đại hội Đảng bộ huyện lần thứ XXI, Đại hội XIV của Đảng"
    }


def test_each_coordinated_number_keeps_its_own_date():
    found = cited("Quyết định số 12-QĐ/TU ngày 3/4/2020 và số 15-QĐ/TU ngày 5/6/2020 của Tỉnh ủy")
    assert [(entry["number"], entry["date"]) for entry in found] == [(12, "2020-04-03"), (15, "2020-06-05")]


def test_a_date_before_the_citation_is_context_only():
    record = read("Ngày 7-8-2013, BTVTU đã ban hành Quyết định số 512-QĐ/TU về tổ chức.").of("citation")[0]
    assert record.quote == "Quyết định số 512-QĐ/TU"
    assert record.fields["date"] is None
    assert record.fields["ctx_date"] == date(2013, 8, 7).isoformat()


def test_what_contradicts_itself_is_marked_and_left_as_printed():
    body = read("Kết luận số 50-KL/TU ngày 2/3/2019 của Bộ Chính trị").of("citation")[0]
    assert (body.fields["symbol"], body.fields["suspect"]) == ("KL/TU", "symbol")
    kind = read("Chỉ thị 34-TB/TW").of("citation")[0]
    assert (kind.fields["kind"], kind.fields["suspect"]) == ("Chỉ thị", "kind")


@pytest.mark.parametrize(
    "text",
    [
        "Quy chế làm việc và Điều lệ Đảng",
        "Chương trình công tác năm 2024 và chương trình hành động của cấp ủy",
        "nghị quyết đại hội đảng bộ các cấp nhiệm kỳ 2020-2025",
        "Nghị quyết này và 2 Nghị quyết khác",
        "Luật Doanh nghiệp 2013, Bộ luật Hình sự 2015",
        "đã kết luận 41 tổ chức đảng, hướng dẫn 12 chi bộ, báo cáo 5 vụ việc",
        "Hội nghị Trung ương 8 họp trong tháng 10",
        "Nghị quyết về công tác cán bộ của Đảng",
    ],
)
def test_what_is_no_citation(text):
    assert cited(text) == []
