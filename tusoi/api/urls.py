"""The REST API: one module a domain, the same services as the pages. Described by OpenAPI at /api/openapi.json."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ninja import NinjaAPI
from ninja.openapi.docs import Swagger

from . import documents, obligations, organisations, oversight, search
from .plumbing import install, mount, session

DESCRIPTION = """
The same services, permissions and refusals as the pages. Sign in on the site first: its session is used here, and what
changes something carries the session's token in the header `X-CSRFToken`.

Outside your reach nothing exists (404); within it, without the right, you are refused (403). Every refusal is
`{"code", "message", "fields"}`; lists answer `{"items", "count"}` and take `page` and `page_size`.
"""


class Described(Swagger):
    """The page that shows the API, by our own template. Not an installed app, ninja is imported with the API only."""

    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:
        settings = json.dumps({**self.settings, "url": self.get_openapi_url(api, kwargs)}, indent=1)
        return render(request, self.template, {"swagger_settings": settings, "add_csrf": True})


api = NinjaAPI(title="Tự Soi", version="1", description=DESCRIPTION, auth=session, docs=Described())
install(api)

# One line a domain.
mount(api, "/organisations", organisations.router, organisations.ERRORS)
documents.install(api)
obligations.install(api)
mount(api, "/search", search.router)
oversight.install(api)
urlpatterns = api.urls[0]
