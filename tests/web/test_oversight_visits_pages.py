"""The pages of delegations, working sessions and regular supervision; sideways there is nothing."""

import zipfile
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.urls import reverse

from tests.oversight import build
from tusoi.lib import formats
from tusoi.organisations.models import Account
from tusoi.oversight.models import Delegation, ObservationNote, WorkSession
from tusoi.oversight.services import visits

pytestmark = pytest.mark.django_db
EVERYBODY = ("may", "inspector", "admin", "lan", "tuong", "noi", "pha", "sua")


@pytest.fixture
def enter(client):
    def as_(actor):
        client.force_login(Account.objects.get(pk=actor.account_id))
        return client

    return as_


def at(name, *args):
    return reverse(f"oversight:{name}", args=args)


def delegation(cast, by=None, owner=None, *places):
    by, owner = by or cast.may, owner or cast.province
    one = visits.create_delegation(draft=visits.DelegationDraft(owner.pk, "monthly", "Làm việc định kỳ", 2026), by=by)
    if places:
        visits.schedule_sessions(
            delegation_id=one.pk, organisation_ids=[place.pk for place in places], first=by.today, per=3, span="week",
            by=by,
        )  # fmt: skip
    return one


def note(cast, by=None, **more):
    given = {"on": cast.may.today, "how": "direct", "text": "Biên bản ghi thiếu."} | more
    return visits.write_note(draft=visits.NoteDraft(cast.province.pk, cast.an_binh.pk, **given), by=by or cast.may)


# --- who may


LOOK = {"may", "inspector"}
PAGES = {
    "delegation": LOOK | {"lan"}, "delegation_export": LOOK | {"lan"},
    "delegation_calendar": LOOK | {"lan"}, "delegation_edit": LOOK, "schedule": LOOK,
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_a_delegation_opens_to_its_people_to_whom_it_visits_and_to_nobody_beside(enter, cast, name):
    one = delegation(cast, cast.may, cast.province, cast.an_binh)
    opened = {who for who in EVERYBODY if enter(getattr(cast, who)).get(at(name, one.pk)).status_code == 200}
    assert opened == PAGES[name]
    assert enter(cast.tuong).get(at(name, one.pk)).status_code == 404


def test_a_session_opens_to_its_organisation_and_its_moves_only_to_the_owner(enter, cast):
    delegation(cast, cast.may, cast.province, cast.an_binh)
    one = WorkSession.objects.get()
    opened = {who for who in EVERYBODY if enter(getattr(cast, who)).get(at("session", one.pk)).status_code == 200}
    assert opened == LOOK | {"lan"}
    for action in ("move", "edit", "cancel"):
        answers = {who: enter(getattr(cast, who)).get(at("session_do", one.pk, action)) for who in EVERYBODY}
        assert {who for who, answer in answers.items() if answer.status_code == 200} == LOOK
        assert answers["lan"].status_code == 403
        assert answers["tuong"].status_code == 404
        assert enter(cast.lan).post(at("session_do", one.pk, action), {"reason": "x"}).status_code == 403


def test_a_note_opens_to_the_owners_people_and_never_to_whom_it_is_about(enter, cast):
    one = note(cast)
    answers = {who: enter(getattr(cast, who)) for who in EVERYBODY}
    codes = {who: enter(getattr(cast, who)).get(at("note", one.pk)).status_code for who in answers}
    assert {who for who, code in codes.items() if code == 200} == LOOK
    assert set(codes.values()) == {200, 404}
    assert "Biên bản ghi thiếu" not in enter(cast.lan).get(at("notes")).content.decode()
    with zipfile.ZipFile(BytesIO(enter(cast.lan).get(at("notes_export")).content)) as file:
        text = "".join(file.read(name).decode() for name in file.namelist() if name.endswith(".xml"))
    assert "Biên bản ghi thiếu" not in text


@pytest.mark.parametrize("name", ["delegation_new", "note_new"])
def test_who_does_not_inspect_gets_no_form(enter, cast, name):
    for who in EVERYBODY:
        due = 403 if who in ("admin", "sua") else 200
        assert enter(getattr(cast, who)).get(at(name)).status_code == due, who


def test_the_lists_open_to_everybody_and_show_each_his_own(enter, cast):
    delegation(cast, cast.may, cast.province, cast.an_binh)
    for who in EVERYBODY:
        for name in ("delegations", "notes", "calendar", "calendar_file", "notes_export"):
            assert enter(getattr(cast, who)).get(at(name)).status_code == 200
    assert "Làm việc định kỳ" in enter(cast.lan).get(at("delegations")).content.decode()
    assert "Làm việc định kỳ" not in enter(cast.tuong).get(at("delegations")).content.decode()


# --- doing it


def test_a_delegation_is_set_up_scheduled_and_its_session_held_in_the_browser(enter, cast):
    client = enter(cast.may)
    key = str(uuid4())
    data = {"kind": "monthly", "title": "Làm việc với cơ sở", "year": "2026", "content": "Nghe báo cáo",
            "leader": str(cast.may.person_id), "request_key": key}  # fmt: skip
    for _ in range(2):  # a double click
        assert client.post(at("delegation_new"), data).status_code == 302
    one = Delegation.objects.get()
    answer = client.post(
        at("schedule", one.pk),
        {"organisations": [cast.an_binh.pk, cast.suoi_giang.pk], "first": formats.day(cast.may.today), "per": "2",
         "span": "week", "rounds": "2", "at_time": "08:00", "place": "Hội trường xã", "content": "x"},
    )  # fmt: skip
    assert answer.status_code == 302
    assert one.sessions.count() == 4
    for view in ("list", "month", "organisations"):
        assert "An Bình" in client.get(at("delegation", one.pk), {"view": view}).content.decode()
    session = one.sessions.first()
    WorkSession.objects.filter(pk=session.pk).update(on=cast.may.today)
    held = {"result": "Đã thống nhất ba việc", "matters": "Xin thêm biên chế", "attended": "14", "version": "0"}
    assert client.post(at("session_do", session.pk, "hold"), held).status_code == 302
    text = client.get(at("session", session.pk)).content.decode()
    assert "Đã thống nhất ba việc" in text
    assert at("session_do", session.pk, "correct") in text
    assert "Đã thống nhất ba việc" in enter(cast.lan).get(at("session", session.pk)).content.decode()
    assert client.post(at("delegation_end", one.pk)).status_code in (302, 403)


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""}, {"title": "x" * 301}, {"year": "abc"}, {"year": "12"}, {"kind": "x"}, {"leader": "999999"},
        {"members": ["abc"]}, {"content": "x" * 9_000}, {"leader": "\x00"},
    ],
)  # fmt: skip
def test_a_wrong_delegation_is_said_and_not_kept(enter, cast, wrong):
    data = {"kind": "monthly", "title": "Làm việc", "year": "2026"} | wrong
    assert enter(cast.may).post(at("delegation_new"), data).status_code in (422, 400)
    assert not Delegation.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"organisations": []}, {"organisations": ["abc"]}, {"organisations": ["999999"]}, {"first": "abc"},
        {"first": "01/01/2020"}, {"per": "0"}, {"per": "x"}, {"span": "day"}, {"rounds": "99"}, {"at_time": "25:99"},
        {"place": "x" * 201},
    ],
)  # fmt: skip
def test_a_wrong_schedule_is_said_and_plans_nothing(enter, cast, wrong):
    one = delegation(cast)
    data = {"organisations": [cast.an_binh.pk], "first": formats.day(cast.may.today), "per": "2", "span": "week",
            "rounds": "1"} | wrong  # fmt: skip
    assert enter(cast.may).post(at("schedule", one.pk), data).status_code == 422
    assert not WorkSession.objects.exists()


# --- choosing organisations anywhere in the branch, without a script


def test_an_organisation_two_levels_down_is_found_ticked_and_scheduled(enter, cast):
    one, client = delegation(cast), enter(cast.may)
    typed = {"first": formats.day(cast.may.today), "per": "3", "span": "month", "rounds": "1", "place": "Hội trường"}
    page = client.post(at("schedule", one.pk), typed | {"browse": "find", "find": "thon dong", "at": "x"})
    assert page.status_code == 200
    assert [each.pk for each in page.context["offered"]] == [cast.thon_dong.pk]
    assert page.context["form"]["place"].value() == "Hội trường"
    page = client.post(
        at("schedule", one.pk), typed | {"browse": str(cast.an_binh.pk), "organisations": [cast.thon_dong.pk]}
    )
    assert page.context["chosen"] == [(cast.thon_dong.pk, cast.thon_dong.name)]
    assert cast.thon_ha in page.context["offered"]
    assert not WorkSession.objects.exists()
    both = {"organisations": [cast.thon_dong.pk, cast.suoi_giang.pk], "save": "1", "find": "", "found": ""}
    assert client.post(at("schedule", one.pk), typed | both).status_code == 302
    assert {each.organisation_id for each in WorkSession.objects.all()} == {cast.thon_dong.pk, cast.suoi_giang.pk}


def test_all_that_is_shown_is_ticked_at_once_and_given_up_at_once(enter, cast):
    one, client = delegation(cast), enter(cast.may)
    page = client.post(at("schedule", one.pk), {"browse": "all", "at": str(cast.an_binh.pk), "found": ""})
    assert {pk for pk, _label in page.context["chosen"]} == {cast.thon_dong.pk, cast.thon_ha.pk}
    page = client.post(at("schedule", one.pk), {"browse": "none", "organisations": [cast.thon_dong.pk]})
    assert page.context["chosen"] == []


def test_enter_in_the_box_of_the_search_searches_and_plans_nothing(enter, cast):
    one = delegation(cast)
    data = {"organisations": [cast.an_binh.pk], "first": formats.day(cast.may.today), "per": "2", "span": "week",
            "rounds": "1", "found": "", "find": "thôn"}  # fmt: skip
    page = enter(cast.may).post(at("schedule", one.pk), data)
    assert page.status_code == 200
    assert not WorkSession.objects.exists()
    assert enter(cast.may).post(at("schedule", one.pk), data | {"save": "1"}).status_code == 302


def test_an_organisation_of_another_branch_cannot_be_chosen(enter, cast):
    page = enter(cast.lan).post(at("note_new"), {"browse": "find", "find": "suoi giang"})
    assert page.context["offered"] == []
    page = enter(cast.lan).post(at("note_new"), {"browse": "find", "organisation": str(cast.suoi_giang.pk)})
    assert page.context["chosen"] == []


def test_a_note_is_about_any_organisation_of_the_branch_and_none_is_chosen_beforehand(enter, cast):
    client = enter(cast.may)
    page = client.get(at("note_new"))
    assert page.context["chosen"] == []
    assert page.context["offered"][0] == cast.province
    assert client.get(at("note_new"), {"organisation": cast.thon_dong.pk}).context["chosen"][0][0] == cast.thon_dong.pk
    data = {
        "organisation": cast.thon_dong.pk,
        "on": formats.day(cast.may.today),
        "how": "direct",
        "text": "x",
        "save": "1",
    }
    assert client.post(at("note_new"), data).status_code == 302
    assert ObservationNote.objects.get().organisation == cast.thon_dong
    assert client.post(at("note_new"), data | {"organisation": ""}).status_code == 422


def test_choosing_asks_few_questions_however_many_are_chosen(enter, cast, django_assert_max_num_queries):
    one, client = delegation(cast), enter(cast.may)
    client.get(at("notes"))
    data = {"browse": "all", "organisations": [cast.an_binh.pk, cast.thon_dong.pk, cast.thon_ha.pk, 999]}
    with django_assert_max_num_queries(20):
        client.post(at("schedule", one.pk), data)


@pytest.mark.parametrize(
    ("action", "data"),
    [
        ("hold", {"result": ""}), ("hold", {"result": "x", "attended": "abc"}), ("move", {"on": "abc", "reason": "x"}),
        ("move", {"on": "01/01/2020", "reason": "x"}), ("cancel", {}), ("cancel", {"reason": "x", "version": "7"}),
    ],
)  # fmt: skip
def test_a_wrong_move_is_said_and_changes_nothing(enter, cast, action, data):
    delegation(cast, cast.may, cast.province, cast.an_binh)
    one = WorkSession.objects.get()
    assert enter(cast.may).post(at("session_do", one.pk, action), data).status_code == 422
    one.refresh_from_db()
    assert (one.state, one.version) == ("planned", 0)


def test_a_day_too_far_ahead_is_said_in_a_whole_sentence(enter, cast):
    one, client = delegation(cast, cast.may, cast.province, cast.an_binh), enter(cast.may)
    schedule = {"organisations": [cast.an_binh.pk], "first": "31/12/2199", "per": "2", "span": "week", "rounds": "1"}
    move = at("session_do", WorkSession.objects.get().pk, "move")
    for page, sent in ((at("schedule", one.pk), schedule), (move, {"on": "31/12/2199", "reason": "bận"})):
        said = client.post(page, sent).content.decode()
        assert "Ngày này xa quá." in said
        assert "%(" not in said


def test_a_move_that_is_over_or_unknown_does_no_harm(enter, cast):
    delegation(cast, cast.may, cast.province, cast.an_binh)
    one = WorkSession.objects.get()
    client = enter(cast.may)
    assert client.post(at("session_do", one.pk, "restore"), {}).status_code == 302
    assert client.get(at("session_do", one.pk, "abc")).status_code == 404
    assert client.get(at("session", 2**62)).status_code == 404
    assert client.get("/oversight/sessions/99999999999999999999999/").status_code == 404


def test_the_schedule_leaves_as_a_letter_and_as_excel(enter, cast):
    one = delegation(cast, cast.may, cast.province, cast.an_binh, cast.suoi_giang)
    client = enter(cast.may)
    for name in ("delegation_letter", "delegation_export"):
        with zipfile.ZipFile(BytesIO(client.get(at(name, one.pk)).content)) as file:
            text = "".join(file.read(part).decode() for part in file.namelist() if part.endswith(".xml"))
        assert "Đảng ủy xã An Bình" in text
    assert enter(cast.lan).get(at("delegation_letter", one.pk)).status_code == 403
    empty = delegation(cast)
    assert enter(cast.may).get(at("delegation_letter", empty.pk)).status_code == 302


def test_the_schedule_leaves_as_a_calendar_file_that_knows_what_was_called_off(enter, cast):
    one = delegation(cast, cast.may, cast.province, cast.an_binh, cast.suoi_giang)
    first, second = one.sessions.all()
    visits.cancel_session(session_id=second.pk, reason="bão", by=cast.may)
    for url in (at("delegation_calendar", one.pk), at("calendar_file")):
        answer = enter(cast.may).get(url)
        assert answer["Content-Type"] == "text/calendar; charset=utf-8"
        text = answer.content.decode().replace("\r\n ", "")
        assert f"UID:session-{first.pk}@tusoi" in text
        assert f"DTSTART;VALUE=DATE:{first.on:%Y%m%d}" in text
        assert "SUMMARY:Làm việc với Đảng ủy xã An Bình" in text
        assert text.count("STATUS:CANCELLED") == 1
    seen = enter(cast.lan).get(at("calendar_file")).content.decode()
    assert f"session-{first.pk}@" in seen
    assert f"session-{second.pk}@" not in seen


@pytest.mark.parametrize("month", ["abc", "2026-13", "0000-01", "2026-1", "9999-12", "2199-12", "1991-01", "٢٠٢٦-٠١"])
def test_a_month_that_cannot_be_read_is_this_month(enter, cast, month):
    assert enter(cast.may).get(at("calendar"), {"month": month}).status_code == 200


def test_a_note_is_written_added_to_and_leads_to_a_case(enter, cast):
    client = enter(cast.may)
    area = build.area("quan-ly-dang-vien")
    data = {
        "organisation": str(cast.an_binh.pk), "on": formats.day(cast.may.today), "how": "indirect",
        "areas": [area.pk], "text": "Báo cáo tháng chậm", "is_signal": "on", "request_key": str(uuid4()),
    }  # fmt: skip
    for _ in range(2):
        assert client.post(at("note_new"), data).status_code == 302
    one = ObservationNote.objects.get()
    assert client.post(at("note", one.pk), {"action": "add", "text": "Đã nhắc", "reminded": "on"}).status_code == 302
    case = build.case(cast.may, cast.province, cast.an_binh, at="propose")
    text = client.get(at("note", one.pk)).content.decode()
    assert f"kind=kt-dhvp&amp;subject={cast.an_binh.pk}" in text
    assert client.post(at("note", one.pk), {"action": "tie", "case": str(case.pk)}).status_code == 302
    one.refresh_from_db()
    assert (one.case, one.reminded) == (case, True)
    assert "An Bình" in client.get(at("notes"), {"marked": "signal"}).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"organisation": "abc"}, {"organisation": "999999"}, {"on": "abc"}, {"on": "01/01/2199"}, {"how": "x"},
        {"areas": ["999"]}, {"text": ""}, {"text": "x" * 9_000}, {"on": "01/01/0001"},
    ],
)  # fmt: skip
def test_a_wrong_note_is_said_and_not_kept(enter, cast, wrong):
    data = {"organisation": str(cast.an_binh.pk), "on": formats.day(cast.may.today), "how": "direct",
            "text": "x"} | wrong  # fmt: skip
    assert enter(cast.may).post(at("note_new"), data).status_code == 422
    assert not ObservationNote.objects.exists()


@pytest.mark.parametrize(
    "query",
    [{"organisation": "abc"}, {"area": "x" * 99}, {"since": "abc"}, {"marked": "x"}, {"how": "y"}, {"until": "z"}],
)
def test_a_filter_that_makes_no_sense_does_no_harm(enter, cast, query):
    note(cast)
    client = enter(cast.may)
    assert client.get(at("notes"), query).status_code == 200
    assert client.get(at("delegations"), {"year": "abc", "kind": "x", "state": "y"}).status_code == 200


def test_the_pages_ask_few_questions_however_many_there_are(enter, cast, django_assert_max_num_queries):
    one = delegation(cast, cast.may, cast.province, cast.an_binh, cast.suoi_giang)
    for n in range(20):
        delegation(cast)
        note(cast, on=cast.may.today - timedelta(n), is_signal=True, area_ids=(build.area().pk,))
    client = enter(cast.may)
    client.get(at("notes"))  # the session is written down at the first request
    session = one.sessions.first()
    a_note = ObservationNote.objects.first()
    for address in (
        at("delegations"), at("delegation", one.pk), at("delegation", one.pk) + "?view=month", at("calendar"),
        at("delegation", one.pk) + "?view=organisations", at("schedule", one.pk), at("session", session.pk),
        at("notes"), at("note", a_note.pk), at("note_new"), at("delegation_new"),
    ):  # fmt: skip
        with django_assert_max_num_queries(20):
            assert client.get(address).status_code == 200
