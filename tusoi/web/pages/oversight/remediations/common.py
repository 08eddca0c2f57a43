"""Words and small answers of the pages of remediation."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tusoi.web.context import page_address

STATES = {
    "all": _("tất cả"),
    "open": _("chưa xong"),
    "late": _("quá hạn"),
    "never": _("chưa trả lời lần nào"),
    "complete": _("đủ điều kiện đóng"),
    "escalated": _("đã báo cáo cấp trên"),
    "closed": pgettext_lazy("remediation", "đã xong"),
    "waived": _("được miễn"),
}
ANSWERS = {
    "assigned": _("chưa gửi kế hoạch"),
    "submitted": _("kế hoạch chờ duyệt"),
    "returned": _("kế hoạch bị trả lại"),
    "accepted": _("kế hoạch đã duyệt"),
    "waived": _("được miễn"),
}
BEARERS = {"organisation": _("tập thể"), "person": _("cá nhân")}
AGES = (_("đến 30 ngày"), _("31–90 ngày"), _("91–365 ngày"), _("hơn một năm"))
MISSING = {
    "plan_assigned": _("kế hoạch chưa được gửi"),
    "plan_submitted": _("kế hoạch chờ duyệt"),
    "plan_returned": _("kế hoạch bị trả lại, chưa gửi lại"),
    "plan_waived": _("yêu cầu được miễn"),
    "plan_empty": _("kế hoạch không có mục nào"),
    "plan_open": _("còn mục chưa được xác nhận"),
}
"""What keeps a requirement from being closed, short."""
CHIPS = {"open": "", "closed": "ok", "escalated": "back"}

VIEWS = (
    ("oversight:remediations", "register", _("Sổ theo dõi")),
    ("oversight:remediations", "never", _("Chưa trả lời lần nào")),
    ("oversight:remediations_years", "years", _("Theo năm")),
    ("oversight:remediations_mine", "mine", _("Phần của tôi")),
)


def views(current: str) -> list[tuple[str, Any, bool]]:
    """The four ways to look at the register: address, label, whether one stands there."""
    return [
        (page_address(page) + ("?state=never" if code == "never" else ""), label, code == current)
        for page, code, label in VIEWS
    ]
