"""Which documents answer, which passages are proposed, who decides, and nothing sideways."""

import pytest

from tests.cast import Cast
from tests.documents.programmes import implements, programme, registered_text
from tusoi.audit.models import Entry
from tusoi.documents import rules, selectors
from tusoi.documents.models import Citation, Coverage, Document
from tusoi.documents.services import (
    add_coverage,
    change_passage,
    choose_answering,
    decide_coverage,
    propose_coverage,
)
from tusoi.organisations.scope import Refused

pytestmark = pytest.mark.django_db


def rows(document: Document, **conditions):
    return Coverage.objects.filter(clause__document=document, **conditions)


def test_documents_from_below_that_implement_it_answer_it(cast: Cast):
    made = programme(cast, kept=False)
    mention = registered_text(cast.an_binh, "x", by=cast.lan, number=9, symbol="CTr/ĐU")
    Citation.objects.create(document=mention, target=made.document, quote="x")  # only mentions it
    own = registered_text(cast.province, "x", by=cast.may, number=13, symbol="CTr/TU")
    implements(own, made.document)  # the province does not answer itself

    found = {one.document.pk: one.organisation for one in selectors.answering_of(made.document, by=cast.may)}

    assert found == {made.an_binh.pk: cast.an_binh, made.suoi_giang.pk: cast.suoi_giang}


def test_a_commune_sees_its_own_answers_only(cast: Cast):
    made = programme(cast)

    assert [one.document for one in selectors.answering_of(made.document, by=cast.lan)] == [made.an_binh]
    assert {one.organisation for one in selectors.coverage_of(made.document, by=cast.lan)} == {cast.an_binh}
    assert {one.organisation for one in selectors.coverage_of(made.document, by=cast.may)} == {
        cast.an_binh, cast.suoi_giang,
    }  # fmt: skip


def test_proposals_carry_score_and_reasons_and_count_for_nothing_yet(cast: Cast):
    made = programme(cast)

    found = rows(made.document, clause__label="mục III.3").get()
    assert found.state == "proposed"
    assert 0 < found.score <= 1
    assert found.decided_at is None
    assert found.reasons[0]["code"] == "terms"
    assert found.reasons[0]["detail"]
    assert made.an_binh.text[found.start : found.end] == found.quote


def test_proposing_again_keeps_what_people_decided(cast: Cast):
    made = programme(cast)
    confirmed, refused = rows(made.document, organisation=cast.an_binh).order_by("pk")[:2]
    decide_coverage(coverage_ids=[confirmed.pk], confirmed=True, by=cast.may)
    decide_coverage(coverage_ids=[refused.pk], confirmed=False, by=cast.may)
    before = rows(made.document).count()

    propose_coverage(document_id=made.document.pk, by=cast.may)

    assert rows(made.document).count() == before
    assert rows(made.document, pk=confirmed.pk, state="confirmed").exists()
    assert rows(made.document, pk=refused.pk, state="refused").exists()


def test_a_commune_proposes_and_decides_on_its_own_rows(cast: Cast):
    made = programme(cast, proposed=False)

    assert propose_coverage(document_id=made.document.pk, by=cast.lan) > 0
    own = rows(made.document).first()
    assert own is not None
    assert not rows(made.document).exclude(organisation=cast.an_binh).exists()
    decide_coverage(coverage_ids=[own.pk], confirmed=True, by=cast.lan)
    own.refresh_from_db()
    assert own.state == "confirmed"
    assert own.decided_by_id == cast.lan.account_id
    assert own.decided_at == cast.lan.at


def test_a_sibling_s_row_does_not_exist_for_me(cast: Cast):
    made = programme(cast)
    theirs = rows(made.document, organisation=cast.suoi_giang).first()
    assert theirs is not None

    with pytest.raises(Coverage.DoesNotExist):
        decide_coverage(coverage_ids=[theirs.pk], confirmed=True, by=cast.lan)
    with pytest.raises(Coverage.DoesNotExist):
        change_passage(coverage_id=theirs.pk, quote="chi bộ", by=cast.lan)
    with pytest.raises(Document.DoesNotExist):
        add_coverage(clause_id=theirs.clause_id, answering_id=made.suoi_giang.pk, quote="chi bộ", by=cast.lan)


def test_who_keeps_no_register_decides_nothing(cast: Cast):
    made = programme(cast)
    row = rows(made.document, organisation=cast.an_binh).first()
    assert row is not None

    for by in (cast.admin, cast.sua):
        with pytest.raises(Refused):
            decide_coverage(coverage_ids=[row.pk], confirmed=True, by=by)
        with pytest.raises(Refused):
            propose_coverage(document_id=made.document.pk, by=by)
        with pytest.raises(Refused):
            add_coverage(clause_id=row.clause_id, answering_id=made.an_binh.pk, quote="chi bộ", by=by)
        with pytest.raises(Refused):
            change_passage(coverage_id=row.pk, quote="chi bộ", by=by)


def test_a_decision_can_be_changed_and_the_trail_knows_both(cast: Cast):
    made = programme(cast)
    row = rows(made.document).first()
    assert row is not None

    assert decide_coverage(coverage_ids=[row.pk], confirmed=True, by=cast.may) == 1
    assert decide_coverage(coverage_ids=[row.pk], confirmed=True, by=cast.may) == 0
    assert decide_coverage(coverage_ids=[row.pk], confirmed=False, by=cast.may) == 1

    actions = list(Entry.objects.filter(action__startswith="documents.coverage.").values_list("action", flat=True))
    assert actions.count("documents.coverage.confirm") == actions.count("documents.coverage.refuse") == 1


def test_a_passage_chosen_by_hand_is_confirmed(cast: Cast):
    made = programme(cast)
    clause = made.clause("mục III.4")

    row = add_coverage(
        clause_id=clause.pk, answering_id=made.an_binh.pk, quote="đồng chí phó bí thư kiểm tra", by=cast.lan
    )

    assert (row.state, row.organisation_id, row.reasons[0]["code"]) == ("confirmed", cast.an_binh.pk, "by_hand")
    again = add_coverage(
        clause_id=clause.pk, answering_id=made.an_binh.pk, quote="đồng chí phó bí thư kiểm tra", by=cast.lan
    )
    assert again.pk == row.pk


def test_a_passage_that_is_not_in_the_answer_is_rejected(cast: Cast):
    made = programme(cast)
    row = rows(made.document, organisation=cast.an_binh).first()
    assert row is not None

    for quote, code in (("không có ở đây", "not_in_text"), ("", "required")):
        with pytest.raises(rules.Rejected) as rejected:
            add_coverage(clause_id=row.clause_id, answering_id=made.an_binh.pk, quote=quote, by=cast.lan)
        assert rejected.value.errors == {"quote": code}
        with pytest.raises(rules.Rejected):
            change_passage(coverage_id=row.pk, quote=quote, by=cast.lan)


def test_another_passage_takes_the_place_of_the_proposed_one(cast: Cast):
    made = programme(cast)
    row = rows(made.document, organisation=cast.an_binh).first()
    assert row is not None

    changed = change_passage(coverage_id=row.pk, quote="46 quần chúng ưu tú", by=cast.lan)

    assert (changed.pk, changed.quote, changed.state) == (row.pk, "46 quần chúng ưu tú", "confirmed")
    assert made.an_binh.text[changed.start : changed.end] == changed.quote


def test_a_document_is_chosen_by_hand_once(cast: Cast):
    made = programme(cast, kept=False)
    other = registered_text(cast.an_binh, "x", by=cast.lan, number=9, symbol="CTr/ĐU")

    assert other in [one.document for one in selectors.candidates_of(made.document, by=cast.may)]
    for _click in range(2):
        choose_answering(document_id=made.document.pk, answering_id=other.pk, by=cast.lan)

    link = Citation.objects.get(document=other, target=made.document)
    assert link.relation == "implements"
    assert link.is_confirmed
    with pytest.raises(Document.DoesNotExist):
        choose_answering(document_id=made.document.pk, answering_id=other.pk, by=cast.tuong)
    with pytest.raises(Refused):
        choose_answering(document_id=made.document.pk, answering_id=other.pk, by=cast.sua)


def test_without_an_outline_nothing_is_proposed(cast: Cast):
    made = programme(cast, kept=False)

    with pytest.raises(rules.Rejected) as rejected:
        propose_coverage(document_id=made.document.pk, by=cast.may)
    assert rejected.value.errors == {"": "no_clauses"}
