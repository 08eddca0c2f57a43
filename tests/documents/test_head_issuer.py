"""Who issued a document, from the lines above its number."""

import pytest

from tusoi.documents import headings


@pytest.mark.parametrize(
    ("lines", "issuer", "alone"),
    [
        (["ĐẢNG BỘ TỈNH SƠN HÀ", "TỈNH ỦY"], "TỈNH ỦY SƠN HÀ", "TỈNH ỦY"),
        (["ĐẢNG BỘ TỈNH SƠN HÀ", "ĐẢNG ỦY XÃ AN BÌNH"], "ĐẢNG ỦY XÃ AN BÌNH", "ĐẢNG ỦY XÃ AN BÌNH"),
        (["TỈNH ỦY SƠN HÀ", "BAN TỔ CHỨC"], "BAN TỔ CHỨC TỈNH ỦY SƠN HÀ", "BAN TỔ CHỨC"),
        (["TỈNH ỦY SƠN HÀ"], "TỈNH ỦY SƠN HÀ", "TỈNH ỦY SƠN HÀ"),
        (["ĐẢNG ỦY XÃ AN BÌNH", "BAN CHỈ ĐẠO", "CHUYỂN ĐỔI SỐ"],
         "BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ ĐẢNG ỦY XÃ AN BÌNH", "BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ"),
    ],
)  # fmt: skip
def test_the_issuer_is_the_body_itself_and_not_the_whole_it_leads(lines: list[str], issuer: str, alone: str) -> None:
    text = "\n".join([*lines, "*", "Số 5-KH/TU", "ĐẢNG CỘNG SẢN VIỆT NAM"])
    found = headings.head_of(text, kinds={})
    assert (found["issuer"].value, found["issuer_alone"].value) == (issuer, alone)
