from datetime import date
from io import BytesIO

import pytest
from docx import Document

from tusoi.lib.rendering.model import Letterhead, Table
from tusoi.lib.rendering.reminders import (
    Basis,
    Missing,
    Owed,
    gap_list,
    gap_list_docx,
    reminder,
    reminder_letter,
)

TODAY, DUE, NEW_DUE = date(2026, 11, 21), date(2026, 10, 31), date(2026, 11, 30)
HEAD = Letterhead(
    superior_body="Đảng bộ tỉnh Sơn Hà",
    issuing_body="Đảng ủy xã An Phú",
    body_code="ĐU",
    place="An Phú",
    speaker="Ban Thường vụ Đảng ủy xã An Phú",
    authority="T/M Ban Thường vụ",
    position="Bí thư",
    signatory="Nguyễn Thị Hạnh",
    archive="Văn phòng Đảng ủy",
)
CONCLUSION = Basis(
    kind="Kết luận",
    symbol="38-KL/TU",
    issued_on=date(2026, 9, 5),
    issuer="Ban Thường vụ Tỉnh ủy Sơn Hà",
    about="nâng cao chất lượng sinh hoạt chi bộ",
)
OWED = Owed(title="Báo cáo kết quả quán triệt Kết luận", basis=CONCLUSION)
DOAI, DONG = Missing(name="Chi bộ thôn Đoài", due_on=DUE, reminded=2), Missing(name="Chi bộ thôn Đông", due_on=DUE)
AN = Missing(name="Nguyễn Văn An", place="Chi bộ thôn Hạ", due_on=date(2026, 11, 25), is_person=True)


def remind(*missing: Missing, **more):
    return reminder(**{"head": HEAD, "owed": OWED, "missing": missing, "on": TODAY, "new_due_on": NEW_DUE} | more)


def said(letter) -> str:
    return "\n".join(part for part in letter.paragraphs if isinstance(part, str))


def table(letter) -> Table:
    (found,) = (part for part in letter.paragraphs if isinstance(part, Table))
    return found


def test_nobody_is_asked_sooner_than_his_own_day():
    later = Missing(name="Chi bộ thôn Hạ", due_on=date(2027, 1, 8))
    alone = said(remind(later))
    assert "chậm nhất là ngày 30/11/2026" not in alone
    assert alone.count("chậm nhất là ngày 08/01/2027") == 2
    among = said(remind(DOAI, later))
    assert (
        "chậm nhất là ngày 30/11/2026; tổ chức đảng có thời hạn muộn hơn gửi theo thời hạn ghi trong danh sách."
        in among
    )
    assert "muộn hơn" not in said(remind(DOAI, DONG))
    same = said(remind(later, Missing(name="Chi bộ thôn Nội", due_on=later.due_on)))
    assert "gửi kết quả đúng thời hạn. " in same
    assert "30/11/2026" not in same


def test_several_missing_are_listed_with_their_lateness_and_reminders():
    listed = table(remind(DOAI, DONG))
    assert listed.headers == ("STT", "Tổ chức đảng", "Hạn hoàn thành", "Quá hạn (ngày)", "Đã nhắc (lần)")
    assert listed.rows == ((1, "Chi bộ thôn Đoài", DUE, 21, 2), (2, "Chi bộ thôn Đông", DUE, 21, 0))


def test_a_bearer_that_is_not_yet_late_has_no_days():
    assert table(remind(DOAI, AN)).rows[1] == (2, "Nguyễn Văn An, Chi bộ thôn Hạ", AN.due_on, "—", 0)


def test_the_letter_says_what_is_owed_since_when_and_the_new_day():
    text = said(remind(DOAI, DONG, total=74))
    assert (
        "Thực hiện Kết luận số 38-KL/TU, ngày 05/9/2026 của Ban Thường vụ Tỉnh ủy Sơn Hà về nâng cao chất lượng sinh "
        "hoạt chi bộ, Ban Thường vụ Đảng ủy xã An Phú đã giao các tổ chức đảng" in text
    )
    assert "“Báo cáo kết quả quán triệt Kết luận”, thời hạn hoàn thành chậm nhất là ngày 31/10/2026." in text
    assert "Đến hết ngày 21/11/2026" in text
    assert "2/74 tổ chức đảng sau đây:" in text
    assert "chậm nhất là ngày 30/11/2026." in text


def test_different_due_days_are_left_to_the_list():
    assert "thời hạn hoàn thành theo danh sách dưới đây." in said(remind(DOAI, AN))


def test_a_single_bearer_is_written_to_directly_and_without_a_table():
    letter = remind(DOAI)
    assert letter.addressees == ("Chi bộ thôn Đoài",)
    assert all(isinstance(part, str) for part in letter.paragraphs)
    assert "của Chi bộ thôn Đoài (quá hạn 21 ngày, đã được nhắc 2 lần)." in said(letter)


def test_a_person_is_addressed_as_comrade():
    letter = remind(AN)
    assert letter.addressees == ("Đồng chí Nguyễn Văn An, Chi bộ thôn Hạ",)
    assert "đã giao đồng chí Nguyễn Văn An, Chi bộ thôn Hạ thực hiện" in said(letter)
    assert "quá hạn" not in said(letter)


def test_few_are_named_and_many_addressed_together():
    assert remind(DOAI, DONG).addressees == ("Chi bộ thôn Đoài", "Chi bộ thôn Đông")
    many = [Missing(name=f"Chi bộ {n}", due_on=DUE) for n in range(6)]
    assert remind(*many).addressees == ("Các tổ chức đảng có tên trong danh sách dưới đây",)


def test_a_duty_without_a_document_needs_no_basis():
    text = said(remind(DOAI, owed=Owed(title="Báo cáo tháng")))
    assert text.startswith("Ban Thường vụ Đảng ủy xã An Phú đã giao Chi bộ thôn Đoài")


def test_a_label_stands_for_a_document_without_a_symbol():
    assert Basis(label="Chương trình công tác năm 2026").citation == "Chương trình công tác năm 2026"


@pytest.mark.parametrize(
    ("title", "basis", "excerpt"),
    [
        ("Báo cáo tháng", CONCLUSION, "V/v đôn đốc thực hiện nhiệm vụ “Báo cáo tháng”"),
        ("Báo cáo " * 30, CONCLUSION, "V/v đôn đốc thực hiện Kết luận số 38-KL/TU"),
        ("Báo cáo " * 30, None, "V/v đôn đốc thực hiện nhiệm vụ được giao"),
    ],
)
def test_the_excerpt_stays_short(title, basis, excerpt):
    assert remind(DOAI, owed=Owed(title=title, basis=basis)).excerpt == excerpt


def test_nobody_missing_needs_no_letter():
    with pytest.raises(ValueError, match="somebody"):
        remind()


def test_a_new_day_in_the_past_is_refused():
    with pytest.raises(ValueError, match="before"):
        remind(DOAI, new_due_on=date(2026, 11, 20))


def test_the_letter_opens_in_word_under_the_head_of_the_issuer():
    content = reminder_letter(
        head=HEAD, owed=OWED, missing=[DOAI, DONG], on=TODAY, new_due_on=NEW_DUE, number=127, urgency="Khẩn"
    )
    word = Document(BytesIO(content))
    assert "Số 127-CV/ĐU" in word.tables[0].cell(1, 0).text
    assert [row.cells[1].text for row in word.tables[1].rows] == [
        "Tổ chức đảng",
        "Chi bộ thôn Đoài",
        "Chi bộ thôn Đông",
    ]
    assert word.tables[-1].cell(0, 0).text.endswith("- Lưu Văn phòng Đảng ủy.")


def test_the_list_of_the_missing_is_an_annex_with_heading_and_share():
    letter = gap_list(head=HEAD, owed=OWED, missing=[DOAI, DONG, AN], on=TODAY, total=12)
    assert (letter.kind, letter.number_line) == ("Danh sách", "")
    assert "3/12 tổ chức đảng, đồng chí (25 %)" in said(letter)
    assert "Trong đó đã quá hạn: 2 tổ chức đảng, đồng chí." in said(letter)
    assert len(table(letter).rows) == 3


def test_an_empty_list_says_so():
    letter = gap_list(head=HEAD, owed=OWED, missing=[], on=TODAY)
    assert "không còn tổ chức đảng nào chưa hoàn thành" in said(letter)


def test_the_list_opens_in_word():
    word = Document(BytesIO(gap_list_docx(head=HEAD, owed=OWED, missing=[DOAI, AN], on=TODAY)))
    assert word.paragraphs[0].text == "DANH SÁCH"
    assert word.tables[1].rows[2].cells[1].text == "Nguyễn Văn An, Chi bộ thôn Hạ"
