"""Findings and conclusions over the API: whom each operation serves, and what it tells whom."""

import json

import pytest
from django.db import transaction

from tests.api.operations import OPERATIONS, ask, made
from tests.api.operations_oversight_findings import findings
from tests.oversight import findings as build
from tests.web.crawl import client_of
from tusoi.organisations.models import Position

pytestmark = pytest.mark.django_db
KEYS = sorted(f"{key.split(' ')[0]} /api/oversight{key.split(' ')[1]}" for key in findings(lambda *a, **k: None))
ANNOUNCED = ("POST /api/oversight/cases/{case_id}/requirements/lay",)
READING = ("GET /api/oversight/cases/{case_id}/findings", "GET /api/oversight/cases/{case_id}/requirements")


@pytest.fixture
def world(cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    return made(cast)


def test_the_owners_people_may_and_nobody_else_may(world):
    cast, wrong = world.cast, []
    copying = "POST /api/oversight/findings/{finding_id}/copy"
    for key in KEYS:
        for name, who in cast.everybody.items():
            with transaction.atomic():
                status = ask(client_of(who), key, OPERATIONS[key], world).status_code
                transaction.set_rollback(True)
            due = {200, 201} if name in ("may", "inspector") else {404}
            if name == "lan":  # the subject: the case is there for it, what was not told to it is not
                due = {200} if key in READING else {403, 404}
            if key == copying and name in ("may", "inspector"):
                due |= {422}
            if status not in due:
                wrong.append(f"{key} as {name}: {status}")
    assert not wrong, "\n".join(wrong)


def test_a_subject_reads_its_extract_and_not_how_it_was_made(cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    case = build.case(cast)
    build.found(case, cast.may, "Chung một việc", requirement=build.asked(cast.may, for_all=True))
    build.found(case, cast.may, "Riêng An Bình", of=cast.an_binh)
    build.found(case, cast.may, "Riêng Suối Giàng", of=cast.suoi_giang)
    build.registered(cast, case)
    lan = client_of(cast.lan)
    assert lan.get(f"/api/oversight/cases/{case.pk}/conclusion").status_code == 404
    assert lan.get(f"/api/oversight/cases/{case.pk}/findings").json()["count"] == 0
    told = [{"subject_id": one.pk, "on": cast.may.today.isoformat(), "how": "gửi"} for one in case.subjects.all()]
    may = client_of(cast.may)
    csrf = {"HTTP_X_CSRFTOKEN": "x"}
    sent = may.post(
        f"/api/oversight/cases/{case.pk}/conclusion/announce", json.dumps({"told": told}), "application/json", **csrf
    )
    assert sent.status_code == 200, sent.content
    said = lan.get(f"/api/oversight/cases/{case.pk}/conclusion").json()
    text = json.dumps(said, ensure_ascii=False)
    assert "Chung một việc" in text
    assert "Riêng An Bình" in text
    assert "Suối Giàng" not in text
    assert said["meeting"] is None
    assert all("made" not in one for one in said["sections"])


def test_one_subject_is_told_through_the_api_and_the_other_reads_nothing_yet(cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    case = build.case(cast)
    build.found(case, cast.may, "Chung một việc")
    build.registered(cast, case)
    told = [{"subject_id": build.subject(case, cast.an_binh).pk, "on": cast.may.today.isoformat(), "how": "gửi"}]
    at, csrf = f"/api/oversight/cases/{case.pk}/conclusion", {"HTTP_X_CSRFTOKEN": "x"}
    may = client_of(cast.may)
    sent = may.post(f"{at}/announce", json.dumps({"told": told}), "application/json", **csrf)
    assert sent.json()["announced_on"] is None
    assert client_of(cast.lan).get(at).status_code == 200
    assert client_of(cast.tuong).get(at).status_code == 404
    assert may.post(f"{at}/announce", json.dumps({"told": told}), "application/json", **csrf).status_code == 422
    assert may.post(f"{at}/announce", json.dumps({"told": []}), "application/json", **csrf).status_code == 422


def test_who_left_is_replaced_through_the_api(cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    case = build.case(cast)
    asked = build.asked(cast.may, "Ban hành quy chế", person_ids=(cast.sua.person_id,))
    build.found(case, cast.may, "Chưa có quy chế", of=cast.an_binh, requirement=asked)
    build.announced(cast, case)
    build.load_obligations()
    Position.objects.filter(person=cast.sua.person_id).update(valid_to=cast.may.today)
    at, csrf = f"/api/oversight/cases/{case.pk}/requirements/lay", {"HTTP_X_CSRFTOKEN": "x"}
    may = client_of(cast.may)
    assert may.post(at, "{}", "application/json", **csrf).status_code == 422
    instead = {
        "requirement_id": case.requirements.get().pk, "person_id": cast.sua.person_id,
        "to_organisation_id": cast.an_binh.pk, "reason": "chuyển công tác",
    }  # fmt: skip
    laid = may.post(at, json.dumps({"instead": [instead]}), "application/json", **csrf)
    assert laid.status_code == 200, laid.content
