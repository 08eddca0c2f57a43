"""Organisations, people, areas, access and accounts over the API: the same selectors and services as the pages."""

from datetime import date
from typing import Any, Literal

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router, Schema
from ninja.pagination import paginate
from ninja.responses import Status
from pydantic import Field

from tusoi.obligations.services import DutiesRemain, close_organisation
from tusoi.organisations import selectors, services
from tusoi.organisations.models import Membership, Organisation
from tusoi.organisations.sentences import REFUSALS as WORDS

from .plumbing import REFUSALS, Day, Errors, Filter, Id, Input, Listing, Ref, who

router = Router(tags=["organisations"])
ERRORS: Errors = {
    **WORDS,
    DutiesRemain: {
        "successor_needed": _("Đơn vị còn nhiệm vụ chưa xong: hãy chọn đơn vị nhận tiếp."),
        "successor_wrong": _("Đơn vị nhận nhiệm vụ phải là đơn vị khác, đang hoạt động."),
    },
}
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


Answers = dict[int, Any]


def ok(what: Any) -> Answers:
    return {200: what, **REFUSALS}


def made(what: Any) -> Answers:
    return {201: what, **REFUSALS}


def _organisation(request: HttpRequest, pk: int) -> Organisation:
    return selectors.get_organisation(pk, by=who(request))


def _day(request: HttpRequest, asked: OnDay) -> date:
    return asked.on or who(request).today


# --- reference data


@router.get("/kinds/{what}", response=ok(list[Kind]))
def kinds(
    request: HttpRequest, what: Literal["organisations", "bodies", "positions", "fields"], asked: Query[OnDay]
) -> Any:
    """The kinds in force on a day (today): what may be founded, established, held, answered for."""
    day = _day(request, asked)
    return {
        "organisations": lambda: selectors.kinds_below(None, day),
        "bodies": lambda: selectors.body_kinds(day),
        "positions": lambda: selectors.position_kinds(day),
        "fields": lambda: selectors.fields_on(day),
    }[what]()


# --- people and accounts (before /{pk}, which would take their names for numbers)


@router.get("/people", response=ok(list[PersonOut]))
@paginate(Listing)
def people(request: HttpRequest, asked: Query[People]) -> Any:
    """People within reach, by name without diacritics."""
    return selectors.search_people(asked.q, by=who(request))


@router.get("/people/{pk}", response=ok(PersonOut))
def person(request: HttpRequest, pk: Id) -> Any:
    return selectors.get_person(pk, by=who(request))


@router.get("/people/{pk}/positions", response=ok(list[PositionOut]))
@paginate(Listing)
def person_positions(request: HttpRequest, pk: Id) -> Any:
    """What the person held over time, as far as one may see."""
    by = who(request)
    return selectors.positions_held(selectors.get_person(pk, by=by), by=by).select_related("person")


@router.get("/people/{pk}/memberships", response=ok(list[MembershipOut]))
@paginate(Listing)
def person_memberships(request: HttpRequest, pk: Id) -> Any:
    by = who(request)
    return selectors.standings_of(selectors.get_person(pk, by=by), by=by).select_related("person")


@router.get("/accounts", response=ok(list[AccountOut]))
@paginate(Listing)
def accounts(request: HttpRequest, asked: Query[People]) -> Any:
    """Accounts within the branches whose accounts one changes; nothing for others."""
    return selectors.accounts_below(by=who(request), query=asked.q)


@router.post("/accounts", response=made(AccountOut))
def create_account(request: HttpRequest, given: NewAccount) -> Any:
    return Status(201, services.create_account(**given.model_dump(), by=who(request)))


@router.post("/accounts/{pk}/active", response=ok(AccountOut))
def set_account_active(request: HttpRequest, pk: Id, given: Active) -> Any:
    """Lock an account out, or let it in again."""
    return services.set_account_active(account_id=pk, active=given.active, by=who(request))


@router.post("/accounts/{pk}/password", response=ok(AccountOut))
def reset_password(request: HttpRequest, pk: Id, given: Password) -> Any:
    return services.reset_password(account_id=pk, password=given.password, by=who(request))


@router.post("/positions/{pk}/relieve", response=ok(PositionOut))
def relieve(request: HttpRequest, pk: Id, given: End) -> Any:
    return services.relieve(position_id=pk, **given.model_dump(), by=who(request))


@router.post("/bodies/{pk}/end", response=ok(BodyOut))
def end_body(request: HttpRequest, pk: Id, given: End) -> Any:
    return services.end_body(body_id=pk, **given.model_dump(), by=who(request))


@router.post("/areas/{pk}/end", response=ok(AreaAssignmentOut))
def end_area(request: HttpRequest, pk: Id, given: EndArea) -> Any:
    return services.end_area(area_id=pk, **given.model_dump(), by=who(request))


# --- organisations


@router.get("", response=ok(list[OrganisationOut]))
@paginate(Listing)
def organisations(request: HttpRequest, asked: Query[Search]) -> Any:
    """Every organisation within reach, parents before children; ``q`` filters by any name it ever had."""
    by = who(request)
    if asked.q:
        return selectors.search_organisations(asked.q, by=by, ended=asked.ended, limit=500)
    return selectors.reachable(by=by, ended=asked.ended)


@router.get("/{pk}", response=ok(OrganisationOut))
def organisation(request: HttpRequest, pk: Id) -> Any:
    return _organisation(request, pk)


@router.get("/{pk}/children", response=ok(list[NodeOut]))
@paginate(Listing)
def children(request: HttpRequest, pk: Id, asked: Query[OnDay]) -> Any:
    """Its direct subordinates with the size of their branches; ``on`` as it was on a day."""
    by = who(request)
    return selectors.subordinates(_organisation(request, pk), by=by, day=asked.on)


@router.get("/{pk}/then", response=ok(ThenOut))
def then(request: HttpRequest, pk: Id, asked: Query[OnDay]) -> Any:
    """Names, superior and subordinates as they were on a day."""
    return selectors.organisation_on(_organisation(request, pk), _day(request, asked), by=who(request))


@router.get("/{pk}/positions", response=ok(list[PositionOut]))
@paginate(Listing)
def positions(request: HttpRequest, pk: Id, asked: Query[OnDay]) -> Any:
    """Who held which position there on a day."""
    return selectors.positions_of(_organisation(request, pk), by=who(request), on=_day(request, asked))


@router.get("/{pk}/members", response=ok(list[MembershipOut]))
@paginate(Listing)
def members(request: HttpRequest, pk: Id, asked: Query[OnDay]) -> "QuerySet[Membership]":
    organisation = _organisation(request, pk)
    who(request).require("read", organisation)
    return selectors.members_of(organisation, by=who(request), on=_day(request, asked))


@router.get("/{pk}/members/count", response=ok(MembersOut))
def members_count(request: HttpRequest, pk: Id, asked: Query[OnDay], whole_branch: bool = False) -> Any:
    """By standing, with the denominator for attendance."""
    organisation = _organisation(request, pk)
    who(request).require("read", organisation)
    return selectors.members_count(organisation, on=_day(request, asked), whole_branch=whole_branch)


@router.get("/{pk}/bodies", response=ok(list[BodyOut]))
@paginate(Listing)
def bodies(request: HttpRequest, pk: Id) -> Any:
    return selectors.bodies_of(_organisation(request, pk), by=who(request))


@router.get("/{pk}/terms", response=ok(list[TermOut]))
@paginate(Listing)
def terms(request: HttpRequest, pk: Id) -> Any:
    return selectors.terms_of(_organisation(request, pk), by=who(request))


@router.get("/{pk}/areas", response=ok(AreasOut))
def areas(request: HttpRequest, pk: Id, asked: Query[OnDay]) -> Any:
    """Who answers for what, with gaps and double assignments."""
    organisation = _organisation(request, pk)
    who(request).require("read", organisation)
    return selectors.areas_of(organisation, by=who(request), on=_day(request, asked))


@router.get("/{pk}/access", response=ok(list[ExplanationOut]))
def access(request: HttpRequest, pk: Id) -> Any:
    """What one may do here, and through which appointment."""
    return selectors.explain_access(who(request), _organisation(request, pk))


@router.post("/{pk}/found", response=made(OrganisationOut))
def found(request: HttpRequest, pk: Id, given: Found) -> Any:
    """Found an organisation directly below this one."""
    values = given.model_dump()
    parent = _organisation(request, pk)
    kind = selectors.get_kind(values.pop("kind_id"))
    return Status(201, services.found_organisation(kind=kind, parent=parent, **values, by=who(request)))


@router.post("/{pk}/rename", response=ok(OrganisationOut))
def rename(request: HttpRequest, pk: Id, given: Rename) -> Any:
    return services.rename_organisation(organisation_id=pk, **given.model_dump(), by=who(request))


@router.post("/{pk}/end", response=ok(OrganisationOut))
def end(request: HttpRequest, pk: Id, given: EndOrganisation) -> Any:
    """End it; what it has not finished passes to the successor."""
    return close_organisation(organisation_id=pk, **given.model_dump(), by=who(request))


@router.post("/{pk}/bodies", response=made(BodyOut))
def establish_body(request: HttpRequest, pk: Id, given: Establish) -> Any:
    return Status(201, services.establish_body(organisation_id=pk, **given.model_dump(), by=who(request)))


@router.post("/{pk}/terms", response=made(TermOut))
def open_term(request: HttpRequest, pk: Id, given: OpenTerm) -> Any:
    return Status(201, services.open_term(organisation_id=pk, **given.model_dump(), by=who(request)))


@router.post("/{pk}/people", response=made(PersonOut))
def register_person(request: HttpRequest, pk: Id, given: Register) -> Any:
    return Status(201, services.register_person(organisation_id=pk, **given.model_dump(), by=who(request)))


@router.post("/{pk}/positions", response=made(PositionOut))
def appoint(request: HttpRequest, pk: Id, given: Appoint) -> Any:
    return Status(201, services.appoint(organisation_id=pk, **given.model_dump(), by=who(request)))


@router.post("/{pk}/members/standing", response=ok(MembershipOut))
def change_standing(request: HttpRequest, pk: Id, given: ChangeStanding) -> Any:
    return services.change_standing(organisation_id=pk, **given.model_dump(), by=who(request))


@router.post("/{pk}/members/transfer", response=ok(MembershipOut))
def transfer(request: HttpRequest, pk: Id, given: Transfer) -> Any:
    """From this organisation to ``target_id``."""
    values = given.model_dump()
    target = values.pop("target_id")
    return services.transfer(from_organisation_id=pk, organisation_id=target, **values, by=who(request))


@router.post("/{pk}/members/end", response=ok(MembershipOut))
def end_membership(request: HttpRequest, pk: Id, given: EndMembership) -> Any:
    return services.end_membership(organisation_id=pk, **given.model_dump(), by=who(request))


@router.post("/{pk}/areas", response=made(AreaAssignmentOut))
def assign_area(request: HttpRequest, pk: Id, given: AssignArea) -> Any:
    return Status(201, services.assign_area(organisation_id=pk, **given.model_dump(), by=who(request)))
