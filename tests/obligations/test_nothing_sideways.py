"""Whatever the tree, whoever issues to whom: no duty, answer, document, trail or hit of a branch beside one's own."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import factories
from tests.documents.build import metadata
from tests.obligations.build import deliverable
from tests.organisations.test_nothing_sideways import grow, trees
from tusoi.audit.models import Entry
from tusoi.documents.models import Clause, Document, DraftDocument, Template
from tusoi.documents.services import load_reference, register_document
from tusoi.obligations.models import Assignment, Obligation, PlanItem, Submission
from tusoi.obligations.selectors import organisation_here, overdue_for
from tusoi.obligations.services import ItemDraft, ObligationDraft, Selection, lay_obligations, submit_answer
from tusoi.organisations.scope import Actor
from tusoi.search.selectors import search
from tusoi.treepath import is_within
from tusoi.web.pages.search import OWNERS

DOUBTS = {"duplicate", "number_taken", "symbol_kind", "symbol_issuer", "competence"}
laying = st.lists(st.tuples(st.integers(0, 30), st.booleans()), min_size=1, max_size=3)


def live(grown, issuers) -> None:
    """Each issuer registers a document and lays a duty on all below it; the first bearer answers."""
    offices = {one.pk: factories.actor("van-phong", one) for one in grown}
    for choice, open_below in issuers:
        issuer = grown[choice % len(grown)]
        by = offices[issuer.pk]
        circulation = Document.Circulation.BELOW if open_below else Document.Circulation.OWN
        document = register_document(
            owner_id=issuer.pk, metadata=metadata(circulation=circulation, excerpt="việc chung"), by=by,
            confirmed=DOUBTS,
        )  # fmt: skip
        Clause.objects.create(document=document, kind="requirement", position=1, title="x", quote="x")
        below = [one for one in grown if one != issuer and one.is_below(issuer)]
        if not below:
            continue
        duty = lay_obligations(
            drafts=[ObligationDraft("Nhiệm vụ chung", by.today + timedelta(days=3), deliverable())],
            selection=Selection(organisation_ids=tuple(one.pk for one in below)),
            issued_by=issuer,
            by=by,
            document=document,
        )[0]
        part = duty.assignments.order_by("path").first()
        submit_answer(
            assignment_id=part.pk, text="x", items=[ItemDraft("Việc")], by=offices[part.organisation_id]
        )  # fmt: skip


def check(actor: Actor, mine: str) -> None:
    def inside(path: str) -> bool:
        return is_within(path, mine)

    def above(path: str) -> bool:
        return is_within(mine, path)

    for part in Assignment.objects.visible_to(actor):
        assert inside(part.path) or part.reviewer_id in actor.place_ids
    if actor.place is not None:
        later = replace(actor, at=actor.at + timedelta(days=9))
        found = overdue_for(organisation_here(actor), later)[:500]
        seen = set(Assignment.objects.visible_to(actor).values_list("pk", flat=True))
        assert {one.id for one in found} <= seen
    for model in (Submission, PlanItem):
        for row in model.objects.visible_to(actor).select_related("assignment"):
            assert inside(row.assignment.path) or row.assignment.reviewer_id in actor.place_ids
    for duty in Obligation.objects.visible_to(actor).select_related("issued_by"):
        laid_here = any(inside(path) for path in duty.assignments.values_list("path", flat=True))
        assert inside(duty.issued_by.path) or (above(duty.issued_by.path) and laid_here)
    for document in Document.objects.visible_to(actor).select_related("owner"):
        assert inside(document.owner.path) or (above(document.owner.path) and document.circulation == "below")
    seen = set(Document.objects.visible_to(actor).values_list("pk", flat=True))
    assert set(Clause.objects.visible_to(actor).values_list("document", flat=True)) <= seen
    for entry in Entry.objects.visible_to(actor):
        assert inside(entry.path)
    models = {
        "obligation": Obligation, "document": Document, "template": Template, "draft": DraftDocument,
        "answer": Assignment,
    }  # fmt: skip
    for hit in search("chung", by=actor, owners=OWNERS, limit=50):
        assert models[hit.kind].objects.visible_to(actor).filter(pk=hit.object_id).exists(), hit


@pytest.mark.django_db
@settings(max_examples=20)
@given(parents=trees, issuers=laying, me=st.integers(0, 30), role=st.sampled_from(sorted(factories.POSITIONS)))
def test_nothing_that_happens_in_a_branch_beside_ones_own_is_visible(parents, issuers, me, role):
    with transaction.atomic():
        load_reference()
        grown = grow(parents)
        live(grown, issuers)
        place = grown[me % len(grown)]
        check(factories.actor(role, place), place.path)
        transaction.set_rollback(True)
