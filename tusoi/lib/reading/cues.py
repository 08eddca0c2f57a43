"""Reference tables of cue words: what asks, what praises, what finds fault, what leads in."""

# Verbs with which a body or a leader asks for action.
ASK = "yêu cầu|đề nghị|kêu gọi|giao|lưu ý|chỉ đạo"
PROPOSE = "kiến nghị|đề xuất"
# What an imperative sentence begins with, after a connective.
IMPERATIVE = (
    "tăng cường|tập trung|tiếp tục|đẩy mạnh|nâng cao|nâng|rà soát|tổ chức|thực hiện|chú trọng|quan tâm|phát huy|"
    "xây dựng|ban hành|chỉ đạo|lãnh đạo|quán triệt|triển khai|nêu cao|nêu rõ|làm tốt|làm rõ|cụ thể hóa|chuẩn bị|"
    "đổi mới|bảo đảm|đảm bảo|kiểm tra|giám sát|xử lý|khắc phục|phối hợp|gắn|củng cố|hoàn thiện|đề cao|coi trọng|"
    "xác định|bám sát|nắm|báo cáo|phân công|tham mưu|hướng dẫn|theo dõi|đôn đốc|giữ|ngăn chặn|phòng|đấu tranh|"
    "sửa đổi|bổ sung|khen thưởng|tạo|không để|không|giải quyết|tuyên truyền|vận động|duy trì|mở|huy động|"
    "hoàn thành|kiểm điểm|đánh giá|nghiên cứu|cử|bố trí|công khai|thường xuyên|chủ động|kịp thời|sớm|tích cực|"
    "nghiêm túc|kiên quyết|khẩn trương|quyết liệt|chấp hành|xem xét|kiện toàn|thành lập|sơ kết|tổng kết|thanh tra|"
    "phúc tra|phát hiện|siết chặt|chấn chỉnh|đề ra|đưa|thúc đẩy|mở rộng|cải cách|chăm lo|bồi dưỡng|đào tạo|quản lý|"
    "rút kinh nghiệm|thống nhất|khuyến khích|phấn đấu|ứng dụng|chuyển|gửi|cung cấp|lập|nhân rộng|biểu dương|"
    "tự giác|nghiêm cấm|tránh|phát động|hạn chế|phải|cần|điều chỉnh|đồng bộ|phổ biến|cập nhật|công bố|sắp xếp|"
    "tham gia|kết hợp|khai thác|bảo vệ|định kỳ|hằng năm|hàng năm|hằng tháng|hằng quý|lựa chọn"
)
CONNECTIVE = (
    "đồng thời|cùng với đó|bên cạnh đó|trong đó|ngoài ra|mặt khác|đặc biệt|cụ thể|trước mắt|trước hết|"
    "song song với đó|tiếp đến|thời gian tới|trong thời gian tới|cùng với|bên cạnh|nhất là|riêng|theo đó|tiếp theo|"
    "hơn nữa|từ nay đến cuối năm|hai là|ba là"
)
# Who may be asked: what may follow "yêu cầu", "đề nghị".
ADDRESSEE = (
    "các|từng|mỗi|mọi|toàn|ban|đảng|chi|cấp|cấp ủy|tổ chức|đồng chí|đ/c|tập thể|cá nhân|lãnh đạo|ubkt|ủy ban|ubnd|"
    "hđnd|tỉnh|tỉnh ủy|huyện|huyện ủy|thành|quận|thị|xã|phường|cơ quan|đơn vị|địa phương|người|cán bộ|văn phòng|"
    "mặt trận|mttq|sở|công an|đoàn|hội|trung ương|bộ|chính phủ|quốc hội|thường trực|bí thư|chủ tịch|thủ trưởng|"
    "đối với|trong thời gian|thời gian|tới đây|cả|những|sau hội nghị|toàn thể|chủ nhiệm|trưởng|phòng|khối|"
    "liên đoàn|báo|đài|trường|hội đồng|cho|tiểu ban|tổ|ông|bà|với|nhân dân|đảng viên|hệ thống"
)
PROPOSED_TO = (
    "tỉnh|trung ương|tỉnh ủy|ban|bộ|chính phủ|quốc hội|huyện|thành phố|thành ủy|đảng ủy|huyện ủy|cấp|cấp trên|"
    "các cấp|các|ubkt|ủy ban|hđnd|ubnd|với|có|sớm|xem xét|cần|tiếp tục|bổ sung|sửa|điều chỉnh|tăng|cho|nghiên cứu|"
    "quan tâm|đồng chí|thường trực|lãnh đạo|ban hành|hướng dẫn|đảng|nhà nước|ngành|sở|văn phòng|nâng|mở|hỗ trợ|"
    "một số nội dung|cụ thể"
)
SPEECH = (
    "nhấn mạnh|chỉ rõ|lưu ý|cho rằng|khẳng định|phát biểu|yêu cầu|đề nghị|quán triệt|chỉ đạo|cho biết|nêu rõ|"
    "kết luận|nói|phân tích|đặt vấn đề|gợi mở|định hướng|lưu ý thêm|nhắc nhở|đồng chí nhấn mạnh|theo đồng chí|"
    "theo ông|theo bà|theo phó|theo bí thư|theo chủ nhiệm|theo chủ tịch|bày tỏ"
)
# Headings and lead-ins, by what they announce.
ANNOUNCE_TASKS = (
    "nhiệm vụ|giải pháp|phương hướng|yêu cầu|đề nghị|kiến nghị|đề xuất|nội dung chủ yếu|nội dung trọng tâm|"
    "nội dung sau|công tác trọng tâm|việc sau|vấn đề sau|biện pháp|cần tập trung|tập trung thực hiện|tập trung vào|"
    "tổ chức thực hiện|phân công thực hiện|phân công nhiệm vụ|phân công trách nhiệm|cần thực hiện|thực hiện tốt|"
    "nội dung giám sát"
)
ANNOUNCE_FAULTS = (
    "hạn chế|khuyết điểm|tồn tại|yếu kém|thiếu sót|bất cập|những vi phạm|các vi phạm|sai phạm|khó khăn|vướng mắc"
)
ANNOUNCE_MERITS = "ưu điểm|kết quả|thành tích|mặt được|mặt tích cực|chuyển biến|thành tựu|những việc làm được"
ANNOUNCE_CAUSES = "nguyên nhân|bài học|kinh nghiệm rút ra"

MERIT_STRONG = (
    "chuyển biến|được nâng lên|nâng lên|ngày càng nâng|ngày càng được nâng|từng bước nâng|ngày càng hiệu quả|"
    "được chú trọng|được quan tâm|quan tâm triển khai|quan tâm củng cố|quan tâm thực hiện|đạt kết quả|"
    "hoàn thành xuất sắc|hoàn thành tốt|hoàn thành vượt|có hiệu quả|đạt hiệu quả|mang lại hiệu quả|nền nếp|nề nếp|"
    "được phát huy|phát huy được|phát huy tốt|đồng thuận|thống nhất cao|sâu rộng|vượt chỉ tiêu|đạt và vượt|"
    "sáng tạo|tích cực|chặt chẽ|kịp thời|nghiêm túc|đúng quy định|đúng quy trình|đúng tiến độ|đúng thời gian|"
    "đúng nguyên tắc|bảo đảm đúng|đảm bảo đúng|có nhiều đổi mới|có đổi mới|đổi mới|được tăng cường|được đẩy mạnh|"
    "được củng cố|được giữ vững|kết quả nổi bật|kết quả quan trọng|kết quả tích cực|nhiều kết quả|ghi nhận|"
    "đánh giá cao|thực hiện tốt|thực hiện nghiêm|chấp hành nghiêm|chấp hành tốt|làm tốt|có nhiều tiến bộ|tiến bộ|"
    "đi vào chiều sâu|bài bản|dân chủ, khách quan|khách quan|công tâm|quyết liệt|rõ nét|rõ rệt|tốt hơn|cao hơn|"
    "hiệu quả hơn|bước đầu khắc phục|từng bước khắc phục|tin tưởng|phấn khởi|khá tốt|lồng ghép|sự quan tâm|"
    "rất quan tâm|luôn quan tâm|đặc biệt quan tâm|luôn chú trọng|đã quan tâm|bám sát|có sức lan tỏa|được lan tỏa|"
    "được khẳng định|được giữ gìn|đóng góp tích cực|đóng góp quan trọng|đóng góp rất|trách nhiệm cao|đúng hướng|"
    "đã tập trung lãnh đạo|đã tập trung chỉ đạo|đã chủ động|đã tích cực|đã trở thành|"
    "ngày càng nhận thức|nhận thức rõ hơn|biểu dương những|đã biểu dương|"
    "tổ chức thành công|thành công tốt đẹp|được siết chặt|"
    "được giữ nghiêm|được duy trì|được nhân rộng|được cải thiện|được nâng cao|được kiện toàn|được bảo đảm|được đảm bảo|"
    "tăng trưởng khá|phát triển khá|phát triển ổn định|có bước phát triển|được thực hiện tốt|được thực hiện nghiêm"
)
MERIT_WEAK = (
    "góp phần|đều|duy trì|biểu dương|trong sạch, vững mạnh|đầy đủ|thường xuyên|chủ động|tập trung|quan tâm|chú trọng|"
    "được triển khai|thực hiện tốt|hiệu quả|nâng cao|đã ban hành|đã xây dựng|tổ chức tốt|phù hợp|đoàn kết|"
    "gương mẫu|ổn định|bảo đảm|đảm bảo|tăng cường|toàn diện|cụ thể|thống nhất|củng cố|khắc phục"
)
FAULT_STRONG = (
    "lúng túng|còn hạn chế|còn chậm|còn thấp|còn yếu|còn ít|còn thiếu|còn đơn điệu|đơn điệu|còn hình thức|"
    "hình thức, đối phó|chung chung|nể nang|né tránh|bất cập|còn gặp|còn khó khăn|còn tồn tại|để xảy ra|"
    "còn tình trạng|vẫn còn|buông lỏng|thiếu trách nhiệm|thiếu tinh thần|thiếu kiểm tra|thiếu sâu sát|thiếu cụ thể|"
    "thiếu quyết liệt|thiếu lộ trình|không đúng quy định|không đúng|trái quy định|sai quy định|vi phạm quy định|"
    "vi phạm nguyên tắc|đã vi phạm|gây hậu quả|gây thất thoát|gây bức xúc|suy thoái về|làm ảnh hưởng|"
    "còn nhiều hạn chế|còn một số hạn chế|một số hạn chế|một số tồn tại|hạn chế, khuyết điểm là|yếu kém|"
    "còn mang tính|còn có mặt|còn để|còn nhiều|còn biểu hiện|thiếu gương mẫu|thiếu kiên quyết|chưa nghiêm|"
    "có sai sót|thiếu chủ động|thiếu chặt chẽ|còn dàn trải|còn sơ sài|qua loa|còn nặng|gây dư luận|ảnh hưởng xấu|"
    "ảnh hưởng không tốt|ảnh hưởng tiêu cực|ảnh hưởng đến uy tín|làm giảm uy tín|làm giảm lòng tin|làm mất lòng tin|"
    "mất đoàn kết|đạt thấp|chưa đạt|không đạt|chưa cao|chưa chủ động|chưa quan tâm|chưa kịp thời|chưa thường xuyên|"
    "chưa đầy đủ|chưa đúng|chưa sâu|chưa sâu sát|chưa quyết liệt|chưa chặt chẽ|chưa hiệu quả|"
    "chưa đáp ứng|chưa phát huy|"
    "chưa đồng đều|chưa thực sự|chưa thật|chưa gương mẫu|chưa tốt|chưa bám sát|chưa tương xứng|chưa tích cực|"
    "không tham gia|không đầy đủ|không chấp hành|không bảo đảm|không đảm bảo|không hoàn thành|nghèo nàn|bị động"
)
FAULT_WEAK = (
    "chưa|chậm|hạn chế|khuyết điểm|thiếu|vi phạm|không kịp thời|không thường xuyên|khó khăn|thấp|có lúc|"
    "có nơi|tồn tại|yếu|còn"
)
