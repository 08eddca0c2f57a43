"""The first matrix: every page x role x place in the tree.

A page of a thing says which permission it asks, and at which organisation; what each role at each place must meet there
follows from the table of permissions alone. A page that is in neither table fails: write down whom it is for.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from tests import factories
from tests.cast import Cast, small_province
from tests.documents import drafts
from tests.documents.build import registered
from tests.kept import kept
from tests.obligations.build import deliverable, part
from tests.oversight.programmes import draft as line_over
from tests.oversight.programmes import only_line, programme
from tests.web.crawl import client_of
from tests.web.whom_pages_serve import ANYBODY, ELSEWHERE, OWN_PLACE
from tusoi.documents.models import Clause, Document, Recipient
from tusoi.documents.services import link_document
from tusoi.obligations.services import (
    ItemDraft,
    ObligationDraft,
    Selection,
    accept_answer,
    lay_obligations,
    submit_answer,
)
from tusoi.organisations.models import Account, AreaAssignment
from tusoi.organisations.rules import PERMISSIONS, ROLES, Reach
from tusoi.organisations.scope import Actor

pytestmark = pytest.mark.django_db
KIND_OF_ROLE = {role: code for code, (role, _) in reversed(factories.POSITIONS.items())}
PLACES = ("province", "an_binh", "thon_dong", "suoi_giang")

PAGES = {
    # name: (what, permission asked [and another for POST], organisation at which)
    "oversight:programme": ("programme", "oversight.run", "an_binh"),
    "oversight:programme_edit": ("programme", "oversight.run", "an_binh"),
    "oversight:programme_adopt": ("programme", "oversight.run", "an_binh"),
    "oversight:programme_take": ("programme", "oversight.run", "an_binh"),
    "oversight:programme_paste": ("programme", "oversight.run", "an_binh"),
    "oversight:programme_export": ("programme", "oversight.run", "an_binh"),
    "oversight:programme_word": ("programme", "oversight.run", "an_binh"),
    "oversight:programme_move": ("proposed", "oversight.run", "an_binh"),
    "oversight:programme_entry_new": ("programme", "oversight.run", "an_binh"),
    "oversight:programme_entry": ("entry", "oversight.run", "an_binh"),
    "oversight:programme_entry_remove": ("entry", "oversight.run", "an_binh"),
    "oversight:risk_of": ("organisation", "oversight.read", "an_binh"),
    "organisations:detail": ("organisation", "read", "an_binh"),
    "organisations:branch": ("organisation", "read", "an_binh"),
    "organisations:members": ("organisation", "read", "an_binh"),
    "organisations:history": ("organisation", "read", "an_binh"),
    "organisations:found": ("organisation", "organisations.change", "an_binh"),
    "organisations:rename": ("organisation", "organisations.change", "an_binh"),
    "organisations:end": ("organisation", "organisations.change", "an_binh"),
    "organisations:bodies": ("organisation", "read", "an_binh"),
    "organisations:establish": ("organisation", "organisations.change", "an_binh"),
    "organisations:open_term": ("organisation", "people.change", "an_binh"),
    "organisations:end_body": ("body", "organisations.change", "an_binh"),
    "organisations:register": ("organisation", "people.change", "an_binh"),
    "organisations:appoint": ("organisation", "people.change", "an_binh"),
    "organisations:relieve": ("position", "people.change", "an_binh"),
    "organisations:person": ("person", "read", "an_binh"),
    "organisations:standing": ("membership", "people.change", "an_binh"),
    "organisations:transfer": ("membership", "people.change", "an_binh"),
    "organisations:leave": ("membership", "people.change", "an_binh"),
    "organisations:areas": ("organisation", "read areas.assign", "an_binh"),
    "organisations:end_area": ("area", "areas.assign", "an_binh"),
    "organisations:access": ("organisation", "read", "an_binh"),
    "organisations:new_account": ("person", "accounts.change", "an_binh"),
    "organisations:password": ("account", "accounts.change", "an_binh"),
    "organisations:active": ("account", "accounts.change", "an_binh"),
    "documents:detail": ("document", "read", "an_binh"),
    "documents:edit": ("document", "documents.register", "an_binh"),
    "documents:send": ("document", "documents.register", "an_binh"),
    "documents:links": ("document", "read", "an_binh"),
    "documents:new_link": ("document", "documents.register", "an_binh"),
    "documents:link": ("citation", "documents.register", "an_binh"),
    "documents:checks": ("document", "read documents.register", "an_binh"),
    "documents:outline": ("document", "documents.register", "an_binh"),
    "documents:clause": ("clause", "documents.register", "an_binh"),
    "documents:coverage": ("document", "read documents.register", "an_binh"),
    "documents:coverage_answers": ("document", "read", "an_binh"),
    "documents:coverage_unanswered": ("document", "read", "an_binh"),
    "documents:coverage_targets": ("document", "read", "an_binh"),
    "documents:coverage_export": ("document", "read", "an_binh"),
    "documents:coverage_clause": ("clause", "read", "an_binh"),
    "documents:coverage_cell": ("cell", "read documents.register", "an_binh"),
    "documents:template": ("template", "read", "an_binh"),
    "documents:template_edit": ("template", "documents.template", "an_binh"),
    "documents:template_issue": ("template", "documents.template", "an_binh"),
    "documents:template_end": ("template", "documents.template", "an_binh"),
    "documents:draft": ("draft", "read documents.register", "an_binh"),
    "documents:draft_save": ("draft", "documents.register", "an_binh"),
    "documents:draft_move": ("moved_draft", "documents.register", "an_binh"),
    "documents:draft_issue": ("approved_draft", "documents.register", "an_binh"),
    "documents:draft_docx": ("draft", "read", "an_binh"),
    "documents:draft_pdf": ("draft", "read", "an_binh"),
    "obligations:detail": ("obligation", "read", "an_binh"),
    "obligations:chosen": ("obligation", "read", "an_binh"),
    "obligations:bearers": ("obligation", "obligations.issue", "an_binh"),
    "obligations:withdraw": ("obligation", "obligations.issue", "an_binh"),
    "obligations:laying": ("obligation", "obligations.issue", "an_binh"),
    "obligations:answer": ("assignment", "obligations.answer", "thon_dong"),
    "obligations:draft": ("assignment", "obligations.answer", "thon_dong"),
    "obligations:recall": ("assignment", "obligations.answer", "thon_dong"),
    "obligations:report": ("item", "obligations.answer", "thon_dong"),
    "obligations:unreport": ("item", "obligations.answer", "thon_dong"),
    "obligations:review": ("assignment", "obligations.review", "an_binh"),
    "obligations:beside": ("pair", "obligations.review", "an_binh"),
    "obligations:check_item": ("item", "obligations.review", "an_binh"),
    "obligations:decide": ("assignment", "obligations.review", "an_binh"),
}


def site() -> dict[str, URLPattern]:
    """Every page of the site by its full name; the API has a matrix of its own."""
    found: dict[str, URLPattern] = {}

    def collect(patterns: list, namespace: str) -> None:
        for one in patterns:
            if isinstance(one, URLPattern):
                found[f"{namespace}{one.name}"] = one
            elif not str(one.pattern).startswith("api/"):
                collect(one.url_patterns, f"{one.namespace}:" if one.namespace else namespace)

    collect(get_resolver().url_patterns, "")
    return found


def test_every_page_says_whom_it_is_for():
    known = ANYBODY | OWN_PLACE.keys() | ELSEWHERE.keys() | PAGES.keys()
    assert site().keys() - known == set(), "say in a table whom this page is for"
    assert known - site().keys() == set(), "a table names a page that is no more"


@dataclass
class World:
    cast: Cast
    kwargs: dict[str, dict[str, object]]
    actors: dict[tuple[str, str], Actor]
    clients: dict[tuple[str, str], Client]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    with kept(django_db_blocker):
        yield _world(small_province())


def _world(cast: Cast) -> World:
    """Things of the commune An Bình that a page may be about, and everybody who may ask for them."""
    someone = factories.person("Hà Văn Khặt")
    membership = factories.member(someone, cast.an_binh)
    position = factories.position(someone, "uy-vien", cast.an_binh)
    body = factories.body(cast.an_binh, "ban-thuong-vu", "Ban Thường vụ")
    area = AreaAssignment.objects.create(
        organisation=cast.an_binh, person=someone, territory=cast.thon_ha, valid_from=factories.LONG_AGO
    )
    account = Account.objects.create(username="khat", person=someone)
    document = registered(cast, by=cast.lan, owner=cast.an_binh, issuer_name="Đảng ủy xã An Bình", symbol="KH/ĐU")
    Document.objects.filter(pk=document.pk).update(circulation=Document.Circulation.OWN)
    clause = Clause.objects.create(document=document, kind="task", position=1, title="Việc", quote="Việc")
    Recipient.objects.create(document=document, organisation=cast.thon_ha)
    other = registered(cast, by=cast.lan, owner=cast.an_binh, number=13, issuer_name="Đảng ủy xã An Bình")
    citation = link_document(document_id=document.pk, target_id=other.pk, relation="basis", by=cast.lan)
    duty = lay_obligations(
        drafts=[ObligationDraft("Nhiệm vụ", cast.lan.today + timedelta(days=5), deliverable())],
        selection=Selection(organisation_ids=(cast.thon_dong.pk, cast.thon_ha.pk)), issued_by=cast.an_binh, by=cast.lan,
    )[0]  # fmt: skip
    assignment = part(duty, cast.thon_dong)
    submit_answer(assignment_id=assignment.pk, text="x", items=[ItemDraft("Việc")], by=cast.noi)
    accept_answer(assignment_id=assignment.pk, by=cast.lan)
    item = assignment.items.get()
    beside = part(duty, cast.thon_ha)
    submit_answer(assignment_id=beside.pk, text="x", items=[], by=cast.pha)
    planned = programme(cast.lan, cast.an_binh, line_over(cast.thon_dong))
    return World(
        cast,
        {
            "organisation": {"pk": cast.an_binh.pk},
            "body": {"pk": body.pk},
            "position": {"pk": position.pk},
            "person": {"pk": someone.pk},
            "membership": {"pk": someone.pk, "organisation_pk": membership.organisation_id},
            "area": {"pk": area.pk},
            "account": {"pk": account.pk},
            "document": {"pk": document.pk},
            "template": {"pk": drafts.own(cast).pk},
            "draft": {"pk": drafts.begun(cast).pk},
            "moved_draft": {"pk": drafts.begun(cast).pk, "action": "drop"},
            "approved_draft": {"pk": drafts.approved(cast).pk},
            "citation": {"pk": document.pk, "citation_pk": citation.pk},
            "clause": {"pk": document.pk, "clause_pk": clause.pk},
            "cell": {"pk": document.pk, "clause_pk": clause.pk, "organisation_pk": cast.thon_ha.pk},
            "obligation": {"pk": duty.pk},
            "assignment": {"pk": assignment.pk},
            "item": {"pk": assignment.pk, "item": item.pk},
            "pair": {"pk": assignment.pk, "other": beside.pk},
            "programme": {"pk": planned.pk},
            "proposed": {"pk": planned.pk, "action": "propose"},
            "entry": {"pk": planned.pk, "entry_pk": only_line(planned).pk},
        },
        actors := {(role, place): _somebody(role, place, cast) for role in ROLES for place in PLACES},
        {key: client_of(actor) for key, actor in actors.items()},
    )


def _somebody(role: str, place: str, cast: Cast) -> Actor:
    return factories.actor(KIND_OF_ROLE[role], getattr(cast, place), username=f"{role}-{place}")


def expected(actor: Actor, permission: str, at) -> str:
    """What the table of permissions says, worked out here once more, without scope.py."""
    grant = actor.grants[0]
    above_or_here = at.path.startswith(grant.path)
    if not above_or_here:
        return "not found" if not grant.path.startswith(at.path) else "lower"
    if permission not in ROLES[grant.role]:
        return "refused"
    if PERMISSIONS[permission] is Reach.HERE and grant.organisation_id != at.pk:
        return "refused"
    return "allowed"


def met(status: int) -> str:
    """An address that only takes the other method says so to everybody alike, or leads to the page above: that tells
    nothing."""
    words = {404: "not found", 403: "refused", 405: "no such method", 303: "no such method"}
    return words.get(status, "broken" if status >= 500 else "allowed")


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_opens_to_exactly_those_whom_the_table_of_permissions_names(name, world):
    what, permissions, place = PAGES[name]
    asked = permissions.split()
    at = getattr(world.cast, place)
    kwargs = dict(world.kwargs[what])
    if name == "obligations:decide":
        kwargs["action"] = "reopen"
    address = reverse(name, kwargs=kwargs)
    wrong = []
    for place_of_actor in PLACES:
        for role in ROLES if place_of_actor in ("province", place) else ("head", "administrator"):
            actor, client = world.actors[role, place_of_actor], world.clients[role, place_of_actor]
            for method, permission in (("get", asked[0]), ("post", asked[-1])):
                due = expected(actor, permission, at)
                with transaction.atomic():
                    status = getattr(client, method)(address).status_code
                    transaction.set_rollback(True)
                got = met(status)
                if got == "no such method":
                    continue
                if got == "broken":
                    wrong.append(f"{method} as {role} of {place_of_actor}: {status}")
                elif due == "lower" and got == "allowed" and method == "post" and permission != "read":
                    wrong.append(f"{method} as {role} of {place_of_actor}: {status}, though it lies above")
                elif due == "not found" and got != "not found" and not _refuses_unseen(actor, permission, got):
                    wrong.append(f"{method} as {role} of {place_of_actor}: {status}, though it is a sibling")
                elif due == "refused" and got == "allowed" and not _only_looks(name, method, status):
                    wrong.append(f"{method} as {role} of {place_of_actor}: {status}, though it may not")
                elif due == "allowed" and got in ("refused", "not found"):
                    wrong.append(f"{method} as {role} of {place_of_actor}: {status}, though it may")
    assert not wrong, f"{address}\n" + "\n".join(wrong)


def _refuses_unseen(actor: Actor, permission: str, got: str) -> bool:
    """Refused because the permission is held nowhere at all: whether the thing exists was not even asked."""
    return got == "refused" and not actor.branches(permission)


def _only_looks(name: str, method: str, status: int) -> bool:
    """Pages that show the same thing without buttons to those who may see it but not act."""
    if name == "obligations:answer" and status == 302:
        return True  # the reviewer is led to the page of the review
    shown = name in {"obligations:answer", "obligations:review"} or status == 302
    return method == "get" and shown


@pytest.mark.parametrize("name", sorted(OWN_PLACE))
def test_a_page_in_the_name_of_ones_own_place_asks_the_permission_there(name, world):
    wrong = []
    for place in PLACES:
        for role in ROLES:
            got = met(world.clients[role, place].get(reverse(name)).status_code)
            due = "allowed" if OWN_PLACE[name] in ROLES[role] else "refused"
            if got != due:
                wrong.append(f"{role} of {place}: {got}, should be {due}")
    assert not wrong, "\n".join(wrong)


OPEN = {"healthz", "account_login", "account_inactive", "preferences"}


@pytest.mark.parametrize("name", sorted(site().keys() - OPEN))
def test_a_visitor_meets_nothing_but_the_sign_in(name, world, client):
    kwargs = dict.fromkeys(site()[name].pattern.converters, 1)
    if "action" in kwargs:
        kwargs["action"] = "accept"
    answer = client.get(reverse(name, kwargs=kwargs))
    assert answer.status_code in (302, 404)
    if answer.status_code == 302:
        assert answer["Location"].startswith("/accounts/login/")


def test_the_cast_of_positions_covers_every_role():
    assert set(KIND_OF_ROLE) == set(ROLES)
