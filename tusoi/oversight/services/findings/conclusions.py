"""The conclusion: compiled, written on, concluded by the owner, numbered and registered."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction

from tusoi.documents import selectors as documents
from tusoi.documents.files import SecretFile, refuse_marked
from tusoi.documents.models import Document
from tusoi.documents.services import Metadata, register_document
from tusoi.lib.rendering import docx
from tusoi.lib.rendering.plain import plain_text
from tusoi.lib.workflow import Move
from tusoi.organisations.models import Organisation
from tusoi.organisations.scope import Actor
from tusoi.oversight import access
from tusoi.oversight.compiling import is_edited, merged
from tusoi.oversight.models import Case, CaseSubject, Conclusion, Finding, Paper
from tusoi.oversight.rules import CONCLUSION, NotYet, Rejected, Stale
from tusoi.oversight.selectors.findings import conclusion as found
from tusoi.oversight.services.common import TEXT, bump, keep, line_of, locked_case, text_of

from .checks import case_to_write, subjects_of
from .requirements import merge

SECTIONS, LINES = 600, 400


@dataclass(frozen=True, slots=True, kw_only=True)
class ConclusionDraft:
    """What the page of the conclusion sends: sections as they are stored ({"key", "heading", "level", "subject",
    "lines"}), and what stands around them."""

    sections: Sequence[Mapping[str, Any]]
    excerpt: str = ""
    signatory: str = ""
    signatory_position: str = ""


@transaction.atomic
def set_results(
    *, case_id: int, results: Mapping[int, str], by: Actor, seen: int | None = None
) -> dict[int, list[str]]:
    """What the case came to for each subject: subject id -> code of the results of the kind, "" to take it back.

    Raises Rejected (by "subject-<id>": unknown; "": findings_closed), Stale and Refused.
    """
    case = case_to_write(case_id, by)
    if seen is not None and seen != case.version:
        raise Stale
    subjects, known = subjects_of(case), {one.code for one in case.kind.procedure.results}
    wrong = {
        f"subject-{pk}": "unknown" for pk, code in results.items() if pk not in subjects or (code and code not in known)
    }
    if wrong:
        raise Rejected(wrong)
    changed = {pk: [subjects[pk].result, code] for pk, code in results.items() if subjects[pk].result != code}
    for pk, (_before, code) in changed.items():
        CaseSubject.objects.filter(pk=pk).update(result=code)
    if changed:
        bump(case)
        keep(case, by, "set_results", count=len(changed))
    return changed


@transaction.atomic
def compile_conclusion(*, case_id: int, by: Actor, seen: int | None = None) -> Conclusion:
    """Put it together out of the findings, or anew: what somebody wrote on stays. Double requirements are merged.

    Raises NotYet (findings), Stale, IllegalMove and Refused.
    """
    case, conclusion, _move = _locked(case_id, by, "edit", seen)
    if not Finding.objects.filter(case=case, dropped_on__isnull=True).exists():
        raise NotYet([("findings", "")])
    joined = merge(case, by)
    kept = conclusion.sections if conclusion.pk else []
    conclusion.sections = merged(kept, found.sections_of(case, on=by.today))
    conclusion.excerpt = conclusion.excerpt or found.excerpt_for(case)
    _save(conclusion, by)
    keep(case, by, "compile_conclusion", subject=conclusion, count=len(conclusion.sections), joined=joined)
    return conclusion


@transaction.atomic
def save_conclusion(*, case_id: int, draft: ConclusionDraft, by: Actor, seen: int | None = None) -> Conclusion:
    """Keep what was written. A section with no line and no key is dropped; one that was compiled may be emptied.

    Raises Rejected (by field, "section-<number>"; "sections": too_many), Stale, IllegalMove and Refused.
    """
    case, conclusion, _move = _locked(case_id, by, "edit", seen)
    sections = _checked(draft.sections, conclusion.sections if conclusion.pk else [], subjects_of(case))
    values = {
        "excerpt": line_of("excerpt", draft.excerpt, most=500),
        "signatory": line_of("signatory", draft.signatory, most=200),
        "signatory_position": line_of("signatory_position", draft.signatory_position, most=200),
    }
    texts = "\n".join([values["excerpt"], *(line for one in sections for line in [one["heading"], *one["lines"]])])
    try:
        refuse_marked(texts)
    except SecretFile as secret:
        raise Rejected({"": "secret_text"}) from secret
    conclusion.sections = sections
    for name, value in values.items():
        setattr(conclusion, name, value)
    _save(conclusion, by)
    keep(case, by, "save_conclusion", subject=conclusion, count=sum(is_edited(one) for one in sections))
    return conclusion


@transaction.atomic
def conclude_case(*, case_id: int, meeting: str, on: date, by: Actor, seen: int | None = None) -> Conclusion:
    """Record that the owner concluded: where and when it met. Never who voted how; never by somebody of the team.

    Raises Rejected ("": in_team; "meeting", "on"), NotYet (report, findings, conclusion, result of a subject), Stale,
    IllegalMove and Refused.
    """
    case, conclusion, move = _locked(case_id, by, "conclude", seen)
    if access.Standing.TEAM in access.standing(case, by):
        raise Rejected({"": "in_team"})
    _require_ready(case, conclusion)
    meeting = line_of("meeting", meeting, most=300, required=True)
    if on > by.today:
        raise Rejected({"on": "findings_future"})
    if case.issued_on is not None and on < case.issued_on:
        raise Rejected({"on": "findings_before_issue"})
    conclusion.meeting, conclusion.concluded_by_id = meeting, by.account_id
    case.concluded_on = on
    bump(case, "concluded_on")
    return _moved(case, conclusion, move, by, "conclude_case", on=on)


@transaction.atomic
def reopen_conclusion(*, case_id: int, reason: str, by: Actor, seen: int | None = None) -> Conclusion:
    """Write on at it before it was registered; it has to be concluded again.

    Raises Rejected ("reason"; "": in_team), Stale, IllegalMove and Refused.
    """
    case, conclusion, move = _locked(case_id, by, "reopen", seen)
    if access.Standing.TEAM in access.standing(case, by):
        raise Rejected({"": "in_team"})
    reason = text_of("reason", reason, required=True, code="reason")
    conclusion.meeting, conclusion.concluded_by_id = "", None
    case.concluded_on = None
    bump(case, "concluded_on")
    return _moved(case, conclusion, move, by, "reopen_conclusion", reason=reason)


@transaction.atomic
def register_conclusion(
    *, case_id: int, on: date, by: Actor, confirmed: Collection[str] = (), seen: int | None = None
) -> Conclusion:
    """Give it the next number of its series and enter it into the owner's register, with its text and Word file.

    It circulates in the owner's house only; subjects get it when it is announced. A restricted case is entered without
    text, file and title. Raises documents.rules.Rejected and Doubtful, Rejected ("on", "signatory"; "": no_kind),
    Stale, IllegalMove and Refused.
    """
    case, conclusion, move = _locked(case_id, by, "register", seen)
    if on > by.today:
        raise Rejected({"on": "findings_future"})
    if case.concluded_on is not None and on < case.concluded_on:
        raise Rejected({"on": "findings_before_conclusion"})
    if not conclusion.signatory:
        raise Rejected({"signatory": "required"})
    Organisation.objects.select_for_update(of=("self",), no_key=True).get(pk=case.owner_id)  # numbers, one by one
    kind = found.document_kind(case, on)
    if kind is None:
        raise Rejected({"": "no_kind"})
    symbol = documents.symbol_for(kind, case.owner, case.body)
    number = documents.next_number(kind=kind.code, issuer=case.owner, on=on, symbol=symbol)
    metadata = Metadata(
        kind=kind.code, issued_on=on, number=number, symbol=symbol, issuer_id=case.owner_id,
        issuer_body_id=case.body_id, circulation=Document.Circulation.OWN,
        excerpt=conclusion.excerpt or found.excerpt_for(case),
        signatory=", ".join(part for part in (conclusion.signatory, conclusion.signatory_position) if part)[:200],
    )  # fmt: skip
    conclusion.document = _registered(case, conclusion, metadata, by, confirmed)
    paper = found.conclusion_paper(case)
    if paper is None or not paper.per_subject:
        Paper.objects.create(
            case=case, code=paper.code if paper else "", title=str(conclusion.document)[:300],
            document=conclusion.document, dated_on=on, added_by_id=by.account_id, added_at=by.at,
        )  # fmt: skip
    return _moved(case, conclusion, move, by, "register_conclusion", on=on, reference=conclusion.document.reference)


def _registered(
    case: Case, conclusion: Conclusion, metadata: Metadata, by: Actor, confirmed: Collection[str]
) -> Document:
    if case.circle != Case.Circle.NORMAL:
        neutral = replace(metadata, excerpt=found.NEUTRAL, signatory="")
        return register_document(owner_id=case.owner_id, metadata=neutral, by=by, confirmed=confirmed)
    letter = found.letter_of(
        case, conclusion, number=metadata.number, on=metadata.issued_on, subjects=found.standing_subjects(case)
    )
    return register_document(
        owner_id=case.owner_id, metadata=metadata, by=by, content=docx.letter(letter), text=plain_text(letter),
        filename=f"{metadata.number:02d}-{metadata.symbol.replace('/', '-')}.docx", confirmed=confirmed,
    )  # fmt: skip


# --- shared


def _locked(case_id: int, by: Actor, action: str, seen: int | None) -> tuple[Case, Conclusion, Move]:
    """The running case and its conclusion, locked, by the owner's people; a new one where there is none to edit."""
    case = locked_case(case_id, by, "owner")
    conclusion = Conclusion.objects.select_for_update(of=("self",)).select_related("document").filter(case=case).first()
    if conclusion is None:
        conclusion = Conclusion(case=case, saved_at=by.at)
    if seen is not None and seen != (conclusion.version if conclusion.pk else 0):
        raise Stale
    return case, conclusion, CONCLUSION.move(conclusion.state, action)


def _save(conclusion: Conclusion, by: Actor) -> None:
    conclusion.version += 1
    conclusion.saved_by_id, conclusion.saved_at = by.account_id, by.at
    conclusion.save()


def _moved(case: Case, conclusion: Conclusion, move: Move, by: Actor, action: str, **facts: Any) -> Conclusion:
    before, conclusion.state = conclusion.state, move.target
    _save(conclusion, by)
    keep(case, by, action, subject=conclusion, state=[before, conclusion.state], **facts)
    return conclusion


def _require_ready(case: Case, conclusion: Conclusion) -> None:
    missing: list[tuple[str, str]] = []
    if not case.kind.procedure.is_past("report", case.step):
        missing.append(("report_first", ""))
    if not conclusion.pk or not any(one["lines"] for one in conclusion.sections):
        missing.append(("conclusion_text", ""))
    if case.kind.procedure.results:
        missing += [("result_of", one.name) for one in subjects_of(case).values() if not one.result]
    if any(one.get("gone") for one in conclusion.sections):
        missing.append(("sections_gone", ""))
    if missing:
        raise NotYet(missing)


def _checked(
    typed: Sequence[Mapping[str, Any]], kept: Sequence[Mapping[str, Any]], subjects: Mapping[int, CaseSubject]
) -> list[dict[str, Any]]:
    """Sections as they are stored: what was compiled keeps what it was compiled from, however the form says."""
    if len(typed) > SECTIONS:
        raise Rejected({"sections": "findings_too_many"})
    known = {one["key"]: one for one in kept if one.get("key")}
    sections, errors = [], {}
    for number, one in enumerate(typed):
        old = known.get(str(one.get("key") or ""))
        try:
            row = _section(one, old, subjects)
        except Rejected as rejected:
            errors[f"section-{number}"] = next(iter(rejected.errors.values()))
            continue
        if row["lines"] or row["key"]:
            sections.append(row)
    if errors:
        raise Rejected(errors)
    return sections


def _section(
    one: Mapping[str, Any], old: Mapping[str, Any] | None, subjects: Mapping[int, CaseSubject]
) -> dict[str, Any]:
    lines = [line for raw in one.get("lines", ()) if (line := text_of("lines", " ".join(str(raw).split()), most=TEXT))]
    if len(lines) > LINES:
        raise Rejected({"lines": "findings_too_many"})
    heading = line_of("heading", one.get("heading", ""), most=300, required=bool(lines))
    if old is not None:
        row = {**old, "heading": heading or old["heading"], "lines": lines}
        row.pop("moved", None)
        if row.get("gone"):
            row.pop("gone")
            row["key"] = ""
        return row
    subject = one.get("subject")
    if subject is not None and subject not in subjects:
        raise Rejected({"subject": "unknown"})
    level = one.get("level", 1)
    return {
        "key": "", "heading": heading, "level": level if level in (1, 2, 3) else 1, "subject": subject, "lines": lines,
    }  # fmt: skip
