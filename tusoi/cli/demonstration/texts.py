# ruff: noqa: E501 (a sentence stays on its line)
"""What organisations and people write in their answers: mostly to the point, some of it as hollow as in life."""

import random
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """A line of a plan: the weakness, what is done about it, what will show it, in how many days."""

    finding: str
    task: str
    product: str
    days: int


MEASURES = (
    Measure("Sinh hoạt chi bộ có tháng còn ngắn, ít ý kiến phát biểu",
            "Phân công chi ủy viên chuẩn bị trước nội dung thảo luận, gửi đảng viên trước kỳ sinh hoạt ít nhất 1 ngày",
            "Biên bản sinh hoạt có từ 40 % đảng viên phát biểu trở lên", 60),
    Measure("Chưa duy trì sinh hoạt chuyên đề hằng quý",
            "Chốt bốn chuyên đề của năm, giao mỗi chuyên đề cho một đảng viên viết và báo cáo",
            "Bốn bản chuyên đề đã trình bày, lưu hồ sơ chi bộ", 120),
    Measure("Việc theo dõi kết luận sau kiểm tra chưa thường xuyên",
            "Lập sổ theo dõi từng yêu cầu, báo cáo chi ủy vào ngày 25 hằng tháng",
            "Sổ theo dõi có xác nhận của bí thư", 30),
    Measure("Quy chế làm việc chưa quy định rõ trách nhiệm của người đứng đầu",
            "Bổ sung chương trách nhiệm của bí thư, phó bí thư; lấy ý kiến cấp ủy và ban hành lại",
            "Quy chế làm việc sửa đổi đã ký ban hành", 45),
    Measure("Phân công phụ trách còn trùng, có nơi bỏ sót",
            "Rà lại bảng phân công: mỗi đơn vị một người phụ trách chính, ghi rõ lịch xuống cơ sở",
            "Thông báo phân công nhiệm vụ thay thế", 20),
    Measure("Thu, nộp đảng phí có quý chậm",
            "Thu đảng phí ngay tại kỳ sinh hoạt, nộp lên trong 5 ngày làm việc",
            "Bảng kê đảng phí quý có chữ ký của người nhận", 30),
    Measure("Chưa kiểm tra đảng viên theo chương trình đã đề ra",
            "Kiểm tra việc chấp hành đối với 3 đảng viên, trong đó có 1 người giữ chức vụ",
            "Kết luận kiểm tra được công bố tại chi bộ", 75),
    Measure("Văn bản ban hành có sai sót về thể thức",
            "Cử văn thư dự tập huấn, dùng mẫu thống nhất, người ký soát lại trước khi phát hành",
            "Không còn văn bản bị trả lại trong quý", 90),
    Measure("Đăng ký làm theo Bác của một số đảng viên còn hình thức",
            "Mỗi đảng viên đăng ký một việc đo được, chi bộ nhận xét vào cuối quý",
            "Danh sách việc đăng ký và nhận xét của chi bộ", 60),
    Measure("Công tác phát triển đảng viên chưa đạt chỉ tiêu",
            "Giao từng chi ủy viên bồi dưỡng một quần chúng, họp xét vào tháng cuối quý",
            "Ít nhất 2 hồ sơ đề nghị kết nạp", 110),
    Measure("Chưa tổ chức đối thoại với đoàn viên, người lao động",
            "Tổ chức một buổi đối thoại, ghi từng kiến nghị và hạn trả lời",
            "Biên bản đối thoại kèm bảng trả lời kiến nghị", 40),
    Measure("Giải quyết kiến nghị của người dân có việc kéo dài",
            "Phân loại các kiến nghị còn tồn, giao người trả lời từng việc, công khai kết quả",
            "Bảng kết quả giải quyết niêm yết tại trụ sở", 35),
    Measure("Tài liệu học tập nghị quyết gửi đến đảng viên chậm",
            "Gửi tài liệu qua Sổ tay đảng viên điện tử trong 2 ngày kể từ khi nhận",
            "Nhật ký gửi tài liệu của ba tháng liền", 50),
    Measure("Hồ sơ đảng viên lưu chưa đủ",
            "Kiểm đếm, bổ sung hồ sơ của từng đảng viên, bàn giao có biên bản",
            "Biên bản kiểm đếm hồ sơ, không còn hồ sơ thiếu", 80),
)  # fmt: skip
HOLLOW = (
    "Tiếp tục quán triệt sâu sắc các nghị quyết, chỉ thị của cấp trên đến toàn thể cán bộ, đảng viên",
    "Nâng cao nhận thức, trách nhiệm của cấp ủy, người đứng đầu",
    "Tăng cường công tác lãnh đạo, chỉ đạo, kiểm tra, đôn đốc",
    "Phát huy ưu điểm, khắc phục những hạn chế đã chỉ ra trong thời gian tới",
    "Đẩy mạnh công tác tuyên truyền, vận động",
)
"""No measure, no person, no day: what a reviewer should send back."""

OPENINGS = (
    "Sau khi nhận thông báo, {who} đã họp ngày {day}, đối chiếu từng hạn chế được nêu và thống nhất kế hoạch dưới đây.",
    "{who} nghiêm túc tiếp thu. Cấp ủy đã phân công từng đồng chí phụ trách từng mục, báo cáo tiến độ hằng tháng.",
    "Thực hiện yêu cầu của cấp trên, {who} xây dựng kế hoạch khắc phục gồm các mục sau, mỗi mục có người chịu trách nhiệm.",
    "Kế hoạch này được chi bộ thảo luận, thông qua tại kỳ sinh hoạt ngày {day} với 100 % ý kiến nhất trí.",
    "{who} xin báo cáo kế hoạch khắc phục. Những việc làm được ngay đã bắt đầu từ tuần này.",
)
HOLLOW_OPENINGS = (
    "{who} nhất trí với các nội dung đã nêu và sẽ nghiêm túc khắc phục trong thời gian tới.",
    "Trong thời gian tới, {who} sẽ tiếp tục phát huy ưu điểm, khắc phục hạn chế, hoàn thành tốt nhiệm vụ được giao.",
)
OWN_OPENINGS = (
    "Tôi tự thấy còn hạn chế như tập thể đã góp ý và đăng ký khắc phục bằng những việc cụ thể dưới đây.",
    "Cá nhân tôi nhận trách nhiệm phần việc được phân công, sẽ báo cáo chi bộ kết quả vào cuối quý.",
    "Tiếp thu ý kiến của chi bộ, tôi xây dựng kế hoạch khắc phục như sau.",
)
OWN_MEASURES = (
    Measure("Ít đi cơ sở", "Mỗi tháng dự sinh hoạt với một chi bộ được phân công theo dõi", "Phiếu dự sinh hoạt từng tháng", 90),
    Measure("Còn nể nang khi phê bình", "Góp ý thẳng với ít nhất một đồng chí trong mỗi kỳ sinh hoạt", "Biên bản sinh hoạt", 60),
    Measure("Xử lý công việc có lúc chậm", "Đặt lịch xử lý văn bản trong ngày, báo cáo việc quá hạn vào thứ Sáu", "Sổ công việc", 45),
    Measure("Chưa chủ động nghiên cứu", "Đọc và tóm tắt một văn bản mới mỗi tháng, trình bày tại chi bộ", "Ba bản tóm tắt", 90),
    Measure("Chuẩn bị chuyên đề còn sơ sài", "Viết chuyên đề quý tới, gửi chi ủy góp ý trước 5 ngày", "Bản chuyên đề", 70),
    Measure("Chưa sâu sát quần chúng", "Nhận giúp đỡ một hộ khó khăn, bồi dưỡng một quần chúng ưu tú", "Báo cáo kết quả", 110),
)  # fmt: skip
REASONS = (
    "Mục này chưa có người chịu trách nhiệm và thời hạn. Đề nghị ghi rõ tên đồng chí phụ trách, ngày hoàn thành.",
    "Nội dung còn chung chung, chưa có biện pháp. Đề nghị nêu việc làm cụ thể và sản phẩm khi hoàn thành.",
    "Chưa trả lời hạn chế thứ hai đã nêu trong thông báo. Đề nghị bổ sung.",
    "Thời hạn kéo dài sang năm sau là chưa phù hợp. Đề nghị rút ngắn, chia mốc theo quý.",
)
EVIDENCE = (
    "Đã hoàn thành, lưu tại hồ sơ chi bộ; số biên bản 04, ký ngày {day}.",
    "Đã ban hành văn bản thay thế ngày {day}, gửi các đơn vị liên quan.",
    "Kết quả đã công bố tại hội nghị ngày {day}; kèm danh sách ký nhận.",
    "Đã làm xong theo kế hoạch, có xác nhận của cấp ủy ngày {day}.",
)
NOT_YET = (
    "Minh chứng gửi lên là kế hoạch, chưa phải kết quả. Đề nghị gửi biên bản hoặc văn bản đã ban hành.",
    "Mới làm xong một phần, chưa có chữ ký của người nhận.",
)
REPORTS = (
    "Đến ngày {day}, {who} đã hoàn thành {done}/{total} việc trong kế hoạch khắc phục. Việc còn lại: bổ sung hồ sơ đảng viên, "
    "dự kiến xong trong tháng tới. Nguyên nhân chậm: hai đồng chí chuyển công tác, đang bàn giao.",
    "{who} báo cáo: {done}/{total} việc đã xong và được chi bộ xác nhận. Sinh hoạt chuyên đề đã duy trì hằng quý; "
    "tỷ lệ dự sinh hoạt bình quân 93 %. Chưa có việc quá hạn.",
    "Kết quả khắc phục của {who}: quy chế làm việc đã ban hành lại; {done} trong {total} mục hoàn thành đúng hạn, "
    "1 mục chậm 12 ngày do chờ ý kiến cấp trên. Cấp ủy nhận trách nhiệm và đã rút kinh nghiệm.",
    "Tổng hợp đến ngày {day}: {total} việc phải làm, {done} việc đã làm. Các chi bộ trực thuộc đều có báo cáo bằng văn bản.",
)
REGULATION = (
    "Ban Chấp hành Đảng bộ {who} đã thông qua Quy chế làm việc ngày {day}, bám theo mẫu của Tỉnh ủy. Hai điểm điều chỉnh cho "
    "hợp thực tế: lịch họp Ban Thường vụ hai tuần một lần; bổ sung điều về phối hợp với các chi bộ thôn ở xa.",
    "Đảng ủy {who} ban hành Quy chế làm việc (38 điều) ngày {day}; đã lấy ý kiến các chi bộ trực thuộc, tiếp thu 11 ý kiến.",
    "Quy chế làm việc của Đảng ủy {who} đã ký ngày {day}, giữ nguyên kết cấu của mẫu, cụ thể hóa chế độ tiếp dân và đi cơ sở.",
)
MATTER = (
    "Đã giải quyết: {who} hoàn thành ngày {day}, có văn bản trả lời các xã kiến nghị.",
    "{who} báo cáo: đã bố trí kinh phí và giao đơn vị thực hiện, kết quả cụ thể kèm theo báo cáo này.",
    "Việc đã xong từ ngày {day}; các đơn vị liên quan xác nhận không còn vướng mắc.",
)


REMARKS = (
    "Việc này bắt đầu từ {place}, nơi còn {few} việc tồn từ năm trước.",
    "Cấp ủy đã họp riêng một buổi với {few} đồng chí liên quan để thống nhất cách làm.",
    "Khó nhất là {place}: đường xa, sóng yếu, {few} đảng viên đi làm theo mùa.",
    "Kinh phí khoảng {many} triệu đồng lấy từ nguồn chi thường xuyên, không xin thêm.",
    "Đợt đầu làm ở {place}, rút kinh nghiệm rồi mới nhân ra các nơi khác.",
    "Tháng trước {few} đồng chí đã nhận việc, tháng này thêm {more} đồng chí.",
    "{many} đảng viên được lấy ý kiến, {few} ý kiến khác với dự thảo đã được ghi vào biên bản.",
    "Người già và đảng viên ở {place} nhận tài liệu giấy, còn lại đọc trên điện thoại.",
    "Chúng tôi hẹn {few} tuần một lần nghe từng người báo việc của mình, không đợi cuối quý.",
    "So với kỳ trước giảm được {few} cuộc họp; thời gian ấy dành xuống {place}.",
    "Có {more} hộ dân ở {place} góp ý, đã trả lời bằng văn bản.",
    "Nếu mưa lũ kéo dài thì lùi {few} tuần, sẽ báo cáo trước.",
)
"""What only one place can say: two of them make two answers to the same question differ."""
PLACES = (
    "thôn Nà Khoang",
    "bản Pá Lừa",
    "bản Huổi Tâu",
    "tổ dân phố 4",
    "thôn Khe Sậy",
    "bản Nậm Cha",
    "khu chợ cũ",
    "bản Tà Lao",
    "thôn Đồng Đền",
    "bản Hua Cuông",
    "trường bán trú",
    "trạm y tế",
    "thôn Gốc Sấu",
    "bản Phiêng Ban",
    "xưởng chè",
    "bản Sín Chải",
)
MANNERS = (
    "làm xong trước ở {place}",
    "mỗi tuần xem lại một lần",
    "ghi vào sổ riêng",
    "{few} người cùng làm, một người ký nhận",
    "báo kết quả tại kỳ họp tháng {month}",
    "có danh sách kèm theo",
    "bắt đầu từ ngày {few} tháng {month}",
    "lấy ý kiến {many} đảng viên",
    "kiểm lại vào cuối tháng {month}",
    "dán bảng tiến độ tại nơi họp",
    "việc khó giao trước",
    "nhờ {place} làm mẫu",
)


def remark(chance: random.Random, among: tuple[str, ...] = REMARKS, count: int = 1) -> str:
    """Words of one place, made up anew each time."""
    few = chance.randint(2, 9)
    said = (
        one.format(
            place=chance.choice(PLACES), few=few, more=few + chance.randint(1, 8), many=chance.randint(11, 96),
            month=chance.randint(1, 12),
        )
        for one in chance.sample(among, count)
    )  # fmt: skip
    return (" " if among is REMARKS else "; ").join(said)


def opening(chance: random.Random, who: str, day: str, *, hollow: bool = False) -> str:
    said = chance.choice(HOLLOW_OPENINGS if hollow else OPENINGS).format(who=who, day=day)
    return said if hollow else f"{said} {remark(chance, count=2)}"


def own_opening(chance: random.Random) -> str:
    return f"{chance.choice(OWN_OPENINGS)} {remark(chance)}"


def report(chance: random.Random, who: str, day: str) -> str:
    total = chance.randint(4, 9)
    said = chance.choice(REPORTS).format(who=who, day=day, total=total, done=total - chance.randint(0, 2))
    return f"{said} {remark(chance, count=3)}"
