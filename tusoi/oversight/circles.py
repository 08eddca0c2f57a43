"""What of a case may be kept here, and how it is named where others read along. Pure.

Secret papers, and files of named persons' discipline and denunciations, are no matter of this system: there is only a
stub (number, day, level, where the paper lies) and how many it was about.
"""

from __future__ import annotations

from datetime import date

STUB_KINDS = frozenset({"tc", "kn", "kl"})
"""Denunciations, appeals, discipline: only a stub and counts, whatever their circle."""
LEVELS = ("mat", "toi_mat", "tuyet_mat")


def is_stub(circle: str, kind_code: str) -> bool:
    return circle == "secret" or kind_code in STUB_KINDS


def is_told(circle: str, kind_code: str, issued_on: date | None) -> bool:
    """Whether the trail, which more people read than the case, may say what the case is about."""
    return circle == "normal" and issued_on is not None and kind_code not in STUB_KINDS
