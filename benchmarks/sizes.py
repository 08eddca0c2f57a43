"""How large a nation: the real one, a twentieth of it, and one that a test can afford."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    name: str
    provinces: int
    communes: int
    """Each is a pivot: counters are kept here."""
    grassroots: int
    cells: int
    obligations: int
    """Duties laid on every grassroots organisation; one more is laid on every cell."""
    titles: int
    rounds: int
    """How often each variant is timed at most."""
    budget: float
    """Seconds after which a slow variant is not timed again."""
    writers: int
    writing: float
    """Seconds of writing for each variant of the concurrent writers, in each round."""
    writing_rounds: int


SIZES = {
    one.name: one
    for one in (
        Size("tiny", 3, 9, 20, 60, 6, 200, 3, 0.2, 2, 0.3, 1),
        Size("reduced", 20, 500, 2_600, 15_000, 200, 50_000, 31, 1.0, 16, 2.0, 3),
        Size("national", 40, 3_400, 52_000, 300_000, 200, 1_000_000, 25, 6.0, 16, 4.0, 5),
    )
}
