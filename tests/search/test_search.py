"""What is found, by whom, on whichever engine."""

import random

import pytest

from tusoi.organisations.models import Organisation
from tusoi.organisations.scope import system_actor
from tusoi.search.places import branch_word
from tusoi.search.selectors import Found, search
from tusoi.search.services import MAX_TEXT, forget_entry, index_entry


def organisations(ids, actor):
    return {o.pk: Found(o.name) for o in Organisation.objects.visible_to(actor).filter(pk__in=ids)}


def titles(text, actor, **more):
    return [hit.title for hit in search(text, by=actor, owners={"organisation": organisations}, **more)]


def test_a_query_without_diacritics_finds_the_name_with_them(cast):
    assert titles("dong", cast.may) == ["Chi bộ Thôn Đông"]


def test_the_last_word_may_be_unfinished(cast):
    assert titles("thon do", cast.may) == ["Chi bộ Thôn Đông"]


def test_one_letter_alone_is_no_beginning(cast):
    assert titles("thon d", cast.may) == []


def test_every_word_must_be_there_in_any_order(cast):
    assert titles("binh an xa", cast.may) == ["Đảng ủy xã An Bình"]
    assert titles("binh an suoi", cast.may) == []


def test_both_ways_of_writing_a_tone_find_the_same(cast):
    assert titles("Đảng uỷ xã An Bình", cast.may) == titles("Đảng ủy xã An Bình", cast.may) != []


def test_the_nearest_title_comes_first(cast):
    index_entry(kind="organisation", object_id=cast.ban_le.pk, title="Chi bộ Bản Lè", text="an binh", path="")
    assert titles("xa an binh", cast.may)[0] == "Đảng ủy xã An Bình"


def test_two_letters_of_the_last_word_find_it_beside_the_others_and_apart_from_them(cast):
    assert titles("xa an bi", cast.may) == ["Đảng ủy xã An Bình"]
    assert titles("xa dang bi", cast.may) == ["Đảng ủy xã An Bình"]
    assert titles("xa binh an", cast.may) == ["Đảng ủy xã An Bình"]


def test_a_sibling_branch_is_never_found(cast):
    assert titles("an binh", cast.tuong) == []
    assert titles("thon", cast.tuong) == []
    assert titles("thon", cast.noi) == ["Chi bộ Thôn Đông"]


def test_those_above_my_place_are_found(cast):
    assert titles("tinh uy", cast.noi) == ["Tỉnh ủy Sơn Hà"]


def test_the_owner_decides_even_when_the_index_says_otherwise(cast):
    index_entry(kind="organisation", object_id=cast.suoi_giang.pk, title="Đảng ủy xã Suối Giàng", path="")
    assert titles("suoi giang", cast.lan) == []


def test_a_kind_without_an_owner_is_not_shown(cast):
    index_entry(kind="secret", object_id=1, title="Chi bộ Thôn Đông", path="")
    assert titles("thon dong", cast.may) == ["Chi bộ Thôn Đông"]


def test_only_the_kinds_asked_for_are_searched(cast):
    assert titles("thon dong", cast.may, kinds=["document"]) == []


def test_the_name_of_a_kind_is_no_word_of_its_things(cast):
    assert titles("organisation", cast.may) == []


def finder(things):
    """A search among invented (title, text), which are of two kinds in turns: (kind, place in the list) of each hit."""
    for pk, (title, text) in enumerate(things):
        index_entry(kind=("paper", "matter")[pk % 2], object_id=pk, title=title, text=text, path="")
    owners = {kind: lambda ids, by: {pk: Found(things[pk][0]) for pk in ids} for kind in ("paper", "matter")}

    def found(query, **more):
        hits = search(query, by=system_actor(), owners=owners, limit=1000, **more)
        return [(hit.kind, hit.object_id) for hit in hits]

    return found


def test_what_is_found_is_what_has_the_words_in_its_title_or_text_and_titles_come_first(db):
    dice = random.Random(47)
    some = ("bao", "cao", "47", "48", "470", "ke", "hoach", "2026", "binh", "an", "zzz", "matter")
    things = [(" ".join(dice.choices(some, k=4)), " ".join(dice.choices(some, k=5))) for _ in range(150)]
    found = finder(things)
    for _ in range(150):
        *whole, last = asked = dice.sample(some, dice.randint(1, 4))

        def holds(text, whole=whole, last=last):
            words = text.split()
            return set(whole) <= set(words) and any(word.startswith(last) for word in words)

        expected = {(("paper", "matter")[pk % 2], pk) for pk, both in enumerate(things) if holds(" ".join(both))}
        got = found(" ".join(asked))
        assert set(got) == expected, asked
        assert found(" ".join(asked), kinds=["matter"]) == [one for one in got if one[0] == "matter"]
        by_title = [holds(things[pk][0]) for _, pk in got]
        assert by_title == sorted(by_title, reverse=True)


def test_of_more_than_can_be_proposed_those_with_the_words_side_by_side_come_first(db, monkeypatch):
    monkeypatch.setattr("tusoi.search.selectors.CANDIDATES", 5)
    found = finder(
        [*((f"Kế hoạch {number} về báo tháng, cáo bạch", "") for number in range(20)), ("Báo cáo tháng", "")]
    )
    hits = found("bao cao")
    assert hits[0] == ("paper", 20)
    assert len(hits) == 5


def test_a_limit_isfinder(cast):
    assert len(titles("chi bo", cast.may, limit=2)) == 2


def test_the_administrator_at_the_machine_finds_everything(cast):
    assert titles("suoi giang", system_actor()) == ["Đảng ủy xã Suối Giàng"]


def test_an_entry_that_changed_is_found_by_its_new_words_only(cast):
    index_entry(kind="organisation", object_id=cast.thon_dong.pk, title="Chi bộ Thôn Hoa Ban", path=cast.thon_dong.path)
    assert titles("hoa ban", cast.may) == ["Chi bộ Thôn Đông"]  # shown as its owner names it
    assert titles("dong", cast.may) == []


def test_a_forgotten_entry_is_not_found(cast):
    forget_entry(kind="organisation", object_id=cast.thon_dong.pk)
    assert titles("dong", cast.may) == []


def test_the_words_of_a_place_find_nothing_outside_ones_reach(cast):
    assert titles(branch_word(cast.suoi_giang.path), cast.lan) == []


@pytest.mark.parametrize(
    "text",
    ['"', "'", "thon AND", "thon OR dong", "NEAR(thon dong)", "thon*", "*", "folded:thon", "-thon", "thon & !dong", "(",
     "thon:*", "\\", "%", "thon dong)", "a\x00b", "NOT", "😀 thon", "ß", "٣"],
)  # fmt: skip
def test_signs_that_mean_something_to_the_index_mean_nothing(cast, text):
    titles(text, cast.may)


def test_words_of_the_index_language_are_searched_as_words(cast):
    index_entry(kind="organisation", object_id=cast.thon_dong.pk, title="and or not near", path=cast.thon_dong.path)
    assert titles("and or not near", cast.may) == ["Chi bộ Thôn Đông"]


def test_a_very_long_text_is_indexed_by_its_beginning(cast):
    text = " ".join(f"tu{n}" for n in range(150_000))
    assert len(text) > MAX_TEXT
    index_entry(kind="organisation", object_id=cast.thon_dong.pk, title="Dài", text=text, path=cast.thon_dong.path)
    assert titles("tu77", cast.may) == ["Chi bộ Thôn Đông"]


def test_a_search_asks_few_questions(cast, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        titles("chi bo thon", cast.may)
