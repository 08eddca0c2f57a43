"""The ASGI application a server runs: `granian --interface asgi tusoi.config.asgi:application`."""

import os

import django

from tusoi.config.garbage import seldom

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tusoi.config.settings")
django.setup(set_prefix=False)

from tusoi.config.handler import Handler  # noqa: E402  only once Django is set up
from tusoi.web.uploads import whole_bodies  # noqa: E402

served = Handler()
seldom()
application = whole_bodies(served)
