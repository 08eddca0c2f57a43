"""Every operation of the API: which permission it asks and where, and what is sent so that it succeeds.

The two tests over all operations read this: whom an operation serves, and what it makes of hostile input.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from tests import factories
from tests.api import drafting
from tests.api.operations_coverage import coverage, covered, passage_of
from tests.api.operations_duties import duties
from tests.api.operations_links import linked, links
from tests.api.operations_oversight_cases import cases, made_cases
from tests.api.operations_oversight_findings import findings, made_findings
from tests.api.operations_oversight_programmes import made_programmes, planning
from tests.api.operations_oversight_remediations import made_remediations, remediations
from tests.api.operations_oversight_statistics import statistics
from tests.api.operations_oversight_visits import made_visits, visits
from tests.cast import Cast
from tests.documents.build import CONCLUSION, registered
from tusoi.api.urls import api
from tusoi.documents.files import store_file
from tusoi.documents.models import Document
from tusoi.documents.services import begin_intake
from tusoi.organisations.models import AreaAssignment, BodyKind, OrganisationKind
from tusoi.organisations.rules import Reach
from tusoi.organisations.scope import Actor

DAY = "2024-03-01"
GOOD = "bờ-suối-xanh-91"


@dataclass
class World:
    """Things of the commune An Bình by name: their numbers stand in paths and bodies."""

    cast: Cast
    ids: dict[str, int]
    later: str
    """A day after every due day."""

    def __getitem__(self, name: str) -> int:
        return self.ids[name]


Given = Callable[[World], dict[str, Any]]


@dataclass(frozen=True)
class Operation:
    path: dict[str, str]
    """Parameter of the path -> name of a thing of the world."""
    asks: str
    """The permission; "" where anybody signed in has his own answer, "private" where one account alone has it,
    "standing" where it depends on how one stands to a case: a test of the domain asks it for everybody."""
    at: str = "an_binh"
    lower: int = 404
    """What somebody of an organisation below meets when he reads; when he changes, 403 and 404 are as good."""
    reach: Reach | None = None
    """How far the permission reaches here, where that is not what the table of permissions says."""
    given: Given | None = None
    query: Given | None = None
    multipart: bool = False


def _of(thing: str, asks: str, given: Given | None = None, **more: Any) -> Operation:
    return Operation({"pk": thing} if thing else {}, asks, given=given, **more)


def _end(world: World) -> dict[str, Any]:
    return {"on": DAY, "reason": "vì"}


def _nothing(world: World) -> dict[str, Any]:
    return {}


def _reason(world: World) -> dict[str, Any]:
    return {"reason": "vì"}


def _plan(world: World, **more: Any) -> dict[str, Any]:
    return {
        "kind": "ke-hoach", "issued_on": "2026-03-02", "number": 77, "symbol": "KH/ĐU", "issuer_id": world["an_binh"],
        "excerpt": "giám sát", "confirmed": ["symbol_kind", "symbol_issuer", "competence", "number_gap"],
    } | more  # fmt: skip


def _order(world: World) -> dict[str, Any]:
    return {
        "issued_by": world["an_binh"],
        "duties": [{"title": "Kế hoạch", "due_on": world.later, "deliverable": "plan"}],
        "bearers": {"organisation_ids": [world["thon_dong"]]},
    }


def _answer(world: World) -> dict[str, Any]:
    return {"text": "Bài", "items": [{"task": "Việc", "due_on": world.later}]}


def _file(world: World) -> dict[str, Any]:
    return {"file": SimpleUploadedFile("bai.txt", "Bài".encode())}


ORGANISATIONS = {
    "GET /kinds/{what}": Operation({"what": "kinds"}, ""),
    "GET /people": _of("", ""),
    "GET /people/{pk}": _of("person", "read"),
    "GET /people/{pk}/positions": _of("person", "read"),
    "GET /people/{pk}/memberships": _of("person", "read"),
    "GET /accounts": _of("", ""),
    "POST /accounts": _of(
        "", "accounts.change", lambda w: {"person_id": w["newcomer"], "username": "moi", "password": GOOD}
    ),
    "POST /accounts/{pk}/active": _of("account", "accounts.change", lambda w: {"active": False}),
    "POST /accounts/{pk}/password": _of("account", "accounts.change", lambda w: {"password": GOOD}),
    "POST /positions/{pk}/relieve": _of("position", "people.change", _end),
    "POST /bodies/{pk}/end": _of("body", "organisations.change", _end),
    "POST /areas/{pk}/end": _of("area", "areas.assign", _end),
    "GET ": _of("", ""),
    "GET /{pk}": _of("an_binh", "read", lower=200),
    "GET /{pk}/children": _of("an_binh", "read", lower=200),
    "GET /{pk}/then": _of("an_binh", "read", lower=200),
    "GET /{pk}/positions": _of("an_binh", "read", lower=200),
    "GET /{pk}/members": _of("an_binh", "read", lower=403),
    "GET /{pk}/members/count": _of("an_binh", "read", lower=403),
    "GET /{pk}/bodies": _of("an_binh", "read", lower=200),
    "GET /{pk}/terms": _of("an_binh", "read", lower=200),
    "GET /{pk}/areas": _of("an_binh", "read", lower=403),
    "GET /{pk}/access": _of("an_binh", "read", lower=200),
    "POST /{pk}/found": _of(
        "an_binh", "organisations.change", lambda w: {"kind_id": w["cell"], "name": "Chi bộ Nam", "founded_on": DAY}
    ),
    "POST /{pk}/rename": _of(
        "an_binh", "organisations.change", lambda w: {"name": "Đảng ủy xã An Thái", "on": DAY, "code": "AT"}
    ),
    "POST /{pk}/end": _of("thon_nam", "organisations.change", lambda w: _end(w) | {"successor_id": w["thon_dong"]}),
    "POST /{pk}/bodies": _of(
        "an_binh", "organisations.change", lambda w: {"kind_id": w["body_kind"], "valid_from": DAY}
    ),
    "POST /{pk}/terms": _of("an_binh", "people.change", lambda w: {"name": "2020-2025", "valid_from": DAY}),
    "POST /{pk}/people": _of(
        "an_binh", "people.change", lambda w: {"name": "Giàng A Chu", "standing": "official", "valid_from": DAY}
    ),
    "POST /{pk}/positions": _of(
        "an_binh", "people.change", lambda w: {"person_id": w["newcomer"], "kind_id": w["office"], "valid_from": DAY}
    ),
    "POST /{pk}/members/standing": _of(
        "an_binh", "people.change", lambda w: {"person_id": w["person"], "standing": "away", "on": DAY}
    ),
    "POST /{pk}/members/transfer": _of(
        "an_binh", "people.change", lambda w: {"person_id": w["person"], "target_id": w["thon_ha"], "on": DAY}
    ),
    "POST /{pk}/members/end": _of("an_binh", "people.change", lambda w: {"person_id": w["person"]} | _end(w)),
    "POST /{pk}/areas": _of(
        "an_binh", "areas.assign",
        lambda w: {"person_id": w["person"], "territory_id": w["thon_dong"], "valid_from": DAY},
    ),
}  # fmt: skip

DOCUMENTS = {
    "GET /intakes": _of("", ""),
    "POST /intakes": _of(
        "", "documents.register", lambda w: {"owner_id": w["an_binh"], "text": CONCLUSION}, multipart=True
    ),
    "GET /intakes/{intake_id}": Operation({"intake_id": "intake"}, "private"),
    "DELETE /intakes/{intake_id}": Operation({"intake_id": "intake"}, "private"),
    "PUT /intakes/{intake_id}/decisions": Operation(
        {"intake_id": "intake"}, "private", given=lambda w: {"items": {"0": {"on": True, "title": "Việc"}}}
    ),
    "POST /intakes/{intake_id}/proposals": Operation(
        {"intake_id": "intake"}, "private",
        given=lambda w: {"type": "strength", "quote": "Các đảng ủy đã kịp thời tổ chức quán triệt nghị quyết"},
    ),
    "POST /intakes/{intake_id}/accept": Operation(
        {"intake_id": "intake"}, "private", given=lambda w: _plan(w, items={"0": {"on": True}})
    ),
    "GET ": _of("", "read", lower=200, query=lambda w: {"organisation": w["an_binh"]}),
    "POST ": _of("", "documents.register", lambda w: _plan(w, owner_id=w["an_binh"])),
    "GET /kinds": _of("", ""),
    "GET /numbering": _of("", "read", lower=403, query=lambda w: {"organisation": w["an_binh"]}),
    "GET /next-number": _of(
        "", "read", lower=200, query=lambda w: {"kind": "ke-hoach", "issuer_id": w["an_binh"], "on": "2026-03-02"}
    ),
    "POST /stubs": _of(
        "", "documents.register",
        lambda w: _plan(w, owner_id=w["an_binh"], level="mat", paper_location="Tủ A", excerpt=""),
    ),
    "GET /{document_id}": Operation({"document_id": "document"}, "read"),
    "PUT /{document_id}": Operation({"document_id": "document"}, "documents.register", given=_plan),
    "POST /{document_id}/recipients": Operation(
        {"document_id": "document"}, "documents.register", given=lambda w: {"organisation_ids": [w["thon_dong"]]}
    ),
    "GET /{document_id}/file": Operation({"document_id": "document"}, "read"),
}  # fmt: skip

ASSIGNMENTS = {
    "GET /{pk}": _of("accepted", "read", at="thon_dong"),
    "GET /{pk}/quality": _of("accepted", "read", at="thon_dong"),
    "GET /{pk}/beside/{other}": Operation({"pk": "sent", "other": "beside"}, "obligations.review"),
    "POST /{pk}/draft": _of("open", "obligations.answer", _answer, at="thon_dong"),
    "POST /{pk}/files": _of("open", "obligations.answer", _file, at="thon_dong", multipart=True),
    "GET /{pk}/files/{attachment}": Operation({"pk": "accepted", "attachment": "sent_file"}, "read", "thon_dong"),
    "POST /{pk}/submit": _of("open", "obligations.answer", _answer, at="thon_dong"),
    "POST /{pk}/recall": _of("sent", "obligations.answer", _nothing, at="thon_dong"),
    "POST /{pk}/accept": _of("sent", "obligations.review", _nothing),
    "POST /{pk}/return": _of("sent", "obligations.review", lambda w: _reason(w) | {"items": {}}),
    "POST /{pk}/reopen": _of("accepted", "obligations.review", _reason),
    "POST /{pk}/restore": _of("waived", "obligations.review", _reason),
    "POST /extend": _of(
        "", "obligations.review", lambda w: {"assignment_ids": [w["open"]], "to_day": w.later, "reason": "vì"}
    ),
    "POST /waive": _of("", "obligations.review", lambda w: {"assignment_ids": [w["open"]], "reason": "vì"}),
    "POST /items/{item}/report": Operation(
        {"item": "planned"}, "obligations.answer", "thon_dong", given=lambda w: {"evidence": "Biên bản"}
    ),
    "POST /items/{item}/recall": Operation({"item": "done"}, "obligations.answer", "thon_dong"),
    "POST /items/{item}/verify": Operation({"item": "done"}, "obligations.review"),
    "POST /items/{item}/refuse": Operation({"item": "done"}, "obligations.review", given=_reason),
}

OBLIGATIONS = {
    "GET ": _of("", "", query=lambda w: {"side": "borne"}),
    "POST ": _of("", "obligations.issue", _order),
    "GET /deliverables": _of("", ""),
    "GET /owed": _of("", ""),
    "GET /waiting": _of("", ""),
    "GET /overdue": _of("", "read", query=lambda w: {"organisation_id": w["an_binh"]}),
    "GET /{pk}": _of("duty", "read", lower=200),
    "GET /{pk}/figures": _of("duty", "read", lower=200),
    "GET /{pk}/missing": _of("duty", "read", lower=200),
    "GET /{pk}/assignments": _of("duty", "read", lower=200),
    "GET /{pk}/alike": _of("duty", "read", lower=200),
    "POST /{pk}/bearers": _of("duty", "obligations.issue", lambda w: {"organisation_ids": [w["thon_nam"]]}),
    "POST /{pk}/continue": _of("duty", "obligations.issue"),
    "POST /{pk}/withdraw": _of("duty", "obligations.issue", _reason),
    "POST /{pk}/remind": _of(
        "duty", "obligations.review", lambda w: {"assignment_ids": [w["late"]]}, reach=Reach.BELOW, lower=422
    ),
    "POST /{pk}/letter": _of(
        "duty", "obligations.review", lambda w: {"assignment_ids": [w["late"]]}, reach=Reach.BELOW, lower=422
    ),
    "POST /{pk}/remind/undo": _of(
        "duty", "obligations.review", lambda w: {"assignment_ids": [w["late"]]}, reach=Reach.BELOW, lower=422
    ),
}

OPERATIONS = {
    f"{method} {prefix}{rest}": operation
    for prefix, table in (
        ("/api/organisations", ORGANISATIONS),
        ("/api/documents", DOCUMENTS | links(Operation) | coverage(Operation)),
        ("/api/obligations/assignments", ASSIGNMENTS),
        ("/api/obligations", OBLIGATIONS),
        ("/api/oversight", findings(Operation) | cases(Operation)),
        ("/api/oversight", visits(Operation) | statistics(Operation)),
        ("/api/oversight", remediations(Operation) | planning(Operation)),
        ("/api/search", {"GET ": _of("", "", query=lambda w: {"q": "bình"})}),
    )
    for (method, rest), operation in ((tuple(key.split(" ")), operation) for key, operation in table.items())
}
for _prefix, _table in drafting.TABLES:
    for _key, _said in _table.items():
        _method, _, _rest = _key.partition(" ")
        OPERATIONS[f"{_method} {_prefix}{_rest}"] = Operation(**_said)


@cache
def described() -> dict[str, dict[str, Any]]:
    """What openapi.json says of each operation, by its method and path; ``body`` is the schema of its JSON body."""
    document = api.get_openapi_schema()
    found = {}
    for path, methods in document["paths"].items():
        for method, said in methods.items():
            content = said.get("requestBody", {}).get("content", {}).get("application/json", {})
            name = content.get("schema", {}).get("$ref", "").rpartition("/")[2]
            found[f"{method.upper()} {path}"] = said | {"body": document["components"]["schemas"].get(name)}
    return found


# --- the world


def made(cast: Cast) -> World:
    """The things of the table, each in the state its operations need."""
    someone, newcomer = factories.person("Hà Văn Khặt"), factories.person("Tráng Thị Mỷ")
    for person in (someone, newcomer):
        factories.member(person, cast.an_binh)
    body = factories.body(cast.an_binh, "ban-thuong-vu", "Ban Thường vụ")
    other = BodyKind.objects.create(code="uy-ban", name_vi="Ủy ban", name_en="Body", valid_from=factories.LONG_AGO)
    area = AreaAssignment.objects.create(
        organisation=cast.an_binh, person=someone, territory=cast.thon_ha, valid_from=factories.LONG_AGO
    )
    ids = {
        "an_binh": cast.an_binh.pk, "thon_dong": cast.thon_dong.pk, "thon_ha": cast.thon_ha.pk,
        "thon_nam": factories.organisation("Chi bộ Thôn Nam", "cell", cast.an_binh).pk,
        "cell": OrganisationKind.objects.get(code="cell").pk, "office": factories.position_kind("van-phong").pk,
        "body_kind": other.pk, "body": body.pk, "area": area.pk, "person": someone.pk, "newcomer": newcomer.pk,
        "position": factories.position(someone, "uy-vien", cast.an_binh).pk,
        "account": factories.account(someone, "khat").pk,
    }  # fmt: skip
    later = cast.lan.today + timedelta(days=90)
    ids |= (
        made_visits(cast)
        | _documents(cast)
        | duties(cast)
        | made_remediations(cast)
        | made_findings(cast)
        | made_programmes(cast)
        | made_cases(cast)
    )
    ids |= passage_of(ids)
    return World(cast, ids, later.isoformat())


def _documents(cast: Cast) -> dict[str, int]:
    document = registered(
        cast, by=cast.lan, owner=cast.an_binh, issuer_id=cast.an_binh.pk, issuer_name="", symbol="KH/ĐU"
    )
    file = store_file(content=b"a", filename="a.txt", organisation=cast.an_binh, by=cast.lan)
    Document.objects.filter(pk=document.pk).update(circulation=Document.Circulation.OWN, file=file)
    intake = begin_intake(owner_id=cast.an_binh.pk, by=cast.lan, pasted=CONCLUSION)
    found = {"document": document.pk, "intake": intake.pk} | linked(cast, document)
    return found | covered(cast, document) | drafting.made(cast)


# --- asking


def address(key: str, operation: Operation, world: World) -> str:
    values = {name: "fields" if thing == "kinds" else world[thing] for name, thing in operation.path.items()}
    return key.split(" ")[1].format(**values)


def ask(client: Client, key: str, operation: Operation, world: World) -> HttpResponse:
    """The operation with everything it needs to succeed."""
    method = key.split(" ")[0].lower()
    url = address(key, operation, world)
    given = operation.given(world) if operation.given else None
    if method == "get":
        return client.get(url, operation.query(world) if operation.query else None)
    if operation.multipart:
        return client.post(url, given)
    return send(client, method, url, b"" if given is None else json.dumps(given))


def send(client: Client, method: str, url: str, content: bytes | str, kind: str = "application/json") -> HttpResponse:
    return client.generic(method.upper(), url, content, content_type=kind)


TABLES = (
    "audit_entry", "organisations_organisation", "organisations_person", "organisations_position",
    "organisations_membership", "organisations_body", "organisations_term", "organisations_areaassignment",
    "organisations_account", "documents_document", "documents_intake", "documents_attachment", "documents_recipient",
    "documents_clause", "documents_citation", "documents_coverage",
    "documents_settledcaution",
    "obligations_obligation", "obligations_assignment", "obligations_submission", "obligations_planitem",
    "obligations_extension", "oversight_case", "oversight_remediation", "oversight_programme",
    "oversight_programmeentry",
)  # fmt: skip


def stored() -> tuple[int, ...]:
    """How many rows each table has, the audit trail first: one query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"(SELECT count(*) FROM {table})" for table in TABLES))
        return tuple(cursor.fetchone())


def able(world: World, operation: Operation) -> Actor:
    """Somebody of the cast who may do it."""
    if operation.asks in ("organisations.change", "accounts.change"):
        return world.cast.admin
    return world.cast.noi if operation.at == "thon_dong" else world.cast.lan
