"""The accounts that the sign-in page of a demonstration offers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DemonstrationAccount:
    username: str
    password: str
    name: str
    position: str
    """What the person is and where, in words."""


def accounts() -> list[DemonstrationAccount]:
    return []
