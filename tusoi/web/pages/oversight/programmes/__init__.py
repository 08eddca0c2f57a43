"""Pages of programmes: the list, one programme and its lines, the planning board, the indicators."""

from . import board, detail, entry, listing, risk, taking

__all__ = ["board", "detail", "entry", "listing", "risk", "taking"]
