"""People are found through the index of the search: few questions, the same answers with and without diacritics."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from tusoi.organisations import selectors
from tusoi.organisations.selectors import people
from tusoi.organisations.services import end_membership, transfer
from tusoi.organisations.services.people import index_person
from tusoi.organisations.services.reindex import reindex
from tusoi.search.models import Entry


@pytest.fixture
def named(cast):
    made = {}
    for name, place in (
        ("Đặng Thị Ngọc Ước", cast.thon_dong), ("Đặng Văn Ước", cast.ban_le), ("Giàng A Chu", cast.thon_ha),
        ("Nguyễn Văn An", cast.thon_dong), ("Nguyễn Văn Bình", cast.thon_ha),
    ):  # fmt: skip
        made[name] = factories.person(name)
        factories.member(made[name], place)
        index_person(made[name], place)
    return made


def names(query, by, **more):
    return [one.name for one in selectors.search_people(query, by=by, **more)]


@pytest.mark.parametrize(
    "query", ["Đặng Ước", "dang uoc", "ĐẶNG ƯỚC", "uoc dang", "Ước, Đặng", "đặng  uoc", "dang uo", "Dang Uoc thon"]
)
def test_with_or_without_diacritics_in_any_order_the_same_are_found(cast, named, query):
    assert "Đặng Thị Ngọc Ước" in names(query, cast.may)
    assert names(query, cast.lan) == ["Đặng Thị Ngọc Ước"]


def test_every_word_may_be_unfinished(cast, named):
    assert names("ngu va", cast.may) == ["Nguyễn Văn An", "Nguyễn Văn Bình"]


def test_one_letter_after_other_words_chooses_among_them(cast, named):
    assert names("nguyen van b", cast.may) == ["Nguyễn Văn Bình"]
    assert names("giang a", cast.may) == ["Giàng A Chu"]
    assert names("nguyen x", cast.may) == []


@pytest.mark.parametrize("query", ['"', "a*", "an OR binh", "(((", "a:b", "zzb", "'; drop", "%", "_", "\x00"])
def test_signs_mean_nothing_to_the_index(cast, named, query):
    names(query, cast.may)


def test_who_moved_away_is_still_found_where_he_was(cast, named):
    moved = named["Nguyễn Văn An"]
    transfer(
        person_id=moved.pk, from_organisation_id=cast.thon_dong.pk, organisation_id=cast.ban_le.pk,
        on=cast.may.today, by=cast.may, temporarily=False, decision="",
    )  # fmt: skip
    assert names("van an", cast.lan) == ["Nguyễn Văn An"]
    assert names("van an", cast.tuong) == ["Nguyễn Văn An"]
    assert names("van an", cast.pha) == []


def test_the_index_made_anew_keeps_those_who_have_left(cast, named):
    gone = named["Nguyễn Văn An"]
    end_membership(
        person_id=gone.pk, organisation_id=cast.thon_dong.pk, on=cast.lan.today, reason="Xin ra", by=cast.lan
    )
    Entry.objects.filter(kind="person").delete()
    reindex()
    assert names("van an", cast.lan) == ["Nguyễn Văn An"]


def test_a_branch_narrows_what_is_found(cast, named):
    assert names("nguyen", cast.may, organisation=cast.thon_ha) == ["Nguyễn Văn Bình"]
    assert names("nguyen", cast.may, organisation=cast.suoi_giang) == []


def test_many_with_one_name_are_read_up_to_a_bound(cast, named, monkeypatch):
    monkeypatch.setattr(people, "MOST_FOUND", 1)
    assert len(names("nguyen", cast.may)) == 1


def test_no_question_reads_all_people(cast, named):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        names("nguyen van", cast.lan)
    assert len(asked) <= 6
    for query in asked:
        assert "LIKE" not in query["sql"]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for query in asked:
                cursor.execute("EXPLAIN QUERY PLAN " + query["sql"])
                plan = [row[3] for row in cursor.fetchall()]
                assert not [step for step in plan if step.startswith("SCAN") and "VIRTUAL TABLE INDEX" not in step
                            and "(subquery" not in step and "CONSTANT" not in step], plan  # fmt: skip
