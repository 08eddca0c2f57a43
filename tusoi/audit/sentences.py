"""How this package speaks. In a sentence stand the facts of the entry by their names."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "audit.export": _("xuất nhật ký ra %(format)s: %(count)s dòng"),
}

NARROWED = {
    "action": _("việc"), "age": _("chậm bao lâu"), "answer": _("kế hoạch khắc phục"), "area": _("nội dung"),
    "bearer": _("đối tượng"), "body": _("cơ quan"), "branch": _("thuộc"), "direction": _("đi hay đến"),
    "ended": _("kể cả đã kết thúc"), "first_day": _("từ ngày"), "form": _("hình thức"), "how": _("cách giám sát"),
    "issuer": _("cơ quan ban hành"), "kind": _("loại"), "last_day": _("đến ngày"), "late": _("chỉ quá hạn"),
    "level": _("cấp của đối tượng"), "mine": _("chỉ của tôi"), "on": _("tại ngày"), "one_case": _("chỉ một cuộc"),
    "one_organisation": _("chỉ một đơn vị"), "one_owner": _("chỉ một chủ thể"), "own": _("chỉ của đơn vị"),
    "owner": _("chủ thể"), "owner_level": _("cấp của chủ thể"), "result": _("kết quả"),
    "standing": _("tình trạng sinh hoạt"), "state": _("trạng thái"), "subject": _("của đối tượng"),
    "text": _("có chữ"), "ticked": _("chỉ dòng đã đánh dấu"), "who": _("người làm"), "year": _("năm"),
}  # fmt: skip
"""What a list that left as a file was narrowed by (``services.Export.filters``)."""

BREAKS = {
    "entry": _("dòng %(at)s của chuỗi %(chain)s đã bị sửa, bị xóa hoặc sai thứ tự"),
    "cut": _("chuỗi %(chain)s bị cắt: thiếu từ dòng %(at)s"),
    "head": _("điểm cuối của chuỗi %(chain)s không khớp với dòng %(at)s"),
    "seal": _("niêm phong không khớp với chuỗi %(chain)s, từ dòng %(at)s"),
}
"""Why a chain does not hold (rules.Checked.why), in words."""
