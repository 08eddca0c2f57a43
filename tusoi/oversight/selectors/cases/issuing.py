"""What decision and plan of a case would be called and numbered."""

from __future__ import annotations

from datetime import date

from tusoi.documents import selectors as documents
from tusoi.documents.models import DocumentKind
from tusoi.oversight.compiling import FORM
from tusoi.oversight.models import Case

KINDS = {"decision": "quyet-dinh", "plan": "ke-hoach"}
"""Which of the two -> its kind in the register."""
NEUTRAL = "Một cuộc kiểm tra, giám sát"
"""What the register says of a restricted case."""


def names_of(case: Case) -> dict[str, str]:
    """The usual excerpts, to be written on: of what form the case is, and what it looks at."""
    title = case.title[:1].lower() + case.title[1:]
    if not any(title.startswith(word) for word in FORM.values()):
        title = f"{FORM[case.kind.form]} {title}"
    return {"decision": f"thành lập đoàn {title}"[:500], "plan": title[:500]}


def number_for(case: Case, kind: DocumentKind, on: date) -> tuple[str, int]:
    """(symbol, next number) in the owner's series of this kind on that day."""
    symbol = documents.symbol_for(kind, case.owner, case.body)
    return symbol, documents.next_number(kind=kind.code, issuer=case.owner, on=on, symbol=symbol)


def next_references(case: Case, on: date) -> dict[str, str]:
    """The numbers they would get on that day: "315-QĐ/TU"; "" where no kind is in force. At most six queries."""
    found = {}
    for which, code in KINDS.items():
        kind = documents.kind_on(code, on)
        symbol, number = number_for(case, kind, on) if kind else ("", 0)
        found[which] = f"{number:02d}-{symbol}" if kind else ""
    return found
