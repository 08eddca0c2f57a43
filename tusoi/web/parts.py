"""What the recurring parts of a page are made of: the roll-up bar, the chip of a state, marked words. No queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tusoi.lib import formats
from tusoi.lib.folding import fold, nfc

STATES = {
    "assigned": ("", gettext_lazy("Chưa nộp")),
    "submitted": ("wait", gettext_lazy("Chờ duyệt")),
    "returned": ("back", gettext_lazy("Trả lại")),
    "accepted": ("ok", gettext_lazy("Đã duyệt")),
    "waived": ("idle", gettext_lazy("Được miễn")),
    "planned": ("", gettext_lazy("Dự kiến")),
    "done": ("wait", gettext_lazy("Báo đã xong")),
    "verified": ("ok", gettext_lazy("Đã xác nhận")),
    "refused": ("back", gettext_lazy("Chưa đạt")),
    "issuing": ("wait", gettext_lazy("Đang giao")),
    "issued": ("ok", gettext_lazy("Đã giao")),
    "withdrawn": ("idle", gettext_lazy("Đã thu hồi")),
}
"""State -> class of its chip (its colour and its shape) and its word."""
OVERDUE = {
    "assigned": gettext_lazy("Quá hạn, chưa nộp"),
    "returned": gettext_lazy("Quá hạn, chưa nộp lại"),
    "planned": gettext_lazy("Quá hạn"),
    "refused": gettext_lazy("Quá hạn, chưa đạt"),
}


@dataclass(frozen=True, slots=True)
class Chip:
    name: str
    label: str


def chip(state: str, *, overdue: bool = False) -> Chip:
    """The chip of a state; a state nobody knows is shown as it is, without a colour."""
    if overdue and state in OVERDUE:
        return Chip("late", str(OVERDUE[state]))
    name, label = STATES.get(state, ("", state))
    return Chip(name, str(label))


@dataclass(frozen=True, slots=True)
class Segment:
    name: str
    count: int
    label: str
    x: str
    width: str
    """Hundredths of the bar, as SVG writes them."""


@dataclass(frozen=True, slots=True)
class Bar:
    segments: tuple[Segment, ...]
    label: str

    @property
    def rects(self) -> SafeString:
        """The segments as they stand in the SVG. Here and not in the template: a list has fifty bars. Names and
        numbers are ours, there is nothing to escape."""
        rect = '<rect class="{}" x="{}" y="0" width="{}" height="10" />'
        return mark_safe("".join(rect.format(one.name, one.x, one.width) for one in self.segments))


def roll_up(counts: Any) -> Bar:
    """``counts`` has accepted, submitted, returned, late, waiting and total (obligations.rules.Counts).

    Late and waiting are those who never sent: past their day, and still in time. The five parts make up the total.
    """
    parts = (
        ("accepted", counts.accepted, _("đã duyệt")),
        ("submitted", counts.submitted, _("chờ duyệt")),
        ("returned", counts.returned, _("trả lại")),
        ("overdue", counts.late, _("quá hạn chưa nộp")),
        ("waiting", counts.waiting, _("chưa nộp, còn hạn")),
    )
    total = counts.total
    segments = []
    before = 0
    for name, count, label in parts:
        if count > 0 and total:
            segments.append(Segment(name, count, label, f"{100 * before / total:.3f}", f"{100 * count / total:.3f}"))
            before += count
    if not total:
        return Bar((), _("chưa giao cho đơn vị nào"))
    language = "en" if (get_language() or "vi").startswith("en") else "vi"
    said = ", ".join(f"{formats.number(count, language)} {label}" for _name, count, label in parts if count)
    return Bar(tuple(segments), _("%(parts)s; tổng số %(total)s") % {
        "parts": said, "total": formats.number(total, language)
    })  # fmt: skip


BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("coc_coc", "Cốc Cốc"), ("Firefox", "Firefox"), ("Chrome", "Chrome"),
            ("Safari", "Safari"))  # fmt: skip
SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"),
           ("Linux", "Linux"))  # fmt: skip


def browser(user_agent: str) -> str:
    found = [next((name for mark, name in table if mark in user_agent), "") for table in (BROWSERS, SYSTEMS)]
    return ", ".join(name for name in found if name) or user_agent[:40]


def highlight(text: str, query: str) -> SafeString:
    """The text, escaped, with every word that begins with a word of the query in <mark>; diacritics do not matter.

    A finished word of the query that stands whole in the text is not looked for in the beginnings of others.
    """
    text = nfc(text)
    words = fold(query).split()
    if not words:
        return mark_safe(escape(text))
    pieces = [(piece, fold(piece) if is_word else "") for piece, is_word in _pieces(text)]
    whole = {bare for _, bare in pieces}.intersection(words[:-1]) - {words[-1]}
    out: list[str] = []
    for piece, bare in pieces:
        begins = (word for word in words if (bare == word if word in whole else bare.startswith(word)))
        found = max(begins, key=len, default="")
        length = _length_folding_to(piece, len(found))
        out.append(f"<mark>{escape(piece[:length])}</mark>{escape(piece[length:])}" if found else escape(piece))
    return mark_safe("".join(out))


def _pieces(text: str) -> list[tuple[str, bool]]:
    """Runs of letters and digits, and what stands between them."""
    pieces: list[tuple[str, bool]] = []
    for sign in text:
        is_word = sign.isalnum()
        if pieces and pieces[-1][1] == is_word:
            pieces[-1] = (pieces[-1][0] + sign, is_word)
        else:
            pieces.append((sign, is_word))
    return pieces


def _length_folding_to(piece: str, length: int) -> int:
    """How many signs of ``piece`` fold to ``length`` letters."""
    end = 0
    while end < len(piece) and len(fold(piece[:end])) < length:
        end += 1
    return end
