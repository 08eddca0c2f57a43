"""Small builders for tests of the register."""

from datetime import date
from typing import Any

from tests.cast import Cast
from tusoi.documents.models import Document
from tusoi.documents.services import Metadata, load_reference, register_document
from tusoi.organisations.models import Organisation
from tusoi.organisations.scope import Actor

SPRING = date(2026, 3, 2)

CONCLUSION = """TỈNH ỦY SƠN HÀ
BAN TỔ CHỨC
*
Số 47-KL/BTCTU
ĐẢNG CỘNG SẢN VIỆT NAM
Sơn Hà, ngày 02 tháng 3 năm 2026
KẾT LUẬN
giám sát việc triển khai nghị quyết đại hội đảng bộ các cấp
-----
Thực hiện Kế hoạch số 12-KH/TU ngày 05/01/2026 của Ban Thường vụ Tỉnh ủy, đoàn giám sát đã làm việc với 12 đảng ủy xã \
về việc thực hiện Kết luận số 38-KL/TU ngày 13/11/2025 của Bộ Chính trị.
Các đảng ủy đã kịp thời tổ chức quán triệt nghị quyết đến cán bộ, đảng viên. Tuy nhiên, việc phân công nhiệm vụ cho \
cấp ủy viên ở một số chi bộ còn chưa cụ thể, chưa rõ người, rõ việc.
Ban Tổ chức yêu cầu các đảng ủy xã thực hiện tốt một số nội dung sau:
Một là, rà soát, bổ sung chương trình hành động, hoàn thành trước ngày 15/12/2026.
Hai là, ban hành quy chế làm việc theo mẫu, gửi về Ban Tổ chức Tỉnh ủy.
Ba là, phân công cấp ủy viên dự sinh hoạt với từng chi bộ và báo cáo hằng tháng.
"""


def metadata(**changes: Any) -> Metadata:
    """A plan of the province of the spring of 2026, with whatever a test wants otherwise."""
    fields: dict[str, Any] = {
        "kind": "ke-hoach",
        "issued_on": SPRING,
        "number": 12,
        "symbol": "KH/TU",
        "issuer_name": "Ban Thường vụ Tỉnh ủy Sơn Hà",
        "excerpt": "giám sát chuyên đề năm 2026",
    }
    return Metadata(**(fields | changes))


def registered(cast: Cast, *, by: Actor | None = None, owner: Organisation | None = None, **changes: Any) -> Document:
    """A document in the register of the province, or of ``owner``."""
    load_reference()
    owner = owner or cast.province
    return register_document(
        owner_id=owner.pk,
        metadata=metadata(**changes),
        by=by or cast.may,
        confirmed={"duplicate", "number_taken", "symbol_kind", "symbol_issuer", "competence"},
    )
