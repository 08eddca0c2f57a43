"""Reference tables for counts: what is counted, what only looks like a count."""

PERSONS = (
    "người|đồng chí|đ/c|đảng viên|cán bộ|công chức|viên chức|cấp ủy viên|ủy viên|đại biểu|cá nhân|quần chúng|"
    "đoàn viên|hội viên|bí thư|học viên|lượt người|phụ nữ|cháu|em|sinh viên|học sinh|công dân|hộ|hộ dân|gia đình|"
    "bị can|bị cáo|thành viên|giáo viên|trưởng thôn|người lao động|lao động|chiến sĩ|chiến sỹ|đảng viên mới|"
    "đảng viên dự bị|đảng viên chính thức|ông|bà|cử tri|bí thư chi bộ|phó bí thư|phó bí thư chi bộ|biên chế|"
    "thành ủy viên|tỉnh ủy viên|huyện ủy viên|quận ủy viên|thị ủy viên|đảng ủy viên|chi ủy viên|"
    "lượt cán bộ|lượt đảng viên|lượt tổ chức đảng|lượt chi bộ"
)
BODIES = (
    "tổ chức đảng|tổ chức cơ sở đảng|tccsđ|tổ chức|chi bộ|chi bộ trực thuộc|chi bộ cơ sở|chi, đảng bộ|đảng bộ|"
    "đảng bộ cơ sở|đảng bộ trực thuộc|đảng bộ bộ phận|đảng ủy|đảng ủy cơ sở|đảng ủy trực thuộc|chi ủy|cấp ủy|"
    "cấp ủy cơ sở|tập thể|tập thể cấp ủy|ubkt|ủy ban kiểm tra|ban thường vụ|huyện ủy|tổ đảng|đoàn|đoàn kiểm tra|"
    "đoàn giám sát|đoàn công tác|tổ|tổ công tác|tổ kiểm tra|tổ giám sát|cơ quan|đơn vị|địa phương|xã|phường|"
    "thị trấn|huyện|quận|thị xã|thành phố|tỉnh|thôn|buôn|bản|ấp|khu phố|tổ dân phố|doanh nghiệp|công ty|trường|"
    "trường học|ban|ngành|sở|chi đoàn|nhóm|câu lạc bộ|hợp tác xã|ủy ban|hội đồng|cấp ủy trực thuộc|đảng đoàn|"
    "ban cán sự|phòng|chi bộ, đảng bộ|ban quản lý|đầu mối|cơ sở đảng|làng|xóm"
)
CASES = (
    "trường hợp|vụ|vụ việc|vụ án|cuộc|cuộc kiểm tra|cuộc giám sát|cuộc thanh tra|đợt|đợt kiểm tra|lượt|đơn|đơn thư|"
    "đơn tố cáo|đơn khiếu nại|đơn phản ánh|lá đơn|tin báo|tố cáo|khiếu nại|vi phạm|dấu hiệu vi phạm|sai phạm|"
    "hành vi|dự án|công trình|lượt kiểm tra|chuyên án|nội dung vi phạm"
)
PAPERS = (
    "văn bản|chương trình hành động|nghị quyết|chỉ thị|kế hoạch|kết luận|quyết định|quy định|quy chế|hướng dẫn|"
    "chương trình|đề án|báo cáo|thông báo|hồ sơ|tờ trình|biên bản|tài liệu|bài|tin|tin, bài|tin bài|bài viết|"
    "bài tham luận|tham luận|ý kiến|lượt ý kiến|kiến nghị|câu hỏi|nội dung|vấn đề|nhiệm vụ|giải pháp|chỉ tiêu|"
    "tiêu chí|nhóm giải pháp|nhóm nhiệm vụ|nhóm vấn đề|khâu đột phá|mô hình|việc|phần việc|đầu việc|điểm|điểm cầu|"
    "lớp|lớp bồi dưỡng|hội nghị|buổi|kỳ họp|phiên|mặt công tác|hạn chế|khuyết điểm|tồn tại|ưu điểm|bước|khâu|"
    "chuyên đề|cuốn|cuốn sách|sản phẩm|giải|bằng khen|giấy khen|huy hiệu|phiếu|mẫu|biểu mẫu|thủ tục|chức danh|"
    "quy trình|biểu hiện|nguyên nhân|bài học|danh mục|khoản|nguồn|căn nhà|ngôi nhà|suất quà|phần quà|lĩnh vực|"
    "tác phẩm|điển hình|tiết mục|suất|gương điển hình|công trình, phần việc|phiếu bầu|kênh|tuyến|luận cứ"
)
MONEY = "đồng|triệu đồng|tỷ đồng|tỉ đồng|nghìn đồng|ngàn đồng|ha|héc ta|m2|usd|tấn"
# Number words are quantities before these only.
SPELT = (
    f"{PERSONS}|{BODIES}|trường hợp|vụ|vụ việc|vụ án|cuộc|cuộc kiểm tra|cuộc giám sát|đợt kiểm tra|đơn|đơn tố cáo|"
    "đơn thư|lượt"
)
ALL = f"{PERSONS}|{BODIES}|{CASES}|{PAPERS}|{MONEY}"
# A noun that goes on after its head: "chi bộ trực thuộc".
TAILS = (
    "trực thuộc|cơ sở|dự bị|chính thức|mới(?! (?:được|thành lập|chuyển|sáp nhập|kết nạp|tách))|"
    "nữ|bộ phận|cấp trên|cấp dưới|đảng|cấp tỉnh|cấp huyện|cấp xã|kiểm tra|"
    "giám sát|tố cáo|khiếu nại"
)
# The level of bodies, where no name follows: "12 đảng ủy xã, phường", "214 chi bộ thôn, bản".
LEVELS = "xã|phường|thị trấn|huyện|thôn|làng|xóm|bản|ấp|buôn|khu phố|tổ dân phố|khối phố"
OF_LEVELS = ("đảng ủy", "đảng bộ", "chi bộ", "chi ủy", "cấp ủy", "bí thư chi bộ", "bí thư")
# Nouns that are counted together: "22 xã, thị trấn".
TOGETHER = (
    "xã|phường|thị trấn|huyện|quận|thị xã|thành phố|thôn|làng|xóm|buôn|bản|ấp|khu phố|tổ dân phố",
    "nội dung|vấn đề|nhiệm vụ|giải pháp|việc",
    "cán bộ|công chức|viên chức|đảng viên|người lao động|công nhân|lượt cán bộ",
    "cơ quan|đơn vị|địa phương|doanh nghiệp",
    "tập thể|cá nhân|tổ chức",
    "bí thư chi bộ|bí thư|phó bí thư chi bộ|phó bí thư",
    "tin|bài|phóng sự",
    "khó khăn|vướng mắc|kiến nghị|đề xuất|hạn chế|khuyết điểm|tồn tại",
    "chi bộ|đảng bộ|đảng ủy|chi ủy",
    "học sinh|sinh viên",
    "hội nghị|lớp|buổi",
)
# What follows the number makes it a date, a duration, an age, a measure, a level: no count.
NEVER = frozenset(
    [
        "năm",
        "tháng",
        "ngày",
        "giờ",
        "phút",
        "giây",
        "tuần",
        "quý",
        "tuổi",
        "lần",
        "thế",
        "kỷ",
        "thập",
        "niên",
        "thập",
        "kỷ",
        "đêm",
        "km",
        "cm",
        "mm",
        "mét",
        "m",
        "kg",
        "độ",
        "h",
        "g",
        "là",
        "và",
        "của",
        "cho",
        "với",
        "trong",
        "ngoài",
        "trên",
        "dưới",
        "tại",
        "ở",
        "đến",
        "về",
        "theo",
        "khi",
        "để",
        "đã",
        "đang",
        "sẽ",
        "được",
        "bị",
        "có",
        "không",
        "thì",
        "mà",
        "nên",
        "do",
        "bởi",
        "vì",
        "như",
        "hoặc",
        "hay",
        "nhưng",
        "cũng",
        "vẫn",
        "còn",
        "chưa",
        "từ",
        "tới",
        "này",
        "đó",
        "kia",
        "ấy",
        "nêu",
        "trở",
        "so",
        "tăng",
        "giảm",
        "sau",
        "trước",
        "nhằm",
        "qua",
        "đầu",
        "cuối",
        "giữa",
        "cùng",
        "gồm",
        "bao",
        "tốt",
        "rõ",
        "không",
        "nhất",
        "hai",
        "ba",
        "khóa",
        "số",
        "đạt",
        "chiếm",
        "cấp",
        "chương",
        "điều",
        "khoản",
        "mục",
        "phần",
        "trang",
        "thuộc",
        "vào",
        "ra",
        "lên",
        "xuống",
        "lại",
        "họp",
        "diễn",
        "tiến",
        "khai",
        "bế",
        "đều",
        "cũng",
        "rồi",
        "sang",
        "thứ",
        "gửi",
        "ký",
        "thực",
        "gây",
        "nhận",
        "phát",
        "hoàn",
        "vừa",
        "vẫn",
        "đang",
        "đồng",
        "ngay",
        "thành",
        "công",
    ]
)
# Words before the number that make it a name, an ordinal, a number of a document or of a page.
BEFORE = (
    "số|thứ|điều|khoản|điểm|chương|mục|phụ lục|mẫu|biểu|bảng|ảnh|trang|khóa|kỳ|tập|bài|phần|câu|cấp|loại|nhóm|"
    "hạng|giai đoạn|phường|quận|q\\.|p\\.|f\\.|thôn|ấp|tổ|khối|khu phố|kp|buôn|xóm|khu vực|khu|quốc lộ|tỉnh lộ|"
    "đường|hẻm|ngõ|phòng|lớp|đội|tháng|năm|ngày|quý|mồng|mùng|tuần|lúc|nhiệm kỳ|trung ương|tw|đại hội|hội nghị|"
    "hội trường|covid-|lần|kỳ họp|phiên họp|cuộc họp|điện thoại|đt|fax|tel|email|tiểu khu|lô|thửa|"
    "tờ bản đồ|lượt xem|lượt truy cập|đang online|bước|sư đoàn|"
    "trung đoàn|vùng|nđ|qđ|kh|đợt|vòng|bậc|ngạch|cụm|trạm|km|hạn mức|phiên bản|windows|tcvn|iso"
)
DISCIPLINE = (
    "khiển trách|cảnh cáo|cách chức|khai trừ|xóa tên|đình chỉ|kết nạp|phê bình|kiểm điểm|giải tán|đạt|tổng số|"
    "tổng cộng|bình quân|hạ bậc lương|giáng chức|buộc thôi việc|rút kinh nghiệm|chấp hành|miễn nhiệm"
)
