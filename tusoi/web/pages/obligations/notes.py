"""What a reader of an answer may want to look at, in words: what each line has and lacks. It decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from tusoi.lib.formats import day
from tusoi.lib.quality import Line, Look, Proof, look_at_text
from tusoi.lib.quality.lines import FIELDS, SIGNS
from tusoi.obligations.selectors import looks_of, names_of

if TYPE_CHECKING:
    from tusoi.obligations.models import Assignment, PlanItem, Submission

SIGN_WORDS: dict[str, str | Promise] = {
    "measure": gettext_lazy("Việc làm cụ thể"),
    "person": gettext_lazy("Người chịu trách nhiệm"),
    "day": gettext_lazy("Thời hạn"),
    "milestones": gettext_lazy("Các mốc"),
    "product": gettext_lazy("Sản phẩm, minh chứng"),
    "own_name": gettext_lazy("Nhắc đến đơn vị mình"),
}
LACK_WORDS: dict[str, str | Promise] = {
    "measure": gettext_lazy("chưa thấy việc làm cụ thể"),
    "person": gettext_lazy("chưa ghi người chịu trách nhiệm"),
    "day": gettext_lazy("chưa ghi thời hạn"),
    "product": gettext_lazy("chưa ghi sản phẩm"),
}
"""What is said of a line that lacks a sign; without milestones a line is as good when it is short."""
ASK_WORDS: dict[str, str | Promise] = {
    "generic": gettext_lazy("lời chung chung"),
    "collective": gettext_lazy("giao cho tập thể, chưa rõ người"),
    "other_name": gettext_lazy("nhắc tên nơi khác"),
    "past": gettext_lazy("thời hạn đã qua"),
    "beyond": gettext_lazy("thời hạn xa hơn một năm"),
}
LONGEST = 80
LONGEST_TYPED = 240
"""A field is shown as it was typed; the line itself stands whole below."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One sign of a line: whether it is there, what its field says or the words that show it, and, where the field is
    empty, words elsewhere that speak of it."""

    label: str
    is_there: bool
    words: str
    mentioned: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    look: Look
    cells: list[Cell]
    chips: list[str]


@dataclass(frozen=True, slots=True)
class Notes:
    """``lines``: plan item -> its note, in order; ``text``: of the text, None where there is none."""

    lines: dict[int, Note]
    text: Note | None
    numbered: list[tuple[PlanItem, Note]] = field(default_factory=list)

    @property
    def columns(self) -> list[str]:
        return [str(SIGN_WORDS[sign]) for sign in SIGNS]


def note_of(look: Look, *, whole: bool = True, line: Line | None = None) -> Note:
    """``whole``: what is missing is said too; a text above a plan need not hold what the plan holds. ``line``: the one
    looked at, whose fields are shown as they were typed; of a text the words that were found."""
    chips = []
    if whole:
        said = [
            sign for sign in look.lacks if sign in LACK_WORDS and not (sign == "person" and "collective" in look.asks)
        ]
        chips = [str(LACK_WORDS[sign]) for sign in said if not (sign == "measure" and "generic" in look.asks)]
    for code, proofs in look.asks.items():
        if code == "generic" and not whole:
            continue
        words = ", ".join(dict.fromkeys(f"“{_short(proof.words)}”" for proof in proofs[:3]))
        about = str(ASK_WORDS[code])
        chips.append(f"{about}: {words}" if words else about)
    cells = []
    for sign in SIGNS:
        words = _typed(line, sign) if line else _first(look.has, sign)
        cells.append(Cell(str(SIGN_WORDS[sign]), sign in look.has, words, "" if words else _first(look.mentions, sign)))
    return Note(look, cells, chips)


def notes_on(assignment: Assignment, sent: Submission, items: Iterable[PlanItem]) -> Notes:
    """Of the version that was sent last. One query."""
    names = names_of(assignment.organisation)
    on = timezone.localdate(sent.submitted_at) if sent.submitted_at else None
    rows = list(items)
    looks = looks_of(rows, assignment, names, on=on)
    lines = {item.pk: note_of(looks[item.pk], line=item) for item in rows}
    text = note_of(look_at_text(sent.text, names=names), whole=not rows) if sent.text.strip() else None
    return Notes(lines, text, [(item, lines[item.pk]) for item in rows])


def _typed(line: Line, sign: str) -> str:
    said = getattr(line, FIELDS[sign])
    if sign == "day":
        return day(said) if said else ""
    text = "\n".join(row.strip() for row in str(said).splitlines() if row.strip())
    return _cut(text, LONGEST_TYPED)


def _first(found: Mapping[str, Sequence[Proof]], sign: str) -> str:
    proofs = found.get(sign, ())
    return _short(proofs[0].words) if proofs else ""


def _short(words: str) -> str:
    return _cut(" ".join(words.split()), LONGEST)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
