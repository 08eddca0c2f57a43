"""A plan may report what is done, so a day that has passed is said and not refused."""

from datetime import date, timedelta

import pytest

from tests.obligations.build import lay, part
from tests.web.duty_forms import line, text_of, url
from tusoi.lib.quality import look
from tusoi.obligations.services import ItemDraft, submit_answer
from tusoi.organisations.models import Account

DUE, SENT = date(2026, 12, 1), date(2026, 11, 20)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 19), ["past"]),
        (date(2016, 11, 30), ["past"]),
        (date(2026, 11, 20), []),
        (date(2027, 12, 1), []),
        (date(2028, 1, 1), ["beyond"]),
        (None, []),
    ],
)
def test_a_day_before_the_plan_was_sent_is_worth_a_question(day, said):
    assert list(look(ItemDraft(task="A", lead="B", product="C", due_on=day), due_on=DUE, on=SENT).asks) == said


def test_the_writer_is_warned_and_the_plan_is_sent_all_the_same(cast, client):
    own = part(lay(cast.may, cast.province, cast.an_binh), cast.an_binh)
    client.force_login(Account.objects.get(pk=cast.lan.account_id))
    past = cast.may.today - timedelta(days=200)
    plan = {"text": "Kế hoạch", **line(0, task="Một", lead="Lan", product="Biên bản", due_on=f"{past:%d/%m/%Y}")}
    assert "1 mục ghi thời hạn đã qua" in text_of(client.post(url("draft", own.pk), plan))
    answer = client.get(url("answer", own.pk))
    assert answer.context["form"].lines[0].is_past
    assert "thời hạn đã qua" not in answer.context["form"].lines[0].note.chips  # said once, as the day is typed
    assert "Nếu là việc đã làm xong thì để nguyên ngày" in text_of(answer)
    said = text_of(client.post(url("answer", own.pk), {**plan, "action": "send"}, follow=True))
    assert "Đã gửi bài đúng hạn" in said
    assert "1 mục ghi thời hạn đã qua" in said
    own.refresh_from_db()
    assert own.state == "submitted"


def test_a_coming_day_is_no_matter(cast, client):
    own = part(lay(cast.may, cast.province, cast.an_binh), cast.an_binh)
    client.force_login(Account.objects.get(pk=cast.lan.account_id))
    plan = {"text": "", **line(0, task="Một", due_on=cast.may.today.isoformat())}
    assert "đã qua" not in text_of(client.post(url("draft", own.pk), plan))


def test_the_reviewer_is_told_of_a_day_that_had_passed_when_it_was_sent(cast, client):
    own = part(lay(cast.may, cast.province, cast.an_binh), cast.an_binh)
    past = ItemDraft(task="Một", lead="Lan", product="Biên bản", due_on=cast.may.today - timedelta(days=3))
    submit_answer(assignment_id=own.pk, text="", items=[past], by=cast.lan)
    client.force_login(Account.objects.get(pk=cast.may.account_id))
    assert "thời hạn đã qua" in text_of(client.get(url("review", own.pk)))
