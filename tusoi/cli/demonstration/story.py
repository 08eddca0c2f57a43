"""What the province did in the last two hundred days, and how far it came. The figures stand here."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from tusoi.documents.models import Document
from tusoi.obligations.models import Assignment, Obligation
from tusoi.obligations.services import Selection
from tusoi.organisations.models import Body, Organisation

from . import places, texts, wordings
from .accounts import ROOT
from .answered import Programmes
from .diary import Diary
from .drafted import DraftedPapers
from .duties import ACCEPTED, EXTENDED, RETURNED, SILENT, WAITING, WAIVED, Duties, Duty
from .linked import LinkedPapers
from .members import plan_waves
from .oversight import Inspections
from .oversight_plans import Plans
from .oversight_year import Years
from .papers import Paper, Papers
from .people import People
from .tasked import TaskPapers

GRASSROOTS = ("grassroots", "grassroots-cell")
PLANS = {ACCEPTED: 51, WAITING: 8, RETURNED: 3, SILENT: 11, EXTENDED: 1}
"""62 of 74 collectives."""
OWN_PLANS = {ACCEPTED: 270, WAITING: 20, RETURNED: 4, SILENT: 14}
"""294 of 308 committee members."""
REPORTS = {ACCEPTED: 33, WAITING: 7, SILENT: 7}
"""40 of 47 grassroots organisations."""
REGULATIONS = {ACCEPTED: 22, WAITING: 1, SILENT: 1}
"""22 of 24 communes have adopted the model regulation."""


class Story:
    def __init__(self, people: People, diary: Diary) -> None:
        self.people, self.diary, self.tree = people, diary, people.tree
        self.papers, self.duties = Papers(people, diary), Duties(people, diary)
        named = self.tree.named
        self.province, self.agency, self.an_binh = (
            named(ROOT),
            named(places.PARTY_AGENCIES),
            named("Đảng ủy xã An Bình"),
        )
        self.office = people.office(self.province)
        self.inspector = people.holder("pho-chu-nhiem-ubkt", self.province)
        self.agency_office = people.office(self.agency)
        self.commune_office = people.office(self.an_binh)

    def plan(self) -> None:
        self.papers.receive_from_the_centre(self.province, self.office)
        events = (
            (-196, self.regulation), (-150, self.province_plan), (-133, self.secret), (-118, self.agency_notice),
            (-92, self.programme), (-74, self.notice), (-52, self.conclusion), (-21, self.registration),
            (-16, self.meeting_reports), (-11, self.department_programmes),
        )  # fmt: skip
        for offset, event in events:
            self.diary.on(offset, event)
        Programmes(self.people, self.diary, self.papers, self.province).plan()
        LinkedPapers(self.papers, self.diary).plan()
        DraftedPapers(self.people, self.diary).plan()
        TaskPapers(self.people, self.diary, self.province).plan()
        Years(self.people, self.diary).plan()
        Plans(self.people, self.diary).plan()
        Inspections(self.papers, self.diary).plan()

    # --- the province

    def regulation(self, at: datetime) -> None:
        document = self._issue(
            Paper("huong-dan", 7, "HD/TU", wordings.REGULATION, text=wordings.REGULATION, sent_to=self._communes()), at
        )
        duty = self._duty(
            title="Xây dựng, ban hành Quy chế làm việc của đảng ủy theo mẫu", deliverable="regulation", due=-96,
            answered=(-186, -100), fates=REGULATIONS, document=document, selection=Selection(kind_codes=("commune",)),
            who={"Đảng ủy xã An Bình": ACCEPTED, "Đảng ủy xã Suối Giàng": ACCEPTED, "Đảng ủy xã Hang Chú": SILENT},
            words=self._words(texts.REGULATION),
        )  # fmt: skip
        self._lay_and_chase(duty, at, -80, -30, -9)

    def province_plan(self, at: datetime) -> None:
        text = f"{wordings.PROVINCE_PLAN}. Căn cứ Chỉ thị 50-CT/TW và Hướng dẫn 42-HD/BTCTW."
        citations = [("Chỉ thị 50-CT/TW", 50, "CT/TW"), ("Hướng dẫn 42-HD/BTCTW", 42, "HD/BTCTW")]
        paper = Paper("ke-hoach", 31, "KH/TU", wordings.PROVINCE_PLAN, text, citations=citations)
        document = self._issue(paper, at)
        duty = self._duty(
            title="Chương trình hành động thực hiện Kế hoạch đổi mới sinh hoạt chi bộ", deliverable="action-programme",
            due=-62, answered=(-140, -66), document=document, selection=Selection(kind_codes=("commune", "agency")),
            fates={ACCEPTED: 25, SILENT: 1}, who={"Đảng ủy phường Đồi Thông": SILENT}, carried_out=8,
        )  # fmt: skip
        self._lay_and_chase(duty, at, -40)

    def secret(self, at: datetime) -> None:
        self.papers.note_a_secret(self.province, self.office, at)

    def programme(self, at: datetime) -> None:
        """The inspection commission of the province asks in its own name, the officer of the commission reviews."""
        body = Body.objects.get(organisation=self.province, kind__code="uy-ban-kiem-tra")
        duty = self._duty(
            title="Chương trình kiểm tra, giám sát năm tới", deliverable="inspection-programme", due=12, body=body,
            answered=(-30, -2), selection=Selection(kind_codes=("commune", "agency", "armed-forces")),
            fates={ACCEPTED: 6, WAITING: 5, SILENT: 16}, clerk=self.inspector, who={"Đảng ủy xã An Bình": WAITING},
        )  # fmt: skip
        self.duties.lay(duty, at)

    def notice(self, at: datetime) -> None:
        clauses = [
            ("requirement", f"việc thứ {number}", title, sentence)
            for number, (title, sentence, _, _) in enumerate(wordings.MATTERS, start=1)
        ]
        document = self._issue(
            Paper(
                "thong-bao", 58, "TB/TU", wordings.NOTICE, wordings.notice_text(), clauses=clauses,
                sent_to=[*self._communes(), self.agency, self.tree.named(places.GOVERNMENT)],
            ),
            at,
        )  # fmt: skip
        dues = (-22, -15, -4, -8, -40, -18, 0, 9, 24)
        for clause, (title, sentence, whom, settled), due in zip(
            document.clauses.order_by("position"), wordings.MATTERS, dues, strict=True
        ):
            bearers = self._bearers(whom)
            others = {"land": {WAITING: 2, SILENT: 1}, "road": {WAITING: 1, SILENT: 3}}
            fates = {ACCEPTED: 1} if settled else others.get(whom, {SILENT: 1})
            self.duties.lay(
                self._duty(
                    title=f"Báo cáo kết quả: {title}", deliverable="report", due=due, document=document, clause=clause,
                    instructions=sentence, answered=(-66, min(due, 0) - 3), fates=fates,
                    words=self._words(texts.MATTER),
                    selection=Selection(organisation_ids=tuple(one.pk for one in bearers)),
                    who={"Đảng ủy xã An Bình": SILENT} if whom == "road" else None,
                ),
                at,
            )  # fmt: skip

    def conclusion(self, at: datetime) -> None:
        clauses = [
            *(("strength", "mục I", text[:120], text) for text in wordings.STRENGTHS),
            *(("limitation", "mục II", text[:120], text) for text in wordings.LIMITATIONS),
            *(
                ("requirement", f"yêu cầu {number}", title, text)
                for number, (title, text) in enumerate(wordings.REQUIREMENTS, start=1)
            ),
        ]
        document = self._issue(
            Paper(
                "ket-luan", 47, "KL/TU", wordings.CONCLUSION, wordings.conclusion_text(), clauses=clauses,
                citations=[("Quy định 294-QĐ/TW", 294, "QĐ/TW")], sent_to=self._communes(),
            ),
            at,
        )  # fmt: skip
        plan, assign, report = document.clauses.filter(kind="requirement").order_by("position")
        everyone = Selection(kind_codes=("commune",))
        home, sibling = "Đảng ủy xã An Bình", "Đảng ủy xã Suối Giàng"
        first = self._duty(
            title=plan.title, instructions=plan.quote, clause=plan, document=document, deliverable="remediation-plan",
            due=-6, answered=(-44, -9), selection=everyone, fates={ACCEPTED: 17, WAITING: 3, RETURNED: 1, SILENT: 3},
            who={home: ACCEPTED, sibling: RETURNED}, carried_out=6,
        )  # fmt: skip
        second = self._duty(
            title=assign.title, instructions=assign.quote, clause=assign, document=document,
            deliverable="assignment-list", due=0, answered=(-20, -1), selection=everyone, who={home: SILENT},
            fates={ACCEPTED: 4, WAITING: 9, SILENT: 11},
            words=lambda who, day: f"Đảng ủy {who} đã rà soát và ban hành thông báo phân công ngày {day}: "
            "mỗi chi bộ có một cấp ủy viên phụ trách; ba chỗ trùng đã bỏ. "
            f"{texts.remark(self.diary.chance, count=2)}",
        )  # fmt: skip
        third = self._duty(
            title=report.title, instructions=report.quote, clause=report, document=document, deliverable="report",
            due=18, answered=(-6, -1), selection=everyone, fates={WAITING: 2, SILENT: 22}, who={home: SILENT},
            words=partial(texts.report, self.diary.chance),
        )  # fmt: skip
        self._lay_and_chase(first, at, -4)
        self.duties.lay(second, at)
        self.duties.lay(third, at)
        passed_on = Assignment.objects.get(obligation__title=plan.title, organisation=self.an_binh)
        self.diary.on(-38, lambda at: self.pass_on(passed_on, at))

    # --- the committee of the Party agencies: 62/74, 294/308, 40/47

    def agency_notice(self, at: datetime) -> None:
        clauses = [
            *(("limitation", "", text[:120], text) for text in wordings.AGENCY_LIMITATIONS),
            *(
                ("requirement", f"yêu cầu {number}", title, text)
                for number, (title, text) in enumerate(wordings.AGENCY_REQUIREMENTS, start=1)
            ),
        ]
        paper = Paper(
            "thong-bao", 26, "TB/ĐU", wordings.AGENCY_NOTICE, wordings.agency_text(), clauses=clauses,
            citations=[("Quy định 366-QĐ/TW", 366, "QĐ/TW")],
            sent_to=self.tree.collectives(),
        )  # fmt: skip
        document = self.papers.register(paper, self.agency, self.agency_office, at)
        requirements = list(document.clauses.filter(kind="requirement").order_by("position"))
        printers = "Chi bộ Nhà in Sơn Hà"
        everybody = tuple(one.pk for one in self.tree.collectives())
        collectives = Duty(
            title=requirements[0].title, deliverable="remediation-plan", issuer=self.agency, clerk=self.agency_office,
            selection=Selection(organisation_ids=everybody), due=-12, answered=(-108, -16), fates=PLANS,
            who={printers: RETURNED}, document=document, clause=requirements[0], instructions=requirements[0].quote,
            carried_out=20,
        )  # fmt: skip
        members = Duty(
            title=requirements[1].title, deliverable="remediation-plan", issuer=self.agency, clerk=self.agency_office,
            selection=Selection(organisation_ids=everybody, committee=True), due=-5, answered=(-100, -8),
            fates=OWN_PLANS, who={"Tòng Văn Ỏm": SILENT, "Phùng Thị Nhung": ACCEPTED}, bearer=Obligation.Bearer.PERSON,
            document=document, clause=requirements[1], instructions=requirements[1].quote, carried_out=10,
            in_waves=plan_waves,
        )  # fmt: skip
        reports = Duty(
            title=requirements[2].title, deliverable="report", issuer=self.agency, clerk=self.agency_office,
            selection=Selection(kind_codes=GRASSROOTS), due=4, answered=(-32, -1), fates=REPORTS, document=document,
            clause=requirements[2], instructions=requirements[2].quote, who={printers: SILENT},
            words=partial(texts.report, self.diary.chance),
        )  # fmt: skip
        self._lay_and_chase(collectives, at, -9, -2)
        self._lay_and_chase(members, at, -2)
        self.duties.lay(reports, at)

    def department_programmes(self, at: datetime) -> None:
        government = self.tree.named(places.GOVERNMENT)
        office = self.people.office(government)
        self.duties.lay(
            Duty(
                title="Chương trình công tác năm tới của cấp ủy cơ sở", deliverable="work-programme", issuer=government,
                clerk=office, selection=Selection(kind_codes=("grassroots",)), due=20, answered=(-7, -1),
                fates={ACCEPTED: 2, WAITING: 3, SILENT: 10},
            ),
            at,
        )  # fmt: skip

    # --- An Bình passes on, and asks for its own

    def pass_on(self, parent: Assignment, at: datetime) -> None:
        text = f"{wordings.AN_BINH_PLAN}. Thực hiện Kết luận 47-KL/TU."
        citations = [("Kết luận 47-KL/TU", 47, "KL/TU")]
        paper = Paper("ke-hoach", 14, "KH/ĐU", wordings.AN_BINH_PLAN, text, citations=citations)
        document = self.papers.register(paper, self.an_binh, self.commune_office, at)
        duty = self._of_an_binh(
            title="Kế hoạch khắc phục của chi bộ theo kết luận giám sát", deliverable="remediation-plan", due=2,
            answered=(-30, -2), document=document, parent=parent, carried_out=3,
            who={"Chi bộ Thôn Đông": SILENT, "Chi bộ Thôn Hạ": RETURNED},
        )  # fmt: skip
        self.duties.lay(duty, at)

    def meeting_reports(self, at: datetime) -> None:
        duty = self._of_an_binh(
            title="Báo cáo chất lượng sinh hoạt chi bộ tháng trước", deliverable="report", due=-3, answered=(-13, -4),
            who={"Chi bộ Thôn Đông": SILENT, "Chi bộ Quân sự xã": WAIVED}, words=self._cell_report,
        )  # fmt: skip
        self._lay_and_chase(duty, at, -1)

    def registration(self, at: datetime) -> None:
        members = len(self.people.committee(self.an_binh))
        self.duties.lay(
            Duty(
                title="Đăng ký việc làm theo Bác của cấp ủy viên", deliverable="registration", issuer=self.an_binh,
                clerk=self.commune_office, due=-1, answered=(-17, -2), bearer=Obligation.Bearer.PERSON,
                selection=Selection(organisation_ids=(self.an_binh.pk,), committee=True),
                fates={ACCEPTED: members - 5, WAITING: 3, SILENT: 2}, who={"Mùa Thị Sua": SILENT},
                words=lambda who, day: f"Tôi đăng ký từ ngày {day}: mỗi tháng dự sinh hoạt một chi bộ thôn, "
                f"giúp một hộ thoát nghèo; {texts.remark(self.diary.chance, texts.MANNERS, 4)}. "
                f"{texts.remark(self.diary.chance, count=2)}",
            ),
            at,
        )  # fmt: skip

    # --- shared

    def _communes(self) -> list[Organisation]:
        return self.tree.of_kind("commune")

    def _issue(self, paper: Paper, at: datetime) -> Document:
        return self.papers.register(paper, self.province, self.office, at)

    def _duty(self, **more: Any) -> Duty:
        return Duty(**{"issuer": self.province, "clerk": self.office, **more})

    def _of_an_binh(self, **more: Any) -> Duty:
        """On all its cells: most have answered, some wait, some have not."""
        cells = self.tree.of_kind("cell", below=self.an_binh)
        named = list(more["who"].values())
        fates = {fate: named.count(fate) for fate in named}
        rest = len(cells) - len(named)
        for fate, count in {WAITING: 3, SILENT: 2, ACCEPTED: rest - 5}.items():
            fates[fate] = fates.get(fate, 0) + count
        everyone = Selection(kind_codes=("cell",))
        return Duty(issuer=self.an_binh, clerk=self.commune_office, fates=fates, selection=everyone, **more)

    def _lay_and_chase(self, duty: Duty, at: datetime, *reminders: int) -> None:
        obligation = self.duties.lay(duty, at)
        for offset in reminders:
            self.diary.on(offset, partial(self.duties.chase, duty, obligation))

    def _bearers(self, whom: str) -> list[Organisation]:
        government, named = self.tree.named(places.GOVERNMENT), self.tree.named
        return {
            "government": [government],
            "party": [self.agency],
            "land": [government, named("Đảng ủy xã Nậm Khao"), named("Đảng ủy xã Pá Lừa")],
            "road": [government, *(named(f"Đảng ủy xã {name}") for name in ("An Bình", "Suối Giàng", "Hang Chú"))],
        }[whom]

    def _words(self, wordings_of: tuple[str, ...]) -> Callable[[str, str], str]:
        chance = self.diary.chance
        return lambda who, day: f"{chance.choice(wordings_of).format(who=who, day=day)} {texts.remark(chance, count=3)}"

    def _cell_report(self, who: str, day: str) -> str:
        present, members = self.diary.chance.randint(11, 19), self.diary.chance.randint(19, 24)
        return (
            f"Chi bộ {who} họp ngày {day}, dự {present}/{members} đảng viên, {present // 2} đồng chí phát biểu. "
            "Đã kiểm điểm việc của tháng trước, giao 4 việc có người chịu trách nhiệm. Tự chấm 86 điểm. "
            f"{texts.remark(self.diary.chance, count=2)}"
        )
