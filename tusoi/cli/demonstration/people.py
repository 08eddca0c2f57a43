"""The people of the province: members, committees, offices, who answers for what, and their accounts."""

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from tusoi.lib.folding import fold, sort_key
from tusoi.organisations.models import (
    Account,
    AreaAssignment,
    Body,
    Field,
    Membership,
    Organisation,
    Person,
    Position,
    PositionKind,
    Term,
)  # fmt: skip
from tusoi.organisations.scope import Actor, grants_of
from tusoi.search.models import Entry as Found
from tusoi.search.places import searched

from . import names, places
from .accounts import PASSWORD, ROLES, Role
from .diary import Diary
from .trail import BulkTrail
from .tree import CONGRESS, FOUNDED, Tree

COMMITTEES = {
    "province": ("bi-thu", "pho-bi-thu-thuong-truc", *("pho-bi-thu",) * 2, *("uy-vien-btv",) * 8, "chu-nhiem-ubkt",
                 *("uy-vien",) * 12),
    "commune": ("bi-thu", "pho-bi-thu-thuong-truc", "pho-bi-thu", *("uy-vien-btv",) * 5, "chu-nhiem-ubkt",
                *("uy-vien",) * 8),
    "agency": ("bi-thu", "pho-bi-thu-thuong-truc", "pho-bi-thu", *("uy-vien-btv",) * 4, "chu-nhiem-ubkt",
               *("uy-vien",) * 6),
    "armed-forces": ("bi-thu", "pho-bi-thu", "chu-nhiem-ubkt", *("uy-vien",) * 6),
    "grassroots": ("bi-thu", "pho-bi-thu", *("uy-vien",) * 3),
    "grassroots-cell": ("bi-thu", "pho-bi-thu", *("chi-uy-vien",) * 2),
    "cell": ("bi-thu", "pho-bi-thu", "chi-uy-vien"),
    "group": ("to-truong",),
}  # fmt: skip
STAFF = {
    "province": ("pho-chu-nhiem-ubkt", "chanh-van-phong", "van-phong", "quan-tri"),
    "commune": ("van-phong",),
    "agency": ("chanh-van-phong",),
    "armed-forces": ("van-phong",),
}
FIVE_OF_74 = 12
"""So many of the 74 collectives of the Party agencies have five on their committee, the others four: 308 people."""
BODY_OF = {
    "pho-chu-nhiem-ubkt": "uy-ban-kiem-tra", "chu-nhiem-ubkt": "uy-ban-kiem-tra", "chanh-van-phong": "van-phong",
    "van-phong": "van-phong",
}  # fmt: skip
STANDINGS = ("official",) * 43 + ("probationary",) * 2 + ("away",) * 3 + ("exempt",) * 2


@dataclass
class Cell:
    """Where people are members, with the committee and staff seats they fill."""

    person: Person
    home: Organisation
    standing: str
    seats: list[tuple[str, Organisation]] = field(default_factory=list)


class People:
    def __init__(self, tree: Tree, diary: Diary) -> None:
        self.tree, self.chance, self.today = tree, diary.chance, diary.today
        self.kinds = {kind.code: kind for kind in PositionKind.objects.on(FOUNDED)}
        self.names = names.people(diary.chance)
        self.more_chance = random.Random(111)
        self.more_names = names.people(self.more_chance)
        self.roles: dict[tuple[str, str], Role] = {(role.organisation, role.kind): role for role in ROLES}
        self.trail = BulkTrail()
        self.cells: list[Cell] = []
        self.seats: dict[int, list[tuple[str, Person]]] = defaultdict(list)
        """By organisation: (position, person), the highest first."""
        self.accounts: dict[int, Account] = {}
        self._actors: dict[int, Actor] = {}

    def settle(self) -> None:
        """Everybody comes to live in the tree: people and standings, then terms, then positions, areas, accounts."""
        for organisation in self.tree.all:
            if organisation.pk in self.tree.small_cells:
                self._fill_small(organisation)
            else:
                self._fill(organisation)
        self._write_people()
        self.tree.open_terms()
        self._write_positions()
        self._write_areas()
        self._write_accounts()

    def actor(self, person: Person, at: datetime) -> Actor:
        """The person at a moment, working for the highest of his places."""
        if person.pk not in self._actors:
            grants = grants_of(person.pk, timezone.localtime(at).date())
            account = self.accounts.get(person.pk)
            self._actors[person.pk] = Actor(
                account.pk if account else None, person.pk, person.name, at, grants, grants[0] if grants else None
            )
        return replace(self._actors[person.pk], at=at)

    def office(self, organisation: Organisation) -> Person:
        """Who writes for the organisation: its office, else its secretary."""
        seats = self.seats[organisation.pk]
        return next((person for kind, person in seats if kind in ("chanh-van-phong", "van-phong")), seats[0][1])

    def holder(self, kind: str, organisation: Organisation) -> Person:
        return next(person for code, person in self.seats[organisation.pk] if code == kind)

    def committee(self, organisation: Organisation) -> list[Person]:
        return [person for code, person in self.seats[organisation.pk] if self.kinds[code].is_committee_member]

    def _home(self, organisation: Organisation) -> Organisation:
        """The cell in which the committee and staff of an organisation live."""
        kind = organisation.kind.code
        if kind in ("cell", "grassroots-cell"):
            return organisation
        if kind == "group":
            return next(one for one in self.tree.all if one.pk == organisation.parent_id)
        if kind == "province":
            return self.tree.named("Chi bộ Phòng Tổng hợp")
        cells = self.tree.of_kind("cell", "grassroots-cell", below=organisation)
        return next((cell for cell in cells if cell.name.startswith("Chi bộ Cơ quan Đảng")), cells[0])

    def _fill(self, organisation: Organisation) -> None:
        kind = organisation.kind.code
        committee = list(COMMITTEES.get(kind, ()))
        home = self._home(organisation)
        collectives = self._collectives()
        if organisation.pk in collectives:
            count = 5 if collectives.index(organisation.pk) < FIVE_OF_74 else 4
            last = "uy-vien" if kind == "grassroots" else "chi-uy-vien"
            committee = ["bi-thu", "pho-bi-thu", *[last] * (count - 2)]
        for code in (*committee, *STAFF.get(kind, ())):
            role = self.roles.pop((organisation.name, code), None)
            person = self._person(role)
            self.cells.append(Cell(person, home, "official", [(code, organisation)]))
            self.seats[organisation.pk].append((code, person))
            if role:
                person.role = role  # type: ignore[attr-defined]
        if kind in ("cell", "grassroots-cell"):
            near = organisation.is_below(self.tree.named("Đảng ủy xã An Bình"))
            for _ in range(self.chance.randint(9, 22) if near else self.chance.randint(2, 6)):
                self.cells.append(Cell(self._person(None), organisation, self.chance.choice(STANDINGS)))

    def _fill_small(self, cell: Organisation) -> None:
        """A cell without a committee: secretary, deputy and members."""
        for code in ("bi-thu", "pho-bi-thu"):
            person = self._person(None, self.more_names)
            self.cells.append(Cell(person, cell, "official", [(code, cell)]))
            self.seats[cell.pk].append((code, person))
        for _ in range(self.more_chance.randint(7, 9)):
            self.cells.append(Cell(self._person(None, self.more_names), cell, "official"))

    def _collectives(self) -> list[int]:
        return [one.pk for one in self.tree.collectives()]

    def _person(self, role: Role | None, known: Iterator[tuple[str, int, str]] | None = None) -> Person:
        name, born, phone = next(known or self.names)
        if role:
            name, born = role.name, role.birth_year
        return Person(name=name, sort_key=sort_key(name), birth_year=born, phone=phone)

    def _write_people(self) -> None:
        Person.objects.bulk_create([cell.person for cell in self.cells], batch_size=500)
        Membership.objects.bulk_create(
            [
                Membership(person=cell.person, organisation=cell.home, standing=cell.standing, valid_from=FOUNDED)
                for cell in self.cells
            ],
            batch_size=500,
        )
        by = self.tree.recorder(FOUNDED + timedelta(days=1))
        for cell in self.cells:
            self.trail.record(
                by=by, action="people.register", subject=cell.person, organisation=cell.home, standing=cell.standing,
                valid_from=FOUNDED,
            )  # fmt: skip
        self.trail.write()
        Found.objects.bulk_create([self._found(cell) for cell in self.cells], batch_size=500)

    @staticmethod
    def _found(cell: Cell) -> Found:
        place = cell.seats[-1][1] if cell.seats else cell.home
        return Found(
            kind="person", object_id=cell.person.pk, title=cell.person.name, path=place.path,
            folded=searched(cell.person.name, place.name, place.path),
        )  # fmt: skip

    def _write_positions(self) -> None:
        bodies = {(body.organisation_id, body.kind.code): body for body in Body.objects.select_related("kind")}
        terms = {term.organisation_id: term for term in Term.objects.all()}
        positions = []
        for cell in self.cells:
            for code, organisation in cell.seats:
                since = self._since(code, organisation)
                positions.append(
                    Position(
                        person=cell.person, organisation=organisation, kind=self.kinds[code], valid_from=since,
                        body=bodies.get((organisation.pk, BODY_OF.get(code, ""))),
                        term=terms.get(organisation.pk) if self.kinds[code].is_committee_member else None,
                        decision="Kết quả đại hội nhiệm kỳ 2025-2030" if since > FOUNDED else "Quyết định phân công",
                    )
                )  # fmt: skip
        Position.objects.bulk_create(positions, batch_size=500)
        for position in positions:
            self.trail.record(
                by=self.tree.recorder(max(CONGRESS.values()), 10), action="positions.appoint", subject=position,
                organisation=position.organisation, label=f"{position.person} – {position}",
                person=position.person.name, person_id=position.person.pk, kind=position.kind.code,
                position=position.kind.name_vi, valid_from=position.valid_from, decision=position.decision,
            )  # fmt: skip
        self.trail.write()

    def _since(self, code: str, organisation: Organisation) -> date:
        return CONGRESS.get(organisation.kind.code, FOUNDED) if self.kinds[code].is_committee_member else FOUNDED

    def _write_areas(self) -> None:
        fields = list(Field.objects.on(FOUNDED).order_by("pk"))
        rows: list[AreaAssignment] = []
        for organisation in self.tree.of_kind("province", "commune"):
            rows += self._areas_of(organisation, fields)
        AreaAssignment.objects.bulk_create(rows, batch_size=500)
        for row in rows:
            target = row.territory.name if row.territory else row.field.name_vi  # type: ignore[union-attr]
            self.trail.record(
                by=self.tree.recorder(max(CONGRESS.values()), 14), action="areas.assign", subject=row,
                organisation=row.organisation, label=f"{row.person} – {target}", person=row.person.name,
                person_id=row.person.pk, area=target, valid_from=row.valid_from, decision=row.decision,
            )  # fmt: skip
        self.trail.write()

    def _areas_of(self, organisation: Organisation, fields: list[Field]) -> list[AreaAssignment]:
        """Every area to somebody in turn, but for the gaps and the one double which the page of areas finds."""
        members = self.committee(organisation)
        children = [one for one in self.tree.all if one.parent_id == organisation.pk]
        first = organisation.name in ("Tỉnh ủy Sơn Hà", "Đảng ủy xã An Bình")
        gaps = {3, 11, len(children) + 4} if first else {self.chance.randrange(40)}
        since = CONGRESS[organisation.kind.code] + timedelta(days=20)
        common = {
            "organisation": organisation,
            "valid_from": since,
            "decision": "Thông báo phân công nhiệm vụ cấp ủy viên",
        }
        rows = [
            AreaAssignment(
                person=members[number % len(members)], **common,
                territory=target if isinstance(target, Organisation) else None,
                field=target if isinstance(target, Field) else None,
            )
            for number, target in enumerate((*children, *fields))
            if number not in gaps
        ]  # fmt: skip
        if first:
            rows.append(AreaAssignment(person=members[-2], territory=children[1], **common))
        return rows

    def _write_accounts(self) -> None:
        agency = self.tree.named(places.PARTY_AGENCIES)
        rows = []
        known, none = make_password(PASSWORD), make_password(None)
        for cell in self.cells:
            role: Role | None = getattr(cell.person, "role", None)
            writes = any(
                self.kinds[code].role in ("head", "office") or organisation.is_below(agency)
                for code, organisation in cell.seats
            )
            if role is None and not writes:
                continue
            plain_name = ".".join(fold(cell.person.name).split())
            rows.append(
                Account(
                    username=role.username if role else f"{plain_name}.{cell.person.pk}",
                    person=cell.person,
                    password=known if role else none,
                    text_size=role.text_size if role else "",
                )
            )
        Account.objects.bulk_create(rows, batch_size=500)
        by = self.tree.recorder(max(CONGRESS.values()), 16)
        homes = {cell.person.pk: (cell.seats[0][1] if cell.seats else cell.home) for cell in self.cells}
        for account in rows:
            assert account.person is not None
            self.accounts[account.person.pk] = account
            self.trail.record(
                by=by, action="accounts.create", subject=account, organisation=homes[account.person.pk],
                username=account.username, person=account.person.name,
            )  # fmt: skip
        self.trail.write()
