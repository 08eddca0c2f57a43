# ruff: noqa: E501 (a sentence stays on its line)
"""The tree of clauses: kinds, labels, titles, and spans that nest and cover whatever the text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.work import steps
from tusoi.cli.demonstration.programmes import PROVINCE
from tusoi.lib.clauses import ANSWERABLE, tree
from tusoi.lib.folding import nfc

REGULATION = """Điều 5. Trách nhiệm của bí thư
1. Chủ trì các kỳ họp của cấp ủy.
2. Chuẩn bị nội dung sinh hoạt.
3. Báo cáo cấp trên:
a) báo cáo tháng trước ngày 20;
b) báo cáo quý trước ngày 20 tháng cuối quý.
Điều 6. Hiệu lực
Quy chế này có hiệu lực từ ngày ký.
"""
PIECES = [
    "I. CHỈ TIÊU", "II. NHIỆM VỤ, GIẢI PHÁP", "1. Đổi mới sinh hoạt", "1.1. Chuẩn bị kỹ.", "a) gửi tài liệu;", "b) họp đúng ngày;",
    "- Tỷ lệ kết nạp đạt 3%/năm.", "+ mỗi quý một lần", "Điều 5. Trách nhiệm", "Chương II", "Chỉ tiêu", "Nhiệm vụ, giải pháp:",
    "TỔ CHỨC THỰC HIỆN", "Một là, làm tốt việc này.", "(1) việc đầu", "-----", "   ", "", "Một đoạn văn không đánh số.", "Nơi nhận:",
    "T/M BAN THƯỜNG VỤ", "KẾ HOẠCH", "về công tác xây dựng Đảng", "\t- thụt vào", "A. PHẦN MỘT", "Phần thứ nhất", "đ) điểm đ", "\x0c",
]  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=30)), max_size=25).map("\n".join)


def labels(text: str) -> dict[str, str]:
    return {one.label: one.kind for one in tree(text)}


def test_a_programme_becomes_sections_targets_tasks_solutions_and_directives():
    found = labels(PROVINCE)

    assert found["mục II"] == "section"
    assert found["chỉ tiêu số 1 (mục II)"] == "target"
    assert found["mục III.2"] == "task"
    assert found["điểm b mục III.2"] == "solution"
    assert found["mục IV.2"] == "directive"
    assert found["mục I.1"] == "section"  # a view is nothing to be answered


def test_views_and_the_state_of_things_are_not_proposed_for_keeping():
    wanted = {one.label for one in tree(PROVINCE) if one.wanted}

    assert "mục I" not in wanted
    assert {"mục II", "mục III", "mục III.1"} <= wanted
    assert sum(one.kind in ANSWERABLE for one in tree(PROVINCE) if one.wanted) == 13


def test_articles_are_cited_from_within_outwards():
    found = labels(REGULATION)

    assert "điểm b khoản 3 Điều 5" in found
    assert found["khoản 1 Điều 5"] == "directive"
    assert found["Điều 6"] == "section"


def test_a_decimal_number_says_its_section_once():
    found = labels("II. NHIỆM VỤ\n1. Sinh hoạt chi bộ\n1.1. Chuẩn bị kỹ nội dung.\n1.2. Gửi tài liệu sớm.\n")

    assert "mục II.1.1" in found
    assert "mục II.1.2" in found


def test_headings_without_a_number_hold_what_follows_them():
    nodes = tree(
        "Chỉ tiêu\n- Kết nạp đạt 3%/năm.\n- Dự họp đạt 90%.\nNhiệm vụ, giải pháp\n- Mở lớp tại cụm xã.\nTổ chức thực hiện\n- Giao Văn phòng theo dõi.\n"
    )

    assert [(one.depth, one.kind) for one in nodes] == [
        (0, "section"), (1, "target"), (1, "target"), (0, "section"), (1, "task"), (0, "section"), (1, "directive"),
    ]  # fmt: skip


def test_recipients_and_signatures_are_no_clauses():
    assert not any("Lưu Văn phòng" in one.title for one in tree(PROVINCE))


def test_a_title_is_the_first_sentence_without_the_marker():
    nodes = {one.label: one for one in tree(PROVINCE)}

    assert nodes["mục III.2"].title == "Tạo nguồn và kết nạp đảng viên ở nơi còn ít đảng viên"
    assert PROVINCE[nodes["mục III.2"].start :].startswith("2. Tạo nguồn")


def test_an_empty_text_has_no_clauses():
    assert tree("") == () == tree(" \n\n ")


@settings(deadline=None, max_examples=150)
@given(TEXTS)
def test_spans_nest_and_cover(text):
    text = nfc(text)
    nodes = tree(text)
    last_at_top = None
    for place, one in enumerate(nodes):
        assert 0 <= one.start < one.own_end <= one.end <= len(text)
        assert one.parent < place
        assert one.title.strip() == one.title
        assert len(one.title) <= 230
        assert len(one.label) <= 80
        if one.parent >= 0:
            above = nodes[one.parent]
            assert above.start < one.start
            assert one.end <= above.end
            assert above.own_end <= one.start
            assert one.depth == above.depth + 1
        else:
            assert one.depth == 0
            if last_at_top is not None:  # nothing but white space between them
                assert last_at_top.end <= one.start
                assert not text[last_at_top.end : one.start].strip()
            last_at_top = one
    for place, one in enumerate(nodes):  # what a clause says itself and its children make up the whole of it
        children = [other for other in nodes if other.parent == place]
        ends = [one.own_end, *(child.end for child in children)]
        begins = [*(child.start for child in children), one.end]
        assert not any(text[end:start].strip() for end, start in zip(ends, begins, strict=True))


def test_the_work_grows_with_the_text():
    assert steps(lambda: tree(PROVINCE * 40)) < 6 * steps(lambda: tree(PROVINCE * 10))


def test_a_list_without_end_is_cut():
    assert len(tree("I. NHIỆM VỤ\n" + "- việc phải làm ngay\n" * 5_000)) == 2_000
