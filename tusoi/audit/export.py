"""The whole trail as lines of JSON, complete enough to be verified far from here (`python -m tusoi.audit.verify`).

First the seals, then each chain: its end, and its entries in order.
"""

from collections.abc import Iterator
from typing import Any

from . import selectors


def lines() -> Iterator[dict[str, Any]]:
    for seal in selectors.seals():
        yield {"line": "seal", **seal}
    for chain, head in sorted(selectors.heads().items()):
        yield {"line": "chain", "chain": chain, "seq": head.seq, "hash": head.hash}
        for entry in selectors.entries_of(chain):
            yield {"line": "entry", **entry}
