"""Choosing organisations anywhere in a branch, one or many, on a page that is posted back to itself: without a script.

``browse`` says what was pressed: the number of an organisation opens it, "find" searches by name, "all" ticks
everything that is shown, "none" nothing. Whatever was typed beside it stays.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tusoi.organisations.models import Organisation
from tusoi.oversight.selectors import cases as asked
from tusoi.web.acting import actor
from tusoi.web.pages.oversight.cases.common import number

MOST = 2_000
"""Organisations that a form takes at once; the services say how many they go on with."""
FIND = 100


class OrganisationField(forms.Field):
    """The number of one; whether it may be chosen, the service decides."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values:
            return None
        found = number(str(value)[:20])
        if found is None:
            raise ValidationError(_("Không có đơn vị này."))
        return found


class OrganisationsField(forms.Field):
    """The numbers of several, each once, in the order in which they were chosen."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[int]:
        found = [number(str(one)[:20]) for one in (value or [])[: MOST + 1]]
        if None in found:
            raise ValidationError(_("Không có đơn vị này."))
        if len(found) > MOST:
            raise ValidationError(_("Nhiều quá trong một lần."))
        return list(dict.fromkeys(one for one in found if one is not None))


def is_browsing(request: HttpRequest) -> bool:
    """Whether the form was sent to look further and not to be kept: also by Enter in the box of the search."""
    given = request.POST
    searched = given.get("find", "").strip() != given.get("found", "").strip() and "save" not in given
    return "browse" in given or ("found" in given and searched)


def typed(form: forms.Form) -> dict[str, Any]:
    """What stands in a form that is only browsed in, right or wrong."""
    form.is_valid()
    return {name: form[name].value() for name in form.fields}


def chosen_in(request: HttpRequest, name: str) -> list[int]:
    """The numbers that were ticked; what is no number is left out."""
    found = (number(value[:20]) for value in request.POST.getlist(name)[:MOST])
    return list(dict.fromkeys(one for one in found if one is not None))


def picker_context(
    request: HttpRequest, owner: Organisation, chosen: list[int], *, name: str, single: bool = False
) -> dict[str, Any]:
    """What the template ``visits/parts/picker.html`` shows. At most eight queries, however many are chosen."""
    by, pressed = actor(request), request.POST.get("browse", "find" if is_browsing(request) else "")
    find = ""
    if pressed == "find":
        find = request.POST.get("find", "")
    elif pressed in ("all", "none"):
        find = request.POST.get("found", "")
    at = number(pressed[:20]) or number(request.POST.get("at", "")[:20])
    found = asked.picker(owner, by, at_id=at, find=find.replace("\x00", "")[:FIND])
    if pressed == "all":
        chosen = list(dict.fromkeys([*chosen, *(one.pk for one in found.organisations if one.pk != owner.pk)]))[:MOST]
    elif pressed == "none":
        chosen = []
    labels = [(pk, label) for (pk, _person), label in asked.labels_of([(pk, None) for pk in chosen], by)]
    known = {pk for pk, _label in labels}
    offered = [one for one in found.organisations if one.pk not in known]
    if single and not found.found and found.at == owner and owner.pk not in known:
        offered = [owner, *offered]
    return {
        "picker": found, "chosen": labels, "offered": offered, "name": name, "single": single, "owner": owner,
        "kind": "radio" if single else "checkbox",
    }  # fmt: skip
