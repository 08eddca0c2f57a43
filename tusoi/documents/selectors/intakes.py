"""Drafts of intake: what was read, what the reader decided so far, what the text says of itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from tusoi import treepath
from tusoi.documents import headings, matching, rules
from tusoi.documents.models import Document, Intake
from tusoi.documents.reference import rows
from tusoi.lib.folding import fold
from tusoi.lib.rendering.passages import Mark, Paragraph, paragraphs
from tusoi.organisations.models import Body
from tusoi.organisations.scope import Actor

from . import register

CSS = {"requirement": "req", "citation": "cit", "count": "num", "organisation": "org", "deadline": "day"}
MOST_CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing the reading proposes, as the reviewer has it just now. ``candidates`` are documents it may mean."""

    index: int
    type: str
    start: int
    end: int
    original: str
    quote: str
    title: str
    label: str
    due_on: date | None
    on: bool
    fields: Mapping[str, Any]
    suspect: str = ""
    target_id: int | None = None
    candidates: tuple[Document, ...] = field(default=())

    @property
    def task(self) -> Mapping[str, str]:
        """The cells of its row where it is one of a table of tasks: task, lead, collaborators, product, deadline ..."""
        task = self.fields.get("task")
        return task if isinstance(task, Mapping) else {}

    @property
    def css(self) -> str:
        if self.type == "finding":
            return "good" if self.fields.get("polarity") == "strength" else "bad"
        return CSS[self.type]

    @property
    def other_day(self) -> date | None:
        """The day it prints, where every document it may mean is of another one."""
        day = matching.cited_of(self.fields).day if self.candidates else None
        return None if day in {one.issued_on for one in self.candidates} else day

    @property
    def target(self) -> Document | None:
        return next((one for one in self.candidates if one.pk == self.target_id), None)


def open_intakes(by: Actor) -> QuerySet[Intake]:
    """What the actor has begun to read and neither saved nor thrown away."""
    found = Intake.objects.visible_to(by).filter(document__isnull=True)
    return found.select_related("organisation").defer("text", "records", "decisions").order_by("-created_at")


def intake_for(pk: int, *, by: Actor) -> Intake:
    """A draft of the actor's own. Raises Intake.DoesNotExist."""
    return Intake.objects.visible_to(by).select_related("organisation", "document__kind", "attachment").get(pk=pk)


def proposals_of(intake: Intake, *, by: Actor) -> list[Proposal]:
    """Its proposals in the order of the text, each with what was decided; at most one query."""
    decided = intake.decisions.get("items", {})
    kept = [(place, one) for place, one in enumerate(intake.records) if one["type"] in rules.KEPT_TYPES]
    numbers = {one["fields"].get("number") for _, one in kept if one["type"] == "citation"}
    there = register.citable([number for number in numbers if _is_number(number)], by=by)
    line = treepath.ids(intake.organisation.path)[::-1]
    found = [_proposal(place, one, decided.get(str(place), {}), there, line) for place, one in kept]
    return sorted(found, key=lambda proposal: (proposal.start, proposal.end, proposal.index))


def _proposal(
    place: int,
    record: Mapping[str, Any],
    decided: Mapping[str, Any],
    there: Mapping[int, list[Document]],
    line: Sequence[int],
) -> Proposal:
    fields = with_task(record["fields"], decided)
    candidates: tuple[Document, ...] = ()
    target: int | None = None
    if record["type"] == "citation":
        candidates, exact = matching.matched(
            matching.cited_of(fields), there.get(fields.get("number") or 0, []), table=rows("issuer_codes"), line=line
        )
        candidates = candidates[:MOST_CANDIDATES]
        if exact is not None and exact not in candidates:
            candidates = (exact, *candidates)
        target = exact.pk if exact is not None else None
    if "target" in decided:
        target = decided["target"]
    return Proposal(
        index=place,
        type=record["type"],
        start=record["start"],
        end=record["end"],
        original=record["quote"],
        quote=decided.get("quote", record["quote"]),
        title=decided.get("title", rules.title_of(record)),
        label=decided.get("label", rules.label_of(record)),
        due_on=rules.day_or_none(decided["due_on"] if "due_on" in decided else first_due(fields)),
        on=decided.get("on", bool(fields.get("added")) or record["type"] in rules.SELECTED_AT_FIRST),
        fields=fields,
        suspect=str(fields.get("suspect") or ""),
        target_id=target,
        candidates=candidates,
    )


def with_task(fields: Mapping[str, Any], decided: Mapping[str, Any]) -> Mapping[str, Any]:
    """The fields of a row of a table of tasks with what was corrected in its cells; who leads is whom it asks."""
    task = fields.get("task")
    changed = {name: decided[name] for name in rules.TASK_FIELDS if name in decided}
    if not isinstance(task, Mapping) or all(task.get(name) == value for name, value in changed.items()):
        return fields
    result = {**fields, "task": {**task, **changed}}
    if changed.get("lead", task.get("lead")) != task.get("lead"):
        result |= {"addressee": changed["lead"] or None}
        result.pop("addressees", None)
    return result


def first_due(fields: Mapping[str, Any]) -> Any:
    return fields.get("ctx_due_on") or fields.get("due_on")


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and 0 < value <= rules.LARGEST_NUMBER


def marked_proposals(
    intake: Intake, proposals: list[Proposal], said: Mapping[str, headings.Found] | None = None
) -> list[Paragraph]:
    """The text in paragraphs, every proposed passage marked with "m<index>", those of head and foot with
    "m<name>"."""
    marks = [Mark(one.start, one.end, one.css, f"m{one.index}") for one in proposals]
    marks += [Mark(one.start, one.end, "said", f"m{name}") for name, one in (said or {}).items()]
    return paragraphs(intake.text, marks)


def drafts_of_letter(intake: Intake, *, by: Actor) -> list[Intake]:
    """The drafts of the e-mail it came with, itself among them, the first one first; empty for anything else."""
    if intake.letter_key is None:
        return []
    found = Intake.objects.visible_to(by).filter(letter_key=intake.letter_key).select_related("document__kind")
    return list(found.defer("text", "records", "decisions", "document__text").order_by("pk"))


def suggested_metadata(intake: Intake, *, by: Actor) -> dict[str, headings.Found]:
    """What the text says of itself, by field of the form; issuer_id only where it is one the actor can see."""
    known = register.all_kinds()
    names = {fold(kind.name_vi): kind.code for kind in known}
    found = headings.with_meta(headings.head_of(intake.text, kinds=names), intake.records, names)
    if "symbol" in found and "kind" not in found:
        symbols: dict[str, list[str]] = {}
        for kind in known:
            if kind.symbol:
                symbols.setdefault(kind.symbol.casefold(), []).append(kind.code)
        if code := headings.kind_of_symbol(found["symbol"].value, symbols):
            place = found["symbol"]
            found["kind"] = headings.Found(code, place.quote, place.start, place.end)
    return _with_issuer(found, by)


def _with_issuer(found: dict[str, headings.Found], by: Actor) -> dict[str, headings.Found]:
    whole, alone = found.pop("issuer", None), found.pop("issuer_alone", None)
    speakers = [one for name in ("speaker_head", "speaker_foot") if (one := found.pop(name, None)) is not None]
    if whole is None or alone is None:
        return found
    organisations = register.issuers(by)
    bodies = register.bodies_of(organisations, on=by.today)
    for printed in (whole, alone):
        for organisation in organisations:
            if rules.same_words(printed.value, organisation.name):
                own = [body for body in bodies if body.organisation_id == organisation.pk]
                found["issuer"] = _speaking(speakers, own) or headings.Found(
                    f"{organisation.pk}", printed.quote, printed.start, printed.end
                )
                return found
        for body in bodies:
            if rules.same_words(printed.value, body.name):
                chosen = f"{body.organisation_id}-{body.pk}"
                found["issuer"] = headings.Found(chosen, printed.quote, printed.start, printed.end)
                return found
    name = _in_sentence_case(whole.value, [organisation.name for organisation in organisations])
    found["issuer_name"] = headings.Found(name, whole.quote, whole.start, whole.end)
    return found


def _speaking(speakers: Sequence[headings.Found], bodies: Sequence[Body]) -> headings.Found | None:
    """The body of an organisation that a heading or a signature names, with or without the organisation's own name."""
    for said in speakers:
        named = [body for body in bodies if _names(said.value, body)]
        if len(named) == 1:
            return headings.Found(f"{named[0].organisation_id}-{named[0].pk}", said.quote, said.start, said.end)
    return None


def _names(printed: str, body: Body) -> bool:
    """Whether the longer of the two only goes on with the organisation: "BAN THƯỜNG VỤ", "BAN THƯỜNG VỤ TỈNH ỦY"."""
    words, name = fold(printed), fold(body.name)
    if f"{name} ".startswith(f"{words} "):
        return True
    return words.startswith(f"{name} ") and words.removeprefix(f"{name} ") in fold(body.organisation.name)


def _in_sentence_case(text: str, known: Sequence[str]) -> str:
    """A name printed in capitals as one reads it: known names as they are, else only the first letter large."""
    text = text[:1].upper() + text[1:].lower()
    for name in known:
        at = text.lower().find(name.lower())
        if at >= 0:
            return text[:at] + name + text[at + len(name) :]
    return text
