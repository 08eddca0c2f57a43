"""Filters and tags of every page; built in, so no template loads them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.forms import BoundField, Widget
from django.template import Context
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from heroicons.templatetags.heroicons import heroicon_outline

from tusoi.documents.selectors.found import documents_among
from tusoi.lib import formats
from tusoi.organisations.models import Organisation
from tusoi.web import fields, parts
from tusoi.web.context import SHORTCUTS

register = template.Library()
ASKED = 4


def _language() -> str:
    return "en" if (get_language() or "vi").startswith("en") else "vi"


@register.filter
def number(value: Any, digits: int = 1) -> str:
    """{{ 1074|number }} -> 1.074"""
    return formats.number(value, _language(), digits=digits) if _is_number(value) or value is None else str(value)


@register.filter
def ended(text: str) -> str:
    """A sentence with its full stop, which whoever wrote it may have set already."""
    said = str(text).rstrip()
    return said if said.endswith((".", "!", "?", "…")) else f"{said}."


@register.filter
def percent(part: Any, whole: Any) -> str:
    """{{ 62|percent:74 }} -> 83,8 %"""
    return formats.percent(part, whole, _language()) if _is_number(part) and _is_number(whole) else formats.NOTHING


@register.filter
def roman(quarter: object) -> str:
    """A quarter as official papers write it: 3 -> III; whatever else, as it is."""
    return {"1": "I", "2": "II", "3": "III", "4": "IV"}.get(str(quarter), str(quarter))


@register.filter
def day(value: date | datetime | None) -> str:
    """{{ document.issued_on|day }} -> 20/10/2026"""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return formats.day(value or None, _language())


@register.filter
def moment(value: datetime | None) -> str:
    """{{ entry.at|moment }} -> 20/10/2026 16:45"""
    return formats.moment(value or None, _language(), zone=timezone.get_current_timezone())


@register.filter
def long_day(value: date | None) -> str:
    """{{ today|long_day }} -> thứ Bảy, 21/11/2026"""
    return formats.long_day(value or None, _language())


@register.filter
def get(mapping: Mapping[Any, Any] | None, key: Any) -> Any:
    """{{ titles|get:entry.pk }}: the value of a mapping under a key that is itself a variable."""
    return (mapping or {}).get(key)


@register.filter
def highlight(text: str, query: str) -> SafeString:
    """The text with the words of the query in <mark>, whatever their diacritics: "dong" marks "Đông"."""
    return parts.highlight(text, query)


@register.filter
def sentence(entry: Any) -> str:
    """What an entry of the audit trail says, in words: "đổi tên Đảng ủy xã An Bình"."""
    from tusoi.web.pages.sentences import say

    return say(entry)


@register.filter
def who_acted(entry: Any) -> str:
    """Who did what an entry of the audit trail tells, with the position he acted in."""
    from tusoi.web.pages.sentences import who_acted

    return who_acted(entry)


@register.filter
def sentence_within(entry: Any, known: str) -> str:
    """The sentence on a page that is about ``known`` already: its name is not said in every line."""
    from tusoi.web.pages.sentences import say

    return say(entry, known=known)


@register.filter
def widget_kind(field: BoundField) -> str:
    """ "checkbox", "choices" (several inputs under one label) or "" for a single input."""
    name = type(field.field.widget).__name__
    if name == "CheckboxInput":
        return "checkbox"
    return "choices" if name in ("RadioSelect", "CheckboxSelectMultiple") else ""


@register.filter
def browser(user_agent: str) -> str:
    """A browser and its system as people call them; what cannot be told is shortened."""
    return parts.browser(user_agent)


@register.simple_tag(takes_context=True)
def url_with(context: template.Context, **changes: Any) -> str:
    """The present address with other parameters: {% url_with page=2 state="late" %}; None or "" takes one away."""
    parameters = context["request"].GET.copy()
    for name, value in changes.items():
        if value is None or value == "":
            parameters.pop(name, None)
        else:
            parameters[name] = str(value)
    return f"?{parameters.urlencode()}" if parameters else context["request"].path


@register.simple_tag
def page_url(name: str, *args: Any, **kwargs: Any) -> str:
    """Like {% url %}, but "" for a page that this installation does not have."""
    try:
        return reverse(name, args=args, kwargs=kwargs)
    except NoReverseMatch:
        return ""


@register.simple_tag
def day_input(name: str, value: date | str | None = None, **attrs: Any) -> SafeString:
    """{% day_input "on" day data_min=today %}: an input for a day outside a Django form; its id is its name."""
    return _input(fields.DayInput(), name, value, attrs)


@register.simple_tag
def file_input(name: str, **attrs: Any) -> SafeString:
    """{% file_input "files" multiple=True %}: an input for files outside a Django form; its id is its name."""
    return _input(fields.FileInput(), name, None, attrs)


def _input(widget: Widget, name: str, value: Any, attrs: dict[str, Any]) -> SafeString:
    said = {key.replace("_", "-"): one for key, one in attrs.items() if one not in ("", None, False)}
    texts = {key: one.isoformat() if isinstance(one, date) else one for key, one in said.items()}
    return widget.render(name, value, {"id": name, **texts})


@register.simple_tag
def still(name: str) -> str:
    """{% still "parts/calendar.html" %}: a part that says the same to everybody, in a language on a day; made once."""
    return _still(name, get_language() or "vi", timezone.localdate())


@lru_cache(maxsize=32)
def _still(name: str, language: str, day: date) -> str:
    return render_to_string(name, {"shortcuts": SHORTCUTS})


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str) -> str:
    """An icon beside a word; it says nothing on its own and is hidden from screen readers."""
    return heroicon_outline(name, size=None, **{"class": "icon", "aria-hidden": "true", "focusable": "false"})


@register.simple_tag
def roll_up(counts: Any) -> parts.Bar:
    """{% roll_up counts as bar %}: the five segments of a roll-up bar and what they say in words."""
    return parts.roll_up(counts)


@register.simple_tag
def chip_of(state: str, overdue: bool = False) -> parts.Chip:
    """{% chip_of assignment.state overdue as chip %}: the class and the word of a state."""
    return parts.chip(state, overdue=overdue)


@register.simple_tag(takes_context=True)
def may(context: Context, permission: str, organisation: Organisation) -> bool:
    """{% may "read" organisation as reads %}: whether the reader may; a page shows no door that would stay shut."""
    actor = context["request"].actor
    return actor is not None and actor.may(permission, organisation)


def _is_number(value: Any) -> bool:
    return not isinstance(value, str) and hasattr(value, "__round__")


@register.filter
def step_of(procedure: Any, code: str) -> Any:
    """{{ case.kind.procedure|step_of:case.step }}: the step of that code, None after the last one."""
    return procedure.step(code)


@register.filter
def result_of(procedure: Any, code: str) -> Any:
    """{{ procedure|result_of:subject.result }}: the result of that code, None where there is none."""
    return procedure.result(code)


@register.filter
def pair(first: Any, second: Any) -> str:
    """{{ organisation.pk|pair:person.pk }} -> "12:45", {{ organisation.pk|pair:"" }} -> "12:"."""
    return f"{first}:{second}"


@register.filter
def named(value: Any) -> str:
    """{{ step.name|named }}: a name that has both languages, in the reader's."""
    return str(getattr(value, _language(), "") or getattr(value, "vi", "")) if value else ""


@register.simple_tag(takes_context=True)
def document_url(context: Context, document: Any) -> str:
    """The page of a document that something rests on; "" where the reader of that thing may not open it.

    What a superior keeps to itself was sent to some: only then the register is asked, once for each document of a page
    and for no more than ASKED of them; the others stand there without a link.
    """
    request = context.get("request")
    actor = getattr(request, "actor", None)
    if actor is None or request is None:
        return page_url("documents:detail", document.pk)
    if document.circulation == "own" and document.owner_id in actor.ancestor_ids - actor.place_ids:
        asked = request.__dict__.setdefault("documents_asked", {})
        if document.pk not in asked:
            asked[document.pk] = len(asked) < ASKED and documents_among([document.pk], by=actor).exists()
        if not asked[document.pk]:
            return ""
    return page_url("documents:detail", document.pk)


@register.filter
def permits(actor: Any, permission: str) -> bool:
    """{% if request.actor|permits:"oversight.read" %}: whether one of his appointments gives it anywhere."""
    return not permission or (actor is not None and (actor.system or bool(actor.branches(permission))))
