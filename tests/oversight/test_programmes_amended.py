"""An adopted programme that was amended: what was called off comes back, the trail and the paper say what changed."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from tests import factories
from tests.oversight.programmes import draft, only_line, programme
from tests.web.crawl import client_of
from tusoi.audit.models import Entry
from tusoi.documents.services import load_reference
from tusoi.lib.rendering.model import Heading
from tusoi.organisations.models import Position, PositionKind
from tusoi.oversight.rules import NotYet, Rejected
from tusoi.oversight.selectors.programmes import letter_of
from tusoi.oversight.services import programmes as services

pytestmark = pytest.mark.django_db


@pytest.fixture
def adopted(cast):
    load_reference()
    return programme(cast.may, cast.province, draft(cast.an_binh), at="adopted", inspector=cast.inspector)


def test_a_line_that_was_called_off_can_be_taken_up_again_with_a_reason(cast, adopted):
    ids = {"programme_id": adopted.pk, "entry_id": only_line(adopted).pk, "by": cast.may}
    with pytest.raises(Rejected) as refused:
        services.restore_entry(**ids, reason="vì")
    assert refused.value.errors == {"": "entry_stands"}
    services.cancel_entry(**ids, reason="Cấp trên đã kiểm tra")
    with pytest.raises(Rejected) as refused:
        services.restore_entry(**ids, reason=" ")
    assert refused.value.errors == {"reason": "reason"}
    services.restore_entry(**ids, reason="Hủy nhầm")
    line = only_line(adopted)
    assert (line.cancelled_on, line.cancel_reason) == (None, "")
    told = Entry.objects.get(action="oversight.amend_restore")
    assert told.changes["reason"] == "Hủy nhầm"


def test_what_is_taken_up_again_has_to_be_complete(cast, adopted):
    ids = {"programme_id": adopted.pk, "entry_id": only_line(adopted).pk, "by": cast.may}
    services.cancel_entry(**ids, reason="Sáp nhập")
    only_line(adopted).subjects.all().delete()
    with pytest.raises(NotYet):
        services.restore_entry(**ids, reason="Hủy nhầm")
    assert only_line(adopted).cancelled_on is not None


def test_it_is_taken_up_again_on_its_page(cast, adopted):
    may, line = client_of(cast.may), only_line(adopted)
    restore = reverse("oversight:programme_entry_restore", args=[adopted.pk, line.pk])
    assert may.get(restore).status_code == 302
    may.post(reverse("oversight:programme_entry_cancel", args=[adopted.pk, line.pk]), {"reason": "Sáp nhập"})
    assert restore in may.get(reverse("oversight:programme", args=[adopted.pk])).content.decode()
    assert "Sáp nhập" in may.get(restore).content.decode()
    assert may.post(restore, {"reason": ""}).status_code == 422
    assert client_of(cast.sua).post(restore, {"reason": "vì"}).status_code in (403, 404)
    assert may.post(restore, {"reason": "Hủy nhầm"}).status_code == 302
    assert only_line(adopted).cancelled_on is None


def test_the_trail_says_from_what_to_what_in_vietnamese(cast, adopted):
    with override("en"):
        services.save_entry(
            programme_id=adopted.pk, entry_id=only_line(adopted).pk, draft=draft(cast.an_binh, quarter=4), by=cast.may,
            reason="Cấp trên yêu cầu",
        )  # fmt: skip
    assert Entry.objects.get(action="oversight.amend_change").changes["fields"] == "quý 2 → 4"


def test_the_paper_of_an_amended_programme_says_what_was_changed_since(cast, adopted):
    def body():
        return [one.text if isinstance(one, Heading) else one for one in letter_of(adopted, cast.may).paragraphs]

    assert not any("ĐIỀU CHỈNH" in one for one in body() if isinstance(one, str))
    added = services.save_entry(
        programme_id=adopted.pk, draft=draft(cast.suoi_giang, content="Việc thu đảng phí"), by=cast.may,
        reason="Ban Thường vụ giao",
    )  # fmt: skip
    services.cancel_entry(programme_id=adopted.pk, entry_id=added.pk, reason="Trùng đoàn cấp trên", by=cast.may)
    said = "\n".join(one for one in body() if isinstance(one, str))
    assert "ĐÃ ĐIỀU CHỈNH, BỔ SUNG SAU KHI BAN HÀNH" in said
    assert "bổ sung cuộc Việc thu đảng phí (Đảng ủy xã Suối Giàng). Lý do: Ban Thường vụ giao" in said
    assert "thôi thực hiện cuộc Việc thu đảng phí (Đảng ủy xã Suối Giàng). Lý do: Trùng đoàn cấp trên" in said


def test_who_chairs_the_commission_signs_its_programme(cast):
    load_reference()
    commission = factories.body(cast.province, "uy-ban-kiem-tra", "Ủy ban Kiểm tra", "UBKT")
    for code, name in (("pho-chu-nhiem-ubkt", "Vi Văn Sáng"), ("chu-nhiem-ubkt", "Cà A Vinh")):
        position = factories.position(factories.person(name), "kiem-tra", cast.province)
        kind = PositionKind.objects.create(
            code=code, name_vi="Chủ nhiệm Ủy ban Kiểm tra" if name == "Cà A Vinh" else "Phó", name_en=code,
            role="inspector", rank=45 if name == "Cà A Vinh" else 60, valid_from=position.valid_from,
        )  # fmt: skip
        Position.objects.filter(pk=position.pk).update(kind=kind, body=commission)
    made = programme(cast.inspector, cast.province, draft(cast.an_binh), body_id=commission.pk)
    letter = letter_of(made, cast.inspector)
    assert (letter.position, letter.signatory) == ("Chủ nhiệm", "Cà A Vinh")
