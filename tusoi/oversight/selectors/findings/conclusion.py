"""The conclusion of a case: what it is compiled from, how it is printed, what still keeps it from being made."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch, Q

from tusoi.documents import selectors as documents
from tusoi.documents.models import DocumentKind
from tusoi.lib import formats
from tusoi.lib.rendering.model import Heading, OfficialLetter, Part
from tusoi.organisations.models import Person, Position
from tusoi.organisations.scope import Actor
from tusoi.oversight.compiling import FORM, Asked, Found, Section, compiled, extract, numbered
from tusoi.oversight.models import Case, CaseSubject, Conclusion, Finding, Requirement
from tusoi.oversight.procedure import PaperKind

from .people import Somebody, people_of
from .requirements import subject_of_person

NOTICE = "thong-bao"
"""Kind of document of a conclusion where the procedure names none."""
NEUTRAL = "Kết quả một cuộc kiểm tra, giám sát"
"""What the register says of a restricted case."""


def conclusion_of(case: Case, *, by: Actor) -> Conclusion | None:
    """None where there is none yet, or none for this reader."""
    found = Conclusion.objects.visible_to(by).filter(case=case)
    found = found.select_related("document__kind", "concluded_by__person", "saved_by__person").defer("document__text")
    return found.first()


def standing_subjects(case: Case) -> list[CaseSubject]:
    return list(CaseSubject.objects.standing().filter(case=case).select_related("organisation", "person"))


def sections_of(case: Case, *, on: date) -> list[Section]:
    """The conclusion as the findings and requirements give it now. For whoever works on the case; seven queries."""
    subjects = standing_subjects(case)
    findings = Finding.objects.filter(case=case, dropped_on__isnull=True).select_related("person", "clause__document")
    people = people_of(case, on=on)
    return compiled(
        opening=opening_of(case, subjects),
        form=case.kind.form,
        subjects=[(one.pk, one.name) for one in subjects],
        findings=[_found(one) for one in findings.order_by("position")],
        requirements=asked_of(case, people),
    )


def _found(one: Finding) -> Found:
    provision = one.provision
    if one.clause is not None:
        label = one.clause.label or one.clause.title
        provision = f"{label}, {one.clause.document.reference}".strip(", ")
    return Found(
        one.pk, one.subject_id, one.kind, one.text, one.cause, one.responsibility,
        one.person.name if one.person else "", provision,
    )  # fmt: skip


def asked_of(case: Case, people: Iterable[Somebody]) -> list[Asked]:
    place = subject_of_person(people)
    found = Requirement.objects.filter(case=case, dropped_on__isnull=True).prefetch_related(
        "subjects", Prefetch("persons", Person.objects.order_by("sort_key", "pk"))
    )
    return [
        Asked(
            one.pk, one.text, one.due_on, one.for_all, tuple(subject.pk for subject in one.subjects.all()),
            tuple((place.get(person.pk), person.name) for person in one.persons.all()),
        )
        for one in found.order_by("position")
    ]  # fmt: skip


def opening_of(case: Case, subjects: Iterable[CaseSubject]) -> list[str]:
    """What was looked at, by what decision. It names no subject: it stands in every subject's extract too."""
    count = len(list(subjects))
    what = f"{FORM[case.kind.form]} {_lowered(case.title)}"
    for word in FORM.values():
        if case.title.casefold().startswith(word):
            what = _lowered(case.title)
    basis = f"Thực hiện {_lowered(case.decision.kind.name_vi)} số {case.decision.reference}" if case.decision else ""
    if case.decision:
        basis += f" ngày {formats.day(case.decision.issued_on)}, "
    lines = [f"{basis}{case.body.name if case.body else case.owner.name} đã {what} đối với {count} đối tượng."]
    if case.examined_from and case.examined_to:
        first, last = formats.day(case.examined_from), formats.day(case.examined_to)
        lines.append(f"Mốc thời gian xem xét: từ ngày {first} đến ngày {last}.")
    return lines


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


# --- printed


def conclusion_paper(case: Case) -> PaperKind | None:
    """The line of the checklist the conclusion is filed under."""
    procedure = case.kind.procedure
    gates = {step.code: step.gate for step in procedure.steps}
    fits = [one for one in procedure.papers if gates.get(one.step) in ("conclude", "announce") and one.kind]
    named = [one for one in fits if one.kind in (NOTICE, "ket-luan")]
    return next(iter(named), None)


def document_kind(case: Case, on: date) -> DocumentKind | None:
    paper = conclusion_paper(case)
    return documents.kind_on(paper.kind if paper else NOTICE, on)


def excerpt_for(case: Case) -> str:
    """The first excerpt; whoever edits the conclusion writes a better one."""
    title = _lowered(case.title)
    is_said = any(title.startswith(word) for word in FORM.values())
    return f"kết luận {title}"[:500] if is_said else f"kết luận {FORM[case.kind.form]} {title}"[:500]


def letter_of(
    case: Case,
    conclusion: Conclusion,
    *,
    number: int | None = None,
    on: date | None = None,
    subjects: Iterable[CaseSubject] = (),
    only: Iterable[CaseSubject] | None = None,
    printed: str = "",
) -> OfficialLetter:
    """In the official layout; ``only``: the extract for these subjects. ``subjects`` are its recipients."""
    document = conclusion.document
    if document is not None:
        number, on = document.number, document.issued_on
    kind = document.kind if document is not None else document_kind(case, on or date.today())
    parts: list[Part] = []
    if kind is None:
        raise LookupError("no kind of document for a conclusion is in force")
    whom = list(subjects if only is None else only)
    sections = conclusion.sections if only is None else extract(conclusion.sections, [one.pk for one in whom])
    sections = [one for one in sections if one["lines"] or not one.get("made")]  # emptied: not printed
    for heading, section in numbered(sections):
        parts.append(Heading(heading, 2))
        parts += [f"- {line}" if len(section["lines"]) > 1 else line for line in section["lines"]]
    paper = documents.drafts.paper_for(case.owner, kind, case.body)
    excerpt = conclusion.excerpt or excerpt_for(case)
    return OfficialLetter(
        issuing_body=paper.issuing_body, superior_body=paper.superior_body, kind=paper.kind or kind.name_vi,
        kind_code=paper.kind_code, body_code=paper.body_code, place=paper.place, number=number, date=on,
        excerpt=excerpt if only is None else f"{excerpt}\n(trích)", paragraphs=tuple(parts),
        recipients=(*(dict.fromkeys(one.organisation.name for one in whom)), "Lưu Hồ sơ"),
        authority=f"T/M {case.body.name if case.body else case.owner.name}",
        position=conclusion.signatory_position, signatory=conclusion.signatory, printed=printed,
    )  # fmt: skip


def printed_by(case: Case, by: Actor) -> str:
    """The line at the foot of a print of what is not for everybody; "" of what is."""
    if case.circle == Case.Circle.NORMAL and case.announced_on is not None:
        return ""
    return f"In bởi {by.label} lúc {formats.moment(by.at)}"


def next_reference(case: Case, *, on: date) -> str:
    """The number it would get on that day: "12-TB/TU"; "" where no kind of document is in force."""
    kind = document_kind(case, on)
    if kind is None:
        return ""
    symbol = documents.symbol_for(kind, case.owner, case.body)
    number = documents.next_number(kind=kind.code, issuer=case.owner, on=on, symbol=symbol)
    return f"{number:02d}-{symbol}"


def signatories_of(case: Case, *, on: date) -> list[tuple[str, str]]:
    """(name, position) of those who may sign for the owner: who leads it, or the body that inspects."""
    held = Position.objects.on(on).filter(organisation=case.owner).select_related("person", "kind", "body")
    held = held.filter(Q(kind__role__in=("head", "deputy")) | Q(body=case.body_id, body__isnull=False))
    return [(one.person.name, one.kind.name_vi) for one in held.order_by("kind__rank", "person__sort_key")[:30]]
