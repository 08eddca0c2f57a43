"""The outline of a document: proposed, kept, changed; clauses of the intake keep their ids."""

import pytest

from tests.cast import Cast
from tests.documents.programmes import keep_all, programme, registered_text
from tusoi.audit.models import Entry
from tusoi.cli.demonstration.programmes import PROVINCE
from tusoi.documents import rules, selectors
from tusoi.documents.models import Clause, Coverage, Document
from tusoi.documents.services import Choice, add_clause, remove_clause, save_outline, update_clause
from tusoi.obligations.models import DeliverableKind, Obligation
from tusoi.organisations.scope import Refused

pytestmark = pytest.mark.django_db


def test_what_is_on_is_kept_as_a_tree_with_labels_spans_and_targets(cast: Cast):
    document = programme(cast, proposed=False).document

    clauses = list(document.clauses.all())
    assert [one.position for one in clauses] == list(range(1, len(clauses) + 1))
    target = document.clauses.get(label="chỉ tiêu số 1 (mục II)")
    assert target.parent is not None
    assert target.parent.label == "mục II"
    assert document.text[target.start : target.end] == target.quote
    assert (target.fields["target"]["value"], target.fields["target"]["unit"]) == (3, "%")
    assert not document.clauses.filter(label="mục I").exists()


def test_keeping_again_changes_nothing(cast: Cast):
    document = programme(cast, proposed=False).document
    before = list(document.clauses.values_list("pk", "position", "parent", "title"))
    entries = Entry.objects.count()

    rows = selectors.outline_of(document)
    save_outline(
        document_id=document.pk, choices={row.key: Choice(on=row.clause is not None) for row in rows}, by=cast.may
    )

    assert list(document.clauses.values_list("pk", "position", "parent", "title")) == before
    assert Entry.objects.count() == entries


def test_a_requirement_of_the_intake_keeps_its_id_and_hangs_under_its_section(cast: Cast):
    document = registered_text(cast.province, PROVINCE, by=cast.may, number=12, symbol="CTr/TU")
    start = PROVINCE.index("4. Rà soát")
    kept = Clause.objects.create(
        document=document, kind="requirement", position=1, title="Rà soát", start=start, end=start + 100,
        quote=PROVINCE[start : start + 100],
    )  # fmt: skip

    keep_all(document, by=cast.may)

    kept.refresh_from_db()
    assert kept.kind == "requirement"
    assert kept.parent is not None
    assert kept.parent.label == "mục III"
    assert document.clauses.filter(start=start).count() == 1


def test_what_is_switched_off_goes_and_its_children_hang_one_higher(cast: Cast):
    document = programme(cast, proposed=False).document
    task = document.clauses.get(label="mục III.2")

    save_outline(document_id=document.pk, choices={f"c{task.pk}": Choice(on=False)}, by=cast.may)

    assert not Clause.objects.filter(pk=task.pk).exists()
    assert document.clauses.get(label="điểm a mục III.2").parent.label == "mục III"


def test_titles_and_kinds_can_be_changed_while_keeping(cast: Cast):
    document = registered_text(cast.province, PROVINCE, by=cast.may, number=12, symbol="CTr/TU")
    rows = {row.label: row for row in selectors.outline_of(document)}

    save_outline(
        document_id=document.pk, by=cast.may,
        choices={rows["mục IV.2"].key: Choice(on=True, kind="task", title="Theo dõi,  đôn đốc")},
    )  # fmt: skip

    only = document.clauses.get()
    assert (only.kind, only.title, only.parent) == ("task", "Theo dõi, đôn đốc", None)


def test_a_wrong_row_leaves_everything_as_it_was(cast: Cast):
    document = registered_text(cast.province, PROVINCE, by=cast.may, number=12, symbol="CTr/TU")
    rows = selectors.outline_of(document)

    with pytest.raises(rules.Rejected) as rejected:
        save_outline(
            document_id=document.pk, by=cast.may,
            choices={rows[0].key: Choice(on=True), rows[1].key: Choice(on=True, kind="requirement", title="x")},
        )  # fmt: skip

    assert rejected.value.errors == {rows[1].key: "unknown"}
    assert not document.clauses.exists()


def test_a_clause_on_which_a_duty_or_a_confirmed_answer_rests_is_not_taken_away(cast: Cast):
    made = programme(cast)
    answered = Coverage.objects.filter(clause__document=made.document).first()
    assert answered is not None
    Coverage.objects.filter(pk=answered.pk).update(state="confirmed", decided_at=cast.may.at)
    owed = made.clause("mục III.4")
    kind = DeliverableKind.objects.create(code="x", name_vi="x", name_en="x", valid_from=cast.may.today)
    Obligation.objects.create(
        issued_by=cast.province, clause=owed, title="x", deliverable=kind, bearer="organisation",
        due_on=cast.may.today, issued_at=cast.may.at, issued_on=cast.may.today,
    )  # fmt: skip

    for pk in (answered.clause_id, owed.pk):
        with pytest.raises(rules.Rejected) as rejected:
            remove_clause(clause_id=pk, by=cast.may)
        assert rejected.value.errors == {"": "in_use"}
        assert Clause.objects.filter(pk=pk).exists()


def test_a_passage_of_the_text_is_added_under_its_section(cast: Cast):
    document = programme(cast, proposed=False).document

    clause = add_clause(
        document_id=document.pk, quote="bố trí kinh phí cho lớp bồi dưỡng", kind="directive", by=cast.may
    )

    assert clause.parent is not None
    assert clause.parent.label == "mục IV"
    assert document.text[clause.start : clause.end] == "bố trí kinh phí cho lớp bồi dưỡng"
    clause.refresh_from_db()
    assert clause.position == document.clauses.count()


def test_a_passage_that_is_not_in_the_text_is_not_added(cast: Cast):
    document = programme(cast, proposed=False).document

    for quote, code in (("không có trong văn bản", "not_in_text"), ("  ", "required")):
        with pytest.raises(rules.Rejected) as rejected:
            add_clause(document_id=document.pk, quote=quote, kind="task", by=cast.may)
        assert rejected.value.errors == {"quote": code}


def test_a_clause_moves_under_another_but_never_into_itself(cast: Cast):
    document = programme(cast, proposed=False).document
    task, solution = document.clauses.get(label="mục III.2"), document.clauses.get(label="điểm a mục III.2")

    with pytest.raises(rules.Rejected) as rejected:
        update_clause(clause_id=task.pk, title="x", kind="task", parent_id=solution.pk, by=cast.may)
    assert rejected.value.errors == {"parent": "circle"}

    update_clause(clause_id=solution.pk, title="Danh sách quần chúng", kind="task", parent_id=None, by=cast.may)
    solution.refresh_from_db()
    assert (solution.title, solution.kind, solution.parent) == ("Danh sách quần chúng", "task", None)


def test_who_does_not_keep_the_register_changes_nothing(cast: Cast):
    document = programme(cast, proposed=False).document
    clause = document.clauses.first()
    assert clause is not None

    for by in (cast.lan, cast.admin):
        with pytest.raises(Refused):
            save_outline(document_id=document.pk, choices={}, by=by)
        with pytest.raises(Refused):
            update_clause(clause_id=clause.pk, title="x", kind="task", by=by)
        with pytest.raises(Refused):
            remove_clause(clause_id=clause.pk, by=by)
        with pytest.raises(Refused):
            add_clause(document_id=document.pk, quote="chi bộ", kind="task", by=by)


def test_the_outline_of_a_sibling_s_own_document_does_not_exist_for_me(cast: Cast):
    document = programme(cast).an_binh

    with pytest.raises(Document.DoesNotExist):
        save_outline(document_id=document.pk, choices={}, by=cast.tuong)


def test_sections_that_hold_nothing_to_answer_are_no_rows(cast: Cast):
    document = programme(cast, proposed=False).document
    Clause.objects.create(document=document, kind="section", position=999, title="Trống", quote="")

    lines = selectors.lines_of(selectors.clauses_of(document))

    assert "Trống" not in {line.clause.title for line in lines}
    assert [line.number for line in lines if line.is_answered] == list(range(1, 14))
