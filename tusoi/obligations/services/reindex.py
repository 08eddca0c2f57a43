from tusoi.obligations.models import Obligation

from .issue import index


def reindex() -> int:
    """Write the search entry of every obligation anew; returns how many."""
    number = 0
    for obligation in Obligation.objects.select_related("issued_by").iterator():
        index(obligation)
        number += 1
    return number
