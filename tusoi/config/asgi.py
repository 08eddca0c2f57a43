"""The ASGI application a server runs: `granian --interface asgi tusoi.config.asgi:application`."""

import os

from django.core.asgi import get_asgi_application

from tusoi.config.garbage import seldom

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tusoi.config.settings")
django = get_asgi_application()

from tusoi.web.uploads import whole_bodies  # noqa: E402  only once Django is set up

seldom()
application = whole_bodies(django)
