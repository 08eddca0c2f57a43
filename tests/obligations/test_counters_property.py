"""Whatever is done in whatever order: the tallies equal a recount, and a figure equals the sum of its parts."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import small_province
from tests.obligations.build import lay
from tusoi.lib.workflow import IllegalMove
from tusoi.obligations import tallies
from tusoi.obligations.errors import ObligationError
from tusoi.obligations.models import Assignment
from tusoi.obligations.rules import Counts
from tusoi.obligations.selectors import roll_up, roll_up_children
from tusoi.obligations.services import (
    accept_answer,
    add_bearers,
    extend,
    issue,
    recall_answer,
    reopen_answer,
    restore,
    return_answer,
    submit_answer,
    waive,
)

BEARERS = ("an_binh", "thon_dong", "thon_ha", "suoi_giang", "ban_le")
ANSWERS_FOR = {"an_binh": "lan", "thon_dong": "noi", "thon_ha": "pha", "suoi_giang": "tuong", "ban_le": None}
ACTIONS = ("submit", "recall", "accept", "return", "reopen", "extend", "waive", "restore", "add")


def act(cast, obligation, action, bearer, days):
    node = getattr(cast, bearer)
    if action == "add":
        return add_bearers(
            obligation_id=obligation.pk, selection=issue.Selection(organisation_ids=(node.pk,)), by=cast.may
        )
    one = Assignment.objects.get(obligation=obligation, organisation=node)
    answerer = getattr(cast, ANSWERS_FOR[bearer]) if ANSWERS_FOR[bearer] else cast.may
    return {
        "submit": lambda: submit_answer(assignment_id=one.pk, text="x", by=answerer),
        "recall": lambda: recall_answer(assignment_id=one.pk, by=answerer),
        "accept": lambda: accept_answer(assignment_id=one.pk, by=cast.may),
        "return": lambda: return_answer(assignment_id=one.pk, reason="x", by=cast.may),
        "reopen": lambda: reopen_answer(assignment_id=one.pk, reason="x", by=cast.may),
        "extend": lambda: extend(
            assignment_ids=[one.pk], to_day=one.due_on + timedelta(days=days), reason="x", by=cast.may
        ),
        "waive": lambda: waive(assignment_ids=[one.pk], reason="x", by=cast.may),
        "restore": lambda: restore(assignment_id=one.pk, reason="x", by=cast.may),
    }[action]()


steps = st.lists(
    st.tuples(st.sampled_from(ACTIONS), st.sampled_from(BEARERS), st.integers(0, 3)), min_size=1, max_size=14
)


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=st.sets(st.sampled_from(BEARERS), min_size=1), steps=steps)
def test_counters_equal_a_recount_after_any_sequence_of_actions(chosen, steps):
    from django.db import transaction

    from tusoi.organisations.scope import Refused

    with transaction.atomic():
        cast = small_province()
        obligation = lay(cast.may, cast.province, *(getattr(cast, name) for name in sorted(chosen)))
        for action, bearer, days in steps:
            try:
                act(cast, obligation, action, bearer, days)
            except (IllegalMove, ObligationError, Refused, Assignment.DoesNotExist):
                continue
        assert tallies.discrepancies(obligation.pk) == []
        for offset in (0, 11):
            day = cast.may.today + timedelta(days=offset)
            for node in (cast.province, cast.an_binh, cast.suoi_giang):
                parts = roll_up_children(obligation.pk, node, day)
                assert sum((part.counts for part in parts), Counts()) == roll_up(obligation.pk, node, day)
            rows = Assignment.objects.filter(obligation=obligation)
            whole = roll_up(obligation.pk, cast.province, day)
            assert whole.overdue == rows.overdue(day).count()
            assert whole.total == rows.exclude(state="waived").count()
        transaction.set_rollback(True)
