"""How this package speaks: the trail's sentences, why an entry was rejected or doubted, why a file was not taken."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import npgettext_lazy, pgettext_lazy

SENTENCES = {
    "documents.register": _("đăng ký văn bản vào sổ"),
    "documents.stub": _("ghi sổ văn bản mật: chỉ số, ngày và nơi lưu bản giấy"),
    "documents.update": _("sửa thông tin trong sổ"),
    "documents.send": _("gửi văn bản tới %(count)s đơn vị: %(to)s"),
    "documents.accept": _("đọc và lưu văn bản vào sổ, giữ %(kept)s trong %(proposed)s mục máy đề xuất"),
    "documents.refuse_secret": _("tải lên một tệp có dấu mật; hệ thống từ chối, không lưu gì của tệp"),
}

LEVELS = {"mat": _("Mật"), "toi_mat": _("Tối mật"), "tuyet_mat": _("Tuyệt mật")}

CIRCULATIONS = {
    "below": _("đơn vị này, cấp trên và các đơn vị bên dưới"),
    "own": _("chỉ đơn vị này, cấp trên và nơi nhận được chọn"),
}

KINDS_OF_CLAUSE = {
    "requirement": pgettext_lazy("many", "Yêu cầu"),
    "strength": pgettext_lazy("many", "Ưu điểm"),
    "limitation": pgettext_lazy("many", "Hạn chế"),
    "count": pgettext_lazy("many", "Số liệu"),
    "organisation": pgettext_lazy("many", "Tổ chức"),
    "deadline": pgettext_lazy("many", "Thời hạn"),
}

KINDS_OF_PROPOSAL = {
    "requirement": pgettext_lazy("many", "Yêu cầu"),
    "citation": pgettext_lazy("many", "Văn bản được viện dẫn"),
    "finding": pgettext_lazy("many", "Nhận xét"),
    "count": pgettext_lazy("many", "Số liệu"),
    "organisation": pgettext_lazy("many", "Tổ chức"),
    "deadline": pgettext_lazy("many", "Thời hạn"),
}

FOUND = {
    "requirement": npgettext_lazy("found", "yêu cầu", "yêu cầu"),
    "citation": npgettext_lazy("found", "văn bản được viện dẫn", "văn bản được viện dẫn"),
    "finding": npgettext_lazy("found", "nhận xét", "nhận xét"),
    "count": npgettext_lazy("found", "số liệu", "số liệu"),
    "organisation": npgettext_lazy("found", "tổ chức", "tổ chức"),
    "deadline": npgettext_lazy("found", "thời hạn", "thời hạn"),
}
"""What stands behind a number: ``FOUND[kind] % number``."""

REJECTIONS = {
    "required": _("Cần điền mục này."),
    "too_long": _("Nội dung quá dài."),
    "unknown": _("Hãy chọn một mục trong danh sách."),
    "not_in_force": _("Thể loại này không có hiệu lực vào ngày ban hành đã ghi."),
    "range": _("Số văn bản là số nguyên từ 1 đến 99999."),
    "future": _("Ngày này ở tương lai."),
    "too_old": _("Ngày này trước năm 1930."),
    "before_issue": _("Ngày đến không thể trước ngày ban hành."),
    "not_in_text": _("Đoạn trích này không có trong văn bản. Hãy chép đúng như văn bản."),
    "too_many": _("Đã quá nhiều mục; không thêm được nữa."),
    "accepted": _("Văn bản này đã được lưu vào sổ; không sửa kết quả đọc được nữa."),
    "request_key": _("Biểu mẫu này đã được người khác gửi. Hãy tải lại trang."),
    "none": _("Chưa chọn đơn vị nào."),
    "secret": _("Văn bản mật chỉ có dòng ghi sổ, không gửi qua hệ thống."),
}

DOUBTS = {
    "duplicate": _("Trong sổ đã có văn bản cùng số, ký hiệu, ngày và cơ quan ban hành."),
    "number_taken": _("Số này trong nhiệm kỳ đã dùng cho văn bản khác."),
    "symbol_kind": _("Ký hiệu không khớp với thể loại: thể loại này dùng chữ %(detail)s."),
    "symbol_issuer": _("Ký hiệu không khớp với cơ quan ban hành: cơ quan này dùng chữ %(detail)s."),
    "competence": _("Theo %(detail)s, cơ quan này không ban hành thể loại văn bản này."),
}

UNREADABLE = {
    "empty": _("Tệp rỗng, không có nội dung. Hãy mở tệp trên máy để kiểm tra rồi tải lại."),
    "too_large": _("Tệp lớn hơn 50 MB nên không được nhận. Hãy bỏ bớt ảnh hoặc tách phụ lục thành tệp riêng."),
    "encrypted": _(
        "Tệp đặt mật khẩu nên không đọc được. Hãy bỏ mật khẩu trong Word rồi tải lại. "
        "Nếu đây là văn bản mật thì không tải lên, chỉ ghi sổ."
    ),
    "renamed": _(
        "Nội dung tệp không đúng với đuôi tên tệp. Hãy mở tệp bằng phần mềm đã tạo ra nó và lưu lại thành .docx."
    ),
    "damaged": _("Tệp bị hỏng, không mở được. Hãy mở tệp trên máy, lưu thành bản mới rồi tải lại."),
    "zip_bomb": _("Tệp bung ra lớn bất thường nên bị từ chối để bảo đảm an toàn. Hãy lưu lại văn bản thành tệp mới."),
    "external_entity": _(
        "Tệp có phần trỏ ra ngoài (thực thể ngoài) nên bị từ chối để bảo đảm an toàn. "
        "Hãy mở bằng Word và lưu lại thành .docx."
    ),
    "old_word": _("Tệp .doc kiểu cũ chưa đọc được. Hãy mở bằng Word, chọn Lưu thành, kiểu .docx, rồi tải lại."),
    "pdf_unsupported": _(
        "Chưa đọc được tệp PDF. Hãy tải bản .docx, hoặc dán nội dung; "
        "nếu chỉ cần ghi sổ thì nhập tay và đính kèm tệp PDF."
    ),
    "no_text": _(
        "Không tìm thấy chữ nào trong tệp, có thể là bản chụp. Hãy dán nội dung hoặc nhập tay và đính kèm tệp."
    ),
    "unsupported": _("Chưa đọc được loại tệp này. Hãy dùng .docx, .txt hoặc .html, hoặc dán nội dung."),
    "cut": _("Việc tải lên bị ngắt giữa chừng; chưa có gì được lưu. Hãy gửi lại."),
    "missing": _("Chưa chọn tệp. Hãy chọn một tệp trên máy."),
}

NOTES = {
    "converted:tcvn3": _("Văn bản gõ bằng bảng mã TCVN3 (ABC); đã chuyển sang Unicode."),
    "converted:vni": _("Văn bản gõ bằng bảng mã VNI; đã chuyển sang Unicode."),
    "normalised:nfc": _("Văn bản dùng Unicode tổ hợp; đã chuyển sang Unicode dựng sẵn."),
}

SUSPECT = {
    "symbol": _("Ký hiệu in trong văn bản không khớp với cơ quan ban hành."),
    "kind": _("Thể loại in trong văn bản không khớp với ký hiệu."),
}
SUSPECT_OTHER = _("Có chi tiết không khớp nhau; hãy đối chiếu với văn bản gốc.")
