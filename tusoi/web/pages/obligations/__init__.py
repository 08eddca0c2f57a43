"""The pages of duties: `listing`, `detail` and `lay` for who lays them, `answer` for who owes, `review` for who checks.

Each view parses, calls one service and says its errors through `messages`. Outside reach is 404, without the right 403.
"""

from . import actions, answer, detail, lay, listing, review

__all__ = ["actions", "answer", "detail", "lay", "listing", "review"]
