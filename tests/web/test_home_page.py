import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.obligations.build import lay, part
from tusoi.obligations.services import return_answer, save_draft, submit_answer
from tusoi.organisations.models import Account


def home_of(client, actor) -> str:
    client.force_login(Account.objects.get(pk=actor.account_id))
    response = client.get("/")
    assert response.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


READ = ("remediation_escalated", "audit_entry_at", " first")
"""What may be read in order: an index of what is rare, the newest of the trail, the first few of a part of a union."""


def walks(question: str) -> list[str]:
    """The steps in which the database reads a whole table, though it avoids that wherever it has an index."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("EXPLAIN " + question)
            return [step for (step,) in cursor.fetchall() if "Seq Scan" in step]
        cursor.execute("EXPLAIN QUERY PLAN " + question)
        steps = [row[3] for row in cursor.fetchall()]
        inner = tuple(step.replace("CO-ROUTINE", "SCAN", 1) for step in steps if step.startswith("CO-ROUTINE"))
        walked = [step for step in steps if step.startswith("SCAN") and step not in inner]
        return [step for step in walked if not ("CONSTANT" in step or "(subquery" in step or step.endswith(READ))]


@pytest.mark.parametrize("who", ["may", "lan", "noi", "sua"])
def test_no_question_of_my_work_walks_through_a_table(cast, client, who):
    lay(cast.may, cast.province, cast.an_binh, cast.suoi_giang)
    home_of(client, getattr(cast, who))
    with CaptureQueriesContext(connection) as asked:
        home_of(client, getattr(cast, who))
    questions = [query["sql"] for query in asked if query["sql"].lstrip().startswith("SELECT")]
    assert questions
    for question in questions:
        assert walks(question) == [], question


def test_what_we_owe_stands_first_with_the_step_that_comes_next(cast, client):
    today = cast.may.today
    later = lay(cast.may, cast.province, cast.an_binh, title="Việc hạn xa", due_on=today + timedelta(days=20))
    soon = lay(cast.may, cast.province, cast.an_binh, title="Việc hạn gần", due_on=today + timedelta(days=2))
    back = lay(cast.may, cast.province, cast.an_binh, title="Việc bị trả", due_on=today + timedelta(days=9))
    save_draft(assignment_id=part(soon, cast.an_binh).pk, text="Nháp", items=None, by=cast.lan)
    submit_answer(assignment_id=part(back, cast.an_binh).pk, text="Bài", by=cast.lan)
    return_answer(assignment_id=part(back, cast.an_binh).pk, reason="Thiếu người chịu trách nhiệm", by=cast.may)
    page = home_of(client, cast.lan)
    assert page.index("Việc hạn gần") < page.index("Việc bị trả") < page.index("Việc hạn xa")
    for said in ("Tiếp tục bản nháp", "Sửa bài bị trả lại", "Thiếu người chịu trách nhiệm", "Trả lời"):
        assert said in page
    assert later.title not in home_of(client, cast.tuong)


def test_what_waits_for_review_is_grouped_by_duty_and_counted_in_the_rail(cast, client):
    duty = lay(cast.lan, cast.an_binh, cast.thon_dong, cast.thon_ha)
    submit_answer(assignment_id=part(duty, cast.thon_dong).pk, text="Bài", by=cast.noi)
    submit_answer(assignment_id=part(duty, cast.thon_ha).pk, text="Bài", by=cast.pha)
    page = home_of(client, cast.lan)
    assert "2 bài" in page
    assert "Chi bộ Thôn Đông, Chi bộ Thôn Hạ" in page
    assert re.search(r"Nhiệm vụ\s+2", page)


def test_who_is_missing_below_is_named(cast, client):
    lay(cast.may, cast.province, cast.an_binh, cast.suoi_giang, title="Kế hoạch một")
    lay(cast.may, cast.province, cast.an_binh, cast.suoi_giang, title="Kế hoạch hai")
    page = home_of(client, cast.may)
    assert "0/2" in page
    assert "An Bình, Suối Giàng" in page
    assert "Bên dưới còn thiếu" not in home_of(client, cast.sua)


def test_who_leads_sees_who_lags_before_what_the_office_reads(cast, client):
    duty = lay(cast.may, cast.province, cast.an_binh, cast.suoi_giang)
    submit_answer(assignment_id=part(duty, cast.an_binh).pk, text="Bài", by=cast.lan)
    secretary = factories.actor("bi-thu", cast.province, name="Bàn Văn Khôi", username="khoi")
    page = home_of(client, secretary)
    assert page.index("Bên dưới còn thiếu") < page.index("Chờ xem xét")
    page = home_of(client, cast.may)
    assert page.index("Chờ xem xét") < page.index("Bên dưới còn thiếu")


def test_who_leads_without_an_office_reads_the_answers_himself(cast, client):
    page = home_of(client, cast.noi)
    assert page.index("Chờ xem xét") < page.index("Bên dưới còn thiếu")


def test_a_cell_secretary_meets_his_work_before_the_button_to_lay_a_duty(cast, client):
    lay(cast.lan, cast.an_binh, cast.thon_dong, title="Việc của chi bộ")
    page = home_of(client, cast.noi)
    assert page.index("Việc của chi bộ") < page.index("Giao nhiệm vụ")
    assert page.count("Giao nhiệm vụ") == 1
    page = home_of(client, cast.may)
    assert page.index("Giao nhiệm vụ") < page.index("Phải làm")


def test_an_empty_page_teaches(cast, client):
    page = home_of(client, cast.may)
    assert "Không còn việc nào phải trả lời" in page
    assert "Chưa giao nhiệm vụ nào" in page


def test_somebody_without_a_place_sees_his_own_page(client, db):
    account = factories.account(factories.person("Người không chức vụ"))
    client.force_login(account)
    for page in ("/", "/obligations/"):
        assert client.get(page).status_code == 200
    assert client.get("/obligations/new/").status_code == 403


@pytest.mark.parametrize("size", [3, 60])
def test_my_work_is_light(cast, client, size, django_assert_max_num_queries):
    cells = [factories.organisation(f"Chi bộ {n}", "cell", cast.an_binh) for n in range(size)]
    for number in range(3):
        lay(cast.lan, cast.an_binh, *cells, title=f"Việc {number}")
    duty = lay(cast.may, cast.province, cast.an_binh, *cells)
    for cell in cells[:30]:
        submit_answer(
            assignment_id=part(duty, cell).pk, text="Bài", by=factories.actor("bi-thu", cell)
        )  # fmt: skip
    for who in (cast.may, cast.lan, cast.noi, cast.sua):
        client.force_login(Account.objects.get(pk=who.account_id))
        client.get("/")
        with django_assert_max_num_queries(17):
            client.get("/")
