"""Findings, requirements and the conclusion of a case: lists, forms, and the way to duties that are laid."""

from . import announcing, conclusion, listing, moves, requirements, writing
from .part import case_part

__all__ = ["announcing", "case_part", "conclusion", "listing", "moves", "requirements", "writing"]
