"""The REST API: one module a domain, the same services as the pages. Described by OpenAPI at /api/openapi.json."""

from ninja import NinjaAPI

from . import documents, obligations, organisations, oversight, search
from .plumbing import install, mount, session

DESCRIPTION = """
The same services, permissions and refusals as the pages. Sign in on the site first: its session is used here, and what
changes something carries the session's token in the header `X-CSRFToken`.

Outside your reach nothing exists (404); within it, without the right, you are refused (403). Every refusal is
`{"code", "message", "fields"}`; lists answer `{"items", "count"}` and take `page` and `page_size`.
"""

api = NinjaAPI(title="Tự Soi", version="1", description=DESCRIPTION, auth=session)
install(api)

# One line a domain.
mount(api, "/organisations", organisations.router, organisations.ERRORS)
documents.install(api)
obligations.install(api)
mount(api, "/search", search.router)
oversight.install(api)
