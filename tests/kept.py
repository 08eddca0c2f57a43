"""What all tests of a module only look at is built once for it; each of them still takes back what it did itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction


@contextmanager
def kept(blocker: Any) -> Iterator[None]:
    """For a fixture of the scope of a module, with ``django_db_setup`` and ``django_db_blocker``: rows made inside are
    there for the whole module and gone after it. Not for modules with tests of real transactions.
    """
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
