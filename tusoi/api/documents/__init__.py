"""The register and the intake over the API: the same services and the same refusals as the pages."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI

from tusoi.api.plumbing import mount, problem
from tusoi.documents import files, rules, services
from tusoi.documents.sentences import DOUBTS, LEVELS, REJECTIONS, template_words, unreadable_words
from tusoi.lib.reading import Unreadable
from tusoi.lib.rendering.pdf import NoPrinter
from tusoi.lib.rendering.word_template import BadTemplate

from . import coverage, drafting, intake, links, register

# --- how this domain refuses


def install(api: NinjaAPI) -> None:
    """Mount the operations, and say the refusals of this domain with the fields they belong to."""
    mount(api, "/documents/intakes", intake.router)
    mount(api, "/documents/templates", drafting.templates)
    mount(api, "/documents/drafts", drafting.drafts)
    mount(api, "/documents", coverage.router)
    mount(api, "/documents", register.router)
    mount(api, "/documents", links.router)

    def rejected(request: HttpRequest, exc: Any) -> HttpResponse:
        fields = {name or "body": str(REJECTIONS.get(code, code)) for name, code in exc.errors.items()}
        of_state = {"accepted", "request_key", "secret", "in_use", "no_clauses", "used", "stale", "ended"}
        status = 409 if set(exc.errors.values()) <= of_state else 422
        code = next(iter(exc.errors.values())) if status == 409 else "invalid"
        return problem(api, request, status, code, next(iter(fields.values())), fields)

    def doubtful(request: HttpRequest, exc: Any) -> HttpResponse:
        fields = {doubt.code: str(DOUBTS[doubt.code]) % {"detail": doubt.detail} for doubt in exc.doubts}
        message = _("Cần xem lại trước khi lưu; gửi lại với các mã đã xem trong “confirmed”.")
        return problem(api, request, 409, "doubtful", message, fields)

    def unreadable(request: HttpRequest, exc: Any) -> HttpResponse:
        return problem(api, request, 422, exc.code, unreadable_words(exc.code, exc.detail))

    def secret(request: HttpRequest, exc: Any) -> HttpResponse:
        message = _("Tệp có dấu mật; không lưu gì. Chỉ ghi sổ bằng số, ngày và nơi lưu bản giấy.")
        return problem(api, request, 422, "secret", message, {"level": str(LEVELS[exc.level])})

    def stale(request: HttpRequest, exc: Any) -> HttpResponse:
        return problem(api, request, 409, "stale", REJECTIONS["stale"], {"version": str(exc.version)})

    def no_template(request: HttpRequest, exc: Any) -> HttpResponse:
        return problem(api, request, 422, exc.code, template_words(exc.code, exc.detail))

    def no_printer(request: HttpRequest, exc: Any) -> HttpResponse:
        return problem(api, request, 409, exc.code, _("Máy chủ này không in được PDF; hãy lấy tệp Word."))

    api.add_exception_handler(services.Stale, stale)
    api.add_exception_handler(BadTemplate, no_template)
    api.add_exception_handler(NoPrinter, no_printer)
    api.add_exception_handler(rules.Rejected, rejected)
    api.add_exception_handler(rules.Doubtful, doubtful)
    api.add_exception_handler(Unreadable, unreadable)
    api.add_exception_handler(files.SecretFile, secret)
