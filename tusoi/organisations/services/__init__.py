"""What is done to organisations and people: verb and object, keyword-only, one transaction, `by` whom."""

from tusoi.organisations.errors import (
    AccountRefused,
    Impossible,
    Misplaced,
    Unappointable,
    Unassignable,
    WrongPeriod,
    WrongStanding,
)  # fmt: skip

from .accounts import create_account, reset_password, set_account_active
from .areas import assign_area, end_area
from .bodies import end_body, establish_body, open_term
from .memberships import change_standing, end_membership, transfer
from .people import appoint, register_person, relieve
from .reference import load_reference
from .tree import end_organisation, found_organisation, rename_organisation

__all__ = [
    "AccountRefused",
    "Impossible",
    "Misplaced",
    "Unappointable",
    "Unassignable",
    "WrongPeriod",
    "WrongStanding",
    "appoint",
    "assign_area",
    "change_standing",
    "create_account",
    "end_area",
    "end_body",
    "end_membership",
    "end_organisation",
    "establish_body",
    "found_organisation",
    "load_reference",
    "open_term",
    "register_person",
    "relieve",
    "rename_organisation",
    "reset_password",
    "set_account_active",
    "transfer",
]
