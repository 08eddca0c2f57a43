"""Which role may do what, and how far it reaches. Pure; read by scope.py, the pages and the permission matrix."""

from enum import StrEnum


class Reach(StrEnum):
    HERE = "here"
    """Only in the name of the organisation where the position is held."""
    BELOW = "below"
    """There and everywhere beneath."""


PERMISSIONS: dict[str, Reach] = {
    "read": Reach.BELOW,
    "audit.read": Reach.BELOW,
    "organisations.change": Reach.BELOW,
    "people.change": Reach.BELOW,
    "areas.assign": Reach.HERE,
    "documents.register": Reach.HERE,
    "documents.appraise": Reach.HERE,
    "documents.template": Reach.HERE,
    "obligations.issue": Reach.HERE,
    "obligations.answer": Reach.HERE,
    "obligations.review": Reach.HERE,
    "obligations.read_personal": Reach.BELOW,
    "accounts.change": Reach.BELOW,
    "oversight.run": Reach.HERE,
    "oversight.read": Reach.BELOW,
    "oversight.configure": Reach.BELOW,
}

_LEADS = (
    "read", "audit.read", "people.change", "areas.assign", "documents.register", "documents.appraise",
    "documents.template", "obligations.issue", "obligations.answer", "obligations.review", "obligations.read_personal",
    "oversight.run", "oversight.read",
)  # fmt: skip

ROLES: dict[str, tuple[str, ...]] = {
    "head": _LEADS,
    "deputy": _LEADS,
    "office": _LEADS,
    "inspector": (
        "read",
        "audit.read",
        "documents.register",
        "obligations.issue",
        "obligations.review",
        "obligations.read_personal",
        "oversight.run",
        "oversight.read",
    ),
    "administrator": (
        "read",
        "audit.read",
        "organisations.change",
        "people.change",
        "areas.assign",
        "accounts.change",
        "oversight.configure",
    ),
    "committee_member": ("read",),
    "member": ("read",),
}
"""A role comes with a kind of position (PositionKind.role, dated data); what a role may do is this table."""
