"""Delegations, working sessions and notes of regular supervision, in words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Any] = {
    "oversight.create_delegation": _("lập đoàn công tác “%(subject)s”, năm %(year)s"),
    "oversight.edit_delegation": _("sửa đoàn công tác “%(subject)s”"),
    "oversight.end_delegation": _("kết thúc đoàn công tác “%(subject)s”"),
    "oversight.schedule_sessions": _("xếp lịch %(count)s buổi làm việc cho “%(subject)s”, từ %(first)s"),
    "oversight.edit_session": _("sửa buổi làm việc “%(subject)s”"),
    "oversight.move_session": _("dời buổi làm việc “%(subject)s” từ %(on_before)s sang %(on)s: %(reason)s"),
    "oversight.hold_session": _("ghi kết quả buổi làm việc “%(subject)s”"),
    "oversight.correct_session": _("sửa kết quả buổi làm việc “%(subject)s” (%(what)s): %(reason)s"),
    "oversight.recall_session": _("rút kết quả đã ghi nhầm của buổi làm việc “%(subject)s”: %(reason)s"),
    "oversight.cancel_session": _("không tổ chức buổi làm việc “%(subject)s”: %(reason)s"),
    "oversight.restore_session": _("tổ chức lại buổi làm việc “%(subject)s”"),
    "oversight.write_note": _("ghi một mục giám sát thường xuyên"),
    "oversight.add_to_note": _("ghi thêm vào một mục giám sát thường xuyên"),
    "oversight.tie_note_to_case": _("nối một mục giám sát thường xuyên với cuộc kiểm tra"),
    "oversight.export_delegation": _("xuất lịch làm việc của “%(subject)s” ra %(format)s: %(count)s buổi"),
    "oversight.export_notice": _("in thông báo lịch làm việc của “%(subject)s” ra %(format)s: %(count)s buổi"),
    "oversight.export_calendar": _("xuất lịch làm việc chung ra %(format)s: %(count)s buổi"),
    "oversight.export_notes": _("xuất sổ giám sát thường xuyên ra %(format)s: %(count)s dòng"),
}
REFUSALS: dict[str, Any] = {
    "ended": _("Đoàn công tác đã kết thúc."),
    "too_many": _("Nhiều quá trong một lần."),
    "same_day": _("Ngày mới phải khác ngày cũ."),
    "session_there": _("Đoàn đã có buổi làm việc với đơn vị này trong ngày đó."),
    "not_yet_held": _("Buổi làm việc chưa đến ngày."),
    "future": _("Ngày này chưa tới."),
    "too_early": _("Ngày này xa quá."),
    "request_key": _("Biểu mẫu này đã được người khác gửi."),
}
STATES: dict[str, Any] = {"planned": _("dự kiến"), "held": _("đã làm việc"), "cancelled": _("không tổ chức")}
KINDS: dict[str, Any] = {
    "yearly": _("đoàn công tác chuyên đề trong năm"),
    "monthly": _("làm việc định kỳ hằng tháng"),
}
HOW: dict[str, Any] = {
    "direct": _("trực tiếp: dự họp, làm việc, nghe báo cáo"),
    "indirect": _("gián tiếp: qua báo cáo, biên bản, phản ánh"),
}
