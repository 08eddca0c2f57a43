"""tusoi audit verify | seal | export FILE.jsonl: whether the trail holds, its seal, the whole of it."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tusoi.audit import rules, selectors
from tusoi.audit.export import lines
from tusoi.audit.sentences import BREAKS
from tusoi.audit.services import Empty, Export, record_export, seal_trail
from tusoi.organisations.scope import system_actor
from tusoi.organisations.selectors import roots_of


class Command(BaseCommand):
    help = "Verify, seal or export the audit trail."

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_subparsers(dest="what", required=True)
        what.add_parser("verify", help="check every chain; ends with 1 at the first break")
        what.add_parser("seal", help="put the ends of all chains under one hash")
        what.add_parser("export", help="the whole trail, for python -m tusoi.audit.verify").add_argument("file")

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        getattr(self, what)(**options)

    def verify(self, **options: Any) -> None:
        entries = 0
        for result in selectors.checked_chains():
            name = "seals" if result.chain == rules.SEALS else f"chain {result.chain}"
            if result.broken_at is not None:
                words = BREAKS[result.why] % {"chain": result.chain, "at": result.broken_at}
                self.stdout.write(f"{name}: BROKEN at {result.broken_at}")
                raise CommandError(str(words), returncode=1)
            self.stdout.write(f"{name}: holds, {result.entries}")
            entries += result.entries if result.chain != rules.SEALS else 0
        self.stdout.write(f"The trail holds: {entries} entries.")

    def seal(self, **options: Any) -> None:
        try:
            seal = seal_trail(by=system_actor())
        except Empty:
            raise CommandError("There is nothing to seal yet.") from None
        self.stdout.write(f"{seal.at.isoformat()} {len(seal.heads)} chains\n{seal.hash}")

    def export(self, *, file: str, **options: Any) -> None:
        target = Path(file)
        count = 0
        try:
            with target.open("x", encoding="utf-8") as out:
                for line in lines():
                    out.write(json.dumps(line, ensure_ascii=False) + "\n")
                    count += line["line"] == "entry"
        except FileExistsError:
            raise CommandError(f"{target} exists already") from None
        except OSError as problem:
            raise CommandError(f"{target}: {problem.strerror}") from None
        by = system_actor()
        for root in roots_of(by):
            record_export(export=Export("audit.export", root), filename="trail.jsonl", by=by, count=count)
        self.stdout.write(f"{count} entries in {target}")
