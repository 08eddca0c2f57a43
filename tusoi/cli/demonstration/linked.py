# ruff: noqa: E501 (a sentence stays on its line)
"""Papers that hang together: a conclusion of the centre down to the resolution of a cell, a guideline that was replaced,
a plan that was amended, and one symbol that was misprinted.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from tusoi.documents.models import Document
from tusoi.documents.selectors import cautions_of
from tusoi.documents.services import Metadata, accept_intake, begin_intake, settle_caution
from tusoi.organisations.models import Organisation, Person

from .accounts import ROOT
from .diary import Diary
from .papers import Paper, Papers

CONFIRMED = ("symbol_kind", "symbol_issuer", "competence", "duplicate", "number_taken")

CONCLUSION = "Tự phê bình và phê bình gắn với khắc phục hạn chế, khuyết điểm"
PLAN = "thực hiện Kết luận số 38-KL/TW của Bộ Chính trị về tự phê bình và phê bình gắn với khắc phục hạn chế"
PLAN_TEXT = """KẾ HOẠCH
thực hiện Kết luận số 38-KL/TW của Bộ Chính trị về tự phê bình và phê bình gắn với khắc phục hạn chế
Căn cứ Quy định số 294-QĐ/TW, ngày 26/5/2025 của Ban Chấp hành Trung ương; Kế hoạch số 31-KH/TU của Ban Thường vụ Tỉnh ủy.
Thực hiện Kết luận số 38-KL/TW, ngày {conclusion} của Bộ Chính trị, Ban Thường vụ Tỉnh ủy ban hành kế hoạch.
1. Các đảng ủy xã, phường xây dựng kế hoạch, báo cáo trước ngày 15 tháng cuối quý.
2. Văn phòng Tỉnh ủy theo dõi, đôn đốc."""
LOCAL = "thực hiện Kế hoạch số 143-KH/TU về tự phê bình và phê bình gắn với khắc phục hạn chế"
LOCAL_TEXT = """KẾ HOẠCH
thực hiện Kế hoạch số 143-KH/TU của Ban Thường vụ Tỉnh ủy về tự phê bình và phê bình gắn với khắc phục hạn chế
Căn cứ Hướng dẫn số 07-HD/TU của Ban Thường vụ Tỉnh ủy về quy chế làm việc của đảng ủy.
Thực hiện Kế hoạch số 143-KH/TU của Ban Thường vụ Tỉnh ủy Sơn Hà, Đảng ủy xã An Bình đã quán triệt Kết luận số 38-KL/TU, ngày {conclusion} của Bộ Chính trị tới các chi bộ.
Các chi bộ đối chiếu Kết luận số 38-KL/TW với quy chế làm việc, gửi danh mục việc khắc phục về Đảng ủy trước kỳ sinh hoạt tháng sau."""
CELL = "thực hiện Kế hoạch số 21-KH/ĐU của Đảng ủy xã An Bình"
CELL_TEXT = """NGHỊ QUYẾT
thực hiện Kế hoạch số 21-KH/ĐU của Đảng ủy xã An Bình
Thực hiện Kế hoạch số 21-KH/ĐU của Đảng ủy xã An Bình, chi bộ quyết nghị mỗi đảng viên đăng ký một việc khắc phục trong quý."""
GUIDE = "Xây dựng quy chế làm việc của đảng ủy xã, phường sau khi sắp xếp thôn, bản"
GUIDE_TEXT = """HƯỚNG DẪN
xây dựng quy chế làm việc của đảng ủy xã, phường sau khi sắp xếp thôn, bản
Căn cứ Quy định số 294-QĐ/TW, ngày 26/5/2025 của Ban Chấp hành Trung ương, Ban Thường vụ Tỉnh ủy hướng dẫn.
Quy chế làm việc phải nêu rõ ai phụ trách chi bộ nào, lịch dự sinh hoạt và trách nhiệm của người đứng đầu.
Hướng dẫn này có hiệu lực từ ngày ký và thay thế Hướng dẫn số 07-HD/TU của Ban Thường vụ Tỉnh ủy."""
AMENDING = "Sửa đổi, bổ sung Kế hoạch số 31-KH/TU về đổi mới sinh hoạt chi bộ"
AMENDING_TEXT = """KẾ HOẠCH
sửa đổi, bổ sung Kế hoạch số 31-KH/TU của Ban Thường vụ Tỉnh ủy về đổi mới sinh hoạt chi bộ
Lùi thời hạn báo cáo của các chi bộ vùng cao thêm một tháng; các nội dung khác giữ nguyên."""


class LinkedPapers:
    """Brings the papers in as a clerk does: the text is read, looked through and accepted."""

    def __init__(self, papers: Papers, diary: Diary) -> None:
        self.papers, self.diary, self.people = papers, diary, papers.people
        named = self.people.tree.named
        self.province, self.an_binh = named(ROOT), named("Đảng ủy xã An Bình")
        self.cell = named("Chi bộ Thôn Đông")
        self.issued_on: date = diary.day(-186)

    def plan(self) -> None:
        events: tuple[tuple[int, Callable[[datetime], object]], ...] = (
            (-185, self.conclusion), (-128, self.province_plan), (-112, self.local_plan), (-97, self.resolution),
            (-34, self.amending), (-23, self.guide), (-8, self.looked_at),
        )  # fmt: skip
        for offset, event in events:
            self.diary.on(offset, event)

    def conclusion(self, at: datetime) -> None:
        paper = Paper("ket-luan", 38, "KL/TW", CONCLUSION, issuer_name="Bộ Chính trị", issued_on=self.issued_on)
        self.papers.register(paper, self.province, self.people.office(self.province), at)

    def province_plan(self, at: datetime) -> None:
        self._read("ke-hoach", 143, "KH/TU", PLAN, PLAN_TEXT, at)

    def local_plan(self, at: datetime) -> None:
        clerk = self.people.office(self.an_binh)
        self._read("ke-hoach", 21, "KH/ĐU", LOCAL, LOCAL_TEXT, at, owner=self.an_binh, clerk=clerk)

    def resolution(self, at: datetime) -> None:
        head = self.people.holder("bi-thu", self.cell)
        self._read("nghi-quyet", 9, "NQ/CB", CELL, CELL_TEXT, at, owner=self.cell, clerk=head)

    def amending(self, at: datetime) -> None:
        self._read("ke-hoach", 152, "KH/TU", AMENDING, AMENDING_TEXT, at)

    def guide(self, at: datetime) -> None:
        self._read("huong-dan", 12, "HD/TU", GUIDE, GUIDE_TEXT, at)

    def looked_at(self, at: datetime) -> None:
        """The clerk of An Bình has looked at the misprint: the paper was sent out as it is."""
        by = self.people.actor(self.people.office(self.an_binh), at)
        document = Document.objects.get(number=21, symbol="KH/ĐU", owner=self.an_binh)
        for line in cautions_of(document, by=by):
            if line.caution.code == "issuer_code":
                settle_caution(
                    document_id=document.pk, code=line.caution.code, key=line.caution.key, by=by,
                    reason="Bản phát hành in nhầm TU, đã đính chính bằng công văn; giữ nguyên như bản gốc.",
                )  # fmt: skip

    def _read(
        self, kind: str, number: int, symbol: str, excerpt: str, text: str, at: datetime, *,
        owner: Organisation | None = None, clerk: Person | None = None,
    ) -> Document:  # fmt: skip
        owner = owner or self.province
        by = self.people.actor(clerk or self.people.office(owner), at)
        pasted = text.replace("{conclusion}", f"{self.issued_on:%d/%m/%Y}")
        intake = begin_intake(owner_id=owner.pk, by=by, pasted=pasted)
        metadata = Metadata(
            kind=kind, number=number, symbol=symbol, excerpt=excerpt, issued_on=by.today, issuer_id=owner.pk
        )
        return accept_intake(intake_id=intake.pk, metadata=metadata, by=by, confirmed=CONFIRMED)
