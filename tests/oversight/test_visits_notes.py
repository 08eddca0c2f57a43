"""Notes of regular supervision: written by the owner's people, never read by the organisation they are about."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.oversight import build
from tusoi.audit.models import Entry
from tusoi.organisations.scope import Refused
from tusoi.oversight.models import ObservationNote
from tusoi.oversight.rules import Rejected
from tusoi.oversight.selectors import visits as asked
from tusoi.oversight.services import visits

pytestmark = pytest.mark.django_db


def note(by, owner, about, **more):
    given = {"on": by.today, "how": "direct", "text": "Sinh hoạt chưa đúng kỳ."} | more
    return visits.write_note(draft=visits.NoteDraft(owner.pk, about.pk, **given), by=by)


def test_a_note_exists_for_its_owner_and_those_above_and_not_for_whom_it_is_about(cast):
    note(cast.lan, cast.an_binh, cast.thon_dong)
    seen = {name for name, actor in cast.everybody.items() if ObservationNote.objects.visible_to(actor).exists()}
    assert seen == {"lan", "may", "inspector"}


def test_the_trail_says_that_a_note_was_written_and_not_of_whom(cast):
    made = note(cast.may, cast.province, cast.an_binh, is_signal=True)
    entry = Entry.objects.get(action="oversight.write_note", subject_id=made.pk)
    assert "An Bình" not in f"{entry.subject_label} {entry.changes}"
    assert entry.changes == {}


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"text": " "}, "text"), ({"text": "x" * 9_000}, "text"), ({"how": "by-ear"}, "how"),
        ({"area_ids": (9_999,)}, "areas"), ({"on": None}, "on"),
    ],
)  # fmt: skip
def test_a_note_that_is_not_right_is_not_kept(cast, more, field):
    if "on" in more:
        more = {"on": cast.may.today + timedelta(1)}
    with pytest.raises(Rejected) as rejected:
        note(cast.may, cast.province, cast.an_binh, **more)
    assert field in rejected.value.errors
    assert not ObservationNote.objects.exists()


def test_it_is_about_an_organisation_at_or_below_the_owner(cast):
    assert note(cast.noi, cast.thon_dong, cast.thon_dong)
    for stranger in (cast.suoi_giang, cast.province):
        with pytest.raises(Rejected, match="unknown"):
            note(cast.lan, cast.an_binh, stranger)


@pytest.mark.parametrize("name", ["admin", "sua"])
def test_who_does_not_inspect_writes_no_note(cast, name):
    owner = cast.province if name == "admin" else cast.an_binh
    with pytest.raises(Refused):
        note(getattr(cast, name), owner, cast.thon_dong)


def test_what_is_added_stands_below_with_its_day_and_name(cast):
    made = note(cast.may, cast.province, cast.an_binh)
    changed = visits.add_to_note(note_id=made.pk, text="Đã nhắc qua điện thoại.", reminded=True, by=cast.inspector)
    assert changed.text.startswith("Sinh hoạt chưa đúng kỳ.\n\n")
    assert changed.text.endswith("Vi Văn Sáng: Đã nhắc qua điện thoại.")
    assert (changed.reminded, changed.is_signal) == (True, False)


def test_a_double_click_writes_one_note(cast):
    key = uuid4()
    draft = visits.NoteDraft(cast.province.pk, cast.an_binh.pk, cast.may.today, "indirect", "Báo cáo chậm.")
    made = [visits.write_note(draft=draft, by=cast.may, request_key=key) for _ in range(2)]
    assert made[0] == made[1]


def test_a_signal_leads_to_a_case_of_the_same_owner(cast):
    made = note(cast.may, cast.province, cast.an_binh, is_signal=True)
    case = build.case(cast.may, cast.province, cast.an_binh, at="propose")
    other = build.case(cast.lan, cast.an_binh, cast.thon_dong, at="propose")
    with pytest.raises(Rejected, match="unknown"):
        visits.tie_note_to_case(note_id=made.pk, case_id=other.pk, by=cast.may)
    assert visits.tie_note_to_case(note_id=made.pk, case_id=case.pk, by=cast.may).case == case
    assert not asked.notes(cast.may, marked="open").exists()


def test_the_list_is_narrowed_and_counted(cast):
    area = build.area("quan-ly-dang-vien")
    note(cast.may, cast.province, cast.an_binh, reminded=True, area_ids=(area.pk, build.area("khac").pk))
    note(cast.may, cast.province, cast.suoi_giang, how="indirect", is_signal=True)
    assert asked.note_counts(asked.notes(cast.may)) == {
        "entries": 2, "direct": 1, "reminders": 1, "signals": 1, "open_signals": 1, "organisations": 2,
    }  # fmt: skip
    for more in ({"area": area.code}, {"how": "direct"}, {"marked": "reminded"}, {"organisation_id": cast.an_binh.pk}):
        assert asked.notes(cast.may, **more).get().organisation == cast.an_binh


def test_worth_a_closer_look_is_who_has_a_signal_or_was_reminded_twice(cast):
    note(cast.may, cast.province, cast.an_binh, reminded=True)
    assert asked.closer_look(cast.may, cast.may.today - timedelta(365)) == []
    note(cast.may, cast.province, cast.an_binh, reminded=True)
    note(cast.may, cast.province, cast.suoi_giang, is_signal=True)
    rows = asked.closer_look(cast.may, cast.may.today - timedelta(365))
    assert [(row["organisation"], row["signals"], row["reminders"]) for row in rows] == [
        (cast.suoi_giang.pk, 1, 0), (cast.an_binh.pk, 0, 2),
    ]  # fmt: skip
