"""A nation: root, provinces, communes (pivots), grassroots organisations, cells, and the duties laid on them.

The same numbers give the same nation on both engines. Names are made up of numbers; what is never read by a measure
(placements, designations, people of the branches) is left out.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import connection
from django.utils import timezone

from benchmarks.bulk import analyse, load, unchecked, without_indexes
from benchmarks.sizes import Size
from tusoi import treepath
from tusoi.obligations import tallies
from tusoi.obligations.models import Assignment, DeliverableKind, Obligation, Tally, UpperTally
from tusoi.organisations.models import Account, Organisation, OrganisationKind, Person, Position, PositionKind

SEED = 20250101
LONG_AGO = date(2020, 1, 1)
KINDS = {  # code: rank, symbol, pivot
    "central": (1, "TW", False),
    "province": (2, "TU", False),
    "commune": (3, "ĐU", True),
    "grassroots": (4, "ĐU", False),
    "cell": (6, "CB", False),
}


@dataclass(frozen=True, slots=True)
class Node:
    id: int
    parent: int | None
    kind: str
    depth: int
    path: str
    pivot: int
    top: int
    name: str


@dataclass(slots=True)
class Nation:
    """What the measures need to find their way: numbers of organisations and duties."""

    size: Size
    nodes: list[Node]
    """In the order of the tree, every parent before its children."""
    root: int = 1
    province: int = 0
    commune: int = 0
    to_cells: int = 0
    """The duty laid on every cell."""
    obligations: list[int] = field(default_factory=list)
    """The duties laid on every grassroots organisation, newest first."""
    accounts: dict[str, int] = field(default_factory=dict)
    """An account of the office at each level: root, province, commune; and "cell", of a secretary."""

    def organisation(self, level: str) -> Organisation:
        return Organisation.objects.select_related("kind").get(pk=getattr(self, level))


def tree(size: Size) -> list[Node]:
    """All organisations; branches of uneven size, as they are."""
    dice = random.Random(SEED)
    counts = {"province": size.provinces, "commune": size.communes, "grassroots": size.grassroots, "cell": size.cells}
    words = {"province": "Tỉnh ủy", "commune": "Đảng ủy xã", "grassroots": "Đảng bộ cơ sở", "cell": "Chi bộ"}
    root = Node(1, None, "central", 0, treepath.segment(1), 1, 1, "Trung ương")
    everybody, above, number = [root], [root], 1
    for depth, (kind, count) in enumerate(counts.items(), start=1):
        # Everybody above has at least one below, the rest are spread with weights between 1 and 4.
        parents = above + dice.choices(above, weights=[dice.uniform(1, 4) for _ in above], k=count - len(above))
        parents.sort(key=lambda one: one.path)
        level = []
        for parent in parents:
            number += 1
            pivot = number if kind in ("province", "commune") else parent.pivot
            top = number if depth == 1 else parent.top
            path = parent.path + treepath.segment(number)
            level.append(Node(number, parent.id, kind, depth, path, pivot, top, f"{words[kind]} {number}"))
        everybody += level
        above = level
    everybody.sort(key=lambda one: one.path)
    return everybody


def make(size: Size) -> Nation:
    """Fill an empty database."""
    nation = _surveyed(size)
    with unchecked():
        _organisations(nation.nodes)
        _accounts(nation)
        _obligations(nation)
        with without_indexes(Assignment):
            _assignments(nation)
        _lines(nation)
    analyse()
    for pk in (nation.to_cells, *nation.obligations):
        tallies.rebuild(pk)
    analyse(Tally, UpperTally)
    return nation


def found(size: Size) -> Nation:
    """The nation of an earlier run in a database that was kept."""
    nation = _surveyed(size)
    numbers = list(Obligation.objects.order_by("pk").values_list("pk", flat=True)[: size.obligations + 1])
    nation.to_cells, nation.obligations = numbers[0], numbers[1:]
    for username, pk in Account.objects.filter(username__startswith="bench-").values_list("username", "pk"):
        nation.accounts[username.removeprefix("bench-")] = pk
    return nation


def _surveyed(size: Size) -> Nation:
    nation = Nation(size, tree(size))
    below = {one.id: 0 for one in nation.nodes}
    for node in nation.nodes:
        for ancestor in treepath.ids(node.path):
            below[ancestor] += 1
    nation.province = _typical(nation, "province", below)
    nation.commune = _typical(nation, "commune", below)
    return nation


def _typical(nation: Nation, kind: str, below: dict[int, int]) -> int:
    """The organisation of a kind whose branch is of middling size."""
    ordered = sorted((below[one.id], one.id) for one in nation.nodes if one.kind == kind)
    return ordered[len(ordered) // 2][1]


def _organisations(nodes: list[Node]) -> None:
    kinds = {
        code: OrganisationKind.objects.get_or_create(
            code=code,
            defaults={
                "name_vi": code, "name_en": code, "rank": rank, "symbol": symbol, "is_pivot": pivot,
                "valid_from": LONG_AGO,
            },
        )[0].pk
        for code, (rank, symbol, pivot) in KINDS.items()
    }  # fmt: skip
    load(
        Organisation,
        ("id", "kind_id", "name", "sort_key", "parent_id", "path", "depth", "pivot_id", "is_pivot", "founded_on"),
        (
            (
                one.id, kinds[one.kind], one.name, f"{one.id:08}", one.parent, one.path, one.depth, one.pivot,
                one.kind == "commune", LONG_AGO,
            )
            for one in nodes
        ),
    )  # fmt: skip


def _accounts(nation: Nation) -> None:
    cell = next(one.id for one in nation.nodes if one.kind == "cell" and one.pivot == nation.commune)
    places = {"root": nation.root, "province": nation.province, "commune": nation.commune, "cell": cell}
    for level, organisation_id in places.items():
        code, role = ("bi-thu", "head") if level == "cell" else ("van-phong", "office")
        kind, _ = PositionKind.objects.get_or_create(
            code=code, defaults={"name_vi": code, "name_en": code, "role": role, "valid_from": LONG_AGO}
        )
        person = Person.objects.create(name=f"Người {level}")
        Position.objects.create(person=person, organisation_id=organisation_id, kind=kind, valid_from=LONG_AGO)
        nation.accounts[level] = Account.objects.create(username=f"bench-{level}", person=person).pk


def _obligations(nation: Nation) -> None:
    today = timezone.localdate()
    deliverable, _ = DeliverableKind.objects.get_or_create(
        code="report", defaults={"name_vi": "Báo cáo", "name_en": "Report", "valid_from": LONG_AGO}
    )
    laid = []
    for number in range(nation.size.obligations + 1):
        # One a few days; the newest tenth is not due yet, the one on all cells was due last week.
        due_on = today + timedelta(days=30 - 3 * number) if number else today - timedelta(days=7)
        laid.append(
            Obligation(
                issued_by_id=nation.root,
                title=f"Nhiệm vụ {number}",
                deliverable=deliverable,
                bearer=Obligation.Bearer.ORGANISATION,
                due_on=due_on,
                state=Obligation.State.ISSUED,
                planned=nation.size.grassroots if number else nation.size.cells,
                issued_at=timezone.now() - timedelta(days=3 * number),
                issued_on=due_on - timedelta(days=40),
            )
        )
    Obligation.objects.bulk_create(laid)
    numbers = list(Obligation.objects.order_by("pk").values_list("pk", flat=True))
    nation.to_cells, nation.obligations = numbers[0], numbers[1:]


RUNNING = (40, 10, 5, 44, 1)
"""Per cent in each state (of rules.STATES) while a duty runs."""
LONG_PAST = (1.5, 0.3, 0.7, 96.5, 1)
"""... and when its day is long past."""
EXTENDED = ((20, 7), (40, 15), (60, 30))
"""Below so many thousandths: the due day was moved by so many days. Six in a hundred bearers, three different days."""


def _assignments(nation: Nation) -> None:
    today = timezone.localdate()
    days = dict(Obligation.objects.values_list("pk", "due_on"))
    now = timezone.now().isoformat()
    cells = {nation.to_cells}
    with connection.cursor() as cursor:
        for pk, due_on in sorted(days.items()):
            share = RUNNING if due_on >= today - timedelta(days=30) else LONG_PAST
            cursor.execute(_insert(pk, due_on, "cell" if pk in cells else "grassroots", share, now))


PLANNED = 10
"""Duties whose answers are plans, of two lines each."""
_LINES = ("verified", "planned", "refused", "done")
OF_A_HUNDRED_LINES = (93, 5, 1, 1)


def _lines(nation: Nation) -> None:
    """The lines of accepted plans, most of them done and verified."""
    limits = [sum(OF_A_HUNDRED_LINES[: place + 1]) for place in range(len(_LINES))]
    dice = "(a.id * 7919 + n.position * 31) % 100"
    states = " ".join(f"WHEN {dice} < {limit} THEN '{state}'" for limit, state in zip(limits, _LINES, strict=True))
    moment = _moment(timezone.now().isoformat(), "a.id % 50000")
    bearer, reviewer = nation.accounts["cell"], nation.accounts["root"]
    with connection.cursor() as cursor:
        cursor.execute(f"""
            INSERT INTO obligations_planitem (assignment_id, organisation_id, reviewer_id, position, state, finding,
                task, lead, collaborators, product, milestones, evidence, is_locked, reason, reported_by_id,
                reported_at, verified_by_id, verified_at)
            SELECT l.id, l.organisation_id, l.reviewer_id, l.position, l.state, '', 'Việc của kế hoạch', 'Bí thư', '',
                '', '', '', {_truth()}, '',
                CASE WHEN l.state <> 'planned' THEN {bearer} END, CASE WHEN l.state <> 'planned' THEN l.at END,
                CASE WHEN l.state = 'verified' THEN {reviewer} END, CASE WHEN l.state = 'verified' THEN l.at END
            FROM (
                SELECT a.id, a.organisation_id, a.reviewer_id, n.position, CASE {states} END AS state, {moment} AS at
                FROM obligations_assignment a CROSS JOIN (SELECT 1 AS position UNION ALL SELECT 2) n
                WHERE a.state = 'accepted' AND a.obligation_id IN ({", ".join(map(str, nation.obligations[-PLANNED:]))})
            ) l""")


def _truth() -> str:
    return "TRUE" if connection.vendor == "postgresql" else "1"


def _insert(pk: int, due_on: date, kind: str, share: tuple[float, ...], now: str) -> str:
    """One statement that lays a duty on all organisations of a kind, each in a state and with a day by a fixed dice."""
    limits, total = [], 0.0
    for part in share:
        total += part
        limits.append(round(total * 10))
    dice = f"((o.id * {7919 + 2 * pk}) % 1009 * 991 / 1000 + o.id + {pk * 37}) % 1000"
    states = " ".join(f"WHEN {dice} < {limit} THEN '{state}'" for state, limit in zip(_STATES, limits, strict=True))
    other = f"((o.id * {104729 + 2 * pk}) % 1013 + o.id) % 1000"
    moved = " ".join(f"WHEN {other} < {limit} THEN {_day(due_on + timedelta(days=more))}" for limit, more in EXTENDED)
    sent = f"CASE WHEN {dice} >= {limits[0]} AND {dice} < {limits[3]} THEN {_moment(now, 'o.id % 50000')} END"
    waived = f"CASE WHEN {dice} >= {limits[3]} THEN 'Được miễn' ELSE '' END"
    return f"""
        INSERT INTO obligations_assignment (obligation_id, organisation_id, path, pivot_id, top_id, reviewer_id,
            state, due_on, submitted_at, reason, version, reminders, extended)
        SELECT {pk}, o.id, o.path, o.pivot_id, t.id, 1,
            CASE {states} END, CASE {moved} ELSE {_day(due_on)} END, {sent}, {waived}, 1, 0, {other} < {EXTENDED[-1][0]}
        FROM organisations_organisation o
        JOIN organisations_organisationkind k ON k.id = o.kind_id AND k.code = '{kind}'
        JOIN organisations_organisation t ON t.path = substr(o.path, 1, {2 * treepath.WIDTH})
        ORDER BY o.path
        """


_STATES = ("assigned", "submitted", "returned", "accepted", "waived")


def _day(day: date) -> str:
    return f"DATE '{day}'" if connection.vendor == "postgresql" else f"'{day}'"


def _moment(text: str, minutes_before: str) -> str:
    if connection.vendor == "postgresql":
        return f"TIMESTAMPTZ '{text}' - ({minutes_before}) * INTERVAL '1 minute'"
    return f"datetime('{text[:19].replace('T', ' ')}', '-' || ({minutes_before}) || ' minutes')"


def children_of(nodes: list[Node]) -> Iterator[tuple[Node, int, int]]:
    """Every node with its nested-set numbers (left, right), in the order of the tree."""
    counter, stack, left, right = 0, [], {}, {}
    for node in nodes:
        while stack and not treepath.is_within(node.path, stack[-1].path):
            counter += 1
            right[stack.pop().id] = counter
        counter += 1
        left[node.id] = counter
        stack.append(node)
    while stack:
        counter += 1
        right[stack.pop().id] = counter
    return ((node, left[node.id], right[node.id]) for node in nodes)
