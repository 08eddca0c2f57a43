"""Journey 2: twelve committees supervised, from the line of a programme to the requirement that is closed."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests import factories
from tests.cast import Cast
from tests.journeys.conftest import fits, follow, press, press_and_agree
from tests.oversight import build
from tusoi.documents.services import load_reference as load_documents
from tusoi.obligations.models import Assignment
from tusoi.obligations.services import load_reference as load_deliverables
from tusoi.obligations.services import submit_answer
from tusoi.organisations.models import Organisation
from tusoi.organisations.scope import Actor
from tusoi.oversight.models import Case, CaseSubject, Finding, Programme, Remediation
from tusoi.oversight.selectors import cases as asked
from tusoi.oversight.services import cases, load_reference

TITLE = "Giám sát việc thực hiện quy chế làm việc"
COMMON = "Chưa sơ kết nghị quyết chuyên đề"
OWN = "Quy chế làm việc chưa sửa đổi sau đại hội"
REQUIRED = "Sửa đổi quy chế làm việc, tổ chức sơ kết nghị quyết"


@pytest.fixture
def twelve(province: Cast, settings, tmp_path) -> list[Organisation]:
    """The communes of the province, twelve of them, and the book."""
    settings.MEDIA_ROOT = tmp_path / "files"
    load_documents()
    load_deliverables()
    load_reference()
    build.everything_allowed()
    more = [factories.organisation(f"Đảng ủy xã Mường {n}", "commune", province.province) for n in range(1, 11)]
    return [province.an_binh, province.suoi_giang, *more]


def written(day: date) -> str:
    return day.strftime("%d/%m/%Y")


def at(page: Page, name: str, *args: int, query: str = "") -> None:
    page.goto(reverse(f"oversight:{name}", args=args) + query)
    assert fits(page), page.url


def planned(office: Page, commission: Page, today: date) -> Programme:
    """A line over the twelve: nothing overlaps; proposed, merged, adopted."""
    at(office, "programme_new")
    office.select_option("select[name=year]", str(today.year))
    press(office, "Lập chương trình")
    programme = Programme.objects.get()
    at(office, "programme_entry_new", programme.pk)
    office.select_option("select[name=kind]", "gs-cd")
    office.fill("textarea[name=content]", TITLE)
    office.locator("#units .whole input").first.check()
    office.fill("input[name=examined_from]", written(today - timedelta(days=365)))
    office.fill("input[name=examined_to]", written(today - timedelta(days=1)))
    office.select_option("select[name=quarter]", str((today.month + 2) // 3))
    office.fill("input[name=lead]", "Ủy ban Kiểm tra Tỉnh ủy")
    office.locator("fieldset:has(legend:has-text('Theo danh mục')) input, .areas-of input[type=checkbox]").first.check()
    press(office, "Lưu dòng")
    assert fits(office)
    expect(office.locator("main")).to_contain_text(TITLE)
    expect(office.locator(".chip", has_text="Trùng")).to_have_count(0)
    press(office, "Đề xuất")
    at(commission, "programme", programme.pk)
    press(commission, "Tổng hợp")
    at(office, "programme_adopt", programme.pk)
    if office.locator("input[name=registers]").count():
        office.locator("input[name=registers]").uncheck()
    press(office, "Ban hành")
    programme.refresh_from_db()
    assert programme.state == "adopted"
    return programme


def opened(office: Page, programme: Programme, cast: Cast) -> Case:
    """The case out of the line, its team, its decision and plan together."""
    at(office, "programme", programme.pk)
    follow(office, office.get_by_role("link", name="Mở cuộc").first)
    assert fits(office)
    office.fill("input[name=title]", TITLE)
    press(office, "Mở cuộc")
    case = Case.objects.get()
    assert case.subjects.count() == 12
    at(office, "case", case.pk, query="?tab=team")
    office.fill("#who", "Vi Văn Sáng")
    press(office, "Tìm")
    office.locator("select[name=role]").first.select_option("leader")
    press(office, "Thêm vào đoàn")
    finish(office, case, cast)
    at(office, "case_issue", case.pk)
    office.fill("input[name=decision_signatory]", "Hà Thị Mây")
    press(office, "Lấy số và ban hành")
    for _again in range(2):
        if boxes := office.locator("input[type=checkbox][name=confirmed]").all():
            for box in boxes:
                box.check()
            press(office, "Lấy số và ban hành")
    assert fits(office)
    case.refresh_from_db()
    assert case.issued_on == cast.may.today
    at(office, "case", case.pk, query="?tab=subjects")
    press(office, "Ghi đã công bố")
    finish(office, case, cast)
    finish(office, case, cast)
    return case


def finish(page: Page, case: Case, cast: Cast) -> None:
    """Press the button of the present step; what its checklist asks for on paper is waived with a reason."""
    case.refresh_from_db()
    before = case.step
    for line in asked.checklist_of(case):
        if line.kind.step == case.step and line.is_open:
            cases.waive_paper(
                case_id=case.pk, code=line.kind.code, subject_id=line.subject_id, reason="bản giấy lưu ở đoàn",
                by=cast.may,
            )  # fmt: skip
    at(page, "case", case.pk)
    press(page, "Hoàn thành bước này")
    case.refresh_from_db()
    assert case.step != before, page.locator("main").inner_text()[:600]


def reported(office: Page, subject: Page, case: Case, cast: Cast, offices: dict[int, Actor]) -> None:
    """Asked for in one step, sent by all twelve: one of them in the browser."""
    at(office, "case", case.pk, query="?tab=subjects")
    office.fill("input[name=due_on]", written(cast.may.today + timedelta(days=14)))
    press(office, "Yêu cầu báo cáo")
    case.refresh_from_db()
    parts = Assignment.objects.filter(obligation=case.self_report)
    assert parts.count() == 12
    mine = parts.get(organisation=cast.an_binh)
    subject.goto(reverse("obligations:answer", args=[mine.pk]))
    assert fits(subject)
    subject.fill("#text", "Đảng ủy xã đã tự kiểm tra, báo cáo theo đề cương.")
    press_and_agree(subject, "Gửi")
    expect(subject.locator("main")).to_contain_text("đang chờ duyệt")
    for part in parts.exclude(pk=mine.pk):
        submit_answer(assignment_id=part.pk, text="Báo cáo tự kiểm tra", by=offices[part.organisation_id])
    for _step in ("tu-bao-cao", "tham-tra"):
        finish(office, case, cast)


def discussed(office: Page, subject: Page, case: Case, cast: Cast, offices: dict[int, Actor]) -> None:
    """Each reads its part of the draft and says what it thinks; one objects and is answered."""
    mine = CaseSubject.objects.get(case=case, organisation=cast.an_binh)
    at(office, "subject", mine.pk)
    office.fill("textarea[name=draft]", "Dự thảo: quy chế chưa sửa đổi.")
    press(office, "Gửi dự thảo")
    at(subject, "subject", mine.pk)
    subject.fill("textarea[name=comments]", "Đề nghị ghi rõ đã có dự thảo quy chế.")
    press(subject, "Gửi ý kiến")
    at(office, "subject", mine.pk)
    expect(office.locator("main")).to_contain_text("đã có dự thảo quy chế")
    office.fill("textarea[name=answer]", "Tiếp thu, ghi vào báo cáo.")
    press(office, "Trả lời")
    for one in CaseSubject.objects.filter(case=case).exclude(pk=mine.pk):
        cases.send_draft(subject_id=one.pk, text="Dự thảo", by=cast.may)
        cases.comment_on_draft(subject_id=one.pk, comments="", agrees=True, by=offices[one.organisation_id])
    for _step in ("thong-qua", "bao-cao"):
        finish(office, case, cast)


def found(office: Page, case: Case, cast: Cast) -> None:
    """What is common to all and what is of one; each with what has to be done."""
    due = written(cast.may.today + timedelta(days=40))
    for text, subject in ((COMMON, ""), (OWN, "Đảng ủy xã An Bình")):
        at(office, "finding_new", case.pk)
        if subject:
            office.select_option("select[name=subject]", label=subject)
        office.fill("textarea[name=text]", text)
        office.locator("input[name=areas]").first.check()
        office.locator("summary", has_text="Yêu cầu kèm theo").click()
        office.fill("textarea[name=requirement_text]", f"{REQUIRED} ({'chung' if not subject else 'riêng'})")
        office.fill("input[name=requirement_due_on]", due)
        press(office, "Lưu")
        assert fits(office)
    assert Finding.objects.filter(case=case).count() == 2
    at(office, "results", case.pk)
    for choice in office.locator("main form select").all():
        choice.select_option(index=1)
    press(office, "Lưu")


def concluded(office: Page, case: Case, cast: Cast) -> None:
    """Compiled from the findings, concluded by the committee, printed, registered, announced, laid."""
    at(office, "case", case.pk, query="?tab=conclusion")
    press(office, "Tổng hợp từ phát hiện")
    assert fits(office)
    at(office, "conclusion", case.pk)
    office.fill("input[name=signatory]", "Hà Thị Mây")
    office.fill("input[name=signatory_position]", "Phó Bí thư")
    press(office, "Lưu dự thảo")
    at(office, "conclusion_conclude", case.pk)
    office.locator("[name=meeting]").fill("Phiên họp Ban Thường vụ Tỉnh ủy")
    press(office, "Ghi kết luận")
    word = office.request.get(reverse("oversight:conclusion_word", args=[case.pk]))
    assert word.body().startswith(b"PK")
    finish(office, case, cast)
    at(office, "conclusion_register", case.pk)
    press(office, "Ban hành, lấy số")
    if office.locator("input[name=confirmed]").count():
        for box in office.locator("input[name=confirmed]").all():
            box.check()
        press(office, "Ban hành, lấy số")
    at(office, "conclusion_announce", case.pk)
    office.locator("[name=how]").first.fill("Hội nghị công bố tại Tỉnh ủy")
    office.locator("input[name=chosen]").first.uncheck()
    press(office, "Ghi đã thông báo")
    expect(office.locator("main .figure")).to_contain_text("11/12")
    assert fits(office)
    office.locator("[name=how]").first.fill("Gửi văn bản")
    press(office, "Ghi đã thông báo")
    at(office, "conclusion_lay", case.pk)
    press(office, "Giao tất cả")
    assert Remediation.objects.filter(requirement__case=case).count() == 13


def remedied(office: Page, subject: Page, case: Case, cast: Cast) -> None:
    """A vague plan goes back; a good one is accepted, carried out, verified line by line, closed."""
    row = Remediation.objects.get(requirement__case=case, requirement__text__contains="riêng")
    at(subject, "remediations")
    expect(subject.locator("main")).to_contain_text("riêng")
    at(subject, "remediation", row.pk)
    expect(subject.locator("main")).to_contain_text(OWN)
    follow(subject, subject.get_by_role("link", name="Lập kế hoạch khắc phục").first)
    expect(subject.locator("textarea[name=i0-finding]")).to_have_value(OWN)
    subject.fill("textarea[name=i0-task]", "Tăng cường lãnh đạo, chỉ đạo")
    sent(subject)
    review = reverse("obligations:review", args=[row.assignment_id])
    office.goto(review)
    assert fits(office)
    expect(office.locator(".hints").first).to_be_visible()
    expect(office.locator("main")).to_contain_text(OWN)
    office.get_by_label("Trả lại riêng mục 1").check()
    office.get_by_label("Lý do trả lại mục 1").fill("Chung chung, thiếu người, thời hạn, lộ trình")
    press(office, "Trả lại")
    subject.goto(reverse("obligations:answer", args=[row.assignment_id]))
    subject.fill("textarea[name=i0-task]", "Sửa điều 5, điều 7 quy chế, trình Ban Chấp hành thông qua")
    subject.fill("input[name=i0-lead]", "Lò Thị Lan, Chánh Văn phòng")
    subject.fill("input[name=i0-due_on]", written(cast.may.today + timedelta(days=20)))
    subject.fill("textarea[name=i0-milestones]", "Dự thảo trước 10 ngày; thông qua sau 20 ngày")
    sent(subject)
    office.goto(review)
    follow(office, office.locator("button", has_text="Duyệt").first)
    subject.goto(reverse("obligations:answer", args=[row.assignment_id]))
    assert fits(subject)
    subject.locator("summary", has_text="Báo kết quả mục này").click()
    subject.locator("textarea[name=evidence]").first.fill("Quy chế số 05-QC/ĐU đã ban hành")
    press(subject, "Báo đã xong")
    at(office, "remediation", row.pk)
    expect(office.locator("main")).to_contain_text("còn mục chưa được xác nhận")
    office.goto(review)
    press(office, "Xác nhận mục 1 đã xong")
    at(office, "remediations", query="?state=complete")
    office.locator("input[name=row]").first.check()
    press(office, "Đóng các yêu cầu đã chọn, đủ điều kiện")
    expect(office.get_by_text("Đã đóng 1 yêu cầu")).to_be_visible()
    row.refresh_from_db()
    assert row.state == "closed"


def sent(page: Page) -> None:
    press_and_agree(page, "Gửi")
    expect(page.locator("main")).to_contain_text("đang chờ duyệt")


def test_a_supervision_over_twelve_committees(
    province: Cast, twelve: list[Organisation], sign_in: Callable[[Actor], Page]
) -> None:
    cast = province
    offices = {one.pk: factories.actor("van-phong", one) for one in twelve[2:]}
    offices |= {cast.an_binh.pk: cast.lan, cast.suoi_giang.pk: cast.tuong}
    office, commission, subject = sign_in(cast.may), sign_in(cast.inspector), sign_in(cast.lan)
    programme = planned(office, commission, cast.may.today)
    case = opened(office, programme, cast)
    reported(office, subject, case, cast, offices)
    discussed(office, subject, case, cast, offices)
    found(office, case, cast)
    concluded(office, case, cast)
    remedied(office, subject, case, cast)
    at(office, "case", case.pk, query="?tab=remediation")
    expect(office.locator("main")).to_contain_text("1/13")
    for _step in ("cong-bo", "luu-ho-so"):
        finish(office, case, cast)
    assert case.state == "closed"
    at(office, "remediations", query="?state=never")
    expect(office.locator("main")).to_contain_text("đến 30 ngày: 12")
