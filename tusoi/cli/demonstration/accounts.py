# ruff: noqa: E501 (a sentence stays on its line)
"""Who signs in to the demonstration. Data only: the sign-in page shows it too."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ROOT = "Tỉnh ủy Sơn Hà"
RECORDER = "Quản trị máy chủ"
"""Who entered what was decided elsewhere; in a real installation the machine's own actor has another name."""
PASSWORD = "soi-va-sua-2030"
"""One for all of them. It guards nothing: everything in the demonstration is invented."""


class Role(NamedTuple):
    """One demonstration account: whom it belongs to, the organisation (by name), the position, what to try."""

    username: str
    name: str
    organisation: str
    kind: str
    hint: str | Promise
    birth_year: int = 1978
    text_size: str = ""

    @property
    def who(self) -> str:
        return f"{self.name} – {self.position}"

    @property
    def position(self) -> str:
        return f"{TITLES[self.kind]}, {self.organisation}"


TITLES = {
    "bi-thu": _("Bí thư"), "pho-bi-thu-thuong-truc": _("Phó bí thư thường trực"), "chanh-van-phong": _("Chánh Văn phòng"),
    "pho-chu-nhiem-ubkt": _("Phó chủ nhiệm Ủy ban Kiểm tra"), "quan-tri": _("Quản trị hệ thống"),
    "van-phong": _("Chuyên viên văn phòng"), "uy-vien": _("Ủy viên Ban Chấp hành"), "chi-uy-vien": _("Chi ủy viên"),
}  # fmt: skip

_AGENCIES = "Đảng ủy các cơ quan Đảng tỉnh"
ROLES = (
    Role("vptinh", "Hà Thị Mây", ROOT, "chanh-van-phong",
         _("Đọc một văn bản mới, giao yêu cầu xuống các xã, xem ai chưa nộp, duyệt bài đang chờ.")),
    Role("bithutinh", "Đinh Trọng Khôi", ROOT, "bi-thu",
         _("Xem toàn tỉnh: đơn vị nào chưa làm, chín việc của thông báo kết luận đã xong mấy việc."), 1968),
    Role("ubkttinh", "Vi Văn Sáng", ROOT, "pho-chu-nhiem-ubkt",
         _("Theo dõi ba yêu cầu của kết luận giám sát, xác nhận từng mục khắc phục."), 1973),
    Role("quantri", "Đinh Công Lâm", ROOT, "quan-tri",
         _("Thành lập, đổi tên một đơn vị; lập tài khoản; xem nhật ký."), 1986),
    Role("vpcoquan", "Lương Thu Hương", _AGENCIES, "chanh-van-phong",
         _("62/74 tập thể, 294/308 cấp ủy viên, 40/47 báo cáo: xem danh sách còn thiếu, in công văn đôn đốc, trả lại một mục.")),
    Role("vpanbinh", "Lò Thị Lan", "Đảng ủy xã An Bình", "van-phong",
         _("Hôm nay đến hạn một việc: soạn và nộp; giao tiếp xuống các chi bộ thôn."), 1990),
    Role("bithuanbinh", "Hoàng Minh Quyết", "Đảng ủy xã An Bình", "bi-thu",
         _("Xem phân công phụ trách địa bàn: chỗ bỏ trống, chỗ hai người cùng phụ trách."), 1975),
    Role("bithuthondong", "Lò Văn Nọi", "Chi bộ Thôn Đông", "bi-thu",
         _("Bí thư chi bộ thôn dùng điện thoại, chữ to: chi bộ còn nợ việc gì."), 1958, "larger"),
    Role("uyvienanbinh", "Mùa Thị Sua", "Đảng ủy xã An Bình", "uy-vien",
         _("Một việc của cá nhân đã quá hạn: viết và gửi bản đăng ký."), 1988),
    Role("vpsuoigiang", "Vi Văn Tưởng", "Đảng ủy xã Suối Giàng", "van-phong",
         _("Xã bên cạnh: không thấy gì của An Bình; bài vừa bị trả lại kèm lý do."), 1984),
    Role("bithunhain", "Phùng Thị Nhung", "Chi bộ Nhà in Sơn Hà", "bi-thu",
         _("Kế hoạch khắc phục bị trả lại hai mục: sửa đúng hai mục đó rồi nộp lại."), 1981),
    Role("chiuyviennhain", "Tòng Văn Ỏm", "Chi bộ Nhà in Sơn Hà", "chi-uy-vien",
         _("Một trong 14 cấp ủy viên chưa gửi kế hoạch cá nhân."), 1992),
)  # fmt: skip


def accounts() -> list[tuple[str, str, str]]:
    """(username, who, what to try) of every demonstration account, in the order in which to try them."""
    return [(role.username, role.who, str(role.hint)) for role in ROLES]
