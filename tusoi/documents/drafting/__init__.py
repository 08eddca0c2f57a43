"""What holds of model documents and of what is written after them, whoever asks. Pure.

`fields` are what a form asks and the values given; `blocks` are the body in which they stand; `composing` puts both
together into an official document. A mark `{{ key }}` in a text is a reference to a value and nothing else: there is
no language here that could be run.
"""

from .blocks import excerpt_of, read_blocks
from .composing import Paper, compose
from .fields import Column, Field, clean_values, problems, read_fields

__all__ = [
    "Column", "Field", "Paper", "clean_values", "compose", "excerpt_of", "problems", "read_blocks", "read_fields",
]  # fmt: skip
