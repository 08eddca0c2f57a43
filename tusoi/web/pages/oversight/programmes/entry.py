"""The form of one line: what, over whom, when, who leads; and taking it away or calling it off."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from tusoi.organisations.scope import Actor
from tusoi.oversight import refusals
from tusoi.oversight.models import Programme, ProgrammeEntry
from tusoi.oversight.rules import Rejected
from tusoi.oversight.selectors import programmes as selectors
from tusoi.oversight.services import programmes as services
from tusoi.web.acting import actor
from tusoi.web.fields import Day
from tusoi.web.pages.obligations.common import numbers
from tusoi.web.pages.obligations.picker import show
from tusoi.web.pages.obligations.whom import BearerForm, Choice, opened_one, read_choice

from .detail import require_action
from .shared import STEPS, said, seen_in

QUARTERS = (
    ("", gettext_lazy("chưa xếp")), ("1", gettext_lazy("Quý I")), ("2", gettext_lazy("Quý II")),
    ("3", gettext_lazy("Quý III")), ("4", gettext_lazy("Quý IV")),
)  # fmt: skip


class EntryForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("Loại việc"))
    content = forms.CharField(
        label=gettext_lazy("Nội dung"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Ghi hẹp và rõ: việc gì, theo văn bản nào"),
    )  # fmt: skip
    areas = forms.MultipleChoiceField(
        label=gettext_lazy("Theo danh mục nội dung"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Để đối chiếu trùng lặp và thống kê"),
    )  # fmt: skip
    examined_from = Day(label=gettext_lazy("Mốc thời gian: từ ngày"), required=False)
    examined_to = Day(label=gettext_lazy("Mốc thời gian: đến ngày"), required=False)
    quarter = forms.ChoiceField(label=gettext_lazy("Thực hiện"), choices=QUARTERS, required=False)
    year = forms.IntegerField(label=gettext_lazy("Năm thực hiện"), min_value=2000, max_value=2100)
    lead = forms.CharField(
        label=gettext_lazy("Cơ quan, người chủ trì"), max_length=200, required=False,
        help_text=gettext_lazy("Ví dụ: Ủy ban Kiểm tra Tỉnh ủy"),
    )  # fmt: skip
    lead_person = forms.ChoiceField(label=gettext_lazy("Đồng chí chủ trì"), required=False)
    reason = forms.CharField(
        label=gettext_lazy("Lý do điều chỉnh"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Chương trình đã ban hành: mọi thay đổi phải nêu lý do"),
    )  # fmt: skip

    def __init__(self, *args: Any, programme: Programme, by: Actor, is_amended: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.code, f"{kind.symbol} – {kind.name}") for kind in selectors.kinds_now(by)]
        self.fields["kind"].choices = [("", _("Chọn loại việc")), *kinds]  # type: ignore[attr-defined]
        self.fields["areas"].choices = [(area.code, area.name) for area in selectors.areas_now(by)]  # type: ignore[attr-defined]
        leads = [
            (str(one.person_id), f"{one.person.name} – {one.title}") for one in selectors.leads_for(programme.owner, by)
        ]
        self.fields["lead_person"].choices = [("", "–"), *leads]  # type: ignore[attr-defined]
        if programme.year is not None:
            del self.fields["year"]
        if is_amended:  # asked at once then: no line of an adopted programme is left half done
            self.fields["areas"].required = True
            self.fields["quarter"].required = programme.year is not None
        else:
            del self.fields["reason"]
        self.is_amended = is_amended

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if self.is_amended and not given.get("lead") and not given.get("lead_person"):
            self.add_error("lead", _("Hãy ghi cơ quan, người chủ trì hoặc chọn đồng chí chủ trì."))
        return given

    def draft(self, choice: Choice) -> services.EntryDraft:
        clean = self.cleaned_data
        people = [(organisation, person) for organisation, person in choice.pairs]
        return services.EntryDraft(
            kind=clean["kind"], content=clean["content"], areas=tuple(clean["areas"]),
            examined_from=clean["examined_from"], examined_to=clean["examined_to"],
            quarter=int(clean["quarter"]) if clean["quarter"] else None, year=clean.get("year"), lead=clean["lead"],
            lead_person_id=int(clean["lead_person"]) if clean["lead_person"] else None,
            subjects=(*((pk, None) for pk in sorted(choice.ticked)), *people),
        )  # fmt: skip


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """A new line; ``?subject=`` ticks organisations beforehand (from the board, from the indicators)."""
    return _form(request, pk, None)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int, entry_pk: int) -> HttpResponse:
    return _form(request, pk, entry_pk)


def _form(request: HttpRequest, pk: int, entry_pk: int | None) -> HttpResponse:
    by = actor(request)
    programme = selectors.programme_for(pk, by)
    require_action(programme, ("edit", "amend"), by)
    entry = selectors.entry_for(programme, entry_pk, by) if entry_pk is not None else None
    moves = selectors.moves_for_programme(programme, by)
    if not moves & {"edit", "amend"} or (entry is not None and entry.cancelled_on):
        return redirect("oversight:programme", pk)
    given: dict[str, Any] = {"programme": programme, "by": by, "is_amended": "amend" in moves}
    errors: list[str] = []
    if request.method == "POST":
        form, choice = EntryForm(request.POST, **given), read_choice(request.POST, form=BearerForm())
        if opened := opened_one(request.POST.get("open")):
            choice.opened.append(opened[1])
            form.is_valid()
            form.errors.clear()
        elif "search" in request.POST:
            choice.found = []
            form.is_valid()
            form.errors.clear()
        elif form.is_valid():
            try:
                saved = services.save_entry(
                    programme_id=pk, entry_id=entry_pk, draft=form.draft(choice), by=by, seen=seen_in(request),
                    reason=form.cleaned_data.get("reason", ""),
                )  # fmt: skip
                messages.success(request, _("Đã lưu dòng %(line)s.") % {"line": saved.position})
                again = reverse("oversight:programme_entry_new", args=[pk])
                return redirect(again if "another" in request.POST else _line(pk, saved))
            except Rejected as rejected:
                for name, sentence in refusals.say(rejected).items():
                    if name in form.fields:
                        form.add_error(name, sentence)
                    else:
                        errors.append(sentence)
            except STEPS as error:
                errors = said(error)
    else:
        form, choice = EntryForm(initial=_initial(entry, programme, by), **given), _choice(request, entry)
    wrong = bool(form.is_bound and form.errors) or bool(errors)
    context = {
        "programme": programme, "entry": entry, "form": form, "whom": choice, "issuer": programme.owner,
        "errors": errors, "is_amended": "amend" in moves, **show([choice], programme.owner, by, []),
    }  # fmt: skip
    return render(request, "oversight/programmes/entry.html", context, status=422 if wrong else 200)


def _line(pk: int, entry: ProgrammeEntry) -> str:
    return f"{reverse('oversight:programme', args=[pk])}#line-{entry.pk}"


def _initial(entry: ProgrammeEntry | None, programme: Programme, by: Actor) -> dict[str, Any]:
    if entry is None:
        return {"year": by.today.year + 1}
    return {
        "kind": entry.kind.code, "content": entry.content, "areas": [area.code for area in entry.areas.all()],
        "examined_from": entry.examined_from, "examined_to": entry.examined_to, "quarter": entry.quarter or "",
        "year": entry.year, "lead": entry.lead, "lead_person": entry.lead_person_id or "",
    }  # fmt: skip


def _choice(request: HttpRequest, entry: ProgrammeEntry | None) -> Choice:
    if entry is None:
        return Choice(ticked=set(numbers(request.GET.getlist("subject")[:100])))
    subjects = list(entry.subjects.all())
    return Choice(
        ticked={one.organisation_id for one in subjects if one.person_id is None},
        pairs=[(one.organisation_id, one.person_id) for one in subjects if one.person_id is not None],
    )


@require_POST
def remove(request: HttpRequest, pk: int, entry_pk: int) -> HttpResponse:
    by = actor(request)
    try:
        services.remove_entry(programme_id=pk, entry_id=entry_pk, by=by, seen=seen_in(request))
        messages.success(request, _("Đã bỏ dòng khỏi chương trình."))
    except STEPS as error:
        for sentence in said(error):
            messages.error(request, sentence)
    return redirect("oversight:programme", pk)


@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, pk: int, entry_pk: int) -> HttpResponse:
    """Call off a line of an adopted programme, with the reason."""
    return _with_reason(request, pk, entry_pk, restores=False)


@require_http_methods(["GET", "POST"])
def restore(request: HttpRequest, pk: int, entry_pk: int) -> HttpResponse:
    """Take up again a line that was called off, with the reason."""
    return _with_reason(request, pk, entry_pk, restores=True)


def _with_reason(request: HttpRequest, pk: int, entry_pk: int, *, restores: bool) -> HttpResponse:
    by = actor(request)
    programme = selectors.programme_for(pk, by)
    require_action(programme, ("amend",), by)
    entry = selectors.entry_for(programme, entry_pk, by)
    if (entry.cancelled_on is not None) != restores:
        return redirect(_line(pk, entry))
    step = services.restore_entry if restores else services.cancel_entry
    errors: list[str] = []
    if request.method == "POST":
        try:
            step(
                programme_id=pk, entry_id=entry_pk, reason=request.POST.get("reason", ""), by=by, seen=seen_in(request)
            )
            done = _("Đã hủy dòng; dòng vẫn ở trong chương trình kèm lý do.")
            messages.success(request, _("Đã khôi phục dòng.") if restores else done)
            return redirect(_line(pk, entry))
        except STEPS as error:
            errors = said(error)
    context = {
        "programme": programme, "entry": entry, "errors": errors, "reason": request.POST.get("reason", ""),
        "restores": restores,
    }  # fmt: skip
    return render(request, "oversight/programmes/cancel.html", context, status=422 if errors else 200)
