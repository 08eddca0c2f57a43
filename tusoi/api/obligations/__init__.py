"""Duties over the API: the same services and the same refusals as the pages."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from tusoi.api.plumbing import mount, problem
from tusoi.lib.workflow import IllegalMove
from tusoi.obligations.errors import ObligationError
from tusoi.obligations.refusals import say

from . import answers, duties

WRONG = frozenset({
    "nobody", "outside", "outside_people", "due_past", "title", "kind", "bearers_missing", "empty", "item_task", "file",
    "too_long", "reason", "day", "items", "evidence",
})  # fmt: skip
"""Codes that say the input is wrong (422); the others say that the state of things does not allow it (409)."""


def install(api: NinjaAPI) -> None:
    """Mount the operations, and say the refusals of this domain."""
    mount(api, "/obligations/assignments", answers.router)
    mount(api, "/obligations", duties.router)

    def refused(request: HttpRequest, exc: Any) -> HttpResponse:
        which = {"duty": exc.details["title"]} if exc.details.get("title") else None
        return problem(api, request, 422 if exc.code in WRONG else 409, exc.code, say(exc), which)

    def illegal(request: HttpRequest, exc: Any) -> HttpResponse:
        return problem(api, request, 409, "move", say(exc), {"state": exc.state, "action": exc.action})

    api.add_exception_handler(ObligationError, refused)
    api.add_exception_handler(IllegalMove, illegal)
