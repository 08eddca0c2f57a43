# ruff: noqa: E501 (a sentence stays on its line)
"""The wording of the province's papers. Invented, but for numbers, days and subjects of the central documents."""

from datetime import date

REGISTER_OPENED = date(2025, 11, 3)
"""The first day on which the office kept this register; older papers were entered on it."""

CENTRAL = (
    ("quy-dinh", 294, "QĐ/TW", "Ban Chấp hành Trung ương", "2025-05-26", "Thi hành Điều lệ Đảng"),
    ("chi-thi", 50, "CT/TW", "Ban Bí thư Trung ương Đảng", "2025-07-23",
     "Đổi mới sinh hoạt chi bộ trong giai đoạn mới"),
    ("quy-dinh", 366, "QĐ/TW", "Bộ Chính trị", "2025-08-30",
     "Kiểm điểm và đánh giá, xếp loại chất lượng đối với tập thể, cá nhân trong hệ thống chính trị"),
    ("huong-dan", 42, "HD/BTCTW", "Ban Tổ chức Trung ương", "2025-10-28", "Nội dung sinh hoạt chi bộ"),
    ("quy-che", 8, "QC/TW", "Trung ương", "2025-11-05", "Theo dõi việc thực hiện nhiệm vụ được giao"),
    ("quy-dinh", 399, "QĐ/TW", "Ban Bí thư Trung ương Đảng", "2026-01-09",
     "Thể loại, thẩm quyền ban hành và thể thức văn bản của Đảng"),
    ("quy-dinh", 208, "QĐ/TW", "Ban Chấp hành Trung ương", "2026-07-26", "Thi hành Điều lệ Đảng"),
)  # fmt: skip

NOTICE = "Kết luận của Thường trực Tỉnh ủy tại Hội nghị giao ban với bí thư đảng ủy các xã, phường"
MATTERS = (  # title, sentence, bearers (names of the tree), how far it came
    ("Nơi sinh hoạt cho chi bộ thôn, bản",
     "Rà soát, bố trí nơi sinh hoạt ổn định cho 27 chi bộ thôn, bản chưa có nhà văn hóa; xong trước mùa mưa.", "government", 1),
    ("Đường truyền cho thôn, bản vùng lõm sóng",
     "Làm việc với các doanh nghiệp viễn thông, phủ sóng cho 31 thôn, bản còn lõm sóng.", "government", 1),
    ("Phụ cấp của chi ủy viên sau sáp nhập thôn",
     "Hướng dẫn thống nhất mức phụ cấp của chi ủy viên ở các thôn, bản mới sáp nhập.", "government", 0),
    ("Biên chế cơ quan tham mưu của đảng ủy xã",
     "Trình phương án bố trí đủ biên chế cho văn phòng, ban xây dựng Đảng và cơ quan ủy ban kiểm tra của đảng ủy xã.", "party", 1),
    ("Quy chế làm việc mẫu",
     "Ban hành quy chế làm việc mẫu để các đảng ủy xã, phường thực hiện thống nhất.", "party", 1),
    ("Tập huấn nghiệp vụ kiểm tra, giám sát",
     "Mở hai lớp tập huấn nghiệp vụ kiểm tra, giám sát cho ủy ban kiểm tra đảng ủy các xã, phường.", "party", 1),
    ("Bàn giao hồ sơ đảng viên của cấp huyện cũ",
     "Hoàn thành việc bàn giao hồ sơ đảng viên của các huyện trước đây về đúng đảng ủy xã, phường.", "party", 0),
    ("Đất ở xen ghép tại khu tái định cư",
     "Giải quyết dứt điểm việc cấp giấy chứng nhận cho 142 hộ tái định cư tại Nậm Khao, Pá Lừa.", "land", 0),
    ("Đường liên xã hư hỏng sau mưa lũ",
     "Khắc phục các điểm sạt lở trên tuyến An Bình - Suối Giàng - Hang Chú, bảo đảm đi lại trong mùa khô.", "road", 0),
)  # fmt: skip

CONCLUSION = (
    "Kết luận giám sát chuyên đề việc xây dựng, thực hiện quy chế làm việc và phân công nhiệm vụ cấp ủy viên đối với ban thường "
    "vụ đảng ủy các xã, phường"
)
STRENGTHS = (
    "Sau đại hội, 24/24 đảng ủy xã, phường đã kiện toàn ban thường vụ, ủy ban kiểm tra và các cơ quan tham mưu đúng thời gian quy định.",
    "Phần lớn các đảng ủy duy trì giao ban hằng tuần, cán bộ chủ chốt thường xuyên xuống thôn, bản.",
)
LIMITATIONS = (
    "Một số quy chế làm việc sao chép của nơi khác, chưa quy định rõ trách nhiệm của người đứng đầu.",
    "Việc phân công cấp ủy viên phụ trách địa bàn ở 7 đảng bộ còn trùng hoặc bỏ sót chi bộ.",
    "Có nơi chưa theo dõi việc thực hiện kết luận sau kiểm tra, giám sát; báo cáo gửi chậm.",
    "Chương trình kiểm tra, giám sát dàn trải, chưa chọn nội dung trọng tâm về đất đai, đầu tư công.",
)
REQUIREMENTS = (
    ("Kế hoạch khắc phục sau kết luận giám sát",
     "Một là, xây dựng kế hoạch khắc phục từng hạn chế nêu tại mục II, ghi rõ người chịu trách nhiệm, thời hạn và sản phẩm."),
    ("Rà soát, điều chỉnh phân công nhiệm vụ cấp ủy viên",
     "Hai là, rà soát quy chế làm việc và bảng phân công, bảo đảm mỗi chi bộ có một cấp ủy viên phụ trách, không trùng, không sót."),
    ("Báo cáo kết quả thực hiện kết luận",
     "Ba là, báo cáo kết quả thực hiện kết luận về Ban Thường vụ Tỉnh ủy qua Ủy ban Kiểm tra Tỉnh ủy, kèm số liệu và minh chứng."),
)  # fmt: skip

REGULATION = "Hướng dẫn xây dựng Quy chế làm việc của đảng ủy xã, phường theo mẫu thống nhất"
PROVINCE_PLAN = "Kế hoạch thực hiện Chỉ thị 50-CT/TW về đổi mới sinh hoạt chi bộ trong giai đoạn mới"
AGENCY_NOTICE = (
    "Kết quả kiểm điểm, tự phê bình và phê bình của các tập thể, cá nhân trong Đảng bộ các cơ quan Đảng tỉnh"
)
AGENCY_LIMITATIONS = (
    "Một số tập thể chưa duy trì sinh hoạt chuyên đề, nội dung sinh hoạt chưa gắn với nhiệm vụ chuyên môn.",
    "Việc theo dõi, đôn đốc thực hiện kết luận sau kiểm tra chưa thường xuyên; còn tình trạng nể nang trong phê bình.",
    "Trách nhiệm của người đứng đầu một số chi bộ chưa rõ trong quy chế làm việc.",
)
AGENCY_REQUIREMENTS = (
    ("Kế hoạch khắc phục hạn chế, khuyết điểm sau kiểm điểm",
     "1. Từng tập thể cấp ủy xây dựng kế hoạch khắc phục, có biện pháp, mốc thời gian và người chịu trách nhiệm cho từng hạn chế."),
    ("Kế hoạch khắc phục của cá nhân cấp ủy viên sau kiểm điểm",
     "2. Từng đồng chí cấp ủy viên xây dựng kế hoạch khắc phục của cá nhân, gửi về Đảng ủy qua chi bộ."),
    ("Báo cáo kết quả khắc phục hạn chế, khuyết điểm sau kiểm điểm",
     "3. Các tổ chức cơ sở đảng báo cáo kết quả khắc phục, có số liệu đến thời điểm báo cáo và việc chưa xong."),
)  # fmt: skip
AN_BINH_PLAN = "Kế hoạch khắc phục hạn chế theo Kết luận giám sát của Ban Thường vụ Tỉnh ủy"


def notice_text() -> str:
    lines = ["Thường trực Tỉnh ủy đã nghe 24 bí thư đảng ủy xã, phường kiến nghị và kết luận chín việc sau:"]
    lines += [f"{number}. {sentence}" for number, (_, sentence, _, _) in enumerate(MATTERS, start=1)]
    lines.append(
        "Các đơn vị được giao báo cáo kết quả trước hội nghị giao ban lần sau. Văn phòng Tỉnh ủy theo dõi, đôn đốc."
    )
    return "\n".join(lines)


def conclusion_text() -> str:
    return "\n".join(
        (
            "Thực hiện Chương trình kiểm tra, giám sát và Quy định 294-QĐ/TW, Ban Thường vụ Tỉnh ủy kết luận:",
            "I. Ưu điểm", *STRENGTHS, "II. Hạn chế", *LIMITATIONS,
            "III. Yêu cầu đối với ban thường vụ đảng ủy các xã, phường", *(text for _, text in REQUIREMENTS),
        )
    )  # fmt: skip


def agency_text() -> str:
    return "\n".join(
        (
            "Qua kiểm điểm theo Quy định 366-QĐ/TW, Ban Thường vụ Đảng ủy thông báo:",
            *AGENCY_LIMITATIONS, "Ban Thường vụ Đảng ủy yêu cầu:", *(text for _, text in AGENCY_REQUIREMENTS),
        )
    )  # fmt: skip
