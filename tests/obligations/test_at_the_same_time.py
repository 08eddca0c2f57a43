"""Two people at once, for real: threads with connections of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from tests.cast import small_province
from tests.obligations.build import lay, part
from tusoi.audit.models import Entry
from tusoi.audit.rules import FIELDS, first_break
from tusoi.obligations import tallies
from tusoi.obligations.errors import AlreadyDecided
from tusoi.obligations.models import Assignment
from tusoi.obligations.services import accept_answer, return_answer, submit_answer

pytestmark = pytest.mark.django_db(transaction=True)


def together(*tasks: Callable[[], object]) -> list[object]:
    """Run the tasks at the same moment; each result is what came back or the exception."""
    start = Barrier(len(tasks))

    def run(task: Callable[[], object]) -> object:
        try:
            start.wait(timeout=20)
            return task()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(run, tasks))


def test_of_two_reviewers_one_wins_and_the_other_is_told():
    cast = small_province()
    duty = part(lay(cast.may, cast.province, cast.an_binh), cast.an_binh)
    submit_answer(assignment_id=duty.pk, text="Kế hoạch", by=cast.lan)
    version = Assignment.objects.get(pk=duty.pk).version
    results = together(
        lambda: accept_answer(assignment_id=duty.pk, version=version, by=cast.may),
        lambda: return_answer(assignment_id=duty.pk, reason="thiếu", version=version, by=cast.inspector),
    )
    assert {type(result) for result in results} == {Assignment, AlreadyDecided}
    assert tallies.audit() == {}


def test_many_answers_at_once_in_one_commune_leave_the_counters_and_the_trail_right():
    cast = small_province()
    duty = lay(cast.may, cast.province, cast.an_binh, cast.thon_dong, cast.thon_ha)
    who = ((cast.an_binh, cast.lan), (cast.thon_dong, cast.noi), (cast.thon_ha, cast.pha))
    results = together(
        *(
            lambda bearer=bearer, by=by: submit_answer(assignment_id=part(duty, bearer).pk, text="x", by=by)
            for bearer, by in who
        )
    )
    assert not [result for result in results if isinstance(result, Exception)]
    assert tallies.audit() == {}
    for chain in Entry.objects.values_list("chain", flat=True).distinct():
        entries = [
            {**{name: getattr(entry, name) for name in FIELDS}, "at": entry.at.isoformat(), "hash": entry.hash}
            for entry in Entry.objects.filter(chain=chain).order_by("seq")
        ]
        assert first_break(entries) is None


def test_a_double_click_on_send_makes_one_version():
    cast = small_province()
    duty = part(lay(cast.may, cast.province, cast.an_binh), cast.an_binh)
    results = together(*[lambda: submit_answer(assignment_id=duty.pk, text="Kế hoạch", by=cast.lan)] * 2)
    assert sum(not isinstance(result, Exception) for result in results) == 1
    assert duty.submissions.count() == 1
