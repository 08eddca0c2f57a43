import unicodedata

import pytest

from tusoi.lib.reading import secrecy_mark

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
