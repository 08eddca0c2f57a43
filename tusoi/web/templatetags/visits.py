"""Working sessions in my work: {% sessions_ahead %}."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template

from tusoi.oversight.selectors.visits import next_sessions

if TYPE_CHECKING:
    from tusoi.organisations.scope import Actor

register = template.Library()
SHOWN = 4


@register.inclusion_tag("oversight/visits/home.html", takes_context=True)
def sessions_ahead(context: template.Context) -> dict[str, Any]:
    """Sessions nobody wrote the result of, and the next ones. One query."""
    by: Actor = context["request"].actor
    return {"sessions": next_sessions(by, SHOWN), "today": by.today, "here": by.place}
