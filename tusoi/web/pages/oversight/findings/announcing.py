"""A registered conclusion goes out: subjects are told, some now and the others later; what is asked is laid."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from tusoi.lib import formats
from tusoi.oversight.models import CaseSubject, Requirement
from tusoi.oversight.selectors import findings as asked
from tusoi.oversight.services import findings as services
from tusoi.oversight.services.findings import StandIn
from tusoi.web.fields import Day
from tusoi.web.pages.oversight.cases.common import key_of, number, seen, tried

from .common import conclusion_url, owners_work
from .forms import TEXT


@require_http_methods(["GET", "POST"])
def announce(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is told today, on which day and in what way; who was told already stands below. Back here while some wait."""
    work = owners_work(request, pk)
    subjects = asked.standing_subjects(work.case)
    waiting = [one for one in subjects if one.announced_on is None]
    chosen = {number(value) for value in request.POST.getlist("chosen")} if request.method == "POST" else None
    form = _announcing(request, waiting, work.by.today, of=len(subjects))

    def act(given: dict[str, Any]) -> None:
        told = {
            one.pk: (given[f"day-{one.pk}"] or given["day"] or work.by.today, given[f"how-{one.pk}"] or given["how"])
            for one in waiting
            if chosen and one.pk in chosen
        }
        services.announce_conclusion(
            case_id=pk, told=told, whole=given["whole"] == "whole", by=work.by, seen=seen(request)
        )

    if request.method == "POST":
        count = len([one for one in waiting if chosen and one.pk in chosen])
        if tried(request, form, act, _said(count, len(waiting) - count)):
            return redirect("oversight:conclusion_announce", pk) if count < len(waiting) else redirect(
                conclusion_url(pk)
            )  # fmt: skip
    rows = [
        {
            "one": one, "day": form[f"day-{one.pk}"], "how": form[f"how-{one.pk}"],
            "chosen": chosen is None or one.pk in chosen,
        }
        for one in waiting
    ]  # fmt: skip
    context = {
        "work": work, "case": work.case, "form": form, "rows": rows, "all": len(subjects),
        "told": [one for one in subjects if one.announced_on is not None],
        "is_registered": work.conclusion is not None and work.conclusion.state == "registered",
    }  # fmt: skip
    return render(request, "oversight/findings/announce.html", context, status=422 if form.errors else 200)


def _said(count: int, left: int) -> str:
    words = ngettext("Đã ghi thông báo tới %(n)s đối tượng.", "Đã ghi thông báo tới %(n)s đối tượng.", count)
    words %= {"n": formats.number(count)}
    if not left:
        return f"{words} {_('Mọi đối tượng đã được thông báo.')}"
    more = ngettext("Còn %(n)s đối tượng chưa được thông báo.", "Còn %(n)s đối tượng chưa được thông báo.", left)
    return f"{words} {more % {'n': formats.number(left)}}"


def _announcing(request: HttpRequest, waiting: list[CaseSubject], today: date, *, of: int) -> forms.Form:
    form = forms.Form(request.POST or None, initial={"day": today, "whole": "whole" if of == 1 else "extract"})
    form.fields["day"] = Day(label=_("Ngày thông báo"), required=False)
    form.fields["how"] = forms.CharField(
        label=_("Hình thức"), max_length=200, required=False,
        help_text=_("Ví dụ: gửi văn bản; công bố tại hội nghị ban chấp hành. Luôn bằng văn bản."),
    )  # fmt: skip
    form.fields["whole"] = forms.ChoiceField(
        label=_("Gửi cho đối tượng"), widget=forms.RadioSelect,
        choices=[
            ("extract", _("bản trích: phần chung và phần của từng đối tượng")),
            ("whole", _("toàn văn kết luận, kể cả phần của các đối tượng khác")),
        ],
    )  # fmt: skip
    for one in waiting:
        form.fields[f"day-{one.pk}"] = Day(label=_("Ngày, %(name)s") % {"name": one.name}, required=False)
        form.fields[f"how-{one.pk}"] = forms.CharField(
            label=_("Hình thức, %(name)s") % {"name": one.name}, max_length=200, required=False
        )
    return form


# --- laid as duties


@require_http_methods(["GET", "POST"])
def lay(request: HttpRequest, pk: int) -> HttpResponse:
    """Every requirement with its bearers, once more to be looked at; then all are laid in one step.

    For somebody named who left since, the page asks who bears it instead, and why.
    """
    work = owners_work(request, pk)
    open_ones = [one for one in work.requirements if one.laid_on is None]
    late = [one for one in open_ones if one.due_on < work.by.today]
    subjects, people = {one.pk: one for one in work.subjects}, asked.people_of(work.case, on=work.by.today)
    gaps = asked.gaps_among(open_ones, subjects, people, on=work.by.today)
    form = forms.Form(request.POST if request.method == "POST" else None)
    for one in late:
        form.fields[f"due-{one.pk}"] = Day(label=_("Hạn mới cho yêu cầu số %(number)s") % {"number": one.position})
    for gap in gaps:
        _ask_instead(form, gap)

    def act(given: dict[str, Any]) -> None:
        due = {one.pk: given[f"due-{one.pk}"] for one in late}
        instead = {
            gap.key: StandIn(*_pair(given[f"instead-{gap.name}"]), reason=given[f"why-{gap.name}"]) for gap in gaps
        }
        services.lay_requirements(case_id=pk, due=due, instead=instead, by=work.by, request_key=key_of(request))

    if request.method == "POST" and tried(request, form, act, _("Đã giao các yêu cầu thành nhiệm vụ khắc phục.")):
        return redirect(conclusion_url(pk))
    context = {
        "work": work, "case": work.case, "form": form, "rows": _bearers(open_ones, subjects, people),
        "dues": [form[f"due-{one.pk}"] for one in late],
        "gaps": [(gap, form[f"instead-{gap.name}"], form[f"why-{gap.name}"]) for gap in gaps],
        "waiting": sum(one.announced_on is None for one in subjects.values()),
        "request_key": request.POST.get("request_key") or uuid4(),
    }  # fmt: skip
    return render(request, "oversight/findings/lay.html", context, status=422 if form.errors else 200)


def _ask_instead(form: forms.Form, gap: asked.Gap) -> None:
    choices = [
        (f"{one.organisation_id}:{one.person_id or ''}", one.person_id, one.title, one.name) for one in gap.choices
    ]
    form.fields[f"instead-{gap.name}"] = forms.ChoiceField(
        label=_("Giao yêu cầu số %(number)s thay đồng chí %(name)s cho") % {
            "number": gap.position, "name": gap.person_name,
        },
        widget=forms.RadioSelect,
        choices=[
            (value, _("%(name)s, %(title)s (người kế nhiệm)") % {"name": name, "title": title})
            if person
            else (value, _("tập thể %(name)s") % {"name": name})
            for value, person, title, name in choices
        ],
    )  # fmt: skip
    form.fields[f"why-{gap.name}"] = forms.CharField(
        label=_("Lý do"), max_length=TEXT, widget=forms.Textarea({"rows": 2}),
        help_text=_("Người nhận và người theo dõi đều đọc được lý do này."),
    )  # fmt: skip


def _pair(value: str) -> tuple[int, int | None]:
    organisation, _colon, person = value.partition(":")
    return int(organisation), int(person) if person else None


def _bearers(
    requirements: list[Requirement], subjects: dict[int, CaseSubject], people: list[asked.Somebody]
) -> list[dict[str, Any]]:
    """Each requirement with the names of who will bear it, and of who cannot any more."""
    organisations = {one.organisation_id: one.organisation.name for one in subjects.values()}
    names = {one.person_id: one.name for one in people}
    rows = []
    for one in requirements:
        bearers, lost = asked.bearers_of(one, subjects, people)
        rows.append(
            {
                "requirement": one, "lost": [person.name for person in lost],
                "organisations": [organisations[pk] for pk in bearers.organisation_ids],
                "persons": [names.get(person, "") for _organisation, person in bearers.person_pairs],
            }
        )  # fmt: skip
    return rows
