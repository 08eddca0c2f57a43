# ruff: noqa: E501 (a sentence stays on its line)
"""Documents made from templates: the province issues one of its own, a commune programme is issued, a cell is writing."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from tusoi.documents.models import Template
from tusoi.documents.services import (
    approve_draft,
    copy_template,
    create_draft,
    issue_draft,
    issue_template,
    save_draft,
    save_template,
    send_draft,
)  # fmt: skip

from .accounts import ROOT
from .diary import Diary
from .people import People

COMMUNE, CELL = "Đảng ủy xã An Bình", "Chi bộ Thôn Đông"
OWN_NAME = "Quy chế làm việc của chi bộ (mẫu của Tỉnh ủy Sơn Hà)"
OWN_GUIDANCE = (
    "Chi bộ thôn, bản dùng chung mẫu này. Ghi đúng ngày, giờ, nơi sinh hoạt; bảng phân công ghi đủ mọi đảng viên."
)
PROGRAMME: dict[str, Any] = {
    "nghi_quyet": "Nghị quyết Đại hội Đảng bộ xã An Bình lần thứ nhất, nhiệm kỳ 2025-2030",
    "tinh_hinh": "Đảng bộ xã có nhiều chi bộ thôn ở xa trung tâm, đảng viên đi làm xa đông. Năm qua 4 chi bộ có tháng không đủ số dự sinh hoạt; 6 chi bộ chưa phân công rõ người phụ trách nhóm hộ. Thu nhập bình quân còn dưới mức chung của tỉnh.",
    "muc_tieu": "Xây dựng đảng bộ xã trong sạch, vững mạnh; mỗi chi bộ giải quyết dứt điểm ít nhất một việc khó của thôn trong năm.",
    "chi_tieu": [
        {"noi_dung": "Chi bộ sinh hoạt đủ kỳ, đúng ngày", "hien_nay": "82 %", "den_ky": "100 %", "thoi_diem": "Quý I/2027"},
        {"noi_dung": "Đảng viên được phân công việc cụ thể", "hien_nay": "71 %", "den_ky": "98 %", "thoi_diem": "Quý II/2027"},
        {"noi_dung": "Giảm hộ nghèo mỗi năm", "hien_nay": "1,8 %", "den_ky": "3 %", "thoi_diem": "Hằng năm"},
    ],
    "giai_phap": "Mỗi ủy viên Ban Chấp hành dự sinh hoạt một chi bộ hằng tháng và có báo cáo ngắn.\nChi bộ công khai việc đã giao, người làm, ngày xong tại nhà văn hóa thôn.\nLiên hệ đảng viên đi làm xa theo nhóm, mỗi quý ít nhất một lần.",
    "nhiem_vu": [
        {"viec": "Rà soát, phân công lại ủy viên phụ trách chi bộ", "chu_tri": "Ban Xây dựng Đảng", "phoi_hop": "Văn phòng", "san_pham": "Thông báo phân công", "thoi_han": "30/9/2026"},
        {"viec": "Lập sổ theo dõi đảng viên đi làm xa", "chu_tri": "Các chi bộ", "phoi_hop": "Ban Xây dựng Đảng", "san_pham": "Sổ theo dõi", "thoi_han": "31/10/2026"},
        {"viec": "Kiểm tra việc thực hiện quy chế làm việc ở 6 chi bộ", "chu_tri": "Ủy ban Kiểm tra", "phoi_hop": "Văn phòng", "san_pham": "Báo cáo kết quả", "thoi_han": "15/12/2026"},
    ],
}  # fmt: skip
YEAR: dict[str, Any] = {
    "trong_tam": "Hoàn thành khắc phục hạn chế theo kết luận giám sát của Tỉnh ủy.\nNâng chất lượng sinh hoạt chi bộ thôn.",
    "noi_dung": [
        {"thang": "01", "noi_dung": "Chương trình kiểm tra, giám sát năm", "chuan_bi": "Ủy ban Kiểm tra", "xem_xet": "Ban Chấp hành", "san_pham": "Chương trình"},
        {"thang": "03", "noi_dung": "Sơ kết quý I, kết quả phân công đảng viên", "chuan_bi": "Văn phòng", "xem_xet": "Ban Thường vụ", "san_pham": "Báo cáo"},
    ],
}  # fmt: skip
REGULATION: dict[str, Any] = {
    "so_chi_uy": "3", "dia_diem": "Nhà văn hóa Thôn Đông", "ngay_sinh_hoat": "ngày 05 hằng tháng",
    "phan_cong": [{"ho_ten": "Lò Văn Nọi", "viec": "Phụ trách chung; nhóm hộ đầu thôn"}],
}  # fmt: skip


class DraftedPapers:
    def __init__(self, people: People, diary: Diary) -> None:
        self.people, self.diary, named = people, diary, people.tree.named
        self.province, self.commune = named(ROOT), named(COMMUNE)
        self.cell = next(one for one in people.tree.of_kind("cell", below=self.commune) if one.name == CELL)
        self.office, self.clerk = people.office(self.province), people.office(self.commune)

    def plan(self) -> None:
        self.diary.on(-70, self.own_template)
        self.diary.on(-60, self.programme)
        self.diary.on(-4, self.regulation)
        self.diary.on(-2, self.year)

    def own_template(self, at: datetime) -> None:
        """The province makes the shipped regulation of a cell its own and issues it to every cell below."""
        by = self.people.actor(self.office, at)
        own = copy_template(template_id=_shipped("quy-che-chi-bo"), owner_id=self.province.pk, by=by)
        save_template(
            template_id=own.pk, name=OWN_NAME, guidance=OWN_GUIDANCE, fields=own.fields, body=own.body, by=by
        )  # fmt: skip
        issue_template(template_id=own.pk, by=by)

    def programme(self, at: datetime) -> None:
        """Written in the commune, looked at in the province two hours later, issued after two days."""
        draft = self._begun("chuong-trinh-hanh-dong", PROGRAMME, at, appraiser=self.province.pk)
        self.diary.at(at + timedelta(hours=2), lambda then: self._approve(draft, then))

    def _approve(self, draft: int, at: datetime) -> None:
        opinion = "Chỉ tiêu rõ, có số để so. Đồng ý ban hành."
        approve_draft(draft_id=draft, opinion=opinion, by=self.people.actor(self.office, at))
        self.diary.after(at, 2, lambda then: self._issue(draft, then))

    def _issue(self, draft: int, at: datetime) -> None:
        by = self.people.actor(self.clerk, at)
        issue_draft(draft_id=draft, issued_on=by.today, by=by, confirmed=("symbol_issuer", "number_gap"))

    def regulation(self, at: datetime) -> None:
        """The secretary of the cell has begun; three fields are still to be filled in."""
        by = self.people.actor(self.people.holder("bi-thu", self.cell), at)
        own = Template.objects.get(owner=self.province, name=OWN_NAME)
        draft = create_draft(template_id=own.pk, organisation_id=self.cell.pk, by=by)
        save_draft(draft_id=draft.pk, values=draft.values | REGULATION, by=by)

    def year(self, at: datetime) -> None:
        """Waits for the province to look at it."""
        self._begun("chuong-trinh-cong-tac", YEAR, at, appraiser=self.province.pk)

    def _begun(self, code: str, values: dict[str, Any], at: datetime, *, appraiser: int) -> int:
        by = self.people.actor(self.clerk, at)
        draft = create_draft(template_id=_shipped(code), organisation_id=self.commune.pk, by=by)
        send_draft(draft_id=draft.pk, appraiser_id=appraiser, values=draft.values | values, by=by)
        return draft.pk


def _shipped(code: str) -> int:
    return Template.objects.get(owner__isnull=True, code=code, valid_to__isnull=True).pk
