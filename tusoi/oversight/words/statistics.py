"""The words of statistics: measures, ways to share a figure out, parts of a balance."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SENTENCES: dict[str, object] = {
    "oversight.export_statistics": _(
        "xuất thống kê kiểm tra, giám sát của %(subject)s ra %(format)s, kỳ %(first)s – %(last)s"
    ),
}
REFUSALS: dict[str, object] = {}

MEASURED = {
    "cases": _("Cuộc đã kết luận"),
    "organisations": _("Tổ chức đảng là đối tượng"),
    "organisation_times": _("Lượt tổ chức đảng"),
    "members": _("Đảng viên là đối tượng"),
    "member_times": _("Lượt đảng viên"),
    "committee": _("Trong đó cấp ủy viên"),
    "committee_times": _("Lượt cấp ủy viên"),
}
DIMENSIONS = {
    "kind": _("Loại việc"),
    "level": _("Cấp của đối tượng"),
    "area": pgettext_lazy("inspected", "Nội dung"),
    "result": _("Kết quả"),
    "owner": _("Đơn vị chủ trì"),
    "owner_level": _("Cấp chủ trì"),
    "body": _("Cơ quan chủ trì"),
    "month": _("Thời gian"),
}
BALANCE = {
    "opening": _("Tồn đầu kỳ"),
    "new": _("Mới trong kỳ"),
    "done": _("Đã kết luận"),
    "dropped": _("Thôi tiến hành"),
    "closing": _("Tồn cuối kỳ"),
}
ELSEWHERE = {
    "notes": _("Lần ghi giám sát thường xuyên"),
    "direct": _("Trong đó giám sát trực tiếp"),
    "noted": _("Tổ chức đảng được giám sát thường xuyên"),
    "reminded": _("Lần nhắc nhở"),
    "signals": _("Ghi nhận cần xem xét thêm"),
    "sessions": _("Buổi làm việc đã tổ chức"),
    "remedies_due": _("Yêu cầu khắc phục đến hạn trong kỳ"),
    "remedies_closed": _("Trong đó đã khắc phục xong"),
    "remedies_late": _("Trong đó quá hạn, chưa xong"),
    "remedies_escalated": _("Trong đó đã báo cáo cấp trên"),
}
