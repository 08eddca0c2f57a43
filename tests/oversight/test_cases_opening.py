"""Opening a case: by whom, over whom, with what reason."""

import pytest

from tests import factories
from tests.oversight import build
from tusoi.organisations.scope import Refused
from tusoi.oversight.models import Case
from tusoi.oversight.rules import Rejected
from tusoi.oversight.services.cases import CaseDraft, open_case

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _book(db):
    build.kind()
    build.everything_allowed()


def draft(cast, **more):
    values = {
        "owner_id": cast.province.pk, "kind_code": "gs-cd", "title": "Giám sát quy chế làm việc",
        "subjects": ((cast.an_binh.pk, None), (cast.suoi_giang.pk, None)), "unscheduled_reason": "cấp trên giao",
    }  # fmt: skip
    return CaseDraft(**{**values, **more})


def test_the_office_opens_a_case_of_the_committee_over_two_communes(cast):
    case = open_case(draft=draft(cast), by=cast.may)
    assert (case.step, case.state, case.is_committees) == ("propose", "running", True)
    assert [one.level for one in case.subjects.all()] == ["commune", "commune"]


def test_a_case_outside_of_the_programme_says_why(cast):
    with pytest.raises(Rejected) as refused:
        open_case(draft=draft(cast, unscheduled_reason=" "), by=cast.may)
    assert refused.value.errors == {"unscheduled_reason": "reason"}


def test_a_double_click_opens_one_case(cast):
    import uuid

    key = uuid.uuid4()
    assert open_case(draft=draft(cast), by=cast.may, request_key=key) == open_case(
        draft=draft(cast), by=cast.may, request_key=key
    )
    assert Case.objects.count() == 1


def test_who_only_reads_opens_none(cast):
    with pytest.raises(Refused):
        open_case(draft=draft(cast, owner_id=cast.an_binh.pk, subjects=()), by=cast.sua)


def test_the_office_does_not_open_a_boards_own_case(cast):
    board = factories.body(cast.province, "ban-to-chuc", "Ban Tổ chức")
    with pytest.raises(Refused):
        open_case(draft=draft(cast, body_id=board.pk), by=cast.may)
