"""Lists that leave: Excel, the list in the official layout, the reminder letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tusoi.lib.calendar import days_late
from tusoi.lib.rendering.model import Letterhead
from tusoi.lib.rendering.reminders import Basis, Missing, Owed, gap_list_docx, reminder_letter
from tusoi.lib.rendering.workbook import Sheet, Value, workbook
from tusoi.obligations.selectors import heads_of, organisation_here
from tusoi.organisations.scope import Actor

from .common import DOCX, XLSX, download

if TYPE_CHECKING:
    from tusoi.obligations.models import Assignment, Obligation
    from tusoi.organisations.models import Organisation

    from .detail import View

FORMATS = ("xlsx", "docx")
EXPORTED = 100_000
IN_WORD = 2000
"""A list in Word holds so many lines; longer ones belong into Excel."""


def export(view: View, rows: Any, format: str, by: Actor) -> HttpResponse:
    """What the open tab lists, as an Excel or a Word file."""
    obligation = view.obligation
    name = f"nhiem-vu-{obligation.pk}-{by.today:%Y%m%d}"
    if format == "docx":
        return download(word_list(obligation, list(rows[:IN_WORD]), by, view.counts.total), f"{name}.docx", DOCX)
    return download(excel(obligation, rows[:EXPORTED], by), f"{name}.xlsx", XLSX)


def excel(obligation: Obligation, parts: Iterable[Assignment], by: Actor) -> bytes:
    headers = (
        _("STT"), pgettext("one", "Đơn vị"), _("Cá nhân"), _("Trạng thái"), _("Hạn"), _("Chậm (ngày)"), _("Ngày nộp"),
        _("Ngày duyệt"), _("Đã nhắc (lần)"), _("Nhắc gần nhất"), pgettext("times", "Gia hạn"), _("Lý do"),
    )  # fmt: skip
    widths = (6, 44, 28, 14, 12, 12, 18, 18, 12, 14, 10, 40)
    note = _("Hạn %(day)s, đơn vị giao: %(issuer)s") % {
        "day": f"{obligation.due_on:%d/%m/%Y}", "issuer": obligation.issued_by.name
    }  # fmt: skip
    sheet = Sheet(obligation.title, headers, _excel_rows(parts, by.today), note=note, widths=widths)
    return workbook([sheet], by=by.name, at=by.at)


def _excel_rows(parts: Iterable[Assignment], today: date) -> Iterator[tuple[Value, ...]]:
    for number, one in enumerate(parts, start=1):
        late = days_late(one.due_on, today) if one.state in ("assigned", "returned") else 0
        yield (
            number, one.organisation.name, one.person.name if one.person else "", str(one.get_state_display()),
            one.due_on, late or None, one.submitted_at, one.decided_at, one.reminders, one.reminded_on, one.extended,
            one.reason,
        )  # fmt: skip


def word_list(obligation: Obligation, parts: Sequence[Assignment], by: Actor, total: int) -> bytes:
    """The list of those who have not answered, in the official layout."""
    return gap_list_docx(
        head=letterhead(obligation.issued_by, by),
        owed=owed(obligation),
        missing=missing(parts),
        on=by.today,
        total=total,
    )


def letter(
    obligation: Obligation, parts: Sequence[Assignment], by: Actor, new_due_on: date, total: int | None
) -> bytes:
    """The letter that reminds these bearers, in the name of the organisation one works for."""
    sender = obligation.issued_by
    if by.place is not None and by.place.organisation_id != sender.pk:
        sender = organisation_here(by)
    return reminder_letter(
        head=letterhead(sender, by),
        owed=owed(obligation),
        missing=missing(parts),
        on=by.today,
        new_due_on=new_due_on,
        total=total,
    )


def letterhead(sender: Organisation, by: Actor) -> Letterhead:
    head = heads_of([sender.pk], by.today).get(sender.pk)
    return Letterhead(
        issuing_body=sender.name,
        body_code=sender.symbol or sender.kind.symbol,
        place=sender.place_name or sender.label,
        superior_body=sender.parent.name if sender.parent else "",
        speaker=sender.name,
        position=head.kind.name if head else "",
        signatory=head.person.name if head else "",
    )


def owed(obligation: Obligation) -> Owed:
    document = obligation.document
    if document is None:
        return Owed(title=obligation.title)
    basis = Basis(
        kind=document.kind.name, symbol=document.reference, issued_on=document.issued_on, issuer=document.issuer_name
    )
    return Owed(title=obligation.title, basis=basis)


def missing(parts: Iterable[Assignment]) -> list[Missing]:
    return [
        Missing(
            name=one.bearer_name,
            due_on=one.due_on,
            reminded=one.reminders,
            is_person=one.person_id is not None,
            place=one.organisation.name if one.person_id else "",
        )
        for one in parts
    ]
