from datetime import date

import pytest

from tusoi.documents.deadline_words import how_found, is_recurring, where
from tusoi.documents.rules import day_or_none
from tusoi.lib.reading import read


def asked(words: str) -> dict:
    text = f"Tin\n\nĐảng ủy yêu cầu các chi bộ gửi báo cáo {words}.\n"
    (one,) = read(text, issued_on=date(2026, 3, 12)).of("requirement")
    return one.fields


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("trước ngày 30 tháng 11 năm 2026", "ngày in trong văn bản"),
        ("trước 30/6", "văn bản không ghi năm; lấy ngày đầu tiên sau ngày ban hành 12/03/2026"),
        ("trong quý III/2026", "ngày cuối của kỳ ghi trong văn bản: “trong quý III/2026”"),
        ("trước tháng 2/2027", "ngày liền trước khi bắt đầu kỳ ghi trong văn bản: “trước tháng 2/2027”"),
        ("đầu năm 2027", "văn bản chỉ ghi một khoảng: “đầu năm 2027”; lấy ngày cuối của khoảng đó"),
        ("trong thời hạn 30 ngày kể từ ngày ban hành", "30 ngày kể từ ngày ban hành 12/03/2026"),
        ("trong vòng 10 ngày làm việc kể từ ngày ký", "10 ngày làm việc kể từ ngày ban hành 12/03/2026"),
        ("xong trước mùa mưa", "tính từ một việc chưa rõ ngày: “xong trước mùa mưa”; hãy tự ghi hạn"),
        ("trước ngày 15 hằng tháng", "ngày 15 hằng tháng, kỳ tới 15/03/2026"),
        ("trước ngày 20 của tháng cuối quý", "hằng quý, ngày 20 tháng thứ 3 của kỳ, kỳ tới 20/03/2026"),
        ("trước ngày 05/12 hằng năm", "ngày 5/12 hằng năm, kỳ tới 05/12/2026"),
    ],
)
def test_a_deadline_says_in_words_how_it_was_found(words: str, said: str) -> None:
    fields = asked(words)
    assert how_found(fields, day_or_none(fields["ctx_due_on"])) == said
    assert is_recurring(fields) is ("kỳ tới" in said)


def test_a_day_somebody_has_set_was_not_found() -> None:
    assert how_found(asked("trước ngày 30 tháng 11 năm 2026"), date(2026, 12, 1)) == ""


def test_of_a_day_somebody_has_emptied_nothing_is_said_either() -> None:
    assert how_found(asked("trước ngày 30 tháng 11 năm 2026"), None) == ""


def test_nothing_is_said_of_what_was_not_read() -> None:
    assert how_found({}) == where({}) == ""
    assert how_found({"ctx_recurrence": "abc", "ctx_due_reason": 3}) == ""


def test_a_passage_says_its_part_and_its_page() -> None:
    assert where({"ctx_part": "Điều 2, khoản 1", "ctx_page": 3}) == "Điều 2, khoản 1 · trang 3"
