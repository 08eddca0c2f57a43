"""The addresses behind the figures of statistics."""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.urls import get_script_prefix, reverse

from tusoi.oversight.selectors.statistics import Asked

OF_TIMES = {"organisation_times": "organisations", "member_times": "members", "committee_times": "committee"}


class Doors:
    """The addresses of the pages behind the figures of one question: a table has a thousand of them, and they differ in
    the page and in one word at the end."""

    def __init__(self, asked: Asked, **more: Any) -> None:
        """``more`` narrows the question."""
        self._query = urlencode(asked.parameters() | _given(more))
        self._pages: dict[str, str] = {}

    def to(self, page: str, **last: Any) -> str:
        """``last``: what the question itself does not hold."""
        if page not in self._pages:
            self._pages[page] = f"{_address(page, get_script_prefix())}?{self._query}"
        return f"{self._pages[page]}{_end(**last)}"

    def behind(self, measure: str) -> str:
        """The cases, or the distinct subjects, that a measure counts."""
        if measure == "cases":
            return self.to("oversight:statistics_cases")
        return self.to("oversight:statistics_subjects", about=OF_TIMES.get(measure, measure))


def door(page: str, asked: Asked, **more: Any) -> str:
    return Doors(asked, **more).to(page)


def _given(more: dict[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in more.items() if value not in ("", None)}


@cache
def _address(page: str, _below: str) -> str:
    return reverse(page)


@cache
def _end(**last: str) -> str:
    return f"&{urlencode(last)}" if last else ""
