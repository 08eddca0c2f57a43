"""What is done to documents: registered, read in, sent on; the reference data loaded."""

from .checks import Metadata
from .clauses import Choice, add_clause, remove_clause, save_outline, update_clause
from .coverage import (
    add_coverage,
    change_passage,
    choose_answering,
    decide_coverage,
    place_of_quote,
    propose_coverage,
    wanted_of,
)
from .drafts import (
    Stale,
    approve_draft,
    create_draft,
    drop_draft,
    issue_draft,
    recall_draft,
    reopen_draft,
    return_draft,
    save_draft,
    send_draft,
)  # fmt: skip
from .index import reindex
from .intake import accept_intake, add_proposal, begin_intake, discard_intake, save_decisions
from .links import link_citation, link_document, reopen_caution, set_relation, settle_caution, unlink
from .reference import load_reference
from .register import register_document, register_stub, send_document, update_document
from .templates import (
    copy_template,
    end_template,
    issue_template,
    load_templates,
    save_template,
    upload_template,
)  # fmt: skip

__all__ = [
    "Choice",
    "Metadata",
    "Stale",
    "accept_intake",
    "add_clause",
    "add_coverage",
    "add_proposal",
    "approve_draft",
    "begin_intake",
    "change_passage",
    "choose_answering",
    "copy_template",
    "create_draft",
    "decide_coverage",
    "discard_intake",
    "drop_draft",
    "end_template",
    "issue_draft",
    "issue_template",
    "link_citation",
    "link_document",
    "load_reference",
    "load_templates",
    "place_of_quote",
    "propose_coverage",
    "recall_draft",
    "register_document",
    "register_stub",
    "reindex",
    "remove_clause",
    "reopen_caution",
    "reopen_draft",
    "return_draft",
    "save_decisions",
    "save_draft",
    "save_outline",
    "save_template",
    "send_document",
    "send_draft",
    "set_relation",
    "settle_caution",
    "unlink",
    "update_clause",
    "update_document",
    "upload_template",
    "wanted_of",
]  # fmt: skip
