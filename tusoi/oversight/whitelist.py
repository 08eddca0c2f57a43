"""Who may inspect whom, read from the lines of the whitelist: what no line allows is refused. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Protocol, TypeVar


class Line(Protocol):
    """What a line says: see the model InspectionRight."""

    kinds: list[str]
    owner_levels: list[str]
    owner_bodies: list[str]
    subject: str
    subject_levels: list[str]
    relation: str


L = TypeVar("L", bound=Line)


def speaks_of(line: Line, *, kind: str, level: str, body: str) -> bool:
    """Whether it is about this kind of case of owners of this level and kind of body ("" the committee itself)."""
    return (
        kind in line.kinds
        and (not line.owner_levels or level in line.owner_levels)
        and (not line.owner_bodies or body in line.owner_bodies)
    )


def line_for(lines: Iterable[L], *, is_member: bool, subject_level: str, relations: Collection[str]) -> L | None:
    """The first of the owner's lines that allows such a subject. ``relations``: see rules.relations."""
    subject = "member" if is_member else "organisation"
    return next(
        (
            line
            for line in lines
            if line.subject == subject
            and line.relation in relations
            and (not line.subject_levels or subject_level in line.subject_levels)
        ),
        None,
    )
