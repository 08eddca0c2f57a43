"""What the trail says of programmes, and why something about them is refused."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "oversight.create_programme": _("lập chương trình: “%(subject)s”"),
    "oversight.update_programme": _("sửa tên, mục đích chương trình: “%(subject)s”"),
    "oversight.add_entry": _("thêm dòng %(line)s: “%(subject)s”"),
    "oversight.change_entry": _("sửa dòng %(line)s (%(fields)s): “%(subject)s”"),
    "oversight.remove_entry": _("bỏ dòng %(line)s: “%(subject)s”"),
    "oversight.take_lines": _("lấy %(count)s dòng của chương trình khác: “%(subject)s”"),
    "oversight.import_lines": _("nhập %(count)s dòng từ bảng: “%(subject)s”"),
    "oversight.propose_programme": _("đề xuất chương trình: “%(subject)s”"),
    "oversight.recall_programme": _("rút lại đề xuất chương trình: “%(subject)s”"),
    "oversight.return_programme": _("trả lại chương trình “%(subject)s”: %(reason)s"),
    "oversight.merge_programme": _("tổng hợp chương trình: “%(subject)s”"),
    "oversight.adopt_programme": _("ban hành chương trình ngày %(on)s: “%(subject)s”"),
    "oversight.close_programme": _("kết thúc chương trình: “%(subject)s”"),
    "oversight.amend_add": _("bổ sung dòng %(line)s sau khi ban hành “%(subject)s”: %(reason)s"),
    "oversight.amend_change": _("điều chỉnh dòng %(line)s (%(fields)s) sau khi ban hành “%(subject)s”: %(reason)s"),
    "oversight.amend_cancel": _("hủy dòng %(line)s sau khi ban hành “%(subject)s”: %(reason)s"),
    "oversight.amend_restore": _("khôi phục dòng %(line)s đã hủy “%(subject)s”: %(reason)s"),
    "oversight.export_programmes": _("xuất danh sách chương trình ra %(format)s: %(count)s dòng"),
    "oversight.export_programme": _("xuất chương trình “%(subject)s” ra %(format)s"),
    "oversight.export_board": _("xuất bảng kế hoạch của %(subject)s ra %(format)s: %(count)s dòng"),
}

REFUSALS = {
    "programme_exists": _("Đã có chương trình của cơ quan này cho thời gian đó. Hãy mở chương trình ấy để làm tiếp."),
    "programme_year": _("Năm phải từ 2000 đến 2100."),
    "programme_no_term": _("Đơn vị chưa ghi nhiệm kỳ hiện tại. Hãy ghi nhiệm kỳ ở trang đơn vị rồi lập chương trình."),
    "programme_future": _("Ngày ban hành không thể sau hôm nay."),
    "programme_other_year": _("Dòng của chương trình năm phải thuộc năm của chương trình."),
    "programme_outside_term": _("Năm của dòng phải nằm trong nhiệm kỳ của chương trình."),
    "entry_not_scheduled": _("Loại việc này làm khi có căn cứ, không đưa vào chương trình. Hãy mở cuộc và nêu lý do."),
    "entry_subject_kind": _("Loại việc này không có đối tượng là tổ chức, hoặc là cá nhân như đã chọn."),
    "entry_subject_unknown": _("Có đối tượng không nằm trong phạm vi của đơn vị lập chương trình."),
    "entry_subject_ended": _("Có đối tượng đã kết thúc hoạt động: %(names)s."),
    "entry_too_many": _("Một dòng nhận tối đa %(most)s đối tượng. Hãy tách thành nhiều dòng."),
    "entry_has_case": _("Dòng này đã mở cuộc; không bỏ, hủy hay đổi đối tượng được nữa."),
    "entry_cancelled": _("Dòng này đã hủy."),
    "entry_stands": _("Dòng này không bị hủy."),
    "entry_none_chosen": _("Hãy chọn ít nhất một dòng."),
    "no_lines": _("Chương trình chưa có dòng nào."),
    "line_subjects": _("%(about)s: chưa chọn đối tượng."),
    "line_areas": _("%(about)s: chưa chọn nội dung theo danh mục."),
    "line_quarter": _("%(about)s: chưa xếp quý."),
    "line_lead": _("%(about)s: chưa ghi ai chủ trì."),
    "line_not_allowed": _("%(about)s: đối tượng ngoài thẩm quyền."),
    "line_ended": _("%(about)s: có đối tượng đã kết thúc hoạt động."),
    "line_examined_years": _("%(about)s: mốc thời gian dài hơn quy trình cho phép."),
    "import_columns": _("Dòng %(line)s: cần đủ các cột loại việc, nội dung, đối tượng."),
    "import_kind": _("Dòng %(line)s: không có loại việc “%(text)s”."),
    "import_subject": _("Dòng %(line)s: không tìm thấy đối tượng “%(text)s”, hoặc có nhiều đơn vị trùng tên."),
    "import_area": _("Dòng %(line)s: không có nội dung “%(text)s” trong danh mục."),
    "import_quarter": _("Dòng %(line)s: quý phải là số từ 1 đến 4."),
    "import_day": _("Dòng %(line)s: mốc thời gian ghi dạng ngày–ngày, ví dụ 01/01/2025–31/12/2026."),
    "import_empty": _("Chưa có dòng nào để nhập."),
    "import_most": _("Mỗi lần nhập tối đa %(most)s dòng."),
}

PROBLEMS = {
    "subjects": _("Chưa chọn đối tượng"),
    "areas": _("Chưa chọn nội dung theo danh mục"),
    "quarter": _("Chưa xếp quý"),
    "lead": _("Chưa ghi ai chủ trì"),
    "not_allowed": _("Ngoài thẩm quyền: %(names)s"),
    "ended": _("Đã kết thúc hoạt động: %(names)s"),
    "examined_years": _("Mốc thời gian dài hơn %(years)s năm"),
}
"""At a line: what is still missing, or wrong."""

FIELDS = {
    "kind": _("loại việc"),
    "content": _("nội dung"),
    "areas": _("danh mục nội dung"),
    "examined": _("mốc thời gian"),
    "quarter": _("quý"),
    "year": _("năm"),
    "lead": _("chủ trì"),
    "subjects": _("đối tượng"),
}
