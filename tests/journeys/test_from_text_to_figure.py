"""Journey 1: from a text to "1/2", as three people at three desks, or on three phones, would go it."""

from datetime import timedelta
from pathlib import Path

import pytest
from docx import Document as Word
from playwright.sync_api import Page, expect

from tests.journeys.conftest import fits, follow, press, press_and_agree
from tusoi.documents.models import Clause
from tusoi.documents.services import load_reference as load_documents
from tusoi.obligations import tallies
from tusoi.obligations.models import Obligation
from tusoi.obligations.services import load_reference as load_deliverables

SEED = next(iter(Path(__file__).parents[3].glob("shared/seeds/000_*.txt")), None)
REQUIREMENTS = ("Rà soát chương trình hành động", "Ban hành quy chế làm việc", "Phân công cấp ủy viên")
OWN_TEXT = """Đoàn giám sát đã làm việc với các đảng ủy xã. Nhìn chung, các cấp ủy đã kịp thời quán triệt nghị quyết.
Tuy nhiên, một số chi bộ phân công nhiệm vụ còn chung chung, chưa rõ người, rõ việc.
Ban Thường vụ yêu cầu các đảng ủy thực hiện tốt các nội dung sau:
Một là, rà soát, bổ sung chương trình hành động, bảo đảm mỗi chỉ tiêu có người chịu trách nhiệm.
Hai là, ban hành quy chế làm việc theo mẫu và tổ chức thực hiện nghiêm túc.
Ba là, phân công cấp ủy viên dự sinh hoạt với từng chi bộ và báo cáo kết quả.
"""


@pytest.fixture
def text(tmp_path: Path) -> Path:
    """The conclusion to upload: the first of the five articles where it is at hand, else one of our own."""
    if SEED is not None:
        return SEED
    own = tmp_path / "ket-luan.txt"
    own.write_text(OWN_TEXT, encoding="utf-8")
    return own


@pytest.fixture
def reference(province) -> None:
    load_documents()
    load_deliverables()


def register(page: Page, text: Path, today) -> None:
    """Upload, review beside the text, keep three requirements, save."""
    page.goto("/documents/new")
    assert fits(page)
    page.set_input_files("input[type=file]", text)
    press(page, "Tải lên và đọc")
    expect(page.get_by_role("heading", name="Đọc văn bản và xác nhận")).to_be_visible()
    assert fits(page)
    assert Clause.objects.count() == 0, "nothing is stored before it is accepted"
    page.select_option("select[name=kind]", "ket-luan")
    page.fill("input[name=number]", "47")
    page.fill("input[name=symbol]", "KL/TU")
    page.fill("input[name=issued_on]", today.isoformat())
    boxes = page.locator("article.prop:has(input[name^='label-']) input[type=checkbox]")
    total = boxes.count()
    assert total >= 3, "the text holds at least three requirements"
    for number in range(total):
        boxes.nth(number).set_checked(number < 3)
    titles = page.locator("article.prop:has(input[name^='label-'])")
    for number, title in enumerate(REQUIREMENTS):
        titles.nth(number).locator("summary", has_text="Sửa").click()
        titles.nth(number).locator("input[name^='title-']").fill(title)
        titles.nth(number).locator("input[name^='due_on-']").fill((today + timedelta(days=20)).isoformat())
    page.select_option("select[name=issuer]", label="Tỉnh ủy Sơn Hà")
    follow(page, page.locator("button[value=accept]"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("47-KL/TU")
    assert Clause.objects.filter(kind="requirement").count() == 3


def lay(page: Page) -> None:
    """Lay the three requirements on both communes."""
    follow(page, page.get_by_role("link", name="Giao nhiệm vụ").first)
    expect(page.get_by_role("heading", name="Giao nhiệm vụ")).to_be_visible()
    assert fits(page)
    for number in range(3):
        duty = page.locator(f"#d{number} > details")  # folded when it says everything
        if not duty.evaluate("it => it.open"):
            duty.locator("> summary").click()
        page.locator(f"select[name=d{number}-deliverable]").select_option(label="Kế hoạch khắc phục")
    for name in ("Đảng ủy xã An Bình", "Đảng ủy xã Suối Giàng"):
        page.locator("#units").get_by_label(name, exact=True).check()
    press(page, "Xem lại trước khi giao")
    expect(page.get_by_role("heading", name="Xem lại trước khi giao")).to_be_visible()
    assert fits(page)
    press(page, "Giao cho 2 tập thể")


def write_plan(page: Page, duty: Obligation) -> None:
    """From my work to a plan of two items, sent."""
    page.goto("/")
    assert fits(page)
    follow(page, page.get_by_role("link", name=REQUIREMENTS[0]).first)
    page.fill("#text", "Đảng ủy xã xây dựng kế hoạch như sau.")
    page.locator("textarea[name=i0-task], input[name=i0-task]").fill("Giao từng chỉ tiêu cho một cấp ủy viên")
    page.fill("input[name=i0-lead]", "Hoàng Minh Quyết")
    page.get_by_role("button", name="Thêm một mục", exact=True).click()  # on the page itself
    page.locator("textarea[name=i1-task], input[name=i1-task]").fill("Tăng cường lãnh đạo, chỉ đạo")
    assert fits(page)
    press_and_agree(page, "Gửi")
    expect(page.locator("main")).to_contain_text("Chờ duyệt")


def return_one_item(page: Page, duty: Obligation) -> None:
    page.goto("/")
    follow(page, page.get_by_role("link", name="Xem xét").first)
    if "/reviews/" not in page.url:
        follow(page, page.locator("a[href*='/reviews/']").first)
    expect(page.get_by_role("heading", level=1)).to_have_text("Đảng ủy xã An Bình")
    assert fits(page)
    page.get_by_label("Trả lại riêng mục 2").check()
    page.get_by_label("Lý do trả lại mục 2").fill("Chung chung, thiếu người và thời hạn")
    press(page, "Trả lại")
    expect(page.locator("main")).to_contain_text("Trả lại")


def mend(page: Page, today) -> None:
    """Only the returned item is open; it gets a person and a day."""
    page.goto("/")
    follow(page, page.get_by_role("link", name=REQUIREMENTS[0]).first)
    expect(page.locator("main")).to_contain_text("Chung chung, thiếu người và thời hạn")
    expect(page.locator("fieldset.item")).to_have_count(1)
    page.locator("textarea[name=i0-task], input[name=i0-task]").fill("Dự sinh hoạt với từng chi bộ mỗi tháng")
    page.fill("input[name=i0-lead]", "Lò Thị Lan")
    page.fill("input[name=i0-due_on]", (today + timedelta(days=15)).isoformat())
    press_and_agree(page, "Gửi")
    expect(page.locator("main")).to_contain_text("Chờ duyệt")


def accept(page: Page, assignment_id: int) -> None:
    page.goto(f"/obligations/reviews/{assignment_id}/")
    with page.expect_navigation():
        page.keyboard.press("a")
    page.goto(f"/obligations/reviews/{assignment_id}/")
    expect(page.locator("main")).to_contain_text("Đã duyệt")


def remind_the_rest(page: Page, duty: Obligation, tmp_path: Path) -> None:
    page.goto(f"/obligations/{duty.pk}/")
    expect(page.locator("main")).to_contain_text("1/2")
    expect(page.locator("main")).to_contain_text("Đảng ủy xã Suối Giàng")
    assert fits(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Thư nhắc").first.click()
    letter = tmp_path / "thu-nhac.docx"
    waiting.value.save_as(letter)
    words = "\n".join(paragraph.text for paragraph in Word(str(letter)).paragraphs)
    assert "Suối Giàng" in words
    assert "47-KL/TU" in words


def test_from_a_text_to_the_figure_at_every_level(province, reference, sign_in, text, tmp_path):
    today = province.may.today
    may, lan = sign_in(province.may), sign_in(province.lan)
    register(may, text, today)
    lay(may)
    duty = Obligation.objects.get(title=REQUIREMENTS[0])
    assert Obligation.objects.count() == 3
    write_plan(lan, duty)
    return_one_item(may, duty)
    mend(lan, today)
    accept(may, duty.assignments.get(organisation=province.an_binh).pk)
    remind_the_rest(may, duty, tmp_path)
    lan.goto(f"/obligations/{duty.pk}/")
    expect(lan.locator("main")).to_contain_text("1/1")
    assert tallies.audit() == {}
