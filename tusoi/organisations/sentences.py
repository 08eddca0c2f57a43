"""How this package speaks: the trail's sentences, why something was impossible, what a permission and a standing are.

In a sentence stand the facts of the entry by their names; %(name_before)s is the old value of a change.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .errors import (
    AccountRefused,
    Misplaced,
    Unappointable,
    Unassignable,
    WrongPeriod,
    WrongStanding,
)  # fmt: skip

SENTENCES = {
    "organisations.found": _("thành lập %(name)s, từ %(founded_on)s"),
    "organisations.rename": _("đổi tên từ “%(name_before)s” thành “%(name)s”, từ %(on)s"),
    "organisations.end": _("kết thúc hoạt động từ %(on)s: %(reason)s"),
    "bodies.establish": _("lập %(name)s, từ %(valid_from)s"),
    "bodies.end": _("kết thúc hoạt động của cơ quan từ %(on)s: %(reason)s"),
    "terms.open": _("mở nhiệm kỳ %(name)s, từ %(valid_from)s"),
    "people.register": _("ghi nhận %(subject)s là đảng viên của đơn vị, từ %(valid_from)s"),
    "positions.appoint": _("bổ nhiệm %(person)s giữ chức vụ %(position)s, từ %(valid_from)s"),
    "positions.relieve": _("thôi giữ chức vụ %(position)s đối với %(person)s, từ %(on)s: %(reason)s"),
    "memberships.standing": _("đổi tình trạng sinh hoạt của %(subject)s, từ %(on)s"),
    "memberships.transfer": _("chuyển sinh hoạt đảng của %(subject)s từ %(source)s đến %(target)s, từ %(on)s"),
    "memberships.end": _("đưa %(subject)s ra khỏi danh sách đảng viên từ %(on)s: %(reason)s"),
    "areas.assign": _("phân công %(person)s phụ trách %(area)s, từ %(valid_from)s"),
    "areas.end": _("thôi phân công %(person)s phụ trách %(area)s, từ %(on)s"),
    "accounts.create": _("tạo tài khoản %(username)s cho %(person)s"),
    "accounts.activate": _("mở lại tài khoản %(username)s"),
    "accounts.deactivate": _("khóa tài khoản %(username)s"),
    "accounts.reset_password": _("đặt lại mật khẩu của tài khoản %(username)s"),
    "organisations.export_tree": _("xuất danh sách đơn vị ra %(format)s: %(count)s dòng"),
    "organisations.export_people": _("xuất danh sách người ra %(format)s: %(count)s dòng"),
    "organisations.export_members": _("xuất danh sách đảng viên ra %(format)s: %(count)s dòng"),
    "organisations.export_areas": _("xuất bảng phân công phụ trách ra %(format)s: %(count)s dòng"),
    "organisations.export_accounts": _("xuất danh sách tài khoản ra %(format)s: %(count)s dòng"),
}

_NAME = _("Hãy ghi tên.")
_REASON = _("Hãy ghi lý do.")
_DAY = _("Ngày chưa hợp lệ: trước khi việc này bắt đầu, hoặc còn ở tương lai.")
_ENDED = _("Việc này đã kết thúc trước đó.")
_ORGANISATION_ENDED = _("Đơn vị đã kết thúc hoạt động.")
_KIND = _("Loại này không có hiệu lực vào ngày đã chọn.")

REFUSALS: dict[type[Exception], dict[str, Promise]] = {
    Misplaced: {
        "name": _NAME,
        "reason": _REASON,
        "day": _DAY,
        "kind": _KIND,
        "ended": _ORGANISATION_ENDED,
        "rank": _("Cấp của đơn vị mới phải thấp hơn cấp của đơn vị cấp trên trực tiếp."),
        "same": _("Tên và ký hiệu mới giống hệt đang dùng: chưa có gì để đổi."),
        "taken": _("Cùng cấp trên trực tiếp đã có một đơn vị đang hoạt động mang tên này."),
        "children": _("Còn đơn vị trực thuộc đang hoạt động: hãy kết thúc hoặc chuyển các đơn vị đó trước."),
        "duties": _("Đơn vị còn nhiệm vụ chưa xong: hãy hoàn thành, miễn hoặc thu hồi trước khi kết thúc."),
    },
    Unappointable: {
        "kind": _("Chức vụ này không có hiệu lực vào ngày đã chọn."),
        "ended": _ENDED,
        "day": _DAY,
        "reason": _REASON,
        "self": _("Không ai tự bổ nhiệm chính mình."),
        "beyond": _("Bạn không thể giao một quyền quản trị mà chính bạn không có ở đơn vị này."),
        "body": _("Cơ quan này không thuộc đơn vị, hoặc không hoạt động vào ngày đã chọn."),
        "term": _("Nhiệm kỳ này không thuộc đơn vị, hoặc không gồm ngày đã chọn."),
        "double": _("Người này đã giữ đúng chức vụ đó trong cùng thời gian."),
        "taken": _("Đơn vị đang có người đứng đầu: hãy cho thôi giữ chức vụ trước khi bổ nhiệm người mới."),
    },
    WrongStanding: {
        "name": _NAME,
        "reason": _REASON,
        "day": _DAY,
        "ended": _ORGANISATION_ENDED,
        "kind": _("Không thể chuyển sang tình trạng này."),
        "member": _("Người này hiện không sinh hoạt tại đơn vị."),
        "same": _("Đảng viên đang ở tình trạng này."),
        "backwards": _("Đảng viên chính thức không trở lại dự bị."),
        "here": _("Người này đang sinh hoạt tại đơn vị đến."),
    },
    WrongPeriod: {
        "name": _NAME,
        "reason": _REASON,
        "day": _DAY,
        "kind": _KIND,
        "ended": _ENDED,
        "double": _("Đơn vị đang có một cơ quan cùng loại và cùng tên."),
        "overlap": _("Thời gian trùng với một nhiệm kỳ khác."),
    },
    Unassignable: {
        "day": _DAY,
        "ended": _ENDED,
        "kind": _("Lĩnh vực này không có hiệu lực vào ngày đã chọn."),
        "either": _("Chọn đúng một: địa bàn hoặc lĩnh vực."),
        "committee": _("Người này không ở trong cấp ủy của đơn vị vào ngày đã chọn."),
        "territory": _("Địa bàn phải là đơn vị trực thuộc đang hoạt động."),
        "double": _("Người này đang phụ trách đúng phần việc đó."),
    },
    AccountRefused: {
        "username": _("Tên đăng nhập gồm 3 đến 50 chữ thường không dấu, chữ số, dấu chấm, gạch ngang."),
        "taken": _("Tên đăng nhập này đã có người dùng."),
        "double": _("Người này đã có tài khoản."),
        "password": _("Mật khẩu chưa đủ mạnh."),
        "self": _("Không thể tự khóa hoặc tự đặt lại mật khẩu của chính mình ở đây."),
    },
}
"""For each exception class, its codes in words."""

PERMISSIONS = {
    "read": _("Xem"),
    "audit.read": _("Xem nhật ký"),
    "organisations.change": _("Thành lập, đổi tên, kết thúc đơn vị"),
    "people.change": _("Bổ nhiệm, quản lý đảng viên"),
    "areas.assign": _("Phân công phụ trách"),
    "documents.register": _("Vào sổ văn bản"),
    "documents.appraise": _("Thẩm định dự thảo"),
    "documents.template": _("Ban hành văn bản mẫu"),
    "obligations.issue": _("Giao nhiệm vụ"),
    "obligations.answer": _("Trả lời nhiệm vụ"),
    "obligations.review": _("Duyệt bài nộp"),
    "obligations.read_personal": _("Xem nhiệm vụ của từng cá nhân"),
    "accounts.change": _("Quản lý tài khoản"),
    "oversight.run": _("Tiến hành kiểm tra, giám sát"),
    "oversight.read": _("Xem hồ sơ kiểm tra, giám sát"),
    "oversight.configure": _("Đặt quy trình kiểm tra, giám sát"),
}

ROLE_NAMES = {
    "head": _("người đứng đầu"),
    "deputy": _("cấp phó"),
    "office": _("văn phòng"),
    "inspector": _("kiểm tra"),
    "administrator": _("quản trị"),
    "committee_member": _("cấp ủy viên"),
    "member": _("đảng viên"),
}

STANDINGS = {
    "official": _("chính thức"),
    "probationary": _("dự bị"),
    "away": _("tạm vắng (đi làm xa)"),
    "visiting": _("tạm chuyển đến"),
    "exempt": _("được miễn sinh hoạt"),
}


def why_impossible(error: Exception) -> str:
    """What an exception of this package says to the reader; its detail where it has one."""
    detail = getattr(error, "detail", "")
    return detail or str(REFUSALS.get(type(error), {}).get(getattr(error, "code", ""), error))
