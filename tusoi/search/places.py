"""What the index holds of a thing; its place in the tree is words among the others."""

from collections.abc import Iterator

from tusoi import treepath

from .rules import words


def searched(title: str, text: str, path: str, year: int | None = None) -> str:
    """What the index holds of a thing: the words of its title, those of its text, where it stands and of what year.

    The place is words too (``standing``), so that a reader of one cell does not wade through the words of a country.
    """
    stands = [*standing(path), *([year_word(year)] if year else [])]
    return "\n".join((" ".join(words(title)), " ".join(words(text)), " ".join(stands)))


def standing(path: str) -> Iterator[str]:
    """A word for each branch the path lies in, and one for the place itself: no text holds such words."""
    for above in treepath.ancestors(path):
        yield branch_word(above)
    yield place_word(path)


def branch_word(path: str) -> str:
    """The word of everything in a branch."""
    return f"zzb{path[-treepath.WIDTH :].lower()}"


def place_word(path: str) -> str:
    """The word of what stands at a place itself; of what stands nowhere for ""."""
    return f"zzp{path[-treepath.WIDTH :].lower()}"


def year_word(year: int) -> str:
    """The word of everything of a year."""
    return f"zzy{year}"
