"""Bytes nobody speaks of: a machine that stopped between storing a file and its transaction leaves them behind.

Only what is a day old is ever taken away: a younger file may belong to a transaction that still runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

from django.conf import settings

from tusoi.documents import files
from tusoi.documents.models import Attachment

OLD = timedelta(days=1)
AT_ONCE = 500
_SHA256 = re.compile(r"[0-9a-f]{64}")
_HALF_WRITTEN = ".new-"


@dataclass(frozen=True, slots=True)
class Leftover:
    """A file in the store without a row that names it."""

    path: Path
    size: int
    """Bytes."""
    stored_at: datetime

    def is_old(self, at: datetime) -> bool:
        return self.stored_at <= at - OLD


def leftovers() -> Iterator[Leftover]:
    """Every file of the store no row speaks of, and every one that was never finished, folder by folder.

    Files of other names are not ours and not named. One query for AT_ONCE files.
    """
    names = _stored()
    while some := list(islice(names, AT_ONCE)):
        known = set(
            Attachment.objects.filter(sha256__in=[path.name for path in some]).values_list("sha256", flat=True)
        )  # fmt: skip
        for path in some:
            if path.name not in known and (found := _seen(path)):
                yield found


def take_away(found: Leftover, *, at: datetime) -> bool:
    """Remove a leftover a day old; False for a younger one, or when a row speaks of it by now."""
    if not found.is_old(at):
        return False
    if not found.path.name.startswith(_HALF_WRITTEN):
        return files.forget(found.path.name, since=(at - OLD).timestamp())
    found.path.unlink(missing_ok=True)
    return True


def _stored() -> Iterator[Path]:
    root = Path(settings.MEDIA_ROOT)
    for folder in sorted(root.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]")):
        for path in sorted(folder.iterdir()):
            ours = _SHA256.fullmatch(path.name) and path == files.path_of(path.name)
            if (ours or path.name.startswith(_HALF_WRITTEN)) and path.is_file() and not path.is_symlink():
                yield path


def _seen(path: Path) -> Leftover | None:
    try:
        stat = path.stat()
    except FileNotFoundError:  # taken away meanwhile
        return None
    return Leftover(path, stat.st_size, datetime.fromtimestamp(stat.st_mtime, UTC))
