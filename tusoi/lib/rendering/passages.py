"""A text cut where marks begin and end, so that a page can show each passage highlighted beside its form.

Marks may nest and overlap; a segment carries all that cover it. Positions are characters of the Python string (code
points), half-open. Joining the segments gives the text back, whatever the marks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Mark:
    """The passage text[start:end] with a CSS class and an id of its own."""

    start: int
    end: int
    css: str
    id: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text under the same marks, the outermost first.

    ``opens`` are the ids of the marks that begin here: put the anchor on this segment, so that each id stands once.
    """

    text: str
    start: int
    marks: tuple[Mark, ...] = ()
    opens: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(mark.id for mark in self.marks)

    @property
    def classes(self) -> tuple[str, ...]:
        """The CSS classes of the marks, each once."""
        return tuple(dict.fromkeys(mark.css for mark in self.marks))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the text without its line break; ``start`` is its position in the whole."""

    start: int
    segments: tuple[Segment, ...]

    @property
    def text(self) -> str:
        return "".join(segment.text for segment in self.segments)


def highlight(text: str, marks: Sequence[Mark] = ()) -> list[Segment]:
    """The text as segments in order; an empty text gives none.

    Marks reaching outside the text are cut to it and empty ones ignored: a page with a stale position still shows.
    """
    kept = _within(text, marks)
    cuts = sorted({0, len(text)} | {mark.start for mark in kept} | {mark.end for mark in kept})
    segments: list[Segment] = []
    active: list[Mark] = []
    waiting = 0
    for start, end in pairwise(cuts):
        active = [mark for mark in active if mark.end > start]
        opened = waiting
        while waiting < len(kept) and kept[waiting].start == start:
            waiting += 1
        active += kept[opened:waiting]
        opens = tuple(dict.fromkeys(mark.id for mark in kept[opened:waiting]))
        segments.append(Segment(text[start:end], start, tuple(active), opens))
    return segments


def paragraphs(text: str, marks: Sequence[Mark] = ()) -> list[Paragraph]:
    """The text as paragraphs, one per line; joining their texts with a line break gives the text back.

    A mark over several lines is in each of them and opens in the first where it covers anything.
    """
    segments = iter(highlight(text, marks))
    result: list[Paragraph] = []
    line: list[Segment] = []
    line_start = 0
    carried: tuple[str, ...] = ()
    for segment in segments:
        position = segment.start
        carried = tuple(dict.fromkeys((*carried, *segment.opens)))
        for index, piece in enumerate(segment.text.split("\n")):
            if index:
                result.append(Paragraph(line_start, tuple(line)))
                line, line_start = [], position
            if piece:
                line.append(Segment(piece, position, segment.marks, carried))
                carried = ()
            position += len(piece) + 1
    result.append(Paragraph(line_start, tuple(line)))
    return result


def _within(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """The marks cut to the text, without empty ones, in order of beginning, the longer first."""
    cut = (Mark(max(0, mark.start), min(len(text), mark.end), mark.css, mark.id) for mark in marks)
    return sorted((mark for mark in cut if mark.start < mark.end), key=lambda mark: (mark.start, -mark.end))
