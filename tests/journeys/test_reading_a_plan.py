"""A plan with a table of tasks, brought as a Word file: read, reviewed, registered, offered to those it names."""

from collections.abc import Callable

from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.journeys.conftest import fits, follow
from tests.web.test_intake_reading_pages import plan
from tusoi.documents.services import load_reference
from tusoi.organisations.models import OrganisationKind
from tusoi.organisations.scope import Actor

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def test_a_plan_is_read_registered_and_offered_to_whom_it_names(
    province: Cast, sign_in: Callable[[Actor], Page], settings, tmp_path
) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    load_reference()
    OrganisationKind.objects.filter(code="commune").update(name_vi="Đảng ủy xã, phường")
    page = sign_in(province.may)
    page.goto(reverse("documents:new"))
    page.set_input_files("#id_content", {"name": "ke-hoach.docx", "mimeType": WORD, "buffer": plan()})
    follow(page, page.locator("main form", has=page.locator("#id_content")).locator("button.main"))

    expect(page.locator(".prop dl.task").first).to_contain_text("Quy chế sửa đổi")
    expect(page.locator(".prop", has=page.locator("dl.task")).first).to_contain_text("30/09/2027")
    assert fits(page)
    if not page.locator("details.metadata").evaluate("one => one.open"):
        page.locator("details.metadata > summary").click()
    expect(page.locator("#id_signatory")).to_have_value("Lò Văn Muôn, Phó Bí thư (T/M Ban Thường vụ)")
    page.locator('.found a[href="#mhead-signatory"]').press("Enter")
    expect(page.locator("mark.on").first).to_contain_text("T/M")
    assert fits(page)
    page.screenshot(path=str(tmp_path / "review.png"), full_page=True)

    follow(page, page.locator('button[value="accept"]'))
    if page.locator('input[name="confirmed"]').count():
        for box in page.locator('input[name="confirmed"]').all():
            box.check()
        follow(page, page.locator('button[value="accept"]'))
    follow(page, page.locator('a[href$="/send"]').first)
    expect(page.locator('input[name="organisation"]:checked')).to_have_count(2)
    assert fits(page)
    page.screenshot(path=str(tmp_path / "send.png"), full_page=True)
