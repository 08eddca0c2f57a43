"""How links between documents and what does not agree in citations are said."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SENTENCES = {
    "documents.set_relation": _("ghi quan hệ của viện dẫn “%(quote)s”: %(relation)s (trước là %(relation_before)s)"),
    "documents.link": _("nối viện dẫn “%(quote)s” tới %(target)s"),
    "documents.unlink": _("bỏ nối viện dẫn “%(quote)s” tới %(target_before)s"),
    "documents.link_by_hand": _("nối tay tới %(target)s: %(relation)s"),
    "documents.unlink_by_hand": _("bỏ liên hệ nối tay tới %(target)s (%(relation)s)"),
    "documents.settle_caution": _("xem cảnh báo viện dẫn %(about)s và giữ nguyên: %(reason)s"),
    "documents.reopen_caution": _("mở lại một cảnh báo viện dẫn đã xem (%(reason)s)"),
}

RELATIONS = {
    "basis": pgettext_lazy("relation", "căn cứ"),
    "implements": pgettext_lazy("relation", "thực hiện"),
    "reviews": pgettext_lazy("relation", "sơ kết, tổng kết"),
    "replaces": pgettext_lazy("relation", "thay thế"),
    "amends": pgettext_lazy("relation", "sửa đổi, bổ sung"),
    "reports": pgettext_lazy("relation", "báo cáo"),
    "mentions": pgettext_lazy("relation", "nhắc đến"),
}
"""Said of the document that cites: "văn bản này … văn bản kia"."""

CAUTIONS = {
    "two_bodies": _("Cùng một văn bản được viện dẫn với hai ký hiệu: %(one)s và %(other)s."),
    "issuer_code": _("Ký hiệu %(reference)s không khớp với cơ quan được nêu là %(issuer)s."),
    "kind_code": _("Văn bản được gọi là %(kind)s nhưng ký hiệu %(reference)s là của thể loại khác."),
    "date_differs": _("%(reference)s được viện dẫn với ngày %(day)s; sổ ghi ngày %(registered)s."),
    "later": _("%(reference)s ban hành ngày %(day)s, sau ngày của văn bản này (%(own)s)."),
    "replaced": _("%(reference)s đã được thay thế từ ngày %(day)s, trước ngày của văn bản này."),
    "code_ended": _("Ký hiệu của %(reference)s không còn dùng từ ngày %(ended)s (mã %(code)s)."),
    "own_code": _("Ký hiệu %(symbol)s của chính văn bản này không khớp với cơ quan ban hành %(issuer)s."),
    "competence": _("Theo %(source)s, %(issuer)s không ban hành thể loại %(kind)s vào ngày ấy."),
}

ADVICE = {
    "two_bodies": _("Đối chiếu với bản gốc rồi sửa chỗ in sai; nếu đúng là hai văn bản, đánh dấu đã xem và ghi lý do."),
    "issuer_code": _("Xem lại ký hiệu hoặc tên cơ quan trong bản gốc."),
    "kind_code": _("Xem lại thể loại và phần chữ của ký hiệu trong bản gốc."),
    "date_differs": _("Mở văn bản trong sổ để đối chiếu ngày; sửa ngày ở nơi ghi sai."),
    "later": _("Xem lại ngày của hai văn bản; văn bản không thể viện dẫn văn bản chưa có."),
    "replaced": _("Viện dẫn văn bản đang có hiệu lực, hoặc ghi lý do vẫn dùng văn bản cũ."),
    "code_ended": _("Xem lại ký hiệu và ngày; cơ quan này đã kết thúc hoạt động."),
    "own_code": _("Sửa ký hiệu hoặc cơ quan ban hành trong sổ."),
    "competence": _("Xem lại thể loại và thẩm quyền trước khi ban hành; nếu đã ban hành, báo cơ quan ban hành."),
}
"""What to do about each."""

ALLOWED = _("Cơ quan này dùng mã: %(codes)s.")


def caution_words(code: str, details: dict[str, str]) -> str:
    """A caution in a sentence."""
    said = str(CAUTIONS[code]) % details
    return f"{said} {ALLOWED % details}" if details.get("codes") else said
