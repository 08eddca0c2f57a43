"""The pages of duties: `listing`, `detail`, `lay` and `picker` for who lays them, `answer` for who owes, `review` for
who checks.

Each view parses, calls one service and says its errors through `messages`. Outside reach is 404, without the right 403.
"""

from . import actions, answer, beside, detail, lay, listing, picker, review

__all__ = ["actions", "answer", "beside", "detail", "lay", "listing", "picker", "review"]
