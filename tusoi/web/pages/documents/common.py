"""What the pages of the register share: the place one works for, doubts and refusals in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from tusoi.documents import rules, selectors
from tusoi.documents.files import SecretFile
from tusoi.documents.sentences import DOUBTS, LEVELS, REJECTIONS, unreadable_words
from tusoi.lib.reading import Unreadable
from tusoi.organisations.scope import Actor, Refused
from tusoi.web.acting import actor

from .forms import StubForm

if TYPE_CHECKING:
    from tusoi.organisations.models import Organisation


WHY_NOBODY = {
    "filed": gettext_lazy("lưu"),
    "same": gettext_lazy("các nơi ghi ở phần Kính gửi"),
    "above": gettext_lazy("gửi lên trên, không gửi qua đây"),
    "issuer": gettext_lazy("chính đơn vị hoặc bộ phận của đơn vị"),
    "several": gettext_lazy("có nhiều đơn vị trùng tên; hãy tự chọn"),
    "unknown": gettext_lazy("không thấy trong các đơn vị bên dưới"),
}
"""Why a line of "Nơi nhận" means none of the organisations below."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A doubt as a page shows it."""

    code: str
    message: str
    document_id: int | None
    document: str


def place_of(by: Actor) -> Organisation:
    """The organisation one works for. Raises Refused for an account without any position."""
    if by.place is None:
        raise Refused("read")
    return selectors.organisation_for(by.place.organisation_id, by=by)


def organisation_asked(request: HttpRequest) -> Organisation:
    """The place one works for, or another organisation within reach (?organisation=). Raises Http404."""
    by = actor(request)
    asked = request.GET.get("organisation", "")
    if not asked:
        return place_of(by)
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 19):
        raise Http404
    return selectors.organisation_for(int(asked), by=by)


def doubts_in_words(doubts: tuple[rules.Doubt, ...]) -> list[Doubt]:
    return [
        Doubt(
            doubt.code, str(DOUBTS[doubt.code]) % {"detail": doubt.detail}, doubt.document_id,
            doubt.detail if doubt.document_id else "",
        )
        for doubt in doubts
    ]  # fmt: skip


def confirmed_in(request: HttpRequest) -> set[str]:
    return {code for code in request.POST.getlist("confirmed") if code in DOUBTS}


def key_of(request: HttpRequest) -> UUID | None:
    """The key of the form that was sent; a form without one is sent as often as it is sent."""
    try:
        return UUID(request.POST.get("request_key", ""))
    except ValueError:
        return None


def unreadable_in_words(problem: Unreadable) -> str:
    return unreadable_words(problem.code, problem.detail)


def secret_page(request: HttpRequest, secret: SecretFile, owner: Organisation) -> HttpResponse:
    """Says that nothing was kept, and offers the stub; nothing of the file is shown, not even its name."""
    by = actor(request)
    form = StubForm(by=by, initial={"level": secret.level, "issuer": str(owner.pk)})
    context = {"form": form, "owner": owner, "level": LEVELS[secret.level], "request_key": uuid4()}
    return render(request, "documents/secret.html", context)


def refuse_file(request: HttpRequest, problem: Exception, owner: Organisation, *, form: Any) -> HttpResponse:
    """The page for a file that was not taken. Raises what is no such problem."""
    if isinstance(problem, SecretFile):
        return secret_page(request, problem, owner)
    if not isinstance(problem, Unreadable):
        raise problem
    form.add_error("content", unreadable_in_words(problem))
    context = {"form": form, "owner": owner, "request_key": uuid4()}
    return render(request, "documents/by_hand.html", context)


def rejection_in_words(rejected: rules.Rejected) -> str:
    """The first thing that was rejected."""
    code = next(iter(rejected.errors.values()))
    return str(REJECTIONS.get(code, code))
