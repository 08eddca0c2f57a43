from .attachment import Attachment
from .intake import Intake
from .register import Citation, Clause, Document, DocumentKind, Recipient

__all__ = ["Attachment", "Citation", "Clause", "Document", "DocumentKind", "Intake", "Recipient"]
