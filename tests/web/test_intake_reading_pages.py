"""What the review page says of a text beyond its proposals: head and foot, tables of tasks, deadlines, letters."""

import io
import re
from datetime import date
from email.message import EmailMessage

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from docx import Document as Word

from tests.cast import Cast
from tests.documents.build import registered
from tests.pdfs import lines, pdf
from tests.web.test_intake_pages import begun as begun_with
from tests.web.test_intake_pages import form_of
from tusoi.documents import selectors
from tusoi.documents.models import Clause, Document, Intake
from tusoi.documents.services import begin_intake, load_reference
from tusoi.obligations.selectors import receivers_of
from tusoi.organisations.models import Account, OrganisationKind
from tusoi.organisations.scope import Actor

pytestmark = pytest.mark.django_db

HEAD = ("TỈNH ỦY SƠN HÀ", "*", "Số 18-KH/TU", "ĐẢNG CỘNG SẢN VIỆT NAM", "Sơn Hà, ngày 12 tháng 3 năm 2026", "KẾ HOẠCH",
        "củng cố tổ chức cơ sở đảng")  # fmt: skip
YEAR = max(2027, timezone.localdate().year + 1)
"""The tasks are due after today, whenever that is."""
ROWS = (
    ("STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Sản phẩm", "Thời hạn"),
    ("1", "Rà soát quy chế làm việc của cấp ủy", "Đảng ủy xã An Bình", "Chi bộ Thôn Đông", "Quy chế sửa đổi",
     f"Quý III/{YEAR}"),
    ("2", "Tổng hợp tình hình sinh hoạt chi bộ", "Đảng ủy xã Suối Giàng", "", "Báo cáo", "Trước ngày 15 hằng tháng"),
)  # fmt: skip
FOOT = ("Nơi nhận:", "- Ban Tổ chức Trung ương (để báo cáo),", "- Các đảng ủy xã,", "- Lưu Văn phòng Tỉnh ủy.",
        "T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "Lò Văn Muôn")  # fmt: skip


@pytest.fixture(autouse=True)
def _kinds(db: None, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    load_reference()


def as_(actor: Actor) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=actor.account_id))
    return client


def plan() -> bytes:
    """A plan as a Word file: its head, a table of two tasks, who receives it and who signs."""
    word = Word()
    for line in HEAD:
        word.add_paragraph(line)
    word.add_paragraph("Ban Thường vụ Tỉnh ủy ban hành kế hoạch với các nhiệm vụ sau:")
    table = word.add_table(rows=0, cols=len(ROWS[0]))
    for row in ROWS:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    for line in FOOT:
        word.add_paragraph(line)
    kept = io.BytesIO()
    word.save(kept)
    return kept.getvalue()


@pytest.fixture(autouse=True)
def _names_of_kinds(cast: Cast) -> None:
    OrganisationKind.objects.filter(code="commune").update(name_vi="Đảng ủy xã, phường")


def begun(cast: Cast, content: bytes | None = None, name: str = "ke-hoach.docx") -> Intake:
    return begin_intake(owner_id=cast.province.pk, by=cast.may, content=content or plan(), filename=name)


def page_of(client: Client, intake: Intake) -> str:
    return client.get(reverse("documents:intake", args=[intake.pk])).content.decode()


def accepted(client: Client, intake: Intake, **changed: str) -> Document:
    data = form_of(client, intake) | {"action": "accept"} | changed
    confirmed = ["duplicate", "number_taken", "symbol_kind", "symbol_issuer", "competence"]
    answer = client.post(reverse("documents:intake", args=[intake.pk]), data | {"confirmed": confirmed})
    assert answer.status_code == 302, re.findall(r'class="error"[^>]*>([^<]+)', answer.content.decode())
    return Document.objects.latest("pk")


def test_the_signatory_is_filled_in_kept_shown_found_and_exported(cast: Cast) -> None:
    client, intake = as_(cast.may), begun(cast)
    signed = "Lò Văn Muôn, Phó Bí thư (T/M Ban Thường vụ)"
    assert f'value="{signed}"' in page_of(client, intake)

    document = accepted(client, intake)

    assert document.signatory == signed
    assert signed in client.get(reverse("documents:detail", args=[document.pk])).content.decode()
    found = selectors.register_of(cast.province, by=cast.may, filters=selectors.Filters(text="Lò Văn Muôn"))
    assert [one.pk for one in found] == [document.pk]
    assert client.get(reverse("documents:export")).status_code == 200


def test_what_is_typed_instead_of_the_signatory_is_kept(cast: Cast) -> None:
    client = as_(cast.may)
    assert accepted(client, begun(cast), signatory="Hà Thị Mây").signatory == "Hà Thị Mây"


def test_passages_of_head_and_foot_are_marked_and_linked(cast: Cast) -> None:
    html = page_of(as_(cast.may), begun(cast))

    marked = {one for group in re.findall(r'data-marks="([^"]+)"', html) for one in group.split()}
    linked = set(re.findall(r'href="#(m(?:head|to)-[^"]+)"', html))
    assert {"mhead-number", "mhead-kind", "mhead-issued_on", "mhead-excerpt", "mhead-signatory", "mto-1"} <= linked
    assert linked <= marked


def test_receivers_are_matched_with_the_reason(cast: Cast) -> None:
    above, communes, filed = receivers_of(begun(cast).text, cast.province, cast.may)

    assert (above.organisations, above.why) == ((), "above")
    assert set(communes.organisations) == {cast.an_binh.pk, cast.suoi_giang.pk}
    assert (filed.organisations, filed.why) == ((), "filed")


def test_after_registering_the_receivers_are_offered_and_ticked(cast: Cast) -> None:
    client = as_(cast.may)
    intake = begun(cast)
    answer = client.post(
        reverse("documents:intake", args=[intake.pk]),
        form_of(client, intake) | {"action": "accept", "confirmed": ["symbol_issuer", "competence", "symbol_kind"]},
    )
    assert answer["Location"].endswith("?send=1")
    document = Document.objects.latest("pk")
    assert reverse("documents:send", args=[document.pk]) in client.get(answer["Location"]).content.decode()

    html = client.get(reverse("documents:send", args=[document.pk])).content.decode()

    ticked = {int(value) for value in re.findall(r'name="organisation" value="(\d+)" checked', html)}
    assert ticked == {cast.an_binh.pk, cast.suoi_giang.pk}
    assert "văn bản ghi: Các đảng ủy xã" in html


def test_a_row_of_a_table_shows_its_cells_and_goes_into_the_clause(cast: Cast) -> None:
    client, intake = as_(cast.may), begun(cast)
    html = page_of(client, intake)
    for said in ("Đảng ủy xã An Bình", "Chi bộ Thôn Đông", "Quy chế sửa đổi", f"Quý III/{YEAR}", f"30/09/{YEAR}"):
        assert said in html
    place = next(place for place, one in enumerate(intake.records) if "task" in one["fields"])

    document = accepted(client, intake, **{f"product-{place}": "Quy chế mới", f"lead-{place}": "Đảng ủy xã Suối Giàng"})

    clause = Clause.objects.filter(document=document, kind="requirement").order_by("position")[0]
    assert clause.due_on == date(YEAR, 9, 30)
    assert (clause.fields["task"]["product"], clause.fields["task"]["collaborators"]) == (
        "Quy chế mới", "Chi bộ Thôn Đông",
    )  # fmt: skip
    assert clause.fields["addressee"] == "Đảng ủy xã Suối Giàng"


def test_a_task_becomes_a_duty_with_its_product_day_and_lead(cast: Cast) -> None:
    client = as_(cast.may)
    document = accepted(client, begun(cast))

    html = client.get(f"{reverse('obligations:new')}?document={document.pk}").content.decode()

    assert "Sản phẩm: Quy chế sửa đổi" in html
    assert "Phối hợp: Chi bộ Thôn Đông" in html
    assert re.search(rf'name="d0-due_on"[^>]*value="({YEAR}-09-30|30/09/{YEAR})"', html)
    first, second = (re.findall(rf'name="d{index}-org-[^"]*"[^>]*value="(\d+)"[^>]*checked', html) for index in (0, 1))
    common = re.findall(r'name="org-[^"]*"[^>]*value="(\d+)"[^>]*checked', html)
    assert {str(cast.an_binh.pk), str(cast.suoi_giang.pk)} <= {*first, *second, *common}


def test_a_deadline_that_comes_again_says_so(cast: Cast) -> None:
    html = page_of(as_(cast.may), begun(cast))
    assert "ngày 15 hằng tháng, kỳ tới 15/03/2026" in html
    assert "Việc lặp lại: hiện mỗi kỳ giao một lần" in html


def test_a_proposal_says_its_article_and_its_page(cast: Cast) -> None:
    first = (*HEAD, "Điều 1. Phạm vi", "Kế hoạch này dùng cho các đảng ủy.")
    second = (
        "Điều 2. Nhiệm vụ",
        "1. Ban Thường vụ yêu cầu các đảng ủy xã rà soát quy chế, xong trước ngày 15/12/2027.",
    )
    intake = begun(cast, pdf(lines(*first), lines(*second)), "ke-hoach.pdf")
    assert "Điều 2, khoản 1 · trang 2" in page_of(as_(cast.may), intake)


def test_the_drafts_of_a_letter_lead_to_each_other(cast: Cast) -> None:
    mail = EmailMessage()
    mail["Subject"] = "Gửi kế hoạch"
    mail.set_content("Kính gửi văn phòng.")
    mail.add_attachment(plan(), maintype="application", subtype="octet-stream", filename="mot.docx")
    mail.add_attachment("\n".join(HEAD).encode(), maintype="text", subtype="plain", filename="hai.txt")
    mail.add_attachment(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", filename="anh.png")
    client = as_(cast.may)
    upload = {"content": SimpleUploadedFile("thu.eml", mail.as_bytes()), "whole": "1"}
    answer = client.post(reverse("documents:begin"), upload)
    html = client.get(answer["Location"]).content.decode()
    one, two, letter = Intake.objects.order_by("pk")
    assert (one.filename, two.filename, letter.filename) == ("mot.docx", "hai.txt", "thu.eml")
    for other in (two, letter):
        assert reverse("documents:intake", args=[other.pk]) in html
    assert "anh.png" in page_of(client, letter)


def test_the_review_page_asks_few_questions(cast: Cast, django_assert_max_num_queries) -> None:
    client, intake = as_(cast.may), begun(cast)
    page_of(client, intake)
    with django_assert_max_num_queries(20):
        page_of(client, intake)
    document = accepted(client, intake)
    for name in ("detail", "send"):
        with django_assert_max_num_queries(20):
            client.get(reverse(f"documents:{name}", args=[document.pk]))


def test_a_citation_of_another_day_is_not_said_to_be_missing_from_the_register(cast: Cast) -> None:
    plan = registered(cast, issued_on=date(2026, 1, 6))
    client = as_(cast.may)
    html = client.get(reverse("documents:intake", args=[begun_with(client).pk])).content.decode()

    assert "Sổ có văn bản cùng số nhưng khác ngày. Có phải văn bản này?" in html
    assert "Văn bản đang đọc ghi ngày 05/01/2026" in html
    assert f'<option value="{plan.pk}">12-KH/TU' in html


@pytest.mark.parametrize("name", ["intake", "decisions"])
def test_a_due_day_that_is_none_is_said_and_the_day_that_was_read_stays(cast: Cast, name: str) -> None:
    client = as_(cast.may)
    intake = begun_with(client)
    data = form_of(client, intake)
    due = next(key for key, value in data.items() if key.startswith("due_on-") and value == "15/12/2026")
    answer = client.post(reverse(f"documents:{name}", args=[intake.pk]), data | {due: "32/13/2026"})
    assert "Không có ngày ấy" in answer.content.decode()

    html = client.get(reverse("documents:intake", args=[intake.pk])).content.decode()
    assert form_of(client, intake)[due] == "15/12/2026"
    assert "Chưa rõ hạn: ngày in" not in html
