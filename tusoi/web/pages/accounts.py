"""One's own account: where it is signed in. Signing in itself is allauth's, in our words (web/forms.py)."""

from __future__ import annotations

from typing import Any

from allauth.account.views import LoginView
from allauth.usersessions.models import UserSession
from allauth.usersessions.views import ListUserSessionsView
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tusoi.web import demonstration
from tusoi.web.accounts import living_sessions


def _demonstration_accounts() -> list[demonstration.DemonstrationAccount]:
    return demonstration.accounts() if settings.DEMONSTRATION else []


sign_in = LoginView.as_view(extra_context={"demonstration_accounts": _demonstration_accounts})


class OwnSessions(ListUserSessionsView):
    """Where one's account is signed in. allauth reads every session and its account apart; here one query reads all."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sessions = living_sessions(self.request.user)
        return super(ListUserSessionsView, self).get_context_data(
            sessions=sessions, session_count=len(sessions), **kwargs
        )


@require_POST
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign one's account out somewhere else."""
    UserSession.objects.get(pk=pk, user=request.user).end()
    messages.success(request, _("Đã đóng phiên đăng nhập."))
    return redirect("usersessions_list")
