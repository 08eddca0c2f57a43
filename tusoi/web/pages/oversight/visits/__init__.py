"""Pages of delegations with their working sessions, and of regular supervision."""

from . import delegations, ical, notes, sessions

__all__ = ["delegations", "ical", "notes", "sessions"]
