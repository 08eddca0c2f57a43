"""The conclusion put together: every finding once, every requirement where its bearers read it; and laid once each."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests import factories
from tests.cast import small_province
from tests.oversight import findings as made
from tusoi.oversight.compiling import (
    Asked,
    Found,
    compiled,
    extract,
    is_edited,
    merged,
    numbered,
    read_lines,
    roman,
    stored,
)  # fmt: skip
from tusoi.oversight.models import Remediation, Requirement
from tusoi.oversight.selectors.findings import bearers_of, people_of, standing_subjects
from tusoi.oversight.services import findings as services

SUBJECTS = [(1, "Đảng ủy xã Một"), (2, "Đảng ủy xã Hai"), (3, "Đảng ủy xã Ba")]
WORDS = st.text("abc ăâđ", min_size=1, max_size=12).filter(str.strip)
FOUND = st.builds(
    Found, id=st.integers(1, 10**6), subject_id=st.sampled_from([None, 1, 2, 3]),
    kind=st.sampled_from(["strength", "shortcoming", "defect", "sign"]), text=WORDS, cause=st.just("") | WORDS,
    responsibility=st.sampled_from(["", "collective", "head", "both", "person"]),
    person=st.sampled_from(["", "Lò Văn A"]),
)  # fmt: skip
ASKED = st.builds(
    Asked, id=st.integers(1, 10**6), text=WORDS, due_on=st.just(date(2026, 12, 1)), for_all=st.booleans(),
    subject_ids=st.lists(st.sampled_from([1, 2, 3]), unique=True).map(tuple),
    persons=st.lists(st.tuples(st.sampled_from([1, 2, 3]), WORDS), max_size=2).map(tuple),
)  # fmt: skip


def unique(rows):
    return list({one.id: one for one in rows}.values())


def made_of(found, asked=(), subjects=SUBJECTS):
    return compiled(opening=["Mở đầu."], form="supervision", subjects=subjects, findings=found, requirements=asked)


@given(st.lists(FOUND, max_size=25), st.lists(ASKED, max_size=8))
def test_every_finding_appears_exactly_once(found, asked):
    found, asked = unique(found), unique(asked)
    lines = Counter(line.source for section in made_of(found, asked) for line in section.lines)
    assert {source: n for source, n in lines.items() if source.startswith("finding:")} == {
        f"finding:{one.id}": 1 for one in found
    }


@given(st.lists(FOUND, max_size=20), st.lists(ASKED, max_size=8))
def test_an_extract_holds_what_is_common_and_ones_own_and_nothing_of_a_sibling(found, asked):
    found, asked = unique(found), unique(asked)
    sections = [stored(one) for one in made_of(found, asked)]
    for pk, _name in SUBJECTS:
        mine = extract(sections, [pk])
        assert {one["subject"] for one in mine} <= {None, pk}
    by_source = {line.source: section for section in made_of(found) for line in section.lines}
    for one in found:
        assert by_source[f"finding:{one.id}"].subject_id == one.subject_id


@given(st.lists(ASKED, max_size=10))
def test_a_requirement_stands_where_each_of_its_bearers_reads_it(asked):
    asked = unique(asked)
    sections = made_of([], asked)
    for one in asked:
        where = {s.subject_id for s in sections for line in s.lines if line.source == f"requirement:{one.id}"}
        due = ({None} if one.for_all else set(one.subject_ids)) | {pk for pk, _name in one.persons}
        assert where == due


@given(st.lists(FOUND, max_size=12), st.lists(FOUND, max_size=12), st.integers(0, 30))
def test_compiling_again_keeps_what_was_written_and_replaces_the_rest(before, after, chosen):
    kept = [stored(one) for one in made_of(unique(before))]
    edited = kept[chosen % len(kept)]
    edited["lines"] = ["Câu do người sửa viết."]
    again = merged(kept, made_of(unique(after)))
    fresh = {one.key: one.texts for one in made_of(unique(after))}
    assert ["Câu do người sửa viết."] in [one["lines"] for one in again]
    for one in again:
        if one["key"] and one["key"] != edited["key"]:
            assert one["lines"] == fresh[one["key"]]
            assert not is_edited(one)
    assert {one["key"] for one in again} >= fresh.keys()


def test_what_was_found_of_a_subject_taken_out_is_left_out():
    sections = made_of([Found(1, 9, "defect", "Việc của người đã rút")])
    assert not [line for one in sections for line in one.lines if "rút" in line.text]


def test_one_subject_needs_no_chapter_of_its_own():
    headings = [one.heading for one in made_of([Found(1, 1, "strength", "Tốt")], subjects=SUBJECTS[:1])]
    assert headings == ["Khái quát", "Kết quả giám sát đối với Đảng ủy xã Một", "Ưu điểm"]


def test_headings_are_numbered_by_their_level():
    sections = [{"heading": str(level), "level": level} for level in (1, 2, 3, 3, 2, 1, 2)]
    assert [text.split(" ")[0] for text, _one in numbered(sections)] == ["I.", "1.", "1.1.", "1.2.", "2.", "II.", "1."]
    assert [roman(number) for number in (4, 9, 14, 40)] == ["IV", "IX", "XIV", "XL"]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("+ Tốt\n- Chậm\n-- Sai\n! Dấu hiệu\nTrơn", [
            ("strength", "Tốt"), ("shortcoming", "Chậm"), ("defect", "Sai"), ("sign", "Dấu hiệu"), ("x", "Trơn")]),
        ("\n  \n+\n- \n", []),
        ("– gạch dài", [("shortcoming", "gạch dài")]),
        ("", []),
    ],
)  # fmt: skip
def test_lines_typed_fast_are_read_with_their_signs(text, rows):
    assert read_lines(text, "x") == rows


class Laid(TestCase):
    """Requirements of any shape, laid: every bearer of each has exactly one row."""

    @settings(max_examples=12, suppress_health_check=list(HealthCheck))
    @given(
        st.lists(
            st.tuples(st.booleans(), st.sets(st.integers(0, 1)), st.sets(st.integers(0, 1))), min_size=1, max_size=4
        )
    )
    def test_every_bearer_of_every_requirement_gets_exactly_one_row(self, shapes):
        cast = small_province()
        case = made.case(cast, circle="restricted")
        people = [cast.sua.person_id, factories.actor("bi-thu", cast.suoi_giang).person_id]
        subjects = [made.subject(case, one).pk for one in (cast.an_binh, cast.suoi_giang)]
        made.found(case, cast.may)
        for number, (for_all, chosen, named) in enumerate(shapes):
            asked = made.asked(
                cast.may, f"Việc {number}", for_all=for_all or not (chosen or named),
                subject_ids=tuple(subjects[one] for one in chosen), person_ids=tuple(people[one] for one in named),
            )  # fmt: skip
            services.add_requirement(case_id=case.pk, draft=asked, by=cast.may)
        made.laid(cast, case)
        standing = {one.pk: one for one in standing_subjects(case)}
        known = people_of(case, on=cast.may.today)
        for one in Requirement.objects.filter(case=case):
            bearers, _lost = bearers_of(one, standing, known)
            due = [(pk, None) for pk in bearers.organisation_ids] + list(bearers.person_pairs)
            rows = Remediation.objects.filter(requirement=one).values_list("organisation", "person")
            assert sorted(rows, key=str) == sorted(due, key=str)
            assert len(set(due)) == len(due)
