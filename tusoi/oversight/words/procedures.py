"""The book of kinds of cases, in words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Any] = {
    "oversight.set_rules": _("đặt quy trình mới cho “%(subject)s”, áp dụng từ %(valid_from)s, căn cứ %(source)s"),
    "oversight.export_checklist": _("xuất danh mục giấy tờ ra %(format)s: %(count)s dòng"),
}
REFUSALS: dict[str, Any] = {
    "nothing_changed": _("Chưa có gì khác với quy trình đang dùng."),
    "exists": _("Đã có một bản quy trình áp dụng từ ngày này."),
    "not_in_force": _("Ngày này chưa có quy trình nào đang áp dụng để sửa."),
    "twice": _("Hai dòng thời hạn cùng cấp và cùng cơ quan."),
    "share": _("Phần được gia hạn viết dạng phân số, ví dụ 1/3, và không quá 1."),
    "not_allowed": _("Không thuộc thẩm quyền kiểm tra, giám sát theo bảng thẩm quyền đang áp dụng: %(names)s"),
    "no_limit": _("Loại việc này chưa đặt thời hạn nên không có gì để gia hạn."),
    "extended_once": _("Đã gia hạn một lần; quy định chỉ cho gia hạn một lần."),
    "no_extension": _("Quy trình không đặt phần được gia hạn, hoặc đồng hồ đang dừng."),
    "not_later": _("Ngày gia hạn phải sau hạn hiện tại."),
}
PHASES = {"prepare": _("chuẩn bị"), "conduct": _("tiến hành"), "finish": _("kết thúc")}
ACTORS = {"owner": _("chủ thể"), "team": _("đoàn (tổ)"), "subject": _("đối tượng")}
UNITS = {"calendar": _("ngày"), "working": _("ngày làm việc")}
SUBJECTS = {"organisation": _("tổ chức đảng"), "member": _("đảng viên")}
RELATIONS = {
    "own": _("trong chính tổ chức mình"),
    "direct": _("cấp dưới trực tiếp"),
    "below": _("cấp dưới các cấp"),
}
COMMITTEE = _("chính cấp ủy")
COUNTS: dict[str, Any] = {
    "good": _("thực hiện tốt"), "poor": _("thực hiện chưa tốt"), "shortcoming": _("có khuyết điểm, vi phạm"),
    "violation": _("có vi phạm"), "no_violation": _("không vi phạm"), "discipline_due": _("phải thi hành kỷ luật"),
    "disciplined": _("đã thi hành kỷ luật"), "sign": _("phát hiện dấu hiệu vi phạm"),
    "moved": _("chuyển kiểm tra dấu hiệu vi phạm"), "has_programme": _("có chương trình kiểm tra, giám sát"),
    "no_programme": _("chưa có chương trình"), "wrong_competence": _("kỷ luật sai thẩm quyền"),
    "wrong_procedure": _("kỷ luật sai quy trình"), "not_disciplined": _("phải kỷ luật mà không kỷ luật"),
    "wrongful": _("kỷ luật oan, sai"), "done": _("đã thực hiện xong"), "partly": _("thực hiện một phần"),
    "not_done": _("chưa thực hiện"), "well_founded": _("tố cáo đúng"), "partly_founded": _("tố cáo đúng một phần"),
    "unfounded": _("tố cáo sai"), "not_resolved": _("không giải quyết"), "upheld": _("giữ nguyên hình thức"),
    "raised": _("tăng hình thức"), "reduced": _("giảm hình thức"), "lifted": _("xóa hình thức"),
    "reprimand": _("khiển trách"), "warning": _("cảnh cáo"), "dismissal": _("cách chức"), "expulsion": _("khai trừ"),
    "dissolution": _("giải tán"),
}  # fmt: skip
"""What a result is counted under (procedure.COUNTS_AS)."""
