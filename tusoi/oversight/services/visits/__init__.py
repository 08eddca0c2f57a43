from .delegations import DelegationDraft, create_delegation, edit_delegation, end_delegation
from .index import reindex_visits
from .notes import NoteDraft, add_to_note, tie_note_to_case, write_note
from .sessions import (
    cancel_session,
    correct_session,
    edit_session,
    hold_session,
    move_session,
    recall_session,
    restore_session,
    schedule_sessions,
)

__all__ = [
    "DelegationDraft",
    "NoteDraft",
    "add_to_note",
    "cancel_session",
    "correct_session",
    "create_delegation",
    "edit_delegation",
    "edit_session",
    "end_delegation",
    "hold_session",
    "move_session",
    "recall_session",
    "reindex_visits",
    "restore_session",
    "schedule_sessions",
    "tie_note_to_case",
    "write_note",
]
