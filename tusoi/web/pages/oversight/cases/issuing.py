"""Decision and plan issued together: numbered and registered on the page itself, or chosen from the register."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tusoi.documents import rules as register
from tusoi.documents.sentences import DOUBTS
from tusoi.lib import formats
from tusoi.organisations.scope import Refused
from tusoi.oversight import access, refusals
from tusoi.oversight.models import Case
from tusoi.oversight.rules import NotYet, Rejected
from tusoi.oversight.selectors import cases as asked
from tusoi.oversight.selectors.findings import signatories_of
from tusoi.oversight.services import cases as doing
from tusoi.web.acting import actor

from . import forms as own
from .common import case_of, seen, tab_url, tried


@require_http_methods(["GET", "HEAD", "POST"])
def case_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """?how=new: both are numbered here; ?how=chosen: both stand in the register already."""
    one, stands = case_of(request, pk)
    by = actor(request)
    if not by.system and access.Standing.OWNER not in stands:
        raise Refused("oversight.owner")
    may_register = by.may("documents.register", one.owner)
    step = one.kind.procedure.step(one.step)
    is_here = step is not None and step.gate == "issue"
    is_new = may_register and request.POST.get("how", request.GET.get("how", "new")) == "new"
    confirmed = {code for code in request.POST.getlist("confirmed") if code in DOUBTS}
    doubts: list[tuple[str, str]] = []
    form = _new_form(request, one) if is_new else _chosen_form(request, one)

    def act(given: dict[str, Any]) -> None:
        if not is_new:
            doing.issue_case(
                case_id=pk, decision_id=given["decision"], plan_id=given["plan"], by=by, seen=seen(request)
            )
            return
        try:
            doing.register_and_issue(
                case_id=pk, on=given["on"], plan=_document(given, "plan"), by=by, confirmed=confirmed,
                decision=_document(given, "decision") if "decision_number" in given else None, seen=seen(request),
            )  # fmt: skip
        except register.Doubtful as doubtful:
            doubts.extend((one.code, str(DOUBTS[one.code]) % {"detail": one.detail}) for one in doubtful.doubts)
            raise Rejected({"": "look_first"}) from doubtful

    said = _("Đã ban hành quyết định và kế hoạch; thời hạn bắt đầu tính.")
    if request.method == "POST" and tried(request, form, act, said):
        return redirect(tab_url(pk))
    context = {
        "case": one, "form": form, "is_here": is_here, "is_new": is_new,
        "may_register": may_register, "doubts": doubts, "confirmed": confirmed,
        "needs_team": one.kind.procedure.needs_team, "missing": _missing(one) if is_here else [],
        "signatories": signatories_of(one, on=by.today) if is_new else [],
    }  # fmt: skip
    return render(request, "oversight/cases/issue.html", context, status=422 if form.errors else 200)


def _missing(one: Case) -> list[str]:
    """What else keeps the step from being finished: subjects, a leader; not the two documents."""
    rest = [row for row in asked.missing_of(one) if row[0] not in ("decision", "plan")]
    return refusals.say_missing(NotYet(rest))


def _new_form(request: HttpRequest, one: Case) -> own.IssueNew:
    by = actor(request)
    day = formats.read_day(request.POST.get("on", "")[:20]) if request.method == "POST" else by.today
    names = asked.names_of(one)
    return own.IssueNew(
        request.POST if request.method == "POST" else None, request.FILES if request.method == "POST" else None,
        initial={"on": by.today, **{f"{which}_excerpt": name for which, name in names.items()}},
        with_decision=one.kind.procedure.needs_team, neutral=one.circle != Case.Circle.NORMAL,
        references=asked.next_references(one, day or by.today),
    )  # fmt: skip


def _chosen_form(request: HttpRequest, one: Case) -> forms.Form:
    documents = [
        (str(document.pk), f"{document.kind.name} {document.reference} – {document.excerpt}"[:160])
        for document in asked.documents_for(one, actor(request))[:200]
    ]
    return own.Issue(request.POST if request.method == "POST" else None, documents=documents)


def _document(given: dict[str, Any], which: str) -> doing.NewDocument:
    file = given.get(f"{which}_file")
    return doing.NewDocument(
        excerpt=given.get(f"{which}_excerpt", ""), signatory=given.get(f"{which}_signatory", ""),
        number=given[f"{which}_number"], content=file or None, filename=file.name if file else "",
    )  # fmt: skip
