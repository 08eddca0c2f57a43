"""One step, several duties, each on its own bearers; what is foreseen is what is laid."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.obligations.build import deliverable
from tests.web.duty_forms import conclusion
from tusoi.obligations.errors import CannotIssue
from tusoi.obligations.models import Assignment, Obligation
from tusoi.obligations.selectors import (
    foresee,
    levels_to_choose,
    outside,
    owed_by,
    people_chosen,
    people_found,
    ways_open,
    whom_asked,
)
from tusoi.obligations.services import ObligationDraft, Selection, add_bearers, lay_obligations, submit_answer
from tusoi.organisations.models import Person
from tusoi.organisations.scope import actor_of
from tusoi.organisations.services.reindex import reindex


@pytest.fixture
def draft(cast):
    def made(title="Nhiệm vụ", **more):
        return ObligationDraft(title, cast.may.today + timedelta(days=9), deliverable(), **more)

    return made


def on(*organisations, **more):
    return Selection(organisation_ids=tuple(one.pk for one in organisations), **more)


def lay(cast, drafts, selection=Selection()):
    return lay_obligations(drafts=drafts, selection=selection, issued_by=cast.province, by=cast.may)


def test_each_duty_goes_to_its_own_bearers_and_the_others_to_the_common_ones(cast, draft):
    pair = (cast.an_binh.pk, cast.sua.person_id)
    laid = lay(
        cast,
        [
            draft("Chung"),
            draft("Riêng", selection=on(cast.an_binh)),
            draft("Chi bộ", selection=Selection(kind_codes=("cell",))),
            draft("Một người", bearer="person", selection=Selection(person_pairs=(pair,))),
        ],
        on(cast.an_binh, cast.suoi_giang),
    )
    assert [one.planned for one in laid] == [2, 1, 3, 1]
    assert [one.assignments.count() for one in laid] == [2, 1, 3, 1]
    assert laid[3].assignments.get().person_id == cast.sua.person_id


@pytest.mark.parametrize("wrong", ["nobody", "outside", "outside_people", "due_past", "title"])
def test_one_duty_that_does_not_go_stops_the_whole_step_and_is_named(cast, draft, wrong):
    elsewhere = factories.organisation("Tỉnh ủy Khác", "province")
    bad = {
        "nobody": draft("Hai", selection=Selection(kind_codes=("group",))),
        "outside": draft("Hai", selection=on(cast.an_binh, elsewhere)),
        "outside_people": draft("Hai", selection=Selection(person_pairs=((cast.an_binh.pk, cast.noi.person_id),))),
        "due_past": ObligationDraft("Hai", cast.may.today - timedelta(days=1), deliverable()),
        "title": draft(" "),
    }[wrong]  # fmt: skip
    with pytest.raises(CannotIssue, match=f"^{wrong}$") as caught:
        lay(cast, [draft("Một"), bad], on(cast.an_binh))
    assert caught.value.details["at"] == 1
    assert caught.value.details["title"] == bad.title.strip()
    assert not Obligation.objects.exists()
    assert not Assignment.objects.exists()


def test_somebody_chosen_by_name_and_as_a_member_of_the_committee_bears_it_once(cast, draft):
    pair = (cast.an_binh.pk, cast.sua.person_id)
    whom = on(cast.an_binh, committee=True, person_pairs=(pair, pair))
    (laid,) = lay(cast, [draft(bearer="person", selection=whom)])
    assert laid.assignments.count() == laid.planned == 1


def test_more_people_than_a_condition_can_hold_are_laid_by_name(cast, draft):
    many = [factories.person() for _ in range(1100)]
    for one in many:
        factories.position(one, "uy-vien", cast.an_binh)
    pairs = tuple((cast.an_binh.pk, one.pk) for one in many)
    (laid,) = lay(cast, [draft(bearer="person", selection=Selection(person_pairs=pairs))])
    assert laid.planned == 1100


def test_bearers_added_later_are_asked_for_their_positions_too(cast, draft):
    pair = (cast.an_binh.pk, cast.sua.person_id)
    (laid,) = lay(cast, [draft(bearer="person", selection=Selection(person_pairs=(pair,)))])
    with pytest.raises(CannotIssue, match="outside_people"):
        add_bearers(
            obligation_id=laid.pk, selection=Selection(person_pairs=((cast.an_binh.pk, cast.pha.person_id),)),
            by=cast.may,
        )  # fmt: skip


def choices(cast):
    sua, lan = (cast.an_binh.pk, cast.sua.person_id), (cast.an_binh.pk, cast.lan.person_id)
    secretary = (cast.thon_dong.pk, cast.noi.person_id)
    return [
        on(cast.an_binh, cast.suoi_giang),
        on(cast.an_binh, kind_codes=("commune",)),
        on(cast.an_binh, cast.thon_dong, cast.province, committee=True),
        Selection(kind_codes=("cell",), committee=True),
        Selection(kind_codes=("cell",), committee=True, person_pairs=(secretary, sua)),
        on(cast.an_binh, committee=True, person_pairs=(sua, lan)),
        Selection(person_pairs=(lan, secretary)),
        Selection(kind_codes=("group", "nothing")),
        on(cast.province),
    ]


def test_what_is_foreseen_is_what_is_laid(cast, draft):
    whom = choices(cast)
    for selection, shown in zip(whom, foresee(whom, cast.province, cast.may), strict=True):
        for bearer, count in (("organisation", shown.organisations), ("person", shown.people)):
            duty = draft(bearer=bearer, selection=selection)
            if count:
                assert lay(cast, [duty])[0].planned == count, (selection, bearer)
            else:
                with pytest.raises(CannotIssue, match="nobody"):
                    lay(cast, [duty])


def test_twice_the_same_is_told(cast):
    shown = foresee(choices(cast), cast.province, cast.may)
    assert [one.twice for one in shown] == [0, 1, 0, 0, 0, 0, 0, 0, 0]
    assert [one.people_twice for one in shown] == [0, 0, 0, 0, 1, 1, 0, 0, 0]
    assert shown[1].kinds[0].count == 2
    assert shown[0].names == ("Đảng ủy xã An Bình", "Đảng ủy xã Suối Giàng")
    assert shown[5].person_names[0] == ("Mùa Thị Sua", "Đảng ủy xã An Bình")


def test_however_many_choices_there_are_the_queries_stay_the_same(cast, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        foresee(choices(cast) * 10, cast.province, cast.may)
        outside(choices(cast) * 10, cast.province, cast.may)


def test_what_lies_outside_is_told_by_name_only_where_one_may_know_it(cast):
    found = outside(
        [on(cast.thon_dong), on(cast.suoi_giang), Selection(person_pairs=((cast.an_binh.pk, cast.noi.person_id),))],
        cast.an_binh, cast.lan,
    )  # fmt: skip
    assert [(one.count, one.names, one.people) for one in found] == [(0, (), 0), (1, (), 0), (0, (), 1)]


def test_people_are_found_without_diacritics_and_only_in_one_s_own_branch(cast):
    reindex()
    found, more = people_found("mua thi SUA", cast.province, cast.may)
    assert [(one.name, one.organisation, one.titles) for one in found] == [
        ("Mùa Thị Sua", "Đảng ủy xã An Bình", ("uy-vien",))
    ]
    assert more is False
    assert people_found("Vi Văn Tưởng", cast.an_binh, cast.lan)[0] == []
    assert people_found("Hà Thị Mây", cast.an_binh, cast.lan)[0] == [], "whoever serves above is not below"
    assert people_found("  ", cast.province, cast.may)[0] == []
    chosen = people_chosen([(cast.an_binh.pk, cast.sua.person_id), (cast.an_binh.pk, 999)], cast.province, cast.may)
    assert [one.value for one in chosen.values()] == [f"{cast.an_binh.pk}-{cast.sua.person_id}"]


def test_levels_of_several_organisations_come_in_one_query_and_only_of_the_branch(cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        levels = levels_to_choose([cast.an_binh.pk, cast.suoi_giang.pk, 10**9], cast.an_binh, cast.lan)
    assert [one.name for one in levels[cast.an_binh.pk]] == ["Chi bộ Thôn Đông", "Chi bộ Thôn Hạ"]
    assert set(levels) == {cast.an_binh.pk}


def test_the_bodies_a_requirement_names_are_matched_to_the_tree(cast):
    cast.an_binh.kind.name_vi = "Đảng ủy xã, phường"
    cast.an_binh.kind.save()
    document = conclusion(cast)
    document.text = "Yêu cầu các đảng ủy xã:\nMột là, xây dựng kế hoạch."
    document.save()
    first, second = document.clauses.order_by("position")
    first.start = document.text.index("Một là")
    second.fields = {"addressee": "Ban Thường vụ Đảng ủy xã An Bình, Chi bộ Thôn Hạ và Đảng ủy xã Mường Khe"}
    with CaptureQueriesContext(connection) as asked:
        found = whom_asked([first, second], cast.province, cast.may)
    assert len(asked) <= 5
    assert dict(found[first.pk].kinds) == {"commune": "các đảng ủy xã"}
    assert set(found[second.pk].organisations) == {cast.an_binh.pk, cast.thon_ha.pk}
    assert [one.words for one in found[second.pk].unmatched] == ["Đảng ủy xã Mường Khe"]
    ways = ways_open(list(found[second.pk].organisations), cast.province, cast.may)
    assert ways == {cast.thon_ha.pk: [cast.an_binh.pk]}
    below = whom_asked([second], cast.suoi_giang, cast.tuong)[second.pk]
    assert not below, "what lies outside one's branch is not ticked"


def test_a_member_without_a_position_is_found_bears_by_name_and_answers_for_himself_alone(cast):
    someone = factories.person("Hà Văn Khặt")
    factories.member(someone, cast.thon_dong)
    factories.member(Person.objects.get(pk=cast.noi.person_id), cast.thon_dong)
    reindex()
    found, _more = people_found("ha van khat", cast.an_binh, cast.lan)
    assert [(one.name, one.organisation, one.titles) for one in found] == [
        ("Hà Văn Khặt", "Chi bộ Thôn Đông", ("đảng viên",))
    ]
    assert people_found("ha van khat", cast.suoi_giang, cast.tuong)[0] == []
    assert [one.titles for one in people_found("Lò Văn Nọi", cast.an_binh, cast.lan)[0]] == [("bi-thu",)]

    pairs = ((cast.thon_dong.pk, someone.pk), (cast.thon_dong.pk, cast.noi.person_id))
    both = Selection(person_pairs=pairs)
    assert [one.people for one in foresee([both], cast.an_binh, cast.lan)] == [2]
    draft = ObligationDraft("Cam kết cá nhân", cast.lan.today + timedelta(days=9), deliverable(), bearer="person")
    (duty,) = lay_obligations(drafts=[draft], selection=both, issued_by=cast.an_binh, by=cast.lan)
    assert duty.planned == 2
    assert set(duty.assignments.values_list("organisation", "person")) == set(pairs)
    with pytest.raises(CannotIssue, match="nobody"):
        add_bearers(obligation_id=duty.pk, selection=both, by=cast.lan)

    actor = actor_of(factories.account(someone))
    (own,) = owed_by(actor)
    assert (own.person_id, list(Assignment.objects.visible_to(actor))) == (someone.pk, [own])
    submit_answer(assignment_id=own.pk, text="Bài của tôi", by=actor)
    own.refresh_from_db()
    assert own.state == "submitted"


def test_a_member_who_left_or_belongs_elsewhere_is_no_bearer(cast):
    someone = factories.person("Hà Văn Khặt")
    factories.member(someone, cast.ban_le)
    gone = factories.member(factories.person("Tráng Thị Mỷ"), cast.thon_dong)
    type(gone).objects.update(valid_to=cast.lan.today - timedelta(days=1))
    draft = ObligationDraft("Cam kết", cast.lan.today + timedelta(days=9), deliverable(), bearer="person")
    for pair in ((cast.ban_le.pk, someone.pk), (cast.thon_dong.pk, gone.person_id), (cast.thon_dong.pk, someone.pk)):
        with pytest.raises(CannotIssue):
            lay_obligations(
                drafts=[draft], selection=Selection(person_pairs=(pair,)), issued_by=cast.an_binh, by=cast.lan
            )
    assert not Obligation.objects.exists()
