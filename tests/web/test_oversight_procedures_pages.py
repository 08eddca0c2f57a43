"""The pages of the book: everybody reads it, whoever keeps it sets a new rule set."""

import zipfile
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.urls import reverse

from tusoi.lib import formats
from tusoi.organisations.models import Account
from tusoi.oversight.models import CaseKind
from tusoi.oversight.selectors import procedures as selectors
from tusoi.oversight.services import load_reference

pytestmark = pytest.mark.django_db


@pytest.fixture
def book(cast):
    load_reference()
    return cast


def as_(client, actor):
    client.force_login(Account.objects.get(pk=actor.account_id))
    return client


def page(client, name, *args, **query):
    return client.get(reverse(f"oversight:{name}", args=args), query)


def sent(kind, day, **more):
    """What the form sends when nothing but ``more`` is changed."""
    data = {"seen": kind.pk, "valid_from": formats.day(day), "source": "Quy định 12-QĐ/TU, 02/01/2027"}
    for number, limit in enumerate(kind.procedure.limits):
        data |= {
            f"limit-{number}-days": limit.days, f"limit-{number}-unit": limit.unit,
            f"limit-{number}-extension": str(limit.extension or ""),
            f"limit-{number}-years": limit.examined_years or "",
        }  # fmt: skip
    for step in kind.procedure.steps:
        data |= {f"step-{step.code}-days": step.days or "", f"step-{step.code}-unit": step.unit}
    data |= {f"paper-{paper.code}": "1" for paper in kind.procedure.papers if paper.required}
    return data | more


@pytest.mark.parametrize("name", ["may", "inspector", "admin", "lan", "noi", "sua"])
def test_everybody_reads_the_book(book, client, name):
    as_(client, getattr(book, name))
    for answer in (page(client, "procedures"), page(client, "procedure", "gs-cd"), page(client, "rights")):
        assert answer.status_code == 200
    assert "Giám sát chuyên đề" in page(client, "procedures").content.decode()


def test_the_page_of_a_kind_shows_every_step_every_paper_and_that_what_is_not_sourced_is_not_set(
    book, client, django_assert_max_num_queries
):
    page(as_(client, book.noi), "procedures")  # the session is written down at the first request
    with django_assert_max_num_queries(20):
        text = page(client, "procedure", "gs-cd").content.decode()
    procedure = selectors.kind_on("gs-cd", book.noi.today).procedure
    for thing in (*procedure.steps, *procedure.papers, *procedure.results):
        assert thing.name.vi in text
    assert "chưa đặt" in text
    assert "331-QĐ/TW" in text


def test_on_a_day_in_the_past_the_rule_set_of_that_day_is_shown(book, client):
    as_(client, book.may)
    before = page(client, "procedure", "gs-cd", on="17/06/2025").content.decode()
    assert "Bản này đã hết hiệu lực" in before
    assert page(client, "procedures", on="01/01/2001").content.decode().count("Ngày này chưa có quy trình nào.") == 1


@pytest.mark.parametrize("on", ["abc", "99/99/9999", "", "0001-01-01"])
def test_a_day_that_cannot_be_read_does_no_harm(book, client, on):
    as_(client, book.may)
    assert page(client, "procedures", on=on).status_code == 200
    assert page(client, "procedure", "gs-cd", on=on).status_code == 200
    assert page(client, "procedure", "khong-co", on=on).status_code == 404


def test_the_whitelist_narrows_by_kind_level_body_and_subject(book, client):
    as_(client, book.may)
    text = page(client, "rights", kind="kt-tc").content.decode()
    assert "kiểm tra tài chính cấp ủy cấp dưới" in text
    assert "Chi bộ kiểm tra, giám sát đảng viên của mình" not in text
    assert "Không có dòng thẩm quyền nào" in page(client, "rights", kind="kt-tc", subject="member").content.decode()
    assert page(client, "rights", body="-", level="cell").status_code == 200


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_the_checklist_leaves_as_excel_and_word_with_all_fifteen_papers(book, client, form):
    as_(client, book.noi)
    answer = page(client, "procedure_checklist", "gs-cd", form)
    with zipfile.ZipFile(BytesIO(answer.content)) as file:
        text = "".join(file.read(name).decode("utf-8") for name in file.namelist() if name.endswith(".xml"))
    for paper in selectors.kind_on("gs-cd", book.noi.today).procedure.papers:
        assert paper.name.vi in text
    assert page(client, "procedure_checklist", "gs-cd", "exe").status_code == 404


def test_a_new_rule_set_is_made_in_the_form(book, client):
    as_(client, book.admin)
    kind, day = selectors.kind_on("gs-cd", book.admin.today), book.admin.today + timedelta(30)
    address = reverse("oversight:procedure_change", args=["gs-cd"])
    assert client.get(address).status_code == 200
    more = {"limit-3-days": "90", "limit-3-level": "province", "limit-3-body": "-", "limit-3-extension": "1/3",
            "step-tu-bao-cao-days": "15"}  # fmt: skip
    answer = client.post(address, sent(kind, day, **more))
    assert answer.status_code == 302
    made = selectors.kind_on("gs-cd", day)
    assert made.procedure.limit_for("province", "").days == 90
    assert made.procedure.limit_for("province", "ban-to-chuc").days == 45
    assert made.procedure.step("tu-bao-cao").days == 15
    assert "sắp áp dụng" in page(client, "procedure", "gs-cd").content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"limit-0-days": "abc"}, {"limit-0-days": "-3"}, {"limit-0-extension": "x/y"}, {"step-tham-tra-days": "١٢"},
        {"valid_from": ""}, {"valid_from": "01/01/2020"}, {"source": ""}, {"seen": "abc"},
        {"limit-0-years": "99999"}, {},
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_beside_what_was_typed_and_nothing_changes(book, client, wrong):
    as_(client, book.admin)
    kind, count = selectors.kind_on("gs-cd", book.admin.today), CaseKind.objects.count()
    answer = client.post(
        reverse("oversight:procedure_change", args=["gs-cd"]), sent(kind, book.admin.today + timedelta(9), **wrong)
    )
    assert answer.status_code == 422
    assert "Chưa lưu được" in answer.content.decode()
    assert CaseKind.objects.count() == count


@pytest.mark.parametrize("name", ["may", "inspector", "lan", "tuong", "noi", "sua"])
def test_who_does_not_keep_the_book_is_refused_and_sees_no_button(book, client, name):
    as_(client, getattr(book, name))
    address = reverse("oversight:procedure_change", args=["gs-cd"])
    kind = selectors.kind_on("gs-cd", date(2026, 11, 1))
    assert client.get(address).status_code == 403
    assert client.post(address, sent(kind, book.may.today + timedelta(9))).status_code == 403
    assert address not in page(client, "procedure", "gs-cd").content.decode()
