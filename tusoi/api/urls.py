"""The REST API: one module a domain, the same services as the pages. Described by OpenAPI at /api/openapi.json."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ninja import NinjaAPI
from ninja.openapi.docs import Swagger
from ninja.openapi.schema import OpenAPISchema

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


class Api(NinjaAPI):
    """Its description is made once a process, and takes a second."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.descriptions: dict[str, OpenAPISchema] = {}

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        prefix = path_prefix or self.get_root_path(path_params or {})
        if prefix not in self.descriptions:
            self.descriptions[prefix] = super().get_openapi_schema(path_prefix=prefix)
        return self.descriptions[prefix]


api = Api(title="Tự Soi", version="1", description=DESCRIPTION, auth=session, docs=Described())
install(api)

# One line a domain.
mount(api, "/organisations", organisations.router, organisations.ERRORS)
documents.install(api)
obligations.install(api)
mount(api, "/search", search.router)
oversight.install(api)
urlpatterns = api.urls[0]
