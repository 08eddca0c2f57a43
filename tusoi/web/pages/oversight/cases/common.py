"""What the pages of cases share: the case one may see, a form that acts and says why not, whose tabs are shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from tusoi.documents.files import SecretFile
from tusoi.documents.sentences import unreadable_words
from tusoi.lib.reading import Unreadable
from tusoi.lib.workflow import IllegalMove
from tusoi.obligations.errors import CannotIssue
from tusoi.oversight import access, refusals
from tusoi.oversight.models import Case
from tusoi.oversight.rules import NotYet, Rejected, Stale
from tusoi.oversight.selectors import cases as asked
from tusoi.web.acting import actor

LARGEST = 2**63 - 1


def case_of(request: HttpRequest, pk: int) -> tuple[Case, frozenset[str]]:
    """The case as far as it exists for who asks, and as what he stands to it. DoesNotExist (404) outside his reach."""
    if pk > LARGEST:
        raise Http404
    by = actor(request)
    case = asked.case_in_scope(pk, by)
    return case, access.standing(case, by)


def number(text: str | None) -> int | None:
    """A positive number somebody sent; None for anything else."""
    if not text or not (text.isascii() and text.isdigit() and len(text) <= 18):
        return None
    return int(text) or None


def key_of(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("request_key", ""))
    except ValueError:
        return None


def seen(request: HttpRequest) -> int | None:
    """The version of the case the form was shown with."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def tab_url(case_id: int, tab: str = "overview") -> str:
    url = reverse("oversight:case", args=[case_id])
    return url if tab == "overview" else f"{url}?tab={tab}"


def tried(request: HttpRequest, form: forms.Form, act: Callable[[dict[str, Any]], object], said: str) -> bool:
    """Whether the form fitted and was acted on; otherwise it says why not. A move that is over is said as a message."""
    if not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except Rejected as rejected:
        for field, words in refusals.say(rejected).items():
            form.add_error(field if field in form.fields else None, words)
    except NotYet as not_yet:
        for words in refusals.say_missing(not_yet):
            form.add_error(None, words)
    except Stale:
        form.add_error(None, refusals.stale())
    except SecretFile:
        form.add_error(None, _("Nội dung hoặc tệp có dấu mật; hệ thống không lưu gì của nó."))
    except Unreadable as unreadable:
        form.add_error("file" if "file" in form.fields else None, unreadable_words(unreadable.code, unreadable.detail))
    except CannotIssue as refused:
        form.add_error(None, str(refused))
    except IllegalMove:
        form.add_error(None, move_is_over())
    else:
        messages.success(request, said)
        return True
    return False


def move_is_over() -> str:
    return _("Cuộc này không còn ở bước đó. Hãy xem lại rồi làm tiếp.")


__all__ = [
    "case_of",
    "key_of",
    "move_is_over",
    "number",
    "seen",
    "tab_url",
    "tried",
]
