"""How a change is said: the difference always, the percentage where there is one, marked where its base is small."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tusoi.lib import formats
from tusoi.oversight.bases import is_small
from tusoi.oversight.figures import Change

MARK = "*"


@dataclass(frozen=True, slots=True)
class Saying:
    """``base``: percentages of a figure before that is below it carry a mark. ``language``: of who reads."""

    base: int
    language: str = field(default_factory=lambda: get_language() or "vi")

    def change(self, change: Change) -> str:
        """ "+7 (+88 %*)"; "0"; "+3 (–)" where there was nothing to compare with."""
        return f"{self.amount(change)} ({self.share(change)})" if change.amount else "0"

    def amount(self, change: Change) -> str:
        return _sign(change.amount) + formats.number(abs(change.amount), self.language)

    def share(self, change: Change) -> str:
        """ "+88 %", "+88 %*" of a small base, "–" where there was nothing before."""
        if change.rounded is None:
            return "–"
        space = "" if self.language.startswith("en") else " "
        mark = MARK if self.is_small(change) else ""
        return f"{_sign(change.rounded)}{formats.number(abs(change.rounded), self.language)}{space}%{mark}"

    def cell(self, change: Change, url: str, explain: str) -> SafeString:
        """The figure as a door to what it counts, and its change as a door to why; "" where there is none.

        Here and not in a template: a table has five hundred. What is not an address is made of figures and signs.
        """
        said = formats.number(change.now, self.language)
        if url:
            said = f'<a class="num-door" href="{escape(url)}">{said}</a>'
        if change.amount:
            faint = " faint" if self.is_small(change) else ""
            more = self.change(change)
            if explain:
                said = f'{said} <a class="sub num-door{faint}" href="{escape(explain)}">{more}</a>'
            else:
                said = f'{said} <span class="sub">{more}</span>'
        return SafeString(said)

    def is_small(self, change: Change) -> bool:
        return is_small(change, self.base)

    @property
    def note(self) -> str:
        """What the mark means."""
        return _(
            "* Số của kỳ so sánh dưới %(base)s: tỷ lệ phần trăm dễ rất lớn mà ít nói lên điều gì; "
            "hãy xem số tăng, giảm."
        ) % {"base": formats.number(self.base, self.language)}


def _sign(value: int) -> str:
    return "+" if value > 0 else "−" if value < 0 else ""
