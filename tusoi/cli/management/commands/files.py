"""tusoi files --sweep [--delete]: name the stored files no row speaks of; with --delete take away those a day old."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from tusoi.documents.sweep import leftovers, take_away


class Command(BaseCommand):
    help = "List stored files that belong to nothing (--sweep); with --delete remove those older than a day."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--sweep", action="store_true", required=True, help="look for files no row speaks of")
        parser.add_argument(
            "--delete", action="store_true", help="remove those older than a day; without it, only list"
        )

    def handle(self, *args: Any, delete: bool, **options: Any) -> None:
        at = timezone.now()
        seen = size = taken = 0
        for found in leftovers():
            seen, size = seen + 1, size + found.size
            gone = delete and take_away(found, at=at)
            taken += gone
            said = "removed" if gone else "kept" if found.is_old(at) else "kept, younger than a day"
            self.stdout.write(f"{found.path.name}  {found.size} bytes  {found.stored_at:%Y-%m-%d %H:%M}  {said}")
        self.stdout.write(f"{seen} files without a row, {size} bytes; removed: {taken}")
        if seen > taken and not delete:
            self.stdout.write("Nothing was removed. Add --delete to remove those older than a day.")
