"""Every grant can say why: what I may do here and through which appointment; who may do what here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tusoi import treepath
from tusoi.organisations.models import Organisation, Position
from tusoi.organisations.rules import PERMISSIONS, ROLES, Reach
from tusoi.organisations.scope import Actor
from tusoi.organisations.sentences import PERMISSIONS as NAMES


@dataclass(frozen=True, slots=True)
class Explanation:
    """One permission at one organisation: may the actor, and through which appointment or why not."""

    permission: str
    name: Any
    allowed: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Holder:
    """A person who may do something here, the position it comes from, and what."""

    position: Position
    permissions: tuple[str, ...]
    from_above: bool

    @property
    def names(self) -> list[Any]:
        return [NAMES[permission] for permission in self.permissions]


def explain_access(actor: Actor, organisation: Organisation) -> list[Explanation]:
    """Every permission at this organisation, with its reason. No query."""
    return [
        Explanation(
            permission,
            NAMES[permission],
            actor.may(permission, organisation),
            actor.explain(permission, organisation) or _why_not(actor, permission, organisation),
        )
        for permission in PERMISSIONS
    ]


def _why_not(actor: Actor, permission: str, organisation: Organisation) -> str:
    if actor.system:
        return _("quản trị tại máy chủ")
    held = [grant for grant in actor.grants if grant.gives(permission)]
    if not held:
        return _("không chức vụ nào của bạn có quyền này")
    if PERMISSIONS[permission] is Reach.HERE and any(
        treepath.is_within(organisation.path, grant.path) for grant in held
    ):
        return _("quyền này chỉ dùng nhân danh chính đơn vị nơi giữ chức vụ, không dùng thay cấp dưới")
    return _("đơn vị này không nằm trong phạm vi chức vụ của bạn")


def who_has_access(organisation: Organisation, *, by: Actor, on: date) -> QuerySet[Position]:
    """The positions on a day that give somebody a right here: those held here and those above that reach down.

    For whoever may change accounts or people here; raises Refused otherwise. ``holder_of`` says what each gives.
    """
    if not by.may("accounts.change", organisation):
        by.require("people.change", organisation)
    return (
        Position.objects.visible_to(by)
        .on(on)
        .filter(organisation__in=treepath.ids(organisation.path), kind__role__in=ROLES)
        .filter(organisation__ended_on__isnull=True)
        .select_related("person", "kind", "body", "organisation")
        .order_by("-organisation__depth", "kind__rank", "person__sort_key", "pk")
    )


def holder_of(position: Position, organisation: Organisation) -> Holder:
    """What a position held at the organisation or above it gives there."""
    from_above = position.organisation_id != organisation.pk
    given = ROLES.get(position.kind.role, ())
    permissions = tuple(
        permission
        for permission, reach in PERMISSIONS.items()
        if permission in given and (reach is Reach.BELOW or not from_above)
    )
    return Holder(position, permissions, from_above)
