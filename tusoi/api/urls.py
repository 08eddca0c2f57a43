"""The REST API: one module a domain, the same services as the pages. Described by OpenAPI at /api/openapi.json."""

from ninja import NinjaAPI

from . import documents, obligations, organisations
from .plumbing import install, mount, session

api = NinjaAPI(title="Tự Soi", version="1", auth=session)
install(api)

# One line a domain.
mount(api, "/organisations", organisations.router, organisations.ERRORS)
documents.install(api)
obligations.install(api)
