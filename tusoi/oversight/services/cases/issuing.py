"""Decision and plan numbered and registered where they are issued: both with the clock of the case, or neither."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from tusoi.documents import rules as register
from tusoi.documents import selectors as documents
from tusoi.documents.models import Document
from tusoi.documents.services import Metadata, register_document
from tusoi.organisations.models import Organisation
from tusoi.organisations.scope import Actor
from tusoi.oversight.models import Case
from tusoi.oversight.rules import Rejected
from tusoi.oversight.selectors.cases.issuing import KINDS, NEUTRAL, names_of, number_for
from tusoi.oversight.services.common import locked_case

from .clock import issue_case


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A decision or plan that is to be entered. ``number`` None: the next of its series. ``excerpt`` "": the usual one.

    ``content``: bytes or an uploaded file. Of a restricted case the register keeps number, day and neutral words.
    """

    excerpt: str = ""
    signatory: str = ""
    number: int | None = None
    content: Any = None
    filename: str = ""


@transaction.atomic
def register_and_issue(
    *,
    case_id: int,
    on: date,
    plan: NewDocument,
    by: Actor,
    decision: NewDocument | None = None,
    confirmed: Collection[str] = (),
    seen: int | None = None,
) -> Case:
    """Give decision and plan their numbers, enter both into the owner's register, and issue the case with them.

    Where the procedure knows no team, the plan alone. Raises documents.rules.Doubtful (all doubts of both, until their
    codes are ``confirmed``), Rejected ("decision", "plan": together; "<which>_<field>": the register's own codes;
    "on": future; "": not_at_issue, no_kind), files.SecretFile, reading.Unreadable, and what `issue_case` raises.
    """
    case = locked_case(case_id, by, "owner", seen=seen)
    step = case.kind.procedure.step(case.step)
    if step is None or step.gate != "issue":
        raise Rejected({"": "not_at_issue"})
    if case.kind.procedure.needs_team and decision is None:
        raise Rejected({"decision": "together"})
    if on > by.today:
        raise Rejected({"on": "future"})
    Organisation.objects.select_for_update(of=("self",), no_key=True).get(pk=case.owner_id)  # numbers, one by one
    given = {"decision": decision, "plan": plan} if decision is not None else {"plan": plan}
    made: dict[str, Document] = {}
    doubts: list[register.Doubt] = []
    errors: dict[str, str] = {}
    for which, one in given.items():
        try:
            made[which] = _registered(case, which, one, on, by, confirmed)
        except register.Doubtful as doubtful:
            doubts += [doubt for doubt in doubtful.doubts if doubt not in doubts]
        except register.Rejected as rejected:
            errors |= {_field(which, name): code for name, code in rejected.errors.items()}
    if errors:
        raise Rejected(errors)
    if doubts:
        raise register.Doubtful(doubts)
    return issue_case(
        case_id=case_id, decision_id=made["decision"].pk if "decision" in made else None, plan_id=made["plan"].pk, by=by
    )


def _field(which: str, name: str) -> str:
    return "on" if name == "issued_on" else f"{which}_{name}" if name else which


def _registered(case: Case, which: str, one: NewDocument, on: date, by: Actor, confirmed: Collection[str]) -> Document:
    kind = documents.kind_on(KINDS[which], on)
    if kind is None:
        raise Rejected({"": "no_kind"})
    symbol, following = number_for(case, kind, on)
    is_open = case.circle == Case.Circle.NORMAL
    metadata = Metadata(
        kind=kind.code, issued_on=on, number=following if one.number is None else one.number, symbol=symbol,
        issuer_id=case.owner_id, issuer_body_id=case.body_id, circulation=Document.Circulation.OWN,
        excerpt=(one.excerpt or names_of(case)[which]) if is_open else NEUTRAL,
        signatory=one.signatory if is_open else "",
    )  # fmt: skip
    return register_document(
        owner_id=case.owner_id, metadata=metadata, by=by, content=one.content if is_open else None,
        filename=one.filename if is_open else "", confirmed=confirmed,
    )  # fmt: skip
