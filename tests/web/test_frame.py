"""The frame of every page: who, where, how one wants it; and what is refused or unknown."""

import pytest

from tests import factories
from tusoi.organisations.models import Account
from tusoi.organisations.scope import actor_of


def signed_in(client, actor):
    client.force_login(Account.objects.get(pk=actor.account_id))
    return client


def test_a_visitor_is_sent_to_sign_in_and_back(client, db):
    answer = client.get("/?x=1")
    assert answer.status_code == 302
    assert answer["Location"] == "/accounts/login/?next=/%3Fx%3D1"


def test_a_page_of_the_frame_costs_four_questions_and_two_for_its_numbers(client, cast, django_assert_max_num_queries):
    signed_in(client, cast.noi)
    client.get("/accounts/sessions/")
    with django_assert_max_num_queries(6):
        answer = client.get("/no-such-page")
    assert "Chi bộ Thôn Đông" in answer.content.decode()
    assert "Đảng ủy xã An Bình" in answer.content.decode()
