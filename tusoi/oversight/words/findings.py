"""Findings, conclusions and requirements: what the trail says, and why something is refused.

The trail is read by more people than a case: it counts, and never says what was found.
"""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "oversight.add_finding": _("ghi phát hiện số %(count)s"),
    "oversight.add_findings": _("ghi nhanh %(count)s phát hiện"),
    "oversight.change_finding": _("sửa phát hiện số %(count)s"),
    "oversight.drop_finding": _("bỏ phát hiện số %(count)s, có nêu lý do"),
    "oversight.restore_finding": _("lấy lại phát hiện số %(count)s"),
    "oversight.move_finding": _("xếp lại thứ tự phát hiện, đặt vào chỗ số %(count)s"),
    "oversight.copy_finding": _("chép một phát hiện sang %(count)s đối tượng khác"),
    "oversight.add_requirement": _("thêm yêu cầu số %(count)s"),
    "oversight.change_requirement": _("sửa yêu cầu số %(count)s"),
    "oversight.drop_requirement": _("bỏ yêu cầu số %(count)s, có nêu lý do"),
    "oversight.merge_requirements": _("gộp %(count)s yêu cầu trùng nhau"),
    "oversight.set_results": _("ghi kết quả đối với %(count)s đối tượng"),
    "oversight.compile_conclusion": _("tổng hợp dự thảo kết luận từ các phát hiện: %(count)s mục"),
    "oversight.save_conclusion": _("sửa dự thảo kết luận; %(count)s mục khác bản tổng hợp"),
    "oversight.conclude_case": _("ghi nhận chủ thể đã kết luận ngày %(on)s"),
    "oversight.reopen_conclusion": _("mở lại kết luận để sửa, có nêu lý do"),
    "oversight.register_conclusion": _("ban hành kết luận, ghi vào sổ ngày %(on)s"),
    "oversight.announce_conclusion": _("thông báo kết luận bằng văn bản tới %(count)s đối tượng, ngày %(on)s"),
    "oversight.hand_over_requirement": _("giao yêu cầu số %(count)s cho %(to)s thay %(names)s. Lý do: %(reason)s"),
    "oversight.lay_requirements": _("giao %(count)s yêu cầu thành nhiệm vụ khắc phục"),
    "oversight.print_conclusion": _("in dự thảo hoặc thông báo kết luận ra %(format)s"),
    "oversight.export_findings": _("xuất danh sách phát hiện ra %(format)s: %(count)s dòng"),
}

REFUSALS = {
    "findings_closed": _("Chủ thể đã kết luận: phát hiện và yêu cầu không sửa được nữa. Hãy mở lại kết luận trước."),
    "findings_too_many": _("Nhiều quá mức một cuộc có thể giữ."),
    "findings_too_many_lines": _("Mỗi lần ghi nhanh nhiều nhất %(most)s dòng."),
    "line_required": _("Dòng %(at)s chưa có nội dung."),
    "line_too_long": _("Dòng %(at)s quá dài."),
    "line_secret_text": _("Dòng %(at)s có dấu chỉ độ mật. Nội dung mật không ghi vào hệ thống này."),
    "secret_text": _("Nội dung có dấu chỉ độ mật. Nội dung mật không ghi vào hệ thống này."),
    "case_opened": _("Đã mở cuộc khác từ phát hiện này nên không bỏ được."),
    "subject_removed": _("Đối tượng của phát hiện này đã được rút khỏi cuộc."),
    "finding_dropped": _("Phát hiện này đã bỏ. Hãy lấy lại trước khi sửa."),
    "finding_not_dropped": _("Phát hiện này đang còn, không phải lấy lại."),
    "requirement_dropped": _("Yêu cầu này đã bỏ hoặc đã giao, không sửa được nữa."),
    "no_bearer": _("Chưa chọn ai thực hiện: tất cả đối tượng, một số đối tượng hoặc cá nhân có tên."),
    "in_team": _(
        "Bạn là thành viên đoàn nên không ghi kết luận của chủ thể. Người khác của chủ thể phải ghi sau cuộc họp."
    ),
    "findings_future": _("Ngày này chưa đến."),
    "findings_before_issue": _("Không thể kết luận trước ngày ban hành quyết định."),
    "findings_before_conclusion": _("Không thể ban hành trước ngày kết luận."),
    "findings_before_registration": _("Không thể thông báo trước ngày ban hành kết luận."),
    "no_kind": _("Danh mục chưa có thể loại văn bản cho thông báo kết luận vào ngày này."),
    "already_announced": _("Kết luận này đã được thông báo tới các đối tượng."),
    "told_already": _("Đã thông báo trước đó tới: %(names)s."),
    "nobody_chosen": _("Chưa chọn đối tượng nào để ghi đã thông báo."),
    "no_subject": _("Cuộc này không còn đối tượng nào."),
    "nothing_to_lay": _("Không còn yêu cầu nào chưa giao."),
    "no_plan_kind": _("Danh mục chưa có loại sản phẩm “kế hoạch khắc phục”."),
    "not_serving": _(
        "Có người được nêu tên không còn giữ chức vụ ở đối tượng: %(names)s. Hãy sửa yêu cầu rồi ban hành lại."
    ),
    "bearer_outside": _("Có đối tượng không thuộc các đơn vị bên dưới chủ thể: %(names)s."),
    "look_first": _("Hãy xem các điểm dưới đây rồi xác nhận."),
    "register_said": "%(words)s",
    "opening_refused": _("Bạn không được mở cuộc với tư cách chủ thể này."),
    # what is still missing
    "findings": _("Chưa có phát hiện nào."),
    "report_first": _("Đoàn chưa hoàn thành bước báo cáo kết quả với chủ thể."),
    "conclusion_text": _("Chưa có dự thảo kết luận."),
    "result_of": _("Chưa ghi kết quả đối với %(about)s."),
    "sections_gone": _("Dự thảo còn mục không còn phát hiện nào. Hãy giữ lại hoặc xóa mục đó rồi lưu."),
    "registered_first": _("Kết luận chưa được ban hành."),
    "announced_first": _("Kết luận chưa được thông báo tới các đối tượng."),
}
