"""The dossier on paper: the list of what is in it, in the official layout."""

from __future__ import annotations

from django.utils.translation import gettext as _

from tusoi.documents import selectors as documents
from tusoi.documents.models import DocumentKind
from tusoi.lib import formats
from tusoi.lib.rendering import docx
from tusoi.lib.rendering.model import OfficialLetter, Part, Table
from tusoi.organisations.scope import Actor
from tusoi.oversight.models import Case, Paper

from .facts import checklist_of
from .shown import papers_of

WIDTHS = (12.0, 65.0, 34.0, 22.0, 14.0, 18.0)


def index_docx(case: Case, by: Actor) -> bytes:
    """The list of the dossier as a Word file, with who printed it when."""
    return docx.letter(index_letter(case, by))


def index_letter(case: Case, by: Actor) -> OfficialLetter:
    headers = (_("TT"), _("Tài liệu"), _("Đối tượng"), _("Ngày"), _("Số tờ"), _("Ghi chú"))
    rows = [
        (
            number, paper.title, paper.subject.name if paper.subject else "", paper.dated_on, paper.pages, _note(paper),
        )
        for number, paper in enumerate(papers_of(case, by), start=1)
    ]  # fmt: skip
    parts: list[Part] = [
        _("Chủ thể: %(name)s.") % {"name": case.body.name if case.body else case.owner.name},
        Table(headers, tuple(rows), WIDTHS),
    ]
    missing = [line for line in checklist_of(case) if line.is_open]
    if missing:
        names = "; ".join(
            f"{line.kind.name.vi} ({line.subject})" if line.subject else line.kind.name.vi for line in missing
        )
        parts.append(_("Còn thiếu: %(names)s.") % {"names": names})
    kind = DocumentKind.objects.order_by("pk").first()
    paper = documents.drafts.paper_for(case.owner, kind, case.body) if kind else None
    return OfficialLetter(
        issuing_body=paper.issuing_body if paper else case.owner.name,
        superior_body=paper.superior_body if paper else "",
        kind=_("Mục lục hồ sơ"), kind_code="", body_code="", place=paper.place if paper else "", date=by.today,
        excerpt=case.title, paragraphs=tuple(parts), recipients=(_("Lưu hồ sơ"),),
        printed=f"In bởi {by.label} lúc {formats.moment(by.at)}",
    )  # fmt: skip


def _note(paper: Paper) -> str:
    if paper.withdrawn_on is not None:
        return _("đã rút: %(reason)s") % {"reason": paper.withdrawal_reason}
    if paper.waived_reason:
        return _("không có: %(reason)s") % {"reason": paper.waived_reason}
    return paper.paper_location
