"""Small builders for tests of templates and of what is written after them."""

from tests.cast import Cast
from tusoi.documents import services
from tusoi.documents.models import DraftDocument, Template

LETTER = {
    "kinh_gui": "Chi bộ Thôn Đông\nChi bộ Thôn Hạ", "viec": "nộp báo cáo", "van_ban": "Công văn 12-CV/ĐU",
    "han_cu": "01/3/2026", "han_moi": "15/3/2026", "chuc_vu_ky": "Bí thư", "nguoi_ky": "Lò Thị Lan",
    "ten_don_vi": "Đảng ủy xã An Bình", "noi_luu": "Văn phòng",
}  # fmt: skip
"""Everything the shipped reminder letter asks for."""


def shipped(code: str = "thu-nhac") -> Template:
    return Template.objects.get(owner__isnull=True, code=code)


def own(cast: Cast) -> Template:
    """A template of An Bình after the shipped letter, not issued yet."""
    return services.copy_template(template_id=shipped().pk, owner_id=cast.an_binh.pk, by=cast.lan)


def begun(cast: Cast, code: str = "thu-nhac") -> DraftDocument:
    return services.create_draft(template_id=shipped(code).pk, organisation_id=cast.an_binh.pk, by=cast.lan)


def sent(cast: Cast, **changes: str) -> DraftDocument:
    """A letter of An Bình that its own office is to appraise."""
    draft = begun(cast)
    return services.send_draft(draft_id=draft.pk, appraiser_id=cast.an_binh.pk, values=LETTER | changes, by=cast.lan)


def approved(cast: Cast) -> DraftDocument:
    return services.approve_draft(draft_id=sent(cast).pk, by=cast.lan)
