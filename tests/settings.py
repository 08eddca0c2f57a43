"""The product's settings, made quick and quiet for tests."""

import atexit
import os
import shutil
import tempfile

if "TUSOI_TEST_VAR" not in os.environ:  # workers inherit the folder; who made it takes it away
    os.environ["TUSOI_TEST_VAR"] = tempfile.mkdtemp(prefix="tusoi-test-")
    atexit.register(shutil.rmtree, os.environ["TUSOI_TEST_VAR"], ignore_errors=True)
os.environ["TUSOI_VAR"] = os.environ["TUSOI_TEST_VAR"]  # whatever is set: never the data that somebody uses
os.environ.setdefault("TUSOI_SECRET_KEY", "only-for-tests")

from tusoi.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ALLOWED_HOSTS = ["*"]
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":  # noqa: F405
    # A file, as in use: connections of several threads lock it as they would the real one.
    DATABASES["default"]["TEST"] = {"NAME": os.path.join(os.environ["TUSOI_VAR"], "test.sqlite3")}  # noqa: F405
