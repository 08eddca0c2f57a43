"""tusoi reindex: write every entry of the search anew, package by package."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.core.management.base import BaseCommand

PACKAGES = ("organisations", "documents", "obligations", "oversight")


class Command(BaseCommand):
    help = "Write every entry of the search anew."

    def handle(self, *args: Any, **options: Any) -> None:
        for package in PACKAGES:
            reindex = _reindex_of(package)
            if reindex is None:
                self.stdout.write(f"{package}: nothing to index")
            else:
                self.stdout.write(f"{package}: {reindex()}")


def _reindex_of(package: str) -> Any:
    """The package's own `reindex()`: in its services, or in a module of that name there."""
    services = import_module(f"tusoi.{package}.services")
    if callable(getattr(services, "reindex", None)):
        return services.reindex
    name = f"tusoi.{package}.services.reindex"
    return getattr(import_module(name), "reindex", None) if find_spec(name) else None
