"""How this package speaks: the trail's sentences, why an entry was rejected or doubted, why a file was not taken."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import npgettext_lazy, pgettext_lazy

from .link_words import SENTENCES as LINKS

SENTENCES = {
    "documents.register": _("đăng ký văn bản vào sổ"),
    "documents.stub": _("ghi sổ văn bản mật: chỉ số, ngày và nơi lưu bản giấy"),
    "documents.update": _("sửa thông tin trong sổ"),
    "documents.send": _("gửi văn bản tới %(count)s đơn vị: %(to)s"),
    "documents.accept": _("đọc và lưu văn bản vào sổ, giữ %(kept)s trong %(proposed)s mục máy đề xuất"),
    "documents.outline": _("lưu mục lục nội dung: thêm %(created)s, sửa %(changed)s, bỏ %(removed)s mục"),
    "documents.clause.add": _("thêm vào mục lục nội dung: %(title)s"),
    "documents.clause.update": _("sửa trong mục lục nội dung: %(clause_title)s"),
    "documents.clause.remove": _("bỏ khỏi mục lục nội dung: %(title)s"),
    "documents.answering": _("ghi nhận là văn bản trả lời %(superior)s"),
    "documents.coverage.propose": _("đối chiếu nội dung: đọc %(documents)s văn bản, đề xuất %(count)s đoạn trả lời"),
    "documents.coverage.confirm": _("xác nhận đã trả lời %(superior)s ở các mục: %(clauses)s"),
    "documents.coverage.refuse": _("xác định không phải đoạn trả lời %(superior)s ở các mục: %(clauses)s"),
    "documents.coverage.add": _("chọn đoạn trả lời %(superior)s, mục: %(clause)s"),
    "documents.coverage.change": _("chọn lại đoạn trả lời %(superior)s, mục: %(clause)s"),
    "documents.refuse_secret": _("tải lên một tệp có dấu mật; hệ thống từ chối, không lưu gì của tệp"),
    **LINKS,
    "documents.copy_template": _("lập mẫu từ “%(after)s”, bản thứ %(version)s"),
    "documents.upload_template": _("tải lên mẫu Word có %(marks)s chỗ điền"),
    "documents.save_template": _("sửa mẫu: %(fields)s trường, %(blocks)s đoạn"),
    "documents.issue_template": _("ban hành mẫu xuống các đơn vị bên dưới, bản thứ %(version)s"),
    "documents.end_template": _("ngừng dùng mẫu"),
    "documents.draft": _("bắt đầu soạn theo mẫu “%(template)s”"),
    "documents.save_draft": _("soạn dự thảo: %(fields)s"),
    "documents.send_draft": _("gửi %(to)s thẩm định dự thảo"),
    "documents.recall_draft": _("rút lại dự thảo đã gửi thẩm định"),
    "documents.return_draft": _("trả lại dự thảo: %(opinion)s"),
    "documents.approve_draft": _("đồng ý với dự thảo. Ý kiến: %(opinion)s"),
    "documents.reopen_draft": _("mở lại dự thảo để sửa"),
    "documents.drop_draft": _("bỏ dự thảo"),
    "documents.issue_draft": _("ban hành, lấy số %(reference)s, ngày %(issued_on)s"),
    "documents.export_register": _("xuất sổ văn bản ra %(format)s: %(count)s dòng"),
    "documents.export_numbering": _("xuất bảng kiểm tra số văn bản ra %(format)s: %(count)s dòng"),
    "documents.export_drafts": _("xuất danh sách dự thảo ra %(format)s: %(count)s dòng"),
    "documents.export_draft": _("tải dự thảo “%(subject)s” ra %(format)s"),
    "documents.export_links": _("xuất liên hệ văn bản của %(subject)s ra %(format)s: %(count)s dòng"),
    "documents.export_checks": _("xuất bảng kiểm tra viện dẫn của %(subject)s ra %(format)s: %(count)s dòng"),
    "documents.export_coverage": _("xuất bảng đối chiếu nội dung của %(subject)s ra %(format)s: %(count)s dòng"),
}

DRAFT_STATES = {
    "drafting": _("Đang soạn"),
    "appraisal": _("Chờ thẩm định"),
    "returned": _("Cần sửa"),
    "approved": _("Đã thẩm định"),
    "issued": _("Đã ban hành"),
    "dropped": _("Đã bỏ"),
}

FIELD_TYPES = {
    "text": _("một dòng"),
    "long": _("nhiều dòng"),
    "date": _("ngày"),
    "number": _("số"),
    "choice": _("chọn một"),
    "list": _("danh sách"),
    "table": _("bảng"),
    "person": _("người"),
    "organisation": _("tổ chức đảng"),
}

BLOCK_TYPES = {
    "excerpt": _("Trích yếu"),
    "addressees": _("Kính gửi"),
    "heading": _("Đề mục"),
    "article": _("Điều (tự đánh số)"),
    "paragraph": _("Đoạn văn"),
    "list": _("Danh sách"),
    "table": _("Bảng"),
    "recipients": _("Nơi nhận"),
    "signature": _("Chữ ký"),
}

BAD_TEMPLATES = {
    "too_large": _("Tệp quá lớn hoặc quá phức tạp để làm mẫu (tối đa 5 MB)."),
    "macro": _("Tệp có macro hoặc đối tượng nhúng nên không dùng làm mẫu được. Hãy lưu lại thành .docx thường."),
    "fetches": _("Tệp có phần lấy nội dung từ nơi khác nên không dùng làm mẫu được."),
    "mark": _("Có chỗ điền viết chưa đúng: %(detail)s. Tên chỗ điền gồm chữ thường không dấu, số và gạch dưới."),
    "code": _("Mẫu chỉ được có chỗ điền, không được có lệnh: %(detail)s."),
    "loop": _("Vòng lặp trong mẫu chỉ được chạy qua một danh sách hoặc một bảng, không lồng nhau."),
    "damaged": _("Không mở được tệp như một tệp Word .docx."),
    "unsupported": _("Máy chủ này chưa cài bộ điền mẫu Word."),
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

KINDS_IN_OUTLINE = {
    "section": pgettext_lazy("clause", "Mục"),
    "task": pgettext_lazy("clause", "Nhiệm vụ"),
    "target": pgettext_lazy("clause", "Chỉ tiêu"),
    "solution": pgettext_lazy("clause", "Giải pháp"),
    "directive": pgettext_lazy("clause", "Chỉ đạo"),
    "requirement": pgettext_lazy("clause", "Yêu cầu"),
}

COVERAGE_STATES = {"confirmed": _("Đã xác nhận"), "proposed": _("Đề xuất"), "refused": _("Không phải")}

REASONS_OF_COVERAGE = {
    "terms": _("cùng nói về: %(detail)s"),
    "figure": _("có số liệu cùng loại: %(detail)s"),
    "reference": _("dẫn đúng %(detail)s"),
    "label": _("cùng vị trí: %(detail)s"),
    "by_hand": _("do người đọc chọn"),
}

VERDICTS = {
    "higher": _("cao hơn"),
    "equal": _("bằng"),
    "lower": _("thấp hơn"),
    "no_answer": _("chưa có đoạn trả lời"),
    "no_figure": _("chưa rõ: đoạn trả lời không có con số"),
    "other_unit": _("chưa rõ: khác đơn vị tính"),
    "other_period": _("chưa rõ: khác kỳ tính"),
}

DIRECTIONS = {">=": _("từ %(value)s trở lên"), ">": _("trên %(value)s"), "<=": _("không quá %(value)s"),
              "<": _("dưới %(value)s"), "=": "%(value)s"}  # fmt: skip

PERIODS_OF_TARGET = {
    "year": _("mỗi năm"), "quarter": _("mỗi quý"), "month": _("mỗi tháng"), "week": _("mỗi tuần"),
    "term": _("trong nhiệm kỳ"),
}  # fmt: skip

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
    "in_use": _("Mục này đang có nhiệm vụ, kế hoạch hoặc đoạn trả lời đã xác nhận gắn vào; không bỏ được."),
    "circle": _("Không thể chuyển một mục vào chính nó hoặc vào mục con của nó."),
    "no_clauses": _("Hãy lưu mục lục nội dung của văn bản trước, rồi đối chiếu."),
    "taken": _("Đoạn này đã có trong danh sách."),
    "too_many": _("Đã quá nhiều mục; không thêm được nữa."),
    "accepted": _("Văn bản này đã được lưu vào sổ; không sửa kết quả đọc được nữa."),
    "request_key": _("Biểu mẫu này đã được người khác gửi. Hãy tải lại trang."),
    "none": _("Chưa chọn đơn vị nào."),
    "itself": _("Văn bản không thể nối tới chính nó."),
    "secret": _("Văn bản mật chỉ có dòng ghi sổ, không gửi qua hệ thống."),
    "day": _("Ngày ghi chưa đúng, ví dụ 05/9/2026."),
    "number": _("Chỉ ghi số, ví dụ 1.074 hoặc 15,6."),
    "used": _("Mẫu đã được dùng nên không sửa nữa. Hãy lập bản mới."),
    "stale": _("Nội dung vừa được người khác lưu. Hãy tải lại trang rồi sửa tiếp."),
    "empty": _("Mẫu chưa có trường hoặc chưa có nội dung."),
    "ended": _("Mẫu đã ngừng dùng."),
    "no_marks": _("Tệp không có chỗ điền nào dạng {{ ten_cho_dien }}."),
    "marks": _("Các trường của mẫu Word là các chỗ điền trong tệp; chỉ đổi được tên gọi, hướng dẫn và kiểu."),
    "mark": _("Nội dung có chỗ điền không khớp với trường nào. Chỗ điền viết {{ ten_truong }}, không dùng lệnh."),
    "field": _("Danh sách hoặc bảng phải gắn với một trường cùng kiểu."),
    "shape": _("Dữ liệu gửi lên không đúng dạng."),
    "twice": _("Hai trường trùng mã."),
    "key": _("Mã trường gồm chữ thường không dấu, số và gạch dưới, bắt đầu bằng chữ."),
    "type": _("Hãy chọn kiểu của trường."),
    "label": _("Mỗi trường cần có tên gọi."),
    "options": _("Trường chọn một cần có các lựa chọn, mỗi dòng một lựa chọn."),
    "columns": _("Bảng cần có từ 1 đến 8 cột, mỗi dòng một cột: mã: tên cột."),
    "other_kind": _("Mẫu này không dành cho loại tổ chức đảng của bạn."),
    "secret_text": _("Nội dung có dấu mật nên không được lưu hay gửi qua hệ thống."),
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
        "Tệp đặt mật khẩu nên không đọc được. Hãy bỏ mật khẩu bằng phần mềm đã tạo ra tệp rồi tải lại. "
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
        "Máy chủ này chưa cài bộ đọc tệp PDF. Hãy tải bản .docx, hoặc dán nội dung; "
        "nếu chỉ cần ghi sổ thì nhập tay và đính kèm tệp PDF."
    ),
    "scanned": _(
        "Tệp PDF là bản chụp, không có lớp chữ (trang %(detail)s). Máy chủ này chưa cài bộ nhận dạng chữ. "
        "Hãy tải bản .docx, hoặc dán nội dung; nếu chỉ cần ghi sổ thì nhập tay và đính kèm tệp."
    ),
    "ocr_failed": _(
        "Tệp PDF là bản chụp và bộ nhận dạng chữ không chạy được. Hãy báo người quản trị, "
        "hoặc tải bản .docx, hoặc dán nội dung."
    ),
    "no_text": _(
        "Không tìm thấy chữ nào trong tệp, có thể là bản chụp. Hãy dán nội dung hoặc nhập tay và đính kèm tệp."
    ),
    "unsupported": _("Chưa đọc được loại tệp này. Hãy dùng .docx, .pdf, .txt, .html hoặc .eml, hoặc dán nội dung."),
    "cut": _("Việc tải lên bị ngắt giữa chừng; chưa có gì được lưu. Hãy gửi lại."),
    "missing": _("Chưa chọn tệp. Hãy chọn một tệp trên máy."),
}

NOTES = {
    "converted:tcvn3": _("Văn bản gõ bằng bảng mã TCVN3 (ABC); đã chuyển sang Unicode."),
    "converted:vni": _("Văn bản gõ bằng bảng mã VNI; đã chuyển sang Unicode."),
    "normalised:nfc": _("Văn bản dùng Unicode tổ hợp; đã chuyển sang Unicode dựng sẵn."),
}

_NOTES_WITH_PAGES = {
    "scanned": _(
        "Trang %(detail)s là ảnh chụp, không có lớp chữ nên chưa được đọc. Hãy mở tệp xem các trang này; có việc phải "
        "làm thì ghi thành nhiệm vụ khi giao, hoặc dán phần chữ của trang thành một lần đọc khác."
    ),
    "unread": _("Tệp kèm theo thư “%(detail)s” chưa đọc được; hãy lưu tệp ra máy và kiểm tra."),
    "ocr": _("Trang %(detail)s do máy nhận dạng từ ảnh chụp; hãy đối chiếu với bản gốc."),
}


def template_words(code: str, detail: str = "") -> str:
    """Why a Word file is no template."""
    return str(BAD_TEMPLATES.get(code, BAD_TEMPLATES["damaged"])) % {"detail": detail}


def unreadable_words(code: str, detail: str = "") -> str:
    """Why a file was not read, for its reader."""
    text = str(UNREADABLE.get(code, UNREADABLE["damaged"]))
    return text % {"detail": detail} if "%(detail)s" in text else text


def note_words(notes: Iterable[str]) -> list[str]:
    """What was changed or left out while a file was read; notes nobody has words for are left out."""
    found = []
    for note in notes:
        kind, _colon, detail = note.partition(":")
        if note in NOTES:
            found.append(str(NOTES[note]))
        elif kind in _NOTES_WITH_PAGES:
            found.append(str(_NOTES_WITH_PAGES[kind]) % {"detail": detail})
    return found


SUSPECT = {
    "symbol": _("Ký hiệu in trong văn bản không khớp với cơ quan ban hành."),
    "kind": _("Thể loại in trong văn bản không khớp với ký hiệu."),
}
SUSPECT_OTHER = _("Có chi tiết không khớp nhau; hãy đối chiếu với văn bản gốc.")
