"""A year of inspection and supervision at the province, played through the services.

A thematic supervision over twelve communes from its decision to the last requirement; cases that are under way, one
late, one suspended, one restricted; stubs; programmes in every state. What is only counted comes from `oversight_year`.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial

from tusoi.obligations.models import Assignment
from tusoi.obligations.services import accept_answer, report_item, return_answer, submit_answer, verify_item
from tusoi.organisations.models import Body, Organisation, Person
from tusoi.organisations.scope import Actor
from tusoi.oversight.models import Case, CaseSubject, ContentArea, Paper, Remediation
from tusoi.oversight.services import cases, findings, remediation

from . import answers, oversight_texts, texts
from .accounts import ROOT
from .diary import Diary
from .oversight_texts import Told
from .papers import Paper as Written
from .papers import Papers

COMMISSION, STANDING = "uy-ban-kiem-tra", "ban-thuong-vu"
TWELVE = 12


class Inspections:
    def __init__(self, papers: Papers, diary: Diary) -> None:
        self.papers, self.diary, self.people = papers, diary, papers.people
        self.tree = self.people.tree
        self.province = self.tree.named(ROOT)
        self.communes = self.tree.of_kind("commune")
        self.office = self.people.office(self.province)
        self.inspector = self.people.holder("pho-chu-nhiem-ubkt", self.province)
        self.deputy = self.people.holder("pho-bi-thu-thuong-truc", self.province)
        self.areas = {area.code: area.pk for area in ContentArea.objects.on(diary.today)}
        self.bodies = {(body.organisation_id, body.kind.code): body.pk for body in Body.objects.select_related("kind")}
        self.numbers = Counter({"QĐ/TU": 300, "KH/TU": 160, "QĐ/ĐU": 10, "KH/ĐU": 30})
        """The last number of each symbol; other plans have lower ones."""

    def plan(self) -> None:
        on = self.diary.on
        on(-190, self.thematic)
        for told in oversight_texts.RUNNING:
            on(told.begins, partial(self.running, told))
        for offset, stub in oversight_texts.STUBS:
            on(offset, partial(self.stub, stub))

    # --- the thematic supervision over twelve communes

    def thematic(self, at: datetime) -> None:
        told = oversight_texts.THEMATIC
        case = self._open(told, self.communes[:TWELVE], self.office, at)
        self._issue(case, told, self.office, at + timedelta(minutes=9))
        self.diary.in_order(at, [
            (8, lambda at: self._begin(case.pk, self.office, at)),
            (10, lambda at: self._ask(case.pk, at)),
            (38, lambda at: self._verify(case.pk, at)),
            (52, lambda at: self._discuss(case.pk, at)),
            (64, lambda at: self._conclude(case.pk, at)),
            (69, lambda at: self._announce(case.pk, at)),
        ])  # fmt: skip

    def _ask(self, case_id: int, at: datetime) -> None:
        by = self.by(self.office, at)
        asked = cases.ask_self_reports(
            case_id=case_id, due_on=by.today + timedelta(days=20), by=by, instructions=oversight_texts.ASKED
        )
        for place, assignment in enumerate(Assignment.objects.filter(obligation__in=asked).order_by("path")):
            self.diary.after(at, 8 + place, lambda at, one=assignment: self._report(one, at))  # type: ignore[misc]

    def _report(self, assignment: Assignment, at: datetime) -> None:
        organisation = self._organisation(assignment.organisation_id)
        text = oversight_texts.OWN_REPORT.format(name=organisation.name)
        submit_answer(assignment_id=assignment.pk, by=self.by(self.people.office(organisation), at), text=text)
        office = self.office
        self.diary.after(at, 2, lambda at: accept_answer(assignment_id=assignment.pk, by=self.by(office, at)))

    def _verify(self, case_id: int, at: datetime) -> bool:
        """False while a report is still to come."""
        asked = Case.objects.filter(pk=case_id).values("self_report")
        if Assignment.objects.filter(obligation__in=asked).exclude(state="accepted").exists():
            return False
        by = self.by(self.office, at)
        self._finish(case_id, by)  # the reports are in
        self._finish(case_id, by)
        return True

    def _discuss(self, case_id: int, at: datetime) -> None:
        by = self.by(self.office, at)
        for subject in CaseSubject.objects.filter(case=case_id).select_related("organisation"):
            cases.send_draft(subject_id=subject.pk, text=oversight_texts.DRAFT.format(name=subject.name), by=by)
            own = self.by(self.people.office(self._organisation(subject.organisation_id)), at)
            says = oversight_texts.SAYS.get(subject.organisation.label, "")
            cases.comment_on_draft(subject_id=subject.pk, by=own, comments=says, agrees=not says)
            if says:
                cases.answer_comments(subject_id=subject.pk, answer=oversight_texts.ANSWERED, by=by)
        self._finish(case_id, by)

    def _conclude(self, case_id: int, at: datetime) -> None:
        by = self.by(self.office, at)
        self._finish(case_id, by)  # the team has reported
        subjects = list(CaseSubject.objects.filter(case=case_id).order_by("pk"))
        due = [self.diary.today + timedelta(days=offset) for offset in oversight_texts.DUE]
        for number, (kind, text, area, what) in enumerate(oversight_texts.FOUND):
            subject = None if number < 4 else subjects[(number - 4) % TWELVE].pk
            asked = None
            if what:
                asked = findings.RequirementDraft(
                    text=what, due_on=due[number % len(due)], for_all=subject is None,
                    subject_ids=() if subject is None else (subject,),
                )  # fmt: skip
            draft = findings.FindingDraft(
                kind=kind, text=text, subject_id=subject, area_ids=(self.areas[area],), requirement=asked,
                evidence=oversight_texts.EVIDENCE if kind != "strength" else "",
                cause=oversight_texts.CAUSE if kind != "strength" else "",
                responsibility="head" if kind == "defect" else "collective" if kind != "strength" else "",
            )  # fmt: skip
            findings.add_finding(case_id=case_id, draft=draft, by=by)
        results = ("thuc-hien-tot", "thuc-hien-tot", "chua-tot", "khuyet-diem")
        given = {subject.pk: results[place % 4] for place, subject in enumerate(subjects)}
        findings.set_results(case_id=case_id, results=given, by=by)
        conclusion = findings.compile_conclusion(case_id=case_id, by=by)
        draft_of = findings.ConclusionDraft(
            sections=conclusion.sections, excerpt=conclusion.excerpt, signatory=self.deputy.name,
            signatory_position="Phó Bí thư Thường trực",
        )  # fmt: skip
        findings.save_conclusion(case_id=case_id, draft=draft_of, by=by)
        findings.conclude_case(case_id=case_id, meeting="Phiên họp Ban Thường vụ Tỉnh ủy", on=by.today, by=by)
        self._finish(case_id, by)

    def _announce(self, case_id: int, at: datetime) -> None:
        by = self.by(self.office, at)
        codes = {"symbol_kind", "symbol_issuer", "competence", "number_gap"}
        findings.register_conclusion(case_id=case_id, on=by.today, by=by, confirmed=codes)
        subjects = CaseSubject.objects.filter(case=case_id).values_list("pk", flat=True)
        told = dict.fromkeys(subjects, (by.today, "Hội nghị công bố tại Tỉnh ủy"))
        findings.announce_conclusion(case_id=case_id, told=told, by=by, whole=True)
        findings.lay_requirements(case_id=case_id, by=by)
        self._finish(case_id, by)
        self._finish(case_id, by)
        rows = Remediation.objects.filter(requirement__case=case_id).order_by("pk")
        for place, row in enumerate(rows):
            self._follow(row, place, at)

    def _follow(self, row: Remediation, place: int, at: datetime) -> None:
        """What becomes of a row of the register, in turn: closed, being done, returned, reported above, silent."""
        fate = ("closed", "closed", "done", "returned", "silent", "closed", "done", "escalated")[place % 8]
        organisation = self._organisation(row.organisation_id)
        person = self.people.office(organisation)
        if fate in ("closed", "done", "returned"):
            self.diary.after(at, 6 + place % 9, lambda at: self._send_plan(row, person, fate, at))
        elif fate == "escalated":
            why = oversight_texts.ABOVE
            self.diary.after(
                at, 80,
                lambda at: remediation.escalate_remediation(
                    remediation_id=row.pk, reason=why, by=self.by(self.office, at)
                ),
            )  # fmt: skip

    def _send_plan(self, row: Remediation, person: Person, fate: str, at: datetime) -> None:
        organisation = self._organisation(row.organisation_id)
        by = self.by(person, at)
        leads = [f"Đ/c {one.name}" for one in self.people.committee(organisation)[:5]]
        items = answers.plan(self.diary.chance, by.today, leads, ())
        text = texts.opening(self.diary.chance, organisation.name, answers.written(by.today), hollow=False)
        submit_answer(assignment_id=row.assignment_id, by=by, text=text, items=items)
        self.diary.after(at, 3, lambda at: self._decide(row, person, fate, at))

    def _decide(self, row: Remediation, person: Person, fate: str, at: datetime) -> None:
        by = self.by(self.office, at)
        if fate == "returned":
            return_answer(assignment_id=row.assignment_id, reason=self.diary.chance.choice(texts.REASONS), by=by)
            return
        accept_answer(assignment_id=row.assignment_id, by=by)
        self.diary.after(at, 20, lambda at: self._carry_out(row, person, fate, at))

    def _carry_out(self, row: Remediation, person: Person, fate: str, at: datetime) -> None:
        items = list(row.assignment.items.order_by("position"))
        done = items if fate == "closed" else items[:1]
        for item in done:
            evidence = self.diary.chance.choice(texts.EVIDENCE).format(day=answers.written(self.by(person, at).today))
            report_item(item_id=item.pk, evidence=evidence, by=self.by(person, at))
        self.diary.after(at, 4, lambda at: self._close(row, [item.pk for item in done], fate, at))

    def _close(self, row: Remediation, items: Sequence[int], fate: str, at: datetime) -> None:
        by = self.by(self.office, at)
        for item in items:
            verify_item(item_id=item, by=by)
        if fate == "closed":
            remediation.close_remediation(remediation_id=row.pk, by=by)

    # --- cases under way, stubs

    def running(self, told: Told, at: datetime) -> None:
        owner = self.tree.named(told.owner)
        subjects = [self.tree.named(name) for name in told.subjects]
        who = self.people.office(owner) if told.owner != ROOT else {"office": self.office, "inspector": self.inspector,
                                                                    "deputy": self.deputy}[told.by]  # fmt: skip
        case = self._open(told, subjects, who, at)
        if told.until == "propose":
            return
        self._issue(case, told, who, at + timedelta(minutes=9))
        steps: list[Callable[[datetime], object]] = []
        if told.until in ("self_report", "discuss"):
            steps.append(lambda at: self._begin(case.pk, who, at))
        if told.until == "discuss":
            steps += [lambda at: self._hand_over(case.pk, who, at), lambda at: self._send_drafts(case.pk, who, at)]
        if told.suspended:
            steps.append(lambda at: cases.suspend_case(case_id=case.pk, reason=told.suspended, by=self.by(who, at)))
        self.diary.in_order(at, [(6 * number, step) for number, step in enumerate(steps, start=1)])
        if told.extended:
            self.diary.after(at, 30, partial(self._extend, case.pk, told, who))

    def _extend(self, case_id: int, told: Told, who: Person, at: datetime) -> None:
        due_on = Case.objects.values_list("due_on", flat=True).get(pk=case_id)
        assert due_on is not None
        to_day = due_on + timedelta(days=10)
        cases.extend_case(case_id=case_id, to_day=to_day, reason=told.extended, by=self.by(who, at))

    def _hand_over(self, case_id: int, who: Person, at: datetime) -> None:
        by = self.by(who, at)
        for _step in range(2):
            self._finish(case_id, by)

    def _send_drafts(self, case_id: int, who: Person, at: datetime) -> None:
        for subject in CaseSubject.objects.filter(case=case_id).select_related("organisation"):
            text = oversight_texts.DRAFT.format(name=subject.name)
            cases.send_draft(subject_id=subject.pk, text=text, by=self.by(who, at))

    def stub(self, draft: dict[str, object], at: datetime) -> None:
        made = dict(draft)
        settled = made.pop("settled", False)
        whom = [self.communes[place] for place in made.pop("whom", ())]  # type: ignore[attr-defined]
        body = self.bodies[self.province.pk, COMMISSION]
        by = self.by(self.inspector, at)
        case = cases.open_case(
            draft=cases.CaseDraft(
                owner_id=self.province.pk, body_id=body, title="", subjects=[(one.pk, None) for one in whom],
                paper_location="Tủ hồ sơ mật số 1, Ủy ban Kiểm tra Tỉnh ủy", **made,  # type: ignore[arg-type]
            ),
            by=by,
        )  # fmt: skip
        if settled:
            self.diary.after(
                at, 40, lambda at: cases.settle_stub(case_id=case.pk, on=self.by(self.inspector, at).today,
                                                     by=self.by(self.inspector, at))
            )  # fmt: skip

    # --- shared

    def by(self, person: Person, at: datetime) -> Actor:
        return self.people.actor(person, at)

    def _organisation(self, pk: int) -> Organisation:
        return next(one for one in self.tree.all if one.pk == pk)

    def _open(self, told: Told, subjects: Sequence[Organisation], who: Person, at: datetime) -> Case:
        by = self.by(who, at)
        owner = self.tree.named(told.owner)
        draft = cases.CaseDraft(
            owner_id=owner.pk, body_id=self.bodies.get((owner.pk, told.body)), kind_code=told.kind, title=told.title,
            content=told.content, area_ids=[self.areas[code] for code in told.areas], circle=told.circle,
            subjects=[(one.pk, None) for one in subjects], unscheduled_reason=told.reason,
            examined_from=by.today.replace(year=by.today.year - 1, month=1, day=1),
            examined_to=by.today - timedelta(days=1),
        )  # fmt: skip
        case = cases.open_case(draft=draft, by=by)
        committee = [one for one in self.people.committee(owner) if one.pk != who.pk]
        for place, person in enumerate(committee[-4:]):
            role = ("leader", "deputy", "secretary", "member")[place]
            cases.add_team_member(case_id=case.pk, person_id=person.pk, role=role, by=by)
        self._finish(case.pk, by)
        return case

    def _issue(self, case: Case, told: Told, who: Person, at: datetime) -> None:
        self.diary.advance(at)
        owner = self.tree.named(told.owner)
        made = []
        office = "TU" if told.owner == ROOT else "ĐU"
        secret = told.circle != "normal"
        for kind, word in (("quyet-dinh", "QĐ"), ("ke-hoach", "KH")):
            symbol = f"{word}/{office}"
            self.numbers[symbol] += 1
            excerpt = "về việc nội bộ" if secret else f"{told.title[0].lower()}{told.title[1:]}"
            text = "" if secret else f"{excerpt}\nĐoàn làm việc theo kế hoạch đã duyệt."
            written = Written(kind, self.numbers[symbol], symbol, excerpt, text, circulation="own" if secret else "")
            made.append(self.papers.register(written, owner, self.people.office(owner), at))
        cases.issue_case(case_id=case.pk, decision_id=made[0].pk, plan_id=made[1].pk, by=self.by(who, at))

    def _begin(self, case_id: int, who: Person, at: datetime) -> None:
        """Announced to the subjects, the outline sent."""
        by = self.by(who, at)
        cases.open_to_subjects(case_id=case_id, by=by)
        self._fill(case_id, by)
        outline = Paper.objects.filter(case=case_id, code="de-cuong", sent_on__isnull=True, waived_reason="").first()
        if outline:
            cases.send_paper(paper_id=outline.pk, by=by)
        for _step in range(2):
            self._finish(case_id, by)

    def _finish(self, case_id: int, by: Actor) -> None:
        self._fill(case_id, by)
        cases.finish_step(case_id=case_id, by=by)

    def _fill(self, case_id: int, by: Actor) -> None:
        """File what the step asks for; what only lies on paper, or would be one for each, is waived with the reason."""
        case = Case.objects.select_related("kind").get(pk=case_id)
        kind = case.kind.procedure
        last = kind.steps[-1].code == case.step
        there = set(Paper.objects.filter(case=case, withdrawn_on__isnull=True).values_list("code", flat=True))
        for paper in kind.papers if last else kind.papers_of(case.step):
            if paper.code in there or not paper.required:
                continue
            if paper.per_subject or paper.step == "ban-hanh":
                if paper.step != "ban-hanh":
                    reason = oversight_texts.ON_PAPER
                    cases.waive_paper(case_id=case_id, code=paper.code, reason=reason, by=by)
                continue
            draft = cases.PaperDraft(
                title=paper.name.vi, code=paper.code, text=oversight_texts.PAPER.format(name=paper.name.vi),
                dated_on=by.today, pages=3,
            )  # fmt: skip
            cases.add_paper(case_id=case_id, draft=draft, by=by)
