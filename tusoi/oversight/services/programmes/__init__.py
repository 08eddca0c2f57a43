"""Programmes: drawn up, proposed, merged by the inspection commission, adopted, amended with a reason, closed."""

from .entries import EntryDraft, cancel_entry, remove_entry, restore_entry, save_entry
from .index import reindex_programmes
from .lifecycle import (
    Registration,
    adopt_programme,
    close_programme,
    create_programme,
    merge_programme,
    propose_programme,
    recall_programme,
    return_programme,
    update_programme,
)
from .taking import add_lines, take_lines

__all__ = [
    "EntryDraft",
    "Registration",
    "add_lines",
    "adopt_programme",
    "cancel_entry",
    "close_programme",
    "create_programme",
    "merge_programme",
    "propose_programme",
    "recall_programme",
    "reindex_programmes",
    "remove_entry",
    "restore_entry",
    "return_programme",
    "save_entry",
    "take_lines",
    "update_programme",
]
