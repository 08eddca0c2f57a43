"""PDF: the text layer, pages that are pictures, tables, and files that are not what they should be."""

import random
import sys
from contextlib import suppress
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter

from tests.pdfs import lines, pdf, ruled, unruled
from tusoi.lib.reading import Unreadable, extract, ocr_by, read, secrecy_mark

HEAD = lines("ĐẢNG ỦY XÃ NẬM PỒ", "Số 14-KH/ĐU", "KẾ HOẠCH", "sắp xếp chi bộ thôn, bản")


def refusal(data, name="a.pdf", **options):
    with pytest.raises(Unreadable) as caught:
        extract(data, name, **options)
    return caught.value


def test_the_text_layer_is_read_line_by_line_in_vietnamese():
    found = extract(pdf(HEAD), "Kế hoạch.pdf")
    assert found.text == "ĐẢNG ỦY XÃ NẬM PỒ\nSố 14-KH/ĐU\nKẾ HOẠCH\nsắp xếp chi bộ thôn, bản\n"
    assert found.media_type == "application/pdf"
    assert found.notes == ()


def test_a_paragraph_is_one_line_also_over_the_end_of_a_page():
    first = lines(
        "Ban Thường vụ Đảng ủy yêu cầu các chi bộ rà soát toàn bộ sổ biên bản,", "quy chế làm việc của cấp ủy, hồ"
    )
    second = lines("sơ đảng viên và báo cáo kết quả.", "- Văn phòng theo dõi.")
    assert extract(pdf(first, second), "a.pdf").text == (
        "Ban Thường vụ Đảng ủy yêu cầu các chi bộ rà soát toàn bộ sổ biên bản, quy chế làm việc của cấp ủy, hồ "
        "sơ đảng viên và báo cáo kết quả.\n- Văn phòng theo dõi.\n"
    )


def test_two_columns_are_parted_by_a_tab():
    page = [(60, 780, "TỈNH ỦY SƠN HÀ"), (330, 780, "ĐẢNG CỘNG SẢN VIỆT NAM"), (60, 760, "Số 3-TB/TU")]
    assert extract(pdf(page), "a.pdf").text == "TỈNH ỦY SƠN HÀ\tĐẢNG CỘNG SẢN VIỆT NAM\nSố 3-TB/TU\n"


def test_the_rows_of_a_ruled_table_are_one_line_each():
    rows = [
        ["TT", "Nội dung", "Chủ trì"],
        ["1", "Lập danh sách\nđảng viên", "Ban Xây dựng\nĐảng"],
        ["2", "In sổ", "Văn phòng"],
    ]
    written, rules = ruled(rows)
    assert extract(pdf(written, rules=rules), "a.pdf").text == (
        "TT\tNội dung\tChủ trì\n1\tLập danh sách đảng viên\tBan Xây dựng Đảng\n2\tIn sổ\tVăn phòng\n"
    )


def test_pages_know_where_they_begin():
    found = extract(pdf(HEAD, lines("Trang hai nói về chi bộ.")), "a.pdf")
    assert found.text[found.page_starts[1] :].startswith("Trang hai")
    assert found.page_of(3) == 1
    assert found.page_of(found.text.index("chi bộ.")) == 2


def test_numbers_of_pages_are_no_text():
    assert extract(pdf(HEAD, [(300, 810, "2"), (85, 760, "Tiếp theo.")]), "a.pdf").text.endswith("bản\nTiếp theo.\n")


def test_pages_that_are_pictures_are_named():
    found = extract(pdf(HEAD, None, None, lines("Phụ lục kèm theo.")), "a.pdf")
    assert found.scanned == (2, 3)
    assert found.notes == ("scanned:2-3",)
    assert "Phụ lục" in found.text


def test_a_file_that_is_only_pictures_says_which_pages():
    error = refusal(pdf(None, None))
    assert (error.code, error.detail) == ("scanned", "1-2")


def test_the_ocr_hook_reads_the_pages_without_text():
    asked = []

    def ocr(data, pages):
        asked.append(tuple(pages))
        return {page: f"Trang {page} nhận dạng." for page in pages}

    found = extract(pdf(HEAD, None), "a.pdf", ocr=ocr)
    assert asked == [(2,)]
    assert found.text.endswith("Trang 2 nhận dạng.\n")
    assert (found.notes, found.scanned) == (("ocr:2",), ())


def test_the_ocr_command_gets_the_file_and_the_pages():
    program = (
        "import sys; data = sys.stdin.buffer.read(); print('pages ' + sys.argv[1] + ' ' + str(data[:4]), end='\\f')"
    )
    found = extract(pdf(None), "a.pdf", ocr=ocr_by([sys.executable, "-c", program, "{pages}"]))
    assert found.text == "pages 1 b'%PDF'\n"


@pytest.mark.parametrize(
    "command", [["no-such-reader-of-pictures"], [sys.executable, "-c", "raise SystemExit('hỏng')"]]
)
def test_an_ocr_command_that_fails_says_so(command):
    assert refusal(pdf(None), ocr=ocr_by(command)).code == "ocr_failed"


def test_a_secrecy_mark_in_a_pdf_is_seen():
    text = extract(pdf(lines("TỐI MẬT", "BÁO CÁO", "tình hình nội bộ")), "a.pdf").text
    assert secrecy_mark(text).level == "toi_mat"


def test_a_password_is_a_reason_of_its_own():
    writer = PdfWriter()
    writer.append(PdfReader(BytesIO(pdf(HEAD))))
    writer.encrypt("bí mật", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    assert refusal(out.getvalue()).code == "encrypted"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7", "damaged"),
        (b"%PDF-1.7\n" + b"\x00" * 5000, "damaged"),
        (b"%PDF-1.7 " + b"<<" * 50_000, "damaged"),
        (b"no PDF at all", "damaged"),
    ],
)
def test_what_is_no_whole_pdf_is_refused(data, code):
    assert refusal(data).code == code


def test_a_page_without_anything_gives_no_text():
    assert refusal(pdf([])).code == "no_text"


def test_a_pdf_under_another_name_is_noticed():
    assert refusal(pdf(HEAD), "a.docx").code == "renamed"


def test_broken_files_are_refused_or_read_never_worse():
    whole = pdf(HEAD, lines("Trang hai."))
    chance = random.Random(7)
    for _ in range(12):
        broken = bytearray(whole[: chance.randrange(60, len(whole))] if chance.random() < 0.4 else whole)
        for _ in range(chance.randrange(1, 30)):
            broken[chance.randrange(8, len(broken))] = chance.randrange(256)
        with suppress(Unreadable):
            read(extract(bytes(broken), "a.pdf").text)


def test_too_many_pages_are_refused():
    assert refusal(pdf(*[[] for _ in range(2001)])).code == "too_large"


PLAN = [
    ["TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"],
    ["1", "Rà soát quy chế làm việc\ncủa cấp ủy các chi bộ", "Ban Xây dựng\nĐảng", "30/9/2026"],
    ["2", "Mở lớp bồi dưỡng cho\nbí thư chi bộ thôn, bản\nvùng cao", "Văn phòng", "Quý III\nnăm 2026"],
    ["3", "Báo cáo kết quả", "Các chi bộ", "15/12/2026"],
]
LEFTS = (60, 95, 320, 440)
JOINED = (
    "TT\tNhiệm vụ\tChủ trì\tThời hạn\n"
    "1\tRà soát quy chế làm việc của cấp ủy các chi bộ\tBan Xây dựng Đảng\t30/9/2026\n"
    "2\tMở lớp bồi dưỡng cho bí thư chi bộ thôn, bản vùng cao\tVăn phòng\tQuý III năm 2026\n"
    "3\tBáo cáo kết quả\tCác chi bộ\t15/12/2026\n"
)


@pytest.mark.parametrize("pad", [0, 9], ids=["close", "apart"])
def test_the_rows_of_a_table_without_rules_are_one_line_each(pad):
    assert extract(pdf(unruled(PLAN, LEFTS, pad=pad)), "a.pdf").text == JOINED


def test_its_rows_are_those_of_its_numbers_where_cells_stand_in_the_middle():
    rows = [list(row) for row in PLAN]
    rows[2][0] = "\n2"
    rows[1][3] = "\n30/9/2026"
    assert extract(pdf(unruled(rows, LEFTS, pad=10)), "a.pdf").text == JOINED


def test_a_table_of_names_without_numbers_keeps_its_rows():
    rows = [
        ["Đơn vị", "Chi bộ", "Đảng viên"],
        ["Đảng ủy xã\nAn Bình", "12", "240"],
        ["Đảng ủy xã Suối\nGiàng", "9", "180"],
    ]
    for pad in (0, 8):
        assert extract(pdf(unruled(rows, (60, 200, 300), pad=pad)), "a.pdf").text == (
            "Đơn vị\tChi bộ\tĐảng viên\nĐảng ủy xã An Bình\t12\t240\nĐảng ủy xã Suối Giàng\t9\t180\n"
        )


def test_what_stands_around_a_table_without_rules_stays_as_it_is():
    above = [(60, 760, "ĐẢNG ỦY XÃ NẬM PỒ"), (330, 760, "ĐẢNG CỘNG SẢN VIỆT NAM"), (60, 745, "Số 14-KH/ĐU")]
    below = [(60, 540, "Nơi nhận:"), (330, 540, "T/M BAN THƯỜNG VỤ"), (60, 525, "- Các chi bộ,"), (330, 525, "BÍ THƯ")]
    found = extract(pdf([*above, *unruled(PLAN, LEFTS), *below]), "a.pdf").text
    assert found == (
        "ĐẢNG ỦY XÃ NẬM PỒ\tĐẢNG CỘNG SẢN VIỆT NAM\nSố 14-KH/ĐU\n"
        + JOINED
        + "Nơi nhận:\tT/M BAN THƯỜNG VỤ\n- Các chi bộ,\tBÍ THƯ\n"
    )


def test_its_rows_become_tasks():
    head = lines("ĐẢNG ỦY XÃ NẬM PỒ", "Số 14-KH/ĐU", "KẾ HOẠCH", "nhiệm vụ năm 2026", top=800, step=16)
    text = extract(pdf([*head, *unruled(PLAN, LEFTS, top=720)]), "a.pdf").text
    assert [one.fields["task"]["lead"] for one in read(text).tasks] == ["Ban Xây dựng Đảng", "Văn phòng", "Các chi bộ"]


def test_signs_strewn_over_a_page_are_read_within_bounds():
    chance = random.Random(11)
    strewn = [(chance.uniform(20, 560), chance.uniform(20, 820), chance.choice("aăâ1 2.")) for _ in range(6_000)]
    with suppress(Unreadable):
        extract(pdf(strewn, size=4), "a.pdf")
