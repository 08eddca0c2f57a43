"""How a clause is cited: "mục II.2", "điểm b khoản 3 Điều 5", "chỉ tiêu số 3"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

LONGEST = 80
_SECTIONS = frozenset({"chữ", "số la mã", "số", "số thập phân"})
_NAMED = frozenset({"phần", "chương", "mục"})


@dataclass(frozen=True, slots=True)
class Step:
    """One level of the way to a clause. ``style``: a kind of part (lib.reading.parts), word, bracket, dash, heading."""

    style: str
    number: str
    title: str = ""


def cited_as(way: Sequence[Step], *, target_number: int = 0) -> str:
    """The label of the last step of the way, from within outwards; at most 80 signs."""
    if target_number:
        outer = _label([step for step in way[:-1] if step.style not in ("dash", "heading")])
        return _cut(f"chỉ tiêu số {target_number}" + (f" {_in_brackets(outer)}" if outer else ""))
    return _cut(_label(way))


def _in_brackets(label: str) -> str:
    return f"({label})"


def _label(way: Sequence[Step]) -> str:
    if not way:
        return ""
    step, outer = way[-1], way[:-1]
    if step.style == "điều":
        return step.number
    if step.style == "khoản":
        return _joined(f"khoản {step.number}", outer)
    if step.style == "điểm":
        return _joined(f"điểm {step.number}", outer)
    if step.style in _SECTIONS:
        return _section(way)
    if step.style in _NAMED:
        named = [one for one in outer if one.style in _NAMED]
        return _joined(step.number, named)
    if step.style == "heading":
        return f"phần “{step.title}”" if step.title else _label(outer)
    word = {"word": "ý thứ", "bracket": "ý", "dash": "gạch đầu dòng thứ"}.get(step.style, "ý")
    return _joined(f"{word} {step.number}", outer)


def _joined(own: str, outer: Sequence[Step]) -> str:
    above = _label(outer)
    return f"{own} {above}" if above else own


def _section(way: Sequence[Step]) -> str:
    """ "mục II.2": the numbers of the sections from the outermost; "2.1" under "2" is said once."""
    numbers: list[str] = []
    for step in way:
        if step.style in _SECTIONS:
            repeated = numbers and step.style == "số thập phân" and step.number.startswith(f"{numbers[-1]}.")
            if repeated:
                numbers.pop()
            numbers.append(step.number)
    named = [step for step in way if step.style in _NAMED]
    label = "mục " + ".".join(numbers)
    return f"{label} {_label(named)}" if named else label


def _cut(label: str) -> str:
    return label if len(label) <= LONGEST else label[: LONGEST - 1].rpartition(" ")[0] + "…"


_MENTION = re.compile(
    r"(?<!\w)(?:(?P<target>chỉ tiêu (?:số |thứ )?\d{1,2}(?!\w))|"
    r"(?P<article>(?:điểm [a-zđ],? )?(?:khoản \d{1,3},? )?điều \d{1,3})(?!\w)|"
    r"(?P<section>mục (?:[ivx]{1,5}|[a-d]|\d{1,2})(?:\.\d{1,2}){0,3})(?![\w.]\w))"
)


def mentioned(low: str) -> list[str]:
    """The labels that a lowered text names, in one spelling: "mục ii.2", "điểm b khoản 3 điều 5", "chỉ tiêu 3"."""
    return [spelt(found.group()) for found in _MENTION.finditer(low)]


def spelt(label: str) -> str:
    """A label in the spelling of ``mentioned``: lowered, without commas; what is in brackets is left out."""
    bare = re.sub(r"\s*\(.*", "", label.lower().replace(",", " "))
    return " ".join(re.sub(r"chỉ tiêu (?:số|thứ) ", "chỉ tiêu ", bare).split())
