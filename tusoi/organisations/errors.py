"""Why something cannot be done to an organisation, a person or an account: one class a subject, ``code`` says why.

The codes in words, in the reader's language, are in sentences.py.
"""


class Impossible(Exception):
    """What the rules do not allow; nothing was changed. Doors turn ``code`` into a message."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


class Misplaced(Impossible):
    """The tree does not allow it: "rank", "ended", "day", "children", "name", "same", "reason", "kind", "taken",
    "duties"."""


class Unappointable(Impossible):
    """The position cannot be given or taken: "double", "taken", "beyond", "self", "body", "term", "ended", "day",
    "kind", "reason"."""


class WrongStanding(Impossible):
    """The membership does not allow it: "name", "member", "same", "backwards", "day", "ended", "here", "kind"."""


class WrongPeriod(Impossible):
    """The body or the term does not fit: "name", "day", "overlap", "ended", "kind", "double"."""


class Unassignable(Impossible):
    """The area cannot be assigned: "committee", "territory", "either", "double", "day", "ended", "kind"."""


class AccountRefused(Impossible):
    """The account cannot be made or changed: "username", "taken", "double", "password" (with detail), "self"."""
