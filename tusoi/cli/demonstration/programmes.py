# ruff: noqa: E501 (a sentence stays on its line)
"""A programme of the province and how four communes answered it: invented, with gaps and lower figures as in life."""

from dataclasses import dataclass

PROVINCE_TITLE = "về nâng cao chất lượng tổ chức cơ sở đảng và đội ngũ đảng viên giai đoạn 2026 - 2030"

PROVINCE = """TỈNH ỦY SƠN HÀ
*
Số 12-CTr/TU
ĐẢNG CỘNG SẢN VIỆT NAM
Sơn Hà, ngày 05 tháng 01 năm 2026
CHƯƠNG TRÌNH
về nâng cao chất lượng tổ chức cơ sở đảng và đội ngũ đảng viên giai đoạn 2026 - 2030
-----
Tỉnh ủy ban hành Chương trình nâng cao chất lượng tổ chức cơ sở đảng với những nội dung sau.
I. QUAN ĐIỂM
1. Chi bộ mạnh thì phong trào ở thôn, bản mới mạnh; mọi việc bắt đầu từ sinh hoạt chi bộ.
2. Làm việc nào dứt việc ấy, có người chịu trách nhiệm, có ngày hoàn thành.
II. CHỈ TIÊU ĐẾN NĂM 2030
- Tỷ lệ kết nạp đảng viên mới đạt từ 3% trở lên/năm so với tổng số đảng viên.
- Trên 90% chi bộ thôn, bản có đảng viên trẻ dưới 40 tuổi tham gia chi ủy.
- Tỷ lệ đảng viên dự sinh hoạt chi bộ thường kỳ đạt ít nhất 85% mỗi tháng.
III. NHIỆM VỤ, GIẢI PHÁP
1. Đổi mới nội dung sinh hoạt chi bộ
a) Mỗi chi bộ chuẩn bị dự thảo nghị quyết tháng trước kỳ sinh hoạt ba ngày và gửi cho đảng viên qua sổ tay điện tử.
b) Mỗi quý tổ chức một kỳ sinh hoạt chuyên đề gắn với việc khó ở thôn, bản.
2. Tạo nguồn và kết nạp đảng viên ở nơi còn ít đảng viên
a) Lập danh sách quần chúng ưu tú của từng thôn, bản, giao từng chi ủy viên bồi dưỡng.
b) Mở lớp bồi dưỡng nhận thức về Đảng ngay tại cụm xã vùng cao vào mùa nông nhàn.
3. Chọn và bồi dưỡng bí thư chi bộ kiêm trưởng thôn, trưởng bản; chuẩn bị người kế cận trước đại hội ít nhất một năm.
4. Rà soát, sàng lọc đưa đảng viên không còn đủ tư cách ra khỏi Đảng bằng đối thoại, giúp đỡ và kiểm điểm.
IV. TỔ CHỨC THỰC HIỆN
1. Đảng ủy các xã, phường xây dựng chương trình thực hiện trong 60 ngày kể từ ngày ban hành, báo cáo kết quả trước ngày 15/12 hằng năm.
2. Giao Ban Tổ chức Tỉnh ủy theo dõi, đôn đốc; bố trí kinh phí cho lớp bồi dưỡng nhận thức về Đảng tại cụm xã.
Nơi nhận:
- Các đảng ủy trực thuộc,
- Lưu Văn phòng Tỉnh ủy.
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """A commune's programme: its number, the paragraphs below its head, the day (before today) it was issued."""

    commune: str
    number: int
    offset: int
    body: str


ANSWERS = (
    Answer("Đảng ủy xã An Bình", 4, -58, """Thực hiện Chương trình số 12-CTr/TU của Tỉnh ủy, Đảng ủy xã đề ra chương trình như sau.
I. CHỈ TIÊU
- Kết nạp đảng viên mới đạt 3,2%/năm so với tổng số đảng viên của xã.
- 95% chi bộ thôn có đảng viên trẻ dưới 40 tuổi tham gia chi ủy.
- Tỷ lệ đảng viên dự sinh hoạt chi bộ thường kỳ đạt 88% mỗi tháng.
II. NHIỆM VỤ
1. Chi bộ gửi dự thảo nghị quyết tháng cho đảng viên qua sổ tay điện tử trước kỳ sinh hoạt ba ngày; đồng chí phó bí thư kiểm tra.
2. Mỗi quý một kỳ sinh hoạt chuyên đề gắn với việc khó của thôn: đường vào khu sản xuất, nước sạch, trường lớp.
3. Thực hiện mục III.2 Chương trình số 12-CTr/TU: lập danh sách 46 quần chúng ưu tú, giao từng chi ủy viên bồi dưỡng một người.
4. Chuẩn bị người kế cận bí thư chi bộ kiêm trưởng thôn trước đại hội một năm.
"""),
    Answer("Đảng ủy xã Suối Giàng", 7, -52, """Căn cứ Chương trình số 12-CTr/TU của Tỉnh ủy, Đảng ủy xã ban hành chương trình.
1. Chỉ tiêu
- Tỷ lệ kết nạp đảng viên mới đạt 2,5%/năm.
- Tỷ lệ đảng viên dự sinh hoạt chi bộ thường kỳ đạt ít nhất 85% mỗi tháng.
2. Nhiệm vụ
a) Mỗi chi bộ bản tổ chức sinh hoạt chuyên đề hằng quý, chọn một việc khó ở bản để bàn và phân công.
b) Phối hợp mở lớp bồi dưỡng nhận thức về Đảng tại cụm xã vùng cao vào tháng 11, khi bà con xong mùa.
"""),
    Answer("Đảng ủy xã Bản Mạ", 3, -49, """Thực hiện Chương trình số 12-CTr/TU của Tỉnh ủy.
I. MỤC TIÊU, CHỈ TIÊU
- Mỗi năm kết nạp từ 12 đảng viên mới trở lên.
- Có 80% chi bộ bản có đảng viên trẻ dưới 40 tuổi tham gia chi ủy.
II. GIẢI PHÁP
1. Rà soát, sàng lọc đảng viên: đối thoại, giúp đỡ trước khi đưa người không còn đủ tư cách ra khỏi Đảng.
2. Bồi dưỡng bí thư chi bộ kiêm trưởng bản, mỗi người một tuần tại trung tâm chính trị.
"""),
    Answer("Đảng ủy xã Hang Chú", 5, -37, """Thực hiện Chương trình số 12-CTr/TU của Tỉnh ủy, Đảng ủy xã quán triệt sâu sắc đến toàn thể cán bộ, đảng viên.
1. Tăng cường công tác tuyên truyền, nâng cao nhận thức của cấp ủy và người đứng đầu.
2. Phát huy ưu điểm, khắc phục hạn chế trong thời gian tới; thường xuyên kiểm tra, đôn đốc.
"""),
)  # fmt: skip


def text_of(answer: Answer, short_name: str, day: str) -> str:
    """The commune's programme with its head and foot; ``day`` as "ngày 12 tháng 3 năm 2026"."""
    return (
        f"ĐẢNG BỘ TỈNH SƠN HÀ\n{answer.commune.upper()}\n*\nSố {answer.number:02d}-CTr/ĐU\nĐẢNG CỘNG SẢN VIỆT NAM\n"
        f"{short_name}, {day}\nCHƯƠNG TRÌNH\nthực hiện Chương trình số 12-CTr/TU của Tỉnh ủy về nâng cao chất lượng tổ chức cơ sở đảng\n-----\n"
        f"{answer.body}Nơi nhận:\n- Tỉnh ủy (báo cáo),\n- Các chi bộ trực thuộc,\n- Lưu.\n"
    )
