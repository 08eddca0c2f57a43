"""What must be true before the product can serve: tables, reference data, translations, static files.

Every step looks first whether it has anything to do, so that starting a prepared installation costs little.
"""

import hashlib
import importlib
import os
from collections.abc import Iterator
from importlib.util import find_spec
from io import StringIO
from pathlib import Path

import polib
from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

FINGERPRINT = ".fingerprint"
UNUSED = ["redoc*", "htmx-4*", "htmax-4*"]
"""What libraries bring and no page loads; compressing it would take most of the time of the first start."""


def prepare() -> list[str]:
    """Make the installation ready; returns what was done, in words, empty when all was in place."""
    steps = (migrate(), make_cache_table(), load_reference(), compile_translations(), collect_static())
    return [done for done in steps if done]


def migrate() -> str:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return ""
    call_command("migrate", interactive=False, verbosity=0)
    return f"{len(plan)} migrations applied"


def make_cache_table() -> str:
    table = settings.CACHES["default"]["LOCATION"]
    if table in connection.introspection.table_names():
        return ""
    call_command("createcachetable", verbosity=0)
    return "cache table made"


def reference_packages() -> Iterator[str]:
    """The modules that load dated reference data, in the order of the layers: what others refer to comes first."""
    for label in ("organisations", "documents", "obligations", "oversight"):
        module = f"{apps.get_app_config(label).name}.services.reference"
        if find_spec(module) is not None:
            yield module


def load_reference() -> str:
    """Load the reference data of every package when one of its files is newer than what was loaded last."""
    seen = VersionFile("reference", *Path(settings.PACKAGE).glob("*/data/**/*.json"), salt=database_name())
    if seen.holds() and not empty_kinds():
        return ""
    for module in reference_packages():
        importlib.import_module(module).load_reference()
    seen.keep()
    return "reference data loaded"


def empty_kinds() -> bool:
    from tusoi.obligations.models import DeliverableKind

    return not DeliverableKind.objects.exists()


def database_name() -> str:
    chosen = connection.settings_dict
    return f"{chosen['ENGINE']} {chosen['HOST']} {chosen['PORT']} {chosen['NAME']}"


def compile_translations() -> str:
    """Make a .mo of every .po that is newer; needs no gettext on the machine."""
    made = 0
    for source in sorted(Path(settings.PACKAGE).glob("locale/*/LC_MESSAGES/*.po")):
        compiled = source.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
            continue
        new = compiled.with_suffix(f".mo.{os.getpid()}")  # two that start at once each make their own
        polib.pofile(str(source)).save_as_mofile(str(new))
        new.replace(compiled)  # a server that reads it meanwhile sees the old one or the new one
        made += 1
    return f"{made} translations compiled" if made else ""


def collect_static() -> str:
    if settings.STORAGES["staticfiles"]["BACKEND"].startswith("django."):
        return ""  # tests serve the files from where they lie
    files = [Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list(UNUSED)]
    seen = VersionFile("static", *files, salt=str(settings.STATIC_ROOT))
    if seen.holds() and (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        return ""
    call_command("collectstatic", interactive=False, verbosity=0, clear=True, ignore_patterns=UNUSED, stdout=StringIO())
    seen.keep()
    return f"{len(files)} static files collected"


class VersionFile:
    """Remembers in the data folder which version of some files was dealt with last."""

    def __init__(self, name: str, *files: Path, salt: str) -> None:
        self.path = Path(settings.VAR) / f"{FINGERPRINT}-{name}"
        digest = hashlib.sha256(salt.encode())
        for file in sorted(files):
            state = file.stat()
            digest.update(f"{file} {state.st_size} {state.st_mtime_ns}\n".encode())
        self.current = digest.hexdigest()

    def holds(self) -> bool:
        return self.path.exists() and self.path.read_text() == self.current

    def keep(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(self.current)
