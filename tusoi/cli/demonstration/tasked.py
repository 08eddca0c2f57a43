# ruff: noqa: E501 (a sentence stays on its line)
"""A plan with a table of tasks that became duties, and reports in free text that answer a programme clause by clause."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from tusoi.documents.models import Coverage, Document
from tusoi.documents.services import Metadata, accept_intake, begin_intake
from tusoi.obligations.models import AnswerPassage, Assignment, DeliverableKind, Obligation
from tusoi.obligations.services import (
    ItemDraft,
    ObligationDraft,
    Selection,
    compare_answers,
    decide_answer_passages,
    lay_obligations,
    submit_answer,
)
from tusoi.organisations.models import Organisation

from .diary import Diary
from .people import People

SIGNATORY = "Lò Văn Muôn, Phó Bí thư (T/M Ban Thường vụ)"
EXCERPT = "củng cố chi bộ thôn, bản sau sắp xếp"
HEAD = """TỈNH ỦY SƠN HÀ
*
Số 58-KH/TU
ĐẢNG CỘNG SẢN VIỆT NAM
Sơn Hà, {day}
KẾ HOẠCH
củng cố chi bộ thôn, bản sau sắp xếp
Ban Thường vụ Tỉnh ủy ban hành kế hoạch với các nhiệm vụ sau:
"""
ROWS = (  # task, lead, collaborators, product, days after today
    ("Rà soát, kiện toàn chi ủy ở các chi bộ thôn mới sáp nhập", "Đảng ủy xã An Bình", "Chi bộ Thôn Đông", "Danh sách chi ủy đã kiện toàn", 18),
    ("Thí điểm sổ tay sinh hoạt chi bộ bằng hai thứ tiếng", "Đảng ủy xã Suối Giàng", "Đảng ủy xã Hang Chú", "Sổ tay in và bản điện tử", 32),
    ("Lập bản đồ nơi sinh hoạt của chi bộ vùng cao", "Đảng ủy xã Bản Mạ", "Đảng ủy xã Suối Giàng", "Bản đồ, danh mục nhà sinh hoạt", 46),
)  # fmt: skip
FOOT = """Nơi nhận:
- Các đảng ủy xã có tên trong kế hoạch,
- Lưu Văn phòng Tỉnh ủy.
T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ
Lò Văn Muôn
"""
REPORT = "Báo cáo giữa kỳ thực hiện Chương trình số 12-CTr/TU"
REPORTS = {  # commune: what it says in words, without naming a clause
    "Đảng ủy xã An Bình": """Đảng ủy xã An Bình báo cáo giữa kỳ như sau.
1. Đã rà soát, sàng lọc, đối thoại với 4 đảng viên; đưa 1 người không còn đủ tư cách ra khỏi Đảng, giúp đỡ 3 người.
2. Mở lớp bồi dưỡng nhận thức về Đảng ngay tại cụm xã vùng cao cho 38 quần chúng ưu tú vào mùa nông nhàn.
3. Đường vào khu sản xuất Nà Khoang chưa xong, đề nghị bố trí tiếp kinh phí.""",
    "Đảng ủy xã Suối Giàng": """Suối Giàng đã chọn 6 đồng chí kế cận bí thư chi bộ kiêm trưởng bản, bồi dưỡng trước đại hội một năm.
Chi bộ gửi dự thảo nghị quyết tháng cho đảng viên qua sổ tay điện tử trước kỳ sinh hoạt ba ngày; 2 bản vùng lõm sóng còn gửi bằng giấy.""",
    "Đảng ủy xã Bản Mạ": """Đến nay 82% chi bộ bản có đảng viên trẻ dưới 40 tuổi tham gia chi ủy.
Mỗi quý tổ chức một kỳ sinh hoạt chuyên đề gắn với việc khó ở bản; quý vừa qua bàn việc giữ rừng đầu nguồn.""",
}
CONFIRMED = "Đảng ủy xã An Bình"


class TaskPapers:
    """Plans what happened; ``province`` is the organisation that issued the plan and asked for the reports."""

    def __init__(self, people: People, diary: Diary, province: Organisation) -> None:
        self.people, self.diary, self.province = people, diary, province
        self.office = people.office(province)
        self.kinds = {kind.code: kind for kind in DeliverableKind.objects.on(diary.today)}

    def plan(self) -> None:
        self.diary.on(-38, self.issue)
        self.diary.on(-45, self.ask)

    def issue(self, at: datetime) -> None:
        """The plan is read, its table kept as tasks, and each task laid on the organisation that leads it."""
        by = self.people.actor(self.office, at)
        lines = [
            f"{number}\t{task}\t{lead}\t{others}\t{product}\t{self.diary.today + timedelta(days=days):%d/%m/%Y}"
            for number, (task, lead, others, product, days) in enumerate(ROWS, start=1)
        ]
        table = "\n".join(("STT\tNhiệm vụ\tChủ trì\tPhối hợp\tSản phẩm\tThời hạn", *lines))
        day = f"ngày {at.day:02d} tháng {at.month:02d} năm {at.year}"
        intake = begin_intake(owner_id=self.province.pk, by=by, pasted=f"{HEAD.format(day=day)}{table}\n{FOOT}")
        metadata = Metadata(
            kind="ke-hoach", number=58, symbol="KH/TU", excerpt=EXCERPT, issued_on=by.today,
            issuer_id=self.province.pk, signatory=SIGNATORY,
        )  # fmt: skip
        document = accept_intake(
            intake_id=intake.pk, metadata=metadata, by=by, confirmed=("duplicate", "number_taken", "competence")
        )
        tasks = [one for one in document.clauses.order_by("position") if one.fields.get("task")]
        for clause, (task, lead, _others, _product, days) in zip(tasks, ROWS, strict=True):
            lay_obligations(
                drafts=[
                    ObligationDraft(
                        title=task, due_on=self.diary.today + timedelta(days=days), deliverable=self.kinds["plan"],
                        clause=clause,
                    )
                ],
                selection=Selection(organisation_ids=(self.people.tree.named(lead).pk,)), issued_by=self.province,
                document=document, by=by,
            )  # fmt: skip
        self.diary.on(-26, partial(self.answer, document))

    def answer(self, document: Document, at: datetime) -> None:
        """An Bình answers with a line of a plan as the table foresees it."""
        task, lead, others, product, days = ROWS[0]
        by = self.people.actor(self.people.office(self.people.tree.named(lead)), at)
        part = Assignment.objects.get(obligation__document=document, organisation__name=lead)
        due = self.diary.today + timedelta(days=days - 4)
        item = ItemDraft(task=task, lead="Ban Xây dựng Đảng", collaborators=others, product=product, due_on=due)
        submit_answer(assignment_id=part.pk, text="Đảng ủy xã nhận việc, làm trước ở ba thôn mới.", items=[item], by=by)

    def ask(self, at: datetime) -> None:
        """The province asks for reports on its programme; they come as text."""
        by = self.people.actor(self.office, at)
        programme = Document.objects.get(number=12, symbol="CTr/TU", owner=self.province)
        chosen = tuple(self.people.tree.named(name).pk for name in REPORTS)
        duty = lay_obligations(
            drafts=[
                ObligationDraft(title=REPORT, due_on=self.diary.day(-30), deliverable=self.kinds["report"])
            ],
            selection=Selection(organisation_ids=chosen), issued_by=self.province, document=programme, by=by,
        )[0]  # fmt: skip
        for offset, name in zip((-37, -35, -33), REPORTS, strict=True):
            self.diary.on(offset, partial(self.report, duty, name))
        self.diary.on(-28, partial(self.compare, programme))

    def report(self, duty: Obligation, name: str, at: datetime) -> None:
        by = self.people.actor(self.people.office(self.people.tree.named(name)), at)
        part = Assignment.objects.get(obligation=duty, organisation__name=name)
        submit_answer(assignment_id=part.pk, text=REPORTS[name], items=[], by=by)

    def compare(self, programme: Document, at: datetime) -> None:
        by = self.people.actor(self.office, at)
        compare_answers(document_id=programme.pk, by=by)
        likely = AnswerPassage.objects.filter(
            clause__document=programme, assignment__organisation__name=CONFIRMED, score__gte=0.5,
            state=Coverage.State.PROPOSED,
        )  # fmt: skip
        if ids := list(likely.values_list("pk", flat=True)):
            decide_answer_passages(passage_ids=ids, confirmed=True, by=by)
