"""Where every address begins: the site, its API and the health check."""

from django.urls import URLResolver, include, path
from django.urls.resolvers import RoutePattern

from tusoi.web.pages.system import healthz


class Later(URLResolver):
    """Addresses that are imported when one of them is asked for or named, not with the first page of a server."""

    def _populate(self) -> None:
        """Nothing goes into the table of all names: these are found by their namespace alone."""


urlpatterns = [
    Later(RoutePattern("api/"), "tusoi.api.urls", app_name="ninja", namespace="api-1"),
    path("healthz", healthz, name="healthz"),
    path("", include("tusoi.web.urls")),
]
handler400 = "tusoi.web.pages.errors.bad_request"
handler429 = "tusoi.web.pages.errors.too_many"
handler403 = "tusoi.web.pages.errors.refused"
handler404 = "tusoi.web.pages.errors.not_found"
handler500 = "tusoi.web.pages.errors.broken"
