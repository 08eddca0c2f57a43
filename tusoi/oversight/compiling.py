"""The conclusion put together out of the findings: common points, then by subject. Pure.

Its words are Vietnamese in every language of the pages, as the document is. A section that speaks of one subject
carries its id, so that an extract for another leaves it out; what is common names nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tusoi.lib import formats

GENERAL, COMMON, SUBJECTS, REQUIRED = "general", "common", "subjects", "requirements"
PARTS = (
    ("strength", "Ưu điểm", ("strength",)),
    ("weak", "Hạn chế, khuyết điểm", ("shortcoming", "defect")),
    ("sign", "Dấu hiệu vi phạm", ("sign",)),
)
"""Part -> heading and the kinds of findings it holds; every kind is in exactly one."""
WHO = {
    "collective": "Tập thể", "head": "Người đứng đầu", "both": "Tập thể và người đứng đầu",
}  # fmt: skip
FORM = {"inspection": "kiểm tra", "supervision": "giám sát"}


@dataclass(frozen=True, slots=True)
class Found:
    """A finding as the conclusion says it. ``subject_id`` None: common to all."""

    id: int
    subject_id: int | None
    kind: str
    text: str
    cause: str = ""
    responsibility: str = ""
    person: str = ""
    provision: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A requirement. ``subject_ids``: who bears it, if not all; ``persons``: (subject_id or None, name) besides."""

    id: int
    text: str
    due_on: date
    for_all: bool
    subject_ids: tuple[int, ...] = ()
    persons: tuple[tuple[int | None, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph and what it came out of: "finding:3", "cause:3", "requirement:7"; "" for one of neither."""

    text: str
    source: str = ""


@dataclass(slots=True)
class Section:
    key: str
    heading: str
    level: int
    subject_id: int | None = None
    lines: list[Line] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        return [line.text for line in self.lines]


def compiled(
    *,
    opening: Sequence[str],
    form: str,
    subjects: Sequence[tuple[int, str]],
    findings: Iterable[Found],
    requirements: Iterable[Asked],
) -> list[Section]:
    """Every finding once, every requirement where its bearers read it. ``subjects``: (id, name) of those that stand.

    What was found of a subject that is none any more is left out.
    """
    found, asked = list(findings), list(requirements)
    sections = [Section(GENERAL, "Khái quát", 1, None, [Line(text) for text in opening])]
    common = [one for one in found if one.subject_id is None]
    if common:
        sections.append(Section(COMMON, "Những điểm chung", 1))
        sections += _parts(COMMON, None, 2, common, [])
    alone = len(subjects) == 1
    if not alone and subjects:
        sections.append(Section(SUBJECTS, "Kết quả đối với từng đối tượng", 1))
    for pk, name in subjects:
        heading = f"Kết quả {FORM.get(form, 'kiểm tra')} đối với {name}" if alone else name
        mine = _parts(
            f"s{pk}", pk, 2 if alone else 3, [one for one in found if one.subject_id == pk], _asked_of(pk, asked)
        )
        if mine or not alone:
            sections += [Section(f"s{pk}", heading, 1 if alone else 2, pk), *mine]
    general = [Line(asked_line(one), f"requirement:{one.id}") for one in asked if one.for_all]
    general += [
        Line(f"{_people(names)}: {asked_line(one)}", f"requirement:{one.id}")
        for one in asked
        if (names := [name for pk, name in one.persons if pk is None])
    ]
    if general:
        sections.append(Section(REQUIRED, "Yêu cầu", 1, None, general))
    return sections


def _parts(
    key: str, subject_id: int | None, level: int, found: Sequence[Found], asked: Sequence[Line]
) -> list[Section]:
    """What was found of one subject, or in common: by kind, then causes, responsibility, requirements."""
    rows: list[tuple[str, str, list[Line]]] = []
    for part, heading, kinds in PARTS:
        lines = [Line(_said(one), f"finding:{one.id}") for one in found if one.kind in kinds]
        rows.append((part, heading, lines))
    rows.append(("causes", "Nguyên nhân", _causes(found)))
    rows.append(("responsibility", "Trách nhiệm", _responsibility(found)))
    rows.append(("requirements", "Yêu cầu", list(asked)))
    return [Section(f"{key}:{part}", heading, level, subject_id, lines) for part, heading, lines in rows if lines]


def _said(one: Found) -> str:
    return f"{one.text.rstrip(' .;')} ({one.provision.strip(' .')})." if one.provision else _ended(one.text)


def _ended(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "!", "?", "…", ":", ";")) else f"{text}."


def _causes(found: Iterable[Found]) -> list[Line]:
    seen: dict[str, Line] = {}
    for one in found:
        if one.cause.strip():
            seen.setdefault(" ".join(one.cause.casefold().split()), Line(_ended(one.cause), f"cause:{one.id}"))
    return list(seen.values())


def _responsibility(found: Iterable[Found]) -> list[Line]:
    counts: dict[str, int] = {}
    for one in found:
        who = f"Đồng chí {one.person}" if one.responsibility == "person" and one.person else WHO.get(one.responsibility)
        if who and one.kind != "strength":
            counts[who] = counts.get(who, 0) + 1
    return [Line(f"{who} chịu trách nhiệm đối với {count} nội dung nêu trên.") for who, count in counts.items()]


def _asked_of(subject_id: int, asked: Iterable[Asked]) -> list[Line]:
    lines = []
    for one in asked:
        if not one.for_all and subject_id in one.subject_ids:
            lines.append(Line(asked_line(one), f"requirement:{one.id}"))
        if names := [name for pk, name in one.persons if pk == subject_id]:
            lines.append(Line(f"{_people(names)}: {asked_line(one)}", f"requirement:{one.id}"))
    return lines


def _people(names: Sequence[str]) -> str:
    return f"{'Đồng chí' if len(names) == 1 else 'Các đồng chí'} {', '.join(names)}"


def asked_line(one: Asked) -> str:
    return f"{one.text.strip().rstrip(' .;')}; hoàn thành chậm nhất ngày {formats.day(one.due_on)}."


# --- what is stored, and compiling again without losing what was written


def stored(section: Section) -> dict[str, Any]:
    """As Conclusion.sections keeps it: ``made`` is what was compiled, ``lines`` what stands there."""
    return {
        "key": section.key, "heading": section.heading, "level": section.level, "subject": section.subject_id,
        "lines": section.texts, "made": section.texts,
    }  # fmt: skip


def is_edited(section: Mapping[str, Any]) -> bool:
    """Written on since it was compiled; a section of one's own always is."""
    return not section.get("key") or section["lines"] != section.get("made")


def merged(kept: Sequence[Mapping[str, Any]], fresh: Sequence[Section]) -> list[dict[str, Any]]:
    """Compiled anew: what nobody wrote on is replaced, what somebody did stays, marked where it differs.

    ``moved``: the findings changed under an edited section. ``gone``: they are no more, but its text was edited.
    Sections of one's own stay behind the one they stood behind.
    """
    by_key = {one["key"]: one for one in kept if one.get("key")}
    after: dict[str, list[dict[str, Any]]] = {}
    last, keys = "", {section.key for section in fresh}
    for one in kept:
        if one.get("key") in keys:
            last = str(one["key"])
        elif is_edited(one):
            after.setdefault(last, []).append({**one, "gone": bool(one.get("key"))})
    made = list(after.pop("", []))
    for section in fresh:
        row, old = stored(section), by_key.get(section.key)
        if old is not None and is_edited(old):
            moved = bool(old.get("moved")) or row["made"] != old.get("made")
            row |= {"lines": list(old["lines"]), "moved": moved}
        made += [row, *after.pop(section.key, [])]
    return made + [one for rest in after.values() for one in rest]


def extract(sections: Iterable[Mapping[str, Any]], subject_ids: Iterable[int]) -> list[Mapping[str, Any]]:
    """What these subjects read of it: what is common, and what is theirs."""
    mine = set(subject_ids)
    return [one for one in sections if one.get("subject") is None or one["subject"] in mine]


def numbered(sections: Iterable[Mapping[str, Any]]) -> list[tuple[str, Mapping[str, Any]]]:
    """Headings as printed: "I.", "1.", "1.1." by their level."""
    counts = [0, 0, 0]
    found = []
    for one in sections:
        level = min(max(int(one.get("level", 1)), 1), 3)
        counts[level - 1] += 1
        counts[level:] = [0] * (3 - level)
        number = (roman(counts[0]), str(counts[1]), f"{counts[1]}.{counts[2]}" if counts[1] else str(counts[2]))
        found.append((f"{number[level - 1]}. {one['heading']}", one))
    return found


def roman(number: int) -> str:
    text = ""
    for value, sign in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        count, number = divmod(number, value)
        text += sign * count
    return text


# --- many findings by the keyboard

SIGNS = (("--", "defect"), ("!", "sign"), ("+", "strength"), ("-", "shortcoming"))
"""What a line begins with, and the kind it means; the longer sign first."""


def read_lines(text: str, kind: str) -> list[tuple[str, str]]:
    """(kind, text) of every line that is not empty; a line without a sign is of ``kind``."""
    found = []
    for raw in text.splitlines():
        line = raw.strip()
        if line[:1] in "–—":
            line = f"-{line[1:]}"  # a text program made a dash of it
        own = next(((sign, one) for sign, one in SIGNS if line.startswith(sign)), ("", kind))
        line = line[len(own[0]) :].strip()
        if line:
            found.append((own[1], line))
    return found
