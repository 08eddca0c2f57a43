from __future__ import annotations

from django.db import transaction

from tusoi.documents.models import DocumentKind
from tusoi.documents.reference import rows

from .templates import load_templates


@transaction.atomic
def load_reference() -> int:
    """Load the kinds of document and the shipped templates, or bring them up to date; how many kinds there are.

    Loading twice changes nothing.
    """
    read = DocumentKind.objects.bring_up_to_date(rows("kinds"))
    load_templates()
    return read
