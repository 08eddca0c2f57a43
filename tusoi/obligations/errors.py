"""What can go wrong when a duty is laid, answered or reviewed. Doors turn the codes into sentences."""


class ObligationError(Exception):
    """``code`` names the reason, ``details`` what the sentence needs (names, days)."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


class CannotIssue(ObligationError):
    """Codes: nobody, outside, outside_people, due_past, title, bearers_missing, kind, withdrawn."""


class CannotAnswer(ObligationError):
    """Codes: empty, item_task, locked, not_issued, file, too_long, stale."""


class CannotReview(ObligationError):
    """Codes: reason, day, reminded_on, nobody, stale, own_report, items."""


class AlreadyDecided(CannotReview):
    """Somebody else decided meanwhile: details ``who``, ``at``, ``state``."""
