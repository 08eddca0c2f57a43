"""Small builders for tests. Everything that has a service is built through the service."""

from datetime import date
from itertools import count

from tusoi.organisations.models import (
    Account,
    Body,
    BodyKind,
    Membership,
    Organisation,
    OrganisationKind,
    Person,
    Position,
    PositionKind,
)  # fmt: skip
from tusoi.organisations.scope import Actor, actor_of, system_actor
from tusoi.organisations.services import found_organisation

LONG_AGO = date(2020, 1, 1)
_number = count(1)

KINDS = {  # code: rank, symbol, pivot
    "central": (1, "TW", False),
    "province": (2, "TU", False),
    "commune": (3, "ĐU", True),
    "grassroots": (4, "ĐU", False),
    "cell": (6, "CB", False),
    "group": (7, "", False),
}
POSITIONS = {  # code: role, committee member
    "bi-thu": ("head", True),
    "pho-bi-thu": ("deputy", True),
    "uy-vien": ("committee_member", True),
    "van-phong": ("office", False),
    "kiem-tra": ("inspector", False),
    "quan-tri": ("administrator", False),
    "dang-vien": ("member", False),
}


def organisation_kind(code: str) -> OrganisationKind:
    rank, symbol, pivot = KINDS[code]
    known = OrganisationKind.objects.filter(code=code).order_by("pk").first()
    return known or OrganisationKind.objects.get_or_create(
        code=code,
        defaults={
            "name_vi": code, "name_en": code, "rank": rank, "symbol": symbol, "is_pivot": pivot,
            "valid_from": LONG_AGO,
        },
    )[0]  # fmt: skip


def position_kind(code: str) -> PositionKind:
    role, committee = POSITIONS[code]
    known = PositionKind.objects.filter(code=code).order_by("pk").first()
    return known or PositionKind.objects.get_or_create(
        code=code,
        defaults={
            "name_vi": code, "name_en": code, "role": role, "is_committee_member": committee, "valid_from": LONG_AGO,
        },
    )[0]  # fmt: skip


def organisation(name: str, kind: str, parent: Organisation | None = None, **more: object) -> Organisation:
    return found_organisation(
        name=name, kind=organisation_kind(kind), parent=parent, founded_on=LONG_AGO, by=system_actor(), **more
    )


def body(organisation: Organisation, code: str, name: str, symbol: str = "") -> Body:
    kind, _ = BodyKind.objects.get_or_create(
        code=code, defaults={"name_vi": name, "name_en": name, "symbol": symbol, "valid_from": LONG_AGO}
    )
    return Body.objects.create(organisation=organisation, kind=kind, name=name, symbol=symbol, valid_from=LONG_AGO)


def person(name: str = "") -> Person:
    return Person.objects.create(name=name or f"Người {next(_number)}")


def position(person: Person, kind: str, organisation: Organisation, *, since: date = LONG_AGO) -> Position:
    return Position.objects.create(person=person, organisation=organisation, kind=position_kind(kind), valid_from=since)


def member(person: Person, organisation: Organisation, standing: str = "official") -> Membership:
    return Membership.objects.create(person=person, organisation=organisation, standing=standing, valid_from=LONG_AGO)


def account(person: Person, username: str = "") -> Account:
    return Account.objects.create(username=username or f"user{next(_number)}", person=person)


def actor(kind: str, organisation: Organisation, *, name: str = "", username: str = "") -> Actor:
    """Somebody with an account who holds a position there."""
    someone = person(name)
    position(someone, kind, organisation)
    return actor_of(account(someone, username))
