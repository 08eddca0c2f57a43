"""What a person reads when something did not go: what happened, and what to do now."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tusoi.organisations.scope import Refused

PERMISSIONS = {
    "read": gettext_lazy("xem"),
    "audit.read": gettext_lazy("xem nhật ký"),
    "organisations.change": gettext_lazy("thành lập, đổi tên, kết thúc tổ chức"),
    "people.change": gettext_lazy("cập nhật đảng viên, cấp ủy viên và chức vụ"),
    "areas.assign": gettext_lazy("phân công phụ trách"),
    "documents.register": gettext_lazy("đăng ký văn bản"),
    "documents.appraise": gettext_lazy("thẩm định dự thảo"),
    "documents.template": gettext_lazy("ban hành văn bản mẫu"),
    "obligations.issue": gettext_lazy("giao nhiệm vụ"),
    "obligations.answer": gettext_lazy("trả lời nhiệm vụ thay mặt đơn vị"),
    "obligations.review": gettext_lazy("duyệt, trả lại, gia hạn nhiệm vụ"),
    "obligations.read_personal": gettext_lazy("xem bài trả lời của từng cá nhân"),
    "accounts.change": gettext_lazy("quản lý tài khoản"),
    "oversight.run": gettext_lazy("tiến hành kiểm tra, giám sát thay mặt đơn vị"),
    "oversight.read": gettext_lazy("xem công tác kiểm tra, giám sát"),
    "oversight.configure": gettext_lazy("đặt quy trình kiểm tra, giám sát"),
}
"""A permission in words, for "bạn chưa có quyền ..."."""

STANDINGS = {
    "oversight.owner": gettext_lazy(
        "Việc này do cơ quan chủ trì cuộc (chủ thể) làm: người đứng đầu, ủy ban kiểm tra hoặc văn phòng của đơn vị đó."
    ),
    "oversight.team": gettext_lazy("Việc này do đoàn hoặc cơ quan chủ trì cuộc làm. Bạn không ở trong đoàn."),
    "oversight.leader": gettext_lazy("Việc này do trưởng đoàn hoặc cơ quan chủ trì cuộc làm."),
    "oversight.commission": gettext_lazy("Việc này do ủy ban kiểm tra của đơn vị làm."),
    "oversight.subject": gettext_lazy("Việc này do đối tượng của cuộc làm."),
}
"""Whose it is where it follows from how one stands to a case, and no other position would help."""


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: it exists and one may know of it, but the right is missing; the page says which and whom to ask."""
    permission = exception.permission if isinstance(exception, Refused) else ""
    missing = str(PERMISSIONS.get(permission, "")) if permission else ""
    context = {"missing": missing, "whose": str(STANDINGS.get(permission, ""))}
    return render(request, "errors/refused.html", context, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/not_found.html", status=404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/bad_request.html", status=400)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's key is no longer good (signed out elsewhere, or left open too long): nothing was stored."""
    return render(request, "errors/stale_form.html", status=403)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/too_many.html", status=429)


def broken(request: HttpRequest) -> HttpResponse:
    """500: without a query and without the frame, which may be what is broken."""
    try:
        page = render_to_string("errors/broken.html", {"language": get_language() or "vi"})
    except Exception:  # whatever it is, somebody is waiting for an answer
        return HttpResponse(_("Hệ thống gặp lỗi. Hãy thử lại sau ít phút."), status=500)
    return HttpResponse(page, status=500)
