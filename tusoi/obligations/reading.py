"""What can be said of an answer without judging it: all its words, what changed between versions. Pure."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tusoi.lib.folding import nfc

FIELDS = ("task", "finding", "lead", "collaborators", "product", "milestones", "due_on")


COMPARED = ("finding", "task", "product", "milestones")
"""What of a line is somebody's own wording; who leads and until when is not."""


def written(text: str, items: Iterable[Mapping[str, Any]]) -> str:
    """All that an answer says in words: the text, then the lines of the plan, each field on a line of its own."""
    lines = [str(item.get(name) or "") for item in items for name in COMPARED]
    return nfc("\n".join([text, *(line for line in lines if line)]))


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words: "same", "new" or "gone"."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class LineChange:
    """A line of the plan that is "new", "gone" or "changed", and the fields that changed: (name, before, after)."""

    kind: str
    position: int
    task: str
    fields: tuple[tuple[str, str, str], ...] = ()


def words_changed(before: str, after: str) -> list[Piece]:
    """The two texts laid over each other, word by word; empty when they are the same."""
    if before == after:
        return []
    old, new = re.findall(r"\s+|\S+", before), re.findall(r"\s+|\S+", after)
    if len(old) * len(new) > 4_000_000:  # comparing word by word would take seconds
        return [Piece("gone", before), Piece("new", after)]
    pieces = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(old[i1:i2])))
        else:
            if i1 != i2:
                pieces.append(Piece("gone", "".join(old[i1:i2])))
            if j1 != j2:
                pieces.append(Piece("new", "".join(new[j1:j2])))
    return pieces


def lines_changed(before: Sequence[Mapping[str, Any]], after: Iterable[Mapping[str, Any]]) -> list[LineChange]:
    """What became of the lines of a plan from one version to the next, in the order of the newer one."""
    old = {line["id"]: line for line in before}
    changes = []
    for line in after:
        was = old.pop(line["id"], None)
        if was is None:
            changes.append(LineChange("new", line["position"], line["task"]))
            continue
        fields = tuple(
            (name, str(was.get(name) or ""), str(line.get(name) or ""))
            for name in FIELDS
            if (was.get(name) or "") != (line.get(name) or "")
        )
        if fields:
            changes.append(LineChange("changed", line["position"], line["task"], fields))
    gone = [LineChange("gone", line["position"], line["task"]) for line in old.values()]
    return changes + gone
