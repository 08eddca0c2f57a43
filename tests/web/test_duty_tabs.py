"""The tabs of a duty where there is much to show: pages of organisations, and a history that says things once."""

import re
from types import SimpleNamespace

import pytest

from tests import factories
from tests.obligations.build import lay, part
from tests.web.crawl import client_of
from tusoi.obligations.services import remind, return_answer, submit_answer
from tusoi.web.pages.sentences import say


def text_of(answer) -> str:
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.fixture
def many(cast):
    communes = [factories.organisation(f"Đảng ủy xã {n:03}", "commune", cast.province) for n in range(60)]
    duty = lay(cast.may, cast.province, *communes, title="Kế hoạch năm")
    return duty, communes


def test_the_organisations_come_by_the_page_the_most_behind_first(cast, many, django_assert_max_num_queries):
    duty, communes = many
    for commune in communes[:5]:
        submit_answer(
            assignment_id=part(duty, commune).pk, text="Bài", by=factories.actor("bi-thu", commune)
        )  # fmt: skip
    client = client_of(cast.may)
    address = f"/obligations/{duty.pk}/?tab=tree"
    client.get(address)
    with django_assert_max_num_queries(20):
        first = client.get(address)
    said = text_of(first)
    assert len(first.context["lines"]) == 50
    assert "Đảng ủy xã 005" in said
    assert '<table class="stack">' in first.content.decode()
    assert "Đảng ủy xã 000" not in said
    assert "Trang 1/2" in said
    second = client.get(address + "&page=2")
    assert "Đảng ủy xã 000" in text_of(second)
    assert [line.organisation.name for line in second.context["lines"]][-5:] == [one.name for one in communes[:5]]


def test_a_step_into_an_organisation_begins_at_its_first_page(cast, many):
    duty, _communes = many
    page = client_of(cast.may).get(f"/obligations/{duty.pk}/?tab=tree&page=2").content.decode()
    assert not re.findall(r'href="[^"]*at=\d+[^"]*page=2', page)


def test_the_panel_beside_a_duty_is_named_for_what_it_shows_and_leads_to_the_rest(cast):
    duty = lay(cast.may, cast.province, cast.an_binh)
    page = client_of(cast.may).get(f"/obligations/{duty.pk}/").content.decode()
    panel = page[page.index("Giao, thu hồi, nhắc") :]
    assert "tab=history" in panel[: panel.index("Gia hạn, miễn, nộp, duyệt")]


def test_the_history_of_a_duty_does_not_repeat_its_title(cast):
    duty = lay(cast.lan, cast.an_binh, cast.thon_dong, cast.thon_ha, title="Kế hoạch khắc phục")
    own = part(duty, cast.thon_dong)
    submit_answer(assignment_id=own.pk, text="Bài", by=cast.noi)
    return_answer(assignment_id=own.pk, reason="Thiếu", by=cast.lan)
    remind(obligation_id=duty.pk, assignment_ids=[part(duty, cast.thon_ha).pk], by=cast.lan)
    page = client_of(cast.lan).get(f"/obligations/{duty.pk}/?tab=history").content.decode()
    timeline = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.split('<ol class="time">')[1].split("</ol>")[0]))
    assert "Kế hoạch khắc phục" not in timeline
    assert "trả lại bài lần 1 (Chi bộ Thôn Đông): Thiếu" in timeline
    assert "nộp bài lần 1: Chi bộ Thôn Đông" in timeline
    assert "giao nhiệm vụ cho 2 đối tượng" in timeline
    assert "nhắc 1 đối tượng" in timeline


@pytest.mark.parametrize(
    ("action", "label", "changes", "said"),
    [
        ("obligations.withdraw", "Việc", {"reason": "Đổi ý"}, "thu hồi nhiệm vụ: Đổi ý"),
        ("obligations.remind", "Việc", {"reminded": 2}, "nhắc 2 đối tượng"),
        ("obligations.submit", "Việc – Thôn Hạ", {"version": 1}, "nộp bài lần 1: Thôn Hạ"),
        ("obligations.submit", "Việc khác – Thôn Hạ", {"version": 1}, "nộp bài lần 1: Việc khác – Thôn Hạ"),
    ],
)
def test_what_is_known_is_left_out_and_nothing_else(action, label, changes, said):
    entry = SimpleNamespace(action=action, subject_label=label, changes=changes)
    assert say(entry, known="Việc") == said
