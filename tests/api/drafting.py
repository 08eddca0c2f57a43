"""The operations on templates and drafts, for the table of all operations (tests/api/operations.py)."""

from typing import Any

from tests.cast import Cast
from tests.documents import drafts

Table = dict[str, dict[str, Any]]

TEMPLATES: Table = {
    "GET ": {"path": {}, "asks": ""},
    "GET /{template_id}": {"path": {"template_id": "template"}, "asks": "read"},
    "POST /{template_id}/copy": {
        "path": {"template_id": "template"},
        "asks": "documents.template",
        "given": lambda w: {"owner_id": w["an_binh"]},
    },
    "PUT /{template_id}": {
        "path": {"template_id": "template"},
        "asks": "documents.template",
        "given": lambda w: {
            "name": "Mẫu",
            "fields": [{"key": "viec", "label_vi": "Việc"}],
            "body": [{"type": "paragraph", "text": "Về {{ viec }}"}],
        },
    },
    "POST /{template_id}/issue": {"path": {"template_id": "template"}, "asks": "documents.template"},
    "POST /{template_id}/end": {"path": {"template_id": "template"}, "asks": "documents.template"},
}

DRAFTS: Table = {
    "GET ": {"path": {}, "asks": ""},
    "POST ": {
        "path": {},
        "asks": "documents.register",
        "given": lambda w: {"template_id": w["shipped"], "organisation_id": w["an_binh"]},
    },
    "GET /{draft_id}": {"path": {"draft_id": "draft"}, "asks": "read"},
    "PUT /{draft_id}": {
        "path": {"draft_id": "draft"},
        "asks": "documents.register",
        "given": lambda w: {"values": {"viec": "nộp báo cáo"}},
    },
    "POST /{draft_id}/send": {
        "path": {"draft_id": "draft"},
        "asks": "documents.register",
        "given": lambda w: {"appraiser_id": w["an_binh"], "values": drafts.LETTER},
    },
    "POST /{draft_id}/recall": {"path": {"draft_id": "sent_draft"}, "asks": "documents.register"},
    "POST /{draft_id}/return": {
        "path": {"draft_id": "sent_draft"},
        "asks": "documents.appraise",
        "given": lambda w: {"opinion": "Ghi rõ hạn."},
    },
    "POST /{draft_id}/approve": {
        "path": {"draft_id": "sent_draft"},
        "asks": "documents.appraise",
        "given": lambda w: {},
    },
    "POST /{draft_id}/reopen": {"path": {"draft_id": "approved_draft"}, "asks": "documents.register"},
    "POST /{draft_id}/drop": {"path": {"draft_id": "draft"}, "asks": "documents.register"},
    "POST /{draft_id}/issue": {
        "path": {"draft_id": "approved_draft"},
        "asks": "documents.register",
        "given": lambda w: {"issued_on": "2026-03-02"},
    },
    "GET /{draft_id}/word": {"path": {"draft_id": "draft"}, "asks": "read"},
    "GET /{draft_id}/pdf": {"path": {"draft_id": "draft"}, "asks": "read"},
}

TABLES = (("/api/documents/templates", TEMPLATES), ("/api/documents/drafts", DRAFTS))


def made(cast: Cast) -> dict[str, int]:
    """A template and a draft in each state that an operation needs, all of An Bình."""
    return {
        "shipped": drafts.shipped().pk,
        "template": drafts.own(cast).pk,
        "draft": drafts.begun(cast).pk,
        "sent_draft": drafts.sent(cast).pk,
        "approved_draft": drafts.approved(cast).pk,
    }
