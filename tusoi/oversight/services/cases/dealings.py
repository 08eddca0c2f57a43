"""What passes between a case and its subjects: opening, reports, the draft and what they say to it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tusoi.documents import files
from tusoi.obligations.cascade import Selection
from tusoi.obligations.models import DeliverableKind, Obligation
from tusoi.obligations.services import ObligationDraft, lay_obligations
from tusoi.organisations.models import Position
from tusoi.organisations.scope import Actor
from tusoi.oversight import access
from tusoi.oversight.models import Case, CaseSubject, Paper, TeamMember
from tusoi.oversight.rules import Rejected
from tusoi.oversight.services.common import bump, keep, locked_case, text_of

from .papers import LONGEST, own_of, write_down
from .subjects import locked_subject

REPORT = "report"
"""Code of the kind of deliverable a subject's own report is."""


@transaction.atomic
def open_to_subjects(*, case_id: int, by: Actor, on: date | None = None, seen: int | None = None) -> int:
    """Announce decision and plan to every subject that does not know yet, in one step; they are sent to them.

    How many are new. Raises Rejected ("": not_issued; "on": future, past), Stale, IllegalMove and Refused.
    """
    case = locked_case(case_id, by, "team", seen=seen)
    if case.issued_on is None:
        raise Rejected({"": "not_issued"})
    day = on or by.today
    if day > by.today:
        raise Rejected({"on": "future"})
    if day < case.issued_on:
        raise Rejected({"on": "past"})
    new = CaseSubject.objects.standing().filter(case=case, opened_on__isnull=True).update(opened_on=day)
    issued = Paper.objects.filter(case=case, document__in=[case.decision_id or 0, case.plan_id or 0])
    issued.filter(sent_on__isnull=True, withdrawn_on__isnull=True).update(sent_on=day)
    bump(case)
    keep(case, by, "open_to_subjects", count=new, on=day)
    return new


@transaction.atomic
def ask_self_reports(
    *,
    case_id: int,
    due_on: date,
    by: Actor,
    instructions: str = "",
    seen: int | None = None,
    request_key: UUID | None = None,
) -> list[Obligation]:
    """Lay the duty to report on all organisations that are looked at, in one step; another on the persons among them.

    They are confined: read by the bearer, the owner's people and the team. Persons without any position there hand
    their report in on paper. Raises Rejected ("": asked, not_opened_yet, nobody; "due_on"), CannotIssue, Stale,
    IllegalMove and Refused.
    """
    case = locked_case(case_id, by, "owner", seen=seen)
    if case.self_report_id or case.person_report_id:
        raise Rejected({"": "asked"})
    subjects = list(case.subjects.standing().select_related("organisation", "person"))
    if not subjects or any(one.opened_on is None for one in subjects):
        raise Rejected({"": "not_opened_yet"})
    if due_on < by.today:
        raise Rejected({"due_on": "past"})
    words = text_of("instructions", instructions)
    files.refuse_marked(words)
    organisations = [
        one.organisation_id for one in subjects if one.person_id is None and one.organisation_id != case.owner_id
    ]
    people = _serving(subjects, by)
    if not organisations and not people:
        raise Rejected({"": "nobody"})
    team = list(TeamMember.objects.filter(case=case, valid_to__isnull=True).values_list("person", flat=True))
    restricted = case.circle == Case.Circle.RESTRICTED
    title = (
        _("Báo cáo theo yêu cầu của đoàn")
        if restricted
        else _("Báo cáo tự kiểm tra: %(title)s") % {"title": case.title}
    )
    kind = DeliverableKind.objects.on(by.today).filter(code=REPORT).order_by("-valid_from").first()
    if kind is None:
        raise Rejected({"": "no_deliverable"})

    def draft(bearer: str, selection: Selection) -> ObligationDraft:
        return ObligationDraft(
            title[:300], due_on, kind, bearer, instructions=words, expectations=tuple(kind.expectations_vi),
            selection=selection, confined_to=team,
        )  # fmt: skip

    drafts = []
    if organisations:
        drafts.append(draft(Obligation.Bearer.ORGANISATION, Selection(organisation_ids=tuple(organisations))))
    if people:
        drafts.append(draft(Obligation.Bearer.PERSON, Selection(person_pairs=tuple(people))))
    laid = lay_obligations(
        drafts=drafts, selection=Selection(), issued_by=case.owner, by=by, body=case.body, request_key=request_key,
        document=None if restricted else case.plan,
    )  # fmt: skip
    case.self_report = laid[0] if organisations else None
    case.person_report = laid[-1] if people else None
    bump(case, "self_report", "person_report")
    keep(case, by, "ask_self_reports", count=len(organisations) + len(people), due_on=due_on)
    return laid


def _serving(subjects: list[CaseSubject], by: Actor) -> list[tuple[int, int]]:
    wanted = {(one.organisation_id, one.person_id) for one in subjects if one.person_id is not None}
    held = Position.objects.on(by.today).filter(person__in=[person for _organisation, person in wanted])
    return sorted(wanted & set(held.values_list("organisation", "person")))


@transaction.atomic
def send_draft(*, subject_id: int, text: str, by: Actor, seen: int | None = None) -> CaseSubject:
    """Send a subject its part of the draft report; again after its comments, where it was changed. All are kept.

    Raises Rejected ("draft": required, too_long; "": not_opened_yet, concluded, removed), files.SecretFile, Stale,
    IllegalMove and Refused.
    """
    case, subject = locked_subject(subject_id, by, "team", seen=seen)
    _can_be_discussed(case, subject)
    subject.draft = text_of("draft", text, most=LONGEST, required=True)
    files.refuse_marked(subject.draft)
    subject.draft_sent_on = by.today
    subject.comments, subject.commented_on, subject.commented_by, subject.answer_to_comments = "", None, None, ""
    subject.save(
        update_fields=["draft", "draft_sent_on", "comments", "commented_on", "commented_by", "answer_to_comments"]
    )
    steps = {step.code for step in case.kind.procedure.steps if step.gate == "discuss"}
    code = next(
        (one.code for one in case.kind.procedure.papers if one.step in steps and one.code.startswith("du-thao")), ""
    )
    write_down(
        case, by, subject=subject, code=code, title=_("Dự thảo báo cáo gửi %(name)s") % {"name": subject.name},
        text=subject.draft, sent_on=by.today,
    )  # fmt: skip
    bump(case)
    keep(case, by, "send_draft", about=subject.name)
    return subject


@transaction.atomic
def comment_on_draft(*, subject_id: int, by: Actor, comments: str = "", agrees: bool = False) -> CaseSubject:
    """What a subject says to its part of the draft, or (``agrees``) that it has nothing to say. Once for each draft.

    Said by the subject itself; the team enters what came on paper. Raises Rejected ("comments": required, too_long;
    "": no_draft, commented), files.SecretFile, IllegalMove and Refused.
    """
    case, subject = locked_subject(subject_id, by, "")
    is_own = CaseSubject.objects.filter(own_of(by), pk=subject.pk).exists()
    if not is_own:
        access.require(case, "team", by)
    _can_be_discussed(case, subject)
    if subject.draft_sent_on is None:
        raise Rejected({"": "no_draft"})
    if subject.commented_on is not None:
        raise Rejected({"": "commented"})
    said = "" if agrees else text_of("comments", comments, most=LONGEST, required=True)
    files.refuse_marked(said)
    subject.comments, subject.commented_on, subject.commented_by_id = said, by.today, by.account_id
    subject.save(update_fields=["comments", "commented_on", "commented_by"])
    write_down(
        case, by, subject=subject, title=_("Ý kiến của %(name)s về dự thảo") % {"name": subject.name},
        text=said or _("Nhất trí với dự thảo, không có ý kiến khác."), is_from_subject=True,
    )  # fmt: skip
    bump(case)
    keep(case, by, "comment_on_draft", about=subject.name, own=is_own)
    return subject


@transaction.atomic
def answer_comments(*, subject_id: int, answer: str, by: Actor, seen: int | None = None) -> CaseSubject:
    """What the team took over of the comments, and why not the rest; it is sent to the subject.

    Raises Rejected ("answer": required, too_long; "": no_comments), files.SecretFile, Stale, IllegalMove and Refused.
    """
    case, subject = locked_subject(subject_id, by, "team", seen=seen)
    _can_be_discussed(case, subject)
    if not subject.comments:
        raise Rejected({"": "no_comments"})
    subject.answer_to_comments = text_of("answer", answer, most=LONGEST, required=True)
    files.refuse_marked(subject.answer_to_comments)
    subject.save(update_fields=["answer_to_comments"])
    write_down(
        case, by, subject=subject, title=_("Trả lời ý kiến của %(name)s") % {"name": subject.name},
        text=subject.answer_to_comments, sent_on=by.today,
    )  # fmt: skip
    bump(case)
    keep(case, by, "answer_comments", about=subject.name)
    return subject


def _can_be_discussed(case: Case, subject: CaseSubject) -> None:
    if subject.removed_on is not None:
        raise Rejected({"": "removed"})
    if subject.opened_on is None:
        raise Rejected({"": "not_opened_yet"})
    if case.concluded_on is not None:
        raise Rejected({"": "concluded"})
