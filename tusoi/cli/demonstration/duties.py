"""Duties laid and what became of each bearer's part, all through the services of the obligations."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from tusoi.documents.models import Clause, Document
from tusoi.obligations.models import Assignment, DeliverableKind, Obligation
from tusoi.obligations.services import (
    ItemDraft,
    ObligationDraft,
    Selection,
    accept_answer,
    extend,
    lay_obligations,
    refuse_item,
    remind,
    report_item,
    return_answer,
    submit_answer,
    verify_item,
    waive,
)  # fmt: skip
from tusoi.organisations.models import Body, Organisation, Person
from tusoi.organisations.scope import Actor

from . import answers, texts
from .diary import Diary
from .people import People

ACCEPTED, WAITING, RETURNED, SILENT, EXTENDED, WAIVED = (
    "accepted",
    "waiting",
    "returned",
    "silent",
    "extended",
    "waived",
)
Fates = dict[str, int]
"""How many bearers end up how; who is not named in ``who`` is drawn."""


@dataclass(kw_only=True)
class Duty:
    """A duty as the demonstration tells it. Days are offsets from today."""

    title: str
    deliverable: str
    issuer: Organisation
    clerk: Person
    selection: Selection
    due: int
    answered: tuple[int, int]
    """Between which days the answers came."""
    fates: Fates
    who: dict[str, str] | None = None
    """The fate of single bearers, by name."""
    bearer: str = Obligation.Bearer.ORGANISATION
    document: Document | None = None
    clause: Clause | None = None
    instructions: str = ""
    words: Callable[[str, str], str] | None = None
    """The text of an answer from (who, day); None for a plan of measures."""
    extended_to: int = 7
    body: Body | None = None
    parent: Assignment | None = None
    in_waves: Callable[["Duties", "Duty", Sequence[Assignment], dict[int, str]], None] | None = None
    """Plans how the accepted and the waiting answers arrive, when there are too many to be sent one by one."""
    carried_out: int = 0
    """So many accepted plans are being carried out: items reported, most of them verified."""


class Duties:
    def __init__(self, people: People, diary: Diary) -> None:
        self.people, self.diary, self.chance = people, diary, diary.chance
        self.kinds = {kind.code: kind for kind in DeliverableKind.objects.on(diary.today)}
        self.organisations = {organisation.pk: organisation for organisation in people.tree.all}
        self.persons = {cell.person.pk: cell.person for cell in people.cells}

    def lay(self, duty: Duty, at: datetime) -> Obligation:
        """Lay it, and plan in the diary what the bearers and the reviewer will do."""
        kind = self.kinds[duty.deliverable]
        obligation = lay_obligations(
            drafts=[
                ObligationDraft(
                    title=duty.title, due_on=self._due(duty.due), deliverable=kind, bearer=duty.bearer,
                    instructions=duty.instructions, expectations=kind.expectations_vi, clause=duty.clause,
                )
            ],
            selection=duty.selection, issued_by=duty.issuer, by=self.people.actor(duty.clerk, at),
            document=duty.document, body=duty.body, parent=duty.parent,
        )[0]  # fmt: skip
        assignments = list(
            Assignment.objects.filter(obligation=obligation)
            .select_related("obligation", "organisation", "person")
            .order_by("path", "pk")
        )
        fates = self._fates(duty, assignments)
        limitations = list(duty.document.clauses.filter(kind="limitation")) if duty.document else []
        if duty.in_waves:
            duty.in_waves(self, duty, assignments, fates)
        busy = duty.carried_out
        for assignment in assignments:
            fate = fates[assignment.pk]
            if duty.in_waves and fate in (ACCEPTED, WAITING):
                continue
            carry_out = fate == ACCEPTED and busy > 0
            busy -= carry_out
            self._live(duty, assignment, fate, limitations, carry_out)
        return obligation

    def chase(self, duty: Duty, obligation: Obligation, at: datetime) -> None:
        """Remind those who are late on that day."""
        by = self.people.actor(duty.clerk, at)
        late = Assignment.objects.filter(obligation=obligation).overdue(by.today).values_list("pk", flat=True)
        if late:
            remind(obligation_id=obligation.pk, assignment_ids=list(late), by=by)

    def _due(self, offset: int) -> date:
        return self.diary.today + timedelta(days=offset)

    def _fates(self, duty: Duty, assignments: Sequence[Assignment]) -> dict[int, str]:
        pool = [fate for fate, count in duty.fates.items() for _ in range(count)]
        if len(pool) != len(assignments):
            raise ValueError(f"{duty.title}: {len(assignments)} bearers, {len(pool)} fates")
        self.chance.shuffle(pool)
        fates = {}
        for assignment in assignments:
            if fate := (duty.who or {}).get(self._bearer(assignment)):
                pool.remove(fate)
                fates[assignment.pk] = fate
        for assignment in assignments:
            if assignment.pk not in fates:
                fates[assignment.pk] = pool.pop()
        return fates

    def _bearer(self, assignment: Assignment) -> str:
        if assignment.person_id is not None:
            return self.persons[assignment.person_id].name
        return self.organisations[assignment.organisation_id].name

    def _writer(self, assignment: Assignment) -> Person:
        if assignment.person_id is not None:
            return self.persons[assignment.person_id]
        return self.people.office(self.organisations[assignment.organisation_id])

    def _live(
        self, duty: Duty, assignment: Assignment, fate: str, limitations: Sequence[Clause], carry_out: bool
    ) -> None:
        pk = assignment.pk
        first, last = duty.answered
        if fate == WAITING:  # fresh on the reviewer's desk, late or not
            first, last = max(first, -9), max(last, -2)

        def reviewer(at: datetime) -> Actor:
            return self.people.actor(duty.clerk, at)

        def send(at: datetime) -> None:
            second = fate == ACCEPTED and self.chance.random() < 0.1  # good at the second attempt
            self._submit(duty, assignment, limitations, at, hollow=second or fate == RETURNED)
            if second:
                self.diary.after(at, 2, send_back)
            elif fate == ACCEPTED:
                self.diary.after(at, self.chance.randint(1, 5), accept)
            elif fate == RETURNED:
                self.diary.after(at, 2, send_back)

        def send_back(at: datetime) -> None:
            self._return(pk, reviewer(at))
            if fate == RETURNED:
                self.diary.after(at, 1, lambda at: self._extend(duty, pk, at))
            else:
                self.diary.after(at, 3, send_again)

        def send_again(at: datetime) -> None:
            self._submit(duty, assignment, limitations, at, hollow=False)
            self.diary.after(at, 2, accept)

        def accept(at: datetime) -> None:
            accept_answer(assignment_id=pk, by=reviewer(at))
            if carry_out:
                self.diary.after(at, 12, lambda at: self.carry_out(duty, assignment, at))

        def release(at: datetime) -> None:
            waive(assignment_ids=[pk], reason="Đơn vị mới thành lập, chưa phát sinh nội dung này.", by=reviewer(at))

        begins = {WAIVED: release, EXTENDED: lambda at: self._extend(duty, pk, at)}
        if fate != SILENT:
            self.diary.between(first, last, begins.get(fate, send))

    def _submit(
        self, duty: Duty, assignment: Assignment, limitations: Sequence[Clause], at: datetime, hollow: bool
    ) -> None:
        writer = self._writer(assignment)
        by = self.people.actor(writer, at)
        organisation = self.organisations[assignment.organisation_id]
        day = answers.written(by.today - timedelta(days=self.chance.randint(1, 4)))
        items: list[ItemDraft] | None = None
        if duty.words is not None:
            text = duty.words(organisation.label, day)
        elif assignment.person_id is not None:
            text, items = texts.own_opening(self.chance), answers.own_plan(self.chance, by.today, writer.name)
        else:
            text = texts.opening(self.chance, organisation.name, day, hollow=hollow)
            leads = [f"Đ/c {person.name}" for person in self.people.committee(organisation)[:5]]
            items = answers.plan(self.chance, by.today, leads, limitations)
            if hollow:
                items = items[:2] + answers.plan(self.chance, by.today, leads, (), hollow=True)
            elif self.chance.random() < 0.08:  # one of them slips through
                items = answers.plan(self.chance, by.today, leads, (), hollow=True)
        submit_answer(assignment_id=assignment.pk, by=by, text=text, items=items)

    def _return(self, pk: int, by: Actor) -> None:
        items = {
            item.pk: texts.REASONS[number % 2]
            for number, item in enumerate(Assignment.objects.get(pk=pk).items.filter(due_on__isnull=True))
        }
        whole = "Đề nghị bổ sung các mục đã ghi lý do." if items else self.chance.choice(texts.REASONS)
        return_answer(assignment_id=pk, reason=whole, items=items, by=by)

    def _extend(self, duty: Duty, pk: int, at: datetime) -> None:
        to_day = self._due(max(duty.due, 0) + duty.extended_to)
        extend(
            assignment_ids=[pk], to_day=to_day, by=self.people.actor(duty.clerk, at),
            reason="Đơn vị đang kiện toàn nhân sự, có văn bản đề nghị lùi thời hạn.",
        )  # fmt: skip

    def carry_out(self, duty: Duty, assignment: Assignment, at: datetime) -> None:
        """The first items of an accepted plan are reported done; the reviewer looks at most of them days later."""
        by = self.people.actor(self._writer(assignment), at)
        for number, item in enumerate(assignment.items.order_by("position")[:3]):
            evidence = self.chance.choice(texts.EVIDENCE).format(day=answers.written(by.today))
            report_item(item_id=item.pk, evidence=evidence, by=by)
            luck = self.chance.random()
            if number < 2 and luck < 0.75:
                self.diary.after(at, 2, partial(self._verify, duty, item.pk))
            elif luck > 0.93:
                self.diary.after(at, 3, partial(self._refuse, duty, item.pk))

    def _verify(self, duty: Duty, item_id: int, at: datetime) -> None:
        verify_item(item_id=item_id, by=self.people.actor(duty.clerk, at))

    def _refuse(self, duty: Duty, item_id: int, at: datetime) -> None:
        refuse_item(item_id=item_id, reason=self.chance.choice(texts.NOT_YET), by=self.people.actor(duty.clerk, at))
