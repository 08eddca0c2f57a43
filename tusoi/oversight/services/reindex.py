"""Everything of this package that can be searched, indexed again."""

from __future__ import annotations

from django.db import transaction

from tusoi.oversight.models import Case

from .cases.index import index_case
from .programmes.index import reindex_programmes
from .visits.index import reindex_visits


@transaction.atomic
def reindex() -> int:
    """Index every case, programme, delegation, working session and note again; how many there are."""
    count = reindex_programmes() + reindex_visits()
    for case in Case.objects.select_related("kind").order_by("pk").iterator(chunk_size=200):
        index_case(case)
        count += 1
    return count
