"""Loading the demonstration, as a whole or not at all."""

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone, translation

from tusoi.audit.models import Entry
from tusoi.organisations.models import Account, Organisation

from .accounts import RECORDER, ROOT

SEED = 2030


def is_empty() -> bool:
    return not Organisation.objects.exists() and not Account.objects.exists()


def is_loaded() -> bool:
    """Whether what the database holds is the demonstration: its trail begins with the hand that founded it."""
    return Entry.objects.filter(action="organisations.found", seq=1, actor_label=RECORDER, subject_label=ROOT).exists()


@contextmanager
def _little_garbage() -> Iterator[None]:
    """Most of what a load makes is kept to its end: looking through all of it for garbage again and again was a tenth
    of the time."""
    before = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


@transaction.atomic
def load() -> str:
    """Load the province into an empty database; returns what there is now, in words. Raises RuntimeError otherwise."""
    from .diary import Diary
    from .people import People
    from .story import Story
    from .tree import Tree

    if not is_empty():
        raise RuntimeError("the demonstration is loaded into an empty database only")
    begun = time.monotonic()
    with translation.override("vi"), _little_garbage():
        diary = Diary(timezone.now(), SEED)
        tree = Tree(diary)
        tree.grow()
        people = People(tree, diary)
        people.settle()
        story = Story(people, diary)
        story.plan()
        events = diary.play()
    seconds = time.monotonic() - begun
    return f"{len(tree.all)} organisations, {len(people.cells)} people, {events} events loaded in {seconds:.1f} s"
