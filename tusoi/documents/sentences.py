"""How the audit trail tells what happened to documents."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "documents.register": _("đăng ký văn bản vào sổ"),
    "documents.stub": _("ghi sổ văn bản mật (chỉ số, ngày, nơi lưu bản giấy)"),
    "documents.update": _("sửa thông tin văn bản"),
    "documents.send": _("gửi văn bản"),
    "documents.accept": _("xác nhận kết quả đọc và lưu văn bản vào sổ"),
    "documents.refuse_secret": _("từ chối một tệp có dấu mật, không lưu gì của tệp"),
}
