"""How this package speaks. In a sentence stand the facts of the entry by their names."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "audit.export": _("xuất nhật ký ra tệp Excel, %(rows)s dòng"),
}

BREAKS = {
    "entry": _("dòng %(at)s của chuỗi %(chain)s đã bị sửa, bị xóa hoặc sai thứ tự"),
    "cut": _("chuỗi %(chain)s bị cắt: thiếu từ dòng %(at)s"),
    "head": _("điểm cuối của chuỗi %(chain)s không khớp với dòng %(at)s"),
    "seal": _("niêm phong không khớp với chuỗi %(chain)s, từ dòng %(at)s"),
}
"""Why a chain does not hold (rules.Checked.why), in words."""
