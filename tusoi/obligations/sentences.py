"""How the trail tells of duties: action -> sentence, with %(names)s of the entry's changes."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "obligations.issue": _("giao nhiệm vụ “%(title)s” cho %(planned)s đối tượng, hạn %(due_on)s"),
    "obligations.add_bearers": _("giao thêm cho %(added)s đối tượng: %(subject)s"),
    "obligations.confide": _("đổi những người được đọc nhiệm vụ hạn chế đọc: %(persons)s người"),
    "obligations.release": _("thôi hạn chế đọc nhiệm vụ: %(subject)s"),
    "obligations.withdraw": _("thu hồi nhiệm vụ “%(subject)s”: %(reason)s"),
    "obligations.submit": _("nộp bài lần %(version)s: %(subject)s"),
    "obligations.recall": _("rút lại bài đã nộp: %(subject)s"),
    "obligations.return": _("trả lại bài lần %(version)s (%(subject)s): %(reason)s"),
    "obligations.accept": _("duyệt bài lần %(version)s: %(subject)s"),
    "obligations.reopen": _("mở lại để xem xét (%(subject)s): %(reason)s"),
    "obligations.extend": _("gia hạn từ %(due_on_before)s đến %(due_on)s (%(subject)s): %(reason)s"),
    "obligations.waive": _("miễn nhiệm vụ (%(subject)s): %(reason)s"),
    "obligations.restore": _("khôi phục nhiệm vụ (%(subject)s): %(reason)s"),
    "obligations.hand_over": _("chuyển %(moved)s nhiệm vụ chưa xong cho %(successor)s"),
    "obligations.remind": _("nhắc %(reminded)s đối tượng: %(subject)s"),
    "obligations.take_back_reminder": _("bỏ ghi nhận đã nhắc %(reminded)s đối tượng: %(subject)s"),
    "obligations.passages.propose": _("đối chiếu nội dung: đọc %(answers)s bài trả lời, đề xuất %(count)s đoạn"),
    "obligations.passages.confirm": _("xác nhận bài trả lời (%(subject)s) đã trả lời %(superior)s, mục: %(clause)s"),
    "obligations.passages.add": _("thêm bằng tay đoạn của bài (%(subject)s) đã trả lời %(superior)s, mục: %(clause)s"),
    "obligations.passages.refuse": _("xác định đoạn của bài (%(subject)s) không trả lời %(superior)s, mục: %(clause)s"),
    "obligations.report_item": _("báo đã xong mục %(item)s: %(task)s"),
    "obligations.verify_item": _("xác nhận mục %(item)s đã xong: %(task)s"),
    "obligations.refuse_item": _("chưa công nhận mục %(item)s: %(reason)s"),
}
