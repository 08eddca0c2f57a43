"""A programme of the province, its outline, the programmes of four communes, and which passages answer it."""

from datetime import datetime
from functools import partial

from tusoi.documents import selectors
from tusoi.documents.models import Citation, Coverage, Document
from tusoi.documents.services import Choice, decide_coverage, propose_coverage, save_outline
from tusoi.organisations.models import Organisation

from .diary import Diary
from .papers import Paper, Papers
from .people import People
from .programmes import ANSWERS, PROVINCE, PROVINCE_TITLE, Answer, text_of

CONFIRMED = ("Đảng ủy xã An Bình", "Đảng ủy xã Suối Giàng")
"""Whose passages the office of the province has gone through; those of the others are proposals still."""


class Programmes:
    """Plans what happened to the programme; ``province`` is the organisation that issued it."""

    def __init__(self, people: People, diary: Diary, papers: Papers, province: Organisation) -> None:
        self.people, self.diary, self.papers, self.province = people, diary, papers, province
        self.office = people.office(province)

    def plan(self) -> None:
        self.diary.on(-84, self.issue)

    def issue(self, at: datetime) -> None:
        """The programme goes out to every commune with its outline kept as it was read."""
        paper = Paper(
            "chuong-trinh", 12, "CTr/TU", PROVINCE_TITLE, PROVINCE.replace("ngày 05 tháng 01 năm 2026", _day(at)),
            sent_to=self.people.tree.of_kind("commune"),
        )  # fmt: skip
        document = self.papers.register(paper, self.province, self.office, at)
        rows = selectors.outline_of(document)
        choices = {row.key: Choice(on=row.wanted) for row in rows}
        save_outline(document_id=document.pk, choices=choices, by=self.people.actor(self.office, at))
        for answer in ANSWERS:
            self.diary.on(answer.offset, partial(self.answer, answer, document))
        self.diary.on(-30, partial(self.compare, document))

    def answer(self, answer: Answer, document: Document, at: datetime) -> None:
        """A commune's own programme, which says at its head what it carries out."""
        commune = self.people.tree.named(answer.commune)
        text = text_of(answer, commune.label, _day(at))
        excerpt = "thực hiện Chương trình số 12-CTr/TU của Tỉnh ủy về nâng cao chất lượng tổ chức cơ sở đảng"
        paper = Paper(
            "chuong-trinh", answer.number, "CTr/ĐU", excerpt, text,
            citations=[("Chương trình số 12-CTr/TU", 12, "CTr/TU")],
        )  # fmt: skip
        own = self.papers.register(paper, commune, self.people.office(commune), at)
        Citation.objects.filter(document=own, target=document).update(relation=Citation.Relation.IMPLEMENTS)

    def compare(self, document: Document, at: datetime) -> None:
        """The office of the province lets the texts be compared and goes through the passages of two communes."""
        by = self.people.actor(self.office, at)
        propose_coverage(document_id=document.pk, by=by)
        rows = Coverage.objects.filter(clause__document=document, organisation__name__in=CONFIRMED)
        likely = list(rows.filter(score__gte=0.6).values_list("pk", flat=True))
        doubtful = list(rows.filter(score__lt=0.4).values_list("pk", flat=True))
        if likely:
            decide_coverage(coverage_ids=likely, confirmed=True, by=by)
        if doubtful:
            decide_coverage(coverage_ids=doubtful, confirmed=False, by=by)


def _day(at: datetime) -> str:
    return f"ngày {at.day:02d} tháng {at.month:02d} năm {at.year}"
