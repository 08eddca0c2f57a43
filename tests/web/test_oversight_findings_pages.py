"""Findings and the conclusion in the browser: the team writes, the owner concludes, the subject reads its own."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.oversight import build
from tests.oversight import findings as made
from tests.web.crawl import client_of
from tusoi.audit.models import Entry
from tusoi.lib import formats
from tusoi.oversight.models import Case, Conclusion, Finding, Remediation, Requirement
from tusoi.oversight.services import findings as services

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def case(cast):
    return made.case(cast)


def url(name, *args):
    return reverse(f"oversight:{name}", args=args)


def words(response):
    return response.content.decode()


def form(**changes):
    return {"kind": "shortcoming", "areas": [build.area().pk], "text": "Chưa ban hành quy chế", **changes}


def test_the_team_writes_a_finding_with_its_requirement(cast, case):
    may, an_binh = client_of(cast.may), made.subject(case, cast.an_binh)
    page = words(may.get(url("finding_new", case.pk), {"kind": "defect", "subject": an_binh.pk}))
    assert 'value="defect" required id="id_kind_2" checked' in page or "checked" in page
    due = formats.day(cast.may.today + timedelta(days=9))
    sent = form(
        subject=an_binh.pk, requirement_text="Ban hành quy chế", requirement_due_on=due, requirement_for="own",
        requirement_persons=[cast.sua.person_id], cause="Thiếu kiểm tra", responsibility="person",
        person=cast.sua.person_id,
    )  # fmt: skip
    answer = may.post(url("finding_new", case.pk), sent)
    finding = Finding.objects.get()
    assert answer["Location"] == f"{url('findings', case.pk)}#f{finding.pk}"
    asked = Requirement.objects.get()
    assert list(asked.subjects.all()) == [an_binh]
    assert [one.pk for one in asked.persons.all()] == [cast.sua.person_id]
    shown = words(may.get(url("findings", case.pk)))
    for text in ("Chưa ban hành quy chế", "Thiếu kiểm tra", "Mùa Thị Sua", due):
        assert text in shown


def test_what_does_not_fit_is_said_beside_its_field_and_nothing_is_kept(cast, case):
    may = client_of(cast.may)
    yesterday = formats.day(cast.may.today - timedelta(days=1))
    wrong = may.post(
        url("finding_new", case.pk),
        form(areas=[], responsibility="person", requirement_text="Làm", requirement_due_on=yesterday),
    )
    assert wrong.status_code == 422
    for said in ("Cần điền mục này.", "Ngày này đã qua."):
        assert said in words(wrong)
    for junk in ({"subject": "abc"}, {"areas": ["9999999999999999999999"]}, {"clause": "x"}, {"text": "a" * 9000}):
        assert may.post(url("finding_new", case.pk), form(**junk)).status_code == 422
    assert not Finding.objects.exists()


def test_a_double_click_writes_once(cast, case):
    may, key = client_of(cast.may), "0b0f4a1e-0f0a-4f47-9c8b-6a40a2b1d0aa"
    for _again in range(2):
        may.post(url("finding_new", case.pk), form(request_key=key))
    assert Finding.objects.count() == 1


def test_many_lines_at_once(cast, case):
    may = client_of(cast.may)
    text = "+ Nền nếp\n- Chậm\n-- Sai quy chế\n! Dấu hiệu thu sai\nKhông dấu"
    may.post(url("finding_lines", case.pk), {"lines": text, "kind": "defect", "areas": [build.area().pk]})
    assert list(Finding.objects.values_list("kind", "text")) == [
        ("strength", "Nền nếp"), ("shortcoming", "Chậm"), ("defect", "Sai quy chế"), ("sign", "Dấu hiệu thu sai"),
        ("defect", "Không dấu"),
    ]  # fmt: skip


def test_two_windows_do_not_write_over_each_other(cast, case):
    finding = made.found(case, cast.may)
    may = client_of(cast.may)
    page = url("finding", case.pk, finding.pk)
    may.post(page, form(text="Bản thứ nhất", version=0))
    late = may.post(page, form(text="Bản thứ hai", version=0))
    assert late.status_code == 422
    assert "Có người vừa thay đổi" in words(late)
    assert Finding.objects.get().text == "Bản thứ nhất"


def test_move_copy_drop_and_take_up_again(cast, case):
    first, second = made.found(case, cast.may, "Một"), made.found(case, cast.may, "Hai", of=cast.an_binh)
    may = client_of(cast.may)
    may.post(url("finding_act", case.pk, second.pk, "up"))
    assert list(Finding.objects.values_list("text", flat=True)) == ["Hai", "Một"]
    suoi_giang = made.subject(case, cast.suoi_giang)
    may.post(url("finding_copy", case.pk, second.pk), {"subjects": [suoi_giang.pk]})
    assert Finding.objects.get(subject=suoi_giang).text == "Hai"
    may.post(url("finding_act", case.pk, first.pk, "drop"), {"reason": ""})
    assert Finding.objects.get(pk=first.pk).dropped_on is None
    may.post(url("finding_act", case.pk, first.pk, "drop"), {"reason": "Trùng"})
    assert "Một" not in words(may.get(url("findings", case.pk)))
    assert "Trùng" in words(may.get(url("findings", case.pk), {"dropped": "1"}))
    may.post(url("finding_act", case.pk, first.pk, "restore"))
    assert Finding.objects.get(pk=first.pk).dropped_on is None


def test_the_list_is_narrowed_and_every_count_of_the_matrix_is_a_door(cast, case):
    made.found(case, cast.may, "Chung một việc", kind="strength")
    made.found(case, cast.may, "Việc riêng", kind="defect", of=cast.an_binh)
    may, an_binh = client_of(cast.may), made.subject(case, cast.an_binh)
    page = words(may.get(url("findings", case.pk)))
    assert f"?subject={an_binh.pk}&amp;kind=defect" in page
    mine = words(may.get(url("findings", case.pk), {"subject": an_binh.pk, "kind": "defect"}))
    assert "Việc riêng" in mine
    assert "Chung một việc" not in mine
    for odd in ({"subject": "9" * 30}, {"kind": "x"}, {"area": "y"}, {"q": "%_" * 200}):
        assert may.get(url("findings", case.pk), odd).status_code == 200


def test_a_sign_opens_a_linked_case_and_this_one_goes_on(cast, case):
    build.everything_allowed()
    build.kind("kt-dhvp", subjects=["organisation", "member"])
    finding = made.found(case, cast.may, "Thu phí sai quy định", kind="sign", of=cast.an_binh)
    may, an_binh = client_of(cast.may), made.subject(case, cast.an_binh)
    page = words(may.get(url("finding_case", case.pk, finding.pk)))
    assert "KT-DHVP" in page
    sent = {"kind": "kt-dhvp", "title": "Kiểm tra", "reason": "Dấu hiệu", "circle": "normal", "subjects": [an_binh.pk]}
    answer = may.post(url("finding_case", case.pk, finding.pk), sent)
    other = Case.objects.get(origin=finding)
    assert answer["Location"] == url("case", other.pk)
    assert [one.organisation for one in other.subjects.all()] == [cast.an_binh]
    case.refresh_from_db()
    assert case.state == "running"
    assert other.title in words(may.get(url("findings", case.pk)))
    may.post(url("finding_act", case.pk, finding.pk, "drop"), {"reason": "x"})
    assert Finding.objects.get().dropped_on is None


def test_from_the_draft_to_the_duties_in_the_browser(cast, case):
    made.load_documents()
    made.load_obligations()
    finding = made.found(case, cast.may, "Chưa có quy chế", requirement=made.asked(cast.may, for_all=True))
    may = client_of(cast.may)
    results = {f"subject-{one.pk}": "chua-tot" for one in case.subjects.all()}
    may.post(url("results", case.pk), results | {"version": 0})
    assert set(case.subjects.values_list("result", flat=True)) == {"chua-tot"}
    may.post(url("conclusion_compile", case.pk))
    page = words(may.get(url("conclusion", case.pk)))
    assert "Chưa có quy chế." in page
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in page
    conclusion = Conclusion.objects.get()
    rows = {"version": conclusion.version, "sections": len(conclusion.sections) + 1, "signatory": "Hà Văn Ký"}
    for place, section in enumerate(conclusion.sections):
        rows |= {
            f"s-{place}-key": section["key"], f"s-{place}-heading": section["heading"],
            f"s-{place}-lines": "\r\n".join(section["lines"]),
        }  # fmt: skip
    new = len(conclusion.sections)
    rows |= {f"s-{new}-heading": "Tổ chức thực hiện", f"s-{new}-lines": "Giao văn phòng theo dõi."}
    assert may.post(url("conclusion", case.pk), rows).status_code == 302
    assert may.post(url("conclusion", case.pk), rows).status_code == 409
    day = formats.day(cast.may.today)
    may.post(url("conclusion_conclude", case.pk), {"meeting": "Hội nghị Ban Thường vụ", "on": day})
    assert Conclusion.objects.get().state == "concluded"
    assert "Chủ thể đã kết luận" in words(may.get(url("finding", case.pk, finding.pk)))
    asked = may.post(url("conclusion_register", case.pk), {"on": day})
    if asked.status_code == 422:
        assert "Tôi đã xem" in words(asked)
        codes = ["competence", "symbol_issuer", "symbol_kind"]
        may.post(url("conclusion_register", case.pk), {"on": day, "confirmed": codes})
    assert Conclusion.objects.get().state == "registered"
    assert "Tổ chức thực hiện" in Conclusion.objects.get().document.text
    lan = client_of(cast.lan)
    assert "Chưa có quy chế" not in words(lan.get(url("case", case.pk), {"tab": "results"}))
    everybody = list(case.subjects.values_list("pk", flat=True))
    told = {"day": day, "how": "gửi văn bản", "whole": "extract", "chosen": everybody}
    may.post(url("conclusion_announce", case.pk), told)
    assert "Chưa có quy chế" in words(lan.get(url("case", case.pk), {"tab": "results"}))
    assert "Chưa có quy chế" in words(lan.get(url("case", case.pk), {"tab": "conclusion"}))
    assert "Đảng ủy xã An Bình" in words(may.get(url("conclusion_lay", case.pk)))
    may.post(url("conclusion_lay", case.pk))
    assert Remediation.objects.count() == 2
    for kind, start in (("word", b"PK"), ("pdf", b"%PDF")):
        assert lan.get(url(f"conclusion_{kind}", case.pk)).content.startswith(start)


def told(cast):
    case = made.case(cast)
    made.found(case, cast.may, "Chung cho cả hai")
    made.found(case, cast.may, "Riêng của An Bình", of=cast.an_binh)
    made.found(case, cast.may, "Riêng của Suối Giàng", of=cast.suoi_giang)
    return case


READ = ("findings", "requirements", "findings_export", "conclusion_word", "conclusion_pdf")
WRITE = (
    "finding_new", "finding_lines", "finding_clauses", "requirement_new", "results", "conclusion_conclude",
    "conclusion_reopen", "conclusion_register", "conclusion_announce", "conclusion_lay",
)  # fmt: skip


def test_before_the_announcement_no_page_says_a_word_of_it_to_the_subject(cast):
    case = told(cast)
    made.registered(cast, case)
    finding = Finding.objects.first()
    for who in (cast.lan, cast.tuong):
        client = client_of(who)
        for name in READ:
            answer = client.get(url(name, case.pk))
            assert answer.status_code in (200, 404), name
            assert b"Chung cho" not in answer.content
            assert "Riêng của".encode() not in answer.content
        assert client.get(url("finding", case.pk, finding.pk)).status_code == 404
        for name in WRITE:
            assert client.get(url(name, case.pk)).status_code == 403, name
    assert client_of(cast.noi).get(url("findings", case.pk)).status_code == 404


def test_after_it_each_subject_reads_its_own_and_never_its_siblings(cast):
    case = told(cast)
    made.announced(cast, case)
    for who, own, other in ((cast.lan, "An Bình", "Suối Giàng"), (cast.tuong, "Suối Giàng", "An Bình")):
        client = client_of(who)
        for name in ("findings", "case"):
            for tab in ("results", "conclusion"):
                page = words(client.get(url(name, case.pk), {"tab": tab}))
                assert f"Riêng của {other}" not in page
                assert f"Đảng ủy xã {other}" not in page
        page = words(client.get(url("findings", case.pk)))
        assert "Chung cho cả hai" in page
        assert f"Riêng của {own}" in page
        assert "Ghi phát hiện" not in page
        strange = Finding.objects.get(text=f"Riêng của {other}")
        assert client.get(url("finding", case.pk, strange.pk)).status_code == 404
        for name in WRITE:
            assert client.get(url(name, case.pk)).status_code == 403, name


def test_a_print_of_what_is_not_for_everybody_says_who_and_when(cast):
    from io import BytesIO

    from docx import Document

    case = told(cast)
    made.load_documents()
    made.compiled(cast, case)
    content = client_of(cast.may).get(url("conclusion_word", case.pk)).content
    foot = Document(BytesIO(content)).sections[0].first_page_footer.paragraphs[0].text
    assert foot.startswith("In bởi Hà Thị Mây")


def test_reading_the_findings_of_a_restricted_case_is_kept_in_the_trail_without_a_word_of_them(cast):
    case = made.case(cast, circle="restricted")
    made.found(case, cast.may, "Chuyện kín")
    client_of(cast.may).get(url("findings", case.pk))
    entries = list(Entry.objects.filter(subject_type="oversight.case", subject_id=case.pk))
    assert entries, "the reading is noted"
    told = " ".join(f"{one.subject_label} {one.changes}" for one in Entry.objects.all())
    assert "Chuyện kín" not in told
    assert case.title not in told


@pytest.mark.parametrize("name", ["findings", "requirements", "conclusion", "results", "finding_new", "conclusion_lay"])
def test_a_page_takes_no_more_queries_for_more_findings(cast, name, django_assert_max_num_queries):
    case = made.case(cast)
    for number in range(30):
        asked = made.asked(cast.may, f"Việc {number}", for_all=True, person_ids=(cast.sua.person_id,))
        made.found(case, cast.may, f"Phát hiện {number}", of=cast.an_binh, requirement=asked)
    services.compile_conclusion(case_id=case.pk, by=cast.may)
    may = client_of(cast.may)
    may.get(url("findings", case.pk))
    with django_assert_max_num_queries(20):
        assert may.get(url(name, case.pk)).status_code == 200


@pytest.mark.parametrize("tab", ["results", "conclusion"])
def test_the_tabs_of_the_case_stay_within_their_queries(cast, tab, django_assert_max_num_queries):
    case = told(cast)
    made.announced(cast, case)
    for who in (cast.may, cast.lan):
        client = client_of(who)
        client.get(url("findings", case.pk))
        with django_assert_max_num_queries(20):
            assert client.get(url("case", case.pk), {"tab": tab}).status_code == 200


def test_subjects_are_told_one_by_one_on_the_page_and_who_was_told_stands_there(cast):
    case = told(cast)
    made.registered(cast, case)
    may, day = client_of(cast.may), formats.day(cast.may.today)
    page = words(may.get(url("conclusion_announce", case.pk)))
    assert "đối tượng đã được thông báo bằng văn bản" in page
    chosen = made.subject(case, cast.an_binh).pk
    given = {"day": day, "how": "gửi văn bản", "whole": "extract", "chosen": chosen}
    assert may.post(url("conclusion_announce", case.pk), given | {"chosen": []}).status_code == 422
    answer = may.post(url("conclusion_announce", case.pk), given)
    assert answer["Location"] == url("conclusion_announce", case.pk)
    page = words(may.get(url("conclusion_announce", case.pk)))
    assert "Còn 1 đối tượng chưa được thông báo." in page
    assert f'name="chosen" value="{chosen}"' not in page
    assert "Riêng của An Bình" in words(client_of(cast.lan).get(url("case", case.pk), {"tab": "results"}))
    assert "Riêng của Suối Giàng" not in words(client_of(cast.tuong).get(url("case", case.pk), {"tab": "results"}))
    assert "Còn 1 đối tượng" in words(may.get(url("conclusion_lay", case.pk)))
    given["chosen"] = made.subject(case, cast.suoi_giang).pk
    assert may.post(url("conclusion_announce", case.pk), given)["Location"].endswith("tab=conclusion")


def test_a_requirement_of_somebody_who_left_is_laid_on_the_page_with_a_reason(cast):
    from tusoi.organisations.models import Position

    case = made.case(cast)
    asked = made.asked(cast.may, "Ban hành quy chế", person_ids=(cast.sua.person_id,))
    made.found(case, cast.may, "Chưa có quy chế", of=cast.an_binh, requirement=asked)
    made.announced(cast, case)
    made.load_obligations()
    Position.objects.filter(person=cast.sua.person_id).update(valid_to=cast.may.today)
    may = client_of(cast.may)
    page = words(may.get(url("conclusion_lay", case.pk)))
    assert "không còn giữ chức vụ" in page
    name = f"{case.requirements.get().pk}-{cast.sua.person_id}"
    given = {f"instead-{name}": f"{cast.an_binh.pk}:", f"why-{name}": ""}
    assert may.post(url("conclusion_lay", case.pk), given).status_code == 422
    for bad in ("abc", "999999999999:1", f"{cast.suoi_giang.pk}:"):
        assert may.post(url("conclusion_lay", case.pk), {**given, f"instead-{name}": bad}).status_code == 422
    assert not Remediation.objects.exists()
    assert may.post(url("conclusion_lay", case.pk), {**given, f"why-{name}": "chuyển công tác"}).status_code == 302
    row = Remediation.objects.get()
    assert "chuyển công tác" in words(may.get(reverse("oversight:remediation", args=[row.pk])))
    assert "chuyển công tác" in words(may.get(url("case", case.pk), {"tab": "conclusion"}))
