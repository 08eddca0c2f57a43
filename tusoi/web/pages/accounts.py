"""One's own account: where it is signed in. Signing in itself is allauth's, in our words (web/forms.py)."""

from __future__ import annotations

from typing import Any

from allauth.account.views import LoginView
from allauth.usersessions.models import UserSession
from allauth.usersessions.views import ListUserSessionsView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tusoi.organisations.models import Account
from tusoi.web import demonstration


def _demonstration_accounts() -> list[demonstration.DemonstrationAccount]:
    return demonstration.accounts() if settings.DEMONSTRATION else []


sign_in = LoginView.as_view(extra_context={"demonstration_accounts": _demonstration_accounts})


class OwnSessions(ListUserSessionsView):
    """Where one's account is signed in. allauth reads every session and its account apart; here one query reads all."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sessions = _living(self.request.user)
        return super(ListUserSessionsView, self).get_context_data(
            sessions=sessions, session_count=len(sessions), **kwargs
        )


def _living(account: Account) -> list[UserSession]:
    """The sessions that still open something, the earliest first; what is over is cleared away."""
    noted = list(UserSession.objects.filter(user_id=account.pk).order_by("created_at"))
    stored = Session.objects.filter(expire_date__gt=timezone.now()).in_bulk([one.session_key for one in noted])
    # A new password ends every session that was opened with the old one.
    hashes = [account.get_session_auth_hash(), *account.get_session_auth_fallback_hash()]
    living = []
    for one in noted:
        kept = stored.get(one.session_key)
        opened_with = kept.get_decoded().get(HASH_SESSION_KEY, "") if kept else ""
        if any(constant_time_compare(opened_with, each) for each in hashes):
            living.append(one)
    if len(living) < len(noted):
        over = {one.pk for one in noted} - {one.pk for one in living}
        UserSession.objects.filter(pk__in=over).delete()
    return living


@require_POST
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign one's account out somewhere else."""
    UserSession.objects.get(pk=pk, user=request.user).end()
    messages.success(request, _("Đã đóng phiên đăng nhập."))
    return redirect("usersessions_list")
