"""An official document as plain text, in the order in which it is read: as the register keeps it."""

from tusoi.lib.rendering.model import Heading, OfficialLetter, Signature, Table, shown
from tusoi.lib.rendering.text import clean

PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"


def plain_text(letter: OfficialLetter) -> str:
    """Its lines; the cells of a row of a table are parted by tabs."""
    lines = [letter.superior_body.upper(), letter.issuing_body.upper(), "*", letter.number_line, PARTY, letter.dateline]
    lines += [letter.kind.upper() if letter.kind else "", letter.excerpt, "-----" if letter.kind else ""]
    if letter.addressees:
        lines.append(f"Kính gửi: {', '.join(letter.addressees)}")
    for part in letter.paragraphs:
        if isinstance(part, Table):
            lines.append("\t".join(part.headers))
            lines += ["\t".join(shown(cell).replace("\n", " ") for cell in row) for row in part.rows]
        else:
            lines.append(part.text if isinstance(part, Heading) else part)
    for signature in (letter.second, letter.signature):
        lines += _signed(signature)
    if letter.recipients:
        lines += ["Nơi nhận:", *letter.recipient_lines]
    return clean("\n".join(line.strip() for line in lines if line.strip()))


def _signed(signature: Signature | None) -> list[str]:
    return [signature.authority.upper(), signature.position.upper(), signature.signatory] if signature else []
