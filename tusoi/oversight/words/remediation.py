"""The words of remediation: what the trail says, and why something is refused."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "oversight.close_remediation": _("công nhận đã khắc phục xong: %(subject)s"),
    "oversight.escalate_remediation": _("báo cáo cấp trên việc chưa khắc phục (%(subject)s): %(reason)s"),
    "oversight.reopen_remediation": _("mở lại yêu cầu khắc phục (%(subject)s): %(reason)s"),
    "oversight.extend_remediation": _(
        "gia hạn khắc phục từ %(due_on_before)s đến %(due_on)s (%(subject)s): %(reason)s"
    ),
    "oversight.follow_up_remediation": _("đưa yêu cầu vào một cuộc theo dõi khắc phục: %(subject)s"),
    "oversight.export_remediations": _("xuất sổ theo dõi khắc phục ra %(format)s: %(count)s dòng"),
    "oversight.export_remediations_years": _("xuất bảng khắc phục theo năm ra %(format)s: %(count)s dòng"),
}

REFUSALS = {
    "plan_assigned": _("Chưa đóng được: kế hoạch khắc phục chưa được gửi."),
    "plan_submitted": _("Chưa đóng được: kế hoạch khắc phục đang chờ duyệt."),
    "plan_returned": _("Chưa đóng được: kế hoạch khắc phục bị trả lại, chưa gửi lại."),
    "plan_waived": _("Yêu cầu này đã được miễn, không cần đóng."),
    "plan_empty": _("Chưa đóng được: kế hoạch không có mục nào để xác nhận."),
    "plan_open": _("Chưa đóng được: còn %(open)s/%(total)s mục chưa được người khác xác nhận hoàn thành."),
    "remedy_not_later": _("Thời hạn mới phải sau thời hạn hiện nay (%(day)s) và chưa qua."),
    "remedy_closed": _("Yêu cầu này đã đóng. Hãy mở lại trước."),
    "remedy_nobody": _("Không có yêu cầu nào được chọn mà bạn quyết định được."),
    "remedy_owners": _("Chỉ chọn yêu cầu của cùng một đơn vị chủ trì."),
    "remedy_too_many": _("Mỗi lần chọn nhiều nhất %(most)s yêu cầu."),
}
