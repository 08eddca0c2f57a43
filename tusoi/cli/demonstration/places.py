# ruff: noqa: E501 (a sentence stays on its line)
"""Invented places and the organisations that stand there."""

COMMUNES = (
    "An Bình", "Suối Giàng", "Nậm Khao", "Mường Cang", "Đồng Vả", "Pá Lừa", "Vĩnh Hà", "Thanh Cốc", "Bình Khê",
    "Yên Thái", "Phú Sơn", "Hồng Quảng", "Nà Pán", "Chiềng Lan", "Khe Ngà", "Đại Lâm", "Trung Nghĩa", "Tân Hà",
    "Bản Mạ", "Cò Nòi Thượng", "Hang Chú",
)  # fmt: skip
WARDS = ("Hà Thành", "Sông Ngần", "Đồi Thông")
VILLAGES = (
    "Đông", "Hạ", "Thượng", "Trung", "Đoài", "Cầu Đá", "Gốc Gạo", "Bến Đò", "Đồng Mới", "Ngã Ba", "Tân Lập", "Hợp Thành",
    "Tiền Phong", "Đoàn Kết", "Quyết Tiến", "Nà Lò", "Nà Hoi", "Huổi Sấy", "Pá Khôm", "Co Mạ", "Lè", "Phiêng Lanh", "Tà Lành",
    "Suối Hoa", "Khuổi Nặm", "Bản Hìn", "Tin Tốc", "Sài Lương", "Làng Chiềng", "Mỏ Đá", "Đồng Cọ", "Cây Thị", "Khe Sấu",
)  # fmt: skip
COMMUNE_AGENCIES = (
    "Cơ quan Đảng xã", "Ủy ban nhân dân xã", "Công an xã", "Quân sự xã", "Trường Trung học cơ sở", "Trạm Y tế",
)  # fmt: skip
COMPANIES = (
    "Công ty Chè", "Công ty Lâm nghiệp", "Hợp tác xã Dược liệu", "Trung tâm Y tế khu vực", "Trường Nội trú", "Công ty Thủy điện",
)  # fmt: skip

PARTY_AGENCIES = "Đảng ủy các cơ quan Đảng tỉnh"
"""The agency committee whose figures everybody knows: 47 grassroots organisations, 27 cells below nine of them."""
CELLS_OF_PARTY_AGENCIES = 111
"""With the small ones, which have no committee of their own and are not among the 74 collectives."""
WITH_CELLS = {
    "Văn phòng Tỉnh ủy": ("Phòng Tổng hợp", "Phòng Quản trị, tài vụ", "Phòng Hành chính, lưu trữ"),
    "Trường Chính trị tỉnh": ("Khoa Xây dựng Đảng", "Khoa Lý luận cơ sở", "Phòng Tổ chức, hành chính"),
    "Báo và Phát thanh, Truyền hình Sơn Hà": ("Phòng Thời sự", "Phòng Kỹ thuật", "Phòng Thư ký biên tập"),
    "Tòa án nhân dân tỉnh": ("Tòa Hình sự", "Tòa Dân sự", "Văn phòng Tòa án"),
    "Viện kiểm sát nhân dân tỉnh": ("Phòng 1", "Phòng 7", "Văn phòng Viện kiểm sát"),
    "Cơ quan Mặt trận Tổ quốc tỉnh": ("Ban Phong trào", "Ban Dân chủ, pháp luật", "Văn phòng Mặt trận"),
    "Liên đoàn Lao động tỉnh": ("Ban Chính sách", "Ban Nữ công", "Nhà Văn hóa Lao động"),
    "Tỉnh đoàn Sơn Hà": ("Ban Phong trào thanh niên", "Ban Trường học", "Trung tâm Thanh thiếu nhi"),
    "Hội Nông dân tỉnh": ("Ban Kinh tế xã hội", "Ban Xây dựng Hội", "Trung tâm Hỗ trợ nông dân"),
}
SINGLE_CELLS = (
    "Ban Tổ chức Tỉnh ủy", "Ban Tuyên giáo và Dân vận Tỉnh ủy", "Ban Nội chính Tỉnh ủy", "Cơ quan Ủy ban Kiểm tra Tỉnh ủy",
    "Hội Liên hiệp Phụ nữ tỉnh", "Hội Cựu chiến binh tỉnh", "Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh",
    "Hội Chữ thập đỏ tỉnh", "Hội Nhà báo tỉnh", "Hội Văn học nghệ thuật tỉnh", "Liên hiệp các hội khoa học và kỹ thuật",
    "Liên minh Hợp tác xã tỉnh", "Hội Luật gia tỉnh", "Hội Người cao tuổi tỉnh", "Hội Đông y tỉnh", "Hội Khuyến học tỉnh",
    "Hội Người mù tỉnh", "Hội Nạn nhân chất độc da cam tỉnh", "Hội Cựu thanh niên xung phong tỉnh", "Hội Làm vườn tỉnh",
    "Liên hiệp các tổ chức hữu nghị tỉnh", "Nhà in Sơn Hà", "Lưu trữ lịch sử Đảng bộ tỉnh", "Nhà khách Tỉnh ủy",
    "Trung tâm Công nghệ thông tin Tỉnh ủy", "Tạp chí Văn nghệ Sơn Hà", "Quỹ Hỗ trợ nông dân", "Quỹ Hỗ trợ phụ nữ",
    "Hội Kế hoạch hóa gia đình", "Hội Bảo vệ quyền trẻ em", "Hội Doanh nhân cựu chiến binh", "Đoàn Luật sư tỉnh",
    "Hội Sinh vật cảnh", "Hội Y dược học", "Hội Kiến trúc sư", "Hội Khoa học lịch sử", "Hội Di sản văn hóa",
    "Ban Bảo vệ, chăm sóc sức khỏe cán bộ tỉnh",
)  # fmt: skip

GOVERNMENT = "Đảng ủy Ủy ban nhân dân tỉnh"
DEPARTMENTS = (
    "Sở Nội vụ", "Sở Tài chính", "Sở Nông nghiệp và Môi trường", "Sở Xây dựng", "Sở Giáo dục và Đào tạo", "Sở Y tế",
    "Sở Tư pháp", "Sở Công Thương", "Sở Khoa học và Công nghệ", "Sở Văn hóa, Thể thao và Du lịch", "Sở Dân tộc và Tôn giáo",
    "Thanh tra tỉnh", "Văn phòng Ủy ban nhân dân tỉnh", "Kho bạc Nhà nước khu vực", "Bệnh viện Đa khoa tỉnh",
)  # fmt: skip
POLICE = "Đảng ủy Công an tỉnh"
POLICE_UNITS = (
    "Phòng Tham mưu", "Phòng Tổ chức cán bộ", "Phòng Cảnh sát giao thông", "Phòng Cảnh sát hình sự", "Phòng Hậu cần",
    "Phòng Quản lý hành chính", "Phòng An ninh nội địa", "Thanh tra Công an tỉnh",
)  # fmt: skip
