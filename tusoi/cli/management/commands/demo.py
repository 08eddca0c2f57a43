from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from tusoi.cli import demonstration
from tusoi.cli.preparation import prepare


class Command(BaseCommand):
    help = "Load the demonstration province. With --fresh, throw away first what the database holds."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--fresh", action="store_true", help="throw away what the database holds")
        parser.add_argument("--yes", action="store_true", help="also when it holds something else than a demonstration")

    def handle(self, *args: Any, fresh: bool, yes: bool, **options: Any) -> None:
        prepare()
        if not demonstration.is_empty():
            if not fresh:
                raise CommandError("The database is not empty. `tusoi demo --fresh` throws away what it holds.")
            if not demonstration.is_loaded() and not yes:
                raise CommandError("The database holds something else than the demonstration. Add --yes to destroy it.")
            empty_database()
            prepare()
        self.stdout.write(f"{demonstration.load()}.")
        self.stdout.write(f"Password of all demonstration accounts: {demonstration.PASSWORD}")


def empty_database() -> None:
    if connection.vendor == "sqlite":
        name = Path(connection.settings_dict["NAME"])
        connection.close()
        for suffix in ("", "-wal", "-shm"):
            name.with_name(name.name + suffix).unlink(missing_ok=True)
    else:
        call_command("flush", interactive=False, verbosity=0)
