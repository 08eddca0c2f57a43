"""Forms of findings, requirements, results and what the conclusion goes through."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tusoi.organisations.scope import Actor
from tusoi.oversight.models import Case, CaseSubject, ContentArea, Finding, Requirement
from tusoi.oversight.selectors import findings as asked
from tusoi.oversight.services.findings import FindingDraft, RequirementDraft
from tusoi.web.fields import Day

TEXT = 8_000
OWN, ALL, SOME, NONE = "own", "all", "some", "none"


def _area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _ids(values: Iterable[str]) -> tuple[int, ...]:
    return tuple(int(value) for value in values)


def people_choices(people: Sequence[asked.Somebody]) -> list[tuple[str, list[tuple[int, str]]]]:
    """People grouped by their subject, as a select shows them."""
    groups: dict[str, list[tuple[int, str]]] = {}
    for one in people:
        groups.setdefault(one.subject.name, []).append((one.person_id, f"{one.name} – {one.title}"))
    return list(groups.items())


class Bearers(forms.Form):
    """The part of a form that says what has to be done, until when, and by whom."""

    requirement_text = forms.CharField(
        label=gettext_lazy("Yêu cầu, kiến nghị"), max_length=TEXT, required=False, widget=_area(2)
    )
    requirement_due_on = Day(label=gettext_lazy("Hạn hoàn thành"), required=False)
    requirement_for = forms.ChoiceField(label=gettext_lazy("Ai thực hiện"), required=False, widget=forms.RadioSelect)
    requirement_subjects = forms.MultipleChoiceField(
        label=gettext_lazy("Các đối tượng thực hiện"), required=False, widget=forms.CheckboxSelectMultiple
    )
    requirement_persons = forms.MultipleChoiceField(
        label=gettext_lazy("Cấp ủy viên được nêu tên"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def offer_bearers(
        self, subjects: Sequence[CaseSubject], people: Sequence[asked.Somebody], kept: Requirement | None
    ) -> None:
        fields: dict[str, Any] = self.fields
        fields["requirement_subjects"].choices = [(one.pk, one.name) for one in subjects]
        known = dict.fromkeys((one.person_id, f"{one.name} – {one.title}") for one in people)
        if kept is not None:
            known |= dict.fromkeys(
                (one.pk, one.name) for one in kept.persons.all() if all(pk != one.pk for pk, _name in known)
            )
        fields["requirement_persons"].choices = list(known)

    def bearers(self, subject_id: int | None) -> RequirementDraft:
        """``subject_id``: whose finding it is asked about; of a common one everybody bears it."""
        given = self.cleaned_data
        whom = given.get("requirement_for") or OWN
        subjects: tuple[int, ...] = ()
        if whom == SOME:
            subjects = _ids(given.get("requirement_subjects") or ())
        elif whom == OWN and subject_id is not None:
            subjects = (subject_id,)
        return RequirementDraft(
            text=given.get("requirement_text") or "", due_on=given.get("requirement_due_on"),
            for_all=whom == ALL or (whom == OWN and subject_id is None), subject_ids=subjects,
            person_ids=_ids(given.get("requirement_persons") or ()),
        )  # fmt: skip

    @staticmethod
    def bearers_of(kept: Requirement | None, subject_id: int | None) -> dict[str, Any]:
        """First values out of what is stored."""
        if kept is None:
            return {"requirement_for": OWN}
        subjects = [one.pk for one in kept.subjects.all()]
        whom = ALL if kept.for_all else OWN if subjects == [subject_id] else SOME if subjects else NONE
        return {
            "requirement_text": kept.text, "requirement_due_on": kept.due_on, "requirement_for": whom,
            "requirement_subjects": subjects, "requirement_persons": [one.pk for one in kept.persons.all()],
        }  # fmt: skip


class FindingForm(Bearers):
    kind = forms.ChoiceField(label=gettext_lazy("Loại"), choices=Finding.Kind.choices, widget=forms.RadioSelect)
    subject = forms.ChoiceField(label=gettext_lazy("Của đối tượng nào"), required=False)
    areas = forms.MultipleChoiceField(
        label=gettext_lazy("Thuộc nội dung"), required=False, widget=forms.CheckboxSelectMultiple
    )
    text = forms.CharField(label=gettext_lazy("Nội dung phát hiện"), max_length=TEXT, widget=_area(4))
    evidence = forms.CharField(
        label=gettext_lazy("Căn cứ, minh chứng"), max_length=TEXT, required=False, widget=_area(2)
    )
    papers = forms.MultipleChoiceField(
        label=gettext_lazy("Tài liệu trong hồ sơ"), required=False, widget=forms.CheckboxSelectMultiple
    )
    cause = forms.CharField(label=gettext_lazy("Nguyên nhân"), max_length=TEXT, required=False, widget=_area(2))
    responsibility = forms.ChoiceField(
        label=gettext_lazy("Trách nhiệm"), choices=Finding.Responsibility.choices, required=False
    )
    person = forms.ChoiceField(
        label=gettext_lazy("Cá nhân chịu trách nhiệm"),
        required=False,
        help_text=gettext_lazy("Chỉ điền khi trách nhiệm là của cá nhân."),
    )
    provision = forms.CharField(
        label=gettext_lazy("Quy định có liên quan, ghi bằng lời"), max_length=300, required=False
    )
    clause = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    field_order = [
        "kind", "subject", "text", "areas", "evidence", "papers", "cause", "responsibility", "person", "provision",
        "clause", "requirement_text", "requirement_due_on", "requirement_for", "requirement_subjects",
        "requirement_persons",
    ]  # fmt: skip

    def __init__(
        self,
        *args: Any,
        case: Case,
        by: Actor,
        finding: Finding | None = None,
        requirement: Requirement | None = None,
        first: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        kept_areas = list(finding.areas.all()) if finding else []
        if finding is not None:
            kwargs["initial"] = {
                **self._stored(finding, kept_areas),
                **self.bearers_of(requirement, finding.subject_id),
            }
        else:
            own = [one.pk for one in case.areas.all()]
            kwargs["initial"] = {
                "kind": Finding.Kind.SHORTCOMING, "requirement_for": OWN, "areas": own if len(own) == 1 else [],
                **(first or {}),
            }  # fmt: skip
        super().__init__(*args, **kwargs)
        subjects, people = asked.standing_subjects(case), asked.people_of(case, on=by.today)
        fields: dict[str, Any] = self.fields
        fields["subject"].choices = [("", _("Điểm chung của tất cả đối tượng")), *((s.pk, s.name) for s in subjects)]
        if finding is not None and finding.subject is not None and finding.subject.removed_on is not None:
            fields["subject"].choices.append((finding.subject_id, finding.subject.name))
        fields["areas"].choices = [(one.pk, one.name) for one in asked.areas_for(case, kept=kept_areas)]
        papers = asked.papers_for(case)
        if papers:
            fields["papers"].choices = [
                (one.pk, f"{one.title} ({one.subject.name})" if one.subject else one.title) for one in papers
            ]
        else:
            del fields["papers"]
        groups = people_choices(people)
        named = finding.person if finding else None
        if named is not None and all(one.person_id != named.pk for one in people):
            groups.append((_("Đã ghi trước đây"), [(named.pk, named.name)]))
        fields["person"].choices = [("", "—"), *groups]
        fields["requirement_for"].choices = [
            (OWN, _("Đối tượng của phát hiện này; nếu là điểm chung thì tất cả")), (ALL, _("Tất cả đối tượng")),
            (SOME, _("Một số đối tượng, chọn ở dưới")), (NONE, _("Chỉ các cá nhân được nêu tên")),
        ]  # fmt: skip
        self.offer_bearers(subjects, people, requirement)

    @staticmethod
    def _stored(finding: Finding, areas: Sequence[ContentArea]) -> dict[str, Any]:
        return {
            "kind": finding.kind, "subject": finding.subject_id or "", "areas": [one.pk for one in areas],
            "text": finding.text, "evidence": finding.evidence, "papers": [one.pk for one in finding.papers.all()],
            "cause": finding.cause, "responsibility": finding.responsibility, "person": finding.person_id or "",
            "provision": finding.provision, "clause": finding.clause_id or "",
        }  # fmt: skip

    def clean_clause(self) -> int | None:
        text = self.cleaned_data.get("clause") or ""
        if text and not (text.isascii() and text.isdigit() and len(text) < 19):
            raise forms.ValidationError(_("Không có lựa chọn này."))
        return int(text) if text else None

    def draft(self, given: dict[str, Any]) -> FindingDraft:
        subject = int(given["subject"]) if given.get("subject") else None
        return FindingDraft(
            kind=given["kind"], text=given["text"], subject_id=subject, area_ids=_ids(given.get("areas") or ()),
            evidence=given.get("evidence") or "", paper_ids=_ids(given.get("papers") or ()),
            cause=given.get("cause") or "", responsibility=given.get("responsibility") or "",
            person_id=int(given["person"]) if given.get("person") else None, clause_id=given.get("clause"),
            provision=given.get("provision") or "", requirement=self.bearers(subject),
        )  # fmt: skip


class RequirementForm(Bearers):
    """A requirement by itself, beside any finding."""

    findings = forms.MultipleChoiceField(
        label=gettext_lazy("Về các phát hiện"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *args: Any, case: Case, by: Actor, requirement: Requirement | None = None, **kwargs: Any
    ) -> None:
        kwargs["initial"] = self.bearers_of(requirement, None) if requirement else {"requirement_for": ALL}
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["requirement_text"].required = fields["requirement_due_on"].required = True
        fields["requirement_for"].choices = [
            (ALL, _("Tất cả đối tượng")), (SOME, _("Một số đối tượng, chọn ở dưới")),
            (NONE, _("Chỉ các cá nhân được nêu tên")),
        ]  # fmt: skip
        self.offer_bearers(asked.standing_subjects(case), asked.people_of(case, on=by.today), requirement)
        if requirement is None:
            found = asked.findings_of(case, by=by).prefetch_related(None)
            fields["findings"].choices = [(one.pk, f"{one.position}. {str(one)[:100]}") for one in found]
        else:
            del fields["findings"]

    @property
    def finding_ids(self) -> tuple[int, ...]:
        return _ids(self.cleaned_data.get("findings") or ())


class LinesForm(forms.Form):
    """Many findings at once, a line each."""

    subject = forms.ChoiceField(label=gettext_lazy("Của đối tượng nào"), required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("Dòng không có dấu là"), choices=Finding.Kind.choices, initial=Finding.Kind.SHORTCOMING
    )
    areas = forms.MultipleChoiceField(
        label=gettext_lazy("Thuộc nội dung"), required=False, widget=forms.CheckboxSelectMultiple
    )
    lines = forms.CharField(
        label=gettext_lazy("Mỗi dòng một phát hiện"),
        max_length=200_000,
        widget=_area(12),
        help_text=gettext_lazy("Đầu dòng: + ưu điểm · - hạn chế, tồn tại · -- khuyết điểm · ! dấu hiệu vi phạm."),
    )

    def __init__(self, *args: Any, case: Case, first: dict[str, Any] | None = None, **kwargs: Any) -> None:
        own = [one.pk for one in case.areas.all()]
        kwargs["initial"] = {"areas": own if len(own) == 1 else [], **(first or {})}
        super().__init__(*args, **kwargs)
        subjects = asked.standing_subjects(case)
        fields: dict[str, Any] = self.fields
        fields["subject"].choices = [("", _("Điểm chung của tất cả đối tượng")), *((s.pk, s.name) for s in subjects)]
        fields["areas"].choices = [(one.pk, one.name) for one in asked.areas_for(case)]


class CopyForm(forms.Form):
    subjects = forms.MultipleChoiceField(
        label=gettext_lazy("Chép sang các đối tượng"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, case: Case, finding: Finding, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["subjects"].choices = [
            (one.pk, one.name) for one in asked.standing_subjects(case) if one.pk != finding.subject_id
        ]


class ReasonForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=TEXT, widget=_area(2))


class ConcludeForm(forms.Form):
    meeting = forms.CharField(
        label=gettext_lazy("Chủ thể họp ở đâu, hội nghị nào"),
        max_length=300,
        help_text=gettext_lazy("Ghi quyết định tập thể. Không ghi ai biểu quyết thế nào."),
    )
    on = Day(label=gettext_lazy("Ngày kết luận"))


class RegisterForm(forms.Form):
    on = Day(label=gettext_lazy("Ngày ban hành"))


class OpenCaseForm(forms.Form):
    """A case opened for a sign of violation: of which kind, in whose name, over whom."""

    kind = forms.ChoiceField(label=gettext_lazy("Loại việc"))
    body = forms.ChoiceField(label=gettext_lazy("Chủ thể"), required=False)
    title = forms.CharField(label=gettext_lazy("Tên cuộc"), max_length=300)
    reason = forms.CharField(label=gettext_lazy("Căn cứ, lý do"), max_length=2_000, widget=_area(3))
    circle = forms.ChoiceField(
        label=gettext_lazy("Phạm vi biết"), choices=[row for row in Case.Circle.choices if row[0] != "secret"]
    )
    subjects = forms.MultipleChoiceField(label=pgettext_lazy("many", "Đối tượng"), widget=forms.CheckboxSelectMultiple)
