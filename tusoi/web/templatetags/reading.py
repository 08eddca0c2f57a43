"""What a reading says of a passage, in words: how its deadline was found, where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import template

from tusoi.documents import deadline_words

register = template.Library()


@register.filter
def how_due(fields: Any, due_on: date | None = None) -> str:
    """{{ clause.fields|how_due:clause.due_on }} -> 30 ngày kể từ ngày ban hành 12/03/2026"""
    return deadline_words.how_found(fields, due_on) if isinstance(fields, Mapping) else ""


@register.filter
def recurs(fields: Any) -> bool:
    """{{ clause.fields|recurs }}: whether its deadline comes again."""
    return isinstance(fields, Mapping) and deadline_words.is_recurring(fields)


@register.filter
def where(fields: Any) -> str:
    """{{ clause.fields|where }} -> Điều 2, khoản 1 · trang 3"""
    return deadline_words.where(fields) if isinstance(fields, Mapping) else ""
