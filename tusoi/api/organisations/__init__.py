"""Organisations, people, areas, access and accounts over the API: the same selectors and services as the pages."""

from datetime import date
from typing import Any, Literal

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router
from ninja.pagination import paginate
from ninja.responses import Status

from tusoi.api.plumbing import REFUSALS, Errors, Id, Listing, who
from tusoi.obligations.services import DutiesRemain
from tusoi.organisations import selectors, services
from tusoi.organisations.models import Membership, Organisation
from tusoi.organisations.sentences import REFUSALS as WORDS
from tusoi.oversight.services.closing import close_organisation

from .schemas import (
    AccountOut,
    Active,
    Appoint,
    AreaAssignmentOut,
    AreasOut,
    AssignArea,
    BodyOut,
    ChangeStanding,
    End,
    EndArea,
    EndMembership,
    EndOrganisation,
    Establish,
    ExplanationOut,
    Found,
    Kind,
    MembershipOut,
    MembersOut,
    NewAccount,
    NodeOut,
    OnDay,
    OpenTerm,
    OrganisationOut,
    Password,
    People,
    PersonOut,
    PositionOut,
    Register,
    Rename,
    Search,
    TermOut,
    ThenOut,
    Transfer,
)

router = Router(tags=["organisations"])
ERRORS: Errors = {
    **WORDS,
    DutiesRemain: {
        "successor_needed": _("Đơn vị còn nhiệm vụ chưa xong: hãy chọn đơn vị nhận tiếp."),
        "successor_wrong": _("Đơn vị nhận nhiệm vụ phải là đơn vị khác, đang hoạt động."),
    },
}
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
    """One person within reach."""
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
    """Where the person belongs and belonged, with which standing."""
    by = who(request)
    return selectors.standings_of(selectors.get_person(pk, by=by), by=by).select_related("person")


@router.get("/accounts", response=ok(list[AccountOut]))
@paginate(Listing)
def accounts(request: HttpRequest, asked: Query[People]) -> Any:
    """Accounts within the branches whose accounts one changes; nothing for others."""
    return selectors.accounts_below(by=who(request), query=asked.q)


@router.post("/accounts", response=made(AccountOut))
def create_account(request: HttpRequest, given: NewAccount) -> Any:
    """An account for a person, who signs in with this user name and password."""
    return Status(201, services.create_account(**given.model_dump(), by=who(request)))


@router.post("/accounts/{pk}/active", response=ok(AccountOut))
def set_account_active(request: HttpRequest, pk: Id, given: Active) -> Any:
    """Lock an account out, or let it in again."""
    return services.set_account_active(account_id=pk, active=given.active, by=who(request))


@router.post("/accounts/{pk}/password", response=ok(AccountOut))
def reset_password(request: HttpRequest, pk: Id, given: Password) -> Any:
    """Set another password; every session of the account ends."""
    return services.reset_password(account_id=pk, password=given.password, by=who(request))


@router.post("/positions/{pk}/relieve", response=ok(PositionOut))
def relieve(request: HttpRequest, pk: Id, given: End) -> Any:
    """End a position on a day, with the reason."""
    return services.relieve(position_id=pk, **given.model_dump(), by=who(request))


@router.post("/bodies/{pk}/end", response=ok(BodyOut))
def end_body(request: HttpRequest, pk: Id, given: End) -> Any:
    """End a body of an organisation on a day."""
    return services.end_body(body_id=pk, **given.model_dump(), by=who(request))


@router.post("/areas/{pk}/end", response=ok(AreaAssignmentOut))
def end_area(request: HttpRequest, pk: Id, given: EndArea) -> Any:
    """Somebody no longer answers for an area."""
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
    """One organisation: within reach, or above it."""
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
    """Who belongs to it on a day, with the standing."""
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
    """The bodies of an organisation: committee, standing committee, advisory boards."""
    return selectors.bodies_of(_organisation(request, pk), by=who(request))


@router.get("/{pk}/terms", response=ok(list[TermOut]))
@paginate(Listing)
def terms(request: HttpRequest, pk: Id) -> Any:
    """The terms of office of an organisation."""
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
    """Give it another name from a day on; the former name stays findable."""
    return services.rename_organisation(organisation_id=pk, **given.model_dump(), by=who(request))


@router.post("/{pk}/end", response=ok(OrganisationOut))
def end(request: HttpRequest, pk: Id, given: EndOrganisation) -> Any:
    """End it; what it has not finished passes to the successor."""
    return close_organisation(organisation_id=pk, **given.model_dump(), by=who(request))


@router.post("/{pk}/bodies", response=made(BodyOut))
def establish_body(request: HttpRequest, pk: Id, given: Establish) -> Any:
    """Establish a body of an organisation."""
    return Status(201, services.establish_body(organisation_id=pk, **given.model_dump(), by=who(request)))


@router.post("/{pk}/terms", response=made(TermOut))
def open_term(request: HttpRequest, pk: Id, given: OpenTerm) -> Any:
    """Open a term of office."""
    return Status(201, services.open_term(organisation_id=pk, **given.model_dump(), by=who(request)))


@router.post("/{pk}/people", response=made(PersonOut))
def register_person(request: HttpRequest, pk: Id, given: Register) -> Any:
    """Enter a person as a member of the organisation."""
    return Status(201, services.register_person(organisation_id=pk, **given.model_dump(), by=who(request)))


@router.post("/{pk}/positions", response=made(PositionOut))
def appoint(request: HttpRequest, pk: Id, given: Appoint) -> Any:
    """Give a person a position from a day on."""
    return Status(201, services.appoint(organisation_id=pk, **given.model_dump(), by=who(request)))


@router.post("/{pk}/members/standing", response=ok(MembershipOut))
def change_standing(request: HttpRequest, pk: Id, given: ChangeStanding) -> Any:
    """Change the standing of a member from a day on."""
    return services.change_standing(organisation_id=pk, **given.model_dump(), by=who(request))


@router.post("/{pk}/members/transfer", response=ok(MembershipOut))
def transfer(request: HttpRequest, pk: Id, given: Transfer) -> Any:
    """A member passes from this organisation to ``target_id``."""
    values = given.model_dump()
    target = values.pop("target_id")
    return services.transfer(from_organisation_id=pk, organisation_id=target, **values, by=who(request))


@router.post("/{pk}/members/end", response=ok(MembershipOut))
def end_membership(request: HttpRequest, pk: Id, given: EndMembership) -> Any:
    """A person no longer belongs to the organisation."""
    return services.end_membership(organisation_id=pk, **given.model_dump(), by=who(request))


@router.post("/{pk}/areas", response=made(AreaAssignmentOut))
def assign_area(request: HttpRequest, pk: Id, given: AssignArea) -> Any:
    """Somebody answers for a territory or a field."""
    return Status(201, services.assign_area(organisation_id=pk, **given.model_dump(), by=who(request)))
