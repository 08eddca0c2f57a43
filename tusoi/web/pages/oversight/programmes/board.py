"""The planning board: organisations and quarters, with who looks at whom and since when nobody has."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from tusoi.lib.rendering.workbook import Sheet
from tusoi.obligations.selectors import on_the_way
from tusoi.organisations.models import Organisation
from tusoi.organisations.scope import Actor, Refused
from tusoi.organisations.selectors import get_organisation
from tusoi.oversight.models import ProgrammeEntry
from tusoi.oversight.selectors import programmes as selectors
from tusoi.web.acting import actor
from tusoi.web.exports import Export, excel
from tusoi.web.pages.obligations.common import number, place
from tusoi.web.pages.oversight.common import tabs
from tusoi.web.paging import page_of

from .shared import EXPORTED, places, year_in


def node_asked(request: HttpRequest, by: Actor) -> Organisation:
    """The place one works for, or an organisation in its branch (?at=). Raises Http404, DoesNotExist and Refused."""
    if by.place is None or not by.place.gives("oversight.read"):
        raise Refused("oversight.read")
    asked = number(request.GET.get("at"))
    if asked is None:
        return place(by, "oversight.read")
    node = get_organisation(asked, by=by)
    by.require("oversight.read", node)
    return node


@require_GET
def board(request: HttpRequest) -> HttpResponse:
    by = actor(request)
    node = node_asked(request, by)
    year = year_in(request.GET.get("year"), by.today.year)
    page = page_of(request, selectors.board_rows(node, by))
    here = place(by, "oversight.read")
    found = selectors.board_of(node, list(page), year, by)
    context = {
        "tabs": tabs("oversight:programmes"), "places": places("board"), "page": page, "board": found, "year": year,
        "node": node, "way": on_the_way(here, node), "years": [by.today.year + step for step in (1, 0, -1)],
        "spread": selectors.spread_of_year(node, year, by), "writable": selectors.writable_programmes(by),
        "at_home": node.pk == here.pk,
    }  # fmt: skip
    return render(request, "oversight/programmes/board.html", context)


@require_GET
def export(request: HttpRequest) -> HttpResponse:
    by = actor(request)
    node = node_asked(request, by)
    year = year_in(request.GET.get("year"), by.today.year)
    found = selectors.board_of(node, list(selectors.board_rows(node, by)[:EXPORTED]), year, by)
    headers = (
        pgettext("one", "Đơn vị"), _("Quý I"), _("Quý II"), _("Quý III"), _("Quý IV"), _("Chưa xếp quý"),
        _("Số dòng ở cấp dưới"), _("Số cơ quan đến trong năm"), _("Lần gần nhất"), _("Số tháng từ lần gần nhất"),
        _("Trong nhiệm kỳ"),
    )  # fmt: skip
    rows = (
        (
            row.organisation.name, *("\n".join(_line(one) for one in cell) for cell in row.cells), row.inside,
            row.owners, row.last_on, row.months, _("chưa lần nào") if row.is_new_to_term else "",
        )
        for row in found.rows
    )  # fmt: skip
    note = _("%(node)s, năm %(year)s") % {"node": node.name, "year": year}
    sheet = Sheet(_("Bảng kế hoạch"), headers, rows, note=note, widths=(36, 36, 36, 36, 36, 36, 10, 10, 12, 10, 14))
    return excel([sheet], "bang-ke-hoach.xlsx", Export("oversight.export_board", node, filters={"year": year}), by)


def _line(entry: ProgrammeEntry) -> str:
    holder = entry.programme.body.name if entry.programme.body else entry.programme.owner.name
    return f"{entry.kind.symbol}: {entry.content} ({holder})"
