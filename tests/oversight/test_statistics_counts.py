"""Every figure equals a recount of the rows by hand, and the figures agree with each other."""

from collections import defaultdict
from datetime import date

import pytest

from tests.oversight import figures as random_cases
from tusoi.oversight.figures import DISTINCT, MEASURES, STUB_ONLY, Span, before, span_of
from tusoi.oversight.models import Case, CaseSubject
from tusoi.oversight.rules import Rejected
from tusoi.oversight.selectors import statistics
from tusoi.oversight.selectors.statistics import Asked
from tusoi.oversight.selectors.statistics.counts import whole_and_tables

SEEDS = (1, 2, 3)
SPANS = (
    span_of("year", 2026),
    span_of("quarter", 2026, 2),
    span_of("nine", 2025),
    Span(date(2025, 3, 5), date(2026, 1, 9)),
)
NOBODY = dict.fromkeys(MEASURES, 0)


def rows_of(asked: Asked) -> list[tuple[Case, CaseSubject | None]]:
    """The concluded cases of the period with their subjects, one row each; a case without any has one row too."""
    found = []
    for case in Case.objects.select_related("kind", "owner__kind", "body__kind").prefetch_related("subjects", "areas"):
        if case.concluded_on not in asked.span or case.state == "dropped":
            continue
        if not case.path.startswith(asked.node.path) or (asked.own and case.owner_id != asked.node.pk):
            continue
        if case.kind.code in STUB_ONLY and asked.kind != case.kind.code:
            continue
        if (asked.kind and case.kind.code != asked.kind) or (asked.form and case.kind.form != asked.form):
            continue
        if asked.area and asked.area not in {one.code for one in case.areas.all()}:
            continue
        subjects = [
            one for one in case.subjects.all()
            if one.removed_on is None and asked.level in ("", one.level) and asked.result in ("", one.result)
        ]  # fmt: skip
        if not subjects and asked.narrows_subjects:
            continue
        found += [(case, one) for one in subjects or [None]]
    return found


def recount(rows) -> dict[str, int]:
    organisations = [one.organisation_id for _, one in rows if one and one.person_id is None]
    members = [one.person_id for _, one in rows if one and one.person_id]
    committee = [one.person_id for _, one in rows if one and one.person_id and one.is_committee_member]
    return {
        "cases": len({case.pk for case, _ in rows}),
        "organisations": len(set(organisations)), "organisation_times": len(organisations),
        "members": len(set(members)), "member_times": len(members),
        "committee": len(set(committee)), "committee_times": len(committee),
    }  # fmt: skip


def figures_of(counts) -> dict[str, int]:
    return {name: getattr(counts, name) for name in MEASURES}


def keys(dimension: str, case: Case, one: CaseSubject | None) -> list[tuple]:
    if dimension in ("level", "result") and one is None:
        return []
    return {
        "kind": lambda: [(case.kind.code,)],
        "form": lambda: [(case.kind.form,)],
        "level": lambda: [(one.level,)],
        "result": lambda: [(case.kind.code, one.result)],
        "owner": lambda: [(case.owner_id, case.owner.name)],
        "owner_level": lambda: [(case.owner.kind.code,)],
        "body": lambda: [(case.body.kind.code if case.body else "cap-uy",)],
        "month": lambda: [(case.concluded_on.month,)],
        "area": lambda: [(area.code,) for area in case.areas.all()] or [(None,)],
    }[dimension]()


@pytest.mark.parametrize("seed", SEEDS)
def test_totals_and_every_table_equal_a_recount_of_the_rows(cast, seed):
    random_cases.cases(cast, seed)
    for span in SPANS:
        for node, own in ((cast.province, False), (cast.province, True), (cast.an_binh, False)):
            asked = Asked(node, span, own=own)
            whole = statistics.totals(asked)
            assert figures_of(whole.now) == recount(rows_of(asked))
            assert figures_of(whole.before) == recount(rows_of(asked.before))
            for dimension in (*statistics.DIMENSIONS, "form"):
                by_hand = defaultdict(list)
                for row in rows_of(asked):
                    for key in keys(dimension, *row):
                        by_hand[key].append(row)
                lines = {line.key: figures_of(line.now) for line in statistics.tally(asked, dimension)}
                counted = {key: counts for key, counts in lines.items() if counts != NOBODY}
                assert counted == {key: recount(rows) for key, rows in by_hand.items()}, dimension


@pytest.mark.parametrize("more", [{}, {"level": "cell"}, {"area": "can-bo"}, {"kind": "tc"}], ids=str)
def test_all_tables_at_once_say_what_each_says_alone(cast, more, django_assert_num_queries):
    random_cases.cases(cast, 5, 60)
    dimensions = ("form", *statistics.DIMENSIONS)
    for span in SPANS:
        asked = Asked(cast.province, span, **more)
        with django_assert_num_queries(2):
            whole, tables = whole_and_tables(asked, dimensions)
        assert whole == statistics.totals(asked)
        for one in dimensions:
            alone = {line.key: line for line in statistics.tally(asked, one)}
            assert {line.key: line for line in tables[one]} == alone, one


@pytest.mark.parametrize("narrowed", [
    {"kind": "gs-cd"}, {"kind": "tc"}, {"form": "inspection"}, {"area": "can-bo"}, {"level": "cell"},
    {"result": "tot"}, {"kind": "kt-ch", "area": "quy-che", "level": "commune"},
], ids=str)  # fmt: skip
def test_a_narrowed_figure_equals_a_recount_too(cast, narrowed):
    random_cases.cases(cast, 7, 60)
    asked = Asked(cast.province, SPANS[0], **narrowed)
    assert figures_of(statistics.totals(asked).now) == recount(rows_of(asked))


@pytest.mark.parametrize("seed", SEEDS)
def test_distinct_subjects_are_never_more_than_times_and_committee_members_never_more_than_members(cast, seed):
    random_cases.cases(cast, seed)
    for dimension in statistics.DIMENSIONS:
        for line in statistics.tally(Asked(cast.province, SPANS[0]), dimension):
            for counts in (line.now, line.before):
                assert counts.organisations <= counts.organisation_times
                assert counts.committee <= counts.members <= counts.member_times
                assert counts.committee_times <= counts.member_times


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("span", SPANS)
def test_what_was_left_over_and_new_less_what_was_done_is_what_is_left(cast, seed, span):
    random_cases.cases(cast, seed)
    kept = statistics.balances(Asked(cast.province, span))
    assert kept
    for one in kept:
        assert one.cases.is_even, one
        assert one.subjects.is_even, one


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_left_at_the_end_of_a_quarter_is_what_the_next_begins_with(cast, seed):
    random_cases.cases(cast, seed)
    for number in (1, 2, 3):
        now, following = (
            sum((one.cases.closing if quarter == number else one.cases.opening)
                for one in statistics.balances(Asked(cast.province, span_of("quarter", 2026, quarter))))
            for quarter in (number, number + 1)
        )  # fmt: skip
        assert now == following


def test_stubs_stand_apart_in_the_balance_and_outside_of_those_inspected(cast):
    random_cases.cases(cast, 4, 80)
    kept = statistics.balances(Asked(cast.province, SPANS[0]))
    assert {one.kind for one in kept if one.is_stub} >= {"tc"}
    assert not any(one.kind == "tc" and not one.is_stub for one in kept)
    assert not any(line.key == ("tc",) for line in statistics.tally(Asked(cast.province, SPANS[0]), "kind"))


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("seed", SEEDS)
def test_a_change_is_the_sum_of_what_its_cases_owners_kinds_and_levels_make_of_it(cast, seed, measure):
    random_cases.cases(cast, seed)
    found = statistics.explained(Asked(cast.province, SPANS[0]), measure, cast.inspector)
    whole = statistics.totals(Asked(cast.province, SPANS[0])).change(measure)
    assert found.change == whole
    assert found.came - found.went == whole.amount
    assert sum(one.amount for one in found.cases) + found.hidden.amount == whole.amount
    for shares in (found.by_kind, found.by_owner, *([] if measure == "cases" else [found.by_level])):
        assert sum(one.amount for one in shares) == whole.amount
    if measure in DISTINCT:
        assert found.came <= whole.now


def test_the_lists_behind_the_figures_have_as_many_rows(cast):
    random_cases.cases(cast, 5, 60)
    asked = Asked(cast.province, SPANS[0])
    now = statistics.totals(asked).now
    for by in (cast.inspector, cast.may):
        seen, hidden = statistics.cases_behind(asked, "concluded", by)
        assert seen.count() + hidden.cases == now.cases
        for about in ("organisations", "members", "committee"):
            seen, hidden = statistics.subjects_behind(asked, about, by)
            assert seen.count() + hidden.amount == getattr(now, about)
        for part in ("opening", "new", "done", "dropped", "closing"):
            seen, hidden = statistics.cases_behind(asked, part, by)
            assert seen.count() + hidden.cases == sum(getattr(one.cases, part) for one in statistics.balances(asked))


def test_a_restricted_case_of_a_commune_is_counted_above_and_not_shown_there(cast):
    made = random_cases.cases(cast, 1, 1)[0]
    Case.objects.filter(pk=made.pk).update(
        owner=cast.an_binh, path=cast.an_binh.path, body=None, circle="restricted", concluded_on=date(2026, 5, 4),
        issued_on=date(2026, 2, 1), state="running", closed_on=None, kind=random_cases.kind("gs-cd"),
    )  # fmt: skip
    asked = Asked(cast.province, SPANS[0])
    seen, hidden = statistics.cases_behind(asked, "concluded", cast.inspector)
    assert (list(seen), hidden.cases) == ([], 1)
    assert statistics.explained(asked, "cases", cast.inspector).hidden.cases == 1
    assert statistics.totals(asked).now.cases == 1


def test_the_place_is_one_within_reach_and_asks_the_right_to_read_figures(cast):
    from tusoi.organisations.models import Organisation
    from tusoi.organisations.scope import Refused

    assert statistics.place_of(None, cast.lan) == cast.an_binh
    assert statistics.place_of(cast.an_binh.pk, cast.inspector) == cast.an_binh
    with pytest.raises(Organisation.DoesNotExist):
        statistics.place_of(cast.an_binh.pk, cast.tuong)
    with pytest.raises(Refused):
        statistics.place_of(None, cast.sua)


@pytest.mark.parametrize(("given", "field"), [
    ({"period": "range"}, "from"),
    ({"period": "range", "from": date(2026, 2, 1), "to": date(2026, 1, 1)}, "to"),
    ({"period": "range", "from": date(1, 1, 1), "to": date(9999, 12, 31)}, "from"),
    ({"period": "quarter", "number": 5}, "number"), ({"period": "tuần"}, "period"), ({"year": 99999}, "year"),
    ({"kind": "khong-co"}, "kind"), ({"level": "x"}, "level"), ({"result": "a\x00"}, "result"),
])  # fmt: skip
def test_a_question_that_makes_no_sense_is_refused_by_its_field(cast, given, field):
    with pytest.raises(Rejected) as refused:
        statistics.asked_for(cast.province, given, statistics.choices(), cast.may.today)
    assert field in refused.value.errors


def test_the_period_before_never_reaches_into_the_period():
    for span in SPANS:
        assert before(span).last < span.first
