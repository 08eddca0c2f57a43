"""Reading Vietnamese Party documents: files to text, text to records.

``extract`` gives the text of a file or says why not, ``loose_texts`` what can be seen of a file
that is not read, ``secrecy_mark`` looks for a stamp, ``read`` finds citations,
counts, requirements with deadlines, findings, organisations and what the text says of itself.

It is rules and tables, no learned model; it stores nothing, decides nothing, corrects nothing: what is printed
wrongly is marked ``suspect`` and a person decides.

Invariant: for every record ``text[start:end] == quote`` in the NFC text of the reading; time and memory grow in
proportion to the text; ``read`` never raises, ``extract`` raises nothing but ``Unreadable``.
"""

from tusoi.lib.reading.closing import Recipient, Signatory
from tusoi.lib.reading.files import MAX_BYTES, extract
from tusoi.lib.reading.layout import Layout, Passage, head_and_foot
from tusoi.lib.reading.loose import loose_texts
from tusoi.lib.reading.model import Attached, Extracted, Reading, Record, SecrecyMark, Unreadable
from tusoi.lib.reading.parts import Part
from tusoi.lib.reading.pdf import Ocr, ocr_by
from tusoi.lib.reading.read import read
from tusoi.lib.reading.secrecy import secrecy_mark

__all__ = [
    "MAX_BYTES",
    "Attached",
    "Extracted",
    "Layout",
    "Ocr",
    "Part",
    "Passage",
    "Reading",
    "Recipient",
    "Record",
    "SecrecyMark",
    "Signatory",
    "Unreadable",
    "extract",
    "head_and_foot",
    "loose_texts",
    "ocr_by",
    "read",
    "secrecy_mark",
]
