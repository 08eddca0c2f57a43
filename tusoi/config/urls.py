"""Where every address begins: the site, its API and the health check."""

from django.urls import include, path

from tusoi.api.urls import api
from tusoi.web.pages.system import healthz

urlpatterns = [
    path("api/", api.urls),
    path("healthz", healthz, name="healthz"),
    path("", include("tusoi.web.urls")),
]
handler400 = "tusoi.web.pages.errors.bad_request"
handler429 = "tusoi.web.pages.errors.too_many"
handler403 = "tusoi.web.pages.errors.refused"
handler404 = "tusoi.web.pages.errors.not_found"
handler500 = "tusoi.web.pages.errors.broken"
