"""What an accepted plan still asks of us, and what was reported done to us, stands in my work."""

from datetime import timedelta

import pytest

from tests.obligations.build import lay, part
from tests.web.test_home_page import home_of
from tusoi.obligations.services import (
    ItemDraft,
    accept_answer,
    refuse_item,
    report_item,
    submit_answer,
    verify_item,
)


@pytest.fixture
def items(cast):
    duty = lay(cast.may, cast.province, cast.an_binh, title="Kế hoạch sau giám sát")
    assignment = part(duty, cast.an_binh)
    soon, later = cast.may.today + timedelta(days=2), cast.may.today + timedelta(days=40)
    drafts = [ItemDraft("Việc sau", due_on=later), ItemDraft("Việc trước", due_on=soon), ItemDraft("Việc không hạn")]
    submit_answer(assignment_id=assignment.pk, text="Kế hoạch", items=drafts, by=cast.lan)
    assert "Mục kế hoạch phải làm" not in home_of_lan(cast)
    accept_answer(assignment_id=assignment.pk, by=cast.may)
    return list(assignment.items.order_by("position"))


def home_of_lan(cast) -> str:
    from django.test import Client

    return home_of(Client(), cast.lan)


def test_lines_of_an_accepted_plan_stand_in_my_work_until_they_are_reported_done(cast, client, items):
    page = home_of(client, cast.lan)
    assert page.index("Việc trước") < page.index("Việc sau") < page.index("Việc không hạn")
    assert "chưa ghi thời hạn" in page
    assert "Việc trước" not in home_of(client, cast.tuong)
    report_item(item_id=items[1].pk, evidence="Quyết định 11-QĐ/ĐU", by=cast.lan)
    assert "Báo kết quả: Việc trước" not in home_of(client, cast.lan)
    refuse_item(item_id=items[1].pk, reason="Thiếu biên bản của chi bộ", by=cast.may)
    assert "chưa đạt: Thiếu biên bản của chi bộ" in home_of(client, cast.lan)


def test_what_was_reported_done_waits_for_whoever_verifies_it(cast, client, items):
    assert "Chờ xác nhận đã làm xong" not in home_of(client, cast.may)
    for item in items[:2]:
        report_item(item_id=item.pk, evidence="xong", by=cast.lan)
    page = home_of(client, cast.may)
    assert "Chờ xác nhận đã làm xong" in page
    assert "2 mục" in page
    assert "Kế hoạch sau giám sát" in page
    assert "Chờ xác nhận đã làm xong" not in home_of(client, cast.lan)
    assert "Chờ xác nhận đã làm xong" not in home_of(client, cast.tuong)
    for item in items[:2]:
        verify_item(item_id=item.pk, by=cast.may)
    assert "Chờ xác nhận đã làm xong" not in home_of(client, cast.may)
