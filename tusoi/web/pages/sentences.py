"""What an entry of the audit trail says. The words live with each domain; here they are found and filled in."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tusoi.audit.sentences import NARROWED
from tusoi.lib import formats
from tusoi.organisations.services.reference import position_names

DOMAINS = ("audit", "organisations", "documents", "obligations", "oversight")


@cache
def sentences() -> dict[str, Any]:
    """Action -> a sentence without its subject, with %(names)s from the entry; each domain's `sentences.SENTENCES`."""
    found: dict[str, Any] = {}
    for domain in DOMAINS:
        if find_spec(f"tusoi.{domain}.sentences"):
            found.update(import_module(f"tusoi.{domain}.sentences").SENTENCES)
    return found


def say(entry: Any, *, known: str = "") -> str:
    """The sentence of an entry, in the reader's language; an action nobody put into words is named as it is.

    In a sentence stand %(subject)s, and each kept fact by its name; of a change from one value to another %(name)s is
    the new one and %(name_before)s the old one. What is ``known`` where it is read (the title of a duty, on its own
    page) is left out where a subject or a fact begins with it.
    """
    template = str(sentences().get(entry.action, ""))
    if not template:
        return f"{entry.action}: {entry.subject_label}"
    words: defaultdict[str, str] = defaultdict(lambda: formats.NOTHING, subject=_without(known, entry.subject_label))
    for name, value in entry.changes.items():
        if isinstance(value, list) and len(value) == 2:
            words[f"{name}_before"], words[name] = in_words(value[0]), in_words(value[1])
        else:
            words[name] = _without(known, _position(value) if name == "position" else in_words(value))
    said = _tidied(template % words) if known else template % words
    narrowed = entry.changes.get("filters")
    return f"{said} ({_narrowed(narrowed)})" if isinstance(narrowed, dict) and narrowed else said


def who_acted(entry: Any) -> str:
    """Who did it and in which position, in the reader's language; it is kept in the language of who acted."""
    name, comma, place = entry.actor_label.partition(", ")
    return f"{name}{comma}{_position(place)}"


def _position(text: str) -> str:
    """ "Chánh Văn phòng, Văn phòng Tỉnh ủy" with the kind of the position in the reader's language."""
    kind, comma, where = text.partition(", ")
    names = position_names().get(kind)
    return f"{names[(get_language() or 'vi').startswith('en')]}{comma}{where}" if names else text


def _narrowed(filters: dict[str, Any]) -> str:
    """How a list that left as a file was narrowed, as a reader of the trail expects it."""
    return "; ".join(_filter(name, value) for name, value in filters.items())


def _filter(name: str, value: Any) -> str:
    """Words are kept in the language of the source; "year: 2026", and of a yes only the name."""
    label = str(NARROWED.get(name, name))
    if value is True:
        return label
    return f"{label}: {in_words(_(value) if isinstance(value, str) and value else value)}"


def _without(known: str, text: str) -> str:
    """ "Kế hoạch – Chi bộ Thôn Đông" is "Chi bộ Thôn Đông" where the plan is known."""
    if not known or not text.startswith(known):
        return text
    rest = text[len(known) :]
    return rest.removeprefix(" – ") if not rest or rest.startswith(" – ") else text


def _tidied(text: str) -> str:
    """Without the quotation marks and brackets around what was left out, and the colon before it."""
    return re.sub(r"\s*(?:“”|\(\))", "", text).rstrip(" :")


def in_words(value: Any) -> str:
    """A kept fact as a reader expects it: days as dd/mm/yyyy, yes and no, lists with commas."""
    language = "en" if (get_language() or "vi").startswith("en") else "vi"
    if value is None or value == "":
        return formats.NOTHING
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, int | float):
        return formats.number(value, language)
    if isinstance(value, list):
        return ", ".join(in_words(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{name}: {in_words(item)}" for name, item in value.items())
    text = str(value)
    try:
        return formats.day(date.fromisoformat(text), language) if len(text) == 10 else text
    except ValueError:
        return text
