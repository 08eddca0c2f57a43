"""Inspection and supervision over the API: the same services and the same refusals as the pages."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from tusoi.api.plumbing import mount, problem
from tusoi.oversight import refusals
from tusoi.oversight.rules import NotYet, Rejected, Stale

PARTS = ("statistics", "procedures", "programmes", "remediations", "visits", "findings", "cases")


def install(api: NinjaAPI) -> None:
    """Mount the operations of each part, and say the refusals of this domain."""
    for part in PARTS:
        name = f"tusoi.api.oversight.{part}"
        if find_spec(name):
            mount(api, "/oversight", import_module(name).router)

    def rejected(request: HttpRequest, exc: Any) -> HttpResponse:
        said = refusals.say(exc)
        return problem(api, request, 422, exc.code, " ".join(said.values()), said)

    def not_yet(request: HttpRequest, exc: Any) -> HttpResponse:
        return problem(api, request, 409, exc.code, " ".join(refusals.say_missing(exc)))

    def stale(request: HttpRequest, exc: Any) -> HttpResponse:
        return problem(api, request, 409, exc.code, refusals.stale())

    api.add_exception_handler(Rejected, rejected)
    api.add_exception_handler(NotYet, not_yet)
    api.add_exception_handler(Stale, stale)
