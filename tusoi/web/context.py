"""What the frame of every page shows: where one can go, where one is, how one wants it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy

from tusoi.organisations.scope import Actor, Grant
from tusoi.organisations.selectors.found import names_on_the_way
from tusoi.web.badges import badges
from tusoi.web.preferences import Preferences

ENTRIES = (
    # page, label, icon, permission somewhere ("" for everybody)
    ("home", gettext_lazy("Việc của tôi"), "home", ""),
    ("organisations:tree", gettext_lazy("Đơn vị"), "building-office", ""),
    ("documents:register", gettext_lazy("Văn bản"), "document-text", ""),
    ("obligations:list", gettext_lazy("Nhiệm vụ"), "clipboard-document-check", ""),
    ("oversight:cases", gettext_lazy("Kiểm tra, giám sát"), "magnifying-glass", ""),
    ("audit:trail", gettext_lazy("Nhật ký"), "clock", "audit.read"),
)
SHORTCUTS = (
    ("/", gettext_lazy("Tìm kiếm (hoặc Ctrl + K)")),
    ("?", gettext_lazy("Các phím tắt")),
    ("g h", gettext_lazy("Việc của tôi")),
    ("g d", gettext_lazy("Đơn vị")),
    ("g v", gettext_lazy("Văn bản")),
    ("g n", gettext_lazy("Nhiệm vụ")),
    ("Esc", gettext_lazy("Đóng hộp thoại, bỏ gợi ý tìm kiếm")),
)
ON_A_PHONE = 4
"""Entries in the bottom bar; the others are under "Thêm"."""


@dataclass(frozen=True, slots=True)
class NavEntry:
    page: str
    url: str
    label: str
    icon: str
    is_current: bool
    badge: int


@dataclass(frozen=True, slots=True)
class Crumb:
    name: str
    url: str


class Frame:
    """Asked only for what a template shows: a part of a page costs nothing of it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.actor: Actor | None = getattr(request, "actor", None)
        self.preferences: Preferences = getattr(request, "preferences", None) or Preferences()

    @cached_property
    def nav(self) -> list[NavEntry]:
        entries = []
        for page, label, icon, permission in ENTRIES:
            url = page_address(page)
            if not url or not self.actor or (permission and not self.actor.branches(permission)):
                continue
            entries.append(NavEntry(page, url, str(label), icon, self._is_here(page), self.counts.get(page, 0)))
        return entries

    @property
    def main_entries(self) -> list[NavEntry]:
        return self.nav[:ON_A_PHONE]

    @property
    def more_entries(self) -> list[NavEntry]:
        return self.nav[ON_A_PHONE:]

    @cached_property
    def counts(self) -> dict[str, int]:
        """A page that has counted already (`request.counted`) spares asking again."""
        counted: dict[str, int] | None = getattr(self.request, "counted", None)
        if counted is not None:
            return counted
        return badges(self.actor) if self.actor else {}

    @cached_property
    def crumbs(self) -> list[Crumb]:
        """The organisations above the place one works for. A page that knows their names already (`request.names`)
        spares asking again; else one query."""
        if not self.actor:
            return []
        known: dict[int, str] = getattr(self.request, "names", {})
        found = names_on_the_way(self.actor, known)
        return [Crumb(name, page_address("organisations:detail", pk)) for pk, name in found]

    @property
    def place(self) -> Grant | None:
        return self.actor.place if self.actor else None

    @cached_property
    def other_places(self) -> list[Grant]:
        """The actor's other places, one grant each."""
        if not self.actor or not self.actor.place:
            return []
        places = {self.actor.place.organisation_id: self.actor.place}
        for grant in self.actor.grants:
            places.setdefault(grant.organisation_id, grant)
        return list(places.values())[1:]

    def _is_here(self, page: str) -> bool:
        match = self.request.resolver_match
        if match is None:
            return False
        namespace, _colon, name = page.rpartition(":")
        return match.namespace == namespace if namespace else (not match.namespace and match.url_name == name)


def page_address(page: str, *args: Any) -> str:
    """The page's address, "" while there is no such page: the rail has no dead links."""
    try:
        return reverse(page, args=args)
    except NoReverseMatch:
        return ""


def frame(request: HttpRequest) -> dict[str, Any]:
    return {"frame": Frame(request)}
