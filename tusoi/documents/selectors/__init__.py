"""What is asked of the register: entries, parts, drafts of intake, suggestions."""

from .intakes import (
    Proposal,
    intake_for,
    marked_proposals,
    open_intakes,
    proposals_of,
    suggested_metadata,
)  # fmt: skip
from .parts import (
    SHOWN_TEXT,
    CitationLine,
    citations_of,
    cited_by,
    clause_for,
    clauses_of,
    history_of,
    marked_text,
    recipients_of,
)  # fmt: skip
from .register import (
    Filters,
    all_kinds,
    bodies_of,
    citable,
    competence_gap,
    document_for,
    issuers,
    kind_counts,
    kind_on,
    kinds,
    next_number,
    number_taken,
    organisation_for,
    recipients_for,
    register_of,
    registers_of,
    same_documents,
    symbol_for,
    term_on,
    years_of,
)  # fmt: skip

__all__ = [
    "SHOWN_TEXT",
    "CitationLine", "Filters", "Proposal", "all_kinds", "bodies_of", "citable", "citations_of", "cited_by",
    "clause_for", "clauses_of", "competence_gap", "document_for", "history_of", "intake_for", "issuers", "kind_counts",
    "kind_on", "kinds", "marked_proposals", "marked_text", "next_number", "number_taken", "open_intakes",
    "organisation_for", "proposals_of", "recipients_for", "recipients_of", "register_of", "registers_of",
    "same_documents", "suggested_metadata", "symbol_for", "term_on", "years_of",
]  # fmt: skip
