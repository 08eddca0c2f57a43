"""Text of users made fit for a file: the one change that is made to it."""

import re
import unicodedata

_UNHOLDABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Composed letters (NFC, as TCVN 6909:2001 asks) without the characters that XML 1.0 cannot hold."""
    return unicodedata.normalize("NFC", _UNHOLDABLE.sub("", text))
