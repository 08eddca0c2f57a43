"""What the search knows of a programme: its title. Whoever searches finds only what exists for him."""

from __future__ import annotations

from django.db import transaction

from tusoi.oversight.models import Programme
from tusoi.search.services import index_entry


def index_programme(programme: Programme) -> None:
    """Make it findable by its title. In the caller's transaction."""
    index_entry(
        kind="programme", object_id=programme.pk, title=programme.title, path=programme.path, year=programme.year
    )


@transaction.atomic
def reindex_programmes() -> int:
    """Index every programme again; how many there are."""
    count = 0
    for programme in Programme.objects.order_by("pk").iterator(chunk_size=200):
        index_programme(programme)
        count += 1
    return count
