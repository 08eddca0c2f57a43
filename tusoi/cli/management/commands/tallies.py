"""tusoi tallies audit | rebuild: prove the counters right, or make them anew from the assignments."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tusoi.obligations import tallies


class Command(BaseCommand):
    help = (
        "Compare the counters of duties with a recount (audit, exit code 1 when they differ), or mend them (rebuild)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["audit", "rebuild"])
        parser.add_argument("--obligation", type=int, nargs="*", help="only these duties; without it, all")

    def handle(self, *args: Any, action: str, obligation: list[int] | None, **options: Any) -> None:
        found = tallies.audit(obligation or None)
        for pk, rows in sorted(found.items()):
            for kept, counted in rows:
                pivot, day = (kept or counted or (0, None))[:2]
                figures = f"kept {kept and kept[2]}, counted {counted and counted[2]}"
                self.stdout.write(f"obligation {pk}, pivot {pivot}, due {day}: {figures}")
        if action == "rebuild":
            for pk in sorted(obligation or found):
                tallies.rebuild(pk)
            self.stdout.write(f"rebuilt: {len(obligation or found)}")
        elif found:
            raise CommandError(f"{len(found)} duties whose counters differ from a recount", returncode=1)
        else:
            self.stdout.write("all counters equal a recount")
