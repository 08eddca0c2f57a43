"""The pages of the register and of the intake."""

from .intake import begin, decisions, discard, new, review
from .numbering import numbering
from .register import by_hand, detail, edit, export, file, register, send, stub

__all__ = [
    "begin",
    "by_hand",
    "decisions",
    "detail",
    "discard",
    "edit",
    "export",
    "file",
    "new",
    "numbering",
    "register",
    "review",
    "send",
    "stub",
]
