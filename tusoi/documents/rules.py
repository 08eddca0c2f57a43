"""What holds of documents, whoever asks. Pure: texts, numbers and days in, verdicts out."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from tusoi.lib.folding import fold, nfc
from tusoi.lib.workflow import Workflow

# fmt: off
DRAFT = Workflow.of(
    # action     from         to           needs                 asks
    ("save",    "drafting",  "drafting",  "documents.register", "values"),
    ("save",    "returned",  "returned",  "documents.register", "values"),
    ("send",    "drafting",  "appraisal", "documents.register", "appraiser"),
    ("send",    "returned",  "appraisal", "documents.register", "appraiser"),
    ("recall",  "appraisal", "drafting",  "documents.register"),
    ("return",  "appraisal", "returned",  "documents.appraise", "reason"),
    ("approve", "appraisal", "approved",  "documents.appraise"),
    ("reopen",  "approved",  "drafting",  "documents.register"),
    ("issue",   "approved",  "issued",    "documents.register", "day"),
    ("drop",    "drafting",  "dropped",   "documents.register"),
    ("drop",    "returned",  "dropped",   "documents.register"),
    ("drop",    "approved",  "dropped",   "documents.register"),
)
# fmt: on
"""A document being written after a template; whoever appraises is asked at the place chosen for that."""

LARGEST_NUMBER = 99_999
KEPT_TYPES = ("requirement", "citation", "finding", "count", "organisation", "deadline")
"""What reading proposes for keeping, in the order in which a review groups it."""
SELECTED_AT_FIRST = frozenset({"requirement", "citation", "finding", "count"})
CLAUSE_KINDS = {"requirement": "requirement", "count": "count", "organisation": "organisation", "deadline": "deadline"}
TITLE_LENGTH, LABEL_LENGTH = 300, 80

_NUMBERED = re.compile(r"^\s*(?:số\s*:?\s*)?(\d{1,5})\s*[-–/]\s*(\S.*?)\s*$", re.IGNORECASE)
_MARKER = re.compile(
    r"^\s*(?:(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) là|thứ \w+|\(?\d+(?:\.\d+)*[.)/]|[-+•*])\s*[,:.]?\s*", re.I
)


class Rejected(Exception):
    """The input is not what it should be. ``errors`` says for each field a code; "" stands for the whole."""

    code = "invalid"

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(", ".join(f"{field or 'all'}: {code}" for field, code in errors.items()))
        self.errors = dict(errors)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something a person should look at before the document is registered. ``document_id`` is the one in question."""

    code: str
    field: str = ""
    detail: str = ""
    document_id: int | None = None


class Doubtful(Exception):
    """There are doubts nobody has confirmed yet; registering again with their codes confirmed goes through."""

    code = "doubtful"

    def __init__(self, doubts: Sequence[Doubt]) -> None:
        super().__init__(", ".join(doubt.code for doubt in doubts))
        self.doubts = tuple(doubts)


def clean_symbol(text: str) -> str:
    """A symbol as it is kept: composed, no spaces around its signs, Ð as Đ: " KL / TU" is "KL/TU"."""
    bare = nfc(text).replace("Ð", "Đ").replace("ð", "đ").replace("–", "-")
    return re.sub(r"\s*([-/])\s*", r"\1", " ".join(bare.split())).strip("-/ ")


def same_symbol(one: str, other: str) -> bool:
    """Whether two symbols are the same but for spaces and the case of their letters."""
    return clean_symbol(one).casefold() == clean_symbol(other).casefold()


def split_reference(text: str) -> tuple[int | None, str]:
    """ "47-KL/TU" is (47, "KL/TU"); without a number (None, what is written)."""
    found = _NUMBERED.match(nfc(text))
    if found is None:
        return None, clean_symbol(text)
    return int(found[1]), clean_symbol(found[2])


def symbol_kind(symbol: str) -> str:
    """What stands for the kind in a symbol: "KL" of "KL/TU"; "NĐ" of "2026/NĐ-CP"."""
    parts = [part for part in re.split(r"[/-]", clean_symbol(symbol)) if part and not part.isdigit()]
    return parts[0] if parts else ""


def symbol_body(symbol: str) -> str:
    """What stands for the issuing body in a symbol: "BTCTU" of "KH/BTCTU"."""
    parts = [part for part in re.split(r"[/-]", clean_symbol(symbol)) if part]
    return parts[-1] if len(parts) > 1 else ""


def doubts_of_symbol(symbol: str, *, kind_symbol: str, body_symbols: Sequence[str]) -> list[Doubt]:
    """Whether the symbol speaks of another kind, or of another body, than the entry does. Nothing known, no doubt."""
    found: list[Doubt] = []
    if symbol and kind_symbol and symbol_kind(symbol).casefold() != kind_symbol.casefold():
        found.append(Doubt("symbol_kind", "symbol", kind_symbol))
    known = [body for body in body_symbols if body]
    body = symbol_body(symbol)
    if body and known and body.casefold() not in {one.casefold() for one in known}:
        found.append(Doubt("symbol_issuer", "symbol", known[0]))
    return found


def missing_numbers(numbers: Collection[int]) -> list[tuple[int, int]]:
    """The gaps between the numbers of a series, each as its first and last missing number."""
    there = sorted(set(numbers))
    return [(one + 1, other - 1) for one, other in pairwise(there) if other - one > 1]


def lacks_competence(
    table: Sequence[Mapping[str, Any]], *, kind: str, organisation_kind: str, body_kind: str, on: date
) -> str:
    """The source of the rule by which this body may not issue this kind on that day; empty when it may.

    Rows with a body kind speak of that body alone; rows without one speak of every body of such an organisation.
    """
    for row in table:
        in_force = date.fromisoformat(row["valid_from"]) <= on and (
            row["valid_to"] is None or on < date.fromisoformat(row["valid_to"])
        )
        of_body = row["body_kind"] is None or row["body_kind"] == body_kind
        if in_force and of_body and row["organisation_kind"] == organisation_kind and kind in row["kinds"]:
            return str(row["source"])
    return ""


def title_of(record: Mapping[str, Any]) -> str:
    """A first title for a proposal, at most 300 characters: its clause without the marker, cut at a word."""
    fields = record["fields"]
    if record["type"] == "requirement" and fields.get("ctx_title"):
        return shortened(str(fields["ctx_title"]), TITLE_LENGTH)
    text = _MARKER.sub("", record["quote"], count=1) if record["type"] == "requirement" else record["quote"]
    text = " ".join(text.split())
    return shortened(text[:1].upper() + text[1:], 160)


def label_of(record: Mapping[str, Any]) -> str:
    """How a clause is cited: "yêu cầu 2 (Hai là)"."""
    fields = record["fields"]
    if record["type"] != "requirement" or not fields.get("ordinal"):
        return ""
    marker = str(fields.get("ctx_marker") or "").strip(" ,.:;()")
    label = f"yêu cầu {fields['ordinal']}"
    return shortened(f"{label} ({marker})" if marker and not marker.isdigit() else label, LABEL_LENGTH)


def shortened(text: str, length: int) -> str:
    """The text, cut at a word with an ellipsis if it is longer than ``length`` characters."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    head, _, _ = cut.rpartition(" ")
    return (head if len(head) > length // 2 else cut).rstrip(" ,;:") + "…"


def clause_kind(record: Mapping[str, Any]) -> str:
    """Under which kind of clause a record of the reading is kept."""
    if record["type"] == "finding":
        return "strength" if record["fields"].get("polarity") == "strength" else "limitation"
    return CLAUSE_KINDS[record["type"]]


def day_or_none(value: object) -> date | None:
    """A day from its ISO text; None for anything else, also for a day without a year."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value)) if value and len(str(value)) == 10 else None
    except ValueError:
        return None


def find_quote(text: str, quote: str, *, near: int = 0) -> tuple[int, int] | None:
    """Where a quotation stands in a text, the place nearest to ``near``; white space may differ. None: nowhere."""
    words = nfc(quote).split()
    if not words:
        return None
    exact = [(at, at + len(quote)) for at in _places(text, quote)] if quote in text else []
    loose = exact or [found.span() for found in re.finditer(r"\s+".join(re.escape(word) for word in words), text)]
    return min(loose, key=lambda span: abs(span[0] - near)) if loose else None


def _places(text: str, quote: str) -> list[int]:
    places, at = [], text.find(quote)
    while at >= 0:
        places.append(at)
        at = text.find(quote, at + 1)
    return places


def same_words(one: str, other: str) -> bool:
    return fold(one) == fold(other)


def number_or_none(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value <= LARGEST_NUMBER else None


METADATA_FIELDS = frozenset(
    {
        "kind",
        "number",
        "symbol",
        "issued_on",
        "received_on",
        "issuer",
        "issuer_name",
        "excerpt",
        "circulation",
        "signatory",
    }
)
TASK_FIELDS = ("lead", "collaborators", "product")
"""What of a row of a table of tasks may be corrected in a review; its task is the title, its deadline the day."""
_TEXT_LENGTHS = {
    "title": TITLE_LENGTH, "label": LABEL_LENGTH, "quote": 20_000, "due_on": 10,
    **dict.fromkeys(TASK_FIELDS, 500),
}  # fmt: skip


def clean_decisions(raw: Mapping[str, Any], *, count: int) -> dict[str, dict[str, Any]]:
    """Decisions on ``count`` proposals as they are kept; what is not a decision on one of them is left out."""
    items: dict[str, Any] = {}
    given = raw.get("items")
    for key, decided in given.items() if isinstance(given, Mapping) else ():
        if not (isinstance(key, str) and key.isascii() and key.isdecimal() and len(key) < 7 and int(key) < count):
            continue
        if isinstance(decided, Mapping):
            items[str(int(key))] = _clean_decision(decided)
    metadata = raw.get("metadata")
    return {
        "items": items,
        "metadata": {
            name: _clean_text(value)[:500]
            for name, value in (metadata.items() if isinstance(metadata, Mapping) else ())
            if name in METADATA_FIELDS and isinstance(value, str)
        },
    }


def _clean_decision(decided: Mapping[str, Any]) -> dict[str, Any]:
    clean: dict[str, Any] = {}
    if isinstance(decided.get("on"), bool):
        clean["on"] = decided["on"]
    for name, most in _TEXT_LENGTHS.items():
        if isinstance(decided.get(name), str):
            clean[name] = _clean_text(decided[name])[:most]
    if clean.get("due_on") and day_or_none(clean["due_on"]) is None:
        del clean["due_on"]  # what is no day is refused: the day that stands there stays
    if "target" in decided:
        target = decided["target"]
        clean["target"] = target if isinstance(target, int) and not isinstance(target, bool) else None
    return clean


def _clean_text(text: str) -> str:
    return nfc(text.replace("\x00", "")).replace("\r\n", "\n").strip()
