"""Official documents as Word files. The library that sets them is large and seldom asked: it comes with the first."""

from __future__ import annotations

from collections.abc import Sequence

from tusoi.lib.rendering.model import OfficialLetter


def letter(letter: OfficialLetter) -> bytes:
    """The document as the bytes of a .docx file."""
    return letters([letter])


def letters(several: Sequence[OfficialLetter]) -> bytes:
    """Documents one behind the other in one .docx file, each with pages of its own that are counted from 1.

    Raises ValueError when there is none.
    """
    from tusoi.lib.rendering import word_paper

    return word_paper.letters(several)
