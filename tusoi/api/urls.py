"""The REST API: one module a domain, the same services as the pages. Described by OpenAPI at /api/openapi.json."""

from ninja import NinjaAPI

api = NinjaAPI(title="Tự Soi", version="1")
