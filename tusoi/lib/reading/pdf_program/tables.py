"""Tables of a page: those with rules, and those whose columns only stand apart. Part of the program `pdf_program`."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, pairwise

EDGE = 3.0  # points within which rules touch

Glyph = tuple[float, float, float, float, str]
"""left, right, base line, height, sign"""
Rule = tuple[float, float, float]
"""where it stands across, and from where to where it goes"""
Gap = tuple[float, float]
"""from where to where nothing is written"""

_NUMBER = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,2})*|[IVX]{1,5})[.)]?")


def lines_of_signs(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Signs that share a base line, each line from left to right."""
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda one: (-one[2], one[0])):
        if lines and abs(lines[-1][0][2] - glyph[2]) <= 0.3 * min(glyph[3], lines[-1][0][3]):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    for line in lines:
        line.sort(key=lambda one: one[0])
    return lines


def text_of(line: list[Glyph]) -> str:
    """The signs of a line as text; a gap wider than a justified one parts cells."""
    pieces: list[str] = []
    end: float | None = None
    spaced = False
    for left, right, _, size, sign in line:
        if sign.isspace():
            spaced = spaced or right - left > 0.08 * size
            continue
        if pieces and pieces[-1] == sign and end is not None and right - end < 0.1 * (right - left):
            continue  # a bold letter drawn twice
        if end is not None:
            gap = left - end
            if gap > 1.6 * size:
                pieces.append("\t")
            elif spaced or gap > 0.12 * size:
                pieces.append(" ")
        pieces.append(sign)
        end, spaced = right if end is None else max(end, right), False
    return "".join(pieces)


class Table:
    """A ruled table: the places of its upright and level rules."""

    def __init__(self, upright: list[Rule], level: list[Rule]) -> None:
        self.upright = upright
        self.columns = _places([rule[0] for rule in upright])
        self.rows = _places([rule[0] for rule in level])[::-1]

    def is_table(self) -> bool:
        return len(self.columns) >= 3 and len(self.rows) >= 3

    def holds(self, glyph: Glyph) -> bool:
        middle, base = (glyph[0] + glyph[1]) / 2, glyph[2] + 0.25 * glyph[3]
        return self.columns[0] < middle < self.columns[-1] and self.rows[-1] < base < self.rows[0]

    def lines(self, glyphs: list[Glyph]) -> list[tuple[float, str]]:
        """(height, cells parted by tabs) of each row; cells that no rule parts are one."""
        found: list[tuple[float, str]] = []
        cells: dict[tuple[int, int], list[Glyph]] = {}
        for glyph in glyphs:
            base = glyph[2] + 0.25 * glyph[3]
            row = sum(place > base for place in self.rows) - 1
            column = sum(place < (glyph[0] + glyph[1]) / 2 for place in self.columns) - 1
            cells.setdefault((row, column), []).append(glyph)
        for row in range(len(self.rows) - 1):
            middle = (self.rows[row] + self.rows[row + 1]) / 2
            merged: list[list[Glyph]] = []
            for column in range(len(self.columns) - 1):
                own = cells.get((row, column), [])
                if column and merged and not self._parted(self.columns[column], middle):
                    merged[-1] += own
                else:
                    merged.append(list(own))
            texts = [" ".join(text_of(line).replace("\t", " ") for line in lines_of_signs(cell)) for cell in merged]
            found.append((self.rows[row] - 0.01, "\t".join(texts)))
        return found

    def _parted(self, place: float, height: float) -> bool:
        return any(abs(rule[0] - place) <= EDGE and rule[1] - 1 <= height <= rule[2] + 1 for rule in self.upright)


def _places(values: list[float]) -> list[float]:
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > EDGE:
            places.append(value)
    return places


def ruled_tables(upright: list[Rule], level: list[Rule]) -> list[Table]:
    """Groups of rules that touch one another; sorted from the top, so that each group is gathered in one pass."""
    if len(upright) < 3 or len(level) < 3:
        return []
    bands = sorted(((rule[1], rule[2]) for rule in upright), key=lambda band: -band[1])
    groups: list[tuple[float, float]] = []
    for bottom, top in bands:
        if groups and top >= groups[-1][0] - EDGE:
            groups[-1] = (min(groups[-1][0], bottom), groups[-1][1])
        else:
            groups.append((bottom, top))
    tables = []
    for bottom, top in groups:
        table = Table(
            [rule for rule in upright if bottom - EDGE <= rule[1] and rule[2] <= top + EDGE],
            [rule for rule in level if bottom - EDGE <= rule[0] <= top + EDGE and rule[2] - rule[1] > 8],
        )
        if table.is_table():
            tables.append(table)
    return tables


def grids(lines: list[list[Glyph]]) -> Iterator[tuple[int, int, list[Gap]]]:
    """Tables without rules: (first line, line after the last, the gaps that run through all of them).

    At least three lines, two of which have two gaps of their own at the same places. Each line is looked at a few
    times at most.
    """
    gaps = [_gaps(line) for line in lines]
    at = done = 0
    while at < len(lines):
        shared, last, full = gaps[at], at + 1, 1
        if len(shared) < 4:  # two gaps inside, and the margins
            at += 1
            continue
        while last < len(lines) and _is_near(lines[last - 1], lines[last]):
            common = _shared(shared, gaps[last])
            if len(common) < 4:
                break
            shared, last, full = common, last + 1, full + (len(gaps[last]) > 3)
        if full < 2 or last - at < 3:
            at += 1
            continue
        first = at
        while first > max(done, at - 3) and len(gaps[first - 1]) > 2 and _is_near(lines[first - 1], lines[first]):
            if len(_shared(shared, gaps[first - 1])) < len(shared):
                break
            first -= 1  # the head of a column that has more lines than the others
        yield first, last, shared
        at = done = last


def _is_near(above: list[Glyph], below: list[Glyph]) -> bool:
    return above[0][2] - below[0][2] < 3.2 * below[0][3]


def _gaps(line: list[Glyph]) -> list[Gap]:
    """What no sign of a line covers and is wider than a space, the margins with it."""
    found: list[Gap] = []
    end = -1e6
    for left, right, _, size, sign in line:
        if sign.isspace():
            continue
        if left - end > 0.7 * size:
            found.append((end, left))
        end = max(end, right)
    return [*found, (end, 1e6)] if found else []


def _shared(one: list[Gap], other: list[Gap]) -> list[Gap]:
    """The gaps of two lines where both are free."""
    found: list[Gap] = []
    here = there = 0
    while here < len(one) and there < len(other):
        left, right = max(one[here][0], other[there][0]), min(one[here][1], other[there][1])
        if right - left > EDGE:
            found.append((left, right))
        if one[here][1] < other[there][1]:
            here += 1
        else:
            there += 1
    return found


def rows(lines: list[list[Glyph]], gutters: list[Gap]) -> list[tuple[float, str]]:
    """(height, cells parted by tabs) of each row of a table without rules."""
    places = [(left + right) / 2 for left, right in gutters[1:-1]]
    table: list[list[str]] = []
    for line in lines:
        parts: list[list[Glyph]] = [[] for _ in range(len(places) + 1)]
        for glyph in line:
            parts[bisect_right(places, (glyph[0] + glyph[1]) / 2)].append(glyph)
        table.append([text_of(part).replace("\t", " ") for part in parts])
    found: list[tuple[float, list[list[str]]]] = []
    for line, cells, is_new in zip(lines, table, _begins(lines, table), strict=True):
        if is_new or not found:
            found.append((line[0][2], [[] for _ in cells]))
        for cell, more in zip(found[-1][1], cells, strict=True):
            cell += [more] if more else []
    return [(height, "\t".join(" ".join(cell) for cell in cells)) for height, cells in found]


def _begins(lines: list[list[Glyph]], table: list[list[str]]) -> list[bool]:
    """Which lines begin a row: after a wider step down, where that parts the numbers in the first column; else where
    the first column says something new.
    """
    steps = [above[0][2] - below[0][2] for above, below in pairwise(lines)]
    usual = min(step for step in steps if step > 0.5 * lines[0][0][3]) if max(steps) > 0.5 * lines[0][0][3] else 1.0
    wide = [True, *(step > 1.25 * usual for step in steps)]
    numbered = [_NUMBER.fullmatch(cells[0]) is not None for cells in table]
    groups = list(accumulate(wide))
    with_number = [group for group, number in zip(groups, numbered, strict=True) if number]
    if len(set(with_number)) == len(with_number) >= groups[-1] - 1 >= 1:
        return wide
    if len(with_number) >= 2:
        return [number or at == 0 for at, number in enumerate(numbered)]
    half = max(2, (len(table[0]) + 1) // 2)
    return [bool(cells[0]) and not cells[0][0].islower() and sum(map(bool, cells)) >= half for cells in table]
