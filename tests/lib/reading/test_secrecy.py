import unicodedata

import pytest

from tusoi.lib.reading import extract, secrecy_mark

HEAD = "ĐẢNG BỘ TỈNH SÔNG LAM\nĐẢNG ỦY XÃ PHÚ LỘC\n"


@pytest.mark.parametrize(
    ("text", "level"),
    [
        (f"{HEAD}MẬT\nSố 12-BC/ĐU\nBÁO CÁO\n", "mat"),
        (f"{HEAD}TỐI MẬT\n", "toi_mat"),
        (f"{HEAD}[ TUYỆT MẬT ]\n", "tuyet_mat"),
        (f"{HEAD}M Ậ T\n", "mat"),
        (f"{HEAD}T U Y Ệ T  M Ậ T\n", "tuyet_mat"),
        (f"{HEAD}TUYỆT\nMẬT\n", "tuyet_mat"),
        ("MẬT\tĐẢNG CỘNG SẢN VIỆT NAM\nBÁO CÁO\n", "mat"),
        ("ĐẢNG CỘNG SẢN VIỆT NAM    TỐI MẬT\n", "toi_mat"),
        ("Báo cáo\nĐộ mật: Tối mật\n", "toi_mat"),
        ("Báo cáo tình hình (MẬT)\n", "mat"),
        ("Nội dung " * 400 + "\nMẬT\n", "mat"),
    ],
)
def test_a_stamped_mark_is_found(text, level):
    mark = secrecy_mark(text)
    assert mark is not None
    assert mark.level == level
    assert text[mark.start : mark.end] == mark.quote


@pytest.mark.parametrize(
    ("typed", "level"),
    [
        ("MËT", "mat"),
        ("mËt", "mat"),
        ("TèI MËT", "toi_mat"),
        ("tèi mËt", "toi_mat"),
        ("TUYÖT MËT", "tuyet_mat"),
        ("tuyÖt mËt", "tuyet_mat"),
        ("TUYÖT\nMËT", "tuyet_mat"),
        ("§¶ng bé x· Phó Léc\tTèI MËT", "toi_mat"),
    ],
)
@pytest.mark.parametrize("text", ["§¶ng bé tØnh S«ng Lam\n{}\nThùc hiÖn nghÞ quyÕt cña §¶ng ñy\n", "{}"])
def test_a_mark_typed_in_tcvn3_without_accented_capitals_is_found(typed, level, text):
    mark = secrecy_mark(extract(text.format(typed).encode("latin-1"), "a.txt").text)
    assert mark is not None
    assert mark.level == level


@pytest.mark.parametrize(
    ("stamp", "level"),
    [("MËT", "mat"), ("TèI MËT", "toi_mat"), ("TUYÖT MËT", "tuyet_mat"), ("TUYEÄT MAÄT", "tuyet_mat")],
)
def test_a_stamp_in_an_old_font_is_found_in_a_text_that_is_unicode(stamp, level):
    assert secrecy_mark(f"{HEAD}{stamp}\nBáo cáo tình hình\n").level == level


@pytest.mark.parametrize(("line", "level"), [("tối mật", "toi_mat"), ("tuyệt mật", "tuyet_mat")])
def test_a_mark_in_small_letters_alone_on_its_line_is_found_at_the_foot_too(line, level):
    assert secrecy_mark(f"{HEAD}{line}\nBáo cáo\n").level == level
    assert secrecy_mark(HEAD + "Nội dung\n" * 80 + f"{line}\n").level == level


def test_a_decomposed_mark_is_found():
    assert secrecy_mark(unicodedata.normalize("NFD", f"{HEAD}MẬT\n")) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Giữ gìn bí mật, bảo mật thông tin, quan hệ mật thiết với nhân dân",
        "Độ mật: Không\nBáo cáo",
        "TĂNG CƯỜNG BẢO VỆ BÍ MẬT NHÀ NƯỚC\n",
        "QUY CHẾ BẢO VỆ BÍ MẬT\n",
        "CÔNG TÁC BẢO MẬT\n",
        "BAN HÀNH DANH MỤC BÍ  MẬT\n",
        "Luật bảo vệ bí mật nhà nước",
        "chế độ mật",
        "Tài liệu tuyệt mật, tối mật, mật do cấp ủy quản lý.",
        "Nội dung\n" * 80 + "được đóng dấu tuyệt mật hoặc\ntối mật.\n",
        "QUY CHÕ B¶O VÖ BÝ MËT",
        "Quy chế BảO Vệ Bí  MậT",
        "Mật độ dân số của xã tăng.\nMặt trận Tổ quốc họp.",
    ],
)
def test_ordinary_words_are_no_mark(text):
    assert secrecy_mark(text) is None


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("MAT_KH-05.docx", "mat"),
        ("tuyet-mat.docx", "tuyet_mat"),
        ("bao cao toi mat 2026.docx", "toi_mat"),
        ("Báo cáo (Tối mật).docx", "toi_mat"),
        ("12-BC_MAT.docx", "mat"),
    ],
)
def test_a_mark_in_the_file_name_is_found(name, level):
    mark = secrecy_mark("Báo cáo", name)
    assert mark is not None
    assert (mark.level, mark.start, mark.end) == (level, -1, -1)


@pytest.mark.parametrize(
    "name", ["mat-tran-to-quoc.docx", "bao-mat.docx", "Bí mật nhà nước.docx", "Ra mắt sách.docx", "thu mua.txt"]
)
def test_an_ordinary_file_name_is_no_mark(name):
    assert secrecy_mark("Báo cáo", name) is None


def test_the_highest_mark_counts():
    mark = secrecy_mark(f"{HEAD}MẬT\nBáo cáo\nTUYỆT MẬT\n")
    assert mark is not None
    assert mark.level == "tuyet_mat"
