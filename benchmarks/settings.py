"""The product's settings, with the peers' tables beside its own."""

from importlib.util import find_spec

from tusoi.config.settings import *  # noqa: F403
from tusoi.config.settings import DATABASES, INSTALLED_APPS, VAR

PEERS = [
    app
    for app, package in (
        ("benchmarks.peers.by_treebeard", "treebeard"),
        ("benchmarks.peers.by_mptt", "mptt"),
        ("benchmarks.peers.by_tree_queries", "tree_queries"),
    )
    if find_spec(package)
]
"""The peers that are installed: requirements/bench.txt has all three, requirements/test.txt none."""
INSTALLED_APPS = [*INSTALLED_APPS, *PEERS]
ALLOWED_HOSTS = ["*"]
DATABASES["default"]["CONN_HEALTH_CHECKS"] = False
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
