"""What is done to documents: registered, read in, sent on; the reference data loaded."""

from .checks import Metadata
from .index import reindex
from .intake import accept_intake, add_proposal, begin_intake, discard_intake, save_decisions
from .reference import load_reference
from .register import register_document, register_stub, send_document, update_document

__all__ = [
    "Metadata", "accept_intake", "add_proposal", "begin_intake", "discard_intake", "load_reference",
    "register_document", "register_stub", "reindex", "save_decisions", "send_document", "update_document",
]  # fmt: skip
