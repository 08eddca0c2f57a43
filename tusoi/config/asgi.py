"""The ASGI application a server runs: `granian --interface asgi tusoi.config.asgi:application`."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tusoi.config.settings")
application = get_asgi_application()
