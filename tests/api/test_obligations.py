import json
import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.obligations.build import deliverable, lay, part
from tusoi.audit.models import Entry
from tusoi.obligations.models import Assignment, Obligation
from tusoi.obligations.services import submit_answer
from tusoi.organisations.models import Account

BASE = "/api/obligations"


@pytest.fixture
def ask(cast):
    """ask("lan").get("/4") and ask("lan").post("/4/remind", {...})."""

    class Asker:
        def __init__(self, name):
            self.client = Client()
            self.client.force_login(Account.objects.get(pk=getattr(cast, name).account_id))

        def get(self, path, **query):
            return self.client.get(BASE + path, query)

        def post(self, path, body=None):
            return self.client.post(BASE + path, json.dumps(body or {}), content_type="application/json")

    return Asker


def order(cast, **more):
    duty = {
        "title": "Kế hoạch khắc phục", "due_on": (cast.may.today + timedelta(days=9)).isoformat(),
        "deliverable": deliverable().code, **more.pop("duty", {}),
    }  # fmt: skip
    return {
        "issued_by": cast.province.pk,
        "duties": [duty],
        "bearers": {"organisation_ids": [cast.an_binh.pk, cast.suoi_giang.pk]},
        **more,
    }


def problem(answer, status, code):
    assert answer.status_code == status, answer.content
    assert answer.json()["code"] == code
    assert answer.json()["message"]
    return answer.json()


def good(answer):
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_the_whole_way_over_the_api(cast, ask):
    may, lan = ask("may"), ask("lan")
    (duty,) = good(may.post("", order(cast)))
    assert good(may.get(f"/{duty['id']}"))["counts"]["total"] == 2
    own = good(lan.get("/owed"))["items"][0]
    assert good(lan.get(f"/assignments/{own['id']}"))["moves"] == ["submit"]
    items = [{"task": "Phân công lại", "lead": "Lò Thị Lan"}, {"task": "Kiểm tra quý"}]
    good(lan.post(f"/assignments/{own['id']}/draft", {"text": "Nháp", "items": items}))
    seen = good(may.get(f"/assignments/{own['id']}"))
    assert (seen["draft"], seen["items"]) == (None, [])
    sent = good(lan.post(f"/assignments/{own['id']}/submit", {}))
    assert (sent["state"], len(sent["items"]), sent["versions"][0]["text"]) == ("submitted", 2, "Nháp")
    assert good(may.get("/waiting"))["count"] == 1
    second = sent["items"][1]["id"]
    body = {"reason": "Chưa rõ", "items": {str(second): "Chưa có người"}, "version": sent["version"]}
    back = good(may.post(f"/assignments/{own['id']}/return", body))
    assert [item["is_locked"] for item in back["items"]] == [True, False]
    mended = [{"id": second, "task": "Kiểm tra quý", "lead": "Mùa Thị Sua"}]
    good(lan.post(f"/assignments/{own['id']}/submit", {"text": "Xong", "items": mended}))
    good(may.post(f"/assignments/{own['id']}/accept"))
    good(lan.post(f"/assignments/items/{second}/report", {"evidence": "Biên bản"}))
    done = good(may.post(f"/assignments/items/{second}/verify"))
    assert done["items"][1]["state"] == "verified"
    figures = good(may.get(f"/{duty['id']}/figures"))
    assert figures["counts"]["accepted"] == 1
    assert [line["counts"]["answered"] for line in figures["children"]] == [1, 0]
    assert good(may.get(f"/{duty['id']}/missing"))["items"][0]["organisation"]["name"] == "Đảng ủy xã Suối Giàng"
    assert good(may.get("", side="issued"))["items"][0]["counts"]["answered"] == 1


def test_collectives_and_persons_are_two_duties_and_a_repeated_call_lays_once(cast, ask):
    body = order(
        cast,
        duty={"bearers": ["organisation", "person"]},
        bearers={"organisation_ids": [cast.an_binh.pk], "committee": True},
        request_key=str(uuid.uuid4()),
    )
    first, again = good(ask("may").post("", body)), good(ask("may").post("", body))
    assert [one["id"] for one in first] == [one["id"] for one in again]
    assert [one["bearer"] for one in first] == ["organisation", "person"]
    assert Assignment.objects.count() == 2


@pytest.mark.parametrize(
    ("more", "status", "code"),
    [
        ({"bearers": {}}, 422, "nobody"),
        ({"bearers": {"kind_codes": ["group"]}}, 422, "nobody"),
        ({"duty": {"due_on": "2020-01-01"}}, 422, "due_past"),
        ({"duty": {"deliverable": "nothing"}}, 422, "kind"),
        ({"duty": {"title": ""}}, 422, "invalid"),
        ({"duty": {"due_on": "mai"}}, 422, "invalid"),
        ({"duty": {"due_on": "9999-12-31"}}, 422, "invalid"),
        ({"duty": {"clause_id": 5}}, 404, "not_found"),
        ({"document_id": 99}, 404, "not_found"),
        ({"parent_id": 99}, 404, "not_found"),
        ({"bearers": {"person_pairs": [[1, 2, 3]]}}, 422, "bearers_missing"),
        ({"request_key": "x"}, 422, "invalid"),
        ({"surprise": 1}, 422, "invalid"),
    ],
)
def test_a_wrong_order_is_refused_and_nothing_is_laid(cast, ask, more, status, code):
    problem(ask("may").post("", order(cast, **more)), status, code)
    assert Obligation.objects.count() == 0


def test_outside_one_s_branch_nothing_can_be_laid(cast, ask):
    body = order(cast, issued_by=cast.an_binh.pk, bearers={"organisation_ids": [cast.suoi_giang.pk]})
    said = problem(ask("lan").post("", body), 422, "outside")
    assert "Suối Giàng" not in said["message"]
    assert ": ." not in said["message"]
    problem(ask("lan").post("", order(cast)), 404, "not_found")
    problem(ask("may").post("", order(cast, issued_by=cast.an_binh.pk)), 403, "refused")
    problem(ask("sua").post("", order(cast, issued_by=cast.an_binh.pk)), 403, "refused")


def test_a_sibling_finds_nothing(cast, ask):
    duty = lay(cast.may, cast.province, cast.an_binh)
    own = part(duty, cast.an_binh).pk
    tuong = ask("tuong")
    for path in (f"/{duty.pk}", f"/{duty.pk}/figures", f"/{duty.pk}/missing", f"/{duty.pk}/assignments"):
        problem(tuong.get(path), 404, "not_found")
    problem(tuong.get(f"/assignments/{own}"), 404, "not_found")
    for step in ("draft", "submit", "recall", "accept"):
        problem(tuong.post(f"/assignments/{own}/{step}"), 404, "not_found")
    for path in ("/assignments/extend", "/assignments/waive"):
        body = {"assignment_ids": [own], "reason": "vì"}
        body |= {"to_day": (duty.due_on + timedelta(days=9)).isoformat()} if path.endswith("extend") else {}
        problem(tuong.post(path, body), 404, "not_found")
    problem(ask("lan").get(f"/{duty.pk}/figures", at=cast.suoi_giang.pk), 404, "not_found")


def test_steps_out_of_order_say_why(cast, ask):
    duty = lay(cast.may, cast.province, cast.an_binh)
    own = part(duty, cast.an_binh)
    may, lan = ask("may"), ask("lan")
    problem(lan.post(f"/assignments/{own.pk}/submit", {"text": " "}), 422, "empty")
    submit_answer(assignment_id=own.pk, text="Bài", by=cast.lan)
    problem(may.post(f"/assignments/{own.pk}/return", {"reason": " "}), 422, "reason")
    problem(may.post(f"/assignments/{own.pk}/return", {"reason": "x", "items": {"abc": "x"}}), 422, "items")
    problem(lan.post(f"/assignments/{own.pk}/accept"), 403, "refused")
    seen = Assignment.objects.get(pk=own.pk).version
    good(ask("inspector").post(f"/assignments/{own.pk}/accept", {"version": seen}))
    said = problem(may.post(f"/assignments/{own.pk}/return", {"reason": "x", "version": seen}), 409, "stale")
    assert "Vi Văn Sáng" in said["message"]
    said = problem(lan.post(f"/assignments/{own.pk}/submit", {"text": "Bài mới"}), 409, "move")
    assert said["fields"] == {"state": "accepted", "action": "submit"}
    good(may.post(f"/assignments/{own.pk}/reopen", {"reason": "xem lại"}))
    good(lan.post(f"/assignments/{own.pk}/recall"))


def test_extend_waive_restore_remind_and_withdraw(cast, ask):
    duty = lay(cast.may, cast.province, cast.an_binh, cast.suoi_giang)
    own, may = part(duty, cast.an_binh).pk, ask("may")
    day = (duty.due_on + timedelta(days=5)).isoformat()
    assert (
        good(may.post("/assignments/extend", {"assignment_ids": [own], "to_day": day, "reason": "lũ"}))[0]["due_on"]
        == day
    )
    problem(may.post("/assignments/extend", {"assignment_ids": [own], "to_day": day, "reason": "lũ"}), 422, "day")
    assert good(may.post(f"/{duty.pk}/remind", {"assignment_ids": [own]}))[0]["reminders"] == 1
    assert good(may.post("/assignments/waive", {"assignment_ids": [own], "reason": "sáp nhập"}))[0]["state"] == "waived"
    assert good(may.post(f"/assignments/{own}/restore", {"reason": "nhầm"}))["state"] == "assigned"
    assert good(may.post(f"/{duty.pk}/bearers", {"kind_codes": ["cell"]})) == {"added": 3}
    assert good(may.post(f"/{duty.pk}/continue"))["finished"]
    assert good(may.post(f"/{duty.pk}/withdraw", {"reason": "giao nhầm"}))["state"] == "withdrawn"


def test_a_file_goes_with_the_draft(cast, ask, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    own = part(lay(cast.may, cast.province, cast.an_binh), cast.an_binh).pk
    lan = ask("lan")
    file = SimpleUploadedFile("bien-ban.txt", "Biên bản họp".encode())
    told = good(lan.client.post(f"{BASE}/assignments/{own}/files", {"file": file}))
    kept = told["draft"]["files"][0]["id"]
    assert lan.get(f"/assignments/{own}/files/{kept}").status_code == 200
    assert ask("may").get(f"/assignments/{own}/files/{kept}").status_code == 404
    secret = SimpleUploadedFile("cv.txt", "TUYỆT MẬT\n\nCông văn".encode())
    problem(lan.client.post(f"{BASE}/assignments/{own}/files", {"file": secret}), 422, "secret")


def test_signed_out_nothing_is_told(client, cast):
    duty = lay(cast.may, cast.province, cast.an_binh)
    for path in ("", f"/{duty.pk}", "/owed", "/deliverables"):
        assert client.get(BASE + path).status_code == 401


@pytest.mark.parametrize("size", [1, 30])
def test_a_list_takes_the_same_queries_however_long(cast, ask, size, django_assert_max_num_queries):
    for number in range(size):
        lay(cast.may, cast.province, cast.an_binh, title=f"Việc {number}")
    may = ask("may")
    good(may.get("/deliverables"))  # the first call of a session notes it
    with django_assert_max_num_queries(12):
        good(may.get(""))
    with django_assert_max_num_queries(12):
        good(may.get(f"/{Obligation.objects.first().pk}/assignments"))


def test_each_duty_may_have_bearers_of_its_own_and_a_refusal_names_the_duty(cast, ask):
    own = {"selection": {"person_pairs": [[cast.an_binh.pk, cast.sua.person_id]]}, "bearers": ["person"]}
    body = order(cast, request_key=str(uuid.uuid4()))
    body["duties"].append({**body["duties"][0], "title": "Chị Sua", **own})
    laid = good(ask("may").post("", body))
    assert [(one["bearer"], one["planned"]) for one in laid] == [("organisation", 2), ("person", 1)]
    assert good(ask("may").post("", body)) == laid
    body["request_key"] = str(uuid.uuid4())
    for selection, code in [
        ({}, "nobody"),
        ({"person_pairs": [[cast.suoi_giang.pk, cast.sua.person_id]]}, "outside_people"),
        ({"organisation_ids": [10**6]}, "outside"),
    ]:
        body["duties"][1]["selection"] = selection
        assert problem(ask("may").post("", body), 422, code)["fields"] == {"duty": "Chị Sua"}
    assert Obligation.objects.count() == 2


def test_the_common_bearers_may_be_left_out_when_every_duty_has_its_own(cast, ask):
    body = order(cast, duty={"selection": {"kind_codes": ["commune"]}})
    del body["bearers"]
    assert good(ask("may").post("", body))[0]["planned"] == 2


def test_the_reminder_letter_is_taken_as_word_or_pdf(cast, ask):
    duty = lay(cast.may, cast.province, cast.an_binh, cast.suoi_giang)
    ids = [part(duty, cast.an_binh).pk, part(duty, cast.suoi_giang).pk]
    for kind, start in (("docx", b"PK"), ("pdf", b"%PDF")):
        answer = ask("may").post(f"/{duty.pk}/letter", {"assignment_ids": ids, "format": kind, "each": True})
        assert answer.status_code == 200, answer.content
        assert answer.content.startswith(start)
        entry = Entry.objects.latest("pk")
        assert (entry.action, entry.subject_id) == ("obligations.export_letter", duty.pk)
        assert entry.changes == {"format": {"docx": "Word", "pdf": "PDF"}[kind], "count": len(ids)}
    for wrong in ({"new_due_on": "2020-01-01"}, {"format": "odt"}):
        refused = ask("may").post(f"/{duty.pk}/letter", {"assignment_ids": ids, **wrong})
        assert refused.status_code == 422
    problem(ask("tuong").post(f"/{duty.pk}/letter", {"assignment_ids": ids}), 422, "nobody")


def test_what_is_longest_overdue_is_told_by_the_stretch(cast, ask):
    duty = lay(cast.may, cast.province, cast.an_binh, cast.suoi_giang, cast.thon_dong)
    assert good(ask("may").get("/overdue")) == {"items": [], "more": False}
    duty.assignments.update(due_on=cast.may.today - timedelta(days=4))
    first = good(ask("may").get("/overdue?page_size=2"))
    assert (len(first["items"]), first["more"]) == (2, True)
    assert first["items"][0]["organisation"] == {"id": cast.an_binh.pk, "name": "Đảng ủy xã An Bình"}
    assert (first["items"][0]["days"], first["items"][0]["person"]) == (4, None)
    rest = good(ask("may").get("/overdue?page_size=2&page=2"))
    assert (len(rest["items"]), rest["more"]) == (1, False)
    seen = good(ask("lan").get(f"/overdue?organisation_id={cast.an_binh.pk}"))["items"]
    assert {one["organisation"]["name"] for one in seen} == {"Đảng ủy xã An Bình", "Chi bộ Thôn Đông"}
    problem(ask("tuong").get(f"/overdue?organisation_id={cast.an_binh.pk}"), 404, "not_found")
