"""One organisation: what it is, who leads it, who belongs to it, what lies below, what it was called."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tusoi.audit.selectors import trail
from tusoi.lib.rendering.workbook import Sheet
from tusoi.organisations import selectors
from tusoi.organisations.sentences import STANDINGS
from tusoi.web.acting import actor
from tusoi.web.exports import Export, excel
from tusoi.web.paging import page_of

from .common import day_asked, organisation_of


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    by = actor(request)
    organisation = organisation_of(request, pk)
    day = day_asked(request) or by.today
    past = None if day == by.today else day
    committee, staff = selectors.committee_and_staff(organisation, by=by, on=day)
    above = [one for one in selectors.ancestors_of(organisation) if one.pk in by.ancestor_ids or by.may("read", one)]
    request.names = {one.pk: one.name for one in above}  # type: ignore[attr-defined]
    context = {
        "by": by,
        "organisation": organisation,
        "day": day,
        "is_past": day != by.today,
        "ancestors": above,
        "then": selectors.organisation_on(organisation, day, by=by) if day != by.today else None,
        "committee": committee,
        "staff": staff,
        "bodies": selectors.bodies_of(organisation, by=by, on=day),
        "term": selectors.term_on(organisation, on=day),
        "reads_here": by.may("read", organisation),
        "may_change": by.may("organisations.change", organisation) and not organisation.ended_on,
        "may_people": by.may("people.change", organisation) and not organisation.ended_on,
    }
    if context["reads_here"]:
        here, below = selectors.members_here_and_below(organisation, on=day)
        context |= {
            "members": here,
            "branch_members": below,
            "below": page_of(request, selectors.subordinates(organisation, by=by, day=past)),
        }
    return render(request, "organisations/detail.html", context)


@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Its names and places over time, and what the trail tells of it."""
    by = actor(request)
    organisation = organisation_of(request, pk)
    by.require("read", organisation)
    context = {
        "by": by,
        "organisation": organisation,
        "names": selectors.names_over_time(organisation),
        "places": selectors.places_over_time(organisation),
        "page": page_of(request, trail(by=by).filter(organisation_id=pk)),
    }
    return render(request, "organisations/history.html", context)


@require_safe
def members(request: HttpRequest, pk: int) -> HttpResponse:
    """Who belongs to it on a day, by standing; ``?format=xlsx`` for Excel."""
    by = actor(request)
    organisation = organisation_of(request, pk)
    by.require("read", organisation)
    day = day_asked(request) or by.today
    standing = request.GET.get("standing", "")
    standing = standing if standing in STANDINGS else ""
    rows = selectors.members_of(organisation, by=by, on=day, standing=standing)
    if request.GET.get("format") == "xlsx":
        headers = (_("Họ và tên"), _("Năm sinh"), _("Tình trạng sinh hoạt"), _("Từ ngày"))
        sheet = Sheet(
            _("Đảng viên %(name)s") % {"name": organisation.label},
            headers,
            ((row.person.name, row.person.birth_year, str(STANDINGS[row.standing]), row.valid_from) for row in rows),
            note=_("Danh sách ngày %(day)s") % {"day": day.strftime("%d/%m/%Y")},
            widths=(32, 10, 26, 12),
        )
        filters = {"on": day, "standing": STANDINGS.get(standing)}
        kept = Export("organisations.export_members", organisation, filters=filters)
        return excel([sheet], _("Dang-vien.xlsx"), kept, by)
    context = {
        "by": by,
        "organisation": organisation,
        "day": day,
        "standing": standing,
        "standings": STANDINGS,
        "members": selectors.members_count(organisation, on=day),
        "page": page_of(request, rows),
        "may_people": by.may("people.change", organisation) and not organisation.ended_on,
    }
    return render(request, "organisations/members.html", context)
