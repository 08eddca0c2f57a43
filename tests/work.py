"""How much a function does, counted and not timed: a count is the same however busy the machine is."""

import sys
from collections.abc import Callable
from typing import Any


def steps(call: Callable[[], Any]) -> int:
    """Functions entered and left while ``call`` runs, built-in ones too; not what a pattern does inside."""
    counted = 0

    def count(frame: Any, event: str, argument: Any) -> None:
        nonlocal counted
        counted += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        call()
    finally:
        sys.setprofile(before)
    return counted
