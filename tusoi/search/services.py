from collections.abc import Iterable

from .models import Entry
from .places import searched

MAX_TEXT = 200_000
"""Letters of one entry: beyond it PostgreSQL refuses to index a text, and nobody finds a thing by its 200th page."""


def index_entry(
    *, kind: str, object_id: int, title: str, text: str = "", path: str = "", year: int | None = None
) -> None:
    """Make a thing findable by its title and text, or by its new ones. In the caller's transaction.

    ``path`` is the place of its owner in the tree, "" for what belongs to no place; ``year``: of its issue or sending.
    """
    folded = searched(title, text[:MAX_TEXT], path, year)
    Entry.objects.bulk_create(
        [Entry(kind=kind, object_id=object_id, title=title[:500], folded=folded, path=path)],
        update_conflicts=True, unique_fields=["kind", "object_id"], update_fields=["title", "folded", "path"],
    )  # fmt: skip


def index_entries(entries: Iterable[Entry]) -> None:
    """Make many things findable at once, as `index_entry` does for one; two queries for 500. In the caller's
    transaction. Of each thing there is one entry (of `entry_of`)."""
    Entry.objects.bulk_create(
        entries, batch_size=500, update_conflicts=True, unique_fields=["kind", "object_id"],
        update_fields=["title", "folded", "path"],
    )  # fmt: skip


def entry_of(
    *, kind: str, object_id: int, title: str, text: str = "", path: str = "", year: int | None = None
) -> Entry:
    """What the index would hold of a thing, not kept yet; its parameters are those of `index_entry`."""
    return Entry(
        kind=kind,
        object_id=object_id,
        title=title[:500],
        folded=searched(title, text[:MAX_TEXT], path, year),
        path=path,
    )


def forget_entry(*, kind: str, object_id: int) -> None:
    """Make a thing unfindable."""
    Entry.objects.filter(kind=kind, object_id=object_id).delete()
