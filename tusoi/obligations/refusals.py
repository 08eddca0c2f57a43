"""What every door says when a step on a duty does not go: what happened, and what to do now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tusoi.documents.files import SecretFile
from tusoi.documents.sentences import unreadable_words
from tusoi.lib import formats
from tusoi.lib.reading.model import Unreadable
from tusoi.lib.workflow import IllegalMove
from tusoi.obligations.errors import AlreadyDecided, ObligationError

SENTENCES: Mapping[str, str | Promise] = {
    # laying
    "nobody": _("Chưa có ai nhận nhiệm vụ. Hãy chọn ít nhất một đơn vị hoặc một người còn phải làm."),
    "outside": _(
        "%(count)s đơn vị đã chọn không thuộc phạm vi của đơn vị giao: %(names)s. Hãy bỏ chọn các đơn vị này."
    ),
    "outside_unknown": _("%(count)s đơn vị đã chọn không thuộc phạm vi của đơn vị giao. Hãy bỏ chọn các đơn vị này."),
    "outside_people": _(
        "%(count)s người đã chọn không giữ chức vụ, không sinh hoạt đảng trong phạm vi của đơn vị giao. Hãy bỏ chọn họ."
    ),
    "due_past": _("Thời hạn đã qua. Hãy chọn một ngày từ hôm nay trở đi."),
    "title": _("Nhiệm vụ chưa có tên hoặc chưa nêu lý do. Hãy ghi rõ rồi làm lại."),
    "withdrawn": _("Nhiệm vụ đã được thu hồi, không thay đổi được nữa."),
    "kind": _("Loại sản phẩm này không còn hiệu lực. Hãy chọn loại khác."),
    "bearers_missing": _("Chưa chọn đối tượng nhận nhiệm vụ."),
    # answering
    "empty": _("Bài trả lời còn trống. Hãy viết nội dung, thêm một mục của kế hoạch hoặc đính kèm tệp."),
    "item_task": _("Có mục chưa ghi biện pháp. Hãy ghi biện pháp, hoặc bỏ mục đó."),
    "locked": _("Mục này đã đạt nên không sửa được nữa."),
    "not_issued": _("Nhiệm vụ đang được giao, chưa trả lời được. Hãy thử lại sau ít phút."),
    "file": _("Không nhận được tệp. Hãy chọn lại tệp."),
    "too_long": _("Nội dung quá dài. Hãy rút gọn, hoặc gửi phần dài bằng tệp đính kèm."),
    "stale": _("%(who)s đã lưu một bản khác lúc %(at)s. Chưa có gì bị ghi đè: hãy so hai bản dưới đây."),
    "stale_own": _(
        "Bạn đã lưu một bản khác lúc %(at)s ở một cửa sổ khác. Chưa có gì bị ghi đè: hãy so hai bản dưới đây."
    ),
    # reviewing
    "reason": _("Hãy ghi lý do, để người nhận biết phải làm gì."),
    "day": _("Hạn mới phải sau hạn cũ và không trước hôm nay."),
    "reminded_on": _("Ngày nhắc phải từ ngày giao nhiệm vụ đến hôm nay."),
    "own_report": _("Người báo kết quả không tự xác nhận được. Hãy để người khác xác nhận."),
    "items": _("Có mục không thuộc bài này. Hãy tải lại trang rồi chọn lại."),
    "evidence": _("Hãy nêu kết quả bằng lời hoặc đính kèm minh chứng."),
}
DECIDED = _(
    "%(who)s đã xử lý bài này trước, lúc %(at)s; hiện nay: %(state)s. Quyết định của bạn chưa được ghi. "
    "Hãy xem lại bài rồi quyết định tiếp nếu cần."
)
CHANGED = _("Bài này vừa thay đổi; hiện nay: %(state)s. Quyết định của bạn chưa được ghi. Hãy xem lại rồi làm tiếp.")
MOVES: Mapping[tuple[str, str], str | Promise] = {
    ("accepted", "submit"): _("Bài đã được duyệt nên không nộp lại được. Muốn sửa, hãy đề nghị người duyệt mở lại."),
    ("submitted", "submit"): _("Bài đã nộp và đang chờ duyệt. Muốn sửa, hãy rút lại bài trước."),
    ("waived", "submit"): _("Đơn vị đã được miễn nhiệm vụ này, không phải trả lời."),
    ("accepted", "recall"): _("Bài đã được duyệt, không rút lại được."),
    ("assigned", "accept"): _("Bài đã được rút lại, chưa có gì để duyệt."),
    ("assigned", "return"): _("Bài đã được rút lại, chưa có gì để trả lại."),
    ("submitted", "extend"): _("Bài đã nộp nên không cần gia hạn. Hãy duyệt hoặc trả lại trước."),
    ("accepted", "extend"): _("Bài đã duyệt nên không cần gia hạn."),
    ("waived", "extend"): _("Đơn vị đã được miễn nên không gia hạn. Hãy khôi phục nhiệm vụ trước."),
    ("submitted", "waive"): _("Bài đã nộp nên không miễn được. Hãy duyệt hoặc trả lại trước."),
    ("accepted", "waive"): _("Bài đã duyệt nên không miễn được."),
    ("waived", "waive"): _("Đơn vị đã được miễn rồi."),
    ("issuing", "submit"): SENTENCES["not_issued"],
    ("withdrawn", "submit"): _("Nhiệm vụ đã được thu hồi, không phải trả lời nữa."),
    ("planned", "verify"): _("Mục này chưa được báo là đã xong."),
    ("planned", "refuse"): _("Mục này chưa được báo là đã xong."),
    ("verified", "report"): _("Mục này đã được xác nhận, không cần báo lại."),
    ("done", "report"): _("Mục này đã báo xong và đang chờ xác nhận."),
}
ANY_MOVE = _("Không làm được việc này ở trạng thái hiện nay. Hãy tải lại trang để xem bước tiếp theo.")
SECRET = _(
    "Tệp có dấu mật nên không được lưu vào hệ thống. Hãy gửi bản giấy theo quy định bảo vệ bí mật nhà nước và ghi số, "
    "ngày của văn bản vào bài trả lời."
)
STEPS = (ObligationError, IllegalMove, SecretFile, Unreadable)
"""The exceptions said in words; Refused and DoesNotExist become pages of their own."""


def say(error: Exception) -> str:
    """The sentence for an exception of STEPS, in the reader's language."""
    if isinstance(error, SecretFile):
        return str(SECRET)
    if isinstance(error, Unreadable):
        return unreadable_words(error.code, error.detail)
    if isinstance(error, IllegalMove):
        return str(MOVES.get((error.state, error.action), ANY_MOVE))
    if isinstance(error, AlreadyDecided):
        return str(DECIDED if error.details.get("who") and error.details.get("at") else CHANGED) % _words(error.details)
    if isinstance(error, ObligationError):
        if error.code == "day" and error.details.get("name"):
            said = _("Hạn của %(name)s đang là %(day)s: hạn mới phải sau ngày đó.")
            return str(said) % _words(error.details)
        code = "stale_own" if error.code == "stale" and error.details.get("own") else error.code
        if code == "outside" and not error.details.get("names"):  # not even their names are within reach
            code = "outside_unknown"
        return str(SENTENCES.get(code, code)) % _words(error.details)
    raise error


def _words(details: Mapping[str, Any]) -> dict[str, str]:
    words = {"who": "", "at": "", "state": "", "names": "", "count": "", "name": "", "day": ""}
    for name, value in details.items():
        if isinstance(value, datetime):
            words[name] = formats.moment(value, zone=timezone.get_current_timezone())
        elif isinstance(value, date):
            words[name] = formats.day(value)
        elif isinstance(value, list):
            words[name] = ", ".join(str(one) for one in value[:5]) + ("…" if len(value) > 5 else "")
        else:
            words[name] = str(value)
    return words
