"""Passages of the free text of answers: proposed against the clauses, confirmed, carried over to a newer version."""

import pytest
from django.urls import reverse

from tests.cast import Cast
from tests.documents.programmes import Programme, implements, programme
from tests.obligations.build import deliverable, part
from tests.web.crawl import client_of
from tusoi.audit.models import Entry
from tusoi.documents.models import Citation, Coverage
from tusoi.documents.rules import Rejected
from tusoi.documents.services import remove_clause
from tusoi.obligations.models import AnswerPassage, Assignment
from tusoi.obligations.selectors import matrix_of, targets_of
from tusoi.obligations.services import (
    ObligationDraft,
    Selection,
    add_answer_passage,
    compare_answers,
    decide_answer_passages,
    lay_obligations,
    passages,
    return_answer,
    submit_answer,
)
from tusoi.organisations.scope import Refused

pytestmark = pytest.mark.django_db
TEXT = """Đảng ủy xã báo cáo như sau.
1. Đã chuẩn bị người kế cận bí thư chi bộ kiêm trưởng thôn trước đại hội một năm.
2. Tỷ lệ đảng viên dự sinh hoạt chi bộ thường kỳ đạt 80% mỗi tháng."""


@pytest.fixture
def made(cast: Cast) -> Programme:
    """A programme whose answers in documents nobody has linked: what is found, is found in answers to duties."""
    found = programme(cast, proposed=False)
    Citation.objects.all().delete()
    return found


@pytest.fixture
def own(cast: Cast, made: Programme) -> Assignment:
    """An Bình's answer, all of it text, to a duty that rests on the programme as a whole."""
    duty = lay_obligations(
        drafts=[ObligationDraft("Báo cáo thực hiện chương trình", cast.may.today, deliverable())],
        selection=Selection(organisation_ids=(cast.an_binh.pk, cast.suoi_giang.pk)), issued_by=cast.province,
        document=made.document, by=cast.may,
    )[0]  # fmt: skip
    submit_answer(assignment_id=part(duty, cast.an_binh).pk, text=TEXT, items=[], by=cast.lan)
    return part(duty, cast.an_binh)


def linked(made: Programme) -> None:
    for answering in (made.an_binh, made.suoi_giang):
        implements(answering, made.document)


def compared(made: Programme, cast: Cast) -> list[AnswerPassage]:
    compare_answers(document_id=made.document.pk, by=cast.may)
    return list(AnswerPassage.objects.order_by("pk"))


def test_passages_of_the_text_are_proposed_with_their_reasons(cast, made, own):
    found = {one.clause.label: one for one in compared(made, cast)}

    assert "người kế cận" in found["mục III.3"].quote
    assert found["mục III.3"].reasons
    assert matrix_of(made.document, by=cast.may).states[found["mục III.3"].clause_id, cast.an_binh.pk] == "proposed"
    assert Entry.objects.filter(action="obligations.passages.propose").exists()


def test_only_what_a_person_confirmed_counts_and_then_its_clause_stays(cast, made, own):
    row = next(one for one in compared(made, cast) if one.clause.label == "mục III.3")
    assert decide_answer_passages(passage_ids=[row.pk], confirmed=True, by=cast.may) == 1

    matrix = matrix_of(made.document, by=cast.may)
    assert matrix.states[row.clause_id, cast.an_binh.pk] == "confirmed"
    with pytest.raises(Rejected):
        remove_clause(clause_id=row.clause_id, by=cast.may)
    decide_answer_passages(passage_ids=[row.pk], confirmed=False, by=cast.may)
    assert matrix_of(made.document, by=cast.may).states.get((row.clause_id, cast.an_binh.pk)) is None
    remove_clause(clause_id=row.clause_id, by=cast.may)


def test_figures_of_the_text_stand_beside_the_target(cast, made, own):
    compared(made, cast)
    matrix = matrix_of(made.document, by=cast.may)
    lines = {one.line.clause.label: one for one in targets_of(matrix, matrix.columns, by=cast.may)}
    figures = [one for one in lines["chỉ tiêu số 3 (mục II)"].figures if one.organisation.pk == cast.an_binh.pk]
    assert figures[0].comparison.meets is False


def test_a_newer_version_takes_over_what_it_still_says(cast, made, own):
    rows = compared(made, cast)
    kept = next(one for one in rows if one.clause.label == "mục III.3")
    decide_answer_passages(passage_ids=[one.pk for one in rows], confirmed=True, by=cast.may)
    return_answer(assignment_id=own.pk, reason="Nêu rõ hơn", by=cast.may)
    assert matrix_of(made.document, by=cast.may).states == {}, "what was returned answers nothing"
    submit_answer(assignment_id=own.pk, text="Bổ sung.\n" + TEXT.rpartition("\n")[0], items=[], by=cast.lan)
    assert matrix_of(made.document, by=cast.may).states == {}, "nobody compared the new version yet"
    compare_answers(document_id=made.document.pk, by=cast.may)

    kept.refresh_from_db()
    assert kept.submission.number == 2
    assert kept.submission.text[kept.start : kept.end] == kept.quote
    states = matrix_of(made.document, by=cast.may).states
    assert states[kept.clause_id, cast.an_binh.pk] == "confirmed"
    assert "confirmed" not in {state for (clause, _who), state in states.items() if clause != kept.clause_id}


def test_comparing_goes_on_step_by_step_and_twice_is_once(cast, made, own, monkeypatch):
    linked(made)
    monkeypatch.setattr(passages, "AT_ONCE", 1)
    after, steps = 0, 0
    while True:
        step = compare_answers(document_id=made.document.pk, by=cast.may, after=after)
        after, steps = step.done, steps + 1
        if step.is_finished:
            break
    assert (steps, step.total) == (3, 3), "two documents and one answer"
    before = (Coverage.objects.count(), AnswerPassage.objects.count())
    monkeypatch.setattr(passages, "AT_ONCE", 50)
    compare_answers(document_id=made.document.pk, by=cast.may)
    assert (Coverage.objects.count(), AnswerPassage.objects.count()) == before
    assert min(before) > 0


def test_a_sibling_neither_sees_nor_decides(cast, made, own):
    row = compared(made, cast)[0]
    with pytest.raises(AnswerPassage.DoesNotExist):
        decide_answer_passages(passage_ids=[row.pk], confirmed=True, by=cast.tuong)
    with pytest.raises(Refused):
        decide_answer_passages(passage_ids=[row.pk], confirmed=True, by=cast.sua)
    assert cast.an_binh.pk not in {who for _clause, who in matrix_of(made.document, by=cast.tuong).states}


def test_the_cell_shows_the_passage_and_takes_the_decision(cast, made, own):
    row = next(one for one in compared(made, cast) if one.clause.label == "mục III.3")
    client = client_of(cast.may)
    address = reverse("documents:coverage_cell", args=[made.document.pk, row.clause_id, cast.an_binh.pk])
    page = client.get(address).content.decode()
    assert "Trong bài trả lời" in page
    assert f'name="passage" value="{row.pk}"' in page
    assert client.post(address, {"action": "confirm", "passage": row.pk}).status_code == 302
    row.refresh_from_db()
    assert row.state == "confirmed"
    for wrong in ("abc", "999999999"):
        assert client.post(address, {"action": "confirm", "passage": wrong}).status_code in (200, 404)


def test_a_passage_is_added_by_hand_and_counts_at_once(cast, made, own):
    clause = made.document.clauses.get(label="mục III.3")
    said = {"clause_id": clause.pk, "assignment_id": own.pk, "quote": "chuẩn bị người   kế cận bí thư chi bộ"}
    row = add_answer_passage(**said, by=cast.may)

    assert row.quote == "chuẩn bị người kế cận bí thư chi bộ"
    assert row.reasons == [{"code": "by_hand", "detail": []}]
    assert matrix_of(made.document, by=cast.may).states[clause.pk, cast.an_binh.pk] == "confirmed"
    assert add_answer_passage(**said, by=cast.may).pk == row.pk, "the same twice is once"
    assert Entry.objects.filter(action="obligations.passages.add").count() == 2
    for wrong in ("", "không có trong bài"):
        with pytest.raises(Rejected):
            add_answer_passage(**said | {"quote": wrong}, by=cast.may)


def test_by_hand_only_from_answers_to_the_document_and_only_by_those_who_may(cast, made, own):
    clause = made.document.clauses.get(label="mục III.3")
    said = {"clause_id": clause.pk, "quote": "người kế cận"}
    unsent = own.obligation.assignments.get(organisation=cast.suoi_giang)
    with pytest.raises(Assignment.DoesNotExist):
        add_answer_passage(**said, assignment_id=unsent.pk, by=cast.may)
    with pytest.raises(Assignment.DoesNotExist):
        add_answer_passage(**said, assignment_id=own.pk, by=cast.tuong)
    with pytest.raises(Refused):
        add_answer_passage(**said, assignment_id=own.pk, by=cast.sua)
    assert not AnswerPassage.objects.exists()


def test_the_cell_shows_the_answer_and_takes_a_passage_of_it(cast, made, own, django_assert_max_num_queries):
    clause = made.document.clauses.get(label="mục III.3")
    client = client_of(cast.may)
    address = reverse("documents:coverage_cell", args=[made.document.pk, clause.pk, cast.an_binh.pk])
    linked(made)
    client.get(address)
    with django_assert_max_num_queries(20):
        page = client.get(address).content.decode()
    assert "Thêm đoạn trả lời, chép từ bài của đơn vị" in page
    assert "người kế cận bí thư" in page
    wrong = client.post(address, {"action": "add", "answer": own.pk, "quote": "Chép sai"})
    assert wrong.status_code == 200
    assert "Chép sai</textarea>" in wrong.content.decode()
    assert client.post(address, {"action": "add", "answer": own.pk, "quote": "người kế cận"}).status_code == 302
    assert AnswerPassage.objects.get().state == "confirmed"
    assert "do người đọc chọn" in client.get(address).content.decode()
    for one in ("abc", "999999999", "-1"):
        assert client.post(address, {"action": "add", "answer": one, "quote": "x"}).status_code in (200, 404)


def test_the_page_says_how_far_a_long_comparison_is(cast, made, own, monkeypatch):
    linked(made)
    monkeypatch.setattr(passages, "AT_ONCE", 2)
    client = client_of(cast.may)
    address = reverse("documents:coverage", args=[made.document.pk])
    page = client.post(address, {"action": "propose"})
    assert page.status_code == 200
    assert "Đã đọc 2/3" in page.content.decode()
    part = client.post(address, {"action": "propose", "after": "0"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "Đã đọc 2/3" in part
    assert client.post(address, {"action": "propose", "after": "2", "found": "5"}).status_code == 302
    for wrong in ("abc", "-1", "99999999999999999999", "7777"):
        assert client.post(address, {"action": "propose", "after": wrong}).status_code == 302
