"""What the pages of inspection and supervision share."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from tusoi.web.context import page_address

PLACES = (
    # page, label, permission somewhere ("" for everybody)
    ("oversight:cases", gettext_lazy("Các cuộc"), ""),
    ("oversight:programmes", gettext_lazy("Chương trình"), ""),
    ("oversight:remediations", gettext_lazy("Khắc phục"), ""),
    ("oversight:delegations", gettext_lazy("Lịch làm việc"), ""),
    ("oversight:notes", gettext_lazy("Giám sát thường xuyên"), ""),
    ("oversight:statistics", gettext_lazy("Thống kê"), "oversight.read"),
    ("oversight:procedures", gettext_lazy("Quy trình"), ""),
)


@dataclass(frozen=True, slots=True)
class Tab:
    url: str
    label: str
    is_current: bool
    needs: str = ""


def tabs(current: str) -> list[Tab]:
    """The seven lists of this part of the site; ``current`` is the name of the page one stands on."""
    return [
        Tab(url, str(label), page == current, needs) for page, label, needs in PLACES if (url := page_address(page))
    ]
