"""What two years of inspection come to in figures: cases that were entered into the register when they were concluded.

The committee of the Party agencies: 9 organisations, 111 cells and 1,074 members inspected in a year. The province's
inspection commission: 15 cases on signs of violation over 8 organisations and 29 members, after 8 the year before.
Their rows are written in bulk, with the entries of the trail the service would write.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from tusoi.lib.calendar import is_working_day
from tusoi.organisations.models import Body, Organisation, Person, Position
from tusoi.oversight.models import Case, CaseKind, CaseSubject, ContentArea, StepDone
from tusoi.oversight.services.cases.index import index_case
from tusoi.oversight.services.common import label_of

from . import places
from .diary import Diary
from .people import People
from .trail import BulkTrail
from .tree import CONGRESS

INSPECTED_MEMBERS = 1_074
SIGNS = (8, 29)
"""Organisations and members, in 15 cases."""
SIGN_CASES, SIGN_CASES_BEFORE = 15, 8
RESULTS = {
    "kt-ch": ("thuc-hien-tot",) * 5 + ("chua-tot",) * 2 + ("khuyet-diem",),
    "kt-cb": ("thuc-hien-tot",) * 17 + ("chua-tot",) * 2 + ("khuyet-diem",),
    "gs-cd": ("thuc-hien-tot",) * 4 + ("chua-tot",) * 2 + ("khuyet-diem",),
    "kt-dhvp": ("khuyet-diem", "vi-pham", "khuyet-diem", "khong-vi-pham"),
    "kt-tc": ("thuc-hien-tot", "thuc-hien-tot", "chua-tot"),
    "kt-nvkt": ("lam-tot", "lam-tot", "chua-tot"),
}
Subject = tuple[Organisation, Person | None]


@dataclass
class Past:
    """A concluded case: whose, over whom, on what, concluded when."""

    owner: Organisation
    kind: str
    title: str
    on: date
    subjects: list[Subject] = field(default_factory=list)
    body: str = ""
    areas: tuple[str, ...] = ("quy-che",)
    circle: str = "normal"


class Years:
    """Plans the concluded cases of this year and of the one before in the diary."""

    def __init__(self, people: People, diary: Diary) -> None:
        self.people, self.diary, self.tree = people, diary, people.tree
        self.kinds = {kind.code: kind for kind in CaseKind.objects.on(diary.today)}
        self.areas = {area.code: area for area in ContentArea.objects.on(diary.today)}
        self.bodies = {(body.organisation_id, body.kind.code): body for body in Body.objects.select_related("kind")}
        self.agency = self.tree.named(places.PARTY_AGENCIES)
        self.committee = set(
            Position.objects.filter(kind__is_committee_member=True).values_list("person_id", flat=True)
        )
        # Early in a year its figures are those of the year before, which is then the newer one of the two.
        self.year = (diary.today - timedelta(days=60)).year

    def plan(self) -> None:
        for past in (*self.of_the_agencies(), *self.on_signs(), *self.elsewhere()):
            self.diary.at(self.diary.moment(past.on), lambda at, past=past: self.enter(past, at))  # type: ignore[misc]

    # --- what there was

    def days(self, number: int, year: int) -> Iterator[date]:
        """So many working days, spread over what has passed of a year since the committees were elected."""
        first = max(date(year, 1, 6), max(CONGRESS.values()) + timedelta(days=6))
        last = min(date(year, 12, 28), self.diary.today - timedelta(days=3))
        length = max((last - first).days, 1)
        for place in range(number):
            day = first + timedelta(days=length * (place + 1) // (number + 1))
            while not is_working_day(day):
                day -= timedelta(days=1)
            yield day

    def of_the_agencies(self) -> Iterator[Past]:
        """Nine organisations by their committee above, each of their cells by them, the members by their cells."""
        grassroots = self.tree.of_kind("grassroots", below=self.agency)
        for place, day in enumerate(self.days(3, self.year)):
            three = grassroots[place * 3 : place * 3 + 3]
            yield Past(
                self.agency, "kt-ch", "Kiểm tra việc thực hiện quy chế làm việc và phân công cấp ủy viên", day,
                [(one, None) for one in three], areas=("quy-che", "phan-cong-cap-uy"),
            )  # fmt: skip
        for organisation, day in zip(grassroots, self.days(len(grassroots), self.year), strict=True):
            cells = self.tree.of_kind("cell", below=organisation)
            yield Past(
                organisation, "kt-ch", "Kiểm tra nền nếp sinh hoạt chi bộ và quản lý đảng viên", day,
                [(one, None) for one in cells], areas=("quan-ly-dang-vien",),
            )  # fmt: skip
        yield from self._of_the_cells()

    def _of_the_cells(self) -> Iterator[Past]:
        cells = self.tree.of_kind("cell", below=self.agency)
        chosen = dict(zip([one.pk for one in cells], self.members_of(cells, INSPECTED_MEMBERS), strict=True))
        for cell, day in zip(cells, self.days(len(cells), self.year), strict=True):
            if persons := chosen[cell.pk]:
                yield Past(
                    cell, "kt-cb", "Kiểm tra đảng viên thực hiện nhiệm vụ chi bộ phân công", day,
                    [(cell, person) for person in persons], areas=("chuc-trach",),
                )  # fmt: skip

    def members_of(self, cells: Sequence[Organisation], number: int) -> list[list[Person]]:
        """So many members of these cells, cell by cell, some of each. Raises ValueError where there are not enough."""
        at_home: dict[int, list[Person]] = {one.pk: [] for one in cells}
        for cell in self.people.cells:
            if cell.home.pk in at_home:
                at_home[cell.home.pk].append(cell.person)
        spare = sum(map(len, at_home.values())) - number
        if spare < 0:
            raise ValueError(f"{-spare} members are missing in the cells of the Party agencies")
        while spare:
            largest = max(at_home.values(), key=len)
            largest.pop()
            spare -= 1
        return list(at_home.values())

    def on_signs(self) -> Iterator[Past]:
        province, commission = self.tree.root, "uy-ban-kiem-tra"
        communes = self.tree.of_kind("commune")[6:]
        members = [(one, person) for one in communes[8:] for person in self.people.committee(one)[3:6]][: SIGNS[1]]
        days = list(self.days(SIGN_CASES, self.year))
        title = "Kiểm tra khi có dấu hiệu vi phạm trong "
        for place in range(SIGNS[0]):
            yield Past(
                province, "kt-dhvp", title + "quản lý, sử dụng đất đai và ngân sách", days[place * 2 % SIGN_CASES],
                [(communes[place], None)], commission, ("dat-dai", "ngan-sach"),
            )  # fmt: skip
        rest = SIGN_CASES - SIGNS[0]
        for place in range(rest):
            share = members[place::rest]
            yield Past(
                province, "kt-dhvp", title + "thực hiện chức trách, nhiệm vụ được giao",
                days[(place * 2 + 1) % SIGN_CASES], list(share), commission, ("chuc-trach", "thieu-trach-nhiem"),
                "restricted" if place == 2 else "normal",
            )  # fmt: skip
        for place, day in enumerate(self.days(SIGN_CASES_BEFORE, self.year - 1)):
            subjects: list[Subject] = [(communes[place], None)] if place < 5 else list(members[place : place + 3])
            yield Past(
                province, "kt-dhvp", title + "thực hiện quy chế làm việc", day, subjects, commission, ("quy-che",)
            )

    def elsewhere(self) -> Iterator[Past]:
        """What the communes, the government's committee and the boards did, so that every table has its lines."""
        for year, number in ((self.year, 14), (self.year - 1, 9)):
            communes = self.tree.of_kind("commune")
            for place, day in enumerate(self.days(number, year)):
                owner = communes[place]
                cells = self.tree.of_kind("cell", below=owner)[:5]
                kind = ("kt-ch", "gs-cd", "kt-tc")[place % 3]
                yield Past(
                    owner, kind, TITLES[kind], day, [(one, None) for one in cells], areas=AREAS[kind],
                    body="uy-ban-kiem-tra" if kind == "kt-tc" else "",
                )  # fmt: skip
        for place, day in enumerate(self.days(3, self.year)):
            body, title, area = BOARDS[place]
            some = self.tree.of_kind("commune")[place * 4 : place * 4 + 4]
            yield Past(self.tree.root, "gs-cd", title, day, [(one, None) for one in some], body, (area,))

    # --- entering them

    def enter(self, past: Past, at: datetime) -> None:
        kind = self.kinds[past.kind]
        body = self.bodies.get((past.owner.pk, past.body))
        by = self.people.actor(self.people.office(past.owner), at)
        day = by.today
        case = Case.objects.create(
            owner=past.owner, body=body, path=past.owner.path, kind=kind, title=past.title, circle=past.circle,
            is_committees=body is None or body.kind.is_collective, state=Case.State.CLOSED, opened_on=day,
            issued_on=day - timedelta(days=38), concluded_on=day, announced_on=day, closed_on=day,
            unscheduled_reason="Hồ sơ nhập vào sổ sau khi kết luận", created_by_id=by.account_id, created_at=at,
        )  # fmt: skip
        case.areas.set([self.areas[code] for code in past.areas])
        self._write_subjects(case, past)
        self._write_steps(case, kind, at)
        index_case(case)
        trail = BulkTrail()
        told = past.circle == Case.Circle.NORMAL
        words = {"title": case.title, "kind": kind.name_vi} if told else {}
        trail.record(
            by=by, action="oversight.open_case", subject=case, organisation=past.owner, label=label_of(case), **words,
            count=len(past.subjects), circle=case.circle,
        )  # fmt: skip
        trail.write()

    def _write_subjects(self, case: Case, past: Past) -> None:
        results = RESULTS[past.kind]
        assert case.issued_on is not None
        CaseSubject.objects.bulk_create(
            [
                CaseSubject(
                    case=case, organisation=organisation, person=person, level=organisation.kind.code,
                    is_committee_member=person is not None and person.pk in self.committee, path=organisation.path,
                    added_on=case.issued_on, opened_on=case.issued_on + timedelta(days=7),
                    result=results[place % len(results)], announced_on=case.announced_on,
                    announced_how="Công bố tại hội nghị của đối tượng",
                )
                for place, (organisation, person) in enumerate(past.subjects)
            ]
        )  # fmt: skip

    @staticmethod
    def _write_steps(case: Case, kind: CaseKind, at: datetime) -> None:
        steps = kind.procedure.steps
        assert case.concluded_on is not None
        StepDone.objects.bulk_create(
            [
                StepDone(
                    case=case, step=step.code, by_id=case.created_by_id, at=at,
                    on=case.concluded_on - timedelta(days=max(38 - 38 * place // max(len(steps) - 3, 1), 0)),
                )
                for place, step in enumerate(steps)
            ]
        )  # fmt: skip


TITLES = {
    "kt-ch": "Kiểm tra việc thực hiện nghị quyết đại hội và nghĩa vụ của đảng viên ở chi bộ",
    "gs-cd": "Giám sát chuyên đề việc nêu gương và chế độ sinh hoạt chi bộ",
    "kt-tc": "Kiểm tra thu, nộp, quản lý và sử dụng đảng phí",
}
AREAS = {"kt-ch": ("nghi-quyet-chi-thi",), "gs-cd": ("quan-ly-dang-vien", "quy-che"), "kt-tc": ("dang-phi",)}
BOARDS = (
    ("ban-to-chuc", "Giám sát việc đánh giá, xếp loại tổ chức đảng và đảng viên cuối năm", "cong-tac-can-bo"),
    ("ban-tuyen-giao-dan-van", "Giám sát việc học tập, triển khai nghị quyết ở cơ sở", "hoc-tap-nghi-quyet"),
    ("ban-noi-chinh", "Giám sát việc tiếp công dân và giải quyết đơn thư", "khieu-nai-to-cao"),
)
