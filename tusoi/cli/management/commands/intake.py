"""What Tự Soi finds in files: one JSON object a line."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from tusoi.lib.reading.intake import intake


class Command(BaseCommand):
    help = "Reads .txt, .html, .docx, .pdf and .eml files and prints the records found, one line of JSON a file."
    requires_system_checks: list[str] = []  # reading needs neither database nor settings

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--json", action="store_true", help="JSON lines (the only form there is)")

    def handle(self, *args: Any, **options: Any) -> None:
        status = intake(options["files"], self.stdout, self.stderr)  # type: ignore[arg-type]
        if status:
            sys.exit(status)
