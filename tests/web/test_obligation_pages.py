from datetime import timedelta
from io import BytesIO

import pypdfium2
import pytest
from django.urls import reverse
from docx import Document as Word

from tests import factories
from tests.cast import Cast
from tests.obligations.build import lay, part
from tests.web.duty_forms import form, line, text_of, url
from tusoi.lib.rendering.pdf import NoPrinter
from tusoi.obligations import tallies
from tusoi.obligations.models import Assignment, Obligation
from tusoi.obligations.selectors import roll_up
from tusoi.obligations.services import return_answer, submit_answer
from tusoi.organisations.models import Account
from tusoi.organisations.scope import Actor
from tusoi.web.pages.obligations import exports


@pytest.fixture
def enter(client):
    """Signs somebody of the cast in and gives the browser back."""

    def sign_in(actor: Actor):
        client.force_login(Account.objects.get(pk=actor.account_id))
        return client

    return sign_in


@pytest.fixture
def duty(cast: Cast) -> Obligation:
    return lay(cast.may, cast.province, cast.an_binh, cast.suoi_giang, cast.thon_dong, cast.thon_ha, cast.ban_le)


def test_from_laying_to_verified_the_figure_moves_with_every_step(cast, enter):
    may = enter(cast.may)
    assert may.get(url("new")).status_code == 200
    data = form(cast)
    shown = may.post(url("new"), data)
    assert "Giao cho 2 tập thể" in text_of(shown)
    assert Obligation.objects.count() == 0
    laid = may.post(url("new"), {**data, "step": "lay"})
    duty = Obligation.objects.get()
    assert laid.status_code == 302
    assert str(duty.pk) in laid["Location"]
    assert "0 /2" in text_of(may.get(url("detail", duty.pk)))

    own = part(duty, cast.an_binh)
    lan = enter(cast.lan)
    page = lan.get(url("answer", own.pk))
    assert page.status_code == 200
    assert "Còn 10 ngày." in text_of(page)
    plan = {"text": "Phần chung", **line(0, task="Phân công lại", lead="Lò Thị Lan"), **line(1, task="Kiểm tra quý")}
    sent = lan.post(url("answer", own.pk), {**plan, "action": "send"}, follow=True)
    assert "Đã gửi bài đúng hạn" in text_of(sent)
    own.refresh_from_db()
    assert own.state == "submitted"
    assert own.items.count() == 2

    first, second = own.items.order_by("position")
    may = enter(cast.may)
    page = text_of(may.get(url("review", own.pk)))
    assert "Phân công lại" in page
    assert "chưa ghi người chịu trách nhiệm" in page
    assert "1 /2" in text_of(may.get(url("detail", duty.pk)))
    may.post(
        url("decide", own.pk, "return"),
        {"version": own.version, "item": [second.pk], f"reason-{second.pk}": "Chưa có người chịu trách nhiệm"},
    )
    own.refresh_from_db()
    assert own.state == "returned"

    lan = enter(cast.lan)
    page = text_of(lan.get(url("answer", own.pk)))
    assert "Chưa có người chịu trách nhiệm" in page
    assert "đã đạt" in page
    again = {"text": "Phần chung", **line(0, id=second.pk, at=2, task="Kiểm tra quý", lead="Mùa Thị Sua")}
    lan.post(url("answer", own.pk), {**again, "action": "send"})
    own.refresh_from_db()
    assert own.state == "submitted"
    assert [item.task for item in own.items.order_by("position")] == ["Phân công lại", "Kiểm tra quý"]

    may = enter(cast.may)
    assert "Mùa Thị Sua" in text_of(may.get(url("review", own.pk)))
    may.post(url("decide", own.pk, "accept"), {"version": own.version})
    own.refresh_from_db()
    assert own.state == "accepted"

    lan = enter(cast.lan)
    assert "Báo kết quả mục này" in text_of(lan.get(url("answer", own.pk)))
    lan.post(url("report", own.pk, first.pk), {"evidence": "Quyết định phân công số 12"})
    may = enter(cast.may)
    assert "Xác nhận mục 1 đã xong" in text_of(may.get(url("review", own.pk)))
    may.post(url("check_item", own.pk, first.pk), {"action": "verify"})
    first.refresh_from_db()
    assert first.state == "verified"
    counts = roll_up(duty.pk, cast.province, cast.may.today)
    assert (counts.answered, counts.accepted, counts.total) == (1, 1, 2)


def test_every_figure_is_a_door(cast, enter, duty):
    submit_answer(assignment_id=part(duty, cast.thon_dong).pk, text="Bài", by=cast.noi)
    may = enter(cast.may)
    for query, name, other in [
        ("?tab=missing", "Đảng ủy xã An Bình", "Chi bộ Thôn Đông"),
        ("?tab=waiting", "Chi bộ Thôn Đông", "Chi bộ Bản Lè"),
        ("?tab=answers", "Chi bộ Thôn Đông", "Chi bộ Bản Lè"),
        (f"?tab=tree&at={cast.an_binh.pk}", "Chi bộ Thôn Hạ", "Chi bộ Bản Lè"),
        (f"?tab=bearers&filter=assigned&at={cast.an_binh.pk}", "Chi bộ Thôn Hạ", "Chi bộ Bản Lè"),
    ]:
        page = text_of(may.get(url("detail", duty.pk) + query))
        assert name in page, query
        assert other not in page, query
    assert may.get(url("detail", duty.pk) + "?at=99999").status_code == 404
    assert may.get(url("detail", duty.pk) + "?at=abc").status_code == 404
    assert may.get(url("detail", duty.pk) + "?tab=nonsense&filter=nonsense").status_code == 200


def test_a_bearer_sees_his_part_and_the_figures_of_his_branch_only(cast, enter, duty):
    page = enter(cast.lan).get(url("detail", duty.pk) + "?tab=tree")
    said = text_of(page)
    assert "0 /3" in said
    assert "Trả lời" in said
    assert "Suối Giàng" not in said
    assert "Bản Lè" not in said
    assert enter(cast.lan).get(url("detail", duty.pk) + f"?at={cast.suoi_giang.pk}").status_code == 404


def test_a_sibling_sees_nothing(cast, enter):
    duty = lay(cast.may, cast.province, cast.an_binh)
    own = part(duty, cast.an_binh)
    tuong = enter(cast.tuong)
    for page in (url("detail", duty.pk), url("answer", own.pk), url("review", own.pk)):
        assert tuong.get(page).status_code == 404
    for page in (
        url("chosen", duty.pk), url("recall", own.pk), url("draft", own.pk), url("decide", own.pk, "accept"),
        url("withdraw", duty.pk), url("bearers", duty.pk), url("laying", duty.pk),
    ):  # fmt: skip
        assert tuong.post(page, {"reason": "x", "part": [own.pk], "action": "excel"}).status_code == 404


def test_a_letter_is_made_as_often_as_wanted_and_counts_nothing(cast, enter, duty):
    may = enter(cast.may)
    ids = [part(duty, cast.an_binh).pk, part(duty, cast.suoi_giang).pk]
    letter = may.post(url("chosen", duty.pk), {"action": "remind", "part": ids})
    assert letter["Content-Type"].endswith("wordprocessingml.document")
    assert letter.content.startswith(b"PK")
    assert not Assignment.objects.exclude(reminders=0).exists()
    one = may.post(
        url("chosen", duty.pk), {"action": "remind", "part": ids[:1], "remind_by": "2020-01-01"}, follow=True
    )
    assert "phải là hôm nay hoặc sau đó" in text_of(one)
    for wrong, said in (("31/02/2026", "Không có ngày ấy"), ("1/3/9026", "Hãy xem lại năm"), ("mai", "ngày/tháng/năm")):
        asked = {"action": "remind", "part": ids[:1], "remind_by": wrong}
        page = text_of(may.post(url("chosen", duty.pk), asked, follow=True))
        assert said in page
        assert f"“{wrong}”" in page
        assert "phải là hôm nay" not in page
    assert "đánh dấu ít nhất một dòng" in text_of(may.post(url("chosen", duty.pk), {"action": "remind"}, follow=True))


def test_the_same_letters_are_printed_as_pdf(cast, enter, duty, monkeypatch):
    may = enter(cast.may)
    ids = [part(duty, cast.an_binh).pk, part(duty, cast.suoi_giang).pk]
    for more, pages in (({}, 1), ({"each": "1"}, 2)):
        answer = may.post(url("chosen", duty.pk), {"action": "remind_pdf", "part": ids, **more})
        assert answer["Content-Type"] == "application/pdf"
        with pypdfium2.PdfDocument(answer.content) as pdf:
            words = " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pdf).split())
            assert len(pdf) == pages
        assert words.count("Kính gửi:") == pages
        assert "Đảng ủy xã Suối Giàng" in words
    monkeypatch.setattr("tusoi.lib.rendering.pdf.fonts", no_printer)
    said = may.post(url("chosen", duty.pk), {"action": "remind_pdf", "part": ids}, follow=True)
    assert "Không in được PDF ở đây" in text_of(said)


def no_printer():
    raise NoPrinter("no font")


def test_one_letter_for_all_or_one_for_each(cast, enter, duty, monkeypatch):
    may = enter(cast.may)
    ids = [part(duty, cast.an_binh).pk, part(duty, cast.suoi_giang).pk]

    def letters(**more):
        content = may.post(url("chosen", duty.pk), {"action": "remind", "part": ids, **more}).content
        document = Word(BytesIO(content))
        return document, "\n".join(one.text for one in document.paragraphs)

    document, words = letters()
    assert len(document.sections) == 1
    document, words = letters(each="1")
    assert len(document.sections) == 2
    assert words.count("Kính gửi:") == 2
    assert words.index("Đảng ủy xã An Bình") < words.index("Đảng ủy xã Suối Giàng")
    monkeypatch.setattr(exports, "LETTERS", 1)
    said = may.post(url("chosen", duty.pk), {"action": "remind", "part": ids, "each": "1"}, follow=True)
    assert "nhiều nhất 1 thư riêng" in text_of(said)


def test_a_reminder_is_noted_with_its_day_and_taken_back_the_same_day(cast, enter, duty):
    may = enter(cast.may)
    ids = [part(duty, cast.an_binh).pk, part(duty, cast.suoi_giang).pk]
    address = url("chosen", duty.pk)
    assert "Bỏ ghi nhận hôm nay" not in text_of(may.get(url("detail", duty.pk)))
    page = text_of(may.post(address, {"action": "reminded", "part": ids, "tab": "missing"}, follow=True))
    assert "Đã ghi nhận nhắc 2 đối tượng" in page
    assert "1 lần gần nhất" in page
    assert Assignment.objects.filter(reminders=1, reminded_on=cast.may.today).count() == 2
    assert "Bỏ ghi nhận hôm nay" in page
    page = text_of(may.post(address, {"action": "not_reminded", "part": ids[:1], "tab": "missing"}, follow=True))
    assert "Đã bỏ ghi nhận nhắc hôm nay của 1 đối tượng" in page
    assert Assignment.objects.filter(reminders=1).count() == 1
    for wrong in ("2020-01-01", "abc", (cast.may.today + timedelta(days=1)).isoformat()):
        said = may.post(address, {"action": "reminded", "part": ids, "reminded_on": wrong}, follow=True)
        assert "Ngày nhắc phải" in text_of(said)
    assert Assignment.objects.filter(reminders=1).count() == 1


@pytest.mark.parametrize("query", ["?format=xlsx", "?format=docx", "?tab=answers&format=xlsx"])
def test_every_list_leaves(cast, enter, duty, query):
    assert enter(cast.may).get(url("detail", duty.pk) + query).content.startswith(b"PK")
    assert enter(cast.may).get(url("list") + "?format=xlsx").content.startswith(b"PK")


@pytest.mark.parametrize("action", ["excel", "word"])
def test_ticked_rows_leave(cast, enter, duty, action):
    ids = [part(duty, cast.an_binh).pk]
    assert enter(cast.may).post(url("chosen", duty.pk), {"action": action, "part": ids}).content.startswith(b"PK")


def test_extending_and_waiving_ask_for_a_reason_and_then_show_it(cast, enter, duty):
    may = enter(cast.may)
    ids = [part(duty, cast.an_binh).pk]
    asked = may.post(url("chosen", duty.pk), {"action": "extend", "part": ids})
    assert "Gia hạn cho 1 đối tượng" in text_of(asked)
    day = duty.due_on + timedelta(days=5)
    bad = {"action": "extend", "part": ids, "confirmed": "1", "to_day": duty.due_on.isoformat(), "reason": "mưa lũ"}
    assert "hạn mới phải sau ngày đó" in text_of(may.post(url("chosen", duty.pk), bad))
    may.post(url("chosen", duty.pk), {**bad, "to_day": day.isoformat()})
    assert f"Được gia hạn đến {day:%d/%m/%Y}" in text_of(may.get(url("detail", duty.pk)))
    may.post(url("chosen", duty.pk), {"action": "waive", "part": ids, "confirmed": "1", "reason": "đã sáp nhập"})
    assert "đã sáp nhập" in text_of(may.get(url("detail", duty.pk) + "?tab=waived"))


def test_what_is_past_its_day_is_counted_in_the_same_words_everywhere(cast, enter, duty):
    own = part(duty, cast.an_binh)
    submit_answer(assignment_id=own.pk, text="Bài", by=cast.lan)
    return_answer(assignment_id=own.pk, reason="Bổ sung", by=cast.may)
    Assignment.objects.filter(obligation=duty).update(due_on=cast.may.today - timedelta(days=1))
    tallies.rebuild(duty.pk)
    never = duty.assignments.count() - 1
    may = enter(cast.may)
    for address in (reverse("home"), url("list"), url("detail", duty.pk)):
        page = text_of(may.get(address))
        assert f"{never} quá hạn chưa nộp" in page
        assert "1 quá hạn chưa nộp lại" in page
        assert f"{never + 1} quá hạn" not in page


def test_the_list_has_both_sides_and_filters(cast, enter, duty):
    lay(cast.lan, cast.an_binh, cast.thon_dong, title="Việc của xã")
    lan = enter(cast.lan)
    issued, borne = text_of(lan.get(url("list"))), text_of(lan.get(url("list") + "?side=borne"))
    assert "Việc của xã" in issued
    assert "Kế hoạch khắc phục" not in issued
    assert "Kế hoạch khắc phục" in borne
    assert "Việc của xã" not in borne
    assert "Không có nhiệm vụ nào khớp" in text_of(lan.get(url("list") + "?text=không có"))
    assert lan.get(url("list") + "?year=abc&side=x&page=zz", follow=True).status_code == 200


@pytest.mark.parametrize("size", [3, 60])
def test_no_page_takes_more_queries_for_more_bearers(cast, enter, size, django_assert_max_num_queries):
    cells = [factories.organisation(f"Chi bộ {n}", "cell", cast.an_binh) for n in range(size)]
    for cell in cells[:20]:
        factories.position(factories.person(), "bi-thu", cell)
    duty = lay(cast.may, cast.province, *cells)
    other = lay(cast.may, cast.province, *cells, title="Báo cáo")
    own = part(duty, cells[0])
    submit_answer(assignment_id=own.pk, text="Bài", by=factories.actor("bi-thu", cells[0]))
    may = enter(cast.may)
    may.get(url("list"))
    pages = [url("list"), url("new"), url("review", own.pk), url("bearers", duty.pk)]
    pages += [url("detail", duty.pk) + f"?tab={tab}" for tab in ("missing", "tree", "waiting", "answers", "history")]
    for page in pages:
        with django_assert_max_num_queries(20):
            assert may.get(page).status_code == 200
    chosen = {"action": "remind", "part": [one.pk for one in other.assignments.all()]}
    with django_assert_max_num_queries(30):
        may.post(url("chosen", other.pk), chosen)
    secretary = factories.actor("bi-thu", cells[1])
    bearer = enter(secretary)
    bearer.get(url("list"))
    with django_assert_max_num_queries(20):
        assert bearer.get(url("answer", part(duty, cells[1]).pk)).status_code == 200
