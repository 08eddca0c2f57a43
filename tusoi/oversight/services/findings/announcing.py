"""Telling the subjects in writing: some now and the others later, or all at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction

from tusoi.documents import rules as documents
from tusoi.documents.services import send_document
from tusoi.lib.rendering.plain import plain_text
from tusoi.obligations.services import release_obligation
from tusoi.organisations.scope import Actor
from tusoi.oversight.models import Case, CaseSubject, Conclusion, Paper
from tusoi.oversight.rules import NotYet, Rejected, Stale
from tusoi.oversight.selectors.findings import conclusion as found
from tusoi.oversight.services.common import bump, keep, line_of, locked_case

from .checks import subjects_of


@transaction.atomic
def announce_conclusion(
    *,
    case_id: int,
    told: Mapping[int, tuple[date, str]],
    by: Actor,
    whole: bool | None = None,
    seen: int | None = None,
) -> Case:
    """Note that subjects were told in writing: subject id -> (day, how); some now and the others later, or all at once.

    From then on each reads what is its own. With the last of them the case itself counts as announced. ``whole``: the
    document itself is sent to their organisations; otherwise each gets its extract as a paper of the case. None: whole
    where the case has only one. Raises Rejected ("day-<id>": findings_future, findings_before_registration; "how-<id>":
    required; "": nobody_chosen, unknown, told_already, already_announced, no_subject), NotYet (registered_first),
    Stale, IllegalMove and Refused.
    """
    case, conclusion = registered_conclusion(case_id, by, seen)
    if case.announced_on is not None:
        raise Rejected({"": "already_announced"})
    subjects = subjects_of(case)
    checked = _told(told, subjects, conclusion, by)
    for pk, (day, how) in checked.items():
        subjects[pk].announced_on, subjects[pk].announced_how = day, how
    now = [subjects[pk] for pk in checked]
    CaseSubject.objects.bulk_update(now, ["announced_on", "announced_how"])
    left = sum(one.announced_on is None for one in subjects.values())
    is_whole = whole if whole is not None else len(subjects) == 1
    _send(case, conclusion, now, is_whole, by, is_all=len(now) == len(subjects))
    if left:
        bump(case)
    else:
        case.announced_on = max(one.announced_on for one in subjects.values() if one.announced_on)
        bump(case, "announced_on")
        if case.circle == Case.Circle.NORMAL:
            for duty in filter(None, (case.self_report_id, case.person_report_id)):
                release_obligation(obligation_id=duty, by=by)
    keep(case, by, "announce_conclusion", on=max(day for day, _how in checked.values()), count=len(checked), left=left)
    return case


def registered_conclusion(case_id: int, by: Actor, seen: int | None) -> tuple[Case, Conclusion]:
    """The running case and its conclusion once that is registered, for the owner's people. Raises NotYet, Stale."""
    case = locked_case(case_id, by, "owner")
    conclusion = Conclusion.objects.select_related("document__kind").filter(case=case).first()
    if conclusion is None or conclusion.state != Conclusion.State.REGISTERED:
        raise NotYet([("registered_first", "")])
    if seen is not None and seen != case.version:
        raise Stale
    return case, conclusion


def _told(
    told: Mapping[int, tuple[date, str]], subjects: Mapping[int, CaseSubject], conclusion: Conclusion, by: Actor
) -> dict[int, tuple[date, str]]:
    if not subjects:
        raise Rejected({"": "no_subject"})
    if not told:
        raise Rejected({"": "nobody_chosen"})
    if told.keys() - subjects.keys():
        raise Rejected({"": "unknown"})
    if again := [subjects[pk].name for pk in told if subjects[pk].announced_on is not None]:
        raise Rejected({"": "told_already"}, names=", ".join(again))
    errors, checked = {}, {}
    issued_on = conclusion.document.issued_on if conclusion.document else by.today
    for pk, (day, how) in told.items():
        if day > by.today:
            errors[f"day-{pk}"] = "findings_future"
        elif day < issued_on:
            errors[f"day-{pk}"] = "findings_before_registration"
        try:
            checked[pk] = day, line_of(f"how-{pk}", how, most=200, required=True)
        except Rejected as rejected:
            errors |= rejected.errors
    if errors:
        raise Rejected(errors)
    return checked


def _send(
    case: Case, conclusion: Conclusion, subjects: Sequence[CaseSubject], whole: bool, by: Actor, *, is_all: bool
) -> None:
    """The document to their organisations, or to each the extract that speaks of it and of what is common.

    The one paper of the whole case is marked as sent only where all were told at once: it is open to every subject.
    """
    assert conclusion.document is not None
    line = found.conclusion_paper(case)
    is_open = case.circle == Case.Circle.NORMAL
    if whole:
        _send_document(case, conclusion, subjects, by)
        if is_all and is_open:
            filed = Paper.objects.filter(case=case, document=conclusion.document, withdrawn_on__isnull=True)
            filed.update(sent_on=max(one.announced_on for one in subjects if one.announced_on))
        if is_all or not is_open:
            return
    Paper.objects.bulk_create(
        Paper(
            case=case, subject=one, code=line.code if line and line.per_subject else "",
            title=(str(conclusion.document) if whole else f"Trích {conclusion.document}")[:300],
            document=conclusion.document if whole else None, dated_on=conclusion.document.issued_on,
            text="" if whole else plain_text(found.letter_of(case, conclusion, only=[one])), sent_on=one.announced_on,
            added_by_id=by.account_id, added_at=by.at,
        )
        for one in subjects
    )  # fmt: skip


def _send_document(case: Case, conclusion: Conclusion, subjects: Sequence[CaseSubject], by: Actor) -> None:
    below = {
        one.organisation_id
        for one in subjects
        if one.organisation_id != case.owner_id and one.organisation.ended_on is None
    }
    if not below:
        return
    try:
        send_document(document_id=conclusion.document_id or 0, organisation_ids=below, by=by)
    except documents.Rejected as refused:
        raise Rejected({"": "bearer_outside"}, names="") from refused
