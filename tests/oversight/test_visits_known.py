"""Who goes along knows where; what was put right can be read; what nobody wrote of stands in my work."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests import factories
from tests.oversight.test_visits_services import delegation, scheduled, session
from tests.web.crawl import client_of
from tests.web.test_home_page import home_of
from tusoi.audit.models import Entry
from tusoi.organisations.models import Account
from tusoi.organisations.scope import actor_of
from tusoi.oversight.models import Delegation, WorkSession
from tusoi.oversight.selectors import visits as asked
from tusoi.oversight.services import visits

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(cast):
    """Of the province's committee; he inspects nothing himself."""
    return factories.actor("uy-vien", cast.province, name="Vũ Minh Tuấn", username="tuan")


def test_a_member_of_a_delegation_knows_where_it_goes_and_writes_nothing(cast, member):
    one = delegation(cast.may, cast.province, member_ids=(member.person_id,))
    other = delegation(cast.may, cast.province, title="Đoàn khác")
    made = scheduled(cast.may, one, cast.an_binh)[0]
    by = actor_of(Account.objects.get(pk=member.account_id))
    assert list(Delegation.objects.visible_to(by)) == [one]
    assert asked.session_in_scope(made.pk, by) == made
    client = client_of(member)
    assert client.get(reverse("oversight:delegation", args=[one.pk])).status_code == 200
    assert client.get(reverse("oversight:delegation", args=[other.pk])).status_code == 404
    assert client.get(reverse("oversight:session_do", args=[made.pk, "move"])).status_code == 403


def test_what_was_put_right_stands_on_the_page_of_the_session(cast):
    one = session(cast, "held")
    visits.correct_session(session_id=one.pk, result="Đã nghe", attended=15, reason="Ghi sót một người", by=cast.may)
    told = Entry.objects.get(action="oversight.correct_session")
    assert told.changes["what"] == "số người dự – → 15"
    assert told.changes["attended"] == [None, 15]
    page = client_of(cast.may).get(reverse("oversight:session", args=[one.pk])).content.decode()
    assert "số người dự – → 15" in page
    assert "Ghi sót một người" in page


def test_a_session_nobody_wrote_of_is_counted_and_stands_in_the_work_of_the_owner(cast, client):
    one = session(cast, on=cast.may.today - timedelta(days=3))
    found = asked.delegations(cast.may).get()
    assert (found.planned_count, found.unwritten_count) == (0, 1)
    row = asked.organisations_of(one.delegation, cast.may).get()
    assert (row["planned"], row["unwritten"], row["following"]) == (0, 1, None)
    assert "quá ngày, chưa ghi kết quả" in home_of(client, cast.may)
    assert "Lịch làm việc Đảng ủy xã" not in home_of(client, cast.lan)
    visits.hold_session(session_id=one.pk, result="Đã nghe", by=cast.may)
    assert "quá ngày, chưa ghi kết quả" not in home_of(client, cast.may)


def test_the_next_session_stands_in_the_work_of_both_sides_and_of_who_goes_along(cast, client, member):
    one = delegation(cast.may, cast.province, member_ids=(member.person_id,))
    made = scheduled(cast.may, one, cast.an_binh)[0]
    day = made.on.strftime("%d/%m/%Y")
    for who in (cast.may, cast.lan, member):
        assert day in home_of(client, who), who
    assert day not in home_of(client, cast.tuong)
    WorkSession.objects.filter(pk=made.pk).update(on=made.on + timedelta(days=90))
    assert "Làm việc định kỳ" not in home_of(client, cast.lan)
