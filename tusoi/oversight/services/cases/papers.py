"""The dossier of a case: papers filed, waived with a reason, formally sent, withdrawn; never taken out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from tusoi.documents import files
from tusoi.documents.models import Document
from tusoi.organisations.scope import Actor
from tusoi.oversight.models import Case, CaseSubject, Paper
from tusoi.oversight.rules import Rejected
from tusoi.oversight.services.common import bump, keep, line_of, locked_case, sent_before, text_of

LONGEST = 60_000
"""Signs of a paper that is written here: minutes of a meeting."""


@dataclass(frozen=True, slots=True)
class PaperDraft:
    """A paper to be filed: with a file, a text, a document of the owner's register, or only where it lies."""

    title: str
    code: str = ""
    subject_id: int | None = None
    text: str = ""
    document_id: int | None = None
    pages: int | None = None
    paper_location: str = ""
    dated_on: date | None = None


@transaction.atomic
def add_paper(
    *,
    case_id: int,
    draft: PaperDraft,
    by: Actor,
    content: Any = None,
    filename: str = "",
    request_key: UUID | None = None,
) -> Paper:
    """File a paper of the team's or the owner's; with its file (bytes or an uploaded file) if there is one.

    Raises Rejected ("title", "code", "subject", "document", "pages", "dated_on"; "": nothing), files.SecretFile,
    reading.Unreadable, IllegalMove and Refused.
    """
    case = locked_case(case_id, by, "team")
    return _added(case, draft, by, content=content, filename=filename, request_key=request_key)


@transaction.atomic
def hand_in_paper(
    *, case_id: int, draft: PaperDraft, by: Actor, content: Any = None, filename: str = "",
    request_key: UUID | None = None,
) -> Paper:  # fmt: skip
    """A subject hands a paper in: its records, an explanation. Raises as `add_paper`, and Refused of others."""
    case = locked_case(case_id, by, "subject")
    own = CaseSubject.objects.standing().filter(own_of(by), case=case)
    subject = own.filter(pk=draft.subject_id).first() if draft.subject_id else own.first()
    if subject is None:
        raise Rejected({"subject": "unknown"})
    if case.announced_on is not None or subject.announced_on is not None:
        raise Rejected({"": "concluded"})
    kind = case.kind.procedure.paper(draft.code)
    if draft.code and (kind is None or not kind.from_subject):
        raise Rejected({"code": "unknown"})
    given = PaperDraft(draft.title, draft.code, subject.pk, draft.text, dated_on=draft.dated_on)
    return _added(case, given, by, content=content, filename=filename, request_key=request_key, is_from_subject=True)


def own_of(by: Actor) -> Any:
    from tusoi.oversight.access import own_subjects_of

    return own_subjects_of(by)


def _added(
    case: Case, draft: PaperDraft, by: Actor, *, content: Any, filename: str, request_key: UUID | None,
    is_from_subject: bool = False,
) -> Paper:  # fmt: skip
    if known := sent_before(Paper, request_key, by, hand="added_by_id"):
        return known
    title = line_of("title", draft.title, required=True)
    text = text_of("text", draft.text, most=LONGEST)
    if draft.code and case.kind.procedure.paper(draft.code) is None:
        raise Rejected({"code": "unknown"})
    if draft.pages is not None and not 0 < draft.pages <= 5_000:
        raise Rejected({"pages": "number"})
    if draft.dated_on is not None and draft.dated_on > by.today:
        raise Rejected({"dated_on": "future"})
    subject = _subject(case, draft.subject_id)
    document = _document(case, draft.document_id, by)
    place = line_of("paper_location", draft.paper_location, most=200)
    files.refuse_marked(f"{title}\n{text}")
    file = None
    if content is not None:
        file = files.store_file(content=content, filename=filename, organisation=case.owner, by=by)
    if not (text or file or document or place or draft.pages):
        raise Rejected({"": "nothing"})
    paper = Paper.objects.create(
        case=case, subject=subject, code=draft.code, title=title, text=text, document=document, file=file,
        pages=draft.pages, paper_location=place, dated_on=draft.dated_on or by.today, is_from_subject=is_from_subject,
        added_by_id=by.account_id, added_at=by.at, request_key=request_key,
    )  # fmt: skip
    bump(case)
    keep(case, by, "add_paper", title=title, about=subject.name if subject else "")
    return paper


@transaction.atomic
def waive_paper(*, case_id: int, code: str, reason: str, by: Actor, subject_id: int | None = None) -> Paper:
    """Say why a paper of the checklist will not be there, for one subject or (None) altogether.

    Raises Rejected ("code", "subject", "reason"), IllegalMove and Refused.
    """
    case = locked_case(case_id, by, "owner")
    kind = case.kind.procedure.paper(code)
    if kind is None:
        raise Rejected({"code": "unknown"})
    subject = _subject(case, subject_id)
    why = text_of("reason", reason, most=2_000, required=True, code="reason")
    paper = Paper.objects.create(
        case=case, subject=subject, code=code, title=kind.name.vi[:300], waived_reason=why, added_by_id=by.account_id,
        added_at=by.at,
    )  # fmt: skip
    bump(case)
    keep(case, by, "waive_paper", title=kind.name.vi, about=subject.name if subject else "", reason=why)
    return paper


@transaction.atomic
def send_paper(*, paper_id: int, by: Actor) -> Paper:
    """Send a paper formally to its subject, or to all of them: from now on they see it.

    Raises Rejected ("": waived, withdrawn, sent, not_opened_yet), IllegalMove and Refused.
    """
    case, paper = _locked_paper(paper_id, by)
    if paper.waived_reason or paper.is_from_subject:
        raise Rejected({"": "waived"})
    if paper.sent_on is not None:
        raise Rejected({"": "sent"})
    waiting = CaseSubject.objects.standing().filter(case=case, opened_on__isnull=True)
    if paper.subject_id is not None:
        waiting = waiting.filter(pk=paper.subject_id)
    if waiting.exists():
        raise Rejected({"": "not_opened_yet"})
    paper.sent_on = by.today
    paper.save(update_fields=["sent_on"])
    bump(case)
    keep(case, by, "send_paper", title=paper.title, about=paper.subject.name if paper.subject else "")
    return paper


@transaction.atomic
def withdraw_paper(*, paper_id: int, reason: str, by: Actor) -> Paper:
    """A paper was replaced or filed by mistake: it stays in the list, does not count, and no subject sees it.

    Raises Rejected ("reason"; "": withdrawn, issued_paper), IllegalMove and Refused.
    """
    case, paper = _locked_paper(paper_id, by)
    if paper.document_id is not None and paper.document_id in (case.decision_id, case.plan_id):
        raise Rejected({"": "issued_paper"})
    paper.withdrawal_reason = text_of("reason", reason, most=2_000, required=True, code="reason")
    paper.withdrawn_on = by.today
    paper.save(update_fields=["withdrawal_reason", "withdrawn_on"])
    bump(case)
    keep(case, by, "withdraw_paper", title=paper.title, reason=paper.withdrawal_reason)
    return paper


def write_down(
    case: Case, by: Actor, *, subject: CaseSubject, title: str, text: str, code: str = "", **more: Any
) -> Paper:
    """A paper that a step of its own leaves in the dossier: a draft sent, comments, an answer to them."""
    return Paper.objects.create(
        case=case, subject=subject, code=code, title=title[:300], text=text, dated_on=by.today,
        added_by_id=by.account_id, added_at=by.at, **more,
    )  # fmt: skip


def _locked_paper(paper_id: int, by: Actor) -> tuple[Case, Paper]:
    case_id = Paper.objects.visible_to(by).values_list("case", flat=True).get(pk=paper_id)
    case = locked_case(case_id, by, "team")
    rows = Paper.objects.select_related("subject__organisation", "subject__person")
    paper = rows.select_for_update(of=("self",)).get(pk=paper_id)
    if paper.withdrawn_on is not None:
        raise Rejected({"": "withdrawn"})
    return case, paper


def _subject(case: Case, pk: int | None) -> CaseSubject | None:
    if pk is None:
        return None
    subject = CaseSubject.objects.filter(case=case, pk=pk).select_related("organisation", "person").first()
    if subject is None:
        raise Rejected({"subject": "unknown"})
    return subject


def _document(case: Case, pk: int | None, by: Actor) -> Document | None:
    if pk is None:
        return None
    document = Document.objects.visible_to(by).filter(owner=case.owner, pk=pk).first()
    if document is None or document.secrecy:
        raise Rejected({"document": "unknown"})
    if case.circle == Case.Circle.RESTRICTED and (document.text or document.file_id):
        raise Rejected({"document": "open_document"})
    return document
