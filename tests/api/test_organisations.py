import json
from datetime import date

import pytest
from django.test import Client

from tests import factories
from tusoi.organisations.models import Account, BodyKind, Field, Organisation, Person
from tusoi.organisations.services import load_reference

DAY = "2024-03-01"
GOOD = "bờ-suối-xanh-91"
BASE = "/api/organisations"


def problem(answer, status, code):
    assert answer.status_code == status, answer.content
    body = answer.json()
    assert body["code"] == code
    assert body["message"]
    return body


@pytest.fixture
def ask(cast):
    """ask("lan").get("/4") and ask("lan").post("/4/rename", {...})."""

    class Asker:
        def __init__(self, name):
            self.client = Client()
            self.client.force_login(Account.objects.get(pk=getattr(cast, name).account_id))

        def get(self, path, **query):
            return self.client.get(BASE + path, query)

        def post(self, path, body):
            return self.client.post(BASE + path, json.dumps(body), content_type="application/json")

    return Asker


def everything(cast):
    """(path, body) of every operation that changes something, all about An Bình and in order to succeed."""
    pk = cast.an_binh.pk
    return {
        f"/{pk}/found": {"kind_id": factories.organisation_kind("cell").pk, "name": "Chi bộ Nam", "founded_on": DAY},
        f"/{pk}/rename": {"name": "Đảng ủy xã An Thái", "on": DAY},
        f"/{pk}/end": {"on": DAY, "reason": "vì"},
        f"/{pk}/bodies": {"kind_id": 1, "valid_from": DAY},
        f"/{pk}/terms": {"name": "2020-2025", "valid_from": DAY},
        f"/{pk}/people": {"name": "Giàng A Chu", "standing": "official", "valid_from": DAY},
        f"/{pk}/positions": {"person_id": 1, "kind_id": 1, "valid_from": DAY},
        f"/{pk}/members/standing": {"person_id": 1, "standing": "away", "on": DAY},
        f"/{pk}/members/transfer": {"person_id": 1, "target_id": cast.thon_ha.pk, "on": DAY},
        f"/{pk}/members/end": {"person_id": 1, "on": DAY, "reason": "vì"},
        f"/{pk}/areas": {"person_id": 1, "field_id": 1, "valid_from": DAY},
    }


READS = ("", "/children", "/then", "/members", "/members/count", "/positions", "/bodies", "/terms", "/areas", "/access")


def test_nobody_reads_without_a_session(cast):
    problem(Client().get(f"{BASE}/{cast.an_binh.pk}"), 401, "signed_out")


def test_a_change_without_the_csrf_token_is_refused(cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(Account.objects.get(pk=cast.admin.account_id))
    answer = client.post(f"{BASE}/{cast.an_binh.pk}/rename", "{}", content_type="application/json")
    problem(answer, 403, "csrf")


@pytest.mark.parametrize("path", READS)
def test_the_office_reads_its_organisation_and_a_sibling_does_not_find_it(cast, ask, path):
    assert ask("lan").get(f"/{cast.an_binh.pk}{path}").status_code == 200
    problem(ask("tuong").get(f"/{cast.an_binh.pk}{path}"), 404, "not_found")


@pytest.mark.parametrize("path", ["/members", "/members/count", "/areas"])
def test_from_below_one_does_not_read_who_belongs_above(cast, ask, path):
    problem(ask("noi").get(f"/{cast.an_binh.pk}{path}"), 403, "refused")


def test_no_change_reaches_sideways_and_a_reader_changes_nothing(cast, ask):
    for path, body in everything(cast).items():
        problem(ask("tuong").post(path, body), 404, "not_found")
        answer = ask("sua").post(path, body)
        assert answer.status_code in (403, 404), path
    assert Organisation.objects.count() == 6


def test_an_input_of_the_wrong_kind_is_told_field_by_field(cast, ask):
    asker = ask("admin")
    before = (Organisation.objects.count(), Person.objects.count())
    for path, body in everything(cast).items():
        for field in body:
            for junk in ([], {}, "\x00", "x" * 2000, -1, 2**70, 1.5, True, "0", "2024-13-45", "\ud800"):
                if field in ("name", "reason") and junk in ("0", "2024-13-45"):
                    continue
                answer = asker.client.post(
                    BASE + path, json.dumps({**body, field: junk}), content_type="application/json"
                )
                assert answer.status_code in (403, 404, 409, 422), (path, field, junk, answer.content)
        problem(asker.post(path, {**body, "unknown": 1}), 422, "invalid")
        problem(asker.post(path, []), 422, "invalid")
        assert asker.client.post(BASE + path, "{", content_type="application/json").status_code == 400
    assert (Organisation.objects.count(), Person.objects.count()) == before


@pytest.mark.parametrize("pk", ["abc", "0", "-1", str(10**30), "1.5"])
def test_a_number_that_is_none_is_refused(cast, ask, pk):
    assert ask("admin").get(f"/{pk}").status_code in (404, 422)


def test_an_organisation_is_founded_renamed_and_ended(cast, ask):
    asker = ask("admin")
    kind = factories.organisation_kind("cell").pk
    new = asker.post(f"/{cast.an_binh.pk}/found", {"kind_id": kind, "name": "Chi bộ Thôn Nam", "founded_on": DAY})
    assert new.status_code == 201
    pk = new.json()["id"]
    problem(
        asker.post(f"/{cast.an_binh.pk}/found", {"kind_id": kind, "name": "Chi bộ Thôn Nam", "founded_on": DAY}),
        409, "taken",
    )  # fmt: skip
    renamed = asker.post(f"/{pk}/rename", {"name": "Chi bộ Nam Sơn", "on": "2024-05-01"}).json()
    assert renamed["name"] == "Chi bộ Nam Sơn"
    then = asker.get(f"/{pk}/then", on="2024-04-01").json()
    assert (then["name"], then["parent"][1]) == ("Chi bộ Thôn Nam", "Đảng ủy xã An Bình")
    problem(asker.post(f"/{pk}/end", {"on": "2019-01-01", "reason": "vì"}), 422, "day")
    assert asker.post(f"/{pk}/end", {"on": "2025-01-01", "reason": "sáp nhập"}).json()["ended_on"] == "2025-01-01"


def test_a_person_is_registered_appointed_moved_and_given_an_account(cast, ask):
    asker = ask("admin")
    given = {"name": "Giàng A Chu", "standing": "official", "valid_from": "2023-01-01"}
    person = asker.post(f"/{cast.thon_dong.pk}/people", given).json()["id"]
    kind = factories.position_kind("pho-bi-thu").pk
    appointed = asker.post(
        f"/{cast.thon_dong.pk}/positions", {"person_id": person, "kind_id": kind, "valid_from": "2023-02-01"}
    )
    assert appointed.status_code == 201
    relieved = asker.post(f"/positions/{appointed.json()['id']}/relieve", {"on": DAY, "reason": "luân chuyển"})
    assert relieved.json()["valid_to"] == DAY
    moved = {"person_id": person, "target_id": cast.thon_ha.pk, "on": DAY, "temporarily": True}
    assert asker.post(f"/{cast.thon_dong.pk}/members/transfer", moved).json()["standing"] == "visiting"
    counted = asker.get(f"/{cast.thon_ha.pk}/members/count").json()
    assert (counted["visiting"], counted["expected"], counted["belonging"]) == (1, 1, 0)
    weak = asker.post("/accounts", {"person_id": person, "username": "chu.ga", "password": "1"})
    problem(weak, 422, "password")
    account = asker.post("/accounts", {"person_id": person, "username": "chu.ga", "password": GOOD}).json()
    assert asker.post(f"/accounts/{account['id']}/active", {"active": False}).json()["is_active"] is False
    names = [row["username"] for row in asker.get("/accounts").json()["items"]]
    assert "chu.ga" in names
    assert ask("lan").get("/accounts").json()["count"] == 0


def test_areas_are_assigned_and_ended_and_gaps_are_told(cast, ask):
    load_reference()
    asker = ask("lan")
    field = Field.objects.first()
    body = {"person_id": cast.sua.person_id, "field_id": field.pk, "valid_from": DAY}
    area = asker.post(f"/{cast.an_binh.pk}/areas", body)
    assert area.status_code == 201
    found = asker.get(f"/{cast.an_binh.pk}/areas").json()
    assert [row["name"] for row in found["fields"] if not row["is_gap"]] == [field.name]
    assert all(row["is_gap"] for row in found["territories"])
    assert asker.post(f"/areas/{area.json()['id']}/end", {"on": "2025-01-01"}).json()["valid_to"] == "2025-01-01"
    problem(asker.post(f"/{cast.an_binh.pk}/areas", {**body, "territory_id": 1}), 409, "either")


def test_bodies_and_terms_are_opened_and_ended(cast, ask):
    load_reference()
    asker = ask("admin")
    kind = BodyKind.objects.get(code="van-phong")
    body = asker.post(f"/{cast.an_binh.pk}/bodies", {"kind_id": kind.pk, "valid_from": DAY}).json()
    assert body["symbol"] == "VPĐU"
    ended = asker.post(f"/bodies/{body['id']}/end", {"on": "2025-01-01", "reason": "vì"}).json()
    assert ended["valid_to"] == "2025-01-01"
    assert asker.post(f"/{cast.an_binh.pk}/terms", {"name": "2020-2025", "valid_from": DAY}).status_code == 201
    across = {"name": "x", "valid_from": "2023-01-01", "valid_to": "2025-01-01"}
    problem(asker.post(f"/{cast.an_binh.pk}/terms", across), 409, "overlap")


def test_lists_come_in_pages(cast, ask):
    asker = ask("may")
    first = asker.get("", page_size=2).json()
    assert (first["count"], [row["name"] for row in first["items"]]) == (
        6, ["Tỉnh ủy Sơn Hà", "Đảng ủy xã An Bình"],
    )  # fmt: skip
    assert len(asker.get("", page=2, page_size=4).json()["items"]) == 2
    problem(asker.get("", page=0), 422, "invalid")
    problem(asker.get("", page="abc"), 422, "invalid")
    assert [row["name"] for row in asker.get("", q="suoi giang").json()["items"]] == ["Đảng ủy xã Suối Giàng"]
    problem(asker.get("", q="\x00"), 422, "invalid")


def test_a_list_costs_the_same_however_long(cast, ask, django_assert_max_num_queries):
    for n in range(30):
        factories.position(factories.person(), "uy-vien", factories.organisation(f"Chi bộ {n}", "cell", cast.an_binh))
        factories.position(factories.person(), "uy-vien", cast.an_binh)
    asker = ask("lan")
    asker.get("")
    here = f"/{cast.an_binh.pk}"
    for path in ("", f"{here}/children", f"{here}/positions", "/people", f"{here}/areas"):
        with django_assert_max_num_queries(12):
            assert asker.get(path).status_code == 200


def test_the_kinds_in_force_on_a_day_are_told(cast, ask):
    load_reference()
    before = {row["code"] for row in ask("may").get("/kinds/organisations", on="2025-06-30").json()}
    assert "district" in before
    after = {row["code"] for row in ask("may").get("/kinds/organisations", on=str(date(2026, 1, 1))).json()}
    assert "district" not in after
    problem(ask("may").get("/kinds/other"), 422, "invalid")


def test_every_operation_is_described_and_its_documentation_is_local(cast, ask):
    client = ask("may").client
    described = client.get("/api/openapi.json").json()
    paths = [path for path in described["paths"] if path.startswith(BASE)]
    assert len(paths) >= 29
    page = client.get("/api/docs").content.decode()
    assert "http" not in page.replace("http-equiv", "")
