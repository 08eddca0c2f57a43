"""The accounts that the sign-in page of a demonstration offers."""

from dataclasses import dataclass

from tusoi.cli.demonstration.accounts import PASSWORD, ROLES


@dataclass(frozen=True, slots=True)
class DemonstrationAccount:
    username: str
    password: str
    name: str
    position: str
    """What the person is and where, in words."""
    hint: str
    """What to try, in a sentence."""


def accounts() -> list[DemonstrationAccount]:
    """Those which `tusoi serve --demo` made, in the order in which to try them."""
    return [DemonstrationAccount(role.username, PASSWORD, role.name, role.position, str(role.hint)) for role in ROLES]
