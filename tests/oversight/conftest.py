"""What every test here leaves behind is looked at once more."""

from collections.abc import Iterator

import pytest
from django.db.models import F, Q

from tusoi.oversight.models import Remediation


@pytest.fixture(autouse=True)
def copies_follow(request: pytest.FixtureRequest) -> Iterator[None]:
    """Whatever was done, a row of the register says of its answer what the assignment says."""
    if not any(request.node.iter_markers("django_db")) and "db" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("db")
    yield
    same = Q(answer=F("assignment__state"), due_on=F("assignment__due_on"))
    same &= Q(was_sent=True, assignment__submitted_at__isnull=False) | Q(
        was_sent=False, assignment__submitted_at__isnull=True
    )
    assert not Remediation.objects.exclude(same).exists()
