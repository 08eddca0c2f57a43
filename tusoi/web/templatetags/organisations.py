"""Addresses of the tree: the open nodes stand in the query string, so that it works without scripts."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse

register = template.Library()


@register.simple_tag(takes_context=True)
def tree_url(context: template.Context, *, opening: int | None = None, closing: int | None = None) -> str:
    """The tree's address with one more node open, or one less; filters stay."""
    asked = context["request"].GET
    kept: Any = asked.copy()
    for name in list(kept):
        if name not in {"open", "on", "ended"}:
            del kept[name]
    nodes = [node for node in asked.getlist("open") if node not in {str(opening), str(closing)}]
    kept.setlist("open", [*nodes, str(opening)] if opening else nodes)
    anchor = opening or closing
    query = f"?{kept.urlencode()}" if kept else ""
    return f"{reverse('organisations:tree')}{query}" + (f"#n{anchor}" if anchor else "")
