"""What is done to organisations and people: verb and object, keyword-only, one transaction, `by` whom."""

from .tree import Misplaced, end_organisation, found_organisation, rename_organisation

__all__ = ["Misplaced", "end_organisation", "found_organisation", "rename_organisation"]
