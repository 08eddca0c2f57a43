"""One person, two windows: neither overwrites the other without a word; a window's own saves never stand in its way."""

import re
from dataclasses import replace

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.obligations.build import lay, part
from tests.web.duty_forms import line, text_of, url
from tusoi.obligations.models import Submission
from tusoi.obligations.services import save_draft
from tusoi.organisations.models import Account


@pytest.fixture
def own(cast: Cast):
    return part(lay(cast.may, cast.province, cast.an_binh), cast.an_binh)


@pytest.fixture
def lan(cast: Cast, client):
    client.force_login(Account.objects.get(pk=cast.lan.account_id))
    return client


def opened(lan, own) -> dict[str, str]:
    """The hidden fields of the form, as a window that opens it just now holds them."""
    return hidden(lan.get(url("answer", own.pk)))


def hidden(page) -> dict[str, str]:
    content = page.content.decode()
    return {name: re.search(rf'name="{name}"[^>]* value="([^"]*)"', content)[1] for name in ("seen", "window")}


def test_the_second_window_is_told_and_both_texts_are_kept(own, lan):
    first, second = opened(lan, own), opened(lan, own)
    lan.post(url("answer", own.pk), {**first, "text": "Bản ở cửa sổ một", "action": "save"})
    page = lan.post(url("answer", own.pk), {**second, "text": "Bản ở cửa sổ hai", "action": "save"})
    said = text_of(page)
    assert page.status_code == 409
    assert "Bạn đã lưu một bản khác lúc" in said
    assert "Bản ở cửa sổ khác, lưu lúc" in said
    assert "Bản ở cửa sổ một" in said
    assert "Bản ở cửa sổ hai</textarea>" in page.content.decode(), "what he typed stays in the form"
    assert Submission.objects.get().text == "Bản ở cửa sổ một"
    lan.post(url("answer", own.pk), {**hidden(page), "text": "Bản chung", "action": "save"})
    assert Submission.objects.get().text == "Bản chung"


def test_sending_from_the_second_window_is_held_back_as_well(own, lan):
    first, second = opened(lan, own), opened(lan, own)
    lan.post(url("draft", own.pk), {**first, "text": "Bản một"})
    assert lan.post(url("answer", own.pk), {**second, "text": "Bản hai", "action": "send"}).status_code == 409
    own.refresh_from_db()
    assert own.state == "assigned"


def test_a_draft_that_saves_itself_tells_the_second_window(own, lan):
    first, second = opened(lan, own), opened(lan, own)
    lan.post(url("draft", own.pk), {**first, "text": "Bản một"})
    said = lan.post(url("draft", own.pk), {**second, "text": "Bản hai"})
    assert "Bạn đã lưu một bản khác" in text_of(said)
    assert "So hai bản" in text_of(said)
    assert "data-draft-done" not in said.content.decode(), "what is kept on the machine stays there"
    assert Submission.objects.get().text == "Bản một"


def test_a_window_may_save_itself_again_and_again(own, lan):
    window = opened(lan, own)
    for text in ("Một", "Hai", "Ba"):
        assert "Bản nháp lưu lúc" in text_of(lan.post(url("draft", own.pk), {**window, "text": text}))
    lan.post(url("answer", own.pk), {**window, "text": "Bốn", "action": "save"})
    lan.post(url("answer", own.pk), {**opened(lan, own), "text": "Năm", "action": "send"})
    own.refresh_from_db()
    assert own.state == "submitted"
    assert Submission.objects.get().text == "Năm"


def test_the_lines_of_the_other_window_are_shown_beside(own, lan):
    first, second = opened(lan, own), opened(lan, own)
    lan.post(url("draft", own.pk), {**first, "text": "", **line(0, task="Việc của cửa sổ một", lead="Lò Thị Lan")})
    page = lan.post(
        url("answer", own.pk), {**second, "text": "", **line(0, task="Việc của cửa sổ hai"), "action": "save"}
    )
    assert page.status_code == 409
    said = text_of(page)
    assert "Việc của cửa sổ một" in said
    assert "Việc của cửa sổ hai" in page.content.decode()
    assert [item.task for item in own.items.all()] == ["Việc của cửa sổ một"]


def test_a_draft_saved_elsewhere_by_oneself_is_not_overwritten_by_a_page(cast, own, lan):
    window = opened(lan, own)
    save_draft(assignment_id=own.pk, text="Từ nơi khác", items=None, by=replace(cast.lan, at=timezone.now()))
    assert lan.post(url("answer", own.pk), {**window, "text": "Bản hai", "action": "save"}).status_code == 409


def test_a_name_of_a_window_that_is_none_breaks_nothing(own, lan):
    for name in ("x" * 5000, "'); drop"):
        assert lan.post(url("draft", own.pk), {"text": "Bài", "window": name}).status_code == 200
