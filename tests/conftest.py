import os
from importlib import import_module

import pytest
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import settings

from tests.cast import Cast, small_province

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


def pytest_configure() -> None:
    """A fresh clone holds only the sources of the translations."""
    from tusoi.cli.preparation import compile_translations

    compile_translations()


@pytest.fixture
def cast(db: None) -> Cast:
    return small_province()
