"""The register of requirements over the years: its lines by the page, its sums, year by year, as a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_safe

from tusoi.lib import formats
from tusoi.lib.rendering import docx
from tusoi.lib.rendering.model import Table
from tusoi.lib.rendering.workbook import Sheet, Value
from tusoi.obligations.selectors import organisation_here, organisation_reached
from tusoi.organisations.models import Organisation
from tusoi.organisations.scope import Actor
from tusoi.oversight.models import Remediation
from tusoi.oversight.remedy import Counts
from tusoi.oversight.selectors.remediation import (
    Filters,
    Row,
    ages,
    by_year,
    in_order,
    owners,
    rows_at,
    totals,
)
from tusoi.web.acting import actor
from tusoi.web.exports import Export, excel, hand_out, of_place
from tusoi.web.pages.obligations.common import LARGEST
from tusoi.web.pages.obligations.exports import letterhead
from tusoi.web.pages.oversight import common
from tusoi.web.paging import page_of

from .common import AGES, ANSWERS, BEARERS, CHIPS, MISSING, STATES, views

EXPORTED = 20_000
IN_WORD = 1_000
"""A list in Word holds so many lines; longer ones belong into Excel."""
FILTERED = ("state", "answer", "year", "owner", "bearer", "text")
_ID: dict[str, Any] = {"required": False, "min_value": 1, "max_value": LARGEST}


def _choices(words: dict[str, Any], nothing: Any) -> list[tuple[str, Any]]:
    return [("", nothing), *words.items()]


class FilterForm(forms.Form):
    state = forms.ChoiceField(label=gettext_lazy("Tình trạng"), required=False)
    answer = forms.ChoiceField(label=gettext_lazy("Kế hoạch khắc phục"), required=False)
    year = forms.IntegerField(label=gettext_lazy("Năm yêu cầu"), min_value=1930, max_value=2200, required=False)
    owner = forms.ChoiceField(label=gettext_lazy("Đơn vị kết luận"), required=False)
    bearer = forms.ChoiceField(label=gettext_lazy("Đối tượng"), required=False)
    text = forms.CharField(label=gettext_lazy("Tên đơn vị, người, nội dung yêu cầu"), max_length=200, required=False)
    branch = forms.IntegerField(widget=forms.HiddenInput, **_ID)
    case = forms.IntegerField(widget=forms.HiddenInput, **_ID)
    age = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=len(AGES) - 1)

    def __init__(self, *args: Any, whose: Iterable[Organisation] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        everything = gettext_lazy("– tất cả –")
        for name, words in (("state", STATES), ("answer", ANSWERS), ("bearer", BEARERS)):
            own = {code: word for code, word in words.items() if code != "all"}
            self.fields[name].choices = _choices(own, everything)  # type: ignore[attr-defined]
        self.fields["owner"].choices = _choices(  # type: ignore[attr-defined]
            {str(one.pk): one.name for one in whose}, everything
        )


def _asked(request: HttpRequest, by: Actor) -> tuple[FilterForm, Filters, Organisation | None]:
    """The form, what it asks for, and the branch. Raises Organisation.DoesNotExist for one out of reach."""
    form = FilterForm(request.GET, whose=owners(by))
    form.is_valid()
    said = form.cleaned_data
    branch = organisation_reached(said["branch"], by) if said.get("branch") else None
    owner = said.get("owner") or ""
    filters = Filters(
        state=said.get("state") or "all",
        year=said.get("year"),
        owner_id=int(owner) if owner else None,
        branch=branch.path if branch else "",
        answer=said.get("answer") or "",
        bearer=said.get("bearer") or "",
        case_id=said.get("case"),
        text=said.get("text") or "",
        age=said.get("age"),
    )
    return form, filters, branch


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """The lines by fifty, with the sums above them; ?state=never groups those never answered by their age."""
    by = actor(request)
    form, filters, branch = _asked(request, by)
    found = in_order(filters, by)
    wanted = request.GET.get("format")
    if wanted == "xlsx":
        return excel([_sheet(found, by)], f"khac-phuc-{by.today:%Y%m%d}.xlsx", _kept("", form, branch, by), by)
    counts = totals(filters, by)
    if wanted == "docx":
        content, count = _word(found, counts, by)
        return hand_out(content, f"khac-phuc-{by.today:%Y%m%d}.docx", _kept("", form, branch, by), by, count=count)
    page = page_of(request, found, count=counts.of(filters.state))
    rows = rows_at(page.object_list, by)
    is_never = filters.state == "never"
    context = {
        "tabs": common.tabs("oversight:remediations"), "views": views("never" if is_never else "register"),
        "form": form, "filters": filters, "branch": branch, "page": page, "rows": rows, "counts": counts,
        "shares": shares(counts), "state": filters.state, "states": STATES, "words": ANSWERS, "chips": CHIPS,
        "missing": MISSING, "decides": any(row.may_decide for row in rows),
        "is_filtered": filters != Filters(),
        "ages": list(zip(range(len(AGES)), AGES, ages(filters, by), strict=True)) if is_never else [],
        "to_remind": _to_remind(rows) if is_never else [],
    }  # fmt: skip
    return render(request, "oversight/remediation/register.html", context)


def _to_remind(rows: Iterable[Row]) -> list[tuple[int, str, int]]:
    """The duties behind the rows of this page that were never answered, and on how many: where one reminds."""
    found: dict[int, tuple[str, int]] = {}
    for row in rows:
        if row.may_decide:
            duty, title = row.remediation.assignment.obligation_id, row.remediation.requirement.text
            found[duty] = (title, found.get(duty, (title, 0))[1] + 1)
    return [(duty, title, count) for duty, (title, count) in found.items()]


@require_safe
def years(request: HttpRequest) -> HttpResponse:
    """Year by year: how many were laid, closed, open, overdue; every figure opens its rows."""
    by = actor(request)
    form, filters, branch = _asked(request, by)
    found = by_year(filters, by)
    if request.GET.get("format") == "xlsx":
        kept = _kept("_years", form, branch, by)
        return excel([_years_sheet(found)], f"khac-phuc-theo-nam-{by.today:%Y%m%d}.xlsx", kept, by)
    context = {
        "tabs": common.tabs("oversight:remediations"), "views": views("years"), "years": found, "branch": branch,
        "total": summed([counts for _year, counts in found]), "form": form,
    }  # fmt: skip
    return render(request, "oversight/remediation/years.html", context)


def summed(several: Iterable[Counts]) -> Counts:
    names = Counts.__dataclass_fields__
    rows = list(several)
    return Counts(**{name: sum(getattr(one, name) for one in rows) for name in names})


def shares(counts: Counts) -> list[tuple[str, int, str, str]]:
    """The bar above the register: (class, count, x, width) of done, reported to those above, overdue, the rest."""
    late = min(counts.overdue, counts.open)
    parts = (
        ("accepted", counts.closed), ("returned", counts.escalated), ("overdue", late), ("waiting", counts.open - late),
    )  # fmt: skip
    found, before = [], 0
    for name, count in parts:
        if count and counts.needed:
            found.append((name, count, f"{100 * before / counts.needed:.3f}", f"{100 * count / counts.needed:.3f}"))
            before += count
    return found


# --- files


def _headers() -> tuple[str, ...]:
    return (
        _("STT"), _("Văn bản kết luận"), _("Ngày kết luận"), _("Đơn vị kết luận"), _("Cuộc kiểm tra, giám sát"),
        _("Nội dung yêu cầu"), pgettext("one", "Đơn vị"), _("Cá nhân"), _("Ngày yêu cầu"), _("Hạn"),
        _("Kế hoạch khắc phục"), _("Số mục"), _("Mục đã báo xong"), _("Mục đã xác nhận"), _("Chậm (ngày)"),
        _("Tình trạng"), _("Lý do chưa xong"),
    )  # fmt: skip


def _kept(what: str, form: FilterForm, branch: Organisation | None, by: Actor) -> Export:
    """What leaves, with the filters in words; a list of one case does not say in the trail of which."""
    said: dict[str, Any] = {name: form.cleaned_data.get(name) for name in FILTERED}
    for name in ("state", "answer", "owner", "bearer"):
        choices: Any = form.fields[name].choices  # type: ignore[attr-defined]
        said[name] = dict(choices)[said[name]] if said[name] else ""
    age = form.cleaned_data.get("age")
    said |= {"branch": str(branch or ""), "age": "" if age is None else AGES[age]}
    said["one_case"] = bool(form.cleaned_data.get("case"))
    return of_place(f"oversight.export_remediations{what}", by, **said)


def _sheet(found: Any, by: Actor) -> Sheet:
    widths = (6, 18, 14, 30, 40, 60, 36, 26, 12, 12, 20, 9, 12, 12, 12, 20, 40)
    note = organisation_here(by).name if by.place else ""
    rows = (_line(number, row) for number, row in enumerate(_in_parts(found, by), start=1))
    return Sheet(_("Theo dõi khắc phục"), _headers(), rows, note=note, widths=widths)


def _in_parts(numbers: Any, by: Actor, *, most: int = EXPORTED, at_once: int = 500) -> Iterator[Row]:
    """The lines part by part: a file of twenty thousand does not hold them all."""
    wanted = list(numbers[:most])
    for start in range(0, len(wanted), at_once):
        yield from rows_at(wanted[start : start + at_once], by)


def _line(number: int, row: Row) -> tuple[Value, ...]:
    one = row.remediation
    document = row.document
    return (
        number, document.reference if document else "", document.issued_on if document else None, one.owner.name,
        row.case.title, one.requirement.text, one.organisation.name, one.person.name if one.person else "",
        one.laid_on, one.due_on, str(ANSWERS[row.answer]), row.progress.total or None,
        row.progress.done or None, row.progress.verified or None, row.late_days or None, state_words(row),
        why_not(row),
    )  # fmt: skip


def state_words(row: Row) -> str:
    if row.answer == "waived":
        return str(STATES["waived"])
    return str(STATES[row.remediation.state])


def why_not(row: Row) -> str:
    """Why it is not finished: the owner's reason, else what is missing."""
    one = row.remediation
    if one.state == Remediation.State.CLOSED:
        return ""
    return one.reason or "; ".join(str(MISSING[code]) for code in row.missing)


def _word(found: Any, counts: Counts, by: Actor) -> tuple[bytes, int]:
    """The list in the official layout, and its lines. Vietnamese only: it is a paper of a Party organisation."""
    head = letterhead(organisation_here(by), by)
    rows = tuple(
        (
            number,
            row.document.reference if row.document else "",
            row.remediation.requirement.text[:600],
            row.remediation.person.name if row.remediation.person else row.remediation.organisation.name,
            row.remediation.due_on,
            f"{row.progress.verified}/{row.progress.total}" if row.progress.total else "",
            row.late_days or "",
            state_words(row),
        )
        for number, row in enumerate(_in_parts(found, by, most=IN_WORD), start=1)
    )
    headers = ("STT", "Kết luận", "Nội dung yêu cầu", "Đối tượng", "Hạn", "Mục xong", "Chậm (ngày)", "Tình trạng")
    paragraphs = (
        f"Số yêu cầu phải thực hiện: {formats.number(counts.needed)}; đã xong: {formats.number(counts.closed)}; chưa "
        f"xong: {formats.number(counts.remaining)}, trong đó quá hạn: {formats.number(counts.overdue)}, đã báo cáo cấp "
        f"trên: {formats.number(counts.escalated)}.",
        Table(headers=headers, rows=rows, widths=(10, 20, 45, 28, 20, 14, 14, 14)),
    )
    letter = head.letter(
        kind_code="", kind="Danh sách",
        excerpt=f"theo dõi khắc phục sau kiểm tra, giám sát\n(tính đến hết ngày {formats.day(by.today)})",
        paragraphs=paragraphs, date=by.today,
    )  # fmt: skip
    return docx.letter(replace(letter, printed=f"{by.name}, {formats.moment(by.at)}")), len(rows)


def _years_sheet(found: list[tuple[int, Counts]]) -> Sheet:
    headers = (
        _("Năm yêu cầu"), _("Phải thực hiện"), _("Đã xong"), _("Chưa xong"), _("Quá hạn"), _("Đã báo cáo cấp trên"),
        _("Chưa trả lời lần nào"), _("Được miễn"),
    )  # fmt: skip
    rows = (
        (
            year, one.needed, one.closed, one.remaining, one.overdue, one.escalated, one.never, one.waived,
        )
        for year, one in found
    )  # fmt: skip
    return Sheet(_("Khắc phục theo năm"), headers, rows, widths=(14,) * 8)
