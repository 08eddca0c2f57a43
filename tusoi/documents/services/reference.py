from __future__ import annotations

from datetime import date

from django.db import transaction

from tusoi.documents.models import DocumentKind
from tusoi.documents.reference import rows

from .templates import load_templates


@transaction.atomic
def load_reference() -> int:
    """Load the kinds of document and the shipped templates, or bring them up to date; how many kinds there are.

    Loading twice changes nothing.
    """
    for row in rows("kinds"):
        fields = dict(row)
        code, begins = fields.pop("code"), date.fromisoformat(fields.pop("valid_from"))
        ends = fields.pop("valid_to")
        fields["valid_to"] = date.fromisoformat(ends) if ends else None
        DocumentKind.objects.update_or_create(code=code, valid_from=begins, defaults=fields)
    load_templates()
    return len(rows("kinds"))
