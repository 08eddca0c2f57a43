"""A state machine is a table: which action leads from which state to which, who may, and what must be said."""

from collections.abc import Iterator
from dataclasses import dataclass


class IllegalMove(Exception):
    """The action is not in the table for this state.

    Carries ``state`` and ``action`` so that a door can say what happened in the reader's language.
    """

    def __init__(self, state: str, action: str) -> None:
        super().__init__(f"{action} is not possible in state {state}")
        self.state = state
        self.action = action


@dataclass(frozen=True, slots=True)
class Move:
    """One row of the table. ``asks`` names what the move must carry: "" nothing, "reason", "answer", "day"."""

    action: str
    source: str
    target: str
    permission: str
    asks: str = ""


@dataclass(frozen=True, slots=True)
class Workflow:
    moves: tuple[Move, ...]

    @classmethod
    def of(cls, *rows: tuple[str, ...]) -> "Workflow":
        """Rows of (action, from, to, permission[, asks]); raises ValueError if two rows share action and from."""
        moves = tuple(Move(*row) for row in rows)
        cells = [(move.action, move.source) for move in moves]
        if len(set(cells)) != len(cells):
            raise ValueError("two rows of the table have the same action and the same state")
        return cls(moves)

    @property
    def states(self) -> tuple[str, ...]:
        seen = dict.fromkeys(state for move in self.moves for state in (move.source, move.target))
        return tuple(seen)

    @property
    def actions(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(move.action for move in self.moves))

    def move(self, state: str, action: str) -> Move:
        """The row for this cell; raises IllegalMove if the table has none."""
        for move in self.moves:
            if move.source == state and move.action == action:
                return move
        raise IllegalMove(state, action)

    def from_state(self, state: str) -> Iterator[Move]:
        return (move for move in self.moves if move.source == state)
