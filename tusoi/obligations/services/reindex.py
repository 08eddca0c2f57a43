from tusoi.obligations.models import Obligation

from .alike import keep_every_answer
from .issue import index


def reindex() -> int:
    """Write the search entry of every obligation, and what is kept of every answer, anew; returns how many."""
    number = 0
    for obligation in Obligation.objects.select_related("issued_by").iterator():
        index(obligation)
        number += 1
    return number + keep_every_answer()
