"""Answers beside each other: what a line says and lacks, who wrote the same, which passages.

Only answers that the reader may see anyway are compared; nothing here decides on any of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from tusoi import treepath
from tusoi.lib import quality
from tusoi.lib.quality import Look, Names, Shared
from tusoi.lib.quality.copies import Own
from tusoi.obligations.copies import ALIKE, proposed, quoted_in
from tusoi.obligations.models import Assignment, Fingerprint, Obligation, PlanItem, Submission
from tusoi.obligations.reading import written
from tusoi.organisations.models import Organisation
from tusoi.organisations.scope import Actor

SHOWN = 0.3
"""From this share of common runs on another answer is named to the reviewer."""
COMPARED = 12
"""So many of the answers the index proposes are compared word for word."""
MOST_ALIKE = 2000
"""Answers of a duty that are gathered into groups at most."""


@dataclass(frozen=True, slots=True)
class Near:
    """Another answer to the same duty, and the share of the words both have: 0 to 1."""

    assignment: Assignment
    share: float

    @property
    def percent(self) -> int:
        return round(100 * self.share)


@dataclass(frozen=True, slots=True)
class Beside:
    """Two answers word for word: their texts, the passages both have, and what each quotes of the duty."""

    text: str
    other: str
    share: float
    passages: list[Shared]
    quotes: list[tuple[int, int]]
    other_quotes: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Group:
    """Answers much like the first of them, in the order of the tree; ``share``: with the first, as estimated."""

    members: list[Near]


def names_of(organisation: Organisation) -> Names:
    """The names an answer of the organisation may speak of as its own: of itself and of the two above. No query with
    the part of ``assignment_for``."""
    found, one = list[str](), organisation
    for _level in range(3):
        found += [name for name in (one.name, one.short_name) if name]
        if one.parent is None:
            break
        one = one.parent
    return Names(tuple(found))


def looks_of(
    items: Iterable[PlanItem], assignment: Assignment, names: Names, *, on: date | None = None
) -> dict[int, Look]:
    """Plan item -> what it says and lacks. ``on``: the day it was sent. No query."""
    return {
        item.pk: quality.look(item, due_on=assignment.due_on, on=on, names=names, finding=item.finding)
        for item in items
    }


def near_copies(assignment: Assignment, by: Actor, *, most: int = 5) -> list[Near]:
    """Answers to the same duty within the reader's reach that are much like this one, the nearest first.

    At most four queries, each bounded, whatever the number of answers; ``assignment`` as ``assignment_for`` gives it.
    """
    own: Fingerprint | None = getattr(assignment, "fingerprint", None)
    if own is None:
        return []
    digest = bytes(own.digest)
    branches = ("",) if by.system else by.branches("read")
    near = [pk for pk in proposed(quality.bands(digest, own.obligation_id), branches) if pk != own.pk]
    if not near:
        return []
    prints = Fingerprint.objects.visible_to(by).filter(pk__in=near, obligation_id=own.obligation_id)
    nearest = sorted(
        prints.select_related("assignment__organisation", "assignment__person"),
        key=lambda one: (-quality.likeness(digest, bytes(one.digest)), one.pk),
    )
    likely = [one.assignment for one in nearest[:COMPARED]]
    if not likely:
        return []
    words = _own_words([assignment, *likely])
    mine = words.get(assignment.pk)
    if mine is None:
        return []
    found = [Near(one, quality.similarity(mine, words[one.pk])) for one in likely if one.pk in words]
    return sorted((one for one in found if one.share >= SHOWN), key=lambda one: (-one.share, one.assignment.pk))[:most]


def beside(assignment: Assignment, other: Assignment) -> Beside | None:
    """Two answers to the same duty word for word; None while one of them was not sent. Three queries."""
    texts = sent_words([assignment.pk, other.pk])
    if len(texts) < 2:
        return None
    quoted = quoted_in(assignment.obligation)
    mine, its = (quality.own_words(texts[one.pk], quoted) for one in (assignment, other))
    share = quality.similarity(mine, its)
    passages = quality.shared(mine, its)
    return Beside(texts[assignment.pk], texts[other.pk], share, passages, mine.quotes, its.quotes)


def alike_in(obligation: Obligation, node: Organisation, by: Actor) -> list[Group]:
    """The answers to a duty in a branch that are much alike, in groups, the largest first. Three queries.

    MOST_ALIKE answers are looked at; further ones are found from the page of each answer.
    """
    branch = treepath.within("path", [node.path])
    seen = Fingerprint.objects.visible_to(by).filter(branch, obligation_id=obligation.pk)
    followers = list(seen.filter(leader__isnull=False).order_by("path", "pk")[:MOST_ALIKE])
    if not followers:
        return []
    leaders = {one.leader for one in followers}
    prints = {one.pk: one for one in [*seen.filter(pk__in=leaders), *followers]}
    groups: dict[int, list[Fingerprint]] = {}
    for one in sorted(prints.values(), key=lambda one: (one.path, one.pk)):
        groups.setdefault(one.leader if one.leader in leaders and one.leader else one.pk, []).append(one)
    parts = Assignment.objects.filter(pk__in=list(prints)).select_related("organisation", "person").in_bulk()
    found = []
    for leader, members in groups.items():
        first = next((one for one in members if one.pk == leader), members[0])
        shares = {
            one.pk: quality.likeness(bytes(first.digest), bytes(one.digest)) for one in members if one.pk != first.pk
        }
        near = [Near(parts[pk], share) for pk, share in shares.items() if share >= ALIKE * 0.8]
        if near:
            found.append(Group([Near(parts[first.pk], 1.0), *near]))
    return sorted(found, key=lambda group: -len(group.members))


def sent_words(assignment_ids: Collection[int] | QuerySet[Assignment, Any]) -> dict[int, str]:
    """All the words of what each sent last and did not take back. One query."""
    sent = (
        Submission.objects.filter(assignment__in=assignment_ids, submitted_at__isnull=False)
        .exclude(outcome="recalled")
        .order_by("number")
    )
    return {one.assignment_id: written(one.text, one.items) for one in sent}


def _own_words(parts: Sequence[Assignment]) -> dict[int, Own]:
    quoted = quoted_in(parts[0].obligation)
    return {pk: quality.own_words(text, quoted) for pk, text in sent_words([one.pk for one in parts]).items()}
