"""The clauses of an official text as a tree, and which passages of another text answer them.

``tree`` reads the structure (parts, articles, numbered items, dashes, headings) into clauses with a kind, a label as
cited, a title and an exact span. ``target_in`` reads a target: number, unit, direction, what is measured. ``propose``
says which passages may answer which clause, with a score and its reasons; ``compare`` sets a figure against a target.

Rules and tables, no learned model; it decides nothing. Invariant: spans are code points of the NFC text and nest as
the tree does; a score lies within 0..1 and does not depend on the order of the passages; time grows with the text.
"""

from tusoi.lib.clauses.compare import Comparison, compare
from tusoi.lib.clauses.matching import Match, Passage, Reason, Wanted, passages_of, propose
from tusoi.lib.clauses.targets import Target, target_in, targets_in
from tusoi.lib.clauses.tree import ANSWERABLE, Node, tree

__all__ = [
    "ANSWERABLE", "Comparison", "Match", "Node", "Passage", "Reason", "Target", "Wanted", "compare", "passages_of",
    "propose", "target_in", "targets_in", "tree",
]  # fmt: skip
