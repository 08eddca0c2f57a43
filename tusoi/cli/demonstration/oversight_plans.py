# ruff: noqa: E501 (a sentence stays on its line)
"""What was planned and what is watched between the cases: programmes, working sessions, notes; through the services."""

from datetime import date, datetime, timedelta
from functools import partial

from tusoi.organisations.models import Body, Person
from tusoi.organisations.scope import Actor
from tusoi.oversight.models import ContentArea, WorkSession
from tusoi.oversight.services import programmes, visits
from tusoi.oversight.services.programmes import EntryDraft

from .accounts import ROOT
from .diary import Diary
from .people import People

LINES = {
    # body: (kind, content, areas, quarter, from which commune, over how many)
    "ban-thuong-vu": (
        ("gs-cd", "Lãnh đạo, chỉ đạo quản lý đất đai, đầu tư xây dựng", ("dat-dai", "quy-che"), 2, 0, 12),
        ("kt-ch", "Thực hiện nghị quyết về giảm nghèo bền vững", ("nghi-quyet-chi-thi",), 3, 11, 2),
        ("gs-cd", "Nền nếp sinh hoạt, vai trò nêu gương của cấp ủy viên", ("quan-ly-dang-vien",), 4, 0, 3),
    ),
    "uy-ban-kiem-tra": (
        ("kt-nvkt", "Thực hiện nhiệm vụ kiểm tra, giám sát", ("chuong-trinh-ktgs",), 4, 13, 2),
        ("kt-tc", "Thu, nộp, quản lý, sử dụng đảng phí", ("dang-phi",), 4, 16, 2),
    ),
    "ban-to-chuc": (("gs-cd", "Đánh giá cán bộ và quy hoạch cấp ủy", ("cong-tac-can-bo",), 3, 8, 3),),
    "ban-tuyen-giao-dan-van": (("gs-cd", "Học tập, triển khai nghị quyết ở cơ sở", ("hoc-tap-nghi-quyet",), 2, 4, 4),),
    "ban-noi-chinh": (("gs-cd", "Tiếp công dân, giải quyết đơn thư", ("khieu-nai-to-cao",), 3, 2, 4),),
}  # fmt: skip
NEXT = {"ban-to-chuc": "propose", "ban-tuyen-giao-dan-van": "", "ban-noi-chinh": "merge"}
"""How far the boards are with the programme of next year."""
SEEN = (
    (
        "Dự họp ban thường vụ, nghe báo cáo sáu tháng: nghị quyết rõ việc, rõ người; phân công phụ trách thôn đã sửa.",
        "direct",
        "quy-che",
        False,
        False,
    ),
    (
        "Đọc biên bản ba kỳ họp chi bộ: nội dung lặp lại, chưa kiểm điểm việc tháng trước. Đã nhắc.",
        "indirect",
        "quan-ly-dang-vien",
        True,
        False,
    ),
    (
        "Báo cáo quý nộp chậm lần thứ hai, số liệu đảng phí không khớp sổ. Cần xem xét thêm.",
        "indirect",
        "dang-phi",
        True,
        True,
    ),
    (
        "Làm việc trực tiếp về giải quyết đơn thư: tồn hai đơn quá 60 ngày, đã thống nhất hạn trả lời.",
        "direct",
        "khieu-nai-to-cao",
        False,
        False,
    ),
)
RESULT = "Thống nhất ba việc: rà soát phân công cấp ủy viên, họp chi bộ đúng lịch, báo cáo kết quả trước ngày 25."


class Plans:
    def __init__(self, people: People, diary: Diary) -> None:
        self.people, self.diary, self.tree = people, diary, people.tree
        self.province = self.tree.named(ROOT)
        self.communes = self.tree.of_kind("commune")
        self.office = people.office(self.province)
        self.inspector = people.holder("pho-chu-nhiem-ubkt", self.province)
        self.deputy = people.holder("pho-bi-thu-thuong-truc", self.province)
        self.areas = {area.code: area.pk for area in ContentArea.objects.on(diary.today)}
        self.bodies = {
            body.kind.code: body.pk for body in Body.objects.filter(organisation=self.province).select_related("kind")
        }

    def plan(self) -> None:
        begun = max(-310, -((self.diary.today - date(2025, 10, 20)).days))
        self.diary.on(begun, self.of_the_year)
        self.diary.on(-9, self.of_next_year)
        self.diary.on(-120, self.sessions)
        for place in range(14):
            self.diary.on(-210 + place * 15, partial(self.note, place))

    # --- programmes

    def of_the_year(self, at: datetime) -> None:
        year = (self.diary.today - timedelta(days=60)).year
        made = {body: self._programme(body, year, at) for body in LINES}
        for body in LINES:
            programmes.propose_programme(programme_id=made[body], by=self._hand(body, at))
        for body in LINES:
            programmes.merge_programme(programme_id=made[body], by=self.by(self.inspector, at))
        self.diary.after(at, 6, lambda at: self._adopt(made, at))

    def _adopt(self, made: dict[str, int], at: datetime) -> None:
        for body, pk in made.items():
            programmes.adopt_programme(programme_id=pk, on=self.by(self.deputy, at).today, by=self._hand(body, at))

    def of_next_year(self, at: datetime) -> None:
        year = (self.diary.today - timedelta(days=60)).year + 1
        for body, how_far in NEXT.items():
            pk = self._programme(body, year, at)
            if how_far:
                programmes.propose_programme(programme_id=pk, by=self._hand(body, at))
            if how_far == "merge":
                programmes.merge_programme(programme_id=pk, by=self.by(self.inspector, at))

    def _hand(self, body: str, at: datetime) -> Actor:
        return self.by(self.inspector if body == "uy-ban-kiem-tra" else self.deputy, at)

    def _programme(self, body: str, year: int, at: datetime) -> int:
        by = self._hand(body, at)
        programme = programmes.create_programme(
            owner_id=self.province.pk, body_id=self.bodies[body], year=year, by=by,
            aim="Có trọng tâm, trọng điểm, không dàn trải; gắn với trách nhiệm người đứng đầu.",
        )  # fmt: skip
        for kind, content, areas, quarter, first, number in LINES[body]:
            draft = EntryDraft(
                kind=kind, content=content, areas=areas, quarter=quarter, lead="Trưởng đoàn do cấp ủy phân công",
                examined_from=date(year - 1, 1, 1), examined_to=date(year, 3, 31),
                subjects=tuple((one.pk, None) for one in self.communes[first : first + number]),
            )  # fmt: skip
            programmes.save_entry(programme_id=programme.pk, draft=draft, by=by)
        return programme.pk

    # --- working sessions and notes

    def sessions(self, at: datetime) -> None:
        by = self.by(self.office, at)
        members = self.people.committee(self.province)
        for kind, title, per, some in (
            ("yearly", "Đoàn công tác của Ban Thường vụ về xây dựng Đảng ở xã, phường", 4, self.communes[:16]),
            ("monthly", "Làm việc định kỳ với các đảng ủy trực thuộc", 2, self.communes[16:]),
        ):
            made = visits.create_delegation(
                draft=visits.DelegationDraft(
                    owner_id=self.province.pk, kind=kind, title=title, year=by.today.year, leader_id=members[1].pk,
                    member_ids=tuple(one.pk for one in members[4:8]), body_id=self.bodies["ban-thuong-vu"],
                    content="Tình hình tổ chức đảng, việc khó, kiến nghị của cơ sở.",
                ),
                by=by,
            )  # fmt: skip
            planned = visits.schedule_sessions(
                delegation_id=made.pk, organisation_ids=[one.pk for one in some], first=by.today + timedelta(days=5),
                per=per, span="month", by=by, place="Hội trường đảng ủy", content="Nghe báo cáo, thống nhất việc phải làm",
            )  # fmt: skip
            for place, session in enumerate(planned):
                if session.on < self.diary.today:
                    moment = self.diary.moment(session.on)
                    self.diary.at(moment + timedelta(hours=1), partial(self._held, session, place))

    def _held(self, session: WorkSession, place: int, at: datetime) -> None:
        by = self.by(self.office, at)
        if place == 3:
            visits.cancel_session(session_id=session.pk, reason="Xã đang khắc phục hậu quả mưa lũ", by=by)
        elif place != 5:  # the result of one was not entered yet
            visits.hold_session(
                session_id=session.pk,
                result=RESULT,
                matters="Đề nghị sớm có cán bộ địa chính.",
                attended=9 + place,
                by=by,
            )

    def note(self, place: int, at: datetime) -> None:
        by = self.by(self.inspector, at)
        text, how, area, reminded, is_signal = SEEN[place % len(SEEN)]
        visits.write_note(
            draft=visits.NoteDraft(
                owner_id=self.province.pk, organisation_id=self.communes[place * 3 % len(self.communes)].pk, on=by.today,
                how=how, text=text, area_ids=(self.areas[area],), reminded=reminded, is_signal=is_signal,
            ),
            by=by,
        )  # fmt: skip

    def by(self, person: Person, at: datetime) -> Actor:
        return self.people.actor(person, at)
