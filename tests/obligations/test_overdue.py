"""The longest overdue of a branch, for somebody: in order, by the stretch, persons' only for those who lead there."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests import factories
from tests.obligations.build import deliverable, lay, part
from tusoi.obligations.selectors import overdue_for
from tusoi.obligations.services import ObligationDraft, Selection, lay_obligations, remind, submit_answer, waive
from tusoi.organisations.scope import Refused


@pytest.fixture
def late(cast):
    """Two duties of the province, ten and twenty days past; the moment at which that is so."""
    today = cast.may.today
    first = lay(cast.may, cast.province, cast.an_binh, cast.ban_le, due_on=today + timedelta(days=10), title="Trước")
    lay(cast.may, cast.province, cast.thon_dong, cast.suoi_giang, due_on=today + timedelta(days=20), title="Sau")
    return first, lambda actor: replace(actor, at=actor.at + timedelta(days=30))


def names(found):
    return [(one.organisation, one.title, one.days) for one in found]


def test_the_longest_overdue_come_first_over_all_duties(cast, late):
    _first, then = late
    found = overdue_for(cast.province, then(cast.may))
    assert names(found[:10]) == [
        ("Đảng ủy xã An Bình", "Trước", 20), ("Chi bộ Bản Lè", "Trước", 20),
        ("Chi bộ Thôn Đông", "Sau", 10), ("Đảng ủy xã Suối Giàng", "Sau", 10),
    ]  # fmt: skip
    assert names(found[1:3]) == names(found[:10])[1:3]
    assert found[4:10] == []
    assert names(overdue_for(cast.an_binh, then(cast.lan))[:10]) == [
        ("Đảng ủy xã An Bình", "Trước", 20), ("Chi bộ Thôn Đông", "Sau", 10),
    ]  # fmt: skip


def test_on_the_day_itself_nothing_is_overdue(cast, late):
    assert overdue_for(cast.province, replace(cast.may, at=cast.may.at + timedelta(days=10)))[:10] == []


def test_what_is_sent_or_waived_is_not_overdue_and_reminders_are_told(cast, late):
    first, then = late
    submit_answer(assignment_id=part(first, cast.an_binh).pk, text="Bài", by=cast.lan)
    own = part(first, cast.ban_le).pk
    remind(obligation_id=first.pk, assignment_ids=[own], by=cast.may)
    (one,) = [one for one in overdue_for(cast.province, then(cast.may))[:10] if one.title == "Trước"]
    assert (one.id, one.reminders, one.reminded_on, one.issuer) == (own, 1, cast.may.today, "Tỉnh ủy Sơn Hà")
    waive(assignment_ids=[own], reason="Đã giải thể", by=cast.may)
    assert {one.title for one in overdue_for(cast.province, then(cast.may))[:10]} == {"Sau"}


def test_what_a_person_owes_is_listed_for_those_who_lead_and_for_no_other_reader(cast):
    someone = factories.person("Hà Văn Khặt")
    factories.position(someone, "uy-vien", cast.an_binh)
    draft = ObligationDraft("Riêng", cast.lan.today + timedelta(days=5), deliverable(), bearer="person")
    pair = Selection(person_pairs=((cast.an_binh.pk, someone.pk),))
    lay_obligations(drafts=[draft], selection=pair, issued_by=cast.an_binh, by=cast.lan)
    lay(cast.lan, cast.an_binh, cast.thon_dong, due_on=cast.lan.today + timedelta(days=6))
    then = cast.lan.at + timedelta(days=9)
    assert [one.bearer for one in overdue_for(cast.an_binh, replace(cast.lan, at=then))[:9]] == [
        "Hà Văn Khặt", "Chi bộ Thôn Đông",
    ]  # fmt: skip
    assert [one.bearer for one in overdue_for(cast.an_binh, replace(cast.sua, at=then))[:9]] == ["Chi bộ Thôn Đông"]


def test_nobody_reads_the_list_of_a_branch_beside_his_own(cast, late):
    _first, then = late
    with pytest.raises(Refused):
        overdue_for(cast.an_binh, then(cast.tuong))
    with pytest.raises(Refused):
        overdue_for(cast.province, then(cast.lan))


def test_a_stretch_is_one_query_whatever_the_number(cast, late, django_assert_num_queries):
    _first, then = late
    for number in range(8):
        lay(cast.may, cast.province, cast.an_binh, cast.suoi_giang, title=f"Việc {number}")
    found = overdue_for(cast.province, then(cast.may))
    with django_assert_num_queries(1):
        assert len(found[:100]) == 20
    for wrong in (slice(None, None), slice(5, 2), slice(0, 10, 2)):
        with pytest.raises(ValueError, match="stretch"):
            found[wrong]
