from __future__ import annotations

import json
from pathlib import Path

from django.db import transaction

from tusoi.obligations.models import DeliverableKind

DATA = Path(__file__).parent.parent / "data"


@transaction.atomic
def load_reference() -> int:
    """Bring the kinds of deliverables up to date with data/deliverables.json; returns how many there are."""
    rows = json.loads((DATA / "deliverables.json").read_text(encoding="utf-8"))
    return DeliverableKind.objects.bring_up_to_date(rows)
