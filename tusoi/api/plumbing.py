"""What every operation of the API shares: who is asking, how an input is read, how a refusal is said, how lists page.

A domain's module builds a ``Router``, uses ``Input`` and ``Day`` for its bodies, ``who(request)`` for the actor, and is
mounted in ``urls.py`` with the exceptions its services raise: ``mount(api, "/organisations", router, ERRORS)``.
A refusal is always ``{"code", "message"}``: 401 signed out, 403 refused, 404 outside reach, 409 the state of things
does not allow it, 422 the input is not what it should be (with ``fields``).
"""

import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Any

from django.core.exceptions import ObjectDoesNotExist, RequestDataTooBig
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.encoding import force_str
from django.utils.functional import Promise
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Router, Schema
from ninja.errors import HttpError, ValidationError
from ninja.pagination import PaginationBase
from ninja.security import SessionAuth
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator

from tusoi.audit.services import Export, record_export
from tusoi.documents.files import media_type
from tusoi.lib.formats import FIRST_YEAR, LAST_YEAR
from tusoi.lib.workflow import IllegalMove
from tusoi.organisations.scope import Actor, Refused, actor_of

Message = str | Promise
Errors = Mapping[type[Exception], Mapping[str, Message]]
"""For each exception class of a domain, its codes and what is said; a code that is missing is said by itself."""

LARGEST = 2**63 - 1
DEEPEST = 20
"""Levels of lists and objects in a body; what is asked for has four."""
INVALID = frozenset({"invalid", "name", "day", "reason", "password", "username", "period", "text"})
"""Codes that say the input is wrong (422); all others say that the state of things does not allow it (409)."""


# --- who is asking


class Session(SessionAuth):
    """The session of the site, with its CSRF token on every operation that changes something."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        account = super().authenticate(request, key)
        return account if account is not None and account.is_active else None


session = Session()


def who(request: HttpRequest) -> Actor:
    """The actor of the request: the one the site's middleware made, else made here."""
    actor = getattr(request, "actor", None)
    if actor is None:
        actor = actor_of(request.user)  # type: ignore[arg-type]  # signed in: the session was checked before
        request.actor = actor  # type: ignore[attr-defined]
    return actor


# --- files that leave


def hand_out(content: bytes, name: str, export: Export, by: Actor, *, count: int | None = None) -> HttpResponse:
    """The one way in which an operation hands a file out: kept in the trail, always a download."""
    record_export(export=export, filename=name, by=by, count=count)
    answer = HttpResponse(content, content_type=media_type(name))
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    answer["Cache-Control"] = "private, no-store"
    return answer


# --- how an input is read


def _read_day(value: Any) -> Any:
    """A day as JSON writes it, "2026-03-31", in the years a page takes. A number or a moment is no day."""
    if isinstance(value, str):
        if len(value) != 10:
            raise ValueError("a day is written YYYY-MM-DD")
        day = date.fromisoformat(value)
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValueError(f"a day lies in the years {FIRST_YEAR} to {LAST_YEAR}")
        return day
    return value


Day = Annotated[date, BeforeValidator(_read_day), WithJsonSchema({"type": "string", "format": "date"})]
Id = Annotated[int, Field(ge=1, le=LARGEST)]


def without_control_signs(value: Any, depth: int = 0) -> Any:
    """Texts in their composed form; raises ValueError for NUL and lone surrogates, which no database keeps, and for
    lists in lists beyond all sense, which would exhaust the stack.
    """
    if depth > DEEPEST:
        raise ValueError("nested too deeply")
    if isinstance(value, str):
        if "\x00" in value or any(0xD800 <= ord(sign) <= 0xDFFF for sign in value):
            raise ValueError("a text may not contain control signs")
        return unicodedata.normalize("NFC", value)
    if isinstance(value, dict):
        return {key: without_control_signs(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list):
        return [without_control_signs(item, depth + 1) for item in value]
    return value


class Input(BaseModel):
    """The body of an operation: strictly typed, nothing unknown, no control signs."""

    model_config = ConfigDict(strict=True, extra="forbid", str_strip_whitespace=True)

    @model_validator(mode="before")
    @classmethod
    def _clean(cls, value: Any) -> Any:
        return without_control_signs(value)


class Filter(BaseModel):
    """The query string of a list: texts are converted to what is asked for."""

    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)

    @model_validator(mode="before")
    @classmethod
    def _clean(cls, value: Any) -> Any:
        return without_control_signs(value) if isinstance(value, dict) else value


class Problem(Schema):
    """A refusal."""

    code: str
    message: str
    fields: dict[str, str] = {}


class Ref(Schema):
    """Something named elsewhere: its number and its name."""

    id: int
    name: str


class Listing(PaginationBase):
    """Pages of a list: ``?page=2&page_size=100``; answers ``items`` and ``count`` (of all pages)."""

    class Input(Schema):
        page: int = Field(1, ge=1, le=1_000_000)
        page_size: int = Field(50, ge=1, le=500)

    class Output(Schema):
        items: list[Any]
        count: int

    def paginate_queryset(
        self, queryset: QuerySet[Any], pagination: Any, request: HttpRequest, **params: Any
    ) -> dict[str, Any]:
        start = (pagination.page - 1) * pagination.page_size
        return {
            "items": queryset[start : start + pagination.page_size],
            "count": self._items_count(queryset),
        }


class Stretches(PaginationBase):
    """Pages of a list nobody counts; answers ``items`` and whether there are ``more``."""

    class Input(Listing.Input):
        page: int = Field(1, ge=1, le=10_000)

    class Output(Schema):
        items: list[Any]
        more: bool

    def paginate_queryset(self, queryset: Any, pagination: Any, request: HttpRequest, **params: Any) -> dict[str, Any]:
        start = (pagination.page - 1) * pagination.page_size
        found = list(queryset[start : start + pagination.page_size + 1])
        return {"items": found[: pagination.page_size], "more": len(found) > pagination.page_size}


# --- how a refusal is said

REFUSALS: dict[int, Any] = {401: Problem, 403: Problem, 404: Problem, 409: Problem, 422: Problem}
"""For ``response={200: ..., **REFUSALS}`` of an operation."""


def mount(api: NinjaAPI, prefix: str, router: Router, errors: Errors | None = None) -> None:
    """Add a domain's operations under ``prefix`` and say its exceptions (by their ``code``) as problems."""
    describe(router)
    api.add_router(prefix, router)
    for exception, messages in (errors or {}).items():
        api.add_exception_handler(exception, _sayer(api, messages))


def describe(router: Router) -> None:
    """The first sentence of an operation's docstring is its summary; its id is its domain and its function's name."""
    for path in router.path_operations.values():
        for operation in path.operations:
            said = " ".join((operation.signature.docstring or "").split())
            summary, _stop, rest = said.partition(". ")
            operation.summary = summary.rstrip(".")
            operation.description = rest
            operation.operation_id = operation.operation_id or "_".join(
                [*(router.tags or []), operation.view_func.__name__.strip("_")]
            )


def _sayer(api: NinjaAPI, messages: Mapping[str, Message]) -> Callable[[HttpRequest, Any], HttpResponse]:
    def say(request: HttpRequest, exc: Any) -> HttpResponse:
        code = str(getattr(exc, "code", "") or "conflict")
        return problem(api, request, 422 if code in INVALID else 409, code, messages.get(code, str(exc)))

    return say


def problem(
    api: NinjaAPI,
    request: HttpRequest,
    status: int,
    code: str,
    message: Message,
    fields: Mapping[str, str] | None = None,
) -> HttpResponse:
    body = {"code": code, "message": force_str(message), "fields": dict(fields or {})}
    return api.create_response(request, body, status=status)


def install(api: NinjaAPI) -> None:
    """The refusals every domain has."""

    def missing(request: HttpRequest, exc: Any) -> HttpResponse:
        return problem(api, request, 404, "not_found", _("Không tìm thấy, hoặc ngoài phạm vi của bạn."))

    def refused(request: HttpRequest, exc: Any) -> HttpResponse:
        return problem(
            api, request, 403, "refused", _("Bạn không có quyền làm việc này."), {"permission": exc.permission}
        )

    def illegal(request: HttpRequest, exc: Any) -> HttpResponse:
        message = _("Không thực hiện được ở trạng thái hiện tại.")
        return problem(api, request, 409, "move", message, {"state": exc.state, "action": exc.action})

    def invalid(request: HttpRequest, exc: Any) -> HttpResponse:
        fields = {
            ".".join(str(part) for part in error["loc"][1:]) or "body": force_str(error["msg"]) for error in exc.errors
        }
        return problem(api, request, 422, "invalid", _("Dữ liệu gửi lên chưa đúng."), fields)

    def http(request: HttpRequest, exc: Any) -> HttpResponse:
        code, message = {
            400: ("unreadable", _("Không đọc được nội dung gửi lên.")),
            401: ("signed_out", _("Bạn chưa đăng nhập.")),
            403: ("csrf", _("Thiếu hoặc sai mã bảo vệ biểu mẫu (CSRF).")),
        }.get(exc.status_code, ("error", force_str(exc)))
        return problem(api, request, exc.status_code, code, message)

    def too_large(request: HttpRequest, exc: Any) -> HttpResponse:
        return problem(api, request, 413, "too_large", _("Nội dung gửi lên quá lớn."))

    for exception in (Http404, ObjectDoesNotExist):
        api.add_exception_handler(exception, missing)
    api.add_exception_handler(Refused, refused)
    api.add_exception_handler(IllegalMove, illegal)
    api.add_exception_handler(ValidationError, invalid)
    api.add_exception_handler(HttpError, http)
    api.add_exception_handler(RequestDataTooBig, too_large)
