"""What every step on a case shares: load in scope and lock, ask rule and standing, keep it in the trail."""

from __future__ import annotations

from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from tusoi.audit.services import Export, record
from tusoi.lib.folding import nfc
from tusoi.organisations.scope import Actor
from tusoi.oversight import access
from tusoi.oversight.circles import is_stub, is_told
from tusoi.oversight.models import Case
from tusoi.oversight.rules import CASE, Rejected, Stale

TEXT = 8_000
"""Signs of a longer text: content, a draft, comments."""
LINE = 300
_FACTS = frozenset({"step", "state", "on", "due_on", "count", "circle", "issued_on", "due", "waived", "opened", "left"})
"""What an entry may keep of a case that is not told of: days, states and counts, no words."""

_Made = TypeVar("_Made", bound=Model)


def sent_before(kind: type[_Made], request_key: UUID | None, by: Actor, *, hand: str = "created_by_id") -> _Made | None:
    """What the same form made when it was first sent. Raises Rejected ("": request_key) where somebody else sent it."""
    known = kind._default_manager.filter(request_key=request_key).first() if request_key else None
    if known is not None and getattr(known, hand) != by.account_id:
        raise Rejected({"": "request_key"})
    return known


def locked_case(case_id: int, by: Actor, who: str, action: str = "work", *, seen: int | None = None) -> Case:
    """The case in the actor's scope, locked until the transaction ends; the standing and the table of moves were asked.

    ``who`` is the fourth column of the tables in rules.py; "" asks for no standing. ``seen``: the version of the form.
    Raises Case.DoesNotExist, Refused, IllegalMove, Stale, and Rejected ("": stub) for what only has a stub here.
    """
    case = (
        Case.objects.visible_to(by)
        .select_related(
            "owner__kind",
            "owner__parent",
            "body__kind",
            "kind",
            "decision__kind",
            "plan__kind",
            "self_report",
            "person_report",
        )
        .select_for_update(of=("self",))
        .get(pk=case_id)
    )
    if who:
        access.require(case, who, by)
    if action == "work" and is_stub(case.circle, case.kind.code):
        raise Rejected({"": "stub"})
    CASE.move(case.state, action)
    if seen is not None and seen != case.version:
        raise Stale
    return case


def label_of(case: Case) -> str:
    """How the trail names a case: with its title only once it is told and to nobody else than those who may know."""
    if is_told(case.circle, case.kind.code, case.issued_on):
        return case.title
    return str(_("vụ việc chưa công bố")) if case.circle == Case.Circle.NORMAL else str(_("vụ việc hạn chế"))


def keep(case: Case, by: Actor, action: str, *, subject: Any = None, **changes: Any) -> None:
    """An entry of the trail about the case; words (names, reasons, titles) only of one that may be told of."""
    if not is_told(case.circle, case.kind.code, case.issued_on):
        changes = {name: value for name, value in changes.items() if name in _FACTS}
    if subject is not None:
        changes["case"] = case.pk
    record(
        by=by, action=f"oversight.{action}", subject=subject or case, organisation=case.owner, label=label_of(case),
        **changes,
    )  # fmt: skip


def export_of(case: Case, action: str, /, **filters: Any) -> Export:
    """Something of the case that leaves as a file, as the trail may keep it: narrowed how only where it is told of."""
    told = is_told(case.circle, case.kind.code, case.issued_on)
    return Export(f"oversight.{action}", case.owner, case, label_of(case), filters if told else {})


def bump(case: Case, *fields: str) -> None:
    """Save these fields, and that somebody changed the case."""
    case.version += 1
    case.save(update_fields=["version", *fields])


def text_of(name: str, value: str, *, most: int = TEXT, required: bool = False, code: str = "required") -> str:
    """What somebody typed, cleaned. Raises Rejected (field ``name``: required or ``code``, too_long)."""
    cleaned = nfc(str(value or "").replace("\x00", "").replace("\r\n", "\n")).strip()
    if required and not cleaned:
        raise Rejected({name: code})
    if len(cleaned) > most:
        raise Rejected({name: "too_long"})
    return cleaned


def line_of(name: str, value: str, *, most: int = LINE, required: bool = False) -> str:
    """A text of one line."""
    return text_of(name, " ".join(str(value or "").split()), most=most, required=required)
