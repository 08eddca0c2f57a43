from .account import Account
from .people import AreaAssignment, Field, Membership, Person, Position, PositionKind
from .tree import Body, BodyKind, Designation, Organisation, OrganisationKind, Placement, Term

__all__ = [
    "Account",
    "AreaAssignment",
    "Body",
    "BodyKind",
    "Designation",
    "Field",
    "Membership",
    "Organisation",
    "OrganisationKind",
    "Person",
    "Placement",
    "Position",
    "PositionKind",
    "Term",
]
