"""The tree: expandable with and without scripts, filtered as one types, as it was on a day."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tusoi.lib.rendering.workbook import Sheet
from tusoi.organisations.models import Organisation
from tusoi.organisations.scope import Actor
from tusoi.organisations.selectors import (
    branch_of,
    branch_rows,
    roots_of,
    search_organisations,
    tree_below,
)  # fmt: skip
from tusoi.web.acting import actor
from tusoi.web.exports import Export, excel, of_place

from .common import day_asked, number, organisation_of

MOST_OPEN = 60
"""Nodes one address may open; a longer list is cut."""


@require_safe
def tree(request: HttpRequest) -> HttpResponse:
    """``?open=5&open=7`` opens nodes, ``?q=`` filters, ``?on=2025-01-01`` as it was, ``?ended=1`` with ended ones."""
    by = actor(request)
    day, ended, query = day_asked(request), request.GET.get("ended") == "1", request.GET.get("q", "").strip()[:200]
    opened = {pk for text in request.GET.getlist("open")[:MOST_OPEN] if (pk := number(text))}
    context: dict[str, Any] = {"by": by, "day": day, "ended": ended, "query": query, "opened": opened}
    if query:
        context["found"] = search_organisations(query, by=by, ended=ended)
    else:
        context["nodes"] = tree_below(roots_of(by), by=by, opened=opened, day=day, ended=ended)
    if request.headers.get("HX-Request") and "q" in request.GET:
        return render(request, "organisations/parts/tree_body.html", context)
    return render(request, "organisations/tree.html", context)


@require_safe
def branch(request: HttpRequest, pk: int) -> HttpResponse:
    """The children of one node, for a click on it."""
    by = actor(request)
    day, ended = day_asked(request), request.GET.get("ended") == "1"
    node = branch_of(organisation_of(request, pk), by=by, day=day, ended=ended)
    if request.GET.get("closed"):
        node = replace(node, is_open=False, children=())
    return render(request, "organisations/parts/tree_node.html", {"node": node, "day": day, "ended": ended})


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Everything within reach (or one branch, ``?branch=``) as a workbook."""
    by = actor(request)
    pk, ended = number(request.GET.get("branch")), request.GET.get("ended") == "1"
    branch = organisation_of(request, pk) if pk else None
    if branch:
        kept = Export("organisations.export_tree", branch, filters={"ended": ended})
    else:
        kept = of_place("organisations.export_tree", by, ended=ended)
    sheet = _sheet([branch] if branch else roots_of(by), by, ended=ended)
    return excel([sheet], _("Danh-sach-don-vi.xlsx"), kept, by)


def _sheet(roots: list[Organisation], by: Actor, *, ended: bool) -> Sheet:
    headers = (
        _("Tên đơn vị"), _("Tên gọi tắt"), _("Loại"), _("Mã"), _("Cấp trên trực tiếp"), _("Cấp"), _("Thành lập"),
        _("Kết thúc"),
    )  # fmt: skip
    return Sheet(
        _("Danh sách đơn vị"),
        headers,
        (
            (
                row.name, row.short_name, row.kind.name, row.code, row.parent.name if row.parent else "", row.depth,
                row.founded_on, row.ended_on,
            )
            for row in branch_rows(roots, by=by, ended=ended)
        ),
        widths=(45, 20, 24, 18, 40, 8, 12, 12),
    )  # fmt: skip
