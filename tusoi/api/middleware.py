"""Whatever goes wrong below /api/ is said as JSON, also where no operation was reached."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

API = "/api/"
CODES = {
    400: ("unreadable", gettext_lazy("Không đọc được nội dung gửi lên.")),
    404: ("not_found", gettext_lazy("Không tìm thấy, hoặc ngoài phạm vi của bạn.")),
    405: ("method", gettext_lazy("Địa chỉ này không nhận phương thức đó.")),
}


def refusals_as_json(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, before everything that may refuse: a page that refuses becomes {"code", "message", "fields"}.

    An address that is none, a method it does not know, a body too large to be read, a fault of ours.
    """

    def said(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        is_json = response.get("Content-Type", "").startswith("application/json")
        if response.status_code < 400 or is_json or not request.path.startswith(API):
            return response
        code, message = CODES.get(response.status_code, ("error", _("Hệ thống gặp lỗi. Hãy thử lại sau ít phút.")))
        body = {"code": code, "message": str(message), "fields": {}}
        answer = JsonResponse(body, status=response.status_code)
        if "Allow" in response:
            answer["Allow"] = response["Allow"]
        return answer

    return said
