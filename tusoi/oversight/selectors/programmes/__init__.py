"""What is asked of programmes: lists, lines and what they lack, overlaps, the planning board, indicators of risk."""

from .board import Board, BoardRow, Spread, board_of, board_rows, last_looks, spread_of, spread_of_year, term_of
from .overlaps import Hit, overlaps_for
from .paper import NoTemplate, letter_of, word_of
from .pasted import Pasted, read_pasted
from .problems import Problem, missing_in, problems_of
from .reading import (
    areas_now,
    cases_of_lines,
    entry_for,
    history_of_programme,
    kinds_now,
    leads_for,
    lines_of,
    moves_for_programme,
    owners_for,
    programme_for,
    programmes_among,
    programmes_of,
    sources_for,
    writable_programmes,
    years_of,
)
from .risk import Evidence, Indicator, RiskRow, evidence_of, risk_of_children

__all__ = [
    "Board",
    "BoardRow",
    "Evidence",
    "Hit",
    "Indicator",
    "NoTemplate",
    "Pasted",
    "Problem",
    "RiskRow",
    "Spread",
    "areas_now",
    "board_of",
    "board_rows",
    "cases_of_lines",
    "entry_for",
    "evidence_of",
    "history_of_programme",
    "kinds_now",
    "last_looks",
    "leads_for",
    "letter_of",
    "lines_of",
    "missing_in",
    "moves_for_programme",
    "overlaps_for",
    "owners_for",
    "problems_of",
    "programme_for",
    "programmes_among",
    "programmes_of",
    "read_pasted",
    "risk_of_children",
    "sources_for",
    "spread_of",
    "spread_of_year",
    "term_of",
    "word_of",
    "writable_programmes",
    "years_of",
]
