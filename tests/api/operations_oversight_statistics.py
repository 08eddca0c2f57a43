"""The operations on figures of inspection and supervision, for the table of operations."""

from collections.abc import Callable
from typing import Any

PATH = "/statistics/{organisation_id}"


def statistics(operation: Callable[..., Any]) -> dict[str, Any]:
    """The table; ``operation`` makes an entry of it."""
    at = {"organisation_id": "an_binh"}
    return {
        f"GET {PATH}": operation(at, "oversight.read", lower=403),
        f"GET {PATH}/explain": operation(at, "oversight.read", lower=403),
        f"GET {PATH}/cases": operation(at, "oversight.read", lower=403),
        f"GET {PATH}/beside": operation(at, "oversight.read", lower=403, query=lambda _world: {"what": "notes"}),
        f"GET {PATH}/subjects": operation(at, "oversight.read", lower=403),
    }
