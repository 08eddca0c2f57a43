"""Days and files look and work the same whatever language the browser speaks."""

import re
from datetime import date
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.forms.renderers import DjangoTemplates
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from selectolax.lexbor import LexborHTMLParser

from tusoi.organisations.models import Account
from tusoi.web.fields import Day, DayInput, FileInput
from tusoi.web.form_renderer import Renderer


class Trial(forms.Form):
    on = Day(label="Ngày")


@pytest.mark.parametrize("typed", ["09/11/2026", "9/11/2026", "9-11-2026", "2026-11-09", "09112026", " 9/11/2026 "])
def test_a_day_is_understood_however_it_is_typed(typed):
    form = Trial({"on": typed})
    assert form.is_valid()
    assert form.cleaned_data["on"] == date(2026, 11, 9)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        *((typed, "Hãy nhập ngày theo dạng ngày/tháng/năm") for typed in ("11/2026", "x", "9" * 5000, "9/11/2026\x00")),
        *((typed, "Không có ngày ấy.") for typed in ("31/02/2026", "32/13/2026", "2026-02-30", "00/01/2026")),
        *((typed, "Hãy xem lại năm: chỉ nhận từ 1900 đến 2200.") for typed in ("9/11/0026", "01/01/9026")),
    ],
)
def test_what_is_no_day_is_refused_in_words_that_fit_and_stays_in_the_field(typed, said):
    form = Trial({"on": typed})
    (error,) = form.errors["on"]
    assert error.startswith(said)
    assert f'value="{typed}"' in str(form["on"])


def test_an_empty_day_is_asked_for():
    assert Trial({"on": " "}).errors["on"] == ["Cần điền mục này."]


@pytest.mark.parametrize("value", [date(2026, 11, 9), "2026-11-09", "9/11/2026"])
def test_a_day_is_shown_as_one_writes_it(value):
    shown = DayInput().render("on", value, {"id": "on"})
    assert 'type="text"' in shown
    assert 'value="09/11/2026"' in shown
    assert 'inputmode="numeric"' in shown
    assert "data-pick-day" in shown


def test_a_file_is_chosen_by_a_button_in_our_words():
    shown = FileInput().render("files", None, {"id": "files", "multiple": True})
    assert 'type="file"' in shown
    assert " multiple" in shown
    assert "Chọn các tệp" in shown


def test_no_template_and_no_form_asks_the_browser_for_its_own_calendar_or_button():
    for path in Path(settings.PACKAGE, "web").rglob("*"):
        if path.suffix in (".html", ".py"):
            assert not re.search(r"""type["']?\s*[=:]\s*["']?(date|file)\b""", path.read_text()), path


def test_a_day_in_an_address_is_read_in_both_ways(cast, client):
    client.force_login(Account.objects.get(pk=cast.may.account_id))
    for typed in ("2026-03-01", "1/3/2026", "01032026"):
        page = client.get(reverse("organisations:tree"), {"on": typed}).content.decode()
        assert "Cây tổ chức như ngày 01/03/2026" in page
        assert 'value="01/03/2026"' in page


def test_the_trail_is_filtered_by_days_as_they_are_typed(cast, client):
    client.force_login(Account.objects.get(pk=cast.may.account_id))
    page = client.get(reverse("audit:trail"), {"first_day": "1-3-2026", "last_day": "31/02/2026"}).content.decode()
    assert 'value="01/03/2026"' in page
    assert 'value="31/02/2026"' in page
    assert "Không có ngày ấy" in page


class Towns(forms.Form):
    town = forms.ChoiceField(
        choices=[("", "–"), ("Nhóm <1>", [("a&b", "Yên & Bình"), ("c", SafeString("<b>Đông</b>"))]), (3, _("Tháng"))]
    )
    many = forms.MultipleChoiceField(choices=[(1, "một"), (2, "hai")], required=False)


@pytest.mark.parametrize("data", [{}, {"town": "a&b", "many": ["1", "2"]}, {"town": "3"}])
def test_a_list_to_choose_from_is_the_one_django_draws(data):
    ours, his = (str(Towns(data, renderer=one())["town"]) + str(Towns(data, renderer=one())["many"])
                 for one in (Renderer, DjangoTemplates))  # fmt: skip
    assert drawn(ours) == drawn(his)
    assert 'value="a&amp;b"' in ours
    assert "Nhóm &lt;1&gt;" in ours
    assert "<b>Đông</b>" in ours


def drawn(html: str) -> list[object]:
    nodes = LexborHTMLParser(html).css("select, optgroup, option")
    return [(one.tag, sorted(one.attributes.items()), one.text(deep=one.tag == "option").strip()) for one in nodes]


@pytest.mark.parametrize(("language", "said"), [("vi", "Cần điền mục này."), ("en", "Please fill this in.")])
def test_what_a_field_lacks_is_said_in_the_language_of_the_page(client, db, language, said):
    with translation.override("vi"):  # and given back afterwards
        client.post("/accounts/preferences", {"language": language})
        page = client.get("/accounts/login/").content.decode()
    words = LexborHTMLParser(page).css_first("#words").attributes
    assert words["data-required"] == said
    assert all(words[f"data-{name}"] for name in ("least", "most", "wrong"))
    assert "%s" in words["data-least"]
    assert "%%" not in words["data-least"]
