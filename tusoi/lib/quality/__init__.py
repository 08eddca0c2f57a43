"""The quality of an answer: what its lines hold and lack, and how much of it somebody else wrote as well.

``look`` says of a line of a plan, or of a whole text, which signs it has, each with the words that prove it;
``copies`` compares two answers by their own words, without those of the document both answer. Pure, linear in the text.

It informs who reads; it decides nothing and gives no marks.
Invariant: every span lies inside the text it was found in, and the text is in its composed form (NFC).
"""

from tusoi.lib.quality.copies import (
    Shared,
    bands,
    fingerprint,
    likeness,
    own_words,
    quoted_from,
    shared,
    similarity,
)
from tusoi.lib.quality.lines import Line, Look, Names, Proof, look, look_at_text, names_in

__all__ = [
    "Line",
    "Look",
    "Names",
    "Proof",
    "Shared",
    "bands",
    "fingerprint",
    "likeness",
    "look",
    "look_at_text",
    "names_in",
    "own_words",
    "quoted_from",
    "shared",
    "similarity",
]
