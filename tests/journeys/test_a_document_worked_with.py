"""A document worked with: brought and read, linked, held against the answer from below, answered on paper."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from docx import Document as Word
from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.documents import drafts
from tests.documents.drafts import LETTER
from tests.documents.programmes import programme
from tests.journeys.conftest import fits, follow, press, press_and_agree
from tests.journeys.test_every_page import RULES
from tusoi.cli.demonstration.programmes import ANSWERS, PROVINCE, text_of
from tusoi.documents.models import Citation, Clause, Coverage, Document, Intake
from tusoi.documents.services import begin_intake, load_reference
from tusoi.organisations.scope import Actor

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ON_DOCUMENT = re.compile(r"/documents/\d+(\?.*)?$")
SignIn = Callable[[Actor], Page]


@pytest.fixture(autouse=True)
def _register(province: Cast, settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    load_reference()


def look(page: Page) -> None:
    """Nothing wider than the window, nothing that keeps anybody out."""
    assert fits(page), page.url
    found = Axe().run(page, options=RULES).response["violations"]
    wrong = [(one["id"], one["nodes"][0]["html"][:120], one["nodes"][0]["failureSummary"]) for one in found]
    assert not wrong, f"{page.url}: {wrong}"


def as_word(text: str) -> bytes:
    word, kept = Word(), io.BytesIO()
    for line in text.splitlines():
        word.add_paragraph(line)
    word.save(kept)
    return kept.getvalue()


def bring(page: Page, name: str, text: str) -> Document:
    """Upload a Word file, look at what was read beside the text, keep it."""
    page.goto(reverse("documents:new"))
    look(page)
    page.set_input_files("#id_content", {"name": name, "mimeType": WORD, "buffer": as_word(text)})
    press(page, "Tải lên và đọc")
    expect(page.get_by_role("heading", name="Đọc văn bản và xác nhận")).to_be_visible()
    look(page)
    accept = page.locator('button[value="accept"]')
    follow(page, accept)
    for doubt in page.locator('input[name="confirmed"]').all():
        doubt.check()
    if accept.count():
        follow(page, accept)
    expect(page).to_have_url(ON_DOCUMENT)
    look(page)
    return Document.objects.latest("pk")


def outline(page: Page, document: Document) -> None:
    """From what the reading proposes to the tree of clauses that others answer."""
    page.goto(reverse("documents:outline", args=[document.pk]))
    look(page)
    assert not document.clauses.filter(kind=Clause.Kind.TARGET).exists()
    follow(page, page.locator("main button.main[value=save]"))
    expect(page.get_by_role("heading", name="Mục lục nội dung")).to_be_visible()
    assert document.clauses.filter(kind=Clause.Kind.TARGET).count() == 3
    look(page)


def send(page: Page, document: Document, name: str) -> None:
    page.goto(reverse("documents:send", args=[document.pk]))
    look(page)
    page.get_by_label(name, exact=True).check()
    press(page, "Gửi")
    expect(page).to_have_url(re.compile(rf"{reverse('documents:detail', args=[document.pk])}(\?.*)?$"))


def follow_links(page: Page, superior: Document, answering: Document) -> None:
    """The answer hangs on the programme, in the picture and in the list; its citation is in order."""
    page.goto(reverse("documents:detail", args=[superior.pk]))
    follow(page, page.get_by_role("link", name="Liên hệ văn bản", exact=True).first)
    expect(page.get_by_role("heading", name="Sơ đồ")).to_be_visible()
    look(page)
    link = page.locator(f'svg.graph a[href="{reverse("documents:links", args=[answering.pk])}"]')
    link.focus()
    with page.expect_navigation():
        link.press("Enter")
    expect(page.get_by_role("heading", name="Liên hệ văn bản")).to_be_visible()
    expect(page.locator("main")).to_contain_text(superior.reference)
    look(page)
    follow(page, page.get_by_role("link", name="Kiểm tra viện dẫn"))
    look(page)


def compare(page: Page, superior: Document, answering: Document, name: str, *, is_wide: bool) -> None:
    """Have answers proposed, open one cell, confirm it, find it counted; see what was left out and what is lower."""
    page.goto(reverse("documents:coverage", args=[superior.pk]))
    look(page)
    page.get_by_role("button", name="Đối chiếu", exact=True).click()
    # The pages between, which say how far it is, go on by themselves; the last one says that it is done.
    expect(page.get_by_role("status").filter(has_text="Đã đối chiếu:")).to_be_visible()
    row = Coverage.objects.filter(document=answering, state="proposed").order_by("-score").first()
    assert row is not None
    look(page)
    cell = reverse("documents:coverage_cell", args=[superior.pk, row.clause_id, answering.owner_id])
    if is_wide:
        follow(page, page.locator(f'table.matrix a[href$="{cell.rsplit("/documents/", 1)[1].split("/", 1)[1]}"]'))
    else:
        follow(page, page.locator(f'.of-phone a[href="{cell.rsplit("/", 1)[0]}"]'))
        look(page)
        follow(page, page.get_by_role("link", name=name, exact=True))
    expect(page.locator(f"#row-{row.pk}")).to_contain_text(row.quote[:40])
    expect(page.locator(f"#row-{row.pk} .why li").first).to_be_visible()
    look(page)
    follow(page, page.locator(f"#row-{row.pk}").get_by_role("button", name="Xác nhận"))
    expect(page.locator(f"#row-{row.pk} .chip.ok")).to_be_visible()
    row.refresh_from_db()
    assert row.state == "confirmed"
    page.goto(reverse("documents:coverage", args=[superior.pk]))
    said = page.locator("table.matrix td.ok" if is_wide else ".of-phone .sub", has_text="✓" if is_wide else "1/")
    expect(said.first).to_be_visible()
    for tab in ("Chưa ai trả lời", "Chỉ tiêu", "Văn bản trả lời"):
        follow(page, page.locator("nav.tabs").get_by_role("link", name=tab).first)
        look(page)


def begin_letter(page: Page) -> int:
    """Choose the reminder letter, fill it in."""
    page.goto(reverse("documents:templates"))
    look(page)
    follow(page, page.locator("main").get_by_role("link", name="Công văn đôn đốc").first)
    look(page)
    press(page, "Soạn từ mẫu này")
    expect(page.get_by_role("heading", name="Bản in")).to_be_visible()
    for key, text in LETTER.items():
        page.fill(f"#f-{key}", text)
    expect(page.locator("#preview")).to_contain_text("nộp báo cáo")
    look(page)
    return int(page.url.rstrip("/").rsplit("/", 1)[1])


def appraise_and_issue(page: Page, superior: Page, draft: int) -> None:
    """The province appraises what the commune writes; the commune issues it with the next number of its register."""
    press_and_agree(page, "Gửi thẩm định")
    expect(page.locator("main")).to_contain_text("Đang chờ Tỉnh ủy Sơn Hà thẩm định.")
    look(page)
    superior.goto(reverse("documents:drafts"))
    look(superior)
    superior.goto(reverse("documents:draft", args=[draft]))
    look(superior)
    superior.fill("#opinion", "Đồng ý, ban hành.")
    press(superior, "Đồng ý")
    expect(superior.locator("main")).to_contain_text("Đồng ý, ban hành.")
    page.goto(reverse("documents:draft", args=[draft]))
    follow(page, page.get_by_role("link", name="Ban hành, lấy số"))
    look(page)
    press_and_agree(page, "Ban hành và ghi vào sổ")
    expect(page).to_have_url(ON_DOCUMENT)
    look(page)
    page.goto(reverse("documents:draft", args=[draft]))
    look(page)


def downloaded(page: Page, name: str, to: Path) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_role("link", name=name).click()
    waiting.value.save_as(to)
    return to.read_bytes()


def words_of_word(content: bytes) -> str:
    assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None
    word = Word(io.BytesIO(content))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in word.paragraphs), *cells])


def words_of_pdf(content: bytes) -> str:
    with pypdfium2.PdfDocument(content) as pdf:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)


def test_from_the_file_to_the_letter_with_a_number(
    province: Cast, sign_in: SignIn, viewport: dict[str, int], tmp_path: Path
) -> None:
    may, lan = sign_in(province.may), sign_in(province.lan)
    superior = bring(may, "chuong-trinh.docx", PROVINCE)
    assert superior.reference == "12-CTr/TU"
    outline(may, superior)
    send(may, superior, "Đảng ủy xã An Bình")
    answering = bring(lan, "tra-loi.docx", text_of(ANSWERS[0], "An Bình", "ngày 12 tháng 3 năm 2026"))
    assert Citation.objects.filter(document=answering, target=superior).exists(), "the citation found its document"
    follow_links(may, superior, answering)
    compare(may, superior, answering, "Đảng ủy xã An Bình", is_wide=viewport["width"] > 600)

    draft = begin_letter(lan)
    appraise_and_issue(lan, may, draft)
    letter = Document.objects.latest("pk")
    assert (letter.owner, letter.number) == (province.an_binh, 1)
    for kind, words in (
        ("Word", words_of_word(downloaded(lan, "Tải Word", tmp_path / "thu.docx"))),
        ("PDF", words_of_pdf(downloaded(lan, "Tải PDF", tmp_path / "thu.pdf"))),
    ):
        for said in (f"{letter.number:02d}-{letter.symbol}", "ĐẢNG ỦY XÃ AN BÌNH", "Chi bộ Thôn Đông", "nộp báo cáo"):
            assert said in " ".join(words.split()), (kind, said, words)


@pytest.mark.look
def test_no_page_of_documents_is_too_wide_or_keeps_anybody_out(province: Cast, sign_in: SignIn) -> None:
    made = programme(province)
    own, begun, sent = drafts.own(province), drafts.begun(province), drafts.sent(province)
    approved = drafts.approved(province)
    intake: Intake = begin_intake(owner_id=province.province.pk, by=province.may, pasted=PROVINCE)
    document, clause = made.document.pk, made.clause("mục III.3").pk
    citation = Citation.objects.filter(document=made.an_binh).first()
    of_may = [
        ("register",), ("numbering",), ("new",), ("by_hand",), ("stub",), ("intake", intake.pk),
        ("discard", intake.pk), ("detail", document), ("edit", document), ("send", document), ("links", document),
        ("new_link", document), ("checks", document), ("outline", document), ("clause", document, clause),
        ("coverage", document), ("coverage_answers", document), ("coverage_unanswered", document),
        ("coverage_targets", document), ("coverage_clause", document, clause),
        ("coverage_cell", document, clause, province.an_binh.pk), ("templates",), ("template_upload",), ("drafts",),
    ]  # fmt: skip
    of_lan = [
        ("template", own.pk), ("template_edit", own.pk), ("draft", begun.pk), ("draft", sent.pk),
        ("draft", approved.pk), ("draft_issue", approved.pk), ("link", made.an_binh.pk, citation.pk),
        ("detail", made.an_binh.pk), ("checks", made.an_binh.pk),
    ]  # fmt: skip
    for actor, pages in ((province.may, of_may), (province.lan, of_lan)):
        page = sign_in(actor)
        for name, *args in pages:
            answer = page.goto(reverse(f"documents:{name}", args=args))
            assert answer is not None
            assert answer.status < 400, page.url
            look(page)
