"""Lists that leave: Excel, the list in the official layout, the reminder letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from tusoi.lib.calendar import days_late
from tusoi.lib.rendering import docx, pdf
from tusoi.lib.rendering.reminders import gap_list_docx
from tusoi.lib.rendering.workbook import Sheet, Value
from tusoi.obligations.letters import LETTERS, letterhead, missing, owed, reminders_of
from tusoi.obligations.selectors import Group
from tusoi.organisations.scope import Actor
from tusoi.web.exports import Export, excel, hand_out, of_place

if TYPE_CHECKING:
    from tusoi.obligations.models import Assignment, Obligation

    from .detail import View

__all__ = ("LETTERS", "alike", "as_excel", "as_word", "export", "letter", "letterhead")
FORMATS = ("xlsx", "docx")
LISTED = {
    "missing": gettext_lazy("Còn thiếu"), "waiting": gettext_lazy("Chờ duyệt"), "answers": gettext_lazy("Bài đã nộp"),
    "waived": gettext_lazy("Được miễn"), "overdue": gettext_lazy("Quá hạn"), "returned": gettext_lazy("Trả lại"),
    "accepted": gettext_lazy("Đã duyệt"), "extended": gettext_lazy("Được gia hạn"),
    "assigned": gettext_lazy("Chưa nộp"), "submitted": gettext_lazy("Chờ duyệt"),
}  # fmt: skip
"""Which bearers a tab lists, or a filter within the tab of all: as the trail tells of it."""
EXPORTED = 100_000
IN_WORD = 2000
"""A list in Word holds so many lines; longer ones belong into Excel."""


def export(view: View, rows: Any, format: str, by: Actor) -> HttpResponse:
    """What the open tab lists, as an Excel or a Word file."""
    obligation = view.obligation
    name = f"nhiem-vu-{obligation.pk}-{by.today:%Y%m%d}"
    state = LISTED.get(view.tab) or LISTED.get(view.filter)
    narrowed = {"state": state, "branch": str(view.node) if view.node and not view.is_whole else ""}
    if format == "docx":
        return as_word(obligation, list(rows[:IN_WORD]), by, view.counts.total, f"{name}.docx", **narrowed)
    return as_excel(obligation, rows[:EXPORTED], by, f"{name}.xlsx", **narrowed)


def kept_as(what: str, obligation: Obligation, by: Actor, **filters: Any) -> Export:
    """Kept where he who takes it out works, as a reminder is: bearers are told apart by that, not by the issuer."""
    return replace(of_place(f"obligations.export_{what}", by, **filters), subject=obligation)


def as_excel(
    obligation: Obligation, parts: Iterable[Assignment], by: Actor, name: str, **narrowed: Any
) -> HttpResponse:
    """These bearers with where each stands, as an Excel file."""
    headers = (
        _("STT"), pgettext("one", "Đơn vị"), _("Cá nhân"), _("Trạng thái"), _("Hạn"), _("Chậm (ngày)"), _("Ngày nộp"),
        _("Ngày duyệt"), _("Đã nhắc (lần)"), _("Nhắc gần nhất"), pgettext("times", "Gia hạn"), _("Lý do"),
    )  # fmt: skip
    widths = (6, 44, 28, 14, 12, 12, 18, 18, 12, 14, 10, 40)
    note = _("Hạn %(day)s, đơn vị giao: %(issuer)s") % {
        "day": f"{obligation.due_on:%d/%m/%Y}", "issuer": obligation.issued_by.name
    }  # fmt: skip
    sheet = Sheet(obligation.title, headers, _excel_rows(parts, by.today), note=note, widths=widths)
    return excel([sheet], name, kept_as("bearers", obligation, by, **narrowed), by)


def _excel_rows(parts: Iterable[Assignment], today: date) -> Iterator[tuple[Value, ...]]:
    for number, one in enumerate(parts, start=1):
        late = days_late(one.due_on, today) if one.state in ("assigned", "returned") else 0
        yield (
            number, one.organisation.name, one.person.name if one.person else "", str(one.get_state_display()),
            one.due_on, late or None, one.submitted_at, one.decided_at, one.reminders, one.reminded_on, one.extended,
            one.reason,
        )  # fmt: skip


def alike(view: View, groups: Iterable[Group], by: Actor) -> HttpResponse:
    """The answers that are much alike, group by group, as an Excel file."""
    headers = (
        _("Nhóm"), pgettext("one", "Đơn vị"), _("Cá nhân"), _("Trạng thái"), _("Ngày nộp"), _("Giống bài đầu nhóm (%)"),
    )  # fmt: skip
    rows = (
        (
            number, one.assignment.organisation.name, one.assignment.person.name if one.assignment.person else "",
            str(one.assignment.get_state_display()), one.assignment.submitted_at, one.percent,
        )
        for number, group in enumerate(groups, start=1)
        for one in group.members
    )  # fmt: skip
    note = _("Bài giống nhau, để người duyệt xem lại: %(duty)s") % {"duty": view.obligation.title}
    sheet = Sheet(_("Bài giống nhau"), headers, rows, note=note, widths=(8, 44, 28, 14, 18, 20))
    name = f"bai-giong-nhau-{view.obligation.pk}-{by.today:%Y%m%d}.xlsx"
    return excel([sheet], name, kept_as("alike", view.obligation, by), by)


def as_word(
    obligation: Obligation, parts: Sequence[Assignment], by: Actor, total: int, name: str, **narrowed: Any
) -> HttpResponse:
    """The list of those who have not answered, in the official layout."""
    content = gap_list_docx(
        head=letterhead(obligation.issued_by, by),
        owed=owed(obligation),
        missing=missing(parts, by.today),
        on=by.today,
        total=total,
    )
    return hand_out(content, name, kept_as("bearers", obligation, by, **narrowed), by, count=len(parts))


def letter(
    obligation: Obligation,
    parts: Sequence[Assignment],
    by: Actor,
    new_due_on: date,
    total: int | None,
    *,
    each: bool = False,
    as_pdf: bool = False,
) -> HttpResponse:
    """The letter that reminds these bearers, or with ``each`` one for each, as Word or PDF. Raises pdf.NoPrinter."""
    found = reminders_of(obligation, parts, by, new_due_on, total, each=each)
    content = pdf.letters(found) if as_pdf else docx.letters(found)
    name = f"cong-van-don-doc-{obligation.pk}.{'pdf' if as_pdf else 'docx'}"
    return hand_out(content, name, kept_as("letter", obligation, by), by, count=len(parts))
