"""The longest overdue in the branch one works for, over all duties: on the page by fifty, or as an Excel file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tusoi.lib.rendering.workbook import Sheet, Value
from tusoi.obligations.selectors import Overdue, overdue_for
from tusoi.organisations.scope import Actor
from tusoi.web.exports import Export, excel
from tusoi.web.paging import stretch_of

if TYPE_CHECKING:
    from tusoi.organisations.models import Organisation

EXPORTED = 20_000
"""An export holds so many lines, the longest overdue."""


def lines(request: HttpRequest, node: Organisation, by: Actor) -> dict[str, Any]:
    """What the tab shows: a stretch of the list. One query."""
    return {
        "page": stretch_of(request, overdue_for(node, by)),
        "reminds": any(grant.gives("obligations.review") for grant in by.grants),
    }


def export(node: Organisation, by: Actor) -> HttpResponse:
    sheet = _sheet(overdue_for(node, by)[:EXPORTED], node)
    return excel([sheet], f"qua-han-{by.today:%Y%m%d}.xlsx", Export("obligations.export_overdue", node), by)


def _sheet(found: Iterable[Overdue], node: Organisation) -> Sheet:
    headers = (
        _("STT"), pgettext("one", "Đơn vị"), _("Cá nhân"), _("Nhiệm vụ"), _("Đơn vị giao"), _("Trạng thái"), _("Hạn"),
        _("Chậm (ngày)"), _("Đã nhắc (lần)"), _("Nhắc gần nhất"),
    )  # fmt: skip
    widths = (6, 40, 26, 50, 30, 14, 12, 12, 12, 14)
    return Sheet(_("Quá hạn lâu nhất"), headers, _rows(found), note=node.name, widths=widths)


def _rows(found: Iterable[Overdue]) -> Iterator[tuple[Value, ...]]:
    for number, one in enumerate(found, start=1):
        yield (
            number, one.organisation, one.person, one.title, one.issuer, one.state_label, one.due_on,
            one.days, one.reminders, one.reminded_on,
        )  # fmt: skip
