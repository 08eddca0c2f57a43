"""What operations on organisations say (`...Out`), ask (filters) and are given (inputs)."""

from datetime import date
from typing import Literal

from ninja import Schema
from pydantic import Field

from tusoi.api.plumbing import Day, Filter, Id, Input, Ref

Standing = Literal["official", "probationary", "away", "visiting", "exempt"]
LONGEST = 200


# --- what is said


class Kind(Schema):
    id: int
    code: str
    name: str
    valid_from: date
    valid_to: date | None


class OrganisationOut(Schema):
    id: int
    name: str
    short_name: str
    code: str
    symbol: str
    place_name: str
    kind: Kind
    parent_id: int | None
    depth: int
    founded_on: date
    ended_on: date | None


class NodeOut(Schema):
    """``below``: living organisations in its branch, itself not counted."""

    id: int
    name: str
    kind: str
    depth: int
    below: int
    founded_on: date
    ended_on: date | None


class ThenOut(Schema):
    """As it was on a day."""

    day: date
    existed: bool
    name: str
    short_name: str
    code: str
    parent: tuple[int, str] | None
    children: list[tuple[int, str]]


class MembersOut(Schema):
    """``expected`` is the denominator of attendance: official + probationary + visiting."""

    official: int
    probationary: int
    away: int
    visiting: int
    exempt: int
    belonging: int
    expected: int


class PositionOut(Schema):
    id: int
    person: Ref
    organisation_id: int
    kind: Kind
    title: str
    body_id: int | None
    valid_from: date
    valid_to: date | None
    decision: str


class MembershipOut(Schema):
    id: int
    person: Ref
    organisation_id: int
    standing: Standing
    valid_from: date
    valid_to: date | None


class BodyOut(Schema):
    id: int
    name: str
    symbol: str
    kind: Kind
    valid_from: date
    valid_to: date | None


class TermOut(Schema):
    id: int
    name: str
    valid_from: date
    valid_to: date | None


class PersonOut(Schema):
    id: int
    name: str
    birth_year: int | None


class AreaAssignmentOut(Schema):
    id: int
    person: Ref
    valid_from: date
    valid_to: date | None
    decision: str


class AreaOut(Schema):
    kind: Literal["territory", "field"]
    id: int
    name: str
    is_gap: bool
    is_double: bool
    assignments: list[AreaAssignmentOut]


class AreasOut(Schema):
    territories: list[AreaOut]
    fields: list[AreaOut]
    idle: list[Ref]
    former: list[AreaAssignmentOut]


class ExplanationOut(Schema):
    permission: str
    allowed: bool
    reason: str


class AccountOut(Schema):
    id: int
    username: str
    person_id: int
    is_active: bool


# --- what is asked


class OnDay(Filter):
    on: date | None = None


class Search(Filter):
    q: str = Field("", max_length=LONGEST)
    ended: bool = False


class People(Filter):
    q: str = Field("", max_length=LONGEST)


# --- what is given


class Found(Input):
    kind_id: Id
    name: str = Field(min_length=1, max_length=200)
    founded_on: Day
    short_name: str = Field("", max_length=80)
    code: str = Field("", max_length=30)
    symbol: str = Field("", max_length=12)
    place_name: str = Field("", max_length=80)
    decision: str = Field("", max_length=200)


class Rename(Input):
    name: str = Field(min_length=1, max_length=200)
    on: Day
    short_name: str = Field("", max_length=80)
    code: str | None = Field(None, max_length=30)
    decision: str = Field("", max_length=200)


class End(Input):
    on: Day
    reason: str = Field(min_length=1, max_length=1000)
    decision: str = Field("", max_length=200)


class EndOrganisation(End):
    successor_id: Id | None = None


class Establish(Input):
    kind_id: Id
    valid_from: Day
    name: str = Field("", max_length=200)
    symbol: str = Field("", max_length=20)
    decision: str = Field("", max_length=200)


class OpenTerm(Input):
    name: str = Field(min_length=1, max_length=40)
    valid_from: Day
    valid_to: Day | None = None
    decision: str = Field("", max_length=200)


class Register(Input):
    name: str = Field(min_length=1, max_length=120)
    standing: Standing
    valid_from: Day
    birth_year: int | None = Field(None, ge=1900, le=2100)
    phone: str = Field("", max_length=30)
    email: str = Field("", max_length=254, pattern=r"^([^@\s]+@[^@\s]+\.[^@\s]+)?$")


class Appoint(Input):
    person_id: Id
    kind_id: Id
    valid_from: Day
    body_id: Id | None = None
    term_id: Id | None = None
    decision: str = Field("", max_length=200)


class ChangeStanding(Input):
    person_id: Id
    standing: Standing
    on: Day
    reason: str = Field("", max_length=1000)


class Transfer(Input):
    person_id: Id
    target_id: Id
    on: Day
    temporarily: bool = False
    decision: str = Field("", max_length=200)


class EndMembership(Input):
    person_id: Id
    on: Day
    reason: str = Field(min_length=1, max_length=1000)


class AssignArea(Input):
    person_id: Id
    valid_from: Day
    territory_id: Id | None = None
    field_id: Id | None = None
    decision: str = Field("", max_length=200)


class EndArea(Input):
    on: Day
    reason: str = Field("", max_length=1000)


class NewAccount(Input):
    person_id: Id
    username: str = Field(min_length=1, max_length=50)
    password: str = Field(min_length=1, max_length=128)


class Active(Input):
    active: bool


class Password(Input):
    password: str = Field(min_length=1, max_length=128)
