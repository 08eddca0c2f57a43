"""The audit trail: who did what when, in sentences; filtered, exported."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tusoi.audit import selectors
from tusoi.lib import formats
from tusoi.lib.rendering.workbook import Sheet
from tusoi.organisations.scope import Actor, Refused
from tusoi.organisations.selectors import get_organisation
from tusoi.web.acting import actor
from tusoi.web.exports import excel, of_place
from tusoi.web.fields import Day
from tusoi.web.pages.action_names import NAMES
from tusoi.web.pages.sentences import in_words, say, who_acted
from tusoi.web.paging import stretch_of

MOST_ROWS = 50_000
"""Of one Excel file: what a person still can read, and a server can make while he waits."""
_MOST = selectors.LOOKED_AT
MOST_LOOKED_AT = 10 * _MOST
"""Of the entries compared with the words typed, for a page and for an Excel file."""


class Filters(forms.Form):
    organisation = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    first_day = Day(label=gettext_lazy("Từ ngày"), required=False)
    last_day = Day(label=gettext_lazy("Đến ngày"), required=False)
    action = forms.ChoiceField(label=gettext_lazy("Việc"), required=False)
    who = forms.CharField(label=gettext_lazy("Người làm"), required=False, max_length=100)
    text = forms.CharField(label=gettext_lazy("Đối tượng"), required=False, max_length=100)
    before = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["action"].choices = [("", _("Tất cả")), *actions()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("Ngày cuối không thể trước ngày đầu."))
        return cleaned


def actions() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every action by what it is called, under the part of the product it belongs to."""
    return [(str(part), [(action, str(words)) for action, words in named.items()]) for part, named in NAMES]


def trail(request: HttpRequest) -> HttpResponse:
    actor = _reader(request)
    filters = Filters(request.GET or None)
    organisation, entries = _entries(filters, actor)
    context = {
        "filters": filters, "organisation": organisation, "page": stretch_of(request, entries),
        "cut": getattr(entries, "cut", None),
        "is_narrowed": any(request.GET.get(field.name) for field in filters.visible_fields()),
    }  # fmt: skip
    return render(request, "audit/trail.html", context)


def export(request: HttpRequest) -> HttpResponse:
    """The filtered trail as Excel, at most MOST_ROWS, newest first."""
    actor = _reader(request)
    filters = Filters(request.GET or None)
    organisation, entries = _entries(filters, actor, most=MOST_LOOKED_AT)
    headers = (_("Thời điểm"), _("Người làm"), _("Việc"), _("Đối tượng"), _("Thay đổi"), _("Mã việc"), _("Mã kiểm tra"))
    rows = entries[:MOST_ROWS]
    cut = getattr(entries, "cut", None)
    note = _("Mới tìm đến các dòng lúc %(at)s.") % {"at": formats.moment(cut.at)} if cut else ""
    sheet = Sheet(_("Nhật ký"), headers, _rows(rows), note=note, widths=(17, 40, 60, 40, 60, 24, 20))
    kept = of_place("audit.export", actor, **_narrowed(filters, organisation))
    return excel([sheet], f"nhat-ky-{actor.today:%Y-%m-%d}.xlsx", kept, actor)


def _narrowed(filters: Filters, organisation: Any) -> dict[str, Any]:
    """What was asked for, in words for the trail."""
    chosen = filters.cleaned_data if filters.is_valid() else {}
    narrowed: dict[str, Any] = {name: chosen.get(name) for name in ("first_day", "last_day", "action", "who", "text")}
    return narrowed | {"branch": str(organisation or "")}


def _reader(request: HttpRequest) -> Actor:
    by = actor(request)
    if not by.system and not by.branches("audit.read"):
        raise Refused("audit.read")
    return by


def _entries(filters: Filters, actor: Actor, *, most: int | None = None) -> tuple[Any, Any]:
    """The organisation one looks at (None for all) and the entries; a filter in error filters nothing."""
    chosen = filters.cleaned_data if filters.is_valid() else {}
    organisation = None
    if chosen.get("organisation"):
        organisation = get_organisation(chosen["organisation"], by=actor)
        if not actor.may("audit.read", organisation):
            raise ObjectDoesNotExist
    entries = selectors.trail(
        by=actor,
        branch=organisation.path if organisation else "",
        action=chosen.get("action", ""),
        first_day=chosen.get("first_day"),
        last_day=chosen.get("last_day"),
        before=chosen.get("before"),
    )
    who, text = chosen.get("who", ""), chosen.get("text", "")
    if who or text:
        return organisation, selectors.Matching(entries, who=who, text=text, most=most or _MOST)
    return organisation, entries


def _rows(entries: Any) -> Iterator[tuple[Any, ...]]:
    for entry in entries.iterator(chunk_size=2000) if hasattr(entries, "iterator") else entries:
        yield (
            entry.at, who_acted(entry), say(entry), entry.subject_label, in_words(entry.changes), entry.action,
            entry.hash[:16],
        )  # fmt: skip
