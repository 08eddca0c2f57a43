"""The matrix: what documents answer, what answers to duties name, who left out what, figures against targets."""

import pytest

from tests.cast import Cast
from tests.documents.programmes import Programme, many, programme
from tests.obligations.build import deliverable, part
from tusoi.documents.models import Coverage
from tusoi.documents.services import decide_coverage
from tusoi.obligations.selectors import matrix_of, targets_of
from tusoi.obligations.services import ItemDraft, ObligationDraft, Selection, lay_obligations, submit_answer
from tusoi.organisations.scope import Actor

pytestmark = pytest.mark.django_db


def confirm(made: Programme, label: str, *, by: Actor) -> None:
    rows = Coverage.objects.filter(clause__document=made.document, clause__label=label)
    decide_coverage(coverage_ids=list(rows.values_list("pk", flat=True)), confirmed=True, by=by)


def test_only_confirmed_passages_count(cast: Cast):
    made = programme(cast)
    clause = made.clause("mục III.3")

    assert matrix_of(made.document, by=cast.may).states[clause.pk, cast.an_binh.pk] == "proposed"
    assert clause.pk in {row.line.clause.pk for row in matrix_of(made.document, by=cast.may).unanswered()}
    confirm(made, "mục III.3", by=cast.may)
    matrix = matrix_of(made.document, by=cast.may)

    assert matrix.states[clause.pk, cast.an_binh.pk] == "confirmed"
    assert clause.pk not in {row.line.clause.pk for row in matrix.unanswered()}
    assert clause.pk in {line.clause.pk for line, _state in matrix.left_out_by(cast.suoi_giang.pk)}


def test_a_task_is_answered_where_one_of_its_solutions_is(cast: Cast):
    made = programme(cast)
    confirm(made, "điểm b mục III.1", by=cast.may)

    states = matrix_of(made.document, by=cast.may).states

    assert states[made.clause("mục III.1").pk, cast.suoi_giang.pk] == "confirmed"


def test_the_counts_at_the_ends_are_those_of_the_cells(cast: Cast):
    made = programme(cast)
    for label in ("mục III.3", "chỉ tiêu số 1 (mục II)"):
        confirm(made, label, by=cast.may)

    matrix = matrix_of(made.document, by=cast.may)

    for column in matrix.columns:
        cells = [cell for row in matrix.rows() for cell in row.cells if cell.organisation_id == column.organisation.pk]
        assert column.confirmed == sum(cell.state == "confirmed" for cell in cells)
        assert column.missing == column.total - column.confirmed
    for row in matrix.rows():
        if row.line.is_answered:
            assert row.confirmed == sum(cell.state == "confirmed" for cell in row.cells)


def test_a_sent_answer_that_names_a_clause_answers_it(cast: Cast):
    made = programme(cast, proposed=False)
    named, owed = made.clause("mục III.4"), made.clause("mục IV.1")
    duty = lay_obligations(
        drafts=[ObligationDraft("Chương trình", cast.may.today, deliverable(), clause=owed)],
        selection=Selection(organisation_ids=(cast.an_binh.pk, cast.suoi_giang.pk)), issued_by=cast.province,
        document=made.document, by=cast.may,
    )[0]  # fmt: skip
    before = matrix_of(made.document, by=cast.may).states
    submit_answer(
        assignment_id=part(duty, cast.an_binh).pk,
        text="x",
        items=[ItemDraft("Sàng lọc", clause_id=named.pk)],
        by=cast.lan,
    )

    after = matrix_of(made.document, by=cast.may).states

    assert before == {}
    assert after == {(named.pk, cast.an_binh.pk): "confirmed", (owed.pk, cast.an_binh.pk): "confirmed"}


def test_a_commune_sees_one_column_its_sibling_s_work_nowhere(cast: Cast):
    made = programme(cast)

    matrix = matrix_of(made.document, by=cast.lan)

    assert [column.organisation for column in matrix.columns] == [cast.an_binh]
    assert {organisation for _clause, organisation in matrix.states} == {cast.an_binh.pk}


def test_who_got_the_document_and_answered_nothing_is_a_column_too(cast: Cast):
    made = programme(cast, proposed=False)
    made.document.recipients.create(organisation=cast.thon_dong)

    columns = {column.organisation: column for column in matrix_of(made.document, by=cast.may).columns}

    assert columns[cast.thon_dong].documents == []
    assert columns[cast.thon_dong].missing == 13


def test_figures_are_set_against_the_targets(cast: Cast):
    made = programme(cast)
    matrix = matrix_of(made.document, by=cast.may)

    lines = {line.line.clause.label: line for line in targets_of(matrix, matrix.columns, by=cast.may)}

    first = lines["chỉ tiêu số 1 (mục II)"]
    figures = {one.organisation: one for one in first.figures}
    assert first.target.value == 3
    assert first.short == 1
    assert figures[cast.an_binh].comparison.meets is True
    assert figures[cast.suoi_giang].comparison.verdict == "lower"
    assert figures[cast.suoi_giang].comparison.own.value == 2.5
    assert "2,5%" in figures[cast.suoi_giang].quote
    second = {one.organisation: one for one in lines["chỉ tiêu số 2 (mục II)"].figures}
    assert second[cast.suoi_giang].comparison.reason == "no_answer"


def test_a_confirmed_passage_goes_before_a_likelier_one(cast: Cast):
    made = programme(cast)
    clause = made.clause("chỉ tiêu số 1 (mục II)")
    Coverage.objects.create(
        clause=clause, document=made.suoi_giang, organisation=cast.suoi_giang, quote="Tỷ lệ kết nạp đạt 4%/năm",
        start=5, end=9, state="confirmed", decided_at=cast.may.at,
    )  # fmt: skip
    matrix = matrix_of(made.document, by=cast.may)

    line = next(one for one in targets_of(matrix, matrix.columns, by=cast.may) if one.line.clause == clause)

    figure = next(one for one in line.figures if one.organisation == cast.suoi_giang)
    assert (figure.comparison.own.value, figure.state) == (4, "confirmed")


def test_the_queries_do_not_grow_with_clauses_and_organisations(cast: Cast, django_assert_max_num_queries):
    document = many(cast, clauses=200, organisations=90)
    clauses = list(document.clauses.filter(kind="task"))
    Coverage.objects.bulk_create(
        [
            Coverage(clause=clause, document=document, organisation=recipient.organisation, start=recipient.pk)
            for recipient in document.recipients.all()
            for clause in clauses[:50]
        ],
        batch_size=500,
    )

    with django_assert_max_num_queries(10):
        matrix = matrix_of(document, by=cast.may)
        rows = matrix.rows(matrix.columns[:20])
        targets_of(matrix, matrix.columns[:20], by=cast.may)

    assert (len(rows), len(matrix.columns)) == (201, 90)
    assert sum(row.proposed for row in rows) == 50 * 90
