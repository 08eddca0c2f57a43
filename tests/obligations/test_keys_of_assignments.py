"""No assignment without its duty and its organisation, whichever way the database keeps watch over it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import sleep

import pytest
from django.db import IntegrityError, connection, transaction

from tests.cast import small_province
from tests.obligations.build import lay, part
from tusoi.obligations.models import Assignment
from tusoi.obligations.services import Selection
from tusoi.organisations.models import Person

NOBODY = 999_999_999


def run(sql: str, *values: object) -> None:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
        connection.check_constraints()


def create(one: Assignment) -> None:
    with transaction.atomic():
        Assignment.objects.bulk_create([one])
        connection.check_constraints()


@pytest.fixture
def laid(cast):
    return lay(cast.may, cast.province, cast.an_binh, cast.thon_dong)


@pytest.fixture
def on_sua(cast):
    """A duty that Sua bears herself, in An Bình."""
    pair = Selection(person_pairs=((cast.an_binh.pk, cast.sua.person_id),))
    return lay(cast.may, cast.province, bearer="person", selection=pair)


@pytest.mark.parametrize("column", ["organisation_id", "obligation_id"])
def test_an_assignment_of_something_that_is_not_there_is_refused(cast, laid, column):
    one = part(laid, cast.an_binh)
    one.pk, one.organisation_id = None, cast.suoi_giang.pk
    setattr(one, column, NOBODY)
    with pytest.raises(IntegrityError):
        create(one)


@pytest.mark.parametrize("column", ["organisation_id", "obligation_id"])
def test_an_assignment_is_not_moved_to_something_that_is_not_there(cast, laid, column):
    with pytest.raises(IntegrityError):
        run(f"UPDATE obligations_assignment SET {column} = %s WHERE id = %s", NOBODY, part(laid, cast.an_binh).pk)


def test_what_an_assignment_refers_to_is_not_deleted(cast, laid):
    with pytest.raises(IntegrityError):
        run("DELETE FROM obligations_obligation WHERE id = %s", laid.pk)
    with pytest.raises(IntegrityError):
        run("DELETE FROM organisations_organisation WHERE id = %s", cast.an_binh.pk)


def test_an_assignment_of_a_person_who_is_not_there_is_refused(cast, on_sua):
    one = Assignment.objects.get(obligation=on_sua)
    one.pk, one.person_id = None, NOBODY
    with pytest.raises(IntegrityError):
        create(one)


def test_an_assignment_is_not_moved_to_a_person_who_is_not_there(cast, on_sua):
    with pytest.raises(IntegrityError):
        run("UPDATE obligations_assignment SET person_id = %s WHERE obligation_id = %s", NOBODY, on_sua.pk)


def test_a_person_who_bears_a_duty_is_not_deleted(cast, on_sua):
    with transaction.atomic(), connection.cursor() as cursor:  # neither an account nor a position holds her any more
        cursor.execute("UPDATE organisations_account SET person_id = NULL")
        cursor.execute("DELETE FROM organisations_position")
    stranger = Person.objects.create(name="Không ai giao việc")
    run("DELETE FROM organisations_person WHERE id = %s", stranger.pk)
    with pytest.raises(IntegrityError, match=r"assignment refers|table .obligations_assignment"):
        run("DELETE FROM organisations_person WHERE id = %s", cast.sua.person_id)


@pytest.mark.django_db(transaction=True)
def test_a_person_is_not_deleted_while_a_duty_is_being_laid_on_him():
    """Either he is gone first and nothing is laid, or it is laid and he stays: never a duty of nobody."""
    cast = small_province()
    alone = Person.objects.create(name="Chỉ có tên")
    one = part(lay(cast.may, cast.province, cast.an_binh), cast.an_binh)
    one.pk, one.person_id = None, alone.pk
    laid, asked = Event(), Event()

    def deletes() -> object:
        try:
            assert laid.wait(20)
            asked.set()
            run("DELETE FROM organisations_person WHERE id = %s", alone.pk)
        except IntegrityError as refused:
            return refused
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            Assignment.objects.bulk_create([one])
            other = pool.submit(deletes)
            laid.set()
            assert asked.wait(20)
            sleep(0.2)  # long enough for it to stand before the lock; should it come later still, it is refused too
        assert isinstance(other.result(20), IntegrityError)
    assert Person.objects.filter(pk=alone.pk).exists()
