from .models import Entry
from .places import searched

MAX_TEXT = 200_000
"""Letters of one entry: beyond it PostgreSQL refuses to index a text, and nobody finds a thing by its 200th page."""


def index_entry(*, kind: str, object_id: int, title: str, text: str = "", path: str = "") -> None:
    """Make a thing findable by its title and text, or by its new ones. In the caller's transaction.

    ``path`` is the place of its owner in the tree, "" for what belongs to no place.
    """
    folded = searched(title, text[:MAX_TEXT], path)
    Entry.objects.update_or_create(
        kind=kind, object_id=object_id, defaults={"title": title[:500], "folded": folded, "path": path}
    )


def forget_entry(*, kind: str, object_id: int) -> None:
    """Make a thing unfindable."""
    Entry.objects.filter(kind=kind, object_id=object_id).delete()
