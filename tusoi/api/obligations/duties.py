"""Duties: listed, laid, counted at any place, reminded, withdrawn."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from ninja.pagination import paginate

from tusoi.api.plumbing import REFUSALS, Listing, Stretches, hand_out, who
from tusoi.audit.services import Export
from tusoi.documents.selectors import document_for
from tusoi.lib.rendering import docx, pdf
from tusoi.obligations import letters, selectors, services
from tusoi.obligations.errors import CannotIssue, CannotReview
from tusoi.organisations.scope import Actor, Refused

from .schemas import (
    AddedOut,
    BranchAsked,
    DeliverableOut,
    DutiesAsked,
    DutyDetail,
    DutyLine,
    DutyOut,
    FiguresOut,
    GroupOut,
    LayIn,
    LetterIn,
    OverdueOut,
    PartOut,
    PartsAsked,
    ProgressOut,
    RemindedIn,
    RemindIn,
    SelectionIn,
    WithdrawIn,
)  # fmt: skip

router = Router(tags=["obligations"])
PAGE = 50


class DutyListing(Listing):
    """Adds the figures to a page of duties: one query for all of them."""

    def paginate_queryset(self, queryset: Any, pagination: Any, request: HttpRequest, **params: Any) -> dict[str, Any]:
        found, node = queryset
        page = super().paginate_queryset(found, pagination, request, **params)
        items, by = list(page["items"]), who(request)
        counts = selectors.dashboard([one.pk for one in items], node, by.at, by.today)
        for one in items:
            one.counts = counts[one.pk]
        return {**page, "items": items}


@router.get("", response={200: list[DutyLine], **REFUSALS})
@paginate(DutyListing)
def list_duties(request: HttpRequest, asked: Query[DutiesAsked]) -> Any:
    """The duties an organisation laid (side=issued), or those borne in its branch (side=borne), newest first."""
    by = who(request)
    node = selectors.organisation_reached(asked.organisation_id, by)
    return selectors.obligations_of(node, by, side=asked.side, text=asked.text, year=asked.year), node


@router.post("", response={200: list[DutyOut], **REFUSALS})
def lay(request: HttpRequest, body: LayIn) -> Any:
    """Lay one or several duties in one step, all or none, each on the common bearers or on a selection of its own.

    ``bearers`` of a duty says on organisations, on persons or on both (then two duties). A refusal names the duty
    (``fields.duty``). Beyond 5,000 bearers the state is "issuing": call continue.
    """
    by = who(request)
    issuer = selectors.organisation_reached(body.issued_by, by)
    by.require("obligations.issue", issuer)
    document = document_for(body.document_id, by=by) if body.document_id else None
    clauses = selectors.clauses_by_id([duty.clause_id for duty in body.duties if duty.clause_id], document, by)
    kinds = {kind.code: kind for kind in selectors.deliverables(by.today)}
    drafts = []
    for duty in body.duties:
        if duty.deliverable not in kinds:
            raise CannotIssue("kind", title=duty.title)
        kind = kinds[duty.deliverable]
        for bearer in dict.fromkeys(duty.bearers):
            drafts.append(
                services.ObligationDraft(
                    title=duty.title,
                    due_on=duty.due_on,
                    deliverable=kind,
                    bearer=bearer,
                    review=body.review,
                    instructions=duty.instructions,
                    expectations=duty.expectations or kind.expectations_vi,
                    clause=clauses.get(duty.clause_id or 0),
                    selection=_selection(duty.selection) if duty.selection else None,
                )
            )
    return services.lay_obligations(
        drafts=drafts,
        selection=_selection(body.bearers) if body.bearers else services.Selection(),
        issued_by=issuer,
        by=by,
        document=document,
        parent=selectors.part_to_pass_on(body.parent_id, issuer, by) if body.parent_id else None,
        request_key=body.request_key,
    )


def _selection(asked: SelectionIn) -> services.Selection:
    if any(len(pair) != 2 for pair in asked.person_pairs):
        raise CannotIssue("bearers_missing")
    return services.Selection(
        organisation_ids=tuple(asked.organisation_ids),
        kind_codes=tuple(asked.kind_codes),
        committee=asked.committee,
        person_pairs=tuple((pair[0], pair[1]) for pair in asked.person_pairs),
    )


@router.get("/deliverables", response={200: list[DeliverableOut], **REFUSALS})
def list_kinds(request: HttpRequest) -> Any:
    """The kinds of deliverables in force today, each with what a good answer contains."""
    return list(selectors.deliverables(who(request).today))


@router.get("/owed", response={200: list[PartOut], **REFUSALS})
@paginate(Listing)
def list_owed(request: HttpRequest) -> QuerySet[Any]:
    """What the asker and the organisation he works for owe, soonest first."""
    return selectors.owed_by(who(request))


@router.get("/waiting", response={200: list[PartOut], **REFUSALS})
@paginate(Listing)
def list_waiting(request: HttpRequest) -> QuerySet[Any]:
    """The answers that wait for the review of the organisation the asker works for, oldest first."""
    return selectors.awaiting_review(who(request))


@router.get("/overdue", response={200: list[OverdueOut], **REFUSALS})
@paginate(Stretches)
def list_overdue(request: HttpRequest, asked: Query[BranchAsked]) -> Any:
    """The longest overdue in a branch over all duties, as far as the asker may read them; without
    ``organisation_id`` in that of the organisation he works for.
    """
    by = who(request)
    return selectors.overdue_for(selectors.organisation_reached(asked.organisation_id, by), by)


@router.get("/{int:pk}", response={200: DutyDetail, **REFUSALS})
def get_duty(request: HttpRequest, pk: int) -> Any:
    """One duty with the figure where it begins for the asker: the whole for its issuer, his branch for a bearer."""
    by = who(request)
    duty = selectors.obligation_for(pk, by)
    top, _node = selectors.node_for(duty, None, by)
    duty.at = top  # type: ignore[attr-defined]
    duty.counts = selectors.roll_up(pk, top, by.today) if top else None  # type: ignore[attr-defined]
    duty.own_parts = [one.pk for one in selectors.own_parts(duty, by)]  # type: ignore[attr-defined]
    return duty


@router.get("/{int:pk}/figures", response={200: FiguresOut, **REFUSALS})
def get_figures(request: HttpRequest, pk: int, asked: Query[PartsAsked]) -> Any:
    """The roll-up at a place (``at``, an organisation) and for each of its children."""
    by = who(request)
    node = _node(pk, asked.at, by)[1]
    return {
        "at": node,
        "as_of": by.at,
        "counts": selectors.roll_up(pk, node, by.today),
        "children": selectors.roll_up_children(pk, node, by.today),
    }


@router.get("/{int:pk}/missing", response={200: list[PartOut], **REFUSALS})
@paginate(Listing)
def list_missing(request: HttpRequest, pk: int, asked: Query[PartsAsked]) -> QuerySet[Any]:
    """Who has not sent an answer, the longest late first."""
    by = who(request)
    duty, node = _node(pk, asked.at, by)
    return selectors.gap_list(duty, node, by)


@router.get("/{int:pk}/assignments", response={200: list[PartOut], **REFUSALS})
@paginate(Listing)
def list_parts(request: HttpRequest, pk: int, asked: Query[PartsAsked]) -> QuerySet[Any]:
    """The bearers below ``at``, in the order of the tree; ``which``: missing, overdue, a state, answered, extended."""
    by = who(request)
    duty, node = _node(pk, asked.at, by)
    return selectors.assignments_of(duty, node, by, filter=asked.which)


@router.get("/{int:pk}/alike", response={200: list[GroupOut], **REFUSALS})
@paginate(Listing)
def list_alike(request: HttpRequest, pk: int, asked: Query[PartsAsked]) -> list[Any]:
    """The answers below ``at`` that are much alike, in groups, as far as the asker may read them."""
    by = who(request)
    duty, node = _node(pk, asked.at, by)
    return selectors.alike_in(duty, node, by)


def _node(pk: int, at: int | None, by: Actor) -> tuple[Any, Any]:
    duty = selectors.obligation_for(pk, by)
    _top, node = selectors.node_for(duty, at, by)
    if node is None:
        raise Refused("read")
    return duty, node


@router.post("/{int:pk}/bearers", response={200: AddedOut, **REFUSALS})
def add_bearers(request: HttpRequest, pk: int, body: SelectionIn) -> Any:
    """Lay the duty on more bearers; those who have it keep what they have."""
    return {"added": services.add_bearers(obligation_id=pk, selection=_selection(body), by=who(request))}


@router.post("/{int:pk}/continue", response={200: ProgressOut, **REFUSALS})
def go_on(request: HttpRequest, pk: int) -> Any:
    """Go on with a cascade for about two seconds; call it until ``finished``."""
    return services.continue_cascade(obligation_id=pk, by=who(request))


@router.post("/{int:pk}/withdraw", response={200: DutyOut, **REFUSALS})
def withdraw(request: HttpRequest, pk: int, body: WithdrawIn) -> Any:
    """Take the duty back: open parts are waived with the reason, answers stay."""
    services.withdraw_obligation(obligation_id=pk, reason=body.reason, by=who(request))
    return selectors.obligation_for(pk, who(request))


@router.post("/{int:pk}/remind", response={200: list[PartOut], **REFUSALS})
def remind(request: HttpRequest, pk: int, body: RemindIn) -> Any:
    """Note that these bearers were reminded, today or on an earlier day; gives back those who still have to act."""
    return services.remind(obligation_id=pk, assignment_ids=body.assignment_ids, on=body.on, by=who(request))


@router.post("/{int:pk}/letter", response=REFUSALS, operation_id="reminder_letter")
def reminder_letter(request: HttpRequest, pk: int, body: LetterIn) -> HttpResponse:
    """The letter that reminds those of these bearers who still have to act, as Word or PDF. It notes no reminder."""
    by = who(request)
    duty = selectors.obligation_for(pk, by)
    due = list(selectors.remindable(duty, body.assignment_ids, by))
    if not due:
        raise CannotReview("nobody")
    day = body.new_due_on or letters.asked_by(duty, by.today)
    if day < by.today or (body.each and len(due) > letters.LETTERS):
        raise CannotReview("day" if day < by.today else "items")
    top, _node = selectors.node_for(duty, None, by)
    total = selectors.roll_up(pk, top, by.today).total if top and len(due) > 1 else None
    found = letters.reminders_of(duty, due, by, day, total, each=body.each)
    content = pdf.letters(found) if body.format == "pdf" else docx.letters(found)
    here = selectors.organisation_here(by) if by.place else None
    kept = Export("obligations.export_letter", here, duty)
    return hand_out(content, f"cong-van-don-doc-{pk}.{body.format}", kept, by, count=len(due))


@router.post("/{int:pk}/remind/undo", response={200: list[PartOut], **REFUSALS})
def take_back_reminder(request: HttpRequest, pk: int, body: RemindedIn) -> Any:
    """Take back what was noted as a reminder today; gives back whose reminder was."""
    return services.take_back_reminder(obligation_id=pk, assignment_ids=body.assignment_ids, by=who(request))
