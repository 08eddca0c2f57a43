"""What a document says of itself at its head and foot, as the register's fields have it. Pure.

The layout is read by `tusoi.lib.reading`; here its passages become values of the fields: number, symbol, kind (a
code), issuer, issued_on, excerpt, signatory.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tusoi.documents.rules import clean_symbol, day_or_none, shortened
from tusoi.lib.folding import fold, nfc
from tusoi.lib.reading import Layout, Passage, Signatory, head_and_foot

EXCERPT_LENGTH, SIGNATORY_LENGTH = 500, 200

# Words of offices as official papers write them; signatures print them in capitals.
_OFFICES = (
    "Bí thư", "Phó Bí thư", "Ban Thường vụ", "Ban Chấp hành", "Thường trực", "Ủy viên", "Chủ nhiệm", "Phó Chủ nhiệm",
    "Trưởng Ban", "Phó Trưởng Ban", "Chánh Văn phòng", "Phó Chánh Văn phòng", "Ủy ban Kiểm tra", "Ban Tổ chức",
    "Chủ tịch", "Phó Chủ tịch", "Đảng ủy", "Tỉnh ủy", "Thành ủy", "Chi bộ", "Chi ủy", "Văn phòng", "Bộ Chính trị",
    "Ban Bí thư", "Ban Xây dựng Đảng", "Ban Tuyên giáo và Dân vận", "Ban Nội chính", "Ban Chỉ đạo",
)  # fmt: skip
_OFFICE = re.compile("|".join(re.escape(one) for one in sorted(_OFFICES, key=len, reverse=True)), re.IGNORECASE)
_SPELLED = {one.lower(): one for one in _OFFICES}


@dataclass(frozen=True, slots=True)
class Found:
    """A value and the passage it was taken from; ``value`` is a text, a number or a day."""

    value: Any
    quote: str
    start: int
    end: int


def head_of(text: str, *, kinds: Mapping[str, str]) -> dict[str, Found]:
    """What head and foot say, by field: number, symbol, kind (a code), issuer (whole, and as printed alone), issued_on,
    excerpt, signatory; speaker_head and speaker_foot are the bodies that heading and signature name.

    ``kinds``: names of kinds, folded, to their codes. What is not found is not there.
    """
    text = nfc(text)
    return fields_of(head_and_foot(text), text, kinds=kinds)


def fields_of(layout: Layout, text: str, *, kinds: Mapping[str, str]) -> dict[str, Found]:
    """The same of a layout that is there already."""
    found: dict[str, Found] = {}
    if layout.number:
        found["number"] = _found(layout.number, int(layout.number.value))
    if layout.symbol:
        found["symbol"] = _found(layout.symbol, clean_symbol(layout.symbol.value))
    if layout.kind and (code := kinds.get(fold(layout.kind.value))):
        found["kind"] = _found(layout.kind, code)
    if layout.issuer:
        found["issuer"] = _found(layout.issuer, layout.issuer_name or layout.issuer.value)
        found["issuer_alone"] = _found(layout.issuer, layout.issuer.value)
    if layout.speaker:
        found["speaker_head"] = _found(layout.speaker, layout.speaker.value)
    if layout.signatories and (first := layout.signatories[0]).authority == "T/M" and first.on_behalf_of:
        quote = text[first.start : first.end]
        found["speaker_foot"] = Found(first.on_behalf_of, quote, first.start, first.end)
    if layout.date and (day := layout.issued_on):
        found["issued_on"] = _found(layout.date, day)
    if layout.excerpt:
        found["excerpt"] = _found(layout.excerpt, shortened(layout.excerpt.value, EXCERPT_LENGTH))
    if layout.signatories:
        start, end = layout.signatories[0].start, layout.signatories[-1].end
        said = "; ".join(signed for one in layout.signatories if (signed := signatory_words(one)))
        found["signatory"] = Found(shortened(said, SIGNATORY_LENGTH), text[start:end], start, end)
    return found


def signatory_words(one: Signatory) -> str:
    """A signature on one line: "Lò Văn Muôn, Phó Bí thư (T/M Ban Thường vụ)"."""
    said = ", ".join(part for part in (one.name, _office(one.position)) if part)
    authority = f"{one.authority} {_office(one.on_behalf_of)}".strip()
    return f"{said} ({authority})" if said and authority else said or authority


def with_meta(
    found: dict[str, Found], records: Iterable[Mapping[str, Any]], kinds: Mapping[str, str]
) -> dict[str, Found]:
    """The same, completed by what reading found about the text as a whole: its title and its date."""
    result = dict(found)
    for record in records:
        if record["type"] != "meta":
            continue
        field, value = record["fields"].get("field"), record["fields"].get("value")
        place = (record["quote"], record["start"], record["end"])
        if field == "title" and value:
            result.setdefault("excerpt", Found(shortened(" ".join(str(value).split()), EXCERPT_LENGTH), *place))
            begins = [name for name in kinds if fold(str(value)).startswith(name + " ")]
            if begins:
                result.setdefault("kind", Found(kinds[max(begins, key=len)], *place))
        elif field == "date" and (day := day_or_none(value)):
            result.setdefault("issued_on", Found(day, *place))
    return result


def kind_of_symbol(symbol: str, symbols: Mapping[str, Sequence[str]]) -> str:
    """The code of the kind a symbol stands for; empty when it stands for none or for several (QĐ)."""
    codes = symbols.get(re.split(r"[/-]", symbol)[0].casefold(), ())
    return codes[0] if len(codes) == 1 else ""


def _found(passage: Passage, value: Any) -> Found:
    return Found(value, passage.quote, passage.start, passage.end)


def _office(printed: str) -> str:
    """An office printed in capitals as one writes it; what is not of the table keeps small letters."""
    words = " ".join(printed.split())
    if not words.isupper():
        return words
    low = words.lower()
    said = _OFFICE.sub(lambda one: _SPELLED[one[0].lower()], low)
    return said[:1].upper() + said[1:]
