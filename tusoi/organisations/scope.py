"""Access: who acts, through which appointments, how far. The one place where a permission is decided.

Outside an actor's reach a thing does not exist (`visible_to`, 404); inside it, without the right, it is refused
(`require`, 403). Every grant can say through which appointment it comes (`explain`).
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from tusoi import treepath

from .models import Account, Organisation, Position
from .prepared import kept
from .rules import PERMISSIONS, ROLES, Reach


class Refused(Exception):
    """The thing is within reach, but the actor may not do this. ``permission`` says what was missing."""

    def __init__(self, permission: str) -> None:
        super().__init__(permission)
        self.permission = permission


@dataclass(frozen=True, slots=True)
class Grant:
    """What one appointment gives: a role at an organisation."""

    organisation_id: int
    organisation_name: str
    path: str
    role: str
    position: str
    since: str
    body_id: int | None = None
    body_kind: str = ""
    """Code of the kind of the body in which the position is held; "" outside of any."""

    def gives(self, permission: str) -> bool:
        return permission in ROLES.get(self.role, ())

    @property
    def reason(self) -> str:
        return _("%(position)s, %(organisation)s (từ %(since)s)") % {
            "position": self.position,
            "organisation": self.organisation_name,
            "since": self.since,
        }


@dataclass(frozen=True)
class Actor:
    """Somebody who acts at a moment. ``place`` is the grant under which he is working just now.

    The clock is read once, at the door: rules and services take ``at`` and ``today``.
    """

    account_id: int | None
    person_id: int | None
    name: str
    at: datetime
    grants: tuple[Grant, ...] = ()
    place: Grant | None = None
    system: bool = field(default=False)

    @cached_property
    def today(self) -> date:
        return timezone.localtime(self.at).date()

    @property
    def label(self) -> str:
        """How the audit trail names the actor: with the position he acted in."""
        if self.place is None:
            return self.name
        return f"{self.name}, {self.place.position}, {self.place.organisation_name}"

    @cached_property
    def ancestor_ids(self) -> Set[int]:
        """The organisations above his places, these included. In order, so that questions read alike (prepared.py)."""
        return dict.fromkeys(sorted({number for grant in self.grants for number in treepath.ids(grant.path)})).keys()

    @cached_property
    def place_ids(self) -> Set[int]:
        return dict.fromkeys(sorted({grant.organisation_id for grant in self.grants})).keys()

    def branches(self, permission: str = "read") -> tuple[str, ...]:
        """The paths of the branches in which the permission reaches down."""
        return tuple(grant.path for grant in self.grants if grant.gives(permission))

    def within(self, path_field: str, permission: str = "read") -> Q:
        """The condition that ``path_field`` lies within reach of the permission."""
        if self.system:
            return ~Q(pk__in=[])  # always true, also beside an OR, where an empty Q() would vanish
        return treepath.within(path_field, self.branches(permission))

    def may(self, permission: str, organisation: Organisation | None) -> bool:
        if self.system:
            return True
        return organisation is not None and self._grant(permission, organisation.pk, organisation.path) is not None

    def require(self, permission: str, organisation: Organisation | None) -> None:
        """Raises Refused unless one of the appointments gives the permission at this organisation."""
        if not self.may(permission, organisation):
            raise Refused(permission)

    def explain(self, permission: str, organisation: Organisation) -> str:
        """Through which appointment the actor may; empty when he may not."""
        grant = self._grant(permission, organisation.pk, organisation.path)
        return grant.reason if grant else ""

    def _grant(self, permission: str, organisation_id: int, path: str) -> Grant | None:
        here = PERMISSIONS[permission] is Reach.HERE
        for grant in self.grants:
            if not grant.gives(permission):
                continue
            if grant.organisation_id == organisation_id or (not here and treepath.is_within(path, grant.path)):
                return grant
        return None


def actor_of(account: Account, *, at: datetime | None = None, place_id: int | None = None) -> Actor:
    """The actor behind an account at a moment: the positions its person holds on that day. One query.

    ``place_id`` chooses the organisation he works for just now; without it, the highest of his places.
    """
    moment = at or timezone.now()
    grants = grants_of(account.person_id, timezone.localtime(moment).date()) if account.person_id else ()
    place = next((grant for grant in grants if grant.organisation_id == place_id), grants[0] if grants else None)
    return Actor(account.pk, account.person_id, account.get_full_name(), moment, grants, place)


_OF_A_GRANT = (
    "valid_from", "kind__role", "kind__name_vi", "kind__name_en", "organisation__name", "organisation__path",
    "body__name", "body__kind__code",
)  # fmt: skip
"""Asked with every request: no more than a grant says."""


@kept
def _held_on(_: None, day: date, *, person: int) -> QuerySet[Position]:
    """The highest place and rank first; positions in ended organisations give nothing."""
    return (
        Position.objects.on(day)
        .filter(person=person, organisation__ended_on__isnull=True)
        .select_related("kind", "organisation", "body__kind")
        .only(*_OF_A_GRANT)
        .order_by("organisation__depth", "kind__rank", "pk")
    )


def grants_of(person_id: int, day: date) -> tuple[Grant, ...]:
    """One grant a position, the highest place and rank first; positions in ended organisations give none."""
    return tuple(
        Grant(
            position.organisation.pk,
            position.organisation.name,
            position.organisation.path,
            position.kind.role,
            position.title,
            position.valid_from.strftime("%d/%m/%Y"),
            position.body_id,
            position.body.kind.code if position.body else "",
        )
        for position in _held_on(None, day, person=person_id)
    )


def system_actor(name: str = "Tự Soi", *, at: datetime | None = None) -> Actor:
    """Commands run by an administrator at the machine: sees everything, and the audit trail says so."""
    return Actor(None, None, name, at or timezone.now(), system=True)
