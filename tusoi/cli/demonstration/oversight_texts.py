# ruff: noqa: E501 (a sentence stays on its line)
"""Invented words of inspection and supervision: cases, what was found, what was asked for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """A case as the demonstration tells it; ``begins`` counts days from today, ``until`` is the gate it stands at."""

    owner: str
    kind: str
    title: str
    content: str = ""
    body: str = ""
    by: str = "office"
    areas: tuple[str, ...] = ("quy-che",)
    subjects: tuple[str, ...] = ()
    begins: int = -30
    until: str = "self_report"
    circle: str = "normal"
    suspended: str = ""
    extended: str = ""
    reason: str = "Bổ sung theo chỉ đạo của Thường trực cấp ủy tại giao ban tháng"


_ROOT = "Tỉnh ủy Sơn Hà"
THEMATIC = Told(
    _ROOT, "gs-cd", "Giám sát chuyên đề việc lãnh đạo quản lý đất đai, đầu tư xây dựng ở 12 xã, phường",
    "Việc ban hành và thực hiện nghị quyết, quy chế; việc phân công, kiểm tra, đôn đốc; trách nhiệm người đứng đầu.",
    "ban-thuong-vu", areas=("dat-dai", "quy-che"),
)  # fmt: skip
RUNNING = (
    Told(_ROOT, "gs-cd", "Giám sát việc đánh giá cán bộ và quy hoạch cấp ủy cấp xã", "Quy trình, hồ sơ và việc lấy ý kiến nơi cư trú.",
         "ban-to-chuc", "deputy", ("cong-tac-can-bo",), ("Đảng ủy xã Bình Khê", "Đảng ủy xã Yên Thái", "Đảng ủy xã Phú Sơn"), -75,
         extended="Cần đối chiếu thêm hồ sơ quy hoạch ở ba xã."),
    Told(_ROOT, "kt-ch", "Kiểm tra việc thực hiện nghị quyết về giảm nghèo bền vững", "Giải ngân, lồng ghép vốn, việc tự kiểm tra.",
         "ban-thuong-vu", "office", ("nghi-quyet-chi-thi",), ("Đảng ủy xã Hồng Quảng", "Đảng ủy xã Nà Pán"), -64,
         suspended="Hai xã đang khắc phục hậu quả lũ quét, đề nghị lùi lịch làm việc."),
    Told(_ROOT, "kt-dhvp", "Kiểm tra khi có dấu hiệu vi phạm trong quản lý tài chính ở một đảng bộ xã", "Theo đơn và báo cáo của cán bộ theo dõi địa bàn.",
         "uy-ban-kiem-tra", "inspector", ("ngan-sach",), ("Đảng ủy xã Khe Ngà",), -40, circle="restricted",
         reason="Có dấu hiệu vi phạm qua giám sát thường xuyên"),
    Told(_ROOT, "gs-cd", "Giám sát chuyên đề nền nếp sinh hoạt và vai trò nêu gương của cấp ủy viên xã", "Sinh hoạt chi bộ, dự họp theo phân công, tự phê bình.",
         "ban-thuong-vu", "office", ("quan-ly-dang-vien", "quy-che"), ("Đảng ủy xã An Bình", "Đảng ủy xã Suối Giàng", "Đảng ủy xã Vĩnh Hà"), -46, "discuss"),
    Told(_ROOT, "kt-nvkt", "Kiểm tra việc thực hiện nhiệm vụ kiểm tra, giám sát của hai đảng ủy xã", "Chương trình năm, quy trình, hồ sơ, kết luận.",
         "uy-ban-kiem-tra", "inspector", ("chuong-trinh-ktgs",), ("Đảng ủy xã Chiềng Lan", "Đảng ủy xã Đại Lâm"), -12, "outline"),
    Told(_ROOT, "kt-tc", "Kiểm tra thu, nộp, quản lý, sử dụng đảng phí", "Sổ sách, chứng từ hai năm gần đây.",
         "uy-ban-kiem-tra", "inspector", ("dang-phi",), ("Đảng ủy xã Trung Nghĩa",), -5, "propose"),
    Told("Đảng ủy xã An Bình", "gs-cd", "Giám sát việc ra nghị quyết tháng và phân công đảng viên phụ trách hộ", "Nghị quyết, sổ họp, phân công từng đảng viên.",
         areas=("quan-ly-dang-vien",), subjects=("Chi bộ Thôn Đông", "Chi bộ Thôn Hạ"), begins=-24),
)  # fmt: skip
STUBS: tuple[tuple[int, dict[str, object]], ...] = (
    (-150, {"kind_code": "tc", "stub_number": "TC-04", "stub_members": 1, "settled": True}),
    (-96, {"kind_code": "tc", "stub_number": "TC-07", "stub_members": 2}),
    (-88, {"kind_code": "kn", "stub_number": "KN-02", "stub_members": 1, "settled": True}),
    (-70, {"kind_code": "kl", "stub_number": "KL-05", "stub_members": 3, "settled": True}),
    (-33, {"kind_code": "kl", "stub_number": "KL-06", "stub_members": 1}),
    (-52, {"kind_code": "kt-dhvp", "circle": "secret", "secrecy": "mat", "stub_number": "VM-01", "stub_members": 2}),
)
ASKED = "Báo cáo theo đề cương đã gửi; nêu rõ việc đã làm, việc chưa làm, số liệu, người chịu trách nhiệm."
OWN_REPORT = (
    "{name} đã rà soát hồ sơ đất đai và các công trình khởi công trong kỳ: 14 hồ sơ, 3 hồ sơ chậm quá 30 ngày, nguyên nhân do "
    "phân công chưa rõ người. Đã kiểm điểm ở phiên họp ban thường vụ, giao một phó bí thư theo dõi hằng tuần."
)
DRAFT = "Dự thảo báo cáo về {name}: đã ban hành quy chế, phân công cấp ủy viên; còn 3 hồ sơ chậm, hai cuộc kiểm tra chưa có thông báo kết quả."
SAYS = {
    "An Bình": "Đề nghị ghi rõ một trong ba hồ sơ đã giải quyết xong trước ngày đoàn làm việc.",
    "Suối Giàng": "Đề nghị xem lại số cuộc kiểm tra: một cuộc do đảng ủy tự tổ chức đã có thông báo.",
}
ANSWERED = "Đoàn đã đối chiếu lại hồ sơ, tiếp thu và sửa số liệu trong báo cáo."
ON_PAPER = "Bản giấy lập riêng từng nơi, lưu ở hồ sơ của đoàn."
PAPER = "{name}: nội dung theo kế hoạch đã ban hành, có chữ ký của đoàn và đại diện đối tượng."
EVIDENCE = "Biên bản làm việc, sổ nghị quyết và hồ sơ lưu tại văn phòng."
CAUSE = "Phân công chưa rõ người, rõ việc; việc đôn đốc chưa thường xuyên."
ABOVE = "Đã nhắc ba lần, quá hạn, đơn vị chưa gửi kế hoạch khắc phục."
DUE = (-40, -15, 12, 30)
FOUND = (
    (
        "strength",
        "Các đảng ủy đã ban hành quy chế làm việc, phân công cấp ủy viên phụ trách từng thôn, từng lĩnh vực.",
        "quy-che",
        "",
    ),
    (
        "shortcoming",
        "Một số nơi chưa kiểm tra sau khi giao việc, hồ sơ đất đai còn chậm quá 30 ngày.",
        "dat-dai",
        "Rà soát toàn bộ hồ sơ đất đai còn tồn, lập danh sách, giao người và hạn giải quyết từng hồ sơ.",
    ),
    (
        "shortcoming",
        "Việc công khai kế hoạch sử dụng đất ở thôn, bản chưa đều.",
        "dat-dai",
        "Niêm yết kế hoạch sử dụng đất ở nhà văn hóa từng thôn, bản và báo cáo kết quả.",
    ),
    (
        "defect",
        "Chương trình kiểm tra, giám sát năm chưa có nội dung về đầu tư xây dựng.",
        "quy-che",
        "Bổ sung nội dung đầu tư xây dựng vào chương trình kiểm tra, giám sát của cấp ủy.",
    ),
    (
        "shortcoming",
        "Ba hồ sơ giao đất thiếu ý kiến của chi bộ nơi có đất.",
        "dat-dai",
        "Bổ sung ý kiến chi bộ vào ba hồ sơ giao đất, báo cáo kết quả.",
    ),
    (
        "shortcoming",
        "Một công trình khởi công khi chưa có kết luận của ban thường vụ.",
        "quy-che",
        "Kiểm điểm trách nhiệm tập thể, cá nhân và làm rõ quy trình thông qua chủ trương.",
    ),
    ("strength", "Chủ động đối thoại với dân ở hai thôn có vướng mắc đất đai.", "dat-dai", ""),
    (
        "defect",
        "Không ra thông báo kết quả sau hai cuộc kiểm tra.",
        "quy-che",
        "Ra thông báo kết quả hai cuộc kiểm tra đã làm, gửi chi bộ được kiểm tra.",
    ),
)
