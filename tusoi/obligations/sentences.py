"""How the trail tells of duties: action -> sentence. Names in braces are keys of the entry's changes."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "obligations.issue": _("giao nhiệm vụ cho {planned} đối tượng, hạn {due_on}"),
    "obligations.add_bearers": _("giao thêm cho {added} đối tượng"),
    "obligations.withdraw": _("thu hồi nhiệm vụ: {reason}"),
    "obligations.submit": _("nộp bài lần {version}"),
    "obligations.recall": _("rút lại bài đã nộp"),
    "obligations.return": _("trả lại bài lần {version}: {reason}"),
    "obligations.accept": _("duyệt bài lần {version}"),
    "obligations.reopen": _("mở lại để xem xét: {reason}"),
    "obligations.extend": _("gia hạn từ {due_on[0]} đến {due_on[1]}: {reason}"),
    "obligations.waive": _("miễn nhiệm vụ: {reason}"),
    "obligations.restore": _("khôi phục nhiệm vụ: {reason}"),
    "obligations.remind": _("nhắc {reminded} đối tượng"),
    "obligations.report_item": _("báo đã xong mục {item}: {task}"),
    "obligations.verify_item": _("xác nhận mục {item} đã xong: {task}"),
    "obligations.refuse_item": _("chưa công nhận mục {item}: {reason}"),
}
