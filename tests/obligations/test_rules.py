from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tusoi.lib.workflow import IllegalMove
from tusoi.obligations.rules import ASSIGNMENT, PLAN_ITEM, STATES, Counts, is_overdue
from tusoi.organisations.rules import PERMISSIONS

TABLES = {"assignment": ASSIGNMENT, "plan item": PLAN_ITEM}
CELLS = [
    (name, state, action) for name, table in TABLES.items() for state, action in product(table.states, table.actions)
]


@pytest.mark.parametrize(("name", "state", "action"), CELLS)
def test_a_move_is_possible_exactly_where_the_table_has_it(name, state, action):
    table = TABLES[name]
    rows = [move for move in table.moves if (move.source, move.action) == (state, action)]
    if rows:
        assert table.move(state, action) is rows[0]
    else:
        with pytest.raises(IllegalMove):
            table.move(state, action)


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_move_needs_a_permission_that_exists(table):
    assert {move.permission for move in table.moves} <= PERMISSIONS.keys()


def test_the_states_of_the_table_are_the_five_that_are_counted():
    assert set(ASSIGNMENT.states) == set(STATES)


@given(st.sampled_from(STATES), st.integers(-400, 400))
def test_overdue_are_the_open_ones_past_their_day(state, days):
    today = date(2026, 11, 21)
    due = today + timedelta(days=days)
    assert is_overdue(state, due, today) == (state in ("assigned", "returned") and days < 0)


@given(st.lists(st.builds(Counts, *[st.integers(0, 9)] * 5), max_size=6))
def test_sums_of_counts_keep_numerator_and_denominator(many):
    total = sum(many, Counts())
    assert total.total == sum(one.total for one in many)
    assert total.answered == sum(one.answered for one in many)
    assert total.answered + total.missing == total.total
