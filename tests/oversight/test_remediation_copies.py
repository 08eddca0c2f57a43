"""What a row of the register carries of its answer, kept by the database itself."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.oversight import build_remediation as laid
from tusoi.obligations.models import Assignment
from tusoi.obligations.services import (
    accept_answer,
    extend,
    reopen_answer,
    restore,
    return_answer,
    waive,
)
from tusoi.oversight.models import Remediation
from tusoi.oversight.services.remediation import escalate_remediation, extend_remediation

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(cast) -> Remediation:
    case = laid.concluded(cast.may, cast.province, cast.an_binh, cast.suoi_giang)
    return laid.require(case, cast.may, cast.an_binh, cast.suoi_giang)[0]


def carried(row: Remediation) -> tuple[str, bool]:
    row.refresh_from_db()
    return row.answer, row.was_sent


def test_the_row_follows_its_answer_through_all_its_states(cast, row):
    assert carried(row) == ("assigned", False)
    laid.answered(row, cast.lan)
    assert carried(row) == ("submitted", True)
    return_answer(assignment_id=row.assignment_id, reason="Chưa rõ", by=cast.may)
    assert carried(row) == ("returned", True)
    laid.answered(row, cast.lan, "Sửa lại")
    accept_answer(assignment_id=row.assignment_id, by=cast.may)
    assert carried(row) == ("accepted", True)
    reopen_answer(assignment_id=row.assignment_id, reason="Xem lại", by=cast.may)
    assert carried(row) == ("submitted", True)


def test_the_row_follows_a_waiver_its_end_and_more_time(cast, row):
    waive(assignment_ids=[row.assignment_id], reason="Đã giải thể", by=cast.may)
    assert carried(row) == ("waived", False)
    restore(assignment_id=row.assignment_id, reason="Nhầm", by=cast.may)
    assert carried(row) == ("assigned", False)
    later = row.due_on + timedelta(days=20)
    extend(assignment_ids=[row.assignment_id], to_day=later, reason="Mưa lũ", by=cast.may)
    row.refresh_from_db()
    assert row.due_on == later


def test_the_row_follows_what_no_service_wrote(cast, row):
    Assignment.objects.filter(pk=row.assignment_id).update(state="accepted", submitted_at=cast.may.at)
    assert carried(row) == ("accepted", True)
    undo = "UPDATE obligations_assignment SET state = 'assigned', submitted_at = NULL WHERE id = %s"
    with connection.cursor() as cursor:
        cursor.execute(undo, [row.assignment_id])
    assert carried(row) == ("assigned", False)
    assert Remediation.objects.exclude(pk=row.pk).get().answer == "assigned"


@pytest.mark.parametrize("decide", [escalate_remediation, extend_remediation])
def test_who_decides_holds_the_answer_before_the_row_as_those_do_who_answer(cast, row, decide):
    more = {"to_day": row.due_on + timedelta(days=9)} if decide is extend_remediation else {}
    with CaptureQueriesContext(connection) as asked:
        decide(remediation_id=row.pk, reason="Chưa làm", by=cast.may, **more)
    said = [one["sql"] for one in asked.captured_queries]
    if connection.vendor == "postgresql":  # SQLite has one writer at a time
        said = [sql for sql in said if "FOR UPDATE" in sql]
    tables = [sql.split(' FROM "')[1].split('"')[0] for sql in said if sql.startswith("SELECT")]
    assert tables.index("obligations_assignment") < tables.index("oversight_remediation")
