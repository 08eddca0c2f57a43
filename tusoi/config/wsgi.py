"""The WSGI application, for load tests and for hosts that offer nothing else (live pages need ASGI)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tusoi.config.settings")
application = get_wsgi_application()
