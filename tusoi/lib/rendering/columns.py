"""Boxes in columns with lines between them, placed so that few lines cross: the same input gives the same picture.

A column is a level; within it the boxes stand in the order of the middle of what they are joined to in the column
nearer to level 0. Lengths are in units of the picture.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 196, 74
"""Of a box."""
GAP, COLUMN_GAP, MARGIN = 16, 52, 6


@dataclass(frozen=True, slots=True)
class Box:
    key: str
    x: int
    y: int
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True, slots=True)
class Line:
    """From the box that speaks to the box it speaks of, as a path of SVG."""

    source: str
    target: str
    path: str


@dataclass(frozen=True, slots=True)
class Picture:
    boxes: list[Box]
    lines: list[Line]
    width: int
    height: int


def picture(levels: Mapping[str, int], links: Sequence[tuple[str, str]]) -> Picture:
    """``levels``: key -> column, in the order in which boxes of a column would stand alone; ``links``: (from, to)."""
    columns: dict[int, list[str]] = defaultdict(list)
    for key, level in levels.items():
        columns[level].append(key)
    _order(columns, levels, links)
    numbers = {level: place for place, level in enumerate(sorted(columns))}
    tallest = max((len(keys) for keys in columns.values()), default=0)
    height = tallest * (HEIGHT + GAP) - GAP + 2 * MARGIN if tallest else 2 * MARGIN
    boxes = []
    for level in sorted(columns):
        keys = columns[level]
        top = (height - (len(keys) * (HEIGHT + GAP) - GAP)) // 2
        x = MARGIN + numbers[level] * (WIDTH + COLUMN_GAP)
        boxes += [Box(key, x, top + place * (HEIGHT + GAP)) for place, key in enumerate(keys)]
    there = {box.key: box for box in boxes}
    lines = [
        Line(source, target, _path(there[source], there[target]))
        for source, target in links
        if source in there and target in there and source != target
    ]
    width = len(columns) * (WIDTH + COLUMN_GAP) - COLUMN_GAP + 2 * MARGIN if columns else 2 * MARGIN
    return Picture(boxes, lines, width, height)


def _order(columns: dict[int, list[str]], levels: Mapping[str, int], links: Sequence[tuple[str, str]]) -> None:
    beside: dict[str, list[str]] = defaultdict(list)
    for source, target in links:
        beside[source].append(target)
        beside[target].append(source)
    for level in sorted(columns, key=abs):
        if level == 0:
            continue
        inner = columns.get(level - 1 if level > 0 else level + 1, [])
        place = {key: number for number, key in enumerate(inner)}
        own = {key: number for number, key in enumerate(columns[level])}

        def middle(key: str, place: dict[str, int] = place, own: dict[str, int] = own) -> tuple[float, int]:
            near = [place[other] for other in beside[key] if other in place]
            return (sum(near) / len(near) if near else len(place)), own[key]

        columns[level].sort(key=middle)


def _path(source: Box, target: Box) -> str:
    """From the speaking box to the one it speaks of; within a column around the right side."""
    y, to_y = source.y + source.height // 2, target.y + target.height // 2
    if source.x == target.x:
        x, out = source.x + source.width, source.x + source.width + COLUMN_GAP // 2
        return f"M{x} {y}C{out} {y} {out} {to_y} {x} {to_y}"
    if source.x > target.x:
        x, to_x = source.x, target.x + target.width
    else:
        x, to_x = source.x + source.width, target.x
    half = (x + to_x) // 2
    return f"M{x} {y}C{half} {y} {half} {to_y} {to_x} {to_y}"
