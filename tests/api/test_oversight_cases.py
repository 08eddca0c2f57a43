"""Cases over the API: whom each operation serves, and what it refuses."""

import pytest
from django.db import transaction

from tests.api.operations import Operation, World, ask
from tests.api.operations_oversight_cases import cases, made_cases
from tests.oversight import build
from tests.web.crawl import client_of
from tusoi.obligations.services import load_reference
from tusoi.oversight.models import Case

pytestmark = pytest.mark.django_db
TABLE = {f"{key.split(' ')[0]} /api/oversight{key.split(' ')[1]}": one for key, one in cases(Operation).items()}
SUBJECTS = {"/comment"}
"""What a subject itself may do."""
READ_BY_OTHERS = {"GET /api/oversight/cases/{case_id}", "GET /api/oversight/cases/{case_id}/subjects",
                  "GET /api/oversight/cases/{case_id}/papers"}  # fmt: skip


@pytest.fixture
def world(cast) -> World:
    build.kind()
    load_reference()
    later = cast.lan.today.replace(year=cast.lan.today.year + 1)
    return World(cast, made_cases(cast) | {"an_binh": cast.an_binh.pk}, later.isoformat())


def status(world: World, name: str, key: str) -> int:
    with transaction.atomic():
        answer = ask(client_of(getattr(world.cast, name)), key, TABLE[key], world).status_code
        transaction.set_rollback(True)
    return int(answer)


@pytest.mark.parametrize("key", sorted(TABLE))
def test_the_owners_people_are_served_by_every_operation(world, key):
    lacks = {409} if key.endswith("/finish") else set()
    assert status(world, "lan", key) in {200, 201} | lacks


@pytest.mark.parametrize("key", sorted(key for key in TABLE if "{" in key))
def test_a_sibling_finds_no_case(world, key):
    assert status(world, "tuong", key) == 404


@pytest.mark.parametrize("key", sorted(key for key in TABLE if "{" in key))
def test_the_superior_reads_what_was_issued_and_changes_nothing(world, key):
    due = {200} if key in READ_BY_OTHERS else {403, 404}
    assert status(world, "may", key) in due


def test_the_list_shows_each_his_own(world):
    names = {
        name: client_of(getattr(world.cast, name)).get("/api/oversight/cases").json()["count"]
        for name in ("lan", "tuong")
    }
    assert names["lan"] == Case.objects.filter(owner=world.cast.an_binh).count()
    assert names["tuong"] == 0


def test_a_subject_finds_itself_alone(world):
    talks = Case.objects.get(subjects=world["drafted_subject"])
    rows = client_of(world.cast.noi).get(f"/api/oversight/cases/{talks.pk}/subjects").json()
    assert [one["organisation"]["name"] for one in rows] == ["Chi bộ Thôn Đông"]
