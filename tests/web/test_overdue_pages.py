"""The tab of the longest overdue: names, days, the way to the reminder, Excel; nothing of a sibling."""

from datetime import timedelta
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from tests.obligations.build import lay, part
from tests.web.crawl import client_of
from tests.web.duty_forms import text_of
from tusoi.obligations import tallies
from tusoi.obligations.models import Assignment

TAB = "/obligations/?side=overdue"


@pytest.fixture
def late(cast):
    """A duty on two communes and a cell, twelve days past its day."""
    duty = lay(cast.may, cast.province, cast.an_binh, cast.suoi_giang, cast.thon_dong, title="Kế hoạch năm")
    Assignment.objects.filter(obligation=duty).update(due_on=cast.may.today - timedelta(days=12))
    tallies.rebuild(duty.pk)
    return duty


def test_the_tab_names_who_is_late_by_how_many_days_and_leads_to_the_reminder(cast, late):
    page = client_of(cast.may).get(TAB)
    said = text_of(page)
    for words in ("Quá hạn lâu nhất", "Đảng ủy xã An Bình", "Chi bộ Thôn Đông", "quá 12 ngày", "chưa nhắc"):
        assert words in said
    link = f"/obligations/{late.pk}/?tab=bearers&amp;filter=overdue&amp;at={cast.an_binh.pk}"
    assert link in page.content.decode()
    there = client_of(cast.may).get(link.replace("&amp;", "&")).content.decode()
    assert f'value="{part(late, cast.an_binh).pk}"' in there
    assert f'value="{part(late, cast.suoi_giang).pk}"' not in there


def test_a_commune_sees_its_own_branch_only_and_a_reader_no_reminder(cast, late):
    said = text_of(client_of(cast.lan).get(TAB))
    assert "Chi bộ Thôn Đông" in said
    assert "Suối Giàng" not in said
    assert "Nhắc" in said
    said = text_of(client_of(cast.sua).get(TAB))
    assert "Chi bộ Thôn Đông" in said
    assert "Nhắc " not in said.replace("Nhắc việc", "")


def test_the_excel_file_holds_the_same_lines(cast, late):
    answer = client_of(cast.lan).get(TAB + "&format=xlsx")
    assert answer["Content-Disposition"].startswith("attachment")
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    rows = [row for row in rows if row[0] in (1, 2)]
    assert sorted((row[1], row[3], row[7]) for row in rows) == [
        ("Chi bộ Thôn Đông", "Kế hoạch năm", 12), ("Đảng ủy xã An Bình", "Kế hoạch năm", 12),
    ]  # fmt: skip


def test_without_anything_overdue_the_tab_says_so(cast):
    assert "Không có bài nào quá hạn." in text_of(client_of(cast.may).get(TAB))


def test_the_list_goes_on_by_the_page_and_its_queries_do_not_grow(cast, django_assert_max_num_queries):
    for number in range(30):
        lay(cast.may, cast.province, cast.an_binh, cast.suoi_giang, title=f"Việc {number:02}")
    Assignment.objects.update(due_on=cast.may.today - timedelta(days=3))
    client = client_of(cast.may)
    client.get(TAB)
    with django_assert_max_num_queries(12):
        first = client.get(TAB)
    assert len(first.context["page"].rows) == 50
    assert "Trang sau" in text_of(first)
    assert len(client.get(TAB + "&page=2").context["page"].rows) == 10
    for page in ("abc", "-1", "99999999999", "0"):
        assert client.get(TAB + f"&page={page}", follow=True).status_code == 200
