"""Lines of accepted plans in my work: {% plans_to_do %}, {% plans_to_verify %}."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tusoi.obligations.rules import due_words
from tusoi.obligations.selectors import lines_to_do, lines_to_verify
from tusoi.web.templatetags.tusoi import day, number

if TYPE_CHECKING:
    from tusoi.organisations.scope import Actor

register = template.Library()
SHOWN, MOST = 3, 60
"""So many stand open, so many are looked for."""


@register.inclusion_tag("home/plans_to_do.html", takes_context=True)
def plans_to_do(context: template.Context) -> dict[str, Any]:
    """What we promised in plans that were accepted and have not done. One query."""
    by: Actor = context["request"].actor
    lines = [
        (
            line,
            due_words(line.due_on, by.today) if line.due_on else "",
            abs((line.due_on - by.today).days) if line.due_on else 0,
        )
        for line in lines_to_do(by, MOST)
    ]
    return {"first": lines[:SHOWN], "rest": lines[SHOWN:]}


@register.inclusion_tag("home/plans_to_verify.html", takes_context=True)
def plans_to_verify(context: template.Context) -> dict[str, Any]:
    """What was reported done and waits to be verified by us. One query."""
    lines = [
        (
            line,
            ngettext("%(count)s mục", "%(count)s mục", line.count) % {"count": number(line.count)},
            _("từ %(day)s") % {"day": day(line.since)},
        )
        for line in lines_to_verify(context["request"].actor, MOST)
    ]
    return {"first": lines[:SHOWN], "rest": lines[SHOWN:]}
