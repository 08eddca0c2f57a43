import os
from importlib import import_module
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation
from hypothesis import settings

from tests.again import again
from tests.cast import Cast, small_province
from tusoi.organisations import prepared

# No clock in a test: machines are shared. Under CI the same examples every time, at a desk new ones.
settings.register_profile("tusoi", deadline=None, derandomize=os.environ.get("CI") == "true")
settings.load_profile("tusoi")

_flush = TransactionTestCase._fixture_teardown


def _flush_with_the_trail(self: TransactionTestCase) -> None:
    """Tests with real transactions empty every table afterwards; on SQLite the trail's triggers refuse that."""
    if connection.vendor != "sqlite":
        _flush(self)
        return
    append_only = import_module("tusoi.audit.migrations.0002_append_only")
    with connection.schema_editor() as editor:
        append_only.backwards(None, editor)
    _flush(self)
    with connection.schema_editor() as editor:
        append_only.forwards(None, editor)


TransactionTestCase._fixture_teardown = _flush_with_the_trail

_ask = prepared.Text.ask
_compared: dict[int, tuple[prepared.Text, set[Any]]] = {}


def _ask_and_compare(self: prepared.Text, by: Any, own: Any, numbers: Any) -> list[Any]:
    """Wherever a test has a prepared question asked, its text has to be the one put together for who asks: looked at
    once for each text and whose numbers are put into it."""
    done = _compared.setdefault(id(self), (self, set()))[1]
    params = self.params_for(numbers)
    if params not in done:
        sql, his = self.question(by, own).query.get_compiler(connection=connection).as_sql()
        assert (self.sql, params) == (sql, tuple(his))
        done.add(params)
    return _ask(self, by, own, numbers)


prepared.Text.ask = _ask_and_compare  # type: ignore[method-assign]


# A file is worked through by one worker: the long ones begin, so that none of them is left over at the end.
LONG = (
    "tests/web/test_every_page.py", "tests/web/test_page_matrix.py", "tests/api/test_operation_matrix.py",
    "tests/api/test_hostile_input.py", "tests/cli/test_demonstration.py", "tests/benchmarks/test_smoke.py",
    "tests/web/test_english.py", "tests/journeys/test_every_page.py", "tests/journeys/test_from_text_to_figure.py",
    "tests/journeys/test_a_document_worked_with.py", "tests/journeys/test_frame_in_a_browser.py",
)  # fmt: skip
ONLY_WITH_DATABASE = "TUSOI_TEST_ONLY_WITH_DATABASE"
"""Set for a second engine: what never touches a database has been tested with the first, and so have the words."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if os.environ.get(ONLY_WITH_DATABASE):
        once = [item for item in items if not _touches_a_database(item) or item.get_closest_marker("words")]
        config.hook.pytest_deselected(items=once)
        done = set(once)
        items[:] = [item for item in items if item not in done]
    turn = {path: number for number, path in enumerate(LONG)}
    items.sort(key=lambda item: turn.get(item.nodeid.partition("::")[0], len(LONG)))


def _touches_a_database(item: pytest.Item) -> bool:
    """pytest-django lets nobody else near one."""
    named = {"db", "transactional_db", "django_db_setup"} & set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(named)


def pytest_configure() -> None:
    """A fresh clone holds only the sources of the translations."""
    from tusoi.cli.preparation import compile_translations

    compile_translations()


def pytest_runtest_teardown() -> None:
    """A page asked for in English leaves its language with the thread; the next test begins with the product's own."""
    translation.deactivate()


@pytest.fixture
def cast(db: None) -> Cast:
    return again(small_province)
