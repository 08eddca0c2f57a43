"""What the words around a citation say of the relation. Invented texts."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.work import steps
from tusoi.documents.relations import STRENGTH, Proposed, relations, strongest

CITATION = re.compile(r"\[([^\]]+)\]")


def read(marked: str) -> list[str]:
    """The relations of the passages in square brackets."""
    text, spans, cut = "", [], 0
    for found in CITATION.finditer(marked):
        text += marked[cut : found.start()]
        spans.append((len(text), len(text) + len(found[1])))
        text += found[1]
        cut = found.end()
    text += marked[cut:]
    return [one.relation for one in relations(text, spans)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Căn cứ [Quy định số 12-QĐ/TU] ngày 01/2/2026 của Tỉnh ủy,", ["basis"]),
        ("- Căn cứ [Điều lệ Đảng];\n- Căn cứ [Quy định số 24-QĐ/TW];", ["basis", "basis"]),
        ("Thực hiện [Kế hoạch số 143-KH/TU] của Tỉnh ủy Sơn Hà về tự soi, tự sửa,", ["implements"]),
        ("KẾ HOẠCH\nthực hiện [Kết luận số 38-KL/TW]", ["implements"]),
        ("Đảng ủy xã đã quán triệt, triển khai [Chỉ thị 50-CT/TW] tới chi bộ.", ["implements"]),
        ("Sơ kết 3 năm thực hiện [Nghị quyết số 05-NQ/TU] về chuyển đổi số.", ["reviews"]),
        ("BÁO CÁO\ntổng kết 10 năm thực hiện [Chỉ thị số 40-CT/TW]", ["reviews"]),
        ("BÁO CÁO\nkết quả thực hiện [Kế hoạch số 31-KH/TU]", ["reports"]),
        ("Báo cáo tình hình triển khai [Kế hoạch số 31-KH/TU] quý I.", ["reports"]),
        ("Quyết định này thay thế [Quyết định số 15-QĐ/TU] ngày 02/3/2024.", ["replaces"]),
        ("Quy chế này có hiệu lực từ ngày ký và thay thế [Quy chế số 03-QC/ĐU].", ["replaces"]),
        ("Bãi bỏ [Hướng dẫn số 07-HD/TU] kể từ ngày ký.", ["replaces"]),
        ("QUY ĐỊNH\nsửa đổi, bổ sung một số điều của [Quy định số 12-QĐ/TU]", ["amends"]),
        ("Sửa đổi, bổ sung [Quy chế số 10-QC/TU] như sau:", ["amends"]),
        ("Tỉnh ủy nhắc lại nội dung của [Kết luận số 9-KL/TU].", ["mentions"]),
        ("Theo [Quy định số 399-QĐ/TW], chi bộ không ban hành chỉ thị.", ["basis"]),
        ("Văn phòng theo dõi việc gửi [Công văn số 12-CV/TU].", ["mentions"]),
    ],
)
def test_the_word_before_a_citation_says_what_it_is_to_this_document(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "[Quy định số 15-QĐ/TU] đã được thay thế bởi [Quy định số 24-QĐ/TU].",
        "[Quy định số 24-QĐ/TU] thay thế [Quy định số 15-QĐ/TU] đã quy định rõ hơn.",
        "Văn phòng tham mưu quy chế mới thay thế [Quy chế số 03-QC/ĐU] trong quý IV.",
        "[Quy định số 15-QĐ/TU] được sửa đổi, bổ sung tại [Quyết định số 20-QĐ/TU].",
    ],
)
def test_what_others_replace_or_what_shall_be_replaced_is_not_replaced_by_this_document(text):
    assert not {"replaces", "amends"} & set(read(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Căn cứ [Quy định số 12-QĐ/TU] và [Quy định số 13-QĐ/TU] của Tỉnh ủy", ["basis", "basis"]),
        (
            "Căn cứ [Quy định số 12-QĐ/TU] về thi hành Điều lệ Đảng; [Hướng dẫn số 4-HD/TU] về thủ tục",
            ["basis", "basis"],
        ),
        ("Căn cứ:\n- [Quy định số 12-QĐ/TU];\n- [Hướng dẫn số 4-HD/TU].", ["basis", "basis"]),
        ("Thực hiện [Kế hoạch số 12-KH/TU] về sơ kết [Chỉ thị số 05-CT/TW], đảng ủy đã", ["implements", "reviews"]),
        ("Căn cứ [Quy định số 1-QĐ/TU]. Tỉnh ủy đã nêu trong [Kết luận số 2-KL/TU].", ["basis", "mentions"]),
    ],
)
def test_joined_citations_stand_under_the_same_word(text, expected):
    assert read(text) == expected


def test_what_loses_force_with_this_document_is_replaced_by_it():
    assert read("[Quy định số 5-QĐ/TU] hết hiệu lực kể từ ngày Quy định này có hiệu lực.") == ["replaces"]
    assert read("[Quy định số 5-QĐ/TU] hết hiệu lực từ năm 2020.") == ["mentions"]


def test_a_passage_may_begin_before_its_lead_in():
    assert read("[Hướng dẫn này thay thế Hướng dẫn số 07-HD/TU của Tỉnh ủy].") == ["replaces"]
    assert read("[Hướng dẫn được thay thế bằng Hướng dẫn số 07-HD/TU của Tỉnh ủy].") == ["mentions"]


def test_two_citations_of_one_passage_have_one_relation():
    text = "Thực hiện Nghị quyết số 18, 19 của Trung ương"
    span = (10, 32)
    assert [one.relation for one in relations(text, [span, span])] == ["implements", "implements"]


def test_the_strongest_relation_is_shown():
    assert strongest(["mentions", "basis", "implements"]) == "basis"
    assert strongest(["mentions", "replaces"]) == "replaces"
    assert strongest([]) == "mentions"


WORDS = [
    "căn cứ ",
    "thực hiện ",
    "thay thế ",
    "này ",
    "được ",
    "; ",
    ", ",
    ". ",
    "\n- ",
    "Căn cứ:\n",
    "số 5-QĐ/TU",
    "sơ kết ",
]


@given(st.lists(st.sampled_from(WORDS), max_size=30), st.lists(st.tuples(st.integers(-5, 300), st.integers(-5, 300))))
def test_any_text_and_any_places_give_a_relation_each(parts, spans):
    found = relations("".join(parts), spans)
    assert len(found) == len(spans)
    assert {one.relation for one in found} <= set(STRENGTH)


def test_the_work_grows_with_the_text_and_not_faster():
    piece = "Căn cứ thực hiện theo báo cáo kết quả Quy định số 5-QĐ/TU, "
    at = piece.index("Quy định")

    def whole(times: int) -> list[Proposed]:
        spans = [(number * len(piece) + at, number * len(piece) + at + 19) for number in range(times)]
        return relations(piece * times, spans)

    assert len(whole(4000)) == 4000
    assert steps(lambda: whole(2000)) < 6 * steps(lambda: whole(500))
