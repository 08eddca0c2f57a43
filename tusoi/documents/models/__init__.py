from .attachment import Attachment
from .coverage import Coverage
from .intake import Intake
from .register import Citation, Clause, Document, DocumentKind, Recipient, SettledCaution
from .template import DraftDocument, Template

__all__ = [
    "Attachment",
    "Citation",
    "Clause",
    "Coverage",
    "Document",
    "DocumentKind",
    "DraftDocument",
    "Intake",
    "Recipient",
    "SettledCaution",
    "Template",
]
