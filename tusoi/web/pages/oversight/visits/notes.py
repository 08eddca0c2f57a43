"""Regular supervision: the log, what is worth a closer look, one note and the case opened for it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override, pgettext
from django.views.decorators.http import require_GET, require_http_methods

from tusoi.lib import formats
from tusoi.lib.rendering.workbook import Sheet
from tusoi.organisations.scope import Actor
from tusoi.oversight.models import ObservationNote
from tusoi.oversight.selectors import procedures
from tusoi.oversight.selectors import visits as asked
from tusoi.oversight.services import visits as doing
from tusoi.oversight.words.visits import HOW
from tusoi.web.acting import actor
from tusoi.web.exports import excel, of_place
from tusoi.web.pages.documents.common import place_of
from tusoi.web.pages.oversight import common
from tusoi.web.pages.oversight.cases.common import LARGEST, key_of, number, tried
from tusoi.web.paging import page_of

from .forms import AddForm, NoteForm, TieForm
from .picking import chosen_in, is_browsing, picker_context, typed

EXPORTED = 5_000
A_YEAR = timedelta(days=365)
MARKED = {
    "reminded": gettext_lazy("đã nhắc nhở"), "signal": gettext_lazy("cần xem xét kỹ hơn"),
    "open": gettext_lazy("cần xem xét, chưa mở cuộc nào"),
}  # fmt: skip


@require_GET
def notes(request: HttpRequest) -> HttpResponse:
    by = actor(request)
    filters = _filters(request)
    found = asked.notes(by, **filters)
    owner = place_of(by) if by.place else None
    counts = asked.note_counts(found)
    context = {
        "tabs": common.tabs("oversight:notes"), "counts": counts, "asked": filters, "how": HOW,
        "areas": procedures.areas_on(by.today), "closer": asked.closer_look(by, by.today - A_YEAR),
        "runs": owner is not None and asked.may_run(owner, by), "today": by.today,
    }  # fmt: skip
    context["page"] = page_of(request, found, count=counts["entries"])
    return render(request, "oversight/visits/notes.html", context)


@require_GET
def notes_export(request: HttpRequest) -> HttpResponse:
    by = actor(request)
    headers = (
        _("Ngày"), pgettext("one", "Đơn vị"), _("Cách giám sát"), pgettext("inspected", "Nội dung"), _("Ghi nhận"),
        _("Đã nhắc nhở"),
        _("Cần xem xét kỹ hơn"), _("Chủ thể"), _("Người ghi"),
    )  # fmt: skip
    rows = (
        (
            one.on, one.organisation.name, str(HOW[one.how]), "; ".join(area.name for area in one.areas.all()),
            one.text, one.reminded, one.is_signal, one.owner.name,
            one.created_by.get_full_name() if one.created_by else "",
        )
        for one in asked.notes(by, **_filters(request))[:EXPORTED]
    )  # fmt: skip
    sheet = Sheet(_("Giám sát thường xuyên"), headers, rows, widths=(12, 34, 30, 40, 60, 10, 10, 34, 24))
    return excel(
        [sheet], "giam-sat-thuong-xuyen.xlsx", of_place("oversight.export_notes", by, **_narrowed(request)), by
    )


@override("vi")
def _narrowed(request: HttpRequest) -> dict[str, Any]:
    """The filters for the trail, which is read by more people than the notes: it does not say of whom they are."""
    asked = _filters(request)
    areas = {area.code: area.name for area in procedures.areas_on(actor(request).today)} if asked["area"] else {}
    return {
        "how": HOW.get(asked["how"]), "area": areas.get(asked["area"]), "state": MARKED.get(asked["marked"]),
        "first_day": asked["since"], "last_day": asked["until"], "one_organisation": bool(asked["organisation_id"]),
    }  # fmt: skip


def _filters(request: HttpRequest) -> dict[str, Any]:
    got = request.GET
    how, marked = got.get("how", ""), got.get("marked", "")
    return {
        "organisation_id": number(got.get("organisation")), "how": how if how in HOW else "",
        "area": got.get("area", "")[:40], "marked": marked if marked in MARKED else "",
        "since": formats.read_day(got.get("since", "")[:20]), "until": formats.read_day(got.get("until", "")[:20]),
    }  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def note_new(request: HttpRequest) -> HttpResponse:
    by = actor(request)
    owner = place_of(by)
    by.require("oversight.run", owner)
    areas = [(str(area.pk), area.name) for area in procedures.areas_on(by.today)]
    sent, browsing = request.method == "POST", is_browsing(request)
    form = NoteForm(request.POST if sent else None, initial={"on": by.today, "how": "direct"}, areas=areas)
    made: list[ObservationNote] = []

    def act(given: dict[str, Any]) -> None:
        draft = doing.NoteDraft(
            owner_id=owner.pk, organisation_id=given["organisation"], on=given["on"], how=given["how"],
            text=given["text"], area_ids=tuple(int(one) for one in given["areas"]), reminded=given["reminded"],
            is_signal=given["is_signal"],
        )  # fmt: skip
        made.append(doing.write_note(draft=draft, by=by, request_key=key_of(request)))

    if sent and not browsing and tried(request, form, act, _("Đã ghi.")):
        return redirect("oversight:note", made[0].pk)
    named = number(request.GET.get("organisation", "")[:20])
    chosen = chosen_in(request, "organisation")[:1] if sent else [named] if named else []
    form = NoteForm(initial=typed(form), areas=areas) if browsing else form
    context = {
        "form": form, "request_key": request.POST.get("request_key") or uuid4(),
        **picker_context(request, owner, chosen, name="organisation", single=True),
    }  # fmt: skip
    return render(request, "oversight/visits/note_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """One note; what is added to it, and the case that was opened for it."""
    by, one = actor(request), _one(request, pk)
    runs = asked.may_run(one.owner, by)
    add, tie = AddForm(), TieForm(cases=_cases(one, by) if runs else [])
    if request.method == "POST":
        by.require("oversight.run", one.owner)
        if request.POST.get("action") == "tie":
            tie = TieForm(request.POST, cases=_cases(one, by))
            said = _("Đã nối với cuộc kiểm tra, giám sát.")
            done = tried(
                request, tie, lambda got: doing.tie_note_to_case(note_id=pk, case_id=int(got["case"]), by=by), said
            )
        else:
            add = AddForm(request.POST)
            done = tried(request, add, lambda got: doing.add_to_note(note_id=pk, by=by, **got), _("Đã ghi thêm."))
        if done:
            return redirect("oversight:note", pk)
    context = {
        "tabs": common.tabs("oversight:notes"), "note": one, "how": HOW[one.how], "runs": runs, "add": add, "tie": tie,
        "case": asked.case_of(one, by),
    }  # fmt: skip
    return render(request, "oversight/visits/note.html", context, status=422 if add.errors or tie.errors else 200)


def _cases(one: ObservationNote, by: Actor) -> list[tuple[str, str]]:
    return [(str(case.pk), case.title) for case in asked.cases_for(one, by)]


def _one(request: HttpRequest, pk: int) -> ObservationNote:
    if pk > LARGEST:
        raise Http404
    return asked.note_in_scope(pk, actor(request))
