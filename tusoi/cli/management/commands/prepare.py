from typing import Any

from django.core.management.base import BaseCommand

from tusoi.cli.preparation import prepare


class Command(BaseCommand):
    help = "Make the installation ready: tables, reference data, translations, static files. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        for done in prepare() or ["Everything is in place"]:
            self.stdout.write(f"{done}.")
