from tusoi.lib.folding import fold

from .models import Entry


def index_entry(*, kind: str, object_id: int, title: str, text: str = "", path: str = "") -> None:
    """Make a thing findable by its title and text, or by its new ones. In the caller's transaction."""
    Entry.objects.update_or_create(
        kind=kind,
        object_id=object_id,
        defaults={"title": title[:500], "folded": f"{fold(title)}\n{fold(text)}", "path": path},
    )
