"""Lines of the head and the foot of a document cut into the cells of its columns."""

import re
from dataclasses import dataclass

_PARTED = re.compile(r"\s(?:(?<=\t)|\s\s)")
_CELL = re.compile(r"[^\t\n]+?(?=\s*\t|\s{3,}|\s*\n|\s*$)")


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of a line; ``line`` counts the lines that hold words, ``column`` the cells of the line."""

    text: str
    start: int
    line: int
    column: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def is_capitals(self) -> bool:
        return self.text.isupper()


def cells_of(text: str, most_lines: int, *, offset: int = 0) -> list[Cell]:
    """The cells of the first lines that hold words; ``offset`` is where ``text`` begins in the whole."""
    cells: list[Cell] = []
    lines = 0
    for line in re.finditer(r"[^\n]+", text):
        if not line[0].strip():
            continue
        if lines >= most_lines:
            break
        cells += line_cells(line[0], offset + line.start(), lines)
        lines += 1
    return cells


def line_cells(line: str, start: int, number: int) -> list[Cell]:
    """The cells of one line. A line too long for two columns is one."""
    if len(line) > 400 or not _PARTED.search(line):
        bare = line.strip()
        return [Cell(bare, start + line.index(bare[0]) if bare else start, number, 0)] if bare else []
    found: list[Cell] = []
    for column, piece in enumerate(one for one in _CELL.finditer(line) if one[0].strip()):
        bare = piece[0].strip()
        found.append(Cell(bare, start + piece.start() + piece[0].index(bare), number, column))
    return found
