"""The organisations of the province, founded by the service; bodies and terms of those that have them."""

from collections import Counter
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from tusoi.organisations.models import BodyKind, Organisation, OrganisationKind
from tusoi.organisations.scope import Actor, system_actor
from tusoi.organisations.services import establish_body, found_organisation, open_term

from . import places
from .accounts import RECORDER, ROOT
from .diary import Diary

FOUNDED = date(2025, 7, 1)
"""The day on which the districts ended and the communes came directly under the provinces."""
DECISION = "Quyết định 18-QĐ/TU, ngày 01/7/2025"
CONGRESS = {"province": date(2025, 10, 3), "commune": date(2025, 8, 16), "agency": date(2025, 8, 9),
            "armed-forces": date(2025, 8, 9)}  # fmt: skip
BODIES = {
    "province": ("ban-chap-hanh", "ban-thuong-vu", "uy-ban-kiem-tra", "ban-to-chuc", "ban-tuyen-giao-dan-van",
                 "ban-noi-chinh", "van-phong"),
    "commune": ("ban-chap-hanh", "ban-thuong-vu", "uy-ban-kiem-tra", "ban-xay-dung-dang", "van-phong"),
    "agency": ("ban-chap-hanh", "ban-thuong-vu", "uy-ban-kiem-tra", "van-phong"),
    "armed-forces": ("ban-chap-hanh", "uy-ban-kiem-tra"),
}  # fmt: skip


class Tree:
    """The organisations by name where the name is unique, and in lists by kind, in the order of founding."""

    def __init__(self, diary: Diary) -> None:
        self.chance = diary.chance
        self.kinds = {kind.code: kind for kind in OrganisationKind.objects.on(diary.today)}
        self.body_kinds = {kind.code: kind for kind in BodyKind.objects.on(diary.today)}
        self.by = self.recorder(FOUNDED)
        self.all: list[Organisation] = []
        self.children: Counter[int] = Counter()
        self.small_cells: set[int] = set()
        """Cells of the Party agencies too small to have a committee of their own: not among the 74 collectives."""

    def grow(self) -> None:
        self.root = self._found(ROOT, "province", None, short_name="Sơn Hà", code="41", place_name="Sơn Hà")
        for number, name in enumerate((*places.COMMUNES, *places.WARDS), start=1):
            self._commune(number, name, "phường" if name in places.WARDS else "xã")
        self._party_agencies()
        self._government()
        self._police()
        self._small_cells()
        for organisation in self.all:
            self._bodies(organisation)

    def named(self, name: str) -> Organisation:
        """The first of that name; the demonstration accounts live in An Bình, the first commune."""
        return next(organisation for organisation in self.all if organisation.name == name)

    def of_kind(self, *codes: str, below: Organisation | None = None) -> list[Organisation]:
        return [
            organisation
            for organisation in self.all
            if (below is None or organisation.is_below(below)) and organisation.kind.code in codes
        ]

    def collectives(self) -> list[Organisation]:
        """The 74 of the Party agencies: 47 grassroots organisations and the cells that have a committee."""
        agency = self.named(places.PARTY_AGENCIES)
        found = self.of_kind("grassroots", "grassroots-cell", "cell", below=agency)
        return [one for one in found if one.pk not in self.small_cells]

    def _found(self, name: str, kind: str, parent: Organisation | None, **more: Any) -> Organisation:
        if parent is not None and parent.code:
            self.children[parent.pk] += 1
            more.setdefault("code", f"{parent.code}.{self.children[parent.pk]:03d}")
        organisation = found_organisation(
            name=name, kind=self.kinds[kind], parent=parent, founded_on=FOUNDED, by=self.by, decision=DECISION, **more
        )
        self.all.append(organisation)
        return organisation

    def _commune(self, number: int, name: str, level: str) -> None:
        commune = self._found(f"Đảng ủy {level} {name}", "commune", self.root, short_name=name, place_name=name)
        villages = list(places.VILLAGES[:2] if number == 1 else ())
        villages += self.chance.sample(
            [one for one in places.VILLAGES if one not in villages], self.chance.randint(5, 8)
        )
        for village in villages:
            upland = village in places.VILLAGES[15:]
            prefix = "Tổ dân phố" if level == "phường" else "Bản" if upland else "Thôn"
            label = village if village.startswith(("Bản", "Làng")) else f"{prefix} {village}"
            cell = self._found(f"Chi bộ {label}", "cell", commune, short_name=label)
            if number == 1 and village in villages[:4]:
                for group in (1, 2):
                    self._found(f"Tổ đảng số {group}", "group", cell)
        for agency in places.COMMUNE_AGENCIES:
            label = agency.replace("xã", level)
            self._found(f"Chi bộ {label}", "cell", commune, short_name=label)
        if number % 3 == 1:
            company = f"{places.COMPANIES[number // 3 % len(places.COMPANIES)]} {name}"
            committee = self._found(f"Đảng ủy {company}", "grassroots", commune, short_name=company)
            for part in ("Khối văn phòng", "Khối trực tiếp"):
                self._found(f"Chi bộ {part}", "cell", committee, short_name=part)

    def _agency(self, name: str, kind: str = "agency") -> Organisation:
        return self._found(name, kind, self.root, short_name=name.removeprefix("Đảng ủy "), place_name="Sơn Hà")

    def _party_agencies(self) -> None:
        agency = self._agency(places.PARTY_AGENCIES)
        for name, cells in places.WITH_CELLS.items():
            committee = self._found(f"Đảng ủy {name}", "grassroots", agency, short_name=name)
            for cell in cells:
                self._found(f"Chi bộ {cell}", "cell", committee, short_name=cell)
        for name in places.SINGLE_CELLS:
            self._found(f"Chi bộ {name}", "grassroots-cell", agency, short_name=name)

    def _government(self) -> None:
        agency = self._agency(places.GOVERNMENT)
        for name in places.DEPARTMENTS:
            committee = self._found(f"Đảng ủy {name}", "grassroots", agency, short_name=name)
            for cell in ("Văn phòng", "Khối chuyên môn"):
                self._found(f"Chi bộ {cell}", "cell", committee, short_name=cell)

    def _police(self) -> None:
        agency = self._agency(places.POLICE, "armed-forces")
        for name in places.POLICE_UNITS:
            self._found(f"Chi bộ {name}", "grassroots-cell", agency, short_name=name)

    def _small_cells(self) -> None:
        """Below the nine committees with cells, in turn, until the cells there are as many as were inspected."""
        committees = [self.named(f"Đảng ủy {name}") for name in places.WITH_CELLS]
        there = len(self.of_kind("cell", below=self.named(places.PARTY_AGENCIES)))
        for place in range(places.CELLS_OF_PARTY_AGENCIES - there):
            committee = committees[place % len(committees)]
            name = f"Chi bộ số {4 + place // len(committees)}"
            cell = self._found(f"{name} {committee.label}", "cell", committee, short_name=name)
            self.small_cells.add(cell.pk)

    def _bodies(self, organisation: Organisation) -> None:
        kind = organisation.kind.code
        for code in BODIES.get(kind, ()):
            establish_body(
                organisation_id=organisation.pk, kind_id=self.body_kinds[code].pk, valid_from=FOUNDED, by=self.by,
                name=self._body_name(code, organisation), decision=DECISION,
            )  # fmt: skip

    def _body_name(self, code: str, organisation: Organisation) -> str:
        whose = organisation.name
        if code == "ban-chap-hanh":  # a committee is elected by the whole organisation, the other bodies by it
            whose = whose.replace("Đảng ủy", "Đảng bộ").replace("Tỉnh ủy", "Đảng bộ tỉnh")
        return f"{self.body_kinds[code].name_vi} {whose}"

    def open_terms(self) -> None:
        for organisation in self.all:
            if closed := CONGRESS.get(organisation.kind.code):
                open_term(
                    organisation_id=organisation.pk, name="2025-2030", valid_from=closed, by=self.recorder(closed),
                    decision="Đại hội đảng bộ nhiệm kỳ 2025-2030",
                )  # fmt: skip

    @staticmethod
    def recorder(day: date, hour: int = 8) -> Actor:
        """The machine's administrator on a day of the past: enters what was decided elsewhere."""
        return system_actor(RECORDER, at=timezone.make_aware(datetime.combine(day, time(hour))))
