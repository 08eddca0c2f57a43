"""In English every label, button, heading and message is English; in Vietnamese no library speaks English."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import polib
import pytest
from django import forms
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from django.utils.translation import gettext, ngettext

from tests.web import crawl
from tests.web.crawl import Page, client_of, undone, walk
from tests.web.test_every_page import living  # noqa: F401
from tusoi.documents.models import Document
from tusoi.obligations.models import Obligation, PlanItem
from tusoi.organisations.models import Account, AreaAssignment, Body, Organisation, Person

pytestmark = pytest.mark.words
VIETNAMESE = re.compile("[à-ãè-êìíò-õùúýăđĩũơưạ-ỹ]", re.I)
FRAME = (
    "h1, h2, h3, h4, button, label, legend, th, option, summary, caption, title, nav a, .tabs a, a.btn, .chip, .error"
)
SPOKEN = ("aria-label", "placeholder", "title", "alt", "data-empty", "data-confirm")
NAMES = {"Tự Soi", "Tiếng Việt"}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%s|%[sd]")


def catalogue() -> polib.POFile:
    return polib.pofile(str(Path(settings.PACKAGE) / "locale" / "en" / "LC_MESSAGES" / "django.po"))


def texts_of(page: Page, tags: str) -> Iterator[str]:
    for node in page.tree.css(tags):
        if node.tag in ("script", "style"):
            continue
        own = [child.text_content or "" for child in node.iter(include_text=True) if child.tag == "-text"]
        spoken = [node.attributes.get(name) or "" for name in SPOKEN]
        for text in (*own, *spoken):
            words = " ".join(text.split())
            if words:
                yield words


def data_of_the_province() -> list[str]:
    """What people wrote and named: it stays as they wrote it. Longest first."""
    names: set[str] = {"Chi bộ", "Đảng ủy"}
    for organisation in Organisation.objects.all():
        names |= {organisation.name, organisation.short_name, organisation.label}
    names |= set(Person.objects.values_list("name", flat=True))
    names |= set(Body.objects.values_list("name", flat=True))
    names |= set(Obligation.objects.values_list("title", flat=True))
    names |= set(Document.objects.values_list("excerpt", flat=True))
    names |= set(PlanItem.objects.values_list("lead", flat=True))
    names |= set(AreaAssignment.objects.values_list("decision", flat=True))
    return sorted((name for name in names if name), key=len, reverse=True)


def pages_of(actor) -> Iterable[Page]:
    for page in walk(client_of(actor), "/", limit=70):
        if page.is_html and page.response.status_code == 200:
            yield page


def test_the_catalogue_is_complete_and_keeps_the_placeholders():
    for entry in catalogue():
        assert entry.translated(), entry.msgid
        for english in (entry.msgstr, *entry.msgstr_plural.values()):
            if english:
                assert sorted(PLACEHOLDER.findall(entry.msgid)) == sorted(PLACEHOLDER.findall(english)), entry.msgid
                assert english == english.strip() or entry.msgid != entry.msgid.strip(), entry.msgid


@pytest.mark.parametrize("who", ["may", "admin", "sua"])
def test_the_frame_of_every_page_is_english(living, who):  # noqa: F811
    Account.objects.update(language="en")
    translated = {entry.msgid for entry in catalogue() if entry.msgstr != entry.msgid}
    data = data_of_the_province()
    problems = set()
    for page in pages_of(getattr(living, who)):
        for text in texts_of(page, "body *"):
            if text in translated and text not in data:
                problems.add(f"{page.url}: {text}")
        for text in texts_of(page, FRAME):
            rest = text
            for name in (*NAMES, *data):
                rest = rest.replace(name, "")
            if VIETNAMESE.search(rest):
                problems.add(f"{page.url}: {text}")
    assert not problems, "\n".join(sorted(problems)[:40])


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_is_wrong_in_a_form_is_said_in_the_language_of_the_page(living, language):  # noqa: F811
    Account.objects.update(language=language)
    client = client_of(living.may)
    said, problems, posted = 0, set(), set()
    data = data_of_the_province()
    for page in walk(client, "/", "/documents/new/by-hand", "/documents/new/stub", limit=50):
        if page.response.status_code != 200 or not page.is_html:
            continue
        for target, _data, names in crawl.forms(page):
            kind = (crawl.kind_of(target), tuple(names))
            if kind in posted or "/accounts/logout" in target or "/place/" in target or "preferences" in target:
                continue
            posted.add(kind)
            for value in ("", "\u00e9" * 4000, "2026-99-99"):
                with undone(client):
                    answer = client.post(target, dict.fromkeys(names, value))
                shown = Page(target, "", answer, [])
                if not shown.is_html or answer.status_code >= 500:
                    continue
                for text in texts_of(shown, ".error, .error *, .errorlist li, .notice.bad, .notice.bad *"):
                    said += 1
                    rest = text
                    for name in data:
                        rest = rest.replace(name, "")
                    if bool(VIETNAMESE.search(rest)) != (language == "vi") and len(rest) > 3:
                        problems.add(f"{target}: {text}")
    assert not problems, "\n".join(sorted(problems)[:40])
    assert said > 5


class Everything(forms.Form):
    """One of every field that forms here or in a library use."""

    text = forms.CharField(min_length=3, max_length=5)
    whole = forms.IntegerField(min_value=2, max_value=9)
    half = forms.DecimalField(max_digits=3, decimal_places=1, step_size=2)
    real = forms.FloatField(min_value=0)
    day = forms.DateField()
    moment = forms.DateTimeField()
    hour = forms.TimeField()
    lasts = forms.DurationField()
    choice = forms.ChoiceField(choices=[("a", "a")])
    choices = forms.MultipleChoiceField(choices=[("a", "a")])
    mail = forms.EmailField()
    address = forms.URLField(assume_scheme="https")
    ip = forms.GenericIPAddressField()
    slug = forms.SlugField()
    key = forms.UUIDField()
    json = forms.JSONField()
    pattern = forms.RegexField("^x$")
    upload = forms.FileField(max_length=10)


WRONG: list[tuple[str, object]] = [
    ("text", ""), ("text", "a"), ("text", "a" * 9), ("text", "a\x00b"), ("whole", "x"), ("whole", "1"), ("whole", "99"),
    ("half", "x"), ("half", "1234"), ("half", "1.23"), ("half", "3"), ("real", "x"), ("real", "-1"), ("day", "x"),
    ("moment", "x"), ("hour", "x"), ("lasts", "x"), ("choice", "z"), ("choices", ["z"]), ("mail", "x"),
    ("address", "x y"), ("ip", "x"), ("slug", "?"), ("key", "x"), ("json", "{"), ("pattern", "y"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "value"), WRONG)
def test_the_form_library_speaks_vietnamese(field, value):
    with translation.override("vi"):
        errors = Everything({field: value}).errors[field]
        assert errors
        for error in errors:
            assert VIETNAMESE.search(error), error


def test_the_form_library_speaks_vietnamese_of_files():
    wrong = (SimpleUploadedFile("a.txt", b""), SimpleUploadedFile("a" * 20, b"x"), None)
    with translation.override("vi"):
        for file in wrong:
            for error in Everything({}, {"upload": file} if file else {}).errors["upload"]:
                assert VIETNAMESE.search(error), error


def test_one_and_many_differ_in_english_only():
    both = "%(count)s văn bản", "%(count)s văn bản"
    with translation.override("en"):
        assert [ngettext(*both, n) % {"count": n} for n in (1, 2)] == ["1 document", "2 documents"]
        assert gettext("Việc của tôi") == "My work"
    with translation.override("vi"):
        assert [ngettext(*both, n) % {"count": n} for n in (1, 2)] == ["1 văn bản", "2 văn bản"]
