"""What the pages of programmes share: refusals in words, the sub-navigation, who is asking."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from tusoi.lib.workflow import IllegalMove
from tusoi.oversight import refusals
from tusoi.oversight.rules import NotYet, Rejected, Stale

STEPS = (Rejected, NotYet, Stale, IllegalMove)
"""What a step on a programme may answer with, besides Refused."""
CHIPS = {"drafting": "", "proposed": "wait", "merged": "back", "adopted": "ok", "closed": "idle"}
EXPORTED = 5_000


@dataclass(frozen=True, slots=True)
class Place:
    url: str
    label: str
    is_current: bool
    needs: str = ""


def places(current: str) -> list[Place]:
    """The three views of planning, under the tabs of the whole part."""
    known = (
        ("programmes", _("Các chương trình"), ""),
        ("board", _("Bảng kế hoạch"), "oversight.read"),
        ("risk", _("Chỉ dấu để chọn đối tượng"), "oversight.read"),
    )
    return [Place(reverse(f"oversight:{name}"), label, name == current, needs) for name, label, needs in known]


def said(exc: Exception) -> list[str]:
    """One sentence for everything that is wrong."""
    if isinstance(exc, Rejected):
        return list(dict.fromkeys(refusals.say(exc).values()))
    if isinstance(exc, NotYet):
        return refusals.say_missing(exc)
    if isinstance(exc, Stale):
        return [refusals.stale()]
    return [_("Chương trình không còn ở bước này. Hãy xem trạng thái mới rồi làm tiếp.")]


def seen_in(request: HttpRequest) -> int | None:
    """The version the form was made of; none in a form without one."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def key_of(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("request_key", ""))
    except ValueError:
        return None


def year_in(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and 2000 <= int(text[:5]) <= 2100 else default
